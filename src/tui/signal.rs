//! Signals that end or stop the workbench, turned into events.

use std::{
    io,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
};

use super::event::Post;

/// While the terminal is lent to an editor, its Ctrl-C and Ctrl-Z are the editor's.
#[derive(Clone, Debug, Default)]
pub(super) struct Lent {
    lent: Arc<AtomicBool>,
}

impl Lent {
    pub(super) fn set(&self, lent: bool) {
        self.lent.store(lent, Ordering::Relaxed);
    }

    #[cfg(unix)]
    fn get(&self) -> bool {
        self.lent.load(Ordering::Relaxed)
    }
}

/// Starts to listen.
#[cfg(unix)]
pub(super) fn listen(post: Post, lent: Lent) -> io::Result<()> {
    use signal_hook::{
        consts::{SIGHUP, SIGINT, SIGTERM, SIGTSTP},
        iterator::Signals,
    };

    use super::event::Event;

    let mut signals = Signals::new([SIGTERM, SIGHUP, SIGINT, SIGTSTP])?;
    std::thread::spawn(move || {
        for signal in signals.forever() {
            match signal {
                SIGINT | SIGTSTP if lent.get() => {}
                SIGTSTP => post.send(Event::Stop),
                _ => post.send(Event::Signal(signal)),
            }
        }
    });
    Ok(())
}

#[cfg(not(unix))]
pub(super) fn listen(_post: Post, _lent: Lent) -> io::Result<()> {
    Ok(())
}

/// Stops the program, until the shell wakes it again.
#[cfg(unix)]
pub(super) fn stop() -> io::Result<()> {
    signal_hook::low_level::emulate_default_handler(signal_hook::consts::SIGTSTP)
}

#[cfg(not(unix))]
pub(super) fn stop() -> io::Result<()> {
    Ok(())
}
