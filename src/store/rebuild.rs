//! Replaying the log: it makes the tables anew, and proves that they say what the log says.

use std::collections::BTreeSet;

use rusqlite::{Connection, TransactionBehavior};
use uuid::Uuid;

use super::{Store, StoreError, apply, error::AtFile, log, schema, standing, table::table};
use crate::{
    change::{Change, Entity},
    env::Env,
};

/// A row that the tables and the log disagree about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// The kind of row.
    pub entity: Entity,
    /// Its id.
    pub row: Uuid,
    /// Whether the log has it (otherwise only the table).
    pub in_log: bool,
    /// Whether the table has it (otherwise only the log).
    pub in_table: bool,
}

impl Store {
    /// Replays the log beside the file and compares; changes nothing.
    ///
    /// # Errors
    /// Fails when the file or the log in it cannot be read.
    pub fn check_log(&self) -> Result<Vec<Difference>, StoreError> {
        let path = self.path();
        // A temporary file that SQLite deletes by itself: the tables of a large file do not fit
        // into memory.
        let folder = tempfile::tempdir()
            .map_err(|source| StoreError::Io { path: std::env::temp_dir(), source })?;
        let replayed = folder.path().join("replayed");
        let copy = Connection::open(&replayed).at(path)?;
        copy.execute_batch("PRAGMA synchronous = OFF; PRAGMA journal_mode = MEMORY; BEGIN")
            .at(path)?;
        schema::create_tables(&copy).at(path)?;
        let name = replayed.to_string_lossy().into_owned();
        self.conn.execute("ATTACH ?1 AS replayed", [&name]).at(path)?;
        let compare = || -> rusqlite::Result<Vec<Difference>> {
            // Log and tables of one moment: others may be writing.
            let moment = self.conn.unchecked_transaction()?;
            replay(&self.conn, &copy)?;
            copy.execute_batch("COMMIT")?;
            let found = differences(&self.conn)?;
            moment.finish()?;
            Ok(found)
        };
        let differences = compare();
        self.conn.execute_batch("DETACH replayed").at(path)?;
        differences.at(path)
    }

    /// Replaces the tables by what the log says, in one transaction, and tells what was different.
    ///
    /// # Errors
    /// Fails when the file cannot be read or written; nothing has changed then.
    pub fn rebuild(&mut self, env: &Env) -> Result<Vec<Difference>, StoreError> {
        let differences = self.check_log()?;
        let path = self.path.as_path();
        let tx = self.conn.transaction_with_behavior(TransactionBehavior::Immediate).at(path)?;
        schema::check_writable(&tx, path)?;
        for entity in Entity::ALL {
            tx.execute_batch(&format!("DELETE FROM {}", table(entity).name)).at(path)?;
        }
        replay(&tx, &tx).at(path)?;
        let team = self.team.renewed(&tx, path)?;
        standing::refresh_all(&tx, &team.rules, team.rules.today(env.now())).at(path)?;
        tx.commit().at(path)?;
        self.team = team;
        Ok(differences)
    }
}

/// Applies every change of `from`'s log to the tables of `to`, lowest stamp first, so that the
/// highest is what stays.
fn replay(from: &Connection, to: &Connection) -> rusqlite::Result<()> {
    let sql = format!(
        "SELECT {} FROM changes c JOIN origins o ON o.id = c.origin
         ORDER BY c.millis, c.counter, o.device",
        log::CHANGE
    );
    let mut statement = from.prepare(&sql)?;
    let mut rows = statement.query([])?;
    let mut alike: Vec<Change> = Vec::new();
    while let Some(row) = rows.next()? {
        let change = log::change_of(row)?;
        if alike.first().is_some_and(|first| first.stamp != change.stamp) {
            put(to, &alike)?;
            alike.clear();
        }
        alike.push(change);
    }
    put(to, &alike)
}

/// Changes of one stamp: one, or several of a device that was cloned.
fn put(to: &Connection, changes: &[Change]) -> rusqlite::Result<()> {
    let rows: BTreeSet<(&str, Uuid)> =
        changes.iter().map(|change| (change.entity.as_str(), change.row)).collect();
    for (name, row) in rows {
        let Some(entity) = Entity::from_name(name) else { continue };
        let of_row = changes.iter().filter(|change| change.row == row && change.entity == name);
        apply::apply(to, entity, row, &apply::folded(of_row))?;
    }
    Ok(())
}

fn differences(conn: &Connection) -> rusqlite::Result<Vec<Difference>> {
    let mut found = Vec::new();
    for entity in Entity::ALL {
        let table = table(entity);
        let mut columns = vec!["uid", "deleted"];
        columns.extend(table.columns.iter().map(|(name, _)| *name));
        columns.extend(table.maps.iter().map(|(_, column)| *column));
        let (columns, name) = (columns.join(","), table.name);
        let sql = format!(
            "SELECT uid, max(log), max(kept) FROM (
               SELECT uid, 1 AS log, 0 AS kept FROM
                 (SELECT {columns} FROM replayed.{name} EXCEPT SELECT {columns} FROM main.{name})
               UNION ALL SELECT uid, 0, 1 FROM
                 (SELECT {columns} FROM main.{name} EXCEPT SELECT {columns} FROM replayed.{name})
             ) GROUP BY uid"
        );
        let mut statement = conn.prepare(&sql)?;
        let rows = statement.query_map([], |row| {
            Ok(Difference {
                entity,
                row: Uuid::from_bytes(row.get(0)?),
                in_log: row.get(1)?,
                in_table: row.get(2)?,
            })
        })?;
        for row in rows {
            found.push(row?);
        }
    }
    Ok(found)
}
