//! Text split into rows and cells, with the physical line of each row.
//!
//! The `csv` crate does not tell a closed quote from one that the file's end closed, so one lost
//! quote would swallow the rest of a file. Here such a row is given up alone and reading goes on
//! with the line after it.

use std::io::{self, Read};
use std::sync::Arc;

use encoding_rs::{Decoder, Encoding};

/// Bytes read at a time.
const CHUNK: usize = 64 << 10;
/// A quoted cell that makes its row longer than this many bytes is taken for a lost quote.
const LONGEST_ROW: usize = 1 << 20;

/// One row: its cells and where it begins.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Row {
    /// Physical line of the first character, from 1.
    pub line: u64,
    /// A quote was opened and never closed; the cells are the line cut at the delimiters.
    pub unclosed: bool,
    text: String,
    ends: Vec<usize>,
}

impl Row {
    /// A row of cells that were never text of a file.
    pub fn of<'a>(line: u64, cells: impl IntoIterator<Item = &'a str>) -> Self {
        let mut row = Self { line, ..Self::default() };
        for cell in cells {
            row.push(cell);
            row.end_cell();
        }
        row
    }

    /// Empty cells behind the others, up to `width`.
    pub fn widen(&mut self, width: usize) {
        self.ends.resize(self.len().max(width), self.text.len());
    }

    /// The cell at this place, as the file has it.
    pub fn get(&self, index: usize) -> Option<&str> {
        let end = *self.ends.get(index)?;
        let start = match index.checked_sub(1) {
            Some(before) => *self.ends.get(before)?,
            None => 0,
        };
        self.text.get(start..end)
    }

    /// The cells in order.
    pub fn cells(&self) -> impl Iterator<Item = &str> {
        (0..self.len()).filter_map(|index| self.get(index))
    }

    /// How many cells.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// No cell at all.
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// Nothing but blanks in every cell.
    pub fn is_blank(&self) -> bool {
        self.text.trim().is_empty()
    }

    /// Holds a NUL or, in a file that has bytes which could not be decoded, the character that
    /// stands for them.
    pub fn is_garbled(&self, malformed: bool) -> bool {
        self.text.as_bytes().contains(&0) || (malformed && self.text.contains('\u{FFFD}'))
    }

    fn clear(&mut self) {
        self.unclosed = false;
        self.text.clear();
        self.ends.clear();
    }

    fn push(&mut self, piece: &str) {
        self.text.push_str(piece);
    }

    fn end_cell(&mut self) {
        self.ends.push(self.text.len());
    }
}

/// A stream of rows; of text, memory is bounded by the longest row.
pub struct Rows(Feed);

enum Feed {
    Text(TextRows),
    Held { rows: Arc<[Row]>, at: usize },
}

impl Rows {
    /// Rows of `input`, whose bytes are in `encoding` (a byte order mark is dropped).
    pub fn new(input: Box<dyn Read>, encoding: &'static Encoding, delimiter: u8) -> Self {
        let text = Text::new(input, encoding);
        Self(Feed::Text(TextRows { text, delimiter, buffer: String::new(), at: 0, line: 1 }))
    }

    /// Rows that are in memory: of a workbook, of cards.
    pub const fn held(rows: Arc<[Row]>) -> Self {
        Self(Feed::Held { rows, at: 0 })
    }

    /// The next row that has a character in it; `false` at the end.
    ///
    /// # Errors
    /// The file could not be read on.
    pub fn read(&mut self, row: &mut Row) -> io::Result<bool> {
        match &mut self.0 {
            Feed::Text(text) => text.read(row),
            Feed::Held { rows, at } => {
                let Some(next) = rows.get(*at) else { return Ok(false) };
                row.clone_from(next);
                *at += 1;
                Ok(true)
            }
        }
    }

    /// Whether bytes that do not belong to the encoding were met so far.
    pub const fn malformed(&self) -> bool {
        match &self.0 {
            Feed::Text(rows) => rows.text.malformed,
            Feed::Held { .. } => false,
        }
    }
}

struct TextRows {
    text: Text,
    delimiter: u8,
    buffer: String,
    at: usize,
    line: u64,
}

impl TextRows {
    fn read(&mut self, row: &mut Row) -> io::Result<bool> {
        loop {
            let rest = self.buffer.get(self.at..).unwrap_or_default();
            let (used, lines) = match split(rest, self.delimiter, self.text.ended, row) {
                Split::Row { used, lines } => (used, lines),
                Split::End => return Ok(false),
                Split::More if rest.len() <= LONGEST_ROW => {
                    self.fill()?;
                    continue;
                }
                Split::More | Split::Unclosed => split_line(rest, self.delimiter, row),
            };
            row.line = self.line;
            self.at += used;
            self.line += lines;
            if !row.text.is_empty() || row.len() > 1 || row.unclosed {
                return Ok(true);
            }
        }
    }

    fn fill(&mut self) -> io::Result<()> {
        self.buffer.drain(..self.at);
        self.at = 0;
        self.text.read_on(&mut self.buffer)
    }
}

enum Split {
    Row { used: usize, lines: u64 },
    More,
    Unclosed,
    End,
}

fn split(text: &str, delimiter: u8, ended: bool, row: &mut Row) -> Split {
    row.clear();
    let bytes = text.as_bytes();
    if bytes.is_empty() {
        return if ended { Split::End } else { Split::More };
    }
    let mut at = 0;
    let mut lines = 1;
    loop {
        if bytes.get(at) == Some(&b'"') {
            let Some(after) = split_quoted(text, at + 1, row, &mut lines) else {
                return if ended { Split::Unclosed } else { Split::More };
            };
            // A quote at the very end of what was read may be the first of a doubled one.
            if after == bytes.len() && !ended {
                return Split::More;
            }
            at = after;
        }
        let rest = bytes.get(at..).unwrap_or_default();
        let stop = rest.iter().position(|&b| b == delimiter || b == b'\n' || b == b'\r');
        let end = match stop {
            Some(length) => at + length,
            None if ended => bytes.len(),
            None => return Split::More,
        };
        row.push(text.get(at..end).unwrap_or_default());
        row.end_cell();
        match bytes.get(end) {
            Some(&b) if b == delimiter => at = end + 1,
            Some(b'\r') => match bytes.get(end + 1) {
                Some(b'\n') => {
                    return Split::Row { used: end + 2, lines };
                }
                None if !ended => return Split::More,
                _ => {
                    return Split::Row { used: end + 1, lines };
                }
            },
            Some(_) => {
                return Split::Row { used: end + 1, lines };
            }
            None => return Split::Row { used: end, lines },
        }
    }
}

/// Takes a quoted piece from just after its quote; gives the place after the closing quote.
fn split_quoted(text: &str, mut at: usize, row: &mut Row, lines: &mut u64) -> Option<usize> {
    loop {
        let piece = text.get(at..)?;
        let piece = piece.get(..piece.as_bytes().iter().position(|&b| b == b'"')?)?;
        row.push(piece);
        *lines += breaks(piece);
        at += piece.len() + 1;
        if text.as_bytes().get(at) != Some(&b'"') {
            return Some(at);
        }
        row.push("\"");
        at += 1;
    }
}

/// Line breaks in a cell, whichever of LF, CRLF and CR the file uses.
fn breaks(text: &str) -> u64 {
    let count = |wanted| text.bytes().filter(|&b| b == wanted).count();
    count(b'\n').max(count(b'\r')) as u64
}

/// One physical line cut at the delimiters, quotes and all.
fn split_line(text: &str, delimiter: u8, row: &mut Row) -> (usize, u64) {
    row.clear();
    row.unclosed = true;
    let length = text.find(['\n', '\r']).unwrap_or(text.len());
    for cell in text.get(..length).unwrap_or_default().split(char::from(delimiter)) {
        row.push(cell);
        row.end_cell();
    }
    let rest = text.get(length..).unwrap_or_default();
    let mark = if rest.starts_with("\r\n") { 2 } else { rest.len().min(1) };
    (length + mark, 1)
}

/// Bytes decoded as they come.
struct Text {
    input: Box<dyn Read>,
    decoder: Decoder,
    chunk: Box<[u8]>,
    malformed: bool,
    ended: bool,
}

impl Text {
    fn new(input: Box<dyn Read>, encoding: &'static Encoding) -> Self {
        Self {
            input,
            decoder: encoding.new_decoder_with_bom_removal(),
            chunk: vec![0; CHUNK].into_boxed_slice(),
            malformed: false,
            ended: false,
        }
    }

    fn read_on(&mut self, out: &mut String) -> io::Result<()> {
        let count = loop {
            match self.input.read(&mut self.chunk) {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                other => break other?,
            }
        };
        let bytes = self.chunk.get(..count).unwrap_or_default();
        out.reserve(self.decoder.max_utf8_buffer_length(count).unwrap_or(3 * CHUNK));
        self.ended = count == 0;
        let (_, _, replaced) = self.decoder.decode_to_string(bytes, out, self.ended);
        self.malformed |= replaced;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(text: &str, delimiter: u8) -> Vec<(u64, bool, Vec<String>)> {
        let input = Box::new(io::Cursor::new(text.as_bytes().to_vec()));
        let mut rows = Rows::new(input, encoding_rs::UTF_8, delimiter);
        let mut row = Row::default();
        let mut all = Vec::new();
        while rows.read(&mut row).unwrap() {
            all.push((row.line, row.unclosed, row.cells().map(str::to_owned).collect()));
        }
        all
    }

    #[test]
    fn rows_keep_their_physical_lines() {
        let cases = [
            ("a,b\n1,2\n", "1 a|b; 2 1|2"),
            ("a,b\r\n1,2", "1 a|b; 2 1|2"),
            ("a\rb\r", "1 a; 2 b"),
            ("a\n\n\r\nb", "1 a; 4 b"),
            ("\"a\nb\",c\nd,e\n", "1 a\nb|c; 3 d|e"),
            ("\"a\r\nb\"\r\nc\r\n", "1 a\r\nb; 3 c"),
            ("\"\"\"a\"\" b\",5\" disk\n", "1 \"a\" b|5\" disk"),
            (",\n\"\"", "1 |"),
            ("\"a\"b,c", "1 ab|c"),
        ];
        for (text, expected) in cases {
            let found = rows(text, b',');
            let found: Vec<_> = found
                .iter()
                .map(|(line, _, cells)| format!("{line} {}", cells.join("|")))
                .collect();
            assert_eq!(found.join("; "), expected, "{text:?}");
        }
    }

    fn own(cells: &[&str]) -> Vec<String> {
        cells.iter().map(|&cell| cell.to_owned()).collect()
    }

    #[test]
    fn a_lost_quote_costs_its_own_line_only() {
        let found = rows("a,b\n1,\"2\n3,4\n5,6\n", b',');
        assert_eq!(found.len(), 4);
        assert_eq!(found[1], (2, true, own(&["1", "\"2"])));
        assert_eq!(found[2], (3, false, own(&["3", "4"])));
    }

    #[test]
    fn a_row_longer_than_a_chunk_is_whole_and_an_endless_one_is_given_up() {
        let long = "x".repeat(3 * CHUNK);
        assert_eq!(rows(&format!("\"{long}\"\nb"), b',')[0].2, [long.as_str()]);
        let endless = format!("a\n\"b\n{}c\n", "line of text\n".repeat(2 * LONGEST_ROW / 13));
        let found = rows(&endless, b',');
        assert_eq!(found[1], (2, true, own(&["\"b"])));
        assert_eq!(found.last().unwrap().2, ["c"]);
    }

    #[test]
    fn chunks_may_end_anywhere() {
        /// Gives one byte a read.
        struct Drip(Vec<u8>);
        impl Read for Drip {
            fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
                if self.0.is_empty() {
                    return Ok(0);
                }
                out[0] = self.0.remove(0);
                Ok(1)
            }
        }
        let text = "名,b\r\n\"x\"\"y\",明月\r\n";
        let mut reader = Rows::new(Box::new(Drip(text.into())), encoding_rs::UTF_8, b',');
        let mut row = Row::default();
        let mut found = Vec::new();
        while reader.read(&mut row).unwrap() {
            found.push((row.line, row.cells().map(str::to_owned).collect::<Vec<_>>()));
        }
        assert_eq!(found, [(1, own(&["名", "b"])), (2, own(&["x\"y", "明月"]))]);
    }
}
