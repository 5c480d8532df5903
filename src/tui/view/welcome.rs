//! What one meets in a new file: the language, money and time of the file, and where customers come
//! from.

use ratatui::{
    Frame,
    layout::Rect,
    text::{Line, Span},
};

use super::{Input, Mouse, Placement, View, form, import};
use crate::{
    i18n::Language,
    tui::{
        action::{Action, Context},
        cx::Cx,
        effect::Effect,
        text,
        theme::{Role, Symbol},
        widget::{list::List, panel::panel},
    },
    wording::names,
};

const COLUMNS: u16 = 72;

/// What can be chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Choice {
    Language,
    File,
    Import,
    Demo,
    AddCustomer,
    Start,
}

const CHOICES: [Choice; 6] = [
    Choice::Language,
    Choice::File,
    Choice::Import,
    Choice::Demo,
    Choice::AddCustomer,
    Choice::Start,
];

/// Opens the workbench on made-up data, in a file of their own.
const DEMO: &str = "touchline demo";

/// The greeting of a new file.
#[derive(Debug)]
pub struct Welcome {
    list: List,
    /// Whether somebody has entered something already.
    is_used: bool,
}

impl Default for Welcome {
    /// The first choice is selected.
    fn default() -> Self {
        let mut list = List::default();
        list.set_rows(CHOICES.len(), Vec::new());
        Self { list, is_used: false }
    }
}

impl Welcome {
    fn choose(&self, cx: &Cx<'_>) -> Effect {
        match self.list.selected().and_then(|row| CHOICES.get(row)) {
            Some(Choice::Language) => {
                let at = Language::ALL.iter().position(|language| *language == cx.words.language());
                let next = at.map_or(0, |at| (at + 1) % Language::ALL.len());
                Language::ALL.get(next).map_or(Effect::None, |language| Effect::Speak(*language))
            }
            Some(Choice::File) => form::file_settings(cx),
            Some(Choice::Import) => Effect::Many(vec![Effect::Close, import::ask(cx)]),
            // Another file is another start: the command is handed over.
            Some(Choice::Demo) => {
                Effect::Copy { text: DEMO.to_owned(), what: format!("“{DEMO}”") }
            }
            Some(Choice::AddCustomer) => Effect::Many(vec![Effect::Close, form::add_customer(cx)]),
            Some(Choice::Start) | None => Effect::Close,
        }
    }

    /// A choice with what holds now.
    fn row(&self, choice: Choice, is_selected: bool, columns: usize, cx: &Cx<'_>) -> Line<'static> {
        let rules = cx.session().rules();
        let (key, value) = match choice {
            Choice::Language => ("welcome-language", cx.words.get("language-name").into_owned()),
            Choice::File => {
                let money = |minor| names::money(cx.words, minor, rules.currency);
                let parts = [
                    rules.currency.code().to_owned(),
                    rules.zone.zone.name().to_owned(),
                    money(rules.tiers.value.medium_minor),
                    money(rules.tiers.value.high_minor),
                ];
                ("welcome-file", names::joined(cx.words, &parts))
            }
            Choice::Import => ("welcome-import", cx.words.get("welcome-import-kinds").into()),
            Choice::Demo => ("welcome-demo", DEMO.to_owned()),
            Choice::AddCustomer if self.is_used => ("action-add_customer", String::new()),
            Choice::AddCustomer => ("welcome-add", String::new()),
            Choice::Start if self.is_used => ("welcome-go-on", String::new()),
            Choice::Start => ("welcome-start", String::new()),
        };
        let cursor = if is_selected { cx.theme.symbol(Symbol::Cursor) } else { " " };
        let name = format!("{cursor} {}", cx.words.get(key));
        let wide = if value.is_empty() { columns } else { (columns / 3).max(14).min(columns) };
        Line::from(vec![
            Span::styled(cx.theme.fit(&name, wide), cx.theme.style(Role::Accent)),
            Span::styled(
                cx.theme.cut(&format!(" {value}"), columns.saturating_sub(wide)),
                cx.theme.style(Role::Text),
            ),
        ])
    }

    /// What stands above and below the choices.
    fn said(&self, cx: &Cx<'_>, columns: usize) -> (Vec<String>, Vec<String>) {
        let about = if self.is_used { "welcome-about-used" } else { "welcome-about" };
        let above = text::wrap(&cx.words.get(about), columns);
        let key = |action| cx.keymap.key(Context::Global, action).unwrap_or_default();
        let keys = [("key", key(Action::Welcome).into()), ("palette", key(Action::Palette).into())];
        let below = text::wrap(&cx.words.format("welcome-again", &keys), columns);
        (above, below)
    }
}

impl View for Welcome {
    fn context(&self) -> Context {
        Context::Palette
    }

    fn placement(&self, cx: &Cx<'_>) -> Placement {
        let (above, below) = self.said(cx, usize::from(COLUMNS) - 4);
        let rows = above.len() + below.len() + CHOICES.len() + 4;
        Placement::Middle { width: COLUMNS, height: u16::try_from(rows).unwrap_or(u16::MAX) }
    }

    fn hints(&self) -> &[Action] {
        &[Action::Open, Action::Back]
    }

    fn update(&mut self, action: Action, cx: &Cx<'_>) -> Effect {
        if self.list.update(action) {
            return Effect::None;
        }
        match action {
            Action::Open => self.choose(cx),
            _ => Effect::Pass,
        }
    }

    fn input(&mut self, _input: &Input, _cx: &Cx<'_>) -> Effect {
        Effect::Pass
    }

    fn mouse(&mut self, mouse: Mouse, cx: &Cx<'_>) -> Effect {
        match self.list.mouse(mouse) {
            Some(hit) if hit.again => self.choose(cx),
            _ => Effect::None,
        }
    }

    fn refresh(&mut self, cx: &Cx<'_>) {
        // What cannot be read is told by the screen beneath.
        self.is_used = cx.reader().is_untouched().is_ok_and(|is_untouched| !is_untouched);
    }

    fn draw(&self, frame: &mut Frame<'_>, area: Rect, cx: &Cx<'_>) {
        let inside = panel(frame, area, &cx.words.get("welcome-title"), cx);
        let columns = usize::from(inside.width);
        let (above, below) = self.said(cx, columns);
        let rows = u16::try_from(above.len()).unwrap_or(0);
        // What can be chosen is seen also where there is no room for the rest.
        let has_room = usize::from(inside.height) > above.len() + CHOICES.len();
        let top = if has_room { rows + 1 } else { 0 };
        let list = Rect {
            y: inside.y + top.min(inside.height),
            height: inside.height.saturating_sub(top).min(CHOICES.len() as u16),
            ..inside
        };
        if has_room {
            put(frame, inside, above, Role::Text, cx);
        }
        self.list.draw(frame, list, cx, |row, is_selected| {
            let choice = CHOICES.get(row).copied();
            choice.map_or_else(Line::default, |it| self.row(it, is_selected, columns, cx))
        });
        let rest = inside.bottom().saturating_sub(list.bottom());
        if usize::from(rest) > below.len() {
            let place = Rect { y: list.bottom() + 1, height: rest - 1, ..inside };
            put(frame, place, below, Role::Muted, cx);
        }
    }
}

fn put(frame: &mut Frame<'_>, area: Rect, lines: Vec<String>, role: Role, cx: &Cx<'_>) {
    for (y, line) in (area.y..area.bottom()).zip(lines) {
        let wide = usize::from(area.width);
        frame.buffer_mut().set_stringn(area.x, y, line, wide, cx.theme.style(role));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        i18n::Words,
        tui::{
            app::{App, Request},
            cx::{Desk, tests::desk},
            event::Inbox,
            script,
            view::tabs,
            widget::panel::tests::rows,
        },
    };
    use ratatui::{Terminal, backend::TestBackend};

    fn screen(app: &App, width: u16, height: u16) -> String {
        let mut terminal = Terminal::new(TestBackend::new(width, height)).unwrap();
        terminal.draw(|frame| app.draw(frame)).unwrap();
        rows(terminal.backend().buffer()).join("\n")
    }

    #[test]
    fn a_new_file_asks_for_language_money_and_time() {
        let desk = Desk { words: Words::new(Language::En), ..desk() };
        let inbox = Inbox::new();
        let mut app = App::new(desk, tabs(), inbox.post());
        app.greet();
        let first = screen(&app, 80, 24);
        assert!(first.contains("Welcome") && first.contains("Import a list"), "{first}");
        script::press(&mut app, "<enter>");
        assert!(screen(&app, 80, 24).contains("欢迎"), "{}", screen(&app, 80, 24));
        script::press(&mut app, "<enter><down><enter><ctrl-u>USD<ctrl-s>");
        let set = screen(&app, 80, 24);
        assert!(set.contains("USD") && set.contains("$"), "{set}");
        for (width, height) in (1..60).flat_map(|w| (1..20).map(move |h| (w, h))) {
            screen(&app, width, height);
        }
        script::press(&mut app, "<esc>");
        assert!(!screen(&app, 80, 24).contains("Import a list"));
    }

    #[test]
    fn it_comes_back_leads_to_an_import_and_hands_over_the_demo() {
        let desk = Desk { words: Words::new(Language::En), ..desk() };
        let inbox = Inbox::new();
        let mut app = App::new(desk, tabs(), inbox.post());
        script::press(&mut app, "gw<down><down><down><enter>");
        assert_eq!(app.take_request(), Some(Request::Copy("touchline demo".to_owned())));
        script::press(&mut app, "<up><enter>");
        assert!(screen(&app, 80, 24).contains("Which file?"));
        script::press(&mut app, "<esc>acAcme<ctrl-s>:welcome<enter>");
        let used = screen(&app, 80, 24);
        assert!(used.contains("Go on") && !used.contains("This file is new"), "{used}");
    }
}
