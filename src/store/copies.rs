//! Copies of the open file that lie beside it, as tools that sync folders leave them: known by what
//! is in them, whatever their name.

use std::{
    collections::HashMap,
    fs, io,
    path::{Path, PathBuf},
};

use rusqlite::Connection;
use uuid::Uuid;

use super::{
    Glance, Store, StoreError,
    error::AtFile,
    file_id, log,
    other::{Head, Other, beside},
};
use crate::env::{
    FileTime,
    identity::{DeviceId, Origin, node_of, private_dir},
};

/// Entries of the folder that are looked at, and files of ours that are opened.
const ENTRIES: usize = 10_000;
const OPENED: usize = 64;
/// Bytes of the smallest database and of the largest that is opened unasked.
const SIZES: std::ops::RangeInclusive<u64> = 512..=64 << 30;
/// The folder that merged copies go to.
const MERGED: &str = "merged";

/// A copy with something that the open file lacks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Copy {
    /// Where it lies.
    pub path: PathBuf,
    mark: Mark,
}

/// Tells whether a file is still as it was.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Mark {
    length: u64,
    changed: Option<FileTime>,
    node: (u64, u64),
}

/// Files that were looked at and have nothing new: as long as they stay as they are, they are not
/// opened again.
#[derive(Debug, Default)]
pub struct Looked(HashMap<PathBuf, Mark>);

impl Store {
    /// The copies beside the file that have something it lacks.
    ///
    /// # Errors
    /// Fails when the folder or the file cannot be read.
    pub fn copies(&self, looked: &mut Looked) -> Result<Vec<Copy>, StoreError> {
        find(&self.conn, &self.path, looked)
    }
}

impl Glance {
    /// As [`Store::copies`].
    ///
    /// # Errors
    /// Fails when the folder or the file cannot be read.
    pub fn copies(&self, looked: &mut Looked) -> Result<Vec<Copy>, StoreError> {
        find(&self.conn, self.path(), looked)
    }
}

fn find(conn: &Connection, path: &Path, looked: &mut Looked) -> Result<Vec<Copy>, StoreError> {
    let failed = |source| StoreError::Io { path: path.to_owned(), source };
    // A file in memory has nothing beside it.
    let Ok(real) = fs::canonicalize(path) else { return Ok(Vec::new()) };
    let id = file_id(conn, path)?;
    let Some(folder) = real.parent() else { return Ok(Vec::new()) };
    let (mut found, mut opened) = (Vec::new(), 0);
    for entry in fs::read_dir(folder).map_err(failed)?.take(ENTRIES) {
        let Ok(entry) = entry else { continue };
        let other = entry.path();
        let Some(mark) = mark_of(&other).filter(|mark| SIZES.contains(&mark.length)) else {
            continue;
        };
        let itself = other == real || (mark.node != (0, 0) && mark.node == node_of(&real));
        if itself || looked.0.get(&other) == Some(&mark) || opened == OPENED {
            continue;
        }
        let is_ours = Head::read(&other).ok().flatten().is_some_and(|head| head.is_ours());
        opened += usize::from(is_ours);
        // What cannot be read is not there yet: a tool may just be writing it.
        let news = || has_news(conn, &real, &other, id).unwrap_or(None);
        match if is_ours { news() } else { Some(false) } {
            Some(true) => found.push(Copy { path: beside_named(path, &other), mark }),
            Some(false) => {
                looked.0.insert(other, mark);
            }
            None => {}
        }
    }
    found.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(found)
}

/// Whether a file is a copy with something new; nobody knows (`None`) while it cannot be read.
fn has_news(
    conn: &Connection,
    real: &Path,
    path: &Path,
    id: Uuid,
) -> Result<Option<bool>, StoreError> {
    let other = match Other::open(path, real, id) {
        Ok(other) => other,
        Err(StoreError::AnotherFile(_) | StoreError::NotOurs(_)) => return Ok(Some(false)),
        Err(_) => return Ok(None),
    };
    let newest: Option<[u8; 16]> = other
        .conn
        .prepare("SELECT uid FROM steps ORDER BY id DESC LIMIT 1")
        .and_then(|mut newest| newest.query_map([], |row| row.get(0))?.next().transpose())
        .at(path)?;
    if let Some(step) = newest
        && !log::has_step(conn, &step).at(real)?
    {
        return Ok(Some(true));
    }
    let mut statement = other.conn.prepare("SELECT device, incarnation FROM origins").at(path)?;
    let origins = statement
        .query_map([], |row| {
            let device = DeviceId(Uuid::from_bytes(row.get(0)?));
            Ok(Origin { device, incarnation: Uuid::from_bytes(row.get(1)?) })
        })
        .at(path)?;
    for origin in origins {
        let origin = origin.at(path)?;
        let theirs = log::last_sequence(&other.conn, origin).at(path)?;
        if theirs > log::last_sequence(conn, origin).at(real)? {
            return Ok(Some(true));
        }
    }
    Ok(Some(false))
}

/// A regular file and how it stands; links are not followed.
fn mark_of(path: &Path) -> Option<Mark> {
    let data = fs::symlink_metadata(path).ok().filter(fs::Metadata::is_file)?;
    Some(Mark { length: data.len(), changed: data.modified().ok(), node: node_of(path) })
}

/// The path of a neighbour, written as the open file's is.
fn beside_named(path: &Path, other: &Path) -> PathBuf {
    let folder = path.parent().filter(|_| fs::symlink_metadata(path).is_ok_and(|it| it.is_file()));
    match (folder, other.file_name()) {
        (Some(folder), Some(name)) => folder.join(name),
        _ => other.to_owned(),
    }
}

/// Moves a copy that was merged into `merged/` beside it and tells where it is; it stays where it is
/// when it was written to since it was found: then there is more to come.
///
/// # Errors
/// Fails when it cannot be moved.
pub fn set_aside(copy: &Copy) -> Result<Option<PathBuf>, StoreError> {
    let path = copy.path.as_path();
    let failed = |source: io::Error| StoreError::Io { path: path.to_owned(), source };
    if mark_of(path) != Some(copy.mark) {
        return Ok(None);
    }
    let folder = path.parent().unwrap_or(Path::new("")).join(MERGED);
    private_dir(&folder).map_err(failed)?;
    let name = path.file_name().unwrap_or_default();
    let free = |count: u32| {
        let mut numbered = std::ffi::OsString::new();
        if count > 1 {
            numbered.push(format!("{count}-"));
        }
        numbered.push(name);
        folder.join(numbered)
    };
    let to = (1..).map(free).find(|to| fs::symlink_metadata(to).is_err());
    let to = to.ok_or_else(|| failed(io::ErrorKind::AlreadyExists.into()))?;
    fs::rename(path, &to).map_err(failed)?;
    for what in ["-journal", "-wal", "-shm"] {
        if beside(path, what).is_file() {
            fs::rename(beside(path, what), beside(&to, what)).map_err(failed)?;
        }
    }
    Ok(Some(to))
}
