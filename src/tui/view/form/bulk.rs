//! The forms of what is done to several customers at once: each ends in a preview, not in a
//! command.

use std::path::PathBuf;

use super::{
    Wrong,
    customer::override_fields,
    fields::{choice, day, of_kind, written_day},
    refused,
};
use crate::{
    command::{CommandError, bulk::Change, entry_line::NextStep, field::Kind},
    domain::{activity::ActivityKind, tier::Tier},
    tui::{
        cx::Cx,
        effect::Effect,
        widget::form::{Field, Form, Values, at_field},
    },
};

/// What follows when a form is filled in: usually the preview.
pub type Next<T> = Box<dyn Fn(T, &Cx<'_>) -> Result<Effect, CommandError>>;

/// The kinds of a next step.
const STEPS: [ActivityKind; 5] = [
    ActivityKind::Call,
    ActivityKind::Meeting,
    ActivityKind::Visit,
    ActivityKind::Email,
    ActivityKind::Message,
];

/// Asks for the tier by hand: tier, reason, last day.
pub fn bulk_tier(title: String, next: Next<Change>, cx: &Cx<'_>) -> Effect {
    let letters = Tier::ALL.map(Tier::letter);
    let tier = choice("override", &letters, "A", cx, |letter| {
        cx.words.get(&format!("tier-{}", letter.to_lowercase())).into_owned()
    });
    let [_, reason, until] = override_fields(None, cx);
    let save = move |values: &Values<'_>, cx: &Cx<'_>| {
        let until = written_day("override_until", &values.get("override_until"), cx)?;
        let until = Some(until).filter(|until| !until.is_empty());
        let change = Change::Tier(values.get("override"), values.get("override_reason"), until);
        said(next(change, cx), &["override_reason", "override_until"], cx)
    };
    form(title, vec![tier, reason, until], save)
}

/// Asks for the owner: a member, or a new one.
pub fn bulk_owner(title: String, next: Next<Change>, cx: &Cx<'_>) -> Effect {
    let check = |name: &str, cx: &Cx<'_>| {
        let name = name.to_lowercase();
        if name.is_empty() || ["me", "我"].contains(&name.as_str()) {
            return Ok(String::new());
        }
        let members = cx.reader().members().unwrap_or_default();
        let is_known = members.iter().any(|(_, known)| known.to_lowercase() == name);
        let new = if is_known { String::new() } else { cx.words.get("bulk-owner-new").into() };
        Ok(new)
    };
    let owner = of_kind(Kind::Text, "owner", "", cx).checked(Box::new(check));
    let owner = owner.placeholder(cx.words.get("bulk-owner-nobody"));
    let save = move |values: &Values<'_>, cx: &Cx<'_>| {
        said(next(Change::Owner(values.get("owner")), cx), &["owner"], cx)
    };
    form(title, vec![owner], save)
}

/// Asks for a tag to add.
pub fn bulk_tag(title: String, next: Next<Change>, cx: &Cx<'_>) -> Effect {
    let save = move |values: &Values<'_>, cx: &Cx<'_>| {
        said(next(Change::Tag(values.get("tag")), cx), &["tag"], cx)
    };
    form(title, vec![of_kind(Kind::Name, "tag", "", cx)], save)
}

/// Asks for the next step: kind, day and note.
pub fn bulk_plan(title: String, next: Next<Change>, cx: &Cx<'_>) -> Effect {
    let kind = choice("kind", &STEPS.map(ActivityKind::key), "call", cx, |key| {
        cx.words.get(&format!("activity-{key}")).into_owned()
    });
    let fields = vec![kind, needed_day("on", cx), of_kind(Kind::Text, "note", "", cx)];
    let save = move |values: &Values<'_>, cx: &Cx<'_>| {
        let kind = STEPS.into_iter().find(|kind| kind.key() == values.get("kind"));
        let on = given_day("on", values, cx)?;
        let step = NextStep { on, time: None, working: true };
        let change = Change::Plan(kind.unwrap_or(ActivityKind::Call), step, values.get("note"));
        said(next(change, cx), &["on"], cx)
    };
    form(title, fields, save)
}

/// Asks until when they are to rest.
pub fn bulk_snooze(title: String, next: Next<Change>, cx: &Cx<'_>) -> Effect {
    let save = move |values: &Values<'_>, cx: &Cx<'_>| {
        let until = given_day("until", values, cx)?;
        said(next(Change::Snooze(until), cx), &["until"], cx)
    };
    form(title, vec![needed_day("until", cx)], save)
}

/// Asks for the name of a file that is not there yet.
pub fn bulk_export(title: String, next: Next<PathBuf>, cx: &Cx<'_>) -> Effect {
    let name = format!("customers-{}.csv", cx.today);
    let save = move |values: &Values<'_>, cx: &Cx<'_>| {
        let name = values.get("file");
        let folder = std::env::current_dir().unwrap_or_default();
        // As the shell means it.
        let path = match (name.strip_prefix("~/"), std::env::home_dir()) {
            (Some(below), Some(home)) => home.join(below),
            _ => folder.join(name),
        };
        said(next(path, cx), &[], cx)
    };
    form(title, vec![of_kind(Kind::Name, "file", &name, cx)], save)
}

/// Asks for name and query of a saved filter.
pub fn filter(
    title: String,
    [name, query]: [&str; 2],
    next: impl Fn(String, String) -> Effect + 'static,
    cx: &Cx<'_>,
) -> Effect {
    let hint = cx.words.get("filters-name-hint").into_owned();
    let name = of_kind(Kind::Name, "name", name, cx).placeholder(hint);
    let query = of_kind(Kind::Name, "query", query, cx);
    let save = move |values: &Values<'_>, _: &Cx<'_>| {
        Ok(Effect::Many(vec![next(values.get("name"), values.get("query")), Effect::Close]))
    };
    form(title, vec![name, query], save)
}

fn form(
    title: String,
    fields: Vec<Field>,
    save: impl FnMut(&Values<'_>, &Cx<'_>) -> Result<Effect, Wrong> + 'static,
) -> Effect {
    Effect::Open(Box::new(Form::new(title, fields, Box::new(save))))
}

/// A day that must be given; the remark says which one it is.
fn needed_day(name: &'static str, cx: &Cx<'_>) -> Field {
    of_kind(Kind::Day, name, "", cx)
}

fn given_day(
    name: &'static str,
    values: &Values<'_>,
    cx: &Cx<'_>,
) -> Result<chrono::NaiveDate, Wrong> {
    let wrong = |key: &str| vec![(name, cx.words.get(key).into_owned())];
    match values.get(name) {
        text if text.is_empty() => Err(wrong("problem-empty")),
        text => day(&text, cx).ok_or_else(|| wrong("form-bad-date")),
    }
}

/// What was refused is said at its field, if it is one of these.
fn said(
    next: Result<Effect, CommandError>,
    fields: &[&'static str],
    cx: &Cx<'_>,
) -> Result<Effect, Wrong> {
    let error = match next {
        Ok(effect) => return Ok(effect),
        Err(error) => error,
    };
    let at = at_field(&error, cx.words);
    let found = at.and_then(|(name, words)| {
        let field = fields.iter().find(|field| **field == name)?;
        Some(vec![(*field, words)])
    });
    match found {
        Some(wrong) => Err(wrong),
        None => Ok(refused(error, cx)),
    }
}
