//! The SQLite file: the only module that knows the database.
//!
//! One way in: [`Store::commit`]. One way out: [`Store::reader`].

mod absorb;
mod apply;
mod backup;
mod commit;
mod copies;
mod error;
mod gaps;
mod glance;
mod log;
mod other;
mod owner;
pub mod read;
mod rebuild;
mod replaced;
mod schema;
mod standing;
mod table;

use std::{
    fs::{self, OpenOptions},
    io,
    path::{Path, PathBuf},
    sync::Arc,
    time::Duration,
};

use chrono::NaiveDate;
use rusqlite::{Connection, OpenFlags};
use uuid::Uuid;

pub use absorb::{Absorbed, Way};
pub use commit::Committed;
pub use copies::{Copy, Looked, set_aside};
pub use error::StoreError;
pub use glance::{Glance, Lookout};
pub use read::Reader;
pub use rebuild::Difference;

use crate::{
    domain::settings::Rules,
    env::{
        Env,
        identity::{self, FileIdentity, Origin},
    },
};
use error::AtFile;
use read::settings::Team;

/// The path of a file that lives in memory.
const IN_MEMORY: &str = ":memory:";

/// How long to wait for another program that is writing.
const PATIENCE: Duration = Duration::from_secs(5);

/// An open file.
#[derive(Debug)]
pub struct Store {
    conn: Connection,
    path: PathBuf,
    identity: FileIdentity,
    team: Team,
}

impl Store {
    /// Opens the file at `path`, or makes it when there is none, and brings its format up to date.
    ///
    /// # Errors
    /// Fails, changing nothing, for a folder, a file that is no database or not ours, and a format
    /// that is newer than this program.
    pub fn open_or_create(path: &Path, env: &Env) -> Result<Self, StoreError> {
        match fs::symlink_metadata(path) {
            // A link to nothing stays one: what it led to is not here now.
            Ok(_) => {}
            Err(_) => create_private(path)
                .map_err(|source| StoreError::Io { path: path.into(), source })?,
        }
        Self::open(path, env)
    }

    /// Opens the file at `path`.
    ///
    /// # Errors
    /// As [`Store::open_or_create`], and for a file that does not exist.
    pub fn open(path: &Path, env: &Env) -> Result<Self, StoreError> {
        match fs::metadata(path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                return Err(StoreError::Missing(path.into()));
            }
            Err(source) => return Err(StoreError::Io { path: path.into(), source }),
            Ok(data) if data.is_dir() => return Err(StoreError::IsFolder(path.into())),
            // Reading a pipe or a device would wait for ever.
            Ok(data) if !data.is_file() => return Err(StoreError::NotADatabase(path.into())),
            // SQLite takes a file of one byte for an empty one, and would write over it.
            Ok(data) if data.len() == 1 => return Err(StoreError::NotADatabase(path.into())),
            Ok(_) => {}
        }
        // A link to a file is the file; SQLite itself follows none.
        let real = fs::canonicalize(path)
            .map_err(|source| StoreError::Io { path: path.to_owned(), source })?;
        schema::look_at(&real, path)?;
        Self::over(connect(&real, path)?, path, env)
    }

    /// A file that lives in memory and is gone with the store.
    ///
    /// # Errors
    /// Fails when there is no memory left.
    pub fn in_memory(env: &Env) -> Result<Self, StoreError> {
        let path = Path::new(IN_MEMORY);
        let conn = Connection::open_in_memory().at(path)?;
        tune(&conn, path)?;
        Self::over(conn, path, env)
    }

    fn over(mut conn: Connection, path: &Path, env: &Env) -> Result<Self, StoreError> {
        schema::bring_up_to_date(&mut conn, path, env)?;
        env.stir(log::step_count(&conn).at(path)?);
        let file_id = file_id(&conn, path)?;
        let known = |origin: Origin| log::last_sequence(&conn, origin).at(path);
        let identity = FileIdentity::of(env, file_id, path, known)?;
        let team = Team::read(&conn, path)?;
        let mut store = Self { conn, path: path.to_owned(), identity, team };
        store.refresh(env)?;
        Ok(store)
    }

    /// Questions to the file, as of the business day of `env`'s now.
    pub fn reader(&self, env: &Env) -> Reader<'_> {
        Reader::new(&self.conn, &self.path, self.rules(), self.today(env))
    }

    /// The team's rules as they stand in the file.
    pub const fn rules(&self) -> &Arc<Rules> {
        &self.team.rules
    }

    /// Where the file lies.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The id of the file, the same wherever it lies.
    ///
    /// # Errors
    /// Fails when the file cannot be read.
    pub fn file_id(&self) -> Result<Uuid, StoreError> {
        file_id(&self.conn, &self.path)
    }

    /// Keeps what is written in memory until it is committed, however much it is: who reads the
    /// file meanwhile waits for the commit only, and not for the step.
    ///
    /// # Errors
    /// Fails when the file cannot be read.
    pub fn hold_back(&self) -> Result<(), StoreError> {
        self.conn.execute_batch("PRAGMA cache_spill = OFF").at(&self.path)
    }

    /// A number that changes when another program commits to the file.
    ///
    /// # Errors
    /// Fails when the file cannot be read.
    pub fn data_version(&self) -> Result<i64, StoreError> {
        self.conn.query_row("PRAGMA data_version", [], |row| row.get(0)).at(&self.path)
    }

    /// Brings the team's rules and every customer's standing up to the day of `env`'s now. Costs
    /// nothing when nothing has become stale.
    ///
    /// # Errors
    /// Fails when the file cannot be read or written.
    pub fn refresh(&mut self, env: &Env) -> Result<(), StoreError> {
        self.team = self.team.renewed(&self.conn, &self.path)?;
        let today = self.today(env);
        if schema::check_writable(&self.conn, &self.path).is_err() {
            return Ok(());
        }
        standing::refresh_stale(&mut self.conn, &self.team.rules, today).at(&self.path)
    }

    fn today(&self, env: &Env) -> NaiveDate {
        self.team.rules.today(env.now())
    }
}

/// A connection with the settings that make a commit survive a power cut and a copied file be whole.
fn connect(real: &Path, path: &Path) -> Result<Connection, StoreError> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE
        | OpenFlags::SQLITE_OPEN_NO_MUTEX
        | OpenFlags::SQLITE_OPEN_NOFOLLOW;
    let conn = Connection::open_with_flags(real, flags).at(path)?;
    if conn.is_readonly("main").at(path)? {
        return Err(StoreError::ReadOnly(path.to_owned()));
    }
    tune(&conn, path)?;
    Ok(conn)
}

fn tune(conn: &Connection, path: &Path) -> Result<(), StoreError> {
    conn.busy_timeout(PATIENCE).at(path)?;
    conn.set_prepared_statement_cache_capacity(128);
    conn.execute_batch(
        "PRAGMA synchronous = EXTRA;
         PRAGMA recursive_triggers = ON;
         PRAGMA trusted_schema = OFF;
         PRAGMA temp_store = MEMORY;
         PRAGMA cache_size = -32768;",
    )
    .at(path)
}

/// An empty file that only its owner can read, with its folders.
fn create_private(path: &Path) -> io::Result<()> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    if let Some(folder) = folder.filter(|folder| !folder.exists()) {
        identity::private_dir(folder)?;
    }
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    match options.open(path) {
        // Another program made it in this moment: it is there.
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(()),
        made => made.map(drop),
    }
}

fn file_id(conn: &Connection, path: &Path) -> Result<Uuid, StoreError> {
    let bytes: [u8; 16] = conn
        .query_row("SELECT value FROM meta WHERE key = 'file_id'", [], |row| row.get(0))
        .at(path)?;
    Ok(Uuid::from_bytes(bytes))
}
