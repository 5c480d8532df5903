//! Amounts as text: plain, in 万 and 亿, in k, M and B (DOMAIN 7.2).

use super::{Money, round_div};

/// 万 and 亿 as powers of ten.
const CHINESE: [(&str, u32); 2] = [("万", 4), ("亿", 8)];
/// Thousand, million, billion as powers of ten.
const ENGLISH: [(&str, u32); 3] = [("k", 3), ("M", 6), ("B", 9)];

impl Money {
    /// All decimals of the currency and thousands commas, without a sign of the currency:
    /// `-1,234.56`.
    pub fn plain(self) -> String {
        decimal(i128::from(self.minor), self.currency.exponent())
    }

    /// At most one decimal with 万 or 亿, whole units below 万: `216.2万`. A value that rounds up
    /// to the next unit takes it: 9999.95万 is `1.0亿`.
    pub fn compact_chinese(self) -> String {
        let (digits, unit) = self.compact(&CHINESE);
        digits + unit
    }

    /// The same with `k`, `M` and `B`, and without `.0`: `48k`, `1.2M`.
    pub fn compact_english(self) -> String {
        let (digits, unit) = self.compact(&ENGLISH);
        digits.strip_suffix(".0").unwrap_or(&digits).to_owned() + unit
    }

    /// A shown amount with the sign of its currency: `-¥48.0万`; the code where there is no sign:
    /// `CHF 48k`.
    pub fn with_symbol(self, amount: &str) -> String {
        let (minus, size) = amount.strip_prefix('-').map_or(("", amount), |size| ("-", size));
        match self.currency.symbol() {
            Some(symbol) => format!("{minus}{symbol}{size}"),
            None => format!("{} {amount}", self.currency),
        }
    }

    /// The rounded digits and the largest unit in which they are at least 1.
    fn compact<'a>(self, units: &[(&'a str, u32)]) -> (String, &'a str) {
        let in_unit = |power: u32, decimals: u32| {
            let num = i128::from(self.minor) * 10_i128.pow(decimals);
            let rounded = round_div(num, 10_i128.pow(self.currency.exponent() + power));
            i128::from(rounded.unwrap_or_default())
        };
        units
            .iter()
            .rev()
            .enumerate()
            .find_map(|(place, &(unit, power))| {
                // The value counts as having reached the unit when it rounds up to it in the
                // unit below.
                let below = units.iter().rev().nth(place + 1).map_or((0, 0), |&(_, low)| (low, 1));
                let reached = 10_i128.pow(power - below.0 + below.1);
                let enough = in_unit(below.0, below.1).abs() >= reached;
                enough.then(|| (decimal(in_unit(power, 1), 1), unit))
            })
            .unwrap_or_else(|| (decimal(in_unit(0, 0), 0), ""))
    }
}

/// `value / 10^decimals` with thousands commas.
fn decimal(value: i128, decimals: u32) -> String {
    let one = 10_u128.pow(decimals);
    let size = value.unsigned_abs();
    let minus = if value < 0 { "-" } else { "" };
    let whole = grouped(size / one);
    match decimals {
        0 => format!("{minus}{whole}"),
        _ => format!("{minus}{whole}.{:0width$}", size % one, width = decimals as usize),
    }
}

/// Digits with a comma before every third from the right.
fn grouped(number: u128) -> String {
    let digits = number.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::money::Currency;

    #[test]
    fn compact_amounts_round_once_and_take_the_unit_they_round_up_to() {
        for (minor, chinese, english) in [
            (0, "0", "0"),
            (-49, "0", "0"),
            (99_949, "999", "999"),
            (99_950, "1,000", "1k"),
            (100_000, "1,000", "1k"),
            (999_949, "9,999", "10k"),
            (999_950, "1.0万", "10k"),
            (4_800_000, "4.8万", "48k"),
            (4_835_000, "4.8万", "48.4k"),
            (99_994_999, "100.0万", "999.9k"),
            (99_995_000, "100.0万", "1M"),
            (-123_456_789, "-123.5万", "-1.2M"),
            (9_999_950_000, "1.0亿", "100M"),
            (i64::MAX, "922,337,203.7亿", "92,233,720.4B"),
        ] {
            let money = Money::new(minor, Currency::CNY);
            assert_eq!(money.compact_chinese(), chinese, "{minor}");
            assert_eq!(money.compact_english(), english, "{minor}");
        }
    }

    #[test]
    fn the_sign_stands_before_the_symbol() {
        let refund = Money::new(-123_456, Currency::CNY);
        assert_eq!(refund.with_symbol(&refund.plain()), "-¥1,234.56");
        let francs = Money::new(-123_456, Currency::new("CHF").unwrap());
        assert_eq!(francs.with_symbol(&francs.plain()), "CHF -1,234.56");
        assert_eq!(Money::new(i64::MIN, Currency::JPY).plain(), "-9,223,372,036,854,775,808");
    }
}
