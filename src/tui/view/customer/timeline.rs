//! Everything that happened with a customer, newest first.

use chrono::NaiveDate;

use super::{
    read::{Known, case_words, joined},
    row::Row,
};
use crate::{
    domain::activity::{Activity, Closed, Plan},
    tui::{cx::Cx, theme::Role},
    wording::names,
};

/// Something that happened on a day.
struct Event {
    on: NaiveDate,
    /// When on that day, milliseconds; what has no time comes first in its day.
    at: Option<i64>,
    role: Role,
    what: String,
    text: String,
}

/// The rows of the timeline.
pub fn rows(known: &Known, cx: &Cx<'_>) -> Vec<Row> {
    let mut events: Vec<Event> = Vec::new();
    events.extend(known.activities.iter().map(|activity| done_or_planned(activity, known, cx)));
    events.extend(moves(known, cx));
    events.extend(orders(known, cx));
    events.extend(cases(known, cx));
    events.extend(snoozes(known, cx));
    let what = cx.words.get("timeline-created").into_owned();
    events.push(Event {
        on: known.customer.created_on,
        at: None,
        role: Role::Muted,
        what,
        text: String::new(),
    });
    // Stable: what was entered later comes first among equals, the first record last.
    events.sort_by_key(|event| std::cmp::Reverse((event.on, event.at)));
    let days: Vec<String> =
        events.iter().map(|event| cx.words.day_short(event.on, cx.today)).collect();
    let widest = days.iter().map(|day| crate::tui::text::width(day)).max().unwrap_or(0);
    let mut before = None;
    events
        .into_iter()
        .zip(days)
        .map(|(event, day)| {
            let day = if before == Some(event.on) { String::new() } else { day };
            before = Some(event.on);
            let day = cx.theme.fit(&day, widest);
            let lead = vec![(Role::Muted, format!("{day}  ")), (event.role, event.what)];
            Row::Text { lead, text: event.text, role: Role::Text }
        })
        .collect()
}

fn done_or_planned(activity: &Activity, known: &Known, cx: &Cx<'_>) -> Event {
    let kind = cx.words.get(&format!("activity-{}", activity.kind.key())).into_owned();
    match &activity.plan {
        None => {
            let role = match (activity.touch, activity.attempt) {
                (true, _) => Role::Success,
                (_, true) => Role::Warning,
                _ => Role::Accent,
            };
            let text = below(parts(activity, known, cx), activity.text.as_deref(), cx);
            Event { on: activity.on, at: activity.at, role, what: kind, text }
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
            Event { on, at: activity.at, role, what, text }
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
            events.push(Event { on: *on, at: None, role: Role::Accent, what, text });
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
        Event { on: order.on, at: None, role: Role::Money, what, text }
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
            events.push(Event { on, at: None, role: Role::Warning, what, text });
        }
    }
    events
}

fn snoozes(known: &Known, cx: &Cx<'_>) -> Vec<Event> {
    let snooze = |(on, until): &(NaiveDate, NaiveDate)| {
        let day = cx.words.day(*until, cx.today);
        let text = cx.words.format("reason-snoozed", &[("day", day.into())]);
        let what = cx.words.get("short-snooze").into_owned();
        Event { on: *on, at: None, role: Role::Muted, what, text }
    };
    known.facts.snoozes.iter().rev().map(snooze).collect()
}
