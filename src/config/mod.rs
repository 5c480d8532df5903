//! The user's taste: language, theme, keys, columns, paths, daily capacity.
//!
//! What the team shares (tiers, stages, cadences) lives in the data file, not here.

mod nearest;
mod read;

use std::{
    io::ErrorKind,
    path::{Path, PathBuf},
};

use thiserror::Error;

pub use nearest::nearest;

use crate::i18n::Language;

/// The columns a list of customers can show.
pub const CUSTOMER_COLUMNS: &[&str] = &[
    "name",
    "tier",
    "value",
    "need",
    "stage",
    "owner",
    "area",
    "industry",
    "tags",
    "last_touch",
    "next_due",
    "open_deals",
    "open_value",
    "orders",
    "revenue",
    "phone",
    "score",
    "lifecycle",
    "churn",
];

/// When the detail pane is open.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum DetailPane {
    /// On wide terminals.
    #[default]
    Auto,
    /// From the start, on any width it fits.
    Open,
    /// Not until it is asked for.
    Closed,
}

/// The columns of the lists, in order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Columns {
    /// Of customers: some of [`CUSTOMER_COLUMNS`].
    pub customers: Vec<String>,
}

/// What is asked before it is done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Confirm {
    /// Leaving the workbench.
    pub quit: bool,
    /// Leaving typed text unsaved.
    pub discard: bool,
    /// Deleting.
    pub delete: bool,
}

/// Where things are.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Paths {
    /// The data file; `None` = the platform's data folder.
    pub db: Option<PathBuf>,
}

/// The user's taste. `config.example.toml` is exactly the default.
#[derive(Clone, Debug, PartialEq)]
pub struct Config {
    /// `None` = the language of the environment.
    pub language: Option<Language>,
    /// Name of the theme.
    pub theme: String,
    /// Contacts a day (DOMAIN 4.6).
    pub capacity: u32,
    /// Whether the mouse works.
    pub mouse: bool,
    /// Whether mail, telephones and websites are links in terminals that open them.
    pub links: bool,
    /// When the detail pane is open.
    pub detail_pane: DetailPane,
    /// The columns of the lists.
    pub columns: Columns,
    /// What is asked before it is done.
    pub confirm: Confirm,
    /// Patches of the keymap, for the keymap to read.
    pub keys: toml::Table,
    /// Where things are.
    pub paths: Paths,
}

impl Default for Config {
    fn default() -> Self {
        let list = |names: &[&str]| names.iter().map(ToString::to_string).collect();
        Self {
            language: None,
            theme: "dark".to_owned(),
            capacity: 20,
            mouse: true,
            links: true,
            detail_pane: DetailPane::Auto,
            columns: Columns {
                customers: list(&["name", "stage", "open_value", "last_touch", "next_due", "tags"]),
            },
            confirm: Confirm { quit: false, discard: true, delete: true },
            keys: toml::Table::new(),
            paths: Paths::default(),
        }
    }
}

/// What a setting must be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Expected {
    /// A text in quotes.
    Text,
    /// `true` or `false`.
    Flag,
    /// A whole number within these bounds.
    Whole {
        /// Smallest.
        min: u32,
        /// Largest.
        max: u32,
    },
    /// One of these texts.
    OneOf(&'static [&'static str]),
    /// A list with one or more of these texts.
    SomeOf(&'static [&'static str]),
    /// A section of settings.
    Section,
}

/// What is wrong in the text of a config file. Lines count from 1.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum ConfigProblem {
    /// Not TOML.
    #[error("line {line}: {reason}")]
    Syntax {
        /// Where.
        line: usize,
        /// What the TOML reader says.
        reason: String,
    },
    /// No such setting.
    #[error("line {line}: no setting `{key}`")]
    UnknownKey {
        /// Where.
        line: usize,
        /// With its sections: `confirm.qiut`.
        key: String,
        /// The setting probably meant.
        nearest: Option<&'static str>,
    },
    /// A setting with the wrong kind of value.
    #[error("line {line}: `{key}` expects {expected:?}")]
    Value {
        /// Where.
        line: usize,
        /// With its sections.
        key: String,
        /// What it must be.
        expected: Expected,
    },
}

/// Why a config file was refused.
#[derive(Debug, Error)]
pub enum ConfigError {
    /// It is there but cannot be read.
    #[error("{path}: {source}")]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// Its text is wrong.
    #[error("{path}: {problem}")]
    Invalid {
        /// The file.
        path: PathBuf,
        /// Where and why.
        problem: ConfigProblem,
    },
}

impl Config {
    /// The config in a file; the defaults when there is no file. A relative path in it counts from
    /// the folder of the file.
    pub fn load(path: &Path) -> Result<Self, ConfigError> {
        let text = match std::fs::read_to_string(path) {
            Ok(text) => text,
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Self::default()),
            Err(source) => {
                return Err(ConfigError::Unreadable { path: path.to_owned(), source });
            }
        };
        let mut config = Self::parse(&text)
            .map_err(|problem| ConfigError::Invalid { path: path.to_owned(), problem })?;
        if let (Some(db), Some(folder)) = (&mut config.paths.db, path.parent()) {
            *db = folder.join(&*db);
        }
        Ok(config)
    }

    /// The config in a text; what it does not name keeps its default.
    pub fn parse(text: &str) -> Result<Self, ConfigProblem> {
        read::config(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const EXAMPLE: &str = include_str!("../../config.example.toml");

    #[test]
    fn the_example_is_exactly_the_defaults() {
        assert_eq!(Config::parse(EXAMPLE).unwrap(), Config::default());
    }

    #[test]
    fn the_example_names_every_setting_once() {
        let table: toml::Table = EXAMPLE.parse().unwrap();
        for key in read::KEYS {
            let value = match key.split_once('.') {
                Some((section, name)) => table[section].get(name),
                None => table.get(*key),
            };
            assert!(value.is_some(), "{key} is not in config.example.toml");
        }
        // A new field stops this from compiling until it has its key above.
        let Config {
            language: _,
            theme: _,
            capacity: _,
            mouse: _,
            links: _,
            detail_pane: _,
            columns: Columns { customers: _ },
            confirm: Confirm { quit: _, discard: _, delete: _ },
            keys: _,
            paths: Paths { db: _ },
        } = Config::default();
        assert_eq!(read::KEYS.len(), 12);
    }

    #[test]
    fn every_setting_is_taken() {
        let config = Config::parse(
            "language = 'zh-CN'\ntheme = 'light'\ncapacity = 35\n\
             mouse = false\nlinks = false\ndetail_pane = 'closed'\n[columns]\ncustomers = ['name', 'tier']\n\
             [confirm]\nquit = true\ndiscard = false\n\
             delete = false\n[keys.today]\nlog_call = 'C'\n[paths]\ndb = 'a.db'\n",
        );
        let config = config.unwrap();
        assert_eq!(config.language, Some(Language::ZhCn));
        assert_eq!(config.theme, "light");
        assert_eq!(config.capacity, 35);
        assert!(!config.mouse && !config.links);
        assert_eq!(config.detail_pane, DetailPane::Closed);
        assert_eq!(config.columns.customers, ["name", "tier"]);
        let confirm = Confirm { quit: true, discard: false, delete: false };
        assert_eq!(config.confirm, confirm);
        assert_eq!(config.keys["today"]["log_call"].as_str(), Some("C"));
        assert_eq!(config.paths.db.as_deref(), Some(Path::new("a.db")));
    }

    #[test]
    fn unknown_settings_are_refused_with_the_nearest_known_one() {
        for (text, line, key, nearest) in [
            ("theme = 'x'\ncapcity = 3\n", 2, "capcity", Some("capacity")),
            ("\n\n[confirm]\nqiut = true\n", 4, "confirm.qiut", Some("confirm.quit")),
            ("[columns]\nmouse = true\n", 2, "columns.mouse", Some("mouse")),
            ("[colums]\ncustomers = []\n", 1, "colums", Some("columns")),
            ("wholly_different = 1\n", 1, "wholly_different", None),
        ] {
            let expected = ConfigProblem::UnknownKey { line, key: key.to_owned(), nearest };
            assert_eq!(Config::parse(text), Err(expected), "{text}");
        }
    }

    #[test]
    fn wrong_values_say_line_key_and_what_is_expected() {
        let capacity = Expected::Whole { min: 1, max: 1000 };
        for (text, line, key, expected) in [
            ("capacity = 'many'", 1, "capacity", capacity),
            ("\ncapacity = 0", 2, "capacity", capacity),
            ("capacity = 99999999999999999999", 1, "capacity", capacity),
            ("mouse = 1", 1, "mouse", Expected::Flag),
            ("theme = 3", 1, "theme", Expected::Text),
            ("language = 'de'", 1, "language", Expected::OneOf(&["auto", "en", "zh-CN"])),
            ("confirm = true", 1, "confirm", Expected::Section),
            ("keys = 'vi'", 1, "keys", Expected::Section),
            (
                "[columns]\n\ncustomers = ['x']",
                3,
                "columns.customers",
                Expected::SomeOf(CUSTOMER_COLUMNS),
            ),
            (
                "[columns]\ncustomers = []",
                2,
                "columns.customers",
                Expected::SomeOf(CUSTOMER_COLUMNS),
            ),
        ] {
            let expected = ConfigProblem::Value { line, key: key.to_owned(), expected };
            assert_eq!(Config::parse(text), Err(expected), "{text}");
        }
    }

    #[test]
    fn broken_toml_says_the_line() {
        let problem = Config::parse("theme = 'a'\ncapacity = = 3\n").unwrap_err();
        assert!(matches!(problem, ConfigProblem::Syntax { line: 2, .. }), "{problem:?}");
    }

    #[test]
    fn a_file_is_read_and_a_missing_one_is_the_defaults() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("config.toml");
        assert_eq!(Config::load(&path).unwrap(), Config::default());
        std::fs::write(&path, "[paths]\ndb = 'sales.db'\n").unwrap();
        assert_eq!(Config::load(&path).unwrap().paths.db, Some(folder.path().join("sales.db")));
        std::fs::write(&path, "colour = 1").unwrap();
        let text = Config::load(&path).unwrap_err().to_string();
        assert!(text.contains("config.toml: line 1"), "{text}");
        assert!(matches!(Config::load(folder.path()), Err(ConfigError::Unreadable { .. })));
    }
}
