//! A row that was refused, and why.

use super::date::DateError;
use super::decimal::NumberError;
use super::fields::Field;
use super::mapping::{Column, Mapping};
use super::rows::Row;
use super::text;

/// Why a row was refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RejectReason {
    /// Fewer cells than the header.
    TooFewCells {
        /// Cells of the header.
        expected: usize,
        /// Cells of the row.
        found: usize,
    },
    /// More cells than the header, and something in them.
    TooManyCells {
        /// Cells of the header.
        expected: usize,
        /// Cells of the row.
        found: usize,
    },
    /// A quote that is never closed.
    UnclosedQuote,
    /// Bytes that are no text in the file's encoding.
    GarbledText,
    /// The header once more.
    RepeatedHeader,
    /// A line of sums.
    TotalsRow,
    /// A field without which the row says nothing.
    Missing(Field),
    /// Nothing says whose row it is.
    NoCustomer,
    /// No date, or no such day.
    BadDate(DateError),
    /// No number.
    BadNumber(NumberError),
    /// No known currency.
    UnknownCurrency,
    /// No known tier.
    UnknownTier,
    /// No e-mail address.
    BadEmail,
    /// Neither yes nor no.
    BadFlag,
    /// No share between nothing and all.
    BadDiscount,
    /// No length of time.
    BadDuration,
    /// The team has no such stage.
    UnknownStage,
    /// No customer of this name or key.
    UnknownCustomer,
    /// Several customers that it could be.
    AmbiguousCustomer,
    /// The customer has nobody of this name.
    UnknownContact,
    /// No order of this number, and nothing says whose it would be.
    UnknownOrder,
    /// No known kind of activity.
    UnknownActivity,
    /// No answer to the question of a survey.
    BadAnswer,
    /// In an export of everything: not what the field holds.
    BadValue,
    /// A formula that came to nothing: `#REF!`.
    CellError,
    /// Not the currency of the order, or of the file where only that will do.
    OtherCurrency,
    /// The file could be read up to here only.
    Unreadable(String),
}

impl RejectReason {
    /// The stable name.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::TooFewCells { .. } => "too_few_cells",
            Self::TooManyCells { .. } => "too_many_cells",
            Self::UnclosedQuote => "unclosed_quote",
            Self::GarbledText => "garbled_text",
            Self::RepeatedHeader => "repeated_header",
            Self::TotalsRow => "totals_row",
            Self::Missing(_) => "missing_value",
            Self::NoCustomer => "no_customer",
            Self::BadDate(DateError::Malformed) => "bad_date",
            Self::BadDate(DateError::NoSuchDay) => "no_such_day",
            Self::BadDate(DateError::OutOfRange) => "date_out_of_range",
            Self::BadNumber(NumberError::Malformed) => "bad_number",
            Self::BadNumber(NumberError::TooLarge) => "number_too_large",
            Self::BadNumber(NumberError::TooPrecise) => "too_precise",
            Self::UnknownCurrency => "unknown_currency",
            Self::UnknownTier => "unknown_tier",
            Self::BadEmail => "bad_email",
            Self::BadFlag => "bad_flag",
            Self::BadDiscount => "bad_discount",
            Self::BadDuration => "bad_duration",
            Self::UnknownStage => "unknown_stage",
            Self::UnknownCustomer => "unknown_customer",
            Self::AmbiguousCustomer => "ambiguous_customer",
            Self::UnknownContact => "unknown_contact",
            Self::UnknownOrder => "unknown_order",
            Self::UnknownActivity => "unknown_activity",
            Self::BadAnswer => "bad_answer",
            Self::BadValue => "bad_value",
            Self::CellError => "cell_error",
            Self::OtherCurrency => "other_currency",
            Self::Unreadable(_) => "unreadable",
        }
    }
}

/// One row that was refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reject {
    /// Physical line at which the row begins.
    pub line: u64,
    /// The header of the column at fault, if it is one.
    pub column: Option<String>,
    /// What stood there.
    pub value: String,
    /// Why.
    pub reason: RejectReason,
    /// The row as it was.
    pub row: Box<Row>,
    /// Cells of the header.
    pub width: usize,
}

impl Reject {
    pub(super) fn new(
        row: Row,
        column: Option<&Column>,
        reason: RejectReason,
        mapping: &Mapping,
    ) -> Self {
        let cell = column.and_then(|column| row.get(column.index)).unwrap_or_default();
        Self {
            line: row.line,
            column: column.map(|column| column.header.clone()),
            value: text::clean(cell).into_owned(),
            reason,
            width: mapping.headers.len(),
            row: Box::new(row),
        }
    }
}
