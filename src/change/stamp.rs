//! The hybrid logical clock: stamps that order changes of all devices.
//!
//! Every stamp that is seen is absorbed, however wrong its clock: refusing changes for their clock
//! loses them, ignoring the clock lets old changes win.

use uuid::Uuid;

use crate::domain::id::Id;

/// 2200-01-01: no honest clock shows it; the one bound that is kept.
const LAST_MILLIS: i64 = 7_258_118_400_000;

/// The order of changes: milliseconds, then counter, then device.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Stamp {
    /// Milliseconds since 1970, as the writer's clock (or the largest stamp it had seen) had it.
    pub millis: i64,
    /// Orders changes of one millisecond.
    pub counter: u32,
    /// Breaks ties between devices.
    pub device: Id<Device>,
}

/// Marks the id of a device.
#[derive(Debug)]
pub enum Device {}

/// A stamp that no clock should show.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("stamp {millis} ms lies after the year 2199")]
pub struct StampOutOfRange {
    /// The milliseconds of the stamp.
    pub millis: i64,
}

/// The largest (milliseconds, counter) seen so far; saved with every commit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct HybridClock {
    /// Milliseconds of the largest stamp.
    pub millis: i64,
    /// Its counter.
    pub counter: u32,
}

impl HybridClock {
    /// The next stamp: after everything seen, and not before the wall clock.
    ///
    /// # Errors
    /// Fails when the clock has passed the year 2199.
    pub fn tick(&mut self, now: i64, device: Uuid) -> Result<Stamp, StampOutOfRange> {
        if now > self.millis {
            (self.millis, self.counter) = (now, 0);
        } else if let Some(next) = self.counter.checked_add(1) {
            self.counter = next;
        } else {
            (self.millis, self.counter) = (self.millis + 1, 0);
        }
        check(self.millis)?;
        Ok(Stamp { millis: self.millis, counter: self.counter, device: Id::new(device) })
    }

    /// Takes note of a stamp made elsewhere.
    ///
    /// # Errors
    /// Fails for a stamp after the year 2199.
    pub fn absorb(&mut self, stamp: Stamp) -> Result<(), StampOutOfRange> {
        check(stamp.millis)?;
        let seen = Self { millis: stamp.millis, counter: stamp.counter };
        *self = seen.max(*self);
        Ok(())
    }
}

const fn check(millis: i64) -> Result<(), StampOutOfRange> {
    if millis < LAST_MILLIS { Ok(()) } else { Err(StampOutOfRange { millis }) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stamps_rise_whatever_the_clock_does() {
        let mut clock = HybridClock::default();
        let device = Uuid::nil();
        let stamps: Vec<Stamp> = [100, 100, 50, 200, -5, 199]
            .into_iter()
            .map(|now| clock.tick(now, device).unwrap())
            .collect();
        assert!(stamps.windows(2).all(|pair| pair[0] < pair[1]), "{stamps:?}");
    }

    #[test]
    fn an_absorbed_stamp_is_before_the_next_one() {
        let mut clock = HybridClock::default();
        let ahead =
            Stamp { millis: 4_000_000_000_000, counter: u32::MAX, device: Id::new(Uuid::max()) };
        clock.absorb(ahead).unwrap();
        let next = clock.tick(1_000, Uuid::nil()).unwrap();
        assert!(next > ahead);
    }

    #[test]
    fn only_the_far_future_is_refused() {
        let mut clock = HybridClock::default();
        let device = Id::new(Uuid::nil());
        let stamp = Stamp { millis: LAST_MILLIS, counter: 0, device };
        assert!(clock.absorb(stamp).is_err());
        assert!(clock.absorb(Stamp { millis: LAST_MILLIS - 1, ..stamp }).is_ok());
    }
}
