//! A small world built by real commands, and the app driven by keys in it. For tests.

use std::sync::Arc;

use chrono::{Days, NaiveDate};
use ratatui::{Terminal, backend::TestBackend, crossterm::event::Event as TerminalEvent};

use super::{customer::CustomerPage, *};
use crate::{
    change::{ChangeSet, Entity, Gesture, Value},
    command::{
        self, Command, Session,
        activity::{Log, PlanNext},
        entry_line::{Entry, Happened, NextStep},
    },
    domain::{
        activity::{ActivityKind, Outcome, PlanKind},
        id::{CustomerId, Id},
    },
    i18n::{Language, Words},
    tui::{
        app::{App, Request},
        cx::{Desk, tests::desk},
        event::{Event, Inbox},
        hyperlink::Hyperlink,
        key::Key,
        widget::panel::tests::rows,
    },
};

/// The app with one tab: a page of the customers of the world.
pub struct Journey {
    app: App,
    _inbox: Inbox,
}

/// The world in a file, so that a second look at it is possible.
pub fn saved_world() -> Desk {
    let path = tempfile::tempdir().unwrap().keep().join("world.db");
    let (desk, _) = world(Language::En);
    let env = Arc::clone(desk.session.env());
    let mut session = Session::open(&path, env, "me", true).unwrap();
    let customer = customer(&mut session, &[("name", "明月")]);
    purchases(&mut session, customer, desk.today);
    Desk { session, ..desk }
}

/// A desk in a language with three customers: one with everything, one with hostile texts, one
/// bare.
pub fn world(language: Language) -> (Desk, Vec<CustomerId>) {
    let mut desk = desk();
    desk.words = Words::new(language);
    let session = &mut desk.session;
    let today = session.today();
    let full = customer(
        session,
        &[
            ("name", "上海明月科技有限公司"),
            ("short_name", "明月"),
            ("area", "上海"),
            ("industry", "软件"),
            ("phone", "021-6888 1234"),
            ("email", "hello@mingyue.example"),
            ("web", "mingyue.example"),
            ("tags", "重点, demo"),
            ("evidence", "need,budget,decider"),
            ("created_on", "2026-03-02"),
            ("custom.ERP", "U8"),
            ("notes", "老客户介绍。决策慢，但守约。"),
        ],
    );
    let people: [&[(&str, &str)]; 2] = [
        &[("name", "张敏"), ("title", "总经理"), ("mobile", "138 0000 1234"), ("decider", "1")],
        &[("name", "Li Wei"), ("title", "buyer"), ("email", "li@mingyue.example")],
    ];
    for person in people {
        run(session, Command::AddContact(full, values(person)));
    }
    let contact = session.reader().contacts_of(full).unwrap()[0].id;
    let deal = [("name", "ERP 二期"), ("amount", "480,000"), ("stage", "quote")];
    run(session, Command::AddDeal(full, values(&deal)));
    for (ago, kind, text) in [
        (40, ActivityKind::Visit, "第一次上门，见到了总经理，谈了两个小时。预算年底前批。"),
        (20, ActivityKind::Call, "报价已发，等回复"),
        (10, ActivityKind::Email, "sent the references they asked for"),
        (3, ActivityKind::Call, "看过报价，周一下午答复"),
    ] {
        let entry = Entry {
            note: text.to_owned(),
            contact: Some(contact),
            duration_minutes: Some(12),
            happened: Some(Happened { on: today - Days::new(ago), time: None }),
            ..Entry::default()
        };
        run(session, Command::LogActivity(Log { customer: full, kind, entry, deal: None }));
    }
    let entry = Entry { outcome: Some(Outcome::NoAnswer), ..Entry::default() };
    let log = Log { customer: full, kind: ActivityKind::Call, entry, deal: None };
    run(session, Command::LogActivity(log));
    plan(session, full, today + Days::new(4), "谈合同");
    purchases(session, full, today);
    let hostile = customer(
        session,
        &[
            (
                "name",
                "\u{1b}[2J=evil\u{202e}corp\u{200d}\u{1f468}\u{200d}\u{1f469}\u{200d}\u{1f467}",
            ),
            ("area", &"很长的区域".repeat(40)),
            ("notes", &"一二三 four\n".repeat(1_250)),
        ],
    );
    let bare = customer(session, &[("name", "Acme")]);
    (desk, vec![full, hostile, bare])
}

impl Journey {
    /// On the page of the first customer.
    pub fn new(language: Language) -> Self {
        let (desk, list) = world(language);
        Self::on(desk, Box::new(CustomerPage::new(list, 0)))
    }

    /// On a view.
    pub fn on(desk: Desk, view: Box<dyn View>) -> Self {
        let inbox = Inbox::new();
        Self { app: App::new(desk, vec![view], inbox.post()), _inbox: inbox }
    }

    /// Presses keys, named and separated by blanks.
    pub fn press(&mut self, names: &str) -> &mut Self {
        for name in names.split(' ') {
            let event = Key::from_name(name).unwrap().event();
            self.app.handle(Event::Terminal(TerminalEvent::Key(event)));
        }
        self
    }

    /// Types a text, letter by letter.
    pub fn text(&mut self, text: &str) -> &mut Self {
        for character in text.chars() {
            let name = if character == ' ' { "space".to_owned() } else { character.to_string() };
            self.press(&name);
        }
        self
    }

    /// What the app asks of the terminal.
    pub fn asked(&mut self) -> Option<Request> {
        self.app.take_request()
    }

    /// The links of what was drawn last.
    pub fn links(&self) -> Vec<Hyperlink> {
        self.app.links()
    }

    /// Gives the app an event.
    pub fn event(&mut self, event: Event) -> &mut Self {
        self.app.handle(event);
        self
    }

    /// Pastes a text.
    pub fn paste(&mut self, text: &str) -> &mut Self {
        self.app.handle(Event::Terminal(TerminalEvent::Paste(text.to_owned())));
        self
    }

    /// The screen as rows.
    pub fn screen(&self, width: u16, height: u16) -> Vec<String> {
        let mut terminal = Terminal::new(TestBackend::new(width, height)).unwrap();
        terminal.draw(|frame| self.app.draw(frame)).unwrap();
        rows(terminal.backend().buffer())
    }

    /// A large screen as one text.
    pub fn seen(&self) -> String {
        self.screen(160, 60).join("\n")
    }

    /// Checks that a text is on the screen.
    #[track_caller]
    pub fn sees(&mut self, text: &str) -> &mut Self {
        let seen = self.seen();
        assert!(seen.contains(text), "{text:?} is not in\n{seen}");
        self
    }

    /// Checks that a text is not on the screen.
    #[track_caller]
    pub fn misses(&mut self, text: &str) -> &mut Self {
        let seen = self.seen();
        assert!(!seen.contains(text), "{text:?} is in\n{seen}");
        self
    }

    /// Draws every small size and the usual ones.
    pub fn any_size(&self) {
        for width in (1..=24).chain([40, 80, 99, 100, 120, 200]) {
            for height in (1..=9).chain([12, 24, 40, 60]) {
                let screen = self.screen(width, height).concat();
                assert!(!screen.contains(['\u{1b}', '\u{202e}']), "{width}×{height}");
            }
        }
    }
}

/// Does a command that has to work.
pub fn run(session: &mut Session, command: Command) -> command::Done {
    command::run(session, command).unwrap()
}

fn values(pairs: &[(&str, &str)]) -> command::field::Values {
    pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
}

fn customer(session: &mut Session, pairs: &[(&str, &str)]) -> CustomerId {
    let done = run(session, Command::AddCustomer(values(pairs)));
    Id::new(done.made(Entity::Customer).unwrap())
}

/// Two orders, a refund and an open case, as an import brings them.
pub fn purchases(session: &mut Session, customer: CustomerId, today: NaiveDate) {
    let mut set = ChangeSet::new(Gesture::new("import").about("file", "orders.csv"));
    for (ago, minor) in [(200, 8_000_000), (80, 2_400_000), (70, -400_000)] {
        let fields: [(&str, Value); 3] = [
            ("customer", customer.into()),
            ("ordered_on", (today - Days::new(ago)).into()),
            ("amount", Value::Int(minor)),
        ];
        set.create(Entity::Order, session.new_uuid(), fields);
    }
    let fields: [(&str, Value); 5] = [
        ("customer", customer.into()),
        ("kind", "complaint".into()),
        ("status", "open".into()),
        ("title", "接口超时".into()),
        ("opened_on", (today - Days::new(5)).into()),
    ];
    set.create(Entity::Case, session.new_uuid(), fields);
    command::seed(session, set).unwrap();
}

fn plan(session: &mut Session, customer: CustomerId, on: NaiveDate, text: &str) {
    let next = Some(NextStep { on, time: None, working: true });
    let plan = PlanNext {
        customer,
        kind: ActivityKind::Call,
        plan: PlanKind::Promise,
        entry: Entry { note: text.to_owned(), next, ..Entry::default() },
        area: None,
        items: None,
        purpose: None,
    };
    run(session, Command::PlanNext(plan));
}
