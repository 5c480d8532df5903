//! The rows that a customer page is made of, and how they fit into a width.

use std::ops::Range;

use ratatui::text::{Line, Span};

use super::thing::Key;
use crate::tui::{
    cx::Cx,
    text,
    theme::{Role, Symbol},
};

/// Columns that a text needs beside what leads it, else it goes below.
const NARROW: usize = 18;
/// Columns that a text below what leads it is set in.
const INDENT: usize = 2;

/// A piece of text and what it means.
pub type Piece = (Role, String);

/// One row of a page before it is fitted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Row {
    /// Nothing, between sections.
    Blank,
    /// Heading of a section.
    Heading(String),
    /// What leads, on one line, and a text that is wrapped beside it.
    Text {
        /// Cut where it does not fit.
        lead: Vec<Piece>,
        /// Wrapped; line ends stay.
        text: String,
        /// How the text is meant.
        role: Role,
    },
    /// A row of something that can be selected.
    Of(Key, Box<Row>),
}

/// Rows as lines, and what can be selected in them.
#[derive(Clone, Debug, Default)]
pub struct Lines {
    /// The lines.
    pub lines: Vec<Line<'static>>,
    /// What can be selected, and on which lines it stands; from top to bottom.
    pub placed: Vec<(Key, Range<usize>)>,
}

impl Lines {
    /// Adds rows below, at most so many columns wide.
    pub fn push(&mut self, rows: &[Row], columns: usize, cx: &Cx<'_>) {
        for row in rows {
            let (key, row) = match row {
                Row::Of(key, row) => (Some(*key), row.as_ref()),
                row => (None, row),
            };
            let start = self.lines.len();
            self.lines.extend(lines(std::slice::from_ref(row), columns, cx));
            self.placed.extend(key.map(|key| (key, start..self.lines.len())));
        }
    }
}

impl Row {
    /// A text without anything before it.
    pub fn plain(role: Role, text: impl Into<String>) -> Self {
        Self::Text { lead: Vec::new(), text: text.into(), role }
    }

    /// The row of something that can be selected.
    pub fn of(self, key: Key) -> Self {
        Self::Of(key, Box::new(self))
    }

    /// A text led by a piece.
    pub fn led(role: Role, lead: impl Into<String>, text: impl Into<String>) -> Self {
        Self::Text { lead: vec![(role, lead.into())], text: text.into(), role: Role::Text }
    }
}

/// The rows as lines of at most so many columns.
pub fn lines(rows: &[Row], columns: usize, cx: &Cx<'_>) -> Vec<Line<'static>> {
    let mut lines: Vec<Line<'static>> = Vec::new();
    for row in rows {
        match row {
            Row::Blank => lines.push(Line::default()),
            Row::Heading(title) => {
                let title = cx.theme.cut(&text::sanitise(title), columns);
                let rest = columns.saturating_sub(text::width(&title) + 1);
                let mut line = Line::styled(title, cx.theme.style(Role::Section));
                if rest > 0 {
                    let rule = cx.theme.symbol(Symbol::Rule).repeat(rest);
                    line.push_span(" ");
                    line.push_span(Span::styled(rule, cx.theme.style(Role::Border)));
                }
                lines.push(line);
            }
            Row::Of(_, inner) => {
                lines.extend(self::lines(std::slice::from_ref(inner), columns, cx));
            }
            Row::Text { lead, text, role } => {
                push_text(&mut lines, lead, text, *role, columns, cx);
            }
        }
    }
    lines
}

fn push_text(
    lines: &mut Vec<Line<'static>>,
    lead: &[Piece],
    body: &str,
    role: Role,
    columns: usize,
    cx: &Cx<'_>,
) {
    let mut first = Line::default();
    for (role, piece) in lead {
        let room = columns.saturating_sub(first.width());
        let piece = text::sanitise(piece);
        let is_cut = text::width(&piece) > room;
        first.push_span(Span::styled(cx.theme.cut(&piece, room), cx.theme.style(*role)));
        if is_cut {
            break;
        }
    }
    let body = text::sanitise_lines(body);
    let taken = if lead.is_empty() { 0 } else { first.width() + 2 };
    let style = cx.theme.style(role);
    if body.trim().is_empty() {
        lines.push(first);
        return;
    }
    let beside = lead.is_empty() || columns >= taken + NARROW;
    let indent = if beside { taken } else { INDENT.min(columns.saturating_sub(1)) };
    let mut wrapped = text::wrap(&body, columns.saturating_sub(indent)).into_iter();
    if beside {
        let gap = taken.saturating_sub(first.width());
        first.push_span(" ".repeat(gap));
        first.push_span(Span::styled(wrapped.next().unwrap_or_default(), style));
    }
    lines.push(first);
    for line in wrapped {
        lines.push(Line::from(vec![Span::raw(" ".repeat(indent)), Span::styled(line, style)]));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::cx::tests::desk;

    fn shown(rows: &[Row], columns: usize) -> Vec<String> {
        let desk = desk();
        let lines = lines(rows, columns, &desk.cx());
        assert!(lines.iter().all(|line| line.width() <= columns), "{lines:?}");
        lines.iter().map(|line| line.to_string().trim_end().to_owned()).collect()
    }

    #[test]
    fn a_text_hangs_beside_what_leads_it_or_below_where_there_is_no_room() {
        let row = [Row::led(Role::Muted, "20 Nov", "看过报价，周一下午答复，要等总经理")];
        assert_eq!(shown(&row, 28), ["20 Nov  看过报价，周一下午答", "        复，要等总经理"]);
        assert_eq!(shown(&row, 20), ["20 Nov", "  看过报价，周一下午", "  答复，要等总经理"]);
        for columns in 0..40 {
            let rows = [row[0].clone(), Row::Blank, Row::Heading("联系人".to_owned())];
            shown(&rows, columns);
        }
    }

    #[test]
    fn text_from_outside_cannot_reach_the_terminal() {
        let row = [Row::led(Role::Text, "a\u{1b}[2J", "x\u{202e}y\n\u{7}z")];
        assert_eq!(shown(&row, 40), ["a[2J  xy", "      z"]);
    }
}
