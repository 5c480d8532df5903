//! The loop: wait, take what happened, draw once.

use std::{io, time::Duration};

use chrono::{Days, NaiveDateTime, NaiveTime};
use ratatui::crossterm::event;

use super::{
    app::{App, Exit, Request},
    beside::MINUTE,
    editor,
    event::{Arrival, Event, Inbox, Keyboard},
    opener,
    signal::{self, Lent},
    terminal::Screen,
};

/// Most arrivals between two draws: a busy job must not keep the screen from being drawn.
const AT_ONCE: usize = 256;

/// Runs the workbench on the terminal until the user leaves or a signal ends it. The inbox is the
/// one whose post the app was made with; `now` is the time in the home zone of the file.
///
/// # Errors
/// When the terminal cannot be taken over, read or written. It is given back in any case.
pub fn run(app: &mut App, inbox: &Inbox, now: &dyn Fn() -> NaiveDateTime) -> io::Result<Exit> {
    let lent = Lent::default();
    signal::listen(inbox.post(), lent.clone())?;
    let mut screen = Screen::take(app.takes_mouse(), app.takes_links())?;
    // From here on a change of size is noticed, also one during the first draw.
    event::poll(Duration::ZERO)?;
    screen.draw(app)?;
    let keyboard = Keyboard::start(inbox.post());
    loop {
        let first = inbox.next(Some(wait(app, now())));
        app.handle(Event::Day(now().date()));
        if first.is_none() {
            app.handle(Event::Tick);
        }
        let rest = std::iter::from_fn(|| inbox.next(Some(Duration::ZERO)));
        for arrival in first.into_iter().chain(rest).take(AT_ONCE) {
            match arrival {
                Arrival::Event(event) => take(app, event, inbox, &mut screen, &lent)?,
                Arrival::Typed(events) => {
                    for event in events? {
                        take(app, Event::Terminal(event), inbox, &mut screen, &lent)?;
                    }
                    keyboard.ask();
                }
            }
            if let Some(exit) = app.exit() {
                return Ok(exit);
            }
        }
        screen.draw(app)?;
    }
}

/// One event, and what the app wants of the terminal because of it. The keyboard is not being read
/// then: such wishes come from keys, and it waits to be asked again.
fn take(
    app: &mut App,
    event: Event,
    inbox: &Inbox,
    screen: &mut Screen,
    lent: &Lent,
) -> io::Result<()> {
    app.handle(event);
    match app.take_request() {
        None => {}
        Some(Request::Copy(text)) => screen.copy(&text)?,
        Some(Request::Open(link)) => opener::open(link, inbox.post()),
        Some(Request::Suspend) => screen.lend(signal::stop)??,
        Some(Request::Edit(text)) => {
            lent.set(true);
            let edited = screen.lend(|| editor::edit(&text))?;
            lent.set(false);
            app.handle(Event::Edited(edited.map_err(|error| error.to_string())));
        }
    }
    Ok(())
}

/// Until a notice goes, the day ends, or it is time to look beside the file again.
fn wait(app: &App, now: NaiveDateTime) -> Duration {
    let midnight =
        now.date().checked_add_days(Days::new(1)).map(|day| day.and_time(NaiveTime::MIN));
    let today =
        midnight.and_then(|end| (end - now).to_std().ok()).unwrap_or(Duration::from_secs(3600));
    let most = today.min(MINUTE);
    app.patience().map_or(most, |patience| patience.min(most))
}
