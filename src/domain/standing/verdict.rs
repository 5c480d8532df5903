//! What the review of tiers says of a customer, from its facts (DOMAIN 1.7).

use chrono::NaiveDate;

use super::{Facts, History};
use crate::domain::{
    review::{Confirmation, Proposal, Verdict, reasons},
    settings::Rules,
    tier::{Replay, first_known},
};

impl Facts {
    /// Where the customer stands in the review. A customer without a confirmed tier follows its
    /// score by itself: the last change is applied, whenever that was.
    pub fn verdict(&self, rules: &Rules, today: NaiveDate) -> Verdict {
        let known = first_known(self.created_on, self.touches.first().copied()).min(today);
        let history = self.history(rules, known, today);
        let replay = self.automatic(rules, &history, known, today);
        let by_hand = self.tier_override.as_ref();
        let overridden = by_hand.is_some_and(|by_hand| by_hand.is_active(today));
        let Some(confirmed) = self.confirmed_by(today) else {
            return match last_change(&replay, &history, rules, known) {
                _ if overridden => Verdict::Overridden(None),
                Some(change) => Verdict::Applied(change),
                None => Verdict::Agreed,
            };
        };
        // A tier that came with a list says nothing of the levels: those of its day stand for them.
        let levels = confirmed.levels.unwrap_or_else(|| history.on(confirmed.on).0);
        let confirmation = Confirmation { tier: confirmed.tier, on: confirmed.on, levels };
        let proposal = confirmation.proposal(&replay.state, history.on(today).0, &rules.tiers);
        rules.review.review(proposal, self.rejected.as_ref(), overridden, today)
    }
}

/// The last change of the tier, with what had changed since the one before it was taken.
fn last_change(
    replay: &Replay,
    history: &History,
    rules: &Rules,
    first: NaiveDate,
) -> Option<Proposal> {
    let (last, before) = replay.changes.split_last()?;
    let held_since = before.last().map_or(first, |change| change.on);
    let (old, new) = (history.on(held_since).0, history.on(last.on).0);
    Some(Proposal {
        from: last.from,
        to: last.to,
        since: last.on,
        reasons: reasons(old, new, &rules.tiers),
    })
}
