//! The format of the file and the steps that bring an older one up to date.

use std::path::Path;

use rusqlite::{Connection, TransactionBehavior};

use super::error::{AtFile, StoreError};
use crate::env::Env;

/// Marks a file as ours: "Tchl".
const APPLICATION_ID: i64 = 0x5463_686c;

/// One step a version, in order; the version of a file is how many of them it has.
const STEPS: &[&str] = &[include_str!("../../assets/sql/0001_init.sql")];

/// The newest format that this program knows.
const NEWEST: i64 = STEPS.len() as i64;

/// Makes an empty file ours, and an older one current; each step is a transaction of its own.
pub fn bring_up_to_date(conn: &mut Connection, path: &Path, env: &Env) -> Result<(), StoreError> {
    let pragma = |conn: &Connection, name: &str| -> Result<i64, StoreError> {
        conn.query_row(&format!("PRAGMA {name}"), [], |row| row.get(0)).at(path)
    };
    let mut version = pragma(conn, "user_version")?;
    let application = pragma(conn, "application_id")?;
    let tables: i64 =
        conn.query_row("SELECT count(*) FROM sqlite_master", [], |row| row.get(0)).at(path)?;
    let empty = tables == 0 && application == 0 && version == 0;
    if !empty && application != APPLICATION_ID {
        return Err(StoreError::NotOurs(path.to_owned()));
    }
    if version > NEWEST {
        return Err(StoreError::Newer { path: path.to_owned(), found: version, known: NEWEST });
    }
    // Never WAL: a copy that a sync tool takes of it is more often than not unreadable.
    conn.query_row("PRAGMA journal_mode = DELETE", [], |_| Ok(())).at(path)?;
    while version < NEWEST {
        let tx = conn.transaction_with_behavior(TransactionBehavior::Immediate).at(path)?;
        // Another program may have got here first.
        version = pragma(&tx, "user_version")?;
        let Some(step) = usize::try_from(version).ok().and_then(|at| STEPS.get(at)) else { break };
        tx.execute_batch(step).at(path)?;
        version += 1;
        tx.pragma_update(None, "application_id", APPLICATION_ID).at(path)?;
        tx.pragma_update(None, "user_version", version).at(path)?;
        if version == 1 {
            tx.execute(
                "INSERT INTO meta (key, value) VALUES ('file_id', ?1), ('min_reader', 1)",
                [env.new_uuid().as_bytes()],
            )
            .at(path)?;
        }
        tx.commit().at(path)?;
    }
    Ok(())
}

/// The tables without log, for replaying a log into.
pub fn create_tables(conn: &Connection) -> rusqlite::Result<()> {
    STEPS.iter().try_for_each(|step| conn.execute_batch(step))
}
