//! JSON: one object with a list a kind, one row a line.

use std::io::{self, Write};

use serde_json::{Map, Value};

/// Writes `{"as_of": …, "customers": [ … ], …}` row by row: memory does not grow with the file.
#[derive(Debug)]
pub struct Json<W: Write> {
    out: W,
    rows: u64,
}

impl<W: Write> Json<W> {
    /// Begins with what the file is and the day it is of.
    ///
    /// # Errors
    /// `out` cannot be written.
    pub fn new(mut out: W, as_of: chrono::NaiveDate) -> io::Result<Self> {
        write!(out, "{{\"format\": \"touchline\", \"version\": 1, \"as_of\": \"{as_of}\"")?;
        Ok(Self { out, rows: 0 })
    }

    /// Writes one list.
    ///
    /// # Errors
    /// `out` cannot be written.
    pub fn list(
        &mut self,
        name: &str,
        rows: impl IntoIterator<Item = Map<String, Value>>,
    ) -> io::Result<()> {
        write!(self.out, ",\n{}: [", serde_json::to_string(name)?)?;
        let mut part = "\n";
        for row in rows {
            self.out.write_all(part.as_bytes())?;
            serde_json::to_writer(&mut self.out, &row)?;
            part = ",\n";
            self.rows += 1;
        }
        self.out.write_all(b"\n]")
    }

    /// Ends the object; gives the number of rows.
    ///
    /// # Errors
    /// `out` cannot be written.
    pub fn finish(mut self) -> io::Result<u64> {
        self.out.write_all(b"}\n")?;
        self.out.flush()?;
        Ok(self.rows)
    }
}
