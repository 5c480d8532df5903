//! What customers bought, all of them in one pass.

use std::collections::HashMap;

use chrono::NaiveDate;
use uuid::Uuid;

use super::{Reader, day, facts::base_amount};
use crate::{
    domain::id::{CustomerId, Id},
    store::{StoreError, error::AtFile, gaps},
};

/// The orders of each customer: day and amount in minor units of the base currency.
pub type Purchases = HashMap<CustomerId, Vec<(NaiveDate, i64)>>;

impl Reader<'_> {
    /// The usual days between purchases of all customers together (DOMAIN 3.2).
    ///
    /// # Errors
    /// Fails when the file cannot be read.
    pub fn population_interval(&self) -> Result<i64, StoreError> {
        gaps::population_interval(self.conn).at(self.path)
    }

    /// The uncancelled orders of every customer, refunds negative; those without an amount in the
    /// base currency are not among them.
    ///
    /// # Errors
    /// Fails when the file cannot be read.
    pub fn purchases(&self) -> Result<Purchases, StoreError> {
        let rows = self.all(
            "SELECT customer, ordered_on, amount, currency, rate_numerator, rate_denominator
             FROM orders
             WHERE deleted = 0 AND cancelled IS NOT 1 AND ordered_on IS NOT NULL
               AND customer IS NOT NULL",
            [],
            |row| {
                let customer: CustomerId = Id::new(Uuid::from_bytes(row.get(0)?));
                Ok((customer, day(row.get(1)?), base_amount(row, 2, self.rules)?))
            },
        )?;
        let mut purchases = Purchases::new();
        for (customer, on, amount) in rows {
            if let Some(amount) = amount {
                purchases.entry(customer).or_default().push((on, amount));
            }
        }
        Ok(purchases)
    }
}
