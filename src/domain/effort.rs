//! Effort against value per tier (DOMAIN 6.5).

use super::{
    activity::ActivityKind,
    money::round_div,
    settings::{Entry, SettingsError},
    tier::Tier,
};

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

impl Channel {
    /// The channel of an activity; a note goes through none.
    pub const fn of(kind: ActivityKind) -> Option<Self> {
        match kind {
            ActivityKind::Visit => Some(Self::Visit),
            ActivityKind::Meeting => Some(Self::Meeting),
            ActivityKind::Call => Some(Self::Call),
            ActivityKind::Email | ActivityKind::Message => Some(Self::Message),
            ActivityKind::Note => None,
        }
    }
}

/// What effort is compared with.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum EffortValue {
    /// Net purchases of the period.
    #[default]
    Purchases,
    /// Open deals by their probability, as they stand.
    Pipeline,
}

impl EffortValue {
    /// Stable key in settings and answers.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Purchases => "purchases",
            Self::Pipeline => "pipeline",
        }
    }
}

/// The team's settings of effort: `effort.…`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EffortRules {
    /// Minutes where none were recorded.
    pub usual: UsualMinutes,
    /// How many days effort and adherence look back, today included.
    pub days: u32,
    /// What effort is compared with.
    pub value: EffortValue,
}

impl Default for EffortRules {
    fn default() -> Self {
        Self { usual: UsualMinutes::default(), days: 90, value: EffortValue::Purchases }
    }
}

impl EffortRules {
    /// Sets one setting.
    pub(super) fn set(&mut self, entry: &Entry<'_>) -> Result<(), SettingsError> {
        let usual = &mut self.usual;
        match entry.key {
            "effort.visit" => usual.visit = minutes(entry)?,
            "effort.meeting" => usual.meeting = minutes(entry)?,
            "effort.call" => usual.call = minutes(entry)?,
            "effort.message" => usual.message = minutes(entry)?,
            "effort.days" => {
                let days = entry.number()?;
                if !(1..=3_660).contains(&days) {
                    return Err(entry.bad("effort-days"));
                }
                self.days = days;
            }
            "effort.value" => {
                let choices = [EffortValue::Purchases, EffortValue::Pipeline];
                self.value =
                    entry.choice("effort-value", &choices.map(|choice| (choice.key(), choice)))?;
            }
            _ => return Err(entry.unknown()),
        }
        Ok(())
    }

    /// Every setting with its value.
    pub(super) fn list(&self) -> impl Iterator<Item = (String, String)> {
        let usual = self.usual;
        [
            ("effort.visit", usual.visit.to_string()),
            ("effort.meeting", usual.meeting.to_string()),
            ("effort.call", usual.call.to_string()),
            ("effort.message", usual.message.to_string()),
            ("effort.days", self.days.to_string()),
            ("effort.value", self.value.key().to_owned()),
        ]
        .into_iter()
        .map(|(key, value)| (key.to_owned(), value))
    }
}

/// Minutes of a contact, at most a day.
fn minutes(entry: &Entry<'_>) -> Result<u32, SettingsError> {
    let minutes = entry.number()?;
    if minutes > 24 * 60 { Err(entry.bad("effort-minutes")) } else { Ok(minutes) }
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

impl Balance {
    /// Stable key in answers.
    pub const fn key(self) -> &'static str {
        match self {
            Self::OverServed => "over_served",
            Self::Balanced => "balanced",
            Self::UnderServed => "under_served",
            Self::NoValue => "no_value",
            Self::NoData => "no_data",
        }
    }
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
