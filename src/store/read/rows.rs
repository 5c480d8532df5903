//! Whole rows under the names of the log: for writing everything out.

use uuid::Uuid;

use super::Reader;
use crate::{
    change::{Entity, Fields, Value},
    store::{
        StoreError,
        table::{table, value_of},
    },
};

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
