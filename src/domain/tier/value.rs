//! A customer's value and its level (DOMAIN 1.2).

use super::Value;

/// What a customer's value is taken from, in minor units of the base currency.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ValueFacts {
    /// Net purchases of the last 365 days; negative when more was refunded than bought.
    pub purchases_minor: i64,
    /// Sum of the open deals.
    pub open_deals_minor: i64,
    /// The user's estimate of the potential, 0 without one.
    pub potential_minor: i64,
}

impl ValueFacts {
    /// `v`: the largest of the three, never negative. Minor units.
    pub fn value_minor(self) -> i64 {
        self.purchases_minor.max(self.open_deals_minor).max(self.potential_minor).max(0)
    }
}

/// Where the levels of the value begin, in minor units of the base currency.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ValueRules {
    /// Medium from here.
    pub medium_minor: i64,
    /// High from here.
    pub high_minor: i64,
}

impl Default for ValueRules {
    /// ¥20,000 and ¥100,000.
    fn default() -> Self {
        Self { medium_minor: 2_000_000, high_minor: 10_000_000 }
    }
}

impl ValueRules {
    /// The level of a value.
    pub const fn level(self, value_minor: i64) -> Value {
        if value_minor >= self.high_minor {
            Value::High
        } else if value_minor >= self.medium_minor {
            Value::Medium
        } else {
            Value::Low
        }
    }
}
