//! What a merge brings, in words: the plan before it, and what gave way after it.

use super::value::{self, Values};
use crate::{
    change::{Entity, merge::Conflict},
    i18n::Words,
    store::{Absorbed, StoreError},
};

/// A merge in words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Told {
    /// What comes, from whom, and what the other one lacks.
    pub lines: Vec<String>,
    /// The conflicts, in their order.
    pub conflicts: Vec<ToldConflict>,
}

/// A conflict in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ToldConflict {
    /// Whose field.
    pub row: String,
    /// The field.
    pub field: String,
    /// The value that stays, and whose it is.
    pub kept: String,
    /// The value that gives way, and whose it is.
    pub lost: String,
}

impl Told {
    /// Tells a merge.
    ///
    /// # Errors
    /// Fails when the file cannot be read.
    pub fn of(words: &Words, values: &Values<'_>, of: &Absorbed) -> Result<Self, StoreError> {
        let count = |count: u64| i64::try_from(count).unwrap_or(i64::MAX);
        let mut lines = Vec::new();
        if of.steps_in == 0 {
            lines.push(words.get("merge-nothing-new").into_owned());
        } else {
            let args = [
                ("count", count(of.changes_in).into()),
                ("steps", count(of.steps_in).into()),
                ("customers", count(of.customers.len() as u64).into()),
            ];
            lines.push(words.format("merge-in", &args));
            let member = |(name, steps): &(String, u64)| {
                let args = [("name", name.into()), ("count", count(*steps).into())];
                words.format("merge-member", &args)
            };
            let row = |(name, rows): &(String, u64)| {
                let noun = Entity::from_name(name).map_or_else(
                    || name.clone(),
                    |entity| words.get(&format!("noun-{}", entity.name())).into_owned(),
                );
                let args = [("noun", noun.into()), ("count", count(*rows).into())];
                words.format("merge-row", &args)
            };
            let joined = |parts: Vec<String>| parts.join(&words.get("list-separator"));
            if !of.members.is_empty() {
                let list = joined(of.members.iter().map(member).collect());
                lines.push(words.format("merge-from", &[("list", list.into())]));
            }
            let list = joined(of.rows.iter().map(row).collect());
            lines.push(words.format("merge-rows", &[("list", list.into())]));
        }
        lines.push(words.format("merge-out", &[("count", count(of.changes_out).into())]));
        let conflicts = of.conflicts.iter().map(|it| conflict(words, values, it));
        Ok(Self { lines, conflicts: conflicts.collect::<Result<_, _>>()? })
    }
}

fn conflict(words: &Words, values: &Values<'_>, of: &Conflict) -> Result<ToldConflict, StoreError> {
    let whose = |ours: bool| words.get(if ours { "merge-ours" } else { "merge-theirs" });
    let told = |key: &str, value, ours| {
        let value = values.value(&of.field, value);
        words.format(key, &[("value", value.into()), ("whose", whose(ours).into())])
    };
    Ok(ToldConflict {
        row: values.row(of)?,
        field: value::field(words, &of.field),
        kept: told("merge-kept", &of.kept, of.ours_kept),
        lost: told("merge-lost", &of.lost, !of.ours_kept),
    })
}
