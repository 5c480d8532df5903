//! What was acknowledged survives a killed process and a full disk; what was not is not half there.

use std::{
    fs,
    io::{BufRead, BufReader},
    path::Path,
    process::{Command as Process, Stdio},
    sync::Arc,
    thread,
    time::Duration,
};

use touchline::{
    change::Entity,
    command::{Command, Session, activity::Log, entry_line::Entry, run},
    domain::{activity::ActivityKind, id::CustomerId},
    env::Env,
};

use super::view;
use crate::support::world::{ME, World, given, today};

const FILE: &str = "TOUCHLINE_TEST_FILE";

/// Not a test: what the process does that is killed. It tells every commit that it was promised.
#[test]
#[ignore = "run as a process of its own by the tests below"]
fn writer() {
    let Some(path) = std::env::var_os(FILE) else { return };
    let mut env = Env::system(None).at(crate::support::world::at(today(), "09:00"));
    env.zone = "Asia/Shanghai".to_owned();
    let mut session = Session::open(Path::new(&path), Arc::new(env), ME, true).unwrap();
    for at in 0.. {
        let name = format!("客户 {at} {}", session.new_uuid());
        let done = run(&mut session, Command::AddCustomer(given(&[("name", &name)])));
        let Ok(done) = done else { break };
        let customer = CustomerId::new(done.made(Entity::Customer).unwrap());
        eprintln!("\nsaved {}", done.step.unwrap());
        let entry = Entry { note: "字".repeat(at % 5000), ..Entry::default() };
        let log = Log { customer, kind: ActivityKind::Call, entry, deal: None };
        let Ok(done) = run(&mut session, Command::LogActivity(log)) else { break };
        eprintln!("\nsaved {}", done.step.unwrap());
    }
}

fn writing(path: &Path, through: &[&str]) -> std::process::Child {
    let own = std::env::current_exe().unwrap();
    let helper = ["store::killed::writer", "--exact", "--ignored", "--nocapture"];
    let mut process = match through {
        [] => Process::new(own),
        [shell, rest @ ..] => {
            let mut process = Process::new(shell);
            process.args(rest).arg(own);
            process
        }
    };
    process
        .args(helper)
        .env(FILE, path)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap()
}

/// The steps that the process was promised, read to its end.
fn promised(process: &mut std::process::Child) -> Vec<uuid::Uuid> {
    let lines = BufReader::new(process.stderr.take().unwrap()).lines();
    lines.filter_map(|line| line.ok()?.strip_prefix("saved ")?.parse().ok()).collect()
}

/// Everything promised is there, whole, and the file works on.
fn assert_kept(world: World, promised: &[uuid::Uuid]) {
    let mut world = world.reopened(today(), ME);
    let reader = world.session.reader();
    for step in promised {
        let found = reader.step(*step).unwrap();
        let found = found.unwrap_or_else(|| panic!("a step that was promised is lost"));
        assert_eq!(
            reader.changes_of(*step).unwrap().len(),
            usize::try_from(found.changes).unwrap()
        );
    }
    // At most the one that was being written when the end came.
    let kept = reader.steps(1_000_000).unwrap();
    let own = kept.iter().filter(|step| step.at == world.session.env().now()).count();
    assert!(own <= promised.len() + 1, "{own} {}", promised.len());
    assert_eq!(world.session.store().check_log().unwrap(), []);
    view::assert_standings_are_fresh(&world.session);
    world.add("works on", &[]);
}

#[test]
fn a_killed_process_has_lost_nothing_that_it_was_promised() {
    for round in 0..6 {
        let world = World::new();
        let mut process = writing(&world.path(), &[]);
        // From the first page of the first commit to somewhere in the middle of the work.
        thread::sleep(Duration::from_millis(60 + 47 * round));
        process.kill().unwrap();
        let promised = promised(&mut process);
        process.wait().unwrap();
        assert_kept(world, &promised);
    }
}

#[cfg(unix)]
#[test]
fn a_file_that_may_not_grow_keeps_what_it_has() {
    let world = World::new();
    let size = fs::metadata(world.path()).unwrap().len();
    // In blocks of 512 bytes; the signal is ignored so that the write fails like a full disk's.
    let limit = format!("trap '' XFSZ; ulimit -f {}; exec \"$@\"", size / 512 + 200);
    let mut process = writing(&world.path(), &["sh", "-c", &limit, "sh"]);
    let promised = promised(&mut process);
    process.wait().unwrap();
    assert!(!promised.is_empty());
    assert_kept(world, &promised);
}

#[test]
fn a_copy_taken_in_the_middle_of_a_commit_opens_as_it_was_before() {
    let world = World::new();
    let before = view::of(&world.session);
    let path = world.path();
    let conn = rusqlite::Connection::open(&path).unwrap();
    // A cache too small for the transaction makes it spill into the file before it commits.
    conn.execute_batch(
        "PRAGMA cache_size = 5; BEGIN IMMEDIATE;
         UPDATE customers SET notes = hex(zeroblob(20000)); UPDATE activities SET text = hex(zeroblob(9000))",
    )
    .unwrap();
    let folder = tempfile::tempdir().unwrap();
    let copy = folder.path().join("copy.touchline");
    fs::copy(&path, &copy).unwrap();
    let journal = |path: &Path| {
        let mut name = path.as_os_str().to_owned();
        name.push("-journal");
        name
    };
    fs::copy(journal(&path), journal(&copy)).unwrap();
    assert_ne!(fs::read(&copy).unwrap().len(), 0);
    conn.execute_batch("ROLLBACK").unwrap();
    let session = Session::open(&copy, world.session.env().clone(), ME, false).unwrap();
    assert_eq!(view::of(&session), before);
    assert_eq!(session.store().check_log().unwrap(), []);
}
