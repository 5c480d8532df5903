//! Looking for other copies of the open file beside it, on start and every minute, on a thread of its
//! own: nobody waits for it, and it is no work that one is asked about.

use std::{
    sync::{Arc, Mutex, PoisonError},
    thread,
    time::{Duration, Instant},
};

use super::event::{Event, Post};
use crate::store::{Looked, Lookout};

/// How long what was found holds.
pub const MINUTE: Duration = Duration::from_secs(60);

/// When was looked last, and which files need no second look.
#[derive(Debug, Default)]
pub struct Beside {
    looked: Arc<Mutex<Looked>>,
    since: Option<Instant>,
}

impl Beside {
    /// Looks, if it is time again; how many copies there are comes as an event.
    pub fn look(&mut self, lookout: impl FnOnce() -> Option<Lookout>, post: &Post) {
        if self.since.is_some_and(|since| since.elapsed() < MINUTE) {
            return;
        }
        self.since = Some(Instant::now());
        let Some(lookout) = lookout() else { return };
        let (looked, post) = (Arc::clone(&self.looked), post.clone());
        thread::spawn(move || {
            // Two looks at once would only do the same twice.
            let mut looked = looked.lock().unwrap_or_else(PoisonError::into_inner);
            // A folder that cannot be read now is looked at again in a minute.
            if let Some(Ok(found)) = lookout.open().ok().map(|glance| glance.copies(&mut looked)) {
                post.send(Event::Copies(found.len()));
            }
        });
    }

    /// Lets the next look come at once.
    pub const fn again(&mut self) {
        self.since = None;
    }
}
