//! Time, chance and identity: the only place that reads a clock or makes an id.

pub mod identity;
pub mod ui;

use std::{
    path::PathBuf,
    sync::{Mutex, MutexGuard, PoisonError},
    time::{SystemTime, UNIX_EPOCH},
};

use uuid::{Builder, Uuid};

use identity::DeviceId;

/// When a file was written to, as the platform has it.
pub type FileTime = SystemTime;

/// What the world gives to one run of the program.
///
/// Everything that would differ between two runs on the same data is in here, so that a test or a
/// demo that fixes it gets the same bytes.
#[derive(Debug)]
pub struct Env {
    clock: Clock,
    ids: Mutex<Ids>,
    /// This machine's identity.
    pub device: DeviceId,
    /// Where the identity of files lives; `None` keeps it in memory.
    pub state: Option<PathBuf>,
    /// The zone of the machine, an IANA name.
    pub zone: String,
}

#[derive(Clone, Copy, Debug)]
enum Clock {
    System,
    /// Milliseconds since 1970 at the start; it does not move.
    Fixed(i64),
}

#[derive(Debug)]
struct Ids {
    chance: Chance,
    last_millis: i64,
    counter: u16,
}

#[derive(Debug)]
enum Chance {
    System,
    /// SplitMix64: small, and the same on every platform.
    Seeded(u64),
}

impl Env {
    /// The real world: the system's clock and chance, identities kept in `state`.
    pub fn system(state: Option<PathBuf>) -> Self {
        let device = state.as_deref().map_or_else(DeviceId::random, identity::device_in);
        let zone = iana_time_zone::get_timezone().unwrap_or_else(|_| "UTC".to_owned());
        Self {
            clock: Clock::System,
            ids: Mutex::new(Ids::new(Chance::System)),
            device,
            state,
            zone,
        }
    }

    /// A world that is the same every time: the clock stands at `now_millis`, ids and chance come
    /// from `seed`. For tests and demos.
    pub fn fixed(now_millis: i64, seed: u64) -> Self {
        Self {
            clock: Clock::Fixed(now_millis),
            ids: Mutex::new(Ids::new(Chance::Seeded(seed))),
            device: DeviceId::seeded(seed),
            state: None,
            zone: "Asia/Shanghai".to_owned(),
        }
    }

    /// This world with the clock stopped at `now_millis`.
    #[must_use]
    pub fn at(mut self, now_millis: i64) -> Self {
        self.clock = Clock::Fixed(now_millis);
        self
    }

    /// This world with ids and chance from `seed`.
    #[must_use]
    pub fn seeded(mut self, seed: u64) -> Self {
        self.ids = Mutex::new(Ids::new(Chance::Seeded(seed)));
        self
    }

    /// Milliseconds since 1970-01-01 UTC.
    pub fn now(&self) -> i64 {
        match self.clock {
            Clock::Fixed(millis) => millis,
            // A clock before 1970 counts as 1970: stamps never go below what was seen anyway.
            Clock::System => SystemTime::now()
                .duration_since(UNIX_EPOCH)
                .ok()
                .and_then(|since| i64::try_from(since.as_millis()).ok())
                .unwrap_or(0),
        }
    }

    /// A new id (UUIDv7): ids made by one run sort in the order of making.
    pub fn new_uuid(&self) -> Uuid {
        let now = self.now();
        self.ids().next(now)
    }

    /// 64 bits of chance.
    pub fn chance(&self) -> u64 {
        self.ids().chance.next()
    }

    /// Lets seeded chance depend on how far a file has come, so that two runs with one seed do not
    /// make the same ids in it; the system's chance needs none of it.
    pub fn stir(&self, steps: u64) {
        if let Chance::Seeded(state) = &mut self.ids().chance {
            *state ^= Chance::Seeded(steps).next();
        }
    }

    fn ids(&self) -> MutexGuard<'_, Ids> {
        // A panic elsewhere leaves the counter usable.
        self.ids.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Ids {
    const fn new(chance: Chance) -> Self {
        Self { chance, last_millis: 0, counter: 0 }
    }

    fn next(&mut self, now: i64) -> Uuid {
        if now > self.last_millis {
            (self.last_millis, self.counter) = (now, 0);
        } else if self.counter < 0x0fff {
            self.counter += 1;
        } else {
            // 4,096 ids in a millisecond: borrow from the next one, so that the order holds.
            (self.last_millis, self.counter) = (self.last_millis + 1, 0);
        }
        let [c0, c1] = self.counter.to_be_bytes();
        let [r0, r1, r2, r3, r4, r5, r6, r7] = self.chance.next().to_be_bytes();
        let millis = u64::try_from(self.last_millis).unwrap_or(0);
        let random = [c0, c1, r0, r1, r2, r3, r4, r5, r6, r7];
        Builder::from_unix_timestamp_millis(millis, &random).into_uuid()
    }
}

impl Chance {
    fn next(&mut self) -> u64 {
        match self {
            Self::System => {
                let (high, low) = Uuid::new_v4().as_u64_pair();
                // The low half has two fixed bits, the high half four: mix them.
                high ^ low.rotate_left(17)
            }
            Self::Seeded(state) => {
                *state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
                let mut z = *state;
                z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
                z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
                z ^ (z >> 31)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_of_one_run_sort_in_the_order_of_making() {
        let env = Env::fixed(1_700_000_000_000, 7);
        let ids: Vec<Uuid> = (0..10_000).map(|_| env.new_uuid()).collect();
        assert!(ids.is_sorted());
        assert_eq!(ids.len(), ids.iter().collect::<std::collections::HashSet<_>>().len());
    }

    #[test]
    fn stirring_makes_the_runs_on_one_file_differ() {
        let id = |salt| {
            let env = Env::fixed(1_700_000_000_000, 7);
            env.stir(salt);
            env.new_uuid()
        };
        assert_eq!(id(3), id(3));
        assert!((1..100).all(|salt| id(salt) != id(salt - 1)));
    }

    #[test]
    fn the_same_seed_gives_the_same_ids() {
        let first = Env::fixed(1_700_000_000_000, 7).new_uuid();
        assert_eq!(first, Env::fixed(1_700_000_000_000, 7).new_uuid());
        assert_ne!(first, Env::fixed(1_700_000_000_000, 8).new_uuid());
    }
}
