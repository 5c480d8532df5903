//! Files that are not ours, or not whole: told what they are, quickly, and left as they are.

use std::{
    fs,
    path::{Path, PathBuf},
    time::{Duration, Instant},
};

use proptest::prelude::*;
use touchline::{
    change::{ChangeSet, Gesture},
    env::Env,
    store::{Store, StoreError},
};

use super::view;
use crate::support::world::{World, today};

fn env() -> Env {
    Env::fixed(crate::support::world::at(today(), "09:00"), 4711)
}

/// Everything in a folder, byte for byte.
fn bytes(folder: &Path) -> Vec<(PathBuf, Option<Vec<u8>>)> {
    let mut files: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .map(|path| {
            let plain = fs::metadata(&path).is_ok_and(|data| data.is_file());
            let held = plain.then(|| fs::read(&path).unwrap());
            (path, held)
        })
        .collect();
    files.sort();
    files
}

/// Opens what is no file of ours in both ways; the error, the same for both.
fn refused(path: &Path) -> StoreError {
    let before = bytes(path.parent().unwrap());
    let start = Instant::now();
    let error = Store::open(path, &env()).map(drop).unwrap_err();
    let again = Store::open_or_create(path, &env()).map(drop).unwrap_err();
    assert!(start.elapsed() < Duration::from_secs(2), "{error}: slow");
    assert_eq!(error.to_string(), again.to_string());
    assert!(error.to_string().contains(&*path.to_string_lossy()), "{error}");
    let after = bytes(path.parent().unwrap());
    let names: Vec<_> = after.iter().map(|(path, _)| path).collect();
    assert!(after == before, "{error}: something was changed: {names:?}");
    error
}

#[test]
fn what_is_no_database_is_told_so() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("notes.txt");
    for length in [1, 50, 99, 100, 511, 512, 1024, 5_000] {
        fs::write(&path, "a line of text.\n".repeat(400).split_at(length).0).unwrap();
        let error = refused(&path);
        assert!(matches!(error, StoreError::NotADatabase(_)), "{length}: {error}");
    }
    let below = folder.path().join("folder");
    fs::create_dir(&below).unwrap();
    let error = refused(&below);
    assert!(matches!(error, StoreError::IsFolder(_)), "{error}");
}

#[test]
fn databases_of_other_programs_are_left_alone() {
    for (mode, left) in [("DELETE", 1), ("WAL", 3)] {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("mail.sqlite");
        let other = rusqlite::Connection::open(&path).unwrap();
        other
            .execute_batch(&format!("PRAGMA journal_mode = {mode}; CREATE TABLE mail (a)"))
            .unwrap();
        // In WAL mode the table is still beside the file.
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), left);
        let error = refused(&path);
        assert!(matches!(error, StoreError::NotOurs(_)), "{mode}: {error}");
        other.execute_batch("INSERT INTO mail VALUES (1)").unwrap();
        drop(other);
        let error = refused(&path);
        assert!(matches!(error, StoreError::NotOurs(_)), "{mode}, closed: {error}");
    }
}

#[test]
fn a_newer_format_is_refused() {
    let world = World::new();
    let path = world.path();
    drop(world.session);
    let conn = rusqlite::Connection::open(&path).unwrap();
    conn.pragma_update(None, "user_version", 999).unwrap();
    drop(conn);
    let error = refused(&path);
    assert!(matches!(error, StoreError::Newer { found: 999, known: 5, .. }), "{error}");
}

#[test]
fn a_file_that_asks_for_a_newer_reader_is_read_and_not_written() {
    let world = World::new();
    let path = world.path();
    drop(world.session);
    let conn = rusqlite::Connection::open(&path).unwrap();
    conn.execute("UPDATE meta SET value = 2 WHERE key = 'min_reader'", []).unwrap();
    drop(conn);
    let before = fs::read(&path).unwrap();
    let mut store = Store::open(&path, &env()).unwrap();
    assert_eq!(store.reader(&env()).customer_count().unwrap(), 8);
    let set = ChangeSet::new(Gesture::new("edit_customer"));
    let error = store.commit(&env(), None, &set).unwrap_err();
    assert!(matches!(error, StoreError::NeedsNewer(_)), "{error}");
    let error = store.rebuild(&env()).unwrap_err();
    assert!(matches!(error, StoreError::NeedsNewer(_)), "{error}");
    assert!(fs::read(&path).unwrap() == before);
}

#[test]
fn an_empty_file_is_begun_and_a_missing_one_only_made_on_purpose() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.touchline");
    let error = Store::open(&path, &env()).map(drop).unwrap_err();
    assert!(matches!(error, StoreError::Missing(_)), "{error}");
    assert!(!path.exists());
    // What is left of a first start that was killed.
    fs::write(&path, "").unwrap();
    Store::open(&path, &env()).unwrap();
    assert!(fs::metadata(&path).unwrap().len() > 0);
}

#[cfg(unix)]
#[test]
fn links_pipes_and_devices() {
    use std::os::unix::fs::symlink;
    let world = World::new();
    let folder = tempfile::tempdir().unwrap();
    let link = folder.path().join("link");
    symlink(world.path(), &link).unwrap();
    let mut store = Store::open(&link, &env()).unwrap();
    assert_eq!(store.reader(&env()).customer_count().unwrap(), 8);
    store.refresh(&env()).unwrap();
    assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
    let dangling = folder.path().join("dangling");
    symlink(folder.path().join("nowhere"), &dangling).unwrap();
    let error = refused(&dangling);
    assert!(matches!(error, StoreError::Missing(_)), "{error}");
    let pipe = folder.path().join("pipe");
    let made = std::process::Command::new("mkfifo").arg(&pipe).status().unwrap();
    assert!(made.success());
    let error = refused(&pipe);
    assert!(matches!(error, StoreError::NotADatabase(_)), "{error}");
    let error = Store::open(Path::new("/dev/zero"), &env()).map(drop).unwrap_err();
    assert!(matches!(error, StoreError::NotADatabase(_)), "{error}");
    let circle = folder.path().join("circle");
    symlink(&circle, &circle).unwrap();
    let error = Store::open_or_create(&circle, &env()).map(drop).unwrap_err();
    assert!(matches!(error, StoreError::Io { .. }), "{error}");
    let error = Store::open_or_create(&world.path().join("below"), &env()).map(drop).unwrap_err();
    assert!(matches!(error, StoreError::Io { .. }), "{error}");
}

#[cfg(unix)]
#[test]
fn odd_names_are_names() {
    use std::os::unix::ffi::OsStrExt;
    let folder = tempfile::tempdir().unwrap();
    for name in ["a b?c=d&e#f%41.touchline", "客户 数据", "-x", ":memory:", "file:x", "a'b\"c\n"]
        .map(str::as_bytes)
        .into_iter()
        .chain([&b"\xff\xfe\x80"[..]])
    {
        let path = folder.path().join(std::ffi::OsStr::from_bytes(name));
        drop(Store::open_or_create(&path, &env()).unwrap());
        assert!(path.exists(), "{path:?}");
        let store = Store::open(&path, &env()).unwrap();
        assert_eq!(store.check_log().unwrap(), []);
    }
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 7, "no stray file");
}

#[cfg(unix)]
#[test]
fn what_may_not_be_written_is_refused() {
    use std::os::unix::fs::PermissionsExt;
    let allow = |path: &Path, mode| {
        fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
    };
    let world = World::new();
    let (path, folder) = (world.path(), world.folder().to_owned());
    drop(world.session);
    allow(&path, 0o400);
    // A superuser may write everything: nothing to refuse then.
    if fs::OpenOptions::new().append(true).open(&path).is_err() {
        let error = refused(&path);
        assert!(matches!(error, StoreError::ReadOnly(_)), "{error}");
        allow(&path, 0o600);
        allow(&folder, 0o500);
        let env = env();
        let error = match Store::open(&path, &env) {
            Ok(mut store) => {
                let mut set =
                    touchline::change::ChangeSet::new(touchline::change::Gesture::new("x"));
                let id = env.new_uuid();
                set.create(touchline::change::Entity::Tag, id, [("name", "x")]);
                store.commit(&env, None, &set).unwrap_err()
            }
            Err(error) => error,
        };
        assert!(matches!(error, StoreError::ReadOnly(_)), "{error}");
        allow(&folder, 0o700);
    }
    allow(&path, 0o600);
    Store::open(&path, &env()).unwrap();
}

/// Opens a file that was damaged: whatever comes of it, it comes quickly and as an error of ours.
fn survives(path: &Path) -> Result<(), StoreError> {
    let start = Instant::now();
    let mut store = Store::open(path, &env())?;
    let env = env();
    let reader = store.reader(&env);
    reader.customers()?;
    reader.activities()?;
    reader.deals()?;
    reader.worklist(20)?;
    reader.steps(50)?;
    store.check_log()?;
    store.refresh(&env)?;
    assert!(start.elapsed() < Duration::from_secs(5), "slow");
    Ok(())
}

#[test]
fn a_file_cut_short_is_damaged_or_no_database() {
    let world = World::new();
    let path = world.path();
    drop(world.session);
    let whole = fs::read(&path).unwrap();
    for length in [1, 16, 99, 100, 512, 4095, 4096, 4097, 8192, whole.len() / 2, whole.len() - 1] {
        fs::write(&path, &whole[..length]).unwrap();
        let error = survives(&path).expect_err(&format!("cut to {length}"));
        let told = matches!(error, StoreError::NotADatabase(_) | StoreError::Damaged { .. });
        assert!(told, "cut to {length}: {error:?}");
        assert_eq!(fs::read(&path).unwrap(), &whole[..length], "kept as it is");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn flipped_bytes_never_end_in_a_panic(
        flips in prop::collection::vec((any::<prop::sample::Index>(), 1u8..), 1..40),
        early in any::<bool>(),
    ) {
        let world = World::new();
        let path = world.path();
        drop(world.session);
        let mut held = fs::read(&path).unwrap();
        // The first pages hold the schema.
        let end = if early { 8192 } else { held.len() };
        for (at, by) in flips {
            held[at.index(end)] ^= by;
        }
        fs::write(&path, held).unwrap();
        let _ = survives(&path);
    }
}

#[test]
fn a_table_that_says_something_else_than_the_log_is_found_and_mended() {
    let mut world = World::new();
    let before = view::of(&world.session);
    let conn = rusqlite::Connection::open(world.path()).unwrap();
    conn.execute_batch(
        "UPDATE customers SET phone = 'forged' WHERE name = 'Treequote';
         DELETE FROM contacts WHERE name = 'Jane Doe';
         UPDATE standing SET tier = 0, due_on = 0;",
    )
    .unwrap();
    assert_eq!(world.session.store().check_log().unwrap().len(), 2);
    assert_eq!(world.session.rebuild().unwrap().len(), 2);
    assert_eq!(world.session.store().check_log().unwrap(), []);
    assert_eq!(view::of(&world.session), before);
}

#[test]
fn the_log_can_only_grow() {
    let world = World::new();
    let conn = rusqlite::Connection::open(world.path()).unwrap();
    conn.pragma_update(None, "recursive_triggers", true).unwrap();
    for sql in [
        "UPDATE changes SET new = '{}'",
        "DELETE FROM changes",
        "REPLACE INTO changes SELECT * FROM changes LIMIT 1",
        "UPDATE steps SET name = 'x'",
        "DELETE FROM steps",
        "REPLACE INTO steps SELECT * FROM steps LIMIT 1",
    ] {
        let error = conn.execute_batch(sql).unwrap_err().to_string();
        assert!(error.contains("append-only"), "{sql}: {error}");
    }
}
