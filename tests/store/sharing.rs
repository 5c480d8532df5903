//! Two programs in one file at once.

use std::{sync::mpsc, thread, time::Duration};

use proptest::prelude::*;
use rusqlite::Connection;
use touchline::{command::Command, domain::activity::ActivityKind};

use super::view;
use crate::support::world::{COLLEAGUE, World};

/// Sequence numbers and stamps, in the order of the log.
fn numbers(world: &World) -> Vec<(i64, i64, i64, i64)> {
    let conn = Connection::open(world.path()).unwrap();
    let mut rows = conn
        .prepare("SELECT origin, sequence, millis, counter FROM changes ORDER BY 1, 2")
        .unwrap();
    rows.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)))
        .unwrap()
        .map(Result::unwrap)
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 20, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn two_sessions_take_turns_and_neither_loses_a_change(
        turns in prop::collection::vec((any::<bool>(), 0u8..5), 1..16),
    ) {
        let mut worlds = [World::new(), World::empty()];
        worlds[1] = worlds[0].beside(COLLEAGUE);
        let changes = numbers(&worlds[0]).len();
        let mut written = 0;
        for (at, (second, what)) in turns.iter().enumerate() {
            let world = &mut worlds[usize::from(*second)];
            let name = ["Acme", "Treequote"][at % 2];
            written += match what {
                0 => world.edit(name, &[("phone", &format!("{at}")), ("owner", "me")]).made.len(),
                1 => world.log(ActivityKind::Call, name, "!reached").made.len(),
                2 => world.log(ActivityKind::Call, name, "!no-answer >3d").made.len(),
                3 => world.add(&format!("客户 {at}"), &[("potential", "90000")]).uuid().as_bytes().len(),
                _ => {
                    let days = Some(["6", "5"][at % 2].to_owned());
                    let command = Command::ChangeSettings(vec![("cadence.a".into(), days)]);
                    world.run(command).made.len()
                }
            };
        }
        for world in &mut worlds {
            world.session.refresh().unwrap();
            prop_assert_eq!(world.session.store().check_log().unwrap(), vec![]);
            view::assert_standings_are_fresh(&world.session);
        }
        prop_assert_eq!(view::of(&worlds[0].session), view::of(&worlds[1].session));
        let numbers = numbers(&worlds[0]);
        prop_assert!(written == 0 || numbers.len() > changes);
        let mut stamps: Vec<_> = numbers.iter().map(|(_, _, millis, counter)| (millis, counter)).collect();
        stamps.sort_unstable();
        prop_assert!(stamps.windows(2).all(|pair| pair[0] < pair[1]), "a stamp each");
        let gaps = numbers.windows(2).filter(|pair| pair[0].0 == pair[1].0 && pair[0].1 + 1 != pair[1].1);
        prop_assert_eq!(gaps.count(), 0, "numbers without a gap");
    }
}

#[test]
fn a_session_follows_the_rules_that_another_one_set() {
    let mut mine = World::new();
    let mut theirs = mine.beside(COLLEAGUE);
    let interval = vec![("cadence.b".to_owned(), Some("13".to_owned()))];
    theirs.run(Command::ChangeSettings(interval));
    // Without a refresh in between.
    mine.log(ActivityKind::Call, "Hottechi", "!reached");
    view::assert_standings_are_fresh(&mine.session);
    let schedule = mine.session.reader().candidate_of(mine.customer("Hottechi")).unwrap().unwrap();
    assert_eq!(schedule.schedule.interval_days, 13);
}

#[test]
fn the_data_version_tells_that_somebody_else_wrote_and_only_then() {
    let mut mine = World::new();
    let mut theirs = mine.beside(COLLEAGUE);
    let before = mine.session.store().data_version().unwrap();
    mine.edit("Acme", &[("phone", "1")]);
    assert_eq!(mine.session.store().data_version().unwrap(), before);
    theirs.edit("Acme", &[("phone", "2")]);
    assert_ne!(mine.session.store().data_version().unwrap(), before);
}

#[test]
fn a_commit_waits_for_another_program_that_is_writing() {
    let mut world = World::new();
    let path = world.path();
    let (locked, is_locked) = mpsc::channel();
    let other = thread::spawn(move || {
        let conn = Connection::open(path).unwrap();
        conn.execute_batch("BEGIN IMMEDIATE").unwrap();
        locked.send(()).unwrap();
        thread::sleep(Duration::from_millis(150));
        conn.execute_batch("COMMIT").unwrap();
    });
    is_locked.recv().unwrap();
    world.edit("Acme", &[("phone", "after")]);
    other.join().unwrap();
    assert_eq!(world.session.store().check_log().unwrap(), []);
}

#[test]
fn many_first_starts_at_once_make_one_file() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("new.touchline");
    let starts: Vec<_> = (0..8)
        .map(|seed| {
            let path = path.clone();
            thread::spawn(move || {
                let env = std::sync::Arc::new(touchline::env::Env::fixed(1_800_000_000_000, seed));
                let mut session = touchline::command::Session::open(&path, env, "x", true)?;
                let name = vec![("name".to_owned(), format!("客户 {seed}"))];
                touchline::command::run(&mut session, Command::AddCustomer(name)).unwrap();
                Ok::<_, touchline::store::StoreError>(())
            })
        })
        .collect();
    for start in starts {
        start.join().unwrap().unwrap();
    }
    let env = std::sync::Arc::new(touchline::env::Env::fixed(1_800_000_000_000, 99));
    let session = touchline::command::Session::open(&path, env, "x", false).unwrap();
    assert_eq!(session.reader().customer_count().unwrap(), 8);
    assert_eq!(session.store().check_log().unwrap(), []);
}
