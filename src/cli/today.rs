//! `today`: whom to contact now, and why.

use serde_json::{Value, json};

use super::{
    answer::{Answer, Page},
    buying, json, next_days,
    world::Run,
};
use crate::{
    domain::{
        birthday::Birthday,
        id::CustomerId,
        queue::Term,
        tier::Tier,
        worklist::{Item, Section, Worklist},
    },
    error::{Error, Message, Result},
    i18n::Words,
    store::read::{FestivalGreetings, Greeting, queue::QueueRow},
    wording::{self, greeting, names, reason},
};

/// How much of the list.
#[derive(Debug, clap::Args)]
pub struct Args {
    #[arg(long, short = 'n', value_name = "N")]
    limit: Option<usize>,
    #[arg(long, value_name = "N")]
    capacity: Option<usize>,
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=60))]
    days: Option<u32>,
}

/// What there is besides the queue: whom to greet.
struct Greetings {
    people: Vec<Greeting>,
    /// How many more people there may be.
    more: usize,
    festivals: Vec<FestivalGreetings>,
}

/// Lists who is due, in the order of priority, who is at risk, whom to greet, and who comes up; or
/// what each of the next working days holds.
///
/// # Errors
/// Fails when the file cannot be read.
pub fn run(run: &mut Run<'_>, args: &Args) -> Result<Answer> {
    let configured = usize::try_from(run.config.capacity).unwrap_or(usize::MAX);
    let capacity = args.capacity.unwrap_or(configured);
    let limit = args.limit.unwrap_or(usize::MAX);
    if let Some(days) = args.days {
        return next_days::answer(run, capacity, days, limit);
    }
    let reader = run.session.reader();
    let list = reader.worklist(capacity)?;
    let (people, more) = reader.greetings(limit)?;
    let greetings = Greetings { people, more, festivals: reader.festivals()? };
    if run.json {
        return Ok(Answer::json(answer(run, &list, &greetings, limit)?));
    }
    Ok(Answer::lines(page(run, &list, &greetings, limit)?))
}

fn answer(
    run: &Run<'_>,
    list: &Worklist<CustomerId>,
    greetings: &Greetings,
    limit: usize,
) -> Result<Value> {
    let items = list.due.iter().chain(&list.at_risk).take(limit);
    let items: Vec<Value> = items.map(|item| object(run, item)).collect::<Result<_>>()?;
    let coming_up = list.coming_up.iter().take(limit);
    let coming_up: Vec<Value> = coming_up.map(|item| object(run, item)).collect::<Result<_>>()?;
    let people: Vec<Value> =
        greetings.people.iter().map(|found| greeting_object(run, found)).collect();
    let festivals: Vec<Value> =
        greetings.festivals.iter().map(|found| festival_object(run, found)).collect();
    Ok(json::answer(
        run.today(),
        [
            ("capacity", list.capacity.into()),
            ("done_today", list.done_today.into()),
            ("due", list.due.len().into()),
            ("at_risk", list.at_risk_count.into()),
            ("over_capacity", list.over_capacity.into()),
            ("items", items.into()),
            ("greetings", people.into()),
            ("festivals", festivals.into()),
            ("coming_up", coming_up.into()),
        ],
    ))
}

fn greeting_object(run: &Run<'_>, found: &Greeting) -> Value {
    json!({
        "customer_id": found.customer.to_string(),
        "customer": found.name,
        "tier": found.tier.letter(),
        "section": Section::Greetings.key(),
        "occasion": found.occasion.key(),
        "contact_id": found.contact.as_ref().map(|(id, _)| id.to_string()),
        "contact": found.contact.as_ref().map(|(_, name)| name),
        "on": json::day(found.reminder.on),
        "remind_on": json::day(found.reminder.since),
        "lunar": match found.day {
            Birthday::Lunar(of) => Some(format!("{}-{}", of.month, of.day)),
            Birthday::Solar(_) => None,
        },
        "reason": greeting::greeting(run.words, found, run.today()),
    })
}

fn festival_object(run: &Run<'_>, found: &FestivalGreetings) -> Value {
    json!({
        "festival": found.festival.key(),
        "on": json::day(found.reminder.on),
        "remind_on": json::day(found.reminder.since),
        "customers": found.customers,
        "greeted": found.greeted,
        "reason": greeting::festival(run.words, found, run.today()),
    })
}

/// A customer in a list of a day.
///
/// # Errors
/// Fails when the customer is gone, or the file cannot be read.
pub(super) fn object(run: &Run<'_>, item: &Item<CustomerId>) -> Result<Value> {
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
        "reason": reason::of_item(run.words, rules, item, &row),
        "churn": item.warning.map(|found| buying::silence_object(run, &found)),
        "promise": promise,
        "attempts": queued.due.attempts,
        "fits_today": item.planned_on == Some(run.today()),
        "planned_on": json::maybe_day(item.planned_on),
        "estimated": rules.calendar.is_estimated(item.planned_on.unwrap_or(queued.due.due)),
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
pub(super) fn row(run: &Run<'_>, item: &Item<CustomerId>) -> Result<QueueRow> {
    let found = run.session.reader().queue_row(item.queued.id)?;
    found.ok_or_else(|| Error::input("not-found").with("what", Message::new("noun-customer")))
}

/// `14:30` of minutes after midnight.
pub fn time(minute: u16) -> String {
    format!("{:02}:{:02}", minute / 60, minute % 60)
}

fn page(
    run: &Run<'_>,
    list: &Worklist<CustomerId>,
    greetings: &Greetings,
    limit: usize,
) -> Result<Page> {
    let words = run.words;
    let mut page = Page::default();
    let args = [
        ("due", list.due.len().into()),
        ("done", list.done_today.into()),
        ("capacity", list.capacity.into()),
    ];
    let calendar = &run.session.rules().calendar;
    let day = wording::day::heading(words, calendar, list.today, list.today);
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
    left -= write_at_risk(run, list, left, &mut page)?;
    left -= write_greetings(run, greetings, left, &mut page);
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
    let all = list.due.len()
        + list.at_risk.len()
        + greetings.people.len()
        + greetings.more
        + greetings.festivals.len()
        + list.coming_up.len();
    if limit < all {
        let args = [("shown", limit.into()), ("total", all.into())];
        page.line(words.format("customers-shown", &args));
    }
    let planned = list.due.iter().chain(&list.coming_up).filter_map(|item| item.planned_on);
    if let Some(said) = wording::day::estimated(words, calendar, planned) {
        page.line(said);
    }
    Ok(page)
}

/// Those at risk, as far as there is room; how many were written.
fn write_at_risk(
    run: &Run<'_>,
    list: &Worklist<CustomerId>,
    room: usize,
    page: &mut Page,
) -> Result<usize> {
    let shown = list.at_risk.len().min(room);
    if shown == 0 {
        return Ok(0);
    }
    page.heading(run.words.get("today-section-at_risk"));
    for item in list.at_risk.iter().take(shown) {
        write(run, item, &row(run, item)?, page);
    }
    if let Some(more) = list.at_risk_count.checked_sub(shown).filter(|more| *more > 0) {
        let args = [("count", more.into())];
        page.line(format!("  {}", run.words.format("cli-today-at-risk-more", &args)));
    }
    Ok(shown)
}

/// Whom to greet, as far as there is room; how many lines that took.
fn write_greetings(run: &Run<'_>, greetings: &Greetings, room: usize, page: &mut Page) -> usize {
    let (words, today) = (run.words, run.today());
    let festivals = greetings.festivals.iter().map(|it| greeting::festival(words, it, today));
    let people = greetings.people.iter().map(|found| {
        let why = greeting::greeting(words, found, today);
        format!("{}  {}", found.name, names::joined(words, &[tier_of(words, found.tier), why]))
    });
    let lines: Vec<String> = festivals.chain(people).take(room).collect();
    if !lines.is_empty() {
        page.heading(words.get("today-section-greetings"));
    }
    lines.iter().for_each(|line| page.line(format!("  {line}")));
    lines.len()
}

fn tier_of(words: &Words, tier: Tier) -> String {
    words.get(&format!("tier-{}", tier.letter().to_lowercase())).into_owned()
}

/// Two lines: when and who, then why.
pub(super) fn write(run: &Run<'_>, item: &Item<CustomerId>, row: &QueueRow, page: &mut Page) {
    let (words, today) = (run.words, run.today());
    let due = &item.queued.due;
    let promised = row.promise.as_ref().filter(|promise| promise.due_on == today);
    let when = match (promised.and_then(|promise| promise.due_minute), due.overdue_days) {
        (Some(minute), _) => time(minute),
        (None, days @ 1..) => words.format("today-overdue-days", &[("days", days.into())]),
        (None, 0) => String::new(),
        (None, _) => words.day_short(due.due, today),
    };
    let waits = item.section != Section::ComingUp && due.due <= today;
    let moved = item.planned_on.filter(|on| waits && *on != today).map(|on| {
        format!("  {}", words.format("today-moved-to", &[("day", words.day(on, today).into())]))
    });
    let silent = item.warning.map(|warning| warning.silence_days);
    let when =
        silent.map_or(when, |days| words.format("today-overdue-days", &[("days", days.into())]));
    let what = row.promise.as_ref().and_then(|promise| promise.text.clone());
    let what = what.map(|text| format!("  {text}"));
    page.line(format!(
        "  {when}{}{}{}{}",
        if when.is_empty() { "" } else { "  " },
        row.name,
        what.unwrap_or_default(),
        moved.unwrap_or_default(),
    ));
    page.line(format!("      {}", reason::of_item(words, run.session.rules(), item, row)));
}
