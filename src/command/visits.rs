//! Planning several visits at once: one trip, one step.

use super::{
    CommandError, Done, Session,
    activity::{PlanNext, create_plan, next_step},
    customer::name_of,
};
use crate::change::{ChangeSet, Gesture};

/// Plans all of the visits, or none.
pub(super) fn plan(session: &mut Session, visits: &[PlanNext]) -> Result<Done, CommandError> {
    let gesture = Gesture::new("plan_visits").about("count", visits.len().to_string());
    let mut set = ChangeSet::new(gesture);
    for visit in visits {
        name_of(session, visit.customer.uuid())?;
        let next = next_step(session, visit)?;
        create_plan(session, &mut set, visit, next);
    }
    session.commit(set)
}
