//! Days and times of day in the shapes that other programs write.

use chrono::{DateTime, Datelike, Days, NaiveDate, NaiveTime, Timelike};
use chrono_tz::Tz;

/// A day, and the time of day where the file gives one, in the home zone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct When {
    /// The civil day.
    pub day: NaiveDate,
    /// The time of day.
    pub time: Option<NaiveTime>,
}

/// What a column of dates looks like as a whole, for the shapes that one value leaves open.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum DateStyle {
    /// `5/14/1965`; the first part of an ambiguous date is the month.
    #[default]
    MonthFirst,
    /// `14.5.1965`; the first part is the day.
    DayFirst,
    /// `65/5/14`; the first part is the year, even where it has two digits only.
    YearFirst,
    /// Every value is a spreadsheet's day number, 1 = 1900-01-01.
    Serial,
}

/// What is needed to read a date.
#[derive(Clone, Copy, Debug)]
pub struct DateReader {
    /// The column's style.
    pub style: DateStyle,
    /// The zone into which instants with an offset are turned.
    pub zone: Tz,
    /// A year of two digits is the latest one that is not after this year.
    pub latest_year: i32,
}

/// Why a text is no day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateError {
    /// Not written like a date.
    Malformed,
    /// Written like one, but there is no such day.
    NoSuchDay,
    /// Before 1900 or after 2199.
    OutOfRange,
}

const MONTHS: [&str; 12] =
    ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

impl DateReader {
    /// Reads one value.
    ///
    /// # Errors
    /// See [`DateError`]; nothing is bent into a date that it does not say.
    pub fn read(&self, text: &str) -> Result<When, DateError> {
        use unicode_normalization::UnicodeNormalization;
        if text.is_ascii() {
            return self.read_folded(text);
        }
        self.read_folded(&text.nfkc().collect::<String>())
    }

    fn read_folded(&self, text: &str) -> Result<When, DateError> {
        let text = text.trim();
        let when = if self.style == DateStyle::Serial {
            serial(text)?
        } else if let Some(instant) = instant(text) {
            let local = instant.with_timezone(&self.zone).naive_local();
            When { day: local.date(), time: Some(local.time()) }
        } else {
            self.civil(text)?
        };
        if (1900..=2199).contains(&when.day.year()) { Ok(when) } else { Err(DateError::OutOfRange) }
    }

    fn civil(&self, text: &str) -> Result<When, DateError> {
        let (date, time) = split_time(text);
        let day = match parts(date).ok_or(DateError::Malformed)? {
            Parts::YearFirst(year, month, day) => (year, month, day),
            Parts::YearLast(first, second, third) => match self.style {
                DateStyle::YearFirst if third.1 <= 2 => (self.full_year(first), second, third),
                _ if third.1 == 1 => return Err(DateError::Malformed),
                DateStyle::DayFirst => (self.full_year(third), second, first),
                _ => (self.full_year(third), first, second),
            },
            Parts::Named(day, month, year) => (self.full_year(year), month, day),
        };
        let (year, month, day) = day;
        let year = i32::try_from(year.0).map_err(|_| DateError::Malformed)?;
        let day = NaiveDate::from_ymd_opt(year, month.0, day.0).ok_or(DateError::NoSuchDay)?;
        let time = match time {
            Some(time) => clock(time).ok_or(DateError::Malformed)?,
            None => None,
        };
        Ok(When { day, time })
    }

    fn full_year(&self, year: Number) -> Number {
        if year.1 > 2 {
            return year;
        }
        let latest = self.latest_year.max(0).unsigned_abs();
        let this_century = latest - latest % 100 + year.0;
        Number(if this_century > latest { this_century - 100 } else { this_century }, 4)
    }
}

/// What a column's values say about its style; see [`Evidence::style`].
#[derive(Clone, Copy, Debug, Default)]
pub struct Evidence {
    day_first: u64,
    month_first: u64,
    year_first: u64,
    either: u64,
    serial: u64,
    other: u64,
}

impl Evidence {
    /// Takes one value into account.
    pub fn see(&mut self, text: &str) {
        use unicode_normalization::UnicodeNormalization;
        let text: String = text.nfkc().collect();
        let text = text.trim();
        if serial(text).is_ok() {
            self.serial += 1;
            return;
        }
        match parts(split_time(text).0) {
            Some(Parts::YearLast(first, second, third))
                if third.1 <= 2 && (first.0 > 31 || third.1 == 1) && second.0 <= 12 =>
            {
                self.year_first += 1;
            }
            Some(Parts::YearLast(first, second, _)) if first.0 > 12 && second.0 <= 12 => {
                self.day_first += 1;
            }
            Some(Parts::YearLast(first, second, _)) if second.0 > 12 && first.0 <= 12 => {
                self.month_first += 1;
            }
            Some(Parts::YearLast(first, second, _)) if first.0 <= 12 && second.0 <= 12 => {
                self.either += 1;
            }
            _ => self.other += 1,
        }
    }

    /// Whether more values could still change the style.
    pub fn is_open(&self) -> bool {
        self.told() == 0 && (self.either > 0 || self.seen() == 0)
    }

    /// Whether a value of the column says in which order its dates are written.
    pub fn is_told(&self) -> bool {
        self.told() > 0
    }

    fn told(&self) -> u64 {
        self.day_first + self.month_first + self.year_first
    }

    /// Whether the file never says which part is the month, though its dates have that shape.
    pub fn is_ambiguous(&self) -> bool {
        self.either > 0 && self.year_first == 0 && self.day_first == self.month_first
    }

    /// A first part above 12 makes the column day-first, a second part above 12 month-first
    /// (if both occur, the more frequent; the others are no dates then); else `default`. A
    /// column is of day numbers only if nothing else is in it.
    pub fn style(&self, default: DateStyle) -> DateStyle {
        if self.serial > 0 && self.serial == self.seen() {
            return DateStyle::Serial;
        }
        if self.year_first > self.day_first.max(self.month_first) {
            return DateStyle::YearFirst;
        }
        match self.day_first.cmp(&self.month_first) {
            std::cmp::Ordering::Greater => DateStyle::DayFirst,
            std::cmp::Ordering::Less => DateStyle::MonthFirst,
            std::cmp::Ordering::Equal => default,
        }
    }

    fn seen(&self) -> u64 {
        self.told() + self.either + self.serial + self.other
    }
}

/// A number and how many digits it was written with.
#[derive(Clone, Copy, Debug)]
struct Number(u32, usize);

enum Parts {
    YearFirst(Number, Number, Number),
    YearLast(Number, Number, Number),
    /// Day, month by name, year.
    Named(Number, Number, Number),
}

fn parts(text: &str) -> Option<Parts> {
    if text.len() == 8 && text.bytes().all(|b| b.is_ascii_digit()) {
        let piece = |range| number(text.get(range)?);
        return Some(Parts::YearFirst(piece(0..4)?, piece(4..6)?, piece(6..8)?));
    }
    let text = text.trim_end_matches(['日', '号']);
    let mut pieces = text.split(['-', '/', '.', '年', '月', ' ', ',']).filter(|p| !p.is_empty());
    let (a, b, c) = (pieces.next()?, pieces.next()?, pieces.next()?);
    if pieces.next().is_some() {
        return None;
    }
    match (number(a), number(b), number(c)) {
        (Some(year), Some(month), Some(day)) if year.1 == 4 => {
            Some(Parts::YearFirst(year, month, day))
        }
        (Some(first), Some(second), Some(year)) if first.1 <= 2 && year.1 != 3 => {
            Some(Parts::YearLast(first, second, year))
        }
        (Some(day), None, Some(year)) => Some(Parts::Named(day, month_named(b)?, year)),
        (None, Some(day), Some(year)) => Some(Parts::Named(day, month_named(a)?, year)),
        _ => None,
    }
}

fn number(text: &str) -> Option<Number> {
    let sound = text.len() <= 4 && text.bytes().all(|b| b.is_ascii_digit());
    Some(Number(text.parse().ok().filter(|_| sound)?, text.len()))
}

fn month_named(text: &str) -> Option<Number> {
    let start = text.get(..3)?.to_lowercase();
    let index = MONTHS.iter().position(|month| *month == start)?;
    Some(Number(u32::try_from(index).ok()? + 1, 2))
}

/// Date and time apart: at `T`, or at the first blank, `上午` or `下午` before an `:`.
fn split_time(text: &str) -> (&str, Option<&str>) {
    let Some(colon) = text.find(':') else {
        return (text.trim_end_matches(','), None);
    };
    let before = text.get(..colon).unwrap_or_default();
    let start = before.rfind(|c: char| !c.is_ascii_digit()).map_or(0, |at| {
        at + before.get(at..).and_then(|rest| rest.chars().next()).map_or(1, char::len_utf8)
    });
    let cut = ["上午", "下午"].iter().find_map(|half| before.find(half)).unwrap_or(start);
    let date = text.get(..cut).unwrap_or_default().trim_end_matches([' ', ',', 'T']);
    (date, text.get(cut..))
}

/// `08:26`, `08:26:00.000`, `3:04 PM`, `下午3:04`. The time of a day without one, midnight, is
/// `None`: programs write it where they mean the day.
fn clock(text: &str) -> Option<Option<NaiveTime>> {
    let lower = text.trim().to_lowercase();
    let noon = |rest: &str, pm: bool| (rest.trim().to_owned(), Some(pm));
    let (rest, pm) = match () {
        () if lower.ends_with("am") => noon(lower.trim_end_matches("am"), false),
        () if lower.ends_with("pm") => noon(lower.trim_end_matches("pm"), true),
        () if lower.starts_with("上午") => noon(lower.trim_start_matches("上午"), false),
        () if lower.starts_with("下午") => noon(lower.trim_start_matches("下午"), true),
        () => (lower, None),
    };
    let rest = rest.split('.').next().unwrap_or_default();
    let mut pieces = rest.split(':').map(|piece| number(piece).filter(|n| n.1 <= 2));
    let hour = pieces.next()??.0;
    let minute = pieces.next()??.0;
    let second = match pieces.next() {
        Some(piece) => piece?.0,
        None => 0,
    };
    if pieces.next().is_some() {
        return None;
    }
    let hour = match pm {
        Some(_) if hour > 12 || hour == 0 => return None,
        Some(true) => hour % 12 + 12,
        Some(false) => hour % 12,
        None => hour,
    };
    let time = NaiveTime::from_hms_opt(hour, minute, second)?;
    Some(Some(time).filter(|time| time.num_seconds_from_midnight() > 0))
}

/// RFC 3339 and its near relatives with an offset: `+0000`, a blank for the `T`.
fn instant(text: &str) -> Option<DateTime<chrono::FixedOffset>> {
    let tail = text.get(10..)?;
    if !(tail.ends_with('Z') || tail.contains(['+', '-'])) {
        return None;
    }
    DateTime::parse_from_rfc3339(text)
        .or_else(|_| DateTime::parse_from_str(text, "%Y-%m-%dT%H:%M:%S%.f%z"))
        .or_else(|_| DateTime::parse_from_str(text, "%Y-%m-%d %H:%M:%S%.f %z"))
        .ok()
}

/// A day number of 20000 (1954) to 80000 (2119), with a fraction for the time.
fn serial(text: &str) -> Result<When, DateError> {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, "0"));
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    if whole.len() != 5 || !digits(whole) || !digits(fraction) {
        return Err(DateError::Malformed);
    }
    let days: u64 = whole.parse().map_err(|_| DateError::Malformed)?;
    if !(20_000..=80_000).contains(&days) {
        return Err(DateError::OutOfRange);
    }
    // Spreadsheets count a 1900-02-29 that never was.
    let epoch = NaiveDate::from_ymd_opt(1899, 12, 30).ok_or(DateError::OutOfRange)?;
    let day = epoch.checked_add_days(Days::new(days)).ok_or(DateError::OutOfRange)?;
    let part: f64 = format!("0.{fraction}").parse().map_err(|_| DateError::Malformed)?;
    let seconds = (part * 86_400.0).round().min(86_399.0) as u32;
    let time = NaiveTime::from_num_seconds_from_midnight_opt(seconds, 0).filter(|_| seconds > 0);
    Ok(When { day, time })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reader(style: DateStyle) -> DateReader {
        DateReader { style, zone: chrono_tz::Asia::Shanghai, latest_year: 2046 }
    }

    #[test]
    fn dates_in_many_shapes() {
        use DateStyle::{DayFirst, MonthFirst, Serial, YearFirst};
        let cases = [
            (MonthFirst, "2016-10-20", "2016-10-20", None),
            (MonthFirst, "2016/8/1", "2016-08-01", None),
            (MonthFirst, "2016.8.1", "2016-08-01", None),
            (MonthFirst, "1996-07-04 00:00:00.000", "1996-07-04", None),
            (MonthFirst, "2010-12-01 08:26:00", "2010-12-01", Some("08:26:00")),
            (MonthFirst, "2010-12-01T08:26", "2010-12-01", Some("08:26:00")),
            (MonthFirst, "2006-04-15T20:23:15.000Z", "2006-04-16", Some("04:23:15")),
            (MonthFirst, "2006-04-15T20:23:15+0800", "2006-04-15", Some("20:23:15")),
            (MonthFirst, "2024年3月5日", "2024-03-05", None),
            (MonthFirst, "2024年3月5日 下午3:04", "2024-03-05", Some("15:04:00")),
            (MonthFirst, "２０２４／３／５", "2024-03-05", None),
            (MonthFirst, "5/14/1965", "1965-05-14", None),
            (MonthFirst, "5/14/65 12:05 AM", "1965-05-14", Some("00:05:00")),
            (MonthFirst, "5/4/46", "2046-05-04", None),
            (DayFirst, "14.5.1965", "1965-05-14", None),
            (DayFirst, "04-08-1966", "1966-08-04", None),
            (MonthFirst, "04-08-1966", "1966-04-08", None),
            (MonthFirst, "20161020", "2016-10-20", None),
            (MonthFirst, "14 May 1965", "1965-05-14", None),
            (MonthFirst, "May 14, 1965", "1965-05-14", None),
            (MonthFirst, "14-May-65", "1965-05-14", None),
            (YearFirst, "16/8/1", "2016-08-01", None),
            (YearFirst, "66-08-04", "1966-08-04", None),
            (YearFirst, "2016-8-1", "2016-08-01", None),
            (YearFirst, "5/14/1965", "1965-05-14", None),
            (Serial, "45631", "2024-12-05", None),
            (Serial, "45631.5", "2024-12-05", Some("12:00:00")),
            (Serial, "45631.0", "2024-12-05", None),
        ];
        for (style, text, day, time) in cases {
            let expected =
                When { day: day.parse().unwrap(), time: time.map(|time| time.parse().unwrap()) };
            assert_eq!(reader(style).read(text), Ok(expected), "{text}");
        }
    }

    #[test]
    fn what_is_no_day_is_refused() {
        let cases = [
            ("2026-02-30", DateError::NoSuchDay),
            ("2026-13-01", DateError::NoSuchDay),
            ("14/5/1965", DateError::NoSuchDay),
            ("0001-01-01", DateError::OutOfRange),
            ("2200-01-01", DateError::OutOfRange),
            ("45631", DateError::Malformed),
            ("tomorrow", DateError::Malformed),
            ("2026-01", DateError::Malformed),
            ("2026-01-01 25:00", DateError::Malformed),
            ("2026-01-01 8:5x", DateError::Malformed),
            ("1/2/3/4", DateError::Malformed),
            ("", DateError::Malformed),
        ];
        for (text, error) in cases {
            assert_eq!(reader(DateStyle::MonthFirst).read(text), Err(error), "{text}");
        }
    }

    #[test]
    fn a_column_tells_which_part_is_the_month() {
        let style = |values: &[&str]| {
            let mut evidence = Evidence::default();
            values.iter().for_each(|value| evidence.see(value));
            (evidence.style(DateStyle::MonthFirst), evidence.is_ambiguous())
        };
        assert_eq!(style(&["1/2/2020", "13/2/2020"]), (DateStyle::DayFirst, false));
        assert_eq!(style(&["1/2/2020", "2/13/2020 8:00"]), (DateStyle::MonthFirst, false));
        assert_eq!(style(&["1/2/2020"]), (DateStyle::MonthFirst, true));
        assert_eq!(style(&["66/8/4", "10/2/3"]), (DateStyle::YearFirst, false));
        assert_eq!(style(&["2020-01-02"]), (DateStyle::MonthFirst, false));
        assert_eq!(style(&["45631", "45632.0"]), (DateStyle::Serial, false));
        assert_eq!(style(&["45631", "2020-01-02"]), (DateStyle::MonthFirst, false));
    }
}
