//! Visits grouped by area (DOMAIN 4.8).

use std::{cmp::Reverse, collections::BTreeMap};

use chrono::NaiveDate;

/// A customer worth a visit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct VisitCandidate<'a, Id> {
    /// The customer.
    pub id: Id,
    /// The area; empty = none (未分区).
    pub area: &'a str,
    /// The priority in hundredths (DOMAIN 4.5).
    pub priority_x100: i64,
}

/// The visits suggested for one day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VisitDay<'a, Id> {
    /// The day.
    pub day: NaiveDate,
    /// Where to; empty = customers without an area, `None` = nobody is left.
    pub area: Option<&'a str>,
    /// Whom to visit, best first.
    pub ids: Vec<Id>,
}

/// Suggests one area a day, with at most `per_day` visits in it: the area whose best remaining
/// candidates have the largest sum of priorities, ties by the name of the area. Candidates without
/// an area come only when nobody else is left.
pub fn suggest_visits<'a, Id: Ord + Copy>(
    days: &[NaiveDate],
    per_day: usize,
    candidates: &[VisitCandidate<'a, Id>],
) -> Vec<VisitDay<'a, Id>> {
    let mut areas: BTreeMap<&'a str, Vec<VisitCandidate<'a, Id>>> = BTreeMap::new();
    for candidate in candidates {
        areas.entry(candidate.area).or_default().push(*candidate);
    }
    for waiting in areas.values_mut() {
        // Best last, so that a day is taken off the end.
        waiting.sort_unstable_by_key(|one| (one.priority_x100, Reverse(one.id)));
    }
    days.iter()
        .map(|&day| {
            let area = best_area(&areas, per_day);
            let mut ids = Vec::new();
            if let Some(waiting) = area.and_then(|area| areas.get_mut(area)) {
                let rest = waiting.len().saturating_sub(per_day);
                ids.extend(waiting.drain(rest..).rev().map(|one| one.id));
            }
            VisitDay { day, area, ids }
        })
        .collect()
}

/// The area to go to next; `None` when nobody is left to visit.
fn best_area<'a, Id>(
    areas: &BTreeMap<&'a str, Vec<VisitCandidate<'a, Id>>>,
    per_day: usize,
) -> Option<&'a str> {
    areas
        .iter()
        .filter(|(_, waiting)| per_day > 0 && !waiting.is_empty())
        .min_by_key(|(area, waiting)| {
            let sum: i64 = waiting.iter().rev().take(per_day).map(|one| one.priority_x100).sum();
            (area.is_empty(), Reverse(sum), **area)
        })
        .map(|(&area, _)| area)
}
