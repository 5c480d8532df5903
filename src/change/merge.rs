//! What two copies of a file say differently: which fields both changed since they were one, which
//! value stays, and which gives way.

use std::collections::BTreeSet;

use uuid::Uuid;

use super::{Change, DELETED, Field, Value, stamp::Stamp};

/// Who has a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// Both copies.
    Both,
    /// Only the open file.
    Ours,
    /// Only the other one.
    Theirs,
}

/// Where a change stands in the log of the open file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// Row of its origin.
    pub origin: i64,
    /// Its number there.
    pub sequence: i64,
}

/// A change, who has it, and where it stands.
#[derive(Clone, Debug)]
pub struct Seen {
    /// Who has it.
    pub side: Side,
    /// Where it stands.
    pub at: Place,
    /// The change.
    pub change: Change,
}

/// A field that both sides changed to different values.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conflict {
    /// The kind of row.
    pub entity: String,
    /// The row.
    pub row: Uuid,
    /// The field.
    pub field: Field,
    /// The value that stays.
    pub kept: Value,
    /// The value that gives way.
    pub lost: Value,
    /// Whether ours stays.
    pub ours_kept: bool,
    /// The change with the value that gives way; none for a row that was deleted on one side and
    /// worked with on the other: what gives way is that it is there.
    pub lost_at: Option<Place>,
}

/// A field's value with what decides whether it stays.
type Claim<'a> = (Stamp, &'a Value, Place);

/// The conflicts among all changes of one row.
///
/// A change that another one has overtaken which both sides have is no conflict any more: whoever
/// brought them together was told. Neither is one that leads back to what both had.
pub fn conflicts(changes: &[Seen]) -> Vec<Conflict> {
    let Some(first) = changes.first() else { return Vec::new() };
    let (entity, row) = (first.change.entity.clone(), first.change.row);
    let fields: BTreeSet<&Field> =
        changes.iter().flat_map(|seen| seen.change.new.iter().map(|(field, _)| field)).collect();
    let mut found = Vec::new();
    for field in fields {
        let best = |side| best(changes, side, field);
        let (Some(ours), Some(theirs)) = (best(Side::Ours), best(Side::Theirs)) else { continue };
        let both = best(Side::Both);
        let settled = both.is_some_and(|both| rank(both) > rank(ours) || rank(both) > rank(theirs));
        let ours_kept = rank(ours) > rank(theirs);
        let (kept, lost) = if ours_kept { (ours, theirs) } else { (theirs, ours) };
        let before = both.map_or(&Value::Null, |(_, value, _)| value);
        if settled || alike(field, kept.1, lost.1) || alike(field, lost.1, before) {
            continue;
        }
        found.push(Conflict {
            entity: entity.clone(),
            row,
            field: field.clone(),
            kept: kept.1.clone(),
            lost: lost.1.clone(),
            ours_kept,
            lost_at: Some(lost.2),
        });
    }
    let told = found.iter().any(|conflict| conflict.field == DELETED);
    let other = match deleted_by(changes) {
        Some(Side::Ours) => Side::Theirs,
        Some(Side::Theirs) => Side::Ours,
        Some(Side::Both) | None => return found,
    };
    if !told && changes.iter().any(|seen| seen.side == other) {
        found.push(hidden(entity, row, other == Side::Theirs));
    }
    found
}

/// A row that is gone though the other side worked with it.
pub fn hidden(entity: String, row: Uuid, ours_kept: bool) -> Conflict {
    Conflict {
        entity,
        row,
        field: DELETED.into(),
        kept: Value::Int(1),
        lost: Value::Int(0),
        ours_kept,
        lost_at: None,
    }
}

/// Who deleted a row that is deleted, given all its changes.
pub fn deleted_by(changes: &[Seen]) -> Option<Side> {
    let marks = changes.iter().filter_map(|seen| {
        let (_, value) = seen.change.new.iter().find(|(field, _)| field == DELETED)?;
        Some((seen.change.stamp, value, seen.side))
    });
    let (_, value, side) = marks.max_by_key(|(stamp, value, _)| (*stamp, *value))?;
    (*value == Value::Int(1)).then_some(side)
}

fn best<'a>(changes: &'a [Seen], side: Side, field: &Field) -> Option<Claim<'a>> {
    let of_side = changes.iter().filter(|seen| seen.side == side);
    let claims = of_side.filter_map(|seen| {
        let (_, value) = seen.change.new.iter().find(|(name, _)| name == field)?;
        Some((seen.change.stamp, value, seen.at))
    });
    claims.max_by_key(|claim| rank(*claim))
}

/// As in [`super::fold`]: the stamp decides, between cloned devices the value.
const fn rank(claim: Claim<'_>) -> (Stamp, &Value) {
    (claim.0, claim.1)
}

/// A row that was never marked is there, like one that was marked as there.
fn alike(field: &Field, one: &Value, other: &Value) -> bool {
    let gone = |value: &Value| *value == Value::Int(1);
    one == other || (field == DELETED && gone(one) == gone(other))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::id::Id;

    fn seen(side: Side, millis: i64, field: &'static str, value: impl Into<Value>) -> Seen {
        Seen {
            side,
            at: Place { origin: 1, sequence: millis },
            change: Change {
                stamp: Stamp { millis, counter: 0, device: Id::new(Uuid::nil()) },
                entity: "customer".into(),
                row: Uuid::nil(),
                new: vec![(field.into(), value.into())],
                old: None,
            },
        }
    }

    fn told(changes: &[Seen]) -> Vec<(String, Value, Value, bool)> {
        let told = conflicts(changes).into_iter();
        told.map(|it| (it.field.into_owned(), it.kept, it.lost, it.ours_kept)).collect()
    }

    #[test]
    fn a_conflict_needs_both_sides_and_two_values() {
        use Side::{Both, Ours, Theirs};
        let phone = |side, millis, value: &str| seen(side, millis, "phone", value);
        let lost = |kept: &str, lost: &str, ours| {
            vec![("phone".to_owned(), Value::from(kept), Value::from(lost), ours)]
        };
        let base = phone(Both, 1, "0");
        let cases = [
            ("one side", vec![phone(Ours, 2, "1")], vec![]),
            (
                "theirs later",
                vec![phone(Ours, 2, "1"), phone(Theirs, 3, "2")],
                lost("2", "1", false),
            ),
            ("ours later", vec![phone(Ours, 4, "1"), phone(Theirs, 3, "2")], lost("1", "2", true)),
            ("alike", vec![phone(Ours, 2, "1"), phone(Theirs, 3, "1")], vec![]),
            (
                "taken back by the one that gives way",
                vec![phone(Ours, 2, "1"), phone(Ours, 3, "0"), phone(Theirs, 4, "2")],
                vec![],
            ),
            (
                "taken back by the one that stays",
                vec![phone(Ours, 2, "1"), phone(Ours, 4, "0"), phone(Theirs, 3, "2")],
                lost("0", "2", true),
            ),
            (
                "overtaken before",
                vec![phone(Ours, 2, "1"), phone(Both, 3, "5"), phone(Theirs, 4, "2")],
                vec![],
            ),
        ];
        for (name, changes, expected) in cases {
            let changes = [vec![base.clone()], changes].concat();
            assert_eq!(told(&changes), expected, "{name}");
        }
    }

    #[test]
    fn a_row_that_one_side_deleted_and_the_other_changed_is_told() {
        let gone = seen(Side::Theirs, 5, DELETED, 1);
        let expected = vec![(DELETED.to_owned(), Value::Int(1), Value::Int(0), false)];
        assert_eq!(told(&[seen(Side::Ours, 2, "phone", "1"), gone.clone()]), expected);
        assert_eq!(told(&[seen(Side::Both, 2, "phone", "1"), gone.clone()]), []);
        assert_eq!(told(&[gone, seen(Side::Ours, 6, DELETED, 0)]).len(), 1, "kept: {expected:?}");
    }
}
