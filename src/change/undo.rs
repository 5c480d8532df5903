//! What can be undone and redone next, and the inverse of a step.

use std::collections::{HashMap, HashSet};

use uuid::Uuid;

use super::{Change, DELETED, Edit, Entity, Field, Fields, Reversal, Value};

/// One step of a person's history, oldest first in a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StepMark {
    /// The step.
    pub step: Uuid,
    /// What it reverses, if it is an undo or a redo.
    pub reverses: Option<Reversal>,
    /// Whether the person made it; steps of others matter only for what they reverse.
    pub own: bool,
}

/// The steps that can be undone and redone, the next one last.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Stacks {
    /// To be undone.
    pub undo: Vec<Uuid>,
    /// To be redone.
    pub redo: Vec<Uuid>,
}

/// Reads a history: a new step empties the redo stack, as every editor does. What somebody else
/// took back is not there to be undone any more.
pub fn stacks(history: &[StepMark]) -> Stacks {
    let mut stacks = Stacks::default();
    let mut own = HashSet::new();
    for mark in history {
        match mark.reverses {
            None if mark.own => {
                own.insert(mark.step);
                stacks.undo.push(mark.step);
                stacks.redo.clear();
            }
            None => {}
            Some(Reversal::Undo(step)) => {
                stacks.undo.retain(|undone| *undone != step);
                stacks.redo.retain(|undone| *undone != step);
                stacks.redo.extend(mark.own.then_some(step));
            }
            Some(Reversal::Redo(step)) => {
                stacks.redo.retain(|redone| *redone != step);
                stacks.undo.retain(|redone| *redone != step);
                stacks.undo.extend((mark.own || own.contains(&step)).then_some(step));
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
/// again. Fields that were changed since, and rows made with them, are left alone and reported.
pub fn inverse(
    changes: &[Change],
    mut now: impl FnMut(Entity, Uuid, &str) -> Value,
) -> (Vec<Edit>, Vec<Overtaken>) {
    let (mut edits, mut overtaken) = (Vec::new(), Vec::new());
    // What stands once the later changes of the step are taken back.
    let mut back: HashMap<(Uuid, Field), Value> = HashMap::new();
    for change in changes.iter().rev() {
        // Rows of a newer version are not ours to touch.
        let Some(entity) = Entity::from_name(&change.entity) else { continue };
        let row = change.row;
        let mut fields = Fields::new();
        let mut theirs = Vec::new();
        for (at, (field, ours)) in change.new.iter().enumerate() {
            let known = back.get(&(row, field.clone())).cloned();
            let stands = known.unwrap_or_else(|| now(entity, row, field));
            let same = stands == *ours || (field == DELETED && is_live(&stands) == is_live(ours));
            if !same {
                let (field, ours) = (field.clone(), ours.clone());
                let entity = change.entity.clone();
                theirs.push(Overtaken { entity, row, field, ours, now: stands });
            } else if let Some((_, before)) = change.old.as_ref().and_then(|old| old.get(at)) {
                let unmarked = field == DELETED && *before == Value::Null;
                let before = if unmarked { Value::Int(0) } else { before.clone() };
                back.insert((row, field.clone()), before.clone());
                fields.push((field.clone(), before));
            }
        }
        // Who wrote stays known, also when what they wrote is taken back.
        if change.old.is_none() {
            if entity == Entity::Member {
                continue;
            }
            if theirs.is_empty() {
                fields.push((DELETED.into(), Value::Int(1)));
            }
        }
        overtaken.append(&mut theirs);
        if !fields.is_empty() {
            edits.push(Edit { entity, row, creates: false, fields });
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
    use crate::change::stamp::Stamp;

    fn id(n: u128) -> Uuid {
        Uuid::from_u128(n)
    }

    #[test]
    fn stacks_follow_what_every_editor_does() {
        use Reversal::{Redo, Undo};
        let mark = |n, reverses| StepMark { step: id(n), reverses, own: true };
        let other = |n, reverses| StepMark { step: id(n), reverses, own: false };
        type Case = (&'static str, Vec<StepMark>, &'static [u128], &'static [u128]);
        let cases: [Case; 7] = [
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
                "undone by somebody else",
                vec![mark(1, None), mark(2, None), other(3, Some(Undo(id(2))))],
                &[1],
                &[],
            ),
            (
                "and brought back by them",
                vec![mark(1, None), other(2, Some(Undo(id(1)))), other(3, Some(Redo(id(1))))],
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

    #[test]
    fn a_field_that_one_step_sets_twice_goes_back_to_before_the_step() {
        let device = crate::domain::id::Id::new(Uuid::nil());
        let change = |counter, new: i64, old: i64| Change {
            stamp: Stamp { millis: 0, counter, device },
            entity: "customer".into(),
            row: id(1),
            new: vec![("potential".into(), new.into())],
            old: Some(vec![("potential".into(), old.into())]),
        };
        let changes = [change(0, 2, 1), change(1, 3, 2)];
        let (edits, overtaken) = inverse(&changes, |_, _, _| Value::Int(3));
        let values: Vec<&Value> = edits.iter().map(|edit| &edit.fields[0].1).collect();
        assert_eq!((values, overtaken), (vec![&Value::Int(2), &Value::Int(1)], vec![]));
        let (edits, overtaken) = inverse(&changes[..1], |_, _, _| Value::Int(9));
        assert_eq!((edits.len(), overtaken.len()), (0, 1), "changed since");
    }
}
