//! The made-up data set: the same every time, and alive in every corner.

use std::{collections::BTreeSet, sync::Arc};

use chrono::NaiveDate;
use touchline::{
    command::{Command, Session, run, undo::Which},
    demo,
    domain::{
        churn::{
            purchases::PurchaseDays,
            rule::{population_interval, silence},
        },
        id::CustomerId,
        lifecycle::{Lifecycle, Spans, lifecycle},
        standing::TierSource,
        tier::Tier,
        worklist::Section,
    },
    env::Env,
    store::Reader,
};

/// A Monday on which people work.
const MONDAY: &str = "2026-11-23";
const SEED: u64 = 1;

struct Demo {
    session: Session,
    _folder: tempfile::TempDir,
}

fn demo(day: &str, customers: u32, seed: u64) -> Demo {
    let folder = tempfile::tempdir().unwrap();
    let on: NaiveDate = day.parse().unwrap();
    // Noon in Shanghai.
    let now = on.and_hms_opt(4, 0, 0).unwrap().and_utc().timestamp_millis();
    let env = Arc::new(Env::fixed(now, seed));
    let mut session = Session::open(&folder.path().join("demo.db"), env, "Lin", true).unwrap();
    demo::write(&mut session, customers, seed, |_| ()).unwrap();
    Demo { session, _folder: folder }
}

/// Everything that the file says, as text.
fn said(session: &Session) -> Vec<String> {
    let reader = session.reader();
    let customers = reader.customers_whole().unwrap();
    let mut said = Vec::new();
    for customer in &customers {
        said.push(format!("{customer:?}"));
        said.push(format!("{:?}", reader.standing(customer.id).unwrap()));
        said.push(format!("{:?}", reader.contacts_of(customer.id).unwrap()));
        said.push(format!("{:?}", reader.deals_of(customer.id).unwrap()));
        said.push(format!("{:?}", reader.orders_of(customer.id).unwrap()));
        said.push(format!("{:?}", reader.activities_of(customer.id, 1000).unwrap()));
    }
    said
}

fn lifecycle_of(reader: &Reader<'_>, customer: CustomerId, population: i64) -> Lifecycle {
    let (facts, today) = (reader.facts(customer).unwrap().unwrap(), reader.today());
    let purchases = PurchaseDays::new(facts.orders.iter().copied(), today);
    let bought = purchases.first().zip(silence(&purchases, population, today));
    let bought = bought.map(|(first, silence)| (first, silence.level));
    lifecycle(bought, facts.touches.last().copied(), &Spans::default(), today)
}

fn lifecycles(reader: &Reader<'_>) -> Vec<(CustomerId, Lifecycle)> {
    let customers = reader.customers_whole().unwrap();
    let purchases: Vec<PurchaseDays> = customers
        .iter()
        .map(|customer| reader.facts(customer.id).unwrap().unwrap().orders)
        .map(|orders| PurchaseDays::new(orders, reader.today()))
        .collect();
    let population = population_interval(&purchases);
    customers
        .iter()
        .map(|customer| (customer.id, lifecycle_of(reader, customer.id, population)))
        .collect()
}

#[test]
fn the_same_seed_and_day_give_the_same_data_and_another_seed_does_not() {
    let first = demo(MONDAY, 40, SEED);
    assert_eq!(said(&first.session), said(&demo(MONDAY, 40, SEED).session));
    let other = demo(MONDAY, 40, SEED + 1);
    let names = |demo: &Demo| {
        let rows = demo.session.reader().customers().unwrap();
        rows.into_iter().map(|row| row.name).collect::<BTreeSet<String>>()
    };
    // Only the best known customer is in every demo.
    assert!(names(&first).intersection(&names(&other)).count() < 10);
    assert!(names(&first).contains("上海明月科技有限公司"));
}

#[test]
fn more_customers_leave_the_first_ones_as_they_are() {
    let names = |count| {
        let demo = demo(MONDAY, count, SEED);
        let whole = demo.session.reader().customers_whole().unwrap();
        whole.into_iter().map(|customer| (customer.name, customer.evidence)).collect::<Vec<_>>()
    };
    let (few, many) = (names(5), names(700));
    assert_eq!((few.len(), many.len()), (5, 700));
    assert_eq!(few[..], many[..5]);
}

#[test]
fn every_corner_has_something_to_show() {
    for seed in [1, 2, 77] {
        let demo = demo(MONDAY, 120, seed);
        let (reader, rules) = (demo.session.reader(), demo.session.rules().clone());
        let rows = reader.customers().unwrap();
        assert_eq!(rows.len(), 120);
        let share = |tier| rows.iter().filter(|row| row.tier == tier).count() * 100 / rows.len();
        for (tier, least, most) in
            [(Tier::A, 8, 20), (Tier::B, 14, 28), (Tier::C, 24, 42), (Tier::D, 26, 44)]
        {
            let share = share(tier);
            assert!((least..=most).contains(&share), "seed {seed}: {tier:?} {share} %");
        }
        let sources: Vec<TierSource> = rows.iter().map(|row| row.tier_source).collect();
        let overridden = sources.iter().filter(|source| **source == TierSource::Override).count();
        assert_eq!(overridden, 2);
        let standings: Vec<_> =
            rows.iter().map(|row| reader.standing(row.id).unwrap().unwrap()).collect();
        let proposals = standings
            .iter()
            .filter(|one| {
                one.tier_source == TierSource::Confirmed && one.tier != one.automatic.tier
            })
            .count();
        assert!((3..=12).contains(&proposals), "seed {seed}: {proposals} proposals");
        let levels: BTreeSet<String> =
            standings.iter().map(|one| format!("{:?}", one.levels.interaction)).collect();
        assert_eq!(levels.len(), 3);

        let lives: BTreeSet<Lifecycle> =
            lifecycles(&reader).into_iter().map(|(_, life)| life).collect();
        assert_eq!(lives, BTreeSet::from(Lifecycle::ALL), "seed {seed}");

        let deals: Vec<_> = rows.iter().flat_map(|row| reader.deals_of(row.id).unwrap()).collect();
        let stages: BTreeSet<&str> =
            deals.iter().filter_map(|deal| deal.stage(reader.today())).collect();
        let all = rules.pipeline.stages.iter().chain([&rules.pipeline.lost]);
        assert_eq!(stages, all.map(|stage| stage.key.as_str()).collect(), "seed {seed}");
        assert!(deals.iter().any(|deal| deal.rate.is_some()));
        assert!(deals.iter().all(|deal| deal.base_minor(rules.currency).is_some()));
        assert!(deals.iter().any(|deal| deal.lost_reason.is_some()));
        let orders = reader.orders().unwrap();
        assert!(orders.iter().any(|found| found.order.amount.minor < 0), "a refund");
        for found in &orders {
            let lines: i64 = found.lines.iter().map(|line| line.amount).sum();
            assert_eq!(lines, found.order.amount.minor, "lines add up");
        }
    }
}

#[test]
fn today_is_alive_on_any_day() {
    // A Monday to Friday, a Saturday, the spring festival, the day after a week of holidays.
    let days = [
        ("2026-11-23", true, 26),
        ("2026-11-24", true, 26),
        ("2026-11-25", true, 26),
        ("2026-11-26", true, 26),
        ("2026-11-27", true, 26),
        ("2026-11-28", false, 20),
        ("2026-02-18", false, 20),
        // What would have been due on the holidays is due now.
        ("2026-10-08", true, 40),
    ];
    for (day, working, most) in days {
        let demo = demo(day, 120, SEED);
        let list = demo.session.reader().worklist(20).unwrap();
        let sections: BTreeSet<Section> =
            list.due.iter().chain(&list.coming_up).map(|item| item.section).collect();
        assert!(sections.contains(&Section::Promised) && sections.contains(&Section::Overdue));
        assert!(sections.contains(&Section::ComingUp), "{day}");
        let due = list.due.len();
        if working {
            assert!((15..=most).contains(&due), "{day}: {due} due");
            assert!(sections.contains(&Section::DueToday), "{day}");
            assert!((2..=4).contains(&list.done_today), "{day}: {} done", list.done_today);
            assert!(!list.over_capacity);
        } else {
            assert!((4..=most).contains(&due), "{day}: {due} due");
            assert_eq!(list.done_today, 0, "{day}");
        }
    }
}

#[test]
fn nothing_happened_in_the_future_or_before_the_customer_was_known() {
    let demo = demo(MONDAY, 300, 5);
    let reader = demo.session.reader();
    let today = reader.today();
    for customer in reader.customers_whole().unwrap() {
        let name = &customer.name;
        assert!(customer.created_on <= today, "{name}");
        let past = customer.created_on..=today;
        for activity in reader.activities_of(customer.id, 1000).unwrap() {
            assert!(past.contains(&activity.on), "{name}: {activity:?}");
            if let Some(plan) = &activity.plan {
                assert!(plan.due_on >= activity.on, "{name}: {activity:?}");
            }
        }
        for deal in reader.deals_of(customer.id).unwrap() {
            assert!(!deal.events.is_empty(), "{name}: {deal:?}");
            assert!(deal.events.iter().all(|(day, _)| past.contains(day)), "{name}: {deal:?}");
            assert!(deal.events.is_sorted_by_key(|(day, _)| *day), "{name}: {deal:?}");
        }
        for found in reader.orders_of(customer.id).unwrap() {
            assert!(past.contains(&found.order.on), "{name}: {found:?}");
        }
        assert!(customer.evidence.heard().all(|(_, day)| past.contains(&day)), "{name}");
    }
}

#[test]
fn the_log_says_the_same_as_the_tables_and_undo_takes_all_of_it_back() {
    let mut demo = demo(MONDAY, 120, SEED);
    assert_eq!(demo.session.store().check_log().unwrap(), []);
    let steps = demo.session.reader().steps(10).unwrap();
    assert!(steps.iter().all(|step| step.gesture.name == "demo"));
    for _ in &steps {
        run(&mut demo.session, Command::Undo(Which::Last)).unwrap();
    }
    let reader = demo.session.reader();
    assert_eq!(reader.customer_count().unwrap(), 0);
    assert_eq!(reader.customers_whole().unwrap(), []);
    assert_eq!(reader.activities().unwrap(), []);
    assert_eq!(reader.orders().unwrap(), []);
    let list = reader.worklist(20).unwrap();
    assert_eq!((list.due.len(), list.coming_up.len(), list.done_today), (0, 0, 0));
}
