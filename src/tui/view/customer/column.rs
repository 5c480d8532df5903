//! A column of the page: what is selected in it, and how far it is scrolled.

use std::cell::Cell;

use ratatui::{
    Frame,
    layout::{Position, Rect},
};

use super::{row::Lines, thing::Key};
use crate::tui::{
    cx::Cx,
    theme::{Role, Symbol},
};

/// A column. Its lines stay with the page.
#[derive(Debug, Default)]
pub struct Column {
    selected: Cell<Option<Key>>,
    top: Cell<usize>,
    area: Cell<Rect>,
}

impl Column {
    fn height(&self) -> usize {
        usize::from(self.area.get().height).max(1)
    }

    fn last(&self, lines: &Lines) -> usize {
        lines.lines.len().saturating_sub(self.height())
    }

    fn is_seen(&self, line: usize) -> bool {
        (self.top.get()..self.top.get() + self.height()).contains(&line)
    }

    /// What is selected, if it is in view: nothing is done to what nobody sees.
    pub fn selected(&self, lines: &Lines) -> Option<Key> {
        let selected = self.selected.get()?;
        let (_, place) = lines.placed.iter().find(|(key, _)| *key == selected)?;
        self.is_seen(place.start).then_some(selected)
    }

    /// Scrolls.
    pub fn scroll(&self, rows: isize, lines: &Lines) {
        let last = self.last(lines);
        self.top.set(self.top.get().min(last).saturating_add_signed(rows).min(last));
    }

    /// Begins with this line.
    pub fn begin(&self, line: usize) {
        self.top.set(line);
    }

    /// Selects what stands somewhere, and brings it into view.
    pub fn select(&self, key: Key, lines: &Lines) {
        let Some((_, place)) = lines.placed.iter().find(|(known, _)| *known == key) else { return };
        self.selected.set(Some(key));
        let (top, height) = (self.top.get(), self.height());
        let lowest = place.end.saturating_sub(height).min(place.start);
        self.top.set(top.clamp(lowest, place.start));
    }

    /// One row up or down: to the next thing if it is near, else a line further.
    pub fn step(&self, down: bool, lines: &Lines) {
        let current = self.selected(lines);
        let at = lines.placed.iter().position(|(key, _)| Some(*key) == current);
        let next = match (at, down) {
            (Some(at), true) => lines.placed.get(at + 1),
            (Some(at), false) => at.checked_sub(1).and_then(|at| lines.placed.get(at)),
            (None, true) => lines.placed.iter().find(|(_, place)| place.start >= self.top.get()),
            (None, false) => {
                let end = self.top.get() + self.height();
                lines.placed.iter().rfind(|(_, place)| place.start < end)
            }
        };
        if !next.is_some_and(|(_, place)| self.is_seen(place.start)) {
            self.scroll(if down { 1 } else { -1 }, lines);
        }
        if let Some((key, _)) = next.filter(|(_, place)| self.is_seen(place.start)) {
            self.select(*key, lines);
        }
    }

    /// A page up or down; what is first in view is selected.
    pub fn page(&self, down: bool, lines: &Lines) {
        let page = isize::try_from(self.height().saturating_sub(1).max(1)).unwrap_or(1);
        self.scroll(if down { page } else { -page }, lines);
        self.select_seen(false, lines);
    }

    /// To the first or the last line.
    pub fn end(&self, last: bool, lines: &Lines) {
        self.top.set(if last { self.last(lines) } else { 0 });
        self.select_seen(last, lines);
    }

    fn select_seen(&self, last: bool, lines: &Lines) {
        let mut seen = lines.placed.iter().filter(|(_, place)| self.is_seen(place.start));
        let found = if last { seen.next_back() } else { seen.next() };
        self.selected.set(found.map(|(key, _)| *key));
    }

    /// What is selected, or else the first thing in view.
    pub fn anchor(&self, lines: &Lines) -> Option<Key> {
        self.selected(lines).or_else(|| {
            let mut seen = lines.placed.iter().filter(|(_, place)| self.is_seen(place.start));
            seen.next().map(|(key, _)| *key)
        })
    }

    /// Selects what was clicked; whether it was selected already.
    pub fn click(&self, at: Position, lines: &Lines) -> bool {
        let area = self.area.get();
        if !area.contains(at) {
            return false;
        }
        let line = self.top.get() + usize::from(at.y - area.y);
        let Some((key, _)) = lines.placed.iter().find(|(_, place)| place.contains(&line)) else {
            return false;
        };
        self.selected.replace(Some(*key)) == Some(*key)
    }

    /// Draws it; the selection only where the keys move it.
    pub fn draw(
        &self,
        frame: &mut Frame<'_>,
        area: Rect,
        lines: &Lines,
        has_keys: bool,
        cx: &Cx<'_>,
    ) {
        self.area.set(area);
        let top = self.top.get().min(self.last(lines));
        self.top.set(top);
        for (y, line) in (area.y..area.bottom()).zip(lines.lines.iter().skip(top)) {
            frame.render_widget(line, Rect { y, height: 1, ..area });
        }
        let selected = self.selected(lines).filter(|_| has_keys);
        let place = lines.placed.iter().find(|(key, _)| Some(*key) == selected);
        if let Some((_, place)) = place {
            let rows = place.clone().filter_map(|line| line.checked_sub(top));
            for y in rows.filter_map(|row| u16::try_from(row).ok()).map(|row| area.y + row) {
                if y < area.bottom() {
                    let row = Rect { y, height: 1, ..area };
                    frame.buffer_mut().set_style(row, cx.theme.style(Role::Selected));
                }
            }
            let first = u16::try_from(place.start.saturating_sub(top)).unwrap_or(0);
            // The margin takes the mark, which is seen without colours too.
            if let (Some(x), true) = (area.x.checked_sub(1), area.y + first < area.bottom()) {
                let style = cx.theme.style(Role::Accent);
                let mark = cx.theme.symbol(Symbol::Cursor);
                frame.buffer_mut().set_stringn(x, area.y + first, mark, 1, style);
            }
        }
        self.draw_scroll(frame, area, lines.lines.len(), cx);
    }

    fn draw_scroll(&self, frame: &mut Frame<'_>, area: Rect, lines: usize, cx: &Cx<'_>) {
        let height = usize::from(area.height);
        if lines <= height || area.width <= 1 || height == 0 {
            return;
        }
        let thumb = (height * height / lines).max(1);
        let start = (self.top.get() * (height - thumb)).div_ceil((lines - height).max(1));
        let symbol = cx.theme.symbol(Symbol::Scroll);
        let style = cx.theme.style(Role::Border);
        for y in (area.y..area.bottom()).skip(start).take(thumb) {
            frame.buffer_mut().set_stringn(area.right() - 1, y, symbol, 1, style);
        }
    }
}
