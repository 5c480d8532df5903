//! A tier set by hand for a while (DOMAIN 1.6).

use chrono::{Days, NaiveDate};
use thiserror::Error;

use super::Tier;

/// How long an override lasts unless said otherwise, in days, both ends included.
const DEFAULT_DAYS: u64 = 90;
/// The longest an override may last.
const MAX_DAYS: i64 = 365;
/// An override with this many days left or fewer is about to expire.
const EXPIRING_DAYS: i64 = 7;

/// A tier set by hand. The automatic tier goes on stepping beneath it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TierOverride {
    /// The tier.
    pub tier: Tier,
    /// Why.
    pub reason: String,
    /// First day.
    pub from: NaiveDate,
    /// Last day.
    pub to: NaiveDate,
}

/// Why an override is refused.
#[derive(Clone, Copy, Debug, Error, PartialEq, Eq)]
pub enum OverrideError {
    /// No reason was given.
    #[error("an override needs a reason")]
    NoReason,
    /// It ends before it begins.
    #[error("an override from {from} cannot end on {to}")]
    EndsBeforeItBegins {
        /// First day.
        from: NaiveDate,
        /// Last day.
        to: NaiveDate,
    },
    /// It is longer than a year.
    #[error("an override of {days} days is longer than {MAX_DAYS}")]
    TooLong {
        /// Its length in days, both ends included.
        days: i64,
    },
}

impl TierOverride {
    /// An override from a day to a day, both included; without an end it lasts 90 days.
    ///
    /// # Errors
    /// When the reason is blank, the end lies before the beginning or more than 365 days are meant.
    pub fn new(
        tier: Tier,
        reason: &str,
        from: NaiveDate,
        to: Option<NaiveDate>,
    ) -> Result<Self, OverrideError> {
        let reason = reason.trim();
        if reason.is_empty() {
            return Err(OverrideError::NoReason);
        }
        let to = to
            .or_else(|| from.checked_add_days(Days::new(DEFAULT_DAYS - 1)))
            .unwrap_or(NaiveDate::MAX);
        let days = (to - from).num_days() + 1;
        if days < 1 {
            return Err(OverrideError::EndsBeforeItBegins { from, to });
        }
        if days > MAX_DAYS {
            return Err(OverrideError::TooLong { days });
        }
        Ok(Self { tier, reason: reason.to_owned(), from, to })
    }

    /// Whether it holds on a day.
    pub fn is_active(&self, today: NaiveDate) -> bool {
        self.from <= today && today <= self.to
    }

    /// Days after today on which it still holds; `None` on a day it does not hold.
    pub fn days_left(&self, today: NaiveDate) -> Option<i64> {
        self.is_active(today).then(|| (self.to - today).num_days())
    }

    /// Whether it holds today and ends within a week.
    pub fn expiring_soon(&self, today: NaiveDate) -> bool {
        self.days_left(today).is_some_and(|days| days <= EXPIRING_DAYS)
    }

    /// The one of a customer's overrides, in the order they were made, that holds on a day: a later
    /// one replaces an earlier one from its first day on, also after its own end.
    pub fn active(overrides: &[Self], today: NaiveDate) -> Option<&Self> {
        let last = overrides.iter().rev().find(|one| one.from <= today)?;
        last.is_active(today).then_some(last)
    }

    /// The tier that counts on a day: the override's while one holds, else the automatic one.
    pub fn effective(overrides: &[Self], automatic: Tier, today: NaiveDate) -> Tier {
        Self::active(overrides, today).map_or(automatic, |one| one.tier)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, month, day).unwrap()
    }

    #[test]
    fn an_override_lasts_ninety_days_and_at_most_a_year() {
        let from = day(1, 10);
        let make = |to| TierOverride::new(Tier::A, "key account", from, to);
        assert_eq!(make(None).unwrap().to, day(4, 9));
        assert_eq!(make(Some(from)).unwrap().days_left(from), Some(0));
        assert!(make(Some(from + Days::new(364))).is_ok());
        assert_eq!(make(Some(from + Days::new(365))), Err(OverrideError::TooLong { days: 366 }));
        let to = day(1, 9);
        assert_eq!(make(Some(to)), Err(OverrideError::EndsBeforeItBegins { from, to }));
        assert_eq!(
            TierOverride::new(Tier::A, " \u{3000}", from, None),
            Err(OverrideError::NoReason)
        );
    }

    #[test]
    fn a_newer_override_replaces_the_older_one_for_good_from_its_first_day() {
        let old = TierOverride::new(Tier::A, "old", day(1, 1), Some(day(6, 30))).unwrap();
        let new = TierOverride::new(Tier::C, "new", day(3, 1), Some(day(3, 31))).unwrap();
        let both = [old, new];
        let cases = [(day(2, 28), Tier::A), (day(3, 1), Tier::C), (day(4, 1), Tier::D)];
        for (today, tier) in cases {
            assert_eq!(TierOverride::effective(&both, Tier::D, today), tier, "{today}");
        }
    }
}
