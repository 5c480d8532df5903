//! What a customer says and is worth: loyalty, surveys, high value.

use super::{
    read::Known,
    row::Row,
    thing::{Key, Thing},
};
use crate::{
    domain::{
        loyalty::Loyalty,
        survey::{Answers, Survey},
    },
    tui::{cx::Cx, theme::Role},
    wording::{names, worth},
};

/// The newest surveys that are shown.
const MOST_SURVEYS: usize = 5;

/// Loyalty with its signs, the latest surveys, and of a buyer whether it is of high value and why;
/// no section where nothing is known.
pub fn rows(known: &Known, cx: &Cx<'_>) -> Vec<Row> {
    let role = match known.signs.index().map(Loyalty::of) {
        Some(Loyalty::AtRisk) => Role::Warning,
        _ => Role::Text,
    };
    let loyalty = worth::loyalty(cx.words, &known.signs).map(|told| Row::plain(role, told));
    let survey = |(place, survey): (usize, &Survey)| {
        let told = worth::survey(cx.words, survey);
        let before = known.surveys.get(place + 1..).unwrap_or_default();
        let text = names::joined(cx.words, &[vec![told], trend(survey, before, cx)].concat());
        let day = cx.words.day_short(survey.on, cx.today);
        Row::led(Role::Muted, day, text).of(Key::Side(Thing::Survey(survey.id)))
    };
    let bought = known.standing.purchases.last().is_some();
    let worth = known.worth.iter().filter(|_| bought);
    let worth = worth.flat_map(|judged| worth::high_value(cx.words, judged));
    loyalty
        .into_iter()
        .chain(known.surveys.iter().enumerate().take(MOST_SURVEYS).map(survey))
        .chain(worth.map(|told| Row::plain(Role::Text, told)))
        .collect()
}

/// The index of what was answered, and whether it is better than what was answered before.
fn trend(survey: &Survey, before: &[Survey], cx: &Cx<'_>) -> Vec<String> {
    let index = |survey: &Survey| Answers::of([survey], survey.on).signs(None, None).index();
    let Some(now) = index(survey) else { return Vec::new() };
    let told = cx.words.format("survey-index", &[("index", u32::from(now).into())]);
    let last = before.iter().find_map(|survey| Some((survey.on, index(survey)?)));
    let trend = match last {
        None => cx.words.get("survey-trend-first").into_owned(),
        Some((on, then)) => {
            let key = match now.cmp(&then) {
                std::cmp::Ordering::Less => "survey-trend-down",
                std::cmp::Ordering::Equal => "survey-trend-same",
                std::cmp::Ordering::Greater => "survey-trend-up",
            };
            let args = [
                ("day", cx.words.day_short(on, cx.today).into()),
                ("points", u32::from(now.abs_diff(then)).into()),
            ];
            cx.words.format(key, &args)
        }
    };
    vec![told, trend]
}
