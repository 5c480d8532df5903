//! Any text goes in through the commands, is made safe once, and comes back out.

use proptest::prelude::*;
use touchline::{
    command::{Command, CommandError, Session, activity::Log, entry_line::Entry},
    domain::activity::ActivityKind,
    text::{clean, clean_line},
};

use super::view;
use crate::support::world::{World, given, today};

/// The "big list of naughty strings" (MIT, see the licence beside it).
fn naughty() -> Vec<String> {
    let list = include_str!("../fixtures/naughty_strings.json");
    serde_json::from_str::<Vec<String>>(list).unwrap()
}

/// Nothing that steers a terminal is anywhere in what the file shows or keeps.
fn assert_harmless(session: &Session) {
    let steers = |c: char| {
        (c.is_control() && !matches!(c, '\n' | '\t'))
            || matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{2028}' | '\u{2029}')
    };
    for customer in session.reader().customers_whole().unwrap() {
        let lines = [customer.name.clone(), customer.short_name.unwrap_or_default()];
        let lines = lines.into_iter().chain(customer.tags);
        for line in lines.chain(customer.custom.into_iter().map(|(name, _)| name)) {
            assert!(!line.contains(|c| steers(c) || c == '\n'), "{line:?}");
        }
        assert!(!customer.notes.unwrap_or_default().contains(steers));
    }
    for activity in session.reader().activities().unwrap() {
        assert!(!activity.text.unwrap_or_default().contains(steers));
    }
    for step in session.reader().steps(10_000).unwrap() {
        assert!(!step.member_name.unwrap_or_default().contains(steers));
        for (_, about) in &step.gesture.about {
            assert!(!about.contains(|c| steers(c) || c == '\n'), "{about:?}");
        }
    }
}

/// Puts a text everywhere a text can go; the customer it made, if it can be a name.
fn put_everywhere(world: &mut World, text: &str, at: usize) {
    let name = format!("{text} {at}");
    let custom = format!("custom.{text}");
    let values = given(&[
        ("name", &name),
        ("short_name", text),
        ("notes", text),
        ("tags", text),
        ("source", text),
        (&custom, text),
    ]);
    let customer = match world.try_run(Command::AddCustomer(values.clone())) {
        Ok(done) => done.made(touchline::change::Entity::Customer).unwrap(),
        // `custom.` without a name behind it.
        Err(CommandError::Field { .. }) => {
            let values = values.into_iter().filter(|(field, _)| *field != custom).collect();
            let done = world.run(Command::AddCustomer(values));
            done.made(touchline::change::Entity::Customer).unwrap()
        }
        Err(CommandError::Exists(_)) => return,
        Err(error) => panic!("{text:?}: {error}"),
    };
    let id = touchline::domain::id::CustomerId::new(customer);
    let entry = Entry { note: text.to_owned(), tags: vec![text.to_owned()], ..Entry::default() };
    let log = Log { customer: id, kind: ActivityKind::Note, entry, deal: None };
    world.run(Command::LogActivity(log));
    let reader = world.session.reader();
    let kept = reader.customer(id).unwrap().unwrap();
    let some = |text: String| (!text.is_empty()).then_some(text);
    assert_eq!(kept.name, clean_line(&name));
    assert_eq!(kept.short_name, some(clean_line(text)), "{text:?}");
    assert_eq!(kept.notes, some(clean(text).into_owned()), "{text:?}");
    let logged = &reader.activities_of(id, 1).unwrap()[0];
    assert_eq!(logged.text, some(clean(text).into_owned()), "{text:?}");
}

#[test]
fn naughty_strings_come_back_as_they_went_in_but_for_what_steers() {
    let mut world = World::empty();
    for (at, text) in naughty().iter().enumerate() {
        put_everywhere(&mut world, text, at);
    }
    assert_harmless(&world.session);
    assert_eq!(world.session.store().check_log().unwrap(), []);
    let before = view::of(&world.session);
    assert_eq!(world.session.rebuild().unwrap(), []);
    assert_eq!(view::of(&world.session), before);
}

#[test]
fn a_megabyte_of_text_is_kept() {
    let mut world = World::empty();
    put_everywhere(&mut world, &"明月 ".repeat(250_000), 0);
    assert_eq!(world.session.store().check_log().unwrap(), []);
}

#[test]
fn a_name_of_nothing_that_shows_is_no_name() {
    let mut world = World::new();
    for name in ["", " ", "\0", "\u{1b}\u{7}", "\u{202e}", "\n\u{2028}"] {
        let refused = world.try_run(Command::AddCustomer(given(&[("name", name)])));
        assert!(matches!(refused, Err(CommandError::Field { .. })), "{name:?}: {refused:?}");
        let acme = world.customer("Acme");
        let refused = world.try_run(Command::EditCustomer(acme, given(&[("name", name)])));
        assert!(matches!(refused, Err(CommandError::Field { .. })), "{name:?}: {refused:?}");
    }
    let twice = world.try_run(Command::AddCustomer(given(&[("name", "Acme\u{0} \n Corporation")])));
    assert!(matches!(twice, Err(CommandError::Exists(_))), "the same once made safe: {twice:?}");
}

#[test]
fn a_members_name_is_made_safe_too() {
    let world = World::new();
    let mut world = world.reopened(today(), "\u{1b}[31mroot\u{202e}\n");
    world.edit("Acme", &[("phone", "1")]);
    assert_eq!(world.session.member().name, "[31mroot");
    assert_harmless(&world.session);
}

#[test]
fn a_field_given_twice_holds_the_last() {
    let mut world = World::new();
    world.edit("Acme", &[("phone", "1"), ("custom.erp", "a"), ("phone", "2"), ("custom.erp", "b")]);
    let acme = world.session.reader().customer(world.customer("Acme")).unwrap().unwrap();
    assert_eq!(acme.phone.as_deref(), Some("2"));
    assert_eq!(acme.custom, [("erp".to_owned(), "b".to_owned())]);
    assert_eq!(world.session.store().check_log().unwrap(), []);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_in_any_field_is_refused_or_kept_whole(
        texts in prop::collection::vec("\\PC*|[\\x00-\\x20a\u{202e}]{0,8}|[0-9¥$.,-]{1,20}|[0-9]{4}-[0-9]{2}-[0-9]{2}", 1..6),
        at in any::<prop::sample::Index>(),
    ) {
        let mut world = World::new();
        let specs = touchline::command::customer::FIELDS.iter().map(|spec| spec.name);
        let all: Vec<&str> = specs.chain(touchline::command::customer::COMPOSED.iter().copied()).collect();
        let field = at.get(&all);
        for text in &texts {
            let acme = world.customer("上海明月科技有限公司");
            let _ = world.try_run(Command::EditCustomer(acme, given(&[(field, text)])));
            if *field == "name" {
                break;
            }
        }
        assert_harmless(&world.session);
        view::assert_standings_are_fresh(&world.session);
        prop_assert_eq!(world.session.store().check_log().unwrap(), vec![]);
        let _ = view::of(&world.session);
    }
}
