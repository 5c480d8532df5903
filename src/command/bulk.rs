//! The same change to several customers: what it would do to each, and doing it in one step.

use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;

use super::{
    CommandError, Done, Session,
    activity::{PlanNext, create_plan, next_step, replace_promise},
    customer::{override_value, read_override, tag},
    error::FieldProblem,
    field::{member_id, refused},
};
use crate::{
    change::{ChangeSet, Entity, Gesture, Value},
    domain::{
        activity::{Activity, ActivityKind, PlanKind},
        cadence::SnoozeRefusal,
        customer::Customer,
        id::{CustomerId, MemberId},
        standing::Facts,
        tier::{Tier, TierOverride},
    },
    text::clean_line,
};

/// What is done to several customers at once.
#[derive(Clone, Debug)]
pub enum Change {
    /// The tier by hand: tier, reason, last day (`None` = the usual time).
    Tier(String, String, Option<String>),
    /// Tiers by hand end: the facts decide again.
    FreeTier,
    /// Who looks after them; empty = nobody.
    Owner(String),
    /// One more tag.
    Tag(String),
    /// One tag less.
    Untag(String),
    /// The next step: kind, day and note. It takes the place of an open promise.
    Plan(ActivityKind, super::entry_line::NextStep, String),
    /// Not before that day.
    Snooze(NaiveDate),
}

/// A change and the customers it is meant for.
#[derive(Clone, Debug)]
pub struct Bulk {
    /// The customers, each once or more.
    pub customers: Vec<CustomerId>,
    /// The change.
    pub change: Change,
}

/// What the changed thing is, before or after.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum State {
    /// Not there.
    None,
    /// The tier that holds, and the last day of it if it is by hand.
    Tier(Tier, Option<NaiveDate>),
    /// The tier that the facts give.
    TierByFacts,
    /// The name of the owner.
    Owner(String),
    /// All tags.
    Tags(Vec<String>),
    /// A day.
    Day(NaiveDate),
}

/// Why a customer is left as it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Skip {
    /// It is not in the file any more.
    Gone,
    /// It is so already.
    Same,
    /// The rules of snoozing.
    Snooze(SnoozeRefusal),
}

/// What becomes of one customer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// What it is called; empty when it is gone.
    pub name: String,
    /// Before and after, or why nothing changes.
    pub becomes: Result<(State, State), Skip>,
}

/// What a change would do to each customer. The command does exactly this.
///
/// # Errors
/// The change itself breaks a rule, or the file cannot be read.
pub fn preview(session: &Session, bulk: &Bulk) -> Result<Vec<Line>, CommandError> {
    Ok(Draft::of(session, bulk)?.lines)
}

/// Changes those that can be changed, in one step.
pub(super) fn change(session: &mut Session, bulk: &Bulk) -> Result<Done, CommandError> {
    let draft = Draft::of(session, bulk)?;
    session.commit(draft.set)
}

/// What will be written, and said of it.
struct Draft {
    lines: Vec<Line>,
    set: ChangeSet,
}

impl Draft {
    fn of(session: &Session, bulk: &Bulk) -> Result<Self, CommandError> {
        let mut set = ChangeSet::new(Gesture::new(bulk.change.name()));
        let mut ready = Ready::new(session, &mut set, bulk)?;
        let before = set.edits.len();
        let (mut known, mut lines) = (HashSet::new(), Vec::with_capacity(bulk.customers.len()));
        for id in &bulk.customers {
            let Some(customer) = session.reader().customer(*id)? else {
                lines.push(Line { name: String::new(), becomes: Err(Skip::Gone) });
                continue;
            };
            // Two that were merged are one.
            if known.insert(customer.id) {
                let becomes = ready.draft(session, &mut set, &customer)?;
                lines.push(Line { name: customer.called().to_owned(), becomes });
            }
        }
        // Nobody's owner: a new member is not entered either.
        if set.edits.len() == before {
            set.edits.clear();
        }
        let mut changed = lines.iter().filter(|line| line.becomes.is_ok());
        let gesture = match (changed.next(), changed.count()) {
            (Some(one), 0) => set.gesture.about("customer", &one.name),
            (_, more) => set.gesture.about("count", (more + 1).to_string()),
        };
        set.gesture = match &bulk.change {
            Change::Tag(text) | Change::Untag(text) => {
                gesture.about("to", tag(text).unwrap_or_default())
            }
            Change::Snooze(until) => gesture.about("until", until.to_string()),
            _ => gesture,
        };
        Ok(Self { lines, set })
    }
}

impl Change {
    const fn name(&self) -> &'static str {
        match self {
            Self::Tier(..) => "bulk_tier",
            Self::FreeTier => "bulk_free_tier",
            Self::Owner(_) => "bulk_owner",
            Self::Tag(_) => "bulk_tag",
            Self::Untag(_) => "bulk_untag",
            Self::Plan(..) => "bulk_plan",
            Self::Snooze(_) => "bulk_snooze",
        }
    }
}

/// The change, checked and with all that it needs for each customer.
enum Ready {
    Tier(TierOverride),
    FreeTier,
    Owner(Option<(MemberId, String)>, HashMap<MemberId, String>),
    /// A tag, and whether it is to be there.
    Tag(String, bool),
    Plan(PlanNext),
    Snooze(NaiveDate, HashMap<CustomerId, Facts>),
}

impl Ready {
    fn new(session: &Session, set: &mut ChangeSet, bulk: &Bulk) -> Result<Self, CommandError> {
        let today = session.today();
        let tag = |text: &str| tag(text).ok_or_else(|| refused("tag", "", FieldProblem::Empty));
        Ok(match &bulk.change {
            Change::Tier(tier, reason, until) => {
                let reason = clean_line(reason);
                Self::Tier(read_override(tier, Some(&reason), until.as_deref(), today)?)
            }
            Change::FreeTier => Self::FreeTier,
            Change::Owner(name) => {
                let members = session.reader().members()?.into_iter().collect();
                let name = clean_line(name);
                let owner = if name.is_empty() {
                    None
                } else {
                    let member = member_id(session, set, &name)?;
                    Some((member.id, member.name))
                };
                Self::Owner(owner, members)
            }
            Change::Tag(text) => Self::Tag(tag(text)?, true),
            Change::Untag(text) => Self::Tag(tag(text)?, false),
            Change::Plan(kind, next, note) => {
                let entry = super::entry_line::Entry {
                    note: note.clone(),
                    next: Some(*next),
                    ..super::entry_line::Entry::default()
                };
                let plan = PlanNext {
                    customer: CustomerId::new(uuid::Uuid::nil()),
                    kind: *kind,
                    plan: PlanKind::Promise,
                    entry,
                    area: None,
                    items: None,
                    purpose: None,
                };
                next_step(session, &plan)?;
                Self::Plan(plan)
            }
            Change::Snooze(until) if *until <= today => {
                return Err(CommandError::NotInFuture(*until));
            }
            Change::Snooze(until) => {
                let facts = session.reader().facts_of(&bulk.customers)?;
                Self::Snooze(*until, facts.into_iter().collect())
            }
        })
    }

    /// Drafts what is written of a customer, and says what it becomes.
    fn draft(
        &mut self,
        session: &Session,
        set: &mut ChangeSet,
        customer: &Customer,
    ) -> Result<Result<(State, State), Skip>, CommandError> {
        let (row, today) = (customer.id.uuid(), session.today());
        let mut becomes = |field: String, value: Value, from: State, to: State| {
            set.set(Entity::Customer, row, [(field, value)]);
            Ok(Ok((from, to)))
        };
        let by_hand = customer.tier_override.as_ref().filter(|by_hand| by_hand.to >= today);
        match self {
            Self::Tier(wanted) => {
                let is_so = by_hand.is_some_and(|now| {
                    (now.tier, &now.reason, now.to) == (wanted.tier, &wanted.reason, wanted.to)
                });
                if is_so {
                    return Ok(Err(Skip::Same));
                }
                let from = tier_now(session, customer.id, by_hand)?;
                let to = State::Tier(wanted.tier, Some(wanted.to));
                becomes("override".to_owned(), override_value(wanted), from, to)
            }
            Self::FreeTier if by_hand.is_none() => Ok(Err(Skip::Same)),
            Self::FreeTier => {
                let from = tier_now(session, customer.id, by_hand)?;
                becomes("override".to_owned(), Value::Null, from, State::TierByFacts)
            }
            Self::Owner(wanted, members) => {
                if customer.owner == wanted.as_ref().map(|(id, _)| *id) {
                    return Ok(Err(Skip::Same));
                }
                let named = |name: Option<String>| name.map_or(State::None, State::Owner);
                let from = customer.owner.and_then(|owner| members.get(&owner).cloned());
                let to = wanted.as_ref().map(|(_, name)| name.clone());
                let value = wanted.as_ref().map(|(id, _)| *id).into();
                becomes("owner".to_owned(), value, named(from), named(to))
            }
            Self::Tag(tag, wanted) => {
                let wanted = *wanted;
                if customer.tags.contains(tag) == wanted {
                    return Ok(Err(Skip::Same));
                }
                let tagged = |tags: Vec<String>| {
                    if tags.is_empty() { State::None } else { State::Tags(tags) }
                };
                let mut after = customer.tags.clone();
                after.retain(|known| known != tag);
                let value = if wanted { Value::Int(1) } else { Value::Null };
                after.extend(wanted.then(|| tag.clone()));
                becomes(format!("tag.{tag}"), value, tagged(customer.tags.clone()), tagged(after))
            }
            Self::Plan(plan) => {
                plan.customer = customer.id;
                let next = next_step(session, plan)?;
                let open = session.reader().open_plans_of(customer.id)?;
                let promise = open.iter().filter_map(promised_on).min();
                replace_promise(session, set, customer.id, None)?;
                create_plan(session, set, plan, next);
                Ok(Ok((promise.map_or(State::None, State::Day), State::Day(next.on))))
            }
            Self::Snooze(until, facts) => {
                let Some(facts) = facts.get(&customer.id) else { return Ok(Err(Skip::Gone)) };
                if let Err(refusal) = facts.check_snooze(session.rules(), today, *until) {
                    return Ok(Err(Skip::Snooze(refusal)));
                }
                let due = session.reader().customer_row(customer.id)?.map(|row| row.due_on);
                let fields: [(&str, Value); 4] = [
                    ("customer", customer.id.into()),
                    ("until", (*until).into()),
                    ("on_day", today.into()),
                    ("at", session.env().now().into()),
                ];
                set.create(Entity::Snooze, session.new_uuid(), fields);
                Ok(Ok((due.map_or(State::None, State::Day), State::Day(*until))))
            }
        }
    }
}

fn tier_now(
    session: &Session,
    customer: CustomerId,
    by_hand: Option<&TierOverride>,
) -> Result<State, CommandError> {
    let until = by_hand.map(|by_hand| by_hand.to);
    let row = session.reader().customer_row(customer)?;
    Ok(row.map_or(State::None, |row| State::Tier(row.tier, until)))
}

fn promised_on(activity: &Activity) -> Option<NaiveDate> {
    let plan = activity.plan.as_ref().filter(|plan| plan.kind == PlanKind::Promise)?;
    Some(plan.due_on)
}
