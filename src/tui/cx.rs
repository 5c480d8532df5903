//! What views may look at: the file, the day, the looks, the keys, the words. Read-only.

use std::fmt;

use chrono::{NaiveDate, NaiveDateTime};

use super::{
    effect::{Notice, Tone},
    everybody::Everybody,
    keymap::Keymap,
    theme::Theme,
};
use crate::{
    command::{CommandError, Done, Session},
    config::Config,
    env::ui::UiState,
    error::Error,
    i18n::Words,
    store::Reader,
    wording,
};

/// Owns what [`Cx`] lends.
pub struct Desk {
    /// The open file and who works on it.
    pub session: Session,
    /// The civil day in the home zone of the file.
    pub today: NaiveDate,
    /// The user's taste.
    pub config: Config,
    /// Styles and symbols.
    pub theme: Theme,
    /// Keys.
    pub keymap: Keymap,
    /// Words of the user's language.
    pub words: Words,
    /// What everybody's purchases say.
    pub everybody: Everybody,
    /// How the screens were left.
    pub ui: UiState,
}

impl Desk {
    /// A look at the desk.
    pub fn cx(&self) -> Cx<'_> {
        Cx {
            session: &self.session,
            today: self.today,
            config: &self.config,
            theme: &self.theme,
            keymap: &self.keymap,
            words: &self.words,
            everybody: &self.everybody,
            ui: &self.ui,
        }
    }

    /// What to say of something that was written.
    pub fn saved(&self, done: &Done) -> Notice {
        Notice::new(
            Tone::Success,
            wording::gesture::saved(&self.words, &self.session.rules().pipeline, done),
        )
    }

    /// What to say of something that was refused.
    pub fn refused(&self, error: CommandError) -> Notice {
        Notice::new(Tone::Error, Error::from(error).message(&self.words))
    }
}

impl fmt::Debug for Desk {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Desk").field("today", &self.today).finish_non_exhaustive()
    }
}

/// What a view may look at while it acts and draws.
#[derive(Clone, Copy)]
pub struct Cx<'a> {
    session: &'a Session,
    /// The civil day in the home zone of the file.
    pub today: NaiveDate,
    /// The user's taste.
    pub config: &'a Config,
    /// Styles and symbols.
    pub theme: &'a Theme,
    /// Keys.
    pub keymap: &'a Keymap,
    /// Words of the user's language.
    pub words: &'a Words,
    /// What everybody's purchases say.
    pub everybody: &'a Everybody,
    /// How the screens were left.
    pub ui: &'a UiState,
}

impl<'a> Cx<'a> {
    /// Questions to the file. Never asked while drawing.
    pub fn reader(&self) -> Reader<'a> {
        self.session.reader()
    }

    /// The open file, for what reads it as a whole.
    pub const fn session(&self) -> &'a Session {
        self.session
    }

    /// Now, in the home zone of the file.
    pub fn now(&self) -> NaiveDateTime {
        self.session.rules().zone.local(self.session.env().now()).naive_local()
    }
}

impl fmt::Debug for Cx<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Cx").field("today", &self.today).finish_non_exhaustive()
    }
}

#[cfg(test)]
pub(super) mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::env::Env;

    /// A desk on a Monday, with an empty file, that speaks in keys.
    pub fn desk() -> Desk {
        // Monday 23 November 2026, 09:00 in Shanghai.
        let env = Arc::new(Env::fixed(1_795_395_600_000, 1));
        let session = Session::in_memory(env, "me").unwrap();
        Desk {
            today: session.today(),
            session,
            config: Config::default(),
            theme: Theme::built_in("dark").unwrap(),
            keymap: Keymap::built_in().unwrap(),
            words: Words::keys(),
            everybody: Everybody::default(),
            ui: UiState::default(),
        }
    }
}
