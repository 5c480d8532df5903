//! "Not before that day."

use chrono::NaiveDate;

use super::{CommandError, Done, Session, customer::name_of};
use crate::{
    change::{ChangeSet, Entity, Gesture, Value},
    domain::id::CustomerId,
};

pub(super) fn snooze(
    session: &mut Session,
    customer: CustomerId,
    until: NaiveDate,
) -> Result<Done, CommandError> {
    let today = session.today();
    if until <= today {
        return Err(CommandError::NotInFuture(until));
    }
    let name = name_of(session, customer.uuid())?;
    let facts = session.reader().facts(customer)?.ok_or(CommandError::NotFound("customer"))?;
    facts.check_snooze(session.rules(), today, until)?;
    let gesture = Gesture::new("snooze").about("customer", name).about("until", until.to_string());
    let mut set = ChangeSet::new(gesture);
    let fields: [(&str, Value); 4] = [
        ("customer", customer.into()),
        ("until", until.into()),
        ("on_day", today.into()),
        ("at", session.env().now().into()),
    ];
    set.create(Entity::Snooze, session.new_uuid(), fields);
    session.commit(set)
}
