//! From the list of pairs to one customer and back.

use super::*;
use crate::{
    i18n::Language,
    tui::{
        cx::Desk,
        view::journey::{Journey, run, world},
    },
};

fn add(desk: &mut Desk, pairs: &[(&str, &str)]) {
    let values = pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
    run(&mut desk.session, Command::AddCustomer(values.collect()));
}

fn twins(language: Language) -> Journey {
    let (mut desk, list) = world(language);
    let values = vec![("phone".to_owned(), "111 2223".to_owned())];
    run(&mut desk.session, Command::EditCustomer(list[2], values));
    add(&mut desk, &[("name", "ACME Limited"), ("phone", "111 9999"), ("area", "杭州")]);
    let values = vec![("name".to_owned(), "Wile".to_owned())];
    let twin = desk.session.reader().customer_named("ACME Limited").unwrap().unwrap();
    run(&mut desk.session, Command::AddContact(twin, values));
    Journey::on(desk, Box::new(Duplicates::default()))
}

#[test]
fn a_pair_is_looked_at_side_by_side_and_merged_and_undone() {
    let mut journey = twins(Language::En);
    journey.sees("1 pair").sees("90  Acme").sees("same name").any_size();
    journey.press("enter").sees("stays").sees("1 contact").sees("杭州").any_size();
    // Names differ first, then phones; the right one wins.
    journey.press("down right y").sees("saved: merge of ACME Limited into Acme");
    journey.sees("no customers look like duplicates");
    journey.press("u").sees("undone: merge of ACME Limited").sees("1 pair");
    journey.press("enter x").sees("no contacts, deals").press("q").sees("1 pair");
}

#[test]
fn two_that_look_alike_are_told_apart_for_good() {
    let mut journey = twins(Language::ZhCn);
    journey.sees("1 组").sees("名称相同").press("n").sees("并非同一客户").sees("没有发现");
    journey.press("u").sees("1 组").press("enter").sees("保留").press("n").sees("没有发现");
}

#[test]
fn who_is_entered_twice_is_told_while_typing() {
    let (desk, _) = world(Language::En);
    let mut journey = Journey::on(desk, Box::new(Duplicates::default()));
    journey.press("a c").text("ACME GmbH").sees("Already there? Acme (same name)").any_size();
    journey.text("x").misses("Already there?");
    journey
        .press("backspace ctrl-s")
        .sees("saved: add customer ACME GmbH")
        .misses("Already there?");
}
