//! Files of other programs that cannot be read.

use std::path::Path;

use super::{Error, Kind, Piece};
use crate::exchange::import::{MappingError, SourceError, holidays::HolidaysError};

impl From<SourceError> for Error {
    fn from(error: SourceError) -> Self {
        let at = |name, path: &Path| Self::new(Kind::Data, name).with("path", path);
        match error {
            SourceError::Missing(path) => at("file-not-found", &path),
            SourceError::NotAFile(path) => at("file-not-a-file", &path),
            SourceError::Empty(path) => at("file-empty", &path),
            SourceError::Spreadsheet(path) => at("file-spreadsheet", &path),
            SourceError::Encrypted(path) => at("file-encrypted", &path),
            SourceError::TooMuch(path) => at("file-too-much", &path),
            SourceError::Broken { path, reason } => at("file-broken", &path).with("reason", reason),
            SourceError::NoSheet { path, sheet, sheets } => {
                at("import-sheet", &path).with("sheet", sheet).with("sheets", Piece::list(sheets))
            }
            SourceError::Export(path) => at("file-export", &path),
            SourceError::Json(path) => at("file-json", &path),
            SourceError::Database(path) => at("file-database", &path),
            SourceError::Binary(path) => at("file-binary", &path),
            SourceError::TooLarge { path, most } => at("file-too-large", &path)
                .with("most", i64::try_from(most >> 20).unwrap_or(i64::MAX)),
            SourceError::Unreadable { path, source } => {
                at("file-unreadable", &path).with("reason", source.to_string())
            }
            SourceError::UnknownEncoding(name) => {
                Self::input("encoding-unknown").with("name", name)
            }
        }
    }
}

impl From<MappingError> for Error {
    fn from(error: MappingError) -> Self {
        match error {
            MappingError::UnknownKind { columns } => {
                Self::input("import-kind").with("columns", columns_of(columns))
            }
            MappingError::MissingField { kind, field, columns, suggestion } => {
                Self::input("import-missing-field")
                    .with("kind", kind.name())
                    .with("field", field.name())
                    .with("columns", columns_of(columns))
                    .with("suggestion", suggestion.unwrap_or_else(|| "COLUMN".to_owned()))
            }
            MappingError::UnknownField { kind, field, known } => Self::input("field-unknown")
                .with("kind", kind.name())
                .with("field", field)
                .with("choices", Piece::list(known)),
            MappingError::UnknownColumn { column, columns } => Self::input("import-column")
                .with("column", column)
                .with("columns", columns_of(columns)),
            MappingError::AmbiguousColumn { column } => {
                Self::input("import-column-twice").with("column", column)
            }
            MappingError::BadMap(text) => Self::input("import-map").with("text", text),
        }
    }
}

/// Headers as a list; columns without one say nothing.
fn columns_of(mut columns: Vec<String>) -> Piece {
    columns.retain(|header| !header.is_empty());
    Piece::list(columns)
}

impl From<HolidaysError> for Error {
    fn from(error: HolidaysError) -> Self {
        match error {
            HolidaysError::Source(error) => error.into(),
            HolidaysError::Line { path, line } => Self::new(Kind::Data, "holidays-line")
                .with("path", path.as_path())
                .with("line", line.to_string()),
            HolidaysError::TooMany { path, most } => Self::new(Kind::Data, "holidays-too-many")
                .with("path", path.as_path())
                .with("most", most),
        }
    }
}
