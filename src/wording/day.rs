//! What a day is besides its date: off, worked instead of another, estimated (DOMAIN 6.7).

use std::collections::BTreeSet;

use chrono::{Datelike, NaiveDate, Weekday};

use super::names::joined;
use crate::{domain::calendar::working::WorkingCalendar, i18n::Words};

/// The public holidays of China as the calendar calls them, with their keys of the words.
const HOLIDAYS: [(&str, &str); 7] = [
    ("元旦", "holiday-new_years_day"),
    ("春节", "festival-spring_festival"),
    ("清明节", "festival-tomb_sweeping"),
    ("劳动节", "holiday-labour_day"),
    ("端午节", "festival-dragon_boat"),
    ("中秋节", "festival-mid_autumn"),
    ("国庆节", "holiday-national_day"),
];

/// The day, and what it is if that is out of the ordinary: `Fri 25 Dec · day off: Weihnachten`.
pub fn heading(
    words: &Words,
    calendar: &WorkingCalendar,
    day: NaiveDate,
    today: NaiveDate,
) -> String {
    let parts: Vec<String> =
        std::iter::once(words.day(day, today)).chain(about(words, calendar, day)).collect();
    joined(words, &parts)
}

/// `day off: Weihnachten`, `make-up working day: National Day`; nothing of an ordinary working day.
pub fn about(words: &Words, calendar: &WorkingCalendar, day: NaiveDate) -> Option<String> {
    if !calendar.is_working(day) {
        return Some(match calendar.holiday_name(day) {
            Some(name) => words.format("day-off-named", &[("name", holiday(words, name).into())]),
            None => words.get("plan-day-off").into_owned(),
        });
    }
    let weekend = matches!(day.weekday(), Weekday::Sat | Weekday::Sun);
    match calendar.makes_up_for(day) {
        Some(name) => {
            Some(words.format("work-day-named", &[("name", holiday(words, name).into())]))
        }
        None => weekend.then(|| words.get("plan-work-day").into_owned()),
    }
}

/// A holiday of the calendar in the words of the language; one's own name as it is.
pub fn holiday(words: &Words, name: &str) -> String {
    let named = name.split('、').map(|part| {
        let known = HOLIDAYS.iter().find(|(holiday, _)| *holiday == part);
        known.map_or_else(|| part.to_owned(), |(_, key)| words.get(key).into_owned())
    });
    named.collect::<Vec<_>>().join(&words.get("list-separator"))
}

/// Says of which years the working days among these days are estimated, if of any.
pub fn estimated(
    words: &Words,
    calendar: &WorkingCalendar,
    days: impl IntoIterator<Item = NaiveDate>,
) -> Option<String> {
    let years: BTreeSet<i32> =
        days.into_iter().filter(|day| calendar.is_estimated(*day)).map(|day| day.year()).collect();
    let years: Vec<String> = years.iter().map(ToString::to_string).collect();
    let named = || years.join(&words.get("list-separator"));
    (!years.is_empty()).then(|| words.format("plan-estimated", &[("year", named().into())]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{domain::calendar::own_day::OwnDay, i18n::Language};

    #[test]
    fn a_day_says_what_is_out_of_the_ordinary() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let [english, chinese] = Language::ALL.map(Words::new);
        let mut calendar = WorkingCalendar::china();
        let [free, stock] =
            ["off Weihnachten", "work Inventur"].map(|text| OwnDay::parse(text).unwrap());
        calendar.set_own_days([(day("2026-12-25"), &free), (day("2026-12-27"), &stock)]);
        for (on, said) in [
            ("2026-11-23", None),
            ("2026-11-28", Some("day off")),
            ("2026-10-01", Some("day off: National Day")),
            ("2026-10-10", Some("make-up working day: National Day")),
            ("2026-12-25", Some("day off: Weihnachten")),
            ("2026-12-27", Some("make-up working day: Inventur")),
        ] {
            assert_eq!(about(&english, &calendar, day(on)).as_deref(), said, "{on}");
        }
        assert_eq!(about(&chinese, &calendar, day("2026-10-01")).as_deref(), Some("休息：国庆节"));
        let today = day("2026-11-23");
        let shown = heading(&english, &calendar, day("2026-12-25"), today);
        assert_eq!(shown, "Fri 25 Dec · day off: Weihnachten");
        let said =
            |days: &[&str]| estimated(&english, &calendar, days.iter().map(|text| day(text)));
        assert_eq!(said(&["2026-12-31"]), None);
        let years = said(&["2028-01-05", "2027-01-04", "2027-01-05"]);
        assert_eq!(years.as_deref(), Some("holidays of 2027, 2028 are estimated"));
    }
}
