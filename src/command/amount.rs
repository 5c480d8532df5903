//! The amount of a deal or an order: in any currency, with the rate that was entered for it.

use super::{
    CommandError, Session,
    error::FieldProblem,
    field::{self, refused},
};
use crate::{
    change::{Fields, Value},
    domain::money::parse_rate,
};

/// What is read here beside the fields that hold one value each.
pub const FIELDS: &[&str] = &["amount", "rate"];

/// Reads `amount=$1,200`, or `rate=7.1`: what one unit of its currency is worth in the base
/// currency. Empty text clears; `None` for any other field.
///
/// # Errors
/// Text that is no amount, or no rate.
pub(super) fn read(
    session: &Session,
    name: &str,
    text: &str,
) -> Result<Option<Fields>, CommandError> {
    let [first, second] = match name {
        "amount" => ["amount", "currency"],
        "rate" => ["rate_numerator", "rate_denominator"],
        _ => return Ok(None),
    };
    let values = match name {
        _ if text.is_empty() => [Value::Null, Value::Null],
        "amount" => {
            let money = field::money(text, session).map_err(|why| refused(name, text, why))?;
            [money.minor.into(), money.currency.code().into()]
        }
        _ => {
            let rate = parse_rate(text).ok_or(FieldProblem::NotARate);
            let (numerator, denominator) = rate.map_err(|why| refused(name, text, why))?;
            [numerator.into(), denominator.into()]
        }
    };
    let names = [first.into(), second.into()];
    Ok(Some(names.into_iter().zip(values).collect()))
}
