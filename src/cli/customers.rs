//! `customers`: the list.

use serde_json::{Value, json};

use super::{
    answer::{Answer, Page},
    find, json,
    table::Table,
    world::Run,
};
use crate::{
    domain::{rate::Rate, scheme::Scheme},
    error::{Error, Piece, Result},
    report::grouping::{Group, Grouping},
    store::read::CustomerRow,
    wording::names,
};

/// What is listed.
#[derive(Debug, clap::Args)]
pub struct Args {
    #[arg(long, short, value_name = "QUERY")]
    filter: Option<String>,
    #[arg(long, short = 'n', value_name = "N")]
    limit: Option<usize>,
    #[arg(long, value_name = "SCHEME")]
    group: Option<String>,
}

/// A group with its customers of a list.
struct Part {
    group: Group,
    rows: Vec<CustomerRow>,
}

/// Lists customers by tier, then by value; grouped, by group before.
///
/// # Errors
/// A filter that cannot be read, a scheme that there is not, or the file.
pub fn run(run: &mut Run<'_>, args: &Args) -> Result<Answer> {
    let filter = find::filter(run, args.filter.as_deref().unwrap_or_default())?;
    let scheme = args.group.as_deref().map(scheme).transpose()?;
    let rows = find::rows(run, &filter)?;
    let limit = args.limit.unwrap_or(rows.len());
    let unconverted = run.session.reader().unconverted()?;
    if run.json {
        let fields = match scheme {
            Some(scheme) => grouped_fields(run, scheme, &parts(run, scheme, rows)?, limit)?,
            None => fields(run, &rows, limit)?,
        };
        let mut answer = json::answer(run.today(), []);
        if let Value::Object(object) = &mut answer {
            object.extend(fields.into_iter().map(|(name, value)| (name.to_owned(), value)));
            let no_rate = json!({ "deals": unconverted.deals, "orders": unconverted.orders });
            object.insert("unconverted".to_owned(), no_rate);
        }
        return Ok(Answer::json(answer));
    }
    let mut page = match scheme {
        Some(scheme) => grouped_page(run, &parts(run, scheme, rows)?, limit),
        None => page(run, &rows, limit),
    };
    if unconverted.count() > 0 {
        page.line(run.words.format("amounts-no-rate", &[("count", unconverted.count().into())]));
    }
    Ok(Answer::lines(page))
}

/// Lists as fields of the answer.
type Fields = Vec<(&'static str, Value)>;

fn fields(run: &Run<'_>, rows: &[CustomerRow], limit: usize) -> Result<Fields> {
    let population = run.session.reader().population_interval()?;
    let shown = rows.iter().take(limit);
    let list: Vec<Value> = shown.map(|row| object(run, row, population)).collect();
    Ok(vec![("total", rows.len().into()), ("customers", list.into())])
}

fn page(run: &Run<'_>, rows: &[CustomerRow], limit: usize) -> Page {
    let mut page = Page::default();
    if rows.is_empty() {
        page.line(run.words.get("cli-no-results"));
        return page;
    }
    table(run, rows.iter().take(limit)).write(&mut page);
    shown_of(run, limit, rows.len(), &mut page);
    page
}

fn scheme(text: &str) -> Result<Scheme> {
    Scheme::from_key(&text.to_lowercase()).ok_or_else(|| {
        let choices = Piece::list(Scheme::ALL.map(Scheme::key));
        Error::input("scheme-unknown").with("text", text).with("choices", choices)
    })
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

/// The rows by group, each group in the order of the rows.
fn parts(run: &Run<'_>, scheme: Scheme, rows: Vec<CustomerRow>) -> Result<Vec<Part>> {
    let reader = run.session.reader();
    let grouping = Grouping::read(scheme, &reader)?;
    let groups = grouping.groups(rows.iter().map(CustomerRow::traits), &reader, run.words);
    let mut parts: Vec<Part> =
        groups.all.into_iter().map(|group| Part { group, rows: Vec::new() }).collect();
    for (row, place) in rows.into_iter().zip(groups.places) {
        if let Some(part) = parts.get_mut(place as usize) {
            part.rows.push(row);
        }
    }
    Ok(parts)
}

/// Customers and value, of a part and of all parts together.
struct Sums {
    customers: usize,
    value: i64,
}

impl Sums {
    fn of<'a>(parts: impl IntoIterator<Item = &'a Part>) -> Self {
        let mut sums = Self { customers: 0, value: 0 };
        for row in parts.into_iter().flat_map(|part| &part.rows) {
            sums.customers += 1;
            sums.value = sums.value.saturating_add(row.value_minor);
        }
        sums
    }

    /// The shares of these sums in others.
    fn shares(&self, all: &Self) -> (Rate, Rate) {
        let customers = Rate::new(self.customers as i128, all.customers as i128);
        (customers, Rate::new(self.value, all.value))
    }
}

fn grouped_fields(run: &Run<'_>, scheme: Scheme, parts: &[Part], limit: usize) -> Result<Fields> {
    let population = run.session.reader().population_interval()?;
    let currency = run.session.rules().currency;
    let all = Sums::of(parts);
    let (mut customers, mut groups) = (Vec::new(), Vec::new());
    for part in parts {
        let (key, sums) = (&part.group.key, Sums::of([part]));
        let shown = part.rows.iter().take(limit - customers.len().min(limit));
        let listed: Vec<Value> = shown
            .map(|row| {
                let mut object = object(run, row, population);
                if let Value::Object(object) = &mut object {
                    object.insert("group".to_owned(), json!(key));
                }
                object
            })
            .collect();
        let ids: Vec<&Value> = listed.iter().filter_map(|object| object.get("id")).collect();
        let (share, value_share) = sums.shares(&all);
        let mut group = json!({
            "key": key,
            "name": part.group.name,
            "note": Some(&part.group.note).filter(|note| !note.is_empty()),
            "count": sums.customers,
            "share": json::share(share),
            "value": json::money(sums.value, currency),
            "value_share": json::share(value_share),
            "customers": ids,
        });
        // What scripts know the groups of tiers by.
        if let (Scheme::Tier, Value::Object(group)) = (scheme, &mut group) {
            group.insert("tier".to_owned(), json!(key));
        }
        groups.push(group);
        customers.extend(listed);
    }
    Ok(vec![
        ("total", all.customers.into()),
        ("customers", customers.into()),
        ("groups", groups.into()),
    ])
}

fn grouped_page(run: &Run<'_>, parts: &[Part], limit: usize) -> Page {
    let (words, currency) = (run.words, run.session.rules().currency);
    let mut page = Page::default();
    let all = Sums::of(parts);
    if all.customers == 0 {
        page.line(words.get("cli-no-results"));
        return page;
    }
    let mut left = limit;
    for part in parts.iter().filter(|part| !part.rows.is_empty()) {
        let sums = Sums::of([part]);
        let (share, value_share) = sums.shares(&all);
        let percent = |rate: Rate| match rate.x10000() {
            Some(x10000) => words.percent(x10000),
            None => words.get("word-absent").into_owned(),
        };
        let customers = words.format("count-customers", &[("count", sums.customers.into())]);
        let args = [
            ("name", part.group.name.as_str().into()),
            ("customers", customers.into()),
            ("share", percent(share).into()),
            ("value", names::money(words, sums.value, currency).into()),
            ("value_share", percent(value_share).into()),
        ];
        page.heading(words.format("group-heading", &args));
        if !part.group.note.is_empty() {
            page.line(part.group.note.as_str());
        }
        let of = table(run, part.rows.iter().take(left));
        left = left.saturating_sub(part.rows.len());
        if !of.is_empty() {
            of.write(&mut page);
        }
    }
    shown_of(run, limit, all.customers, &mut page);
    page
}

/// Says how many of a list were shown, where that is not all of them.
fn shown_of(run: &Run<'_>, shown: usize, total: usize, page: &mut Page) {
    if shown < total {
        let args = [("shown", shown.into()), ("total", total.into())];
        page.line(run.words.format("customers-shown", &args));
    }
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
