//! An XLS file checked before it is opened: chains that end, no password, and sheets that are not
//! larger than what they hold.

use std::{fs::File, io::Read};

use super::Fault;

/// Cells at most of all sheets together, those between them counted: they are all read at once.
const MOST_CELLS: u64 = 1_000_000;
/// Sectors from here on are marks, not places.
const LAST_SECTOR: u32 = 0xFFFF_FFF9;

/// Whether a file that begins so is a compound file.
pub(super) fn looks_like(head: &[u8]) -> bool {
    head.starts_with(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1")
}

/// Checks a compound file of `size` bytes.
pub(super) fn check(file: &mut File, size: u64) -> Result<(), Fault> {
    let mut bytes = Vec::new();
    file.take(size).read_to_end(&mut bytes).map_err(|error| Fault::broken(&error))?;
    let odd = || Fault::Broken("compound file".to_owned());
    let compound = Compound::new(&bytes).ok_or_else(odd)?;
    let directory = compound.stream(u32_at(&bytes, 48).ok_or_else(odd)?).ok_or_else(odd)?;
    let entries: Vec<Entry> = directory.chunks_exact(128).filter_map(entry).collect();
    let named = |name: &str| entries.iter().find(|entry| entry.name.eq_ignore_ascii_case(name));
    if named("EncryptedPackage").is_some() {
        return Err(Fault::Encrypted);
    }
    let book = named("Workbook").or_else(|| named("Book")).ok_or(Fault::Unknown)?;
    let stream = if book.size < u64::from(u32_at(&bytes, 56).unwrap_or(4096)) {
        let root = entries.first().ok_or_else(odd)?;
        compound.small_stream(root.start, book.start)
    } else {
        compound.stream(book.start)
    };
    let mut stream = stream.ok_or_else(odd)?;
    stream.truncate(usize::try_from(book.size).unwrap_or(usize::MAX));
    check_records(&stream)
}

/// A stream as the directory names it.
struct Entry {
    name: String,
    start: u32,
    size: u64,
}

fn entry(bytes: &[u8]) -> Option<Entry> {
    let length = usize::from(u16_at(bytes, 64)?).min(64).saturating_sub(2);
    let units: Vec<u16> = (0..length / 2).filter_map(|at| u16_at(bytes, 2 * at)).collect();
    let name = String::from_utf16_lossy(&units);
    // The upper half of the size is rubbish in files of small sectors.
    Some(Entry { name, start: u32_at(bytes, 116)?, size: u64::from(u32_at(bytes, 120)?) })
}

struct Compound<'a> {
    bytes: &'a [u8],
    sector: usize,
    table: Vec<u32>,
}

impl<'a> Compound<'a> {
    fn new(bytes: &'a [u8]) -> Option<Self> {
        let shift = u16_at(bytes, 30)?;
        let sector = 1_usize << Some(shift).filter(|shift| (9..=12).contains(shift))?;
        let mut compound = Self { bytes, sector, table: Vec::new() };
        let mut places: Vec<u32> = (0..109).filter_map(|at| u32_at(bytes, 76 + 4 * at)).collect();
        let mut next = u32_at(bytes, 68)?;
        let most = bytes.len() / sector + 1;
        let mut steps = 0;
        while next <= LAST_SECTOR {
            steps += 1;
            if steps > most {
                return None;
            }
            let piece = compound.piece(next)?;
            let last = sector - 4;
            places.extend((0..last / 4).filter_map(|at| u32_at(piece, 4 * at)));
            next = u32_at(piece, last)?;
        }
        for place in places.into_iter().filter(|place| *place <= LAST_SECTOR).take(most) {
            let piece = compound.piece(place)?;
            let entries = piece.chunks_exact(4).filter_map(|entry| u32_at(entry, 0));
            compound.table.extend(entries);
        }
        Some(compound)
    }

    /// A sector; the last one of a file may be short.
    fn piece(&self, sector: u32) -> Option<&'a [u8]> {
        let start = (sector as usize).checked_add(1)?.checked_mul(self.sector)?;
        let end = start.checked_add(self.sector)?.min(self.bytes.len());
        self.bytes.get(start..end)
    }

    /// The bytes of a chain; `None` when it has no end.
    fn stream(&self, start: u32) -> Option<Vec<u8>> {
        let most = self.bytes.len() / self.sector + 1;
        let (mut next, mut steps, mut stream) = (start, 0, Vec::new());
        while next <= LAST_SECTOR {
            steps += 1;
            if steps > most {
                return None;
            }
            stream.extend_from_slice(self.piece(next)?);
            next = self.table.get(next as usize).copied().unwrap_or(u32::MAX);
        }
        Some(stream)
    }

    /// A stream kept in the small sectors of the root.
    fn small_stream(&self, root: u32, start: u32) -> Option<Vec<u8>> {
        let room = self.stream(root)?;
        let table = self.stream(u32_at(self.bytes, 60)?)?;
        let (mut next, mut steps, mut stream) = (start, 0, Vec::new());
        while next <= LAST_SECTOR {
            steps += 1;
            if steps > room.len() / 64 + 1 {
                return None;
            }
            let at = (next as usize).checked_mul(64)?;
            stream.extend_from_slice(room.get(at..at.checked_add(64)?.min(room.len()))?);
            next = u32_at(&table, (next as usize).checked_mul(4)?).unwrap_or(u32::MAX);
        }
        Some(stream)
    }
}

/// Walks the records: a password, and where the cells of each sheet lie.
fn check_records(stream: &[u8]) -> Result<(), Fault> {
    let mut area = 0_u64;
    let mut bounds: Option<[u64; 4]> = None;
    let mut at = 0;
    while let (Some(kind), Some(length)) = (u16_at(stream, at), u16_at(stream, at + 2)) {
        let body = stream.get(at + 4..at + 4 + usize::from(length)).unwrap_or_default();
        match kind {
            0x002F => return Err(Fault::Encrypted),
            // The next sheet begins.
            0x0809 | 0x0409 | 0x0209 | 0x0009 => area = area.saturating_add(size(bounds.take())),
            0x0002..=0x0006 | 0x0203..=0x0206 | 0x0406 | 0x00FD | 0x027E | 0x00D6 | 0x00BD => {
                if let (Some(row), Some(column)) = (u16_at(body, 0), u16_at(body, 2)) {
                    let last = body.len().checked_sub(2).and_then(|end| u16_at(body, end));
                    let last = last.filter(|_| kind == 0x00BD).unwrap_or(column);
                    let (row, first, last) = (row.into(), column.into(), last.into());
                    let [top, left, bottom, right] = bounds.unwrap_or([row, first, row, last]);
                    bounds =
                        Some([top.min(row), left.min(first), bottom.max(row), right.max(last)]);
                }
            }
            _ => {}
        }
        if area.saturating_add(size(bounds)) > MOST_CELLS {
            return Err(Fault::TooLarge);
        }
        at += 4 + usize::from(length);
    }
    Ok(())
}

/// Cells between the corners.
fn size(bounds: Option<[u64; 4]>) -> u64 {
    let [top, left, bottom, right] = bounds.unwrap_or([1, 1, 0, 0]);
    bottom.saturating_add(1).saturating_sub(top) * right.saturating_add(1).saturating_sub(left)
}

fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    let bytes = bytes.get(at..at.checked_add(2)?)?;
    Some(u16::from_le_bytes(bytes.try_into().ok()?))
}

fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    let bytes = bytes.get(at..at.checked_add(4)?)?;
    Some(u32::from_le_bytes(bytes.try_into().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(kind: u16, body: &[u8]) -> Vec<u8> {
        let length = u16::try_from(body.len()).unwrap();
        [&kind.to_le_bytes()[..], &length.to_le_bytes(), body].concat()
    }

    #[test]
    fn sheets_that_are_much_larger_than_their_cells_are_refused() {
        let cell = |row: u16, column: u16| {
            record(0x0203, &[&row.to_le_bytes()[..], &column.to_le_bytes(), &[0; 10]].concat())
        };
        let sheet = record(0x0809, &[0; 8]);
        let small = [sheet.clone(), cell(0, 0), cell(9_999, 9)].concat();
        assert!(check_records(&small).is_ok());
        let large = [sheet.clone(), cell(0, 0), cell(65_535, 255)].concat();
        assert!(matches!(check_records(&large), Err(Fault::TooLarge)));
        let many = [sheet, cell(0, 0), cell(9_999, 99)].concat().repeat(2);
        assert!(matches!(check_records(&many), Err(Fault::TooLarge)));
        assert!(matches!(check_records(&record(0x002F, &[0; 4])), Err(Fault::Encrypted)));
    }

    #[test]
    fn chains_without_an_end_are_refused() {
        let mut bytes = vec![0; 512 * 3];
        bytes[30] = 9;
        bytes[68..72].copy_from_slice(&u32::MAX.to_le_bytes());
        bytes[76..512].fill(0xFF);
        bytes[76..80].fill(0);
        // Sector 1 follows on itself.
        bytes[516] = 1;
        let compound = Compound::new(&bytes).unwrap();
        assert!(compound.stream(1).is_none());
        assert_eq!(compound.stream(u32::MAX).map(|bytes| bytes.len()), Some(0));
    }
}
