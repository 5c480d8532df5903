//! What rows are recognised by: their key in the other program, else what they say of themselves.

use std::collections::{HashMap, HashSet};

use uuid::Uuid;

use super::id_of;
use crate::change::Entity;

/// The known rows of a kind.
#[derive(Debug, Default)]
pub(super) struct Index {
    external: HashMap<String, Uuid>,
    /// Rows that say the same of themselves, in the order of entry.
    natural: HashMap<Uuid, Vec<Uuid>>,
    /// How often the list has said so.
    seen: HashMap<Uuid, usize>,
    rows: HashSet<Uuid>,
}

/// A row that was looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Found {
    /// It is there.
    Known(Uuid),
    /// It is not, and would have this id.
    New(Uuid),
}

impl Index {
    /// Takes note of a row; `natural` is what it says of itself, as an id.
    pub fn add(&mut self, row: Uuid, external: Option<&str>, natural: Uuid) {
        if let Some(key) = external {
            self.external.entry(key.to_owned()).or_insert(row);
        }
        self.natural.entry(natural).or_default().push(row);
        self.rows.insert(row);
    }

    /// The row with this key, or else the one that says this of itself.
    pub fn find(&self, entity: Entity, external: Option<&str>, natural: Uuid) -> Found {
        match external {
            Some(key) => self.by_key(entity, key),
            None => {
                let known = self.natural.get(&natural).and_then(|rows| rows.first());
                self.known_or_new(known.copied(), id_of(entity, &["is", &natural.to_string()]))
            }
        }
    }

    /// As [`Index::find`], where rows may well be alike: without a key the n-th in the list is
    /// the n-th in the file.
    pub fn find_next(&mut self, entity: Entity, external: Option<&str>, natural: Uuid) -> Found {
        let Some(key) = external else {
            let seen = self.seen.entry(natural).or_default();
            let place = *seen;
            *seen += 1;
            let known = self.natural.get(&natural).and_then(|rows| rows.get(place));
            let id = id_of(entity, &["is", &natural.to_string(), &place.to_string()]);
            return self.known_or_new(known.copied(), id);
        };
        self.by_key(entity, key)
    }

    /// The rows that say this of themselves.
    pub fn alike(&self, natural: Uuid) -> &[Uuid] {
        self.natural.get(&natural).map_or(&[], Vec::as_slice)
    }

    fn by_key(&self, entity: Entity, key: &str) -> Found {
        self.known_or_new(self.external.get(key).copied(), id_of(entity, &["key", key]))
    }

    /// A row that has the id already was renamed since it was imported.
    fn known_or_new(&self, known: Option<Uuid>, id: Uuid) -> Found {
        match known {
            Some(row) => Found::Known(row),
            None if self.rows.contains(&id) => Found::Known(id),
            None => Found::New(id),
        }
    }
}
