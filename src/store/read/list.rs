//! What a long list of customers needs: all of them one by one, and who has changed since.

use std::collections::HashMap;

use rusqlite::params;
use uuid::Uuid;

use super::{CustomerRow, Reader, customers};
use crate::{
    change::Entity,
    domain::{
        id::{CustomerId, Id},
        relationship::Grouped,
    },
    store::{StoreError, error::AtFile},
};

/// The customers that rows of the log belong to. `CROSS` keeps the order of the tables: a few steps
/// must not cost a pass over the log.
const CHANGED: &str = "WITH touched AS MATERIALIZED (
        SELECT DISTINCT h.row FROM steps s CROSS JOIN changes h
        ON h.origin = s.origin AND h.sequence BETWEEN s.first_sequence AND s.last_sequence
        WHERE s.id > ?1)
    SELECT x.uid AS customer FROM touched t CROSS JOIN customers x ON x.uid = t.row
    UNION SELECT x.customer FROM touched t CROSS JOIN contacts x ON x.uid = t.row
    UNION SELECT x.customer FROM touched t CROSS JOIN deals x ON x.uid = t.row
    UNION SELECT d.customer FROM touched t CROSS JOIN stage_events x ON x.uid = t.row
        CROSS JOIN deals d ON d.uid = x.deal
    UNION SELECT x.customer FROM touched t CROSS JOIN activities x ON x.uid = t.row
    UNION SELECT x.customer FROM touched t CROSS JOIN snoozes x ON x.uid = t.row
    UNION SELECT x.customer FROM touched t CROSS JOIN orders x ON x.uid = t.row";

impl Reader<'_> {
    /// Hands over every customer as a row of a list, in the order of entry, without holding them
    /// all.
    ///
    /// # Errors
    /// Fails when the file cannot be read.
    pub fn each_customer(&self, mut take: impl FnMut(CustomerRow)) -> Result<(), StoreError> {
        let mut each = || -> rusqlite::Result<()> {
            let sql = format!("{} ORDER BY s.customer", customers::ROW);
            let mut statement = self.conn.prepare_cached(&sql)?;
            let mut rows = statement.query([])?;
            while let Some(row) = rows.next()? {
                take(customers::customer_row(row)?);
            }
            Ok(())
        };
        each().at(self.path)
    }

    /// Hands over the customer and the name of every contact.
    ///
    /// # Errors
    /// Fails when the file cannot be read.
    pub fn each_contact_name(
        &self,
        mut take: impl FnMut(CustomerId, String),
    ) -> Result<(), StoreError> {
        let sql = "SELECT customer, name FROM contacts
             WHERE deleted = 0 AND customer IS NOT NULL AND name IS NOT NULL ORDER BY id";
        let mut each = || -> rusqlite::Result<()> {
            let mut statement = self.conn.prepare_cached(sql)?;
            let mut rows = statement.query([])?;
            while let Some(row) = rows.next()? {
                take(Id::new(Uuid::from_bytes(row.get(0)?)), row.get(1)?);
            }
            Ok(())
        };
        each().at(self.path)
    }

    /// The names of the customers who have deals.
    ///
    /// # Errors
    /// Fails when the file cannot be read.
    pub fn deal_customers(&self) -> Result<HashMap<CustomerId, String>, StoreError> {
        let names = self.all(
            "SELECT uid, coalesce(short_name, name, '') FROM customers
             WHERE deleted = 0 AND uid IN (SELECT customer FROM deals WHERE deleted = 0)",
            [],
            |row| Ok((Id::new(Uuid::from_bytes(row.get(0)?)), row.get(1)?)),
        )?;
        Ok(names.into_iter().collect())
    }

    /// Whether nobody has entered anything yet.
    ///
    /// # Errors
    /// Fails when the file cannot be read.
    pub fn is_untouched(&self) -> Result<bool, StoreError> {
        let sql = "SELECT NOT EXISTS (SELECT 1 FROM steps WHERE member IS NOT NULL)";
        Ok(self.first(sql, [], |row| row.get(0))?.unwrap_or(false))
    }

    /// The place of the newest step in the log; 0 before the first.
    ///
    /// # Errors
    /// Fails when the file cannot be read.
    pub fn last_step(&self) -> Result<i64, StoreError> {
        let step =
            self.first("SELECT max(id) FROM steps", [], |row| row.get::<_, Option<i64>>(0))?;
        Ok(step.flatten().unwrap_or(0))
    }

    /// Whether orders or settings were written since a place in the log.
    ///
    /// # Errors
    /// Fails when the file cannot be read.
    pub fn purchases_changed(&self, since: i64) -> Result<bool, StoreError> {
        self.has_written(since, &[Entity::Order, Entity::Setting])
    }

    /// Whether rows of one of these kinds were written since a place in the log.
    ///
    /// # Errors
    /// Fails when the file cannot be read.
    pub fn has_written(&self, since: i64, kinds: &[Entity]) -> Result<bool, StoreError> {
        let kinds: Vec<String> = kinds.iter().map(|kind| format!("'{}'", kind.name())).collect();
        let sql = format!(
            "SELECT EXISTS (SELECT 1 FROM steps s CROSS JOIN changes h
             ON h.origin = s.origin AND h.sequence BETWEEN s.first_sequence AND s.last_sequence
             WHERE s.id > ?1 AND h.entity IN ({}))",
            kinds.join(", ")
        );
        let found: Option<bool> = self.first(&sql, [since], |row| row.get(0))?;
        Ok(found == Some(true))
    }

    /// What every customer says of itself in the field that makes relationships.
    ///
    /// # Errors
    /// Fails when the file cannot be read.
    pub fn each_customers(
        &self,
        field: Grouped,
    ) -> Result<Vec<(CustomerId, Option<String>)>, StoreError> {
        let sql = format!(
            "SELECT uid, {} FROM customers WHERE deleted = 0 AND merged_into IS NULL",
            field.key()
        );
        self.all(&sql, [], |row| Ok((Id::new(Uuid::from_bytes(row.get(0)?)), row.get(1)?)))
    }

    /// The customers whose rows may look different since a place in the log; `None` when that may
    /// be any of them, because names of members were written too, or more than `most`.
    ///
    /// # Errors
    /// Fails when the file cannot be read.
    pub fn customers_changed(
        &self,
        since: i64,
        most: usize,
    ) -> Result<Option<Vec<CustomerId>>, StoreError> {
        if self.has_written(since, &[Entity::Member, Entity::Setting])? {
            return Ok(None);
        }
        let sql = format!("SELECT * FROM ({CHANGED}) WHERE customer IS NOT NULL LIMIT ?2");
        let limit = i64::try_from(most).unwrap_or(i64::MAX).saturating_add(1);
        let changed = self
            .all(&sql, params![since, limit], |row| Ok(Id::new(Uuid::from_bytes(row.get(0)?))))?;
        Ok((changed.len() <= most).then_some(changed))
    }
}
