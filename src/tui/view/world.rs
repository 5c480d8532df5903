//! A small world for the tests of lists, made by real commands on two days.

use std::sync::Arc;

use ratatui::{
    Terminal,
    backend::TestBackend,
    crossterm::event::{Event as TerminalEvent, KeyModifiers, MouseEvent, MouseEventKind},
    style::Style,
};

use super::{View, customers::Customers, funnel::Funnel};
use crate::{
    change::Entity,
    command::{self, Command, Session},
    domain::id::{CustomerId, DealId},
    env::Env,
    i18n::{Language, Words},
    tui::{
        app::App,
        cx::{Desk, tests::desk},
        event::{Event, Inbox},
        script,
        theme::Theme,
        widget::panel::tests::rows,
    },
};

/// Name, tier, area, a deal's stage and amount, phone, owner.
const CUSTOMERS: [[&str; 7]; 8] = [
    ["上海华兴贸易有限公司", "A", "上海", "quote", "480000", "138 0000 0001", "me"],
    ["上海明月科技", "A", "上海", "proposal", "120000", "", "me"],
    ["Acme Tools", "B", "New York", "needs", "$12,400", "+1 (212) 555-0100", "王芳"],
    ["World Wide Importers", "B", "New York", "quote", "64000", "", "王芳"],
    ["杭州西溪物流", "C", "杭州", "contact", "30000", "", "me"],
    ["Treequote", "D", "", "", "", "", "me"],
    ["Zoë & Söhne", "D", "", "contact", "5000", "", "me"],
    [HOSTILE, "D", "", "", "", "", "me"],
];

/// A name that would take over the terminal and the columns.
pub const HOSTILE: &str =
    "\u{202e}evil\u{1b}[31m 名字很长很长很长很长很长很长很长很长很长很长很长很长很长很长";

/// 1 September 2026, 09:00 in Shanghai.
const FIRST: i64 = 1_788_224_400_000;

fn values(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
    let given = pairs.iter().filter(|(_, value)| !value.is_empty());
    given.map(|(field, value)| ((*field).to_owned(), (*value).to_owned())).collect()
}

/// A desk on Monday 23 November 2026 with customers and deals since 1 September.
pub fn desk_of(language: Language) -> Desk {
    let folder = tempfile::tempdir().unwrap().keep();
    let path = folder.join("sales.db");
    let env = |now| Arc::new(Env::fixed(now, 7));
    let mut session = Session::open(&path, env(FIRST), "me", true).unwrap();
    for [name, tier, area, stage, amount, phone, owner] in CUSTOMERS {
        let customer = values(&[
            ("name", name),
            ("tier", tier),
            ("area", area),
            ("phone", phone),
            ("owner", owner),
            ("tags", "vip"),
        ]);
        let done = command::run(&mut session, Command::AddCustomer(customer)).unwrap();
        let customer = CustomerId::new(done.made(Entity::Customer).unwrap());
        if !stage.is_empty() {
            let deal = [("name", "A 线"), ("stage", stage), ("amount", amount), ("owner", owner)];
            command::run(&mut session, Command::AddDeal(customer, values(&deal))).unwrap();
        }
    }
    drop(session);
    let mut session = Session::open(&path, env(FIRST + 83 * 86_400_000), "me", false).unwrap();
    let quoted = session.reader().deals().unwrap()[0].customer;
    for (name, stage, reason) in
        [("won before", "won", None), ("lost before", "lost", Some("太贵"))]
    {
        let deal = values(&[("name", name), ("stage", "needs"), ("amount", "10000")]);
        let done = command::run(&mut session, Command::AddDeal(quoted, deal)).unwrap();
        let moved = command::deal::Move {
            deal: DealId::new(done.made(Entity::Deal).unwrap()),
            stage: stage.to_owned(),
            on: None,
            reason: reason.map(str::to_owned),
        };
        command::run(&mut session, Command::MoveDeal(moved)).unwrap();
    }
    Desk { today: session.today(), session, words: Words::new(language), ..desk() }
}

/// The two lists in an app, driven by keys.
pub struct World {
    pub app: App,
    _inbox: Inbox,
}

impl World {
    pub fn new(language: Language) -> Self {
        Self::of(desk_of(language))
    }

    pub fn of(desk: Desk) -> Self {
        let tabs: Vec<Box<dyn View>> =
            vec![Box::new(Funnel::new()), Box::new(Customers::new()), Box::new(Funnel::new())];
        let mut world = Self::with(desk, tabs);
        world.press("2");
        world
    }

    /// A world with other tabs.
    pub fn with(desk: Desk, tabs: Vec<Box<dyn View>>) -> Self {
        let inbox = Inbox::new();
        Self { app: App::new(desk, tabs, inbox.post()), _inbox: inbox }
    }

    /// A world in the theme that is drawn in ASCII.
    pub fn in_ascii() -> Self {
        let theme = Theme::built_in("ascii").unwrap();
        Self::of(Desk { theme, ..desk_of(Language::En) })
    }

    /// Presses the keys of a script: `/shhx<enter>`.
    pub fn press(&mut self, script: &str) -> &mut Self {
        script::press(&mut self.app, script);
        self
    }

    /// Does something with the mouse at a place of the screen, which must have been drawn.
    pub fn mouse(&mut self, kind: MouseEventKind, column: u16, row: u16) -> &mut Self {
        let mouse = MouseEvent { kind, column, row, modifiers: KeyModifiers::NONE };
        self.app.handle(Event::Terminal(TerminalEvent::Mouse(mouse)));
        self
    }

    pub fn screen(&self, width: u16, height: u16) -> Vec<String> {
        let mut terminal = Terminal::new(TestBackend::new(width, height)).unwrap();
        terminal.draw(|frame| self.app.draw(frame)).unwrap();
        rows(terminal.backend().buffer())
    }

    /// The characters of the screen that are drawn in the colour of a style.
    pub fn drawn_in(&self, style: Style) -> String {
        let mut terminal = Terminal::new(TestBackend::new(80, 24)).unwrap();
        terminal.draw(|frame| self.app.draw(frame)).unwrap();
        let cells = &terminal.backend().buffer().content;
        cells.iter().filter(|cell| Some(cell.fg) == style.fg).map(|cell| cell.symbol()).collect()
    }

    /// What the bottom line says at its right end.
    pub fn said(&self) -> String {
        self.screen(160, 24).pop().unwrap()
    }

    /// The line of the screen that has this text.
    pub fn line(&self, text: &str) -> String {
        // Too narrow for the detail pane: it repeats names.
        let screen = self.screen(99, 40);
        let found = screen.iter().find(|line| line.contains(text));
        found.unwrap_or_else(|| panic!("{text} is not in\n{}", screen.join("\n"))).clone()
    }
}
