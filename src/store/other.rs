//! Another copy of the file, looked at without leaving a trace on it.

use std::{
    fs::{self, File},
    io::Read,
    path::{Path, PathBuf},
};

use rusqlite::{Connection, OpenFlags};
use uuid::Uuid;

use super::{
    PATIENCE, StoreError,
    error::AtFile,
    file_id,
    schema::{self, APPLICATION_ID},
};
use crate::env::identity::node_of;

/// What every database begins with.
const MAGIC: &[u8; 16] = b"SQLite format 3\0";
/// Where its header says how it is journalled, and whose it is.
const WRITE_VERSION: usize = 18;
const APPLICATION: usize = 68;

/// The beginning of a database.
pub struct Head([u8; 72]);

impl Head {
    /// Reads it; none for what is no database. Never asked of the open file itself: closing it
    /// would drop the locks that SQLite holds.
    pub fn read(path: &Path) -> std::io::Result<Option<Self>> {
        let mut bytes = [0; 72];
        match File::open(path)?.read_exact(&mut bytes) {
            Err(error) if error.kind() == std::io::ErrorKind::UnexpectedEof => Ok(None),
            read => read.map(|()| bytes.starts_with(MAGIC).then_some(Self(bytes))),
        }
    }

    /// Whether it is a file of this program.
    pub fn is_ours(&self) -> bool {
        let id = self.0.get(APPLICATION..).and_then(|rest| rest.first_chunk::<4>());
        id.is_some_and(|id| i64::from(u32::from_be_bytes(*id)) == APPLICATION_ID)
    }

    /// Whether reading it would make files beside it.
    fn is_wal(&self) -> bool {
        self.0.get(WRITE_VERSION) == Some(&2)
    }
}

/// The other file, open for reading as of one moment.
pub struct Other {
    /// Reads it.
    pub conn: Connection,
    /// Where it lies, for messages.
    pub path: PathBuf,
    /// A copy that is looked at in its place; it goes with this.
    _copy: Option<tempfile::TempDir>,
}

impl Other {
    /// Opens another copy of the file `id` that lies at `ours`, without a look at all of it.
    ///
    /// Its format may be older: the log is the same in all of them.
    pub fn open(path: &Path, ours: &Path, id: Uuid) -> Result<Self, StoreError> {
        let failed = |source| StoreError::Io { path: path.to_owned(), source };
        match fs::metadata(path) {
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                return Err(StoreError::Missing(path.to_owned()));
            }
            Err(source) => return Err(failed(source)),
            Ok(data) if data.is_dir() => return Err(StoreError::IsFolder(path.to_owned())),
            Ok(data) if !data.is_file() => return Err(StoreError::NotADatabase(path.to_owned())),
            Ok(_) => {}
        }
        let real = fs::canonicalize(path).map_err(failed)?;
        let same_node = node_of(&real) != (0, 0) && node_of(&real) == node_of(ours);
        if same_node || fs::canonicalize(ours).is_ok_and(|ours| ours == real) {
            return Err(StoreError::Itself(path.to_owned()));
        }
        let head = Head::read(&real).map_err(failed)?;
        let head = head.ok_or_else(|| StoreError::NotADatabase(path.to_owned()))?;
        if !head.is_ours() {
            return Err(StoreError::NotOurs(path.to_owned()));
        }
        let direct = if head.is_wal() { None } else { Some(reading(&real).at(path)) };
        let other = match direct {
            Some(Ok(conn)) => Self { conn, path: path.to_owned(), _copy: None },
            // A killed writer left its journal: rolling it back would be writing.
            None | Some(Err(StoreError::ReadOnly(_))) => Self::copied(&real, path)?,
            Some(Err(error)) => return Err(error),
        };
        other.check(id)?;
        Ok(other)
    }

    /// A copy with what lies beside it, in which SQLite may tidy up.
    fn copied(real: &Path, path: &Path) -> Result<Self, StoreError> {
        let failed = |source| StoreError::Io { path: path.to_owned(), source };
        let folder = tempfile::tempdir().map_err(failed)?;
        let copy = folder.path().join("copy");
        fs::copy(real, &copy).map_err(failed)?;
        for what in ["-journal", "-wal"] {
            if beside(real, what).is_file() {
                fs::copy(beside(real, what), beside(&copy, what)).map_err(failed)?;
            }
        }
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let conn = Connection::open_with_flags(&copy, flags).at(path)?;
        begin(&conn).at(path)?;
        Ok(Self { conn, path: path.to_owned(), _copy: Some(folder) })
    }

    fn check(&self, id: Uuid) -> Result<(), StoreError> {
        schema::check_known(&self.conn, &self.path)?;
        schema::check_writable(&self.conn, &self.path)?;
        let is_log = "SELECT count(*) = 4 FROM sqlite_master WHERE type = 'table'
            AND name IN ('meta', 'origins', 'steps', 'changes')";
        if !self.conn.query_row(is_log, [], |row| row.get::<_, bool>(0)).at(&self.path)? {
            return Err(StoreError::NotOurs(self.path.clone()));
        }
        if file_id(&self.conn, &self.path)? == id {
            Ok(())
        } else {
            Err(StoreError::AnotherFile(self.path.clone()))
        }
    }

    /// That all of it can be read.
    pub fn check_whole(&self) -> Result<(), StoreError> {
        let found: String =
            self.conn.query_row("PRAGMA quick_check(1)", [], |row| row.get(0)).at(&self.path)?;
        if found == "ok" {
            Ok(())
        } else {
            Err(StoreError::Damaged { path: self.path.clone(), detail: found })
        }
    }
}

fn reading(real: &Path) -> rusqlite::Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY
        | OpenFlags::SQLITE_OPEN_NO_MUTEX
        | OpenFlags::SQLITE_OPEN_NOFOLLOW;
    let conn = Connection::open_with_flags(real, flags)?;
    begin(&conn)?;
    Ok(conn)
}

/// Everything that is read from here on is of one moment.
fn begin(conn: &Connection) -> rusqlite::Result<()> {
    conn.busy_timeout(PATIENCE)?;
    conn.execute_batch("PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON; BEGIN")?;
    conn.query_row("SELECT count(*) FROM sqlite_master", [], |_| Ok(()))
}

/// What SQLite keeps beside a file.
pub fn beside(path: &Path, what: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(what);
    name.into()
}
