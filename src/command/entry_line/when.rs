//! Days and times as people write them, ahead (`fri`, `3d`, `下周三`) or back (`昨天`, `2h`).

use chrono::{Datelike, Days, Duration, Months, NaiveDate, NaiveDateTime, NaiveTime, Timelike};

use super::vocabulary::fold;

/// Which way a day without a direction of its own lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sense {
    /// What is to come.
    Ahead,
    /// What has been.
    Back,
}

/// A day, perhaps with a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct When {
    pub(super) on: NaiveDate,
    pub(super) time: Option<NaiveTime>,
    /// Whether it was given as a distance, which may roll to a working day (DOMAIN 4.4).
    pub(super) rolls: bool,
}

/// Longer texts are no dates; it keeps a pasted page from being tried at every place.
const LONGEST: usize = 40;
/// A slip and not a year ago: a date ahead by no more than this, where one back was asked for.
const SLIP_DAYS: i64 = 31;

/// The day and time of a text: times are seen from now, days from the business day `today`.
pub(super) fn when(text: &str, now: NaiveDateTime, today: NaiveDate, sense: Sense) -> Option<When> {
    let text = readable(text)?;
    if let Some(moment) = hours_from(&text, now, sense) {
        return Some(When { on: moment.date(), time: Some(moment.time()), rolls: false });
    }
    if let Some(time) = time(&text) {
        let past = sense == Sense::Ahead && time <= now.time();
        let on = if past { now.date().succ_opt()? } else { now.date() };
        return Some(When { on, time: Some(time), rolls: false });
    }
    let (day_text, time) = split(&text);
    let (on, rolls) = day(day_text, today, sense)?;
    Some(When { on, time, rolls })
}

/// Whether a text is a time of day and nothing else.
pub(super) fn is_time(text: &str) -> bool {
    readable(text).is_some_and(|text| time(&text).is_some())
}

/// Whether a text ends in a time of day.
pub(super) fn has_time(text: &str) -> bool {
    readable(text).is_some_and(|text| time(&text).is_some() || split(&text).1.is_some())
}

/// A whole number up to 9999 in digits, or up to 99 in Chinese: `12`, `十二`, `两`.
pub(super) fn number(text: &str) -> Option<u32> {
    if !text.is_empty() && text.len() <= 4 && text.bytes().all(|byte| byte.is_ascii_digit()) {
        return text.parse().ok();
    }
    let digit = |text: &str| {
        let mut chars = text.chars();
        let place = "一二三四五六七八九".chars().position(|c| Some(c) == chars.clone().next());
        let digit = if text == "两" { Some(2) } else { place.map(|place| place + 1) };
        chars.next();
        digit.filter(|_| chars.next().is_none()).and_then(|digit| u32::try_from(digit).ok())
    };
    let Some((tens, ones)) = text.split_once('十') else {
        return digit(text);
    };
    let tens = if tens.is_empty() { 1 } else { digit(tens)? };
    let ones = if ones.is_empty() { 0 } else { digit(ones)? };
    Some(tens * 10 + ones)
}

fn readable(text: &str) -> Option<String> {
    (text.chars().count() <= LONGEST).then(|| fold(text))
}

/// The day's text and the time behind it; the day's text is as long as it can be.
fn split(text: &str) -> (&str, Option<NaiveTime>) {
    // A whole date may end like a time: the `1号` of `12月1号` must not be looked at alone.
    let places = text.char_indices().map(|(at, _)| at).filter(|at| *at > 0);
    for at in places {
        let Some((day, rest)) = text.split_at_checked(at) else {
            continue;
        };
        if let Some(time) = time(rest.trim_start()) {
            return (day.trim_end_matches([' ', 't', '@']), Some(time));
        }
    }
    (text, None)
}

/// `14:30`, `2pm`, `2:30pm`, `14点`, `下午2点半`, `9点15分`.
fn time(text: &str) -> Option<NaiveTime> {
    let (part, text) = ["凌晨", "早上", "上午", "中午", "下午", "晚上"]
        .iter()
        .find_map(|part| text.strip_prefix(part).map(|rest| (*part, rest)))
        .unwrap_or(("", text));
    let (half, text) = ["am", "pm"]
        .iter()
        .find_map(|half| text.strip_suffix(half).map(|rest| (*half, rest)))
        .unwrap_or(("", text));
    let (hour, minute) = if let Some((hour, minute)) = text.split_once(':') {
        let two = minute.len() == 2;
        (hour, two.then_some(minute)?)
    } else if let Some((hour, minute)) = text.split_once('点').or_else(|| text.split_once('时')) {
        (hour, minute.strip_suffix('分').unwrap_or(minute))
    } else {
        // A bare number is no time, `2pm` is.
        (text, (!half.is_empty()).then_some("")?)
    };
    let minute = match minute {
        "" => 0,
        "半" => 30,
        "一刻" => 15,
        minute => number(minute)?,
    };
    let hour = number(hour)?;
    let hour = match (part, half) {
        ("下午" | "晚上", _) | (_, "pm") if (1..12).contains(&hour) => hour + 12,
        ("中午", _) if (1..3).contains(&hour) => hour + 12,
        ("凌晨", _) | (_, "am") if hour == 12 => 0,
        _ => hour,
    };
    NaiveTime::from_hms_opt(hour, minute, 0)
}

/// `2h`, `2小时前`: from now, to the minute.
fn hours_from(text: &str, now: NaiveDateTime, sense: Sense) -> Option<NaiveDateTime> {
    let (text, sense) = direction(text, sense);
    let unit = ["个小时", "小时", "hours", "hour", "h"];
    let hours = number(unit.iter().find_map(|unit| text.strip_suffix(unit))?)?;
    let distance = Duration::hours(i64::from(hours).min(24 * 31));
    let moment = match sense {
        Sense::Ahead => now.checked_add_signed(distance)?,
        Sense::Back => now.checked_sub_signed(distance)?,
    };
    moment.with_second(0)?.with_nanosecond(0)
}

/// A day and whether it was given as a distance.
fn day(text: &str, today: NaiveDate, sense: Sense) -> Option<(NaiveDate, bool)> {
    let named = |on| (on, false);
    let distance = |on| (on, true);
    named_day(text, today)
        .or_else(|| weekday_day(text, today, sense))
        .or_else(|| written_date(text, today, sense))
        .map(named)
        .or_else(|| distance_day(text, today, sense).map(distance))
}

fn named_day(text: &str, today: NaiveDate) -> Option<NaiveDate> {
    let days = match text {
        "today" | "tod" | "今天" | "今日" => 0,
        "tomorrow" | "tmr" | "tmrw" | "明天" | "明日" => 1,
        "后天" => 2,
        "大后天" => 3,
        "yesterday" | "yday" | "昨天" | "昨日" => -1,
        "前天" => -2,
        "大前天" => -3,
        "月底" | "eom" => {
            let first = today.with_day(1)?.checked_add_months(Months::new(1))?;
            return first.pred_opt();
        }
        _ => return None,
    };
    today.checked_add_signed(Duration::days(days))
}

/// `fri`, `周五`: the next one after today, or the last one before; `下周三`, `上周三`, `本周三`:
/// that day of the next, last, this week, which begins on Monday.
fn weekday_day(text: &str, today: NaiveDate, sense: Sense) -> Option<NaiveDate> {
    if let Some(weekday) = english_weekday(text) {
        return Some(nearest_weekday(weekday, today, sense));
    }
    let rest = text.trim_start_matches(['下', '上', '本', '这']);
    let prefix = text.strip_suffix(rest)?;
    let rest = rest.strip_prefix('个').unwrap_or(rest);
    let name = ["周", "星期", "礼拜"].iter().find_map(|week| rest.strip_prefix(week))?;
    let weekday = match name {
        "一" | "1" => 0,
        "二" | "2" => 1,
        "三" | "3" => 2,
        "四" | "4" => 3,
        "五" | "5" => 4,
        "六" | "6" => 5,
        "日" | "天" | "7" => 6,
        _ => return None,
    };
    let weeks = match prefix {
        "" => return Some(nearest_weekday(weekday, today, sense)),
        "本" | "这" => 0,
        "下" => 1,
        "下下" => 2,
        "上" => -1,
        "上上" => -2,
        _ => return None,
    };
    monday(today)?.checked_add_signed(Duration::days(weeks * 7 + i64::from(weekday)))
}

fn english_weekday(text: &str) -> Option<u32> {
    let names = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
    let fits = |name: &&str| text.len() >= 3 && name.starts_with(text);
    names.iter().position(fits).and_then(|place| u32::try_from(place).ok())
}

fn nearest_weekday(weekday: u32, today: NaiveDate, sense: Sense) -> NaiveDate {
    let here = today.weekday().num_days_from_monday();
    let (from, to) = match sense {
        Sense::Ahead => (here, weekday),
        Sense::Back => (weekday, here),
    };
    let days = Days::new(u64::from((to + 6 - from) % 7 + 1));
    let on = match sense {
        Sense::Ahead => today.checked_add_days(days),
        Sense::Back => today.checked_sub_days(days),
    };
    on.unwrap_or(today)
}

fn monday(today: NaiveDate) -> Option<NaiveDate> {
    today.checked_sub_days(Days::new(u64::from(today.weekday().num_days_from_monday())))
}

/// `3d`, `2w`, `1m`, `3天`, `两周后`, `1个月`, `下周`, `下个月`.
fn distance_day(text: &str, today: NaiveDate, sense: Sense) -> Option<NaiveDate> {
    match text {
        "下周" | "下星期" | "下礼拜" => {
            return monday(today)?.checked_add_days(Days::new(7));
        }
        "下月" | "下个月" => return today.checked_add_months(Months::new(1)),
        _ => {}
    }
    let (text, sense) = direction(text, sense);
    let (count, unit) = UNITS.iter().find_map(|(name, unit)| {
        let count = number(text.strip_suffix(name)?)?;
        Some((count, *unit))
    })?;
    match (unit, sense) {
        (Unit::Days(days), Sense::Ahead) => {
            today.checked_add_days(Days::new(days * u64::from(count)))
        }
        (Unit::Days(days), Sense::Back) => {
            today.checked_sub_days(Days::new(days * u64::from(count)))
        }
        (Unit::Months, Sense::Ahead) => today.checked_add_months(Months::new(count)),
        (Unit::Months, Sense::Back) => today.checked_sub_months(Months::new(count)),
    }
}

#[derive(Clone, Copy)]
enum Unit {
    Days(u64),
    Months,
}

const UNITS: &[(&str, Unit)] = &[
    ("days", Unit::Days(1)),
    ("day", Unit::Days(1)),
    ("d", Unit::Days(1)),
    ("天", Unit::Days(1)),
    ("weeks", Unit::Days(7)),
    ("week", Unit::Days(7)),
    ("w", Unit::Days(7)),
    ("个星期", Unit::Days(7)),
    ("星期", Unit::Days(7)),
    ("个礼拜", Unit::Days(7)),
    ("周", Unit::Days(7)),
    ("months", Unit::Months),
    ("month", Unit::Months),
    ("m", Unit::Months),
    ("个月", Unit::Months),
];

/// Takes off the ending that gives the direction: `3天后`, `3d-ago`.
fn direction(text: &str, sense: Sense) -> (&str, Sense) {
    for (endings, sense) in [
        (["之前", "以前", "前", "-ago", "ago"], Sense::Back),
        (["之后", "以后", "后", "-later", "later"], Sense::Ahead),
    ] {
        if let Some(rest) = endings.iter().find_map(|ending| text.strip_suffix(ending)) {
            return (rest, sense);
        }
    }
    (text, sense)
}

/// `2026-12-01`, `11-27`, `12/1`, `12月1日`, `2026年12月1日`, `27日`, `27nov`, `nov-27`.
fn written_date(text: &str, today: NaiveDate, sense: Sense) -> Option<NaiveDate> {
    let parts = date_parts(text).or_else(|| month_name_parts(text))?;
    let (year, month, day) = parts;
    match (year, month) {
        (Some(year), Some(month)) => NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day),
        (None, Some(month)) => day_of_year(month, day, today, sense),
        _ => day_of_month(day, today, sense),
    }
}

type Parts = (Option<u32>, Option<u32>, u32);

fn date_parts(text: &str) -> Option<Parts> {
    if let Some(text) = text.strip_suffix(['日', '号']) {
        let Some((before, day)) = text.split_once('月') else {
            return Some((None, None, number(text)?));
        };
        return match before.split_once('年') {
            Some((year, month)) => {
                Some((Some(full_year(year)?), Some(number(month)?), number(day)?))
            }
            None => Some((None, Some(number(before)?), number(day)?)),
        };
    }
    let digits = |part: &str| number(part).filter(|_| part.is_ascii());
    match text.split(['-', '/', '.']).collect::<Vec<_>>().as_slice() {
        [month, day] => Some((None, Some(digits(month)?), digits(day)?)),
        [year, month, day] => Some((Some(full_year(year)?), Some(digits(month)?), digits(day)?)),
        _ => None,
    }
}

fn full_year(text: &str) -> Option<u32> {
    number(text).filter(|_| text.len() == 4 && text.is_ascii())
}

fn month_name_parts(text: &str) -> Option<Parts> {
    let names =
        ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    let (month, name) = (1_u32..).zip(names).find(|(_, name)| text.contains(name))?;
    let (before, after) = text.split_once(name)?;
    let day = match (before.trim_end_matches('-'), after.trim_start_matches('-')) {
        (day, "") | ("", day) => number(day)?,
        _ => return None,
    };
    Some((None, Some(month), day))
}

/// Ahead: the next such date from today on. Back: this year's, or last year's when this year's is
/// still far ahead.
fn day_of_year(month: u32, day: u32, today: NaiveDate, sense: Sense) -> Option<NaiveDate> {
    let in_year = |year| NaiveDate::from_ymd_opt(year, month, day);
    // Eight years hold a 29 February, also around 1900 and 2100.
    match sense {
        Sense::Ahead => {
            (0..=8).filter_map(|years| in_year(today.year() + years)).find(|on| *on >= today)
        }
        Sense::Back => (0..=8).filter_map(|years| in_year(today.year() - years)).find(|on| {
            let ahead = on.signed_duration_since(today).num_days();
            (..=SLIP_DAYS).contains(&ahead)
        }),
    }
}

/// The next day of this number from today on, or the last one up to today.
fn day_of_month(day: u32, today: NaiveDate, sense: Sense) -> Option<NaiveDate> {
    let first = today.with_day(1)?;
    (0..12).map(Months::new).find_map(|months| match sense {
        Sense::Ahead => first.checked_add_months(months)?.with_day(day).filter(|on| *on >= today),
        Sense::Back => first.checked_sub_months(months)?.with_day(day).filter(|on| *on <= today),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Monday 23 November 2026, 10:00.
    fn now() -> NaiveDateTime {
        "2026-11-23T10:00:00".parse().unwrap()
    }

    fn shown(text: &str, sense: Sense) -> String {
        match when(text, now(), now().date(), sense) {
            None => "-".to_owned(),
            Some(When { on, time, rolls }) => {
                let time = time.map_or(String::new(), |time| format!(" {}", time.format("%H:%M")));
                format!("{on}{time}{}", if rolls { " ~" } else { "" })
            }
        }
    }

    #[test]
    fn days_ahead() {
        for (text, expected) in [
            ("fri", "2026-11-27"),
            ("Friday", "2026-11-27"),
            ("tues", "2026-11-24"),
            // Today is a Monday: the weekday is the next one.
            ("mon", "2026-11-30"),
            ("周一", "2026-11-30"),
            ("周五", "2026-11-27"),
            ("星期日", "2026-11-29"),
            ("礼拜天", "2026-11-29"),
            ("下周三", "2026-12-02"),
            ("下个星期三", "2026-12-02"),
            ("下下周一", "2026-12-07"),
            ("本周五", "2026-11-27"),
            ("下周", "2026-11-30 ~"),
            ("3d", "2026-11-26 ~"),
            ("2w", "2026-12-07 ~"),
            ("1m", "2026-12-23 ~"),
            ("３天", "2026-11-26 ~"),
            ("三天后", "2026-11-26 ~"),
            ("两周后", "2026-12-07 ~"),
            ("十五天", "2026-12-08 ~"),
            ("1个月", "2026-12-23 ~"),
            ("today", "2026-11-23"),
            ("tomorrow", "2026-11-24"),
            ("明天", "2026-11-24"),
            ("后天", "2026-11-25"),
            ("月底", "2026-11-30"),
            ("11-27", "2026-11-27"),
            ("11/27", "2026-11-27"),
            ("11-23", "2026-11-23"),
            ("11-20", "2027-11-20"),
            ("2-29", "2028-02-29"),
            ("2026-12-01", "2026-12-01"),
            ("2026-2-1", "2026-02-01"),
            ("12月1日", "2026-12-01"),
            ("12月1号", "2026-12-01"),
            ("2027年1月2日", "2027-01-02"),
            ("27日", "2026-11-27"),
            ("5号", "2026-12-05"),
            ("31日", "2026-12-31"),
            ("27nov", "2026-11-27"),
            ("nov-27", "2026-11-27"),
            ("11-27 14:30", "2026-11-27 14:30"),
            ("2026-12-01T09:05", "2026-12-01 09:05"),
            ("12月1日下午2点半", "2026-12-01 14:30"),
            ("27日3点", "2026-11-27 03:00"),
            ("周五14：30", "2026-11-27 14:30"),
            ("fri 2pm", "2026-11-27 14:00"),
            ("14:30", "2026-11-23 14:30"),
            ("09:30", "2026-11-24 09:30"),
            ("2h", "2026-11-23 12:00"),
            ("13-45", "-"),
            ("11-31", "-"),
            ("30:00", "-"),
            ("", "-"),
            ("d", "-"),
            ("周八", "-"),
            ("fr", "-"),
            ("99999d", "-"),
        ] {
            assert_eq!(shown(text, Sense::Ahead), expected, "{text}");
        }
    }

    #[test]
    fn days_back() {
        for (text, expected) in [
            ("yesterday", "2026-11-22"),
            ("昨天", "2026-11-22"),
            ("昨天下午3点", "2026-11-22 15:00"),
            ("前天", "2026-11-21"),
            ("fri", "2026-11-20"),
            ("周一", "2026-11-16"),
            ("上周三", "2026-11-18"),
            ("3d", "2026-11-20 ~"),
            ("3天前", "2026-11-20 ~"),
            ("2h", "2026-11-23 08:00"),
            ("2小时前", "2026-11-23 08:00"),
            ("09:30", "2026-11-23 09:30"),
            ("11-20 15:00", "2026-11-20 15:00"),
            // A week ahead is a slip and is told; more than a month ahead was last year.
            ("11-30", "2026-11-30"),
            ("12-30", "2025-12-30"),
            ("20日", "2026-11-20"),
            ("28日", "2026-10-28"),
        ] {
            assert_eq!(shown(text, Sense::Back), expected, "{text}");
        }
    }

    #[test]
    fn times_alone() {
        for (text, expected) in [
            ("14:30", true),
            ("9:05", true),
            ("2pm", true),
            ("12am", true),
            ("下午3点", true),
            ("三点半", true),
            ("3点一刻", true),
            ("14", false),
            ("14:3", false),
            ("25:00", false),
            ("3点开会", false),
            ("", false),
        ] {
            assert_eq!(is_time(text), expected, "{text}");
        }
    }

    #[test]
    fn numbers_in_digits_and_chinese() {
        for (text, expected) in [
            ("7", Some(7)),
            ("一", Some(1)),
            ("两", Some(2)),
            ("十", Some(10)),
            ("十二", Some(12)),
            ("二十", Some(20)),
            ("九十九", Some(99)),
            ("一二", None),
            ("十十", None),
            ("12345", None),
            ("", None),
        ] {
            assert_eq!(number(text), expected, "{text}");
        }
    }

    #[test]
    fn before_the_day_starts_days_are_counted_from_the_one_before() {
        let night: NaiveDateTime = "2026-11-24T01:00:00".parse().unwrap();
        let monday = now().date();
        let on = |text, sense| when(text, night, monday, sense).map(|when| when.on.to_string());
        for (text, sense, expected) in [
            ("today", Sense::Back, "2026-11-23"),
            ("yesterday", Sense::Back, "2026-11-22"),
            ("00:30", Sense::Back, "2026-11-24"),
            ("2h", Sense::Back, "2026-11-23"),
            ("tomorrow", Sense::Ahead, "2026-11-24"),
            ("3d", Sense::Ahead, "2026-11-26"),
            ("09:00", Sense::Ahead, "2026-11-24"),
        ] {
            assert_eq!(on(text, sense).as_deref(), Some(expected), "{text}");
        }
    }
}
