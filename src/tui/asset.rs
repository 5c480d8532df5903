//! Reading the TOML files of keys and themes, with the line of whatever is wrong in them.

use std::ops::Range;

use toml::{
    Spanned,
    de::{DeTable, DeValue},
};

/// What is wrong in a file of keys or of a theme, and on which line.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{file}, line {line}: {fault}")]
pub struct AssetError {
    /// The file as the user knows it.
    pub file: String,
    /// Line, counted from 1.
    pub line: usize,
    /// What is wrong.
    pub fault: Fault,
}

/// The ways in which a file of keys or of a theme can be wrong. Texts in them are quotations.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// Not TOML; what the parser says.
    #[error("{0}")]
    Syntax(String),
    /// Something else than a text or a table stands here.
    #[error("{name}: a {wanted} is wanted here")]
    Kind {
        /// The entry.
        name: String,
        /// What is wanted.
        wanted: &'static str,
    },
    /// No such context, key, action, role, symbol, colour or theme.
    #[error("unknown {what} \"{name}\"")]
    Unknown {
        /// Of what there is no such.
        what: &'static str,
        /// The name.
        name: String,
    },
    /// One key sequence begins another in the same context, which could never be typed.
    #[error("\"{short}\" would hide \"{long}\"")]
    Hidden {
        /// The shorter sequence.
        short: String,
        /// The longer.
        long: String,
    },
}

/// A file being read.
pub(super) struct Source<'a> {
    file: &'a str,
    text: &'a str,
}

impl<'a> Source<'a> {
    pub(super) fn new(file: &'a str, text: &'a str) -> Self {
        Self { file, text }
    }

    /// The file's tables.
    pub(super) fn parse(&self) -> Result<DeTable<'a>, AssetError> {
        DeTable::parse(self.text).map(Spanned::into_inner).map_err(|error| {
            let span = error.span().unwrap_or_default();
            self.error(&span, Fault::Syntax(error.message().to_owned()))
        })
    }

    /// The fault at this place of the file.
    pub(super) fn error(&self, span: &Range<usize>, fault: Fault) -> AssetError {
        let before = self.text.get(..span.start).unwrap_or(self.text);
        AssetError { file: self.file.to_owned(), line: 1 + before.matches('\n').count(), fault }
    }

    /// There is no such name of this kind.
    pub(super) fn unknown(
        &self,
        span: &Range<usize>,
        what: &'static str,
        name: &str,
    ) -> AssetError {
        self.error(span, Fault::Unknown { what, name: name.to_owned() })
    }

    /// The table of an entry.
    pub(super) fn table<'t>(
        &self,
        name: &str,
        value: &'t Spanned<DeValue<'a>>,
    ) -> Result<&'t DeTable<'a>, AssetError> {
        value.get_ref().as_table().ok_or_else(|| {
            self.error(&value.span(), Fault::Kind { name: name.to_owned(), wanted: "table" })
        })
    }

    /// The text of an entry.
    pub(super) fn text<'t>(
        &self,
        name: &str,
        value: &'t Spanned<DeValue<'a>>,
    ) -> Result<&'t str, AssetError> {
        value.get_ref().as_str().ok_or_else(|| {
            self.error(&value.span(), Fault::Kind { name: name.to_owned(), wanted: "text" })
        })
    }
}

/// A table's entries as they stand in the file: the parser sorts them by name.
pub(super) fn in_order<'t, 'a>(
    table: &'t DeTable<'a>,
) -> Vec<(&'t Spanned<std::borrow::Cow<'a, str>>, &'t Spanned<DeValue<'a>>)> {
    let mut entries: Vec<_> = table.iter().collect();
    entries.sort_by_key(|(name, _)| name.span().start);
    entries
}
