//! The warning: silence against the customer's own usual interval (DOMAIN 3.2).

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::purchases::{PurchaseDays, gaps};

/// Days between purchases where the data are too few to say.
pub const DEFAULT_INTERVAL: i64 = 90;

/// Only so many of the latest gaps describe a customer.
const GAPS_CONSIDERED: usize = 10;
/// Twice the usual interval is never less, days.
const SHORTEST_X2: i64 = 14;
/// Nor more.
const LONGEST_X2: i64 = 730;
/// With fewer own gaps, the population's interval fills up.
const GAPS_NEEDED: u32 = 3;

/// How long a customer has been silent, measured by its own interval; better first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// At most 1.25 usual intervals.
    Normal,
    /// At most 2.
    Late,
    /// At most 3.
    AtRisk,
    /// More.
    Lost,
}

impl Level {
    /// All levels, best first.
    pub const ALL: [Self; 4] = [Self::Normal, Self::Late, Self::AtRisk, Self::Lost];

    /// Stable key in files and answers.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Normal => "normal",
            Self::Late => "late",
            Self::AtRisk => "at_risk",
            Self::Lost => "lost",
        }
    }
}

/// The warning's level with everything that explains it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Silence {
    /// The level.
    pub level: Level,
    /// Days since the last purchase.
    pub silence_days: i64,
    /// Twice the usual interval in days, 14–730.
    pub usual_interval_x2: i64,
    /// Own gaps used, at most 10.
    pub own_gaps: u32,
    /// The population's interval, if it had to fill up for fewer than 3 own gaps.
    pub padded_with: Option<i64>,
}

/// The pace at which a customer buys: what its usual interval is made of, without the days
/// themselves. Of the latest gaps between purchases, the middle two.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Pace {
    /// How many of the latest gaps count, at most 10.
    pub own_gaps: u32,
    /// The lower of the middle two, days; of two gaps the shorter; 0 with fewer.
    pub low: i64,
    /// The upper of the middle two, days; of two gaps the longer; 0 with fewer.
    pub high: i64,
}

impl Pace {
    /// The pace of ascending purchase days.
    pub fn of(days: &[NaiveDate]) -> Self {
        let mut latest: Vec<i64> = gaps(days).rev().take(GAPS_CONSIDERED).collect();
        let own_gaps = u32::try_from(latest.len()).unwrap_or(0);
        if own_gaps < 2 {
            return Self { own_gaps, low: 0, high: 0 };
        }
        let (low, high) = middle_two(&mut latest);
        Self { own_gaps, low, high }
    }

    /// Twice the usual interval, days, 14–730; fewer than 3 gaps are padded with the population's
    /// interval `population`.
    pub fn usual_interval_x2(self, population: i64) -> i64 {
        let twice = match self.own_gaps {
            // Two of three are the population's: so is the middle one.
            0 | 1 => 2 * population,
            // The middle one of three.
            2 => 2 * population.clamp(self.low, self.high),
            _ => self.low + self.high,
        };
        twice.clamp(SHORTEST_X2, LONGEST_X2)
    }
}

/// Usual days between purchases of all customers together: the floor of the median gap, or
/// [`DEFAULT_INTERVAL`] below 30 gaps or 10 customers with one.
pub fn population_interval<'a>(customers: impl IntoIterator<Item = &'a PurchaseDays>) -> i64 {
    let mut times: BTreeMap<i64, u64> = BTreeMap::new();
    let mut with_gaps = 0;
    for customer in customers {
        for gap in customer.gaps() {
            *times.entry(gap).or_default() += 1;
        }
        with_gaps += usize::from(customer.gaps().len() > 0);
    }
    let times: Vec<(i64, u64)> = times.into_iter().collect();
    population_interval_of(&times, with_gaps)
}

/// [`population_interval`] of gaps that were counted: ascending days with how often they occur, and
/// how many customers have one.
pub fn population_interval_of(times: &[(i64, u64)], with_gaps: usize) -> i64 {
    let all: u64 = times.iter().map(|(_, times)| times).sum();
    if all < 30 || with_gaps < 10 {
        return DEFAULT_INTERVAL;
    }
    let at = |place: u64| {
        let mut before = 0;
        let found = times.iter().find(|(_, times)| {
            before += times;
            place < before
        });
        found.map_or(0, |(days, _)| *days)
    };
    ((at((all - 1) / 2) + at(all / 2)) / 2).max(1)
}

/// The warning for a customer; `None` without a purchase. `population` is the usual interval of
/// all customers in days ([`population_interval`]).
pub fn silence(purchases: &PurchaseDays, population: i64, today: NaiveDate) -> Option<Silence> {
    silence_after(purchases.days(), population, today)
}

/// [`silence`] after ascending purchase days.
pub(crate) fn silence_after(
    days: &[NaiveDate],
    population: i64,
    today: NaiveDate,
) -> Option<Silence> {
    Some(silence_since(*days.last()?, Pace::of(days), population, today))
}

/// [`silence`] since the last purchase of a customer with this pace.
pub fn silence_since(last: NaiveDate, pace: Pace, population: i64, today: NaiveDate) -> Silence {
    let silence_days = (today - last).num_days();
    let usual_interval_x2 = pace.usual_interval_x2(population);
    let level = if 8 * silence_days <= 5 * usual_interval_x2 {
        Level::Normal
    } else if silence_days <= usual_interval_x2 {
        Level::Late
    } else if silence_days <= lost_after(usual_interval_x2) {
        Level::AtRisk
    } else {
        Level::Lost
    };
    let own_gaps = pace.own_gaps;
    let padded_with = (own_gaps < GAPS_NEEDED).then_some(population);
    Silence { level, silence_days, usual_interval_x2, own_gaps, padded_with }
}

/// Days of silence outside of which nobody is at risk, whatever the usual interval.
pub const AT_RISK_DAYS: std::ops::RangeInclusive<i64> = SHORTEST_X2 + 1..=lost_after(LONGEST_X2);

/// The day on which the warning began, or will begin: the first on which a customer is at risk.
pub fn warned_on(last: NaiveDate, usual_interval_x2: i64) -> NaiveDate {
    let days = chrono::TimeDelta::days(usual_interval_x2 + 1);
    last.checked_add_signed(days).unwrap_or(NaiveDate::MAX)
}

/// The last day of silence that is not yet lost: three usual intervals, rounded down, which for
/// whole days is the same as `2s ≤ 3·U2`.
pub(crate) const fn lost_after(usual_interval_x2: i64) -> i64 {
    3 * usual_interval_x2 / 2
}

/// The middle two, which of an odd number are the same; 0 of nothing.
fn middle_two(values: &mut [i64]) -> (i64, i64) {
    values.sort_unstable();
    let at = |index: usize| values.get(index).copied().unwrap_or(0);
    (at(values.len().saturating_sub(1) / 2), at(values.len() / 2))
}

#[cfg(test)]
mod tests {
    use chrono::Days;

    use super::*;

    /// Purchases so many days before `today`.
    fn bought(ages: &[u64], today: NaiveDate) -> PurchaseDays {
        PurchaseDays::new(ages.iter().map(|age| (today - Days::new(*age), 1)), today)
    }

    fn today() -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 6, 30).unwrap()
    }

    #[test]
    fn bounds_of_the_levels_belong_to_the_better_level() {
        // One purchase, padded with 10 days: 12.5, 20 and 30 days are the bounds.
        let cases = [(0, "normal"), (12, "normal"), (13, "late"), (20, "late")];
        let cases = cases.iter().chain(&[(21, "at_risk"), (30, "at_risk"), (31, "lost")]);
        for (age, level) in cases {
            let silence = silence(&bought(&[*age], today()), 10, today()).unwrap();
            assert_eq!(silence.level.key(), *level, "{age} days");
            assert_eq!(silence.padded_with, Some(10));
        }
        assert_eq!(silence(&PurchaseDays::default(), 10, today()), None);
    }

    #[test]
    fn only_the_last_ten_gaps_count() {
        // Eleven old gaps of 100 days, then ten of 9: the old ones are forgotten.
        let ages: Vec<u64> =
            (0..=10).map(|n| 9 * n).chain((1..=11).map(|n| 90 + 100 * n)).collect();
        let silence = silence(&bought(&ages, today()), 90, today()).unwrap();
        assert_eq!((silence.usual_interval_x2, silence.own_gaps), (18, 10));
        assert_eq!(silence.padded_with, None);
    }

    #[test]
    fn a_small_population_has_the_default_interval() {
        let weekly = bought(&[0, 7, 14, 21], today());
        assert_eq!(population_interval(&vec![weekly.clone(); 9]), DEFAULT_INTERVAL);
        assert_eq!(population_interval(&vec![weekly; 10]), 7);
        let daily = bought(&[0, 1], today());
        assert_eq!(population_interval(&vec![daily.clone(); 29]), DEFAULT_INTERVAL);
        assert_eq!(population_interval(&vec![daily; 30]), 1);
    }
}
