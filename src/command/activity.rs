//! Recording what was done with a customer, and planning the next step.

use chrono::{NaiveDate, NaiveTime, Timelike};
use uuid::Uuid;

use super::{
    CommandError, Done, Session,
    customer::{name_of, tag},
    deal::{check_stage, stage_event},
    entry_line::{Entry, Happened, NextStep},
};
use crate::{
    change::{ChangeSet, Entity, Field, Gesture, Value},
    domain::{
        activity::{Activity, ActivityKind, Closed, Outcome, PlanKind},
        customer::evidence_field,
        deal::Deal,
        id::{ActivityId, CustomerId, DealId},
        stage::DealStatus,
    },
};

/// What was done with a customer.
#[derive(Clone, Debug)]
pub struct Log {
    /// With whom.
    pub customer: CustomerId,
    /// What.
    pub kind: ActivityKind,
    /// The rest, as the entry line gives it.
    pub entry: Entry,
    /// About which deal; `None` = the only open one, if the entry says something of a deal.
    pub deal: Option<DealId>,
}

/// A next step with a customer.
#[derive(Clone, Debug)]
pub struct PlanNext {
    /// With whom.
    pub customer: CustomerId,
    /// What is to be done.
    pub kind: ActivityKind,
    /// Promise, appointment or visit.
    pub plan: PlanKind,
    /// The rest; its `next` is the day.
    pub entry: Entry,
    /// Where, for visits.
    pub area: Option<String>,
    /// What to bring.
    pub items: Option<String>,
    /// What for.
    pub purpose: Option<String>,
}

pub(super) fn log(session: &mut Session, log: &Log) -> Result<Done, CommandError> {
    let name = name_of(session, log.customer.uuid())?;
    let (on, at) = when(session, log.entry.happened)?;
    let gesture =
        Gesture::new("log_activity").about("kind", log.kind.key()).about("customer", name);
    let (outcome, touch, attempt) = effect(log.kind, log.entry.outcome);
    let gesture = if attempt { gesture.about("attempt", "1") } else { gesture };
    let mut set = ChangeSet::new(gesture);
    let deal = deal_of(session, log)?;
    let fulfilled = if touch { fulfilled(session, log.customer, on)? } else { None };
    let entry = &log.entry;
    let fields: [(&str, Value); 13] = [
        ("customer", log.customer.into()),
        ("contact", entry.contact.into()),
        ("deal", deal.as_ref().map(|deal| deal.id).into()),
        ("member", session.member().id.into()),
        ("kind", log.kind.key().into()),
        ("on_day", on.into()),
        ("at", at.into()),
        ("text", entry.note.as_str().into()),
        ("outcome", outcome.map(Outcome::key).into()),
        ("touch", touch.then_some(1).into()),
        ("attempt", attempt.then_some(1).into()),
        ("minutes", entry.duration_minutes.map(i64::from).into()),
        ("fulfils", fulfilled.as_ref().map(|plan| plan.id).into()),
    ];
    set.create(Entity::Activity, session.new_uuid(), fields);
    if let Some(plan) = &fulfilled {
        end_plan(&mut set, plan.id, Closed::Done, on);
    }
    heard(&mut set, session, log, on)?;
    if let Some(deal) = &deal {
        move_deal(&mut set, session, entry, deal, on)?;
    }
    let next = entry.next.or_else(|| proposed(session, outcome, on));
    if let Some(next) = next {
        replace_promise(session, &mut set, log.customer, fulfilled.as_ref())?;
        promise(session, &mut set, log, next);
    }
    session.commit(set)
}

pub(super) fn plan_next(session: &mut Session, plan: &PlanNext) -> Result<Done, CommandError> {
    let name = name_of(session, plan.customer.uuid())?;
    let next = next_step(session, plan)?;
    let gesture = Gesture::new("plan_next")
        .about("kind", plan.kind.key())
        .about("customer", name)
        .about("on", next.on.to_string());
    let mut set = ChangeSet::new(gesture);
    if plan.plan == PlanKind::Promise {
        replace_promise(session, &mut set, plan.customer, None)?;
    }
    create_plan(session, &mut set, plan, next);
    session.commit(set)
}

/// When a plan is for: today or later.
pub(super) fn next_step(session: &Session, plan: &PlanNext) -> Result<NextStep, CommandError> {
    let next = plan.entry.next.ok_or(CommandError::NoDay)?;
    if next.on < session.today() {
        return Err(CommandError::NotInFuture(next.on));
    }
    Ok(next)
}

/// Enters a plan.
pub(super) fn create_plan(session: &Session, set: &mut ChangeSet, plan: &PlanNext, next: NextStep) {
    let entered: [(&str, Value); 3] = [
        ("customer", plan.customer.into()),
        ("member", session.member().id.into()),
        ("on_day", session.today().into()),
    ];
    let fields = entered.into_iter().chain(plan_fields(plan, next));
    set.create(Entity::Activity, session.new_uuid(), fields);
}

/// What of a plan can be changed later.
pub(super) fn plan_fields(plan: &PlanNext, next: NextStep) -> [(&'static str, Value); 9] {
    let entry = &plan.entry;
    [
        ("contact", entry.contact.into()),
        ("kind", plan.kind.key().into()),
        ("plan", plan.plan.key().into()),
        ("due_on", next.on.into()),
        ("due_minute", next.time.map(minute).into()),
        ("text", entry.note.as_str().into()),
        ("area", plan.area.as_deref().into()),
        ("items", plan.items.as_deref().into()),
        ("purpose", plan.purpose.as_deref().into()),
    ]
}

/// Records that a plan was carried out: an activity of its kind, with whom and about what it was
/// planned, which fulfils it.
pub(super) fn complete_plan(session: &mut Session, id: ActivityId) -> Result<Done, CommandError> {
    let plan = open_plan(session, id)?;
    let name = name_of(session, plan.customer.uuid())?;
    let gesture =
        Gesture::new("complete_plan").about("kind", plan.kind.key()).about("customer", name);
    let mut set = ChangeSet::new(gesture);
    let (outcome, touch, _) = effect(plan.kind, None);
    let fields: [(&str, Value); 11] = [
        ("customer", plan.customer.into()),
        ("contact", plan.contact.into()),
        ("deal", plan.deal.into()),
        ("member", session.member().id.into()),
        ("kind", plan.kind.key().into()),
        ("on_day", session.today().into()),
        ("at", session.env().now().into()),
        ("text", plan.text.as_deref().into()),
        ("outcome", outcome.map(Outcome::key).into()),
        ("touch", touch.then_some(1).into()),
        ("fulfils", plan.id.into()),
    ];
    set.create(Entity::Activity, session.new_uuid(), fields);
    end_plan(&mut set, id, Closed::Done, session.today());
    session.commit(set)
}

/// A plan that is not closed yet.
pub(super) fn open_plan(session: &Session, id: ActivityId) -> Result<Activity, CommandError> {
    let is_open = |found: &Activity| found.plan.as_ref().is_some_and(|it| it.closed.is_none());
    let plan = session.reader().activity(id)?.filter(is_open);
    plan.ok_or(CommandError::NotFound("plan"))
}

pub(super) fn close_plan(
    session: &mut Session,
    id: ActivityId,
    how: Closed,
) -> Result<Done, CommandError> {
    let plan = open_plan(session, id)?;
    let name = name_of(session, plan.customer.uuid())?;
    let gesture = Gesture::new("close_plan").about("how", how.key()).about("customer", name);
    let mut set = ChangeSet::new(gesture);
    end_plan(&mut set, id, how, session.today());
    session.commit(set)
}

/// What an activity counts as: its outcome, touch, attempt (DOMAIN 0.5). A note is neither.
pub(super) fn effect(
    kind: ActivityKind,
    outcome: Option<Outcome>,
) -> (Option<Outcome>, bool, bool) {
    match (kind, outcome) {
        (ActivityKind::Note, outcome) => (outcome, false, false),
        (_, Some(outcome)) => (Some(outcome), outcome.is_touch(), !outcome.is_touch()),
        // Logged without a word: it took place.
        (_, None) => (Some(Outcome::Reached), true, false),
    }
}

/// The business day and the instant of what happened.
fn when(
    session: &Session,
    happened: Option<Happened>,
) -> Result<(NaiveDate, Option<i64>), CommandError> {
    let zone = session.rules().zone;
    let Some(Happened { on, time }) = happened else {
        return Ok((session.today(), Some(session.env().now())));
    };
    let Some(time) = time else {
        let to_come = on > session.today();
        return if to_come { Err(CommandError::InFuture(on)) } else { Ok((on, None)) };
    };
    let at = zone.instant(on.and_time(time));
    if at > session.env().now() {
        return Err(CommandError::InFuture(on));
    }
    Ok((zone.business_day(at), Some(at)))
}

/// The plan that a contact on `on` fulfils: the earliest promise or appointment that was due by
/// then.
fn fulfilled(
    session: &Session,
    customer: CustomerId,
    on: NaiveDate,
) -> Result<Option<Activity>, CommandError> {
    let plans = session.reader().open_plans_of(customer)?;
    Ok(plans.into_iter().find(|found| {
        found.plan.as_ref().is_some_and(|plan| {
            matches!(plan.kind, PlanKind::Promise | PlanKind::Appointment) && plan.due_on <= on
        })
    }))
}

/// The deal that the activity is about: the one named, else the customer's furthest open one. Only
/// when the entry moves or values a deal there must be one.
fn deal_of(session: &Session, log: &Log) -> Result<Option<Deal>, CommandError> {
    if let Some(id) = log.deal {
        return Ok(Some(session.reader().deal(id)?.ok_or(CommandError::NotFound("deal"))?));
    }
    let (today, pipeline) = (session.today(), &session.rules().pipeline);
    let place = |deal: &Deal| {
        let key = deal.stage(today)?;
        let open = pipeline.stage(key).is_none_or(|stage| stage.status == DealStatus::Open);
        open.then(|| pipeline.index(key).unwrap_or(0))
    };
    let open = session.reader().deals_of(log.customer)?;
    let furthest = open.into_iter().filter(|deal| place(deal).is_some()).max_by_key(place);
    if furthest.is_none() && (log.entry.stage.is_some() || log.entry.amount.is_some()) {
        return Err(CommandError::NoOpenDeal);
    }
    Ok(furthest)
}

/// Evidence and tags go to the customer, at once with the activity.
fn heard(
    set: &mut ChangeSet,
    session: &Session,
    log: &Log,
    on: NaiveDate,
) -> Result<(), CommandError> {
    let customer = session.reader().customer(log.customer)?;
    let known = |piece| customer.as_ref().is_some_and(|found| found.evidence.day(piece).is_some());
    let mut fields: Vec<(Field, Value)> = Vec::new();
    for &piece in log.entry.evidence.iter().filter(|piece| !known(**piece)) {
        fields.push((evidence_field(piece).into(), on.into()));
    }
    for tag in log.entry.tags.iter().filter_map(|text| tag(text)) {
        fields.push((format!("tag.{tag}").into(), Value::Int(1)));
    }
    set.set(Entity::Customer, log.customer.uuid(), fields);
    Ok(())
}

fn move_deal(
    set: &mut ChangeSet,
    session: &Session,
    entry: &Entry,
    deal: &Deal,
    on: NaiveDate,
) -> Result<(), CommandError> {
    if let Some(stage) = &entry.stage {
        check_stage(session, stage)?;
        if deal.stage(on) != Some(stage.as_str()) {
            stage_event(session, set, deal.id.uuid(), stage, on);
        }
    }
    if let Some(amount) = entry.amount {
        let fields: [(&str, Value); 2] =
            [("amount", amount.minor.into()), ("currency", amount.currency.code().into())];
        set.set(Entity::Deal, deal.id.uuid(), fields);
    }
    Ok(())
}

/// The step that an outcome itself asks for, when none was named: who wants to be called back is
/// called on the next working day.
fn proposed(session: &Session, outcome: Option<Outcome>, on: NaiveDate) -> Option<NextStep> {
    (outcome == Some(Outcome::CallBack)).then(|| NextStep {
        on: session.rules().calendar.add_working_days(on, 1),
        time: None,
        working: true,
    })
}

/// A changed date is a new promise: the open one is cancelled, and counted (DOMAIN 4.4).
pub(super) fn replace_promise(
    session: &Session,
    set: &mut ChangeSet,
    customer: CustomerId,
    fulfilled: Option<&Activity>,
) -> Result<(), CommandError> {
    for open in session.reader().open_plans_of(customer)? {
        let promise = open.plan.as_ref().is_some_and(|plan| plan.kind == PlanKind::Promise);
        if promise && fulfilled.is_none_or(|done| done.id != open.id) {
            end_plan(set, open.id, Closed::Cancelled, session.today());
        }
    }
    Ok(())
}

fn promise(session: &Session, set: &mut ChangeSet, log: &Log, next: NextStep) {
    // What is promised in a meeting or a note is, unless said otherwise, a call.
    let kind = match log.kind {
        ActivityKind::Visit => ActivityKind::Visit,
        ActivityKind::Email => ActivityKind::Email,
        ActivityKind::Message => ActivityKind::Message,
        ActivityKind::Call | ActivityKind::Meeting | ActivityKind::Note => ActivityKind::Call,
    };
    let fields: [(&str, Value); 9] = [
        ("customer", log.customer.into()),
        ("contact", log.entry.contact.into()),
        ("member", session.member().id.into()),
        ("kind", kind.key().into()),
        ("on_day", session.today().into()),
        ("plan", PlanKind::Promise.key().into()),
        ("due_on", next.on.into()),
        ("due_minute", next.time.map(minute).into()),
        ("text", log.entry.note.as_str().into()),
    ];
    set.create(Entity::Activity, session.new_uuid(), fields);
}

pub(super) fn end_plan(set: &mut ChangeSet, plan: ActivityId, how: Closed, on: NaiveDate) {
    let fields: [(&str, Value); 2] = [("closed", how.key().into()), ("closed_on", on.into())];
    set.set(Entity::Activity, Uuid::from(plan), fields);
}

fn minute(time: NaiveTime) -> i64 {
    i64::from(time.hour() * 60 + time.minute())
}
