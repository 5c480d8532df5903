//! What contacts took in a period, added up in the file.

use std::collections::HashMap;

use uuid::Uuid;

use super::{Reader, facts::base_amount};
use crate::{
    domain::{
        activity::ActivityKind,
        calendar::weeks::Period,
        id::{CustomerId, Id},
    },
    store::StoreError,
};

/// No contact takes longer than a week; a slip of the pen must not drown all others.
const LONGEST_MINUTES: i64 = 7 * 24 * 60;

/// From so many days on a period is long.
const LONG_DAYS: i64 = 100;

/// A customer's effective contacts of one kind in a period.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Contacts {
    /// Whose.
    pub customer: CustomerId,
    /// Of which kind.
    pub kind: ActivityKind,
    /// How many.
    pub count: u64,
    /// How many of them have no recorded minutes.
    pub unrecorded: u64,
    /// Minutes of those that have.
    pub minutes: u64,
}

impl Reader<'_> {
    /// The effective contacts of a period, by customer and kind.
    ///
    /// # Errors
    /// Fails when the file cannot be read.
    pub fn contacts_in(&self, period: Period) -> Result<Vec<Contacts>, StoreError> {
        let [from, to] = [period.from, period.to].map(|day| i64::from(day.to_epoch_days()));
        // Over a long period most activities count: to read them as they lie costs a fifth of
        // looking each up by its day.
        let how = if to - from >= LONG_DAYS { "NOT INDEXED" } else { "" };
        let sql = format!(
            "SELECT customer, kind, count(*), count(*) FILTER (WHERE minutes IS NULL),
                    coalesce(sum(min(max(minutes, 0), ?3)), 0)
             FROM activities {how}
             WHERE on_day BETWEEN ?1 AND ?2 AND touch = 1 AND deleted = 0 AND customer IS NOT NULL
             GROUP BY customer, kind"
        );
        let rows = self.all(&sql, [from, to, LONGEST_MINUTES], |row| {
            let kind: Option<String> = row.get(1)?;
            let number = |column: usize| -> rusqlite::Result<u64> {
                Ok(row.get::<_, i64>(column)?.unsigned_abs())
            };
            let Some(kind) = kind.and_then(|key| ActivityKind::from_key(&key)) else {
                return Ok(None);
            };
            Ok(Some(Contacts {
                customer: Id::new(Uuid::from_bytes(row.get(0)?)),
                kind,
                count: number(2)?,
                unrecorded: number(3)?,
                minutes: number(4)?,
            }))
        })?;
        Ok(rows.into_iter().flatten().collect())
    }

    /// The net purchases of a period by customer, minor units of the base currency; what has no
    /// rate to it is in none.
    ///
    /// # Errors
    /// Fails when the file cannot be read.
    pub fn purchases_in(&self, period: Period) -> Result<HashMap<CustomerId, i64>, StoreError> {
        let days = [period.from, period.to].map(|day| i64::from(day.to_epoch_days()));
        let rows = self.all(
            "SELECT customer, amount, currency, rate_numerator, rate_denominator FROM orders
             WHERE ordered_on BETWEEN ?1 AND ?2 AND deleted = 0 AND cancelled IS NOT 1
               AND customer IS NOT NULL",
            days,
            |row| {
                let customer: CustomerId = Id::new(Uuid::from_bytes(row.get(0)?));
                Ok((customer, base_amount(row, 1, self.rules)?))
            },
        )?;
        let mut sums: HashMap<CustomerId, i64> = HashMap::new();
        for (customer, amount) in rows {
            let sum = sums.entry(customer).or_default();
            *sum = sum.saturating_add(amount.unwrap_or(0));
        }
        Ok(sums)
    }

    /// How much a customer influences others, and how many came on its word, where either is known.
    ///
    /// # Errors
    /// Fails when the file cannot be read.
    pub fn influences(&self) -> Result<HashMap<CustomerId, (u8, u32)>, StoreError> {
        let rows = self.all(
            "SELECT uid, influence, referrals FROM customers
             WHERE deleted = 0 AND (influence IS NOT NULL OR referrals IS NOT NULL)",
            [],
            |row| {
                let number = |column: usize| row.get::<_, Option<i64>>(column);
                let influence = number(1)?.unwrap_or(0).clamp(0, 3);
                let referrals = number(2)?.unwrap_or(0).clamp(0, i64::from(u32::MAX));
                let known = (
                    u8::try_from(influence).unwrap_or(0),
                    u32::try_from(referrals).unwrap_or(u32::MAX),
                );
                Ok((Id::new(Uuid::from_bytes(row.get(0)?)), known))
            },
        )?;
        Ok(rows.into_iter().collect())
    }
}
