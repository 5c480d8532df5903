//! Which days won, lost and conversion are counted over.

use std::ops::RangeInclusive;

use chrono::NaiveDate;

use crate::domain::calendar::weeks;

/// A period that ends on the as-of day.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Period {
    /// From the first of the month.
    Month,
    /// From the first of the quarter.
    #[default]
    Quarter,
    /// From the first of January.
    Year,
    /// The last 365 days.
    Days365,
}

impl Period {
    const ALL: [Self; 4] = [Self::Month, Self::Quarter, Self::Year, Self::Days365];

    /// The next longer one; after the longest the shortest.
    pub fn next(self) -> Self {
        self.step(1)
    }

    /// The next shorter one; after the shortest the longest.
    pub fn previous(self) -> Self {
        self.step(Self::ALL.len() - 1)
    }

    fn step(self, by: usize) -> Self {
        let place = Self::ALL.iter().position(|period| *period == self).unwrap_or(0);
        Self::ALL.into_iter().cycle().nth(place + by).unwrap_or_default()
    }

    /// The key of its name in the language files.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Month => "period-month",
            Self::Quarter => "period-quarter",
            Self::Year => "period-year",
            Self::Days365 => "period-365",
        }
    }

    /// The days, up to the as-of day.
    pub fn days(self, as_of: NaiveDate) -> RangeInclusive<NaiveDate> {
        let whole = match self {
            Self::Month => weeks::Period::month(as_of),
            Self::Quarter => weeks::Period::quarter(as_of),
            Self::Year => weeks::Period::year(as_of),
            Self::Days365 => weeks::Period::last_days(as_of, 365),
        };
        whole.from..=as_of
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn periods_begin_where_people_say_they_do() {
        let as_of = NaiveDate::from_ymd_opt(2026, 11, 23).unwrap();
        let firsts = Period::ALL.map(|period| period.days(as_of).start().to_string());
        assert_eq!(firsts, ["2026-11-01", "2026-10-01", "2026-01-01", "2025-11-24"]);
        assert!(Period::ALL.iter().all(|period| *period.days(as_of).end() == as_of));
        assert_eq!(Period::Days365.next(), Period::Month);
        assert_eq!(Period::Month.previous(), Period::Days365);
        assert_eq!(Period::Quarter.next().previous(), Period::Quarter);
    }
}
