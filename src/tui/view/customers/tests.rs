//! The list of customers, driven by keys on a small world.

use super::Customers;
use crate::{
    command,
    i18n::Language,
    tui::{
        action::Action,
        cx::tests::desk,
        effect::Effect,
        event::{Arrival, Event, Inbox},
        job::Worker,
        theme::Role,
        view::{
            View, on_customer,
            world::{World, desk_of},
        },
    },
};

#[test]
fn the_list_is_grouped_by_tier_with_what_each_is_worth() {
    for (language, expected) in [
        (
            Language::En,
            [
                " ▾ Tier A · 2 customers · ¥600k · 2 open deals ─",
                "▌ A 上海华兴贸易有限公司",
                " ▾ Tier B · 2 customers · ¥64k · 2 open deals ─",
                "  B World Wide Importers",
                " ▾ Tier C · 1 customer · ¥30k · 1 open deal ─",
            ],
        ),
        (
            Language::ZhCn,
            [
                " ▾ A 级 · 2 个客户 · ¥60万 · 2 个在谈商机 ─",
                "▌ A 上海华兴贸易有限公司",
                " ▾ B 级 · 2 个客户 · ¥6.4万 · 2 个在谈商机 ─",
                "  B World Wide Importers",
                " ▾ C 级 · 1 个客户 · ¥3万 · 1 个在谈商机 ─",
            ],
        ),
    ] {
        let screen = World::new(language).screen(80, 24);
        for line in expected {
            assert!(screen.iter().any(|shown| shown.starts_with(line)), "{line}: {screen:#?}");
        }
    }
    let screen = World::new(Language::En).screen(80, 24);
    assert_eq!(
        screen[1],
        "    Name                   Stage    Open value Last touch Next due       Tags"
    );
    assert!(
        screen[3].ends_with("quote          480k          — 82 d late      vip"),
        "{}",
        screen[3]
    );
}

#[test]
fn initials_find_while_one_types_and_matches_are_set_off() {
    let mut world = World::new(Language::En);
    world.press("/shhx");
    let screen = world.screen(80, 24);
    assert!(screen[3].starts_with("▌ A 上海华兴贸易有限公司"), "{screen:#?}");
    assert!(screen[4].is_empty());
    assert!(screen[22].starts_with(" ▸ shhx") && screen[22].ends_with("filtered 1 of 8"));
    assert_eq!(world.drawn_in(desk().theme.style(Role::Matched)), "上海华兴");
    // Enter keeps it and the keys of the list work again; Esc shows everything.
    world.press("<enter>G");
    assert!(world.screen(80, 24)[22].ends_with("filtered 1 of 8"));
    world.press("<esc>");
    assert!(world.line("Tier D").contains("3 customers"));
    assert!(world.line("上海华兴").starts_with('▌'), "the same customer stays selected");
}

#[test]
fn conditions_and_words_narrow_together() {
    let mut world = World::new(Language::En);
    for (typed, shown) in [
        ("tier:B", 2),
        ("tier:B owner:me", 0),
        ("area:\"new york\" stage:quote", 1),
        ("owner:me #vip -tier:A", 4),
        ("0100", 1),
        ("colour:red", 8),
        ("wrldimp", 1),
    ] {
        world.press(&format!("/{typed}"));
        let filter = world.screen(120, 24).remove(22);
        if shown == 0 {
            let none = world.line("No customer matches");
            assert!(none.contains(typed), "{none}");
        }
        let expected = format!("filtered {shown} of 8");
        assert!(filter.contains(&expected), "{typed}: {filter}");
        world.press("<esc>");
    }
    world.press("/acme >300d x");
    assert!(world.drawn_in(desk().theme.style(Role::Marker)).contains(">300d"));
}

#[test]
fn groups_fold_one_by_one_and_all_at_once() {
    let mut world = World::new(Language::En);
    world.press("<left>");
    assert!(world.screen(80, 24)[2].starts_with("▌▸ Tier A"));
    assert!(world.screen(80, 24)[3].starts_with(" ▾ Tier B"));
    // The heading can be left and come back to.
    world.press("jk<right>z");
    let screen = world.screen(80, 24);
    assert!(screen[2..6].iter().all(|line| line.contains("▸ Tier")), "{screen:#?}");
    assert!(screen[2].starts_with('▌') && screen[6].is_empty());
    world.press("G<enter>");
    assert!(world.line("Tier D").contains('▾'));
    assert!(world.line("Treequote").starts_with("  D"));
}

#[test]
fn sorting_goes_round_and_turns_round_and_the_selection_stays() {
    let mut world = World::new(Language::En);
    let first = |world: &World| world.screen(80, 24)[3].clone();
    world.press("j");
    assert!(first(&world).contains("华兴"));
    world.press("r");
    assert!(first(&world).contains("明月") && world.said().ends_with("by Value"));
    assert!(world.line("上海明月").starts_with('▌'));
    world.press("SSS");
    assert!(world.said().ends_with("by Name"));
    assert!(first(&world).contains("华兴"), "shang hai hua before shang hai ming");
    assert!(world.line("Name ↑").contains("Next due"), "the arrow is at the column");
}

#[test]
fn a_row_takes_the_keys_that_log_and_says_what_was_saved() {
    let mut world = World::new(Language::En);
    world.press("x");
    assert!(world.said().contains("attempt at 上海华兴"), "{}", world.said());
    world.press("c谈了报价<enter>");
    assert!(world.line("上海华兴贸易有限公司").contains("today"), "{:#?}", world.screen(80, 24));
    world.press("u");
    assert!(!world.screen(80, 24)[3].contains("today"));
    world.press("zc");
    assert!(world.said().contains("select a customer first"));
}

#[test]
fn a_row_opens_the_page_and_the_list_goes_on_there() {
    let mut world = World::new(Language::En);
    world.press("/tier:B<enter><enter>");
    assert!(world.screen(99, 30)[1].contains("World Wide Importers"));
    world.press("n");
    assert!(world.screen(99, 30)[1].contains("Acme Tools"), "only what is shown is gone through");
    world.press("q<esc>ac");
    assert!(world.screen(99, 30).concat().contains("Name"));
}

#[test]
fn a_long_file_is_read_in_the_background() {
    let mut desk = desk_of(Language::En);
    let mut customers = Customers::new().reading_in_the_background_above(3);
    customers.refresh(&desk.cx());
    assert_eq!(customers.title(&desk.cx()).1, "");
    let job = customers.work(&desk.cx()).unwrap();
    assert!(customers.work(&desk.cx()).is_none(), "once is enough");
    customers.refresh(&desk.cx());
    let inbox = Inbox::new();
    let mut worker = Worker::start(inbox.post());
    worker.push(job);
    let Some(Arrival::Event(Event::Job(ended))) = inbox.next(None) else { panic!() };
    assert!(worker.note(ended).is_some());
    customers.refresh(&desk.cx());
    assert_eq!(customers.title(&desk.cx()).1, "8");
    // From here on only what has changed is read.
    let id = customers.selected().unwrap();
    let log = on_customer::act(Action::LogAttempt, id, "", &desk.cx());
    let Effect::Run(log) = log else { panic!("{log:?}") };
    command::run(&mut desk.session, log).unwrap();
    customers.refresh(&desk.cx());
    assert!(customers.work(&desk.cx()).is_none());
    assert_eq!(customers.selected(), Some(id));
}

#[test]
fn the_pane_tells_of_the_selected_customer() {
    let mut world = World::new(Language::En);
    let right = |world: &World| {
        let screen = world.screen(140, 24);
        screen.iter().filter_map(|line| Some(line.split_once('│')?.1)).collect::<String>()
    };
    assert!(right(&world).contains("上海华兴"));
    world.press("j");
    assert!(right(&world).contains("上海明月") && !right(&world).contains("上海华兴"));
    world.press("d");
    assert!(right(&world).is_empty());
}

#[test]
fn an_empty_file_says_what_to_do() {
    let mut world = World::of(desk());
    assert!(world.screen(80, 24).concat().contains("customers-empty"));
    world.press("jGz<enter>/x<esc>Srx");
    assert!(world.screen(80, 24).concat().contains("customers-empty"));
}

#[test]
fn any_size_draws_and_nothing_hostile_comes_through() {
    for language in Language::ALL {
        let mut world = World::new(language);
        world.press("G");
        for typing in ["", "/evil"] {
            world.press(typing);
            for (width, height) in (1..30).flat_map(|w| (1..9).map(move |h| (w, h))) {
                world.screen(width, height);
            }
            for (width, height) in [(80, 24), (120, 40), (200, 60), (40, 12)] {
                let screen = world.screen(width, height);
                assert!(screen.iter().any(|line| line.contains("evil[31m")), "{screen:#?}");
                assert!(!screen.concat().contains(['\u{1b}', '\u{202e}']));
                let too_wide = |line: &&String| crate::tui::text::width(line) > usize::from(width);
                assert_eq!(screen.iter().find(too_wide), None);
            }
        }
    }
    let screen = World::in_ascii().screen(80, 24);
    assert!(screen[2].starts_with(" v Tier A - ") || screen[2].starts_with(" v Tier A · "));
}
