//! A zip file checked before it is opened: what its directory declares, and what its parts really
//! unfold to.

use std::{
    fs::File,
    io::{Read, Seek, SeekFrom},
};

use flate2::read::DeflateDecoder;

use super::{Fault, open_document::Repeats};

/// Parts at most.
const MOST_PARTS: u64 = 10_000;
/// The largest directory, bytes.
const LARGEST_DIRECTORY: u64 = 8 << 20;
/// Bytes that all parts together may declare, pictures too.
const MOST_DECLARED: u64 = 1 << 30;
/// Bytes that all parts which are read may unfold to.
const MOST_REAL: u64 = 256 << 20;
/// Bytes of a part that is read cell by cell.
const LARGEST_SHEET: u64 = 128 << 20;
/// Bytes of a part that is held in memory: texts, styles, an ODS file's content.
const LARGEST_HELD: u64 = 48 << 20;
/// Bytes that one byte of a large part may unfold to.
const STEEPEST: u64 = 200;
/// A part of so many bytes is large.
const LARGE: u64 = 8 << 20;
/// What a text costs beside its bytes, and how much all of them may.
const TEXT_COST: u64 = 72;
const MOST_TEXT_COST: u64 = 96 << 20;
/// Formats at most; Excel itself has 65,490.
const MOST_FORMATS: u64 = 70_000;

/// What the file holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Content {
    /// An Excel workbook.
    Xlsx,
    /// An OpenDocument spreadsheet.
    OpenDocument,
}

/// Whether a file that begins so is a zip file.
pub(super) fn looks_like(head: &[u8]) -> bool {
    head.starts_with(b"PK\x03\x04")
}

/// A part as the directory declares it.
#[derive(Debug)]
struct Part {
    name: String,
    encrypted: bool,
    method: u16,
    compressed: u64,
    size: u64,
    offset: u64,
}

/// Checks a zip file of `size` bytes; says what it holds.
pub(super) fn check(file: &mut File, size: u64) -> Result<Content, Fault> {
    let parts = directory(file, size)?;
    let has = |name: &str| parts.iter().any(|part| part.name.eq_ignore_ascii_case(name));
    let content = if has("[Content_Types].xml") && parts.iter().any(is_sheet) {
        Content::Xlsx
    } else if has("content.xml") && has("META-INF/manifest.xml") {
        Content::OpenDocument
    } else {
        return Err(Fault::Unknown);
    };
    let declared = parts.iter().fold(0, |sum: u64, part| sum.saturating_add(part.size));
    if declared > MOST_DECLARED {
        return Err(Fault::TooLarge);
    }
    let mut real = 0;
    for part in parts.iter().filter(|part| is_read(&part.name)) {
        if part.encrypted {
            return Err(Fault::Encrypted);
        }
        real += check_part(file, part, content)?;
        if real > MOST_REAL {
            return Err(Fault::TooLarge);
        }
    }
    Ok(content)
}

fn is_sheet(part: &Part) -> bool {
    let name = part.name.to_lowercase();
    name.ends_with("workbook.xml") || (name.contains("worksheets/") && name.ends_with(".xml"))
}

/// Pictures, macros and the like are never looked at.
fn is_read(name: &str) -> bool {
    let name = name.to_lowercase();
    [".xml", ".rels", "mimetype"].iter().any(|end| name.ends_with(end))
}

/// Unfolds a part and forgets it; gives its real size.
fn check_part(file: &mut File, part: &Part, content: Content) -> Result<u64, Fault> {
    let broken = |error: std::io::Error| Fault::broken(&error);
    file.seek(SeekFrom::Start(part.offset)).map_err(broken)?;
    let mut local = [0; 30];
    file.read_exact(&mut local).map_err(broken)?;
    if !looks_like(&local) {
        return Err(Fault::Broken("zip".to_owned()));
    }
    let lengths = [number(&local, 26, 2), number(&local, 28, 2)];
    let start = part.offset + 30 + lengths.iter().flatten().sum::<u64>();
    file.seek(SeekFrom::Start(start)).map_err(broken)?;
    let raw = file.take(part.compressed);
    let mut input: Box<dyn Read> = match part.method {
        0 => Box::new(raw),
        8 => Box::new(DeflateDecoder::new(raw)),
        _ => return Err(Fault::Unknown),
    };
    let mut marks = Marks::default();
    let mut repeats =
        (content == Content::OpenDocument && part.name == "content.xml").then(Repeats::default);
    let mut buffer = vec![0; 64 << 10];
    let mut real = 0;
    loop {
        // A part that ends too early is the reader's to refuse; what came until then was checked.
        let count = input.read(&mut buffer).unwrap_or(0);
        let piece = buffer.get(..count).unwrap_or_default();
        if count == 0 {
            return Ok(real);
        }
        real += count as u64;
        marks.see(piece);
        if let Some(repeats) = &mut repeats {
            repeats.see(piece)?;
        }
        let most = if marks.sheet > 0 { LARGEST_SHEET } else { LARGEST_HELD };
        let steep = real > LARGE && real / STEEPEST > part.compressed;
        let texts = marks.texts * TEXT_COST + if marks.texts > 0 { real } else { 0 };
        let costly = texts > MOST_TEXT_COST || marks.formats > MOST_FORMATS;
        if real > most || steep || costly {
            return Err(Fault::TooLarge);
        }
    }
}

/// Elements counted that cost more memory than their bytes.
#[derive(Debug, Default)]
struct Marks {
    /// The last bytes of the piece before.
    tail: Vec<u8>,
    texts: u64,
    formats: u64,
    sheet: u64,
}

impl Marks {
    fn see(&mut self, piece: &[u8]) {
        let keep = self.tail.len();
        self.tail.extend_from_slice(piece);
        let bytes = std::mem::take(&mut self.tail);
        // A name begins behind `<` or, with a prefix, behind `:`; what began in the piece before
        // and ended there was counted there.
        for (at, window) in bytes.windows(5).enumerate() {
            if at + 5 <= keep || !matches!(window.first(), Some(b'<' | b':')) {
                continue;
            }
            match window.get(1..).unwrap_or_default() {
                [b's', b'i', b'>' | b' ' | b'/', _] => self.texts += 1,
                [b'x', b'f', b'>' | b' ' | b'/', _] => self.formats += 1,
                b"shee" if bytes.get(at + 1..at + 10) == Some(b"sheetData") => self.sheet += 1,
                _ => {}
            }
        }
        let from = bytes.len().saturating_sub(4);
        self.tail = bytes.get(from..).unwrap_or_default().to_vec();
    }
}

/// A little-endian number of `width` bytes.
fn number(bytes: &[u8], at: usize, width: usize) -> Option<u64> {
    let bytes = bytes.get(at..at.checked_add(width)?)?;
    Some(bytes.iter().rev().fold(0, |sum, byte| sum << 8 | u64::from(*byte)))
}

fn directory(file: &mut File, size: u64) -> Result<Vec<Part>, Fault> {
    let broken = |error: std::io::Error| Fault::broken(&error);
    let odd = || Fault::Broken("zip".to_owned());
    // The end record with the longest comment there can be, and what stands before it.
    let from = size.saturating_sub(0x1_0000 + 22 + 20 + 56);
    file.seek(SeekFrom::Start(from)).map_err(broken)?;
    let mut end = Vec::new();
    file.take(size).read_to_end(&mut end).map_err(broken)?;
    let at = end.windows(4).rposition(|mark| mark == b"PK\x05\x06").ok_or_else(odd)?;
    let record = end.get(at..).unwrap_or_default();
    let field = |offset, width| number(record, offset, width).ok_or_else(odd);
    let (mut count, mut length, mut start) = (field(10, 2)?, field(12, 4)?, field(16, 4)?);
    if count == 0xFFFF || length == 0xFFFF_FFFF || start == 0xFFFF_FFFF {
        let big = end.get(..at).unwrap_or_default();
        let big = big.windows(4).rposition(|mark| mark == b"PK\x06\x06").ok_or_else(odd)?;
        let big = end.get(big..).unwrap_or_default();
        let field = |offset| number(big, offset, 8).ok_or_else(odd);
        (count, length, start) = (field(32)?, field(40)?, field(48)?);
    }
    if count > MOST_PARTS || length > LARGEST_DIRECTORY {
        return Err(Fault::TooLarge);
    }
    file.seek(SeekFrom::Start(start)).map_err(broken)?;
    let mut bytes = Vec::new();
    file.take(length).read_to_end(&mut bytes).map_err(broken)?;
    let mut parts = Vec::new();
    let mut at = 0;
    while parts.len() as u64 != count {
        let head = bytes.get(at..).unwrap_or_default();
        if !head.starts_with(b"PK\x01\x02") {
            return Err(odd());
        }
        let (part, length) = part(head).ok_or_else(odd)?;
        parts.push(part);
        at += length;
    }
    Ok(parts)
}

/// One entry of the directory, and how long it is.
fn part(head: &[u8]) -> Option<(Part, usize)> {
    let [name, extra, comment] =
        [28, 30, 32].map(|at| number(head, at, 2).and_then(|length| usize::try_from(length).ok()));
    let (name, extra, comment) = (name?, extra?, comment?);
    let mut sizes = [number(head, 24, 4)?, number(head, 20, 4)?, number(head, 42, 4)?];
    let extras = head.get(46 + name..46 + name + extra)?;
    // Sizes beyond four bytes stand in an extra field, those only that do not fit.
    let mut at = 0;
    while let (Some(id), Some(length)) = (number(extras, at, 2), number(extras, at + 2, 2)) {
        let mut place = at + 4;
        if id == 1 {
            for size in sizes.iter_mut().filter(|size| **size == 0xFFFF_FFFF) {
                *size = number(extras, place, 8)?;
                place += 8;
            }
        }
        at += 4 + usize::try_from(length).ok()?;
    }
    let [size, compressed, offset] = sizes;
    let part = Part {
        name: String::from_utf8_lossy(head.get(46..46 + name)?).into_owned(),
        encrypted: number(head, 8, 2)? & 1 == 1,
        method: u16::try_from(number(head, 10, 2)?).ok()?,
        compressed,
        size,
        offset,
    };
    Some((part, 46 + name + extra + comment))
}
