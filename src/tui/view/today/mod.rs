//! Today: whom to contact now, and why; one key records what came of it and the next one is there.

mod row;
mod rows;
#[cfg(test)]
mod tests;

use std::{cell::Cell, collections::HashMap};

use chrono::NaiveDate;
use ratatui::{
    Frame,
    layout::Rect,
    text::{Line, Span},
};

use self::rows::{Greetings, Row, Rows, Subject};
use super::{Mouse, View, failed, message::MessageScreen, on_customer};
use crate::{
    command::CommandError,
    config::DetailPane,
    domain::{
        id::{CustomerId, Id},
        worklist::Section,
    },
    env::ui::{Morning, UiState},
    error::Error,
    store::{StoreError, read::queue::QueueRow},
    tui::{
        action::{Action, Context},
        cx::Cx,
        effect::{Effect, Notice, Tone},
        job::Job,
        text,
        theme::{Role, Symbol},
        widget::{detail::Detail, list::List},
    },
    wording,
};

/// How long a contact takes on average, for the time that is left.
const MINUTES_PER_CONTACT: usize = 3;
/// From this width on there is room for the detail pane beside the list.
const DETAIL_FROM: u16 = 104;
/// Rows that are read before the first frame says how many are seen.
const FIRST_ROWS: usize = 100;
/// People to greet that are shown at most.
const GREETINGS: usize = 50;
/// Rows kept at most; beyond, those far away are forgotten.
const MOST_ROWS: usize = 4_000;

/// The follow-up queue.
#[derive(Debug, Default)]
pub struct Today {
    rows: Rows,
    list: List,
    /// What the rows near the window say.
    known: HashMap<CustomerId, QueueRow>,
    detail: Option<Detail>,
    /// Shown or hidden by hand; else as the width and the configuration have it.
    detail_asked: Option<bool>,
    then: Then,
    /// Those put off to later today, and the day they were.
    passed: Vec<CustomerId>,
    passed_on: NaiveDate,
    done: usize,
    over: Option<usize>,
    /// What stands in place of today's rows when there are none, or when reading failed.
    message: Option<(Role, String)>,
    drawn: Cell<Rect>,
}

/// Which row is selected after the file was read again.
#[derive(Clone, Copy, Debug, Default)]
enum Then {
    /// The one that is.
    #[default]
    Stay,
    /// The one behind this, which was dealt with.
    After(Subject),
    /// The first that has come or moved: what an undo brought back.
    Moved,
}

impl Today {
    /// What the selected row is about.
    fn selected(&self) -> Option<Subject> {
        self.rows.subject(self.list.selected()?)
    }

    /// What the selected customer is called.
    fn name(&self) -> &str {
        let Some(row) = self.list.selected() else { return "" };
        if let Some(greeting) = self.rows.greeting(row) {
            return &greeting.name;
        }
        let known = self.rows.item(row).and_then(|item| self.known.get(&item.queued.id));
        known.map_or("", |row| row.short_name.as_deref().unwrap_or(&row.name))
    }

    fn shows_detail(&self, width: u16, cx: &Cx<'_>) -> bool {
        let open = self.detail_asked.unwrap_or(cx.config.detail_pane != DetailPane::Closed);
        open && width >= DETAIL_FROM
    }

    /// Puts the selected customer behind the others of its section for today, without a record.
    fn put_off(&mut self, cx: &Cx<'_>) -> Effect {
        let Some(subject) = self.selected().filter(|subject| subject.greets().is_none()) else {
            return say(Tone::Info, "today-later-none", cx);
        };
        let name = self.name().to_owned();
        self.passed.retain(|passed| *passed != subject.customer);
        self.passed.push(subject.customer);
        self.then = Then::After(subject);
        if let Err(error) = self.read(cx) {
            return failed(error, cx);
        }
        let words = cx.words.format("today-later", &[("name", name.into())]);
        Effect::Notice(Notice::new(Tone::Info, words))
    }

    /// The first row that is due and was not put off, from this one on and else from the top.
    fn open_row(&self, from: usize) -> Option<usize> {
        let is_open = |row: &usize| {
            let item = self.rows.item(*row).filter(|_| self.rows.is_due(*row));
            item.is_some_and(|item| !self.passed.contains(&item.queued.id))
        };
        (from..self.rows.len()).find(is_open).or_else(|| (0..from).find(is_open))
    }

    /// Reads the list, and selects the row that comes next.
    fn read(&mut self, cx: &Cx<'_>) -> Result<(), StoreError> {
        if self.passed_on != cx.today {
            self.passed.clear();
            self.passed_on = cx.today;
        }
        let reader = cx.reader();
        let capacity = usize::try_from(cx.config.capacity).unwrap_or(usize::MAX);
        let list = reader.worklist(capacity)?;
        let minutes = reader.promise_minutes()?.into_iter().collect();
        let (people, more) = reader.greetings(GREETINGS)?;
        let greetings = Greetings { people, more, festivals: reader.festivals()? };
        let rows = Rows::new(&list, &minutes, greetings, &self.passed);
        let next = self.next_row(&rows);
        self.rows = rows;
        self.list.set_rows(self.rows.len(), self.rows.headings());
        self.list.select(next.or_else(|| self.list.selected()).unwrap_or(0));
        self.then = Then::Stay;
        self.done = list.done_today;
        let promised = list.fitting(Section::Promised).count();
        let over = (promised + list.done_today).saturating_sub(capacity);
        self.over = Some(over).filter(|_| list.over_capacity);
        self.message = None;
        if self.rows.today() == 0 {
            self.message = Some(self.nothing_to_do(!list.due.is_empty(), cx)?);
        }
        self.known.clear();
        self.detail = None;
        self.look(cx)
    }

    /// The row to select among new rows, if the selection does not just stay at its place.
    fn next_row(&self, rows: &Rows) -> Option<usize> {
        match self.then {
            Then::Stay => {
                let row = rows.row_of(self.selected()?)?;
                // A row that somebody else dealt with is not followed out of today.
                let was_due = self.rows.is_due(self.list.selected()?);
                (!was_due || rows.is_due(row)).then_some(row)
            }
            Then::Moved => {
                rows.first_moved(&self.rows.sections()).or_else(|| rows.row_of(self.selected()?))
            }
            Then::After(done) => {
                let behind = || self.rows.subjects().skip_while(|it| *it != done).skip(1);
                let before = self.rows.subjects().rev().skip_while(|it| *it != done).skip(1);
                let places: HashMap<Subject, usize> =
                    (0..rows.len()).filter_map(|row| Some((rows.subject(row)?, row))).collect();
                let row = |it: Subject| places.get(&it).copied();
                let is_passed = |it: &Subject| self.passed.contains(&it.customer);
                let is_open =
                    |it: &Subject| !is_passed(it) && row(*it).is_some_and(|row| rows.is_due(row));
                // Those put off come when nobody else is due.
                let is_waiting =
                    |it: &Subject| is_passed(it) && row(*it).is_some_and(|row| rows.is_due(row));
                let was_due = self.rows.row_of(done).is_some_and(|row| self.rows.is_due(row));
                let open = || behind().find(is_open).or_else(|| rows.subjects().find(is_waiting));
                let next = was_due.then(open).flatten();
                next.and_then(row).or_else(|| behind().chain(before).find_map(row))
            }
        }
    }

    fn nothing_to_do(&self, waits: bool, cx: &Cx<'_>) -> Result<(Role, String), StoreError> {
        let calendar = &cx.session().rules().calendar;
        let key = if cx.reader().customer_count()? == 0 {
            (Role::Info, "customers-empty")
        } else if waits && !calendar.is_working(cx.today) {
            (Role::Info, "today-day-off")
        } else if self.done > 0 {
            (Role::Success, "today-all-done")
        } else {
            (Role::Info, "today-empty")
        };
        Ok((key.0, cx.words.get(key.1).into_owned()))
    }

    /// Reads what the rows near the selected one say, and the customer in it.
    fn look(&mut self, cx: &Cx<'_>) -> Result<(), StoreError> {
        let reader = cx.reader();
        let Some(selected) = self.list.selected() else {
            self.detail = None;
            return Ok(());
        };
        if self.known.len() > MOST_ROWS {
            self.known.clear();
        }
        // The window always holds the selected row, so it lies within its height around it.
        let height = usize::from(self.drawn.get().height).max(FIRST_ROWS);
        let near = selected.saturating_sub(height)..(selected + height).min(self.rows.len());
        for item in near.filter_map(|row| self.rows.item(row)) {
            let id = item.queued.id;
            if !self.known.contains_key(&id) {
                self.known.extend(reader.queue_row(id)?.map(|row| (id, row)));
            }
        }
        let Some(id) = self.selected().map(|it| it.customer) else { return Ok(()) };
        if self.detail.as_ref().is_none_or(|detail| detail.customer() != id) {
            self.detail = Detail::read(id, cx)?;
        }
        Ok(())
    }

    fn looked(&mut self, cx: &Cx<'_>) -> Effect {
        self.look(cx).map_or_else(|error| failed(error, cx), |()| Effect::None)
    }

    fn progress(&self, columns: usize, cx: &Cx<'_>) -> Line<'static> {
        let total = self.done + self.rows.today();
        let (done, total) = (("done", self.done.into()), ("total", total.into()));
        let minutes = u32::try_from(self.rows.today() * MINUTES_PER_CONTACT).unwrap_or(u32::MAX);
        let left = ("left", cx.words.duration(minutes).into());
        let calendar = &cx.session().rules().calendar;
        let day = format!(" {}", wording::day::heading(cx.words, calendar, cx.today, cx.today));
        let mut right = match self.rows.today() {
            0 => cx.words.format("today-progress", &[done.clone(), total.clone()]),
            _ => cx.words.format("today-progress-left", &[done.clone(), total.clone(), left]),
        };
        right.push(' ');
        let rest = columns.saturating_sub(text::width(&day));
        if text::width(&right) >= rest {
            // What is done is the first thing to know where there is no room for both.
            right = cx.words.format("today-progress", &[done, total]);
        }
        let mut line = Line::styled(day, cx.theme.style(Role::Muted));
        line.push_span(Span::styled(cx.theme.fit_right(&right, rest), cx.theme.style(Role::Info)));
        line
    }

    fn capacity_words(&self, cx: &Cx<'_>) -> String {
        match self.over {
            Some(count) => cx.words.format("today-over-capacity", &[("count", count.into())]),
            None => {
                let capacity = [("capacity", cx.config.capacity.into())];
                cx.words.format("today-capacity-line", &capacity)
            }
        }
    }

    fn draw_list(&self, frame: &mut Frame<'_>, mut area: Rect, cx: &Cx<'_>) {
        if area.height >= 8 {
            let columns = usize::from(area.width);
            frame.render_widget(self.progress(columns, cx), Rect { height: 1, ..area });
            area = Rect { y: area.y + 1, height: area.height - 1, ..area };
        }
        if let Some((role, message)) = &self.message {
            let columns = usize::from(area.width.saturating_sub(2)).max(1);
            for line in text::wrap(message, columns) {
                if area.is_empty() {
                    return;
                }
                let line = Line::styled(format!(" {line}"), cx.theme.style(*role));
                frame.render_widget(line, Rect { height: 1, ..area });
                area = Rect { y: area.y + 1, height: area.height - 1, ..area };
            }
        }
        let scrolls = self.list.len() > usize::from(area.height) && area.width > 1;
        let columns = usize::from(area.width) - usize::from(scrolls);
        self.list.draw(frame, area, cx, |place, is_selected| match self.rows.get(place) {
            Some(Row::Heading(section, count)) => row::heading(section, count, cx),
            Some(Row::Capacity) => row::capacity(&self.capacity_words(cx), columns, cx),
            Some(Row::More(section, count)) => row::more(section, count, columns, cx),
            Some(Row::Festival(place)) => {
                let festival = self.rows.festival(place);
                festival.map_or_else(Line::default, |found| row::festival(found, columns, cx))
            }
            Some(Row::Greeting(_)) => {
                let greeting = self.rows.greeting(place);
                greeting
                    .map_or_else(Line::default, |it| row::greeting(it, is_selected, columns, cx))
            }
            Some(Row::Customer(_)) | None => {
                let Some(item) = self.rows.item(place) else { return Line::default() };
                let known = self.known.get(&item.queued.id);
                let mut line = row::customer(item, known, is_selected, columns, cx);
                if self.passed.contains(&item.queued.id) {
                    let muted = cx.theme.style(Role::Muted);
                    line.spans.iter_mut().for_each(|span| span.style = muted);
                }
                line
            }
        });
    }
}

fn say(tone: Tone, key: &str, cx: &Cx<'_>) -> Effect {
    Effect::Notice(Notice::new(tone, cx.words.get(key)))
}

impl View for Today {
    fn context(&self) -> Context {
        Context::Today
    }

    fn title(&self, cx: &Cx<'_>) -> (String, String) {
        let left = i64::try_from(self.rows.today()).unwrap_or(i64::MAX);
        (cx.words.get("tab-today").into_owned(), cx.words.count(left))
    }

    fn hints(&self) -> &[Action] {
        if self.rows.is_empty() {
            return &[Action::AddCustomer, Action::Palette, Action::Help];
        }
        // Who is to be greeted is written to.
        if self.selected().is_some_and(|subject| subject.greets().is_some()) {
            return &[
                Action::Message,
                Action::LogCall,
                Action::LogMessage,
                Action::Open,
                Action::Undo,
                Action::Help,
            ];
        }
        &[
            Action::LogCall,
            Action::LogAttempt,
            Action::Snooze,
            Action::PlanNext,
            Action::LaterToday,
            Action::Open,
            Action::Undo,
            Action::LogMessage,
            Action::LogNote,
            Action::Help,
        ]
    }

    fn update(&mut self, action: Action, cx: &Cx<'_>) -> Effect {
        self.then = Then::Stay;
        if self.list.update(action) {
            return self.looked(cx);
        }
        match action {
            Action::ToggleDetail => {
                let width = self.drawn.get().width;
                if width < DETAIL_FROM {
                    return say(Tone::Info, "notice-too-narrow", cx);
                }
                self.detail_asked = Some(!self.shows_detail(width, cx));
                Effect::None
            }
            Action::LaterToday => self.put_off(cx),
            Action::Undo | Action::Redo => {
                self.then = Then::Moved;
                Effect::Pass
            }
            Action::Open => {
                let selected = self.selected();
                match self.rows.subjects().position(|it| Some(it) == selected) {
                    Some(at) => {
                        on_customer::open(self.rows.subjects().map(|it| it.customer).collect(), at)
                    }
                    None => Effect::None,
                }
            }
            action => match self.selected() {
                Some(subject) => {
                    let effect = match (action, subject.greets()) {
                        (Action::Message, Some((occasion, contact))) => {
                            let to = subject.customer;
                            let screen = MessageScreen::to(to, contact, Some(occasion));
                            Effect::Open(Box::new(screen))
                        }
                        _ => on_customer::act(action, subject.customer, self.name(), cx),
                    };
                    if !effect.is_pass() {
                        self.then = Then::After(subject);
                    }
                    effect
                }
                None => on_customer::act_on_none(action, cx),
            },
        }
    }

    fn mouse(&mut self, mouse: Mouse, cx: &Cx<'_>) -> Effect {
        self.then = Then::Stay;
        match self.list.mouse(mouse) {
            Some(hit) if hit.again => Effect::Act(Action::Open),
            _ => self.looked(cx),
        }
    }

    fn draw(&self, frame: &mut Frame<'_>, area: Rect, cx: &Cx<'_>) {
        self.drawn.set(area);
        if !self.shows_detail(area.width, cx) {
            return self.draw_list(frame, area, cx);
        }
        let pane = (area.width * 2 / 5).min(70);
        let list = Rect { width: area.width - pane - 1, ..area };
        self.draw_list(frame, list, cx);
        let divider = cx.theme.symbol(Symbol::Divider);
        for y in area.y..area.bottom() {
            let style = cx.theme.style(Role::Border);
            frame.buffer_mut().set_stringn(list.right(), y, divider, 1, style);
        }
        if let Some(detail) = &self.detail {
            let pane = Rect { x: list.right() + 2, width: pane - 1, ..area };
            detail.draw(frame, pane, cx);
        }
    }

    fn resume(&mut self, cx: &Cx<'_>) -> Effect {
        let file = match cx.session().store().file_id() {
            Ok(file) => file,
            Err(error) => return failed(error, cx),
        };
        let Some(left) = cx.ui.morning(file, cx.today) else { return Effect::None };
        self.passed = left.passed.iter().copied().map(Id::new).collect();
        self.passed_on = cx.today;
        if let Err(error) = self.read(cx) {
            return failed(error, cx);
        }
        let selected = left.selected.map(Id::new);
        let row = self.rows.subjects().find(|it| Some(it.customer) == selected);
        let row = row.and_then(|subject| self.rows.row_of(subject)).unwrap_or(0);
        if let Some(row) = self.open_row(row) {
            self.list.select(row);
        }
        if let Err(error) = self.look(cx) {
            return failed(error, cx);
        }
        if self.done == 0 && self.passed.is_empty() {
            return Effect::None;
        }
        let total = self.done + self.rows.today();
        let pair = [("done", self.done.into()), ("total", total.into())];
        Effect::Notice(Notice::new(Tone::Info, cx.words.format("today-resumed", &pair)))
    }

    fn remember(&self, ui: &mut UiState, cx: &Cx<'_>) {
        let Ok(file) = cx.session().store().file_id() else { return };
        let selected = self.selected().map(|subject| subject.customer.uuid());
        let passed = self.passed.iter().map(|id| id.uuid()).collect();
        ui.set_morning(Morning { file, day: self.passed_on, selected, passed });
    }

    /// What the detail pane measures purchases by.
    fn work(&mut self, cx: &Cx<'_>) -> Option<Job> {
        cx.everybody.work(cx, false)
    }

    fn refresh(&mut self, cx: &Cx<'_>) {
        if let Err(error) = self.read(cx) {
            let problem = Error::from(CommandError::from(error));
            self.message = Some((Role::Error, problem.message(cx.words)));
        }
    }
}
