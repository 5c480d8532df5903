//! Comma-separated values.

use std::io::{self, Write};

use super::Table;
use crate::exchange::formula;

/// The mark by which some spreadsheets know UTF-8.
const BOM: &[u8] = "\u{FEFF}".as_bytes();

/// Writes a table; cells that a spreadsheet would compute are made harmless.
#[derive(Debug)]
pub struct Csv;

impl Csv {
    /// Writes the header and all rows, UTF-8, `\n` at the end of lines; with a byte order mark
    /// when `bom`.
    ///
    /// # Errors
    /// `out` cannot be written.
    pub fn write(mut out: impl Write, table: &Table, bom: bool) -> io::Result<()> {
        if bom {
            out.write_all(BOM)?;
        }
        let mut writer = ::csv::Writer::from_writer(out);
        let mut row = |cells: &[String]| {
            writer.write_record(cells.iter().map(|cell| formula::neutral(cell).into_owned()))
        };
        row(&table.headers).map_err(io::Error::other)?;
        for cells in &table.rows {
            row(cells).map_err(io::Error::other)?;
        }
        writer.flush()
    }
}
