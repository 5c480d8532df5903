//! Birthdays by the solar or the lunar calendar, and when to be reminded (DOMAIN 6.6).

use chrono::{Datelike, Days, NaiveDate};

use super::calendar::lunar::LunarYear;

/// Days between the reminder and the day itself.
pub const REMIND_DAYS_BEFORE: u64 = 3;

/// A day that returns every year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Birthday {
    /// By the solar calendar.
    Solar(YearDay),
    /// By the lunar calendar; who was born in a leap month celebrates in the ordinary one.
    Lunar(YearDay),
}

/// Month and day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct YearDay {
    /// 1–12.
    pub month: u8,
    /// 1–31, lunar 1–30.
    pub day: u8,
}

/// The lunar years that can hold the next lunar birthday, computed once for many customers. Solar
/// birthdays need none.
#[derive(Clone, Debug, Default)]
pub struct LunarYears(Vec<LunarYear>);

impl LunarYears {
    /// The years around a day.
    pub fn around(today: NaiveDate) -> Self {
        // In January and February the lunar year of the year before still runs.
        Self((-1..=1).filter_map(|offset| LunarYear::of(today.year() + offset)).collect())
    }
}

impl Birthday {
    /// Reads `05-14`, `1980-05-14` and the same after `lunar:` (or `农历`): the forms that fields
    /// keep. `None` for anything else and for days that no year has.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let lunar = ["lunar:", "农历"].iter().find_map(|sign| text.strip_prefix(sign));
        let mut parts = lunar.unwrap_or(text).trim().rsplit('-');
        let day: u8 = parts.next()?.parse().ok()?;
        let month: u8 = parts.next()?.parse().ok()?;
        let year: Option<i32> = parts.next().map(str::parse).transpose().ok()?;
        if parts.next().is_some() || year.is_some_and(|year| !(1800..=2200).contains(&year)) {
            return None;
        }
        let of = YearDay { month, day };
        if lunar.is_some() {
            return ((1..=12).contains(&month) && (1..=30).contains(&day))
                .then_some(Self::Lunar(of));
        }
        // A leap year has every day there is.
        NaiveDate::from_ymd_opt(2000, u32::from(month), u32::from(day))?;
        Some(Self::Solar(of))
    }

    /// The next birthday, today included. 29 February is on the 28th in common years, lunar day 30
    /// on the 29th of a short month. `years` are those around `today`; `None` for a month or day
    /// that does not exist.
    pub fn next(self, today: NaiveDate, years: &LunarYears) -> Option<NaiveDate> {
        match self {
            Self::Solar(of) => (0..=1)
                .filter_map(|offset| solar_day(today.year() + offset, of))
                .find(|day| *day >= today),
            Self::Lunar(of) => years
                .0
                .iter()
                .filter_map(|year| year.day(of.month, of.day))
                .find(|day| *day >= today),
        }
    }
}

fn solar_day(year: i32, of: YearDay) -> Option<NaiveDate> {
    let (month, day) = (u32::from(of.month), u32::from(of.day));
    let leap_day = (month, day) == (2, 29);
    NaiveDate::from_ymd_opt(year, month, day)
        .or_else(|| leap_day.then(|| NaiveDate::from_ymd_opt(year, 2, 28))?)
}

/// When to be reminded of a birthday or festival: so many days before (usually
/// [`REMIND_DAYS_BEFORE`]), on the last working day not after that. Where no working day is found
/// within a month, the calendar says nothing and the day is kept.
pub fn remind_on(
    day: NaiveDate,
    days_before: u64,
    is_working: impl Fn(NaiveDate) -> bool,
) -> NaiveDate {
    let before = day.checked_sub_days(Days::new(days_before)).unwrap_or(day);
    before.iter_days().rev().take(31).find(|day| is_working(*day)).unwrap_or(before)
}

#[cfg(test)]
mod tests {
    use chrono::Weekday;

    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn no_birthday_on_a_day_that_does_not_exist() {
        let today = day("2026-06-30");
        let years = LunarYears::around(today);
        for (month, of_month) in [(2, 30), (13, 1), (4, 31), (1, 0)] {
            let of = YearDay { month, day: of_month };
            assert_eq!(Birthday::Solar(of).next(today, &years), None, "{of:?}");
        }
        assert_eq!(Birthday::Lunar(YearDay { month: 1, day: 31 }).next(today, &years), None);
    }

    #[test]
    fn reminders_fall_on_working_days() {
        let weekday = |day: NaiveDate| !matches!(day.weekday(), Weekday::Sat | Weekday::Sun);
        // 2026-06-30 is a Tuesday, three days before is a Saturday.
        let cases = [("2026-06-30", "2026-06-26"), ("2026-07-02", "2026-06-29")];
        for (on, expected) in cases {
            assert_eq!(remind_on(day(on), REMIND_DAYS_BEFORE, weekday), day(expected), "{on}");
        }
        assert_eq!(remind_on(day("2026-06-30"), 3, |_| false), day("2026-06-27"));
    }
}
