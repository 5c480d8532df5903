//! Puts the workbench together and runs it.

use std::{fs, io, path::Path};

use super::{
    app::{App, Exit},
    asset::AssetError,
    cx::Desk,
    event::Inbox,
    everybody::Everybody,
    keymap::Keymap,
    run,
    theme::Theme,
    view,
    widget::status::Facts,
};
use crate::{
    command::{CommandError, Session},
    config::Config,
    env::ui::UiState,
    error::{Error, Kind},
    i18n::Words,
};

/// How the user wants the workbench to look.
#[derive(Debug)]
pub struct Taste<'a> {
    /// The user's configuration.
    pub config: Config,
    /// The folder it lies in; themes of the user's own are beside it.
    pub folder: &'a Path,
    /// Whether colours are not wanted.
    pub no_color: bool,
}

/// Runs the workbench on an open file until the user leaves, and tells how.
///
/// # Errors
/// When a theme or key of the user's is wrong, or the terminal cannot be taken over, read or
/// written.
pub fn open(session: Session, taste: Taste<'_>, words: Words) -> Result<Exit, Error> {
    let theme = theme(&taste)?;
    let keymap = keymap(&taste.config)?;
    let inbox = Inbox::new();
    let zone = session.rules().zone;
    let env = session.env().clone();
    let file = session.store().path().file_name().map(|name| name.to_string_lossy().into_owned());
    let facts = Facts {
        file: file.unwrap_or_default(),
        member: session.member().name.clone(),
        ..Facts::default()
    };
    let mut config = taste.config;
    // Without colours a terminal is to be sent plain text.
    config.links &= !taste.no_color;
    let (today, everybody) = (session.today(), Everybody::default());
    let ui = UiState::read(env.state.as_deref());
    let desk = Desk { today, session, config, theme, keymap, words, everybody, ui };
    // What a new file is made with is nobody's step.
    let is_new = desk.session.reader().is_untouched().map_err(CommandError::from)?;
    let mut app = App::new(desk, view::tabs(), inbox.post());
    app.set_facts(facts);
    if is_new {
        app.greet();
    }
    app.resume();
    let now = || zone.local(env.now()).naive_local();
    let exit = run::run(&mut app, &inbox, &now).map_err(|error| terminal_failed(&error))?;
    // Where it cannot be kept, the next start begins at the top: nothing to stop for.
    let _ = app.remember();
    Ok(exit)
}

fn theme(taste: &Taste<'_>) -> Result<Theme, Error> {
    let name = &taste.config.theme;
    let file = taste.folder.join("themes").join(format!("{name}.toml"));
    let theme = match fs::read_to_string(&file) {
        Ok(text) => Theme::from_toml(&file.to_string_lossy(), &text),
        // No file of one's own: it is one of ours, or a wrong name.
        Err(_) => Theme::built_in(name),
    };
    let theme = theme.map_err(asset_failed)?;
    Ok(if taste.no_color { theme.without_colours() } else { theme })
}

fn keymap(config: &Config) -> Result<Keymap, Error> {
    let keymap = Keymap::built_in().map_err(asset_failed)?;
    if config.keys.is_empty() {
        return Ok(keymap);
    }
    let text = toml::to_string(&config.keys).unwrap_or_default();
    keymap.patched("config.toml [keys]", &text).map_err(asset_failed)
}

fn asset_failed(error: AssetError) -> Error {
    Error::new(Kind::Config, "asset").with("detail", error.to_string())
}

fn terminal_failed(error: &io::Error) -> Error {
    Error::new(Kind::Internal, "terminal").with("detail", error.to_string())
}
