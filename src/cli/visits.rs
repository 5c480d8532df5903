//! `plan --suggest`: trips for the next working days, an area a day; `--write` plans them.

use serde_json::{Value, json};

use super::{
    answer::{Answer, Page},
    json,
    world::Run,
    written::{saved, written},
};
use crate::{
    command::{self, Command, visits::plans},
    error::Result,
    store::read::Trip,
    wording::{self, day},
};

/// Working days unless said otherwise.
const DAYS: u32 = 5;
/// Visits a day unless said otherwise: two hours each.
const PER_DAY: usize = 4;

/// What is suggested.
#[derive(Clone, Debug, Default)]
pub struct Wanted {
    /// How many working days, from the next one on.
    pub days: Option<u32>,
    /// Visits a day.
    pub per_day: Option<usize>,
    /// Plan them.
    pub write: bool,
    /// What to bring.
    pub items: Option<String>,
    /// What for.
    pub purpose: Option<String>,
}

/// Suggests visits to those who are due until the last of the days, and plans them if wanted.
///
/// # Errors
/// Fails when the file cannot be read or written.
pub fn suggest(run: &mut Run<'_>, wanted: &Wanted) -> Result<Answer> {
    let (days, per_day) = (wanted.days.unwrap_or(DAYS), wanted.per_day.unwrap_or(PER_DAY));
    let trips = run.session.reader().trips(days, per_day)?;
    let objects: Vec<Value> = trips.iter().map(|trip| object(run, trip)).collect();
    if wanted.write && !trips.is_empty() {
        let (items, purpose) = (wanted.items.as_deref(), wanted.purpose.as_deref());
        let plans = trips.iter().flat_map(|trip| plans(trip, items, purpose)).collect();
        let done = command::run(&mut run.session, Command::PlanVisits(plans))?;
        return Ok(written(run, &done, || saved(run, &done), [("days", objects.into())]));
    }
    if run.json {
        return Ok(Answer::json(json::answer(run.today(), [("days", objects.into())])));
    }
    Ok(Answer::lines(page(run, &trips)))
}

fn object(run: &Run<'_>, trip: &Trip) -> Value {
    let visits = trip.visits.iter().map(|one| {
        json!({
            "customer_id": one.queued.id.to_string(),
            "customer": one.name,
            "tier": one.queued.tier.letter(),
            "due_on": json::day(one.queued.due.due),
            "overdue_days": one.queued.due.overdue_days.max(0),
            "priority": json::hundredths(one.queued.priority.total_x100()),
        })
    });
    json!({
        "day": json::day(trip.day),
        "estimated": run.session.rules().calendar.is_estimated(trip.day),
        "area": Some(&trip.area).filter(|area| !area.is_empty()),
        "visits": visits.collect::<Vec<_>>(),
    })
}

fn page(run: &Run<'_>, trips: &[Trip]) -> Page {
    let (words, calendar) = (run.words, &run.session.rules().calendar);
    let mut page = Page::default();
    for trip in trips {
        page.heading(wording::visit::trip(words, calendar, trip, run.today()));
        for one in &trip.visits {
            let when = wording::visit::when(words, &one.queued.due, run.today());
            page.line(format!("  {}  {} · {when}", one.queued.tier.letter(), one.name));
        }
    }
    if trips.is_empty() {
        page.line(words.get("visit-nobody"));
        return page;
    }
    if let Some(said) = day::estimated(words, calendar, trips.iter().map(|trip| trip.day)) {
        page.line(said);
    }
    page.line("");
    page.line(words.get("visit-write"));
    page
}
