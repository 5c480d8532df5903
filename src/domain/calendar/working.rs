//! Working days: published arrangements, estimates for later years, one's own days (DOMAIN 4.3, 6.7).

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use chrono::{Datelike, NaiveDate, Weekday};
use thiserror::Error;

use super::{own_day::OwnDay, statutory::statutory_days};

/// The published arrangements of China.
const CHINA: &str = include_str!("../../../assets/calendars/cn.csv");
/// The last year that is estimated day by day; later ones are Monday to Friday.
const LAST_ESTIMATE: i32 = 2060;
/// A search for a working day gives up after so many days off in a row.
const LONGEST_BREAK: u32 = 366;
/// A century of working days; nobody means more.
const MOST_WORKING_DAYS: u32 = 26_000;

/// What an arrangement says of one day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ArrangedDay {
    /// The day.
    pub day: NaiveDate,
    /// A make-up working day (调休) instead of a day off.
    pub working: bool,
    /// The holiday it belongs to, in Chinese.
    pub holiday: String,
}

/// A line of an arrangement that cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("line {line} is not a day of a holiday arrangement")]
pub struct ArrangementError {
    /// The line, from 1; the header is line 1.
    pub line: usize,
}

/// Reads an arrangement: CSV with the columns `date` (YYYY-MM-DD), `kind` (`holiday` or
/// `makeup_workday`) and `holiday`; others are ignored.
///
/// # Errors
/// The first line that lacks one of them.
pub fn read_arrangement(csv: &str) -> Result<Vec<ArrangedDay>, ArrangementError> {
    let mut lines = csv.lines().enumerate();
    let header = lines.next().map_or("", |(_, header)| header.trim_start_matches('\u{feff}'));
    let column = |name| {
        let place = header.split(',').position(|column| column.trim() == name);
        place.ok_or(ArrangementError { line: 1 })
    };
    let (date, kind, holiday) = (column("date")?, column("kind")?, column("holiday")?);
    lines
        .filter(|(_, line)| !line.trim().is_empty())
        .map(|(place, line)| {
            let field = |column| line.split(',').nth(column).map(str::trim);
            let day = || {
                let working = match field(kind)? {
                    "holiday" => false,
                    "makeup_workday" => true,
                    _ => return None,
                };
                let day = field(date)?.parse().ok()?;
                Some(ArrangedDay { day, working, holiday: field(holiday)?.to_owned() })
            };
            day().ok_or(ArrangementError { line: place + 1 })
        })
        .collect()
}

/// Which days are worked. Monday to Friday but for the exceptions; looking a day up is a search in
/// a small ordered map, no search goes further than a year of days off.
#[derive(Clone, Debug)]
pub struct WorkingCalendar {
    exceptions: BTreeMap<NaiveDate, Exception>,
    /// Years with a published arrangement; `None` when Monday to Friday is the rule itself.
    published: Option<BTreeSet<i32>>,
}

#[derive(Clone, Debug)]
struct Exception {
    working: bool,
    holiday: Option<String>,
    own: bool,
}

impl WorkingCalendar {
    /// Monday to Friday, for countries without an arrangement.
    pub const fn weekdays() -> Self {
        Self { exceptions: BTreeMap::new(), published: None }
    }

    /// China: the published years as arranged, later ones to 2060 estimated from the statutory
    /// days, all others Monday to Friday. Worked out once a run, then copied.
    pub fn china() -> Self {
        static CHINA: LazyLock<WorkingCalendar> = LazyLock::new(WorkingCalendar::work_out_china);
        CHINA.clone()
    }

    #[expect(clippy::expect_used, reason = "the embedded file is read by a test")]
    fn work_out_china() -> Self {
        let mut calendar = Self { published: Some(BTreeSet::new()), ..Self::weekdays() };
        calendar.publish(&read_arrangement(CHINA).expect("the embedded arrangements"));
        let last = calendar.published.iter().flatten().max().copied().unwrap_or(LAST_ESTIMATE);
        for (day, holiday) in (last + 1..=LAST_ESTIMATE).flat_map(statutory_days) {
            calendar
                .exceptions
                .entry(day)
                .and_modify(|exception| {
                    if let Some(name) = &mut exception.holiday {
                        *name = format!("{name}、{holiday}");
                    }
                })
                .or_insert(Exception {
                    working: false,
                    holiday: Some(holiday.to_owned()),
                    own: false,
                });
        }
        calendar
    }

    /// Takes over a published arrangement. It replaces what was known of its years, but for one's
    /// own days.
    pub fn publish(&mut self, days: &[ArrangedDay]) {
        let years: BTreeSet<i32> = days.iter().map(|arranged| arranged.day.year()).collect();
        self.exceptions.retain(|day, known| known.own || !years.contains(&day.year()));
        for ArrangedDay { day, working, holiday } in days {
            self.exceptions.entry(*day).or_insert_with(|| Exception {
                working: *working,
                holiday: Some(holiday.clone()),
                own: false,
            });
        }
        self.published.get_or_insert_default().extend(years);
    }

    /// Takes a year as arranged, with no day but Monday to Friday and one's own: what was estimated
    /// for it is forgotten. Without estimates there is nothing to forget.
    pub fn take_as_published(&mut self, year: i32) {
        if let Some(published) = &mut self.published {
            self.exceptions.retain(|day, known| known.own || day.year() != year);
            published.insert(year);
        }
    }

    /// Takes over one's own days off and working days; they win over everything else.
    pub fn set_own_days<'a>(&mut self, days: impl IntoIterator<Item = (NaiveDate, &'a OwnDay)>) {
        for (day, OwnDay { works: working, name }) in days {
            let known = self.exceptions.remove(&day).filter(|known| known.working == *working);
            let holiday = name.clone().or_else(|| known?.holiday);
            self.exceptions.insert(day, Exception { working: *working, holiday, own: true });
        }
    }

    /// Whether a day is worked.
    pub fn is_working(&self, day: NaiveDate) -> bool {
        self.exceptions.get(&day).map_or_else(|| is_weekday(day), |exception| exception.working)
    }

    /// Whether no arrangement was published for the year of a day and it is not one's own.
    pub fn is_estimated(&self, day: NaiveDate) -> bool {
        let unpublished = |years: &BTreeSet<i32>| !years.contains(&day.year());
        self.published.as_ref().is_some_and(unpublished)
            && self.exceptions.get(&day).is_none_or(|exception| !exception.own)
    }

    /// What a day off is called: the public holiday, in Chinese as in the data (`国庆节、中秋节`), or
    /// one's own name for it.
    pub fn holiday_name(&self, day: NaiveDate) -> Option<&str> {
        self.exceptions.get(&day).filter(|exception| !exception.working)?.holiday.as_deref()
    }

    /// The public holiday that a working day makes up for (调休), in Chinese, or one's own name for
    /// the day.
    pub fn makes_up_for(&self, day: NaiveDate) -> Option<&str> {
        self.exceptions.get(&day).filter(|exception| exception.working)?.holiday.as_deref()
    }

    /// The day itself if it is worked, else the next one that is. After a year without a working
    /// day, and at the end of the calendar, the day itself.
    pub fn roll_following(&self, day: NaiveDate) -> NaiveDate {
        self.roll(day, |day| day.succ_opt())
    }

    /// The day itself if it is worked, else the last one before that is; bounded likewise.
    pub fn roll_preceding(&self, day: NaiveDate) -> NaiveDate {
        self.roll(day, |day| day.pred_opt())
    }

    /// The `n`-th working day strictly after a day; the day itself when `n` is 0. Where the days
    /// run out, the last working day there is.
    pub fn add_working_days(&self, day: NaiveDate, n: u32) -> NaiveDate {
        self.walk(day, n, |day| day.succ_opt())
    }

    /// The `n`-th working day strictly before a day; the day itself when `n` is 0.
    pub fn subtract_working_days(&self, day: NaiveDate, n: u32) -> NaiveDate {
        self.walk(day, n, |day| day.pred_opt())
    }

    /// Number of working days after `from`, up to and including `to`; 0 when `to` is not later.
    /// Costs the exceptions between, not the days.
    pub fn working_days_after(&self, from: NaiveDate, to: NaiveDate) -> i64 {
        if to <= from {
            return 0;
        }
        let between = (std::ops::Bound::Excluded(from), std::ops::Bound::Included(to));
        let corrections = self
            .exceptions
            .range(between)
            .map(|(&day, exception)| i64::from(exception.working) - i64::from(is_weekday(day)));
        weekdays_until(to) - weekdays_until(from) + corrections.sum::<i64>()
    }

    fn roll(&self, day: NaiveDate, step: fn(&NaiveDate) -> Option<NaiveDate>) -> NaiveDate {
        std::iter::successors(Some(day), step)
            .take(LONGEST_BREAK as usize)
            .find(|&day| self.is_working(day))
            .unwrap_or(day)
    }

    fn walk(&self, day: NaiveDate, n: u32, step: fn(&NaiveDate) -> Option<NaiveDate>) -> NaiveDate {
        let (mut at, mut reached) = (day, day);
        let (mut left, mut idle) = (n.min(MOST_WORKING_DAYS), 0);
        while left > 0 && idle < LONGEST_BREAK {
            let Some(next) = step(&at) else { break };
            at = next;
            if self.is_working(at) {
                (reached, left, idle) = (at, left - 1, 0);
            } else {
                idle += 1;
            }
        }
        reached
    }
}

fn is_weekday(day: NaiveDate) -> bool {
    !matches!(day.weekday(), Weekday::Sat | Weekday::Sun)
}

/// Days from Monday to Friday up to and including a day, counted from Monday 0001-01-01.
fn weekdays_until(day: NaiveDate) -> i64 {
    let days = i64::from(day.num_days_from_ce());
    5 * days.div_euclid(7) + days.rem_euclid(7).min(5)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn the_embedded_arrangements_have_the_working_days_of_their_years() {
        let calendar = WorkingCalendar::china();
        for (year, expected) in [
            (2020, 249),
            (2021, 250),
            (2022, 249),
            (2023, 249),
            (2024, 251),
            (2025, 248),
            (2026, 248),
        ] {
            let new_year = |year: i32| NaiveDate::from_ymd_opt(year, 1, 1).unwrap();
            let eve = |year| new_year(year).pred_opt().unwrap();
            assert_eq!(calendar.working_days_after(eve(year), eve(year + 1)), expected, "{year}");
        }
    }

    #[test]
    fn counting_by_formula_agrees_with_counting_by_day() {
        let calendar = WorkingCalendar::china();
        let from = day("2019-12-25");
        let mut counted = 0;
        for day in from.iter_days().skip(1).take(4000) {
            counted += i64::from(calendar.is_working(day));
            assert_eq!(calendar.working_days_after(from, day), counted, "{day}");
        }
        assert_eq!(calendar.working_days_after(day("2026-01-10"), from), 0);
    }

    #[test]
    fn only_years_without_an_arrangement_are_estimated() {
        let mut calendar = WorkingCalendar::china();
        for (text, estimated) in [("2019-12-31", true), ("2020-01-01", false), ("2027-01-01", true)]
        {
            assert_eq!(calendar.is_estimated(day(text)), estimated, "{text}");
            assert!(!WorkingCalendar::weekdays().is_estimated(day(text)));
        }
        let csv = "date,kind,holiday\n2027-01-01,holiday,元旦\n2027-01-03,makeup_workday,元旦\n";
        calendar.publish(&read_arrangement(csv).unwrap());
        assert!(!calendar.is_estimated(day("2027-05-01")));
        assert!(calendar.is_working(day("2027-01-03")));
        assert_eq!(calendar.makes_up_for(day("2027-01-03")), Some("元旦"));
        assert_eq!(calendar.holiday_name(day("2027-02-05")), None, "the estimate is gone");
        assert_eq!(calendar.holiday_name(day("2028-01-25")), Some("春节"));
    }

    #[test]
    fn own_days_win() {
        let mut calendar = WorkingCalendar::china();
        let (off, on) = (day("2026-03-31"), day("2026-10-01"));
        let free = OwnDay::parse("off 厂庆").unwrap();
        calendar.set_own_days([(off, &free), (on, &OwnDay { works: true, name: None })]);
        calendar.publish(&read_arrangement(CHINA).unwrap());
        assert!(!calendar.is_working(off) && calendar.is_working(on));
        assert_eq!((calendar.holiday_name(off), calendar.holiday_name(on)), (Some("厂庆"), None));
        assert_eq!(calendar.makes_up_for(on), None, "it is no holiday any more");
        calendar.set_own_days([(day("2030-03-04"), &free)]);
        assert!(!calendar.is_estimated(day("2030-03-04")));
        // A day off that is one already keeps its name.
        let nameless = OwnDay { works: false, name: None };
        calendar.set_own_days([(day("2026-10-02"), &nameless)]);
        assert_eq!(calendar.holiday_name(day("2026-10-02")), Some("国庆节"));
    }

    #[test]
    fn a_year_taken_as_arranged_is_not_estimated() {
        let mut calendar = WorkingCalendar::china();
        let (eve, off) = (day("2027-02-05"), day("2027-02-08"));
        let free = OwnDay::parse("off 春节").unwrap();
        calendar.set_own_days([(off, &free)]);
        assert!(!calendar.is_working(eve) && calendar.is_estimated(eve));
        calendar.take_as_published(2027);
        assert!(calendar.is_working(eve) && !calendar.is_estimated(eve));
        assert!(!calendar.is_working(off));
        assert!(calendar.is_estimated(day("2028-02-08")));
        let mut weekdays = WorkingCalendar::weekdays();
        weekdays.take_as_published(2027);
        assert!(!weekdays.is_estimated(day("2028-02-08")), "Monday to Friday is the rule itself");
    }

    #[test]
    fn searches_end_even_where_nothing_is_worked() {
        let mut calendar = WorkingCalendar::weekdays();
        let start = day("2026-01-01");
        let free = OwnDay { works: false, name: None };
        calendar.set_own_days(start.iter_days().take(3000).map(|day| (day, &free)));
        assert_eq!(calendar.roll_following(start), start);
        assert_eq!(calendar.add_working_days(start, 5), start);
        for end in [NaiveDate::MIN, NaiveDate::MAX] {
            let _ = (calendar.roll_following(end), calendar.roll_preceding(end));
            assert!(calendar.add_working_days(end, u32::MAX) >= end);
            assert!(calendar.subtract_working_days(end, u32::MAX) <= end);
        }
        assert!(calendar.working_days_after(NaiveDate::MIN, NaiveDate::MAX) > 0);
    }

    #[test]
    fn an_unreadable_arrangement_names_its_line() {
        for (csv, line) in [
            ("", 1),
            ("date,holiday\n", 1),
            ("date,kind,holiday\n2027-13-01,holiday,元旦\n", 2),
            ("date,kind,holiday\n\n2027-01-01,feast,元旦\n", 3),
        ] {
            assert_eq!(read_arrangement(csv), Err(ArrangementError { line }), "{csv}");
        }
    }
}
