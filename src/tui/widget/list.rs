//! A list of any length: only the visible rows are built, the selected one stays in view.

use std::cell::Cell;

use ratatui::{
    Frame,
    layout::{Position, Rect},
    text::Line,
};

use crate::tui::{
    action::Action,
    cx::Cx,
    theme::{Role, Symbol},
    view::{Mouse, MouseKind},
};

/// Which rows are shown and which one is selected. The rows themselves stay with the view.
#[derive(Debug, Default)]
pub struct List {
    len: usize,
    /// Rows that cannot be selected, ascending.
    headings: Vec<usize>,
    selected: usize,
    top: Cell<usize>,
    area: Cell<Rect>,
}

/// A row that was clicked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hit {
    /// The row.
    pub row: usize,
    /// It was selected already: a second click opens.
    pub again: bool,
}

impl List {
    /// Tells how many rows there are and which of them, ascending, are headings that cannot be
    /// selected. The selection stays at its place, so that after a row has gone the next one is
    /// selected.
    pub fn set_rows(&mut self, len: usize, headings: Vec<usize>) {
        self.len = len;
        self.headings = headings;
        self.select(self.selected);
    }

    /// Number of rows, headings included.
    pub const fn len(&self) -> usize {
        self.len
    }

    /// Whether there are no rows.
    pub const fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// The selected row, if there is one that can be selected.
    pub fn selected(&self) -> Option<usize> {
        (self.selected < self.len && !self.is_heading(self.selected)).then_some(self.selected)
    }

    /// Selects a row, or the nearest after it that can be selected, else before it.
    pub fn select(&mut self, row: usize) {
        let row = row.min(self.len.saturating_sub(1));
        self.selected = (row..self.len)
            .find(|row| !self.is_heading(*row))
            .or_else(|| (0..row).rev().find(|row| !self.is_heading(*row)))
            .unwrap_or(0);
    }

    /// Moves the selection, if the action is a move up or down; says whether it was.
    pub fn update(&mut self, action: Action) -> bool {
        let page = usize::from(self.area.get().height).saturating_sub(1).max(1);
        match action {
            Action::Up => self.go_up(1),
            Action::Down => self.go_down(1),
            Action::PageUp => self.go_up(page),
            Action::PageDown => self.go_down(page),
            Action::First => self.select(0),
            Action::Last => self.go_down(self.len),
            _ => return false,
        }
        true
    }

    /// Selects the row under a click, moves with the wheel.
    pub fn mouse(&mut self, mouse: Mouse) -> Option<Hit> {
        match mouse.kind {
            MouseKind::ScrollUp => self.go_up(3),
            MouseKind::ScrollDown => self.go_down(3),
            MouseKind::Click => {
                let area = self.area.get();
                if !area.contains(Position::new(mouse.column, mouse.row)) {
                    return None;
                }
                let row = self.top.get() + usize::from(mouse.row.saturating_sub(area.y));
                if row < self.len && !self.is_heading(row) {
                    let again = self.selected == row;
                    self.selected = row;
                    return Some(Hit { row, again });
                }
            }
            MouseKind::Drag | MouseKind::Release => {}
        }
        None
    }

    /// Draws the visible rows; `line` builds one of them, told whether it is selected. Where not
    /// all rows fit, the last column shows how far down one is.
    pub fn draw<'a>(
        &self,
        frame: &mut Frame<'_>,
        area: Rect,
        cx: &Cx<'_>,
        mut line: impl FnMut(usize, bool) -> Line<'a>,
    ) {
        self.area.set(area);
        let height = usize::from(area.height);
        if area.is_empty() {
            return;
        }
        self.scroll(height);
        let top = self.top.get();
        let scrolls = self.len > height && area.width > 1;
        let width = area.width - u16::from(scrolls);
        for (y, row) in (area.y..area.bottom()).zip(top..self.len) {
            let place = Rect { y, width, height: 1, ..area };
            let is_selected = self.selected() == Some(row);
            frame.render_widget(line(row, is_selected), place);
            if is_selected {
                frame.buffer_mut().set_style(place, cx.theme.style(Role::Selected));
            }
        }
        if scrolls {
            self.draw_scroll(frame, area, cx);
        }
    }

    fn draw_scroll(&self, frame: &mut Frame<'_>, area: Rect, cx: &Cx<'_>) {
        let height = usize::from(area.height);
        let thumb = (height * height / self.len).max(1);
        let start = (self.top.get() * (height - thumb)).div_ceil((self.len - height).max(1));
        for y in (area.y..area.bottom()).skip(start).take(thumb) {
            let symbol = cx.theme.symbol(Symbol::Scroll);
            let style = cx.theme.style(Role::Border);
            frame.buffer_mut().set_stringn(area.right() - 1, y, symbol, 1, style);
        }
    }

    /// Moves the window as little as needed to show the selected row and the headings above it.
    fn scroll(&self, height: usize) {
        let above = (0..self.selected).rev().take_while(|row| self.is_heading(*row)).count();
        let first = if above < height { self.selected - above } else { self.selected };
        let lowest = self.len.saturating_sub(height);
        let top = self.top.get().max((self.selected + 1).saturating_sub(height)).min(first);
        self.top.set(top.min(lowest));
    }

    fn go_down(&mut self, rows: usize) {
        let target = self.selected.saturating_add(rows).min(self.len.saturating_sub(1));
        let next = (target..self.len).find(|row| !self.is_heading(*row));
        let back = || (self.selected..target).rev().find(|row| !self.is_heading(*row));
        self.selected = next.or_else(back).unwrap_or(self.selected);
    }

    fn go_up(&mut self, rows: usize) {
        let target = self.selected.saturating_sub(rows);
        let before = (0..=target).rev().find(|row| !self.is_heading(*row));
        let back = || (target..=self.selected).find(|row| !self.is_heading(*row));
        self.selected = before.or_else(back).unwrap_or(self.selected);
    }

    fn is_heading(&self, row: usize) -> bool {
        self.headings.binary_search(&row).is_ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::{cx::tests::desk, widget::panel::tests::lines_of};

    fn draw(list: &List, width: u16, height: u16) -> (Vec<String>, usize) {
        let desk = desk();
        let mut built = 0;
        let lines = lines_of(width, height, |frame, area| {
            list.draw(frame, area, &desk.cx(), |row, selected| {
                built += 1;
                Line::from(format!("{}{row}", if selected { ">" } else { " " }))
            });
        });
        (lines, built)
    }

    #[test]
    fn only_visible_rows_are_built_and_the_selected_one_is_among_them() {
        let mut list = List::default();
        list.set_rows(100_000, Vec::new());
        assert_eq!(draw(&list, 8, 3), (vec![">0     ┃".into(), " 1".into(), " 2".into()], 3));
        list.update(Action::PageDown);
        list.update(Action::Down);
        assert_eq!(draw(&list, 8, 3).0[2], ">3");
        list.update(Action::Last);
        let (lines, built) = draw(&list, 8, 3);
        assert_eq!((lines[2].as_str(), built), (">99999 ┃", 3));
        list.update(Action::First);
        assert_eq!(draw(&list, 1, 1).0, [">"]);
        assert!(!list.update(Action::Open));
    }

    #[test]
    fn headings_are_passed_over_and_stay_in_view() {
        let mut list = List::default();
        list.set_rows(6, vec![0, 3, 4]);
        assert_eq!(list.selected(), Some(1));
        for (action, expected) in [
            (Action::Up, 1),
            (Action::Down, 2),
            (Action::Down, 5),
            (Action::Down, 5),
            (Action::Up, 2),
            (Action::Last, 5),
            (Action::First, 1),
        ] {
            list.update(action);
            assert_eq!(list.selected(), Some(expected), "{action:?}");
        }
        list.update(Action::Last);
        draw(&list, 8, 2);
        list.update(Action::First);
        assert_eq!(draw(&list, 8, 2).0[0].trim_end_matches(['┃', ' ']), " 0");
        // A row has gone: the next one is selected, or the last.
        list.set_rows(5, vec![0, 3, 4]);
        assert_eq!(list.selected(), Some(1));
        list.set_rows(1, vec![0]);
        assert_eq!(list.selected(), None);
        list.set_rows(0, Vec::new());
        assert_eq!(list.selected(), None);
        list.update(Action::Last);
        assert_eq!(draw(&list, 3, 1).0, [""]);
    }

    #[test]
    fn clicks_select_and_a_second_click_says_so() {
        let mut list = List::default();
        list.set_rows(5, vec![0]);
        draw(&list, 8, 4);
        let click = |row| Mouse { column: 2, row, kind: MouseKind::Click };
        assert_eq!(list.mouse(click(2)), Some(Hit { row: 2, again: false }));
        assert_eq!(list.mouse(click(2)), Some(Hit { row: 2, again: true }));
        assert_eq!(list.mouse(click(0)), None);
        assert_eq!(list.mouse(click(9)), None);
        list.mouse(Mouse { kind: MouseKind::ScrollDown, ..click(0) });
        assert_eq!(list.selected(), Some(4));
    }
}
