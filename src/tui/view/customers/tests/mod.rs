//! The list of customers, driven by keys on a small world.

mod filters;
mod marks;

use ratatui::{Frame, layout::Rect};

use super::{Customers, of};
use crate::{
    change::{ChangeSet, Entity, Gesture, Value},
    command,
    domain::id::CustomerId,
    i18n::Language,
    tui::{
        action::{Action, Context},
        cx::{Cx, Desk, tests::desk},
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
fn groups_are_those_of_the_scheme_that_is_picked() {
    let mut world = World::new(Language::En);
    world.press("jgb");
    let picker = world.screen(80, 24);
    assert!(picker.iter().any(|line| line.contains("tier") && line.contains("✓ now")));
    world.press("area<enter>");
    let screen = world.screen(80, 24);
    for (at, expected) in [
        (2, " ▾ 上海 · 2 customers · ¥600k · 2 open deals ─"),
        (3, "  A 上海华兴贸易有限公司"),
        (4, "▌ A 上海明月科技"),
        (5, " ▾ New York · 2 customers · ¥64k · 2 open deals ─"),
        (8, " ▾ 杭州 · 1 customer"),
        (10, " ▾ no area · 3 customers"),
    ] {
        assert!(screen[at].starts_with(expected), "{expected}: {screen:#?}");
    }
    // What is folded stays folded while one logs, and is unfolded with other groups.
    world.press("zjx");
    assert!(world.line("New York").contains('▸'));
    world.press("gbstage<enter>");
    assert!(world.screen(80, 24)[2].starts_with(" ▾ quote · 2 customers"));
    world.press("/tier:A<enter>");
    let screen = world.screen(80, 24);
    assert!(screen[4].starts_with(" ▾ proposal · 1 customer") && screen[6].is_empty());
}

#[test]
fn what_is_logged_moves_a_customer_to_its_new_group() {
    let mut world = World::new(Language::En);
    world.press("gbstage<enter>/acme<enter>");
    assert!(world.screen(80, 24)[2].starts_with(" ▾ needs · 1 customer"));
    world.press("c+quote<enter>");
    assert!(world.screen(80, 24)[2].starts_with(" ▾ quote · 1 customer"));
    world.press("u");
    assert!(world.screen(80, 24)[2].starts_with(" ▾ needs · 1 customer"));
    // Whoever is selected stays so, wherever it goes.
    world.press("<esc>/西溪<enter><esc>");
    assert!(world.line("西溪物流").starts_with('▌'), "{:#?}", world.screen(80, 24));
    for scheme in ["area", "owner", "tier", "stage"] {
        world.press(&format!("gb{scheme}<enter>"));
        assert!(world.line("西溪物流").starts_with('▌'), "{scheme}: {:#?}", world.screen(80, 24));
    }
    world.press("gbrelationship<enter>");
    assert!(world.screen(80, 24)[2].contains("no industry · 8 customers"));
}

/// A tab from which a key opens a few customers.
struct Elsewhere(Vec<CustomerId>);

impl View for Elsewhere {
    fn context(&self) -> Context {
        Context::Insights
    }

    fn update(&mut self, action: Action, _cx: &Cx<'_>) -> Effect {
        if action == Action::Open { of("key value", self.0.clone()) } else { Effect::Pass }
    }

    fn draw(&self, frame: &mut Frame<'_>, area: Rect, _cx: &Cx<'_>) {
        frame.render_widget("elsewhere", area);
    }
}

#[test]
fn a_few_customers_open_as_a_list_with_all_its_keys() {
    let desk = desk_of(Language::En);
    let rows = desk.session.reader().customers().unwrap();
    let named = |name: &str| rows.iter().find(|row| row.name.contains(name)).unwrap().id;
    let few = ["华兴", "Acme", "Treequote"].map(named).to_vec();
    let mut world = World::with(desk, vec![Box::new(Elsewhere(few))]);
    world.press("<enter>");
    let screen = world.screen(80, 24);
    assert_eq!(screen[1], " key value · 3 customers");
    assert!(screen[4].starts_with("▌ A 上海华兴"), "{screen:#?}");
    assert_eq!(screen.iter().filter(|line| line.contains("▾ Tier")).count(), 3);
    world.press("x");
    assert!(world.said().contains("attempt at 上海华兴"), "{}", world.said());
    world.press("gbarea<enter>/acme");
    assert!(world.screen(80, 24)[22].ends_with("filtered 1 of 3"));
    world.press("<enter><esc><home><enter>");
    assert!(world.screen(80, 24).concat().contains("上海华兴"));
    world.press("nn");
    assert!(world.screen(80, 24)[1].contains("Treequote"), "{:#?}", world.screen(80, 24));
    // What is deleted is gone from the list; undone it is back.
    world.press("q<end>Dy");
    assert_eq!(world.screen(80, 24)[1], " key value · 2 customers");
    world.press("u");
    assert_eq!(world.screen(80, 24)[1], " key value · 3 customers");
    for (width, height) in (1..30).flat_map(|width| (1..9).map(move |height| (width, height))) {
        world.screen(width, height);
    }
    world.press("q");
    assert!(world.screen(80, 24)[1].contains("elsewhere"));
}

#[test]
fn nobody_left_of_a_few_customers_is_said() {
    let gone = vec![CustomerId::new(uuid::Uuid::nil())];
    let mut world = World::with(desk_of(Language::ZhCn), vec![Box::new(Elsewhere(gone))]);
    world.press("<enter>");
    assert!(world.screen(80, 24).concat().contains("这些客户已不在文件中"));
    world.press("<esc>");
    assert!(world.screen(80, 24)[1].contains("elsewhere"));
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
fn what_needs_all_customers_is_grouped_in_the_background_and_again_when_they_buy() {
    let mut desk = desk_of(Language::En);
    let mut customers = Customers::new().reading_in_the_background_above(3);
    let inbox = Inbox::new();
    let mut worker = Worker::start(inbox.post());
    let heading = |customers: &Customers| {
        customers.arrangement.section(0).map(|section| section.group.name.clone())
    };
    let mut settle = |customers: &mut Customers, desk: &Desk| {
        customers.refresh(&desk.cx());
        let mut jobs = 0;
        while let Some(job) = customers.work(&desk.cx()) {
            worker.push(job);
            let Some(Arrival::Event(Event::Job(ended))) = inbox.next(None) else { panic!() };
            assert!(worker.note(ended).is_some());
            customers.refresh(&desk.cx());
            jobs += 1;
        }
        jobs
    };
    settle(&mut customers, &desk);
    let Effect::Open(mut picker) = customers.update(Action::GroupBy, &desk.cx()) else { panic!() };
    for _ in 0..4 {
        picker.update(Action::Down, &desk.cx());
    }
    picker.update(Action::Open, &desk.cx());
    customers.refresh(&desk.cx());
    assert_eq!(heading(&customers).as_deref(), Some("Tier A"), "until the others are there");
    assert_eq!(settle(&mut customers, &desk), 1);
    assert_eq!(heading(&customers).as_deref(), Some("key value"));
    // A call moves nobody; an order may move anybody.
    let id = customers.table.rows()[0].id;
    let log = on_customer::act(Action::LogAttempt, id, "", &desk.cx());
    let Effect::Run(log) = log else { panic!("{log:?}") };
    command::run(&mut desk.session, log).unwrap();
    assert_eq!(settle(&mut customers, &desk), 0);
    let bought = |customers: &Customers| customers.arrangement.section(0).unwrap().count();
    assert_eq!(bought(&customers), 0);
    let mut set = ChangeSet::new(Gesture::new("import"));
    let fields: [(&str, Value); 3] = [
        ("customer", id.into()),
        ("ordered_on", desk.today.into()),
        ("amount", Value::Int(20_000_000)),
    ];
    set.create(Entity::Order, desk.session.new_uuid(), fields);
    command::seed(&mut desk.session, set).unwrap();
    assert_eq!(settle(&mut customers, &desk), 1);
    let sections = (0..9).filter_map(|at| customers.arrangement.section(at));
    let counts: Vec<usize> = sections.map(super::arrange::Section::count).collect();
    assert_eq!(counts.iter().sum::<usize>(), 8);
    assert_eq!(counts.last(), Some(&7), "{counts:?}");
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
