//! Dates, times, durations, counts and money in the words of each language.

use chrono::{Datelike, NaiveDate, NaiveTime, Timelike, Weekday};

use super::{Arg, Language, Words};

/// The key of a weekday's short name: `weekday-short-mon`.
pub const fn weekday_key(weekday: Weekday) -> &'static str {
    match weekday {
        Weekday::Mon => "weekday-short-mon",
        Weekday::Tue => "weekday-short-tue",
        Weekday::Wed => "weekday-short-wed",
        Weekday::Thu => "weekday-short-thu",
        Weekday::Fri => "weekday-short-fri",
        Weekday::Sat => "weekday-short-sat",
        Weekday::Sun => "weekday-short-sun",
    }
}

impl Words {
    /// `Fri 27 Nov`, `11月27日 周五`; with the year when it is not the year of `today`.
    pub fn day(&self, on: NaiveDate, today: NaiveDate) -> String {
        self.dated(if on.year() == today.year() { "day" } else { "day-year" }, on)
    }

    /// `27 Nov`, `11月27日`, for narrow columns; with the year when it is not that of `today`.
    pub fn day_short(&self, on: NaiveDate, today: NaiveDate) -> String {
        self.dated(if on.year() == today.year() { "day-short" } else { "day-short-year" }, on)
    }

    /// `Friday 27 November 2026`, `2026年11月27日 星期五`.
    pub fn day_long(&self, on: NaiveDate) -> String {
        self.dated("day-long", on)
    }

    /// `November 2026`, `2026年11月`.
    pub fn month(&self, on: NaiveDate) -> String {
        self.dated("month-of-year", on)
    }

    /// `today`, `tomorrow`, `3 days ago`, `in 9 days`; `今天`, `3天前`, `9天后`.
    pub fn day_relative(&self, on: NaiveDate, today: NaiveDate) -> String {
        let days = on.signed_duration_since(today).num_days();
        let key = match days {
            -1 => "relative-yesterday",
            0 => "relative-today",
            1 => "relative-tomorrow",
            ..-1 => "relative-days-ago",
            _ => "relative-in-days",
        };
        self.format(key, &[("days", Arg::from(days.saturating_abs()))])
    }

    /// `14:30`, the same everywhere.
    pub fn time(&self, at: NaiveTime) -> String {
        format!("{:02}:{:02}", at.hour(), at.minute())
    }

    /// `20 min`, `1 h 30 min`; `20分钟`, `1小时30分钟`.
    pub fn duration(&self, minutes: u32) -> String {
        let (hours, rest) = (minutes / 60, minutes % 60);
        let key = match (hours, rest) {
            (0, _) => "duration-minutes",
            (_, 0) => "duration-hours",
            _ => "duration-hours-minutes",
        };
        self.format(key, &[("hours", hours.into()), ("minutes", rest.into())])
    }

    /// `1,284`.
    pub fn count(&self, number: i64) -> String {
        group_thousands(&number.to_string())
    }

    /// `6315` hundredths of a percent as `63.2%`; one decimal, dropped when zero.
    pub fn percent(&self, hundredths: i64) -> String {
        let tenths = divide_half_away(i128::from(hundredths), 10);
        format!("{}%", one_decimal(tenths))
    }

    /// `¥480,000`, `-$12,400.50`, `KRW 1,000`: minor units of `currency` (ISO 4217) with
    /// `exponent` decimals, all dropped when zero.
    pub fn money(&self, minor: i64, currency: &str, exponent: u32) -> String {
        signed(minor < 0, currency, &plain_amount(minor.unsigned_abs(), exponent))
    }

    /// The same in few cells: `¥48万`, `¥1.2亿`; `¥480k`, `$1.2M`. One decimal, dropped when zero;
    /// below the first unit the whole amount without decimals.
    pub fn money_compact(&self, minor: i64, currency: &str, exponent: u32) -> String {
        signed(
            minor < 0,
            currency,
            &compact_amount(minor.unsigned_abs(), exponent, self.language()),
        )
    }

    /// The same without the currency, for a column whose currency is known: `48万`, `480k`.
    pub fn amount_compact(&self, minor: i64, exponent: u32) -> String {
        let amount = compact_amount(minor.unsigned_abs(), exponent, self.language());
        if minor < 0 && amount != "0" { format!("-{amount}") } else { amount }
    }

    fn dated(&self, key: &str, on: NaiveDate) -> String {
        let long_weekday = weekday_key(on.weekday()).replace("-short-", "-long-");
        self.format(
            key,
            &[
                ("weekday", self.get(weekday_key(on.weekday())).into()),
                ("weekday_long", self.get(&long_weekday).into()),
                ("day", on.day().to_string().into()),
                ("month", self.get(&format!("month-short-{}", on.month())).into()),
                ("month_long", self.get(&format!("month-long-{}", on.month())).into()),
                ("year", on.year().to_string().into()),
            ],
        )
    }
}

/// Commas between the thousands of a decimal number's whole part.
pub(super) fn group_thousands(number: &str) -> String {
    let (sign, digits) = number.strip_prefix('-').map_or(("", number), |digits| ("-", digits));
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let mut grouped = sign.to_owned();
    for (place, digit) in whole.chars().enumerate() {
        if place > 0 && (whole.len() - place).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    if !fraction.is_empty() {
        grouped.push('.');
        grouped.push_str(fraction);
    }
    grouped
}

fn signed(negative: bool, currency: &str, amount: &str) -> String {
    let sign = if negative && amount != "0" { "-" } else { "" };
    let symbol = match currency {
        "CNY" => "¥",
        "USD" => "$",
        "EUR" => "€",
        "GBP" => "£",
        "JPY" => "JP¥",
        "HKD" => "HK$",
        "TWD" => "NT$",
        code => return format!("{sign}{code} {amount}"),
    };
    format!("{sign}{symbol}{amount}")
}

fn plain_amount(minor: u64, exponent: u32) -> String {
    let unit = 10_u64.saturating_pow(exponent);
    let whole = group_thousands(&(minor / unit).to_string());
    match minor % unit {
        0 => whole,
        rest => format!("{whole}.{rest:0width$}", width = exponent as usize),
    }
}

/// The units of compact numbers, smallest first.
fn compact_units(language: Language) -> &'static [(u32, &'static str)] {
    match language {
        Language::En => &[(3, "k"), (6, "M"), (9, "B")],
        Language::ZhCn => &[(4, "万"), (8, "亿")],
    }
}

fn compact_amount(minor: u64, exponent: u32, language: Language) -> String {
    let rounded = |power: u32| divide_half_away(i128::from(minor), 10_i128.pow(power));
    let mut chosen = None;
    let mut below = 0;
    for &(power, name) in compact_units(language) {
        // The unit is reached when the number, rounded to whole units of the one below, is: 999.96万
        // may be shown so, but 9,999.96万 would round to 10,000万, which is 1亿.
        if rounded(exponent + below) >= 10_i128.pow(power - below) {
            chosen = Some((power, name));
        }
        below = power;
    }
    match chosen {
        None => group_thousands(&rounded(exponent).to_string()),
        Some((power, name)) => format!("{}{name}", one_decimal(rounded(exponent + power - 1))),
    }
}

fn one_decimal(tenths: i128) -> String {
    let sign = if tenths < 0 { "-" } else { "" };
    let (whole, tenth) = (tenths.unsigned_abs() / 10, tenths.unsigned_abs() % 10);
    let whole = group_thousands(&whole.to_string());
    if tenth == 0 { format!("{sign}{whole}") } else { format!("{sign}{whole}.{tenth}") }
}

/// Rounded half away from zero (DOMAIN 0.4); `by` is positive.
fn divide_half_away(value: i128, by: i128) -> i128 {
    (value.abs() * 2 + by) / (by * 2) * value.signum()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn both() -> [Words; 2] {
        Language::ALL.map(Words::new)
    }

    #[test]
    fn days_read_as_people_write_them() {
        let [english, chinese] = both();
        let today = day("2026-11-23");
        assert_eq!(english.day(day("2026-11-27"), today), "Fri 27 Nov");
        assert_eq!(chinese.day(day("2026-11-27"), today), "11月27日 周五");
        assert_eq!(english.day(day("2027-01-04"), today), "Mon 4 Jan 2027");
        assert_eq!(chinese.day(day("2027-01-04"), today), "2027年1月4日 周一");
        assert_eq!(english.day_short(day("2026-11-27"), today), "27 Nov");
        assert_eq!(chinese.day_short(day("2025-11-27"), today), "2025年11月27日");
        assert_eq!(english.day_long(day("2026-11-27")), "Friday 27 November 2026");
        assert_eq!(chinese.day_long(day("2026-11-27")), "2026年11月27日 星期五");
        assert_eq!(english.month(today), "November 2026");
        assert_eq!(chinese.month(today), "2026年11月");
    }

    #[test]
    fn near_days_are_named_by_their_distance() {
        let [english, chinese] = both();
        let today = day("2026-11-23");
        for (on, in_english, in_chinese) in [
            ("2026-11-20", "3 days ago", "3天前"),
            ("2026-11-22", "yesterday", "昨天"),
            ("2026-11-23", "today", "今天"),
            ("2026-11-24", "tomorrow", "明天"),
            ("2026-12-02", "in 9 days", "9天后"),
        ] {
            assert_eq!(english.day_relative(day(on), today), in_english);
            assert_eq!(chinese.day_relative(day(on), today), in_chinese);
        }
    }

    #[test]
    fn durations_drop_what_is_zero() {
        let [english, chinese] = both();
        for (minutes, in_english, in_chinese) in [
            (0, "0 min", "0分钟"),
            (20, "20 min", "20分钟"),
            (60, "1 h", "1小时"),
            (90, "1 h 30 min", "1小时30分钟"),
        ] {
            assert_eq!(english.duration(minutes), in_english);
            assert_eq!(chinese.duration(minutes), in_chinese);
        }
    }

    #[test]
    fn counts_and_percents() {
        let words = Words::new(Language::En);
        assert_eq!(words.count(1284), "1,284");
        assert_eq!(words.count(-1_000_000), "-1,000,000");
        assert_eq!(words.count(i64::MIN), "-9,223,372,036,854,775,808");
        assert_eq!(words.percent(6315), "63.2%");
        assert_eq!(words.percent(5000), "50%");
        assert_eq!(words.time(NaiveTime::from_hms_opt(9, 5, 59).unwrap()), "09:05");
    }

    #[test]
    fn money_in_full_drops_zero_decimals() {
        let words = Words::new(Language::ZhCn);
        for (minor, currency, exponent, expected) in [
            (48_000_000, "CNY", 2, "¥480,000"),
            (1_240_050, "USD", 2, "$12,400.50"),
            (-5, "EUR", 2, "-€0.05"),
            (100_000, "JPY", 0, "JP¥100,000"),
            (1_234, "KWD", 3, "KWD 1.234"),
            (0, "CNY", 2, "¥0"),
            (i64::MIN, "CNY", 2, "-¥92,233,720,368,547,758.08"),
        ] {
            assert_eq!(words.money(minor, currency, exponent), expected);
        }
    }

    #[test]
    fn compact_money_uses_the_units_of_the_language() {
        let [english, chinese] = both();
        for (minor, in_english, in_chinese) in [
            (0, "¥0", "¥0"),
            (-49, "¥0", "¥0"),
            (99_949, "¥999", "¥999"),
            (1_000_000, "¥10k", "¥1万"),
            (48_000_000, "¥480k", "¥48万"),
            (1_050_000, "¥10.5k", "¥1.1万"),
            (99_999_999, "¥1M", "¥100万"),
            (9_999_499_999, "¥100M", "¥9,999.5万"),
            (9_999_500_000, "¥100M", "¥1亿"),
            (-386_035_559_094, "-¥3.9B", "-¥38.6亿"),
            (i64::MAX, "¥92,233,720.4B", "¥922,337,203.7亿"),
        ] {
            assert_eq!(english.money_compact(minor, "CNY", 2), in_english);
            assert_eq!(chinese.money_compact(minor, "CNY", 2), in_chinese);
            assert_eq!(chinese.amount_compact(minor, 2), in_chinese.replace('¥', ""));
        }
    }
}
