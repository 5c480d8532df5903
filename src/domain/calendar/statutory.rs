//! The statutory holidays of a year in China, by the decree of 2024-11-10 (DOMAIN 6.7).

use chrono::{Days, NaiveDate};
use tyme4rs::tyme::{
    lunar::LunarDay,
    solar::{SolarDay, SolarTerm},
};

/// The years whose lunar days were checked (DOMAIN 6.6).
const CHECKED: std::ops::RangeInclusive<i32> = 1990..=2060;
/// 清明 among the 24 solar terms, counted from 冬至.
const QINGMING: isize = 7;

/// Days off of a year by the decree, in no order, each with its Chinese name; a day of two holidays
/// comes twice. Empty for a year whose lunar days were not checked.
pub(super) fn statutory_days(year: i32) -> Vec<(NaiveDate, &'static str)> {
    if !CHECKED.contains(&year) {
        return Vec::new();
    }
    let solar =
        |month, day, length, name| run(NaiveDate::from_ymd_opt(year, month, day), length, name);
    let lunar_year = year as isize;
    let spring = lunar(lunar_year, 1, 1).and_then(|day| day.pred_opt());
    let qingming = civil(&SolarTerm::from_index(lunar_year, QINGMING).get_solar_day());
    [
        solar(1, 1, 1, "元旦"),
        run(spring, 4, "春节"),
        run(qingming, 1, "清明节"),
        solar(5, 1, 2, "劳动节"),
        solar(10, 1, 3, "国庆节"),
        run(lunar(lunar_year, 5, 5), 1, "端午节"),
        run(lunar(lunar_year, 8, 15), 1, "中秋节"),
    ]
    .concat()
}

/// So many days from the first of a holiday.
fn run(
    first: Option<NaiveDate>,
    length: u64,
    name: &'static str,
) -> Vec<(NaiveDate, &'static str)> {
    let day = |n| first?.checked_add_days(Days::new(n));
    (0..length).filter_map(|n| Some((day(n)?, name))).collect()
}

/// The civil date of a lunar one.
fn lunar(year: isize, month: isize, day: usize) -> Option<NaiveDate> {
    civil(&LunarDay::new(year, month, day).ok()?.get_solar_day())
}

fn civil(day: &SolarDay) -> Option<NaiveDate> {
    let (year, month) = (i32::try_from(day.get_year()).ok()?, u32::try_from(day.get_month()).ok()?);
    NaiveDate::from_ymd_opt(year, month, u32::try_from(day.get_day()).ok()?)
}
