//! Entering and changing a person at a customer.

use super::{
    CommandError, Done, Session,
    customer::name_of,
    field::{self, Kind, Spec, Values, name_given, spec},
};
use crate::{
    change::{ChangeSet, Entity, Gesture},
    domain::id::{ContactId, CustomerId},
};

/// The fields of a contact.
pub const FIELDS: &[Spec] = &[
    spec("name", Kind::Name),
    spec("title", Kind::Text),
    spec("phone", Kind::Text),
    spec("mobile", Kind::Text),
    spec("email", Kind::Text),
    spec("message", Kind::Text),
    spec("birthday", Kind::Birthday),
    spec("decider", Kind::Flag),
    spec("notes", Kind::Lines),
    spec("external_key", Kind::Text),
];

pub(super) fn add(
    session: &mut Session,
    customer: CustomerId,
    values: &Values,
) -> Result<Done, CommandError> {
    let at = name_of(session, customer.uuid())?;
    let name = name_given(values)?;
    let gesture = Gesture::new("add_contact").about("contact", name).about("customer", at);
    let mut set = ChangeSet::new(gesture);
    let mut fields = field::read(session, &mut set, FIELDS, values, |_, _| Ok(false))?;
    fields.push(("customer".into(), customer.into()));
    fields.push(("created_on".into(), session.today().into()));
    set.create(Entity::Contact, session.new_uuid(), fields);
    session.commit(set)
}

pub(super) fn edit(
    session: &mut Session,
    id: ContactId,
    values: &Values,
) -> Result<Done, CommandError> {
    let contact = session.reader().contact(id)?.ok_or(CommandError::NotFound("contact"))?;
    let at = name_of(session, contact.customer.uuid())?;
    let gesture = Gesture::new("edit_contact").about("contact", contact.name).about("customer", at);
    let mut set = ChangeSet::new(gesture);
    let fields = field::read(session, &mut set, FIELDS, values, |_, _| Ok(false))?;
    set.set(Entity::Contact, id.uuid(), fields);
    session.commit(set)
}
