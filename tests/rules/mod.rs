//! The rules of DOMAIN.md against their vectors: files named `<prefix>….csv|json` in the directory
//! `TOUCHLINE_VECTORS` (default: `tests/vectors`). A file that no handler knows fails the test.

mod customers;
mod follow_up;
mod funnel;
mod tiers;
mod time;

use std::{
    env, fs,
    path::{Path, PathBuf},
};

/// A vector file's check: panics with the case's name when a result differs.
type Handler = fn(&Path);

fn handlers() -> Vec<(&'static str, Handler)> {
    [customers::HANDLERS, follow_up::HANDLERS, funnel::HANDLERS, tiers::HANDLERS, time::HANDLERS]
        .concat()
}

/// Where the vectors are.
fn directory() -> PathBuf {
    env::var_os("TOUCHLINE_VECTORS")
        .map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/vectors"), PathBuf::from)
}

/// A file of real data beside the project, `None` where it does not exist.
fn shared_data(name: &str) -> Option<PathBuf> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data").join(name);
    path.exists().then_some(path)
}

#[test]
fn vectors() {
    let directory = directory();
    let mut files: Vec<PathBuf> = fs::read_dir(&directory)
        .unwrap_or_else(|error| panic!("{}: {error}", directory.display()))
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|ext| ext == "csv" || ext == "json"))
        .collect();
    files.sort();
    assert!(!files.is_empty(), "no vectors in {}", directory.display());
    let handlers = handlers();
    for file in files {
        let stem = file.file_stem().unwrap().to_str().unwrap();
        let (prefix, handler) = handlers
            .iter()
            .filter(|(prefix, _)| stem.starts_with(prefix))
            .max_by_key(|(prefix, _)| prefix.len())
            .unwrap_or_else(|| panic!("no rule reads {}", file.display()));
        eprintln!("{prefix}: {}", file.display());
        handler(&file);
    }
}
