//! What turns levels into a tier: weights, points, thresholds, and which settings are refused
//! (DOMAIN 1.2, 1.3).

use thiserror::Error;

use super::{
    Dimension, Interaction, InteractionRules, Level, Levels, Need, Scored, Tier, Value, ValueRules,
};
use crate::domain::stage::StageLevel;

/// The settings of the tiers: team data, [`Default`] as in DOMAIN 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TierRules {
    /// Weight of each dimension.
    pub weights: Weights,
    /// Points of each level.
    pub points: Points,
    /// The scores the tiers begin at.
    pub thresholds: Thresholds,
    /// How far below its threshold a tier is kept, hundredths of a point.
    pub margin_x100: i32,
    /// Days below that before a tier is lost.
    pub dwell_days: u32,
    /// Pieces of evidence that make a need clear, 1–5.
    pub evidence_needed: u32,
    /// Levels of the value.
    pub value: ValueRules,
    /// Levels of the interaction.
    pub interaction: InteractionRules,
}

/// Weight of each dimension in percent; together 100.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Weights {
    /// Of the need.
    pub need: u8,
    /// Of the value.
    pub value: u8,
    /// Of the interaction.
    pub interaction: u8,
    /// Of the stage.
    pub stage: u8,
}

/// Points 0–100 of each level, lowest level first, never falling.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Points {
    /// Unclear, clear.
    pub need: [u8; 2],
    /// Low, medium, high.
    pub value: [u8; 3],
    /// Very low, low, frequent.
    pub interaction: [u8; 3],
    /// None, early, mid, late.
    pub stage: [u8; 4],
}

/// The scores in hundredths from which on a customer is A, B, C; D has none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Thresholds {
    /// A from here.
    pub a_x100: i32,
    /// B from here.
    pub b_x100: i32,
    /// C from here.
    pub c_x100: i32,
}

impl Default for TierRules {
    fn default() -> Self {
        Self {
            weights: Weights { need: 30, value: 35, interaction: 25, stage: 10 },
            points: Points {
                need: [0, 100],
                value: [0, 40, 100],
                interaction: [0, 30, 100],
                stage: [0, 30, 60, 100],
            },
            thresholds: Thresholds { a_x100: 8800, b_x100: 6200, c_x100: 2000 },
            margin_x100: 400,
            dwell_days: 14,
            evidence_needed: 3,
            value: ValueRules::default(),
            interaction: InteractionRules::default(),
        }
    }
}

/// Why settings are refused.
#[derive(Clone, Copy, Debug, Error, PartialEq, Eq)]
pub enum RulesError {
    /// The weights do not sum to 100.
    #[error("the weights sum to {sum}, not to 100")]
    Weights {
        /// Their sum.
        sum: u32,
    },
    /// A level has more than 100 points or fewer than the level below it.
    #[error("the points of {} leave 0–100 or fall from one level to the next", dimension.key())]
    Points {
        /// The dimension they belong to.
        dimension: Dimension,
    },
    /// The thresholds do not fall strictly from A to C.
    #[error("the thresholds do not fall strictly from A to C")]
    Thresholds,
    /// A tier's own definition scores into another tier.
    #[error("the definition of {} scores {score_x100}/100, which is {}", tier.letter(), found.letter())]
    Definition {
        /// The tier defined.
        tier: Tier,
        /// The row of the definition, stage included.
        levels: Levels,
        /// What it scores, in hundredths.
        score_x100: i32,
        /// The tier it would get.
        found: Tier,
    },
    /// A definition scores so high that a customer of the next better tier who comes to fit it
    /// would never be demoted.
    #[error(
        "the definition of {} scores {score_x100}/100; {} is kept from {kept_from_x100}/100 on",
        tier.letter(),
        kept.letter()
    )]
    NeverDemoted {
        /// The tier defined.
        tier: Tier,
        /// The row of the definition, stage included.
        levels: Levels,
        /// What it scores, in hundredths.
        score_x100: i32,
        /// The next better tier.
        kept: Tier,
        /// The score from which that tier is kept: its threshold less the margin.
        kept_from_x100: i32,
    },
    /// Contacts at exactly a tier's interval are not at the level of interaction the tier is
    /// defined by: following the cadence would change the tier by itself.
    #[error(
        "contacts every {interval_days} days are {contact_days} in {window_days}: {}, but {} is defined by {}",
        found.key(),
        tier.letter(),
        wanted.key()
    )]
    Cadence {
        /// The tier.
        tier: Tier,
        /// Its interval.
        interval_days: u32,
        /// The contact days that fall into the window.
        contact_days: u32,
        /// The window.
        window_days: u32,
        /// Their level.
        found: Interaction,
        /// The level of the definition.
        wanted: Interaction,
    },
    /// The bounds between levels do not rise, or leave no room for a level.
    #[error("the bounds of {} are not in order", dimension.key())]
    Bounds {
        /// The dimension they belong to.
        dimension: Dimension,
    },
    /// The margin is negative.
    #[error("the margin {margin_x100}/100 is negative")]
    Margin {
        /// The margin, hundredths of a point.
        margin_x100: i32,
    },
}

/// The longest window of contacts, days: ten years.
const LONGEST_WINDOW: u32 = 3653;

impl TierRules {
    /// The weight of a dimension.
    pub const fn weight(&self, dimension: Dimension) -> u8 {
        match dimension {
            Dimension::Need => self.weights.need,
            Dimension::Value => self.weights.value,
            Dimension::Interaction => self.weights.interaction,
            Dimension::Stage => self.weights.stage,
        }
    }

    /// The points of a level, 0–100.
    pub const fn points(&self, level: Level) -> u8 {
        match level {
            Level::Need(Need::Unclear) => self.points.need[0],
            Level::Need(Need::Clear) => self.points.need[1],
            Level::Value(Value::Low) => self.points.value[0],
            Level::Value(Value::Medium) => self.points.value[1],
            Level::Value(Value::High) => self.points.value[2],
            Level::Interaction(Interaction::VeryLow) => self.points.interaction[0],
            Level::Interaction(Interaction::Low) => self.points.interaction[1],
            Level::Interaction(Interaction::Frequent) => self.points.interaction[2],
            Level::Stage(StageLevel::None) => self.points.stage[0],
            Level::Stage(StageLevel::Early) => self.points.stage[1],
            Level::Stage(StageLevel::Mid) => self.points.stage[2],
            Level::Stage(StageLevel::Late) => self.points.stage[3],
        }
    }

    /// The score a tier begins at, in hundredths; `None` for D.
    pub const fn threshold_x100(&self, tier: Tier) -> Option<i32> {
        match tier {
            Tier::A => Some(self.thresholds.a_x100),
            Tier::B => Some(self.thresholds.b_x100),
            Tier::C => Some(self.thresholds.c_x100),
            Tier::D => None,
        }
    }

    /// The score from which a tier once held is kept: its threshold less the margin, in hundredths;
    /// `None` for D, which nobody falls out of.
    pub const fn kept_from_x100(&self, tier: Tier) -> Option<i32> {
        match self.threshold_x100(tier) {
            Some(threshold) => Some(threshold.saturating_sub(self.margin_x100)),
            None => None,
        }
    }

    /// Whether these settings may be used.
    ///
    /// # Errors
    /// The first rule of DOMAIN 1.3 they break, with the definition's row where there is one.
    pub fn validate(&self) -> Result<(), RulesError> {
        let sum: u32 = Dimension::ALL.iter().map(|d| u32::from(self.weight(*d))).sum();
        if sum != 100 {
            return Err(RulesError::Weights { sum });
        }
        let points: [(Dimension, &[u8]); 4] = [
            (Dimension::Need, &self.points.need),
            (Dimension::Value, &self.points.value),
            (Dimension::Interaction, &self.points.interaction),
            (Dimension::Stage, &self.points.stage),
        ];
        for (dimension, points) in points {
            if !points.is_sorted() || points.iter().any(|p| *p > 100) {
                return Err(RulesError::Points { dimension });
            }
        }
        let Thresholds { a_x100, b_x100, c_x100 } = self.thresholds;
        if !(a_x100 > b_x100 && b_x100 > c_x100) {
            return Err(RulesError::Thresholds);
        }
        self.validate_bounds()?;
        Tier::ALL.into_iter().try_for_each(|tier| self.validate_definition(tier))?;
        Tier::ALL.into_iter().try_for_each(|tier| self.validate_demotion(tier))
    }

    /// The bounds of the levels: each must leave room for every level.
    fn validate_bounds(&self) -> Result<(), RulesError> {
        let InteractionRules { low_from, frequent_from, window_days, min_days } = self.interaction;
        let checks = [
            (Dimension::Need, (1..=5).contains(&self.evidence_needed)),
            (
                Dimension::Value,
                0 < self.value.medium_minor && self.value.medium_minor < self.value.high_minor,
            ),
            (
                Dimension::Interaction,
                0 < low_from
                    && low_from < frequent_from
                    && (1..=window_days).contains(&min_days)
                    && window_days <= LONGEST_WINDOW,
            ),
        ];
        match checks.into_iter().find(|(_, in_order)| !in_order) {
            Some((dimension, _)) => Err(RulesError::Bounds { dimension }),
            None if self.margin_x100 < 0 => {
                Err(RulesError::Margin { margin_x100: self.margin_x100 })
            }
            None => Ok(()),
        }
    }

    /// Every row of the definition must score into its tier.
    fn validate_definition(&self, tier: Tier) -> Result<(), RulesError> {
        for levels in definition_rows(tier) {
            let Scored { score_x100, tier: found, .. } = self.score(levels);
            if found != tier {
                return Err(RulesError::Definition { tier, levels, score_x100, found });
            }
        }
        Ok(())
    }

    /// Every row of the definition must score below what keeps a customer in the next better tier.
    fn validate_demotion(&self, tier: Tier) -> Result<(), RulesError> {
        let Some(kept) = tier.better() else {
            return Ok(());
        };
        let Some(kept_from_x100) = self.kept_from_x100(kept) else {
            return Ok(());
        };
        for levels in definition_rows(tier) {
            let score_x100 = self.score(levels).score_x100;
            if score_x100 >= kept_from_x100 {
                return Err(RulesError::NeverDemoted {
                    tier,
                    levels,
                    score_x100,
                    kept,
                    kept_from_x100,
                });
            }
        }
        Ok(())
    }

    /// Whether contacts at exactly each tier's interval (days) stay at the level of interaction the
    /// tier is defined by, wherever the window begins (DOMAIN 1.2).
    ///
    /// # Errors
    /// [`RulesError::Cadence`] for the first tier whose interval does not.
    pub fn validate_cadence(&self, interval_days: impl Fn(Tier) -> u32) -> Result<(), RulesError> {
        let window_days = self.interaction.window_days;
        for tier in Tier::ALL {
            let interval = interval_days(tier).max(1);
            let (_, _, wanted) = tier.definition();
            for contact_days in [window_days / interval, window_days.div_ceil(interval)] {
                let found = self.interaction.level(contact_days);
                if found != wanted {
                    return Err(RulesError::Cadence {
                        tier,
                        interval_days: interval,
                        contact_days,
                        window_days,
                        found,
                        wanted,
                    });
                }
            }
        }
        Ok(())
    }
}

/// The definition of a tier at every stage.
fn definition_rows(tier: Tier) -> impl Iterator<Item = Levels> {
    let (need, value, interaction) = tier.definition();
    StageLevel::ALL.into_iter().map(move |stage| Levels { need, value, interaction, stage })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn changed(change: impl FnOnce(&mut TierRules)) -> Result<(), RulesError> {
        let mut rules = TierRules::default();
        change(&mut rules);
        rules.validate()
    }

    proptest! {
        /// Settings are accepted exactly when every row of the definitions gets its tier, and none
        /// would be kept in the next better one; a refusal names a row that does not.
        #[test]
        fn what_is_accepted_gives_every_definition_its_tier(
            moved in prop::array::uniform4(-12_i32..13),
            value in -30_i32..31,
            interaction in -20_i32..21,
            weight in -6_i32..7,
            margin_x100 in 0_i32..900,
        ) {
            let by = |points: u8, by: i32| u8::try_from((i32::from(points) + by).clamp(0, 100)).unwrap();
            let mut rules = TierRules { margin_x100, ..TierRules::default() };
            rules.thresholds.a_x100 += moved[0] * 50;
            rules.thresholds.b_x100 += moved[1] * 100;
            rules.thresholds.c_x100 += moved[2] * 100;
            rules.points.stage[1] = by(30, moved[3]);
            rules.points.value[1] = by(40, value);
            rules.points.interaction[1] = by(30, interaction);
            rules.weights.need = by(30, weight);
            rules.weights.value = by(35, -weight);
            let is_right = |tier: Tier, levels: Levels| {
                let Scored { score_x100, tier: found, .. } = rules.score(levels);
                let kept = tier.better().and_then(|better| rules.kept_from_x100(better));
                found == tier && kept.is_none_or(|kept| score_x100 < kept)
            };
            let all = Tier::ALL.into_iter().flat_map(|tier| {
                definition_rows(tier).map(move |levels| (tier, levels))
            });
            match rules.validate() {
                Ok(()) => {
                    for (tier, levels) in all {
                        prop_assert!(is_right(tier, levels), "{:?} {:?}", tier, levels);
                    }
                }
                Err(
                    RulesError::Definition { tier, levels, .. }
                    | RulesError::NeverDemoted { tier, levels, .. },
                ) => {
                    prop_assert!(definition_rows(tier).any(|row| row == levels));
                    prop_assert!(!is_right(tier, levels), "{:?} {:?}", tier, levels);
                }
                Err(other) => prop_assert!(false, "{}", other),
            }
        }
    }

    #[test]
    fn the_defaults_are_accepted() {
        assert_eq!(TierRules::default().validate(), Ok(()));
    }

    #[test]
    fn settings_that_are_out_of_order_are_refused() {
        use RulesError::{Bounds, Margin, Points, Thresholds, Weights};
        let cases = [
            (changed(|r| r.weights.need = 31), Weights { sum: 101 }),
            (
                changed(|r| r.points.stage = [0, 30, 20, 100]),
                Points { dimension: Dimension::Stage },
            ),
            (changed(|r| r.points.need[1] = 101), Points { dimension: Dimension::Need }),
            (changed(|r| r.thresholds.b_x100 = 8800), Thresholds),
            (changed(|r| r.margin_x100 = -1), Margin { margin_x100: -1 }),
            (changed(|r| r.evidence_needed = 6), Bounds { dimension: Dimension::Need }),
            (
                changed(|r| r.value.medium_minor = 10_000_000),
                Bounds { dimension: Dimension::Value },
            ),
            (changed(|r| r.interaction.min_days = 0), Bounds { dimension: Dimension::Interaction }),
        ];
        for (result, expected) in cases {
            assert_eq!(result, Err(expected));
        }
    }

    #[test]
    fn thresholds_of_80_60_40_break_the_definitions_and_the_row_is_named() {
        let result =
            changed(|r| r.thresholds = Thresholds { a_x100: 8000, b_x100: 6000, c_x100: 4000 });
        let (need, value, interaction) = Tier::B.definition();
        let levels = Levels { need, value, interaction, stage: StageLevel::Late };
        assert_eq!(
            result,
            Err(RulesError::Definition { tier: Tier::B, levels, score_x100: 8250, found: Tier::A })
        );
    }

    #[test]
    fn a_margin_that_would_keep_an_a_forever_is_refused() {
        // The late row of B scores 82.50: at a margin of 5.50 an A is kept exactly from there.
        assert_eq!(changed(|r| r.margin_x100 = 549), Ok(()));
        assert!(matches!(
            changed(|r| r.margin_x100 = 550),
            Err(RulesError::NeverDemoted {
                tier: Tier::B,
                score_x100: 8250,
                kept: Tier::A,
                kept_from_x100: 8250,
                ..
            })
        ));
    }

    #[test]
    fn a_cadence_that_would_change_its_own_tier_is_refused() {
        let intervals =
            |days: [u32; 4]| TierRules::default().validate_cadence(move |tier| days[tier as usize]);
        assert_eq!(intervals([7, 14, 30, 90]), Ok(()));
        let broken =
            [([14, 14, 30, 90], Tier::A), ([7, 7, 30, 90], Tier::B), ([7, 14, 30, 60], Tier::D)];
        for (days, named) in broken {
            assert!(
                matches!(intervals(days), Err(RulesError::Cadence { tier, .. }) if tier == named),
                "{days:?}"
            );
        }
    }
}
