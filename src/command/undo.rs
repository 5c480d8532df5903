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

pub(super) fn undo(session: &mut Session, which: Which) -> Result<Done, CommandError> {
    let (step, partly) = match which {
        Which::Step(step) => (step, false),
        Which::StepWhereOurs(step) => (step, true),
        Which::Last => {
            let stacks = undo::stacks(&session.reader().step_marks(session.member().id)?);
            (*stacks.undo.last().ok_or(CommandError::NothingToUndo)?, false)
        }
    };
    reverse(session, step, step, Reversal::Undo(step), partly)
}

pub(super) fn redo(session: &mut Session) -> Result<Done, CommandError> {
    let reader = session.reader();
    let marks = reader.step_marks(session.member().id)?;
    let step = *undo::stacks(&marks).redo.last().ok_or(CommandError::NothingToRedo)?;
    // Redoing a step is undoing its undo.
    let undone = marks
        .iter()
        .rev()
        .find(|mark| mark.reverses == Some(Reversal::Undo(step)))
        .ok_or(CommandError::NothingToRedo)?
        .step;
    reverse(session, undone, step, Reversal::Redo(step), false)
}

/// Takes back the changes of `step`; the words are those of `about`.
fn reverse(
    session: &mut Session,
    step: Uuid,
    about: Uuid,
    reverses: Reversal,
    partly: bool,
) -> Result<Done, CommandError> {
    let reader = session.reader();
    let gesture = reader.gesture(about)?.ok_or(CommandError::NotFound("step"))?;
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
    let name = match reverses {
        Reversal::Undo(_) => "undo",
        Reversal::Redo(_) => "redo",
    };
    let mut set = ChangeSet::new(Gesture { name: name.to_owned(), about: gesture.about.clone() });
    set.gesture = set.gesture.about("of", &gesture.name);
    (set.edits, set.reverses) = (edits, Some(reverses));
    session.commit(set)
}
