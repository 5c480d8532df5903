//! `export KIND`: what is in the file comes out: tables, JSON, cards of people, calendars.

use std::{
    collections::HashSet,
    io::{self, Write},
    path::PathBuf,
};

use chrono::NaiveDate;
use serde_json::{Map, Value};

use super::{answer::Answer, find, json, world::Run};
use crate::{
    change::{self, Entity},
    domain::{calendar::entry::CalendarEntry, contact::Contact, id::CustomerId},
    error::{Error, Kind as Failure, Result},
    exchange::export::{
        Csv, Ics, Json, Markdown, Table, Vcf, Xlsx,
        tables::{self, Names},
        whole,
    },
    store::{Reader, StoreError},
    wording,
};

/// The kinds that can be written, with the rows of each in JSON.
const KINDS: &[(&str, &[(&str, Entity)])] = &[
    ("customers", &[("customers", Entity::Customer)]),
    ("contacts", &[("contacts", Entity::Contact)]),
    ("deals", &[("deals", Entity::Deal), ("stage_events", Entity::StageEvent)]),
    ("orders", &[("orders", Entity::Order), ("order_lines", Entity::OrderLine)]),
    ("activities", &[("activities", Entity::Activity)]),
    ("members", &[("members", Entity::Member)]),
    ("settings", &[("settings", Entity::Setting)]),
    (
        "all",
        &[
            ("settings", Entity::Setting),
            ("members", Entity::Member),
            ("tags", Entity::Tag),
            ("filters", Entity::Filter),
            ("customers", Entity::Customer),
            ("contacts", Entity::Contact),
            ("deals", Entity::Deal),
            ("stage_events", Entity::StageEvent),
            ("activities", Entity::Activity),
            ("snoozes", Entity::Snooze),
            ("orders", Entity::Order),
            ("order_lines", Entity::OrderLine),
            ("cases", Entity::Case),
            ("surveys", Entity::Survey),
        ],
    ),
];

/// The kinds that a calendar program takes.
const CALENDARS: [&str; 2] = ["plans", "follow-ups"];

/// The kinds that belong to customers, which a filter chooses.
const FILTERED: [&str; 5] = ["customers", "contacts", "deals", "orders", "activities"];

/// The name of the only sheet of a workbook.
const SHEET: &str = "touchline";

/// Working days of follow-ups.
const FOLLOW_UP_DAYS: u32 = 10;

/// What, how and where to.
#[derive(Debug, clap::Args)]
pub struct Args {
    #[arg(id = "export-kind", value_name = "KIND", value_parser = [
        "customers", "contacts", "deals", "orders", "activities", "plans", "follow-ups", "members",
        "settings", "all",
    ])]
    kind: String,
    #[arg(long, value_parser = ["csv", "xlsx", "json", "md", "vcf", "ics"])]
    format: Option<String>,
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    #[arg(long)]
    filter: Option<String>,
    #[arg(long)]
    bom: bool,
    #[arg(id = "replace", long = "force")]
    force: bool,
}

/// Writes the rows to the file, or to stdout without one.
///
/// # Errors
/// There is a file already, or it cannot be written; `all` as CSV.
pub fn run(run: &mut Run<'_>, args: &Args) -> Result<Answer> {
    let format = format(args)?;
    let only = args.filter.as_deref().map(|text| only(run, args, text)).transpose()?;
    let reader = run.session.reader();
    let content = match format {
        "ics" => Content::Calendar(calendar(run, &args.kind)?, run.session.env().now()),
        "vcf" => cards(&reader, only.as_ref())?,
        "json" => Content::Lists(lists(&reader, &args.kind)?, run.today()),
        _ => Content::Table(table(&reader, &args.kind, only.as_ref())?, Look::of(format, args)),
    };
    let Some(path) = &args.output else {
        let mut bytes = Vec::new();
        // Into memory nothing fails.
        content.write(&mut bytes).map_err(|error| unwritable("—".into(), &error))?;
        return Ok(Answer::bytes(bytes));
    };
    let rows = whole::write(path, args.force, |out| content.write(out))
        .map_err(|error| unwritable(path.clone(), &error))?;
    let shown = path.display().to_string();
    if run.json {
        let fields = [("path", shown.into()), ("rows", rows.into())];
        return Ok(Answer::json(json::answer(run.today(), fields)));
    }
    let rows = i64::try_from(rows).unwrap_or(i64::MAX);
    let rows = run.words.format("cli-rows", &[("count", rows.into())]);
    let pairs = [("rows", rows.into()), ("path", shown.into())];
    Ok(Answer::line(run.words.format("cli-export-done", &pairs)))
}

/// The format that was asked for, by name or by the end of the file's name, else the usual one.
fn format(args: &Args) -> Result<&str> {
    let kind = args.kind.as_str();
    let is_calendar = CALENDARS.contains(&kind);
    let ending = args.output.as_deref().and_then(|path| path.extension()?.to_str());
    let ending = ending.filter(|ending| ["xlsx", "json", "md", "vcf", "ics"].contains(ending));
    let format = args.format.as_deref().or(ending).unwrap_or(match kind {
        _ if is_calendar => "ics",
        "all" => "json",
        _ => "csv",
    });
    if is_calendar != (format == "ics") {
        return Err(Error::input("export-calendar-only").with("kinds", CALENDARS.join(", ")));
    }
    match (kind, format) {
        ("contacts", "vcf") | ("all", "json") => Ok(format),
        (_, "vcf") => Err(Error::input("export-cards-only")),
        ("all", _) => Err(Error::input("export-all-csv")),
        _ => Ok(format),
    }
}

/// The customers that pass a filter.
fn only(run: &Run<'_>, args: &Args, text: &str) -> Result<HashSet<CustomerId>> {
    if !FILTERED.contains(&args.kind.as_str()) || format(args)? == "json" {
        return Err(Error::input("export-unfiltered").with("kinds", FILTERED.join(", ")));
    }
    Ok(find::rows(run, &find::filter(run, text)?)?.into_iter().map(|row| row.id).collect())
}

fn cards(reader: &Reader<'_>, only: Option<&HashSet<CustomerId>>) -> Result<Content> {
    let mut contacts = reader.contacts()?;
    contacts.retain(|contact| passes(only, contact.customer));
    let known = reader.customers_whole()?.into_iter();
    let customers = known.map(|found| (found.id, (found.name, found.external_key))).collect();
    Ok(Content::Cards(contacts, Names { customers, ..Names::default() }))
}

fn passes(only: Option<&HashSet<CustomerId>>, customer: CustomerId) -> bool {
    only.is_none_or(|only| only.contains(&customer))
}

/// How a table is written.
#[derive(Clone, Copy)]
enum Look {
    /// CSV, maybe with a byte order mark.
    Csv(bool),
    /// A workbook.
    Xlsx,
    /// Markdown.
    Markdown,
}

impl Look {
    fn of(format: &str, args: &Args) -> Self {
        match format {
            "xlsx" => Self::Xlsx,
            "md" => Self::Markdown,
            _ => Self::Csv(args.bom),
        }
    }
}

/// What is to be written.
enum Content {
    /// A table.
    Table(Table, Look),
    /// People as cards.
    Cards(Vec<Contact>, Names),
    /// JSON of a day.
    Lists(Vec<List>, NaiveDate),
    /// iCalendar of an instant.
    Calendar(Vec<CalendarEntry>, i64),
}

impl Content {
    /// Writes it; gives the number of rows.
    fn write(&self, out: &mut dyn Write) -> io::Result<u64> {
        match self {
            Self::Table(table, look) => {
                match look {
                    Look::Csv(bom) => Csv::write(&mut *out, table, *bom),
                    Look::Xlsx => Xlsx::write(&mut *out, table, SHEET),
                    Look::Markdown => Markdown::write(&mut *out, table),
                }?;
                Ok(u64::try_from(table.rows.len()).unwrap_or(u64::MAX))
            }
            Self::Cards(contacts, names) => {
                Vcf::write(out, contacts, names)?;
                Ok(u64::try_from(contacts.len()).unwrap_or(u64::MAX))
            }
            Self::Lists(lists, as_of) => {
                let mut json = Json::new(out, *as_of)?;
                for (name, rows) in lists {
                    json.list(name, rows.iter().map(|(id, fields)| row(id, fields)))?;
                }
                json.finish()
            }
            Self::Calendar(entries, now) => {
                Ics::write(out, entries, *now)?;
                Ok(u64::try_from(entries.len()).unwrap_or(u64::MAX))
            }
        }
    }
}

fn unwritable(path: PathBuf, error: &io::Error) -> Error {
    let name = match error.kind() {
        io::ErrorKind::AlreadyExists => "export-exists",
        _ => "file-unwritable",
    };
    Error::new(Failure::Data, name).with("path", path.as_path()).with("reason", error.to_string())
}

/// Open plans; or who is to be contacted on the next working days, as far as the capacity goes.
fn calendar(run: &Run<'_>, kind: &str) -> Result<Vec<CalendarEntry>> {
    let (reader, rules) = (run.session.reader(), run.session.rules());
    if kind == "plans" {
        let plans = reader.open_plans()?;
        let entry = |plan| wording::calendar::plan(run.words, rules, plan);
        return Ok(plans.iter().map(entry).collect());
    }
    let capacity = usize::try_from(run.config.capacity).unwrap_or(usize::MAX);
    let days = reader.follow_ups(capacity, FOLLOW_UP_DAYS)?;
    let entry =
        |(on, queued, row): &_| wording::calendar::follow_up(run.words, rules, queued, row, *on);
    Ok(days.iter().map(entry).collect())
}

fn table(reader: &Reader<'_>, kind: &str, only: Option<&HashSet<CustomerId>>) -> Result<Table> {
    let rules = reader.rules();
    let customers = || {
        let mut found = reader.customers_whole()?;
        found.retain(|customer| passes(only, customer.id));
        Ok::<_, StoreError>(found)
    };
    let of = |customer: CustomerId| passes(only, customer);
    let members = reader.members()?;
    let mut names = Names { members: members.iter().cloned().collect(), ..Names::default() };
    if kind != "customers" {
        let known = customers()?.into_iter();
        names.customers = known.map(|found| (found.id, (found.name, found.external_key))).collect();
    }
    Ok(match kind {
        "contacts" => {
            let mut contacts = reader.contacts()?;
            contacts.retain(|contact| of(contact.customer));
            tables::contacts(&contacts, &names)
        }
        "deals" => {
            let mut deals = reader.deals()?;
            deals.retain(|deal| of(deal.customer));
            tables::deals(&deals, &names, &rules.pipeline)
        }
        "orders" => {
            let orders = reader.orders()?;
            let orders = orders.iter().filter(|found| of(found.order.customer));
            tables::orders(orders.map(|o| (&o.order, o.lines.as_slice())), &names)
        }
        "activities" => {
            let known = reader.contacts()?.into_iter();
            names.contacts = known.map(|found| (found.id, found.name)).collect();
            let mut activities = reader.activities()?;
            activities.retain(|activity| of(activity.customer));
            tables::activities(&activities, &names, rules.zone)
        }
        "members" => {
            let rows = members.into_iter().map(|(id, name)| (name, id.to_string()));
            tables::pairs(["name", "id"], rows)
        }
        "settings" => tables::pairs(["key", "value"], reader.settings()?),
        _ => tables::customers(&customers()?, &names, rules.currency),
    })
}

type List = (&'static str, Vec<(uuid::Uuid, change::Fields)>);

fn lists(reader: &Reader<'_>, kind: &str) -> Result<Vec<List>> {
    let kinds = KINDS.iter().find(|(name, _)| *name == kind).map_or(&[][..], |(_, kinds)| kinds);
    kinds.iter().map(|(name, entity)| Ok((*name, reader.rows(*entity)?))).collect()
}

/// A row under the names of the log; days as `2026-11-27`.
fn row(id: &uuid::Uuid, fields: &change::Fields) -> Map<String, Value> {
    let mut row = Map::new();
    row.insert("id".to_owned(), id.to_string().into());
    for (field, value) in fields {
        let value = match value {
            change::Value::Null => Value::Null,
            change::Value::Int(days) if is_day(field) => i32::try_from(*days)
                .ok()
                .and_then(NaiveDate::from_epoch_days)
                .map_or_else(|| (*days).into(), json::day),
            change::Value::Int(number) => (*number).into(),
            change::Value::Text(text) => text.as_str().into(),
        };
        row.insert(field.to_string(), value);
    }
    row
}

fn is_day(field: &str) -> bool {
    field.ends_with("_on")
        || field.starts_with("ev_")
        || ["on_day", "until", "expected_close"].contains(&field)
}
