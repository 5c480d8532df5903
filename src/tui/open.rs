//! Puts the workbench together and runs it.

use std::io;

use super::{
    app::{App, Exit},
    cx::Desk,
    event::Inbox,
    keymap::Keymap,
    run,
    theme::Theme,
    view,
    widget::status::Facts,
};
use crate::{command::Session, config::Config, i18n::Words};

/// Runs the workbench on an open file until the user leaves.
///
/// # Errors
/// When the terminal cannot be taken over, read or written.
pub fn open(
    session: Session,
    config: Config,
    theme: Theme,
    keymap: Keymap,
    words: Words,
) -> io::Result<Exit> {
    let inbox = Inbox::new();
    let zone = session.rules().zone;
    let env = session.env().clone();
    let file = session.store().path().file_name().map(|name| name.to_string_lossy().into_owned());
    let facts = Facts {
        file: file.unwrap_or_default(),
        member: session.member().name.clone(),
        ..Facts::default()
    };
    let desk = Desk { today: session.today(), session, config, theme, keymap, words };
    let mut app = App::new(desk, view::tabs(), inbox.post());
    app.set_facts(facts);
    run::run(&mut app, &inbox, &|| zone.local(env.now()).naive_local())
}
