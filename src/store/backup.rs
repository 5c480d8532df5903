//! A copy of the file that is whole, and a look at whether the file is.

use std::{fs, path::Path};

use super::{Store, StoreError, error::AtFile};
use crate::env::identity::node_of;

/// How many faults are worth listing.
const FAULTS: usize = 100;

impl Store {
    /// Writes a copy of the file to `to`: whole, or not at all. Another file of that name is
    /// replaced only when `replace`.
    ///
    /// # Errors
    /// Fails when there is a file already, for the data file itself, and when it cannot be written.
    pub fn backup(&self, to: &Path, replace: bool) -> Result<(), StoreError> {
        let failed = |source| StoreError::Io { path: to.to_owned(), source };
        if to.is_dir() {
            return Err(StoreError::IsFolder(to.to_owned()));
        }
        let taken = fs::symlink_metadata(to).is_ok();
        let itself = taken
            && (node_of(to) == node_of(self.path()) && node_of(to) != (0, 0)
                || fs::canonicalize(to).ok() == fs::canonicalize(self.path()).ok());
        if itself || (taken && !replace) {
            return Err(failed(std::io::ErrorKind::AlreadyExists.into()));
        }
        let folder = to.parent().filter(|folder| !folder.as_os_str().is_empty());
        let folder = folder.unwrap_or(Path::new("."));
        // Readable by its owner alone from the start.
        let copy = tempfile::NamedTempFile::new_in(folder).map_err(failed)?;
        let name = copy.path().to_string_lossy().into_owned();
        self.conn.execute("VACUUM INTO ?1", [&name]).at(to)?;
        copy.as_file().sync_all().map_err(failed)?;
        let kept =
            if replace { copy.persist(to).map(drop) } else { copy.persist_noclobber(to).map(drop) };
        kept.map_err(|error| failed(error.error))?;
        sync_folder(folder).map_err(failed)
    }

    /// What SQLite finds wrong with the file; nothing when it is sound.
    ///
    /// # Errors
    /// Fails when the file cannot be read at all.
    pub fn faults(&self) -> Result<Vec<String>, StoreError> {
        let read = || -> rusqlite::Result<Vec<String>> {
            let sql = format!("PRAGMA quick_check({FAULTS})");
            self.conn.prepare(&sql)?.query_map([], |row| row.get(0))?.collect()
        };
        let mut found = read().at(self.path())?;
        found.retain(|line| line != "ok");
        Ok(found)
    }
}

/// The new name survives a power cut too.
#[cfg(unix)]
fn sync_folder(folder: &Path) -> std::io::Result<()> {
    fs::File::open(folder)?.sync_all()
}

/// The platform keeps names by itself.
#[cfg(not(unix))]
fn sync_folder(_folder: &Path) -> std::io::Result<()> {
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::env::Env;

    #[test]
    fn a_backup_is_a_file_of_ours_and_replaces_nothing_unasked() {
        let dir = tempfile::tempdir().unwrap();
        let (file, copy) = (dir.path().join("a.db"), dir.path().join("b.db"));
        let env = Env::fixed(1_700_000_000_000, 7);
        let store = Store::open_or_create(&file, &env).unwrap();
        store.backup(&copy, false).unwrap();
        assert!(Store::open(&copy, &env).unwrap().faults().unwrap().is_empty());
        assert!(store.backup(&copy, false).is_err(), "taken");
        store.backup(&copy, true).unwrap();
        assert!(store.backup(&file, true).is_err(), "the file itself");
        assert!(store.faults().unwrap().is_empty());
        let names = fs::read_dir(dir.path()).unwrap().count();
        assert_eq!(names, 2, "nothing temporary stays");
    }
}
