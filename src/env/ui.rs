//! How this user left the screens of this machine: remembered in the state directory, never in the
//! config file, which is the user's own.

use std::{
    fs,
    io::{self, Write},
    path::Path,
};

use super::identity::private_dir;

/// What is remembered between runs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct UiState {
    /// The columns of the list of customers that were chosen; `None` = those of the config.
    pub columns: Option<Vec<String>>,
}

const FILE: &str = "ui";
const COLUMNS: &str = "columns";

impl UiState {
    /// What the state directory remembers; nothing where there is none.
    pub fn read(state: Option<&Path>) -> Self {
        let text = state.and_then(|state| fs::read_to_string(state.join(FILE)).ok());
        let mut ui = Self::default();
        for line in text.unwrap_or_default().lines() {
            let mut words = line.split_whitespace();
            if words.next() == Some(COLUMNS) {
                ui.columns = Some(words.map(str::to_owned).collect());
            }
        }
        ui
    }

    /// Remembers it, whole or not at all. Without a state directory it lasts as long as the run.
    ///
    /// # Errors
    /// Fails when the directory cannot be written.
    pub fn write(&self, state: Option<&Path>) -> io::Result<()> {
        let Some(state) = state else { return Ok(()) };
        private_dir(state)?;
        let mut fresh = tempfile::NamedTempFile::new_in(state)?;
        if let Some(columns) = &self.columns {
            writeln!(fresh, "{COLUMNS} {}", columns.join(" "))?;
        }
        fresh.persist(state.join(FILE))?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_chosen_lasts_and_can_be_taken_back() {
        let folder = tempfile::tempdir().unwrap();
        let state = folder.path().join("state");
        assert_eq!(UiState::read(Some(&state)), UiState::default());
        for columns in [Some(vec!["name".to_owned(), "area".to_owned()]), None] {
            let ui = UiState { columns };
            ui.write(Some(&state)).unwrap();
            assert_eq!(UiState::read(Some(&state)), ui);
        }
        assert!(UiState::default().write(None).is_ok());
        fs::write(state.join(FILE), "newer 1 2\ncolumns name\n").unwrap();
        assert_eq!(UiState::read(Some(&state)).columns, Some(vec!["name".to_owned()]));
    }
}
