//! The rows that were refused, in the file's own columns, to be mended and imported again.

use std::io::Write;

use super::reject::Reject;

/// The columns added behind the file's own.
pub const COLUMNS: [&str; 3] = ["line", "column", "reason"];

/// Writes the rejects file. The cells are the input's, untouched: no formula is neutralised,
/// because what is mended must come in again as it was.
pub struct Rejects<W: Write> {
    out: csv::Writer<W>,
    width: usize,
}

impl<W: Write> Rejects<W> {
    /// Starts with the header. Of a file that is itself a mended rejects file the added columns
    /// are not doubled.
    ///
    /// # Errors
    /// The file cannot be written.
    pub fn new(out: W, headers: &[String]) -> csv::Result<Self> {
        let width = own_width(headers);
        let mut out = csv::WriterBuilder::new().flexible(true).from_writer(out);
        let own = headers.iter().take(width).map(String::as_str);
        out.write_record(own.chain(COLUMNS))?;
        Ok(Self { out, width })
    }

    /// Writes one row with where and why; `reason` is what the user reads.
    ///
    /// A row with too few cells is filled up; what a row has too many is kept behind the rest.
    ///
    /// # Errors
    /// The file cannot be written.
    pub fn write(&mut self, reject: &Reject, reason: &str) -> csv::Result<()> {
        let own = (0..self.width).map(|index| reject.row.get(index).unwrap_or_default());
        let line = reject.line.to_string();
        let added = [line.as_str(), reject.column.as_deref().unwrap_or_default(), reason];
        let beyond = reject.row.cells().skip(self.width.max(reject.width));
        self.out.write_record(own.chain(added).chain(beyond))
    }

    /// Brings everything to the file.
    ///
    /// # Errors
    /// The file cannot be written.
    pub fn finish(mut self) -> std::io::Result<()> {
        self.out.flush()
    }
}

/// How many of the headers are the input's own.
pub fn own_width(headers: &[String]) -> usize {
    let own = headers.len().saturating_sub(COLUMNS.len());
    let added = headers.get(own..).unwrap_or_default();
    if added == COLUMNS { own } else { headers.len() }
}
