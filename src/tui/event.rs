//! What happens to the workbench, and where it comes from: keys, signals, jobs, time.

use std::{io, sync::mpsc, thread, time::Duration};

use chrono::NaiveDate;
use ratatui::crossterm::event::{self, Event as TerminalEvent};

use super::job::JobEvent;

/// Something that happened.
#[derive(Debug)]
pub enum Event {
    /// A key, a paste, the mouse, another size.
    Terminal(TerminalEvent),
    /// News of a background job.
    Job(JobEvent),
    /// The editor gave back a text, or failed.
    Edited(Result<String, String>),
    /// A link could not be opened.
    Unopened {
        /// The link.
        link: String,
        /// Why.
        reason: String,
    },
    /// It is this day now.
    Day(NaiveDate),
    /// So many other copies of the file lie beside it with something new.
    Copies(usize),
    /// Something else wrote to the file.
    Changed,
    /// Nothing happened for as long as the app had patience.
    Tick,
    /// A signal with this number asks to leave.
    Signal(i32),
    /// A signal asks to stop until the user returns.
    Stop,
}

/// Where everything that happens arrives, in order.
#[derive(Debug)]
pub struct Inbox {
    post: mpsc::Sender<Arrival>,
    arrivals: mpsc::Receiver<Arrival>,
}

/// Puts events into the inbox, from any thread.
#[derive(Clone, Debug)]
pub struct Post {
    post: mpsc::Sender<Arrival>,
}

/// What arrives.
#[derive(Debug)]
pub(super) enum Arrival {
    /// What was typed, in order; or the terminal is gone.
    Typed(io::Result<Vec<TerminalEvent>>),
    /// Anything else.
    Event(Event),
}

impl Inbox {
    /// An empty inbox.
    pub fn new() -> Self {
        let (post, arrivals) = mpsc::channel();
        Self { post, arrivals }
    }

    /// A way to put events into it.
    pub fn post(&self) -> Post {
        Post { post: self.post.clone() }
    }

    /// The next arrival; waits for it, or no longer than this.
    pub(super) fn next(&self, wait: Option<Duration>) -> Option<Arrival> {
        match wait {
            Some(wait) => self.arrivals.recv_timeout(wait).ok(),
            None => self.arrivals.recv().ok(),
        }
    }
}

impl Default for Inbox {
    fn default() -> Self {
        Self::new()
    }
}

impl Post {
    /// Puts an event into the inbox.
    pub fn send(&self, event: Event) {
        self.arrive(Arrival::Event(event));
    }

    fn arrive(&self, arrival: Arrival) {
        // Nobody reads any more only when the workbench is closing.
        let _ = self.post.send(arrival);
    }
}

/// The keyboard's thread. It reads only when asked, so that nobody else's keys are taken while an
/// editor runs, and sleeps in the kernel while nothing is typed.
#[derive(Debug)]
pub(super) struct Keyboard {
    ask: mpsc::Sender<()>,
}

impl Keyboard {
    /// Starts the thread and asks it to read. What comes quickly arrives at once; after each
    /// arrival it waits for [`Keyboard::ask`].
    pub(super) fn start(post: Post) -> Self {
        let (ask, asked) = mpsc::channel();
        let keyboard = Self { ask };
        keyboard.ask();
        thread::spawn(move || {
            while asked.recv().is_ok() {
                post.arrive(Arrival::Typed(read()));
            }
        });
        keyboard
    }

    /// Lets it read the next keys.
    pub(super) fn ask(&self) {
        // The thread lives as long as this.
        let _ = self.ask.send(());
    }
}

/// Most events taken at once: a held key must not keep the screen from being drawn.
const BATCH: usize = 256;

fn read() -> io::Result<Vec<TerminalEvent>> {
    let mut events = vec![event::read()?];
    while events.len() < BATCH && event::poll(Duration::ZERO)? {
        events.push(event::read()?);
    }
    Ok(events)
}
