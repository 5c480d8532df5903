//! Orders with their lines.

use std::collections::HashMap;

use rusqlite::{Params, Row};
use uuid::Uuid;

use super::{Reader, day, id_or_nil};
use crate::{
    domain::{
        id::{CustomerId, Id, OrderId},
        money::{Currency, Money},
        order::{Order, OrderLine},
    },
    store::StoreError,
};

/// An order and what it consists of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OrderWithLines {
    /// The order.
    pub order: Order,
    /// Its lines, in their order; none when only its sum is known.
    pub lines: Vec<OrderLine>,
}

impl Reader<'_> {
    fn order_row(&self, row: &Row<'_>) -> rusqlite::Result<OrderWithLines> {
        let currency: Option<String> = row.get(5)?;
        let currency =
            currency.and_then(|code| Currency::new(&code).ok()).unwrap_or(self.rules.currency);
        let order = Order {
            id: Id::new(Uuid::from_bytes(row.get(0)?)),
            customer: id_or_nil(row, 1)?,
            number: row.get(2)?,
            on: day(row.get::<_, Option<i64>>(3)?.unwrap_or(0)),
            amount: Money::new(row.get::<_, Option<i64>>(4)?.unwrap_or(0), currency),
            rate: super::deals::rate(row, 6)?,
            cancelled: row.get::<_, Option<i64>>(8)? == Some(1),
            notes: row.get(9)?,
        };
        Ok(OrderWithLines { order, lines: Vec::new() })
    }

    fn orders_where(
        &self,
        which: &str,
        params: impl Params + Clone,
    ) -> Result<Vec<OrderWithLines>, StoreError> {
        let sql = format!(
            "SELECT uid, customer, number, ordered_on, amount, currency, rate_numerator,
                    rate_denominator, cancelled, notes
             FROM orders o WHERE o.deleted = 0 AND {which} ORDER BY o.ordered_on, o.id"
        );
        let mut orders = self.all(&sql, params.clone(), |row| self.order_row(row))?;
        let sql = format!(
            "SELECT l.uid, l.order_uid, l.product, l.sku, l.quantity, l.unit_price,
                    coalesce(l.amount, 0)
             FROM order_lines l JOIN orders o ON o.uid = l.order_uid
             WHERE l.deleted = 0 AND o.deleted = 0 AND {which} ORDER BY l.position, l.id"
        );
        let lines = self.all(&sql, params, |row| {
            Ok(OrderLine {
                id: Id::new(Uuid::from_bytes(row.get(0)?)),
                order: id_or_nil(row, 1)?,
                product: row.get(2)?,
                sku: row.get(3)?,
                quantity: row.get(4)?,
                unit_price: row.get(5)?,
                amount: row.get(6)?,
            })
        })?;
        let places: HashMap<Uuid, usize> =
            orders.iter().enumerate().map(|(at, found)| (found.order.id.uuid(), at)).collect();
        for line in lines {
            if let Some(found) = places.get(&line.order.uuid()).and_then(|&at| orders.get_mut(at)) {
                found.lines.push(line);
            }
        }
        Ok(orders)
    }

    /// An order.
    ///
    /// # Errors
    /// Fails when the file cannot be read.
    pub fn order(&self, id: OrderId) -> Result<Option<OrderWithLines>, StoreError> {
        Ok(self.orders_where("o.uid = ?1", [id.uuid().as_bytes()])?.pop())
    }

    /// The orders of a customer, oldest first.
    ///
    /// # Errors
    /// Fails when the file cannot be read.
    pub fn orders_of(&self, customer: CustomerId) -> Result<Vec<OrderWithLines>, StoreError> {
        self.orders_where("o.customer = ?1", [customer.uuid().as_bytes()])
    }

    /// Every order, oldest first.
    ///
    /// # Errors
    /// Fails when the file cannot be read.
    pub fn orders(&self) -> Result<Vec<OrderWithLines>, StoreError> {
        self.orders_where("1", [])
    }
}
