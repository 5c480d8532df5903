//! `merge OTHER…`: takes in what other copies of the file have; `--found` those beside it.

use std::{collections::BTreeSet, path::PathBuf};

use serde_json::{Map, Value, json};

use super::{
    answer::{Answer, Page},
    json,
    world::Run,
    written::written,
};
use crate::{
    command::{self, Command, restore_value::Lost},
    error::{Error, Result},
    store::{Absorbed, Copy, Looked, Way, set_aside},
    wording::{merge::Told, value::Values},
};

/// Which copies, or what is brought back.
#[derive(Debug, clap::Args)]
pub struct Args {
    #[arg(required_unless_present_any = ["found", "take"])]
    others: Vec<PathBuf>,
    /// Those beside the file.
    #[arg(long, conflicts_with = "others")]
    found: bool,
    #[arg(long)]
    dry_run: bool,
    #[arg(long, value_name = "ID", conflicts_with_all = ["others", "found", "dry_run"])]
    take: Option<String>,
}

/// What came of one copy.
struct Merged {
    path: PathBuf,
    absorbed: Absorbed,
    moved: Option<PathBuf>,
}

/// Merges, or says what a merge would bring.
///
/// # Errors
/// A file that is not a sound copy of the open one, an id that is not one, or the file.
pub fn run(run: &mut Run<'_>, args: &Args) -> Result<Answer> {
    if let Some(text) = &args.take {
        return take(run, text);
    }
    let way = if args.dry_run { Way::Rehearse } else { Way::Keep };
    let copies = if args.found {
        run.session.store().copies(&mut Looked::default())?.into_iter().map(Ok).collect()
    } else {
        args.others.iter().cloned().map(Err).collect::<Vec<_>>()
    };
    let mut merged = Vec::new();
    for copy in copies {
        let path = copy.as_ref().map_or_else(Clone::clone, |copy: &Copy| copy.path.clone());
        let absorbed = run.session.absorb(&path, way, |_, _| true)?.unwrap_or_default();
        let moved = match &copy {
            Ok(copy) if way == Way::Keep => set_aside(copy)?,
            Ok(_) | Err(_) => None,
        };
        merged.push(Merged { path, absorbed, moved });
    }
    if run.json { object(run, &merged, way) } else { page(run, &merged, way) }
}

fn take(run: &mut Run<'_>, text: &str) -> Result<Answer> {
    let lost: Lost =
        text.parse().map_err(|()| Error::input("merge-take-unknown").with("text", text))?;
    let done = command::run(&mut run.session, Command::RestoreValue(lost))?;
    let line = || super::written::saved(run, &done);
    Ok(written(run, &done, line, []))
}

fn object(run: &Run<'_>, merged: &[Merged], way: Way) -> Result<Answer> {
    let values = Values::new(run.words, run.session.reader())?;
    let mut conflicts = Vec::new();
    for conflict in merged.iter().flat_map(|merged| &merged.absorbed.conflicts) {
        let lost = Lost::of(conflict).to_string();
        conflicts.push(json!({
            "entity": conflict.entity,
            "id": conflict.row.to_string(),
            "name": values.row(conflict)?,
            "field": conflict.field,
            "kept": conflict.kept,
            "lost": conflict.lost,
            "kept_from": if conflict.ours_kept { "ours" } else { "theirs" },
            // Before it is in the file, what gives way has no place there.
            "take": if way == Way::Keep { Value::from(lost) } else { Value::Null },
        }));
    }
    let customers: BTreeSet<_> = merged.iter().flat_map(|it| &it.absorbed.customers).collect();
    let sum = |of: fn(&Absorbed) -> u64| merged.iter().map(|it| of(&it.absorbed)).sum::<u64>();
    Ok(Answer::json(json::answer(
        run.today(),
        [
            ("dry_run", (way == Way::Rehearse).into()),
            ("changes_in", sum(|it| it.changes_in).into()),
            ("changes_out", sum(|it| it.changes_out).into()),
            ("customers_touched", customers.len().into()),
            ("conflicts", conflicts.into()),
            ("files", merged.iter().map(file).collect::<Vec<Value>>().into()),
        ],
    )))
}

fn file(merged: &Merged) -> Value {
    let Absorbed { steps_in, changes_in, changes_out, rows, members, .. } = &merged.absorbed;
    let counts = |counts: &[(String, u64)]| -> Map<String, Value> {
        counts.iter().map(|(name, count)| (name.clone(), (*count).into())).collect()
    };
    json!({
        "path": merged.path.display().to_string(),
        "moved_to": merged.moved.as_ref().map(|path| path.display().to_string()),
        "steps_in": steps_in,
        "changes_in": changes_in,
        "changes_out": changes_out,
        "rows": counts(rows),
        "members": counts(members),
    })
}

fn page(run: &Run<'_>, merged: &[Merged], way: Way) -> Result<Answer> {
    let (words, mut page) = (run.words, Page::default());
    let values = Values::new(words, run.session.reader())?;
    if merged.is_empty() {
        page.line(words.get("merge-none"));
    }
    for Merged { path, absorbed, moved } in merged {
        page.heading(path.display().to_string());
        let told = Told::of(words, &values, absorbed)?;
        told.lines.iter().for_each(|line| page.line(line));
        if !absorbed.conflicts.is_empty() {
            let count = absorbed.conflicts.len();
            page.heading(words.format("merge-conflicts", &[("count", count.into())]));
        }
        for (told, conflict) in told.conflicts.iter().zip(&absorbed.conflicts) {
            page.line(format!("{}, {}", told.row, told.field));
            page.line(format!("  {}", told.kept));
            page.line(format!("  {}", told.lost));
            if way == Way::Keep {
                let id = Lost::of(conflict).to_string();
                page.line(format!("  {}", words.format("merge-take", &[("id", id.into())])));
            }
        }
        if let Some(moved) = moved {
            let path = moved.display().to_string();
            page.line(words.format("merge-moved", &[("path", path.into())]));
        }
    }
    if way == Way::Rehearse {
        page.line(words.get("cli-import-dry-run"));
    }
    Ok(Answer::lines(page))
}
