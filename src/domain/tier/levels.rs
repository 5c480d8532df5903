//! The four dimensions of a tier, their levels (DOMAIN 1.1).

use crate::domain::stage::StageLevel;

/// How clear the customer's need is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Need {
    /// 不明确.
    Unclear,
    /// 明确.
    Clear,
}

/// How much the customer is worth.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Value {
    /// 较低.
    Low,
    /// 一般.
    Medium,
    /// 较高.
    High,
}

/// How often the customer was reached lately.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Interaction {
    /// 极低.
    VeryLow,
    /// 较低.
    Low,
    /// 频繁.
    Frequent,
}

impl Need {
    /// All levels, lowest first.
    pub const ALL: [Self; 2] = [Self::Unclear, Self::Clear];

    /// Stable key: `unclear`, `clear`.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Unclear => "unclear",
            Self::Clear => "clear",
        }
    }

    /// The level of a [`key`](Self::key).
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|level| level.key() == key)
    }
}

impl Value {
    /// All levels, lowest first.
    pub const ALL: [Self; 3] = [Self::Low, Self::Medium, Self::High];

    /// Stable key: `low`, `medium`, `high`.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Low => "low",
            Self::Medium => "medium",
            Self::High => "high",
        }
    }

    /// The level of a [`key`](Self::key).
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|level| level.key() == key)
    }
}

impl Interaction {
    /// All levels, lowest first.
    pub const ALL: [Self; 3] = [Self::VeryLow, Self::Low, Self::Frequent];

    /// Stable key: `very_low`, `low`, `frequent`.
    pub const fn key(self) -> &'static str {
        match self {
            Self::VeryLow => "very_low",
            Self::Low => "low",
            Self::Frequent => "frequent",
        }
    }

    /// The level of a [`key`](Self::key).
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|level| level.key() == key)
    }
}

/// What a tier is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Dimension {
    /// 需求.
    Need,
    /// 价值.
    Value,
    /// 互动.
    Interaction,
    /// 阶段.
    Stage,
}

impl Dimension {
    /// All dimensions in the order of the score's terms.
    pub const ALL: [Self; 4] = [Self::Need, Self::Value, Self::Interaction, Self::Stage];

    /// Stable key: `need`, `value`, `interaction`, `stage`.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Need => "need",
            Self::Value => "value",
            Self::Interaction => "interaction",
            Self::Stage => "stage",
        }
    }
}

/// A level of one dimension.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Level {
    /// Of the need.
    Need(Need),
    /// Of the value.
    Value(Value),
    /// Of the interaction.
    Interaction(Interaction),
    /// Of the stage.
    Stage(StageLevel),
}

impl Level {
    /// The dimension it is a level of.
    pub const fn dimension(self) -> Dimension {
        match self {
            Self::Need(_) => Dimension::Need,
            Self::Value(_) => Dimension::Value,
            Self::Interaction(_) => Dimension::Interaction,
            Self::Stage(_) => Dimension::Stage,
        }
    }

    /// Stable key within its dimension.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Need(level) => level.key(),
            Self::Value(level) => level.key(),
            Self::Interaction(level) => level.key(),
            Self::Stage(level) => level.key(),
        }
    }

    /// One step up in the same dimension; `None` at the top.
    pub const fn up(self) -> Option<Self> {
        match self {
            Self::Need(Need::Unclear) => Some(Self::Need(Need::Clear)),
            Self::Value(Value::Low) => Some(Self::Value(Value::Medium)),
            Self::Value(Value::Medium) => Some(Self::Value(Value::High)),
            Self::Interaction(Interaction::VeryLow) => Some(Self::Interaction(Interaction::Low)),
            Self::Interaction(Interaction::Low) => Some(Self::Interaction(Interaction::Frequent)),
            Self::Stage(StageLevel::None) => Some(Self::Stage(StageLevel::Early)),
            Self::Stage(StageLevel::Early) => Some(Self::Stage(StageLevel::Mid)),
            Self::Stage(StageLevel::Mid) => Some(Self::Stage(StageLevel::Late)),
            Self::Need(Need::Clear)
            | Self::Value(Value::High)
            | Self::Interaction(Interaction::Frequent)
            | Self::Stage(StageLevel::Late) => None,
        }
    }
}

/// A customer's level in each dimension: all that the score looks at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Levels {
    /// Need.
    pub need: Need,
    /// Value.
    pub value: Value,
    /// Interaction.
    pub interaction: Interaction,
    /// Stage of the furthest open deal.
    pub stage: StageLevel,
}

impl Levels {
    /// The lowest level of every dimension: a customer nothing is known of.
    pub const LOWEST: Self = Self {
        need: Need::Unclear,
        value: Value::Low,
        interaction: Interaction::VeryLow,
        stage: StageLevel::None,
    };

    /// The level in one dimension.
    pub const fn level(self, dimension: Dimension) -> Level {
        match dimension {
            Dimension::Need => Level::Need(self.need),
            Dimension::Value => Level::Value(self.value),
            Dimension::Interaction => Level::Interaction(self.interaction),
            Dimension::Stage => Level::Stage(self.stage),
        }
    }

    /// The same levels with one of them replaced.
    #[must_use]
    pub const fn with(mut self, level: Level) -> Self {
        match level {
            Level::Need(need) => self.need = need,
            Level::Value(value) => self.value = value,
            Level::Interaction(interaction) => self.interaction = interaction,
            Level::Stage(stage) => self.stage = stage,
        }
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_lead_back_to_their_levels() {
        assert!(Need::ALL.iter().all(|level| Need::from_key(level.key()) == Some(*level)));
        assert!(Value::ALL.iter().all(|level| Value::from_key(level.key()) == Some(*level)));
        assert!(
            Interaction::ALL.iter().all(|level| Interaction::from_key(level.key()) == Some(*level))
        );
    }
}
