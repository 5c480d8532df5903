//! The tier follows the score: up at once, down only after days below it (DOMAIN 1.5).

use chrono::{Days, NaiveDate};

use super::{Tier, TierRules};

/// The automatic tier of a customer and how it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TierState {
    /// The tier held.
    pub tier: Tier,
    /// The day it was taken.
    pub since: NaiveDate,
    /// A demotion under way.
    pub pending: Option<Pending>,
}

/// A demotion that will happen unless the score recovers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pending {
    /// The first day below.
    pub since: NaiveDate,
    /// The best tier by score seen since: where the demotion will lead.
    pub best: Tier,
}

/// What a day did to the tier.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Nothing: the score holds the tier, or the band below it does.
    Kept,
    /// A better tier was taken.
    Promoted,
    /// A demotion is under way.
    Pending,
    /// A demotion came due.
    Demoted,
}

/// A change of the automatic tier.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TierChange {
    /// The day.
    pub on: NaiveDate,
    /// The tier before.
    pub from: Tier,
    /// The tier after.
    pub to: Tier,
}

/// What a replay of missed days came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Replay {
    /// The state at the end.
    pub state: TierState,
    /// Every change on the way, in order.
    pub changes: Vec<TierChange>,
}

impl TierState {
    /// A tier taken on a day, with nothing pending.
    pub const fn new(tier: Tier, since: NaiveDate) -> Self {
        Self { tier, since, pending: None }
    }

    /// Lets one day pass with the score of that day. Days go forward; each is stepped once.
    pub fn step(&mut self, rules: &TierRules, today: NaiveDate, score_x100: i32) -> Step {
        let by_score = rules.tier(score_x100);
        if by_score < self.tier {
            *self = Self::new(by_score, today);
            return Step::Promoted;
        }
        if rules.kept_from_x100(self.tier).is_none_or(|kept_from| score_x100 >= kept_from) {
            self.pending = None;
            return Step::Kept;
        }
        let pending = match self.pending {
            None => Pending { since: today, best: by_score },
            Some(Pending { since, best }) => Pending { since, best: best.min(by_score) },
        };
        if today >= due(rules, pending) {
            *self = Self::new(pending.best, today);
            return Step::Demoted;
        }
        self.pending = Some(pending);
        Step::Pending
    }

    /// Lets the days pass from the first item to `until`, both included. Each item is a day and the
    /// score from that day on until the next item; the days ascend. Equal to [`step`](Self::step)
    /// on every day, at a cost that does not grow with the days between items.
    pub fn replay(
        mut self,
        rules: &TierRules,
        scores: impl IntoIterator<Item = (NaiveDate, i32)>,
        until: NaiveDate,
    ) -> Replay {
        let mut changes = Vec::new();
        let mut scores = scores.into_iter().peekable();
        while let Some((first, score_x100)) = scores.next() {
            let last = match scores.peek() {
                Some((next, _)) => next.pred_opt().map_or(until, |day| day.min(until)),
                None => until,
            };
            self.hold(rules, score_x100, (first, last), &mut changes);
        }
        Replay { state: self, changes }
    }

    /// Lets the days pass during which the score stays the same. After a step nothing can happen
    /// before a pending demotion comes due, so only those days are stepped.
    fn hold(
        &mut self,
        rules: &TierRules,
        score_x100: i32,
        (first, last): (NaiveDate, NaiveDate),
        changes: &mut Vec<TierChange>,
    ) {
        let mut next = Some(first);
        while let Some(today) = next.filter(|day| *day <= last) {
            let from = self.tier;
            next = match self.step(rules, today, score_x100) {
                Step::Kept | Step::Promoted => None,
                Step::Pending => self.pending.map(|pending| due(rules, pending)),
                Step::Demoted => today.succ_opt(),
            };
            if self.tier != from {
                changes.push(TierChange { on: today, from, to: self.tier });
            }
        }
    }

    /// Whether the score alone would give a worse tier: the explanation must then say that
    /// hysteresis keeps it.
    pub fn kept_by_hysteresis(&self, rules: &TierRules, score_x100: i32) -> bool {
        self.tier < rules.tier(score_x100)
    }

    /// The day on which a pending demotion comes due if the score does not recover.
    pub fn demotion_due(&self, rules: &TierRules) -> Option<NaiveDate> {
        self.pending.map(|pending| due(rules, pending))
    }
}

/// The first day on which a pending demotion is carried out.
fn due(rules: &TierRules, pending: Pending) -> NaiveDate {
    pending.since.checked_add_days(Days::new(u64::from(rules.dwell_days))).unwrap_or(NaiveDate::MAX)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn day(offset: u64) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 1, 1).unwrap() + Days::new(offset)
    }

    #[test]
    fn fourteen_days_below_demote_and_one_day_of_recovery_starts_again() {
        let rules = TierRules::default();
        let state = TierState::new(Tier::B, day(0));
        let below = state.replay(&rules, [(day(1), 5799)], day(14));
        assert_eq!((below.state.tier, below.changes.len()), (Tier::B, 0));
        assert_eq!(below.state.demotion_due(&rules), Some(day(15)));
        assert!(below.state.kept_by_hysteresis(&rules, 5799));
        let demoted = state.replay(&rules, [(day(1), 5799)], day(15));
        assert_eq!(demoted.changes, [TierChange { on: day(15), from: Tier::B, to: Tier::C }]);
        let recovered =
            state.replay(&rules, [(day(1), 5799), (day(9), 5800), (day(10), 5799)], day(23));
        assert_eq!(recovered.state.pending.map(|pending| pending.since), Some(day(10)));
        assert_eq!(recovered.state.tier, Tier::B);
    }

    #[test]
    fn a_collapse_is_taken_in_one_fall_after_the_dwell() {
        let rules = TierRules::default();
        let replay = TierState::new(Tier::A, day(0)).replay(&rules, [(day(1), 0)], day(400));
        assert_eq!(replay.changes, [TierChange { on: day(15), from: Tier::A, to: Tier::D }]);
    }

    proptest! {
        #[test]
        fn replay_is_stepping_day_by_day(
            start in 0..4_usize,
            dwell_days in 0..20_u32,
            scores in proptest::collection::vec((0..12_u64, 0..=10_000_i32), 1..30),
            tail in 0..60_u64,
        ) {
            let rules = TierRules { dwell_days, ..TierRules::default() };
            let start = TierState::new(Tier::ALL[start], day(0));
            let mut offset = 1;
            let mut points = Vec::new();
            for (gap, score) in scores {
                offset += gap;
                points.push((day(offset), score));
            }
            let until = day(offset + tail);

            let mut daily = start;
            let mut changes = Vec::new();
            for today in points[0].0.iter_days().take_while(|today| *today <= until) {
                let (_, score) = *points.iter().rfind(|(on, _)| *on <= today).unwrap();
                let from = daily.tier;
                daily.step(&rules, today, score);
                if daily.tier != from {
                    changes.push(TierChange { on: today, from, to: daily.tier });
                }
            }
            prop_assert_eq!(start.replay(&rules, points, until), Replay { state: daily, changes });
        }
    }
}
