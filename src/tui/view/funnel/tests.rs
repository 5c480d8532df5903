//! The funnel and its board, driven by keys on a small world.

use ratatui::{
    Terminal,
    backend::TestBackend,
    crossterm::event::{MouseButton, MouseEventKind},
};

use super::Funnel;
use crate::{
    change::{ChangeSet, Entity, Gesture, Value},
    command,
    domain::id::DealId,
    i18n::Language,
    tui::{
        app::App,
        cx::tests::desk,
        event::{Arrival, Inbox},
        script,
        view::world::{World, desk_of},
        widget::panel::tests::rows,
    },
};

fn funnel(language: Language) -> World {
    let mut world = World::new(language);
    world.press("3");
    world
}

#[test]
fn the_funnel_is_drawn_with_its_figures() {
    for (language, expected) in [
        (
            Language::En,
            &[
                " this quarter · 1 Oct to 23 Nov · everybody",
                "▌ first contact ███████████      2       35k      3.5k             100%      2",
                "  needs           ███████        1         0         0              50%      1",
                "  Won 1 · ¥10k   Lost 1 · ¥10k   Win rate 50%   by value 50%   Sales cycle 0 d",
                "  Weighted ¥471.5k   Forecast ¥0   without a close date ¥471.5k",
                "  1 deal in another currency has no rate: counted, but in no sum",
                "  Reasons   太贵 1",
            ][..],
        ),
        (
            Language::ZhCn,
            &[
                " 本季度 · 10月1日 至 11月23日 · 全部成员",
                "▌ 初次接触 █████████████████      2     3.5万     3,500             100%      2",
                "  报价     █████████████████      2    54.4万    40.8万             100%      2",
                "  签单 1 个 · ¥1万   输单 1 个 · ¥1万   赢单率 50%   按金额 50%",
                "  平均成交周期 0 天",
                "  加权合计 ¥47.2万   预测 ¥0   未填预计签单日 ¥47.2万",
                "  1 个外币商机没有汇率：只计数，不计金额",
                "  原因   太贵 1",
            ][..],
        ),
    ] {
        let screen = funnel(language).screen(80, 24);
        for &line in expected {
            assert!(screen.iter().any(|shown| shown == line), "{line}: {screen:#?}");
        }
    }
    let stuck = funnel(Language::En).line("Acme Tools");
    assert!(stuck.ends_with("$12.4k  needs         idle 83 d"), "{stuck}");
}

#[test]
fn period_owner_and_day_are_chosen() {
    let mut world = funnel(Language::En);
    for (keys, expected) in [
        ("]", "this year · 1 Jan to 23 Nov · everybody"),
        ("]", "last 365 days · 24 Nov 2025 to 23 Nov · everybody"),
        ("[[[", "this month · 1 Nov to 23 Nov · everybody"),
        (".O", "this quarter · 1 Oct to 23 Nov · me"),
        ("O", "this quarter · 1 Oct to 23 Nov · 王芳"),
    ] {
        world.press(keys);
        assert_eq!(world.screen(80, 24)[1], format!(" {expected}"), "{keys}");
    }
    assert!(world.line("  needs").contains(" 1 "), "{}", world.line("  needs"));
    assert!(world.line("first contact").contains(" 0 "));
    world.press("OA2026-08-31<enter>");
    assert_eq!(
        world.screen(80, 24)[1],
        " as of 31 Aug · this quarter · 1 Jul to 31 Aug · everybody"
    );
    assert!(world.line("quote").contains(" 0 "), "before the first deal nothing stood anywhere");
    world.press("A2027-01-01<enter>");
    assert!(world.said().contains("not a day up to today: 2027-01-01"));
    world.press("<esc><esc>");
    assert_eq!(world.screen(80, 24)[1], " this quarter · 1 Oct to 23 Nov · everybody");
}

#[test]
fn a_deal_moves_on_and_back_and_undo_brings_it_back() {
    let mut world = funnel(Language::En);
    world.press("b");
    assert!(world.line("杭州西溪物流").starts_with('▌'));
    let heads = |world: &World| world.screen(120, 16)[2].clone();
    assert!(heads(&world).contains("first contact · 2") && heads(&world).contains("needs · 1"));
    world.press(">");
    assert!(world.said().contains("move deal"), "{}", world.said());
    assert!(heads(&world).contains("first contact · 1") && heads(&world).contains("needs · 2"));
    assert!(world.line("杭州西溪物流").contains("│▌杭州西溪物流"), "it stays selected");
    world.press("u");
    assert!(heads(&world).contains("first contact · 2") && heads(&world).contains("needs · 1"));
    world.press("<<");
    assert!(world.said().contains("already in the first stage"), "{}", world.said());
    world.press("lll>");
    assert!(world.said().contains("last open stage"), "{}", world.said());
}

#[test]
fn deals_are_won_and_lost_with_a_reason() {
    let mut world = funnel(Language::En);
    world.press("blll+");
    assert!(world.screen(120, 16)[2].contains("quote · 1"));
    world.press("-价格<enter>b");
    let won = world.line("Won");
    assert!(won.contains("Won 2 · ¥490k   Lost 2 · ¥74k"), "{won}");
    assert!(world.line("Reasons").ends_with("价格 1   太贵 1"), "{}", world.line("Reasons"));
    // On a past day nothing is moved.
    world.press("A2026-09-30<enter>b+");
    assert!(world.said().contains("past day"), "{}", world.said());
    world.press("-");
    assert!(world.said().contains("past day"), "{}", world.said());
}

#[test]
fn a_card_opens_the_page_of_its_customer_and_the_form_of_its_deal() {
    let mut world = funnel(Language::En);
    world.press("bE");
    assert!(world.screen(99, 30).concat().contains("A 线"));
    world.press("<esc><enter>");
    assert!(world.screen(99, 30)[1].contains("杭州西溪物流"), "{:#?}", world.screen(99, 30));
    world.press("n");
    assert!(world.screen(99, 30)[1].contains("Zoë"), "the next card is the next customer");
}

#[test]
fn a_card_takes_the_keys_that_log() {
    let mut world = funnel(Language::En);
    world.press("bx");
    assert!(world.said().contains("attempt at 杭州西溪物流"), "{}", world.said());
    world.press("<esc>x");
    assert!(world.said().contains("select a customer first"), "{}", world.said());
}

#[test]
fn a_card_is_dragged_onto_another_stage_or_out_of_the_funnel() {
    let (down, up) =
        (MouseEventKind::Down(MouseButton::Left), MouseEventKind::Up(MouseButton::Left));
    let drag = MouseEventKind::Drag(MouseButton::Left);
    let mut world = funnel(Language::En);
    world.press("b");
    let heads = |world: &World| world.screen(120, 16)[2].clone();
    assert!(heads(&world).contains("first contact · 2") && heads(&world).contains("needs · 1"));
    // From the first column to the second: nothing moves before the button goes up.
    world.mouse(down, 3, 3).mouse(drag, 20, 4).mouse(drag, 40, 5);
    assert!(world.screen(120, 16)[1].contains("won"), "{:#?}", world.screen(120, 16));
    assert!(heads(&world).contains("first contact · 2"));
    world.mouse(up, 40, 5);
    assert!(heads(&world).contains("first contact · 1") && heads(&world).contains("needs · 2"));
    assert!(world.line("杭州西溪物流").contains("│▌杭州西溪物流"), "it stays selected");
    world.press("u");
    // A terminal that tells of no move.
    heads(&world);
    world.mouse(down, 3, 3).mouse(up, 40, 5);
    assert!(heads(&world).contains("needs · 2"));
    world.press("u");
    // Dropped where it was, beside the board, or after another key: nothing happens.
    for end in [(3, 3), (40, 15)] {
        heads(&world);
        world.mouse(down, 3, 3).mouse(drag, 40, 5).mouse(drag, end.0, end.1);
        world.mouse(up, end.0, end.1);
        assert!(heads(&world).contains("first contact · 2"), "{end:?}");
    }
    // A click on what is selected opens its page, as the button goes up.
    world.mouse(down, 3, 3).mouse(up, 3, 3);
    assert!(world.screen(120, 16)[1].contains("杭州西溪物流"), "{:#?}", world.screen(120, 16));
    world.press("<esc>");
    heads(&world);
    world.mouse(down, 3, 3).mouse(drag, 100, 1).mouse(up, 100, 1).press("太远<enter>");
    assert!(heads(&world).contains("first contact · 1"), "{}", heads(&world));
    world.press("b");
    assert!(world.line("Lost").contains("Lost 2"), "{}", world.line("Lost"));
}

#[test]
fn narrow_boards_scroll_to_the_selected_column() {
    let mut world = funnel(Language::En);
    world.press("b");
    assert!(world.screen(40, 12)[2].starts_with(" first contact · 2"));
    world.press("lll");
    assert!(world.screen(40, 12)[2].starts_with(" quote · 2"));
    assert!(world.screen(80, 24)[2].contains("proposal · 1"));
    world.press("j");
    assert!(world.screen(40, 5).concat().contains("▌World Wide"));
}

#[test]
fn an_empty_file_says_what_to_do() {
    let mut world = World::of(desk());
    world.press("3bjl>+-<enter>");
    assert!(world.screen(80, 24).concat().contains("funnel-empty"));
}

#[test]
fn any_size_draws_in_every_mode() {
    for language in Language::ALL {
        let mut world = funnel(language);
        for keys in ["", "A2026", "<esc>b", "-"] {
            world.press(keys);
            for (width, height) in (1..50).flat_map(|w| (1..14).map(move |h| (w, h))) {
                world.screen(width, height);
            }
            for (width, height) in [(80, 24), (120, 40), (200, 60), (40, 12)] {
                let screen = world.screen(width, height);
                let too_wide = |line: &&String| crate::tui::text::width(line) > usize::from(width);
                assert_eq!(screen.iter().find(too_wide), None);
            }
        }
    }
    let mut world = World::in_ascii();
    let screen = world.press("3").screen(80, 24);
    assert!(screen.iter().any(|line| line.contains("###########")), "{screen:#?}");
    assert!(screen.iter().all(|line| !line.contains('█')));
}

#[test]
fn very_many_deals_are_read_in_the_background() {
    let mut desk = desk_of(Language::En);
    let mut set = ChangeSet::new(Gesture::new("import"));
    for _ in 0..=5_000 {
        let deal = desk.session.new_uuid();
        set.create(Entity::Deal, deal, [("name", Value::from("A 线"))]);
        let event: [(&str, Value); 3] = [
            ("deal", DealId::new(deal).into()),
            ("stage", "needs".into()),
            ("on_day", desk.today.into()),
        ];
        set.create(Entity::StageEvent, desk.session.new_uuid(), event);
    }
    command::seed(&mut desk.session, set).unwrap();
    let inbox = Inbox::new();
    let mut app = App::new(desk, vec![Box::new(Funnel::new())], inbox.post());
    let screen = |app: &App| {
        let mut terminal = Terminal::new(TestBackend::new(80, 24)).unwrap();
        terminal.draw(|frame| app.draw(frame)).unwrap();
        rows(terminal.backend().buffer()).join("\n")
    };
    assert!(screen(&app).contains("reading the deals"), "{}", screen(&app));
    for keys in ["", "O"] {
        script::press(&mut app, keys);
        while app.is_at_work() {
            let Some(Arrival::Event(event)) = inbox.next(None) else { panic!() };
            app.handle(event);
        }
        let expected = if keys.is_empty() { "5,002" } else { "· me" };
        assert!(screen(&app).contains(expected), "{}", screen(&app));
    }
}
