//! Who is at risk of not buying again, from the standings alone.

use std::ops::Not;

use chrono::{Days, NaiveDate};
use uuid::Uuid;

use super::{Reader, day};
use crate::{
    domain::{
        churn::{
            at_risk::{Buyer, in_order, warning},
            rule::{AT_RISK_DAYS, Pace, Silence},
        },
        id::{CustomerId, Id},
    },
    store::StoreError,
};

impl Reader<'_> {
    /// Those at risk who are not due and were not talked to since the warning began, the largest
    /// value first (DOMAIN 3.2). Whoever has a promise or was put off comes back by itself;
    /// with whom something was logged today, an attempt too, is done for today.
    ///
    /// # Errors
    /// Fails when the file cannot be read.
    pub fn at_risk(&self) -> Result<Vec<(CustomerId, Silence)>, StoreError> {
        let ago = |days: i64| {
            let days = Days::new(days.unsigned_abs());
            let day = self.today.checked_sub_days(days).unwrap_or(NaiveDate::MIN);
            i64::from(day.to_epoch_days())
        };
        let population = self.population_interval()?;
        let found = self.wanted(
            // Of all that is read of the index alone few are warned of.
            "SELECT uid, last_order_on, own_gaps, gap_low, gap_high, touched, anchor_on, worth,
                    customer
             FROM standing INDEXED BY standing_bought
             WHERE last_order_on BETWEEN ?1 AND ?2 AND due_on > ?3",
            [ago(*AT_RISK_DAYS.end()), ago(*AT_RISK_DAYS.start()), ago(0)],
            |row| {
                let anchor = day(row.get(6)?);
                let buyer = Buyer {
                    id: Id::new(Uuid::from_bytes(row.get(0)?)),
                    last: day(row.get(1)?),
                    pace: Pace { own_gaps: row.get(2)?, low: row.get(3)?, high: row.get(4)? },
                    touched_on: row.get::<_, bool>(5)?.then_some(anchor),
                    value_minor: row.get(7)?,
                };
                let Some(silence) = warning(&buyer, population, self.today) else {
                    return Ok(None);
                };
                Ok(self.is_waited_for(row.get(8)?)?.not().then_some((buyer, silence)))
            },
        )?;
        Ok(in_order(found))
    }

    /// Whether a customer comes back by itself, or something was logged with it today.
    fn is_waited_for(&self, customer: i64) -> rusqlite::Result<bool> {
        let today = i64::from(self.today.to_epoch_days());
        self.conn
            .prepare_cached(
                "SELECT promised_on IS NOT NULL OR coalesce(snoozed_until, 0) > ?2 OR EXISTS
                   (SELECT 1 FROM activities WHERE customer = s.uid AND on_day = ?2
                      AND plan IS NULL AND deleted = 0)
                 FROM standing s WHERE customer = ?1",
            )?
            .query_row([customer, today], |row| row.get(0))
    }
}
