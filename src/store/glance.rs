//! A second look at the file, for work in the background: it reads what was committed, and never
//! writes.

use std::{
    fs,
    path::{Path, PathBuf},
    sync::Arc,
};

use chrono::NaiveDate;
use rusqlite::{Connection, OpenFlags};

use super::{PATIENCE, Reader, Store, StoreError, error::AtFile};
use crate::domain::settings::Rules;

/// Where to look; it can be handed to another thread, which then opens a [`Glance`].
#[derive(Clone, Debug)]
pub struct Lookout {
    path: PathBuf,
    rules: Arc<Rules>,
    today: NaiveDate,
}

/// The file opened for reading only.
#[derive(Debug)]
pub struct Glance {
    pub(super) conn: Connection,
    at: Lookout,
}

impl Store {
    /// Where another thread can look at this file as of a day; `None` for a file in memory.
    pub fn lookout(&self, today: NaiveDate) -> Option<Lookout> {
        let is_in_memory = self.path == Path::new(super::IN_MEMORY);
        let here = || Lookout { path: self.path.clone(), rules: self.rules().clone(), today };
        (!is_in_memory).then(here)
    }
}

impl Lookout {
    /// Opens the file.
    ///
    /// # Errors
    /// Fails when the file cannot be read.
    pub fn open(self) -> Result<Glance, StoreError> {
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY
            | OpenFlags::SQLITE_OPEN_NO_MUTEX
            | OpenFlags::SQLITE_OPEN_NOFOLLOW;
        let real = fs::canonicalize(&self.path)
            .map_err(|source| StoreError::Io { path: self.path.clone(), source })?;
        let conn = Connection::open_with_flags(real, flags).at(&self.path)?;
        conn.busy_timeout(PATIENCE).at(&self.path)?;
        Ok(Glance { conn, at: self })
    }
}

impl Glance {
    /// Where the file lies.
    pub fn path(&self) -> &Path {
        &self.at.path
    }

    /// Questions to the file.
    pub fn reader(&self) -> Reader<'_> {
        Reader::new(&self.conn, &self.at.path, &self.at.rules, self.at.today)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::env::Env;

    #[test]
    fn a_glance_reads_what_is_there_and_cannot_write() {
        let folder = tempfile::tempdir().unwrap();
        let env = Env::fixed(1_795_395_600_000, 1);
        let store = Store::open_or_create(&folder.path().join("a.db"), &env).unwrap();
        let today = store.rules().today(env.now());
        let glance = store.lookout(today).unwrap().open().unwrap();
        assert_eq!(glance.reader().customer_count().unwrap(), 0);
        assert_eq!(glance.reader().today(), today);
        assert!(glance.conn.execute("DELETE FROM customers", []).is_err());
        assert!(Store::in_memory(&env).unwrap().lookout(today).is_none());
    }
}
