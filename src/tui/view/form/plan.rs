//! The form of a plan: when, with whom, where, what to bring, what for.

use chrono::{NaiveDate, NaiveTime};

use super::{
    Wrong,
    fields::{choice, label, of_kind},
    opened,
};
use crate::{
    command::{
        Command, EntryWorld,
        activity::PlanNext,
        entry_line::{Entry, NextStep},
        field::Kind,
    },
    domain::{
        activity::{Activity, ActivityKind, PlanKind},
        id::{ActivityId, CustomerId, Id},
    },
    i18n::Language,
    store::StoreError,
    tui::{
        cx::Cx,
        effect::Effect,
        widget::form::{Field, Form, Values},
    },
};

/// What can be planned: a note is none.
const KINDS: [ActivityKind; 5] = [
    ActivityKind::Visit,
    ActivityKind::Meeting,
    ActivityKind::Call,
    ActivityKind::Email,
    ActivityKind::Message,
];

/// Opens the form of a visit to plan.
pub fn add_plan(customer: CustomerId, cx: &Cx<'_>) -> Effect {
    opened(Known::new(customer, cx), "customer", cx, |known| {
        let title = cx.words.format("form-plan-new", &[("name", known.name.as_str().into())]);
        let fields = fields(None, &known, cx);
        let save = move |values: &Values<'_>, cx: &Cx<'_>| {
            let plan = given(values, customer, None, cx)?;
            Ok(Effect::Many(vec![Effect::Run(Command::PlanNext(plan)), Effect::Close]))
        };
        Form::new(title, fields, Box::new(save))
    })
}

/// Opens the form of a plan.
pub fn edit_plan(id: ActivityId, cx: &Cx<'_>) -> Effect {
    opened(read(id, cx), "plan", cx, |(plan, known)| {
        let title = cx.words.format("form-plan-edit", &[("name", known.name.as_str().into())]);
        let fields = fields(Some(&plan), &known, cx);
        let due_on = plan.plan.as_ref().map(|plan| plan.due_on);
        let save = move |values: &Values<'_>, cx: &Cx<'_>| {
            if values.changed().next().is_none() {
                return Ok(Effect::Close);
            }
            let changed = given(values, plan.customer, due_on, cx)?;
            let command = Command::ChangePlan(id, changed);
            Ok(Effect::Many(vec![Effect::Run(command), Effect::Close]))
        };
        Form::new(title, fields, Box::new(save))
    })
}

/// What the form knows of the customer.
struct Known {
    name: String,
    area: String,
    /// Id and name of each person.
    people: Vec<(String, String)>,
}

impl Known {
    fn new(customer: CustomerId, cx: &Cx<'_>) -> Result<Option<Self>, StoreError> {
        let Some(found) = cx.reader().customer(customer)? else { return Ok(None) };
        let people = cx.reader().contacts_of(customer)?;
        Ok(Some(Self {
            name: found.name,
            area: found.area.unwrap_or_default(),
            people: people.into_iter().map(|one| (one.id.to_string(), one.name)).collect(),
        }))
    }
}

fn read(id: ActivityId, cx: &Cx<'_>) -> Result<Option<(Activity, Known)>, StoreError> {
    let Some(plan) = cx.reader().activity(id)? else { return Ok(None) };
    Ok(Known::new(plan.customer, cx)?.map(|known| (plan, known)))
}

fn fields(shown: Option<&Activity>, known: &Known, cx: &Cx<'_>) -> Vec<Field> {
    let plan = shown.and_then(|shown| shown.plan.as_ref());
    let when = plan.map(|plan| match plan.due_minute {
        Some(minute) => format!("{} {:02}:{:02}", plan.due_on, minute / 60, minute % 60),
        None => plan.due_on.to_string(),
    });
    let due_on = plan.map(|plan| plan.due_on);
    let form = plan.map_or(PlanKind::VisitPlan, |plan| plan.kind);
    let forms = [PlanKind::VisitPlan, PlanKind::Appointment, PlanKind::Promise].map(PlanKind::key);
    let kind = shown.map_or(ActivityKind::Visit, |shown| shown.kind);
    let kinds = KINDS.map(ActivityKind::key);
    let contact = shown.and_then(|shown| shown.contact).map(|id| id.to_string());
    let mut people = vec![(String::new(), cx.words.get("word-absent").into_owned())];
    people.extend(known.people.iter().cloned());
    let area = plan.map_or(Some(known.area.as_str()), |plan| plan.area.as_deref());
    let text = |name, value: Option<&str>| of_kind(Kind::Text, name, value.unwrap_or_default(), cx);
    vec![
        of_kind(Kind::Name, "when", &when.unwrap_or_default(), cx)
            .placeholder(cx.words.get("form-example-when"))
            .checked(Box::new(move |text, cx| said(text, due_on, cx))),
        choice("plan", &forms, form.key(), cx, |key| cx.words.get(&format!("plan-{key}")).into()),
        choice("kind", &kinds, kind.key(), cx, |key| {
            cx.words.get(&format!("activity-{key}")).into()
        }),
        Field::choice("contact", label(cx.words, "contact"), people, &contact.unwrap_or_default()),
        text("area", area),
        text("purpose", plan.and_then(|plan| plan.purpose.as_deref())),
        text("items", plan.and_then(|plan| plan.items.as_deref())),
        // Enter saves on the last field: it is one of a single line.
        text("text", shown.and_then(|shown| shown.text.as_deref())),
    ]
}

/// The day and time of a text, in words; or what is wrong with it.
fn said(text: &str, kept: Option<NaiveDate>, cx: &Cx<'_>) -> Result<String, String> {
    let next = when(text, kept, cx).ok_or_else(|| cx.words.get("form-bad-date").into_owned())?;
    let day = cx.words.day(next.on, cx.today);
    let time = next.time.map(|time| time.format(" %H:%M").to_string());
    Ok(format!("{day}{}", time.unwrap_or_default()))
}

/// When a plan is for. The day `kept` by the plan stays one even if it is over.
fn when(text: &str, kept: Option<NaiveDate>, cx: &Cx<'_>) -> Option<NextStep> {
    let chinese = cx.words.language() == Language::ZhCn;
    let world = EntryWorld::new(cx.session(), None, Vec::new(), chinese).ok()?;
    let (day, time) = text.trim().split_once(' ').unwrap_or((text.trim(), ""));
    if let Some(on) = kept.filter(|on| on.to_string() == day) {
        let working = cx.session().rules().calendar.is_working(on);
        let at = NaiveTime::parse_from_str(time.trim(), "%H:%M").ok();
        return (time.is_empty() || at.is_some()).then_some(NextStep { on, time: at, working });
    }
    world.next_day(text).ok()
}

fn given(
    values: &Values<'_>,
    customer: CustomerId,
    kept: Option<NaiveDate>,
    cx: &Cx<'_>,
) -> Result<PlanNext, Wrong> {
    let wrong = |key: &str| vec![("when", cx.words.get(key).into_owned())];
    let next = when(&values.get("when"), kept, cx).ok_or_else(|| wrong("form-bad-date"))?;
    let text = |name: &str| Some(values.get(name)).filter(|text| !text.trim().is_empty());
    let contact = values.get("contact").parse().ok().map(Id::new);
    Ok(PlanNext {
        customer,
        kind: ActivityKind::from_key(&values.get("kind")).unwrap_or(ActivityKind::Visit),
        plan: PlanKind::from_key(&values.get("plan")).unwrap_or(PlanKind::VisitPlan),
        entry: Entry { note: values.get("text"), next: Some(next), contact, ..Entry::default() },
        area: text("area"),
        items: text("items"),
        purpose: text("purpose"),
    })
}
