//! The list of customers, driven by keys on a small world.

use ratatui::{Terminal, backend::TestBackend};

use super::Customers;
use crate::{
    command::{self, Command, Session},
    domain::id::CustomerId,
    i18n::{Language, Words},
    tui::{
        action::{Action, Context},
        app::App,
        cx::{Desk, tests::desk},
        event::{Event, Inbox},
        key::Key,
        keymap::Meaning,
        view::{Input, View},
        widget::{line_input::tests::key, panel::tests::rows},
    },
};
use ratatui::crossterm::event::Event as TerminalEvent;

/// Name, tier, area, deal in stage and amount, phone.
const WORLD: [(&str, &str, &str, Option<(&str, &str)>, &str); 8] = [
    ("上海华兴贸易有限公司", "A", "上海", Some(("quote", "480000")), "138 0000 0001"),
    ("上海明月科技", "A", "上海", Some(("proposal", "120000")), ""),
    ("Acme Tools", "B", "New York", Some(("needs", "$12,400")), "+1 (212) 555-0100"),
    ("World Wide Importers", "B", "New York", None, ""),
    ("杭州西溪物流", "C", "杭州", None, ""),
    ("Treequote", "D", "", None, ""),
    ("Zoë & Söhne", "D", "", None, ""),
    (
        "\u{202e}evil\u{1b}[31m 名字很长很长很长很长很长很长很长很长很长很长很长很长",
        "D",
        "",
        None,
        "",
    ),
];

pub fn world(language: Language) -> Desk {
    let mut desk = Desk { words: Words::new(language), ..desk() };
    for (name, tier, area, deal, phone) in WORLD {
        let customer = add(&mut desk.session, name, tier, area, phone);
        if let Some((stage, amount)) = deal {
            let values = [("name", "deal"), ("stage", stage), ("amount", amount)];
            let values = values.map(|(k, v)| (k.to_owned(), v.to_owned())).to_vec();
            command::run(&mut desk.session, Command::AddDeal(customer, values)).unwrap();
        }
    }
    desk
}

fn add(session: &mut Session, name: &str, tier: &str, area: &str, phone: &str) -> CustomerId {
    let values =
        [("name", name), ("tier", tier), ("area", area), ("phone", phone), ("tags", "vip")];
    let values = values.map(|(k, v)| (k.to_owned(), v.to_owned())).to_vec();
    let done = command::run(session, Command::AddCustomer(values)).unwrap();
    CustomerId::new(done.made(crate::change::Entity::Customer).unwrap())
}

struct Screen {
    app: App,
    _inbox: Inbox,
}

impl Screen {
    fn new(desk: Desk) -> Self {
        let inbox = Inbox::new();
        Self { app: App::new(desk, vec![Box::new(Customers::new())], inbox.post()), _inbox: inbox }
    }

    fn press(&mut self, names: &str) -> &mut Self {
        for name in names.split(' ') {
            let Input::Key(key) = key(name) else { continue };
            self.app.handle(Event::Terminal(TerminalEvent::Key(key)));
        }
        self
    }

    fn lines(&self, width: u16, height: u16) -> Vec<String> {
        let mut terminal = Terminal::new(TestBackend::new(width, height)).unwrap();
        terminal.draw(|frame| self.app.draw(frame)).unwrap();
        rows(terminal.backend().buffer())
    }
}

#[test]
fn look() {
    for language in Language::ALL {
        let mut screen = Screen::new(world(language));
        for (w, h) in [(80, 24), (120, 20), (40, 12)] {
            println!("{}", screen.lines(w, h).join("\n"));
        }
        screen.press("/ s h h x");
        println!("{}", screen.lines(80, 10).join("\n"));
        screen.press("esc z");
        println!("{}", screen.lines(80, 10).join("\n"));
    }
}
