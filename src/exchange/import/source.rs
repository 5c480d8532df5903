//! A file: what it is, how its text is encoded, what parts its cells, where its table begins.

use std::fs::File;
use std::io::{self, Cursor, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, GB18030, GBK, UTF_8, UTF_16BE, UTF_16LE};
use flate2::read::MultiGzDecoder;

use super::rows::{Row, Rows};
use super::{cards, headers, own, text, workbook};

/// Bytes kept from the start of a file to recognise it by.
const HEAD: usize = 64 << 10;
/// Bytes with accents or Chinese shown to the encoding detector at most.
const DETECT: usize = 1 << 20;
/// Rows looked at to find the delimiter.
const SNIFF_ROWS: usize = 50;
/// Rows among which the header is looked for.
const TITLE_ROWS: usize = 30;
/// The delimiters tried, the likelier first.
const DELIMITERS: [u8; 4] = [b',', b'\t', b';', b'|'];

/// Why a file cannot be imported at all.
#[derive(Debug, thiserror::Error)]
pub enum SourceError {
    /// There is no such file.
    #[error("{0}: no such file")]
    Missing(PathBuf),
    /// A folder, a pipe or a device.
    #[error("{0}: not a file")]
    NotAFile(PathBuf),
    /// No text in it.
    #[error("{0}: the file is empty")]
    Empty(PathBuf),
    /// A zip or Office file that is no XLSX, XLS or ODS workbook.
    #[error("{0}: is no workbook of a kind that is read; save it as XLSX")]
    Spreadsheet(PathBuf),
    /// A workbook that is protected by a password.
    #[error("{0}: is protected by a password")]
    Encrypted(PathBuf),
    /// A workbook that holds, or claims to hold, more than is taken.
    #[error("{0}: holds more than a list does")]
    TooMuch(PathBuf),
    /// A workbook that cannot be understood.
    #[error("{path}: is broken: {reason}")]
    Broken {
        /// The file.
        path: PathBuf,
        /// What does not fit.
        reason: String,
    },
    /// The workbook has no such sheet.
    #[error("{path}: no sheet {sheet:?} among {}", .sheets.join(", "))]
    NoSheet {
        /// The file.
        path: PathBuf,
        /// What was asked for.
        sheet: String,
        /// The sheets there are.
        sheets: Vec<String>,
    },
    /// Our own export of everything: no table, but lists of rows.
    #[error("{0}: is an export of everything, not a table")]
    Export(PathBuf),
    /// JSON of another program.
    #[error("{0}: is JSON, not a table")]
    Json(PathBuf),
    /// An SQLite database.
    #[error("{0}: is a database, not a table of text")]
    Database(PathBuf),
    /// Some other file that is not text.
    #[error("{0}: is not a text file")]
    Binary(PathBuf),
    /// More than is read at once.
    #[error("{path}: is larger than {most} bytes")]
    TooLarge {
        /// The file.
        path: PathBuf,
        /// Bytes that are read at most.
        most: u64,
    },
    /// The system or the compression says no, here or further on in the file.
    #[error("{path}: cannot be read")]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The encoding asked for, or found, is not one that can be read.
    #[error("unknown encoding {0:?}; try utf-8, gb18030, windows-1252 or utf-16le")]
    UnknownEncoding(String),
}

/// What the user says about the file; what is left out is found out.
#[derive(Clone, Debug, Default)]
pub struct SourceOptions {
    /// Name of the encoding, as the web knows it: `gbk`, `windows-1252`.
    pub encoding: Option<String>,
    /// The one-byte delimiter.
    pub delimiter: Option<u8>,
    /// The first row is data, not names of columns.
    pub no_header: bool,
    /// The sheet of a workbook; without it the first that has data.
    pub sheet: Option<String>,
}

/// What a file is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Form {
    /// Text with delimiters.
    Text,
    /// A sheet of a workbook.
    Workbook {
        /// `XLSX`, `XLS` or `ODS`.
        format: &'static str,
        /// The sheet that is read.
        sheet: String,
        /// The other sheets.
        others: Vec<String>,
    },
    /// vCards.
    Cards,
}

/// A file that can be read as a table, as often as needed.
#[derive(Clone, Debug)]
pub struct Source {
    path: PathBuf,
    form: Form,
    body: Body,
    /// Rows before the header, titles of the list.
    above: usize,
    headers: Vec<String>,
    no_header: bool,
}

#[derive(Clone, Debug)]
enum Body {
    Text {
        encoding: &'static Encoding,
        delimiter: u8,
        gzip: bool,
        /// Physical lines before the table: `sep=;`.
        skip: usize,
    },
    Held(Arc<[Row]>),
}

impl Source {
    /// Looks through the whole file once, so that what does not read is known before anything
    /// is imported.
    ///
    /// # Errors
    /// See [`SourceError`]; a file that is text but has odd rows is no error.
    pub fn open(path: &Path, options: &SourceOptions) -> Result<Self, SourceError> {
        let unreadable = |source| SourceError::Unreadable { path: path.to_owned(), source };
        let gzip = checked(path)?;
        let look = Look::through(bytes(path, gzip).map_err(unreadable)?).map_err(unreadable)?;
        let (form, body) = if !gzip && workbook::looks_like(&look.head) {
            let sheet = workbook::read(path, options.sheet.as_deref())?;
            let (format, sheet, others, rows) =
                (sheet.format, sheet.name, sheet.others, sheet.rows);
            (Form::Workbook { format, sheet, others }, Body::Held(rows.into()))
        } else if cards::looks_like(&look.head) {
            let rows = cards::read(path, &read_whole(path, gzip, cards::LARGEST)?);
            (Form::Cards, Body::Held(rows?.into()))
        } else {
            (Form::Text, text_body(path, gzip, &look, options)?)
        };
        let mut source = Self {
            path: path.to_owned(),
            form,
            body,
            above: 0,
            headers: Vec::new(),
            no_header: options.no_header,
        };
        source.find_headers().map_err(unreadable)?;
        if source.headers.is_empty() {
            return Err(SourceError::Empty(path.to_owned()));
        }
        Ok(source)
    }

    /// The file.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// What the file is.
    pub const fn form(&self) -> &Form {
        &self.form
    }

    /// The name of the encoding found or asked for; of a workbook and of cards, which are turned
    /// into it, UTF-8.
    pub fn encoding(&self) -> &'static str {
        match &self.body {
            Body::Text { encoding, .. } => encoding.name(),
            Body::Held(_) => UTF_8.name(),
        }
    }

    /// What parts the cells; where nothing needs to, a tab.
    pub const fn delimiter(&self) -> u8 {
        match &self.body {
            Body::Text { delimiter, .. } => *delimiter,
            Body::Held(_) => b'\t',
        }
    }

    /// The names of the columns; `column_1` and so on in a file without a header.
    pub fn headers(&self) -> &[String] {
        &self.headers
    }

    /// The rows after the header.
    ///
    /// # Errors
    /// The file cannot be opened any more.
    pub fn rows(&self) -> io::Result<Rows> {
        let mut rows = self.all_rows()?;
        for _ in 0..self.above {
            rows.read(&mut Row::default())?;
        }
        if !self.no_header {
            first_row(&mut rows)?;
        }
        Ok(rows)
    }

    fn all_rows(&self) -> io::Result<Rows> {
        let (encoding, delimiter, gzip, skip) = match &self.body {
            Body::Text { encoding, delimiter, gzip, skip } => (encoding, *delimiter, *gzip, *skip),
            Body::Held(rows) => return Ok(Rows::held(Arc::clone(rows))),
        };
        let mut rows = Rows::new(bytes(&self.path, gzip)?, encoding, delimiter);
        for _ in 0..skip {
            rows.read(&mut Row::default())?;
        }
        Ok(rows)
    }

    fn find_headers(&mut self) -> io::Result<()> {
        let mut rows = self.all_rows()?;
        if self.no_header {
            let row = first_row(&mut rows)?;
            self.headers = (1..=row.len()).map(|n| format!("column_{n}")).collect();
            return Ok(());
        }
        let mut first = Vec::new();
        let mut row = Row::default();
        while first.len() < TITLE_ROWS && rows.read(&mut row)? {
            first.push(row.clone());
        }
        if self.form != Form::Cards {
            self.above = headers::place(&first);
        }
        let row = first.get(self.above);
        let cells = row.iter().flat_map(|row| row.cells());
        self.headers = cells.map(|cell| text::clean(cell).into_owned()).collect();
        Ok(())
    }
}

/// A table of text: its encoding and delimiter.
fn text_body(
    path: &Path,
    gzip: bool,
    look: &Look,
    options: &SourceOptions,
) -> Result<Body, SourceError> {
    let encoding = encoding_of(path, look, options.encoding.as_deref())?;
    let head = decode(look, encoding);
    if head.trim().is_empty() {
        return Err(SourceError::Empty(path.to_owned()));
    }
    if own::looks_like(&head) {
        return Err(SourceError::Export(path.to_owned()));
    }
    if head.trim_start().starts_with(['{', '[']) && !options.no_header {
        return Err(SourceError::Json(path.to_owned()));
    }
    let stated = stated_delimiter(&head);
    let skip = usize::from(stated.is_some());
    let body = head.split_inclusive('\n').skip(skip).collect::<String>();
    let delimiter = options.delimiter.or(stated);
    let delimiter = delimiter.unwrap_or_else(|| delimiter_of(&body, look.cut()));
    Ok(Body::Text { encoding, delimiter, gzip, skip })
}

/// The text of a whole file of at most `most` bytes, whatever its encoding.
///
/// # Errors
/// See [`SourceError`].
pub fn whole(path: &Path, most: u64) -> Result<String, SourceError> {
    let unreadable = |source| SourceError::Unreadable { path: path.to_owned(), source };
    let read = read_whole(path, checked(path)?, most)?;
    let look = Look::through(Box::new(Cursor::new(read.clone()))).map_err(unreadable)?;
    let (text, _, _) = encoding_of(path, &look, None)?.decode(&read);
    if text.trim().is_empty() {
        return Err(SourceError::Empty(path.to_owned()));
    }
    Ok(text.into_owned())
}

/// The bytes of a whole file of at most `most`.
fn read_whole(path: &Path, gzip: bool, most: u64) -> Result<Vec<u8>, SourceError> {
    let unreadable = |source| SourceError::Unreadable { path: path.to_owned(), source };
    let mut input = bytes(path, gzip).map_err(unreadable)?.take(most.saturating_add(1));
    let mut read = Vec::new();
    input.read_to_end(&mut read).map_err(unreadable)?;
    if read.len() as u64 > most {
        return Err(SourceError::TooLarge { path: path.to_owned(), most });
    }
    Ok(read)
}

/// Whether the file at a path, which is one, is compressed.
fn checked(path: &Path) -> Result<bool, SourceError> {
    let unreadable = |source| SourceError::Unreadable { path: path.to_owned(), source };
    let meta = std::fs::metadata(path).map_err(|error| match error.kind() {
        io::ErrorKind::NotFound => SourceError::Missing(path.to_owned()),
        _ => unreadable(error),
    })?;
    if !meta.is_file() {
        return Err(SourceError::NotAFile(path.to_owned()));
    }
    is_gzip(path).map_err(unreadable)
}

/// The first row with something in it.
fn first_row(rows: &mut Rows) -> io::Result<Row> {
    let mut row = Row::default();
    while rows.read(&mut row)? && row.is_blank() {}
    Ok(row)
}

fn is_gzip(path: &Path) -> io::Result<bool> {
    let mut magic = Vec::new();
    File::open(path)?.take(2).read_to_end(&mut magic)?;
    Ok(magic == [0x1F, 0x8B])
}

fn bytes(path: &Path, gzip: bool) -> io::Result<Box<dyn Read>> {
    let file = File::open(path)?;
    Ok(if gzip { Box::new(MultiGzDecoder::new(io::BufReader::new(file))) } else { Box::new(file) })
}

/// What one pass over all bytes tells.
struct Look {
    head: Vec<u8>,
    length: u64,
    /// Characters of more than one byte that are right in UTF-8, and byte runs that are not.
    valid: u64,
    invalid: u64,
    detector: EncodingDetector,
}

impl Look {
    fn through(mut input: Box<dyn Read>) -> io::Result<Self> {
        let mut look = Self {
            head: Vec::with_capacity(HEAD),
            length: 0,
            valid: 0,
            invalid: 0,
            detector: EncodingDetector::new(Iso2022JpDetection::Deny),
        };
        let mut buffer = vec![0; HEAD];
        let mut kept = 0;
        let mut shown = 0;
        loop {
            let count = match input.read(buffer.get_mut(kept..).unwrap_or_default()) {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                other => other?,
            };
            let fresh = buffer.get(kept..kept + count).unwrap_or_default();
            look.length += count as u64;
            let room = HEAD - look.head.len();
            look.head.extend_from_slice(fresh.get(..room.min(count)).unwrap_or_default());
            if shown < DETECT && !fresh.is_ascii() {
                look.detector.feed(fresh, false);
                shown += count;
            }
            let known = buffer.get(..kept + count).unwrap_or_default();
            let rest = look.count_utf8(known, count == 0);
            if count == 0 {
                look.detector.feed(&[], true);
                return Ok(look);
            }
            buffer.copy_within(rest..kept + count, 0);
            kept = kept + count - rest;
        }
    }

    /// Counts right and wrong sequences; gives where an unfinished character begins.
    fn count_utf8(&mut self, bytes: &[u8], last: bool) -> usize {
        let mut at = 0;
        for chunk in bytes.utf8_chunks() {
            if !chunk.valid().is_ascii() {
                self.valid += chunk.valid().chars().filter(|c| !c.is_ascii()).count() as u64;
            }
            let end = at + chunk.valid().len();
            at = end + chunk.invalid().len();
            if !chunk.invalid().is_empty() {
                if at == bytes.len() && !last {
                    return end;
                }
                self.invalid += 1;
            }
        }
        at
    }

    fn cut(&self) -> bool {
        self.length > self.head.len() as u64
    }
}

fn encoding_of(
    path: &Path,
    look: &Look,
    asked: Option<&str>,
) -> Result<&'static Encoding, SourceError> {
    let head = look.head.as_slice();
    if head.is_empty() {
        return Err(SourceError::Empty(path.to_owned()));
    }
    if workbook::looks_like(head) {
        return Err(SourceError::Spreadsheet(path.to_owned()));
    }
    if head.starts_with(b"SQLite format 3\0") {
        return Err(SourceError::Database(path.to_owned()));
    }
    if let Some(label) = asked {
        return Encoding::for_label(label.trim().as_bytes())
            .ok_or_else(|| SourceError::UnknownEncoding(label.to_owned()));
    }
    if head.starts_with(b"\xFF\xFE\0\0") || head.starts_with(b"\0\0\xFE\xFF") {
        return Err(SourceError::UnknownEncoding("UTF-32".to_owned()));
    }
    if let Some((encoding, _)) = Encoding::for_bom(head) {
        return Ok(encoding);
    }
    if head.contains(&0) {
        return utf16_of(head).ok_or_else(|| SourceError::Binary(path.to_owned()));
    }
    // A few broken bytes in a UTF-8 file spoil their own rows, not all the others.
    if look.invalid == 0 || look.valid > 10 * look.invalid {
        return Ok(UTF_8);
    }
    let guess = look.detector.guess(None, Utf8Detection::Deny);
    Ok(if guess == GBK || knows_headers_as_gb18030(head) { GB18030 } else { guess })
}

/// The encoding of a file of cards, whose properties may each say another.
///
/// # Errors
/// See [`SourceError`].
pub(super) fn encoding_of_cards(
    path: &Path,
    bytes: &[u8],
) -> Result<&'static Encoding, SourceError> {
    let unreadable = |source| SourceError::Unreadable { path: path.to_owned(), source };
    let look = Look::through(Box::new(Cursor::new(bytes.to_vec()))).map_err(unreadable)?;
    encoding_of(path, &look, None)
}

/// UTF-16 without a mark: NULs on one side of the pairs only, and sound text without controls.
fn utf16_of(head: &[u8]) -> Option<&'static Encoding> {
    let zeros = |side| head.iter().skip(side).step_by(2).filter(|&&byte| byte == 0).count();
    let encoding = match (zeros(0), zeros(1)) {
        (0, _) => UTF_16LE,
        (_, 0) => UTF_16BE,
        _ => return None,
    };
    let (text, bad) = encoding.decode_without_bom_handling(head);
    let odd = text.chars().any(|c| c.is_control() && !matches!(c, '\t' | '\n' | '\r'));
    (!bad && !odd).then_some(encoding)
}

/// A short Chinese file gives a detector little to go by, but its header is made of known words.
fn knows_headers_as_gb18030(head: &[u8]) -> bool {
    let line = head.split(|&byte| byte == b'\n').next().unwrap_or_default();
    let (text, _, bad) = GB18030.decode(line);
    !line.is_ascii() && !bad && text.split([',', '\t', ';', '|']).any(headers::is_known)
}

fn decode(look: &Look, encoding: &'static Encoding) -> String {
    let mut decoder = encoding.new_decoder_with_bom_removal();
    let mut text = String::new();
    text.reserve(decoder.max_utf8_buffer_length(look.head.len()).unwrap_or(3 * HEAD));
    // `last` stays false when the head was cut: half a character is no character.
    let _ = decoder.decode_to_string(&look.head, &mut text, !look.cut());
    text
}

/// The line `sep=;` that spreadsheets understand.
fn stated_delimiter(text: &str) -> Option<u8> {
    let line = text.lines().next()?.trim_matches('"');
    match line.strip_prefix("sep=")?.as_bytes() {
        [delimiter] => Some(*delimiter),
        _ => None,
    }
}

/// The delimiter that cuts the most rows into as many cells as the first one; more cells break
/// a tie. It must do so for half of them, or bring a known header to light. A file of one column
/// has none, and a comma does no harm.
fn delimiter_of(text: &str, cut: bool) -> u8 {
    let score = |delimiter: u8| -> Option<(usize, usize)> {
        let input = Box::new(Cursor::new(text.as_bytes().to_vec()));
        let mut rows = Rows::new(input, UTF_8, delimiter);
        let mut row = Row::default();
        let mut counts = Vec::new();
        let mut known = false;
        while counts.len() < SNIFF_ROWS && rows.read(&mut row).unwrap_or(false) {
            known |= counts.is_empty() && row.cells().any(headers::is_known);
            counts.push(row.len());
        }
        if cut && counts.len() < SNIFF_ROWS && counts.len() > 1 {
            counts.pop();
        }
        let first = *counts.first()?;
        let alike = counts.iter().filter(|&&count| count == first).count();
        let share = 100 * alike / counts.len();
        (first > 1 && (share >= 50 || known)).then_some((share, first))
    };
    let mut best = (b',', (0, 0));
    for delimiter in DELIMITERS {
        if let Some(score) = score(delimiter).filter(|&score| score > best.1) {
            best = (delimiter, score);
        }
    }
    best.0
}
