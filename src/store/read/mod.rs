//! Questions to the file, a topic a file. Nothing here writes.

mod activities;
mod at_risk;
mod buyers;
mod cases;
mod contacts;
mod customers;
mod deals;
pub mod duplicates;
mod effort;
pub mod facts;
mod filters;
mod greetings;
pub mod history;
mod keys;
mod list;
mod names;
mod orders;
mod plans;
mod purchases;
pub mod queue;
pub mod review;
mod rows;
pub mod settings;
mod surveys;
mod tier_changes;
mod visits;

use std::path::Path;

use chrono::NaiveDate;
use rusqlite::{Connection, Params, Row};
use uuid::Uuid;

pub use buyers::BuyerRow;
pub use cases::CaseRow;
pub use customers::CustomerRow;
pub use effort::Contacts;
pub use greetings::{FestivalGreetings, Greeting};
pub use keys::RowKeys;
pub use orders::OrderWithLines;
pub use plans::{DealDays, PlanRow};
pub use purchases::{Purchases, Unconverted};
pub use rows::{Fit, fit};
pub use settings::TEMPLATE;
pub use tier_changes::TierChange;
pub use visits::{ToVisit, Trip};

use super::{StoreError, apply, error::AtFile};
use crate::{
    change::{Entity, Value},
    domain::{id::Id, settings::Rules},
};

/// Reads the file as of a day.
#[derive(Clone, Copy, Debug)]
pub struct Reader<'a> {
    conn: &'a Connection,
    path: &'a Path,
    rules: &'a Rules,
    today: NaiveDate,
}

impl<'a> Reader<'a> {
    pub(super) const fn new(
        conn: &'a Connection,
        path: &'a Path,
        rules: &'a Rules,
        today: NaiveDate,
    ) -> Self {
        Self { conn, path, rules, today }
    }

    /// The business day that the answers are of.
    pub const fn today(&self) -> NaiveDate {
        self.today
    }

    /// The team's rules.
    pub const fn rules(&self) -> &'a Rules {
        self.rules
    }

    /// Whether a row is there, deleted or not.
    ///
    /// # Errors
    /// Fails when the file cannot be read.
    pub fn has(&self, entity: Entity, row: Uuid) -> Result<bool, StoreError> {
        apply::exists(self.conn, entity, row).at(self.path)
    }

    /// The value of a field as it stands.
    ///
    /// # Errors
    /// Fails when the file cannot be read.
    pub fn current(&self, entity: Entity, row: Uuid, field: &str) -> Result<Value, StoreError> {
        apply::current(self.conn, entity, row, field).at(self.path)
    }

    /// All rows of a query.
    fn all<T>(
        &self,
        sql: &str,
        params: impl Params,
        read: impl FnMut(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Vec<T>, StoreError> {
        let rows = || -> rusqlite::Result<Vec<T>> {
            self.conn.prepare_cached(sql)?.query_map(params, read)?.collect()
        };
        rows().at(self.path)
    }

    /// What of a query's rows is wanted: many are looked at, few are kept.
    fn wanted<T>(
        &self,
        sql: &str,
        params: impl Params,
        mut read: impl FnMut(&Row<'_>) -> rusqlite::Result<Option<T>>,
    ) -> Result<Vec<T>, StoreError> {
        let rows = || -> rusqlite::Result<Vec<T>> {
            let mut statement = self.conn.prepare_cached(sql)?;
            let rows = statement.query_map(params, |row| read(row))?;
            rows.filter_map(Result::transpose).collect()
        };
        rows().at(self.path)
    }

    /// The first row of a query.
    fn first<T>(
        &self,
        sql: &str,
        params: impl Params,
        read: impl FnMut(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Option<T>, StoreError> {
        let row = || self.conn.prepare_cached(sql)?.query_map(params, read)?.next().transpose();
        row().at(self.path)
    }
}

/// A day from a column of days since 1970.
pub(super) fn day(days: i64) -> NaiveDate {
    // Out of the calendar's range nothing was written by us: the nearest day there is.
    i32::try_from(days).ok().and_then(NaiveDate::from_epoch_days).unwrap_or(if days < 0 {
        NaiveDate::MIN
    } else {
        NaiveDate::MAX
    })
}

/// An optional day.
pub(super) fn day_at(row: &Row<'_>, column: usize) -> rusqlite::Result<Option<NaiveDate>> {
    Ok(row.get::<_, Option<i64>>(column)?.map(day))
}

/// An optional id.
pub(super) fn id_at<K>(row: &Row<'_>, column: usize) -> rusqlite::Result<Option<Id<K>>> {
    Ok(row.get::<_, Option<[u8; 16]>>(column)?.map(Uuid::from_bytes).map(Id::new))
}

/// An id that is always there; a row whose reference is not known yet shows as nobody's.
pub(super) fn id_or_nil<K>(row: &Row<'_>, column: usize) -> rusqlite::Result<Id<K>> {
    Ok(id_at(row, column)?.unwrap_or(Id::new(Uuid::nil())))
}
