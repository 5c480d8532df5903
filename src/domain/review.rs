//! Periodic review of tiers: proposals, accept, reject (DOMAIN 1.7).
//!
//! The machine of [`TierState`] runs as a shadow beside the confirmed tier. Where the two differ
//! there is a proposal.

use std::cmp::Reverse;

use chrono::{Days, NaiveDate};
use thiserror::Error;

use super::tier::{Dimension, Level, Levels, Tier, TierRules, TierState};

/// What the shadow may do.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Mode {
    /// A person accepts or rejects.
    #[default]
    Propose,
    /// Changes apply at once and are listed.
    Auto,
}

/// The settings of the review.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ReviewRules {
    /// Days between reviews, at least 1.
    pub every_days: u32,
    /// Days a rejected proposal stays hidden.
    pub rejected_days: u32,
    /// What the shadow may do.
    pub mode: Mode,
}

impl Default for ReviewRules {
    /// Every 90 days, rejected for 90 days, propose.
    fn default() -> Self {
        Self { every_days: 90, rejected_days: 90, mode: Mode::Propose }
    }
}

/// A tier as it was last confirmed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Confirmation {
    /// The tier that counts.
    pub tier: Tier,
    /// The day it was confirmed.
    pub on: NaiveDate,
    /// The levels of that day, against which reasons are given.
    pub levels: Levels,
}

/// A change of tier that the facts suggest.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposal {
    /// The confirmed tier.
    pub from: Tier,
    /// The shadow's tier.
    pub to: Tier,
    /// The day the shadow took it.
    pub since: NaiveDate,
    /// What changed since the confirmation, weightiest first.
    pub reasons: Vec<Reason>,
}

/// A dimension whose level is another than at the confirmation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reason {
    /// The level at the confirmation.
    pub old: Level,
    /// The level now.
    pub new: Level,
    /// What that did to the score, hundredths of a point.
    pub change_x100: i32,
}

/// The memory of a rejected proposal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rejection {
    /// The tier that was proposed.
    pub to: Tier,
    /// The day the shadow had taken it.
    pub since: NaiveDate,
    /// The day of the rejection.
    pub on: NaiveDate,
    /// Why.
    pub reason: String,
}

/// A rejection without a reason.
#[derive(Clone, Copy, Debug, Error, PartialEq, Eq)]
#[error("a rejection needs a reason")]
pub struct NoReason;

/// Where a customer stands in the review.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// The shadow agrees with the confirmed tier.
    Agreed,
    /// A person has to decide.
    Proposed(Proposal),
    /// Rejected before, and nothing has changed since.
    Rejected(Proposal),
    /// To be applied at once and listed ([`Mode::Auto`]).
    Applied(Proposal),
    /// An override holds: listed apart, never changed. With what would be proposed otherwise.
    Overridden(Option<Proposal>),
}

impl Verdict {
    /// The change that the facts suggest, whatever became of it.
    pub const fn proposal(&self) -> Option<&Proposal> {
        match self {
            Self::Agreed => None,
            Self::Proposed(proposal) | Self::Rejected(proposal) | Self::Applied(proposal) => {
                Some(proposal)
            }
            Self::Overridden(proposal) => proposal.as_ref(),
        }
    }
}

impl ReviewRules {
    /// Reviews one customer. `overridden`: an override holds today. A standing rejection is a
    /// person's word and holds in both modes.
    pub fn review(
        &self,
        proposal: Option<Proposal>,
        rejection: Option<&Rejection>,
        overridden: bool,
        today: NaiveDate,
    ) -> Verdict {
        match proposal {
            proposal if overridden => Verdict::Overridden(proposal),
            None => Verdict::Agreed,
            Some(proposal) if self.is_hidden((proposal.to, proposal.since), rejection, today) => {
                Verdict::Rejected(proposal)
            }
            Some(proposal) => match self.mode {
                Mode::Propose => Verdict::Proposed(proposal),
                Mode::Auto => Verdict::Applied(proposal),
            },
        }
    }

    /// A rejection hides the very change it was spoken on, for a time. The change is the shadow's
    /// tier and the day the shadow took it.
    pub fn is_hidden(
        &self,
        change: (Tier, NaiveDate),
        rejection: Option<&Rejection>,
        today: NaiveDate,
    ) -> bool {
        rejection.is_some_and(|rejection| {
            (rejection.to, rejection.since) == change
                && rejection.on <= today
                && today < self.hidden_until(rejection)
        })
    }

    /// The day on which a rejection hides nothing any more.
    pub fn hidden_until(&self, rejection: &Rejection) -> NaiveDate {
        after(rejection.on, self.rejected_days)
    }

    /// The day the next review is due, from the day of the last one.
    pub fn next_on(&self, last_review_on: NaiveDate) -> NaiveDate {
        after(last_review_on, self.every_days)
    }

    /// Whether a change that was applied by itself is new enough to be listed: it was made within
    /// the days of one review, today included.
    pub fn is_recent(&self, since: NaiveDate, today: NaiveDate) -> bool {
        self.next_on(since) > today
    }
}

impl Confirmation {
    /// What the shadow proposes; `None` when it agrees. `levels` are today's.
    pub fn proposal(
        &self,
        shadow: &TierState,
        levels: Levels,
        rules: &TierRules,
    ) -> Option<Proposal> {
        (shadow.tier != self.tier).then(|| Proposal {
            from: self.tier,
            to: shadow.tier,
            since: shadow.since,
            reasons: reasons(self.levels, levels, rules),
        })
    }
}

impl Proposal {
    /// The confirmation that accepting it today makes.
    pub const fn accept(&self, levels: Levels, today: NaiveDate) -> Confirmation {
        Confirmation { tier: self.to, on: today, levels }
    }

    /// The rejection that rejecting it today makes.
    ///
    /// # Errors
    /// When the reason is blank.
    pub fn reject(&self, reason: &str, today: NaiveDate) -> Result<Rejection, NoReason> {
        let reason = reason.trim();
        if reason.is_empty() {
            return Err(NoReason);
        }
        Ok(Rejection { to: self.to, since: self.since, on: today, reason: reason.to_owned() })
    }
}

fn after(day: NaiveDate, days: u32) -> NaiveDate {
    day.checked_add_days(Days::new(u64::from(days))).unwrap_or(NaiveDate::MAX)
}

/// The dimensions whose level changed, largest change of the score first, ties in the order need,
/// value, interaction, stage.
pub fn reasons(old: Levels, new: Levels, rules: &TierRules) -> Vec<Reason> {
    let mut reasons: Vec<Reason> = Dimension::ALL
        .into_iter()
        .map(|dimension| (dimension, old.level(dimension), new.level(dimension)))
        .filter(|(_, old, new)| old != new)
        .map(|(dimension, old, new)| {
            let points = i32::from(rules.points(new)) - i32::from(rules.points(old));
            Reason { old, new, change_x100: i32::from(rules.weight(dimension)) * points }
        })
        .collect();
    // The sort is stable: equal changes stay in the order of the dimensions.
    reasons.sort_by_key(|reason| Reverse(reason.change_x100.abs()));
    reasons
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{
        stage::StageLevel,
        tier::{Interaction, Need, Value},
    };

    const B: Levels = Levels {
        need: Need::Clear,
        value: Value::High,
        interaction: Interaction::Low,
        stage: StageLevel::Mid,
    };

    fn day(offset: u64) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 1, 1).unwrap() + Days::new(offset)
    }

    fn confirmed() -> Confirmation {
        Confirmation { tier: Tier::B, on: day(0), levels: B }
    }

    fn proposal(to: Tier, since: u64) -> Proposal {
        let shadow = TierState::new(to, day(since));
        confirmed().proposal(&shadow, B, &TierRules::default()).unwrap()
    }

    #[test]
    fn reasons_are_sorted_by_their_weight_then_by_dimension() {
        let now = Levels {
            need: Need::Unclear,
            value: Value::Medium,
            interaction: Interaction::Frequent,
            stage: StageLevel::None,
        };
        let found: Vec<_> = reasons(B, now, &TierRules::default())
            .into_iter()
            .map(|reason| (reason.new.dimension(), reason.change_x100))
            .collect();
        let expected = [
            (Dimension::Need, -3000),
            (Dimension::Value, -2100),
            (Dimension::Interaction, 1750),
            (Dimension::Stage, -600),
        ];
        assert_eq!(found, expected);

        let mut even = TierRules::default();
        even.points.interaction = [0, 60, 100];
        even.points.stage = [0, 0, 0, 100];
        let now =
            B.with(Level::Interaction(Interaction::Frequent)).with(Level::Stage(StageLevel::Late));
        let order: Vec<_> =
            reasons(B, now, &even).into_iter().map(|reason| reason.new.dimension()).collect();
        assert_eq!(order, [Dimension::Interaction, Dimension::Stage]);
    }

    #[test]
    fn agreement_is_no_proposal_and_accepting_one_makes_agreement() {
        let rules = TierRules::default();
        let shadow = TierState::new(Tier::C, day(20));
        let now = B.with(Level::Need(Need::Unclear));
        let accepted = confirmed().proposal(&shadow, now, &rules).unwrap().accept(now, day(30));
        assert_eq!(accepted, Confirmation { tier: Tier::C, on: day(30), levels: now });
        assert_eq!(accepted.proposal(&shadow, now, &rules), None);
        let review = ReviewRules::default();
        assert_eq!(review.review(None, None, false, day(30)), Verdict::Agreed);
    }

    #[test]
    fn a_rejected_proposal_is_hidden_until_the_shadow_moves_or_ninety_days_passed() {
        let review = ReviewRules::default();
        let rejection = proposal(Tier::C, 20).reject("season", day(30)).unwrap();
        let hidden = |proposal: Proposal, today| {
            matches!(
                review.review(Some(proposal), Some(&rejection), false, today),
                Verdict::Rejected(_)
            )
        };
        assert!(hidden(proposal(Tier::C, 20), day(119)));
        assert!(!hidden(proposal(Tier::C, 20), day(120)));
        assert!(!hidden(proposal(Tier::D, 40), day(40)));
        // There and back again is a change too.
        assert!(!hidden(proposal(Tier::C, 60), day(60)));
        // What was said later is not known yet.
        assert!(!hidden(proposal(Tier::C, 20), day(29)));
        assert_eq!(proposal(Tier::C, 20).reject(" ", day(30)), Err(NoReason));
    }

    #[test]
    fn auto_applies_at_once_but_never_what_is_overridden_or_rejected() {
        let auto = ReviewRules { mode: Mode::Auto, ..ReviewRules::default() };
        let change = proposal(Tier::A, 5);
        let rejection = change.reject("no", day(6)).unwrap();
        let review = |rejection, overridden| {
            auto.review(Some(change.clone()), rejection, overridden, day(7))
        };
        assert_eq!(review(None, false), Verdict::Applied(change.clone()));
        assert_eq!(review(Some(&rejection), false), Verdict::Rejected(change.clone()));
        assert_eq!(review(None, true), Verdict::Overridden(Some(change.clone())));
        assert_eq!(auto.next_on(day(0)), day(90));
        assert!(auto.is_recent(day(0), day(89)) && !auto.is_recent(day(0), day(90)));
    }
}
