//! Under which name a device writes: the same file keeps it, a copy or an older one gets another.

use std::{fs, path::Path, sync::Arc};

use touchline::{
    command::{Command, CommandError, Session, run},
    env::Env,
    store::{Store, StoreError},
};

use crate::support::world::{ME, World, given};

/// A session like those of the program: identities in a state directory.
fn session(path: &Path, state: &Path) -> Session {
    let mut env = Env::system(Some(state.to_owned()));
    // The zone that a file has anyway: a new one is then made without a step.
    env.zone = "Asia/Shanghai".to_owned();
    Session::open(path, Arc::new(env), ME, true).unwrap()
}

fn write(session: &mut Session, name: &str) {
    run(session, Command::AddCustomer(given(&[("name", name)]))).unwrap();
}

/// The incarnations in the order in which they first wrote, and how many changes each has.
fn incarnations(path: &Path) -> Vec<i64> {
    let conn = rusqlite::Connection::open(path).unwrap();
    let sql =
        "SELECT max(sequence) = count(*), count(*) FROM changes GROUP BY origin ORDER BY origin";
    let mut rows = conn.prepare(sql).unwrap();
    rows.query_map([], |row| Ok((row.get::<_, bool>(0)?, row.get(1)?)))
        .unwrap()
        .map(|row| {
            let (whole, count) = row.unwrap();
            assert!(whole, "numbered from 1 without a gap");
            count
        })
        .collect()
}

#[test]
fn a_file_that_is_opened_again_is_written_under_the_same_name() {
    let folder = tempfile::tempdir().unwrap();
    let (path, state) = (folder.path().join("a.touchline"), folder.path().join("state"));
    for name in ["a", "b", "c"] {
        write(&mut session(&path, &state), name);
    }
    assert_eq!(incarnations(&path), [4], "one name; the member and three customers");
}

#[test]
fn a_copy_a_restored_backup_and_a_replaced_file_get_names_of_their_own() {
    let folder = tempfile::tempdir().unwrap();
    let file = |name: &str| folder.path().join(name);
    let (path, state, backup) = (file("a.touchline"), file("state"), file("backup"));
    write(&mut session(&path, &state), "a");
    fs::copy(&path, &backup).unwrap();
    write(&mut session(&path, &state), "b");
    // A copy, elsewhere.
    fs::copy(&path, file("copy.touchline")).unwrap();
    write(&mut session(&file("copy.touchline"), &state), "c");
    assert_eq!(incarnations(&file("copy.touchline")), [3, 1]);
    // The backup comes back under the old name: the inode is the same, the log is shorter.
    fs::copy(&backup, &path).unwrap();
    write(&mut session(&path, &state), "d");
    assert_eq!(incarnations(&path), [2, 1]);
    // Replaced by another file of the same length.
    fs::copy(&path, file("same")).unwrap();
    fs::rename(file("same"), &path).unwrap();
    write(&mut session(&path, &state), "e");
    assert_eq!(incarnations(&path), [2, 1, 1]);
}

#[test]
fn an_older_file_copied_over_the_open_one_is_noticed() {
    let folder = tempfile::tempdir().unwrap();
    let (path, state) = (folder.path().join("a.touchline"), folder.path().join("state"));
    let mut open = session(&path, &state);
    write(&mut open, "a");
    let backup = fs::read(&path).unwrap();
    write(&mut open, "b");
    fs::write(&path, backup).unwrap();
    write(&mut open, "c");
    assert_eq!(incarnations(&path), [2, 1]);
}

#[cfg(unix)]
#[test]
fn a_file_put_in_the_place_of_the_open_one_is_opened_and_nothing_is_lost() {
    let folder = tempfile::tempdir().unwrap();
    let (path, state) = (folder.path().join("a.touchline"), folder.path().join("state"));
    let mut open = session(&path, &state);
    write(&mut open, "a");
    let older = folder.path().join("older");
    fs::copy(&path, &older).unwrap();
    write(&mut open, "b");
    fs::rename(&older, &path).unwrap();
    let error = run(&mut open, Command::AddCustomer(given(&[("name", "c")]))).unwrap_err();
    let CommandError::Store(StoreError::Replaced { kept, .. }) = error else { panic!("{error}") };
    // The next one goes into the new file; what was acknowledged before is in the copy.
    write(&mut open, "d");
    let named = |session: &Session, name| session.reader().customer_named(name).unwrap().is_some();
    assert!(named(&open, "a") && !named(&open, "b") && named(&open, "d"));
    let kept = session(&kept, &state);
    assert!(named(&kept, "a") && named(&kept, "b") && !named(&kept, "d"));
    fs::remove_file(&path).unwrap();
    assert!(run(&mut open, Command::AddCustomer(given(&[("name", "e")]))).is_err());
    assert!(!path.exists());
}

#[test]
fn a_state_directory_that_cannot_be_written_stops_nobody() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.touchline");
    // A file where the directory should be.
    let state = folder.path().join("state");
    fs::write(&state, "in the way").unwrap();
    for name in ["a", "b"] {
        let mut session = session(&path, &state);
        write(&mut session, name);
        write(&mut session, &format!("{name}{name}"));
    }
    assert_eq!(incarnations(&path), [3, 2], "a passing name each time");
}

#[test]
fn two_runs_with_one_seed_make_different_rows() {
    let world = World::empty();
    let path = world.path();
    for name in ["a", "b", "c"] {
        let env = Arc::new(Env::fixed(1_800_000_000_000, 7));
        write(&mut Session::open(&path, env, ME, false).unwrap(), name);
    }
    assert_eq!(world.session.reader().customer_count().unwrap(), 3);
    assert_eq!(world.session.store().check_log().unwrap(), []);
}

#[cfg(unix)]
#[test]
fn a_new_file_is_for_its_owner_alone() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("new/folder/a.touchline");
    let env = Env::system(Some(folder.path().join("state")));
    Store::open_or_create(&path, &env).unwrap();
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(&path), 0o600);
    assert_eq!(mode(path.parent().unwrap()), 0o700);
    assert_eq!(mode(&folder.path().join("state")), 0o700);
}
