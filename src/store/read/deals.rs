//! Deals with their moves.

use std::collections::HashMap;

use rusqlite::{Params, Row};
use uuid::Uuid;

use super::{Reader, day, day_at, id_at, id_or_nil};
use crate::{
    domain::{
        deal::Deal,
        id::{CustomerId, DealId, Id},
        money::{Currency, Money},
    },
    store::StoreError,
};

const DEAL: &str = "SELECT uid, customer, contact, coalesce(name, ''), amount, currency,
    rate_numerator, rate_denominator, expected_close, owner, product, lost_reason, notes,
    external_key, created_on FROM deals d";

/// The moves of deals; several on one day follow each other as they were entered.
const EVENTS: &str = "SELECT e.deal, e.on_day, e.stage FROM stage_events e";

pub(super) fn rate(row: &Row<'_>, column: usize) -> rusqlite::Result<Option<(i64, i64)>> {
    let parts: (Option<i64>, Option<i64>) = (row.get(column)?, row.get(column + 1)?);
    Ok(parts.0.zip(parts.1))
}

impl Reader<'_> {
    fn deal_row(&self, row: &Row<'_>) -> rusqlite::Result<Deal> {
        let currency: Option<String> = row.get(5)?;
        let currency =
            currency.and_then(|code| Currency::new(&code).ok()).unwrap_or(self.rules.currency);
        Ok(Deal {
            id: Id::new(Uuid::from_bytes(row.get(0)?)),
            customer: id_or_nil(row, 1)?,
            contact: id_at(row, 2)?,
            name: row.get(3)?,
            amount: row.get::<_, Option<i64>>(4)?.map(|minor| Money::new(minor, currency)),
            rate: rate(row, 6)?,
            events: Vec::new(),
            expected_close: day_at(row, 8)?,
            owner: id_at(row, 9)?,
            product: row.get(10)?,
            lost_reason: row.get(11)?,
            notes: row.get(12)?,
            external_key: row.get(13)?,
            created_on: day_at(row, 14)?,
        })
    }

    /// Deals with their moves; `which` restricts `d`, the deals.
    fn deals_where(
        &self,
        which: &str,
        params: impl Params + Clone,
    ) -> Result<Vec<Deal>, StoreError> {
        let sql = format!("{DEAL} WHERE d.deleted = 0 AND {which} ORDER BY d.id");
        let mut deals = self.all(&sql, params.clone(), |row| self.deal_row(row))?;
        let sql = format!(
            "{EVENTS} JOIN deals d ON d.uid = e.deal
             WHERE e.deleted = 0 AND d.deleted = 0 AND {which} ORDER BY e.on_day, e.at, e.id"
        );
        let moves = self.all(&sql, params, |row| {
            let stage: Option<String> = row.get(2)?;
            Ok((Uuid::from_bytes(row.get(0)?), day(row.get(1)?), stage.unwrap_or_default()))
        })?;
        let places: HashMap<Uuid, usize> =
            deals.iter().enumerate().map(|(at, deal)| (deal.id.uuid(), at)).collect();
        for (deal, on, stage) in moves {
            if let Some(deal) = places.get(&deal).and_then(|&at| deals.get_mut(at)) {
                deal.events.push((on, stage));
            }
        }
        Ok(deals)
    }

    /// A deal.
    ///
    /// # Errors
    /// Fails when the file cannot be read.
    pub fn deal(&self, id: DealId) -> Result<Option<Deal>, StoreError> {
        Ok(self.deals_where("d.uid = ?1", [id.uuid().as_bytes()])?.pop())
    }

    /// The deals of exactly this name.
    ///
    /// # Errors
    /// Fails when the file cannot be read.
    pub fn deals_named(&self, name: &str) -> Result<Vec<Deal>, StoreError> {
        self.deals_where("d.name = ?1", [name.trim()])
    }

    /// The deals of a customer, in the order of entry.
    ///
    /// # Errors
    /// Fails when the file cannot be read.
    pub fn deals_of(&self, customer: CustomerId) -> Result<Vec<Deal>, StoreError> {
        self.deals_where("d.customer = ?1", [customer.uuid().as_bytes()])
    }

    /// How many deals there are, removed ones included.
    ///
    /// # Errors
    /// Fails when the file cannot be read.
    pub fn deal_count(&self) -> Result<usize, StoreError> {
        let count: Option<i64> = self.first("SELECT count(*) FROM deals", [], |row| row.get(0))?;
        Ok(count.and_then(|count| usize::try_from(count).ok()).unwrap_or(0))
    }

    /// Every deal, in the order of entry.
    ///
    /// # Errors
    /// Fails when the file cannot be read.
    pub fn deals(&self) -> Result<Vec<Deal>, StoreError> {
        self.deals_where("1", [])
    }
}
