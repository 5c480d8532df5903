//! What Today holds besides the queue: who is at risk, whom to greet; trips, and days off.

use chrono::{Days, NaiveDate};
use touchline::{
    change::{ChangeSet, Entity, Gesture, Value},
    command::{
        self, Command, CommandError,
        activity::PlanNext,
        entry_line::{Entry, NextStep},
        undo::Which,
    },
    domain::{
        activity::{ActivityKind, PlanKind},
        id::CustomerId,
        tier::Tier,
        worklist::Section,
    },
};

use crate::support::world::{ME, World, day, given, today};

/// Orders of a customer, so many days ago each.
fn bought(world: &mut World, customer: CustomerId, days_ago: &[u64]) {
    let mut set = ChangeSet::new(Gesture::new("import"));
    for ago in days_ago {
        let on = today() - Days::new(*ago);
        let fields: [(&str, Value); 4] = [
            ("customer", customer.into()),
            ("ordered_on", on.into()),
            ("amount", Value::Int(100_000)),
            ("currency", "CNY".into()),
        ];
        set.create(Entity::Order, world.session.new_uuid(), fields);
    }
    command::seed(&mut world.session, set).unwrap();
}

/// A customer, last touched so many days ago, that ordered every 20 days until 50 days ago.
fn silent(world: &mut World, name: &str, potential: &str, touched: u64) -> CustomerId {
    let id = world.add(name, &[("potential", potential), ("created_on", "2025-01-01")]);
    let on = today() - Days::new(touched);
    world.log(ActivityKind::Call, name, &format!("!reached ^{on}"));
    bought(world, id, &[50, 70, 90, 110]);
    id
}

fn at_risk(world: &World) -> Vec<CustomerId> {
    let list = world.session.reader().worklist(20).unwrap();
    assert!(list.at_risk.iter().all(|item| item.section == Section::AtRisk));
    list.at_risk.iter().map(|item| item.queued.id).collect()
}

#[test]
fn who_is_at_risk_is_listed_until_talked_to_the_largest_value_first() {
    let mut world = World::empty();
    let small = silent(&mut world, "small", "1000", 30);
    let large = silent(&mut world, "large", "9000", 30);
    // The warning began 50 − 41 = 9 days ago.
    silent(&mut world, "talked to since", "9000", 9);
    let before = silent(&mut world, "talked to before", "500", 10);
    let due = silent(&mut world, "due anyway", "9000", 95);
    assert_eq!(at_risk(&world), [large, small, before]);
    let list = world.session.reader().worklist(20).unwrap();
    assert_eq!(list.due.iter().map(|item| item.queued.id).collect::<Vec<_>>(), [due]);
    assert_eq!(list.at_risk[0].warning.unwrap().silence_days, 50);
    // An attempt is no contact, but done for today; a call ends the warning.
    world.log(ActivityKind::Call, "large", "!no-answer");
    assert_eq!(at_risk(&world), [small, before]);
    world.run(Command::Undo(Which::Last));
    world.log(ActivityKind::Call, "large", "!no-answer ^yesterday");
    assert_eq!(at_risk(&world), [large, small, before]);
    world.run(Command::Snooze(small, day("2027-01-25")));
    assert_eq!(at_risk(&world), [large, before], "put off");
    world.run(Command::Undo(Which::Last));
    world.log(ActivityKind::Call, "large", "!reached");
    assert_eq!(at_risk(&world), [small, before]);
    world.run(Command::Undo(Which::Last));
    assert_eq!(at_risk(&world), [large, small, before]);
    // An order ends it too.
    bought(&mut world, large, &[0]);
    assert_eq!(at_risk(&world), [small, before]);
}

#[test]
fn only_the_first_ten_at_risk_are_in_the_list_and_the_rest_is_counted() {
    let mut world = World::empty();
    for number in 0..13 {
        silent(&mut world, &format!("customer {number}"), &format!("{}", 1000 - number), 30);
    }
    let list = world.session.reader().worklist(20).unwrap();
    assert_eq!((list.at_risk.len(), list.at_risk_count), (10, 13));
    assert_eq!((list.done_today, list.due.len()), (0, 0));
}

/// Whom to greet, as `name: person`.
fn greeted(world: &World) -> Vec<String> {
    let (found, left) = world.session.reader().greetings(100).unwrap();
    assert_eq!(left, 0);
    found
        .into_iter()
        .map(|found| {
            let person = found.contact.map_or("", |(_, name)| Box::leak(name.into_boxed_str()));
            format!("{} {}: {person}", found.reminder.on.format("%m-%d"), found.name)
        })
        .collect()
}

#[test]
fn people_are_greeted_from_the_reminder_until_something_is_logged() {
    let mut world = World::empty();
    world.add("Acme", &[("birthday", "11-25"), ("anniversary", "2011-11-26")]);
    world.add("明月", &[]);
    for (name, birthday) in [
        ("张敏", "1980-11-23"),
        ("李雷", "lunar:10-17"),
        ("later", "11-27"),
        ("yesterday", "11-22"),
        ("far", "lunar:1-1"),
    ] {
        world.add_contact("明月", name, &[("birthday", birthday)]);
    }
    let all = ["11-23 明月: 张敏", "11-25 Acme: ", "11-25 明月: 李雷", "11-26 Acme: "];
    let mut found = greeted(&world);
    found.sort();
    assert_eq!(found, all);
    assert_eq!(world.session.reader().greetings(1).unwrap().1, 3, "the others are counted");
    // What is planned is not done, and what was done before the reminder was no greeting.
    world.plan(ActivityKind::Call, PlanKind::Promise, "明月", "birthday >fri");
    world.log(ActivityKind::Call, "明月", "!reached ^2026-11-19");
    assert_eq!(greeted(&world).len(), 4);
    world.log(ActivityKind::Message, "明月", "many happy returns");
    assert!(greeted(&world).iter().all(|line| line.contains("Acme")));
    world.run(Command::Undo(Which::Last));
    assert_eq!(greeted(&world).len(), 4);
    // Days pass.
    let world = world.reopened(day("2026-11-24"), ME);
    assert_eq!(greeted(&world).len(), 4, "张敏's day is over, later's reminder has come");
    let world = world.reopened(day("2026-11-28"), ME);
    assert_eq!(greeted(&world), Vec::<String>::new());
}

#[test]
fn a_birthday_that_is_none_greets_nobody_and_stops_nothing() {
    let world = World::empty();
    let path = world.path();
    let mut world = world;
    world.add("Acme", &[("birthday", "11-23")]);
    world.add_contact("Acme", "someone", &[("birthday", "11-23")]);
    for text in ["soon", "02-30", "lunar:13-1", "", "99999-11-23", "\u{1b}"] {
        let conn = rusqlite::Connection::open(&path).unwrap();
        conn.execute("UPDATE contacts SET birthday = ?1", [text]).unwrap();
        drop(conn);
        assert_eq!(greeted(&world), ["11-23 Acme: "], "{text:?}");
    }
    let conn = rusqlite::Connection::open(path).unwrap();
    conn.execute("UPDATE contacts SET birthday = x'00ff'", []).unwrap();
    drop(conn);
    assert_eq!(greeted(&world), ["11-23 Acme: "]);
}

#[test]
fn the_reminder_follows_the_setting_and_a_festival_counts_whom_was_greeted() {
    let world = World::new();
    let mut world = world.reopened(day("2026-12-17"), ME);
    let festivals = |world: &World| world.session.reader().festivals().unwrap();
    assert_eq!(festivals(&world), []);
    let set = |world: &mut World, key: &str, value: &str| {
        let values = vec![(key.to_owned(), Some(value.to_owned()))];
        world.run(Command::ChangeSettings(values));
    };
    set(&mut world, "greeting.days", "7");
    let rows = world.session.reader().customers().unwrap();
    let better: Vec<_> = rows.iter().filter(|row| row.tier <= Tier::B).collect();
    let [found] = festivals(&world)[..] else { panic!("one festival") };
    assert_eq!((found.festival.key(), found.reminder.on), ("winter_solstice", day("2026-12-22")));
    assert_eq!((found.customers, found.greeted), (better.len(), 0));
    let name = better[0].short_name.clone().unwrap_or_else(|| better[0].name.clone());
    world.log(ActivityKind::Message, &name, "冬至快乐");
    world.log(ActivityKind::Message, &name, "冬至快乐");
    world.log(ActivityKind::Message, "Treequote", "冬至快乐");
    let [found] = festivals(&world)[..] else { panic!("one festival") };
    assert_eq!(found.greeted, 1, "of A and B, each once");
    set(&mut world, "greeting.festivals", "off");
    assert_eq!(festivals(&world), []);
}

fn visit(customer: CustomerId, on: NaiveDate) -> PlanNext {
    PlanNext {
        customer,
        kind: ActivityKind::Visit,
        plan: PlanKind::VisitPlan,
        entry: Entry { next: Some(NextStep { on, time: None, working: true }), ..Entry::default() },
        area: Some("上海".to_owned()),
        items: None,
        purpose: None,
    }
}

#[test]
fn visits_are_planned_together_or_not_at_all_and_leave_the_suggestion() {
    let mut world = World::new();
    let last = today() + Days::new(7);
    let to_visit = |world: &World| -> Vec<CustomerId> {
        let mut found: Vec<_> = world.session.reader().to_visit(last).unwrap();
        found.sort_by_key(|one| one.queued.id);
        found.into_iter().map(|one| one.queued.id).collect()
    };
    let before = to_visit(&world);
    let (first, second) = (world.customer("上海明月科技"), world.customer("Acme"));
    assert!(before.contains(&first) && before.contains(&second));
    let plans = |world: &World| world.session.reader().open_plans().unwrap().len();
    let planned = plans(&world);
    let refused = world.try_run(Command::PlanVisits(vec![
        visit(first, day("2026-11-24")),
        visit(second, day("2026-11-20")),
    ]));
    assert!(matches!(refused, Err(CommandError::NotInFuture(_))), "{refused:?}");
    assert_eq!(plans(&world), planned);
    let visits = vec![visit(first, day("2026-11-24")), visit(second, day("2026-11-24"))];
    world.run(Command::PlanVisits(visits));
    assert_eq!(plans(&world), planned + 2);
    let after = to_visit(&world);
    assert!(!after.contains(&first) && !after.contains(&second));
    world.run(Command::Undo(Which::Last));
    assert_eq!((plans(&world), to_visit(&world)), (planned, before));
}

#[test]
fn holidays_are_taken_over_as_one_step_and_move_what_is_due() {
    let mut world = World::empty();
    let acme = world.add("Acme", &[]);
    let due = |world: &World| {
        let found = world.session.reader().candidate_of(acme).unwrap().unwrap();
        found.schedule.on(today()).due
    };
    assert_eq!(due(&world), day("2026-11-24"));
    let values = given(&[("day.2026-11-24", "off 厂庆"), ("day.2026-11-25", "off 厂庆")]);
    let values = values.into_iter().map(|(key, value)| (key, Some(value))).collect();
    let done = world.run(Command::ImportHolidays("own.ics".to_owned(), values));
    assert_eq!(done.gesture.name, "import_holidays");
    assert_eq!(due(&world), day("2026-11-26"));
    world.run(Command::Undo(Which::Last));
    assert_eq!(due(&world), day("2026-11-24"));
}
