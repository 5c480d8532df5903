//! Two customers made one: what follows, what is chosen, and the exact way back.

use touchline::{
    change::Entity,
    command::{
        Command, CommandError,
        merge::{Merge, Side},
        undo::Which,
    },
    domain::{activity::ActivityKind, id::CustomerId, tier::Evidence},
};

use super::view;
use crate::support::world::{World, given};

fn add(world: &mut World, fields: &[(&str, &str)]) -> CustomerId {
    let done = world.run(Command::AddCustomer(given(fields)));
    CustomerId::new(done.made(Entity::Customer).unwrap())
}

/// The world with a second Acme that has a bit of everything.
fn twice() -> (World, CustomerId, CustomerId) {
    let mut world = World::new();
    world.edit("Acme", &[("phone", "111"), ("notes", "first"), ("tags", "vip")]);
    let kept = world.customer("Acme");
    let gone = add(
        &mut world,
        &[
            ("name", "ACME Limited"),
            ("phone", "222"),
            ("email", "a@acme.example"),
            ("notes", "second"),
            ("tags", "vip, 老客户"),
            ("evidence", "budget"),
            ("created_on", "2020-02-29"),
            ("custom.erp", "SAP"),
        ],
    );
    world.run(Command::AddContact(gone, given(&[("name", "Wile")])));
    world.run(Command::AddDeal(gone, given(&[("name", "rockets"), ("amount", "500")])));
    world.run(Command::AddOrder(gone, given(&[("amount", "900"), ("ordered_on", "2026-11-01")])));
    world.run(Command::AddSurvey(gone, given(&[("satisfaction", "比较满意")])));
    world.log(ActivityKind::Call, "ACME Limited", "about rockets !reached >3d");
    (world, kept, gone)
}

fn merge(kept: CustomerId, gone: CustomerId, fields: &[(&str, Side)]) -> Command {
    let fields = fields.iter().map(|(name, side)| ((*name).to_owned(), *side)).collect();
    Command::MergeCustomers(Merge { kept, gone, fields })
}

#[test]
fn the_kept_one_has_everything_and_the_other_is_nowhere() {
    let (mut world, kept, gone) = twice();
    let count = |world: &World, id| world.session.reader().row_counts(id).unwrap();
    let (mine, theirs) = (count(&world, kept), count(&world, gone));
    assert_eq!(theirs.len(), 5, "{theirs:?}");
    let all = world.session.reader().customers().unwrap().len();
    world.run(merge(kept, gone, &[("phone", Side::Gone)]));
    let reader = world.session.reader();
    let of = |list: &[(Entity, usize)], kind| {
        list.iter().find(|(it, _)| *it == kind).map_or(0, |(_, count)| *count)
    };
    for kind in Entity::ALL {
        let sum = of(&mine, kind) + of(&theirs, kind);
        assert_eq!(of(&count(&world, kept), kind), sum, "{kind:?}");
    }
    assert_eq!(count(&world, gone), []);
    let found = reader.customer(kept).unwrap().unwrap();
    assert_eq!(found.name, "Acme Corporation");
    assert_eq!(found.phone.as_deref(), Some("222"), "chosen");
    assert_eq!(found.email.as_deref(), Some("a@acme.example"), "it had none");
    assert_eq!(found.notes.as_deref(), Some("first\n\nsecond"));
    assert_eq!(found.tags, ["vip", "老客户"]);
    assert_eq!(found.created_on.to_string(), "2020-02-29");
    assert_eq!(found.custom, [("erp".to_owned(), "SAP".to_owned())]);
    assert!(found.evidence.day(Evidence::Budget).is_some());
    // Asked for by its id it is the other one; asked for by anything else it is not there.
    assert_eq!(reader.customer(gone).unwrap().unwrap().id, kept);
    assert_eq!(reader.customers().unwrap().len(), all - 1);
    assert_eq!(reader.customer_count().unwrap(), all - 1);
    assert_eq!(reader.customer_named("ACME Limited").unwrap(), None);
    assert!(!format!("{:?}", reader.worklist(1_000).unwrap()).contains(&gone.to_string()));
    assert_eq!(reader.queue_row(gone).unwrap(), None);
    let deals = reader.deal_customers().unwrap();
    assert!(deals.contains_key(&kept) && !deals.contains_key(&gone));
    view::assert_standings_are_fresh(&world.session);
    assert_eq!(world.session.store().check_log().unwrap(), []);
}

#[test]
fn undo_is_exact_also_when_either_was_worked_on_since() {
    let (mut world, kept, gone) = twice();
    let before = view::of(&world.session);
    let step = world.run(merge(kept, gone, &[("name", Side::Gone)])).step.unwrap();
    let merged = view::of(&world.session);
    world.run(Command::Undo(Which::Last));
    assert_eq!(view::of(&world.session), before);
    world.run(Command::Redo);
    assert_eq!(view::of(&world.session), merged);
    // What is said of either is said of the one they are.
    for id in [kept, gone] {
        world.run(Command::AddContact(id, given(&[("name", &format!("new {id}"))])));
    }
    let people = world.session.reader().contacts_of(kept).unwrap();
    assert_eq!(people.iter().filter(|person| person.name.starts_with("new ")).count(), 2);
    world.run(Command::EditCustomer(gone, given(&[("area", "Suzhou")])));
    world.run(Command::Undo(Which::Step(step)));
    let reader = world.session.reader();
    let [first, second] = [kept, gone].map(|id| reader.customer(id).unwrap().unwrap());
    assert_eq!((first.name.as_str(), second.name.as_str()), ("Acme Corporation", "ACME Limited"));
    assert_eq!(first.area.as_deref(), Some("Suzhou"), "who worked on the one they were");
    assert_eq!(reader.contacts_of(gone).unwrap().len(), 1, "its own person");
    view::assert_standings_are_fresh(&world.session);
    assert_eq!(world.session.rebuild().unwrap(), []);
}

#[test]
fn a_merge_of_a_merge_leads_to_the_last() {
    let (mut world, kept, gone) = twice();
    let third = add(&mut world, &[("name", "Acme Holding")]);
    world.run(merge(kept, gone, &[]));
    world.run(merge(third, gone, &[]));
    let reader = world.session.reader();
    assert_eq!(reader.customer(gone).unwrap().unwrap().id, third);
    assert_eq!(reader.followed(gone).unwrap(), third);
    let again = world.try_run(merge(kept, gone, &[]));
    assert!(matches!(again, Err(CommandError::OneCustomer(_))), "{again:?}");
    let unknown = world.try_run(merge(third, kept, &[("hologram", Side::Gone)]));
    assert!(unknown.is_err());
}

#[test]
fn a_pair_that_a_person_told_apart_does_not_come_again() {
    let (mut world, kept, gone) = twice();
    let pairs = |world: &World| world.session.reader().everyone().unwrap().pairs();
    let found = pairs(&world);
    assert_eq!(found.iter().map(|pair| (pair.kept.0, pair.gone.0)).next(), Some((kept, gone)));
    world.run(Command::KeepApart(gone, kept));
    assert_eq!(pairs(&world).len(), found.len() - 1);
    let again = world.run(Command::KeepApart(kept, gone));
    assert_eq!(again.step, None, "said once, by whomever");
    assert_eq!(world.session.rebuild().unwrap(), []);
    assert_eq!(pairs(&world).len(), found.len() - 1, "it is in the log");
    world.run(Command::Undo(Which::Last));
    assert_eq!(pairs(&world), found);
    world.run(merge(kept, gone, &[]));
    assert_eq!(pairs(&world).len(), found.len() - 1);
}
