//! Whole rows under the names of the log: for writing everything out.

use uuid::Uuid;

use super::Reader;
use crate::{
    change::{Entity, Fields, Value},
    store::{
        StoreError,
        table::{Kind, Place, table, value_of},
    },
};

/// Whether a value belongs into a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fit {
    /// It does.
    Fits,
    /// This version does not know the field: it waits in the log for one that does.
    Unknown,
    /// The field holds something else.
    Wrong,
}

/// Whether `value`, from another file, belongs into a field of a kind of row.
pub fn fit(entity: Entity, field: &str, value: &Value) -> Fit {
    let fits = match (table(entity).place(field), value) {
        (Place::Unknown, _) => return Fit::Unknown,
        (_, Value::Null) => true,
        _ if field == crate::change::DELETED => false,
        (Place::Column(_, Kind::Int), Value::Int(_)) => true,
        (Place::Column(_, Kind::Text), Value::Text(_)) => true,
        (Place::Column(_, Kind::Id), Value::Text(text)) => Uuid::parse_str(text).is_ok(),
        (Place::Column(..), _) => false,
        (Place::Map(_, key), _) => !key.is_empty(),
    };
    if fits { Fit::Fits } else { Fit::Wrong }
}

impl Reader<'_> {
    /// Every row of a kind that is not deleted, in the order of entry, with the fields that have a
    /// value. What the log calls `tag.…` and `custom.…` is called so here.
    ///
    /// # Errors
    /// Fails when the file cannot be read.
    pub fn rows(&self, entity: Entity) -> Result<Vec<(Uuid, Fields)>, StoreError> {
        let table = table(entity);
        let columns = table.columns.iter().map(|(name, _)| *name);
        let columns: Vec<&str> = columns.chain(table.maps.iter().map(|(_, name)| *name)).collect();
        let sql = format!(
            "SELECT uid, {} FROM {} WHERE deleted = 0 ORDER BY id",
            columns.join(", "),
            table.name
        );
        self.all(&sql, [], |row| {
            let mut fields = Fields::new();
            for (place, (name, _)) in table.columns.iter().enumerate() {
                fields.push(((*name).into(), value_of(row.get_ref(place + 1)?)));
            }
            for (place, (prefix, _)) in table.maps.iter().enumerate() {
                let json: Option<String> = row.get(table.columns.len() + place + 1)?;
                let map: std::collections::BTreeMap<String, Value> =
                    json.and_then(|json| serde_json::from_str(&json).ok()).unwrap_or_default();
                fields.extend(
                    map.into_iter().map(|(key, value)| (format!("{prefix}{key}").into(), value)),
                );
            }
            fields.retain(|(_, value)| *value != Value::Null);
            Ok((Uuid::from_bytes(row.get(0)?), fields))
        })
    }
}
