//! What views may look at: the day, the looks, the keys, the words. Read-only.

use std::fmt;

use chrono::NaiveDate;

use super::{keymap::Keymap, theme::Theme, words::Words};

/// Owns what [`Cx`] lends.
pub struct Desk {
    /// The civil day in the home zone of the file.
    pub today: NaiveDate,
    /// Styles and symbols.
    pub theme: Theme,
    /// Keys.
    pub keymap: Keymap,
    /// Words of the user's language.
    pub words: Box<dyn Words>,
}

impl Desk {
    /// A look at the desk.
    pub fn cx(&self) -> Cx<'_> {
        Cx {
            today: self.today,
            theme: &self.theme,
            keymap: &self.keymap,
            words: self.words.as_ref(),
        }
    }
}

impl fmt::Debug for Desk {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Desk")
            .field("today", &self.today)
            .finish_non_exhaustive()
    }
}

/// What a view may look at while it acts and draws.
#[derive(Clone, Copy)]
pub struct Cx<'a> {
    /// The civil day in the home zone of the file.
    pub today: NaiveDate,
    /// Styles and symbols.
    pub theme: &'a Theme,
    /// Keys.
    pub keymap: &'a Keymap,
    /// Words of the user's language.
    pub words: &'a dyn Words,
}

impl fmt::Debug for Cx<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Cx")
            .field("today", &self.today)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::tui::words::tests::Keys;

    /// A desk on a Monday that speaks in keys.
    pub fn desk() -> Desk {
        Desk {
            today: NaiveDate::from_ymd_opt(2026, 11, 23).unwrap(),
            theme: Theme::built_in("dark").unwrap(),
            keymap: Keymap::built_in().unwrap(),
            words: Box::new(Keys),
        }
    }
}
