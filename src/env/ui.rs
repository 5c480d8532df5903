//! How this user left the screens of this machine: remembered in the state directory, never in the
//! config file, which is the user's own.

use std::{
    fs,
    io::{self, Write},
    path::Path,
};

use chrono::{Days, NaiveDate};
use uuid::Uuid;

use super::identity::private_dir;

/// What is remembered between runs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct UiState {
    /// The columns of the list of customers that were chosen; `None` = those of the config.
    pub columns: Option<Vec<String>>,
    /// How far one came with the list of a day, once a data file.
    pub mornings: Vec<Morning>,
}

/// How the list of a day was left.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Morning {
    /// The id of the data file.
    pub file: Uuid,
    /// The day.
    pub day: NaiveDate,
    /// The customer that was selected.
    pub selected: Option<Uuid>,
    /// The customers that were put off to later that day, in this order.
    pub passed: Vec<Uuid>,
}

const FILE: &str = "ui";
const COLUMNS: &str = "columns";
const MORNING: &str = "today";
/// Stands for nobody.
const NOBODY: &str = "-";
/// Days after which it is forgotten how a list was left.
const KEPT_DAYS: u64 = 7;

impl UiState {
    /// What the state directory remembers; nothing where there is none.
    pub fn read(state: Option<&Path>) -> Self {
        let text = state.and_then(|state| fs::read_to_string(state.join(FILE)).ok());
        let mut ui = Self::default();
        for line in text.unwrap_or_default().lines() {
            let mut words = line.split_whitespace();
            match words.next() {
                Some(COLUMNS) => ui.columns = Some(words.map(str::to_owned).collect()),
                Some(MORNING) => ui.mornings.extend(Morning::read(words)),
                // Of a newer version.
                _ => {}
            }
        }
        ui
    }

    /// How the list of this day was left, if it was.
    pub fn morning(&self, file: Uuid, day: NaiveDate) -> Option<&Morning> {
        self.mornings.iter().find(|morning| morning.file == file && morning.day == day)
    }

    /// Remembers how a list is left; what was long ago is forgotten.
    pub fn set_morning(&mut self, morning: Morning) {
        let oldest = morning.day.checked_sub_days(Days::new(KEPT_DAYS)).unwrap_or_default();
        self.mornings.retain(|it| it.file != morning.file && it.day >= oldest);
        self.mornings.push(morning);
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
        for morning in &self.mornings {
            writeln!(fresh, "{MORNING} {}", morning.line())?;
        }
        fresh.persist(state.join(FILE))?;
        Ok(())
    }
}

impl Morning {
    /// What [`Morning::line`] wrote; nothing of a line that says something else.
    fn read<'a>(mut words: impl Iterator<Item = &'a str>) -> Option<Self> {
        let file = words.next()?.parse().ok()?;
        let day = words.next()?.parse().ok()?;
        let selected = words.next()?.parse().ok();
        Some(Self { file, day, selected, passed: words.filter_map(|id| id.parse().ok()).collect() })
    }

    fn line(&self) -> String {
        let selected = self.selected.map_or_else(|| NOBODY.to_owned(), |id| id.to_string());
        let passed: String = self.passed.iter().map(|id| format!(" {id}")).collect();
        format!("{} {} {selected}{passed}", self.file, self.day)
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
            let ui = UiState { columns, ..UiState::default() };
            ui.write(Some(&state)).unwrap();
            assert_eq!(UiState::read(Some(&state)), ui);
        }
        assert!(UiState::default().write(None).is_ok());
        fs::write(state.join(FILE), "newer 1 2\ncolumns name\n").unwrap();
        assert_eq!(UiState::read(Some(&state)).columns, Some(vec!["name".to_owned()]));
    }

    #[test]
    fn how_a_day_was_left_is_kept_for_each_file_and_not_for_long() {
        let folder = tempfile::tempdir().unwrap();
        let [file, other, acme, treequote] = [1, 2, 3, 4].map(Uuid::from_u128);
        let day = |day| NaiveDate::from_ymd_opt(2026, 11, day).unwrap();
        let left = Morning { file, day: day(23), selected: Some(acme), passed: vec![treequote] };
        let mut ui = UiState::default();
        ui.set_morning(left.clone());
        ui.set_morning(Morning { file: other, selected: None, passed: Vec::new(), ..left.clone() });
        ui.write(Some(folder.path())).unwrap();
        let mut ui = UiState::read(Some(folder.path()));
        assert_eq!(ui.morning(file, day(23)), Some(&left));
        assert_eq!(ui.morning(other, day(23)).unwrap().selected, None);
        assert_eq!(ui.morning(file, day(24)), None);
        ui.set_morning(Morning { day: day(30), ..left.clone() });
        assert!(ui.morning(file, day(23)).is_none() && ui.morning(other, day(23)).is_some());
        ui.set_morning(Morning { day: day(1), ..left });
        ui.set_morning(Morning { file: other, day: day(30), selected: None, passed: Vec::new() });
        assert_eq!(ui.mornings.len(), 1);
    }
}
