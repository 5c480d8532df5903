//! Work that another thread does for the screen: how far it is, what it brings, whether it is still
//! wanted.

use std::sync::{
    Arc, Mutex, PoisonError,
    atomic::{AtomicBool, AtomicU64, Ordering},
};

use crate::tui::{
    effect::Notice,
    job::{Job, Progress},
};

/// Rows between two drawings of the progress.
const TOLD_ROWS: u64 = 4_096;

/// Something on its way. Copies are the same work.
#[derive(Debug)]
pub(super) struct Awaited<T> {
    found: Arc<Mutex<Option<T>>>,
    rows: Arc<AtomicU64>,
    given_up: Arc<AtomicBool>,
}

/// What the work hears and says.
pub(super) struct Pace<'a> {
    progress: &'a Progress,
    rows: &'a AtomicU64,
    given_up: &'a AtomicBool,
    total: u64,
}

impl<T> Clone for Awaited<T> {
    fn clone(&self) -> Self {
        Self {
            found: Arc::clone(&self.found),
            rows: Arc::clone(&self.rows),
            given_up: Arc::clone(&self.given_up),
        }
    }
}

impl<T> Default for Awaited<T> {
    fn default() -> Self {
        Self { found: Arc::default(), rows: Arc::default(), given_up: Arc::default() }
    }
}

impl<T: Send + 'static> Awaited<T> {
    /// The work of it, with what is to be said in the end: of `total` rows, 0 when nobody knows.
    pub(super) fn job(
        &self,
        title: String,
        total: u64,
        work: impl FnOnce(&Pace<'_>) -> (T, Option<Notice>) + Send + 'static,
    ) -> Job {
        let awaited = self.clone();
        Job::new(title, move |progress| {
            let (rows, given_up) = (&awaited.rows, &awaited.given_up);
            let (brought, notice) = work(&Pace { progress, rows, given_up, total });
            *awaited.found.lock().unwrap_or_else(PoisonError::into_inner) = Some(brought);
            notice
        })
    }

    /// What it brought, given away.
    pub(super) fn take(&self) -> Option<T> {
        self.found.lock().unwrap_or_else(PoisonError::into_inner).take()
    }

    /// Rows that were read so far.
    pub(super) fn rows(&self) -> u64 {
        self.rows.load(Ordering::Relaxed)
    }

    /// Nobody waits for it any more.
    pub(super) fn give_up(&self) {
        self.given_up.store(true, Ordering::Relaxed);
    }
}

impl Pace<'_> {
    /// So many rows are read; whether to go on.
    pub(super) fn go_on(&self, rows: u64) -> bool {
        self.rows.store(rows, Ordering::Relaxed);
        if rows.is_multiple_of(TOLD_ROWS) || rows == self.total {
            self.progress.report(rows, self.total);
        }
        !self.progress.is_cancelled() && !self.given_up.load(Ordering::Relaxed)
    }
}
