//! The journeys of a morning: keys in, rows out, in both languages and at any size.

use std::{fs, sync::Arc};

use chrono::{Days, NaiveDate};
use ratatui::{Terminal, backend::TestBackend, crossterm::event::Event as TerminalEvent};

use super::*;
use crate::{
    change::{ChangeSet, Entity, Gesture, Value},
    command::{
        self, Command, Session,
        activity::{Log, PlanNext},
        entry_line::{Entry, Happened, NextStep},
    },
    domain::{
        activity::{ActivityKind, PlanKind},
        id::Id,
    },
    env::Env,
    i18n::{Language, Words},
    tui::{
        app::App,
        cx::{Desk, tests::desk},
        event::{Event, Inbox},
        script::press,
        widget::panel::tests::rows,
    },
};

/// A morning with a promise, overdue customers, more than fits, and one to come.
fn app(language: Language, capacity: u32, fill: impl FnOnce(&mut Session)) -> App {
    let mut desk = desk();
    desk.words = Words::new(language);
    desk.config.capacity = capacity;
    fill(&mut desk.session);
    let inbox = Inbox::new();
    App::new(desk, vec![Box::new(Today::default())], inbox.post())
}

fn add(session: &mut Session, name: &str, fields: &[(&str, &str)]) -> CustomerId {
    let mut values = vec![("name".to_owned(), name.to_owned())];
    values.extend(fields.iter().map(|(field, value)| ((*field).into(), (*value).into())));
    let done = command::run(session, Command::AddCustomer(values)).unwrap();
    Id::new(done.made(crate::change::Entity::Customer).unwrap())
}

/// A call so many days ago.
fn called(session: &mut Session, customer: CustomerId, days_ago: u64, note: &str) {
    let on = session.today() - Days::new(days_ago);
    let happened = Some(Happened { on, time: None });
    let entry = Entry { note: note.to_owned(), happened, ..Entry::default() };
    let log = Log { customer, kind: ActivityKind::Call, entry, deal: None };
    command::run(session, Command::LogActivity(log)).unwrap();
}

fn promise(session: &mut Session, customer: CustomerId, about: &str, at: (u32, u32)) {
    let time = chrono::NaiveTime::from_hms_opt(at.0, at.1, 0);
    let next = Some(NextStep { on: session.today(), time, working: true });
    let entry = Entry { note: about.to_owned(), next, ..Entry::default() };
    let plan = PlanNext {
        customer,
        kind: ActivityKind::Call,
        plan: PlanKind::Promise,
        entry,
        area: None,
        items: None,
        purpose: None,
    };
    command::run(session, Command::PlanNext(plan)).unwrap();
}

fn morning(session: &mut Session) {
    let mingyue = add(session, "上海明月科技", &[("potential", "480000"), ("phone", "021-555")]);
    called(session, mingyue, 100, "看过报价，周一下午答复");
    let deal = [("name", "年度框架"), ("amount", "480000"), ("stage", "quote")];
    let deal = deal.map(|(field, value)| (field.to_owned(), value.to_owned())).to_vec();
    command::run(session, Command::AddDeal(mingyue, deal)).unwrap();
    let contact = [("name", "张敏"), ("title", "采购经理"), ("mobile", "138-0000")];
    let contact = contact.map(|(field, value)| (field.to_owned(), value.to_owned())).to_vec();
    command::run(session, Command::AddContact(mingyue, contact)).unwrap();
    let acme = add(session, "Acme Robotics", &[]);
    called(session, acme, 95, "asked for a sample");
    let shengke = add(session, "北京盛科网络", &[]);
    called(session, shengke, 3, "");
    promise(session, shengke, "报价反馈", (14, 0));
    let hottech = add(session, "Hottech", &[]);
    called(session, hottech, 4, "");
    promise(session, hottech, "sign", (9, 30));
    let queen = add(session, "Treequote", &[]);
    called(session, queen, 92, "");
    let later = add(session, "Kan-code", &[]);
    called(session, later, 87, "");
}

fn screen(app: &App, width: u16, height: u16) -> Vec<String> {
    let mut terminal = Terminal::new(TestBackend::new(width, height)).unwrap();
    terminal.draw(|frame| app.draw(frame)).unwrap();
    rows(terminal.backend().buffer())
}

/// The name in the selected row.
fn selected(app: &App) -> String {
    let row = screen(app, 80, 40).into_iter().find(|row| row.starts_with('▌'));
    row.unwrap_or_default()
}

fn has(screen: &[String], text: &str) -> bool {
    screen.iter().any(|row| row.contains(text))
}

#[test]
fn the_screen_says_whom_to_contact_and_why() {
    let english = app(Language::En, 4, morning);
    let chinese = app(Language::ZhCn, 4, morning);
    for (app, size, expected) in [
        (
            &english,
            (80, 24),
            vec![
                " Touchline   1 Today 4",
                " Mon 23 Nov                                      0 of 4 done, about 12 min left",
                " Promised 2",
                "▌09:30    D  Hottech              call: sign",
                " 14:00    D  北京盛科网络         call: 报价反馈",
                " Overdue 2",
                " 70 d     C  上海明月科技         silent 100 d, every 30                   ¥480k",
                "─────────────────────────────────────────── 4 a day: fits to here ──────────────",
                " today    D  Treequote            silent 92 d, every 90             → Tue 24 Nov",
                " Coming up 1",
                " 26 Nov   D  Kan-code             silent 87 d, every 90",
            ],
        ),
        (
            &chinese,
            (80, 24),
            vec![
                " 11月23日 周一                                          已完成 0/4，约剩 12分钟",
                "▌09:30    D  Hottech              电话：sign",
                " 70天     C  上海明月科技         沉默 100 天，每 30 天一次                ¥48万",
                " 今天     D  Treequote            沉默 92 天，每 90 天一次       → 11月24日 周二",
            ],
        ),
        (
            &english,
            (120, 40),
            vec!["16.50 = overdue 0.00 + tier 2.50", "to reach C: interaction frequent"],
        ),
        (&chinese, (120, 40), vec!["16.50 = 逾期 0.00 + 等级 2.50", "跟进时间线"]),
        (&english, (40, 12), vec!["▌D Hottech                        09:30"]),
        (&chinese, (40, 12), vec![" D 北京盛科网络                   14:00"]),
    ] {
        let screen = screen(app, size.0, size.1);
        for line in expected {
            assert!(has(&screen, line), "{line:?} in\n{}", screen.join("\n"));
        }
    }
}

#[test]
fn a_call_with_its_next_step_is_two_keys_and_the_text_and_can_be_undone() {
    let mut app = app(Language::ZhCn, 20, morning);
    press(&mut app, "j");
    assert!(selected(&app).contains("北京盛科网络"));
    press(&mut app, "c谈了报价 >周五<enter>");
    // The promise is kept and a new one made: the next customer is selected.
    let shown = screen(&app, 120, 40);
    assert!(selected(&app).contains("上海明月科技"), "{}", shown.join("\n"));
    assert!(has(&shown, " 11月27日 D  北京盛科网络      电话：谈了报价"), "{}", shown.join("\n"));
    assert!(has(&shown, "已完成 1/5"));
    press(&mut app, "<end>");
    assert!(selected(&app).contains("北京盛科网络"));
    let shown = screen(&app, 120, 40);
    assert!(has(&shown, "11月23日  电话、已接通") && has(&shown, "  谈了报价"));
    press(&mut app, "u");
    assert!(selected(&app).contains("14:00") && selected(&app).contains("北京盛科网络"));
    press(&mut app, "<ctrl-r>");
    assert!(selected(&app).contains("11月27日") && selected(&app).contains("北京盛科网络"));
}

#[test]
fn an_action_selects_the_next_row_wherever_the_row_goes() {
    for (keys, status) in [
        ("c<enter>", "saved: call with Hottech"),
        ("x", "saved: "),
        // Neither a note nor an attempt moves a promise: still the next one is selected.
        ("oboard meeting on Monday<enter>", "saved: note on Hottech"),
        ("s3", "saved: snooze Hottech"),
        ("pvisit them >fri<enter>", "saved: plan with Hottech"),
        ("C", "saved: "),
    ] {
        let mut app = app(Language::En, 20, morning);
        assert!(selected(&app).contains("Hottech"));
        press(&mut app, keys);
        assert!(selected(&app).contains("北京盛科网络"), "{keys}: {}", selected(&app));
        let screen = screen(&app, 120, 40);
        assert!(screen[39].contains(status), "{keys}: {}", screen[39]);
    }
}

#[test]
fn the_last_row_leaves_the_one_before_selected() {
    let mut app = app(Language::En, 20, morning);
    press(&mut app, "<end>");
    assert!(selected(&app).contains("Kan-code"));
    press(&mut app, "c<enter>");
    assert!(selected(&app).contains("Treequote"), "{}", selected(&app));
}

#[test]
fn a_plan_names_its_kind_and_a_row_shows_it() {
    let mut app = app(Language::En, 20, morning);
    press(&mut app, "pvisit them @nobody >fri<enter>");
    assert!(has(&screen(&app, 80, 24), "no contact “nobody” here"), "it is not saved");
    press(&mut app, "<esc>y");
    press(&mut app, "pvisit see the plant >fri 14:00<enter>");
    assert!(has(&screen(&app, 80, 24), "27 Nov   D  Hottech              visit: see the plant"));
    // Without a day the cadence proposes one, far away.
    press(&mut app, "p<enter>");
    assert!(!screen(&app, 80, 24)[..23].concat().contains("北京盛科网络"));
}

#[test]
fn finishing_needs_a_promise() {
    let mut app = app(Language::En, 20, morning);
    press(&mut app, "jjC");
    assert!(screen(&app, 120, 24)[23].contains("no promise is open here"));
    assert!(selected(&app).contains("上海明月科技"));
}

#[test]
fn thirty_rows_are_triaged_with_decision_keys_alone() {
    let mut app = app(Language::En, 40, |session| {
        for number in 0..30 {
            let customer = add(session, &format!("Customer {number:02}"), &[]);
            called(session, customer, 120 - number, "");
        }
    });
    assert!(has(&screen(&app, 80, 24), "0 of 30 done, about 1 h 30 min left"));
    for decision in ["c<enter>", "x", "s1", "c谈了 >3d<enter>", "p<enter>", "wsent the list<enter>"]
        .iter()
        .cycle()
        .take(30)
    {
        let before = selected(&app);
        press(&mut app, decision);
        assert_ne!(selected(&app), before, "{decision}");
    }
    let screen = screen(&app, 80, 24);
    assert!(has(&screen, "All done for today."), "{}", screen.join("\n"));
    assert!(has(&screen, "20 of 20 done") && has(&screen, " Coming up"));
}

#[test]
fn only_what_is_near_the_window_is_read_and_it_is_there_after_a_jump() {
    let mut app = app(Language::En, 1_000, |session| {
        for number in 0..400 {
            let customer = add(session, &format!("Customer {number:03}"), &[]);
            called(session, customer, 500 - number, "");
        }
    });
    for (keys, name) in [("", "Customer 000"), ("G", "Customer 399"), ("gg", "Customer 000")] {
        press(&mut app, keys);
        let screen = screen(&app, 80, 24);
        let rows = screen.iter().filter(|row| row.contains("Customer ")).count();
        assert!(selected(&app).contains(name) && rows > 15, "{keys}\n{}", screen.join("\n"));
    }
}

#[test]
fn an_empty_file_says_how_to_begin() {
    let app = app(Language::En, 20, |_| {});
    let shown = screen(&app, 80, 24);
    assert!(has(&shown, "No customers yet. Add one, or import a list"), "{}", shown.join("\n"));
    let mut app = self::app(Language::En, 20, |_| {});
    press(&mut app, "c");
    assert!(screen(&app, 80, 24)[23].contains("select a customer first"));
}

#[test]
fn hostile_names_stay_in_their_cells() {
    let evil = "evil\u{202e}\u{1b}[31m名字\u{200b}👨‍👩‍👧\u{0330}\u{0330}".repeat(9);
    let mut app = app(Language::En, 20, |session| {
        let customer = add(session, &evil, &[]);
        called(session, customer, 100, &evil);
        let other = add(session, "Acme", &[]);
        called(session, other, 99, "");
    });
    for keys in ["", "c", "<esc>s", "<esc>p"] {
        press(&mut app, keys);
        for (width, height) in [(120, 40), (80, 24), (40, 12)] {
            let screen = screen(&app, width, height);
            let all = screen.concat();
            assert!(!all.contains(['\u{202e}', '\u{1b}', '\u{200b}']));
            assert!(screen.iter().all(|row| text::width(row) <= usize::from(width)));
            assert!(has(&screen, "Acme") || keys == "<esc>s", "{keys}\n{}", screen.join("\n"));
        }
    }
}

#[test]
fn any_size_draws() {
    let mut app = app(Language::En, 4, caring);
    for _ in 0..6 {
        press(&mut app, "j");
        for (width, height) in (1..=42).flat_map(|width| (1..=9).map(move |it| (width, it))) {
            assert_eq!(screen(&app, width, height).len(), usize::from(height));
        }
    }
    for keys in ["", "c谈了 >", "c >周五 @无 !foo =decider ~20m $48,000", "s", "s>fri", "p", "dj"]
    {
        let mut app = self::app(Language::ZhCn, 4, morning);
        press(&mut app, keys);
        for width in 1..=42 {
            for height in 1..=14 {
                assert_eq!(screen(&app, width, height).len(), usize::from(height));
            }
        }
        for (width, height) in [(99, 30), (100, 8), (200, 60)] {
            assert_eq!(screen(&app, width, height).len(), usize::from(height));
        }
    }
}

#[test]
fn the_detail_pane_is_there_when_wide_and_goes_when_asked() {
    let mut app = app(Language::En, 20, morning);
    let shown = |app: &App, width| has(&screen(app, width, 30), "Why this tier");
    assert!(shown(&app, 120) && !shown(&app, 99));
    press(&mut app, "d");
    assert!(screen(&app, 99, 30)[29].contains("too narrow"), "nothing can be shown or hidden");
    assert!(shown(&app, 120));
    press(&mut app, "d");
    assert!(!shown(&app, 120));
    press(&mut app, "d");
    assert!(shown(&app, 120));
}

#[test]
fn a_click_selects_and_the_wheel_moves() {
    use ratatui::crossterm::event::{KeyModifiers, MouseButton, MouseEvent, MouseEventKind};
    let mut app = app(Language::En, 20, morning);
    screen(&app, 80, 24);
    let mut mouse = |kind, row| {
        let event = MouseEvent { kind, column: 5, row, modifiers: KeyModifiers::NONE };
        app.handle(Event::Terminal(TerminalEvent::Mouse(event)));
        selected(&app)
    };
    assert!(mouse(MouseEventKind::Down(MouseButton::Left), 6).contains("上海明月科技"));
    assert!(mouse(MouseEventKind::ScrollUp, 6).contains("Hottech"));
    assert!(mouse(MouseEventKind::Down(MouseButton::Left), 2).contains("Hottech"), "a heading");
}

/// Orders of a customer every 20 days until 50 days ago: the warning began 9 days ago.
fn ordered(session: &mut Session, customer: CustomerId) {
    let mut set = ChangeSet::new(Gesture::new("import"));
    for ago in [50, 70, 90, 110] {
        let fields: [(&str, Value); 4] = [
            ("customer", customer.into()),
            ("ordered_on", (session.today() - Days::new(ago)).into()),
            ("amount", Value::Int(100_000)),
            ("currency", "CNY".into()),
        ];
        set.create(Entity::Order, session.new_uuid(), fields);
    }
    command::seed(session, set).unwrap();
}

/// Two promises, two customers at risk, and three birthdays at two customers.
fn caring(session: &mut Session) {
    morning(session);
    for name in ["Oldfield", "Newfield"] {
        let customer = add(session, name, &[]);
        called(session, customer, 40, "");
        ordered(session, customer);
    }
    let names = session.reader().customer_names().unwrap();
    let id = |name: &str| *names.iter().find(|(_, known)| *known == name).unwrap().0;
    for (at, name, birthday) in [
        ("Hottech", "Ann Lee", "1980-11-23"),
        ("Hottech", "Bo Chen", "lunar:10-16"),
        ("Kan-code", "Cy Young", "11-26"),
    ] {
        let values = [("name", name), ("birthday", birthday)];
        let values = values.map(|(field, value)| (field.to_owned(), value.to_owned())).to_vec();
        command::run(session, Command::AddContact(id(at), values)).unwrap();
    }
}

#[test]
fn those_at_risk_and_whom_to_greet_follow_what_is_due_and_take_no_places() {
    for (language, lines) in [
        (
            Language::En,
            [
                "0 of 4 done, about 12 min left",
                " At risk 2",
                " 50 d     D  Oldfield             usually orders every 20 d",
                " Greetings 3",
                " today    D  Hottech              birthday of Ann Lee on Mon 23 Nov",
                " 24 Nov   D  Hottech              birthday of Bo Chen on Tue 24 Nov · lunar 10/…",
                " 26 Nov   D  Kan-code             birthday of Cy Young on Thu 26 Nov",
                "4 a day: fits to here",
            ],
        ),
        (
            Language::ZhCn,
            [
                "已完成 0/4",
                " 流失预警 2",
                " 50天     D  Oldfield             平时约 20 天一单",
                " 问候 3",
                " 今天     D  Hottech              Ann Lee 11月23日 周一生日",
                " 11月24日 D  Hottech              Bo Chen 11月24日 周二生日 · 农历十月十六",
                " 11月26日 D  Kan-code             Cy Young 11月26日 周四生日",
                "每天 4 个：今天到此为止",
            ],
        ),
    ] {
        let app = app(language, 4, caring);
        let shown = screen(&app, 80, 30);
        let place = |line: &str| shown.iter().position(|row| row.contains(line));
        let places: Vec<_> = lines.iter().map(|line| place(line)).collect();
        assert!(places.iter().all(Option::is_some), "{places:?}\n{}", shown.join("\n"));
        assert!(places.is_sorted(), "{places:?}\n{}", shown.join("\n"));
        let narrow = screen(&app, 40, 30);
        assert!(has(&narrow, " D Kan-code"), "{}", narrow.join("\n"));
    }
}

#[test]
fn one_key_on_a_greeting_or_a_warning_deals_with_it_and_selects_the_next() {
    let mut app = app(Language::En, 4, caring);
    // Four that are due, then those at risk.
    press(&mut app, "jjjj");
    assert!(selected(&app).contains("field"), "{}", selected(&app));
    press(&mut app, "c<enter>");
    assert!(selected(&app).contains("field"), "{}", selected(&app));
    press(&mut app, "c<enter>");
    assert!(!has(&screen(&app, 80, 30), "At risk"));
    assert!(selected(&app).contains("Ann Lee"), "{}", selected(&app));
    // A snooze or a plan greets nobody.
    press(&mut app, "pask about the plant >fri<enter>");
    assert!(selected(&app).contains("Bo Chen"), "{}", selected(&app));
    press(&mut app, "wmany happy returns<enter>");
    assert!(selected(&app).contains("Cy Young"), "{}", selected(&app));
    let shown = screen(&app, 80, 30);
    assert!(has(&shown, " Greetings 1") && !has(&shown, "Bo Chen"), "{}", shown.join("\n"));
    press(&mut app, "u");
    assert!(has(&screen(&app, 80, 30), " Greetings 3"));
    // What the undo brought back is selected, and its page opens as that of any row.
    assert!(selected(&app).contains("Hottech"), "{}", selected(&app));
    press(&mut app, "<enter>");
    assert!(has(&screen(&app, 80, 30), "Ann Lee"), "{}", screen(&app, 80, 30).join("\n"));
}

#[test]
fn a_greeting_is_written_with_one_key_to_the_person_it_is_for() {
    for (language, greeting, saved) in [
        (Language::En, "happy birthday", "saved: message with Hottech"),
        (Language::ZhCn, "生日快乐", "已保存：与Hottech的消息"),
    ] {
        let mut app = app(language, 4, caring);
        // Four that are due, two at risk, then those to greet.
        press(&mut app, "jjjjjjj");
        assert!(selected(&app).contains("Bo Chen"), "{}", selected(&app));
        press(&mut app, "M");
        let shown = screen(&app, 80, 30);
        assert!(has(&shown, greeting) && has(&shown, "Bo Chen"), "{}", shown.join("\n"));
        press(&mut app, "<enter>y");
        let shown = screen(&app, 120, 30);
        assert!(has(&shown, saved) && !has(&shown, "Ann Lee"), "{}", shown.join("\n"));
    }
}

#[test]
fn a_festival_is_told_and_cannot_be_selected() {
    let mut app = app(Language::En, 4, |session| {
        caring(session);
        let days = vec![("greeting.days".to_owned(), Some("31".to_owned()))];
        command::run(session, Command::ChangeSettings(days)).unwrap();
    });
    let shown = screen(&app, 80, 40);
    let festival = "Winter Solstice on Tue 22 Dec: greet A and B customers (0 of 0 done)";
    assert!(has(&shown, festival), "{}", shown.join("\n"));
    for _ in 0..30 {
        press(&mut app, "j");
        assert!(!selected(&app).contains("Winter") && !selected(&app).is_empty());
    }
}

#[test]
fn a_day_off_shows_promises_only() {
    let mut desk = desk();
    desk.words = Words::new(Language::En);
    morning(&mut desk.session);
    let today: NaiveDate = desk.today;
    let off = vec![(format!("day.{today}"), Some("off".to_owned()))];
    command::run(&mut desk.session, Command::ChangeSettings(off)).unwrap();
    let app = App::new(desk, vec![Box::new(Today::default())], Inbox::new().post());
    let shown = screen(&app, 80, 24);
    assert!(has(&shown, "09:30") && !has(&shown, "Overdue"), "{}", shown.join("\n"));
    assert!(has(&shown, "→ Tue 24 Nov"));
}

/// The workbench on a file with a morning, so many days later, as it was left.
fn reopened(folder: &std::path::Path, days: i64) -> App {
    let mut env = Env::fixed(1_795_395_600_000 + days * 86_400_000, 1);
    env.state = Some(folder.join("state"));
    let ui = UiState::read(env.state.as_deref());
    let mut session = Session::open(&folder.join("a.db"), Arc::new(env), "me", days == 0).unwrap();
    if session.reader().customer_count().unwrap() == 0 {
        morning(&mut session);
    }
    let mut desk =
        Desk { today: session.today(), session, ui, words: Words::new(Language::En), ..desk() };
    desk.config.capacity = 4;
    let mut app = App::new(desk, vec![Box::new(Today::default())], Inbox::new().post());
    app.resume();
    app
}

#[test]
fn a_morning_is_left_and_resumed_where_it_was() {
    let folder = tempfile::tempdir().unwrap();
    let mut app = reopened(folder.path(), 0);
    assert!(!has(&screen(&app, 80, 24), "resumed"), "the first start of a day is no resumption");
    press(&mut app, "z");
    assert!(has(&screen(&app, 120, 24), "later today: Hottech"));
    assert!(selected(&app).contains("北京盛科网络"));
    press(&mut app, "x");
    let left = selected(&app);
    app.remember().unwrap();
    let app = reopened(folder.path(), 0);
    let seen = screen(&app, 120, 24);
    assert!(has(&seen, "resumed: 1 of 4 done") && has(&seen, "1 of 4 done, about"), "{seen:?}");
    assert_eq!(selected(&app), left);
    drop(app);
    // The next day nobody is put off, and nothing is told.
    let mut app = reopened(folder.path(), 1);
    assert!(!has(&screen(&app, 120, 24), "resumed"));
    app.remember().unwrap();
    assert!(!fs::read_to_string(folder.path().join("state/ui")).unwrap().contains("2026-11-23"));
}

#[test]
fn those_put_off_stand_last_in_their_section_in_that_order() {
    let mut app = app(Language::En, 4, morning);
    press(&mut app, "zz");
    // One goes on to those who are not put off, and comes back to the others in the end.
    assert!(selected(&app).contains("上海明月科技"));
    let order = |app: &App| {
        let seen = screen(app, 80, 24);
        ["Hottech", "北京盛科网络"].map(|name| seen.iter().position(|row| row.contains(name)))
    };
    let [hottech, shengke] = order(&app);
    assert!(hottech < shengke);
    press(&mut app, "gg");
    assert!(selected(&app).contains("Hottech"));
    press(&mut app, "z");
    let [hottech, shengke] = order(&app);
    assert!(hottech > shengke);
    assert!(has(&screen(&app, 80, 24), "0 of 4 done"), "nothing is recorded");
    press(&mut app, "xx");
    assert!(selected(&app).contains("北京盛科网络"), "{:?}", screen(&app, 80, 24));
}
