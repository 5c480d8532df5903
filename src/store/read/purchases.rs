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

/// How many amounts are in no sum because no rate to the base currency was entered for them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Unconverted {
    /// Deals.
    pub deals: usize,
    /// Orders that were not called off.
    pub orders: usize,
}

impl Unconverted {
    /// Both together.
    pub const fn count(self) -> usize {
        self.deals + self.orders
    }
}

impl Reader<'_> {
    /// What is in no sum for want of a rate (DOMAIN 7.1).
    ///
    /// # Errors
    /// Fails when the file cannot be read.
    pub fn unconverted(&self) -> Result<Unconverted, StoreError> {
        let count = |which: &str| -> Result<usize, StoreError> {
            let sql = format!(
                "SELECT amount, currency, rate_numerator, rate_denominator FROM {which}
                 AND deleted = 0 AND currency IS NOT ?1"
            );
            let base = self.rules.currency.code();
            let amounts = self.all(&sql, [base], |row| {
                let given = row.get::<_, Option<i64>>(0)?.is_some();
                Ok(given && base_amount(row, 0, self.rules)?.is_none())
            })?;
            Ok(amounts.into_iter().filter(|has_no_rate| *has_no_rate).count())
        };
        Ok(Unconverted {
            deals: count("deals WHERE amount IS NOT NULL")?,
            orders: count("orders WHERE cancelled IS NOT 1")?,
        })
    }

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
