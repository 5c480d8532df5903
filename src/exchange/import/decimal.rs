//! Exact decimal numbers, so that a price of three decimals times a quantity loses nothing.

use std::fmt;

/// `mantissa / 10^scale`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Decimal {
    mantissa: i128,
    scale: u32,
}

/// More digits than these are no quantity of anything.
const DIGITS: usize = 24;

/// Why a text is no number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NumberError {
    /// Not written like a number.
    Malformed,
    /// More digits than can be counted with.
    TooLarge,
    /// More decimals than the currency has.
    TooPrecise,
}

/// Words after a number that multiply it: the power of ten. The longer stand before what they
/// end in.
const UNITS: [(&str, u32); 8] =
    [("百万", 6), ("千万", 7), ("亿", 8), ("万", 4), ("千", 3), ("k", 3), ("w", 4), ("m", 6)];

impl Decimal {
    /// One.
    pub const ONE: Self = Self { mantissa: 1, scale: 0 };

    /// `mantissa / 10^scale`.
    pub const fn new(mantissa: i128, scale: u32) -> Self {
        Self { mantissa, scale }
    }

    /// Reads `-1,234.50`, `(12)`, `1.2万`, `１２`; thousands commas only in their places.
    /// `decimal_comma` swaps the parts of comma and point.
    ///
    /// # Errors
    /// [`NumberError::Malformed`] or [`NumberError::TooLarge`].
    pub fn parse(text: &str, decimal_comma: bool) -> Result<Self, NumberError> {
        let text = super::text::clean(text);
        let mut folded = String::new();
        if text.is_ascii() && !text.contains([' ', '(']) {
            folded.push_str(&text);
        } else {
            use unicode_normalization::UnicodeNormalization;
            folded.extend(text.nfkc().filter(|c| !c.is_whitespace()));
        }
        let negative = folded.strip_prefix('(').and_then(|rest| rest.strip_suffix(')'));
        let (negative, body) = match negative {
            Some(inner) => (true, inner),
            None => match folded.strip_prefix(['-', '−']) {
                Some(rest) => (true, rest),
                None => (false, folded.strip_prefix('+').unwrap_or(&folded)),
            },
        };
        let (body, power) = body
            .char_indices()
            .next_back()
            .filter(|(_, last)| !last.is_ascii_digit())
            .and_then(|_| {
                let lower = body.to_lowercase();
                let unit = UNITS.iter().find(|(unit, _)| lower.ends_with(unit))?;
                Some((body.get(..body.len() - unit.0.len())?, unit.1))
            })
            .unwrap_or((body, 0));
        let (thousands, point) = if decimal_comma { ('.', ',') } else { (',', '.') };
        let (whole, decimals) = match body.split_once(point) {
            Some((_, "")) => return Err(NumberError::Malformed),
            Some((whole, decimals)) => (whole, decimals),
            None => (body, ""),
        };
        let plain = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
        if (whole.is_empty() && decimals.is_empty()) || !plain(decimals) {
            return Err(NumberError::Malformed);
        }
        if whole.contains(thousands) {
            let mut groups = whole.split(thousands);
            let first = groups.next().unwrap_or_default();
            if first.is_empty() || first.len() > 3 || !plain(first) {
                return Err(NumberError::Malformed);
            }
            if groups.any(|group| group.len() != 3 || !plain(group)) {
                return Err(NumberError::Malformed);
            }
        } else if !plain(whole) {
            return Err(NumberError::Malformed);
        }
        if whole.len() + decimals.len() > DIGITS {
            return Err(NumberError::TooLarge);
        }
        let mut mantissa: i128 = 0;
        for digit in whole.bytes().chain(decimals.bytes()).filter(u8::is_ascii_digit) {
            mantissa = mantissa * 10 + i128::from(digit - b'0');
        }
        let scale = decimals.len() as u32;
        let number = Self { mantissa: if negative { -mantissa } else { mantissa }, scale };
        number.shifted(power).ok_or(NumberError::TooLarge)
    }

    /// Times `10^power`.
    pub fn shifted(self, power: u32) -> Option<Self> {
        let from_scale = power.min(self.scale);
        let factor = 10_i128.checked_pow(power - from_scale)?;
        Some(Self { mantissa: self.mantissa.checked_mul(factor)?, scale: self.scale - from_scale })
    }

    /// The exact product.
    pub fn times(self, other: Self) -> Option<Self> {
        Some(Self {
            mantissa: self.mantissa.checked_mul(other.mantissa)?,
            scale: self.scale.checked_add(other.scale)?,
        })
    }

    /// The exact difference.
    pub fn minus(self, other: Self) -> Option<Self> {
        let scale = self.scale.max(other.scale);
        let level =
            |number: Self| number.mantissa.checked_mul(10_i128.checked_pow(scale - number.scale)?);
        Some(Self { mantissa: level(self)?.checked_sub(level(other)?)?, scale })
    }

    /// The sign turned.
    pub const fn negated(self) -> Self {
        Self { mantissa: -self.mantissa, scale: self.scale }
    }

    /// Below zero.
    pub const fn is_negative(self) -> bool {
        self.mantissa < 0
    }

    /// The whole part, and whether there is more behind it.
    pub fn whole(self) -> Option<(i64, bool)> {
        let one = 10_i128.checked_pow(self.scale)?;
        Some((i64::try_from(self.mantissa / one).ok()?, self.mantissa % one != 0))
    }

    /// In minor units of a currency with `exponent` decimals; exact.
    ///
    /// # Errors
    /// [`NumberError::TooPrecise`] rather than rounding, [`NumberError::TooLarge`] beyond 64 bits.
    pub fn to_minor(self, exponent: u32) -> Result<i64, NumberError> {
        match self.divided(exponent).ok_or(NumberError::TooLarge)? {
            (minor, 0, _) => i64::try_from(minor).map_err(|_| NumberError::TooLarge),
            _ => Err(NumberError::TooPrecise),
        }
    }

    /// In minor units, rounded half away from zero: for the end of a computation (DOMAIN 0.4).
    ///
    /// # Errors
    /// [`NumberError::TooLarge`] beyond 64 bits.
    pub fn round_to_minor(self, exponent: u32) -> Result<i64, NumberError> {
        let (minor, rest, one) = self.divided(exponent).ok_or(NumberError::TooLarge)?;
        let up = if 2 * rest.abs() >= one { rest.signum() } else { 0 };
        i64::try_from(minor + up).map_err(|_| NumberError::TooLarge)
    }

    /// Minor units cut towards zero, what was cut off, and of how many parts to a unit.
    fn divided(self, exponent: u32) -> Option<(i128, i128, i128)> {
        if self.scale <= exponent {
            let factor = 10_i128.checked_pow(exponent - self.scale)?;
            return Some((self.mantissa.checked_mul(factor)?, 0, 1));
        }
        let one = 10_i128.checked_pow(self.scale - exponent)?;
        Some((self.mantissa / one, self.mantissa % one, one))
    }
}

impl fmt::Display for Decimal {
    /// Exactly as many decimals as it has: `-2.550`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let size = self.mantissa.unsigned_abs();
        let one = 10_u128.checked_pow(self.scale).unwrap_or(u128::MAX);
        let sign = if self.mantissa < 0 { "-" } else { "" };
        write!(f, "{sign}{}", size / one)?;
        match usize::try_from(self.scale) {
            Ok(width) if width > 0 => write!(f, ".{:0width$}", size % one),
            _ => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_as_people_write_them() {
        let cases = [
            ("0", 0),
            ("2.55", 255),
            ("-1,234.5", -123_450),
            ("(12)", -1200),
            ("+7", 700),
            (".5", 50),
            ("1.2万", 1_200_000),
            ("0.5千万", 500_000_000),
            ("3百万", 300_000_000),
            ("10k", 1_000_000),
            ("１，０００", 100_000),
            (" 1 000 ", 100_000),
            ("500000.0", 50_000_000),
        ];
        for (text, minor) in cases {
            assert_eq!(Decimal::parse(text, false).unwrap().to_minor(2), Ok(minor), "{text}");
        }
        assert_eq!(Decimal::parse("1.234,5", true).unwrap().to_minor(2), Ok(123_450));
    }

    #[test]
    fn what_is_no_number_is_refused() {
        for text in
            ["", "12,3", "12,34.5", "12,3x", "1e5", "5.", "--5", "1,2345", "inf", "NaN", "-"]
        {
            assert_eq!(Decimal::parse(text, false), Err(NumberError::Malformed), "{text}");
        }
        let long = "9".repeat(DIGITS + 1);
        assert_eq!(Decimal::parse(&long, false), Err(NumberError::TooLarge));
        let wide = Decimal::parse(&"9".repeat(DIGITS), false).unwrap();
        assert_eq!(wide.to_minor(2), Err(NumberError::TooLarge));
        assert_eq!(
            Decimal::parse("1.005", false).unwrap().to_minor(2),
            Err(NumberError::TooPrecise)
        );
    }

    #[test]
    fn products_are_exact_and_rounded_once_half_away_from_zero() {
        let cases =
            [("3", "0.335", 101), ("-3", "0.335", -101), ("1", "0.004", 0), ("6", "2.55", 1530)];
        for (quantity, price, minor) in cases {
            let number = |text| Decimal::parse(text, false).unwrap();
            let amount = number(quantity).times(number(price)).unwrap();
            assert_eq!(amount.round_to_minor(2), Ok(minor), "{quantity} × {price}");
        }
        let rest = Decimal::ONE.minus(Decimal::new(15, 2)).unwrap();
        assert_eq!(rest, Decimal::new(85, 2));
    }
}
