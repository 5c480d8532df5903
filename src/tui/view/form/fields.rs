//! The fields of a form from the specs of the commands, and what was changed as the commands read
//! it.

use chrono::NaiveDate;

use super::Wrong;
use crate::{
    command::{
        EntryWorld, FieldProblem,
        field::{self, Kind, Spec},
    },
    domain::{
        birthday::Birthday,
        money::{Currency, Money, MoneyError},
        stage::Pipeline,
    },
    i18n::{Language, Words},
    tui::{
        cx::Cx,
        widget::form::{Check, Field, Values},
    },
    wording::names,
};

/// The words beside a field.
pub fn label(words: &Words, name: &str) -> String {
    words.get(&format!("field-{name}")).into_owned()
}

/// The field of a spec, with a check that says what the command would say.
pub fn of_spec(specs: &'static [Spec], name: &'static str, value: &str, cx: &Cx<'_>) -> Field {
    let kind = specs.iter().find(|spec| spec.name == name).map_or(Kind::Text, |spec| spec.kind);
    of_kind(kind, name, value, cx)
}

/// A field of a kind.
pub fn of_kind(kind: Kind, name: &'static str, value: &str, cx: &Cx<'_>) -> Field {
    let label = label(cx.words, name);
    let field = match kind {
        Kind::Day | Kind::PastDay => Field::date(name, label, value),
        Kind::Lines => Field::long(name, label, value),
        _ => Field::text(name, label, value),
    };
    let field = match placeholder(kind) {
        Some(key) => field.placeholder(cx.words.get(key)),
        None => field,
    };
    field.checked(check(kind))
}

/// What such a field takes, for one who has not typed yet.
const fn placeholder(kind: Kind) -> Option<&'static str> {
    match kind {
        Kind::Name => Some("form-needed"),
        Kind::Money => Some("form-example-amount"),
        Kind::Day => Some("form-example-day"),
        Kind::Birthday => Some("form-example-birthday"),
        _ => None,
    }
}

/// One of several stable values; `of` gives the words of each.
pub fn choice(
    name: &'static str,
    values: &[&str],
    chosen: &str,
    cx: &Cx<'_>,
    of: impl Fn(&str) -> String,
) -> Field {
    let options = values.iter().map(|value| ((*value).to_owned(), of(value))).collect();
    Field::choice(name, label(cx.words, name), options, chosen)
}

/// Yes or no.
pub fn flag(name: &'static str, label: String, is_set: bool, cx: &Cx<'_>) -> Field {
    let options = [("0", "word-no"), ("1", "word-yes")]
        .map(|(value, key)| (value.to_owned(), cx.words.get(key).into_owned()));
    Field::choice(name, label, options.to_vec(), if is_set { "1" } else { "0" })
}

/// The stages as options, the chosen one among them even if the team no longer has it.
pub fn stages(name: &'static str, pipeline: &Pipeline, chosen: &str, cx: &Cx<'_>) -> Field {
    let all = pipeline.stages.iter().chain(Some(&pipeline.lost)).map(|stage| stage.key.as_str());
    let mut keys: Vec<&str> = all.collect();
    if !chosen.is_empty() && !keys.contains(&chosen) {
        keys.push(chosen);
    }
    choice(name, &keys, chosen, cx, |key| names::stage(cx.words, pipeline, key))
}

/// An amount as it is typed: without the currency, unless it is not the base.
pub fn amount(money: Money, base: Currency) -> String {
    if money.currency == base {
        return money.plain();
    }
    format!("{} {}", money.currency, money.plain())
}

/// The day of a text: written out, or as people say it (`fri`, `3d`, `周五`).
pub fn day(text: &str, cx: &Cx<'_>) -> Option<NaiveDate> {
    if let Ok(day) = field::day(text, cx.today) {
        return Some(day);
    }
    let chinese = cx.words.language() == Language::ZhCn;
    let world = EntryWorld::new(cx.session(), None, Vec::new(), chinese).ok()?;
    world.next_day(text).ok().map(|next| next.on)
}

/// The changed fields of these specs as the command reads them; others are left to the caller.
///
/// # Errors
/// Days that are none.
pub fn changed(
    values: &Values<'_>,
    specs: &[Spec],
    cx: &Cx<'_>,
) -> Result<Vec<(String, String)>, Wrong> {
    let mut changed = Vec::new();
    for name in values.changed() {
        let Some(spec) = specs.iter().find(|spec| spec.name == name) else { continue };
        let text = values.get(name);
        let text = if spec.kind == Kind::Day { written_day(name, &text, cx)? } else { text };
        changed.push((name.to_owned(), text));
    }
    Ok(changed)
}

/// The text of a day as the command reads it; empty stays empty.
pub fn written_day(name: &'static str, text: &str, cx: &Cx<'_>) -> Result<String, Wrong> {
    if text.is_empty() {
        return Ok(String::new());
    }
    let wrong = || vec![(name, cx.words.get("form-bad-date").into_owned())];
    Ok(day(text, cx).ok_or_else(wrong)?.to_string())
}

fn check(kind: Kind) -> Check {
    Box::new(move |text, cx| {
        if text.is_empty() {
            return if kind == Kind::Name {
                Err(cx.words.get("problem-empty").into_owned())
            } else {
                Ok(String::new())
            };
        }
        let said = |key: &str| Err(cx.words.get(key).into_owned());
        match kind {
            Kind::Money => match money(text, cx) {
                Ok(money) => Ok(names::money(cx.words, money.minor, money.currency)),
                Err(FieldProblem::TooPrecise) => said("problem-too_precise"),
                Err(_) => said("form-bad-amount"),
            },
            Kind::Day => match day(text, cx) {
                Some(day) => {
                    let parts = [cx.words.day(day, cx.today), cx.words.day_relative(day, cx.today)];
                    Ok(names::joined(cx.words, &parts))
                }
                None => said("form-bad-date"),
            },
            Kind::PastDay => match field::past_day(text, cx.today) {
                Ok(day) => {
                    let parts = [cx.words.day(day, cx.today), cx.words.day_relative(day, cx.today)];
                    Ok(names::joined(cx.words, &parts))
                }
                Err(FieldProblem::InFuture) => said("problem-in_future"),
                Err(_) => said("form-bad-past-date"),
            },
            Kind::Number(low, high) => {
                let fits = text.parse().is_ok_and(|number| (low..=high).contains(&number));
                let args = [("min", low.into()), ("max", high.into())];
                let bad = || cx.words.format("form-bad-number", &args);
                if fits { Ok(String::new()) } else { Err(bad()) }
            }
            Kind::Birthday if Birthday::parse(text).is_none() => said("form-bad-birthday"),
            _ => Ok(String::new()),
        }
    })
}

fn money(text: &str, cx: &Cx<'_>) -> Result<Money, FieldProblem> {
    Money::parse(text, cx.reader().rules().currency).map_err(|error| match error {
        MoneyError::TooPrecise { .. } => FieldProblem::TooPrecise,
        _ => FieldProblem::NotMoney,
    })
}
