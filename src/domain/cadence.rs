//! When a customer is due next (DOMAIN 4.1–4.4).

use chrono::{Days, NaiveDate};
use thiserror::Error;

use super::{calendar::working::WorkingCalendar, tier::Tier};

/// The shortest and the longest interval, calendar days (DOMAIN 4.1).
pub const INTERVAL_DAYS: std::ops::RangeInclusive<u16> = 1..=730;

/// What becomes of a due day that is a day off (DOMAIN 4.3).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Roll {
    /// The next working day.
    #[default]
    Following,
    /// The working day before, unless that is not after the day counted from.
    Preceding,
}

/// The team's cadences. All days are calendar days.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cadences {
    /// Interval of A, B, C, D.
    pub interval_days: [u16; 4],
    /// Days to wait after the first, second … attempt; the last one goes for those beyond.
    pub retry_gaps: Vec<u16>,
    /// Attempts after which another channel should be tried.
    pub unreachable_after: u32,
    /// Attempts after which a customer is suspended.
    pub suspended_after: u32,
    /// Days a suspended customer rests after the last attempt.
    pub suspension_days: u16,
    /// Snoozes in a row without a touch.
    pub max_snoozes: u32,
    /// Days a snooze may reach beyond the due day.
    pub max_snooze_days: u16,
    /// What becomes of a due day that is a day off.
    pub roll: Roll,
}

impl Default for Cadences {
    fn default() -> Self {
        Self {
            interval_days: [7, 14, 30, 90],
            retry_gaps: vec![2, 2, 3, 4, 6],
            unreachable_after: 3,
            suspended_after: 6,
            suspension_days: 90,
            max_snoozes: 3,
            max_snooze_days: 30,
            roll: Roll::Following,
        }
    }
}

/// Why cadences were refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum CadenceError {
    /// An interval outside [`INTERVAL_DAYS`].
    #[error("an interval of {days} days")]
    Interval {
        /// The interval.
        days: u16,
    },
    /// No gap at all, or one of 0 days.
    #[error("a retry gap of 0 days")]
    RetryGap,
    /// A number of attempts that is 0.
    #[error("a limit of 0 attempts")]
    Attempts,
}

/// A next step agreed on with the customer and still open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Promise {
    /// The day it was made.
    pub made_on: NaiveDate,
    /// The day it is for.
    pub due_on: NaiveDate,
}

/// What is known of one customer. Days after `today` are ignored (DOMAIN 0.7).
///
/// Touches and attempts are in ascending order, a day may occur more than once. Only the last
/// touch up to today and the attempts after it matter, so a caller may leave out the others.
#[derive(Clone, Copy, Debug)]
pub struct Facts<'a> {
    /// The day the customer was recorded.
    pub created_on: NaiveDate,
    /// Days of effective contact, ascending.
    pub touches: &'a [NaiveDate],
    /// Days of attempts, ascending.
    pub attempts: &'a [NaiveDate],
    /// Open promises, in any order.
    pub promises: &'a [Promise],
    /// The day a snooze ends.
    pub snoozed_until: Option<NaiveDate>,
    /// The customer's own interval in days; taken into [`INTERVAL_DAYS`].
    pub own_interval: Option<u16>,
    /// The effective tier.
    pub tier: Tier,
}

/// Which rule gave the due day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DueSource {
    /// An open promise.
    Promise,
    /// Attempts that moved the day.
    Retry,
    /// The interval of the tier, or the customer's own.
    Cadence,
    /// Never contacted yet.
    FirstContact,
    /// A snooze.
    Snooze,
}

/// When a customer is due, as of one day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Due {
    /// The day this is told of.
    pub as_of: NaiveDate,
    /// Due by interval alone.
    pub base: NaiveDate,
    /// Due.
    pub due: NaiveDate,
    /// Which rule gave [`Self::due`].
    pub source: DueSource,
    /// Distinct attempt days since the last touch.
    pub attempts: u32,
    /// Many attempts: try another channel.
    pub unreachable: bool,
    /// Too many attempts: resting.
    pub suspended: bool,
    /// Days since [`Self::due`]; negative = early.
    pub overdue_days: i64,
    /// Days since the last touch, or since the customer was recorded.
    pub silence_days: i64,
    /// The last touch.
    pub last_touch: Option<NaiveDate>,
    /// The interval that applies, days.
    pub interval_days: u16,
    /// The earliest open promise, even when a snooze hides it.
    pub promised: Option<NaiveDate>,
    /// That promise is over.
    pub promise_broken: bool,
}

/// What facts say of a customer's due day, before the day it is asked for: made once from the
/// facts, asked for every day of a plan at the price of a few comparisons.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Schedule {
    /// Due by interval alone.
    pub base: NaiveDate,
    /// Due by attempts or interval.
    pub retry: NaiveDate,
    /// The earliest open promise.
    pub promised: Option<NaiveDate>,
    /// The day a snooze ends.
    pub snoozed_until: Option<NaiveDate>,
    /// The last touch, or the day of the record.
    pub anchor: NaiveDate,
    /// Whether the anchor is a touch.
    pub touched: bool,
    /// Distinct attempt days since the last touch.
    pub attempts: u32,
    /// Many attempts.
    pub unreachable: bool,
    /// Too many attempts.
    pub suspended: bool,
    /// The interval that applies, days.
    pub interval_days: u16,
}

/// Why a snooze was refused (DOMAIN 4.4.3).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum SnoozeRefusal {
    /// It would not move the due day, or end today or before.
    #[error("already due on {due}")]
    NotLater {
        /// The due day without a snooze.
        due: NaiveDate,
    },
    /// Due for so long that every day to come is too far from the due day.
    #[error("due since {due}")]
    TooLate {
        /// The due day without a snooze.
        due: NaiveDate,
        /// Days that a snooze may reach beyond it.
        most: u16,
    },
    /// Too far from the due day.
    #[error("no later than {latest}")]
    TooFar {
        /// The last day allowed.
        latest: NaiveDate,
    },
    /// Too many in a row without a touch.
    #[error("snoozed {limit} times already")]
    TooMany {
        /// How many are allowed.
        limit: u32,
    },
    /// A broken promise cannot be snoozed.
    #[error("promised for {due}")]
    PromiseBroken {
        /// The day it was for.
        due: NaiveDate,
    },
}

impl Cadences {
    /// Whether every number makes sense.
    ///
    /// # Errors
    /// The first [`CadenceError`].
    pub fn check(&self) -> Result<(), CadenceError> {
        let interval = self.interval_days.into_iter().find(|days| !INTERVAL_DAYS.contains(days));
        match interval {
            Some(days) => Err(CadenceError::Interval { days }),
            None if self.retry_gaps.is_empty() || self.retry_gaps.contains(&0) => {
                Err(CadenceError::RetryGap)
            }
            None if self.unreachable_after == 0 || self.suspended_after == 0 => {
                Err(CadenceError::Attempts)
            }
            None => Ok(()),
        }
    }

    /// The interval of a tier, days.
    pub const fn interval(&self, tier: Tier) -> u16 {
        let [a, b, c, d] = self.interval_days;
        match tier {
            Tier::A => a,
            Tier::B => b,
            Tier::C => c,
            Tier::D => d,
        }
    }

    /// When a customer is due, as of today.
    pub fn due(&self, facts: &Facts<'_>, calendar: &WorkingCalendar, today: NaiveDate) -> Due {
        self.schedule(facts, calendar, today).on(today)
    }

    /// What the facts known today say of the due day. Allocates nothing.
    pub fn schedule(
        &self,
        facts: &Facts<'_>,
        calendar: &WorkingCalendar,
        today: NaiveDate,
    ) -> Schedule {
        let interval_days = facts
            .own_interval
            .unwrap_or_else(|| self.interval(facts.tier))
            .clamp(*INTERVAL_DAYS.start(), *INTERVAL_DAYS.end());
        let touch = known(facts.touches, today).last().copied();
        let anchor = touch.unwrap_or(facts.created_on);
        let base = touch.map_or_else(
            || calendar.add_working_days(facts.created_on, 1),
            |touch| self.rolled(calendar, touch, interval_days),
        );
        let tried = known(facts.attempts, today);
        let before = |day: &NaiveDate| *day < anchor || (touch.is_some() && *day == anchor);
        let tried = tried.get(tried.partition_point(before)..).unwrap_or_default();
        let attempts = u32::try_from(tried.chunk_by(|a, b| a == b).count()).unwrap_or(u32::MAX);
        let suspended = attempts >= self.suspended_after;
        let retry = tried.last().map(|&last| {
            let days = if suspended {
                self.suspension_days
            } else {
                self.gap(attempts).map_or(interval_days, |gap| gap.min(interval_days))
            };
            self.rolled(calendar, last, days)
        });
        Schedule {
            base,
            retry: retry.map_or(base, |retry| retry.max(base)),
            promised: facts
                .promises
                .iter()
                .filter(|promise| promise.made_on <= today)
                .map(|promise| promise.due_on)
                .min(),
            snoozed_until: facts.snoozed_until,
            anchor,
            touched: touch.is_some(),
            attempts,
            unreachable: attempts >= self.unreachable_after,
            suspended,
            interval_days,
        }
    }

    /// Whether a customer may be snoozed until a day, having been snoozed `in_a_row` times since
    /// the last touch (DOMAIN 4.4.3). An earlier snooze does not count into the due day.
    ///
    /// # Errors
    /// The reason it may not.
    pub fn check_snooze(
        &self,
        schedule: &Schedule,
        until: NaiveDate,
        in_a_row: u32,
        today: NaiveDate,
    ) -> Result<(), SnoozeRefusal> {
        let due = Schedule { snoozed_until: None, ..*schedule }.on(today);
        let latest = later(due.due, self.max_snooze_days);
        if due.promise_broken {
            Err(SnoozeRefusal::PromiseBroken { due: due.due })
        } else if in_a_row >= self.max_snoozes {
            Err(SnoozeRefusal::TooMany { limit: self.max_snoozes })
        } else if latest <= today {
            Err(SnoozeRefusal::TooLate { due: due.due, most: self.max_snooze_days })
        } else if until > latest {
            Err(SnoozeRefusal::TooFar { latest })
        } else if until <= due.due.max(today) {
            Err(SnoozeRefusal::NotLater { due: due.due })
        } else {
            Ok(())
        }
    }

    /// Days to wait after the `k`-th attempt.
    fn gap(&self, k: u32) -> Option<u16> {
        self.retry_gaps.get(k.saturating_sub(1) as usize).or(self.retry_gaps.last()).copied()
    }

    /// So many days after `from`, on a working day.
    fn rolled(&self, calendar: &WorkingCalendar, from: NaiveDate, days: u16) -> NaiveDate {
        let day = later(from, days);
        match self.roll {
            Roll::Following => calendar.roll_following(day),
            Roll::Preceding => Some(calendar.roll_preceding(day))
                .filter(|&before| before > from)
                .unwrap_or_else(|| calendar.roll_following(day)),
        }
    }
}

impl Schedule {
    /// When the customer is due, as of a day, if nothing happens until then.
    pub fn on(&self, day: NaiveDate) -> Due {
        let promise_broken = self.promised.is_some_and(|promised| day > promised);
        let (due, source) = match (self.promised, self.touched) {
            (Some(promised), _) => (promised, DueSource::Promise),
            (None, _) if self.retry > self.base => (self.retry, DueSource::Retry),
            (None, true) => (self.base, DueSource::Cadence),
            (None, false) => (self.base, DueSource::FirstContact),
        };
        let (due, source) = match self.snoozed_until {
            Some(until) if until > due && !promise_broken => (until, DueSource::Snooze),
            _ => (due, source),
        };
        Due {
            as_of: day,
            base: self.base,
            due,
            source,
            attempts: self.attempts,
            unreachable: self.unreachable,
            suspended: self.suspended,
            overdue_days: (day - due).num_days(),
            silence_days: (day - self.anchor).num_days(),
            last_touch: self.touched.then_some(self.anchor),
            interval_days: self.interval_days,
            promised: self.promised,
            promise_broken,
        }
    }
}

/// The days up to today of an ascending list.
fn known(days: &[NaiveDate], today: NaiveDate) -> &[NaiveDate] {
    days.get(..days.partition_point(|&day| day <= today)).unwrap_or_default()
}

fn later(day: NaiveDate, days: u16) -> NaiveDate {
    day.checked_add_days(Days::new(u64::from(days))).unwrap_or(NaiveDate::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    const NOBODY: Facts<'_> = Facts {
        created_on: NaiveDate::MIN,
        touches: &[],
        attempts: &[],
        promises: &[],
        snoozed_until: None,
        own_interval: None,
        tier: Tier::A,
    };

    #[test]
    fn facts_after_today_are_ignored() {
        let calendar = WorkingCalendar::china();
        let (touch, today) = (day("2026-03-26"), day("2026-03-31"));
        let created = Facts { created_on: day("2026-03-02"), ..NOBODY };
        let facts = Facts { touches: &[touch], ..created };
        let tomorrow = day("2026-04-01");
        let later = Facts {
            touches: &[touch, tomorrow],
            attempts: &[tomorrow],
            promises: &[Promise { made_on: tomorrow, due_on: tomorrow }],
            ..created
        };
        let cadences = Cadences::default();
        assert_eq!(cadences.due(&later, &calendar, today), cadences.due(&facts, &calendar, today));
    }

    #[test]
    fn preceding_stays_after_the_last_touch() {
        let calendar = WorkingCalendar::china();
        let preceding = Cadences { roll: Roll::Preceding, ..Cadences::default() };
        let today = day("2026-03-31");
        for (touch, own, base) in [
            ("2026-03-21", Some(7), "2026-03-27"), // Saturday → Friday before
            ("2026-03-27", Some(1), "2026-03-30"), // Friday itself is the touch → Monday after
        ] {
            let touches = [day(touch)];
            let facts = Facts { touches: &touches, own_interval: own, ..NOBODY };
            assert_eq!(preceding.due(&facts, &calendar, today).base, day(base), "{touch}");
        }
    }

    #[test]
    fn several_attempts_on_a_day_count_once_and_those_before_the_touch_do_not_count() {
        let calendar = WorkingCalendar::china();
        let touches = [day("2026-03-11")];
        let attempts =
            ["2026-03-10", "2026-03-11", "2026-03-12", "2026-03-12", "2026-03-16"].map(day);
        let facts = Facts { touches: &touches, attempts: &attempts, ..NOBODY };
        let due = Cadences::default().due(&facts, &calendar, day("2026-03-31"));
        assert_eq!((due.attempts, due.due), (2, day("2026-03-18")));
    }

    #[test]
    fn a_snooze_yields_to_a_promise_on_the_day_it_breaks() {
        let calendar = WorkingCalendar::china();
        let promises = [Promise { made_on: day("2026-03-20"), due_on: day("2026-04-01") }];
        let facts = Facts { promises: &promises, snoozed_until: Some(day("2026-04-08")), ..NOBODY };
        let schedule = Cadences::default().schedule(&facts, &calendar, day("2026-03-31"));
        assert_eq!(schedule.on(day("2026-04-01")).source, DueSource::Snooze);
        let broken = schedule.on(day("2026-04-02"));
        assert_eq!((broken.source, broken.due), (DueSource::Promise, day("2026-04-01")));
        assert!(broken.promise_broken);
    }

    #[test]
    fn a_snooze_is_limited() {
        let calendar = WorkingCalendar::china();
        let cadences = Cadences::default();
        let (today, due) = (day("2026-03-31"), day("2026-03-26"));
        let touches = [day("2026-03-19")];
        let facts = Facts { touches: &touches, snoozed_until: Some(day("2026-04-03")), ..NOBODY };
        let schedule = cadences.schedule(&facts, &calendar, today);
        for (until, in_a_row, expected) in [
            ("2026-04-25", 2, Ok(())),
            ("2026-04-26", 0, Err(SnoozeRefusal::TooFar { latest: day("2026-04-25") })),
            ("2026-04-03", 3, Err(SnoozeRefusal::TooMany { limit: 3 })),
            ("2026-03-26", 0, Err(SnoozeRefusal::NotLater { due })),
            ("2026-03-31", 0, Err(SnoozeRefusal::NotLater { due })),
        ] {
            let result = cadences.check_snooze(&schedule, day(until), in_a_row, today);
            assert_eq!(result, expected, "{until}");
        }
        // A month later no day is near enough any more.
        let refused = cadences.check_snooze(&schedule, day("2026-04-27"), 0, day("2026-04-25"));
        assert_eq!(refused, Err(SnoozeRefusal::TooLate { due, most: 30 }));
        let promises = [Promise { made_on: due, due_on: due }];
        let broken = Facts { promises: &promises, ..NOBODY };
        let schedule = cadences.schedule(&broken, &calendar, today);
        assert_eq!(
            cadences.check_snooze(&schedule, day("2026-04-03"), 0, today),
            Err(SnoozeRefusal::PromiseBroken { due })
        );
    }

    #[test]
    fn cadences_that_make_no_sense_are_refused() {
        let with = |change: fn(&mut Cadences)| {
            let mut cadences = Cadences::default();
            change(&mut cadences);
            cadences.check()
        };
        assert_eq!(with(|_| ()), Ok(()));
        assert_eq!(
            with(|c| c.interval_days = [7, 0, 30, 90]),
            Err(CadenceError::Interval { days: 0 })
        );
        assert_eq!(with(|c| c.retry_gaps.clear()), Err(CadenceError::RetryGap));
        assert_eq!(with(|c| c.suspended_after = 0), Err(CadenceError::Attempts));
    }
}
