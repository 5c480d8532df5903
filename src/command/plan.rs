//! Changing a plan: another day, another place, other words.

use super::{
    CommandError, Done, Session,
    activity::{PlanNext, create_plan, end_plan, minute, next_step, open_plan},
    customer::name_of,
};
use crate::{
    change::{ChangeSet, Entity, Gesture, Value},
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
    let entry = &plan.entry;
    let fields: [(&str, Value); 9] = [
        ("contact", entry.contact.into()),
        ("kind", plan.kind.key().into()),
        ("plan", plan.plan.key().into()),
        ("due_on", next.on.into()),
        ("due_minute", next.time.map(minute).into()),
        ("text", entry.note.as_str().into()),
        ("area", plan.area.as_deref().into()),
        ("items", plan.items.as_deref().into()),
        ("purpose", plan.purpose.as_deref().into()),
    ];
    set.set(Entity::Activity, id.uuid(), fields);
    session.commit(set)
}
