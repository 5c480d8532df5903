//! The log in the file: appending steps and changes, and reading them back.

use rusqlite::{Connection, OptionalExtension, Row, params};
use uuid::Uuid;

use crate::{
    change::{
        Change, Field, Fields, Gesture, Reversal, Value,
        merge::Place,
        stamp::{HybridClock, Stamp},
    },
    domain::id::Id,
    env::identity::Origin,
};

/// The last sequence number of an origin; 0 when it has written nothing.
pub fn last_sequence(conn: &Connection, origin: Origin) -> rusqlite::Result<i64> {
    // One look at the end of the index, however long the log is.
    conn.prepare_cached(
        "SELECT coalesce((SELECT max(sequence) FROM changes WHERE origin =
           (SELECT id FROM origins WHERE device = ?1 AND incarnation = ?2)), 0)",
    )?
    .query_row(params![origin.device.0.as_bytes(), origin.incarnation.as_bytes()], |row| row.get(0))
}

/// How many steps the file has seen.
pub fn step_count(conn: &Connection) -> rusqlite::Result<u64> {
    conn.query_row("SELECT coalesce(max(id), 0) FROM steps", [], |row| row.get(0))
        .map(i64::unsigned_abs)
}

/// The row of an origin, made when it is new to the file.
pub fn origin_row(conn: &Connection, origin: Origin) -> rusqlite::Result<i64> {
    let key = params![origin.device.0.as_bytes(), origin.incarnation.as_bytes()];
    let found = conn
        .prepare_cached("SELECT id FROM origins WHERE device = ?1 AND incarnation = ?2")?
        .query_row(key, |row| row.get(0))
        .optional()?;
    if let Some(id) = found {
        return Ok(id);
    }
    conn.execute("INSERT INTO origins (device, incarnation) VALUES (?1, ?2)", key)?;
    Ok(conn.last_insert_rowid())
}

/// The largest stamp that the file has seen.
pub fn clock(conn: &Connection) -> rusqlite::Result<HybridClock> {
    let part = |key: &str| -> rusqlite::Result<Option<i64>> {
        conn.prepare_cached("SELECT value FROM meta WHERE key = ?1")?
            .query_row([key], |row| row.get(0))
            .optional()
    };
    let counter = part("clock_counter")?.and_then(|counter| u32::try_from(counter).ok());
    Ok(HybridClock { millis: part("clock_millis")?.unwrap_or(0), counter: counter.unwrap_or(0) })
}

/// Keeps the largest stamp.
pub fn save_clock(conn: &Connection, clock: HybridClock) -> rusqlite::Result<()> {
    conn.prepare_cached(
        "INSERT INTO meta (key, value) VALUES ('clock_millis', ?1), ('clock_counter', ?2)
         ON CONFLICT (key) DO UPDATE SET value = excluded.value",
    )?
    .execute(params![clock.millis, clock.counter])
    .map(drop)
}

/// A step as it is appended.
#[derive(Debug)]
pub struct NewStep<'a> {
    /// Its id.
    pub uid: Uuid,
    /// When, in milliseconds.
    pub at: i64,
    /// Row of the origin.
    pub origin: i64,
    /// Who.
    pub member: Option<Uuid>,
    /// What.
    pub gesture: &'a Gesture,
    /// Which step it reverses.
    pub reverses: Option<Reversal>,
    /// The sequence numbers of its changes.
    pub sequences: (i64, i64),
}

/// Appends a step.
pub fn append_step(conn: &Connection, step: &NewStep<'_>) -> rusqlite::Result<()> {
    let (undoes, redoes) = match step.reverses {
        Some(Reversal::Undo(of)) => (Some(of), None),
        Some(Reversal::Redo(of)) => (None, Some(of)),
        None => (None, None),
    };
    let bytes = |id: Option<Uuid>| id.map(|id| id.as_bytes().to_vec());
    conn.prepare_cached(
        "INSERT INTO steps (uid, at, origin, member, name, about, undoes, redoes,
                            first_sequence, last_sequence)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
    )?
    .execute(params![
        step.uid.as_bytes(),
        step.at,
        step.origin,
        bytes(step.member),
        step.gesture.name,
        json_of(step.gesture.about.iter().map(|(what, value)| (what, value.as_str()))),
        bytes(undoes),
        bytes(redoes),
        step.sequences.0,
        step.sequences.1,
    ])
    .map(drop)
}

/// A change as it is appended.
#[derive(Debug)]
pub struct NewChange<'a> {
    /// When, for deciding who wins.
    pub stamp: Stamp,
    /// Name of the kind of row.
    pub entity: &'a str,
    /// The row.
    pub row: Uuid,
    /// New values.
    pub new: &'a Fields,
    /// The values before; `None` = the row is made.
    pub old: Option<&'a Fields>,
}

/// Appends a change.
pub fn append_change(
    conn: &Connection,
    origin: i64,
    sequence: i64,
    change: &NewChange<'_>,
) -> rusqlite::Result<()> {
    conn.prepare_cached(
        "INSERT INTO changes (origin, sequence, millis, counter, entity, row, new, old)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
    )?
    .execute(params![
        origin,
        sequence,
        change.stamp.millis,
        change.stamp.counter,
        change.entity,
        change.row.as_bytes(),
        json_of(change.new.iter().map(|(field, value)| (field, value))),
        change.old.map(|old| json_of(old.iter().map(|(field, value)| (field, value)))),
    ])
    .map(drop)
}

/// The columns that [`change_of`] reads.
pub const CHANGE: &str = "c.millis, c.counter, o.device, c.entity, c.row, c.new, c.old";

/// A change from the columns [`CHANGE`].
pub fn change_of(row: &Row<'_>) -> rusqlite::Result<Change> {
    let device = Id::new(Uuid::from_bytes(row.get(2)?));
    let old: Option<String> = row.get(6)?;
    Ok(Change {
        stamp: Stamp { millis: row.get(0)?, counter: row.get(1)?, device },
        entity: row.get(3)?,
        row: Uuid::from_bytes(row.get(4)?),
        new: fields_of(&row.get::<_, String>(5)?)?,
        old: old.as_deref().map(fields_of).transpose()?,
    })
}

/// The changes of a step, in order.
pub fn changes_of_step(conn: &Connection, step: Uuid) -> rusqlite::Result<Vec<Change>> {
    let sql = format!(
        "SELECT {CHANGE} FROM steps s JOIN origins o ON o.id = s.origin
         JOIN changes c ON c.origin = s.origin
           AND c.sequence BETWEEN s.first_sequence AND s.last_sequence
         WHERE s.uid = ?1 ORDER BY c.sequence"
    );
    conn.prepare_cached(&sql)?.query_map([step.as_bytes()], change_of)?.collect()
}

/// All changes of a row, in any order, and where they stand.
pub fn changes_of_row(
    conn: &Connection,
    entity: &str,
    row: Uuid,
) -> rusqlite::Result<Vec<(Change, Place)>> {
    let sql = format!(
        "SELECT {CHANGE}, c.origin, c.sequence FROM changes c JOIN origins o ON o.id = c.origin
         WHERE c.row = ?1 AND c.entity = ?2"
    );
    conn.prepare_cached(&sql)?
        .query_map(params![row.as_bytes(), entity], |row| {
            Ok((change_of(row)?, Place { origin: row.get(7)?, sequence: row.get(8)? }))
        })?
        .collect()
}

/// The change at a place.
pub fn change_at(conn: &Connection, at: Place) -> rusqlite::Result<Option<Change>> {
    let sql = format!(
        "SELECT {CHANGE} FROM changes c JOIN origins o ON o.id = c.origin
         WHERE c.origin = ?1 AND c.sequence = ?2"
    );
    conn.prepare_cached(&sql)?.query_row(params![at.origin, at.sequence], change_of).optional()
}

/// Whether a file has a step.
pub fn has_step(conn: &Connection, step: &[u8; 16]) -> rusqlite::Result<bool> {
    conn.prepare_cached("SELECT 1 FROM steps WHERE uid = ?1")?.exists([step])
}

/// A JSON object, written by hand: it is the hottest line of an import.
fn json_of<K: AsRef<str>, V: serde::Serialize>(pairs: impl Iterator<Item = (K, V)>) -> String {
    let mut json = vec![b'{'];
    for (key, value) in pairs {
        if json.len() > 1 {
            json.push(b',');
        }
        // Text and numbers always serialise, and into memory nothing fails.
        let _ = serde_json::to_writer(&mut json, key.as_ref());
        json.push(b':');
        let _ = serde_json::to_writer(&mut json, &value);
    }
    json.push(b'}');
    String::from_utf8(json).unwrap_or_default()
}

/// The fields of a change as it stands in the log.
pub fn fields_of(json: &str) -> rusqlite::Result<Fields> {
    let object: serde_json::Map<String, serde_json::Value> =
        serde_json::from_str(json).map_err(|error| {
            rusqlite::Error::FromSqlConversionFailure(
                0,
                rusqlite::types::Type::Text,
                Box::new(error),
            )
        })?;
    // Values of a kind that only a newer version writes are carried as their JSON text.
    Ok(object
        .into_iter()
        .map(|(field, value)| {
            let value = serde_json::from_value(value.clone())
                .unwrap_or_else(|_| Value::Text(value.to_string()));
            (Field::Owned(field), value)
        })
        .collect())
}
