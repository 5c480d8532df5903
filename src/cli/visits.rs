//! `plan --suggest`: trips for the next working days, an area a day; `--write` plans them.

use std::collections::HashMap;

use chrono::NaiveDate;
use serde_json::{Value, json};

use super::{
    answer::{Answer, Page},
    json,
    world::Run,
    written::{saved, written},
};
use crate::{
    command::{
        self, Command,
        activity::PlanNext,
        entry_line::{Entry, NextStep},
    },
    domain::{
        activity::{ActivityKind, PlanKind},
        id::CustomerId,
        visit_plan::{VisitCandidate, VisitDay, suggest_visits},
    },
    error::Result,
    store::read::ToVisit,
    wording::{day, names},
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
    let calendar = &run.session.rules().calendar;
    let count = wanted.days.unwrap_or(DAYS);
    let mut days: Vec<NaiveDate> =
        (1..=count).map(|n| calendar.add_working_days(run.today(), n)).collect();
    // In a year without a working day they stand still.
    days.dedup();
    days.retain(|day| calendar.is_working(*day));
    let last = days.last().copied().unwrap_or_else(|| run.today());
    let found = run.session.reader().to_visit(last)?;
    let candidates: Vec<VisitCandidate<'_, CustomerId>> = found
        .iter()
        .map(|one| VisitCandidate {
            id: one.queued.id,
            area: &one.area,
            priority_x100: one.queued.priority.total_x100(),
        })
        .collect();
    let mut trips = suggest_visits(&days, wanted.per_day.unwrap_or(PER_DAY), &candidates);
    trips.retain(|trip| !trip.ids.is_empty());
    let known: HashMap<CustomerId, &ToVisit> =
        found.iter().map(|one| (one.queued.id, one)).collect();
    let objects: Vec<Value> = trips.iter().map(|trip| object(run, trip, &known)).collect();
    if wanted.write && !trips.is_empty() {
        let visits = trips.iter().flat_map(|trip| visits(trip, wanted)).collect();
        let done = command::run(&mut run.session, Command::PlanVisits(visits))?;
        return Ok(written(run, &done, || saved(run, &done), [("days", objects.into())]));
    }
    if run.json {
        return Ok(Answer::json(json::answer(run.today(), [("days", objects.into())])));
    }
    Ok(Answer::lines(page(run, &trips, &known)))
}

/// The plans of a trip.
fn visits<'a>(
    trip: &'a VisitDay<'_, CustomerId>,
    wanted: &'a Wanted,
) -> impl Iterator<Item = PlanNext> + 'a {
    trip.ids.iter().map(|customer| PlanNext {
        customer: *customer,
        kind: ActivityKind::Visit,
        plan: PlanKind::VisitPlan,
        entry: Entry {
            next: Some(NextStep { on: trip.day, time: None, working: true }),
            ..Entry::default()
        },
        area: trip.area.filter(|area| !area.is_empty()).map(str::to_owned),
        items: wanted.items.clone(),
        purpose: wanted.purpose.clone(),
    })
}

fn object(
    run: &Run<'_>,
    trip: &VisitDay<'_, CustomerId>,
    known: &HashMap<CustomerId, &ToVisit>,
) -> Value {
    let visits = trip.ids.iter().filter_map(|id| known.get(id)).map(|one| {
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
        "area": trip.area.filter(|area| !area.is_empty()),
        "visits": visits.collect::<Vec<_>>(),
    })
}

fn page(
    run: &Run<'_>,
    trips: &[VisitDay<'_, CustomerId>],
    known: &HashMap<CustomerId, &ToVisit>,
) -> Page {
    let (words, calendar) = (run.words, &run.session.rules().calendar);
    let mut page = Page::default();
    for trip in trips {
        let area = trip.area.filter(|area| !area.is_empty());
        let count = words.format("count-customers", &[("count", trip.ids.len().into())]);
        let parts = [
            day::heading(words, calendar, trip.day, run.today()),
            area.map_or_else(|| words.get("plan-area-none").into_owned(), str::to_owned),
            count,
        ];
        page.heading(names::joined(words, &parts));
        for one in trip.ids.iter().filter_map(|id| known.get(id)) {
            let due = &one.queued.due;
            let when = match due.overdue_days {
                days @ 1.. => words.format("visit-overdue", &[("days", days.into())]),
                _ => {
                    let day = words.day(due.due, run.today());
                    words.format("visit-due", &[("day", day.into())])
                }
            };
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
