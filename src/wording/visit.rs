//! Suggested visits in words.

use chrono::NaiveDate;

use super::{day, names};
use crate::{
    domain::{cadence::Due, calendar::working::WorkingCalendar},
    i18n::Words,
    store::read::Trip,
};

/// `Tue 24 Nov · 浦东 · 4 customers`.
pub fn trip(words: &Words, calendar: &WorkingCalendar, trip: &Trip, today: NaiveDate) -> String {
    let area = match trip.area.as_str() {
        "" => words.get("plan-area-none").into_owned(),
        area => area.to_owned(),
    };
    let parts = [
        day::heading(words, calendar, trip.day, today),
        area,
        words.format("count-customers", &[("count", trip.visits.len().into())]),
    ];
    names::joined(words, &parts)
}

/// Since or until when a visit is due.
pub fn when(words: &Words, due: &Due, today: NaiveDate) -> String {
    match due.overdue_days {
        days @ 1.. => words.format("visit-overdue", &[("days", days.into())]),
        _ => words.format("visit-due", &[("day", words.day(due.due, today).into())]),
    }
}
