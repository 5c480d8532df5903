//! Typed cells as the text that a person sees, gathered into rows of one width.

use std::borrow::Cow;

use calamine::{Data, DataRef, ExcelDateTime};

use super::Fault;
use crate::exchange::import::rows::Row;

/// Columns at most: what is further to the right is no list.
const MOST_COLUMNS: u32 = 1_024;
/// Cells at most, those between them counted.
const MOST_CELLS: usize = 4_000_000;
/// Bytes of text at most: a workbook can name one long text a million times.
const MOST_TEXT: usize = 64 << 20;

/// A cell of a sheet that is in memory, as one that streams by.
pub(super) fn borrowed(value: &Data) -> DataRef<'_> {
    match value {
        Data::Empty => DataRef::Empty,
        Data::Int(number) => DataRef::Int(*number),
        Data::Float(number) => DataRef::Float(*number),
        Data::String(text) | Data::DateTimeIso(text) => DataRef::SharedString(text),
        Data::Bool(truth) => DataRef::Bool(*truth),
        Data::DateTime(at) => DataRef::DateTime(*at),
        Data::DurationIso(text) => DataRef::DurationIso(text.clone()),
        Data::Error(error) => DataRef::Error(error.clone()),
    }
}

/// What a cell says.
pub(super) fn text_of<'a>(value: &'a DataRef<'_>) -> Cow<'a, str> {
    match value {
        DataRef::Empty => Cow::Borrowed(""),
        DataRef::String(text) | DataRef::DateTimeIso(text) => Cow::Borrowed(text),
        DataRef::SharedString(text) => Cow::Borrowed(text),
        DataRef::Int(number) => Cow::Owned(number.to_string()),
        DataRef::Float(number) => Cow::Owned(number_text(*number)),
        DataRef::Bool(truth) => Cow::Borrowed(if *truth { "true" } else { "false" }),
        DataRef::DateTime(at) => Cow::Owned(instant_text(at)),
        DataRef::DurationIso(text) => duration_text(text).map_or(Cow::Borrowed(text), Cow::Owned),
        DataRef::Error(error) => Cow::Owned(error.to_string()),
    }
}

/// A number without a point it does not need and without the noise of its last binary digit:
/// a workbook keeps fifteen digits, so a phone number that was typed as a number has them all.
fn number_text(number: f64) -> String {
    if number.fract() == 0.0 {
        return format!("{number}");
    }
    let rounded = format!("{number:.14e}").parse().unwrap_or(number);
    format!("{rounded}")
}

/// A day, a day with a time, a time alone, or a length of time.
fn instant_text(at: &ExcelDateTime) -> String {
    let value = at.as_f64();
    if at.is_duration() {
        return clock((value * 86_400.0).round());
    }
    if value.abs() < 1.0 {
        return clock((value * 86_400.0).round());
    }
    let (year, month, day, hour, minute, second, milli) = at.to_ymd_hms_milli();
    let date = format!("{year:04}-{month:02}-{day:02}");
    match (hour, minute, second, milli) {
        (0, 0, 0, _) => date,
        _ => format!("{date} {hour:02}:{minute:02}:{second:02}"),
    }
}

/// `26:30:00`.
fn clock(seconds: f64) -> String {
    let sign = if seconds < 0.0 { "-" } else { "" };
    // Lengths beyond this are no lengths; the cast only saturates.
    let whole = seconds.abs() as u64;
    format!("{sign}{:02}:{:02}:{:02}", whole / 3_600, whole / 60 % 60, whole % 60)
}

/// `PT26H30M00S` as `26:30:00`.
fn duration_text(text: &str) -> Option<String> {
    let mut seconds = 0.0_f64;
    let mut number = String::new();
    for c in text.strip_prefix("PT")?.chars() {
        match c {
            '0'..='9' | '.' => number.push(c),
            'H' | 'M' | 'S' => {
                let each = [('H', 3_600.0), ('M', 60.0), ('S', 1.0)];
                let each = each.iter().find(|(unit, _)| *unit == c)?.1;
                seconds += number.parse::<f64>().ok()? * each;
                number.clear();
            }
            _ => return None,
        }
    }
    Some(clock(seconds.round()))
}

/// Cells on their way into rows.
#[derive(Debug, Default)]
pub(super) struct Grid {
    rows: Vec<Row>,
    /// The row that is being filled, and its cells.
    line: u32,
    open: Vec<(u32, String)>,
    width: usize,
    text: usize,
}

impl Grid {
    /// Puts a cell in its place; rows come one after the other.
    pub fn put(&mut self, row: u32, column: u32, text: &str) -> Result<(), Fault> {
        if text.trim().is_empty() {
            return Ok(());
        }
        if row != self.line {
            self.end_row();
            self.line = row;
        }
        self.text += text.len();
        self.width = self.width.max(column as usize + 1);
        let cells = (self.rows.len() + 1).saturating_mul(self.width);
        if column >= MOST_COLUMNS || self.text > MOST_TEXT || cells > MOST_CELLS {
            return Err(Fault::TooLarge);
        }
        self.open.push((column, text.to_owned()));
        Ok(())
    }

    fn end_row(&mut self) {
        if self.open.is_empty() {
            return;
        }
        self.open.sort_by_key(|(column, _)| *column);
        // A place that is named twice has its last value.
        let mut cells: Vec<&str> = Vec::new();
        for (column, text) in &self.open {
            cells.resize((*column as usize + 1).max(cells.len()), "");
            if let Some(cell) = cells.last_mut() {
                *cell = text;
            }
        }
        self.rows.push(Row::of(u64::from(self.line) + 1, cells));
        self.open.clear();
    }

    /// The rows that have something in them, in the order of the sheet.
    pub fn finish(mut self) -> Result<Vec<Row>, Fault> {
        self.end_row();
        // Programs that write rows out of order are not Excel, but they exist.
        self.rows.sort_by_key(|row| row.line);
        let width = self.width;
        self.rows.iter_mut().for_each(|row| row.widen(width));
        Ok(self.rows)
    }
}

#[cfg(test)]
mod tests {
    use calamine::ExcelDateTimeType;

    use super::*;

    #[test]
    fn cells_say_what_a_person_sees() {
        let at = |value, kind, is_1904| DataRef::DateTime(ExcelDateTime::new(value, kind, is_1904));
        let (day, length) = (ExcelDateTimeType::DateTime, ExcelDateTimeType::TimeDelta);
        let cases = [
            (DataRef::Float(13_800_138_000.0), "13800138000"),
            (DataRef::Float(8_613_800_138_000.0), "8613800138000"),
            (DataRef::Float(0.1 + 0.2), "0.3"),
            (DataRef::Float(480_000.0), "480000"),
            (DataRef::Float(1e21), "1000000000000000000000"),
            (DataRef::Float(-2.5), "-2.5"),
            (DataRef::Bool(true), "true"),
            (DataRef::Error(calamine::CellErrorType::Ref), "#REF!"),
            (at(45_631.0, day, false), "2024-12-05"),
            (at(45_631.5, day, false), "2024-12-05 12:00:00"),
            (at(44_169.0, day, true), "2024-12-05"),
            (at(0.75, day, false), "18:00:00"),
            (at(1.5, length, false), "36:00:00"),
            (DataRef::DurationIso("PT26H30M00S".to_owned()), "26:30:00"),
        ];
        for (value, text) in cases {
            assert_eq!(text_of(&value), text, "{value:?}");
        }
    }

    #[test]
    fn a_grid_is_made_of_rows_of_one_width_and_has_an_end() {
        let mut grid = Grid::default();
        for (row, column, text) in [(2, 1, "b"), (2, 0, "a"), (9, 2, "c"), (4, 0, "d"), (5, 0, " ")]
        {
            grid.put(row, column, text).unwrap();
        }
        let rows: Vec<_> = grid
            .finish()
            .unwrap()
            .iter()
            .map(|row| (row.line, row.cells().collect::<Vec<_>>().join("|")))
            .collect();
        assert_eq!(rows, [(3, "a|b|".to_owned()), (5, "d||".to_owned()), (10, "||c".to_owned())]);
        assert!(Grid::default().put(0, MOST_COLUMNS, "x").is_err());
        let mut grid = Grid::default();
        let long = "x".repeat(MOST_TEXT / 2);
        assert!(grid.put(0, 0, &long).is_ok() && grid.put(1, 0, &long).is_ok());
        assert!(grid.put(2, 0, "x").is_err());
    }
}
