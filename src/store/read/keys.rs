//! What an import recognises rows by: their keys, without the rest of them.

use std::collections::HashSet;

use uuid::Uuid;

use super::{Reader, day_at, id_or_nil};
use crate::{change::Entity, domain::order::OrderLine, store::StoreError, store::table::table};

/// A row and the keys that it is recognised by.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RowKeys {
    /// The row.
    pub row: Uuid,
    /// The customer it belongs to; of a customer the one that it was merged into.
    pub customer: Option<Uuid>,
    /// The name or title, or the number of an order, or the text of an activity or survey.
    pub name: Option<String>,
    /// The short name of a customer, or the kind of an activity or case.
    pub second: Option<String>,
    /// The key in the list it was imported from.
    pub external_key: Option<String>,
    /// The day of an order or activity, of a plan the day it is due.
    pub on: Option<chrono::NaiveDate>,
    /// The instant of an activity, or the minute of the day at which a plan is due.
    pub time: Option<i64>,
}

impl Reader<'_> {
    /// The keys of all rows of a kind that are not deleted, in the order of entry; none for kinds
    /// that are not imported.
    ///
    /// # Errors
    /// Fails when the file cannot be read.
    pub fn keys(&self, entity: Entity) -> Result<Vec<RowKeys>, StoreError> {
        let columns = match entity {
            Entity::Customer => "merged_into, name, short_name, external_key, NULL, NULL",
            Entity::Contact | Entity::Deal => "customer, name, NULL, external_key, NULL, NULL",
            Entity::Order => "customer, number, NULL, external_key, ordered_on, NULL",
            Entity::Activity => {
                "customer, text, kind, external_key, coalesce(due_on, on_day),
                 CASE WHEN plan IS NULL THEN at ELSE due_minute END"
            }
            Entity::Case => "customer, coalesce(title, text), kind, external_key, opened_on, NULL",
            Entity::Survey => "customer, comment, NULL, external_key, on_day, NULL",
            _ => return Ok(Vec::new()),
        };
        let name = table(entity).name;
        let sql = format!("SELECT uid, {columns} FROM {name} WHERE deleted = 0 ORDER BY id");
        self.all(&sql, [], |row| {
            Ok(RowKeys {
                row: Uuid::from_bytes(row.get(0)?),
                customer: row.get::<_, Option<[u8; 16]>>(1)?.map(Uuid::from_bytes),
                name: row.get(2)?,
                second: row.get(3)?,
                external_key: row.get(4)?,
                on: day_at(row, 5)?,
                time: row.get(6)?,
            })
        })
    }

    /// The rows of a kind that are deleted.
    ///
    /// # Errors
    /// Fails when the file cannot be read.
    pub fn deleted(&self, entity: Entity) -> Result<HashSet<Uuid>, StoreError> {
        let sql = format!("SELECT uid FROM {} WHERE deleted = 1", table(entity).name);
        let rows = self.all(&sql, [], |row| Ok(Uuid::from_bytes(row.get(0)?)))?;
        Ok(rows.into_iter().collect())
    }

    /// The lines of an order, in their order.
    ///
    /// # Errors
    /// Fails when the file cannot be read.
    pub fn lines_of(&self, order: Uuid) -> Result<Vec<OrderLine>, StoreError> {
        self.all(
            "SELECT uid, order_uid, product, sku, quantity, unit_price, coalesce(amount, 0)
             FROM order_lines WHERE order_uid = ?1 AND deleted = 0 ORDER BY position, id",
            [order.as_bytes()],
            |row| {
                Ok(OrderLine {
                    id: crate::domain::id::Id::new(Uuid::from_bytes(row.get(0)?)),
                    order: id_or_nil(row, 1)?,
                    product: row.get(2)?,
                    sku: row.get(3)?,
                    quantity: row.get(4)?,
                    unit_price: row.get(5)?,
                    amount: row.get(6)?,
                })
            },
        )
    }
}
