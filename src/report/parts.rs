//! Pieces that reports are put together from.

use crate::{
    document::{Column, Document, Mark, Table},
    i18n::Words,
    store::{Reader, StoreError},
};

/// Columns by their keys; the words of each are `column-<key>`.
pub(super) fn columns(words: &Words, keys: &[&'static str]) -> Vec<Column> {
    let column = |key: &&'static str| Column {
        key,
        label: words.get(&format!("column-{key}")).into_owned(),
    };
    keys.iter().map(column).collect()
}

/// A table without rows yet; its heading is `report-<key>`, what stands in their place
/// `report-<key>-empty`.
pub(super) fn table(words: &Words, key: &'static str, columns: &[&'static str]) -> Table {
    let named = format!("report-{key}");
    Table {
        key,
        title: words.get(&named).into_owned(),
        columns: self::columns(words, columns),
        rows: Vec::new(),
        empty: words.get(&format!("{named}-empty")).into_owned(),
    }
}

/// Says how many amounts are in no sum for want of a rate, if there are any (DOMAIN 7.1).
pub(super) fn note_unconverted(
    document: &mut Document,
    reader: &Reader<'_>,
    words: &Words,
) -> Result<(), StoreError> {
    let count = reader.unconverted()?.count();
    if count > 0 {
        document.note(Mark::Warning, words.format("amounts-no-rate", &[("count", count.into())]));
    }
    Ok(())
}
