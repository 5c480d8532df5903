//! The workbench without its terminal: takes events, holds the layers, draws a frame.

mod draw;
mod outside;
#[cfg(test)]
mod tests;

use std::{cell::RefCell, io, ops::Range, time::Duration};

use chrono::NaiveDate;
use ratatui::{
    crossterm::event::{
        Event as TerminalEvent, KeyEvent, KeyEventKind, MouseButton, MouseEvent, MouseEventKind,
    },
    layout::{Position, Rect},
};

use crate::{
    command::{self, Command, undo::Which},
    env::ui::UiState,
    i18n::Words,
};

use super::{
    action::{Action, Context, Group},
    beside::Beside,
    cx::{Cx, Desk},
    effect::{Effect, Notice, Then, Tone},
    event::{Event, Post},
    hyperlink::Hyperlink,
    job::{JobEnd, JobEvent, Worker},
    key::Key,
    keymap::Meaning,
    reversal, text,
    view::{
        Input, Mouse, MouseKind, Placement, View, duplicates::Duplicates, form, history::History,
        import, merge, message::MessageScreen, settings::Settings, welcome::Welcome,
    },
    widget::{confirm::Confirm, help::Help, picker::Picker, status::Facts},
};

/// How long a notice stays when nothing else happens.
const NOTICE_STAYS: Duration = Duration::from_secs(5);

/// The actions that go to a tab, in the order of the tabs.
const TABS: [Action; 5] = [
    Action::TabToday,
    Action::TabCustomers,
    Action::TabFunnel,
    Action::TabPlan,
    Action::TabInsights,
];

/// The workbench.
#[derive(Debug)]
pub struct App {
    desk: Desk,
    tabs: Vec<Layer>,
    tab: usize,
    /// What lies over the tab; the last is on top.
    layers: Vec<Layer>,
    pressed: Vec<Key>,
    notice: Option<Notice>,
    facts: Facts,
    worker: Worker,
    beside: Beside,
    post: Post,
    request: Option<Request>,
    exit: Option<Exit>,
    drawn: RefCell<Drawn>,
    /// Changes when another program writes into the file.
    file_version: i64,
}

/// What the app wants of the terminal it runs in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Request {
    /// Let the user write this text in an editor and hand in [`Event::Edited`].
    Edit(String),
    /// Give the terminal back to the shell until the user returns.
    Suspend,
    /// Copy this text to the terminal's clipboard.
    Copy(String),
    /// Let the platform open this link; failures come back as [`Event::Unopened`].
    Open(String),
}

/// How the workbench ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    /// The user left.
    Quit,
    /// A signal with this number asked it to.
    Signal(i32),
}

struct Layer {
    view: Box<dyn View>,
    /// It has to read again before it is shown.
    is_stale: bool,
}

impl std::fmt::Debug for Layer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Layer({:?})", self.view.context())
    }
}

impl Exit {
    /// The exit code of the program.
    pub fn code(self) -> u8 {
        match self {
            Self::Quit => 0,
            Self::Signal(signal) => u8::try_from(128 + signal).unwrap_or(u8::MAX),
        }
    }
}

impl Layer {
    fn new(view: Box<dyn View>) -> Self {
        Self { view, is_stale: true }
    }
}

/// Where things were drawn last, for the mouse.
#[derive(Debug, Default)]
struct Drawn {
    header: Rect,
    tabs: Vec<Range<u16>>,
    top: Rect,
}

impl App {
    /// Whether a background job runs or waits.
    #[cfg(test)]
    pub fn is_at_work(&self) -> bool {
        self.worker.running().is_some()
    }

    /// A workbench with these tabs. News of its background jobs are posted; whoever drives the app
    /// hands them back to [`App::handle`].
    pub fn new(desk: Desk, tabs: Vec<Box<dyn View>>, post: Post) -> Self {
        let mut app = Self {
            file_version: desk.session.store().data_version().unwrap_or(0),
            desk,
            tabs: tabs.into_iter().map(Layer::new).collect(),
            tab: 0,
            layers: Vec::new(),
            pressed: Vec::new(),
            notice: None,
            facts: Facts::default(),
            worker: Worker::start(post.clone()),
            beside: Beside::default(),
            post,
            request: None,
            exit: None,
            drawn: RefCell::default(),
        };
        app.look_beside();
        app.freshen();
        app
    }

    /// Greets who opens a file in which nobody has entered anything yet.
    pub fn greet(&mut self) {
        self.layers.push(Layer::new(Box::new(Welcome::default())));
        self.freshen();
    }

    /// Goes on where the user left the screens.
    pub fn resume(&mut self) {
        let cx = self.desk.cx();
        let effects = self.tabs.iter_mut().map(|layer| layer.view.resume(&cx)).collect();
        let _ = self.perform(Effect::Many(effects));
    }

    /// Keeps how the user leaves the screens.
    ///
    /// # Errors
    /// Fails when the state directory cannot be written.
    pub fn remember(&mut self) -> io::Result<()> {
        let mut left = UiState::default();
        let cx = self.desk.cx();
        self.tabs.iter().for_each(|layer| layer.view.remember(&mut left, &cx));
        self.keep(|ui| left.mornings.iter().cloned().for_each(|it| ui.set_morning(it)))
    }

    /// Changes what is remembered of the screens; what another workbench wrote there stays.
    fn keep(&mut self, change: impl Fn(&mut UiState)) -> io::Result<()> {
        change(&mut self.desk.ui);
        let Some(state) = self.desk.session.env().state.clone() else { return Ok(()) };
        let mut kept = UiState::read(Some(&state));
        change(&mut kept);
        kept.write(Some(&state))
    }

    /// Tells what the bottom line says about file, member and day.
    pub fn set_facts(&mut self, facts: Facts) {
        self.facts = facts;
    }

    /// Whether the user wants the mouse.
    pub const fn takes_mouse(&self) -> bool {
        self.desk.config.mouse
    }

    /// Whether links may be told to a terminal that opens them.
    pub const fn takes_links(&self) -> bool {
        self.desk.config.links
    }

    /// The links in what was drawn last; none of what something lies over.
    pub(super) fn links(&self) -> Vec<Hyperlink> {
        self.top().map_or_else(Vec::new, View::links)
    }

    /// How the workbench ended, once it has.
    pub const fn exit(&self) -> Option<Exit> {
        self.exit
    }

    /// What has to be done with the terminal before the next event.
    pub const fn take_request(&mut self) -> Option<Request> {
        self.request.take()
    }

    /// How long to wait for the next event before handing in [`Event::Tick`]; for ever if none.
    pub fn patience(&self) -> Option<Duration> {
        self.notice_passes().then_some(NOTICE_STAYS)
    }

    fn notice_passes(&self) -> bool {
        self.notice.as_ref().is_some_and(|notice| notice.tone != Tone::Error)
    }

    /// Takes an event.
    pub fn handle(&mut self, event: Event) {
        match event {
            Event::Terminal(event) => {
                self.terminal(event);
                self.look_elsewhere();
            }
            Event::Job(event) => self.job(event),
            Event::Edited(Ok(text)) => {
                self.input(&Input::Edited(text::sanitise_lines(&text).into_owned()));
            }
            Event::Edited(Err(problem)) => {
                let values = [("reason", (&problem).into())];
                let words = self.desk.words.format("notice-editor-failed", &values);
                self.notice = Some(Notice::new(Tone::Error, words));
            }
            Event::Unopened { link, reason } => {
                let values = [("link", shown(&link).into()), ("reason", (&reason).into())];
                let words = self.desk.words.format("link-failed", &values);
                self.notice = Some(Notice::new(Tone::Error, words));
            }
            Event::Day(today) => self.new_day(today),
            Event::Changed => self.reread(),
            Event::Copies(count) => self.copies(count),
            Event::Tick if self.notice_passes() => self.notice = None,
            Event::Tick => {}
            Event::Signal(signal) => self.exit = Some(Exit::Signal(signal)),
            Event::Stop => self.request = Some(Request::Suspend),
        }
        self.look_beside();
        self.freshen();
    }

    fn terminal(&mut self, event: TerminalEvent) {
        match event {
            TerminalEvent::Key(key) if key.kind != KeyEventKind::Release => self.key(key),
            TerminalEvent::Paste(text) => {
                self.input(&Input::Paste(text::sanitise_lines(&text).into_owned()));
            }
            TerminalEvent::Mouse(mouse) => self.mouse(mouse),
            _ => {}
        }
    }

    fn key(&mut self, event: KeyEvent) {
        if self.notice.as_ref().is_some_and(|notice| notice.tone == Tone::Error) {
            self.notice = None;
        }
        let Some(view) = self.top() else { return };
        let context = view.context();
        // Within a sequence the keys belong to the keymap.
        if self.pressed.is_empty() && !self.input(&Input::Key(event)) {
            return;
        }
        self.pressed.push(Key::from_event(&event));
        match self.desk.keymap.meaning(context, &self.pressed) {
            Meaning::Pending => {}
            Meaning::Nothing => self.pressed.clear(),
            Meaning::Action(action) => {
                self.pressed.clear();
                self.act(action);
            }
        }
    }

    /// Gives what was typed to the view on top; whether it passed.
    fn input(&mut self, input: &Input) -> bool {
        let cx = self.desk.cx();
        let Some(layer) = top_mut(&mut self.layers, &mut self.tabs, self.tab) else {
            return true;
        };
        let effect = layer.view.input(input, &cx);
        let passed = effect.is_pass();
        let _ = self.perform(effect);
        passed
    }

    fn mouse(&mut self, event: MouseEvent) {
        let kind = match event.kind {
            MouseEventKind::Down(MouseButton::Left) => MouseKind::Click,
            MouseEventKind::Drag(MouseButton::Left) => MouseKind::Drag,
            MouseEventKind::Up(MouseButton::Left) => MouseKind::Release,
            MouseEventKind::ScrollUp => MouseKind::ScrollUp,
            MouseEventKind::ScrollDown => MouseKind::ScrollDown,
            _ => return,
        };
        if kind != MouseKind::Release {
            self.pressed.clear();
        }
        let mouse = Mouse { column: event.column, row: event.row, kind };
        let at = Position::new(mouse.column, mouse.row);
        let drawn = self.drawn.borrow();
        if kind == MouseKind::Click && drawn.header.contains(at) {
            let tab = drawn.tabs.iter().position(|columns| columns.contains(&mouse.column));
            drop(drawn);
            let action = tab.and_then(|tab| TABS.get(tab));
            // What lies on top may have something to lose: it is asked like for a key.
            if let (Some(action), false) = (action, self.is_any_unsaved()) {
                self.act(*action);
            }
            return;
        }
        let is_inside = drawn.top.contains(at);
        drop(drawn);
        let cx = self.desk.cx();
        if let (true, Some(layer)) =
            (is_inside, top_mut(&mut self.layers, &mut self.tabs, self.tab))
        {
            let effect = layer.view.mouse(mouse, &cx);
            let _ = self.perform(effect);
        }
    }

    fn job(&mut self, event: JobEvent) {
        let wrote = self.worker.writing().is_some();
        match self.worker.note(event) {
            None => return,
            Some(JobEnd::Finished(None)) => {}
            Some(JobEnd::Finished(notice)) => self.notice = notice,
            Some(JobEnd::Broken(problem)) => {
                let values = [("reason", (&problem).into())];
                let words = self.desk.words.format("notice-job-broken", &values);
                self.notice = Some(Notice::new(Tone::Error, words));
            }
        }
        if wrote && self.worker.writing().is_none() {
            self.file_version = self.desk.session.store().data_version().unwrap_or(0);
            self.beside.again();
            self.reread();
        } else {
            self.all_stale();
        }
    }

    fn new_day(&mut self, today: NaiveDate) {
        if self.desk.today != today {
            self.desk.today = today;
            self.reread();
        }
    }

    /// Does an action: the view on top first, then the app itself.
    fn act(&mut self, action: Action) {
        let cx = self.desk.cx();
        let Some(layer) = top_mut(&mut self.layers, &mut self.tabs, self.tab) else {
            return;
        };
        let context = layer.view.context();
        let effect = layer.view.update(action, &cx);
        let effect = if effect.is_pass() { self.own(action, context) } else { effect };
        let _ = self.perform(effect);
    }

    /// What the app itself does on an action.
    fn own(&mut self, action: Action, context: Context) -> Effect {
        let tabs = self.tabs.len().max(1);
        match action {
            Action::NextTab => Effect::Tab((self.tab + 1) % tabs),
            Action::PreviousTab => Effect::Tab((self.tab + tabs - 1) % tabs),
            Action::Palette => Effect::Open(Box::new(Picker::palette(context, &self.desk.cx()))),
            Action::Help => Effect::Open(Box::new(Help::new(context, &self.desk.cx()))),
            Action::Back | Action::Leave if !self.layers.is_empty() => {
                let asks = self.desk.config.confirm.discard;
                if asks && self.top().is_some_and(View::is_unsaved) {
                    return Confirm::ask(self.desk.words.get("ask-discard"), Effect::Close);
                }
                Effect::Close
            }
            Action::Leave | Action::Quit => self.quit(),
            Action::Suspend => {
                self.request = Some(Request::Suspend);
                Effect::None
            }
            Action::Refresh => Effect::Refresh,
            Action::Undo => Effect::Run(Command::Undo(Which::Last)),
            Action::Redo => Effect::Run(Command::Redo),
            Action::AddCustomer => form::add_customer(&self.desk.cx()),
            Action::History => Effect::Open(Box::new(History::all())),
            Action::Templates => Effect::Open(Box::new(MessageScreen::default())),
            Action::AddTemplate => form::add_template(&self.desk.cx()),
            Action::Settings => Effect::Open(Box::new(Settings::default())),
            Action::Duplicates => Effect::Open(Box::new(Duplicates::default())),
            Action::Import => import::ask(&self.desk.cx()),
            Action::Merge => merge::show(&self.desk.cx()),
            Action::Welcome => Effect::Open(Box::new(Welcome::default())),
            Action::CancelJob => {
                self.worker.cancel();
                Effect::None
            }
            _ => match TABS.iter().position(|tab| *tab == action) {
                Some(tab) => Effect::Tab(tab),
                None if matches!(action.group(), Group::Move | Group::Typing) => Effect::None,
                None => self.not_here(action),
            },
        }
    }

    fn not_here(&self, action: Action) -> Effect {
        let does = self.desk.words.get(&action.words()).into_owned();
        let words = self.desk.words.format("notice-not-here", &[("action", (&does).into())]);
        Effect::Notice(Notice::new(Tone::Info, words))
    }

    fn quit(&self) -> Effect {
        // Asked while the question is already there, leave at once.
        if self.top().is_some_and(|view| view.context() == Context::Confirm) {
            return Effect::Quit;
        }
        let unsaved = self.desk.config.confirm.discard && self.is_any_unsaved();
        let question = match (unsaved, self.worker.running()) {
            (true, _) => "ask-quit-unsaved",
            (false, Some(_)) => "ask-quit-job",
            (false, None) if self.desk.config.confirm.quit => "ask-quit",
            (false, None) => return Effect::Quit,
        };
        Confirm::ask(self.desk.words.get(question), Effect::Quit)
    }

    /// Does what a view wants; whether it worked. Of many things the first that fails is the last.
    fn perform(&mut self, effect: Effect) -> bool {
        match effect {
            Effect::None | Effect::Pass => {}
            Effect::Run(command) => return self.command(command, None),
            Effect::RunThen(command, then) => return self.command(command, Some(then)),
            Effect::Open(view) => self.layers.push(Layer::new(view)),
            Effect::Close => {
                self.layers.pop();
            }
            Effect::Tab(tab) => {
                if tab < self.tabs.len() {
                    self.tab = tab;
                    self.layers.clear();
                }
            }
            Effect::Act(action) => self.act(action),
            Effect::Start(job) => self.worker.push(job),
            Effect::Notice(notice) => self.notice = Some(notice),
            Effect::Edit(text) => self.request = Some(Request::Edit(text)),
            Effect::Copy { text, what } => {
                self.request = Some(Request::Copy(text::sanitise_lines(&text).into_owned()));
                let words = self.desk.words.format("notice-copied", &[("what", (&what).into())]);
                self.notice = Some(Notice::new(Tone::Success, words));
            }
            Effect::Link(link) => {
                let words = self.desk.words.format("link-opened", &[("link", shown(&link).into())]);
                self.notice = Some(Notice::new(Tone::Info, words));
                self.request = Some(Request::Open(link));
            }
            Effect::Refresh => self.reread(),
            Effect::Speak(language) => {
                self.desk.words = Words::new(language);
                self.all_stale();
            }
            Effect::ShowColumns(columns) => self.show_columns(columns),
            Effect::Quit => self.exit = Some(Exit::Quit),
            Effect::Many(effects) => {
                return effects.into_iter().all(|effect| self.perform(effect));
            }
        }
        true
    }

    /// Writes, says what was written, and does what follows. What was refused is told the view on
    /// top first: it may have a place to say it.
    fn command(&mut self, command: Command, then: Option<Then>) -> bool {
        if let Some(job) = self.worker.writing() {
            // It would wait for the job, and the user for it.
            let title = [("title", (&job.title).into())];
            let words = self.desk.words.format("notice-job-writes", &title);
            self.notice = Some(Notice::new(Tone::Warning, words));
            return false;
        }
        if let Some(job) = reversal::job(&command, &self.desk.cx()) {
            self.notice = None;
            self.worker.push(job);
            return true;
        }
        match command::run(&mut self.desk.session, command) {
            Ok(done) => {
                self.notice = Some(self.desk.saved(&done));
                self.all_stale();
                let cx = self.desk.cx();
                let next = then.map_or(Effect::None, |then| then(&done, &cx));
                self.perform(next)
            }
            Err(error) => {
                let cx = self.desk.cx();
                let top = top_mut(&mut self.layers, &mut self.tabs, self.tab);
                let said = top.map_or(Effect::Pass, |layer| layer.view.refused(&error, &cx));
                self.notice = said.is_pass().then(|| self.desk.refused(error));
                let _ = self.perform(said);
                false
            }
        }
    }

    /// Remembers which columns are wanted; where that fails they hold until the user leaves.
    fn show_columns(&mut self, columns: Option<Vec<String>>) {
        if let Err(error) = self.keep(|ui| ui.columns.clone_from(&columns)) {
            let reason = [("reason", error.to_string().into())];
            let words = self.desk.words.format("columns-not-kept", &reason);
            self.notice = Some(Notice::new(Tone::Warning, words));
        }
    }

    fn is_any_unsaved(&self) -> bool {
        self.layers.iter().chain(&self.tabs).any(|layer| layer.view.is_unsaved())
    }

    /// Takes in what another program wrote, or what the new day changes.
    fn reread(&mut self) {
        if let Err(error) = self.desk.session.refresh() {
            self.notice = Some(self.desk.refused(error.into()));
        }
        self.all_stale();
    }

    fn all_stale(&mut self) {
        self.layers.iter_mut().chain(&mut self.tabs).for_each(|layer| layer.is_stale = true);
    }

    /// Lets what is seen read again if it has to; what is hidden waits until it is seen.
    fn freshen(&mut self) {
        let cx = self.desk.cx();
        let page = page(&self.layers, &cx);
        let tab = self.tabs.get_mut(self.tab).filter(|_| page.is_none());
        let layers = self.layers.iter_mut().skip(page.unwrap_or(0));
        for layer in tab.into_iter().chain(layers).filter(|layer| layer.is_stale) {
            layer.view.refresh(&cx);
            layer.is_stale = false;
            layer.view.work(&cx).into_iter().for_each(|job| self.worker.push(job));
        }
    }

    fn top(&self) -> Option<&dyn View> {
        let layer = self.layers.last().or_else(|| self.tabs.get(self.tab))?;
        Some(layer.view.as_ref())
    }
}

/// A link as far as it says where it leads: a whole message behind it hides what else is said.
fn shown(link: &str) -> &str {
    link.split('?').next().unwrap_or(link)
}

/// Place of the topmost layer that covers all beneath it.
fn page(layers: &[Layer], cx: &Cx<'_>) -> Option<usize> {
    layers.iter().rposition(|layer| layer.view.placement(cx) == Placement::Page)
}

fn top_mut<'a>(
    layers: &'a mut [Layer],
    tabs: &'a mut [Layer],
    tab: usize,
) -> Option<&'a mut Layer> {
    layers.last_mut().or_else(|| tabs.get_mut(tab))
}
