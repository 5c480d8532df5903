//! How the dates and numbers of a column are written, from looking through the file first.

use std::io;

use super::date::{DateStyle, Evidence};
use super::fields::Shape;
use super::mapping::{Column, Mapping};
use super::record::Options;
use super::rows::Row;
use super::source::Source;
use super::text;

/// Rows looked at before all columns of dates are taken to be settled.
const SAMPLE_ROWS: usize = 1_000;

/// How a column of dates, or of numbers, was found to be written.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct ColumnStyle {
    pub dates: DateStyle,
    pub ambiguous: bool,
    /// A value of the column tells the order of its dates.
    pub told: bool,
    pub decimal_comma: bool,
}

/// Looks through the first rows, and on as long as a column of dates leaves its order open.
pub(super) fn styles(
    source: &Source,
    mapping: &Mapping,
    options: &Options,
) -> io::Result<Vec<ColumnStyle>> {
    let dated = |column: &Column| column.shape() == Shape::Date;
    let numeric = |column: &Column| {
        matches!(column.shape(), Shape::Money | Shape::Price | Shape::Number | Shape::Discount)
    };
    // Where commas part the cells, or thousands, they are no decimal points.
    let commas = source.delimiter() != b',';
    let mut dates = vec![Evidence::default(); mapping.columns.len()];
    let mut points = vec![Points::default(); mapping.columns.len()];
    let mut rows = source.rows()?;
    let mut row = Row::default();
    let mut count = 0;
    while rows.read(&mut row)? {
        count += 1;
        let settled = count > SAMPLE_ROWS;
        for ((column, dates), points) in mapping.columns.iter().zip(&mut dates).zip(&mut points) {
            let cell = text::clean(row.get(column.index).unwrap_or_default());
            if text::says_nothing(&cell) {
                continue;
            }
            if dated(column) && (!settled || dates.is_open()) {
                dates.see(&cell);
            } else if commas && numeric(column) && !settled {
                points.see(&cell);
            }
        }
        let open = |(column, dates): (&Column, &Evidence)| dated(column) && dates.is_open();
        if settled && !mapping.columns.iter().zip(&dates).any(open) {
            break;
        }
    }
    let style = |(dates, points): (&Evidence, &Points)| ColumnStyle {
        dates: dates.style(options.dates),
        ambiguous: dates.is_ambiguous(),
        told: dates.is_told(),
        decimal_comma: points.comma > 0 && points.point == 0,
    };
    Ok(dates.iter().zip(&points).map(style).collect())
}

/// What the values of a column say about their decimal mark.
#[derive(Clone, Copy, Debug, Default)]
struct Points {
    comma: u64,
    point: u64,
}

impl Points {
    /// A comma or point with other than three digits behind it can only be the decimal mark.
    fn see(&mut self, cell: &str) {
        let digits = cell.trim_end_matches(|c: char| !c.is_ascii_digit());
        let Some(mark) = digits.rfind([',', '.']) else {
            return;
        };
        let behind = digits.get(mark + 1..).unwrap_or_default();
        if behind.len() != 3 && behind.bytes().all(|b| b.is_ascii_digit()) {
            match digits.as_bytes().get(mark) {
                Some(b',') => self.comma += 1,
                _ => self.point += 1,
            }
        }
    }
}
