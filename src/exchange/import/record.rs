//! Rows turned into records; every row is either a record or a reject with its reason.

use std::io;

use chrono::NaiveDate;
use chrono_tz::Tz;

use super::cell::Reading;
use super::date::{DateStyle, When};
use super::decimal::Decimal;
use super::fields::{Field, Shape};
use super::finish::finish;
use super::mapping::{Column, Mapping};
use super::reject::{Reject, RejectReason};
use super::rejects;
use super::rows::{Row, Rows};
use super::source::Source;
use super::style::{ColumnStyle, styles};
use super::text;
use super::value::Value;
use crate::domain::money::{Currency, Money};
use crate::exchange::formula;

/// What a file does not say itself.
#[derive(Clone, Copy, Debug)]
pub struct Options {
    /// The day of the import: for years of two digits.
    pub today: NaiveDate,
    /// The home zone: for instants with an offset.
    pub zone: Tz,
    /// The currency of amounts that name none.
    pub currency: Currency,
    /// `DayFirst`, `MonthFirst` or `YearFirst`, for columns whose values leave it open.
    pub dates: DateStyle,
}

/// One row, understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    /// Physical line at which the row begins.
    pub line: u64,
    /// The fields that have a value.
    pub values: Vec<(Field, Value)>,
    /// The team's own fields: name and text.
    pub custom: Vec<(String, String)>,
    /// The row as it was.
    pub row: Row,
}

impl Record {
    /// The value of a field.
    pub fn get(&self, field: Field) -> Option<&Value> {
        self.values.iter().find(|(known, _)| *known == field).map(|(_, value)| value)
    }

    /// The words of a field.
    pub fn text(&self, field: Field) -> Option<&str> {
        match self.get(field)? {
            Value::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The day of a field, with its time if there is one.
    pub fn when(&self, field: Field) -> Option<When> {
        match self.get(field)? {
            Value::When(when) => Some(*when),
            _ => None,
        }
    }

    /// The money of a field.
    pub fn money(&self, field: Field) -> Option<Money> {
        match self.get(field)? {
            Value::Money(amount) => Some(*amount),
            _ => None,
        }
    }

    /// The number of a field.
    pub fn number(&self, field: Field) -> Option<Decimal> {
        match self.get(field)? {
            Value::Number(number) => Some(*number),
            _ => None,
        }
    }

    /// Refuses the record after all, for a reason that only the team's data can give.
    pub fn reject(self, field: Option<Field>, reason: RejectReason, mapping: &Mapping) -> Reject {
        let column = field.and_then(|field| mapping.column(field));
        Reject::new(self.row, column, reason, mapping)
    }

    pub(super) fn set(&mut self, field: Field, value: Value) {
        self.values.retain(|(known, _)| *known != field);
        self.values.push((field, value));
    }

    pub(super) fn take(&mut self, field: Field) -> Option<Value> {
        let place = self.values.iter().position(|(known, _)| *known == field)?;
        Some(self.values.swap_remove(place).1)
    }

    pub(super) fn take_text(&mut self, field: Field) -> Option<String> {
        match self.take(field)? {
            Value::Text(text) => Some(text),
            _ => None,
        }
    }

    /// Whether a field has a value.
    pub fn has(&self, field: Field) -> bool {
        self.get(field).is_some()
    }
}

/// The records and rejects of a file, row by row.
pub struct Records<'a> {
    rows: Rows,
    mapping: &'a Mapping,
    options: &'a Options,
    styles: Vec<ColumnStyle>,
    ended: bool,
}

/// Reads a file; first as much of it as it takes to know how its dates and numbers are written.
///
/// # Errors
/// The file cannot be opened or read any more.
pub fn records<'a>(
    source: &Source,
    mapping: &'a Mapping,
    options: &'a Options,
) -> io::Result<Records<'a>> {
    let styles = styles(source, mapping, options)?;
    Ok(Records { rows: source.rows()?, mapping, options, styles, ended: false })
}

impl Records<'_> {
    /// The columns of dates with the style they are read by, and whether that is only the
    /// default because no value says it.
    pub fn date_styles(&self) -> impl Iterator<Item = (&Column, DateStyle, bool)> {
        self.mapping
            .columns
            .iter()
            .zip(&self.styles)
            .filter(|(column, _)| column.shape() == Shape::Date)
            .map(|(column, style)| (column, style.dates, style.ambiguous))
    }

    /// The columns whose values themselves tell in which order their dates are written.
    pub fn told_dates(&self) -> impl Iterator<Item = (&Column, DateStyle)> {
        let columns = self.mapping.columns.iter().zip(&self.styles);
        columns.filter(|(_, style)| style.told).map(|(column, style)| (column, style.dates))
    }

    fn understand(&self, row: Row) -> Result<Record, Reject> {
        let mut record = Record { line: row.line, values: Vec::new(), custom: Vec::new(), row };
        match self.fill(&mut record) {
            Ok(()) => Ok(record),
            Err((column, reason)) => Err(Reject::new(record.row, column, reason, self.mapping)),
        }
    }

    fn fill(&self, record: &mut Record) -> Result<(), Fault<'_>> {
        self.check_row(&record.row).map_err(|reason| (None, reason))?;
        record.values.reserve(self.mapping.columns.len() + 1);
        let row = std::mem::take(&mut record.row);
        let mut reading = Reading { options: self.options, currency: None };
        let cells = self.mapping.columns.iter().zip(&self.styles);
        let outcome = cells.into_iter().try_for_each(|(column, style)| {
            let cell = text::clean(row.get(column.index).unwrap_or_default());
            let cell = formula::restored(&cell);
            reading.read(record, column, style, cell).map_err(|reason| (Some(column), reason))
        });
        record.row = row;
        outcome?;
        finish(record, self.mapping, reading.currency.unwrap_or(self.options.currency))
            .map_err(|(field, reason)| (field.and_then(|f| self.mapping.column(f)), reason))
    }

    fn check_row(&self, row: &Row) -> Result<(), RejectReason> {
        let headers = &self.mapping.headers;
        let (expected, found) = (headers.len(), row.len());
        if row.unclosed {
            return Err(RejectReason::UnclosedQuote);
        }
        if row.is_garbled(self.rows.malformed()) {
            return Err(RejectReason::GarbledText);
        }
        if is_totals(row) {
            return Err(RejectReason::TotalsRow);
        }
        // A mended rejects file may lack its added columns.
        if found < rejects::own_width(headers) {
            return Err(RejectReason::TooFewCells { expected, found });
        }
        if row.cells().skip(expected).any(|cell| !cell.trim().is_empty()) {
            return Err(RejectReason::TooManyCells { expected, found });
        }
        let repeats = row.cells().zip(headers).all(|(cell, header)| text::clean(cell) == *header);
        if repeats { Err(RejectReason::RepeatedHeader) } else { Ok(()) }
    }
}

impl Iterator for Records<'_> {
    type Item = Result<Record, Reject>;

    fn next(&mut self) -> Option<Self::Item> {
        let mut row = Row::default();
        while !self.ended {
            match self.rows.read(&mut row) {
                Ok(false) => self.ended = true,
                Ok(true) if row.is_blank() => {}
                Ok(true) => return Some(self.understand(row)),
                Err(error) => {
                    self.ended = true;
                    let reason = RejectReason::Unreadable(error.to_string());
                    return Some(Err(Reject::new(row, None, reason, self.mapping)));
                }
            }
        }
        None
    }
}

type Fault<'a> = (Option<&'a Column>, RejectReason);

/// A line of sums: `合计`, or `Total` with nothing but numbers beside it.
fn is_totals(row: &Row) -> bool {
    let mut cells = row.cells().map(str::trim).filter(|cell| !cell.is_empty());
    let first = cells.next().unwrap_or_default().trim_end_matches([':', '：']);
    if ["合计", "总计", "小计", "总和"].contains(&first) {
        return true;
    }
    let sums = ["total", "totals", "grand total", "subtotal", "sum"];
    let mut numbers = 0;
    sums.iter().any(|word| first.eq_ignore_ascii_case(word))
        && cells.all(|cell| {
            numbers += 1;
            cell.bytes().any(|b| b.is_ascii_digit()) && !cell.contains(char::is_alphabetic)
        })
        && numbers > 0
}
