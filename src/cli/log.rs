//! `log KIND CUSTOMER [TEXT with markers]`.

use serde_json::Value;

use super::{
    answer::Answer,
    find, show,
    world::Run,
    written::{saved, written},
};
use crate::{
    change::Entity,
    command::{
        self, Command, EntryWorld,
        activity::Log,
        entry_line::{Entry, Problem, ProblemKind},
    },
    domain::{
        activity::{Activity, ActivityKind, Outcome},
        id::{ActivityId, CustomerId},
    },
    error::{Error, Message, Piece, Result},
    i18n::Language,
};

/// What was done, with whom, and what came of it.
#[derive(Debug, clap::Args)]
pub struct Args {
    #[arg(value_name = "call|meeting|visit|email|message|note|attempt")]
    kind: String,
    customer: String,
    text: Vec<String>,
    #[arg(long, value_name = "DEAL")]
    deal: Option<String>,
}

/// Records it.
///
/// # Errors
/// A kind, customer or marker that is not one, a refused command, or the file.
pub fn run(run: &mut Run<'_>, args: &Args) -> Result<Answer> {
    let (kind, outcome) = kind(&args.kind)?;
    let customer = find::customer(run, &args.customer)?;
    let mut entry = entry(run, Some(customer), &args.text.join(" "))?;
    entry.outcome = entry.outcome.or(outcome);
    let deal = match &args.deal {
        Some(text) => Some(find::deal(run, text)?.id),
        None => None,
    };
    let log = Log { customer, kind, entry, deal };
    let done = command::run(&mut run.session, Command::LogActivity(log))?;
    let mut rows = Vec::new();
    for (_, id) in done.made.iter().filter(|(entity, _)| *entity == Entity::Activity) {
        rows.extend(run.session.reader().activity(ActivityId::new(*id))?);
    }
    let promise = rows.iter().find(|row| row.plan.is_some());
    let contacts = run.session.reader().contacts_of(customer)?;
    let object =
        |row: Option<&Activity>| row.map_or(Value::Null, |row| show::activity(run, row, &contacts));
    let logged = rows.iter().find(|row| row.plan.is_none());
    let line = || match promise.and_then(|row| row.plan.as_ref()) {
        None => saved(run, &done),
        Some(plan) => {
            let day = run.words.day(plan.due_on, run.today());
            format!(
                "{}; {}",
                saved(run, &done),
                run.words.format("entry-next", &[("day", day.into())])
            )
        }
    };
    let id = logged.map_or(Value::Null, |row| row.id.to_string().into());
    let rows = [
        ("id", id),
        ("customer_id", customer.to_string().into()),
        ("activity", object(logged)),
        ("promise", object(promise)),
    ];
    Ok(written(run, &done, line, rows))
}

/// The kind of a word; `attempt` is a call that nobody answered.
pub fn kind(word: &str) -> Result<(ActivityKind, Option<Outcome>)> {
    let word = word.trim().to_lowercase();
    let chinese = ["电话", "会议", "拜访", "邮件", "消息", "备注"];
    let named = chinese.iter().position(|name| *name == word);
    let kind = named.and_then(|at| ActivityKind::ALL.get(at).copied());
    match kind.or_else(|| ActivityKind::from_key(&word)) {
        Some(kind) => Ok((kind, None)),
        None if ["attempt", "尝试"].contains(&word.as_str()) => {
            Ok((ActivityKind::Call, Some(Outcome::NoAnswer)))
        }
        None => {
            let known = ActivityKind::ALL.iter().map(|kind| kind.key()).chain(Some("attempt"));
            Err(Error::input("kind-unknown").with("text", word).with("choices", Piece::list(known)))
        }
    }
}

/// Reads an entry line about a customer.
///
/// # Errors
/// A marker that could not be taken.
pub fn entry(run: &Run<'_>, customer: Option<CustomerId>, text: &str) -> Result<Entry> {
    // The tags in use matter only to a line that has one.
    let tagged = text.contains(['#', '＃']);
    let tags = if tagged { run.session.reader().tags()? } else { Vec::new() };
    let parsed = world(run, customer, tags)?.parse(text);
    match parsed.problems.iter().find(|problem| problem.kind.refuses()) {
        Some(problem) => Err(refused(problem, text)),
        None => Ok(parsed.entry),
    }
}

/// The world of an entry line.
///
/// # Errors
/// Fails when the file cannot be read.
pub fn world(run: &Run<'_>, customer: Option<CustomerId>, tags: Vec<String>) -> Result<EntryWorld> {
    let chinese = run.words.language() == Language::ZhCn;
    Ok(EntryWorld::new(&run.session, customer, tags, chinese)?)
}

/// The error of a marker that could not be taken.
pub fn refused(problem: &Problem, text: &str) -> Error {
    let message = Message::new(format!("entry-problem-{}", problem.kind.key()));
    let message = match &problem.kind {
        ProblemKind::Unknown { kind: _, text } => message.with("text", text.as_str()),
        ProblemKind::Ambiguous { kind: _, text, candidates } => {
            message.with("text", text.as_str()).with("candidates", Piece::list(candidates))
        }
        ProblemKind::Overridden { kind: _ } => message,
        ProblemKind::Past { on } | ProblemKind::Future { on } => message.with("day", *on),
        ProblemKind::NotWorkingDay { on, offered } => {
            message.with("day", *on).with("offered", *offered)
        }
    };
    let marker = text.get(problem.range.clone()).unwrap_or(text);
    Error::input("entry-invalid").with("text", marker).with("problem", message)
}
