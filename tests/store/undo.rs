//! Undo among several people: own steps, overtaken fields, once only; and what history says.

use touchline::{
    command::{Command, CommandError, undo::Which},
    domain::activity::ActivityKind,
};

use super::view;
use crate::support::world::{COLLEAGUE, ME, World, given, today};

fn phone(world: &World) -> Option<String> {
    let id = world.customer("Treequote");
    world.session.reader().customer(id).unwrap().unwrap().phone
}

#[test]
fn undo_takes_back_ones_own_last_step_not_a_colleagues() {
    let mut world = World::new();
    world.edit("Acme", &[("phone", "1")]);
    let before = view::of(&world.session);
    world.edit("Treequote", &[("phone", "mine")]);
    let mut world = world.reopened(today(), COLLEAGUE);
    world.edit("Acme", &[("area", "Suzhou")]);
    let mut world = world.reopened(today(), ME);
    assert_eq!(phone(&world).as_deref(), Some("mine"));
    world.run(Command::Undo(Which::Last));
    assert_eq!(phone(&world), None);
    let mut world = world.reopened(today(), COLLEAGUE);
    world.run(Command::Undo(Which::Last));
    assert_eq!(view::of(&world.session), before);
}

#[test]
fn undoing_what_was_changed_since_asks_and_then_keeps_the_newer() {
    let mut world = World::new();
    let step = world.edit("Treequote", &[("phone", "old"), ("area", "Suzhou")]).step.unwrap();
    world.edit("Treequote", &[("phone", "new")]);
    match world.try_run(Command::Undo(Which::Step(step))) {
        Err(CommandError::Overtaken(fields)) => {
            let fields: Vec<&str> = fields.iter().map(|it| it.field.as_ref()).collect();
            assert_eq!(fields, ["phone"]);
        }
        other => panic!("{other:?}"),
    }
    world.run(Command::Undo(Which::StepWhereOurs(step)));
    let id = world.customer("Treequote");
    let customer = world.session.reader().customer(id).unwrap().unwrap();
    assert_eq!(
        (customer.phone.as_deref(), customer.area.as_deref()),
        (Some("new"), Some("Hangzhou"))
    );
}

#[test]
fn a_customer_that_a_colleague_has_worked_on_is_not_undone_unasked() {
    let mut world = World::empty();
    let step = {
        let values = given(&[("name", "Globex"), ("phone", "1")]);
        world.run(Command::AddCustomer(values)).step.unwrap()
    };
    let mut world = world.reopened(today(), COLLEAGUE);
    world.edit("Globex", &[("phone", "2")]);
    let mut world = world.reopened(today(), ME);
    let refused = world.try_run(Command::Undo(Which::Last));
    assert!(matches!(refused, Err(CommandError::Overtaken(_))), "{refused:?}");
    world.run(Command::Undo(Which::StepWhereOurs(step)));
    world.customer("Globex");
    let nothing = world.try_run(Command::Undo(Which::Last));
    assert!(matches!(nothing, Err(CommandError::NothingToUndo)), "it does not block: {nothing:?}");
}

#[test]
fn what_a_colleague_has_undone_is_not_undone_again() {
    let mut world = World::new();
    world.edit("Acme", &[("area", "Suzhou")]);
    let step = world.edit("Treequote", &[("phone", "1")]).step.unwrap();
    let mut world = world.reopened(today(), COLLEAGUE);
    world.run(Command::Undo(Which::Step(step)));
    let again = world.try_run(Command::Undo(Which::StepWhereOurs(step)));
    assert!(matches!(again, Err(CommandError::NothingToUndo)), "{again:?}");
    let mut world = world.reopened(today(), ME);
    world.run(Command::Undo(Which::Last));
    let acme = world.session.reader().customer(world.customer("Acme")).unwrap().unwrap();
    assert_eq!(acme.area.as_deref(), Some("Shanghai"), "the step before is next");
}

#[test]
fn undoing_an_undo_brings_the_step_back() {
    let mut world = World::new();
    let step = world.edit("Treequote", &[("phone", "1")]).step.unwrap();
    let undone = world.run(Command::Undo(Which::Step(step))).step.unwrap();
    let redone = world.run(Command::Undo(Which::Step(undone))).step.unwrap();
    assert_eq!(phone(&world).as_deref(), Some("1"));
    assert!(!world.session.reader().step(step).unwrap().unwrap().undone);
    world.run(Command::Undo(Which::Step(redone)));
    assert_eq!(phone(&world), None);
    world.run(Command::Redo);
    assert_eq!(phone(&world).as_deref(), Some("1"));
}

#[test]
fn history_tells_who_did_what_to_whom() {
    let mut world = World::new();
    world.log(ActivityKind::Call, "Acme", "谈了价格 !reached");
    world.run(Command::Undo(Which::Last));
    let reader = world.session.reader();
    let told = |step: &touchline::store::read::history::Step| {
        let about: Vec<&str> = step.gesture.about.iter().map(|(_, what)| what.as_str()).collect();
        let member = step.member_name.as_deref().unwrap_or_default();
        format!("{member} {} {}", step.gesture.name, about.join(" "))
    };
    let newest: Vec<String> = reader.steps(2).unwrap().iter().map(told).collect();
    assert_eq!(newest, ["王芳 undo call Acme log_activity", "王芳 log_activity call Acme"]);
    assert!(reader.steps(2).unwrap()[1].undone);
    let kan_code = reader.steps_of(world.customer("Kan-code"), 50).unwrap();
    let kan_code: Vec<String> = kan_code.iter().map(told).collect();
    assert_eq!(
        kan_code,
        [
            "王芳 plan_next meeting Kan-code 2026-11-25",
            "王芳 log_activity call Kan-code",
            "王芳 log_activity call Kan-code",
            "王芳 log_activity call Kan-code",
            "李雷 move_deal Kan-code licence Kan-code proposal",
            "李雷 add_deal Kan-code licence Kan-code",
            "王芳 add_customer Kan-code",
        ]
    );
}
