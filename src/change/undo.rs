//! What can be undone and redone next, and the inverse of a step.

use uuid::Uuid;

use super::{Change, DELETED, Edit, Entity, Field, Fields, Reversal, Value};

/// One step of a person's history, oldest first in a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StepMark {
    /// The step.
    pub step: Uuid,
    /// What it reverses, if it is an undo or a redo.
    pub reverses: Option<Reversal>,
}

/// The steps that can be undone and redone, the next one last.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Stacks {
    /// To be undone.
    pub undo: Vec<Uuid>,
    /// To be redone.
    pub redo: Vec<Uuid>,
}

/// Reads a history: a new step empties the redo stack, as every editor does.
pub fn stacks(history: &[StepMark]) -> Stacks {
    let mut stacks = Stacks::default();
    for mark in history {
        match mark.reverses {
            None => {
                stacks.undo.push(mark.step);
                stacks.redo.clear();
            }
            Some(Reversal::Undo(step)) => {
                stacks.undo.retain(|undone| *undone != step);
                stacks.redo.push(step);
            }
            Some(Reversal::Redo(step)) => {
                stacks.redo.retain(|redone| *redone != step);
                stacks.undo.push(step);
            }
        }
    }
    stacks
}

/// A field that somebody changed after the step: undoing would overwrite that.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Overtaken {
    /// The kind of row.
    pub entity: String,
    /// The row.
    pub row: Uuid,
    /// The field.
    pub field: Field,
    /// What the step had set.
    pub ours: Value,
    /// What stands there now.
    pub now: Value,
}

/// The edits that take `changes` (one step, in order) back, given the values that stand now.
///
/// A row that the step made is marked as deleted; its fields stay, so that redoing is one mark
/// again. Fields that were changed since are left alone and reported.
pub fn inverse(
    changes: &[Change],
    mut now: impl FnMut(Entity, Uuid, &str) -> Value,
) -> (Vec<Edit>, Vec<Overtaken>) {
    let (mut edits, mut overtaken) = (Vec::new(), Vec::new());
    for change in changes.iter().rev() {
        // Rows of a newer version are not ours to touch.
        let Some(entity) = Entity::from_name(&change.entity) else { continue };
        let fields: Fields = match &change.old {
            // Who wrote stays known, also when what they wrote is taken back.
            None if entity == Entity::Member => continue,
            None => vec![(DELETED.into(), Value::Int(1))],
            Some(old) => change
                .new
                .iter()
                .zip(old)
                .filter_map(|((field, ours), (_, before))| {
                    let stands = now(entity, change.row, field);
                    let same =
                        stands == *ours || (field == DELETED && is_live(&stands) == is_live(ours));
                    if same {
                        let before = if field == DELETED && *before == Value::Null {
                            Value::Int(0)
                        } else {
                            before.clone()
                        };
                        return Some((field.clone(), before));
                    }
                    overtaken.push(Overtaken {
                        entity: change.entity.clone(),
                        row: change.row,
                        field: field.clone(),
                        ours: ours.clone(),
                        now: stands,
                    });
                    None
                })
                .collect(),
        };
        if !fields.is_empty() {
            edits.push(Edit { entity, row: change.row, creates: false, fields });
        }
    }
    (edits, overtaken)
}

fn is_live(deleted: &Value) -> bool {
    *deleted != Value::Int(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id(n: u128) -> Uuid {
        Uuid::from_u128(n)
    }

    #[test]
    fn stacks_follow_what_every_editor_does() {
        use Reversal::{Redo, Undo};
        let mark = |n, reverses| StepMark { step: id(n), reverses };
        type Case = (&'static str, Vec<StepMark>, &'static [u128], &'static [u128]);
        let cases: [Case; 5] = [
            ("nothing", vec![], &[], &[]),
            ("two steps", vec![mark(1, None), mark(2, None)], &[1, 2], &[]),
            (
                "undone twice",
                vec![
                    mark(1, None),
                    mark(2, None),
                    mark(3, Some(Undo(id(2)))),
                    mark(4, Some(Undo(id(1)))),
                ],
                &[],
                &[2, 1],
            ),
            (
                "redone",
                vec![mark(1, None), mark(2, Some(Undo(id(1)))), mark(3, Some(Redo(id(1))))],
                &[1],
                &[],
            ),
            (
                "a new step ends redoing",
                vec![mark(1, None), mark(2, Some(Undo(id(1)))), mark(3, None)],
                &[3],
                &[],
            ),
        ];
        for (name, history, undo, redo) in cases {
            let expected = Stacks {
                undo: undo.iter().map(|&n| id(n)).collect(),
                redo: redo.iter().map(|&n| id(n)).collect(),
            };
            assert_eq!(stacks(&history), expected, "{name}");
        }
    }
}
