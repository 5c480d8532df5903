//! Excel workbooks: typed cells under a header that stays in view.

use std::io::{self, Write};

use chrono::NaiveDate;
use rust_xlsxwriter::{ExcelDateTime, Format, FormatAlign, Workbook, Worksheet, XlsxError};
use unicode_width::UnicodeWidthStr;

use super::Table;

/// The most rows that the format holds.
const MOST_ROWS: usize = 1_048_575;
/// Columns are no wider than this, in characters.
const WIDEST: usize = 60;

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Holds {
    /// Text; never computed, whatever it begins with.
    Text,
    /// Numbers.
    Numbers,
    /// Days.
    Days,
}

impl Holds {
    /// What the column under a header of ours holds. Numbers by which one calls or names things
    /// are text.
    fn under(header: &str) -> Self {
        match header {
            "amount" | "potential" | "quantity" | "unit_price" | "duration" => Self::Numbers,
            "expected_close" => Self::Days,
            _ if header.ends_with("_on") => Self::Days,
            _ => Self::Text,
        }
    }
}

/// Writes a table as a workbook of one sheet.
#[derive(Debug)]
pub struct Xlsx;

impl Xlsx {
    /// Writes the header and all rows; cells are numbers and days where their column holds such
    /// and they are such, text otherwise. The sheet has this name.
    ///
    /// # Errors
    /// `out` cannot be written, or the table is larger than the format: more than 1,048,575 rows or
    /// 32,767 characters in a cell; nothing is cut.
    pub fn write(mut out: impl Write, table: &Table, name: &str) -> io::Result<()> {
        if table.rows.len() > MOST_ROWS {
            return Err(io::Error::other("more than 1,048,575 rows do not fit a sheet"));
        }
        let bytes = workbook(table, name).map_err(io::Error::other)?;
        out.write_all(&bytes)
    }
}

fn workbook(table: &Table, name: &str) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet_with_constant_memory()?;
    sheet.set_name(name)?;
    sheet.set_freeze_panes(1, 0)?;
    for (column, header) in (0..).zip(&table.headers) {
        let wide = table.rows.iter().take(200).filter_map(|row| row.get(usize::from(column)));
        let wide = wide.chain([header]).map(|cell| cell.width()).max().unwrap_or(0);
        sheet.set_column_width(column, (wide + 2).min(WIDEST) as f64)?;
    }
    let bold = Format::new().set_bold();
    for (column, header) in (0..).zip(&table.headers) {
        sheet.write_string_with_format(0, column, header, &bold)?;
    }
    let day = Format::new().set_num_format("yyyy-mm-dd").set_align(FormatAlign::Left);
    let holds: Vec<Holds> = table.headers.iter().map(|header| Holds::under(header)).collect();
    for (row, cells) in (1..).zip(&table.rows) {
        for ((column, cell), holds) in (0..).zip(cells).zip(&holds) {
            if !cell.is_empty() {
                write(sheet, (row, column), cell, *holds, &day)?;
            }
        }
    }
    let (rows, columns) = (table.rows.len(), table.headers.len());
    if let (Ok(last), Ok(columns @ 1..)) = (u32::try_from(rows), u16::try_from(columns)) {
        sheet.autofilter(0, 0, last, columns - 1)?;
    }
    workbook.save_to_buffer()
}

fn write(
    sheet: &mut Worksheet,
    (row, column): (u32, u16),
    cell: &str,
    holds: Holds,
    day: &Format,
) -> Result<(), XlsxError> {
    let number = || cell.parse::<f64>().ok().filter(|number| number.is_finite());
    let on = || {
        let on: NaiveDate = cell.parse().ok()?;
        ExcelDateTime::parse_from_str(&on.to_string()).ok()
    };
    let (number, on) = match holds {
        Holds::Numbers => (number(), None),
        Holds::Days => (None, on()),
        Holds::Text => (None, None),
    };
    match (number, on) {
        (Some(number), _) => sheet.write_number(row, column, number)?,
        (None, Some(on)) => sheet.write_datetime_with_format(row, column, on, day)?,
        (None, None) => sheet.write_string(row, column, cell)?,
    };
    Ok(())
}
