//! Money as minor units of a currency: parsing, display, exact products and splits (DOMAIN 7.1, 7.2).

mod currency;
mod exchange;
mod parse;
mod show;

use serde::{Deserialize, Serialize};
use thiserror::Error;

pub use currency::Currency;
pub use exchange::{parse_rate, rate_text};

/// Why an amount or a currency was refused. Carries data; the words come at the edge.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum MoneyError {
    /// Nothing was typed.
    #[error("no amount")]
    Empty,
    /// The text is not a number with at most one sign, one unit and one currency.
    #[error("`{text}` is not an amount")]
    NotAnAmount {
        /// What was typed.
        text: String,
    },
    /// A thousands comma that does not stand before exactly three digits.
    #[error("a comma of `{text}` is not in its place")]
    MisplacedComma {
        /// What was typed.
        text: String,
    },
    /// Two signs of different currencies.
    #[error("`{text}` names two currencies")]
    TwoCurrencies {
        /// What was typed.
        text: String,
    },
    /// Not a code of ISO 4217.
    #[error("`{code}` is not a currency")]
    UnknownCurrency {
        /// What was given.
        code: String,
    },
    /// The amount is not a whole number of minor units.
    #[error("{currency} has {decimals} decimals")]
    TooPrecise {
        /// The currency of the amount.
        currency: Currency,
        /// How many decimals it has.
        decimals: u32,
    },
    /// Beyond what 64 bits of minor units hold.
    #[error("the amount is too large")]
    TooLarge,
    /// A sum of two currencies.
    #[error("{left} and {right} do not add up")]
    CurrencyMismatch {
        /// Currency of the left amount.
        left: Currency,
        /// Currency of the right amount.
        right: Currency,
    },
    /// A split where no weight is above 0.
    #[error("nothing to split by")]
    NoWeight,
}

/// An amount: signed minor units (fen, cents) of one currency (DOMAIN 0.2).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Money {
    /// Minor units, e.g. fen.
    pub minor: i64,
    /// The currency they are of.
    pub currency: Currency,
}

impl Money {
    /// So many minor units.
    pub const fn new(minor: i64, currency: Currency) -> Self {
        Self { minor, currency }
    }

    /// The sum.
    ///
    /// # Errors
    /// [`MoneyError::CurrencyMismatch`], [`MoneyError::TooLarge`].
    pub fn checked_add(self, other: Self) -> Result<Self, MoneyError> {
        if self.currency != other.currency {
            return Err(MoneyError::CurrencyMismatch {
                left: self.currency,
                right: other.currency,
            });
        }
        let minor = self.minor.checked_add(other.minor).ok_or(MoneyError::TooLarge)?;
        Ok(Self { minor, ..self })
    }

    /// The amount in another currency, where one major unit of this one is worth `num/den` major
    /// units of that one; exact, rounded once (DOMAIN 7.1). `None` on overflow or `den` 0.
    pub fn convert(self, to: Currency, num: i64, den: i64) -> Option<Self> {
        let up = 10_i64.pow(to.exponent());
        let down = 10_i64.pow(self.currency.exponent());
        let minor = mul_div(self.minor, num.checked_mul(up)?, den.checked_mul(down)?)?;
        Some(Self { minor, currency: to })
    }
}

/// `minor · num / den`, rounded half away from zero (DOMAIN 0.4, 7.2); `None` on overflow or `den` 0.
pub fn mul_div(minor: i64, num: i64, den: i64) -> Option<i64> {
    round_div(i128::from(minor) * i128::from(num), i128::from(den))
}

/// `num / den` rounded half away from zero; `None` when the result leaves 64 bits or `den` is 0.
pub(crate) fn round_div(num: i128, den: i128) -> Option<i64> {
    let (quotient, rest) = (num.checked_div(den)?, num.checked_rem(den)?);
    let away = if (num < 0) == (den < 0) { 1 } else { -1 };
    let half_reached = rest.unsigned_abs() >= den.unsigned_abs() - rest.unsigned_abs();
    let rounded = if half_reached { quotient.checked_add(away)? } else { quotient };
    rounded.try_into().ok()
}

/// Splits a total by weights: floors, then the units left over to the largest remainders, ties to
/// the earlier place; a negative total is the mirror image. The parts add up to the total exactly
/// (DOMAIN 7.2).
///
/// # Errors
/// [`MoneyError::NoWeight`] when no weight is above 0.
pub fn allocate(total: i64, weights: &[u64]) -> Result<Vec<i64>, MoneyError> {
    let sum: u128 = weights.iter().copied().map(u128::from).sum();
    let size = u128::from(total.unsigned_abs());
    let share = |weight: u64| {
        let product = size * u128::from(weight);
        Some((product.checked_div(sum)?, product.checked_rem(sum)?))
    };
    let shares: Vec<(u128, u128)> = weights
        .iter()
        .map(|&weight| share(weight))
        .collect::<Option<_>>()
        .filter(|shares: &Vec<_>| !shares.is_empty())
        .ok_or(MoneyError::NoWeight)?;
    let mut parts: Vec<(usize, u128, u128)> =
        shares.into_iter().enumerate().map(|(place, (floor, rest))| (place, floor, rest)).collect();
    let left = size - parts.iter().map(|&(_, floor, _)| floor).sum::<u128>();
    parts.sort_by_key(|&(_, _, rest)| std::cmp::Reverse(rest));
    for (_, part, _) in parts.iter_mut().take(usize::try_from(left).unwrap_or(usize::MAX)) {
        *part += 1;
    }
    parts.sort_by_key(|&(place, ..)| place);
    let signed = |part: u128| {
        let part = i128::try_from(part).unwrap_or(i128::MAX);
        i64::try_from(if total < 0 { -part } else { part }).map_err(|_| MoneyError::TooLarge)
    };
    parts.into_iter().map(|(_, part, _)| signed(part)).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn products_round_half_away_from_zero_and_refuse_what_does_not_fit() {
        for (minor, num, den, expected) in [
            (1, 1, 2, Some(1)),
            (-1, 1, 2, Some(-1)),
            (1, -1, 2, Some(-1)),
            (1, 1, -3, Some(0)),
            (i64::MIN, 1, 1, Some(i64::MIN)),
            (i64::MIN, -1, 1, None),
            (i64::MIN, i64::MIN, i64::MIN, Some(i64::MIN)),
            (i64::MAX, 2, 1, None),
            (1, 1, 0, None),
        ] {
            assert_eq!(mul_div(minor, num, den), expected, "{minor}*{num}/{den}");
        }
    }

    #[test]
    fn sums_keep_to_one_currency() {
        let yuan = Money::new(i64::MAX, Currency::CNY);
        assert_eq!(yuan.checked_add(Money::new(1, Currency::CNY)), Err(MoneyError::TooLarge));
        assert!(matches!(
            yuan.checked_add(Money::new(1, Currency::USD)),
            Err(MoneyError::CurrencyMismatch { .. })
        ));
    }

    #[test]
    fn converting_respects_the_decimals_of_both_currencies() {
        let dollars = Money::new(12_345, Currency::USD);
        assert_eq!(dollars.convert(Currency::CNY, 71, 10), Some(Money::new(87_650, Currency::CNY)));
        assert_eq!(dollars.convert(Currency::JPY, 150, 1), Some(Money::new(18_518, Currency::JPY)));
        assert_eq!(dollars.convert(Currency::JPY, 150, 0), None);
    }

    #[test]
    fn money_is_an_object_in_json() {
        let json = r#"{"minor":4800000,"currency":"CNY"}"#;
        let money: Money = serde_json::from_str(json).unwrap();
        assert_eq!(money, Money::new(4_800_000, Currency::CNY));
        assert_eq!(serde_json::to_string(&money).unwrap(), json);
        assert!(serde_json::from_str::<Money>(r#"{"minor":1,"currency":"XXZ"}"#).is_err());
    }

    #[test]
    fn a_split_needs_a_weight() {
        assert_eq!(allocate(5, &[]), Err(MoneyError::NoWeight));
        assert_eq!(allocate(5, &[0, 0]), Err(MoneyError::NoWeight));
    }

    proptest! {
        #[test]
        fn the_parts_of_a_split_add_up(
            total: i64,
            weights in proptest::collection::vec(0_u64.., 1..20),
        ) {
            prop_assume!(weights.iter().any(|&weight| weight > 0));
            let parts = allocate(total, &weights).unwrap();
            prop_assert_eq!(parts.iter().map(|&part| i128::from(part)).sum::<i128>(), i128::from(total));
            prop_assert_eq!(parts.len(), weights.len());
        }
    }
}
