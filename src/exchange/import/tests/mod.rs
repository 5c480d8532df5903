//! Whole files, small ones written here and, where they lie beside the project, real ones.

use std::io::Write;
use std::path::PathBuf;

use super::date::DateStyle;
use super::value::Value;
use super::*;
use crate::domain::money::Currency;

const CNY: Currency = Currency::CNY;

fn options() -> Options {
    Options {
        today: chrono::NaiveDate::from_ymd_opt(2026, 11, 23).unwrap(),
        zone: chrono_tz::Asia::Shanghai,
        currency: CNY,
        dates: DateStyle::MonthFirst,
    }
}

fn file(bytes: &[u8]) -> tempfile::NamedTempFile {
    let mut file = tempfile::NamedTempFile::new().unwrap();
    file.write_all(bytes).unwrap();
    file
}

fn open(bytes: &[u8]) -> Result<Source, SourceError> {
    Source::open(file(bytes).path(), &SourceOptions::default())
}

/// The records and rejects of a text, its kind guessed from the header.
fn import(text: &str) -> (Vec<Record>, Vec<Reject>) {
    let file = file(text.as_bytes());
    import_file(file.path().to_owned(), None)
}

fn import_file(path: PathBuf, kind: Option<Kind>) -> (Vec<Record>, Vec<Reject>) {
    let source = Source::open(&path, &SourceOptions::default()).unwrap();
    let mapping = Mapping::plan(kind, source.headers(), &[]).unwrap();
    let options = options();
    let (mut good, mut bad) = (Vec::new(), Vec::new());
    for row in records(&source, &mapping, &options).unwrap() {
        match row {
            Ok(record) => good.push(record),
            Err(reject) => bad.push(reject),
        }
    }
    (good, bad)
}

fn codes(rejects: &[Reject]) -> Vec<(u64, &'static str)> {
    rejects.iter().map(|reject| (reject.line, reject.reason.code())).collect()
}

fn headers(line: &str) -> Vec<String> {
    line.split(',').map(str::to_owned).collect()
}

mod any_text;
mod sources;

mod mappings;

mod rows_of_a_file;

mod real_files;
