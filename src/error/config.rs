//! A config file that was refused.

use super::{Error, Kind, Message, Piece};
use crate::config::{ConfigError, ConfigProblem, Expected};

impl From<ConfigError> for Error {
    fn from(error: ConfigError) -> Self {
        let at = |name| Self::new(Kind::Config, name);
        match error {
            ConfigError::Unreadable { path, source } => at("config-unreadable")
                .with("path", path.as_path())
                .with("reason", source.to_string()),
            ConfigError::Invalid { path, problem } => match problem {
                ConfigProblem::Syntax { line, reason } => at("config-syntax")
                    .with("path", path.as_path())
                    .with("line", line.to_string())
                    .with("reason", reason),
                ConfigProblem::UnknownKey { line, key, nearest } => at("config-unknown-key")
                    .with("path", path.as_path())
                    .with("line", line.to_string())
                    .with("key", key)
                    .with("nearest", nearest.unwrap_or("—")),
                ConfigProblem::Value { line, key, expected } => at("config-value")
                    .with("path", path.as_path())
                    .with("line", line.to_string())
                    .with("key", key)
                    .with("expected", wanted(expected)),
            },
        }
    }
}

fn wanted(expected: Expected) -> Message {
    match expected {
        Expected::Text => Message::new("expected-text"),
        Expected::Flag => Message::new("expected-flag"),
        Expected::Whole { min, max } => {
            Message::new("expected-whole").with("min", i64::from(min)).with("max", i64::from(max))
        }
        Expected::OneOf(choices) => {
            Message::new("expected-one_of").with("choices", Piece::list(choices))
        }
        Expected::SomeOf(choices) => {
            Message::new("expected-some_of").with("choices", Piece::list(choices))
        }
        Expected::Section => Message::new("expected-section"),
    }
}
