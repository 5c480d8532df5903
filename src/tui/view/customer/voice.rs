//! What a customer says and is worth: loyalty, surveys, high value.

use super::{read::Known, row::Row};
use crate::{
    domain::{loyalty::Loyalty, survey::Survey},
    tui::{cx::Cx, theme::Role},
    wording::worth,
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
    let survey = |survey: &Survey| {
        Row::led(
            Role::Muted,
            cx.words.day_short(survey.on, cx.today),
            worth::survey(cx.words, survey),
        )
    };
    let bought = known.standing.purchases.last().is_some();
    let worth = known.worth.iter().filter(|_| bought);
    let worth = worth.flat_map(|judged| worth::high_value(cx.words, judged));
    loyalty
        .into_iter()
        .chain(known.surveys.iter().take(MOST_SURVEYS).map(survey))
        .chain(worth.map(|told| Row::plain(Role::Text, told)))
        .collect()
}
