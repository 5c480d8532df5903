//! The shapes that every JSON answer shares.

use chrono::{NaiveDate, SecondsFormat};
use serde_json::{Map, Value, json};

use crate::domain::{
    calendar::business_day::HomeZone,
    money::{Currency, Money},
    rate::Rate,
};

/// `{"minor": 4800000, "currency": "CNY"}`.
pub fn money(minor: i64, currency: Currency) -> Value {
    json!({ "minor": minor, "currency": currency.code() })
}

/// An amount that may not be known.
pub fn amount(amount: Option<Money>) -> Value {
    amount.map_or(Value::Null, |amount| money(amount.minor, amount.currency))
}

/// `2026-11-27`.
pub fn day(day: NaiveDate) -> Value {
    Value::String(day.to_string())
}

/// A day that may not be known.
pub fn maybe_day(found: Option<NaiveDate>) -> Value {
    found.map_or(Value::Null, day)
}

/// An instant with the offset of the home zone.
pub fn instant(millis: i64, zone: HomeZone) -> Value {
    Value::String(zone.local(millis).to_rfc3339_opts(SecondsFormat::AutoSi, false))
}

/// Hundredths as a number: 9250 is 92.5.
#[expect(clippy::cast_precision_loss, reason = "scores are far below 2^53")]
pub fn hundredths(number: i64) -> Value {
    json!(number as f64 / 100.0)
}

/// The exact rate of an amount to the base currency: `{"numerator": 71, "denominator": 10}`.
pub fn rate(rate: Option<(i64, i64)>) -> Value {
    rate.map_or(
        Value::Null,
        |(numerator, denominator)| json!({ "numerator": numerator, "denominator": denominator }),
    )
}

/// A share with four decimals, or nothing.
#[expect(clippy::cast_precision_loss, reason = "a share of 10,000 parts is far below 2^53")]
pub fn share(rate: Rate) -> Value {
    rate.x10000().map_or(Value::Null, |x10000| json!(x10000 as f64 / 10_000.0))
}

/// A number with one decimal, or nothing.
#[expect(clippy::cast_precision_loss, reason = "days are far below 2^53")]
pub fn tenths(rate: Rate) -> Value {
    rate.times(10).map_or(Value::Null, |x10| json!(x10 as f64 / 10.0))
}

/// Twice a number of days as the number.
#[expect(clippy::cast_precision_loss, reason = "days are far below 2^53")]
pub fn halves(x2: i64) -> Value {
    if x2 % 2 == 0 { json!(x2 / 2) } else { json!(x2 as f64 / 2.0) }
}

/// An answer: the day it is of, and the list or fields.
pub fn answer<const N: usize>(as_of: NaiveDate, fields: [(&str, Value); N]) -> Value {
    let mut object = Map::new();
    object.insert("as_of".to_owned(), day(as_of));
    object.extend(fields.map(|(name, value)| (name.to_owned(), value)));
    Value::Object(object)
}
