//! Something long that is read from the file in the background, and the place where it arrives.

use std::sync::{Arc, Mutex, PoisonError};

use super::job::Job;
use crate::store::{Lookout, Reader, StoreError};

/// Something on its way: what is asked for, by which thread, is up to the view.
#[derive(Debug)]
pub struct Reading<T> {
    lookout: Option<Lookout>,
    found: Arc<Mutex<Option<Result<T, StoreError>>>>,
}

impl<T: Send + 'static> Reading<T> {
    /// Something that will be read there.
    pub fn new(lookout: Lookout) -> Self {
        Self { lookout: Some(lookout), found: Arc::default() }
    }

    /// The work of reading it, to be started once: `None` when it was asked for before.
    pub fn job(
        &mut self,
        title: impl Into<String>,
        read: impl FnOnce(&Reader<'_>) -> Result<T, StoreError> + Send + 'static,
    ) -> Option<Job> {
        let (lookout, found) = (self.lookout.take()?, Arc::clone(&self.found));
        Some(Job::new(title, move |_| {
            let result = lookout.open().and_then(|glance| read(&glance.reader()));
            *found.lock().unwrap_or_else(PoisonError::into_inner) = Some(result);
            None
        }))
    }

    /// What was read, once it is there, given away.
    pub fn take(&self) -> Option<Result<T, StoreError>> {
        self.found.lock().unwrap_or_else(PoisonError::into_inner).take()
    }
}
