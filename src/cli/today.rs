//! `today`: whom to contact now, and why.

use serde_json::{Value, json};

use super::{
    answer::{Answer, Page},
    json,
    world::Run,
};
use crate::{
    domain::{
        id::CustomerId,
        queue::Term,
        worklist::{Item, Section, Worklist},
    },
    error::{Error, Message, Result},
    store::read::queue::QueueRow,
    wording::reason,
};

/// How much of the list.
#[derive(Debug, clap::Args)]
pub struct Args {
    #[arg(long, short = 'n', value_name = "N")]
    limit: Option<usize>,
    #[arg(long, value_name = "N")]
    capacity: Option<usize>,
}

/// Lists who is due, in the order of priority, and who comes up.
///
/// # Errors
/// Fails when the file cannot be read.
pub fn run(run: &mut Run<'_>, args: &Args) -> Result<Answer> {
    let configured = usize::try_from(run.config.capacity).unwrap_or(usize::MAX);
    let list = run.session.reader().worklist(args.capacity.unwrap_or(configured))?;
    let limit = args.limit.unwrap_or(usize::MAX);
    if run.json {
        return Ok(Answer::json(answer(run, &list, limit)?));
    }
    Ok(Answer::lines(page(run, &list, limit)?))
}

fn answer(run: &Run<'_>, list: &Worklist<CustomerId>, limit: usize) -> Result<Value> {
    let objects = |items: &[Item<CustomerId>]| -> Result<Vec<Value>> {
        items.iter().take(limit).map(|item| object(run, item)).collect()
    };
    let (items, coming_up) = (objects(&list.due)?, objects(&list.coming_up)?);
    Ok(json::answer(
        run.today(),
        [
            ("capacity", list.capacity.into()),
            ("done_today", list.done_today.into()),
            ("due", list.due.len().into()),
            ("over_capacity", list.over_capacity.into()),
            ("items", items.into()),
            ("coming_up", coming_up.into()),
        ],
    ))
}

fn object(run: &Run<'_>, item: &Item<CustomerId>) -> Result<Value> {
    let row = row(run, item)?;
    let (rules, queued) = (run.session.rules(), &item.queued);
    let terms: serde_json::Map<String, Value> = queued
        .priority
        .terms_x100()
        .into_iter()
        .map(|(term, x100)| (term_key(term).to_owned(), json::hundredths(x100)))
        .collect();
    let promise = row.promise.as_ref().map(|promise| {
        json!({
            "id": promise.id.to_string(),
            "plan": promise.plan.key(),
            "kind": promise.kind.key(),
            "due_on": json::day(promise.due_on),
            "due_time": promise.due_minute.map(time),
            "contact": promise.contact,
            "text": promise.text,
        })
    });
    let stage = row.furthest.and_then(|at| rules.pipeline.stages.get(at));
    Ok(json!({
        "customer_id": queued.id.to_string(),
        "customer": row.name,
        "tier": queued.tier.letter(),
        "section": item.section.key(),
        "due_on": json::day(queued.due.due),
        "overdue_days": queued.due.overdue_days.max(0),
        "priority": json::hundredths(queued.priority.total_x100()),
        "priority_terms": terms,
        "reason": reason::reason(run.words, rules, queued, &row),
        "promise": promise,
        "attempts": queued.due.attempts,
        "fits_today": item.planned_on == Some(run.today()),
        "planned_on": json::maybe_day(item.planned_on),
        "value": json::money(queued.value_minor, rules.currency),
        "stage": stage.map(|stage| stage.key.as_str()),
        "open_value": json::money(row.open_value, rules.currency),
        "last_touch_on": json::maybe_day(queued.due.last_touch),
        "interval_days": queued.due.interval_days,
        "area": row.area,
        "phone": row.phone,
    }))
}

const fn term_key(term: Term) -> &'static str {
    match term {
        Term::Overdue => "overdue",
        Term::Tier => "tier",
        Term::Value => "value",
        Term::Stage => "stage",
        Term::Promise => "promise",
        Term::Waiting => "waiting",
    }
}

/// The row of a customer; one that has gone since the list was made is an error, not a gap.
fn row(run: &Run<'_>, item: &Item<CustomerId>) -> Result<QueueRow> {
    let found = run.session.reader().queue_row(item.queued.id)?;
    found.ok_or_else(|| Error::input("not-found").with("what", Message::new("noun-customer")))
}

/// `14:30` of minutes after midnight.
pub fn time(minute: u16) -> String {
    format!("{:02}:{:02}", minute / 60, minute % 60)
}

fn page(run: &Run<'_>, list: &Worklist<CustomerId>, limit: usize) -> Result<Page> {
    let words = run.words;
    let mut page = Page::default();
    let args = [
        ("due", list.due.len().into()),
        ("done", list.done_today.into()),
        ("capacity", list.capacity.into()),
    ];
    let day = words.day(list.today, list.today);
    page.head(format!("{day} · {}", words.format("cli-today-summary", &args)));
    if list.due.is_empty() {
        page.line(words.get("today-empty"));
    }
    let mut left = limit;
    for section in [Section::Promised, Section::Overdue, Section::DueToday] {
        let mut items = Vec::new();
        for item in list.fitting(section) {
            items.push((item, row(run, item)?));
        }
        if section == Section::Promised {
            // What has its time of day goes first, in that order.
            items.sort_by_key(|(_, row)| {
                let today = row.promise.as_ref().filter(|promise| promise.due_on == list.today);
                today.and_then(|promise| promise.due_minute).unwrap_or(u16::MAX)
            });
        }
        items.truncate(left);
        left -= items.len();
        if !items.is_empty() {
            page.heading(words.get(&format!("today-section-{}", section.key())));
        }
        for (item, row) in items {
            write(run, item, &row, &mut page);
        }
    }
    let waiting = list.waiting();
    let waiting_count = waiting.len();
    if !waiting.is_empty() && left > 0 {
        let args = [("capacity", list.capacity.into())];
        page.heading(format!("── {}", words.format("today-capacity-line", &args)));
        for item in waiting.into_iter().take(left) {
            write(run, item, &row(run, item)?, &mut page);
        }
        left -= waiting_count.min(left);
    }
    if !list.coming_up.is_empty() && left > 0 {
        page.heading(words.get("today-section-coming_up"));
        for item in list.coming_up.iter().take(left) {
            write(run, item, &row(run, item)?, &mut page);
        }
    }
    let all = list.due.len() + list.coming_up.len();
    if limit < all {
        let args = [("shown", limit.into()), ("total", all.into())];
        page.line(words.format("customers-shown", &args));
    }
    Ok(page)
}

/// Two lines: when and who, then why.
fn write(run: &Run<'_>, item: &Item<CustomerId>, row: &QueueRow, page: &mut Page) {
    let (words, today) = (run.words, run.today());
    let due = &item.queued.due;
    let promised = row.promise.as_ref().filter(|promise| promise.due_on == today);
    let when = match (promised.and_then(|promise| promise.due_minute), due.overdue_days) {
        (Some(minute), _) => time(minute),
        (None, days @ 1..) => words.format("today-overdue-days", &[("days", days.into())]),
        (None, 0) => String::new(),
        (None, _) => words.day_short(due.due, today),
    };
    let moved = item.planned_on.filter(|on| *on != today).map(|on| {
        format!("  {}", words.format("today-moved-to", &[("day", words.day(on, today).into())]))
    });
    let what = row.promise.as_ref().and_then(|promise| promise.text.clone());
    let what = what.map(|text| format!("  {text}"));
    page.line(format!(
        "  {when}{}{}{}{}",
        if when.is_empty() { "" } else { "  " },
        row.name,
        what.unwrap_or_default(),
        moved.unwrap_or_default(),
    ));
    page.line(format!("      {}", reason::reason(words, run.session.rules(), &item.queued, row)));
}
