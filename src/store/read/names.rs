//! What a row of the log is called, and what stood in it once.

use uuid::Uuid;

use super::Reader;
use crate::{
    change::{Change, Entity, merge::Place},
    store::{StoreError, error::AtFile, log, owner, table::table},
};

impl Reader<'_> {
    /// What a row is called by itself, deleted or not; empty for a kind that has no names.
    ///
    /// # Errors
    /// Fails when the file cannot be read.
    pub fn name_of(&self, entity: Entity, row: Uuid) -> Result<String, StoreError> {
        let column = match entity {
            Entity::Customer => "coalesce(short_name, name)",
            Entity::Contact | Entity::Deal | Entity::Member | Entity::Tag | Entity::Filter => {
                "name"
            }
            Entity::Setting => "key",
            Entity::Order => "number",
            Entity::Case => "title",
            Entity::StageEvent
            | Entity::Activity
            | Entity::Snooze
            | Entity::OrderLine
            | Entity::Survey => return Ok(String::new()),
        };
        let sql = format!("SELECT {column} FROM {} WHERE uid = ?1", table(entity).name);
        let name = self.first(&sql, [row.as_bytes()], |row| row.get::<_, Option<String>>(0))?;
        Ok(name.flatten().unwrap_or_default())
    }

    /// The customer that a row belongs to, if it is another row.
    ///
    /// # Errors
    /// Fails when the file cannot be read.
    pub fn owner_of(&self, entity: Entity, row: Uuid) -> Result<Option<Uuid>, StoreError> {
        let owner = owner::customer_of(self.conn, entity, row).at(self.path)?;
        Ok(owner.filter(|owner| *owner != row))
    }

    /// The change at a place of the log.
    ///
    /// # Errors
    /// Fails when the file cannot be read.
    pub fn change_at(&self, at: Place) -> Result<Option<Change>, StoreError> {
        log::change_at(self.conn, at).at(self.path)
    }

    /// The kind of a row that the log knows.
    ///
    /// # Errors
    /// Fails when the file cannot be read.
    pub fn entity_of(&self, row: Uuid) -> Result<Option<Entity>, StoreError> {
        let sql = "SELECT entity FROM changes WHERE row = ?1 LIMIT 1";
        let name = self.first(sql, [row.as_bytes()], |row| row.get::<_, String>(0))?;
        Ok(name.and_then(|name| Entity::from_name(&name)))
    }
}
