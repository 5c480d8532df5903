//! The format of the file and the steps that bring an older one up to date.

use std::{fs, path::Path};

use rusqlite::{Connection, OpenFlags, TransactionBehavior};

use super::error::{AtFile, StoreError};
use crate::env::Env;

/// Marks a file as ours: "Tchl".
pub const APPLICATION_ID: i64 = 0x5463_686c;

/// One step a version, in order; the version of a file is how many of them it has.
const STEPS: &[&str] = &[
    include_str!("../../assets/sql/0001_init.sql"),
    include_str!("../../assets/sql/0002_pace_and_review.sql"),
    include_str!("../../assets/sql/0003_window.sql"),
    include_str!("../../assets/sql/0004_watch.sql"),
    include_str!("../../assets/sql/0005_apart.sql"),
];

/// The newest format that this program knows.
const NEWEST: i64 = STEPS.len() as i64;

/// What a file says of itself.
struct Header {
    application: i64,
    version: i64,
    is_empty: bool,
}

fn header(conn: &Connection) -> rusqlite::Result<Header> {
    conn.query_row(
        "SELECT application_id, user_version, (SELECT count(*) FROM sqlite_master)
         FROM pragma_application_id, pragma_user_version",
        [],
        |row| {
            let (application, version, tables): (i64, i64, i64) =
                (row.get(0)?, row.get(1)?, row.get(2)?);
            let is_empty = (application, version, tables) == (0, 0, 0);
            Ok(Header { application, version, is_empty })
        },
    )
}

/// Refuses a file that is not ours, without leaving a trace: a database of another program in WAL
/// mode would be changed by being opened in the usual way.
pub fn look_at(real: &Path, path: &Path) -> Result<(), StoreError> {
    let length = fs::metadata(real)
        .map_err(|source| StoreError::Io { path: path.to_owned(), source })?
        .len();
    // What a killed writer left behind must be rolled back before the file can be read.
    let mut journal = real.as_os_str().to_owned();
    journal.push("-journal");
    if length == 0 || Path::new(&journal).exists() {
        return Ok(());
    }
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY
        | OpenFlags::SQLITE_OPEN_URI
        | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let conn = Connection::open_with_flags(immutable(real), flags).at(path)?;
    // One that seems to be empty has everything in its WAL.
    match header(&conn).at(path)?.application {
        APPLICATION_ID => Ok(()),
        _ => Err(StoreError::NotOurs(path.to_owned())),
    }
}

/// The file as a URI that tells SQLite neither to lock nor to touch it.
fn immutable(real: &Path) -> String {
    let mut uri = String::from("file:");
    for &byte in real.as_os_str().as_encoded_bytes() {
        match byte {
            b'/' | b'-' | b'_' | b'.' | b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' => {
                uri.push(char::from(byte));
            }
            byte => uri.push_str(&format!("%{byte:02X}")),
        }
    }
    uri.push_str("?immutable=1");
    uri
}

/// Makes an empty file ours, and an older one current; each step is a transaction of its own.
pub fn bring_up_to_date(conn: &mut Connection, path: &Path, env: &Env) -> Result<(), StoreError> {
    // One statement, so that another program that is just making the file is seen before or after.
    let Header { application, mut version, is_empty } = header(conn).at(path)?;
    if !is_empty && application != APPLICATION_ID {
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
        version = header(&tx).at(path)?.version;
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

/// That this program knows the format of a file that it only reads.
pub fn check_known(conn: &Connection, path: &Path) -> Result<(), StoreError> {
    let found = header(conn).at(path)?.version;
    let known = NEWEST;
    if found > known {
        return Err(StoreError::Newer { path: path.to_owned(), found, known });
    }
    Ok(())
}

/// What this program understands of the log; a file may ask for more before it lets one write.
const READER: i64 = 1;

/// That a file may be written by this program. A newer one, whose changes this one would misread,
/// raises `min_reader`: the file is then only read here.
pub fn check_writable(conn: &Connection, path: &Path) -> Result<(), StoreError> {
    let asked: i64 = conn
        .query_row("SELECT coalesce(max(value), 0) FROM meta WHERE key = 'min_reader'", [], |row| {
            row.get(0)
        })
        .at(path)?;
    if asked > READER { Err(StoreError::NeedsNewer(path.to_owned())) } else { Ok(()) }
}

/// The tables without log, for replaying a log into.
pub fn create_tables(conn: &Connection) -> rusqlite::Result<()> {
    STEPS.iter().try_for_each(|step| conn.execute_batch(step))
}
