//! A file that another program put in the place of the open one, as tools that sync folders do.

use std::path::{Path, PathBuf};

use super::{Store, StoreError};
use crate::env::{Env, identity::node_of};

impl Store {
    /// Asked before anything is written. When another file has taken the name of the open one, what
    /// was written into the open one is kept in a copy beside it, and the new one is opened: the
    /// next thing that is done goes there.
    ///
    /// # Errors
    /// [`StoreError::Replaced`] when it happened; nothing has been written then.
    pub(super) fn stay_with_the_file(&mut self, env: &Env) -> Result<(), StoreError> {
        let now = node_of(&self.path);
        if now == self.identity.node() {
            return Ok(());
        }
        let path = self.path.clone();
        let steps = self.reader(env).step_count()?;
        let kept = kept_name(&path, steps);
        // It is there already when somebody tries again after the file has been removed.
        if !kept.exists() {
            self.backup(&kept, false)?;
        }
        if now != (0, 0) {
            *self = Self::open(&path, env)?;
        }
        Err(StoreError::Replaced { path, kept })
    }
}

/// `customers.db` with 12 steps is kept as `customers.kept-12.db`.
fn kept_name(path: &Path, steps: u64) -> PathBuf {
    let part =
        |part: Option<&std::ffi::OsStr>| part.unwrap_or_default().to_string_lossy().into_owned();
    let (stem, extension) = (part(path.file_stem()), part(path.extension()));
    let dot = if extension.is_empty() { "" } else { "." };
    path.with_file_name(format!("{stem}.kept-{steps}{dot}{extension}"))
}
