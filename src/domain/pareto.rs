//! Revenue-share classes, Pareto figures and Gini (DOMAIN 1.8).

use std::cmp::Reverse;

use super::rate::Rate;

/// A class by share of the value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Class {
    /// The few that make most of it.
    A,
    /// Those after them.
    B,
    /// The long tail, and whoever has no value.
    C,
}

impl Class {
    /// All classes, the best first.
    pub const ALL: [Self; 3] = [Self::A, Self::B, Self::C];

    /// The letter.
    pub const fn letter(self) -> &'static str {
        match self {
            Self::A => "A",
            Self::B => "B",
            Self::C => "C",
        }
    }
}

/// Where the classes end, in percent of the positive total.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AbcRules {
    /// Class A while the value before an item is below this share.
    pub a_pct: u8,
    /// Class B while it is below this share.
    pub b_pct: u8,
}

impl Default for AbcRules {
    /// 80 and 95 %.
    fn default() -> Self {
        Self { a_pct: 80, b_pct: 95 }
    }
}

/// One item in the order of the curve.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ranked<K> {
    /// Whose.
    pub id: K,
    /// Its value, minor units.
    pub value_minor: i64,
    /// The positive values up to and including this one, minor units.
    pub cumulative_minor: i128,
    /// Its class.
    pub class: Class,
}

/// How concentrated a value is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Concentration {
    /// A fifth of the items, rounded up.
    pub top_fifth: usize,
    /// What that fifth has of the positive total.
    pub top_fifth_share: Rate,
    /// The fewest items that together have the share of class A.
    pub making_a_share: usize,
    /// Gini coefficient: 0 all equal, near 1 all with one. Negative values count as 0.
    pub gini: Rate,
}

/// Items in classes, with the figures of the curve.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pareto<K> {
    /// By value descending, then id ascending.
    pub ranked: Vec<Ranked<K>>,
    /// Sum of the positive values, minor units.
    pub total_minor: i128,
    /// `None` when nothing is positive.
    pub concentration: Option<Concentration>,
}

/// The least value of the classes: what a value must be to belong to one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ClassBounds {
    /// Of class A; `None` when nothing is positive.
    pub a_from: Option<i64>,
    /// Of class B, which may have nobody.
    pub b_from: Option<i64>,
}

impl ClassBounds {
    /// The class of a value, as it has in the list that the bounds are of.
    pub fn class(self, value_minor: i64) -> Class {
        let reaches = |from: Option<i64>| from.is_some_and(|from| from <= value_minor);
        if reaches(self.a_from) {
            Class::A
        } else if reaches(self.b_from) {
            Class::B
        } else {
            Class::C
        }
    }
}

impl<K> Pareto<K> {
    /// Where the classes begin: equal values share one, so a value says which.
    pub fn bounds(&self) -> ClassBounds {
        let least = |class: Class| {
            let mut last = self.ranked.iter().rev();
            last.find(|item| item.class == class).map(|item| item.value_minor)
        };
        ClassBounds { a_from: least(Class::A), b_from: least(Class::B) }
    }
}

/// Sorts items into classes by their share of the positive total: the item that crosses a bound
/// belongs to the better class, equal values share the class of the first of them, and whoever has
/// no value is C.
pub fn pareto<K: Ord>(items: impl IntoIterator<Item = (K, i64)>, rules: AbcRules) -> Pareto<K> {
    let mut items: Vec<(K, i64)> = items.into_iter().collect();
    items.sort_unstable_by(|(id, value), (other_id, other)| {
        Reverse(value).cmp(&Reverse(other)).then_with(|| id.cmp(other_id))
    });
    let total: i128 = items.iter().map(|(_, value)| positive(*value)).sum();
    let mut ranked: Vec<Ranked<K>> = Vec::with_capacity(items.len());
    let mut before = 0;
    for (id, value_minor) in items {
        let class = match ranked.last() {
            Some(last) if last.value_minor == value_minor => last.class,
            _ if value_minor <= 0 => Class::C,
            _ if before * 100 < total * i128::from(rules.a_pct) => Class::A,
            _ if before * 100 < total * i128::from(rules.b_pct) => Class::B,
            _ => Class::C,
        };
        before += positive(value_minor);
        ranked.push(Ranked { id, value_minor, cumulative_minor: before, class });
    }
    let concentration = (total > 0).then(|| concentration(&ranked, total, rules));
    Pareto { ranked, total_minor: total, concentration }
}

fn concentration<K>(ranked: &[Ranked<K>], total: i128, rules: AbcRules) -> Concentration {
    let top_fifth = ranked.len().div_ceil(5);
    let top = ranked.iter().take(top_fifth).next_back().map_or(0, |item| item.cumulative_minor);
    let short = |item: &Ranked<K>| item.cumulative_minor * 100 < total * i128::from(rules.a_pct);
    let n = ranked.len() as i128;
    // Σ(2i − n − 1)·x with i from 1 ascending; the items descend, so i = n − place.
    let weighted: i128 = ranked
        .iter()
        .zip(0_i128..)
        .map(|(item, place)| (n - 2 * place - 1) * positive(item.value_minor))
        .sum();
    Concentration {
        top_fifth,
        top_fifth_share: Rate { part: top, whole: total },
        making_a_share: ranked.partition_point(short) + 1,
        gini: Rate { part: weighted, whole: n * total },
    }
}

fn positive(value_minor: i64) -> i128 {
    i128::from(value_minor.max(0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_million_customers_of_the_largest_value_do_not_overflow() {
        let result = pareto((0..1_000_000).map(|id| (id, i64::MAX)), AbcRules::default());
        let concentration = result.concentration.unwrap();
        assert_eq!(concentration.gini.x10000(), Some(0));
        assert_eq!(concentration.top_fifth_share.x10000(), Some(2000));
        assert_eq!(concentration.making_a_share, 800_000);
        assert!(result.ranked.iter().all(|item| item.class == Class::A));
    }

    #[test]
    fn equal_values_are_ordered_by_id_and_share_a_class() {
        let result = pareto([("b", 10), ("a", 10), ("c", 0), ("d", -7)], AbcRules::default());
        let order: Vec<_> = result.ranked.iter().map(|item| (item.id, item.class)).collect();
        let expected = [("a", Class::A), ("b", Class::A), ("c", Class::C), ("d", Class::C)];
        assert_eq!(order, expected);
        assert_eq!(result.total_minor, 20);
    }

    #[test]
    fn the_bounds_of_the_classes_say_the_same_as_the_list() {
        for values in [&[500, 300, 100, 50, 50, 20, 20, 0, -7][..], &[10; 6], &[-1, 0], &[]] {
            let result = pareto(values.iter().copied().enumerate(), AbcRules::default());
            let bounds = result.bounds();
            for item in &result.ranked {
                assert_eq!(bounds.class(item.value_minor), item.class, "{values:?} {item:?}");
            }
        }
    }

    #[test]
    fn without_any_value_there_are_no_figures() {
        assert_eq!(pareto([(1, 0), (2, -5)], AbcRules::default()).concentration, None);
        assert_eq!(pareto(Vec::<(u8, i64)>::new(), AbcRules::default()).concentration, None);
    }
}
