//! What is kept and summed of purchases is what the rules make of the orders themselves.

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate};
use proptest::prelude::*;
use touchline::{
    change::{ChangeSet, Entity, Gesture, Value},
    command::{Command, seed, undo::Which},
    domain::{
        churn::model::Buyer,
        id::CustomerId,
        rfm::{Figures, Window, figures},
    },
};

use crate::support::world::{World, today};

/// An order as a list may bring it: whose, how many days ago, how much, in what currency, with
/// which rate, called off, deleted.
#[derive(Clone, Debug)]
struct Given {
    of: usize,
    ago: i64,
    amount: Option<i64>,
    currency: Option<&'static str>,
    rate: Option<(i64, i64)>,
    cancelled: bool,
    deleted: bool,
}

fn given() -> impl Strategy<Value = Given> {
    let amount = prop_oneof![
        8 => (-50_000_i64..200_000).prop_map(Some),
        1 => prop_oneof![Just(i64::MAX), Just(i64::MIN), Just(0)].prop_map(Some),
        1 => Just(None),
    ];
    let currency = prop_oneof![
        3 => Just(None), 3 => Just(Some("CNY")), 2 => Just(Some("USD")), 1 => Just(Some("JPY")),
        1 => Just(Some("no currency")),
    ];
    let rate = prop::option::of((1_i64..900, 1_i64..90));
    let often = prop::bool::weighted(0.1);
    (0..5_usize, -20..500_i64, amount, currency, rate, often, often).prop_map(
        |(of, ago, amount, currency, rate, cancelled, deleted)| Given {
            of,
            ago,
            amount,
            currency,
            rate,
            cancelled,
            deleted,
        },
    )
}

fn on(ago: i64) -> NaiveDate {
    let days = Days::new(ago.unsigned_abs());
    if ago < 0 { today() + days } else { today() - days }
}

/// A file with five customers and these orders; the last customer is deleted.
fn file(orders: &[Given]) -> (World, Vec<CustomerId>) {
    let mut world = World::empty();
    let customers: Vec<CustomerId> =
        ["一", "二", "三", "四", "五"].iter().map(|name| world.add(name, &[])).collect();
    let mut set = ChangeSet::new(Gesture::new("import").about("file", "orders.csv"));
    for order in orders {
        let mut fields: Vec<(&str, Value)> =
            vec![("customer", customers[order.of].into()), ("ordered_on", on(order.ago).into())];
        fields.extend(order.amount.map(|minor| ("amount", Value::Int(minor))));
        fields.extend(order.currency.map(|code| ("currency", Value::from(code))));
        if let Some((numerator, denominator)) = order.rate {
            fields.push(("rate_numerator", Value::Int(numerator)));
            fields.push(("rate_denominator", Value::Int(denominator)));
        }
        fields.extend(order.cancelled.then_some(("cancelled", Value::Int(1))));
        let id = world.session.new_uuid();
        set.create(Entity::Order, id, fields);
        if order.deleted {
            set.delete(Entity::Order, id);
        }
    }
    seed(&mut world.session, set).unwrap();
    world.run(Command::DeleteCustomer(customers[4]));
    (world, customers)
}

/// What the rules make of each customer's orders, by id.
fn expected<T>(
    world: &World,
    of: impl Fn(&[(NaiveDate, i64)]) -> Option<T>,
) -> BTreeMap<CustomerId, T> {
    let reader = world.session.reader();
    let mut orders: BTreeMap<CustomerId, Vec<(NaiveDate, i64)>> = BTreeMap::new();
    let is_there = |id| reader.customer(id).unwrap().is_some();
    for found in reader.orders().unwrap() {
        let order = found.order;
        let minor =
            touchline::domain::deal::in_base(order.amount, order.rate, reader.rules().currency);
        let counts = !order.cancelled && is_there(order.customer);
        let minor = minor.filter(|_| counts);
        let list = orders.entry(order.customer).or_default();
        list.extend(minor.map(|minor| (order.on, minor)));
    }
    orders.into_iter().filter_map(|(id, orders)| Some((id, of(&orders)?))).collect()
}

/// A sum that would be out of range is the largest there is either way; which of many is not said.
fn in_range(figures: &Figures) -> Figures {
    let most = i64::MAX / 4;
    Figures { monetary_minor: figures.monetary_minor.clamp(-most, most), ..*figures }
}

fn check(world: &World) {
    let reader = world.session.reader();
    for window in [Window::All, Window::Days(365), Window::Days(1), Window::Days(u32::MAX)] {
        let found: BTreeMap<CustomerId, Figures> =
            reader.rfm_figures(window).unwrap().into_iter().collect();
        let rules =
            expected(world, |orders| figures(orders.iter().copied(), reader.today(), window));
        let ranged = |all: &BTreeMap<CustomerId, Figures>| -> Vec<(CustomerId, Figures)> {
            all.iter().map(|(id, figures)| (*id, in_range(figures))).collect()
        };
        assert_eq!(ranged(&found), ranged(&rules), "{window:?}");
    }
    let found: BTreeMap<CustomerId, Buyer> = reader.model_buyers().unwrap().into_iter().collect();
    assert_eq!(found, expected(world, |orders| Buyer::new(orders, reader.today())));
    let bought: Vec<CustomerId> = reader.buyers().unwrap().iter().map(|row| row.id).collect();
    assert_eq!(bought.len(), found.len());
    assert!(bought.iter().all(|id| found.contains_key(id)));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn sums_of_the_file_are_those_of_the_rules(
        orders in prop::collection::vec(given(), 0..60),
        later in 1..25_u64,
    ) {
        let (mut world, _) = file(&orders);
        check(&world);
        // Orders dated ahead come in by themselves, and what is taken back goes.
        world = world.reopened(today() + Days::new(later), "王芳");
        check(&world);
        world.run(Command::Undo(Which::Last));
        check(&world);
    }
}
