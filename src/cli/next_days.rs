//! `today --days N`: what each of the next working days holds, for a capacity.

use serde_json::{Value, json};

use super::{
    answer::{Answer, Page},
    json,
    today::{object, row, write},
    world::Run,
};
use crate::{
    domain::{
        id::CustomerId,
        queue::PlannedDay,
        worklist::{Item, section},
    },
    error::Result,
    wording::day,
};

/// The days, each with at most `limit` of its customers.
///
/// # Errors
/// Fails when the file cannot be read.
pub fn answer(run: &Run<'_>, capacity: usize, days: u32, limit: usize) -> Result<Answer> {
    let reader = run.session.reader();
    let (planned, done) = (reader.next_days(capacity, days)?, reader.done_today()?);
    if run.json {
        let objects: Result<Vec<Value>> =
            planned.iter().map(|planned| day_object(run, planned, limit)).collect();
        let fields =
            [("capacity", capacity.into()), ("done_today", done.into()), ("days", objects?.into())];
        return Ok(Answer::json(json::answer(run.today(), fields)));
    }
    let (words, calendar) = (run.words, &run.session.rules().calendar);
    let mut page = Page::default();
    for planned in &planned {
        let count = planned.items.len();
        let used = if planned.day == run.today() { done } else { 0 };
        let all = i64::try_from(count).unwrap_or(i64::MAX).saturating_add(used.into());
        let args = [("count", all.into()), ("capacity", capacity.into())];
        let key = if planned.over_capacity { "day-over-capacity" } else { "day-of-capacity" };
        let heading = day::heading(words, calendar, planned.day, run.today());
        page.heading(format!("{heading} · {}", words.format(key, &args)));
        if planned.items.is_empty() {
            page.line(format!("  {}", words.get("day-nobody")));
        }
        for item in items(run, planned)?.iter().take(limit) {
            write(run, item, &row(run, item)?, &mut page);
        }
        if limit < count {
            let args = [("shown", limit.into()), ("total", count.into())];
            page.line(format!("  {}", words.format("customers-shown", &args)));
        }
    }
    if planned.is_empty() {
        page.line(words.get("day-none"));
    }
    if let Some(said) = day::estimated(words, calendar, planned.iter().map(|it| it.day)) {
        page.line(said);
    }
    Ok(Answer::lines(page))
}

fn day_object(run: &Run<'_>, planned: &PlannedDay<CustomerId>, limit: usize) -> Result<Value> {
    let calendar = &run.session.rules().calendar;
    let items = items(run, planned)?;
    let items: Result<Vec<Value>> =
        items.iter().take(limit).map(|item| object(run, item)).collect();
    Ok(json!({
        "day": json::day(planned.day),
        "estimated": calendar.is_estimated(planned.day),
        "about": day::about(run.words, calendar, planned.day),
        "planned": planned.items.len(),
        "over_capacity": planned.over_capacity,
        "items": items?,
    }))
}

/// The customers of a day as they stand today, with the priority that they will have on it.
fn items(run: &Run<'_>, planned: &PlannedDay<CustomerId>) -> Result<Vec<Item<CustomerId>>> {
    let reader = run.session.reader();
    let mut items = Vec::with_capacity(planned.items.len());
    for queued in &planned.items {
        let Some(now) = reader.candidate_of(queued.id)? else { continue };
        let mut shown = *queued;
        shown.due = now.schedule.on(run.today());
        items.push(Item {
            queued: shown,
            section: section(queued, planned.day),
            planned_on: Some(planned.day),
            warning: None,
        });
    }
    Ok(items)
}
