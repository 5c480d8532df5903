//! Which tier held on each past day: the replay of the automatic machine, what was confirmed, what
//! was set by hand (DOMAIN 1.5–1.7).

use chrono::NaiveDate;

use super::Facts;
use crate::domain::{
    customer::Confirmed,
    review::{Mode, Rejection, ReviewRules},
    settings::Rules,
    tier::{Tier, TierOverride, TierState, first_known},
};

/// The tier of each day up to one.
#[derive(Clone, Debug)]
pub struct TierTimeline {
    /// The tier from a day on, ascending; the first one holds before too.
    changes: Vec<(NaiveDate, Tier)>,
    by_hand: Option<TierOverride>,
    /// The confirmation, and the change against which it held because that was rejected.
    rejected: Option<(Confirmed, Rejection)>,
    review: ReviewRules,
}

impl TierTimeline {
    /// The tier that held on a day.
    pub fn on(&self, day: NaiveDate) -> Tier {
        if let Some(by_hand) = self.by_hand.as_ref().filter(|by_hand| by_hand.is_active(day)) {
            return by_hand.tier;
        }
        let at = self.changes.partition_point(|(from, _)| *from <= day).saturating_sub(1);
        // There is always a change: the first day.
        let (since, tier) = self.changes.get(at).copied().unwrap_or((day, Tier::D));
        match &self.rejected {
            Some((confirmed, rejection))
                if confirmed.on <= day
                    && self.review.is_hidden((tier, since), Some(rejection), day) =>
            {
                confirmed.tier
            }
            _ => tier,
        }
    }
}

impl Facts {
    /// The tiers of every day up to `today`, at the cost of one standing. Before a confirmation the
    /// machine ran from the first day on; from it on the confirmed tier holds, or the machine goes
    /// on from it where it acts by itself.
    pub fn tiers(&self, rules: &Rules, today: NaiveDate) -> TierTimeline {
        let known = first_known(self.created_on, self.touches.first().copied()).min(today);
        let history = self.history(rules, known, today);
        let score = |levels| rules.tiers.score(levels).score_x100;
        let mut changes = Vec::new();
        let mut run = |from: TierState, until: NaiveDate| {
            changes.push((from.since, from.tier));
            let scores = history.from(from.since).map(|(day, levels)| (day, score(levels)));
            let replay = from.replay(&rules.tiers, scores, until);
            changes.extend(replay.changes.into_iter().map(|change| (change.on, change.to)));
        };
        let confirmed = self.confirmed_by(today);
        let before = confirmed.map_or(Some(today), |confirmed| confirmed.on.pred_opt());
        if let Some(before) = before.filter(|before| *before >= known) {
            run(TierState::new(rules.tiers.tier(score(history.on(known).0)), known), before);
        }
        if let Some(confirmed) = confirmed {
            let from = TierState::new(confirmed.tier, confirmed.on);
            // A confirmation replays up to its own day only: nothing changes by itself then.
            let until = match rules.review.mode {
                Mode::Auto => today,
                Mode::Propose => confirmed.on.pred_opt().unwrap_or(confirmed.on),
            };
            run(from, until);
        }
        let rejected = confirmed.zip(self.rejected.clone());
        let (by_hand, review) = (self.tier_override.clone(), rules.review);
        TierTimeline { changes, by_hand, rejected, review }
    }
}
