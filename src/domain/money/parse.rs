//! Amounts as people type them: signs, words, units, full-width digits (DOMAIN 7.2).

use super::{Currency, Money, MoneyError};

/// Units after a number and their powers of ten; one that ends another stands after it.
const UNITS: [(&str, u32); 27] = [
    ("万亿", 12),
    ("萬億", 12),
    ("千亿", 11),
    ("百亿", 10),
    ("十亿", 9),
    ("亿", 8),
    ("億", 8),
    ("千万", 7),
    ("千萬", 7),
    ("百万", 6),
    ("百萬", 6),
    ("十万", 5),
    ("十萬", 5),
    ("万", 4),
    ("萬", 4),
    ("千", 3),
    ("thousand", 3),
    ("million", 6),
    ("billion", 9),
    ("mln", 6),
    ("mn", 6),
    ("bn", 9),
    ("k", 3),
    ("w", 4),
    ("m", 6),
    ("b", 9),
    ("", 0),
];

impl Money {
    /// Reads an amount: `1,234.56`, `¥4.8万`, `10k`, `500元`, `USD 12`, `１２３４．５`, `-5`, `(5)`.
    /// Without a sign or code it is in `default`; a sign that several currencies share means
    /// `default` where it can.
    ///
    /// # Errors
    /// Every [`MoneyError`] of one amount; more decimals than the currency has are refused, not
    /// rounded.
    pub fn parse(text: &str, default: Currency) -> Result<Self, MoneyError> {
        let narrow: String = text.chars().map(narrowed).collect();
        let amount = narrow.trim();
        if amount.is_empty() {
            return Err(MoneyError::Empty);
        }
        let not_an_amount = || MoneyError::NotAnAmount { text: text.to_owned() };
        let accounting = amount.strip_prefix('(').and_then(|rest| rest.strip_suffix(')'));
        let mut signs = Signs { negative: accounting.map(|_| true), meant: None };
        let number = signs
            .strip(accounting.unwrap_or(amount).trim())
            .ok_or_else(|| MoneyError::TwoCurrencies { text: text.to_owned() })?;
        let currency = signs.currency(default);
        let (digits, power) = UNITS
            .iter()
            .find_map(|&(unit, power)| Some((strip_suffix(number, unit)?.trim_end(), power)))
            .ok_or_else(not_an_amount)?;
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, "0"));
        if !is_digits(fraction) || !is_digits(&whole.replace(',', "")) {
            return Err(unknown_code(number).unwrap_or_else(not_an_amount));
        }
        if !commas_in_place(whole) {
            return Err(MoneyError::MisplacedComma { text: text.to_owned() });
        }
        let minor = scaled(&whole.replace(',', ""), fraction, power + currency.exponent())?
            .ok_or(MoneyError::TooPrecise { currency, decimals: currency.exponent() })?;
        let signed = if signs.negative == Some(true) { -minor } else { minor };
        let minor = i64::try_from(signed).map_err(|_| MoneyError::TooLarge)?;
        Ok(Self { minor, currency })
    }
}

/// What was read around the number.
struct Signs {
    negative: Option<bool>,
    /// What the signs of currency read so far can mean together.
    meant: Option<Vec<Currency>>,
}

impl Signs {
    /// Takes every sign off both ends; `None` when two currencies contradict each other.
    fn strip<'a>(&mut self, amount: &'a str) -> Option<&'a str> {
        let mut rest = amount;
        loop {
            if self.negative.is_none()
                && let Some(unsigned) = rest.strip_prefix(['-', '+'])
            {
                self.negative = Some(rest.starts_with('-'));
                rest = unsigned.trim_start();
            } else if let Some((inner, meant)) = strip_currency(rest) {
                let together = match self.meant.take() {
                    None => meant,
                    Some(before) => before.into_iter().filter(|c| meant.contains(c)).collect(),
                };
                if together.is_empty() {
                    return None;
                }
                self.meant = Some(together);
                rest = inner;
            } else {
                return Some(rest);
            }
        }
    }

    fn currency(&self, default: Currency) -> Currency {
        match self.meant.as_deref() {
            Some(meant) if !meant.contains(&default) => meant.first().copied().unwrap_or(default),
            _ => default,
        }
    }
}

/// Takes one sign or code of a currency off either end.
fn strip_currency(amount: &str) -> Option<(&str, Vec<Currency>)> {
    let sign = Currency::signs().find_map(|(sign, meant)| {
        let rest = strip_prefix(amount, sign).or_else(|| strip_suffix(amount, sign))?;
        Some((rest.trim(), meant.to_vec()))
    });
    sign.or_else(|| {
        let (head, after) = amount.split_at_checked(3)?;
        Some((after.trim_start(), vec![Currency::new(head).ok()?]))
    })
    .or_else(|| {
        let (before, tail) = amount.split_at_checked(amount.len().checked_sub(3)?)?;
        Some((before.trim_end(), vec![Currency::new(tail).ok()?]))
    })
}

fn strip_prefix<'a>(text: &'a str, prefix: &str) -> Option<&'a str> {
    let (head, rest) = text.split_at_checked(prefix.len())?;
    head.eq_ignore_ascii_case(prefix).then_some(rest)
}

fn strip_suffix<'a>(text: &'a str, suffix: &str) -> Option<&'a str> {
    let (rest, tail) = text.split_at_checked(text.len().checked_sub(suffix.len())?)?;
    tail.eq_ignore_ascii_case(suffix).then_some(rest)
}

/// Three letters before or after a number that are no currency.
fn unknown_code(number: &str) -> Option<MoneyError> {
    let letters = number.trim_matches(|c: char| c.is_ascii_digit() || " .,".contains(c));
    let is_code = letters.len() == 3 && letters.bytes().all(|byte| byte.is_ascii_alphabetic());
    is_code.then(|| MoneyError::UnknownCurrency { code: letters.to_ascii_uppercase() })
}

/// Full-width forms, unusual spaces and minus signs as plain ones.
fn narrowed(c: char) -> char {
    match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        '\u{3000}' | '\u{a0}' | '\u{2009}' | '\u{202f}' => ' ',
        '\u{2212}' => '-',
        '￥' => '¥',
        '￡' => '£',
        '￦' => '₩',
        other => other,
    }
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// No comma at all, or one before every third digit from the right.
fn commas_in_place(whole: &str) -> bool {
    let mut groups = whole.split(',');
    let first = groups.next().unwrap_or_default();
    !whole.contains(',') || (matches!(first.len(), 1..=3) && groups.all(|group| group.len() == 3))
}

/// `whole.fraction · 10^power` where that is a whole number, else `None`.
fn scaled(whole: &str, fraction: &str, power: u32) -> Result<Option<i128>, MoneyError> {
    let fraction = fraction.trim_end_matches('0');
    let Some(zeros) = (power as usize).checked_sub(fraction.len()) else {
        return Ok(None);
    };
    let digits = format!("{}{fraction}{}", whole.trim_start_matches('0'), "0".repeat(zeros));
    // 64 bits hold at most 19 digits; 38 always fit into 128.
    let number = if digits.is_empty() { Ok(0) } else { digits.parse() };
    number.map(Some).map_err(|_| MoneyError::TooLarge)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_read_as_people_type_them() {
        let cny = |minor| Ok(Money::new(minor, Currency::CNY));
        let usd = |minor| Ok(Money::new(minor, Currency::USD));
        let not = |text: &str| Err(MoneyError::NotAnAmount { text: text.to_owned() });
        let comma = |text: &str| Err(MoneyError::MisplacedComma { text: text.to_owned() });
        let too_precise = Err(MoneyError::TooPrecise { currency: Currency::CNY, decimals: 2 });
        for (text, expected) in [
            ("¥4.8万", cny(4_800_000)),
            ("4.8 万元", cny(4_800_000)),
            ("3w", cny(3_000_000)),
            ("1.5M", cny(150_000_000)),
            ("2 million", cny(200_000_000)),
            ("5k usd", usd(500_000)),
            ("$48,000", usd(4_800_000)),
            ("-$5", usd(-500)),
            ("$-5", usd(-500)),
            ("(1,234.50)", cny(-123_450)),
            ("($5)", usd(-500)),
            ("−5", cny(-500)),
            ("+5", cny(500)),
            ("¥500 CNY", cny(50_000)),
            ("1.500", cny(150)),
            ("1.23456万", cny(1_234_560)),
            ("0007", cny(700)),
            ("", Err(MoneyError::Empty)),
            ("  ", Err(MoneyError::Empty)),
            ("(-5)", not("(-5)")),
            ("-+5", not("-+5")),
            ("¥", not("¥")),
            (".5", not(".5")),
            ("1.2.3", not("1.2.3")),
            ("1 000", not("1 000")),
            ("5万万", not("5万万")),
            ("一万", not("一万")),
            ("1,23", comma("1,23")),
            (",123", comma(",123")),
            ("1234,567", comma("1234,567")),
            ("1.234,5", not("1.234,5")),
            ("$5 EUR", Err(MoneyError::TwoCurrencies { text: "$5 EUR".to_owned() })),
            ("5 XXZ", Err(MoneyError::UnknownCurrency { code: "XXZ".to_owned() })),
            ("0.001", too_precise.clone()),
            ("1.2345678万", too_precise.clone()),
            ("92233720368547758.07", cny(i64::MAX)),
            ("-92233720368547758.08", cny(i64::MIN)),
            ("92233720368547758.08", Err(MoneyError::TooLarge)),
            (&"9".repeat(400), Err(MoneyError::TooLarge)),
        ] {
            assert_eq!(Money::parse(text, Currency::CNY), expected, "{text}");
        }
    }

    #[test]
    fn the_currency_around_decides_a_shared_sign_and_the_decimals() {
        assert_eq!(Money::parse("¥5", Currency::JPY), Ok(Money::new(5, Currency::JPY)));
        assert_eq!(
            Money::parse("5.5 円", Currency::CNY),
            Err(MoneyError::TooPrecise { currency: Currency::JPY, decimals: 0 })
        );
        assert_eq!(Money::parse("HK$ 5", Currency::CNY), Ok(Money::new(500, Currency::HKD)));
    }

    #[test]
    fn what_is_shown_can_be_read_again() {
        for minor in [0, 5, -123_456, 100_000_000, i64::MAX, i64::MIN] {
            for code in ["CNY", "USD", "JPY", "KWD", "CHF", "KRW"] {
                let money = Money::new(minor, Currency::new(code).unwrap());
                let shown = money.with_symbol(&money.plain());
                assert_eq!(Money::parse(&shown, Currency::CNY), Ok(money), "{shown}");
            }
        }
    }
}
