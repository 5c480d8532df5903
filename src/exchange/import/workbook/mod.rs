//! Workbooks: XLSX, XLS and ODS read into rows of text, after a look that no file can make costly.
//!
//! A workbook is a program's memory in disguise: a few bytes can ask for gigabytes. So the
//! container is checked before [`calamine`] sees it, cells are counted while they come, and
//! nothing in it is run: macros, formulas and links are only text that is not looked at.

mod cells;
mod compound;
mod open_document;
mod zip;

use std::{
    fs::File,
    io::{BufReader, Read, Seek, SeekFrom},
    path::Path,
};

use calamine::{Data, Ods, OdsError, Range, Reader, SheetType, SheetVisible, Xls, Xlsx};

use super::{rows::Row, source::SourceError};
use cells::Grid;

/// The largest file, bytes.
const LARGEST: u64 = 64 << 20;
/// The largest XLS file, bytes: it is held in memory as a whole, twice.
const LARGEST_COMPOUND: u64 = 32 << 20;

/// One sheet of a workbook.
#[derive(Debug)]
pub(super) struct Sheet {
    /// Its name.
    pub name: String,
    /// The other sheets that can be chosen.
    pub others: Vec<String>,
    /// What the file is: `XLSX`.
    pub format: &'static str,
    /// The rows with something in them, each of the same width; a row's line is the sheet's own.
    pub rows: Vec<Row>,
}

/// Why a workbook is not read.
#[derive(Debug)]
pub(super) enum Fault {
    /// It is protected by a password.
    Encrypted,
    /// It holds, or claims to hold, more than is taken.
    TooLarge,
    /// It is no workbook of a kind that is read.
    Unknown,
    /// It is broken.
    Broken(String),
    /// The sheet asked for is not there; those that are.
    NoSheet(Vec<String>),
    /// No sheet has a cell with something in it.
    Empty,
}

impl Fault {
    fn broken(error: &impl ToString) -> Self {
        Self::Broken(error.to_string())
    }
}

/// Whether a file that begins so may be a workbook.
pub(super) fn looks_like(head: &[u8]) -> bool {
    zip::looks_like(head) || compound::looks_like(head)
}

/// Reads one sheet: the one asked for, else the first visible one that has data.
///
/// # Errors
/// Not readable, protected, broken, or too large.
pub(super) fn read(path: &Path, wanted: Option<&str>) -> Result<Sheet, SourceError> {
    sheet(path, wanted).map_err(|fault| {
        let path = path.to_owned();
        match fault {
            Fault::Encrypted => SourceError::Encrypted(path),
            Fault::TooLarge => SourceError::TooMuch(path),
            Fault::Unknown => SourceError::Spreadsheet(path),
            Fault::Broken(reason) => SourceError::Broken { path, reason },
            Fault::NoSheet(sheets) => {
                SourceError::NoSheet { path, sheet: wanted.unwrap_or_default().to_owned(), sheets }
            }
            Fault::Empty => SourceError::Empty(path),
        }
    })
}

fn sheet(path: &Path, wanted: Option<&str>) -> Result<Sheet, Fault> {
    let mut file = File::open(path).map_err(|error| Fault::broken(&error))?;
    let size = file.metadata().map_err(|error| Fault::broken(&error))?.len();
    if size > LARGEST {
        return Err(Fault::TooLarge);
    }
    let mut head = [0; 8];
    file.read_exact(&mut head).map_err(|error| Fault::broken(&error))?;
    file.seek(SeekFrom::Start(0)).map_err(|error| Fault::broken(&error))?;
    if compound::looks_like(&head) {
        if size > LARGEST_COMPOUND {
            return Err(Fault::TooLarge);
        }
        compound::check(&mut file, size)?;
        file.seek(SeekFrom::Start(0)).map_err(|error| Fault::broken(&error))?;
        let mut book = Xls::new(BufReader::new(file)).map_err(|error| match error {
            calamine::XlsError::Password => Fault::Encrypted,
            error => Fault::broken(&error),
        })?;
        return choose("XLS", &sheets_of(&book), wanted, |name| {
            gathered(&book.worksheet_range(name).map_err(|error| Fault::broken(&error))?)
        });
    }
    let content = zip::check(&mut file, size)?;
    file.seek(SeekFrom::Start(0)).map_err(|error| Fault::broken(&error))?;
    match content {
        zip::Content::OpenDocument => {
            let mut book = Ods::new(BufReader::new(file)).map_err(|error| match error {
                OdsError::Password => Fault::Encrypted,
                error => Fault::broken(&error),
            })?;
            choose("ODS", &sheets_of(&book), wanted, |name| {
                gathered(&book.worksheet_range(name).map_err(|error| Fault::broken(&error))?)
            })
        }
        zip::Content::Xlsx => {
            let mut book =
                Xlsx::new(BufReader::new(file)).map_err(|error| Fault::broken(&error))?;
            choose("XLSX", &sheets_of(&book), wanted, |name| streamed(&mut book, name))
        }
    }
}

/// The worksheets, those first that a person sees.
fn sheets_of<RS: Read + Seek, B: Reader<RS>>(book: &B) -> Vec<String> {
    let all = book.sheets_metadata().iter().filter(|sheet| sheet.typ == SheetType::WorkSheet);
    let (seen, hidden): (Vec<_>, Vec<_>) =
        all.partition(|sheet| sheet.visible == SheetVisible::Visible);
    seen.into_iter().chain(hidden).map(|sheet| sheet.name.clone()).collect()
}

fn choose(
    format: &'static str,
    names: &[String],
    wanted: Option<&str>,
    mut rows_of: impl FnMut(&str) -> Result<Vec<Row>, Fault>,
) -> Result<Sheet, Fault> {
    let others =
        |chosen: &str| names.iter().filter(|name| *name != chosen).cloned().collect::<Vec<_>>();
    if let Some(wanted) = wanted {
        let same = |name: &&String| super::text::key(name) == super::text::key(wanted);
        let exact = names.iter().find(|name| *name == wanted).or_else(|| names.iter().find(same));
        let name = exact.ok_or_else(|| Fault::NoSheet(names.to_vec()))?;
        let rows = rows_of(name)?;
        if rows.is_empty() {
            return Err(Fault::Empty);
        }
        return Ok(Sheet { name: name.clone(), others: others(name), format, rows });
    }
    for name in names {
        let rows = rows_of(name)?;
        if !rows.is_empty() {
            return Ok(Sheet { name: name.clone(), others: others(name), format, rows });
        }
    }
    Err(Fault::Empty)
}

fn gathered(range: &Range<Data>) -> Result<Vec<Row>, Fault> {
    let (top, left) = range.start().unwrap_or_default();
    let mut grid = Grid::default();
    for (row, column, value) in range.used_cells() {
        let place = (u32::try_from(row), u32::try_from(column));
        let (Ok(row), Ok(column)) = place else { return Err(Fault::TooLarge) };
        grid.put(top + row, left + column, &cells::text_of(&cells::borrowed(value)))?;
    }
    grid.finish()
}

fn streamed<RS: Read + Seek>(book: &mut Xlsx<RS>, name: &str) -> Result<Vec<Row>, Fault> {
    let mut reader = book.worksheet_cells_reader(name).map_err(|error| Fault::broken(&error))?;
    let mut grid = Grid::default();
    while let Some(cell) = reader.next_cell().map_err(|error| Fault::broken(&error))? {
        let (row, column) = cell.get_position();
        grid.put(row, column, &cells::text_of(cell.get_value()))?;
    }
    grid.finish()
}
