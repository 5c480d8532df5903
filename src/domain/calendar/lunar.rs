//! Lunar dates (DOMAIN 6.6). Checked for 1950–2060; computed by the same rule beyond.

use chrono::{Datelike, Days, NaiveDate};
use tyme4rs::tyme::{lunar, solar};

/// A day of the lunar calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LunarDate {
    /// The lunar year, which begins on 正月初一 of this solar year.
    pub year: i32,
    /// Number of the month, 1–12.
    pub month: u8,
    /// Whether the month is the leap month of its number.
    pub leap: bool,
    /// Day of the month, 1–30.
    pub day: u8,
    /// Days of the month, 29 or 30.
    pub month_length: u8,
}

impl LunarDate {
    /// The lunar date of a day; `None` outside the years 1600–9000.
    pub fn of(day: NaiveDate) -> Option<Self> {
        [day.year(), day.year() - 1].into_iter().find_map(|year| LunarYear::of(year)?.date(day))
    }
}

/// A month of a lunar year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct LunarMonth {
    number: u8,
    leap: bool,
    first: NaiveDate,
    length: u8,
}

/// The months of a lunar year, computed once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LunarYear {
    year: i32,
    months: Vec<LunarMonth>,
}

impl LunarYear {
    /// The lunar year that begins in this solar year; `None` outside 1600–9000.
    pub fn of(year: i32) -> Option<Self> {
        if !(1600..=9000).contains(&year) {
            return None;
        }
        let months = lunar::LunarYear::new(year as isize).ok()?.get_months();
        let months = months.iter().map(|month| {
            Some(LunarMonth {
                number: month.get_month() as u8,
                leap: month.is_leap(),
                first: civil(&month.get_first_julian_day().get_solar_day())?,
                length: month.get_day_count() as u8,
            })
        });
        Some(Self { year, months: months.collect::<Option<_>>()? })
    }

    /// The number of the year's leap month, if it has one.
    pub fn leap_month(&self) -> Option<u8> {
        self.months.iter().find(|month| month.leap).map(|month| month.number)
    }

    /// The day of a date in the ordinary month of this number, never the leap month; day 30 of a
    /// month of 29 days is its last. `None` if there is no such month or day in any year.
    pub fn day(&self, month: u8, day: u8) -> Option<NaiveDate> {
        let month = self.months.iter().find(|known| known.number == month && !known.leap)?;
        let offset = day.min(month.length).checked_sub(1)?;
        (day <= 30).then(|| month.first.checked_add_days(Days::new(offset.into())))?
    }

    /// The lunar date of a day of this year.
    fn date(&self, day: NaiveDate) -> Option<LunarDate> {
        self.months.iter().find_map(|month| {
            let offset = u8::try_from((day - month.first).num_days()).ok()?;
            (offset < month.length).then(|| LunarDate {
                year: self.year,
                month: month.number,
                leap: month.leap,
                day: offset + 1,
                month_length: month.length,
            })
        })
    }
}

/// The day of a solar term in a solar year: 0 the winter solstice that opens the year's terms (in
/// the December before), 7 清明, 24 the year's own winter solstice.
pub(super) fn solar_term(year: i32, index: u8) -> Option<NaiveDate> {
    civil(&solar::SolarTerm::from_index(year as isize, index.into()).get_solar_day())
}

fn civil(day: &solar::SolarDay) -> Option<NaiveDate> {
    let (month, of_month) = (day.get_month() as u32, day.get_day() as u32);
    NaiveDate::from_ymd_opt(i32::try_from(day.get_year()).ok()?, month, of_month)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn months_of_a_century_join_without_a_gap() {
        let mut next = None;
        for year in 1950..=2060 {
            for month in LunarYear::of(year).unwrap().months {
                assert!(next.is_none_or(|next| next == month.first), "{year}: {month:?}");
                next = month.first.checked_add_days(Days::new(month.length.into()));
            }
        }
    }

    #[test]
    fn the_leap_eleventh_month_of_2033() {
        assert_eq!(LunarYear::of(2033).unwrap().leap_month(), Some(11));
        let new_year = LunarDate { year: 2033, month: 12, leap: false, day: 1, month_length: 30 };
        assert_eq!(LunarDate::of(day("2034-01-20")), Some(new_year));
        assert!(LunarDate::of(day("2034-01-19")).unwrap().leap);
    }

    #[test]
    fn what_does_not_exist_is_absent() {
        let year = LunarYear::of(2026).unwrap();
        for (month, of_month) in [(0, 1), (13, 1), (1, 0), (1, 31)] {
            assert_eq!(year.day(month, of_month), None, "{month}/{of_month}");
        }
        assert_eq!(LunarYear::of(1599), None);
        assert_eq!(LunarDate::of(NaiveDate::MIN), None);
    }
}
