//! The page of one customer: who it is, why its tier, what is next, and everything that happened.

mod act;
mod read;
mod row;
mod sections;
#[cfg(test)]
mod tests;
mod timeline;
mod voice;

use std::cell::{Cell, RefCell};

use ratatui::{Frame, layout::Rect, text::Line};

use self::{read::Known, row::Row};
use super::{Mouse, MouseKind, View};
use crate::{
    command::CommandError,
    domain::id::CustomerId,
    error::Error,
    tui::{
        action::{Action, Context},
        cx::Cx,
        effect::{Effect, Notice, Tone},
        job::Job,
        text,
        theme::{Role, Symbol},
    },
};

/// From this width on the timeline stands beside the rest.
const WIDE: u16 = 100;
/// Columns that what stands beside the timeline takes at most.
const WIDEST_SIDE: u16 = 64;
/// Rows that a turn of the wheel moves.
const WHEEL: usize = 3;

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
    timeline: Vec<Row>,
    /// Whether the keys move the timeline; where all stands in one column it begins there.
    on_timeline: bool,
    scrolls: [Scroll; 2],
    laid: RefCell<Option<Laid>>,
    split: Cell<Option<u16>>,
}

/// How far a column is scrolled, and how far it can be.
#[derive(Debug, Default)]
struct Scroll {
    top: Cell<usize>,
    lines: Cell<usize>,
    height: Cell<usize>,
}

/// The columns as lines, for a width.
struct Laid {
    widths: [usize; 2],
    columns: [Vec<Line<'static>>; 2],
}

impl Scroll {
    fn last(&self) -> usize {
        self.lines.get().saturating_sub(self.height.get())
    }

    fn by(&self, rows: isize) {
        self.top.set(self.top.get().min(self.last()).saturating_add_signed(rows).min(self.last()));
    }

    fn page(&self) -> isize {
        isize::try_from(self.height.get().saturating_sub(1).max(1)).unwrap_or(1)
    }
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
            timeline: Vec::new(),
            on_timeline: false,
            scrolls: Default::default(),
            laid: RefCell::default(),
            split: Cell::default(),
        }
    }

    fn read(&mut self, cx: &Cx<'_>) {
        let found = self.list.get(self.at).map_or(Ok(None), |id| Known::read(*id, cx));
        self.laid.replace(None);
        self.problem = match &found {
            Ok(Some(_)) => String::new(),
            Ok(None) => Error::from(CommandError::NotFound("customer")).message(cx.words),
            Err(error) => cx.words.format("page-unread", &[("reason", error.to_string().into())]),
        };
        self.known = found.ok().flatten();
        let rows = |rows: fn(&Known, &Cx<'_>) -> Vec<Row>| {
            self.known.as_ref().map(|known| rows(known, cx)).unwrap_or_default()
        };
        (self.header, self.side, self.timeline) =
            (rows(sections::header), rows(sections::rows), rows(timeline::rows));
    }

    /// Goes to another customer of the list.
    fn go(&mut self, forward: bool, cx: &Cx<'_>) -> Effect {
        let next = if forward { self.at.checked_add(1) } else { self.at.checked_sub(1) };
        match next.filter(|next| *next < self.list.len()) {
            Some(next) => {
                self.at = next;
                self.scrolls = Default::default();
                self.on_timeline = false;
                self.read(cx);
                Effect::None
            }
            None => {
                let key = if forward { "page-last" } else { "page-first" };
                Effect::Notice(Notice::new(Tone::Info, cx.words.get(key)))
            }
        }
    }

    fn scroll(&self) -> &Scroll {
        let [side, timeline] = &self.scrolls;
        if self.split.get().is_some() && self.on_timeline { timeline } else { side }
    }

    /// Gives the keys to the timeline or to the rest; in one column it goes there.
    fn turn(&mut self, to_timeline: bool, cx: &Cx<'_>) {
        self.on_timeline = to_timeline;
        if self.split.get().is_none() {
            let columns = self.laid.borrow().as_ref().map_or(0, |laid| laid.widths[0]);
            let top = if to_timeline { row::lines(&self.side, columns, cx).len() } else { 0 };
            self.scrolls[0].top.set(top);
        }
    }

    /// The lines of both columns; all in the first where the page is narrow.
    fn lay(&self, widths: [usize; 2], cx: &Cx<'_>) {
        if self.laid.borrow().as_ref().is_some_and(|laid| laid.widths == widths) {
            return;
        }
        let [left, right] = widths;
        let heading = Row::Heading(cx.words.get("customer-section-timeline").into_owned());
        let mut side = row::lines(&self.side, left, cx);
        let mut timeline = Vec::new();
        if right == 0 {
            side.push(Line::default());
            side.extend(row::lines(&[heading], left, cx));
            side.extend(row::lines(&self.timeline, left, cx));
        } else {
            timeline = row::lines(&[heading], right, cx);
            timeline.extend(row::lines(&self.timeline, right, cx));
        }
        self.laid.replace(Some(Laid { widths, columns: [side, timeline] }));
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

    fn draw_column(&self, frame: &mut Frame<'_>, area: Rect, column: usize, cx: &Cx<'_>) {
        let laid = self.laid.borrow();
        let (Some(laid), Some(scroll)) = (laid.as_ref(), self.scrolls.get(column)) else { return };
        let Some(lines) = laid.columns.get(column) else { return };
        let height = usize::from(area.height);
        scroll.lines.set(lines.len());
        scroll.height.set(height);
        let top = scroll.top.get().min(scroll.last());
        scroll.top.set(top);
        for (y, line) in (area.y..area.bottom()).zip(lines.iter().skip(top)) {
            frame.render_widget(line, Rect { y, height: 1, ..area });
        }
        if lines.len() > height && area.width > 1 && height > 0 {
            let thumb = (height * height / lines.len()).max(1);
            let start = (top * (height - thumb)).div_ceil((lines.len() - height).max(1));
            let symbol = cx.theme.symbol(Symbol::Scroll);
            let style = cx.theme.style(Role::Border);
            for y in (area.y..area.bottom()).skip(start).take(thumb) {
                frame.buffer_mut().set_stringn(area.right() - 1, y, symbol, 1, style);
            }
        }
    }
}

impl View for CustomerPage {
    fn context(&self) -> Context {
        Context::Customer
    }

    fn hints(&self) -> &[Action] {
        &[
            Action::LogCall,
            Action::PlanNext,
            Action::Edit,
            Action::Open,
            Action::AddDeal,
            Action::AddContact,
            Action::NextCustomer,
            Action::PreviousCustomer,
            Action::Help,
            Action::Back,
        ]
    }

    fn update(&mut self, action: Action, cx: &Cx<'_>) -> Effect {
        let scroll = self.scroll();
        match action {
            Action::Up => scroll.by(-1),
            Action::Down => scroll.by(1),
            Action::PageUp => scroll.by(-scroll.page()),
            Action::PageDown => scroll.by(scroll.page()),
            Action::First => scroll.top.set(0),
            Action::Last => scroll.top.set(scroll.last()),
            Action::Left => self.turn(false, cx),
            Action::Right => self.turn(true, cx),
            Action::NextCustomer => return self.go(true, cx),
            Action::PreviousCustomer => return self.go(false, cx),
            _ => {
                return match &self.known {
                    Some(known) => act::act(action, known, cx),
                    None => Effect::Pass,
                };
            }
        }
        Effect::None
    }

    fn mouse(&mut self, mouse: Mouse, cx: &Cx<'_>) -> Effect {
        let right = self.split.get().is_some_and(|split| mouse.column >= split);
        if self.split.get().is_some() {
            self.turn(right, cx);
        }
        let rows = isize::try_from(WHEEL).unwrap_or(1);
        match mouse.kind {
            MouseKind::ScrollUp => self.scroll().by(-rows),
            MouseKind::ScrollDown => self.scroll().by(rows),
            MouseKind::Click | MouseKind::Drag | MouseKind::Release => {}
        }
        Effect::None
    }

    fn draw(&self, frame: &mut Frame<'_>, area: Rect, cx: &Cx<'_>) {
        if self.known.is_none() {
            let style = cx.theme.style(Role::Muted);
            let lines = text::wrap(&text::sanitise(&self.problem), usize::from(area.width));
            for (y, line) in (area.y..area.bottom()).zip(lines) {
                frame.render_widget(Line::styled(line, style), Rect { y, height: 1, ..area });
            }
            return;
        }
        let area = margins(area);
        let used = self.draw_header(frame, area, cx);
        let gap = u16::from(area.height > used + 8);
        let top = (area.y + used + gap).min(area.bottom());
        let body = Rect { y: top, height: area.bottom() - top, ..area };
        if area.width < WIDE {
            self.split.set(None);
            // The last column shows how far down one is.
            self.lay([usize::from(body.width.saturating_sub(2)), 0], cx);
            self.draw_column(frame, body, 0, cx);
            return;
        }
        let side = (body.width * 9 / 20).min(WIDEST_SIDE);
        let left = Rect { width: side, ..body };
        let right = Rect { x: body.x + side + 3, width: body.width - side - 3, ..body };
        self.split.set(Some(right.x - 1));
        self.lay([usize::from(left.width - 2), usize::from(right.width - 2)], cx);
        self.draw_column(frame, left, 0, cx);
        self.draw_column(frame, right, 1, cx);
        let role = if self.on_timeline { Role::Accent } else { Role::Border };
        for y in body.y..body.bottom() {
            let divider = cx.theme.symbol(Symbol::Divider);
            frame.buffer_mut().set_stringn(right.x - 2, y, divider, 1, cx.theme.style(role));
        }
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
