//! What was done, and what is planned.

use rusqlite::{Row, params};
use uuid::Uuid;

use super::{Reader, day, id_at, id_or_nil};
use crate::{
    domain::{
        activity::{Activity, ActivityKind, Closed, Outcome, Plan, PlanKind},
        id::{ActivityId, CustomerId, Id},
    },
    store::StoreError,
};

const ACTIVITY: &str = "SELECT uid, customer, contact, deal, member, kind, on_day, at, text,
    outcome, touch, attempt, minutes, plan, due_on, due_minute, area, items, purpose, closed,
    closed_on, fulfils FROM activities";

fn activity(row: &Row<'_>) -> rusqlite::Result<Activity> {
    let text = |column: usize| row.get::<_, Option<String>>(column);
    let flag =
        |column: usize| Ok::<_, rusqlite::Error>(row.get::<_, Option<i64>>(column)? == Some(1));
    let on = day(row.get::<_, Option<i64>>(6)?.unwrap_or(0));
    let closed = text(19)?.and_then(|key| Closed::from_key(&key));
    let closed_on = super::day_at(row, 20)?;
    let plan = text(13)?.and_then(|key| PlanKind::from_key(&key));
    let plan = match plan {
        Some(kind) => Some(Plan {
            kind,
            due_on: super::day_at(row, 14)?.unwrap_or(on),
            due_minute: row.get(15)?,
            area: text(16)?,
            items: text(17)?,
            purpose: text(18)?,
            closed: closed.map(|how| (how, closed_on.unwrap_or(on))),
        }),
        None => None,
    };
    Ok(Activity {
        id: Id::new(Uuid::from_bytes(row.get(0)?)),
        customer: id_or_nil(row, 1)?,
        contact: id_at(row, 2)?,
        deal: id_at(row, 3)?,
        member: id_at(row, 4)?,
        // A kind of a newer version still shows, as a note.
        kind: text(5)?.and_then(|key| ActivityKind::from_key(&key)).unwrap_or(ActivityKind::Note),
        on,
        at: row.get(7)?,
        text: text(8)?,
        outcome: text(9)?.and_then(|key| Outcome::from_key(&key)),
        touch: flag(10)?,
        attempt: flag(11)?,
        minutes: row.get(12)?,
        plan,
        fulfils: id_at(row, 21)?,
    })
}

impl Reader<'_> {
    /// An activity.
    ///
    /// # Errors
    /// Fails when the file cannot be read.
    pub fn activity(&self, id: ActivityId) -> Result<Option<Activity>, StoreError> {
        let sql = format!("{ACTIVITY} WHERE uid = ?1 AND deleted = 0");
        self.first(&sql, [id.uuid().as_bytes()], activity)
    }

    /// The activities and plans of a customer, newest first.
    ///
    /// # Errors
    /// Fails when the file cannot be read.
    pub fn activities_of(
        &self,
        customer: CustomerId,
        limit: usize,
    ) -> Result<Vec<Activity>, StoreError> {
        let sql = format!(
            "{ACTIVITY} WHERE customer = ?1 AND deleted = 0
             ORDER BY on_day DESC, coalesce(at, 0) DESC, id DESC LIMIT ?2"
        );
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        self.all(&sql, params![customer.uuid().as_bytes(), limit], activity)
    }

    /// The open plans of a customer, the earliest first.
    ///
    /// # Errors
    /// Fails when the file cannot be read.
    pub fn open_plans_of(&self, customer: CustomerId) -> Result<Vec<Activity>, StoreError> {
        let sql = format!(
            "{ACTIVITY} WHERE customer = ?1 AND deleted = 0 AND plan IS NOT NULL AND closed IS NULL
             ORDER BY due_on, coalesce(due_minute, 1440), id"
        );
        self.all(&sql, [customer.uuid().as_bytes()], activity)
    }

    /// Every activity and plan, in the order of entry.
    ///
    /// # Errors
    /// Fails when the file cannot be read.
    pub fn activities(&self) -> Result<Vec<Activity>, StoreError> {
        self.all(&format!("{ACTIVITY} WHERE deleted = 0 ORDER BY id"), [], activity)
    }

    /// How many different customers were contacted, or tried, on the reader's day: what counts as
    /// done today.
    ///
    /// # Errors
    /// Fails when the file cannot be read.
    pub fn done_today(&self) -> Result<u32, StoreError> {
        let today = i64::from(self.today.to_epoch_days());
        let count = self.first(
            "SELECT count(DISTINCT customer) FROM activities
             WHERE on_day = ?1 AND deleted = 0 AND (touch = 1 OR attempt = 1)",
            [today],
            |row| row.get(0),
        )?;
        Ok(count.unwrap_or(0))
    }
}
