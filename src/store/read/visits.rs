//! Who could be visited soon, and where.

use rusqlite::params;

use super::{Reader, queue::CANDIDATE};
use crate::{
    domain::{id::CustomerId, queue::Queued},
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

impl Reader<'_> {
    /// Everyone due on a day or before it to whom no visit is planned from today on, in no order.
    ///
    /// # Errors
    /// Fails when the file cannot be read.
    pub fn to_visit(&self, last: chrono::NaiveDate) -> Result<Vec<ToVisit>, StoreError> {
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
