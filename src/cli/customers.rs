//! `customers`: the list.

use serde_json::{Value, json};

use super::{
    answer::{Answer, Page},
    find, json,
    table::Table,
    world::Run,
};
use crate::{domain::tier::Tier, error::Result, store::read::CustomerRow, wording::names};

/// How a list is grouped.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum Group {
    Tier,
}

/// What is listed.
#[derive(Debug, clap::Args)]
pub struct Args {
    #[arg(long, short, value_name = "QUERY")]
    filter: Option<String>,
    #[arg(long, short = 'n', value_name = "N")]
    limit: Option<usize>,
    #[arg(long, value_name = "tier", hide_possible_values = true)]
    group: Option<Group>,
}

/// Lists customers by tier, then by value.
///
/// # Errors
/// A filter that cannot be read, or the file.
pub fn run(run: &mut Run<'_>, args: &Args) -> Result<Answer> {
    let filter = find::filter(run, args.filter.as_deref().unwrap_or_default())?;
    let rows = find::rows(run, &filter)?;
    let shown = rows.get(..args.limit.unwrap_or(rows.len()).min(rows.len())).unwrap_or(&rows);
    if run.json {
        let unconverted = run.session.reader().unconverted()?;
        let population = run.session.reader().population_interval()?;
        let list: Vec<Value> = shown.iter().map(|row| object(run, row, population)).collect();
        let no_rate = json!({ "deals": unconverted.deals, "orders": unconverted.orders });
        let fields =
            [("total", rows.len().into()), ("customers", list.into()), ("unconverted", no_rate)];
        let mut answer = json::answer(run.today(), fields);
        if let (Some(Group::Tier), Value::Object(object)) = (args.group, &mut answer) {
            object.insert("groups".to_owned(), groups(run, &rows).into());
        }
        return Ok(Answer::json(answer));
    }
    let mut page = page(run, args, &rows, shown);
    let unconverted = run.session.reader().unconverted()?.count();
    if unconverted > 0 {
        page.line(run.words.format("amounts-no-rate", &[("count", unconverted.into())]));
    }
    Ok(Answer::lines(page))
}

/// One customer of a list, for the usual interval of all customers in days.
pub fn object(run: &Run<'_>, row: &CustomerRow, population: i64) -> Value {
    let rules = run.session.rules();
    let stage = row.furthest.and_then(|at| rules.pipeline.stages.get(at));
    json!({
        "id": row.id.to_string(),
        "name": row.name,
        "short_name": row.short_name,
        "tier": row.tier.letter(),
        "score": json::hundredths(row.score_x100),
        "value": json::money(row.value_minor, rules.currency),
        "need": row.need.key(),
        "lifecycle": row.life(population, run.today()).key(),
        "owner": row.owner_name,
        "area": row.area,
        "industry": row.industry,
        "tags": row.tags,
        "phone": row.phone,
        "last_touch_on": json::maybe_day(row.last_touch_on),
        "next_due_on": json::day(row.due_on),
        "stage": stage.map(|stage| stage.key.as_str()),
        "open_deals": row.open_deals,
        "open_value": json::money(row.open_value, rules.currency),
        "orders": row.orders,
        "revenue": json::money(row.revenue, rules.currency),
        "last_order_on": json::maybe_day(row.bought.map(|bought| bought.last)),
    })
}

/// How many customers of a tier there are, and their value together.
fn tally(rows: &[CustomerRow], tier: Tier) -> (usize, i64) {
    rows.iter()
        .filter(|row| row.tier == tier)
        .fold((0, 0_i64), |(count, value), row| (count + 1, value.saturating_add(row.value_minor)))
}

fn groups(run: &Run<'_>, rows: &[CustomerRow]) -> Vec<Value> {
    let currency = run.session.rules().currency;
    Tier::ALL
        .into_iter()
        .map(|tier| {
            let (count, value) = tally(rows, tier);
            let value = json::money(value, currency);
            json!({ "tier": tier.letter(), "count": count, "value": value })
        })
        .collect()
}

fn page(run: &Run<'_>, args: &Args, rows: &[CustomerRow], shown: &[CustomerRow]) -> Page {
    let mut page = Page::default();
    if rows.is_empty() {
        page.line(run.words.get("cli-no-results"));
        return page;
    }
    match args.group {
        None => table(run, shown.iter()).write(&mut page),
        Some(Group::Tier) => {
            for tier in Tier::ALL {
                let (count, value) = tally(rows, tier);
                if count == 0 {
                    continue;
                }
                let customers = run.words.format("count-customers", &[("count", count.into())]);
                let value = names::money(run.words, value, run.session.rules().currency);
                let args = [
                    ("tier", tier.letter().into()),
                    ("customers", customers.into()),
                    ("value", value.into()),
                ];
                page.heading(run.words.format("customers-group", &args));
                let of = table(run, shown.iter().filter(|row| row.tier == tier));
                if !of.is_empty() {
                    of.write(&mut page);
                }
            }
        }
    }
    if shown.len() < rows.len() {
        let args = [("shown", shown.len().into()), ("total", rows.len().into())];
        page.line(run.words.format("customers-shown", &args));
    }
    page
}

fn table<'a>(run: &Run<'_>, rows: impl Iterator<Item = &'a CustomerRow>) -> Table {
    let (words, rules, today) = (run.words, run.session.rules(), run.today());
    let head = ["name", "tier", "value", "stage", "last_touch", "next_due", "owner", "area"];
    let head = head.map(|name| {
        let mark = if name == "value" { ">" } else { "" };
        format!("{mark}{}", words.get(&format!("column-{name}")))
    });
    let mut table = Table::new(head);
    let absent = || words.get("word-absent").into_owned();
    for row in rows {
        let stage = row.furthest.and_then(|at| names::stage_at(words, &rules.pipeline, at));
        table.row([
            // A full name would take half of the line.
            row.short_name.as_ref().unwrap_or(&row.name).clone(),
            row.tier.letter().to_owned(),
            words.money_compact(row.value_minor, rules.currency.code(), rules.currency.exponent()),
            stage.unwrap_or_else(absent),
            row.last_touch_on.map_or_else(absent, |day| words.day_short(day, today)),
            words.day_short(row.due_on, today),
            row.owner_name.clone().unwrap_or_else(absent),
            row.area.clone().unwrap_or_else(absent),
        ]);
    }
    table
}
