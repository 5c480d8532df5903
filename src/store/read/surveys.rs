//! Answered surveys.

use rusqlite::Row;
use uuid::Uuid;

use super::{Reader, day, id_or_nil};
use crate::{
    domain::{
        id::{CustomerId, Id, SurveyId},
        loyalty::Satisfaction,
        survey::Survey,
    },
    store::StoreError,
};

const SURVEY: &str = "SELECT uid, customer, on_day, satisfaction, repurchase, recommendation,
    comment FROM surveys WHERE deleted = 0";

fn survey(row: &Row<'_>) -> rusqlite::Result<Survey> {
    // What is out of range was not written by us: no answer.
    let within = |column: usize, most: u8| {
        let number: Option<i64> = row.get(column)?;
        let fits = number.and_then(|number| u8::try_from(number).ok());
        Ok::<_, rusqlite::Error>(fits.filter(|number| *number <= most))
    };
    Ok(Survey {
        id: Id::new(Uuid::from_bytes(row.get(0)?)),
        customer: id_or_nil(row, 1)?,
        on: day(row.get::<_, Option<i64>>(2)?.unwrap_or(0)),
        satisfaction: row.get::<_, Option<i64>>(3)?.and_then(Satisfaction::from_number),
        repurchase: within(4, 100)?,
        recommendation: within(5, 10)?,
        comment: row.get(6)?,
    })
}

impl Reader<'_> {
    /// A survey.
    ///
    /// # Errors
    /// Fails when the file cannot be read.
    pub fn survey(&self, id: SurveyId) -> Result<Option<Survey>, StoreError> {
        self.first(&format!("{SURVEY} AND uid = ?1"), [id.uuid().as_bytes()], survey)
    }

    /// The surveys of a customer, newest first.
    ///
    /// # Errors
    /// Fails when the file cannot be read.
    pub fn surveys_of(&self, customer: CustomerId) -> Result<Vec<Survey>, StoreError> {
        let sql = format!("{SURVEY} AND customer = ?1 ORDER BY on_day DESC, id DESC");
        self.all(&sql, [customer.uuid().as_bytes()], survey)
    }

    /// Every survey, newest first.
    ///
    /// # Errors
    /// Fails when the file cannot be read.
    pub fn surveys(&self) -> Result<Vec<Survey>, StoreError> {
        self.all(&format!("{SURVEY} ORDER BY on_day DESC, id DESC"), [], survey)
    }
}
