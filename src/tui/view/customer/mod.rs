//! The page of one customer: who it is, why its tier, what is next, and everything that happened.

mod act;
mod column;
mod copy;
mod kind;
mod line;
mod read;
mod row;
mod sections;
#[cfg(test)]
mod tests;
mod thing;
mod timeline;
mod voice;

use std::cell::{Cell, RefCell};

use ratatui::{
    Frame,
    layout::{Position, Rect},
    text::Line,
};

use self::{
    column::Column,
    kind::Kind,
    line::Note,
    read::Known,
    row::{Lines, Row},
    thing::Key,
    timeline::Timeline,
};
use super::{Input, Mouse, MouseKind, View};
use crate::{
    command::CommandError,
    domain::id::CustomerId,
    error::Error,
    tui::{
        action::{Action, Context},
        cx::Cx,
        effect::{Effect, Notice, Tone},
        hyperlink::Hyperlink,
        job::Job,
        text,
        theme::{Role, Symbol},
        widget::{
            line_input::LineInput,
            picker::{Choice, Picker},
        },
    },
};

/// From this width on the timeline stands beside the rest.
const WIDE: u16 = 100;
/// Columns that what stands beside the timeline takes at most.
const WIDEST_SIDE: u16 = 64;
/// Rows that a turn of the wheel moves.
const WHEEL: isize = 3;
/// Columns taken for granted before the first frame.
const FIRST_WIDTH: usize = 76;

/// The page of a customer, one of a list.
pub struct CustomerPage {
    list: Vec<CustomerId>,
    at: usize,
    known: Option<Known>,
    /// Why there is nothing to show.
    problem: String,
    header: Vec<Row>,
    /// What stands beside the timeline.
    side: Vec<Row>,
    timeline: Timeline,
    /// Whether the keys move the timeline; where all stands in one column it begins there.
    on_timeline: bool,
    columns: [Column; 2],
    laid: RefCell<Option<Laid>>,
    /// The columns of text that both had last.
    widths: Cell<[usize; 2]>,
    split: Cell<Option<u16>>,
    /// What the timeline is searched for, while it is typed.
    typed: Option<LineInput>,
    /// The text that is in the editor.
    edited: Option<Note>,
    links: RefCell<Vec<Hyperlink>>,
}

/// The columns as lines, for a width.
struct Laid {
    widths: [usize; 2],
    columns: [Lines; 2],
    /// What stands above the timeline beside the rest.
    head: Vec<Line<'static>>,
}

impl CustomerPage {
    /// The page of the customer at a place of the list one comes from.
    pub fn new(list: Vec<CustomerId>, at: usize) -> Self {
        Self {
            list,
            at,
            known: None,
            problem: String::new(),
            header: Vec::new(),
            side: Vec::new(),
            timeline: Timeline::default(),
            on_timeline: false,
            columns: Default::default(),
            laid: RefCell::default(),
            widths: Cell::new([FIRST_WIDTH, 0]),
            split: Cell::default(),
            typed: None,
            edited: None,
            links: RefCell::default(),
        }
    }

    fn read(&mut self, cx: &Cx<'_>) {
        let found = self.list.get(self.at).map_or(Ok(None), |id| Known::read(*id, cx));
        self.problem = match &found {
            Ok(Some(_)) => String::new(),
            Ok(None) => Error::from(CommandError::NotFound("customer")).message(cx.words),
            Err(error) => cx.words.format("page-unread", &[("reason", error.to_string().into())]),
        };
        let selected = self.selected(cx);
        self.known = found.ok().flatten();
        let rows = |rows: fn(&Known, &Cx<'_>) -> Vec<Row>| {
            self.known.as_ref().map(|known| rows(known, cx)).unwrap_or_default()
        };
        (self.header, self.side) = (rows(sections::header), rows(sections::rows));
        let moved = self.timeline.read(self.known.as_ref(), cx);
        self.laid.replace(None);
        if let Some(Key::Event(at, _)) = selected {
            self.select_event(moved(at), cx);
        }
    }

    /// Goes to another customer of the list.
    fn go(&mut self, forward: bool, cx: &Cx<'_>) -> Effect {
        let next = if forward { self.at.checked_add(1) } else { self.at.checked_sub(1) };
        match next.filter(|next| *next < self.list.len()) {
            Some(next) => {
                self.at = next;
                self.columns = Default::default();
                self.on_timeline = false;
                self.timeline = Timeline::default();
                self.laid.replace(None);
                self.read(cx);
                Effect::None
            }
            None => {
                let key = if forward { "page-last" } else { "page-first" };
                Effect::Notice(Notice::new(Tone::Info, cx.words.get(key)))
            }
        }
    }

    /// The place of the column that the keys move.
    fn active(&self) -> usize {
        usize::from(self.split.get().is_some() && self.on_timeline)
    }

    /// Does something with the column that the keys move, and its lines.
    fn with<T: Default>(&self, cx: &Cx<'_>, act: impl FnOnce(&Column, &Lines) -> T) -> T {
        self.lay(self.widths.get(), cx);
        let laid = self.laid.borrow();
        let Some(laid) = laid.as_ref() else { return T::default() };
        let [first, second] = &laid.columns;
        let [side, timeline] = &self.columns;
        if self.active() == 1 { act(timeline, second) } else { act(side, first) }
    }

    fn selected(&self, cx: &Cx<'_>) -> Option<Key> {
        self.with(cx, Column::selected)
    }

    /// Selects an event of the timeline, or the nearest one that is shown.
    fn select_event(&self, at: usize, cx: &Cx<'_>) {
        if let Some(key) = self.timeline.nearest(at) {
            self.with(cx, |column, lines| column.select(key, lines));
        }
    }

    /// Gives the keys to the timeline or to the rest; in one column it goes there.
    fn turn(&mut self, to_timeline: bool, cx: &Cx<'_>) {
        self.on_timeline = to_timeline;
        if self.split.get().is_none() {
            let columns = self.widths.get()[0];
            let mut side = Lines::default();
            side.push(&self.side, columns, cx);
            let top = if to_timeline { side.lines.len() } else { 0 };
            self.columns[0].begin(top);
        }
    }

    /// Shows something else of the timeline; what was selected stays, or the nearest to it.
    fn show(&mut self, change: impl FnOnce(&mut Timeline), cx: &Cx<'_>) {
        if !self.on_timeline {
            self.turn(true, cx);
        }
        let anchor = self.with(cx, Column::anchor);
        change(&mut self.timeline);
        self.laid.replace(None);
        if let Some(Key::Event(at, _)) = anchor {
            self.select_event(at, cx);
        }
    }

    fn pick_kind(&self, cx: &Cx<'_>) -> Effect {
        let kinds = self.timeline.kinds();
        let choices = kinds
            .iter()
            .map(|(kind, count)| Choice {
                label: cx.words.get(kind.words()).into_owned(),
                detail: cx.words.count(i64::try_from(*count).unwrap_or(i64::MAX)),
                also: String::new(),
            })
            .collect();
        // The page turns to the kind when it has the keys again.
        let at = kinds.iter().position(|(kind, _)| *kind == self.timeline.kind).unwrap_or(0);
        let many = kinds.len().max(1);
        let pick = move |place: usize, _: &Cx<'_>| {
            let steps = (place + many - at) % many;
            Effect::Many((0..steps).map(|_| Effect::Act(Action::NextKind)).collect())
        };
        Effect::Open(Box::new(Picker::new(cx.words.get("timeline-pick"), choices, Box::new(pick))))
    }

    /// The lines of both columns; all in the first where the page is narrow.
    fn lay(&self, widths: [usize; 2], cx: &Cx<'_>) {
        self.widths.set(widths);
        if self.laid.borrow().as_ref().is_some_and(|laid| laid.widths == widths) {
            return;
        }
        let [left, right] = widths;
        let heading = Row::Heading(cx.words.get("customer-section-timeline").into_owned());
        let above = [heading, self.timeline.strip(cx)];
        let (mut side, mut timeline) = (Lines::default(), Lines::default());
        let mut head = Vec::new();
        side.push(&self.side, left, cx);
        if right == 0 {
            side.push(&[Row::Blank], left, cx);
            side.push(&above, left, cx);
            side.push(&self.timeline.rows(cx), left, cx);
        } else {
            head = row::lines(&above, right, cx);
            timeline.push(&self.timeline.rows(cx), right, cx);
        }
        self.laid.replace(Some(Laid { widths, columns: [side, timeline], head }));
    }

    fn draw_header(&self, frame: &mut Frame<'_>, area: Rect, cx: &Cx<'_>) -> u16 {
        let position = if self.list.len() > 1 {
            let args = [("place", (self.at + 1).into()), ("total", self.list.len().into())];
            cx.words.format("customer-position", &args)
        } else {
            String::new()
        };
        let position = cx.theme.cut(&position, usize::from(area.width / 3));
        let taken = u16::try_from(text::width(&position)).unwrap_or(0);
        let room = usize::from(area.width.saturating_sub(taken + u16::from(taken > 0)));
        let lines = row::lines(&self.header, room, cx);
        // On a low screen the first lines are enough.
        let most = match area.height {
            0..8 => 1,
            8..14 => 2,
            _ => 3,
        };
        let mut y = area.y;
        for line in lines.into_iter().take(most).take(usize::from(area.height)) {
            frame.render_widget(line, Rect { y, height: 1, ..area });
            y += 1;
        }
        if area.height > 0 {
            let place = Rect { x: area.right() - taken, width: taken, height: 1, ..area };
            frame.render_widget(Line::styled(position, cx.theme.style(Role::Muted)), place);
        }
        y - area.y
    }

    fn draw_columns(&self, frame: &mut Frame<'_>, body: Rect, cx: &Cx<'_>) {
        let [side, timeline] = &self.columns;
        if body.width + 2 < WIDE {
            self.split.set(None);
            // The last column shows how far down one is.
            self.lay([usize::from(body.width.saturating_sub(2)), 0], cx);
            if let Some(laid) = self.laid.borrow().as_ref() {
                side.draw(frame, body, &laid.columns[0], true, cx);
            }
            return;
        }
        let width = (body.width * 9 / 20).min(WIDEST_SIDE);
        let left = Rect { width, ..body };
        let right = Rect { x: body.x + width + 3, width: body.width - width - 3, ..body };
        self.split.set(Some(right.x - 1));
        self.lay([usize::from(left.width - 2), usize::from(right.width - 2)], cx);
        let laid = self.laid.borrow();
        let Some(laid) = laid.as_ref() else { return };
        let [first, second] = &laid.columns;
        side.draw(frame, left, first, !self.on_timeline, cx);
        let mut rest = right;
        for line in laid.head.iter().take(usize::from(right.height.saturating_sub(1))) {
            frame.render_widget(line, Rect { height: 1, ..rest });
            rest = Rect { y: rest.y + 1, height: rest.height - 1, ..rest };
        }
        timeline.draw(frame, rest, second, self.on_timeline, cx);
        let role = if self.on_timeline { Role::Accent } else { Role::Border };
        for y in body.y..body.bottom() {
            let divider = cx.theme.symbol(Symbol::Divider);
            frame.buffer_mut().set_stringn(right.x - 2, y, divider, 1, cx.theme.style(role));
        }
    }

    /// The line in which the search is typed; gives back what is left above it.
    fn draw_search(&self, frame: &mut Frame<'_>, area: Rect, cx: &Cx<'_>) -> Rect {
        let Some(typed) = self.typed.as_ref().filter(|_| area.height > 1) else { return area };
        let row = Rect { y: area.bottom() - 1, height: 1, ..area };
        let style = cx.theme.style(Role::Key);
        let prompt = format!("/ {} ", cx.theme.symbol(Symbol::Prompt));
        let columns = usize::from(row.width);
        let (x, _) = frame.buffer_mut().set_stringn(row.x, row.y, &prompt, columns, style);
        let input = Rect { x, width: row.right().saturating_sub(x), ..row };
        typed.draw(frame, input, cx, &[], true);
        Rect { height: area.height - 1, ..area }
    }

    fn search(&mut self, action: Action, cx: &Cx<'_>) -> Effect {
        match action {
            Action::Submit => {
                self.typed = None;
                // What was found has the keys now.
                if !matches!(self.selected(cx), Some(Key::Event(..))) {
                    self.select_event(0, cx);
                }
            }
            Action::Back => {
                self.typed = None;
                self.show(|timeline| timeline.sought.clear(), cx);
            }
            Action::Up | Action::Down => {
                self.with(cx, |column, lines| column.step(action == Action::Down, lines));
            }
            _ => return Effect::Pass,
        }
        Effect::None
    }
}

impl View for CustomerPage {
    fn context(&self) -> Context {
        if self.typed.is_some() { Context::Search } else { Context::Customer }
    }

    fn hints(&self) -> &[Action] {
        if self.typed.is_some() {
            return &[Action::Submit, Action::Back];
        }
        &[
            Action::LogCall,
            Action::PlanNext,
            Action::Open,
            Action::Message,
            Action::NextKind,
            Action::Edit,
            Action::Copy,
            Action::NextCustomer,
            Action::Help,
            Action::Back,
        ]
    }

    fn update(&mut self, action: Action, cx: &Cx<'_>) -> Effect {
        if self.typed.is_some() {
            return self.search(action, cx);
        }
        match action {
            Action::Up | Action::Down => {
                self.with(cx, |column, lines| column.step(action == Action::Down, lines));
            }
            Action::PageUp | Action::PageDown => {
                self.with(cx, |column, lines| column.page(action == Action::PageDown, lines));
            }
            Action::First | Action::Last => {
                self.with(cx, |column, lines| column.end(action == Action::Last, lines));
            }
            Action::Left => self.turn(false, cx),
            Action::Right => self.turn(true, cx),
            Action::NextCustomer => return self.go(true, cx),
            Action::PreviousCustomer => return self.go(false, cx),
            Action::NextKind => self.show(|timeline| timeline.turn(true), cx),
            Action::PreviousKind => self.show(|timeline| timeline.turn(false), cx),
            Action::Filter if self.known.is_some() => return self.pick_kind(cx),
            Action::Search if self.known.is_some() => {
                self.typed = Some(LineInput::new(&self.timeline.sought));
                self.show(|_| {}, cx);
            }
            Action::ClearFilter => self.show(
                |timeline| {
                    timeline.kind = Kind::All;
                    timeline.sought.clear();
                },
                cx,
            ),
            _ => {
                let Some(known) = &self.known else { return Effect::Pass };
                let selected = self.selected(cx);
                if action == Action::EditNote {
                    let note = match selected {
                        Some(key) => line::note(key, known),
                        None => Some(line::note_of(known)),
                    };
                    let Some((note, text)) = note else { return act::said("page-no-note", cx) };
                    self.edited = Some(note);
                    return Effect::Edit(text);
                }
                return act::act(action, selected, known, cx);
            }
        }
        Effect::None
    }

    fn input(&mut self, input: &Input, cx: &Cx<'_>) -> Effect {
        if let (Input::Edited(text), Some(note)) = (input, self.edited.take()) {
            return Effect::Run(note.command(text.trim_end().to_owned()));
        }
        let Some(typed) = &mut self.typed else { return Effect::Pass };
        if !typed.input(input) {
            return Effect::Pass;
        }
        let sought = typed.value().to_owned();
        self.show(|timeline| timeline.sought = sought, cx);
        Effect::None
    }

    fn mouse(&mut self, mouse: Mouse, cx: &Cx<'_>) -> Effect {
        let right = self.split.get().is_some_and(|split| mouse.column >= split);
        if self.split.get().is_some() {
            self.turn(right, cx);
        }
        match mouse.kind {
            MouseKind::ScrollUp => self.with(cx, |column, lines| column.scroll(-WHEEL, lines)),
            MouseKind::ScrollDown => self.with(cx, |column, lines| column.scroll(WHEEL, lines)),
            MouseKind::Click => {
                let at = Position::new(mouse.column, mouse.row);
                if self.with(cx, |column, lines| column.click(at, lines)) {
                    return Effect::Act(Action::Open);
                }
            }
            MouseKind::Drag | MouseKind::Release => {}
        }
        Effect::None
    }

    fn draw(&self, frame: &mut Frame<'_>, area: Rect, cx: &Cx<'_>) {
        self.links.borrow_mut().clear();
        let Some(known) = &self.known else {
            let style = cx.theme.style(Role::Muted);
            let lines = text::wrap(&text::sanitise(&self.problem), usize::from(area.width));
            for (y, line) in (area.y..area.bottom()).zip(lines) {
                frame.render_widget(Line::styled(line, style), Rect { y, height: 1, ..area });
            }
            return;
        };
        let area = self.draw_search(frame, margins(area), cx);
        let used = self.draw_header(frame, area, cx);
        let gap = u16::from(area.height > used + 8);
        let top = (area.y + used + gap).min(area.bottom());
        self.draw_columns(frame, Rect { y: top, height: area.bottom() - top, ..area }, cx);
        self.links.replace(copy::found(known, frame.buffer_mut(), area));
    }

    fn links(&self) -> Vec<Hyperlink> {
        self.links.borrow().clone()
    }

    fn refresh(&mut self, cx: &Cx<'_>) {
        cx.everybody.look(cx);
        self.read(cx);
    }

    fn work(&mut self, cx: &Cx<'_>) -> Option<Job> {
        cx.everybody.work(cx, true)
    }
}

/// The area with a free column on both sides, where there is room.
fn margins(area: Rect) -> Rect {
    if area.width < 20 {
        return area;
    }
    Rect { x: area.x + 1, width: area.width - 2, ..area }
}
