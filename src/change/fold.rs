//! Who wins a field: the change with the highest stamp, and between two of one stamp, as devices that
//! were cloned make them, the higher value.

use std::collections::BTreeMap;

use super::{Change, Field, Value, stamp::Stamp};

/// The fields of a row with the stamp that won each.
pub type Folded = BTreeMap<Field, (Stamp, Value)>;

/// Folds the changes of one row, in any order and any number of times, to the same fields.
pub fn fold<'a>(changes: impl IntoIterator<Item = &'a Change>) -> Folded {
    let mut folded = Folded::new();
    for change in changes {
        for (field, value) in &change.new {
            match folded.get_mut(field) {
                Some((winner, held)) => {
                    if (change.stamp, value) > (*winner, &*held) {
                        (*winner, *held) = (change.stamp, value.clone());
                    }
                }
                None => {
                    folded.insert(field.clone(), (change.stamp, value.clone()));
                }
            }
        }
    }
    folded
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use uuid::Uuid;

    use super::*;
    use crate::domain::id::Id;

    fn change(millis: i64, counter: u32, device: u8, field: u8, value: i64) -> Change {
        Change {
            stamp: Stamp { millis, counter, device: Id::new(Uuid::from_bytes([device; 16])) },
            entity: "customer".into(),
            row: Uuid::nil(),
            new: vec![(format!("f{field}").into(), Value::Int(value))],
            old: None,
        }
    }

    proptest! {
        #[test]
        fn any_order_and_any_repetition_fold_alike(
            seeds in prop::collection::vec((0i64..3, 0u32..2, 0u8..3, 0u8..2, 0i64..3), 1..20),
            shuffle in prop::collection::vec(0usize..20, 0..60),
        ) {
            // A stamp belongs to one change, unless a device was cloned.
            let changes: Vec<Change> =
                seeds.iter().map(|&(ms, n, d, f, value)| change(ms, n, d, f, value)).collect();
            let straight = fold(&changes);
            let again = shuffle.iter().map(|&at| &changes[at % changes.len()]);
            prop_assert_eq!(fold(again.chain(changes.iter().rev())), straight);
        }
    }
}
