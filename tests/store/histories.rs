//! Random histories of real commands: log and tables agree, undo is exact, standings are fresh.

use chrono::{Days, NaiveDate};
use proptest::{prelude::*, sample::Index};
use touchline::{
    change::Entity,
    command::{
        Command, CommandError,
        activity::{Log, PlanNext},
        deal::Move,
        entry_line::{Entry, Happened, NextStep},
        merge::{Merge, Side},
        undo::Which,
    },
    domain::{
        activity::{ActivityKind, Closed, Outcome, PlanKind},
        id::{ContactId, CustomerId, DealId},
        money::Money,
        tier::Evidence,
    },
};

use super::view;
use crate::support::world::{COLLEAGUE, ME, World, given};

/// A gesture that is made into a command for the rows that are there.
#[derive(Clone, Debug)]
pub enum Gesture {
    Add {
        name: u8,
        fields: Vec<(usize, u8)>,
    },
    Edit {
        which: Index,
        fields: Vec<(usize, u8)>,
    },
    Delete {
        which: Index,
    },
    AddContact {
        which: Index,
        name: u8,
    },
    EditContact {
        which: Index,
        title: u8,
    },
    AddDeal {
        which: Index,
        amount: u32,
        stage: usize,
    },
    EditDeal {
        which: Index,
        amount: Option<u32>,
    },
    Move {
        which: Index,
        stage: usize,
        days_ago: u64,
    },
    Log {
        which: Index,
        kind: usize,
        outcome: Option<usize>,
        days_ago: u64,
        next: Option<u64>,
        rest: u8,
    },
    Plan {
        which: Index,
        plan: usize,
        days: u64,
    },
    Close {
        which: Index,
        done: bool,
    },
    Snooze {
        which: Index,
        days: u64,
    },
    Merge {
        kept: Index,
        gone: Index,
        fields: u8,
    },
    Apart {
        one: Index,
        other: Index,
    },
    Setting {
        which: usize,
    },
    Undo,
    UndoAny {
        which: Index,
        partly: bool,
    },
    Redo,
    /// The clock goes on, or back, by days; the file is opened anew by one of the two.
    Reopen {
        days: i64,
        colleague: bool,
    },
    Rebuild,
}

const FIELDS: &[(&str, &[&str])] = &[
    ("short_name", &["", "明月", "A  b"]),
    ("phone", &["", "021-1", "021-2"]),
    ("potential", &["", "20000", "100000", "¥50万"]),
    ("cadence", &["", "3", "60"]),
    ("need", &["clear", "unclear", "auto"]),
    ("evidence", &["", "need,budget", "need,product,date", "need,product,budget,decider,date"]),
    ("tags", &["", "vip", "vip, 老客户", "老客户,老客户"]),
    ("custom.erp", &["", "SAP", "用友"]),
    ("owner", &["", "me", "李雷", "韩梅梅"]),
    ("tier", &["", "A", "B", "D"]),
    ("override", &["", "A", "C"]),
    ("override_reason", &["", "老板的朋友"]),
    ("created_on", &["2026-01-05", "2027-02-01", "2020-02-29"]),
    ("notes", &["", "两行\n文字"]),
    ("birthday", &["", "05-14", "lunar:8-15"]),
];

const STAGES: &[&str] = &["contact", "needs", "proposal", "quote", "won", "lost", "nowhere"];

const SETTINGS: &[&[(&str, Option<&str>)]] = &[
    &[("cadence.a", Some("6"))],
    &[("cadence.a", None)],
    &[("tier.weight.need", Some("29")), ("tier.weight.value", Some("36"))],
    &[("tier.weight.need", None), ("tier.weight.value", None)],
    &[("tier.weight.need", Some("50"))],
    &[("tier.value.high", Some("5000000"))],
    &[("stage.trial.level", Some("mid")), ("stage.trial.position", Some("2"))],
    &[("review.mode", Some("auto"))],
    &[("zone", Some("America/New_York"))],
    &[("currency", Some("USD"))],
    &[("day.2026-11-24", Some("off"))],
];

/// Any gesture.
pub fn gesture() -> impl Strategy<Value = Gesture> {
    let index = any::<Index>;
    let fields = || prop::collection::vec((0..FIELDS.len(), any::<u8>()), 0..4);
    prop_oneof![
        4 => (any::<u8>(), fields()).prop_map(|(name, fields)| Gesture::Add { name: name % 6, fields }),
        4 => (index(), fields()).prop_map(|(which, fields)| Gesture::Edit { which, fields }),
        1 => index().prop_map(|which| Gesture::Delete { which }),
        1 => (index(), 0u8..4).prop_map(|(which, name)| Gesture::AddContact { which, name }),
        1 => (index(), 0u8..4).prop_map(|(which, title)| Gesture::EditContact { which, title }),
        3 => (index(), 0u32..900_000, 0..STAGES.len())
            .prop_map(|(which, amount, stage)| Gesture::AddDeal { which, amount, stage }),
        1 => (index(), prop::option::of(0u32..900_000))
            .prop_map(|(which, amount)| Gesture::EditDeal { which, amount }),
        3 => (index(), 0..STAGES.len(), 0u64..40)
            .prop_map(|(which, stage, days_ago)| Gesture::Move { which, stage, days_ago }),
        8 => (index(), 0usize..6, prop::option::of(0usize..7), 0u64..120,
              prop::option::of(0u64..20), any::<u8>())
            .prop_map(|(which, kind, outcome, days_ago, next, rest)| {
                // Half of them happen now.
                let days_ago = if rest & 1 == 0 { 0 } else { days_ago };
                Gesture::Log { which, kind, outcome, days_ago, next, rest }
            }),
        2 => (index(), 0usize..3, 0u64..20)
            .prop_map(|(which, plan, days)| Gesture::Plan { which, plan, days }),
        1 => (index(), any::<bool>()).prop_map(|(which, done)| Gesture::Close { which, done }),
        2 => (index(), 0u64..40).prop_map(|(which, days)| Gesture::Snooze { which, days }),
        2 => (index(), index(), any::<u8>())
            .prop_map(|(kept, gone, fields)| Gesture::Merge { kept, gone, fields }),
        1 => (index(), index()).prop_map(|(one, other)| Gesture::Apart { one, other }),
        1 => (0..SETTINGS.len()).prop_map(|which| Gesture::Setting { which }),
        3 => Just(Gesture::Undo),
        1 => (index(), any::<bool>()).prop_map(|(which, partly)| Gesture::UndoAny { which, partly }),
        2 => Just(Gesture::Redo),
        3 => (-10i64..40, any::<bool>())
            .prop_map(|(days, colleague)| Gesture::Reopen { days, colleague }),
        1 => Just(Gesture::Rebuild),
    ]
}

fn texts(fields: &[(usize, u8)]) -> Vec<(String, String)> {
    let text = |(field, choice): &(usize, u8)| {
        let (name, choices) = FIELDS[*field];
        (name.to_owned(), choices[usize::from(*choice) % choices.len()].to_owned())
    };
    fields.iter().map(text).collect()
}

fn pick<T: Clone>(which: &Index, of: &[T]) -> Option<T> {
    (!of.is_empty()).then(|| which.get(of).clone())
}

fn shifted(day: NaiveDate, days: i64) -> NaiveDate {
    day.checked_add_signed(chrono::TimeDelta::days(days)).unwrap()
}

/// The command of a gesture; `None` when there is nothing to do it to.
pub fn command(world: &World, gesture: &Gesture) -> Option<Command> {
    let reader = world.session.reader();
    let today = world.session.today();
    let customer = |which: &Index| -> Option<CustomerId> {
        let all: Vec<_> = reader.customers_whole().unwrap().iter().map(|found| found.id).collect();
        pick(which, &all)
    };
    let deal = |which: &Index| -> Option<DealId> {
        let all: Vec<_> = reader.deals().unwrap().iter().map(|found| found.id).collect();
        pick(which, &all)
    };
    let contact = |which: &Index| -> Option<ContactId> {
        let all: Vec<_> = reader.contacts().unwrap().iter().map(|found| found.id).collect();
        pick(which, &all)
    };
    Some(match gesture {
        Gesture::Add { name, fields } => {
            let mut values = given(&[("name", &format!("客户 {name}"))]);
            values.extend(texts(fields));
            Command::AddCustomer(values)
        }
        Gesture::Edit { which, fields } => Command::EditCustomer(customer(which)?, texts(fields)),
        Gesture::Delete { which } => Command::DeleteCustomer(customer(which)?),
        Gesture::AddContact { which, name } => {
            let values = given(&[("name", &format!("联系人{name}")), ("decider", "yes")]);
            Command::AddContact(customer(which)?, values)
        }
        Gesture::EditContact { which, title } => Command::EditContact(
            contact(which)?,
            given(&[("title", &"经理".repeat((*title).into()))]),
        ),
        Gesture::AddDeal { which, amount, stage } => {
            let values =
                [("name", "商机"), ("amount", &amount.to_string()), ("stage", STAGES[*stage])];
            Command::AddDeal(customer(which)?, given(&values))
        }
        Gesture::EditDeal { which, amount } => {
            let amount = amount.map(|amount| amount.to_string()).unwrap_or_default();
            Command::EditDeal(deal(which)?, given(&[("amount", &amount), ("stage", "needs")]))
        }
        Gesture::Move { which, stage, days_ago } => Command::MoveDeal(Move {
            deal: deal(which)?,
            stage: STAGES[*stage].to_owned(),
            on: today.checked_sub_days(Days::new(*days_ago)),
            reason: None,
        }),
        Gesture::Log { which, kind, outcome, days_ago, next, rest } => {
            let on = today.checked_sub_days(Days::new(*days_ago))?;
            let next = next.and_then(|days| today.checked_add_days(Days::new(days)));
            let entry = Entry {
                note: "谈了".repeat(usize::from(rest % 3)),
                next: next.map(|on| NextStep { on, time: None, working: true }),
                outcome: outcome.map(|at| Outcome::ALL[at]),
                tags: if rest & 2 == 0 { vec![] } else { vec!["vip".into()] },
                evidence: if rest & 4 == 0 { vec![] } else { vec![Evidence::Need, Evidence::Date] },
                stage: (rest & 8 != 0).then(|| "quote".to_owned()),
                amount: (rest & 16 != 0)
                    .then(|| Money::parse("¥8万", reader.rules().currency).unwrap()),
                duration_minutes: (rest & 32 != 0).then_some(20),
                happened: (*days_ago > 0).then_some(Happened { on, time: None }),
                contact: None,
            };
            let (customer, kind) = (customer(which)?, ActivityKind::ALL[*kind]);
            Command::LogActivity(Log { customer, kind, entry, deal: None })
        }
        Gesture::Plan { which, plan, days } => Command::PlanNext(PlanNext {
            customer: customer(which)?,
            kind: ActivityKind::Visit,
            plan: PlanKind::ALL[*plan],
            entry: Entry {
                next: Some(NextStep {
                    on: today.checked_add_days(Days::new(*days))?,
                    time: None,
                    working: true,
                }),
                ..Entry::default()
            },
            area: None,
            items: Some("样品".into()),
            purpose: None,
        }),
        Gesture::Close { which, done } => {
            let plans: Vec<_> = reader
                .activities()
                .unwrap()
                .into_iter()
                .filter(|found| found.plan.is_some())
                .map(|found| found.id)
                .collect();
            let how = if *done { Closed::Done } else { Closed::Cancelled };
            Command::ClosePlan(pick(which, &plans)?, how)
        }
        Gesture::Snooze { which, days } => {
            Command::Snooze(customer(which)?, today.checked_add_days(Days::new(*days))?)
        }
        Gesture::Merge { kept, gone, fields } => {
            let side = |bit: u8| if fields & bit == 0 { Side::Kept } else { Side::Gone };
            let chosen = [("phone", 1), ("name", 2), ("notes", 4), ("tier", 8), ("need", 16)];
            let said = |(_, bit): &(&str, u8)| fields & bit.rotate_left(1) == 0;
            let chosen = chosen.into_iter().filter(said);
            Command::MergeCustomers(Merge {
                kept: customer(kept)?,
                gone: customer(gone)?,
                fields: chosen.map(|(field, bit)| (field.to_owned(), side(bit))).collect(),
            })
        }
        Gesture::Apart { one, other } => Command::KeepApart(customer(one)?, customer(other)?),
        Gesture::Setting { which } => Command::ChangeSettings(
            SETTINGS[*which]
                .iter()
                .map(|(key, value)| ((*key).to_owned(), value.map(str::to_owned)))
                .collect(),
        ),
        Gesture::Undo => Command::Undo(Which::Last),
        Gesture::UndoAny { which, partly } => {
            let steps: Vec<_> = reader.steps(1000).unwrap().iter().map(|step| step.id).collect();
            let step = pick(which, &steps)?;
            Command::Undo(if *partly { Which::StepWhereOurs(step) } else { Which::Step(step) })
        }
        Gesture::Redo => Command::Redo,
        Gesture::Reopen { .. } | Gesture::Rebuild => return None,
    })
}

/// Does a gesture; tells whether it wrote a step of its own (no undo, no redo).
fn perform(world: World, gesture: &Gesture) -> (World, bool) {
    match gesture {
        Gesture::Reopen { days, colleague } => {
            let on = shifted(world.session.today(), *days);
            (world.reopened(on, if *colleague { COLLEAGUE } else { ME }), false)
        }
        Gesture::Rebuild => {
            let mut world = world;
            let before = view::of(&world.session);
            assert_eq!(world.session.rebuild().unwrap(), []);
            assert_eq!(view::of(&world.session), before, "rebuilding changes nothing");
            (world, false)
        }
        gesture => {
            let mut world = world;
            let Some(command) = command(&world, gesture) else { return (world, false) };
            let own = !matches!(command, Command::Undo(_) | Command::Redo);
            let before = view::of(&world.session);
            match world.try_run(command) {
                Ok(done) => (world, own && done.step.is_some()),
                Err(CommandError::Store(touchline::store::StoreError::Settings(_)))
                | Err(
                    CommandError::Field { .. }
                    | CommandError::Exists(_)
                    | CommandError::OneCustomer(_)
                    | CommandError::NotFound(_)
                    | CommandError::NoStage(_)
                    | CommandError::NoOpenDeal
                    | CommandError::NotInFuture(_)
                    | CommandError::InFuture(_)
                    | CommandError::Snooze(_)
                    | CommandError::Override(_)
                    | CommandError::Settings(_)
                    | CommandError::NothingToUndo
                    | CommandError::NothingToRedo
                    | CommandError::Overtaken(_),
                ) => {
                    assert_eq!(
                        view::of(&world.session),
                        before,
                        "a refused command writes nothing"
                    );
                    (world, false)
                }
                Err(error) => panic!("{error}"),
            }
        }
    }
}

fn assert_whole(world: &World) {
    assert_eq!(world.session.store().check_log().unwrap(), []);
    view::assert_standings_are_fresh(&world.session);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn log_tables_standings_and_undo_hold_in_any_history(
        gestures in prop::collection::vec(gesture(), 1..24),
    ) {
        let mut world = World::empty();
        for gesture in &gestures {
            let before = view::of(&world.session);
            let wrote;
            (world, wrote) = perform(world, gesture);
            view::assert_standings_are_fresh(&world.session);
            if wrote {
                let after = view::of(&world.session);
                world.run(Command::Undo(Which::Last));
                prop_assert_eq!(view::of(&world.session), before, "undone: {:?}", gesture);
                view::assert_standings_are_fresh(&world.session);
                world.run(Command::Redo);
                prop_assert_eq!(view::of(&world.session), after, "redone: {:?}", gesture);
            }
        }
        assert_whole(&world);
        old_values_are_truthful(&world);
    }

    #[test]
    fn everything_can_be_undone_step_by_step_and_brought_back(
        gestures in prop::collection::vec(gesture(), 1..20),
    ) {
        let mut world = World::empty();
        let mut views = vec![view::of(&world.session)];
        for gesture in &gestures {
            let alone = matches!(gesture, Gesture::Reopen { .. } | Gesture::Undo | Gesture::Redo
                | Gesture::UndoAny { .. });
            if !alone {
                let wrote;
                (world, wrote) = perform(world, gesture);
                if wrote {
                    views.push(view::of(&world.session));
                }
            }
        }
        for expected in views.iter().rev().skip(1) {
            world.run(Command::Undo(Which::Last));
            prop_assert_eq!(&view::of(&world.session), expected);
        }
        prop_assert!(matches!(
            world.try_run(Command::Undo(Which::Last)),
            Err(CommandError::NothingToUndo)
        ));
        for expected in &views[1..] {
            world.run(Command::Redo);
            prop_assert_eq!(&view::of(&world.session), expected);
        }
        prop_assert!(matches!(world.try_run(Command::Redo), Err(CommandError::NothingToRedo)));
        assert_whole(&world);
    }
}

/// What the log says stood before a change is what the changes before it had set.
fn old_values_are_truthful(world: &World) {
    let reader = world.session.reader();
    let mut fields = std::collections::HashMap::new();
    let mut steps = reader.steps(10_000).unwrap();
    steps.reverse();
    for change in steps.iter().flat_map(|step| reader.changes_of(step.id).unwrap()) {
        let entity = Entity::from_name(&change.entity).unwrap();
        let mut then = |field: &touchline::change::Field, value| {
            fields.insert((entity, change.row, field.clone()), value)
        };
        for (at, (field, new)) in change.new.iter().enumerate() {
            let before = then(field, new.clone());
            let Some((named, old)) = change.old.as_ref().map(|old| &old[at]) else {
                assert_eq!(before, None, "a row is made once");
                continue;
            };
            assert_eq!(named, field);
            // A row that was never marked stands as not deleted.
            let unset = if field == touchline::change::DELETED {
                touchline::change::Value::Int(0)
            } else {
                touchline::change::Value::Null
            };
            assert_eq!(*old, before.unwrap_or(unset), "{entity:?} {field}");
        }
    }
}
