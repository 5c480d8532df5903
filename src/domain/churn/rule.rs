//! The warning: silence against the customer's own usual interval (DOMAIN 3.2).

use chrono::NaiveDate;

use super::purchases::{PurchaseDays, gaps};

/// Days between purchases where the data are too few to say.
pub const DEFAULT_INTERVAL: i64 = 90;

/// Only so many of the latest gaps describe a customer.
const GAPS_CONSIDERED: usize = 10;
/// With fewer own gaps, the population's interval fills up.
const GAPS_NEEDED: usize = 3;

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
    pub own_gaps: usize,
    /// The population's interval, if it had to fill up for fewer than 3 own gaps.
    pub padded_with: Option<i64>,
}

/// Usual days between purchases of all customers together: the floor of the median gap, or
/// [`DEFAULT_INTERVAL`] below 30 gaps or 10 customers with one.
pub fn population_interval<'a>(customers: impl IntoIterator<Item = &'a PurchaseDays>) -> i64 {
    let mut all = Vec::new();
    let mut with_gaps = 0;
    for customer in customers {
        all.extend(customer.gaps());
        with_gaps += usize::from(customer.gaps().len() > 0);
    }
    if all.len() < 30 || with_gaps < 10 {
        return DEFAULT_INTERVAL;
    }
    (median_x2(&mut all) / 2).max(1)
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
    let silence_days = (today - *days.last()?).num_days();
    let mut latest: Vec<i64> = gaps(days).rev().take(GAPS_CONSIDERED).collect();
    let own_gaps = latest.len();
    latest.resize(own_gaps.max(GAPS_NEEDED), population);
    let usual_interval_x2 = median_x2(&mut latest).clamp(14, 730);
    let level = if 8 * silence_days <= 5 * usual_interval_x2 {
        Level::Normal
    } else if silence_days <= usual_interval_x2 {
        Level::Late
    } else if silence_days <= lost_after(usual_interval_x2) {
        Level::AtRisk
    } else {
        Level::Lost
    };
    let padded_with = (own_gaps < GAPS_NEEDED).then_some(population);
    Some(Silence { level, silence_days, usual_interval_x2, own_gaps, padded_with })
}

/// The last day of silence that is not yet lost: three usual intervals, rounded down, which for
/// whole days is the same as `2s ≤ 3·U2`.
pub(crate) const fn lost_after(usual_interval_x2: i64) -> i64 {
    3 * usual_interval_x2 / 2
}

/// Twice the median (the mean of the middle two of an even number); 0 of nothing.
fn median_x2(values: &mut [i64]) -> i64 {
    values.sort_unstable();
    let at = |index: usize| values.get(index).copied().unwrap_or(0);
    at(values.len().saturating_sub(1) / 2) + at(values.len() / 2)
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
