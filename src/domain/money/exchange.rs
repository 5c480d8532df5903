//! Rates between currencies: entered as a decimal, kept as an exact fraction (DOMAIN 7.1).

use unicode_normalization::UnicodeNormalization;

/// More digits than these are no rate; products with any currency's decimals stay in 64 bits.
const DIGITS: usize = 12;

/// A rate as people write it, `7.1` or `71/10`, as numerator and denominator; `None` when it is not
/// a positive number of at most 12 digits. Full-width digits are read too.
pub fn parse_rate(text: &str) -> Option<(i64, i64)> {
    let text: String = text.trim().nfkc().collect();
    let (numerator, denominator) = match text.split_once('/') {
        Some((numerator, denominator)) => (whole(numerator.trim())?, whole(denominator.trim())?),
        None => {
            let (units, decimals) = text.split_once('.').unwrap_or((&text, ""));
            let decimals = decimals.trim_end_matches('0');
            let denominator = 10_i64.checked_pow(u32::try_from(decimals.len()).ok()?)?;
            (whole(&format!("{units}{decimals}"))?, denominator)
        }
    };
    (numerator > 0 && denominator > 0).then_some((numerator, denominator))
}

/// A rate as [`parse_rate`] reads it back: `7.1`, or `22/7` where no decimal is exact.
pub fn rate_text((numerator, denominator): (i64, i64)) -> String {
    let digits = denominator.checked_ilog10().filter(|power| 10_i64.pow(*power) == denominator);
    match digits {
        Some(0) => numerator.to_string(),
        Some(digits) => {
            let (whole, rest) = (numerator / denominator, numerator % denominator);
            format!("{whole}.{rest:0width$}", width = digits as usize)
        }
        None => format!("{numerator}/{denominator}"),
    }
}

fn whole(digits: &str) -> Option<i64> {
    let is_number = digits.len() <= DIGITS && digits.bytes().all(|byte| byte.is_ascii_digit());
    digits.parse().ok().filter(|_| is_number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rate_is_an_exact_fraction() {
        for (text, expected) in [
            ("7.1", Some((71, 10))),
            (" 7.1000 ", Some((71, 10))),
            ("0.0464", Some((464, 10_000))),
            ("7", Some((7, 1))),
            ("700.00", Some((700, 1))),
            ("71/10", Some((71, 10))),
            ("７．１", Some((71, 10))),
            (".5", Some((5, 10))),
            ("0", None),
            ("0.000", None),
            ("-7.1", None),
            ("+7.1", None),
            ("7,1", None),
            ("7.1.2", None),
            ("1/0", None),
            ("", None),
            (".", None),
            ("seven", None),
            ("1234567890.123", None),
        ] {
            assert_eq!(parse_rate(text), expected, "{text:?}");
        }
        for (rate, text) in
            [((71, 10), "7.1"), ((464, 10_000), "0.0464"), ((7, 1), "7"), ((22, 7), "22/7")]
        {
            assert_eq!(rate_text(rate), text);
            assert_eq!(parse_rate(text).map(|(n, d)| n * rate.1 == d * rate.0), Some(true));
        }
    }
}
