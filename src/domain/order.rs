//! Orders and refunds.

use chrono::NaiveDate;

use super::{
    deal::in_base,
    id::{CustomerId, OrderId, OrderLineId},
    money::{Currency, Money},
};

/// A purchase, or a refund when its amount is negative.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Order {
    /// Its id.
    pub id: OrderId,
    /// Who bought.
    pub customer: CustomerId,
    /// Its number in the books.
    pub number: Option<String>,
    /// The day.
    pub on: NaiveDate,
    /// The sum, in the order's own currency.
    pub amount: Money,
    /// Rate to the base currency as a fraction; `None` = none entered.
    pub rate: Option<(i64, i64)>,
    /// Whether it was called off; it counts nowhere then.
    pub cancelled: bool,
    /// Anything else.
    pub notes: Option<String>,
}

impl Order {
    /// The amount in the base currency, minor units; `None` without a rate (DOMAIN 7.1).
    pub fn base_minor(&self, base: Currency) -> Option<i64> {
        in_base(self.amount, self.rate, base)
    }

    /// Whether it counts, but is in no sum for want of a rate.
    pub fn is_unconverted(&self, base: Currency) -> bool {
        !self.cancelled && self.base_minor(base).is_none()
    }
}

/// A line of an order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OrderLine {
    /// Its id.
    pub id: OrderLineId,
    /// Its order.
    pub order: OrderId,
    /// What was bought.
    pub product: Option<String>,
    /// Its number in the catalogue.
    pub sku: Option<String>,
    /// How many, an exact decimal.
    pub quantity: Option<String>,
    /// Price of one, an exact decimal in the order's currency.
    pub unit_price: Option<String>,
    /// The line's sum, minor units of the order's currency.
    pub amount: i64,
}
