//! When one is reminded to greet: birthdays, anniversaries and festivals (DOMAIN 6.6).

use chrono::{Datelike, NaiveDate};

use super::{
    birthday::{Birthday, LunarYears, REMIND_DAYS_BEFORE, remind_on},
    calendar::{
        festival::{Festival, festivals},
        working::WorkingCalendar,
    },
};

/// The most days that a reminder may come before its day.
const MOST_DAYS_BEFORE: u64 = 31;

/// When one is reminded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Greetings {
    /// Days before, at most a month.
    days_before: u64,
    /// Whether one is reminded of festivals.
    pub festivals: bool,
}

impl Default for Greetings {
    fn default() -> Self {
        Self { days_before: REMIND_DAYS_BEFORE, festivals: true }
    }
}

/// What somebody is greeted for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Occasion {
    /// The birthday of a person.
    Birthday,
    /// The anniversary of a customer.
    Anniversary,
}

impl Occasion {
    /// Stable key.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Birthday => "birthday",
            Self::Anniversary => "anniversary",
        }
    }
}

/// A day of greeting of which one is reminded now.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Reminder {
    /// The day itself.
    pub on: NaiveDate,
    /// Since when one is reminded.
    pub since: NaiveDate,
}

impl Greetings {
    /// Days between the reminder and the day, before it is moved to a working day.
    pub const fn days_before(self) -> u64 {
        self.days_before
    }

    /// The same with a reminder so many days before; `None` for more than a month.
    pub const fn reminding(self, days_before: u64) -> Option<Self> {
        if days_before > MOST_DAYS_BEFORE {
            return None;
        }
        Some(Self { days_before, ..self })
    }

    /// The reminder of a day that returns every year, if it has come and the day has not passed.
    /// `years` are those around `today`.
    pub fn of(
        self,
        day: Birthday,
        years: &LunarYears,
        calendar: &WorkingCalendar,
        today: NaiveDate,
    ) -> Option<Reminder> {
        self.reminder(day.next(today, years)?, calendar, today)
    }

    /// The festivals that one is reminded of, in order of their days; none when they are off.
    pub fn festivals(
        self,
        calendar: &WorkingCalendar,
        today: NaiveDate,
    ) -> Vec<(Festival, Reminder)> {
        if !self.festivals {
            return Vec::new();
        }
        // 除夕 may be reminded of in the year before.
        let days = [today.year(), today.year() + 1].into_iter().flat_map(festivals);
        let ahead = days.skip_while(|(_, on)| *on < today);
        ahead.map_while(|(of, on)| Some((of, self.reminder(on, calendar, today)?))).collect()
    }

    fn reminder(
        self,
        on: NaiveDate,
        calendar: &WorkingCalendar,
        today: NaiveDate,
    ) -> Option<Reminder> {
        let since = remind_on(on, self.days_before, |day| calendar.is_working(day));
        (since <= today && today <= on).then_some(Reminder { on, since })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn one_is_reminded_from_the_last_working_day_before_until_the_day_itself() {
        let (calendar, greetings) = (WorkingCalendar::china(), Greetings::default());
        // 26 November 2026 is a Thursday, 1 December a Tuesday: three days before is a Saturday.
        // 29 February is on the 28th of 2027, a Sunday; lunar 10-30 does not exist in 2026.
        for (birthday, first, last) in [
            ("11-26", "2026-11-23", "2026-11-26"),
            ("1980-12-01", "2026-11-27", "2026-12-01"),
            ("02-29", "2027-02-25", "2027-02-28"),
            ("lunar:10-30", "2026-12-04", "2026-12-08"),
            // In the festival itself nobody works: the reminder comes before it.
            ("10-06", "2026-09-30", "2026-10-06"),
        ] {
            let (of, first, last) = (Birthday::parse(birthday).unwrap(), day(first), day(last));
            let start = first.pred_opt().unwrap();
            for today in start.iter_days().take_while(|today| *today <= last.succ_opt().unwrap()) {
                let found = greetings.of(of, &LunarYears::around(today), &calendar, today);
                let expected = Reminder { on: last, since: first };
                let within = (first..=last).contains(&today);
                assert_eq!(found, within.then_some(expected), "{birthday} on {today}");
            }
        }
    }

    #[test]
    fn festivals_are_reminded_of_across_the_turn_of_the_year() {
        let calendar = WorkingCalendar::china();
        let month = Greetings::default().reminding(31).unwrap();
        assert_eq!(Greetings::default().reminding(32), None);
        let keys = |greetings: Greetings, today: &str| -> Vec<_> {
            let found = greetings.festivals(&calendar, day(today));
            found.into_iter().map(|(of, reminder)| (of.key(), reminder.on)).collect()
        };
        assert_eq!(keys(Greetings::default(), "2026-09-22"), [("mid_autumn", day("2026-09-25"))]);
        assert_eq!(keys(Greetings::default(), "2026-09-26"), []);
        // In 2028 the eve is on 25 January.
        assert_eq!(
            keys(month, "2027-12-27"),
            [("new_years_eve", day("2028-01-25")), ("spring_festival", day("2028-01-26"))]
        );
        let off = Greetings { festivals: false, ..Greetings::default() };
        assert_eq!(keys(off, "2026-09-22"), []);
    }
}
