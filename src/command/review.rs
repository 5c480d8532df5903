//! The review of tiers: accepting what is proposed, rejecting it, confirming what still fits
//! (DOMAIN 1.7).

use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;

use super::{
    CommandError, Done, Session,
    customer::{confirmed_value, json},
};
use crate::{
    change::{ChangeSet, Entity, Gesture, Value},
    domain::{
        customer::{Customer, field as form},
        id::CustomerId,
        review::{Proposal, Verdict},
        tier::{Levels, Tier},
    },
    text::clean_line,
};

/// Why a command of the review is refused.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ReviewRefusal {
    /// A rejection without a reason.
    #[error("a rejection needs a reason")]
    NoReason,
    /// The facts give the tier that is confirmed.
    #[error("no other tier is proposed for {0:?}")]
    NoProposal(String),
    /// The facts give another tier than the one to be confirmed.
    #[error("another tier is proposed for {0:?}")]
    Proposed(String),
    /// No tier is confirmed: it follows the score by itself.
    #[error("{0:?} has no confirmed tier")]
    NotConfirmed(String),
    /// A tier by hand holds; the review never changes it.
    #[error("the tier of {name:?} is set by hand until {until}")]
    Overridden {
        /// The customer.
        name: String,
        /// The last day of the tier by hand.
        until: NaiveDate,
    },
}

/// A customer as the review sees it today.
struct Seen {
    customer: Customer,
    verdict: Verdict,
    levels: Levels,
}

/// The tiers by the facts become the confirmed ones, with the levels of today: one step.
pub(super) fn accept(session: &mut Session, ids: &[CustomerId]) -> Result<Done, CommandError> {
    let (seen, today) = (seen(session, ids)?, session.today());
    let mut edits = Vec::with_capacity(seen.len());
    for it in &seen {
        let accepted = it.proposal()?.accept(it.levels, today);
        let confirmed = confirmed_value(accepted.tier, accepted.on, Some(accepted.levels));
        // What was rejected before is settled now.
        edits.push((it, [("confirmed", confirmed), ("rejected", Value::Null)]));
    }
    let gesture = gesture("accept_tier", &seen, |it| it.verdict.proposal());
    write(session, gesture, edits)
}

/// The proposal is hidden until the facts come to another tier, or for a time.
pub(super) fn reject(
    session: &mut Session,
    id: CustomerId,
    reason: &str,
) -> Result<Done, CommandError> {
    let (seen, today) = (seen(session, &[id])?, session.today());
    let mut edits = Vec::with_capacity(seen.len());
    for it in &seen {
        let rejection = it.proposal()?.reject(&clean_line(reason), today);
        let rejection = rejection.map_err(|_| ReviewRefusal::NoReason)?;
        let rejected = json(&form::Rejected {
            to: rejection.to.letter().to_owned(),
            since: rejection.since.to_epoch_days(),
            on: rejection.on.to_epoch_days(),
            reason: rejection.reason,
        });
        edits.push((it, [("rejected", rejected)]));
    }
    let gesture = gesture("reject_tier", &seen, |it| it.verdict.proposal());
    write(session, gesture, edits)
}

/// The confirmed tiers that the facts still give are confirmed anew, with the levels of today.
pub(super) fn confirm(session: &mut Session, ids: &[CustomerId]) -> Result<Done, CommandError> {
    let (seen, today) = (seen(session, ids)?, session.today());
    let mut edits = Vec::with_capacity(seen.len());
    for it in &seen {
        it.check_not_by_hand()?;
        let tier = it.confirmed()?;
        if it.verdict != Verdict::Agreed {
            return Err(ReviewRefusal::Proposed(it.customer.called().to_owned()).into());
        }
        edits.push((it, [("confirmed", confirmed_value(tier, today, Some(it.levels)))]));
    }
    let gesture = gesture("confirm_tier", &seen, |_| None);
    write(session, gesture, edits)
}

impl Seen {
    /// What is proposed, for a person to decide.
    fn proposal(&self) -> Result<&Proposal, ReviewRefusal> {
        self.check_not_by_hand()?;
        self.confirmed()?;
        let none = || ReviewRefusal::NoProposal(self.customer.called().to_owned());
        self.verdict.proposal().ok_or_else(none)
    }

    fn confirmed(&self) -> Result<Tier, ReviewRefusal> {
        let none = || ReviewRefusal::NotConfirmed(self.customer.called().to_owned());
        self.customer.confirmed.map(|confirmed| confirmed.tier).ok_or_else(none)
    }

    fn check_not_by_hand(&self) -> Result<(), ReviewRefusal> {
        match (&self.verdict, &self.customer.tier_override) {
            (Verdict::Overridden(_), Some(by_hand)) => Err(ReviewRefusal::Overridden {
                name: self.customer.called().to_owned(),
                until: by_hand.to,
            }),
            _ => Ok(()),
        }
    }
}

/// The customers as the review sees them, each once.
fn seen(session: &Session, ids: &[CustomerId]) -> Result<Vec<Seen>, CommandError> {
    let (reader, rules, today) = (session.reader(), session.rules(), session.today());
    let (mut known, mut customers) = (HashSet::new(), Vec::with_capacity(ids.len()));
    for id in ids {
        let customer = reader.customer(*id)?.ok_or(CommandError::NotFound("customer"))?;
        if known.insert(customer.id) {
            customers.push(customer);
        }
    }
    let ids: Vec<CustomerId> = customers.iter().map(|customer| customer.id).collect();
    let mut facts: HashMap<_, _> = reader.facts_of(&ids)?.into_iter().collect();
    customers
        .into_iter()
        .map(|customer| {
            let facts = facts.remove(&customer.id).ok_or(CommandError::NotFound("customer"))?;
            let verdict = facts.verdict(rules, today);
            let levels = facts.standing(rules, today).levels;
            Ok(Seen { customer, verdict, levels })
        })
        .collect()
}

/// One customer is named, with its change of tier; of several their number is told.
fn gesture<'a>(
    name: &str,
    seen: &'a [Seen],
    change: impl Fn(&'a Seen) -> Option<&'a Proposal>,
) -> Gesture {
    let gesture = Gesture::new(name);
    let [one] = seen else { return gesture.about("count", seen.len().to_string()) };
    let gesture = gesture.about("customer", one.customer.called());
    match change(one) {
        Some(change) => gesture.about("from", change.from.letter()).about("to", change.to.letter()),
        None => gesture,
    }
}

fn write<const N: usize>(
    session: &mut Session,
    gesture: Gesture,
    edits: Vec<(&Seen, [(&'static str, Value); N])>,
) -> Result<Done, CommandError> {
    let mut set = ChangeSet::new(gesture);
    for (seen, fields) in edits {
        set.set(Entity::Customer, seen.customer.id.uuid(), fields);
    }
    session.commit(set)
}
