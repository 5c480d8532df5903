//! Correcting what was logged, and removing what was logged wrongly.

use chrono::NaiveTime;

use super::{
    CommandError, Done, Session,
    activity::effect,
    customer::name_of,
    error::FieldProblem,
    field::{self, Kind, Spec, Values, refused, spec},
};
use crate::{
    change::{ChangeSet, Entity, Fields, Gesture, Value},
    domain::{
        activity::{Activity, ActivityKind, Closed, Outcome, PlanKind},
        id::{ActivityId, ContactId},
    },
};

/// The fields of an activity that hold one value each; `kind`, `outcome`, `on`, `time` and
/// `contact` are read besides.
pub const FIELDS: &[Spec] = &[
    spec("text", Kind::Lines),
    spec("minutes", Kind::Number(1, 1440)),
    spec("area", Kind::Text),
    spec("items", Kind::Text),
    spec("purpose", Kind::Text),
];

/// What was given besides [`FIELDS`].
#[derive(Default)]
struct Given {
    kind: Option<ActivityKind>,
    outcome: Option<Option<Outcome>>,
    on: Option<chrono::NaiveDate>,
    time: Option<Option<NaiveTime>>,
    contact: Option<Option<ContactId>>,
}

pub(super) fn edit(
    session: &mut Session,
    id: ActivityId,
    values: &Values,
) -> Result<Done, CommandError> {
    let activity = found(session, id)?;
    let mut set = ChangeSet::new(gesture(session, "edit_activity", &activity)?);
    let mut given = Given::default();
    let is_plan = activity.plan.is_some();
    let today = session.today();
    let mut fields = field::read(session, &mut set, FIELDS, values, |name, text| {
        let bad = |problem| refused(name, text, problem);
        match name {
            "kind" => {
                let kind = ActivityKind::from_key(text);
                given.kind = Some(kind.ok_or_else(|| bad(FieldProblem::NotAChoice))?);
            }
            "outcome" if !is_plan => {
                let outcome = Outcome::from_key(text);
                if outcome.is_none() && !text.is_empty() {
                    return Err(bad(FieldProblem::NotAChoice));
                }
                given.outcome = Some(outcome);
            }
            "on" if !is_plan => given.on = Some(field::past_day(text, today).map_err(bad)?),
            "time" if !is_plan => {
                let time = NaiveTime::parse_from_str(&text.replace('：', ":"), "%H:%M");
                if time.is_err() && !text.is_empty() {
                    return Err(bad(FieldProblem::NotATime));
                }
                given.time = Some(time.ok());
            }
            "contact" => {
                let contact = text.parse::<ContactId>();
                if contact.is_err() && !text.is_empty() {
                    return Err(bad(FieldProblem::NotAChoice));
                }
                given.contact = Some(contact.ok());
            }
            _ => return Ok(false),
        }
        Ok(true)
    })?;
    fields.extend(given.contact.map(|contact| ("contact".into(), contact.into())));
    fields.extend(given.kind.map(|kind| ("kind".into(), kind.key().into())));
    if !is_plan {
        fields.extend(counted(&activity, &given));
        fields.extend(happened(session, &activity, &given)?);
    }
    set.set(Entity::Activity, id.uuid(), fields);
    session.commit(set)
}

/// Removes an activity. A plan that it fulfilled is open again, unless there is another promise.
pub(super) fn delete(session: &mut Session, id: ActivityId) -> Result<Done, CommandError> {
    let activity = found(session, id)?;
    let mut set = ChangeSet::new(gesture(session, "delete_activity", &activity)?);
    set.delete(Entity::Activity, id.uuid());
    let is_done = |plan: &Activity| {
        let closed = plan.plan.as_ref().and_then(|plan| plan.closed);
        closed.is_some_and(|(how, _)| how == Closed::Done)
    };
    let fulfilled = match activity.fulfils {
        Some(plan) => session.reader().activity(plan)?.filter(is_done),
        None => None,
    };
    let open = session.reader().open_plans_of(activity.customer)?;
    let promised = |found: &Activity| {
        found.id != id && found.plan.as_ref().is_some_and(|plan| plan.kind == PlanKind::Promise)
    };
    if let Some(plan) = fulfilled.filter(|_| !open.iter().any(promised)) {
        let fields = [("closed", Value::Null), ("closed_on", Value::Null)];
        set.set(Entity::Activity, plan.id.uuid(), fields);
    }
    session.commit(set)
}

fn found(session: &Session, id: ActivityId) -> Result<Activity, CommandError> {
    session.reader().activity(id)?.ok_or(CommandError::NotFound("activity"))
}

fn gesture(session: &Session, name: &str, activity: &Activity) -> Result<Gesture, CommandError> {
    let customer = name_of(session, activity.customer.uuid())?;
    Ok(Gesture::new(name).about("kind", activity.kind.key()).about("customer", customer))
}

/// What it counts as now (DOMAIN 0.5).
fn counted(activity: &Activity, given: &Given) -> Fields {
    if given.kind.is_none() && given.outcome.is_none() {
        return Fields::new();
    }
    let kind = given.kind.unwrap_or(activity.kind);
    let (outcome, touch, attempt) = effect(kind, given.outcome.unwrap_or(activity.outcome));
    vec![
        ("outcome".into(), outcome.map(Outcome::key).into()),
        ("touch".into(), touch.then_some(1).into()),
        ("attempt".into(), attempt.then_some(1).into()),
    ]
}

/// When it happened now: a time that was not given stays.
fn happened(session: &Session, activity: &Activity, given: &Given) -> Result<Fields, CommandError> {
    if given.on.is_none() && given.time.is_none() {
        return Ok(Fields::new());
    }
    let zone = session.rules().zone;
    let before = activity.at.map(|at| zone.local(at).naive_local());
    let on = given.on.or(before.map(|at| at.date())).unwrap_or(activity.on);
    let (on, at) = match given.time.unwrap_or(before.map(|at| at.time())) {
        None => (on, None),
        Some(time) => {
            let at = zone.instant(on.and_time(time));
            if at > session.env().now() {
                return Err(refused(
                    "time",
                    &time.format("%H:%M").to_string(),
                    FieldProblem::InFuture,
                ));
            }
            (zone.business_day(at), Some(at))
        }
    };
    Ok(vec![("on_day".into(), on.into()), ("at".into(), at.into())])
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::{
        command::{Command, activity::Log, entry_line::Entry, run, undo::Which},
        domain::id::{CustomerId, Id},
        env::Env,
    };

    fn values(pairs: &[(&str, &str)]) -> Values {
        pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
    }

    /// Monday 23 November 2026, 09:00 in Shanghai, with one call.
    fn world() -> (Session, CustomerId, ActivityId) {
        let env = Arc::new(Env::fixed(1_795_395_600_000, 1));
        let mut session = Session::in_memory(env, "me").unwrap();
        let done = run(&mut session, Command::AddCustomer(values(&[("name", "Acme")]))).unwrap();
        let customer = Id::new(done.made(Entity::Customer).unwrap());
        let entry = Entry { note: "wrong".to_owned(), ..Entry::default() };
        let log = Log { customer, kind: ActivityKind::Call, entry, deal: None };
        let done = run(&mut session, Command::LogActivity(log)).unwrap();
        let id = Id::new(done.made(Entity::Activity).unwrap());
        (session, customer, id)
    }

    #[test]
    fn what_was_logged_is_corrected_in_every_field() {
        let (mut session, _, id) = world();
        let given =
            [("kind", "visit"), ("outcome", "no-answer"), ("on", "11-20"), ("text", "right")];
        run(&mut session, Command::EditActivity(id, values(&given))).unwrap();
        let found = session.reader().activity(id).unwrap().unwrap();
        assert_eq!((found.kind, found.outcome), (ActivityKind::Visit, Some(Outcome::NoAnswer)));
        assert_eq!((found.touch, found.attempt), (false, true));
        assert_eq!(found.on.to_string(), "2026-11-20");
        // The time of day stays when only the day is corrected.
        assert_eq!(session.rules().zone.local(found.at.unwrap()).time().to_string(), "09:00:00");
        run(&mut session, Command::EditActivity(id, values(&[("time", "")]))).unwrap();
        assert_eq!(session.reader().activity(id).unwrap().unwrap().at, None);
        run(&mut session, Command::Undo(Which::Last)).unwrap();
        run(&mut session, Command::Undo(Which::Last)).unwrap();
        let found = session.reader().activity(id).unwrap().unwrap();
        assert_eq!((found.text.as_deref(), found.touch), (Some("wrong"), true));
    }

    #[test]
    fn what_cannot_be_is_refused_at_its_field() {
        let (mut session, _, id) = world();
        for (name, value, problem) in [
            ("kind", "dance", FieldProblem::NotAChoice),
            ("outcome", "great", FieldProblem::NotAChoice),
            ("on", "11-24-", FieldProblem::NotADay),
            ("on", "2026-11-24", FieldProblem::InFuture),
            ("time", "25:00", FieldProblem::NotATime),
            ("time", "23:59", FieldProblem::InFuture),
            ("minutes", "0", FieldProblem::NotANumber),
        ] {
            let edit = Command::EditActivity(id, values(&[(name, value)]));
            let Err(CommandError::Field { field, problem: why, .. }) = run(&mut session, edit)
            else {
                panic!("{name}={value}");
            };
            assert_eq!((field.as_str(), why), (name, problem), "{value}");
        }
    }

    #[test]
    fn a_deleted_activity_opens_the_promise_again_that_it_kept() {
        let (mut session, customer, first) = world();
        let plan = crate::command::activity::PlanNext {
            customer,
            kind: ActivityKind::Call,
            plan: PlanKind::Promise,
            entry: Entry {
                next: Some(crate::command::entry_line::NextStep {
                    on: session.today(),
                    time: None,
                    working: true,
                }),
                ..Entry::default()
            },
            area: None,
            items: None,
            purpose: None,
        };
        run(&mut session, Command::PlanNext(plan)).unwrap();
        let log = Log { customer, kind: ActivityKind::Call, entry: Entry::default(), deal: None };
        let done = run(&mut session, Command::LogActivity(log)).unwrap();
        let second = Id::new(done.made(Entity::Activity).unwrap());
        assert_eq!(session.reader().open_plans_of(customer).unwrap().len(), 0);
        run(&mut session, Command::DeleteActivity(second)).unwrap();
        assert_eq!(session.reader().open_plans_of(customer).unwrap().len(), 1);
        assert!(session.reader().activity(second).unwrap().is_none());
        assert!(session.reader().activity(first).unwrap().is_some());
        run(&mut session, Command::Undo(Which::Last)).unwrap();
        assert_eq!(session.reader().open_plans_of(customer).unwrap().len(), 0);
        assert!(session.reader().activity(second).unwrap().is_some());
    }
}
