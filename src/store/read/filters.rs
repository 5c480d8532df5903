//! The filters that the team has saved.

use uuid::Uuid;

use super::Reader;
use crate::{
    domain::{filter::Saved, id::Id},
    store::StoreError,
};

impl Reader<'_> {
    /// The saved filters, by name.
    ///
    /// # Errors
    /// Fails when the file cannot be read.
    pub fn filters(&self) -> Result<Vec<Saved>, StoreError> {
        self.all(
            "SELECT uid, name, query FROM filters
             WHERE deleted = 0 AND name IS NOT NULL AND query IS NOT NULL ORDER BY name, uid",
            [],
            |row| {
                let id = Id::new(Uuid::from_bytes(row.get(0)?));
                Ok(Saved { id, name: row.get(1)?, query: row.get(2)? })
            },
        )
    }
}
