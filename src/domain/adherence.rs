//! Whether contacts came when their cadence asked for them (DOMAIN 6.5).

use chrono::{Days, NaiveDate};

use super::calendar::{weeks::Period, working::WorkingCalendar};

/// Windows whose end lies in a period.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Adherence {
    /// The next touch came in time.
    pub met: u32,
    /// It did not.
    pub missed: u32,
    /// It may still come.
    pub undecided: u32,
}

impl Adherence {
    /// met / (met + missed) in tenths of a percent, rounded; absent when nothing was decided.
    pub fn rate_permille(self) -> Option<u32> {
        let decided = u64::from(self.met) + u64::from(self.missed);
        let rounded = (u64::from(self.met) * 2000 + decided).checked_div(2 * decided)?;
        u32::try_from(rounded).ok()
    }

    /// Both together, for the sum over customers.
    pub const fn plus(self, other: Self) -> Self {
        Self {
            met: self.met + other.met,
            missed: self.missed + other.missed,
            undecided: self.undecided + other.undecided,
        }
    }
}

/// What became of a window.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// The next touch came in time.
    Met,
    /// It did not.
    Missed,
    /// It may still come.
    Undecided,
}

impl Adherence {
    /// With one window more.
    #[must_use]
    pub const fn with(self, verdict: Verdict) -> Self {
        let one = match verdict {
            Verdict::Met => Self { met: 1, missed: 0, undecided: 0 },
            Verdict::Missed => Self { met: 0, missed: 1, undecided: 0 },
            Verdict::Undecided => Self { met: 0, missed: 0, undecided: 1 },
        };
        self.plus(one)
    }
}

/// Judges one customer's touches (ascending; those after `as_of` are ignored). Each opens a window
/// of the interval that applied on its day, in calendar days, to a working day; the next touch may
/// come one working day later still. Gives the touch and the verdict of each window that ends in
/// the period.
pub fn windows(
    touches: &[NaiveDate],
    interval_on: impl Fn(NaiveDate) -> u16,
    period: Period,
    as_of: NaiveDate,
    calendar: &WorkingCalendar,
) -> Vec<(NaiveDate, Verdict)> {
    let mut days = touches.iter().copied().filter(|&day| day <= as_of).peekable();
    let mut judged = Vec::new();
    while let Some(touch) = days.next() {
        while days.next_if_eq(&touch).is_some() {}
        let length = Days::new(u64::from(interval_on(touch)));
        let due = touch.checked_add_days(length).unwrap_or(NaiveDate::MAX);
        let due = calendar.roll_following(due);
        if !period.contains(due) {
            continue;
        }
        let latest = calendar.add_working_days(due, 1);
        let verdict = match days.peek() {
            Some(&next) if next <= latest => Verdict::Met,
            _ if as_of > latest => Verdict::Missed,
            _ => Verdict::Undecided,
        };
        judged.push((touch, verdict));
    }
    judged
}

/// The [`windows`] of one customer, counted.
pub fn adherence(
    touches: &[NaiveDate],
    interval_on: impl Fn(NaiveDate) -> u16,
    period: Period,
    as_of: NaiveDate,
    calendar: &WorkingCalendar,
) -> Adherence {
    let windows = windows(touches, interval_on, period, as_of, calendar);
    windows.into_iter().fold(Adherence::default(), |sum, (_, verdict)| sum.with(verdict))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rate_is_absent_without_a_decision() {
        let undecided = Adherence { undecided: 4, ..Adherence::default() };
        assert_eq!(undecided.rate_permille(), None);
        let decided = undecided.plus(Adherence { met: 2, missed: 1, undecided: 0 });
        assert_eq!(decided.rate_permille(), Some(667));
    }

    #[test]
    fn two_touches_on_a_day_open_one_window() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let touches = ["2026-03-02", "2026-03-02", "2026-03-09"].map(day);
        let march = Period::month(day("2026-03-01"));
        let calendar = WorkingCalendar::china();
        let result = adherence(&touches, |_| 7, march, day("2026-03-09"), &calendar);
        assert_eq!(result, Adherence { met: 1, missed: 0, undecided: 1 });
    }
}
