//! Failures of the data file.

use std::path::Path;

use super::{Error, Kind};
use crate::store::StoreError;

impl From<StoreError> for Error {
    fn from(error: StoreError) -> Self {
        let at = |name, path: &Path| Self::new(Kind::Data, name).with("path", path);
        match error {
            StoreError::Missing(path) => at("file-not-found", &path),
            StoreError::IsFolder(path) => at("file-is-folder", &path),
            StoreError::NotADatabase(path) => at("db-not-a-database", &path),
            StoreError::NotOurs(path) => at("db-foreign", &path),
            StoreError::Newer { path, found, known } => at("db-newer", &path)
                .with("found", found.to_string())
                .with("known", known.to_string()),
            StoreError::Damaged { path, detail } => at("db-damaged", &path).with("reason", detail),
            StoreError::AnotherFile(path) => at("merge-another-file", &path),
            StoreError::Itself(path) => at("merge-itself", &path),
            StoreError::NeedsNewer(path) => at("db-needs-newer", &path),
            StoreError::Busy(path) => at("db-busy", &path),
            StoreError::Full(path) => at("disk-full", &path),
            StoreError::ReadOnly(path) => at("db-read-only", &path),
            StoreError::Io { path, source } => Self::io(&path, &source),
            StoreError::Clock(error) => Self::new(Kind::Config, "clock-out-of-range")
                .with("millis", error.millis.to_string()),
            StoreError::Settings(error) => error.into(),
            StoreError::Replaced { path, kept } => {
                at("db-replaced", &path).with("kept", kept.as_path())
            }
            StoreError::Sqlite { path, source } => {
                at("db-failed", &path).with("reason", source.to_string())
            }
        }
    }
}

impl Error {
    /// A failure of the system with a file.
    pub fn io(path: &Path, source: &std::io::Error) -> Self {
        let name = match source.kind() {
            std::io::ErrorKind::NotFound => "file-not-found",
            std::io::ErrorKind::AlreadyExists => "file-exists",
            std::io::ErrorKind::StorageFull | std::io::ErrorKind::QuotaExceeded => "disk-full",
            _ => "file-failed",
        };
        Self::new(Kind::Data, name).with("path", path).with("reason", source.to_string())
    }
}
