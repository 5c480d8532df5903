//! Tiers A–D: levels, score, hysteresis, override (DOMAIN 1.1–1.6).
//!
//! Facts become [`Levels`] (`evidence`, `value`, `contacts`), levels become a score and a tier by
//! [`TierRules`] (`rules`, `score`), the tier follows the score with a delay ([`TierState`],
//! `hysteresis`), and a person may set it aside for a while ([`TierOverride`], `overriding`).

mod contacts;
mod evidence;
mod hysteresis;
mod levels;
mod overriding;
mod rules;
mod score;
mod value;

pub use contacts::{Contacts, InteractionRules, first_known};
pub use evidence::{Evidence, EvidenceSet, need};
pub use hysteresis::{Pending, Replay, Step, TierChange, TierState};
pub use levels::{Dimension, Interaction, Level, Levels, Need, Value};
pub use overriding::{OverrideError, TierOverride};
pub use rules::{Points, RulesError, Thresholds, TierRules, Weights};
pub use score::{Intent, Scored, Term};
pub use value::{ValueFacts, ValueRules};

/// A customer's tier; `A < B < C < D` in order, so a smaller tier is a better one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Tier {
    /// Need clear, value high, contact frequent.
    A,
    /// Need clear, value high, contact low.
    B,
    /// Need unclear, value medium, contact low.
    C,
    /// Need unclear, value low, contact very low.
    D,
}

impl Tier {
    /// All tiers, best first.
    pub const ALL: [Self; 4] = [Self::A, Self::B, Self::C, Self::D];

    /// The letter.
    pub const fn letter(self) -> &'static str {
        match self {
            Self::A => "A",
            Self::B => "B",
            Self::C => "C",
            Self::D => "D",
        }
    }

    /// The tier of a letter, either case.
    pub fn from_letter(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|tier| tier.letter().eq_ignore_ascii_case(text.trim()))
    }

    /// The next better tier; `None` for A.
    pub const fn better(self) -> Option<Self> {
        match self {
            Self::A => None,
            Self::B => Some(Self::A),
            Self::C => Some(Self::B),
            Self::D => Some(Self::C),
        }
    }

    /// The levels this tier is defined by, the stage left out: a definition holds at every stage
    /// (DOMAIN 1.1).
    pub const fn definition(self) -> (Need, Value, Interaction) {
        match self {
            Self::A => (Need::Clear, Value::High, Interaction::Frequent),
            Self::B => (Need::Clear, Value::High, Interaction::Low),
            Self::C => (Need::Unclear, Value::Medium, Interaction::Low),
            Self::D => (Need::Unclear, Value::Low, Interaction::VeryLow),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_read_in_either_case_and_nothing_else_is() {
        for tier in Tier::ALL {
            assert_eq!(Tier::from_letter(tier.letter()), Some(tier));
            assert_eq!(Tier::from_letter(&tier.letter().to_lowercase()), Some(tier));
        }
        assert_eq!(Tier::from_letter("E"), None);
        assert_eq!(Tier::from_letter(""), None);
    }

    #[test]
    fn each_tier_has_the_next_better_one_above_it() {
        assert_eq!(
            Tier::ALL.map(Tier::better),
            [None, Some(Tier::A), Some(Tier::B), Some(Tier::C)]
        );
    }
}
