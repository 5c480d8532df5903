//! What the edges show of a failure: its kind, what happened and where, what to do.
//!
//! An error carries data, not sentences: the words are `error-<name>` and `hint-<name>` in the
//! language files, so every edge says the same in the user's language.

mod command;
mod config;
mod import;
mod settings;
mod store;

use crate::i18n::{Arg, Words};

/// What a failure is about, and so whose turn it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// What was asked for: the person asks for something else.
    Input,
    /// The data file or another file.
    Data,
    /// The user's configuration or the environment.
    Config,
    /// A fault of this program.
    Internal,
}

/// A value in the words of an error.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// Shown as it is.
    Text(String),
    /// Shown with thousands; selects a plural.
    Number(i64),
    /// Words of their own.
    Words(Message),
}

/// Words with their values.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    key: String,
    pieces: Vec<(&'static str, Piece)>,
}

/// A failure as the edges show it. Nothing was half-done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Error {
    kind: Kind,
    name: &'static str,
    pieces: Vec<(&'static str, Piece)>,
    details: Vec<Message>,
}

/// What most functions at the edges return.
pub type Result<T> = std::result::Result<T, Error>;

impl Message {
    /// The words of a key.
    pub fn new(key: impl Into<String>) -> Self {
        Self { key: key.into(), pieces: Vec::new() }
    }

    /// With the value of a variable.
    #[must_use]
    pub fn with(mut self, name: &'static str, piece: impl Into<Piece>) -> Self {
        self.pieces.push((name, piece.into()));
        self
    }

    /// In the words of a language.
    pub fn show(&self, words: &Words) -> String {
        show(words, &self.key, &self.pieces)
    }
}

impl Error {
    /// A failure whose words are `error-<name>` and `hint-<name>`.
    pub const fn new(kind: Kind, name: &'static str) -> Self {
        Self { kind, name, pieces: Vec::new(), details: Vec::new() }
    }

    /// Something asked for that cannot be done.
    pub const fn input(name: &'static str) -> Self {
        Self::new(Kind::Input, name)
    }

    /// With the value of a variable of its words.
    #[must_use]
    pub fn with(mut self, name: &'static str, piece: impl Into<Piece>) -> Self {
        self.pieces.push((name, piece.into()));
        self
    }

    /// With one more line to show between the message and the hint.
    #[must_use]
    pub fn detail(mut self, line: Message) -> Self {
        self.details.push(line);
        self
    }

    /// What it is about.
    pub const fn kind(&self) -> Kind {
        self.kind
    }

    /// Its stable name.
    pub const fn name(&self) -> &'static str {
        self.name
    }

    /// What happened, and where.
    pub fn message(&self, words: &Words) -> String {
        show(words, &format!("error-{}", self.name), &self.pieces)
    }

    /// Lines of their own that belong to it: the candidates, the fields.
    pub fn details(&self, words: &Words) -> Vec<String> {
        self.details.iter().map(|line| line.show(words)).collect()
    }

    /// What to do.
    pub fn hint(&self, words: &Words) -> String {
        show(words, &format!("hint-{}", self.name), &self.pieces)
    }
}

fn show(words: &Words, key: &str, pieces: &[(&'static str, Piece)]) -> String {
    let args: Vec<(&str, Arg<'_>)> =
        pieces.iter().map(|(name, piece)| (*name, piece.arg(words))).collect();
    words.format(key, &args)
}

impl Piece {
    /// Several texts as a list in words.
    pub fn list<T: ToString>(items: impl IntoIterator<Item = T>) -> Self {
        let items: Vec<String> = items.into_iter().map(|item| item.to_string()).collect();
        Self::Text(items.join(", "))
    }

    fn arg(&self, words: &Words) -> Arg<'_> {
        match self {
            Self::Text(text) => text.as_str().into(),
            Self::Number(number) => (*number).into(),
            Self::Words(message) => message.show(words).into(),
        }
    }
}

impl From<&str> for Piece {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Piece {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<&std::path::Path> for Piece {
    fn from(path: &std::path::Path) -> Self {
        Self::Text(path.display().to_string())
    }
}

/// A day as files write it: the same in every language, and it can be typed again.
impl From<chrono::NaiveDate> for Piece {
    fn from(day: chrono::NaiveDate) -> Self {
        Self::Text(day.to_string())
    }
}

impl From<i64> for Piece {
    fn from(number: i64) -> Self {
        Self::Number(number)
    }
}

impl From<usize> for Piece {
    fn from(number: usize) -> Self {
        Self::Number(i64::try_from(number).unwrap_or(i64::MAX))
    }
}

impl From<Message> for Piece {
    fn from(message: Message) -> Self {
        Self::Words(message)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::Language;

    #[test]
    fn words_inside_words_are_in_the_same_language() {
        let error = Error::input("field")
            .with("field", "birthday")
            .with("value", "soon")
            .with("problem", Message::new("problem-not_a_day"));
        let [english, chinese] = Language::ALL.map(Words::new);
        assert_eq!(error.message(&english), "birthday: “soon”: not a day");
        assert!(!chinese.get("problem-not_a_day").is_ascii());
        assert!(error.message(&chinese).contains(&*chinese.get("problem-not_a_day")));
        assert_ne!(error.hint(&english), "hint-field");
    }
}
