//! Taking a step back, and bringing it back.

use uuid::Uuid;

use super::{CommandError, Done, Session};
use crate::change::{ChangeSet, Entity, Gesture, Reversal, Value, undo};

/// Which step to take back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Which {
    /// The last one of this member that is not undone yet.
    Last,
    /// This one, wherever it is in the history.
    Step(Uuid),
    /// This one; fields that were changed since keep what they were changed to.
    StepWhereOurs(Uuid),
}

/// How many rows an undo would take back, or a redo (`None`) bring back: a large list takes its
/// time both ways.
///
/// # Errors
/// Fails when there is no such step, or the file cannot be read.
pub fn size(session: &Session, which: Option<Which>) -> Result<i64, CommandError> {
    let reader = session.reader();
    let step = match which {
        Some(which) => wanted(session, which)?,
        None => {
            let stacks = undo::stacks(&reader.step_marks(session.member().id)?);
            *stacks.redo.last().ok_or(CommandError::NothingToRedo)?
        }
    };
    Ok(reader.step(step)?.map_or(0, |step| step.changes))
}

/// The step that is meant.
fn wanted(session: &Session, which: Which) -> Result<Uuid, CommandError> {
    match which {
        Which::Step(step) | Which::StepWhereOurs(step) => Ok(step),
        Which::Last => {
            let marks = session.reader().step_marks(session.member().id)?;
            undo::stacks(&marks).undo.last().copied().ok_or(CommandError::NothingToUndo)
        }
    }
}

pub(super) fn undo(session: &mut Session, which: Which) -> Result<Done, CommandError> {
    let reader = session.reader();
    let partly = matches!(which, Which::StepWhereOurs(_));
    let step = wanted(session, which)?;
    let found = reader.step(step)?.ok_or(CommandError::NotFound("step"))?;
    // Undoing an undo brings the step back that it undid.
    let reverses = match found.reverses {
        Some(Reversal::Undo(of)) => Reversal::Redo(of),
        Some(Reversal::Redo(of)) => Reversal::Undo(of),
        None => Reversal::Undo(step),
    };
    reverse(session, step, reverses, partly)
}

pub(super) fn redo(session: &mut Session) -> Result<Done, CommandError> {
    let marks = session.reader().step_marks(session.member().id)?;
    let step = *undo::stacks(&marks).redo.last().ok_or(CommandError::NothingToRedo)?;
    // Redoing a step is undoing its undo.
    let undone = marks
        .iter()
        .rev()
        .find(|mark| mark.reverses == Some(Reversal::Undo(step)))
        .ok_or(CommandError::NothingToRedo)?
        .step;
    reverse(session, undone, Reversal::Redo(step), false)
}

/// Takes back the changes of `step`; the words are those of the step that `reverses` names.
fn reverse(
    session: &mut Session,
    step: Uuid,
    reverses: Reversal,
    partly: bool,
) -> Result<Done, CommandError> {
    let reader = session.reader();
    let named = |id| reader.step(id)?.ok_or(CommandError::NotFound("step"));
    let (about, name) = match reverses {
        Reversal::Undo(of) => (named(of)?, "undo"),
        Reversal::Redo(of) => (named(of)?, "redo"),
    };
    // Twice is once too often, also when somebody else was faster.
    match reverses {
        Reversal::Undo(_) if about.undone => return Err(CommandError::NothingToUndo),
        Reversal::Redo(_) if !about.undone => return Err(CommandError::NothingToRedo),
        Reversal::Undo(_) | Reversal::Redo(_) => {}
    }
    let gesture = about.gesture;
    let changes = reader.changes_of(step)?;
    let mut failed = None;
    let current = |entity: Entity, row: Uuid, field: &str| {
        reader.current(entity, row, field).unwrap_or_else(|error| {
            failed = Some(error);
            Value::Null
        })
    };
    let (edits, overtaken) = undo::inverse(&changes, current);
    if let Some(error) = failed {
        return Err(error.into());
    }
    if !overtaken.is_empty() && !partly {
        return Err(CommandError::Overtaken(overtaken));
    }
    let mut set = ChangeSet::new(Gesture { name: name.to_owned(), about: gesture.about.clone() });
    set.gesture = set.gesture.about("of", &gesture.name);
    (set.edits, set.reverses) = (edits, Some(reverses));
    session.commit(set)
}
