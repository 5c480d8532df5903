//! Kotler's relationship levels (DOMAIN 1.8).

mod settings;

pub use settings::{Grouped, MARGIN, RelationshipSettings};

/// How much of a relationship a group of customers is worth.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Relationship {
    /// 基本型: sells, and does not come back to it.
    Basic,
    /// 被动型: asks to be called in case of questions.
    Reactive,
    /// 负责型: calls after the sale and asks.
    Accountable,
    /// 能动型: calls with improvements from time to time.
    Proactive,
    /// 伙伴型: works on the customer's results with them.
    Partnership,
}

impl Relationship {
    /// All levels, the closest relationship first.
    pub const ALL: [Self; 5] =
        [Self::Partnership, Self::Proactive, Self::Accountable, Self::Reactive, Self::Basic];

    /// Stable key: `basic`, `reactive`, `accountable`, `proactive`, `partnership`.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Basic => "basic",
            Self::Reactive => "reactive",
            Self::Accountable => "accountable",
            Self::Proactive => "proactive",
            Self::Partnership => "partnership",
        }
    }
}

/// How large a group of customers is among all.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Size {
    /// A small share.
    Few,
    /// A middling share.
    Medium,
    /// A large share.
    Many,
}

impl Size {
    /// Stable key: `few`, `medium`, `many`.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Few => "few",
            Self::Medium => "medium",
            Self::Many => "many",
        }
    }
}

/// How much a group of customers earns per sale.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Margin {
    /// Little.
    Low,
    /// Middling.
    Medium,
    /// Much.
    High,
}

impl Margin {
    /// Stable key: `low`, `medium`, `high`.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Low => "low",
            Self::Medium => "medium",
            Self::High => "high",
        }
    }
}

/// Where sizes and margins begin and end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RelationshipRules {
    /// Few up to this share of all customers, percent.
    pub few_pct: u8,
    /// Medium up to this share, percent.
    pub medium_pct: u8,
    /// Medium margin from here, hundredths of a percent.
    pub medium_margin_bp: i32,
    /// High margin from here, hundredths of a percent.
    pub high_margin_bp: i32,
}

impl Default for RelationshipRules {
    /// 20 and 50 % of the customers; margins of 15 and 30 %.
    fn default() -> Self {
        Self { few_pct: 20, medium_pct: 50, medium_margin_bp: 1500, high_margin_bp: 3000 }
    }
}

impl RelationshipRules {
    /// The size of a group of customers; `None` when there are no customers at all.
    pub fn size(&self, group: u32, all: u32) -> Option<Size> {
        let within = |pct: u8| u64::from(group) * 100 <= u64::from(all) * u64::from(pct);
        match all {
            0 => None,
            _ if within(self.few_pct) => Some(Size::Few),
            _ if within(self.medium_pct) => Some(Size::Medium),
            _ => Some(Size::Many),
        }
    }

    /// The level of a margin in hundredths of a percent.
    pub const fn margin(&self, margin_bp: i32) -> Margin {
        if margin_bp >= self.high_margin_bp {
            Margin::High
        } else if margin_bp >= self.medium_margin_bp {
            Margin::Medium
        } else {
            Margin::Low
        }
    }
}

/// The relationship that suits a group of this size and margin.
pub const fn relationship(size: Size, margin: Margin) -> Relationship {
    match (size, margin) {
        (Size::Many, Margin::Low) => Relationship::Basic,
        (Size::Many, Margin::Medium) | (Size::Medium, Margin::Low) => Relationship::Reactive,
        (Size::Many, Margin::High) | (Size::Medium, Margin::Medium) | (Size::Few, Margin::Low) => {
            Relationship::Accountable
        }
        (Size::Medium, Margin::High) | (Size::Few, Margin::Medium) => Relationship::Proactive,
        (Size::Few, Margin::High) => Relationship::Partnership,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_group_on_a_bound_belongs_to_the_smaller_size() {
        let rules = RelationshipRules::default();
        let cases = [
            ((20, 100), Some(Size::Few)),
            ((21, 100), Some(Size::Medium)),
            ((50, 100), Some(Size::Medium)),
            ((51, 100), Some(Size::Many)),
            ((0, 0), None),
        ];
        for ((group, all), size) in cases {
            assert_eq!(rules.size(group, all), size, "{group} of {all}");
        }
    }
}
