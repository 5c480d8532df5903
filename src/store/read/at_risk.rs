//! Who is at risk of not buying again, from the standings alone.

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
            "SELECT uid, last_order_on, own_gaps, gap_low, gap_high, touched, anchor_on, worth
             FROM standing INDEXED BY standing_bought WHERE last_order_on BETWEEN ?1 AND ?2 AND due_on > ?3 AND promised_on IS NULL
               AND coalesce(snoozed_until, 0) <= ?3 AND uid NOT IN
               (SELECT customer FROM activities INDEXED BY activities_day
                WHERE on_day = ?3 AND plan IS NULL AND deleted = 0 AND customer IS NOT NULL)",
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
                Ok(warning(&buyer, population, self.today).map(|silence| (buyer, silence)))
            },
        )?;
        Ok(in_order(found))
    }
}
