//! The form that corrects what was logged, or what a plan says.

use super::{
    Wrong,
    fields::{changed, choice, label, of_kind, of_spec},
    opened, saved,
};
use crate::{
    command::{
        Command,
        correct::FIELDS,
        field::{self, Kind},
    },
    domain::{
        activity::{Activity, ActivityKind, Outcome},
        contact::Contact,
        id::ActivityId,
    },
    store::StoreError,
    tui::{
        cx::Cx,
        effect::Effect,
        widget::form::{Field, Form, Values},
    },
};

/// The fields that are read besides [`FIELDS`].
const COMPOSED: [&str; 5] = ["kind", "outcome", "on", "time", "contact"];

/// Opens the form of an activity or plan.
pub fn edit_activity(id: ActivityId, cx: &Cx<'_>) -> Effect {
    opened(read(id, cx), "activity", cx, |(activity, contacts)| {
        let what = match &activity.plan {
            Some(plan) => cx.words.get(&format!("plan-{}", plan.kind.key())).into_owned(),
            None => cx.words.get(&format!("activity-{}", activity.kind.key())).into_owned(),
        };
        let on = activity.plan.as_ref().map_or(activity.on, |plan| plan.due_on);
        let args = [("what", what.into()), ("day", cx.words.day(on, cx.today).into())];
        let title = cx.words.format("form-activity-edit", &args);
        let save = move |values: &Values<'_>, cx: &Cx<'_>| {
            Ok(saved(given(values, cx)?, |given| Command::EditActivity(id, given)))
        };
        Form::new(title, fields(&activity, &contacts, cx), Box::new(save)).focused("text")
    })
}

fn read(id: ActivityId, cx: &Cx<'_>) -> Result<Option<(Activity, Vec<Contact>)>, StoreError> {
    let Some(activity) = cx.reader().activity(id)? else { return Ok(None) };
    let contacts = cx.reader().contacts_of(activity.customer)?;
    Ok(Some((activity, contacts)))
}

fn fields(activity: &Activity, contacts: &[Contact], cx: &Cx<'_>) -> Vec<Field> {
    let kinds = ActivityKind::ALL.map(ActivityKind::key);
    let mut fields = vec![choice("kind", &kinds, activity.kind.key(), cx, |key| {
        cx.words.get(&format!("activity-{key}")).into_owned()
    })];
    if !contacts.is_empty() {
        let none = (String::new(), cx.words.get("word-none").into_owned());
        let people = contacts.iter().map(|it| (it.id.to_string(), it.name.clone()));
        let options: Vec<(String, String)> = std::iter::once(none).chain(people).collect();
        let chosen = activity.contact.map(|id| id.to_string()).unwrap_or_default();
        fields.push(Field::choice("contact", label(cx.words, "contact"), options, &chosen));
    }
    let text = |name, text: &Option<String>| {
        of_spec(FIELDS, name, text.as_deref().unwrap_or_default(), cx)
    };
    if let Some(plan) = &activity.plan {
        fields.push(text("text", &activity.text));
        fields.push(text("area", &plan.area));
        fields.push(text("items", &plan.items));
        fields.push(text("purpose", &plan.purpose));
        return fields;
    }
    let keys: Vec<&str> = std::iter::once("").chain(Outcome::ALL.map(Outcome::key)).collect();
    let outcome = activity.outcome.map_or("", Outcome::key);
    fields.push(choice("outcome", &keys, outcome, cx, |key| match key {
        "" => cx.words.get("word-none").into_owned(),
        key => cx.words.get(&format!("outcome-{key}")).into_owned(),
    }));
    let at = activity.at.map(|at| cx.session().rules().zone.local(at).naive_local());
    let on = at.map_or(activity.on, |at| at.date());
    let time = at.map(|at| at.format("%H:%M").to_string()).unwrap_or_default();
    fields.push(of_kind(Kind::PastDay, "on", &on.to_string(), cx));
    fields.push(
        of_kind(Kind::Text, "time", &time, cx).placeholder(cx.words.get("form-example-time")),
    );
    fields.push(text("text", &activity.text));
    // Enter saves on the last field: it is one of a single line.
    let minutes = activity.minutes.map(|minutes| minutes.to_string());
    fields.push(text("minutes", &minutes));
    fields
}

fn given(values: &Values<'_>, cx: &Cx<'_>) -> Result<field::Values, Wrong> {
    let mut given = changed(values, FIELDS, cx)?;
    let composed = COMPOSED.into_iter().filter(|name| values.changed().any(|it| it == *name));
    given.extend(composed.map(|name| (name.to_owned(), values.get(name))));
    Ok(given)
}
