//! Planning several visits at once: one trip, one step.

use super::{
    CommandError, Done, Session,
    activity::{PlanNext, create_plan, next_step},
    customer::name_of,
    entry_line::{Entry, NextStep},
};
use crate::{
    change::{ChangeSet, Gesture},
    domain::activity::{ActivityKind, PlanKind},
    store::read::Trip,
};

/// The plans of a trip: what to bring on it and what it is for are the same for all its visits.
pub fn plans<'a>(
    trip: &'a Trip,
    items: Option<&'a str>,
    purpose: Option<&'a str>,
) -> impl Iterator<Item = PlanNext> + 'a {
    trip.visits.iter().map(move |visit| PlanNext {
        customer: visit.queued.id,
        kind: ActivityKind::Visit,
        plan: PlanKind::VisitPlan,
        entry: Entry {
            next: Some(NextStep { on: trip.day, time: None, working: true }),
            ..Entry::default()
        },
        area: Some(trip.area.clone()).filter(|area| !area.is_empty()),
        items: items.map(str::to_owned),
        purpose: purpose.map(str::to_owned),
    })
}

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
