//! `holidays FILE`: public holidays come in, from an iCalendar file or the State Council's arrangement.

use std::path::PathBuf;

use serde_json::{Value, json};

use super::{
    answer::{Answer, Page},
    json,
    world::{Open, Run, World},
};
use crate::{
    command::{self, Command, Done},
    domain::settings::Country,
    error::Result,
    exchange::import::holidays::{self, Holidays, LeftOut, Why},
    i18n::Words,
    wording::day,
};

/// Days that are told one by one, and events that were left out for one reason.
const TOLD: usize = 40;
const LEFT_OUT: usize = 3;

/// Which file.
#[derive(Debug, clap::Args)]
pub struct Args {
    #[arg(id = "holidays", value_name = "FILE.ics|FILE.csv")]
    file: PathBuf,
    #[arg(long)]
    dry_run: bool,
}

/// Takes over the days off and working days of the file, as one step.
///
/// # Errors
/// A file that cannot be read or is no calendar of holidays, and a data file that cannot be
/// written; nothing has changed then.
pub fn run(world: &World, args: &Args, words: &Words) -> Result<Answer> {
    let how = if args.dry_run { Open::Rehearsing } else { Open::Creating };
    // A file that says nothing must not make a data file.
    let today = world.open(Open::Rehearsing, words)?.today();
    let found = holidays::holidays(&args.file, today)?;
    let mut run = world.open(how, words)?;
    let values = values(&run, &found);
    let done = if args.dry_run || values.is_empty() {
        None
    } else {
        let name = args.file.file_name().unwrap_or_default().to_string_lossy().into_owned();
        Some(command::run(&mut run.session, Command::ImportHolidays(name, values))?)
    };
    if run.json {
        return Ok(Answer::json(object(&run, args, &found, done.as_ref())));
    }
    Ok(Answer::lines(page(&run, args, &found, done.as_ref())))
}

/// The settings that are not so already.
fn values(run: &Run<'_>, found: &Holidays) -> Vec<(String, Option<String>)> {
    let known = run.session.rules().list();
    let years =
        found.arranged.iter().map(|year| (format!("holidays.{year}"), "arranged".to_owned()));
    let days = found.days.iter().map(|(day, own)| (format!("day.{day}"), own.to_string()));
    let fresh = years.chain(days).filter(|setting| !known.contains(setting));
    fresh.map(|(key, value)| (key, Some(value))).collect()
}

fn object(run: &Run<'_>, args: &Args, found: &Holidays, done: Option<&Done>) -> Value {
    let days = found
        .days
        .iter()
        .map(|(day, own)| json!({ "day": json::day(*day), "works": own.works, "name": own.name }));
    let left_out = found.left_out.iter().map(|left| {
        json!({
            "name": left.name,
            "on": json::maybe_day(left.on),
            "reason": left.why.key(),
            "text": reason(run.words, left.why),
        })
    });
    let step = done.and_then(|done| done.step);
    json::answer(
        run.today(),
        [
            ("dry_run", args.dry_run.into()),
            ("step", step.map(|step| step.to_string()).into()),
            ("arranged", found.arranged.iter().copied().collect::<Vec<i32>>().into()),
            ("days", days.collect::<Vec<_>>().into()),
            ("left_out", left_out.collect::<Vec<_>>().into()),
        ],
    )
}

fn reason(words: &Words, why: Why) -> String {
    words.get(&format!("holidays-left-{}", why.key())).into_owned()
}

fn page(run: &Run<'_>, args: &Args, found: &Holidays, done: Option<&Done>) -> Page {
    let words = run.words;
    let mut page = Page::default();
    let off = found.days.values().filter(|own| !own.works).count();
    let counts = [("off", off.into()), ("work", (found.days.len() - off).into())];
    page.head(words.format("holidays-found", &counts));
    for (on, own) in found.days.iter().take(TOLD) {
        let kind = words.get(if own.works { "plan-work-day" } else { "plan-day-off" });
        let name = own.name.as_deref().map(|name| day::holiday(words, name)).unwrap_or_default();
        page.line(format!("  {}  {kind}  {name}", words.day(*on, run.today())));
    }
    if let Some(more) = found.days.len().checked_sub(TOLD).filter(|more| *more > 0) {
        page.line(format!("  {}", words.format("cli-candidates-more", &[("count", more.into())])));
    }
    for why in Why::ALL {
        let left: Vec<&LeftOut> = found.left_out.iter().filter(|left| left.why == why).collect();
        if !left.is_empty() {
            page.line(left_out(words, why, &left));
        }
    }
    if found.is_calendar && !found.days.is_empty() && run.session.rules().country == Country::China
    {
        page.line(words.get("holidays-besides-china"));
    }
    let end = match done {
        _ if args.dry_run => "cli-import-dry-run",
        Some(Done { step: Some(_), .. }) => "holidays-done",
        _ => "notice-nothing-changed",
    };
    page.line(words.get(end));
    page
}

/// `left out, timed: 12 (Stand-up, Lunch, Review …)`.
fn left_out(words: &Words, why: Why, left: &[&LeftOut]) -> String {
    let mut names: Vec<&str> = left
        .iter()
        .map(|left| left.name.as_str())
        .filter(|name| !name.is_empty())
        .take(LEFT_OUT)
        .collect();
    if names.len() < left.len() {
        names.push("…");
    }
    let args = [
        ("reason", reason(words, why).into()),
        ("count", left.len().into()),
        ("names", names.join(&words.get("list-separator")).into()),
    ];
    words.format("holidays-left", &args)
}
