//! Schemes on a small team: who is in which group, and what the groups are called.

use super::*;
use crate::{
    change::{ChangeSet, Entity, Gesture, Value},
    command::{self, Command, Session},
    domain::id::CustomerId,
    env::Env,
    i18n::Language,
    store::read::CustomerRow,
};

/// Name, trade, area, orders: days ago and amount.
type Made = (&'static str, &'static str, &'static str, &'static [(i64, i64)]);

const CUSTOMERS: [Made; 5] = [
    ("Moon", "Software", "上海", &[(10, 900_000), (40, 100_000)]),
    ("Acme", "Retail", "Boston", &[(300, 50_000)]),
    ("Kan", "Retail", "", &[(700, 20_000)]),
    ("Tree", "", "Boston", &[]),
    ("Zoe", "Retail", "上海", &[(5, -700)]),
];

fn team() -> Session {
    let mut session = Session::in_memory(Env::fixed(1_795_395_600_000, 1).into(), "me").unwrap();
    let today = i64::from(session.today().to_epoch_days());
    for (name, industry, area, orders) in CUSTOMERS {
        let fields = [("name", name), ("industry", industry), ("area", area)];
        let given = fields.iter().filter(|(_, value)| !value.is_empty());
        let fields = given.map(|(key, value)| ((*key).to_owned(), (*value).to_owned())).collect();
        let done = command::run(&mut session, Command::AddCustomer(fields)).unwrap();
        let customer = CustomerId::new(done.made(Entity::Customer).unwrap());
        let mut set = ChangeSet::new(Gesture::new("add_orders"));
        for (ago, amount) in orders {
            let fields: [(&str, Value); 3] = [
                ("customer", customer.into()),
                ("ordered_on", Value::Int(today - ago)),
                ("amount", Value::Int(*amount)),
            ];
            set.create(Entity::Order, session.new_uuid(), fields);
        }
        command::seed(&mut session, set).unwrap();
    }
    session
}

fn settings(session: &mut Session, values: &[(&str, &str)]) {
    let values = values.iter().map(|(key, value)| ((*key).to_owned(), Some((*value).to_owned())));
    command::run(session, Command::ChangeSettings(values.collect())).unwrap();
}

/// `group: customers` of each group that has some, in order.
fn grouped(session: &Session, scheme: Scheme, language: Language) -> Vec<String> {
    let (reader, words) = (session.reader(), Words::new(language));
    let mut rows = reader.customers().unwrap();
    rows.sort_by(|a, b| a.name.cmp(&b.name));
    let grouping = Grouping::read(scheme, &reader).unwrap();
    let groups = grouping.groups(rows.iter().map(CustomerRow::traits), &reader, &words);
    let of = |at: usize| {
        let them = rows.iter().zip(&groups.places).filter(|(_, place)| **place as usize == at);
        them.map(|(row, _)| row.name.as_str()).collect::<Vec<_>>().join(" ")
    };
    let lines = groups.all.iter().enumerate().map(|(at, group)| (group, of(at)));
    let shown = lines.filter(|(_, them)| !them.is_empty());
    shown.map(|(group, them)| format!("{}: {them}", group.name)).collect()
}

#[test]
fn everybody_is_in_one_group_of_every_scheme_and_every_group_has_its_words() {
    let session = team();
    for language in Language::ALL {
        for scheme in Scheme::ALL {
            let (reader, words) = (session.reader(), Words::new(language));
            assert!(words.has(&format!("scheme-{}", scheme.key())), "{scheme:?}");
            let rows = reader.customers().unwrap();
            let grouping = Grouping::read(scheme, &reader).unwrap();
            let groups = grouping.groups(rows.iter().map(CustomerRow::traits), &reader, &words);
            assert_eq!(groups.places.len(), rows.len());
            let last = groups.places.iter().max().copied().unwrap();
            assert!((last as usize) < groups.all.len(), "{scheme:?}");
            // A key without words shows itself.
            let bare = |group: &&Group| group.name.contains("group-") || group.name.contains('(');
            assert_eq!(groups.all.iter().find(bare), None, "{scheme:?}");
            let known: Vec<&str> = groups.all.iter().map(|group| group.name.as_str()).collect();
            let prefix = format!("{}-", scheme.key());
            assert!(!known.iter().any(|name| name.starts_with(&prefix)), "{known:?}");
        }
    }
}

#[test]
fn customers_are_grouped_by_what_they_bought() {
    let session = team();
    for (scheme, expected) in [
        (Scheme::Class, vec!["Class A: Moon", "no purchase yet: Tree Zoe"]),
        (Scheme::Lifecycle, vec!["new: Moon", "dormant prospect: Tree Zoe"]),
        (Scheme::Churn, vec!["normal: Moon", "no purchase yet: Tree Zoe"]),
        (Scheme::Loyalty, vec!["loyal: Moon", "at risk: Acme Kan", "nothing known: Tree Zoe"]),
    ] {
        let found = grouped(&session, scheme, Language::En);
        for line in expected {
            assert!(found.iter().any(|found| found == line), "{scheme:?} {line}: {found:?}");
        }
    }
    let segments = grouped(&session, Scheme::Segment, Language::ZhCn);
    assert_eq!(segments[0], "重要价值客户: Moon");
    assert_eq!(segments.last().unwrap(), "尚未购买: Tree Zoe");
}

#[test]
fn groups_named_by_customers_stand_by_value_and_those_without_a_name_last() {
    let session = team();
    let areas = grouped(&session, Scheme::Area, Language::En);
    assert_eq!(areas, ["上海: Moon Zoe", "Boston: Acme Tree", "no area: Kan"]);
    let owners = grouped(&session, Scheme::Owner, Language::ZhCn);
    assert_eq!(owners, ["me: Acme Kan Moon Tree Zoe"]);
}

#[test]
fn relationships_follow_size_and_margin_and_a_margin_that_is_missing_is_asked_for() {
    let mut session = team();
    let found = grouped(&session, Scheme::Relationship, Language::En);
    assert_eq!(found, ["no margin known: Acme Kan Moon Zoe", "no industry: Tree"]);
    settings(&mut session, &[("margin.Software", "30"), ("margin.Retail", "10.5")]);
    let found = grouped(&session, Scheme::Relationship, Language::En);
    // One of five is few, three of five are many.
    assert_eq!(found, ["partnership: Moon", "basic: Acme Kan Zoe", "no industry: Tree"]);
    settings(&mut session, &[("relationship.by", "area"), ("margin.上海", "20")]);
    let reader = session.reader();
    let grouping = Grouping::read(Scheme::Relationship, &reader).unwrap();
    let words = Words::new(Language::En);
    let groups = grouping.groups(std::iter::empty(), &reader, &words).all;
    let notes: Vec<&str> =
        groups.iter().map(|group| group.note.as_str()).filter(|note| !note.is_empty()).collect();
    assert_eq!(notes, ["上海", "set margin.Boston=PERCENT: touchline settings"]);
}

#[test]
fn the_latest_answer_to_each_question_counts() {
    let mut session = team();
    let named = session.reader().customer_named("Tree").unwrap();
    let id: CustomerId = named.unwrap();
    let today = i64::from(session.today().to_epoch_days());
    let mut set = ChangeSet::new(Gesture::new("add_surveys"));
    for (on, field, value) in [
        (today - 9, "satisfaction", 5),
        (today - 2, "satisfaction", 1),
        (today - 5, "recommendation", 9),
        (today + 1, "recommendation", 0),
        (today - 1, "recommendation", 11),
    ] {
        let fields: [(&str, Value); 3] =
            [("customer", id.into()), ("on_day", Value::Int(on)), (field, Value::Int(value))];
        set.create(Entity::Survey, session.new_uuid(), fields);
    }
    command::seed(&mut session, set).unwrap();
    let found = grouped(&session, Scheme::Loyalty, Language::En);
    assert_eq!(found[0], "loyal: Moon Tree");
}
