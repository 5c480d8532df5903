//! `rebuild [--check]`: the tables anew from the log, or only whether they agree.

use serde_json::{Value, json};

use super::{
    answer::{Answer, Page},
    json,
    world::Run,
};
use crate::{error::Result, store::Difference};

/// Whether anything is written.
#[derive(Debug, clap::Args)]
pub struct Args {
    #[arg(long)]
    check: bool,
}

/// Replays the log; with `--check` it changes nothing and fails on any difference.
///
/// # Errors
/// Fails when the file or its log cannot be read or written.
pub fn run(run: &mut Run<'_>, args: &Args) -> Result<Answer> {
    let differences =
        if args.check { run.session.store().check_log()? } else { run.session.rebuild()? };
    let answer = if run.json {
        let list: Vec<Value> = differences.iter().map(object).collect();
        let fields = [("rebuilt", (!args.check).into()), ("differences", list.into())];
        Answer::json(json::answer(run.today(), fields))
    } else {
        let mut page = Page::default();
        write(run, &differences, &mut page);
        Answer::lines(page)
    };
    Ok(answer.failing(args.check && !differences.is_empty()))
}

/// A difference as JSON.
pub fn object(found: &Difference) -> Value {
    json!({
        "entity": found.entity.name(),
        "id": found.row.to_string(),
        "in_log": found.in_log,
        "in_table": found.in_table,
    })
}

/// The differences in words.
pub fn write(run: &Run<'_>, differences: &[Difference], page: &mut Page) {
    if differences.is_empty() {
        page.line(run.words.get("cli-rebuild-ok"));
        return;
    }
    let args = [("count", differences.len().into())];
    page.line(run.words.format("cli-rebuild-differs", &args));
    for found in differences {
        let side = match (found.in_log, found.in_table) {
            (true, true) => "cli-rebuild-both",
            (true, false) => "cli-rebuild-log",
            (false, _) => "cli-rebuild-table",
        };
        let entity = run.words.get(&format!("noun-{}", found.entity.name())).into_owned();
        page.line(format!("  {entity} {}: {}", found.row, run.words.get(side)));
    }
}
