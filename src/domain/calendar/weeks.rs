//! Weeks, months, quarters and the ranges of days that reports speak of (DOMAIN 7.4).

use chrono::{Datelike, Days, Months, NaiveDate, Weekday};

/// The first day of a week. It changes the grouping only; week numbers stay those of ISO 8601.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum WeekStart {
    /// ISO 8601.
    #[default]
    Monday,
    /// The American week.
    Sunday,
}

/// A calendar quarter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Quarter {
    /// The year.
    pub year: i32,
    /// 1 to 4.
    pub number: u32,
}

/// A range of days, both ends in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Period {
    /// First day.
    pub from: NaiveDate,
    /// Last day.
    pub to: NaiveDate,
}

impl Period {
    /// One day.
    pub const fn day(day: NaiveDate) -> Self {
        Self { from: day, to: day }
    }

    /// The week around a day.
    pub fn week(day: NaiveDate, start: WeekStart) -> Self {
        let first = match start {
            WeekStart::Monday => Weekday::Mon,
            WeekStart::Sunday => Weekday::Sun,
        };
        let week = day.week(first);
        Self {
            from: week.checked_first_day().unwrap_or(NaiveDate::MIN),
            to: week.checked_last_day().unwrap_or(NaiveDate::MAX),
        }
    }

    /// The calendar month around a day.
    pub fn month(day: NaiveDate) -> Self {
        Self::months(day.year(), day.month(), 1)
    }

    /// The calendar quarter around a day.
    pub fn quarter(day: NaiveDate) -> Self {
        Self::months(day.year(), day.month0() / 3 * 3 + 1, 3)
    }

    /// The calendar year around a day.
    pub fn year(day: NaiveDate) -> Self {
        Self::months(day.year(), 1, 12)
    }

    /// `today − n + 1 … today`; the day itself when `n` is 0.
    pub fn last_days(today: NaiveDate, n: u32) -> Self {
        let before = Days::new(u64::from(n.saturating_sub(1)));
        Self { from: today.checked_sub_days(before).unwrap_or(NaiveDate::MIN), to: today }
    }

    /// Whether a day lies in it.
    pub fn contains(self, day: NaiveDate) -> bool {
        self.from <= day && day <= self.to
    }

    /// Number of days; 0 when it ends before it begins.
    pub fn days(self) -> i64 {
        ((self.to - self.from).num_days() + 1).max(0)
    }

    /// The same number of days just before.
    pub fn before(self) -> Self {
        let days = Days::new(self.days().unsigned_abs());
        let earlier = |day: NaiveDate| day.checked_sub_days(days).unwrap_or(NaiveDate::MIN);
        Self { from: earlier(self.from), to: earlier(self.to) }
    }

    /// So many whole months from the first of one.
    fn months(year: i32, month: u32, count: i32) -> Self {
        let from = NaiveDate::from_ymd_opt(year, month, 1).unwrap_or(NaiveDate::MIN);
        let last_month = add_months(from, count - 1);
        let last_day = Days::new(u64::from(last_month.num_days_in_month()) - 1);
        Self { from, to: last_month.checked_add_days(last_day).unwrap_or(NaiveDate::MAX) }
    }
}

/// The day so many months later (earlier when negative), or the last day of that month when it is
/// shorter: 31 August + 1 month = 30 September.
pub fn add_months(day: NaiveDate, n: i32) -> NaiveDate {
    let months = Months::new(n.unsigned_abs());
    if n < 0 {
        day.checked_sub_months(months).unwrap_or(NaiveDate::MIN)
    } else {
        day.checked_add_months(months).unwrap_or(NaiveDate::MAX)
    }
}

/// The quarter of a day.
pub fn quarter(day: NaiveDate) -> Quarter {
    Quarter { year: day.year(), number: day.quarter() }
}

/// Year and number of the ISO week of a day: 1 January 2027 lies in week 53 of 2026.
pub fn iso_week(day: NaiveDate) -> (i32, u32) {
    let week = day.iso_week();
    (week.year(), week.week())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn a_period_holds_both_ends() {
        let today = day("2024-02-29");
        for (period, from, to) in [
            (Period::day(today), "2024-02-29", "2024-02-29"),
            (Period::week(today, WeekStart::Monday), "2024-02-26", "2024-03-03"),
            (Period::week(today, WeekStart::Sunday), "2024-02-25", "2024-03-02"),
            (Period::month(today), "2024-02-01", "2024-02-29"),
            (Period::quarter(today), "2024-01-01", "2024-03-31"),
            (Period::quarter(day("2024-12-31")), "2024-10-01", "2024-12-31"),
            (Period::year(today), "2024-01-01", "2024-12-31"),
            (Period::last_days(today, 30), "2024-01-31", "2024-02-29"),
            (Period::last_days(today, 1), "2024-02-29", "2024-02-29"),
            (Period::last_days(today, 0), "2024-02-29", "2024-02-29"),
            (Period::week(today, WeekStart::Monday).before(), "2024-02-19", "2024-02-25"),
        ] {
            assert_eq!(period, Period { from: day(from), to: day(to) });
            assert!(period.contains(day(from)) && period.contains(day(to)));
        }
        assert_eq!(Period::last_days(today, 30).days(), 30);
    }

    #[test]
    fn the_ends_of_the_calendar_do_not_panic() {
        for day in [NaiveDate::MIN, NaiveDate::MAX] {
            for period in [
                Period::week(day, WeekStart::Sunday),
                Period::month(day),
                Period::quarter(day),
                Period::year(day),
                Period::last_days(day, u32::MAX),
            ] {
                assert!(period.contains(day), "{period:?}");
                assert!(period.before().days() >= 1);
            }
            for n in [i32::MIN, i32::MAX] {
                let moved = add_months(day, n);
                assert!(moved == NaiveDate::MIN || moved == NaiveDate::MAX, "{moved}");
            }
        }
    }
}
