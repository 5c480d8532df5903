//! `undo [STEP]` and `redo`.

use super::{answer::Answer, world::Run, written::written};
use crate::{
    change::Gesture,
    command::{self, Command, Done, undo::Which},
    error::{Error, Result},
    wording,
};

/// Which step.
#[derive(Debug, clap::Args)]
pub struct UndoArgs {
    step: Option<String>,
    #[arg(long, requires = "step")]
    force: bool,
}

/// Takes a step back.
///
/// # Errors
/// A step that is not one, one whose fields were changed since, or the file.
pub fn undo(run: &mut Run<'_>, args: &UndoArgs) -> Result<Answer> {
    let which = match &args.step {
        None => Which::Last,
        Some(text) => {
            let step = step(run, text)?;
            if args.force { Which::StepWhereOurs(step) } else { Which::Step(step) }
        }
    };
    let done = command::run(&mut run.session, Command::Undo(which))?;
    Ok(answer(run, &done, "cli-undone"))
}

/// Brings back what was undone last.
///
/// # Errors
/// Nothing was undone, or the file.
pub fn redo(run: &mut Run<'_>) -> Result<Answer> {
    let done = command::run(&mut run.session, Command::Redo)?;
    Ok(answer(run, &done, "cli-redone"))
}

fn step(run: &Run<'_>, text: &str) -> Result<uuid::Uuid> {
    let missing = || Error::input("step-not-found").with("query", text);
    let digits: String = text.chars().filter(|c| *c != '-').collect();
    // Without a digit everything would start so.
    if digits.is_empty() || !digits.chars().all(|c| c.is_ascii_hexdigit()) {
        return Err(missing());
    }
    match run.session.reader().steps_starting_with(&digits)?.as_slice() {
        [] => Err(missing()),
        [one] => Ok(*one),
        _ => Err(Error::input("step-ambiguous").with("query", text)),
    }
}

fn answer(run: &Run<'_>, done: &Done, key: &str) -> Answer {
    let line = || {
        let about = &done.gesture.about;
        let of = about.iter().find(|(what, _)| what == "of").map(|(_, name)| name.clone());
        // What was taken back, not that it was.
        let gesture = Gesture { name: of.unwrap_or_default(), about: about.clone() };
        let pipeline = &run.session.rules().pipeline;
        let what = wording::gesture::gesture(run.words, pipeline, &gesture);
        run.words.format(key, &[("what", what.into())])
    };
    written(run, done, line, [])
}
