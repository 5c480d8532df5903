//! `history [CUSTOMER]`: every change, who, when, what.

use serde_json::{Value, json};

use super::{
    answer::{Answer, Page},
    find, json,
    table::Table,
    world::Run,
};
use crate::{change::Reversal, error::Result, store::read::history::Step, wording};

/// How many steps are shown unless said otherwise.
const STEPS: usize = 50;
/// Letters of a step's id that are shown: its time, and enough chance to tell it from the others.
const DIGITS: usize = 23;

/// Whose history, how much of it.
#[derive(Debug, clap::Args)]
pub struct Args {
    customer: Option<String>,
    #[arg(long, short = 'n', value_name = "N")]
    limit: Option<usize>,
}

/// Lists steps, the newest first.
///
/// # Errors
/// A customer that is not one, or the file.
pub fn run(run: &mut Run<'_>, args: &Args) -> Result<Answer> {
    let (reader, limit) = (run.session.reader(), args.limit.unwrap_or(STEPS));
    let steps = match &args.customer {
        Some(text) => reader.steps_of(find::customer(run, text)?, limit)?,
        None => reader.steps(limit)?,
    };
    if run.json {
        let objects: Vec<Value> = steps.iter().map(|step| object(run, step)).collect();
        return Ok(Answer::json(json::answer(run.today(), [("history", objects.into())])));
    }
    let mut page = Page::default();
    if steps.is_empty() {
        page.line(run.words.get("cli-no-results"));
        return Ok(Answer::lines(page));
    }
    let head = ["step", "when", "who", "what"];
    let mut table =
        Table::new(head.map(|name| run.words.get(&format!("cli-history-{name}")).into_owned()));
    for step in &steps {
        let at = run.session.rules().zone.local(step.at).naive_local();
        let when = format!("{} {}", at.date(), run.words.time(at.time()));
        let what = summary(run, step);
        let undone = run.words.format("cli-history-undone", &[("what", what.as_str().into())]);
        let id: String = step.id.to_string().chars().take(DIGITS).collect();
        let who = step.member_name.clone().unwrap_or_default();
        table.row([id, when, who, if step.undone { undone } else { what }]);
    }
    table.write(&mut page);
    Ok(Answer::lines(page))
}

fn summary(run: &Run<'_>, step: &Step) -> String {
    wording::gesture::gesture(run.words, &run.session.rules().pipeline, &step.gesture)
}

fn object(run: &Run<'_>, step: &Step) -> Value {
    let about: serde_json::Map<String, Value> = step
        .gesture
        .about
        .iter()
        .map(|(what, value)| (what.clone(), value.as_str().into()))
        .collect();
    let (undoes, redoes) = match step.reverses {
        Some(Reversal::Undo(of)) => (Some(of.to_string()), None),
        Some(Reversal::Redo(of)) => (None, Some(of.to_string())),
        None => (None, None),
    };
    json!({
        "step": step.id.to_string(),
        "at": json::instant(step.at, run.session.rules().zone),
        "member": step.member_name,
        "gesture": step.gesture.name,
        "about": about,
        "summary": summary(run, step),
        "changes": step.changes,
        "undoes": undoes,
        "redoes": redoes,
        "undone": step.undone,
    })
}
