//! `export KIND`: what is in the file comes out, as CSV or JSON; plans and follow-ups as iCalendar.

use std::{
    io::{self, Write},
    path::PathBuf,
};

use chrono::NaiveDate;
use serde_json::{Map, Value};

use super::{answer::Answer, json, world::Run};
use crate::{
    change::{self, Entity},
    domain::calendar::entry::CalendarEntry,
    error::{Error, Kind as Failure, Result},
    exchange::export::{
        Csv, Ics, Json, Table,
        tables::{self, Names},
        whole,
    },
    store::Reader,
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
    #[arg(long, value_parser = ["csv", "json", "ics"])]
    format: Option<String>,
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
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
    let is_calendar = CALENDARS.contains(&args.kind.as_str());
    let format = args.format.as_deref().unwrap_or(match args.kind.as_str() {
        _ if is_calendar => "ics",
        "all" => "json",
        _ => "csv",
    });
    if is_calendar != (format == "ics") {
        return Err(Error::input("export-calendar-only").with("kinds", CALENDARS.join(", ")));
    }
    if format == "csv" && args.kind == "all" {
        return Err(Error::input("export-all-csv"));
    }
    let reader = run.session.reader();
    let content = match format {
        "ics" => Content::Calendar(calendar(run, &args.kind)?, run.session.env().now()),
        "csv" => Content::Table(table(&reader, &args.kind)?, args.bom),
        _ => Content::Lists(lists(&reader, &args.kind)?, run.today()),
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

/// What is to be written.
enum Content {
    /// CSV, maybe with a byte order mark.
    Table(Table, bool),
    /// JSON of a day.
    Lists(Vec<List>, NaiveDate),
    /// iCalendar of an instant.
    Calendar(Vec<CalendarEntry>, i64),
}

impl Content {
    /// Writes it; gives the number of rows.
    fn write(&self, out: &mut dyn Write) -> io::Result<u64> {
        match self {
            Self::Table(table, bom) => {
                Csv::write(out, table, *bom)?;
                Ok(u64::try_from(table.rows.len()).unwrap_or(u64::MAX))
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

fn table(reader: &Reader<'_>, kind: &str) -> Result<Table> {
    let rules = reader.rules();
    let customers = || reader.customers_whole();
    let members = reader.members()?;
    let mut names = Names { members: members.iter().cloned().collect(), ..Names::default() };
    if kind != "customers" {
        let known = customers()?.into_iter();
        names.customers = known.map(|found| (found.id, (found.name, found.external_key))).collect();
    }
    Ok(match kind {
        "contacts" => tables::contacts(&reader.contacts()?, &names),
        "deals" => tables::deals(&reader.deals()?, &names, &rules.pipeline),
        "orders" => {
            let orders = reader.orders()?;
            tables::orders(orders.iter().map(|o| (&o.order, o.lines.as_slice())), &names)
        }
        "activities" => {
            let known = reader.contacts()?.into_iter();
            names.contacts = known.map(|found| (found.id, found.name)).collect();
            tables::activities(&reader.activities()?, &names, rules.zone)
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
