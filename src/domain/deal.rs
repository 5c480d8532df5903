//! A deal as it is known.

use chrono::NaiveDate;

use super::{
    id::{ContactId, CustomerId, DealId, MemberId},
    money::{Currency, Money},
};

/// A possible sale.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Deal {
    /// Its id.
    pub id: DealId,
    /// To whom.
    pub customer: CustomerId,
    /// With whom.
    pub contact: Option<ContactId>,
    /// What it is called.
    pub name: String,
    /// What it is worth, in its own currency.
    pub amount: Option<Money>,
    /// Rate to the base currency as a fraction; `None` = none entered.
    pub rate: Option<(i64, i64)>,
    /// The moves of the deal, in order: day and stage key.
    pub events: Vec<(NaiveDate, String)>,
    /// When it is expected to close.
    pub expected_close: Option<NaiveDate>,
    /// Who works on it.
    pub owner: Option<MemberId>,
    /// What is sold.
    pub product: Option<String>,
    /// Why it was lost.
    pub lost_reason: Option<String>,
    /// Anything else.
    pub notes: Option<String>,
    /// Its key in the list it was imported from.
    pub external_key: Option<String>,
    /// The day it was entered.
    pub created_on: Option<NaiveDate>,
}

impl Deal {
    /// The key of the stage on a day: of the last event on or before it.
    pub fn stage(&self, today: NaiveDate) -> Option<&str> {
        self.events.iter().rev().find(|(day, _)| *day <= today).map(|(_, stage)| stage.as_str())
    }

    /// The amount in the base currency, minor units; `None` without an amount or without a rate
    /// (DOMAIN 7.1: no rate, no sum).
    pub fn base_minor(&self, base: Currency) -> Option<i64> {
        in_base(self.amount?, self.rate, base)
    }

    /// Whether its amount is in no sum for want of a rate.
    pub fn is_unconverted(&self, base: Currency) -> bool {
        self.amount.is_some() && self.base_minor(base).is_none()
    }
}

/// An amount in the base currency, minor units, by the rate that was entered for it.
pub fn in_base(amount: Money, rate: Option<(i64, i64)>, base: Currency) -> Option<i64> {
    if amount.currency == base {
        return Some(amount.minor);
    }
    let (numerator, denominator) = rate?;
    amount.convert(base, numerator, denominator).map(|money| money.minor)
}
