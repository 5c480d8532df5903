//! What can go wrong with the file.

use std::path::{Path, PathBuf};

use rusqlite::ErrorCode;

/// A failure of the file; nothing of what was asked has been written.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// No file of that name.
    #[error("{} does not exist", .0.display())]
    Missing(PathBuf),
    /// A folder where a file is wanted.
    #[error("{} is a folder", .0.display())]
    IsFolder(PathBuf),
    /// Not a database at all.
    #[error("{} is not a database", .0.display())]
    NotADatabase(PathBuf),
    /// A database of another program.
    #[error("{} belongs to another program", .0.display())]
    NotOurs(PathBuf),
    /// Written by a newer version.
    #[error("{} has format {found}, this program knows {known}", .path.display())]
    Newer {
        /// The file.
        path: PathBuf,
        /// Its format.
        found: i64,
        /// The newest format that this program knows.
        known: i64,
    },
    /// A newer version lets this one only read.
    #[error("{} is written by a newer version and can only be read", .0.display())]
    NeedsNewer(PathBuf),
    /// Not a copy of the open file.
    #[error("{} is another file", .0.display())]
    AnotherFile(PathBuf),
    /// The open file itself.
    #[error("{} is the open file itself", .0.display())]
    Itself(PathBuf),
    /// Unreadable in the middle.
    #[error("{} is damaged: {detail}", .path.display())]
    Damaged {
        /// The file.
        path: PathBuf,
        /// What SQLite says.
        detail: String,
    },
    /// Another program has been writing for too long.
    #[error("{} is locked by another program", .0.display())]
    Busy(PathBuf),
    /// No space left, or a quota reached.
    #[error("no space left for {}", .0.display())]
    Full(PathBuf),
    /// May not be written.
    #[error("{} cannot be written", .0.display())]
    ReadOnly(PathBuf),
    /// The file, its folder, or the state directory failed.
    #[error("{}: {source}", .path.display())]
    Io {
        /// Where.
        path: PathBuf,
        /// What the system says.
        source: std::io::Error,
    },
    /// The clock shows a year after 2199.
    #[error(transparent)]
    Clock(#[from] crate::change::stamp::StampOutOfRange),
    /// The settings in the file break a definition.
    #[error(transparent)]
    Settings(#[from] crate::domain::settings::SettingsError),
    /// Another program put another file in its place while it was open.
    #[error("{} was replaced while it was open; what was open is kept in {}", .path.display(), .kept.display())]
    Replaced {
        /// The file; the new one is open now.
        path: PathBuf,
        /// The copy of what was open.
        kept: PathBuf,
    },
    /// Anything else that SQLite reports.
    #[error("{}: {source}", .path.display())]
    Sqlite {
        /// The file.
        path: PathBuf,
        /// What SQLite says.
        source: rusqlite::Error,
    },
}

impl StoreError {
    /// Sorts an error of SQLite by what a person can do about it.
    pub fn of(path: &Path, source: rusqlite::Error) -> Self {
        use rusqlite::Error as Sqlite;
        let path = path.to_owned();
        // A value that its column does not hold was not written by us.
        if let Sqlite::FromSqlConversionFailure(..)
        | Sqlite::IntegralValueOutOfRange(..)
        | Sqlite::InvalidColumnType(..)
        | Sqlite::Utf8Error(..) = source
        {
            return Self::Damaged { path, detail: source.to_string() };
        }
        match source.sqlite_error_code() {
            Some(ErrorCode::NotADatabase) => Self::NotADatabase(path),
            Some(ErrorCode::DatabaseCorrupt) => Self::Damaged { path, detail: source.to_string() },
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Self::Busy(path),
            Some(ErrorCode::DiskFull) => Self::Full(path),
            // Neither can a file whose journal cannot be made beside it.
            Some(ErrorCode::ReadOnly | ErrorCode::PermissionDenied | ErrorCode::CannotOpen) => {
                Self::ReadOnly(path)
            }
            _ => Self::Sqlite { path, source },
        }
    }
}

/// Names the file in an error of SQLite.
pub trait AtFile<T> {
    /// The result, its error sorted and with the file's name.
    ///
    /// # Errors
    /// The same as before, in our words.
    fn at(self, path: &Path) -> Result<T, StoreError>;
}

impl<T> AtFile<T> for rusqlite::Result<T> {
    fn at(self, path: &Path) -> Result<T, StoreError> {
        self.map_err(|source| StoreError::of(path, source))
    }
}
