//! The app driven by keys, without a terminal.

use std::{cell::RefCell, rc::Rc};

use ratatui::{
    Frame, Terminal,
    backend::TestBackend,
    crossterm::event::{KeyModifiers, MouseEvent},
    text::Line,
};

use super::*;
use crate::tui::{
    cx::tests::desk,
    event::{Arrival, Inbox},
    job::Job,
    widget::{
        form::{Field, Form},
        line_input::LineInput,
        list::List,
        panel::tests::rows,
    },
};

type Seen = Rc<RefCell<Vec<String>>>;

/// A tab with a list, that tells what it is asked.
struct Rows {
    name: &'static str,
    context: Context,
    list: List,
    seen: Seen,
}

impl View for Rows {
    fn context(&self) -> Context {
        self.context
    }

    fn title(&self, _cx: &Cx<'_>) -> (String, String) {
        (self.name.to_owned(), self.list.len().to_string())
    }

    fn hints(&self) -> &[Action] {
        &[Action::LogCall, Action::Search, Action::Help]
    }

    fn update(&mut self, action: Action, _cx: &Cx<'_>) -> Effect {
        if self.list.update(action) {
            return Effect::None;
        }
        match action {
            Action::LogCall => Effect::Open(Box::new(Entry(LineInput::default()))),
            Action::Open => Effect::Open(Box::new(Page(Rc::clone(&self.seen)))),
            Action::Redo => Effect::Start(Job::new("long work", |progress| {
                progress.report(1, 4);
                while !progress.is_cancelled() {
                    std::thread::yield_now();
                }
                Some(Notice::new(Tone::Warning, "stopped"))
            })),
            Action::AddCustomer => Effect::Open(Box::new(Form::new(
                "new customer",
                vec![Field::text("name", "name", ""), Field::long("note", "note", "")],
                Box::new(|values, _| {
                    let text = format!("added {}", values.get("name"));
                    let notice = Effect::Notice(Notice::new(Tone::Success, text));
                    Ok(Effect::Many(vec![Effect::Close, notice, Effect::Refresh]))
                }),
            ))),
            _ => Effect::Pass,
        }
    }

    fn mouse(&mut self, mouse: Mouse, cx: &Cx<'_>) -> Effect {
        match self.list.mouse(mouse) {
            Some(hit) if hit.again => self.update(Action::Open, cx),
            _ => Effect::None,
        }
    }

    fn draw(&self, frame: &mut Frame<'_>, area: Rect, cx: &Cx<'_>) {
        self.list.draw(frame, area, cx, |row, _| Line::from(format!("明月 {row}\u{202e}")));
    }

    fn refresh(&mut self, cx: &Cx<'_>) {
        self.list.set_rows(100, vec![0]);
        self.seen.borrow_mut().push(format!("{} read on {}", self.name, cx.today));
    }
}

/// A page over the tabs.
struct Page(Seen);

impl View for Page {
    fn context(&self) -> Context {
        Context::Customer
    }

    fn update(&mut self, action: Action, _cx: &Cx<'_>) -> Effect {
        match action {
            Action::NextCustomer => Effect::Notice(Notice::new(Tone::Info, "next")),
            _ => Effect::Pass,
        }
    }

    fn draw(&self, frame: &mut Frame<'_>, area: Rect, _cx: &Cx<'_>) {
        frame.render_widget(Line::from("customer page"), area);
    }

    fn refresh(&mut self, _cx: &Cx<'_>) {
        self.0.borrow_mut().push("page read".to_owned());
    }
}

/// An entry line below a page.
struct Entry(LineInput);

impl View for Entry {
    fn context(&self) -> Context {
        Context::Entry
    }

    fn placement(&self, _cx: &Cx<'_>) -> Placement {
        Placement::Bottom(2)
    }

    fn update(&mut self, action: Action, _cx: &Cx<'_>) -> Effect {
        match action {
            Action::Submit => {
                let notice = Notice::new(Tone::Success, format!("logged {}", self.0.value()));
                Effect::Many(vec![Effect::Close, Effect::Notice(notice), Effect::Refresh])
            }
            Action::Editor => Effect::Edit(self.0.value().to_owned()),
            _ => Effect::Pass,
        }
    }

    fn input(&mut self, input: &Input, _cx: &Cx<'_>) -> Effect {
        if self.0.input(input) { Effect::None } else { Effect::Pass }
    }

    fn draw(&self, frame: &mut Frame<'_>, area: Rect, cx: &Cx<'_>) {
        self.0.draw(frame, area, cx, &[], true);
    }

    fn is_unsaved(&self) -> bool {
        !self.0.value().is_empty()
    }
}

struct World {
    app: App,
    inbox: Inbox,
    seen: Seen,
}

impl World {
    fn new() -> Self {
        let inbox = Inbox::new();
        let seen = Seen::default();
        let tab = |name, context| -> Box<dyn View> {
            Box::new(Rows { name, context, list: List::default(), seen: Rc::clone(&seen) })
        };
        let tabs = vec![tab("today", Context::Today), tab("客户", Context::Customers)];
        Self { app: App::new(desk(), tabs, inbox.post()), inbox, seen }
    }

    fn press(&mut self, names: &str) -> &mut Self {
        for name in names.split(' ') {
            let event = Key::from_name(name).unwrap().event();
            self.app.handle(Event::Terminal(TerminalEvent::Key(event)));
        }
        self
    }

    fn mouse(&mut self, kind: MouseEventKind, column: u16, row: u16) -> &mut Self {
        let event = MouseEvent { kind, column, row, modifiers: KeyModifiers::NONE };
        self.app.handle(Event::Terminal(TerminalEvent::Mouse(event)));
        self
    }

    fn screen(&self, width: u16, height: u16) -> Vec<String> {
        let mut terminal = Terminal::new(TestBackend::new(width, height)).unwrap();
        terminal.draw(|frame| self.app.draw(frame)).unwrap();
        rows(terminal.backend().buffer())
    }

    fn status(&self) -> String {
        self.screen(120, 10).pop().unwrap()
    }
}

/// Worlds with every kind of layer on top.
fn worlds() -> Vec<World> {
    ["j", "c 谈 了", "enter", "enter c a", "?", ":", "a c n a m e", "a c x esc", "g", "enter ?"]
        .iter()
        .map(|keys| {
            let mut world = World::new();
            world.press(keys);
            world
        })
        .collect()
}

#[test]
fn any_size_draws() {
    for world in worlds() {
        for width in 1..=40 {
            for height in 1..=12 {
                assert_eq!(world.screen(width, height).len(), usize::from(height));
            }
        }
        for (width, height) in [(80, 24), (120, 40), (200, 60)] {
            let screen = world.screen(width, height);
            assert!(screen[0].contains("app-name"), "{screen:?}");
            assert!(!screen.concat().contains('\u{202e}'));
        }
    }
}

#[test]
fn the_screen_has_tabs_rows_and_keys() {
    let mut world = World::new();
    world.app.set_facts(Facts { file: "sales.db".to_owned(), ..Facts::default() });
    let screen = world.screen(60, 5);
    assert_eq!(screen[0], " app-name   1 today 100  2 客户 0");
    assert_eq!(screen[1].trim_end_matches(['┃', ' ']), "明月 0");
    assert_eq!(screen[4], " c short-log_call  / short-search  ? short-help    sales.db");
    // A line below takes its rows from the page.
    world.press("c");
    world.press("o");
    let screen = world.screen(40, 8);
    assert!(screen[4].starts_with("明月 3") && screen[5].starts_with('o'), "{screen:?}");
}

#[test]
fn typed_text_goes_to_the_focused_input_before_the_keymap() {
    let mut world = World::new();
    world.press("c q u 1");
    assert!(world.screen(40, 8)[5].starts_with("qu1"));
    world.app.handle(Event::Terminal(TerminalEvent::Paste(" two\u{1b}".to_owned())));
    world.press("enter");
    assert!(world.status().ends_with("logged qu1 two"), "{}", world.status());
    assert_eq!(world.app.exit(), None);
}

#[test]
fn sequences_wait_for_their_second_key() {
    let mut world = World::new();
    world.press("G g");
    assert!(world.status().contains("gg short-first"), "{}", world.status());
    world.press("g");
    assert!(world.screen(40, 6)[1].starts_with("明月 0"));
    // A wrong second key takes the first one back and means nothing itself.
    world.press("g q");
    assert_eq!(world.app.exit(), None);
    assert!(world.status().contains("c short-log_call"));
}

#[test]
fn layers_open_and_close_and_q_leaves_at_last() {
    let mut world = World::new();
    world.press("enter n");
    assert!(world.status().ends_with("next"));
    assert_eq!(world.screen(30, 6)[1], "customer page");
    world.press("?");
    assert!(world.screen(60, 12).concat().contains("context-customer"));
    world.press("q q");
    assert!(world.screen(30, 6)[1].starts_with("明月"));
    world.press("esc");
    assert_eq!(world.app.exit(), None, "Esc never leaves");
    world.press("q");
    assert_eq!(world.app.exit().map(Exit::code), Some(0));
}

#[test]
fn tabs_are_reached_by_number_tab_palette_and_click() {
    let mut world = World::new();
    let at = |world: &World| world.app.tab;
    world.press("2");
    assert_eq!(at(&world), 1);
    world.press("tab");
    assert_eq!(at(&world), 0);
    world.press("ctrl-p t a b space c u s t o m e r s enter");
    assert_eq!(at(&world), 1);
    world.screen(60, 6);
    world.mouse(MouseEventKind::Down(MouseButton::Left), 14, 0);
    assert_eq!(at(&world), 0);
    world.press("5");
    assert_eq!(at(&world), 0, "there is no fifth tab in this world");
}

#[test]
fn clicks_and_the_wheel_reach_the_list() {
    let mut world = World::new();
    world.screen(60, 8);
    let click = MouseEventKind::Down(MouseButton::Left);
    world.mouse(click, 3, 3).mouse(click, 3, 3);
    assert_eq!(world.screen(60, 8)[1], "customer page");
    world.press("q").mouse(MouseEventKind::ScrollDown, 3, 3).mouse(MouseEventKind::Moved, 3, 3);
    world.press("enter");
    assert_eq!(world.screen(60, 8)[1], "customer page");
}

#[test]
fn only_what_is_seen_is_read_and_a_new_day_reads_again() {
    let mut world = World::new();
    assert_eq!(world.seen.take(), ["today read on 2026-11-23"]);
    world.press("2");
    assert_eq!(world.seen.take(), ["客户 read on 2026-11-23"]);
    world.press("1 j k 2");
    assert!(world.seen.take().is_empty(), "nothing has changed");
    world.press("enter");
    world.app.handle(Event::Changed);
    assert_eq!(world.seen.take(), ["page read", "page read"]);
    let tomorrow = world.app.desk.today.succ_opt().unwrap();
    world.app.handle(Event::Day(tomorrow));
    world.app.handle(Event::Day(tomorrow));
    world.press("q");
    assert_eq!(world.seen.take(), ["page read", "客户 read on 2026-11-24"]);
}

#[test]
fn what_was_typed_is_not_lost_without_a_question() {
    let mut world = World::new();
    world.press("a c x esc");
    assert!(world.screen(80, 12).concat().contains("ask-discard"));
    world.press("n");
    assert!(world.screen(80, 12).concat().contains("new customer"));
    world.press("esc y");
    assert!(!world.screen(80, 12).concat().contains("new customer"));
    world.press("c x ctrl-c");
    assert!(world.screen(80, 12).concat().contains("ask-quit-unsaved"));
    world.press("y");
    assert_eq!(world.app.exit(), Some(Exit::Quit));
}

#[test]
fn a_form_saves_closes_and_says_so() {
    let mut world = World::new();
    world.press("a c 月 enter b ctrl-s");
    assert!(world.status().ends_with("added 月"), "{}", world.status());
    assert!(world.app.layers.is_empty());
}

#[test]
fn the_editor_gets_the_text_and_gives_one_back() {
    let mut world = World::new();
    world.press("c o ctrl-e");
    assert_eq!(world.app.take_request(), Some(Request::Edit("o".to_owned())));
    world.app.handle(Event::Edited(Ok("long\ntext\n".to_owned())));
    world.press("enter");
    assert!(world.status().ends_with("logged long text"));
    world.app.handle(Event::Edited(Err("no vi".to_owned())));
    assert!(world.status().ends_with("notice-editor-failed(reason=no vi)"));
    assert_eq!(world.app.patience(), None, "an error stays until a key");
    world.press("j");
    assert!(!world.status().contains("notice"));
}

#[test]
fn jobs_show_progress_stop_and_their_end_is_told() {
    let mut world = World::new();
    world.press("ctrl-r");
    let next = |world: &mut World| match world.inbox.next(None) {
        Some(Arrival::Event(event)) => world.app.handle(event),
        other => panic!("{other:?}"),
    };
    next(&mut world);
    assert!(world.status().ends_with("status-job(title=long work,percent=25)"));
    world.press("Q");
    assert!(world.screen(80, 12).concat().contains("ask-quit-job"));
    world.press("n g x");
    next(&mut world);
    assert!(world.status().ends_with("stopped"));
    assert!(world.app.patience().is_some());
    world.app.handle(Event::Tick);
    assert!(!world.status().contains("stopped"));
    assert_eq!(world.app.patience(), None, "idle costs nothing");
}

#[test]
fn signals_and_ctrl_z_end_and_stop() {
    let mut world = World::new();
    world.press("c ctrl-z");
    assert_eq!(world.app.take_request(), Some(Request::Suspend));
    world.app.handle(Event::Stop);
    assert_eq!(world.app.take_request(), Some(Request::Suspend));
    world.app.handle(Event::Signal(15));
    assert_eq!(world.app.exit().map(Exit::code), Some(143));
}

#[test]
fn an_action_that_means_nothing_here_says_so() {
    let mut world = World::new();
    world.press("+");
    assert!(world.status().ends_with("notice-not-here(action=action-deal_win)"));
}
