//! Everything that happened with a customer, newest first.

use chrono::NaiveDate;

use super::{
    kind::Kind,
    read::{Known, case_words, joined},
    row::Row,
    thing::{Key, Thing},
};
use crate::{
    domain::{
        activity::{Activity, Closed, Plan},
        survey::Survey,
        tier::Tier,
    },
    search::folded,
    store::read::TierChange,
    tui::{
        cx::Cx,
        text,
        theme::{Role, Symbol},
    },
    wording::{names, worth},
};

/// Something that happened on a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    on: NaiveDate,
    /// When on that day, milliseconds; what has no time comes first in its day.
    at: Option<i64>,
    kind: Kind,
    thing: Option<Thing>,
    role: Role,
    what: String,
    text: String,
}

/// Everything that happened, and which of it is shown.
#[derive(Debug, Default)]
pub struct Timeline {
    events: Vec<Event>,
    /// The kind that is shown.
    pub kind: Kind,
    /// What is looked for in it.
    pub sought: String,
}

impl Timeline {
    /// Reads what happened anew; gives back where an event of before stands now.
    pub fn read(&mut self, known: Option<&Known>, cx: &Cx<'_>) -> impl Fn(usize) -> usize + use<> {
        let events = known.map(|known| events(known, cx)).unwrap_or_default();
        let before = std::mem::replace(&mut self.events, events.clone());
        // One that was corrected or is gone: what stands at its place.
        move |at| {
            let was = before.get(at);
            let same = was.and_then(|was| events.iter().position(|event| event == was));
            same.unwrap_or(at).min(events.len().saturating_sub(1))
        }
    }

    /// What is shown, with its places among all.
    fn shown(&self) -> impl Iterator<Item = (usize, &Event)> {
        let parts: Vec<String> = self.sought.split_whitespace().map(folded).collect();
        let all = self.events.iter().enumerate();
        all.filter(move |(_, event)| self.kind == Kind::All || event.kind == self.kind).filter(
            move |(_, event)| {
                parts.is_empty() || {
                    let text = folded(&format!("{} {} {}", event.on, event.what, event.text));
                    parts.iter().all(|part| text.contains(part.as_str()))
                }
            },
        )
    }

    /// The key of an event that is shown: the one at this place among all, or the nearest older one.
    pub fn nearest(&self, at: usize) -> Option<Key> {
        let shown: Vec<(usize, &Event)> = self.shown().collect();
        let older = shown.iter().find(|(place, _)| *place >= at);
        older.or(shown.last()).map(|(place, event)| Key::Event(*place, event.thing))
    }

    /// The kinds that there is something of, with how much.
    pub fn kinds(&self) -> Vec<(Kind, usize)> {
        let count = |kind: Kind| {
            let of = self.events.iter().filter(|event| kind == Kind::All || event.kind == kind);
            (kind, of.count())
        };
        let found = Kind::ALL.into_iter().map(count);
        found.filter(|(kind, count)| *count > 0 || *kind == self.kind).collect()
    }

    /// Shows the next or previous kind of which there is something.
    pub fn turn(&mut self, forward: bool) {
        let kinds = self.kinds();
        let at = kinds.iter().position(|(kind, _)| *kind == self.kind).unwrap_or(0);
        let step = if forward { 1 } else { kinds.len().saturating_sub(1) };
        let next = kinds.get((at + step) % kinds.len().max(1));
        self.kind = next.map_or(Kind::All, |(kind, _)| *kind);
    }

    /// The line above it: which kinds there are, which one is shown, what is looked for.
    pub fn strip(&self, cx: &Cx<'_>) -> Row {
        let mut lead = Vec::new();
        for (kind, count) in self.kinds() {
            let is_shown = kind == self.kind;
            let words = cx.words.get(kind.words());
            let count = cx.words.count(i64::try_from(count).unwrap_or(i64::MAX));
            // A mark besides the colour: it is seen without colours too.
            let mark = if is_shown { cx.theme.symbol(Symbol::Mark) } else { " " };
            let role = if is_shown { Role::Accent } else { Role::Muted };
            lead.push((role, format!("{mark}{words} {count} ")));
        }
        if !self.sought.trim().is_empty() {
            let args = [
                ("text", self.sought.trim().into()),
                ("found", self.shown().count().into()),
                ("total", self.events.len().into()),
            ];
            lead.insert(0, (Role::Matched, cx.words.format("timeline-found", &args)));
            lead.insert(1, (Role::Muted, " ".to_owned()));
        }
        Row::Text { lead, text: String::new(), role: Role::Muted }
    }

    /// The rows of what is shown, newest first.
    pub fn rows(&self, cx: &Cx<'_>) -> Vec<Row> {
        let shown: Vec<(usize, &Event)> = self.shown().collect();
        if shown.is_empty() && !self.events.is_empty() {
            return vec![Row::plain(Role::Muted, cx.words.get("timeline-nothing"))];
        }
        let days: Vec<String> =
            shown.iter().map(|(_, event)| cx.words.day_short(event.on, cx.today)).collect();
        let widest = days.iter().map(|day| text::width(day)).max().unwrap_or(0);
        let mut before = None;
        shown
            .into_iter()
            .zip(days)
            .map(|((place, event), day)| {
                let day = if before == Some(event.on) { String::new() } else { day };
                before = Some(event.on);
                let day = cx.theme.fit(&day, widest);
                let lead =
                    vec![(Role::Muted, format!("{day}  ")), (event.role, event.what.clone())];
                let row = Row::Text { lead, text: event.text.clone(), role: Role::Text };
                row.of(Key::Event(place, event.thing))
            })
            .collect()
    }
}

/// Everything that happened, newest first.
fn events(known: &Known, cx: &Cx<'_>) -> Vec<Event> {
    let mut events: Vec<Event> = Vec::new();
    events.extend(known.activities.iter().map(|activity| done_or_planned(activity, known, cx)));
    events.extend(moves(known, cx));
    events.extend(orders(known, cx));
    events.extend(cases(known, cx));
    events.extend(surveys(known, cx));
    events.extend(snoozes(known, cx));
    events.extend(tiers(known, cx));
    let what = cx.words.get("timeline-created").into_owned();
    events.push(Event {
        on: known.customer.created_on,
        at: None,
        // Shown among everything only.
        kind: Kind::All,
        thing: None,
        role: Role::Muted,
        what,
        text: String::new(),
    });
    // Stable: what was entered later comes first among equals, the first record last.
    events.sort_by_key(|event| std::cmp::Reverse((event.on, event.at)));
    events
}

fn done_or_planned(activity: &Activity, known: &Known, cx: &Cx<'_>) -> Event {
    let kind = cx.words.get(&format!("activity-{}", activity.kind.key())).into_owned();
    let thing = Some(Thing::Activity(activity.id));
    match &activity.plan {
        None => {
            let (role, of) = match (activity.touch, activity.attempt) {
                (true, _) => (Role::Success, Kind::Touch),
                (_, true) => (Role::Warning, Kind::Attempt),
                _ => (Role::Accent, Kind::Note),
            };
            let text = below(parts(activity, known, cx), activity.text.as_deref(), cx);
            Event { on: activity.on, at: activity.at, kind: of, thing, role, what: kind, text }
        }
        Some(plan) => {
            let (on, role) = match plan.closed {
                Some((_, closed)) => (closed, Role::Muted),
                None => (activity.on, Role::Promised),
            };
            let what = cx.words.get(&format!("plan-{}", plan.kind.key())).into_owned();
            let text = below(
                plan_parts(activity, plan, kind, known, cx),
                plan_text(activity).as_deref(),
                cx,
            );
            Event { on, at: activity.at, kind: Kind::Note, thing, role, what, text }
        }
    }
}

/// Outcome, person, member, deal and duration of what was done.
fn parts(activity: &Activity, known: &Known, cx: &Cx<'_>) -> Vec<String> {
    let outcome = activity.outcome.map(|outcome| format!("outcome-{}", outcome.key()));
    let outcome = outcome.map(|key| cx.words.get(&key).into_owned());
    let time = activity.at.map(|at| cx.words.time(known.zone.local(at).time()));
    let contact = activity.contact.and_then(|id| known.contact(id)).map(|who| who.name.clone());
    let member = activity.member.filter(|member| *member != cx.session().member().id);
    let member = member.and_then(|id| known.member(id)).map(str::to_owned);
    let deal = activity.deal.and_then(|id| known.deal(id)).map(|deal| deal.name.clone());
    let minutes = activity.minutes.map(|minutes| cx.words.duration(minutes));
    [outcome, contact, deal, minutes, member, time].into_iter().flatten().collect()
}

/// What a plan is for: the day, whether it is open, where and what for.
fn plan_parts(
    activity: &Activity,
    plan: &Plan,
    kind: String,
    known: &Known,
    cx: &Cx<'_>,
) -> Vec<String> {
    let state = match plan.closed {
        None => "plan-open",
        Some((Closed::Done, _)) => "plan-done",
        Some((Closed::Cancelled, _)) => "plan-cancelled",
    };
    let contact = activity.contact.and_then(|id| known.contact(id)).map(|who| who.name.clone());
    let mut parts = vec![cx.words.get(state).into_owned(), kind];
    parts.push(super::read::due(plan.due_on, plan.due_minute, cx));
    parts.extend(contact);
    parts
}

fn plan_text(activity: &Activity) -> Option<String> {
    let plan = activity.plan.as_ref()?;
    let parts = [&plan.purpose, &plan.items, &plan.area, &activity.text];
    let parts: Vec<&str> = parts.into_iter().filter_map(|part| part.as_deref()).collect();
    (!parts.is_empty()).then(|| parts.join("\n"))
}

/// The parts on one line and the text below them.
fn below(parts: Vec<String>, text: Option<&str>, cx: &Cx<'_>) -> String {
    let line = names::joined(cx.words, &parts);
    match text.map(str::trim).filter(|text| !text.is_empty()) {
        None => line,
        Some(text) if line.is_empty() => text.to_owned(),
        Some(text) => format!("{line}\n{text}"),
    }
}

fn moves(known: &Known, cx: &Cx<'_>) -> Vec<Event> {
    let mut events = Vec::new();
    for deal in &known.deals {
        for (place, (on, stage)) in deal.events.iter().enumerate() {
            let key = if place == 0 { "page-deal-opened" } else { "page-deal-moved" };
            let stage = names::stage(cx.words, &known.rules.pipeline, stage);
            let args = [("deal", deal.name.as_str().into()), ("stage", stage.into())];
            let what = cx.words.get("noun-deal").into_owned();
            let text = cx.words.format(key, &args);
            let thing = Some(Thing::Deal(deal.id));
            let (kind, role) = (Kind::Deal, Role::Accent);
            events.push(Event { on: *on, at: None, kind, thing, role, what, text });
        }
    }
    // The newest of a day first.
    events.reverse();
    events
}

fn orders(known: &Known, cx: &Cx<'_>) -> Vec<Event> {
    let order = |found: &crate::store::read::OrderWithLines| {
        let order = &found.order;
        let amount = names::money(cx.words, order.amount.minor, order.amount.currency);
        let what = match (order.cancelled, order.amount.minor < 0) {
            (true, _) => "page-order-cancelled",
            (_, true) => "page-refund",
            _ => "noun-order",
        };
        let what = cx.words.get(what).into_owned();
        let mut parts = vec![amount];
        parts.extend(order.number.clone());
        parts.extend(found.lines.iter().filter_map(|line| {
            let product = line.product.as_ref().or(line.sku.as_ref())?;
            Some(match &line.quantity {
                Some(quantity) => format!("{quantity} {product}"),
                None => product.clone(),
            })
        }));
        let text = below(parts, order.notes.as_deref(), cx);
        let (kind, thing) = (Kind::Order, Some(Thing::Order(order.id)));
        Event { on: order.on, at: None, kind, thing, role: Role::Money, what, text }
    };
    known.orders.iter().rev().map(order).collect()
}

/// A case on the day it was opened, and again on the day it was closed.
fn cases(known: &Known, cx: &Cx<'_>) -> Vec<Event> {
    let mut events = Vec::new();
    for case in &known.cases {
        let days = [(case.closed_on, "case-closed"), (case.opened_on, "case-open")];
        for (on, state) in days.into_iter().filter_map(|(on, state)| Some((on?, state))) {
            let kind = case_words(case.kind.as_deref(), cx);
            let state = cx.words.get(state).into_owned();
            let text = joined([kind, Some(state), case.title.clone()], cx);
            let what = cx.words.get("noun-case").into_owned();
            let (kind, role) = (Kind::Care, Role::Warning);
            events.push(Event { on, at: None, kind, thing: None, role, what, text });
        }
    }
    events
}

fn snoozes(known: &Known, cx: &Cx<'_>) -> Vec<Event> {
    let snooze = |(on, until): &(NaiveDate, NaiveDate)| {
        let day = cx.words.day(*until, cx.today);
        let text = cx.words.format("reason-snoozed", &[("day", day.into())]);
        let what = cx.words.get("short-snooze").into_owned();
        let (kind, role) = (Kind::Note, Role::Muted);
        Event { on: *on, at: None, kind, thing: None, role, what, text }
    };
    known.facts.snoozes.iter().rev().map(snooze).collect()
}

fn surveys(known: &Known, cx: &Cx<'_>) -> Vec<Event> {
    let survey = |survey: &Survey| Event {
        on: survey.on,
        at: None,
        kind: Kind::Care,
        thing: Some(Thing::Survey(survey.id)),
        role: Role::Info,
        what: cx.words.get("noun-survey").into_owned(),
        text: worth::survey(cx.words, survey),
    };
    known.surveys.iter().map(survey).collect()
}

/// Each change of the tier by somebody, the newest first.
fn tiers(known: &Known, cx: &Cx<'_>) -> Vec<Event> {
    let letter =
        |tier: Tier| cx.words.get(&format!("tier-{}", tier.letter().to_lowercase())).into_owned();
    let mut before = None;
    let mut events = Vec::new();
    for change in &known.tier_changes {
        let (on, text) = match change {
            TierChange::Confirmed(confirmed) => {
                let was = before.replace(confirmed.tier).filter(|was| *was != confirmed.tier);
                let to = letter(confirmed.tier);
                let text = match was {
                    Some(was) => {
                        let args = [("from", letter(was).into()), ("to", to.into())];
                        cx.words.format("timeline-tier-move", &args)
                    }
                    None => cx.words.format("timeline-tier-set", &[("tier", to.into())]),
                };
                (confirmed.on, text)
            }
            TierChange::ByHand(by_hand) => {
                let args = [
                    ("tier", letter(by_hand.tier).into()),
                    ("day", cx.words.day(by_hand.to, cx.today).into()),
                    ("reason", (&by_hand.reason).into()),
                ];
                (by_hand.from, cx.words.format("timeline-tier-by-hand", &args))
            }
            TierChange::Released(on) => (*on, cx.words.get("timeline-tier-released").into_owned()),
            TierChange::Rejected(rejected) => {
                let args =
                    [("tier", letter(rejected.to).into()), ("reason", (&rejected.reason).into())];
                (rejected.on, cx.words.format("timeline-tier-rejected", &args))
            }
        };
        let what = cx.words.get("noun-tier").into_owned();
        let (kind, role) = (Kind::Tier, Role::TierA);
        events.push(Event { on, at: None, kind, thing: None, role, what, text });
    }
    events.reverse();
    events
}
