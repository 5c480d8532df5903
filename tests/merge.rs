//! Copies of one file are merged in any order, any number of times: all end the same, nothing is
//! lost.
//!
//! Which test is there for which kind of mistake:
//!
//! | mistake | caught by |
//! |---|---|
//! | no device in the tie-break | `copies_end_alike…`: clocks stand still, so stamps are equal |
//! | values of a cloned device decided by the order of arrival | `copies_end_alike…`, `a_device_that_was_cloned…` |
//! | a cloned identity's changes taken for known | `a_device_that_was_cloned…` |
//! | changes refused for their clock | `copies_end_alike…`: clocks from −10 to +75 years |
//! | stamps not absorbed | `what_is_done_after_a_merge_wins` |
//! | unknown kinds and fields ignored | `what_a_newer_version_wrote_passes_through` |
//! | rows deleted because the other copy lacks them | `copies_end_alike…`: steps of all are in all |

use std::{collections::BTreeSet, fs, path::Path, sync::Arc};

use chrono::{Months, NaiveDate};
use proptest::{prelude::*, sample::Index};
use rusqlite::Connection;
use touchline::{
    change::Entity,
    command::{Command, CommandError, Session, restore_value::Lost, run, undo::Which},
    env::Env,
    store::{Absorbed, Looked, StoreError, Way, set_aside},
};
use uuid::Uuid;

use crate::{
    store::{
        histories::{Gesture, command, gesture},
        view,
    },
    support::world::{COLLEAGUE, ME, World, day, given, today},
};

fn merge(world: &mut World, other: &Path) -> Absorbed {
    world.session.absorb(other, Way::Keep, |_, _| true).unwrap().unwrap()
}

fn try_merge(world: &mut World, other: &Path) -> Result<(), StoreError> {
    world.session.absorb(other, Way::Keep, |_, _| true).map(drop)
}

/// Every table that is a copy of the log, without the numbers of its rows.
fn tables(path: &Path) -> Vec<String> {
    let conn = Connection::open(path).unwrap();
    let list = |sql: &str| -> Vec<String> {
        let mut rows = conn.prepare(sql).unwrap();
        rows.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect()
    };
    let names = list(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND sql LIKE '%uid BLOB NOT NULL UNIQUE%'
         AND name <> 'steps' ORDER BY name",
    );
    assert_eq!(names.len(), Entity::ALL.len());
    let mut all = Vec::new();
    for name in names {
        let columns =
            list(&format!("SELECT name FROM pragma_table_info('{name}') WHERE name <> 'id'"));
        let quoted: Vec<String> = columns.iter().map(|column| format!("quote({column})")).collect();
        let row = quoted.join(" || ' ' || ");
        all.extend(list(&format!("SELECT '{name} ' || {row} FROM {name} ORDER BY uid")));
    }
    all
}

fn steps(path: &Path) -> BTreeSet<String> {
    let conn = Connection::open(path).unwrap();
    let mut rows = conn.prepare("SELECT hex(uid) FROM steps").unwrap();
    rows.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect()
}

/// What a copy does between two merges.
#[derive(Clone, Debug)]
struct Turn {
    who: Index,
    gestures: Vec<Gesture>,
    merges: Vec<(Index, Index)>,
}

fn turn() -> impl Strategy<Value = Turn> {
    let gestures = prop::collection::vec(gesture(), 0..6);
    let merges = prop::collection::vec((any::<Index>(), any::<Index>()), 0..3);
    (any::<Index>(), gestures, merges).prop_map(|(who, gestures, merges)| Turn {
        who,
        gestures,
        merges,
    })
}

/// A copy: its device, whether its clock is wrong by so many months, who works with it.
fn replica() -> impl Strategy<Value = (u64, i32, bool)> {
    // Few devices: some are clones of each other.
    (0u64..4, prop_oneof![2 => Just(0), 1 => -120i32..900], any::<bool>())
}

fn shifted(months: i32) -> NaiveDate {
    let by = Months::new(months.unsigned_abs());
    if months < 0 { today() - by } else { today() + by }
}

fn act(world: &mut World, gesture: &Gesture) {
    if let Some(command) = command(world, gesture) {
        match world.try_run(command) {
            Err(CommandError::Store(error)) if !matches!(error, StoreError::Settings(_)) => {
                panic!("{error}")
            }
            // Refused, as random gestures are now and then.
            Ok(_) | Err(_) => {}
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 32, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn copies_end_alike_after_any_history_merged_in_any_order(
        before in prop::collection::vec(gesture(), 0..8),
        replicas in prop::collection::vec(replica(), 2..=5),
        turns in prop::collection::vec(turn(), 1..10),
        last in prop::collection::vec((any::<Index>(), any::<Index>()), 0..6),
    ) {
        let mut origin = World::empty();
        before.iter().for_each(|gesture| act(&mut origin, gesture));
        let mut worlds: Vec<World> = replicas
            .iter()
            .map(|(device, months, me)| {
                origin.copied(*device, shifted(*months), if *me { ME } else { COLLEAGUE })
            })
            .collect();
        let count = worlds.len();
        let one = |worlds: &mut Vec<World>, (to, from): (usize, usize)| {
            if to != from {
                let path = worlds[from].path();
                merge(&mut worlds[to], &path);
            }
        };
        for Turn { who, gestures, merges } in &turns {
            let who = who.index(count);
            gestures.iter().for_each(|gesture| act(&mut worlds[who], gesture));
            for (to, from) in merges {
                one(&mut worlds, (to.index(count), from.index(count)));
            }
        }
        let made: BTreeSet<String> = worlds.iter().flat_map(|world| steps(&world.path())).collect();
        for (to, from) in &last {
            one(&mut worlds, (to.index(count), from.index(count)));
        }
        for to in (0..count).chain((0..count).rev()) {
            (0..count).rev().for_each(|from| one(&mut worlds, (to, from)));
        }
        let expected = tables(&worlds[0].path());
        for world in &worlds {
            prop_assert_eq!(&steps(&world.path()), &made);
            prop_assert_eq!(&tables(&world.path()), &expected);
            prop_assert_eq!(world.session.store().check_log().unwrap(), []);
            view::assert_standings_are_fresh(&world.session);
        }
        // Once more brings nothing.
        let path = worlds[1].path();
        let again = merge(&mut worlds[0], &path);
        prop_assert_eq!((again.steps_in, again.changes_out, again.conflicts), (0, 0, vec![]));
    }
}

#[test]
fn a_plan_says_what_comes_from_whom_and_writes_nothing() {
    let mut ours = World::new();
    let mut theirs = ours.copied(7, today(), COLLEAGUE);
    theirs.edit("Acme", &[("phone", "222"), ("area", "杭州")]);
    theirs.add("新客户", &[]);
    ours.edit("Acme", &[("phone", "111")]);
    let (before, there) = (tables(&ours.path()), fs::read(theirs.path()).unwrap());
    let plan = ours.session.absorb(&theirs.path(), Way::Rehearse, |_, _| true).unwrap().unwrap();
    assert_eq!((plan.steps_in, plan.changes_in, plan.changes_out), (2, 2, 1));
    assert_eq!(plan.members, [(COLLEAGUE.to_owned(), 2)]);
    assert_eq!(plan.rows, [("customer".to_owned(), 2)]);
    assert_eq!(plan.customers.len(), 2);
    let [conflict] = plan.conflicts.as_slice() else { panic!("{:?}", plan.conflicts) };
    assert_eq!(conflict.field, "phone");
    assert_eq!(tables(&ours.path()), before);
    assert_eq!(ours.session.absorb(&theirs.path(), Way::Keep, |_, _| false).unwrap(), None);
    assert_eq!(tables(&ours.path()), before, "given up");
    assert_eq!(merge(&mut ours, &theirs.path()), plan);
    assert_eq!(fs::read(theirs.path()).unwrap(), there, "the other one is only read");
    assert_eq!(fs::read_dir(theirs.folder()).unwrap().count(), 1);
    assert!(ours.session.reader().steps(5).unwrap().iter().any(|step| {
        step.member_name.as_deref() == Some(COLLEAGUE) && step.gesture.name == "add_customer"
    }));
}

#[test]
fn what_gave_way_is_brought_back_as_one_step() {
    let mut ours = World::new();
    let mut theirs = ours.copied(7, day("2026-11-24"), COLLEAGUE);
    ours.edit("Acme", &[("phone", "111")]);
    theirs.edit("Acme", &[("phone", "222")]);
    let merged = merge(&mut ours, &theirs.path());
    let phone = |world: &World| {
        let customer = world.session.reader().customer(world.customer("Acme")).unwrap();
        customer.unwrap().phone.unwrap_or_default()
    };
    assert_eq!(phone(&ours), "222");
    let lost: Lost = Lost::of(&merged.conflicts[0]).to_string().parse().unwrap();
    ours.run(Command::RestoreValue(lost.clone()));
    assert_eq!(phone(&ours), "111");
    ours.run(Command::Undo(Which::Last));
    assert_eq!(phone(&ours), "222");
    ours.run(Command::Redo);
    assert_eq!(merge(&mut theirs, &ours.path()).conflicts, [], "it was settled");
    assert_eq!(phone(&theirs), "111");
    assert!(ours.try_run(Command::RestoreValue(Lost::Row(Uuid::max()))).is_err());
}

#[test]
fn a_customer_that_one_deletes_and_another_works_with_is_told_and_brought_back() {
    for deleter_merges in [true, false] {
        let mut ours = World::new();
        let mut theirs = ours.copied(7, today(), COLLEAGUE);
        let acme = ours.customer("Acme");
        ours.run(Command::DeleteCustomer(acme));
        theirs.add_contact("Acme", "John", &[]);
        let (to, from) = if deleter_merges { (&mut ours, &theirs) } else { (&mut theirs, &ours) };
        let merged = merge(to, &from.path());
        let [conflict] = merged.conflicts.as_slice() else { panic!("{:?}", merged.conflicts) };
        assert_eq!((conflict.row, conflict.ours_kept), (acme.uuid(), deleter_merges));
        assert!(to.session.reader().customer(acme).unwrap().is_none());
        to.run(Command::RestoreValue(Lost::of(conflict)));
        assert!(to.session.reader().customer(acme).unwrap().is_some());
        view::assert_standings_are_fresh(&to.session);
    }
}

#[test]
fn what_is_done_after_a_merge_wins_and_undo_takes_back_what_was_done_here() {
    let mut ours = World::new();
    let mut theirs = ours.copied(7, day("2090-01-01"), ME);
    theirs.edit("Acme", &[("phone", "2090")]);
    ours.edit("Acme", &[("area", "here")]);
    merge(&mut ours, &theirs.path());
    ours.edit("Acme", &[("phone", "now")]);
    merge(&mut theirs, &ours.path());
    let of = |world: &World| {
        let customer = world.session.reader().customer(world.customer("Acme")).unwrap().unwrap();
        (customer.phone, customer.area)
    };
    let both = |phone: &str, area: &str| (Some(phone.to_owned()), Some(area.to_owned()));
    assert_eq!(of(&ours), both("now", "here"));
    assert_eq!(of(&theirs), of(&ours));
    ours.run(Command::Undo(Which::Last));
    assert_eq!(of(&ours), both("2090", "here"));
}

#[test]
fn what_a_newer_version_wrote_passes_through() {
    let mut ours = World::new();
    let theirs = ours.copied(7, today(), COLLEAGUE);
    let acme = ours.customer("Acme").uuid();
    let path = theirs.path();
    let conn = Connection::open(&path).unwrap();
    conn.execute_batch(&format!(
        "INSERT INTO origins VALUES (77, x'{0}', x'{0}');
         INSERT INTO steps (uid, at, origin, name, about, first_sequence, last_sequence)
           VALUES (x'{0}', 0, 77, 'hologram', '{{}}', 1, 2);
         INSERT INTO changes VALUES (77, 1, 1900000000000, 0, 'hologram', x'{0}', '{{\"a\":[1]}}', NULL);
         INSERT INTO changes VALUES (77, 2, 1900000000000, 1, 'customer', x'{1}',
           '{{\"aura\":\"blue\",\"area\":\"火星\",\"created_on\":\"soon\"}}', NULL);",
        "0a".repeat(16),
        acme.simple(),
    ))
    .unwrap();
    drop(conn);
    assert_eq!(merge(&mut ours, &path).changes_in, 2);
    let customer = ours.session.reader().customer(ours.customer("Acme")).unwrap().unwrap();
    assert_eq!(customer.area.as_deref(), Some("火星"));
    assert_eq!(ours.session.store().check_log().unwrap(), []);
    let count = |sql: &str| -> i64 {
        Connection::open(ours.path()).unwrap().query_row(sql, [], |row| row.get(0)).unwrap()
    };
    assert_eq!(count("SELECT count(*) FROM changes WHERE entity = 'hologram'"), 1);
    assert_eq!(count("SELECT count(*) FROM changes WHERE new LIKE '%aura%'"), 1);
}

#[cfg(unix)]
/// Copies what the state directory remembers of one file, as restoring a whole machine does.
fn clone_identity(state: &Path, from: &Path, to: &Path, file_id: Uuid) {
    use std::os::unix::fs::MetadataExt;
    let record = |path: &Path| {
        let place = fs::canonicalize(path).unwrap();
        let place = Uuid::new_v5(&file_id, place.as_os_str().as_encoded_bytes());
        state.join("files").join(place.to_string())
    };
    let left = fs::read_to_string(record(from)).unwrap();
    let words: Vec<&str> = left.split_whitespace().collect();
    let node = fs::metadata(to).unwrap();
    let cloned = format!("{} {} {} {}\n", words[0], words[1], node.dev(), node.ino());
    fs::write(record(to), cloned).unwrap();
}

#[cfg(unix)]
#[test]
fn a_device_that_was_cloned_with_its_whole_state_loses_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let (a, b, state) =
        (folder.path().join("a.db"), folder.path().join("b.db"), folder.path().join("state"));
    let open = |path: &Path| {
        let mut env = Env::system(Some(state.clone())).at(1_795_395_600_000);
        env.zone = "Asia/Shanghai".to_owned();
        Session::open(path, Arc::new(env), ME, true).unwrap()
    };
    let write = |path: &Path, command: Command| run(&mut open(path), command).unwrap();
    let made = write(&a, Command::AddCustomer(given(&[("name", "Acme")])));
    let acme = touchline::domain::id::Id::new(made.made(Entity::Customer).unwrap());
    fs::copy(&a, &b).unwrap();
    clone_identity(&state, &a, &b, open(&a).store().file_id().unwrap());
    // The same numbers, the same stamps, other content.
    for (path, phone) in [(&a, "1"), (&b, "2"), (&b, "3"), (&a, "4")] {
        write(path, Command::EditCustomer(acme, given(&[("phone", phone)])));
        write(path, Command::AddCustomer(given(&[("name", &format!("made with {phone}"))])));
    }
    let origins: i64 = Connection::open(&b)
        .unwrap()
        .query_row("SELECT count(*) FROM origins", [], |row| row.get(0))
        .unwrap();
    assert_eq!(origins, 1, "really cloned");
    for (to, from) in [(&a, &b), (&b, &a), (&a, &b)] {
        open(to).absorb(from, Way::Keep, |_, _| true).unwrap().unwrap();
    }
    assert_eq!(steps(&a), steps(&b));
    assert_eq!(steps(&a).len(), 9);
    assert_eq!(tables(&a), tables(&b));
    for path in [&a, &b] {
        let session = open(path);
        assert_eq!(session.reader().customer_count().unwrap(), 5);
        assert_eq!(session.store().check_log().unwrap(), []);
    }
}

#[test]
fn what_is_no_sound_copy_is_refused_and_left_as_it_is() {
    let mut ours = World::new();
    let beside = |name: &str| ours.folder().join(name);
    let (text, cut, newer) = (beside("text"), beside("cut"), beside("newer"));
    fs::write(&text, "name,phone\n").unwrap();
    let whole = fs::read(ours.path()).unwrap();
    fs::write(&cut, &whole[..whole.len() / 2]).unwrap();
    fs::copy(ours.path(), &newer).unwrap();
    Connection::open(&newer).unwrap().pragma_update(None, "user_version", 99).unwrap();
    let another = World::empty();
    let (own, folder) = (ours.path(), ours.folder().to_owned());
    let before = tables(&own);
    for (path, expected) in [
        (beside("missing"), "does not exist"),
        (folder, "is a folder"),
        (own, "is the open file itself"),
        (text, "is not a database"),
        (cut, "is damaged"),
        (newer, "has format 99"),
        (another.path(), "is another file"),
    ] {
        let error = try_merge(&mut ours, &path).unwrap_err().to_string();
        assert!(error.contains(expected), "{expected}: {error}");
    }
    assert_eq!(tables(&ours.path()), before);
}

#[cfg(unix)]
#[test]
fn copies_beside_the_file_are_found_by_what_is_in_them() {
    let mut ours = World::new();
    let mut theirs = ours.copied(7, today(), COLLEAGUE);
    let beside = |name: &str| ours.folder().join(name);
    let copy = beside("world (冲突 2026-11-23).touchline");
    // A backup, another file, no file of ours, a link, and a pipe that would block for ever.
    fs::copy(ours.path(), beside("backup")).unwrap();
    fs::copy(World::empty().path(), beside("another")).unwrap();
    fs::write(beside("notes.txt"), "x".repeat(4096)).unwrap();
    std::os::unix::fs::symlink(theirs.path(), beside("link")).unwrap();
    assert!(std::process::Command::new("mkfifo").arg(beside("pipe")).status().unwrap().success());
    let mut looked = Looked::default();
    assert_eq!(ours.session.store().copies(&mut looked).unwrap(), []);
    theirs.add("新客户", &[]);
    fs::copy(theirs.path(), &copy).unwrap();
    let found = ours.session.store().copies(&mut looked).unwrap();
    let [found] = found.as_slice() else { panic!("{found:?}") };
    assert_eq!(found.path, copy);
    merge(&mut ours, &copy);
    let moved = set_aside(found).unwrap().unwrap();
    assert_eq!(moved.parent().unwrap(), ours.folder().join("merged"));
    assert!(moved.exists() && !copy.exists());
    assert_eq!(ours.session.store().copies(&mut looked).unwrap(), []);
    // One that is written to while it is merged has more to come, and stays.
    theirs.add("又一个", &[]);
    fs::copy(theirs.path(), &copy).unwrap();
    let again = ours.session.store().copies(&mut looked).unwrap();
    theirs.add("第三个", &[]);
    fs::copy(theirs.path(), &copy).unwrap();
    fs::File::options().append(true).open(&copy).unwrap().set_len(1 << 20).unwrap();
    assert_eq!(set_aside(&again[0]).unwrap(), None);
    assert!(copy.exists());
}
