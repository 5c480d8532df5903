//! Settings of the team: several at once, refused when they break a definition, never a dead file.

use proptest::prelude::*;
use touchline::{
    change::{ChangeSet, Entity, Gesture, Value},
    command::{Command, CommandError, setting::setting_id, undo::Which},
    store::{Store, StoreError},
};

use super::view;
use crate::support::world::{ME, World, today};

fn change(world: &mut World, values: &[(&str, Option<&str>)]) -> Result<(), CommandError> {
    let values = values.iter().map(|(key, value)| ((*key).to_owned(), value.map(str::to_owned)));
    world.try_run(Command::ChangeSettings(values.collect())).map(drop)
}

#[test]
fn settings_that_only_hold_together_are_changed_together() {
    let mut world = World::new();
    let before = view::of(&world.session);
    let one = change(&mut world, &[("tier.weight.need", Some("29"))]);
    assert!(matches!(one, Err(CommandError::Settings(_))), "{one:?}");
    assert_eq!(view::of(&world.session), before);
    let both = [("tier.weight.need", Some("29")), ("tier.weight.value", Some("36"))];
    change(&mut world, &both).unwrap();
    view::assert_standings_are_fresh(&world.session);
    assert_eq!(world.session.rules().tiers.weights.value, 36);
    world.run(Command::Undo(Which::Last));
    assert_eq!(view::of(&world.session), before);
}

#[test]
fn a_misspelt_setting_is_refused() {
    let mut world = World::new();
    for key in ["tier.treshold.a", "cadence.e", "stage.\u{1b}[31m.level", "day.tomorrow", ""] {
        let refused = change(&mut world, &[(key, Some("1"))]);
        assert!(matches!(refused, Err(CommandError::Settings(_))), "{key}: {refused:?}");
    }
}

#[test]
fn a_setting_changed_again_after_its_undo_holds() {
    let mut world = World::new();
    change(&mut world, &[("cadence.a", Some("6"))]).unwrap();
    world.run(Command::Undo(Which::Last));
    change(&mut world, &[("cadence.a", Some("6"))]).unwrap();
    assert_eq!(world.session.rules().cadences.interval_days[0], 6);
}

/// Writes settings as a merge would: past the checks of the command.
fn merge_in(world: &World, settings: &[(&str, &str)]) -> Result<(), StoreError> {
    let mut store = Store::open(&world.path(), world.session.env())?;
    for (key, value) in settings {
        let mut set = ChangeSet::new(Gesture::new("merge"));
        let fields = [("key", Value::from(*key)), ("value", Value::from(*value))];
        set.create(Entity::Setting, setting_id(key), fields);
        store.commit(world.session.env(), None, &set)?;
    }
    Ok(())
}

#[test]
fn a_store_refuses_settings_that_break_a_definition() {
    let world = World::new();
    let refused = merge_in(&world, &[("tier.weight.need", "31")]);
    assert!(matches!(refused, Err(StoreError::Settings(_))), "{refused:?}");
    assert_eq!(world.session.store().check_log().unwrap(), []);
}

#[test]
fn a_file_with_settings_that_a_merge_broke_opens_and_can_be_repaired() {
    let world = World::new();
    let path = world.path();
    {
        let conn = rusqlite::Connection::open(path).unwrap();
        let row = setting_id("tier.weight.need");
        conn.execute(
            "INSERT INTO settings (uid, key, value) VALUES (?1, 'tier.weight.need', '31')",
            [row.as_bytes()],
        )
        .unwrap();
    }
    let mut world = world.reopened(today(), ME);
    assert!(world.session.rules().broken.is_some());
    assert_eq!(world.session.rules().tiers.weights.need, 30);
    world.edit("Acme", &[("phone", "1")]);
    change(&mut world, &[("tier.weight.need", None)]).unwrap();
    assert_eq!(world.session.rules().broken, None);
    view::assert_standings_are_fresh(&world.session);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_value_of_any_setting_is_refused_or_works(
        at in any::<prop::sample::Index>(),
        value in prop_oneof![
            Just("0"), Just("1"), Just("-1"), Just("65535"), Just("4294967295"), Just("100"),
            Just("9223372036854775807"), Just("0 0"), Just("never"), Just("0.01"), Just("7 7 7"),
            Just("999999999.99"), Just(""), Just("\u{0}"),
        ],
    ) {
        let mut world = World::new();
        let list = world.session.rules().list();
        let (key, _) = at.get(&list);
        let _ = change(&mut world, &[(key, Some(value))]);
        let mut world = world.reopened(today().succ_opt().unwrap(), ME);
        prop_assert_eq!(&world.session.rules().broken, &None);
        view::assert_standings_are_fresh(&world.session);
        world.log(touchline::domain::activity::ActivityKind::Call, "Acme", "!no-answer");
        let _ = view::of(&world.session);
    }
}
