//! Cells read as what their field is: amounts, tiers, flags, discounts, lengths of time.

use unicode_normalization::UnicodeNormalization;

use crate::domain::{
    money::{Currency, Money},
    tier::Tier,
};

use super::date::When;
use super::decimal::{Decimal, NumberError};
use super::text;

/// A value of a record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// Words.
    Text(String),
    /// Several words.
    Tags(Vec<String>),
    /// A day, maybe with the time of day.
    When(When),
    /// A tier.
    Tier(Tier),
    /// Money.
    Money(Money),
    /// A number of any precision.
    Number(Decimal),
    /// Yes or no.
    Flag(bool),
    /// A length of time.
    Minutes(u32),
}

/// The currency of a code, sign or word; what several currencies share is the home currency's if
/// that is one of them.
pub fn currency(text: &str, home: Currency) -> Option<Currency> {
    let word: String = text.trim().nfkc().collect();
    Currency::from_symbol(&word, home).or_else(|| Currency::new(&word).ok())
}

/// A number with the currency written beside it, before or behind: `¥4.8万`, `12 RMB`, `-$3.50`.
///
/// # Errors
/// [`NumberError::Malformed`] or [`NumberError::TooLarge`].
pub fn priced(
    text: &str,
    home: Currency,
    decimal_comma: bool,
) -> Result<(Decimal, Option<Currency>), NumberError> {
    if text.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'.' | b',' | b'-')) {
        return Ok((Decimal::parse(text, decimal_comma)?, None));
    }
    let folded: String = text.nfkc().filter(|c| !c.is_whitespace()).collect();
    let digit = |c: char| c.is_ascii_digit();
    let start = folded.find(|c| digit(c) || c == '.').ok_or(NumberError::Malformed)?;
    let end = folded.rfind(digit).map_or(folded.len(), |at| at + 1);
    let mut before = folded.get(..start).unwrap_or_default().to_owned();
    let number = folded.get(start..end).unwrap_or_default();
    let mut behind = folded.get(end..).unwrap_or_default();
    let mut negative = false;
    if before.starts_with('(') && behind.ends_with(')') {
        negative = true;
        before.remove(0);
        behind = behind.get(..behind.len() - 1).unwrap_or_default();
    }
    if let Some(sign) = before.find(['-', '+', '−']) {
        let sign = before.remove(sign);
        negative ^= sign != '+';
    }
    let mut found = None;
    for word in [before.as_str(), behind] {
        let (unit, name) = split_unit(word, home);
        let named = currency(name, home);
        if (name.is_empty() || named.is_some()) && (unit.is_empty() || word == behind) {
            found = found.or(named);
        } else {
            return Err(NumberError::Malformed);
        }
    }
    let unit = split_unit(behind, home).0;
    let number = Decimal::parse(&format!("{number}{unit}"), decimal_comma)?;
    Ok((if negative { number.negated() } else { number }, found))
}

/// The multiplying word in front of a currency: `万元` is `万` and `元`.
fn split_unit(word: &str, home: Currency) -> (&str, &str) {
    let units = ["百万", "千万", "亿", "万", "千", "k", "K", "w", "W", "m", "M"];
    let unit = units.into_iter().find(|unit| {
        word.strip_prefix(unit).is_some_and(|rest| rest.is_empty() || !rest.is_ascii())
            || word.strip_prefix(unit).is_some_and(|rest| currency(rest, home).is_some())
    });
    unit.map_or(("", word), |unit| word.split_at(unit.len()))
}

/// `A`, `b级`, `C（非优先客户）`, `D - dormant`, `Tier A`, `重点客户`.
pub fn tier(text: &str) -> Option<Tier> {
    let folded: String = text.nfkc().flat_map(char::to_lowercase).collect();
    let folded = folded.trim().trim_start_matches("tier").trim_start_matches("等级").trim();
    let words = [("重点", Tier::A), ("重要", Tier::A), ("普通", Tier::B), ("非优先", Tier::C)];
    if let Some((_, tier)) = words
        .iter()
        .find(|(word, _)| folded.strip_prefix(word).is_some_and(|rest| matches!(rest, "" | "客户")))
    {
        return Some(*tier);
    }
    let letter = folded.get(..1)?;
    let rest = folded.get(1..)?.chars().next();
    rest.is_none_or(|c| !c.is_ascii_alphanumeric()).then(|| Tier::from_letter(letter))?
}

/// Yes or no.
pub fn flag(text: &str) -> Option<bool> {
    let word = text.trim().to_lowercase();
    match word.as_str() {
        "true" | "t" | "yes" | "y" | "1" | "x" | "✓" | "√" | "是" | "对" | "done" | "completed"
        | "完成" | "已完成" => Some(true),
        "false" | "f" | "no" | "n" | "0" | "否" | "不是" | "open" | "to do" | "todo" | "未完成" => {
            Some(false)
        }
        _ => None,
    }
}

/// The share taken off: `0.15`, `15%`, and `8.5折`, of which 85 % are left to pay.
pub fn discount(text: &str, decimal_comma: bool) -> Option<Decimal> {
    let folded: String = text.nfkc().filter(|c| !c.is_whitespace()).collect();
    let number = |text: &str| Decimal::parse(text, decimal_comma).ok();
    let share = if let Some(percent) = folded.strip_suffix('%') {
        number(percent)?.times(Decimal::new(1, 2))?
    } else if let Some(tenths) = folded.strip_suffix('折') {
        Decimal::ONE.minus(number(tenths)?.times(Decimal::new(1, 1))?)?
    } else {
        number(&folded)?
    };
    let left = Decimal::ONE.minus(share)?;
    (!share.is_negative() && !left.is_negative()).then_some(share)
}

/// A length of time: `20` (minutes), `20m`, `1h 30min`, `1.5 小时`, `20分钟`, `0:20:00`.
pub fn minutes(text: &str) -> Option<u32> {
    let folded: String = text.nfkc().flat_map(char::to_lowercase).collect();
    let folded: String = folded.chars().filter(|c| !c.is_whitespace()).collect();
    if folded.contains(':') {
        let parts: Option<Vec<u32>> = folded.split(':').map(|part| part.parse().ok()).collect();
        return match parts?.as_slice() {
            [hours, minutes] | [hours, minutes, _] if *minutes < 60 => {
                hours.checked_mul(60)?.checked_add(*minutes)
            }
            _ => None,
        };
    }
    let mut total = 0_u32;
    let mut rest = folded.as_str();
    while !rest.is_empty() {
        let end = rest.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(rest.len());
        let (number, tail) = rest.split_at(end);
        let next = tail.find(|c: char| c.is_ascii_digit()).unwrap_or(tail.len());
        let (unit, after) = tail.split_at(next);
        let each = match unit {
            "h" | "hr" | "hrs" | "hour" | "hours" | "小时" | "时" => 60,
            "" | "m" | "min" | "mins" | "minute" | "minutes" | "分" | "分钟" => 1,
            _ => return None,
        };
        let (whole, _) =
            Decimal::parse(number, false).ok()?.times(Decimal::new(each, 0))?.whole()?;
        total = total.checked_add(u32::try_from(whole).ok()?)?;
        rest = after;
    }
    (!folded.is_empty() && total <= 7 * 24 * 60).then_some(total)
}

/// Tags apart at commas, semicolons, `、`, `|` and Google's ` ::: `; each once.
pub fn tags(text: &str) -> Vec<String> {
    let mut tags: Vec<String> = Vec::new();
    for tag in text.split([',', '，', ';', '；', '、', '|', '\n']).flat_map(|t| t.split(":::")) {
        let tag = tag.trim().trim_start_matches(['#', '*']).trim();
        if !tag.is_empty() && !tags.iter().any(|known| known == tag) {
            tags.push(tag.to_owned());
        }
    }
    tags
}

/// One or more e-mail addresses, made one spelling, with a comma between.
pub fn emails(text: &str) -> Option<String> {
    let parts = text.split([',', ';', '，', '；', '、', '\n']).flat_map(|part| part.split(":::"));
    let parts = parts.map(str::trim).filter(|part| !part.is_empty());
    let all: Option<Vec<String>> = parts.map(text::email).collect();
    all.filter(|all| !all.is_empty()).map(|all| all.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_with_their_currency() {
        let cases = [
            ("¥4.8万", 4_800_000, Some("CNY")),
            ("￥ 300", 30_000, Some("CNY")),
            ("4.8万元", 4_800_000, Some("CNY")),
            ("12 RMB", 1_200, Some("CNY")),
            ("人民币 88.8", 8_880, Some("CNY")),
            ("-$3.50", -350, Some("USD")),
            ("$-3.50", -350, Some("USD")),
            ("($1,200)", -120_000, Some("USD")),
            ("€1", 100, Some("EUR")),
            ("HK$10k", 1_000_000, Some("HKD")),
            ("USD 2m", 200_000_000, Some("USD")),
            ("500000.0", 50_000_000, None),
            ("１２３４．５", 123_450, None),
            (".5", 50, None),
        ];
        for (text, minor, code) in cases {
            let (number, currency) = priced(text, Currency::CNY, false).unwrap();
            assert_eq!(number.to_minor(2), Ok(minor), "{text}");
            assert_eq!(currency, code.map(|code| Currency::new(code).unwrap()), "{text}");
        }
        for text in ["12,3x", "x", "12 bananas", "¥", "1e5", "万3", "3 4 USD EUR", "5."] {
            assert_eq!(priced(text, Currency::CNY, false), Err(NumberError::Malformed), "{text}");
        }
        let yen = priced("¥300", Currency::JPY, false).unwrap();
        assert_eq!(yen.1, Some(Currency::JPY));
    }

    #[test]
    fn tiers_in_the_words_of_other_programs() {
        let cases = [
            ("A", Some(Tier::A)),
            ("A（重点客户）", Some(Tier::A)),
            ("b级", Some(Tier::B)),
            ("Ｃ类", Some(Tier::C)),
            ("D - dormant", Some(Tier::D)),
            ("Tier A", Some(Tier::A)),
            ("重点客户", Some(Tier::A)),
            ("普通", Some(Tier::B)),
            ("Bronze", None),
            ("E", None),
            ("1", None),
            ("", None),
        ];
        for (text, expected) in cases {
            assert_eq!(tier(text), expected, "{text}");
        }
    }

    #[test]
    fn discounts_flags_lengths_and_lists() {
        assert_eq!(discount("0.15", false), Some(Decimal::new(15, 2)));
        assert_eq!(discount("15%", false), Some(Decimal::new(15, 2)));
        assert_eq!(discount("8.5折", false), Some(Decimal::new(15, 2)));
        assert_eq!(discount("15", false), None);
        assert_eq!(discount("-0.1", false), None);
        assert_eq!((flag("是"), flag("FALSE"), flag("maybe")), (Some(true), Some(false), None));
        let lengths =
            [("20", 20), ("20分钟", 20), ("1h 30min", 90), ("1.5小时", 90), ("0:20:00", 20)];
        for (text, expected) in lengths {
            assert_eq!(minutes(text), Some(expected), "{text}");
        }
        for text in ["", "soon", "20 bananas", "1:75", "99999h"] {
            assert_eq!(minutes(text), None, "{text}");
        }
        assert_eq!(tags("a, #b；a、c"), ["a", "b", "c"]);
        assert_eq!(emails("A@b.cn ::: c@d.com").as_deref(), Some("a@b.cn, c@d.com"));
        assert_eq!(emails("a@b.cn, c"), None);
    }
}
