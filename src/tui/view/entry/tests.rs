//! The line as it is typed: what it understands, completes, refuses and saves.

use ratatui::{Terminal, backend::TestBackend, crossterm::event::Event as TerminalEvent};

use super::*;
use crate::{
    change::Entity,
    command,
    domain::id::Id,
    i18n::Words,
    tui::{
        app::{App, Request},
        cx::tests::desk,
        event::{Event, Inbox},
        script::press,
        view::today::Today,
        widget::panel::tests::rows,
    },
};

/// One customer of tier C with a contact and an open deal, touched long ago.
fn app(language: Language) -> App {
    let mut desk = desk();
    desk.words = Words::new(language);
    let session = &mut desk.session;
    let values = |fields: &[(&str, &str)]| {
        fields.iter().map(|(field, value)| ((*field).into(), (*value).into())).collect()
    };
    let fields = [("name", "上海明月科技"), ("potential", "480000"), ("created_on", "2026-01-05")];
    let done = command::run(session, Command::AddCustomer(values(&fields))).unwrap();
    let customer = Id::new(done.made(Entity::Customer).unwrap());
    for command in [
        Command::AddContact(customer, values(&[("name", "张敏")])),
        Command::AddDeal(customer, values(&[("name", "框架"), ("stage", "proposal")])),
        Command::EditCustomer(customer, values(&[("tags", "重点,渠道")])),
    ] {
        command::run(session, command).unwrap();
    }
    App::new(desk, vec![Box::new(Today::default())], Inbox::new().post())
}

fn screen(app: &App, width: u16, height: u16) -> Vec<String> {
    let mut terminal = Terminal::new(TestBackend::new(width, height)).unwrap();
    terminal.draw(|frame| app.draw(frame)).unwrap();
    rows(terminal.backend().buffer())
}

/// What stands below the list: the line and what was understood.
fn below(app: &App) -> String {
    screen(app, 120, 30);
    let screen = screen(app, 120, 30);
    let rule = screen.iter().rposition(|row| row.starts_with("────")).expect("the line is open");
    screen[rule + 1..29].join("\n")
}

#[test]
fn what_was_understood_is_said_while_typing() {
    let mut english = app(Language::En);
    let mut chinese = app(Language::ZhCn);
    for (keys, in_english, in_chinese) in [
        ("", "next step Wed 23 Dec, proposed: tier C, every 30 days", "C 级，每 30 天"),
        (">fri", "next step Fri 27 Nov (working day)", "下一步 11月27日 周五（工作日）"),
        (">周六", "Sat 28 Nov is not a working day; the next is Mon 30 Nov", "不是工作日"),
        (">fri 14:30", "next step Fri 27 Nov 14:30", "14:30"),
        ("!no-answer", "attempt 1 without an answer", "第 1 次未联系上"),
        ("!callback", "next step Tue 24 Nov, proposed: wants a call back: sooner", "提前跟进"),
        ("@张 ok", "张敏", "张敏"),
        ("=need =product =budget", "tier C → B", "等级 C → B"),
        ("+报价 ¥4.8万 ~20m", "→ quote · ¥48,000 · 20 min", "→ 报价 · ¥48,000 · 20分钟"),
        ("#重点", "#重点", "#重点"),
        ("^yesterday", "Sun 22 Nov", "11月22日"),
        ("!foo", "no outcome “foo”", "没有“foo”这个结果"),
    ] {
        for (app, expected) in [(&mut english, in_english), (&mut chinese, in_chinese)] {
            press(app, &format!("c{keys} "));
            assert!(below(app).contains(expected), "{keys}: {expected}\n{}", below(app));
            press(app, if keys.is_empty() { "<esc>" } else { "<esc>y" });
        }
    }
}

#[test]
fn a_refused_marker_keeps_the_line_open() {
    let mut app = app(Language::En);
    press(&mut app, "cprice ok !foo<enter>");
    assert!(below(&app).contains("call 上海明月科技 ▸ price ok !foo"));
    assert!(screen(&app, 120, 30)[29].contains("no outcome “foo”"));
    press(&mut app, "<ctrl-w><ctrl-w><enter>");
    assert!(screen(&app, 120, 30)[29].contains("saved: call with 上海明月科技"));
}

#[test]
fn completions_are_offered_chosen_and_taken() {
    let mut app = app(Language::ZhCn);
    press(&mut app, "c谈了 =");
    let offered = screen(&app, 80, 24);
    let line = offered.iter().position(|row| row.contains("▸ 谈了 =")).unwrap();
    assert!(offered[line - 5].starts_with(" ▌需求"), "{}", offered.join("\n"));
    // Tab takes the first; with the arrows one is chosen and Enter takes it, and only then saves.
    press(&mut app, "<tab>=<down><down><enter>");
    assert!(below(&app).contains("谈了 =需求 =产品"), "{}", below(&app));
    press(&mut app, "#重<tab>@<tab>");
    assert!(below(&app).contains("#重点 @张敏"), "{}", below(&app));
    press(&mut app, "<enter>");
    assert!(screen(&app, 120, 30)[29].contains("已保存"));
}

#[test]
fn the_cursor_stands_where_one_types() {
    let mut app = app(Language::ZhCn);
    press(&mut app, "c谈了");
    for (width, height) in [(80, 24), (40, 12)] {
        let mut terminal = Terminal::new(TestBackend::new(width, height)).unwrap();
        terminal.draw(|frame| app.draw(frame)).unwrap();
        let at = terminal.get_cursor_position().unwrap();
        let screen = rows(terminal.backend().buffer());
        let row = &screen[usize::from(at.y)];
        assert_eq!(text::width(row), usize::from(at.x), "{}", screen.join("\n"));
        assert!(row.ends_with("▸ 谈了"));
    }
}

#[test]
fn leaving_asks_only_when_something_is_typed() {
    let mut app = app(Language::En);
    press(&mut app, "c<esc>");
    assert!(!screen(&app, 80, 24).concat().contains("▸"));
    press(&mut app, "cx<esc>");
    assert!(screen(&app, 80, 24).concat().contains("What you typed is not saved"));
}

#[test]
fn a_long_note_comes_from_the_editor_and_a_paste_is_one_line() {
    let mut app = app(Language::En);
    press(&mut app, "c谈了");
    app.handle(Event::Terminal(TerminalEvent::Paste("价格\n交期".to_owned())));
    press(&mut app, "<ctrl-e>");
    assert_eq!(app.take_request(), Some(Request::Edit("谈了价格 交期".to_owned())));
    app.handle(Event::Edited(Ok("谈了价格 >fri\n要等总经理\n下周再谈\n".to_owned())));
    let shown = below(&app);
    assert!(shown.contains("▸ 谈了价格 >fri") && shown.contains("and 2 more lines"), "{shown}");
    assert!(shown.contains("next step Fri 27 Nov"));
    press(&mut app, "<enter>");
    let screen = screen(&app, 120, 40);
    assert!(screen.concat().contains("要等总经理"), "{}", screen.join("\n"));
}
