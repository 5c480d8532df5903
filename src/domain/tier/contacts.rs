//! How often a customer was reached lately, and its level (DOMAIN 1.2).

use chrono::{Days, NaiveDate};

use super::Interaction;

/// How contact days become a level.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct InteractionRules {
    /// Low from this many contact days in the window, very low below.
    pub low_from: u32,
    /// Frequent from this many.
    pub frequent_from: u32,
    /// The window, in days up to and including today.
    pub window_days: u32,
    /// A customer known for less than the window is projected to it from the days known, but from no
    /// fewer than these.
    pub min_days: u32,
}

impl Default for InteractionRules {
    fn default() -> Self {
        Self { low_from: 2, frequent_from: 8, window_days: 90, min_days: 30 }
    }
}

/// A customer's contact days, counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Contacts {
    /// Distinct contact days in the window.
    pub days: u32,
    /// The same projected to the whole window, rounded down.
    pub normalised: u32,
    /// Its level.
    pub level: Interaction,
}

impl InteractionRules {
    /// The level of a number of contact days in the whole window.
    pub const fn level(self, contact_days: u32) -> Interaction {
        if contact_days >= self.frequent_from {
            Interaction::Frequent
        } else if contact_days >= self.low_from {
            Interaction::Low
        } else {
            Interaction::VeryLow
        }
    }

    /// Counts the days with an effective contact. `contact_days` ascend (a day may repeat); those
    /// after today are ignored.
    pub fn contacts(
        self,
        contact_days: &[NaiveDate],
        first_known: NaiveDate,
        today: NaiveDate,
    ) -> Contacts {
        let oldest = today
            .checked_sub_days(Days::new(u64::from(self.window_days.saturating_sub(1))))
            .unwrap_or(NaiveDate::MIN);
        let start = contact_days.partition_point(|day| *day < oldest);
        let end = contact_days.partition_point(|day| *day <= today);
        let in_window = contact_days.get(start..end).unwrap_or_default();
        let days = in_window.chunk_by(|a, b| a == b).count() as u64;
        let known = (today - first_known).num_days().saturating_add(1);
        let effective =
            known.max(i64::from(self.min_days)).min(i64::from(self.window_days)).max(1) as u64;
        let normalised =
            u32::try_from(days * u64::from(self.window_days) / effective).unwrap_or(u32::MAX);
        Contacts {
            days: u32::try_from(days).unwrap_or(u32::MAX),
            normalised,
            level: self.level(normalised),
        }
    }

    /// The level on `from` and every later day up to `to` on which it becomes another one, as a
    /// replay of missed days needs it. `contact_days` ascend.
    pub fn changes(
        self,
        contact_days: &[NaiveDate],
        first_known: NaiveDate,
        from: NaiveDate,
        to: NaiveDate,
    ) -> Vec<(NaiveDate, Interaction)> {
        // The count moves when a day enters or leaves the window; while the customer is young its
        // projection moves every day.
        let window = Days::new(u64::from(self.window_days));
        let moves = contact_days.iter().flat_map(|day| [Some(*day), day.checked_add_days(window)]);
        let young = first_known.iter_days().take(self.window_days as usize).map(Some);
        let mut days: Vec<NaiveDate> =
            moves.chain(young).flatten().filter(|day| from < *day && *day <= to).collect();
        days.push(from);
        days.sort_unstable();
        days.dedup();
        let mut changes: Vec<(NaiveDate, Interaction)> = Vec::new();
        for day in days {
            let level = self.contacts(contact_days, first_known, day).level;
            if changes.last().is_none_or(|(_, last)| *last != level) {
                changes.push((day, level));
            }
        }
        changes
    }
}

/// Since when a customer is known: the earlier of its record's creation and its first contact.
pub fn first_known(created_on: NaiveDate, first_contact_on: Option<NaiveDate>) -> NaiveDate {
    first_contact_on.map_or(created_on, |contact| contact.min(created_on))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn day(offset: u64) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 1, 1).unwrap() + Days::new(offset)
    }

    #[test]
    fn the_window_holds_its_first_day_and_today_and_nothing_outside() {
        let rules = InteractionRules::default();
        let days = [day(9), day(10), day(10), day(99), day(100)];
        let contacts = rules.contacts(&days, day(0), day(99));
        assert_eq!((contacts.days, contacts.normalised), (2, 2));
    }

    #[test]
    fn whoever_was_met_before_being_recorded_is_known_since_then() {
        assert_eq!(first_known(day(5), None), day(5));
        assert_eq!(first_known(day(5), Some(day(3))), day(3));
        assert_eq!(first_known(day(5), Some(day(8))), day(5));
    }

    proptest! {
        #[test]
        fn level_changes_are_those_seen_day_by_day(
            mut offsets in proptest::collection::vec(0_u64..300, 0..30),
            known in 0_u64..120,
            from in 0_u64..150,
            length in 0_u64..250,
        ) {
            offsets.sort_unstable();
            let contacts: Vec<NaiveDate> = offsets.into_iter().map(day).collect();
            let rules = InteractionRules::default();
            let mut daily: Vec<(NaiveDate, Interaction)> = Vec::new();
            for today in (from..=from + length).map(day) {
                let level = rules.contacts(&contacts, day(known), today).level;
                if daily.last().is_none_or(|(_, last)| *last != level) {
                    daily.push((today, level));
                }
            }
            prop_assert_eq!(rules.changes(&contacts, day(known), day(from), day(from + length)), daily);
        }
    }
}
