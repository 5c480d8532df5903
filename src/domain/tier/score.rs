//! The score of levels, its tier, and what it would take to a better one (DOMAIN 1.3, 1.4, 1.8).

use super::{Dimension, Level, Levels, Tier, TierRules};

/// A score with everything that explains it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Scored {
    /// The sum of the terms, hundredths of a point, 0–10000.
    pub score_x100: i32,
    /// One term per dimension, in the order of [`Dimension::ALL`].
    pub terms: [Term; 4],
    /// The tier by thresholds, before hysteresis and override.
    pub tier: Tier,
}

/// What one dimension adds to the score.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Term {
    /// The level.
    pub level: Level,
    /// Its points, 0–100.
    pub points: u8,
    /// Weight times points: hundredths of a point.
    pub weighted_x100: i32,
}

/// How much a customer seems to want to buy (DOMAIN 1.8).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Intent {
    /// 高意向.
    High,
    /// 中意向.
    Medium,
    /// 低意向.
    Low,
}

impl Intent {
    /// All levels, the highest first.
    pub const ALL: [Self; 3] = [Self::High, Self::Medium, Self::Low];

    /// Stable key: `high`, `medium`, `low`.
    pub const fn key(self) -> &'static str {
        match self {
            Self::High => "high",
            Self::Medium => "medium",
            Self::Low => "low",
        }
    }
}

impl TierRules {
    /// Scores the levels.
    pub fn score(&self, levels: Levels) -> Scored {
        let terms = Dimension::ALL.map(|dimension| {
            let level = levels.level(dimension);
            let points = self.points(level);
            let weighted_x100 = i32::from(self.weight(dimension)) * i32::from(points);
            Term { level, points, weighted_x100 }
        });
        let score_x100 = terms.iter().map(|term| term.weighted_x100).sum();
        Scored { score_x100, terms, tier: self.tier(score_x100) }
    }

    /// The tier of a score by thresholds alone.
    pub const fn tier(&self, score_x100: i32) -> Tier {
        if score_x100 >= self.thresholds.a_x100 {
            Tier::A
        } else if score_x100 >= self.thresholds.b_x100 {
            Tier::B
        } else if score_x100 >= self.thresholds.c_x100 {
            Tier::C
        } else {
            Tier::D
        }
    }

    /// High from the threshold of B, medium from that of C.
    pub const fn intent(&self, score_x100: i32) -> Intent {
        match self.tier(score_x100) {
            Tier::A | Tier::B => Intent::High,
            Tier::C => Intent::Medium,
            Tier::D => Intent::Low,
        }
    }

    /// The smallest change of one dimension of these levels that scores into a better tier than
    /// `held` (the tier by score, or the one that hysteresis keeps): fewest steps, ties in the order
    /// interaction, need, stage, value. `None` if no single dimension can do it.
    pub fn smallest_change(&self, levels: Levels, held: Tier) -> Option<Level> {
        let order = [Dimension::Interaction, Dimension::Need, Dimension::Stage, Dimension::Value];
        order
            .into_iter()
            .filter_map(|dimension| {
                std::iter::successors(levels.level(dimension).up(), |level| level.up())
                    .enumerate()
                    .find(|(_, level)| self.score(levels.with(*level)).tier < held)
            })
            .min_by_key(|(steps, _)| *steps)
            .map(|(_, level)| level)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{
        stage::StageLevel,
        tier::{Interaction, Need, Value},
    };

    #[test]
    fn a_tier_kept_above_its_score_is_told_the_way_to_the_next_one_not_to_itself() {
        let rules = TierRules::default();
        let levels = Levels {
            need: Need::Clear,
            value: Value::Medium,
            interaction: Interaction::Low,
            stage: StageLevel::Late,
        };
        assert_eq!(rules.score(levels).tier, Tier::C);
        let to_b = Some(Level::Interaction(Interaction::Frequent));
        assert_eq!(rules.smallest_change(levels, Tier::C), to_b);
        assert_eq!(rules.smallest_change(levels, Tier::B), None);
    }
}
