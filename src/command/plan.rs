//! Changing a plan: another day, another place, other words.

use super::{
    CommandError, Done, Session,
    activity::{PlanNext, create_plan, end_plan, next_step, open_plan, plan_fields},
    customer::name_of,
};
use crate::{
    change::{ChangeSet, Entity, Gesture},
    domain::{
        activity::{Closed, PlanKind},
        id::ActivityId,
    },
};

/// Changes an open plan. A promise for another day is a new promise: the old one is cancelled, and
/// counted (DOMAIN 4.4). What was due before today may keep its day.
pub(super) fn change(
    session: &mut Session,
    id: ActivityId,
    plan: &PlanNext,
) -> Result<Done, CommandError> {
    let before = open_plan(session, id)?;
    let name = name_of(session, before.customer.uuid())?;
    let asked = plan.entry.next.ok_or(CommandError::NoDay)?;
    let due_on = before.plan.as_ref().map(|plan| plan.due_on);
    let is_same_day = due_on == Some(asked.on);
    let next = if is_same_day { asked } else { next_step(session, plan)? };
    let gesture = Gesture::new("change_plan")
        .about("kind", plan.kind.key())
        .about("customer", name)
        .about("on", next.on.to_string());
    let mut set = ChangeSet::new(gesture);
    let was_promise = before.plan.as_ref().is_some_and(|plan| plan.kind == PlanKind::Promise);
    if was_promise && !is_same_day {
        end_plan(&mut set, id, Closed::Cancelled, session.today());
        create_plan(
            session,
            &mut set,
            &PlanNext { customer: before.customer, ..plan.clone() },
            next,
        );
        return session.commit(set);
    }
    set.set(Entity::Activity, id.uuid(), plan_fields(plan, next));
    session.commit(set)
}
