//! A file of text: what it is, how it is encoded, what parts its cells.

use std::fs::File;
use std::io::{self, Cursor, Read};
use std::path::{Path, PathBuf};

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, GB18030, GBK, UTF_8, UTF_16BE, UTF_16LE};
use flate2::read::MultiGzDecoder;

use super::rows::{Row, Rows};
use super::{headers, text};

/// Bytes kept from the start of a file to recognise it by.
const HEAD: usize = 64 << 10;
/// Bytes with accents or Chinese shown to the encoding detector at most.
const DETECT: usize = 1 << 20;
/// Rows looked at to find the delimiter.
const SNIFF_ROWS: usize = 50;
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
    /// An XLSX, ODS or XLS workbook.
    #[error("{0}: looks like a spreadsheet; save it as CSV")]
    Spreadsheet(PathBuf),
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
}

/// A file that can be read as a table, as often as needed.
#[derive(Clone, Debug)]
pub struct Source {
    path: PathBuf,
    encoding: &'static Encoding,
    delimiter: u8,
    gzip: bool,
    /// Physical lines before the header: `sep=;`.
    skip: usize,
    headers: Vec<String>,
    no_header: bool,
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
        let encoding = encoding_of(path, &look, options.encoding.as_deref())?;
        let head = decode(&look, encoding);
        if head.trim().is_empty() {
            return Err(SourceError::Empty(path.to_owned()));
        }
        let stated = stated_delimiter(&head);
        let delimiter = options.delimiter.or(stated);
        let skip = usize::from(stated.is_some());
        let body = head.split_inclusive('\n').skip(skip).collect::<String>();
        let delimiter = delimiter.unwrap_or_else(|| delimiter_of(&body, look.cut()));
        let mut source = Self {
            path: path.to_owned(),
            encoding,
            delimiter,
            gzip,
            skip,
            headers: Vec::new(),
            no_header: options.no_header,
        };
        source.headers = source.read_headers().map_err(unreadable)?;
        if source.headers.is_empty() {
            return Err(SourceError::Empty(path.to_owned()));
        }
        Ok(source)
    }

    /// The file.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The name of the encoding found or asked for.
    pub fn encoding(&self) -> &'static str {
        self.encoding.name()
    }

    /// What parts the cells.
    pub fn delimiter(&self) -> u8 {
        self.delimiter
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
        if !self.no_header {
            first_row(&mut rows)?;
        }
        Ok(rows)
    }

    fn all_rows(&self) -> io::Result<Rows> {
        let input = bytes(&self.path, self.gzip)?;
        let mut rows = Rows::new(input, self.encoding, self.delimiter);
        for _ in 0..self.skip {
            rows.read(&mut Row::default())?;
        }
        Ok(rows)
    }

    fn read_headers(&self) -> io::Result<Vec<String>> {
        let row = first_row(&mut self.all_rows()?)?;
        if self.no_header {
            return Ok((1..=row.len()).map(|n| format!("column_{n}")).collect());
        }
        Ok(row.cells().map(|cell| text::clean(cell).into_owned()).collect())
    }
}

/// The text of a whole file of at most `most` bytes, whatever its encoding.
///
/// # Errors
/// See [`SourceError`].
pub fn whole(path: &Path, most: u64) -> Result<String, SourceError> {
    let unreadable = |source| SourceError::Unreadable { path: path.to_owned(), source };
    let mut input = bytes(path, checked(path)?).map_err(unreadable)?.take(most.saturating_add(1));
    let mut read = Vec::new();
    input.read_to_end(&mut read).map_err(unreadable)?;
    if read.len() as u64 > most {
        return Err(SourceError::TooLarge { path: path.to_owned(), most });
    }
    let look = Look::through(Box::new(Cursor::new(read.clone()))).map_err(unreadable)?;
    let (text, _, _) = encoding_of(path, &look, None)?.decode(&read);
    if text.trim().is_empty() {
        return Err(SourceError::Empty(path.to_owned()));
    }
    Ok(text.into_owned())
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
    if head.starts_with(b"PK\x03\x04") || head.starts_with(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1") {
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
