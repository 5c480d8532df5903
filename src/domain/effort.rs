//! Effort against value per tier (DOMAIN 6.5).

use super::{money::round_div, tier::Tier};

/// How a touch was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Channel {
    /// At the customer's.
    Visit,
    /// A meeting elsewhere.
    Meeting,
    /// By phone.
    Call,
    /// A message or a mail.
    Message,
}

/// Minutes taken for a touch without a recorded duration.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UsualMinutes {
    /// A visit, the way there included.
    pub visit: u32,
    /// A meeting.
    pub meeting: u32,
    /// A call.
    pub call: u32,
    /// A message or a mail.
    pub message: u32,
}

impl Default for UsualMinutes {
    fn default() -> Self {
        Self { visit: 120, meeting: 60, call: 10, message: 5 }
    }
}

impl UsualMinutes {
    /// Minutes of a touch: as recorded, else the usual ones.
    pub fn of(&self, channel: Channel, recorded: Option<u32>) -> u32 {
        recorded.unwrap_or(match channel {
            Channel::Visit => self.visit,
            Channel::Meeting => self.meeting,
            Channel::Call => self.call,
            Channel::Message => self.message,
        })
    }
}

/// What a tier took and what it gave in a period.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TierEffort {
    /// The tier.
    pub tier: Tier,
    /// Minutes of effort.
    pub minutes: u64,
    /// Net purchases (or weighted pipeline), minor units; a negative value counts as 0.
    pub value_minor: i64,
}

/// Effort compared with value; both bounds are balanced.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Balance {
    /// More than 3/2 of the share its value asks for.
    OverServed,
    /// Between 2/3 and 3/2.
    Balanced,
    /// Less than 2/3.
    UnderServed,
    /// Effort without value.
    NoValue,
    /// Nothing to compare.
    NoData,
}

/// The share of one tier. Shares are absent when their whole is 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EffortShare {
    /// The tier.
    pub tier: Tier,
    /// Share of all minutes, tenths of a percent.
    pub effort_permille: Option<i64>,
    /// Share of all value, tenths of a percent.
    pub value_permille: Option<i64>,
    /// Effort share / value share, hundredths.
    pub index_x100: Option<i64>,
    /// The verdict.
    pub balance: Balance,
    /// Minor units an hour, absent without effort.
    pub value_per_hour_minor: Option<i64>,
}

/// Compares the effort and the value of tiers, in the order given.
pub fn effort_shares(tiers: &[TierEffort]) -> Vec<EffortShare> {
    let gave = |one: &TierEffort| i128::from(one.value_minor.max(0));
    let took = |one: &TierEffort| i128::from(one.minutes);
    let (all_effort, all_value): (i128, i128) =
        (tiers.iter().map(took).sum(), tiers.iter().map(gave).sum());
    tiers
        .iter()
        .map(|one| {
            let (effort, value) = (took(one), gave(one));
            // (effort / all_effort) / (value / all_value), exactly.
            let (num, den) = (effort.saturating_mul(all_value), value.saturating_mul(all_effort));
            EffortShare {
                tier: one.tier,
                effort_permille: round_div(effort * 1000, all_effort),
                value_permille: round_div(value * 1000, all_value),
                index_x100: round_div(num.saturating_mul(100), den),
                balance: balance(num, den, effort > 0),
                value_per_hour_minor: round_div(value * 60, effort),
            }
        })
        .collect()
}

fn balance(num: i128, den: i128, any_effort: bool) -> Balance {
    if den == 0 {
        if any_effort { Balance::NoValue } else { Balance::NoData }
    } else if num.saturating_mul(2) > den.saturating_mul(3) {
        Balance::OverServed
    } else if num.saturating_mul(3) < den.saturating_mul(2) {
        Balance::UnderServed
    } else {
        Balance::Balanced
    }
}

/// Whether C and D are there and get less than 5 % of all effort together.
pub fn small_customers_neglected(tiers: &[TierEffort]) -> bool {
    let is_small = |one: &&TierEffort| matches!(one.tier, Tier::C | Tier::D);
    let minutes = |one: &TierEffort| u128::from(one.minutes);
    let all: u128 = tiers.iter().map(minutes).sum();
    let small: u128 = tiers.iter().filter(is_small).map(minutes).sum();
    tiers.iter().any(|one| is_small(&one)) && small * 20 < all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_recorded_duration_wins_over_the_usual_one() {
        let usual = UsualMinutes::default();
        assert_eq!(usual.of(Channel::Visit, None), 120);
        assert_eq!(usual.of(Channel::Visit, Some(15)), 15);
    }

    #[test]
    fn small_customers_are_neglected_below_a_twentieth() {
        let tiers = |a, c| {
            [(Tier::A, a), (Tier::C, c)].map(|(tier, minutes)| TierEffort {
                tier,
                minutes,
                value_minor: 1,
            })
        };
        assert!(small_customers_neglected(&tiers(951, 49)));
        assert!(!small_customers_neglected(&tiers(950, 50)));
        assert!(!small_customers_neglected(&tiers(0, 0)));
        assert!(!small_customers_neglected(&tiers(9, 0)[..1]), "there are none");
    }

    #[test]
    fn without_any_effort_nothing_is_compared() {
        let nobody = [TierEffort { tier: Tier::A, minutes: 0, value_minor: 5 }];
        let [share] = effort_shares(&nobody)[..] else { panic!("one share") };
        assert_eq!((share.effort_permille, share.index_x100), (None, None));
        assert_eq!(share.balance, Balance::NoData);
    }
}
