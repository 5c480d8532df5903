//! Customers that may be one, and what belongs to a customer when it is merged into another.

use std::collections::{HashMap, HashSet};

use rusqlite::Row;
use uuid::Uuid;

use super::Reader;
use crate::{
    change::{Entity, Value},
    domain::{
        duplicates::{Index, Known, Likeness, Person, Traits},
        id::{CustomerId, Id},
    },
    store::{StoreError, error::AtFile, table::table},
};

/// Two customers that may be one: the one entered first is proposed to be kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Duplicate {
    /// The one entered first.
    pub kept: (CustomerId, String),
    /// The other.
    pub gone: (CustomerId, String),
    /// How much they are alike, and why.
    pub likeness: Likeness,
}

/// A customer that is there and looks like one that is being entered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alike {
    /// The one that is there.
    pub customer: CustomerId,
    /// Its name.
    pub name: String,
    /// How much they are alike, and why.
    pub likeness: Likeness,
}

/// Everybody, made ready to be compared with.
#[derive(Debug, Default)]
pub struct Everyone {
    customers: Vec<(CustomerId, String)>,
    apart: HashSet<(CustomerId, CustomerId)>,
    index: Index,
}

impl Everyone {
    /// The customer that is most like this one.
    pub fn nearest(&self, known: &Known) -> Option<Alike> {
        let (at, likeness) = self.index.nearest(&Traits::of(known))?;
        let (customer, name) = self.customers.get(at)?.clone();
        Some(Alike { customer, name, likeness })
    }

    /// The pairs that may be one, those most alike first, without those of which a person said
    /// that they are two.
    pub fn pairs(&self) -> Vec<Duplicate> {
        let pairs = self.index.pairs().into_iter();
        let named = pairs.filter_map(|pair| {
            let kept = self.customers.get(pair.first)?;
            let gone = self.customers.get(pair.second)?;
            let ids = (kept.0, gone.0);
            if self.apart.contains(&ids) || self.apart.contains(&(ids.1, ids.0)) {
                return None;
            }
            let (kept, gone) = (kept.clone(), gone.clone());
            Some(Duplicate { kept, gone, likeness: pair.likeness })
        });
        named.collect()
    }
}

fn known(row: &Row<'_>) -> rusqlite::Result<Known> {
    let short: Option<String> = row.get(2)?;
    let apart: Option<String> = row.get(6)?;
    let apart: HashMap<String, Value> =
        apart.and_then(|json| serde_json::from_str(&json).ok()).unwrap_or_default();
    Ok(Known {
        names: std::iter::once(row.get(1)?).chain(short).collect(),
        phones: row.get::<_, Option<String>>(3)?.into_iter().collect(),
        emails: row.get::<_, Option<String>>(4)?.into_iter().collect(),
        people: Vec::new(),
        web: row.get(5)?,
        apart: apart.keys().filter_map(|id| id.parse().ok()).collect(),
    })
}

impl Reader<'_> {
    /// Everybody, made ready to be compared with: seconds for very many.
    ///
    /// # Errors
    /// Fails when the file cannot be read.
    pub fn everyone(&self) -> Result<Everyone, StoreError> {
        let mut found = self.all(
            "SELECT uid, coalesce(name, ''), short_name, phone, email, web, apart FROM customers
             WHERE deleted = 0 AND merged_into IS NULL ORDER BY id",
            [],
            |row| Ok((Id::new(Uuid::from_bytes(row.get(0)?)), known(row)?)),
        )?;
        self.people(&mut found)?;
        let mut everyone = Everyone::default();
        let mut traits = Vec::with_capacity(found.len());
        for (id, known) in found {
            traits.push(Traits::of(&known));
            everyone.apart.extend(known.apart.iter().map(|other| (id, *other)));
            everyone.customers.push((id, known.names.into_iter().next().unwrap_or_default()));
        }
        everyone.index = Index::new(traits);
        Ok(everyone)
    }

    /// Adds how the people of each customer are reached.
    fn people(&self, found: &mut [(CustomerId, Known)]) -> Result<(), StoreError> {
        let places: HashMap<CustomerId, usize> =
            found.iter().enumerate().map(|(at, (id, _))| (*id, at)).collect();
        let sql = "SELECT customer, coalesce(name, ''), phone, mobile, email FROM contacts
             WHERE deleted = 0 AND customer IS NOT NULL
               AND (phone IS NOT NULL OR mobile IS NOT NULL OR email IS NOT NULL) ORDER BY id";
        let mut each = || -> rusqlite::Result<()> {
            let mut statement = self.conn.prepare_cached(sql)?;
            let mut rows = statement.query([])?;
            while let Some(row) = rows.next()? {
                let id = Id::new(Uuid::from_bytes(row.get(0)?));
                let place = places.get(&id).and_then(|at| found.get_mut(*at));
                let Some((_, known)) = place else { continue };
                let (phone, mobile): (Option<String>, Option<String>) = (row.get(2)?, row.get(3)?);
                known.people.push(Person {
                    name: row.get(1)?,
                    phones: phone.into_iter().chain(mobile).collect(),
                    emails: row.get::<_, Option<String>>(4)?.into_iter().collect(),
                });
            }
            Ok(())
        };
        each().at(self.path)
    }

    /// The customer that stands for this one now: itself, or the one that it was merged into.
    ///
    /// # Errors
    /// Fails when the file cannot be read.
    pub fn followed(&self, id: CustomerId) -> Result<CustomerId, StoreError> {
        let sql = "SELECT merged_into FROM customers WHERE uid = ?1";
        let mut id = id;
        for _ in 0..16 {
            let into: Option<Option<[u8; 16]>> =
                self.first(sql, [id.uuid().as_bytes()], |row| row.get(0))?;
            let Some(into) = into.flatten() else { break };
            id = Id::new(Uuid::from_bytes(into));
        }
        Ok(id)
    }

    /// The rows that belong to a customer, also those that are deleted: they may come back.
    ///
    /// # Errors
    /// Fails when the file cannot be read.
    pub fn rows_of(&self, customer: CustomerId) -> Result<Vec<(Entity, Uuid)>, StoreError> {
        let mut found = Vec::new();
        for entity in Entity::ALL {
            let Some(column) = table(entity).customer else { continue };
            let name = table(entity).name;
            let sql = format!("SELECT uid FROM {name} WHERE {column} = ?1 ORDER BY id");
            let rows = self.all(&sql, [customer.uuid().as_bytes()], |row| {
                Ok((entity, Uuid::from_bytes(row.get(0)?)))
            })?;
            found.extend(rows);
        }
        Ok(found)
    }

    /// How many rows of each kind belong to a customer and are there.
    ///
    /// # Errors
    /// Fails when the file cannot be read.
    pub fn row_counts(&self, customer: CustomerId) -> Result<Vec<(Entity, usize)>, StoreError> {
        let mut found = Vec::new();
        for entity in Entity::ALL {
            let Some(column) = table(entity).customer else { continue };
            let name = table(entity).name;
            let sql = format!("SELECT count(*) FROM {name} WHERE {column} = ?1 AND deleted = 0");
            let count: Option<i64> =
                self.first(&sql, [customer.uuid().as_bytes()], |row| row.get(0))?;
            let count = count.and_then(|count| usize::try_from(count).ok()).unwrap_or(0);
            found.extend((count > 0).then_some((entity, count)));
        }
        Ok(found)
    }
}
