//! Files of older formats: each is kept as it was, and opens as if it had been written today.

use std::{fs, io::Read, path::Path, sync::Arc};

use flate2::read::GzDecoder;
use touchline::{command::Session, env::Env};

use super::view;

/// Monday 23 November 2026, 09:00 in Shanghai: the day the files were written.
const THEN: i64 = 1_795_395_600_000;
const DAY: i64 = 86_400_000;

/// A file of a format, unpacked into a folder.
fn unpack(format: u32, folder: &Path) -> std::path::PathBuf {
    let packed =
        Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/fixtures/format_{format}.db.gz"));
    let mut bytes = Vec::new();
    GzDecoder::new(fs::File::open(packed).unwrap()).read_to_end(&mut bytes).unwrap();
    let path = folder.join("old.db");
    fs::write(&path, bytes).unwrap();
    path
}

#[test]
fn a_file_of_an_older_format_opens_with_everything_in_it() {
    let formats = [(1, 25), (2, 8), (3, 8), (4, 8)];
    for ((format, customers), later) in formats.into_iter().flat_map(|it| [(it, 0), (it, 40 * DAY)])
    {
        let folder = tempfile::tempdir().unwrap();
        let path = unpack(format, folder.path());
        let session = Session::open(&path, Arc::new(Env::fixed(THEN + later, 1)), "林", false);
        let session = session.unwrap();
        assert_eq!(session.reader().customers().unwrap().len(), customers, "format {format}");
        view::assert_standings_are_fresh(&session);
        assert_eq!(session.store().check_log().unwrap(), []);
    }
}
