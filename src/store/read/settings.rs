//! The settings of the team, members, and what else a form offers.

use std::{path::Path, sync::Arc};

use rusqlite::Connection;
use uuid::Uuid;

use super::Reader;
use crate::{
    domain::{
        id::{Id, MemberId},
        settings::Rules,
        template::Template,
    },
    store::{StoreError, error::AtFile},
};

/// What the keys of the team's own templates begin with; their names follow. They lie beside the
/// settings: each is a row of its own that every program which does not know them passes over.
pub const TEMPLATE: &str = "template.";

const SETTINGS: &str = "SELECT key, value FROM settings
    WHERE deleted = 0 AND key IS NOT NULL AND value IS NOT NULL ORDER BY key";

/// The settings of a file and the rules that they make.
#[derive(Clone, Debug)]
pub struct Team {
    stored: Vec<(String, String)>,
    /// The rules.
    pub rules: Arc<Rules>,
}

impl Team {
    /// Those of the file.
    pub fn read(conn: &Connection, path: &Path) -> Result<Self, StoreError> {
        Ok(Self::of(stored(conn).at(path)?))
    }

    /// Those of the file, made anew only if a setting is not as it was.
    pub fn renewed(&self, conn: &Connection, path: &Path) -> Result<Self, StoreError> {
        let stored = stored(conn).at(path)?;
        Ok(if stored == self.stored { self.clone() } else { Self::of(stored) })
    }

    fn of(stored: Vec<(String, String)>) -> Self {
        let pairs: Vec<_> = stored.iter().map(|(key, value)| (&**key, &**value)).collect();
        let rules = Arc::new(Rules::in_force(&pairs));
        Self { stored, rules }
    }
}

fn stored(conn: &Connection) -> rusqlite::Result<Vec<(String, String)>> {
    conn.prepare_cached(SETTINGS)?.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?.collect()
}

impl Reader<'_> {
    /// The settings that differ from the defaults: key and value.
    ///
    /// # Errors
    /// Fails when the file cannot be read.
    pub fn settings(&self) -> Result<Vec<(String, String)>, StoreError> {
        self.all(SETTINGS, [], |row| Ok((row.get(0)?, row.get(1)?)))
    }

    /// The team's own templates, by name.
    ///
    /// # Errors
    /// Fails when the file cannot be read.
    pub fn templates(&self) -> Result<Vec<Template>, StoreError> {
        let stored = self.settings()?.into_iter();
        let own = stored.filter(|(key, _)| key.starts_with(TEMPLATE));
        Ok(own.filter_map(|(_, text)| Template::parse(&text)).collect())
    }

    /// The tags in use, in order.
    ///
    /// # Errors
    /// Fails when the file cannot be read.
    pub fn tags(&self) -> Result<Vec<String>, StoreError> {
        self.all(
            "SELECT DISTINCT t.key FROM customers c, json_each(c.tags) t
             WHERE c.deleted = 0 AND c.tags IS NOT NULL ORDER BY t.key",
            [],
            |row| row.get(0),
        )
    }

    /// All members: id and name.
    ///
    /// # Errors
    /// Fails when the file cannot be read.
    pub fn members(&self) -> Result<Vec<(MemberId, String)>, StoreError> {
        self.all(
            "SELECT uid, coalesce(name, '') FROM members WHERE deleted = 0 ORDER BY name",
            [],
            |row| Ok((Id::new(Uuid::from_bytes(row.get(0)?)), row.get(1)?)),
        )
    }
}
