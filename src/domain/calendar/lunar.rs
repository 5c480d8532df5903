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

/// The first year of [`KNOWN`].
const FIRST_KNOWN: i32 = 1950;

/// The years that people live in, so that no morning waits for the positions of sun and moon: month
/// and day of New Year (4 and 5 bits), the leap month (4), and which months have 30 days (13, the
/// first lowest).
const KNOWN: [u32; 111] = [
    0x0a20536, 0x08c0aad, 0x076b5aa, 0x09c0db2, 0x0880da4, 0x0707d4a, 0x0980d4a, 0x07f0a96,
    0x0a40a97, 0x0900556, 0x078cab5, 0x09e0ad5, 0x08a06d2, 0x0728ea5, 0x09a0ea5, 0x084064a,
    0x06a6c97, 0x0920a9b, 0x07cf55a, 0x0a2056a, 0x08c0b69, 0x076b752, 0x09e0b52, 0x0860b25,
    0x06e964b, 0x0960a4b, 0x07f14ab, 0x0a402ad, 0x08e056d, 0x078cb69, 0x0a00da9, 0x08a0d92,
    0x0729d25, 0x09a0d25, 0x0855a4d, 0x0a80a56, 0x09202b6, 0x07ac5b5, 0x0a206d5, 0x08c0ea9,
    0x076be92, 0x09e0e92, 0x0880d26, 0x06e6a56, 0x0940a57, 0x07f14d6, 0x0a6035a, 0x08e06d5,
    0x078b6c9, 0x0a00749, 0x08a0693, 0x070952b, 0x098052b, 0x0820a5b, 0x06c555a, 0x092056a,
    0x07afb55, 0x0a40ba4, 0x08e0b49, 0x074ba93, 0x09c0a95, 0x086052d, 0x06e8aad, 0x0940ab5,
    0x07f35aa, 0x0a605d2, 0x0900da5, 0x078dd4a, 0x0a00d4a, 0x08a0c95, 0x072952e, 0x0980556,
    0x0820ab5, 0x06c55b2, 0x09406d2, 0x07acea5, 0x0a20725, 0x08c064b, 0x074ac97, 0x09a0cab,
    0x086055a, 0x06e6ad6, 0x0960b69, 0x07f7752, 0x0a60b52, 0x0900b25, 0x078da4b, 0x09e0a4b,
    0x08804ab, 0x070a55b, 0x09805ad, 0x0820b6a, 0x06c5b52, 0x0940d92, 0x07cfd25, 0x0a20d25,
    0x08c0a55, 0x074b4ad, 0x09c04b6, 0x08405b5, 0x06e6daa, 0x0960ec9, 0x0831e92, 0x0a60e92,
    0x0900d26, 0x078ca56, 0x09e0a57, 0x08804d6, 0x07086d5, 0x0980755, 0x0840749,
];

/// The months of a lunar year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LunarYear {
    year: i32,
    months: Vec<LunarMonth>,
}

impl LunarYear {
    /// The lunar year that begins in this solar year; `None` outside 1600–9000.
    pub fn of(year: i32) -> Option<Self> {
        let known = usize::try_from(year - FIRST_KNOWN).ok().and_then(|at| KNOWN.get(at));
        known.map_or_else(|| Self::computed(year), |known| Self::known(year, *known))
    }

    /// A year out of the table.
    fn known(year: i32, known: u32) -> Option<Self> {
        let (month, day) = (known >> 22, known >> 17 & 31);
        let (leap, long) = ((known >> 13 & 15) as u8, known & 0x1fff);
        let mut first = NaiveDate::from_ymd_opt(year, month, day)?;
        let mut months = Vec::with_capacity(13);
        for at in 0..if leap == 0 { 12 } else { 13 } {
            let length = if long >> at & 1 == 1 { 30 } else { 29 };
            // The leap month follows the month of its number.
            let is_behind = leap > 0 && at >= leap;
            let number = at + u8::from(!is_behind);
            months.push(LunarMonth { number, leap: is_behind && at == leap, first, length });
            first = first.checked_add_days(Days::new(length.into()))?;
        }
        Some(Self { year, months })
    }

    /// A year from the positions of sun and moon.
    fn computed(year: i32) -> Option<Self> {
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
    fn the_known_years_are_those_that_are_computed() {
        for (year, known) in (FIRST_KNOWN..).zip(KNOWN) {
            let computed = LunarYear::computed(year).unwrap();
            let first = computed.months[0].first;
            let long = computed
                .months
                .iter()
                .enumerate()
                .fold(0, |long, (at, month)| long | u32::from(month.length == 30) << at);
            let leap = u32::from(computed.leap_month().unwrap_or(0));
            let expected = first.month() << 22 | first.day() << 17 | leap << 13 | long;
            assert_eq!(known, expected, "{year}: {expected:#x}");
            assert_eq!(LunarYear::of(year), Some(computed));
        }
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
