//! The demo's own chance: small, the same on every platform, apart for every customer.

/// SplitMix64. A customer's numbers depend on the seed and its place alone, so that the first
/// hundred customers are the same whether thousands follow or not.
#[derive(Clone, Debug)]
pub struct Chance(u64);

impl Chance {
    /// The chance of the `about`-th thing of a demo.
    pub const fn of(seed: u64, about: u64) -> Self {
        Self(seed.rotate_left(32) ^ about.wrapping_add(1).wrapping_mul(0xd134_2543_de82_ef95))
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number from `low` to `high`, both included; `low` when there is none between.
    pub fn between(&mut self, low: i64, high: i64) -> i64 {
        let span = u128::from(high.saturating_sub(low).max(0).unsigned_abs()) + 1;
        let offset = (u128::from(self.next()) * span) >> 64;
        low.saturating_add(i64::try_from(offset).unwrap_or(0))
    }

    /// True in so many of a hundred cases.
    pub fn percent(&mut self, share: i64) -> bool {
        self.between(0, 99) < share
    }

    /// One of a list.
    pub fn pick<T: Copy>(&mut self, list: &[T]) -> T {
        let last = i64::try_from(list.len()).unwrap_or(i64::MAX) - 1;
        nth(list, self.between(0, last).unsigned_abs())
    }
}

/// The entry at a place of a list that has no end: after the last comes the first.
#[expect(clippy::indexing_slicing, reason = "the lists are constants, none of them empty")]
pub fn nth<T: Copy>(list: &[T], place: u64) -> T {
    let length = u64::try_from(list.len()).unwrap_or(u64::MAX).max(1);
    list[usize::try_from(place % length).unwrap_or(0)]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chance_keeps_its_bounds_and_reaches_both() {
        let mut chance = Chance::of(7, 3);
        let numbers: Vec<i64> = (0..500).map(|_| chance.between(-2, 3)).collect();
        assert_eq!((numbers.iter().min(), numbers.iter().max()), (Some(&-2), Some(&3)));
        assert_eq!(chance.between(5, 4), 5);
    }

    #[test]
    fn every_customer_has_a_chance_of_its_own() {
        let first = |seed, about| Chance::of(seed, about).next();
        assert_eq!(first(1, 2), first(1, 2));
        assert_ne!(first(1, 2), first(1, 3));
        assert_ne!(first(1, 2), first(2, 2));
    }
}
