//! After-sales cases.

use chrono::NaiveDate;
use uuid::Uuid;

use super::{Reader, day_at};
use crate::{
    domain::id::{CaseId, CustomerId, Id},
    store::StoreError,
};

/// A case as a list shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CaseRow {
    /// Its id.
    pub id: CaseId,
    /// Complaint, return, question, feedback.
    pub kind: Option<String>,
    /// Open, closed.
    pub status: Option<String>,
    /// What it is about.
    pub title: Option<String>,
    /// The day it was opened.
    pub opened_on: Option<NaiveDate>,
    /// The day it was closed.
    pub closed_on: Option<NaiveDate>,
}

impl Reader<'_> {
    /// The cases of a customer, newest first.
    ///
    /// # Errors
    /// Fails when the file cannot be read.
    pub fn cases_of(&self, customer: CustomerId) -> Result<Vec<CaseRow>, StoreError> {
        self.all(
            "SELECT uid, kind, status, title, opened_on, closed_on FROM cases
             WHERE customer = ?1 AND deleted = 0 ORDER BY opened_on DESC, id DESC",
            [customer.uuid().as_bytes()],
            |row| {
                Ok(CaseRow {
                    id: Id::new(Uuid::from_bytes(row.get(0)?)),
                    kind: row.get(1)?,
                    status: row.get(2)?,
                    title: row.get(3)?,
                    opened_on: day_at(row, 4)?,
                    closed_on: day_at(row, 5)?,
                })
            },
        )
    }
}
