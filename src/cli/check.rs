//! `check`: whether the file is sound.

use serde_json::Value;

use super::{
    answer::{Answer, Page},
    json, rebuild,
    world::Run,
};
use crate::error::Result;

/// Looks through the file and replays its log; changes nothing, and fails on any fault.
///
/// # Errors
/// Fails when the file cannot be read at all.
pub fn run(run: &mut Run<'_>) -> Result<Answer> {
    let store = run.session.store();
    let faults = store.faults()?;
    // A damaged file may not even be replayed; what is wrong is known then already.
    let differences = if faults.is_empty() { store.check_log()? } else { Vec::new() };
    let sound = faults.is_empty() && differences.is_empty();
    let path = store.path().display().to_string();
    let steps = i64::try_from(run.session.reader().step_count()?).unwrap_or(i64::MAX);
    let answer = if run.json {
        let list: Vec<Value> = differences.iter().map(rebuild::object).collect();
        let fields = [
            ("path", path.into()),
            ("sound", sound.into()),
            ("steps", steps.into()),
            ("faults", faults.into()),
            ("differences", list.into()),
        ];
        Answer::json(json::answer(run.today(), fields))
    } else {
        let mut page = Page::default();
        if sound {
            let changes = run.words.format("count-steps", &[("count", steps.into())]);
            let args = [("path", path.into()), ("changes", changes.into())];
            page.line(run.words.format("cli-check-ok", &args));
        } else if !faults.is_empty() {
            let args = [("path", path.into()), ("count", faults.len().into())];
            page.line(run.words.format("cli-check-failed", &args));
            faults.iter().for_each(|fault| page.line(format!("  {fault}")));
        }
        if faults.is_empty() {
            rebuild::write(run, &differences, &mut page);
        }
        Answer::lines(page)
    };
    Ok(answer.failing(!sound))
}
