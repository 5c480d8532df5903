//! Which customer a row belongs to, as the tables stand.

use rusqlite::{Connection, OptionalExtension};
use uuid::Uuid;

use super::table::table;
use crate::change::Entity;

/// The customer of a row; none for a row that belongs to nobody, or whose customer is not known
/// yet.
pub fn customer_of(conn: &Connection, entity: Entity, row: Uuid) -> rusqlite::Result<Option<Uuid>> {
    let sql = match entity {
        Entity::Customer => return Ok(Some(row)),
        Entity::StageEvent => {
            "SELECT d.customer FROM stage_events e JOIN deals d ON d.uid = e.deal WHERE e.uid = ?1"
                .to_owned()
        }
        _ => match table(entity).customer {
            Some(column) => format!("SELECT {column} FROM {} WHERE uid = ?1", table(entity).name),
            None => return Ok(None),
        },
    };
    let found: Option<Option<[u8; 16]>> =
        conn.prepare_cached(&sql)?.query_row([row.as_bytes()], |found| found.get(0)).optional()?;
    Ok(found.flatten().map(Uuid::from_bytes))
}
