//! Who could be visited soon, and where.

use std::collections::HashMap;

use chrono::NaiveDate;
use rusqlite::params;

use super::{Reader, queue::CANDIDATE};
use crate::{
    domain::{
        id::CustomerId,
        queue::Queued,
        visit_plan::{VisitCandidate, suggest_visits},
    },
    store::StoreError,
};

/// A customer worth a visit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ToVisit {
    /// When it is due, and its priority today.
    pub queued: Queued<CustomerId>,
    /// What everybody calls it.
    pub name: String,
    /// Where; empty = not known.
    pub area: String,
}

/// Visits of one day in one area (DOMAIN 4.7).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trip {
    /// The day.
    pub day: NaiveDate,
    /// Where; empty = not known.
    pub area: String,
    /// To whom, the highest priority first.
    pub visits: Vec<ToVisit>,
}

impl Reader<'_> {
    /// Trips for the next working days, at most `per_day` visits each, to those who are due until
    /// the last of them. Days without a visit are not among them.
    ///
    /// # Errors
    /// Fails when the file cannot be read.
    pub fn trips(&self, working_days: u32, per_day: usize) -> Result<Vec<Trip>, StoreError> {
        let calendar = &self.rules.calendar;
        let mut days: Vec<NaiveDate> =
            (1..=working_days).map(|n| calendar.add_working_days(self.today, n)).collect();
        // In a year without a working day they stand still.
        days.dedup();
        days.retain(|day| calendar.is_working(*day));
        let found = self.to_visit(days.last().copied().unwrap_or(self.today))?;
        let candidates: Vec<VisitCandidate<'_, CustomerId>> = found
            .iter()
            .map(|one| VisitCandidate {
                id: one.queued.id,
                area: &one.area,
                priority_x100: one.queued.priority.total_x100(),
            })
            .collect();
        let known: HashMap<CustomerId, &ToVisit> =
            found.iter().map(|one| (one.queued.id, one)).collect();
        let trips = suggest_visits(&days, per_day, &candidates).into_iter().map(|trip| Trip {
            day: trip.day,
            area: trip.area.unwrap_or_default().to_owned(),
            visits: trip
                .ids
                .iter()
                .filter_map(|id| known.get(id).map(|one| (*one).clone()))
                .collect(),
        });
        Ok(trips.filter(|trip| !trip.visits.is_empty()).collect())
    }

    /// Everyone due on a day or before it to whom no visit is planned from today on, in no order.
    ///
    /// # Errors
    /// Fails when the file cannot be read.
    pub fn to_visit(&self, last: NaiveDate) -> Result<Vec<ToVisit>, StoreError> {
        let sql = format!(
            "SELECT q.*, coalesce(c.short_name, c.name, ''), trim(coalesce(c.area, ''))
             FROM ({CANDIDATE} WHERE due_on <= ?1) q JOIN customers c ON c.uid = q.uid
             WHERE NOT EXISTS (
               SELECT 1 FROM activities a WHERE a.customer = q.uid AND a.plan = 'visit'
                 AND a.closed IS NULL AND a.deleted = 0 AND a.due_on >= ?2)"
        );
        let [last, today] = [last, self.today].map(|day| i64::from(day.to_epoch_days()));
        let rules = self.priority_rules();
        self.all(&sql, params![last, today], |row| {
            let queued = rules.queued(&self.candidate(row)?, self.today);
            Ok(ToVisit { queued, name: row.get(14)?, area: row.get(15)? })
        })
    }
}
