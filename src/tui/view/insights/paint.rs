//! A report as lines of a width: sentences, figures, bars, grids; tables and curves have their own
//! files.

use super::{curve, table};
use crate::{
    document::{Bar, Bars, Cell, Document, Figure, Grid, Mark, Part},
    domain::id::CustomerId,
    tui::{
        cx::Cx,
        text,
        theme::{Role, Symbol},
        widget::chart,
    },
    wording::cell,
};

/// The longest line of a sentence: longer ones are hard to read.
const WIDEST_NOTE: usize = 100;
/// Columns of the longest bar.
const WIDEST_BAR: usize = 40;
/// The shortest bar that still compares.
const LEAST_BAR: usize = 6;

/// A piece of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// The text, safe to show.
    pub text: String,
    /// How it is meant.
    pub role: Role,
    /// The place of what it selects among the targets of the report.
    pub target: Option<usize>,
}

/// A line of a report.
pub type Line = Vec<Piece>;

impl Piece {
    /// A piece that selects nothing.
    pub const fn plain(text: String, role: Role) -> Self {
        Self { text, role, target: None }
    }
}

/// Counts targets in the order of [`super::target::targets`].
#[derive(Debug, Default)]
pub struct Counter(usize);

impl Counter {
    /// The next target, if this stands for anybody.
    pub fn next(&mut self, about: &[CustomerId]) -> Option<usize> {
        if about.is_empty() {
            return None;
        }
        self.0 += 1;
        Some(self.0 - 1)
    }
}

/// The role of a mark.
pub const fn role(mark: Mark) -> Role {
    match mark {
        Mark::Plain => Role::Text,
        Mark::Good => Role::Success,
        Mark::Warning => Role::Warning,
        Mark::Bad => Role::Overdue,
        Mark::Muted => Role::Muted,
    }
}

/// All lines of a report; none is wider than `columns`.
pub fn paint(document: &Document, columns: usize, cx: &Cx<'_>) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    let mut counter = Counter::default();
    for part in &document.parts {
        if !lines.is_empty() {
            lines.push(Line::new());
        }
        match part {
            Part::Note(mark, note) => lines.extend(wrapped(note, role(*mark), columns)),
            Part::Figures(figures) => lines.extend(flow(figures, columns, cx)),
            Part::Table(found) => {
                lines.extend(title(&found.title, columns, cx));
                lines.extend(table::paint(found, columns, &mut counter, cx));
            }
            Part::Bars(found) => {
                lines.extend(title(&found.title, columns, cx));
                lines.extend(bars(found, columns, &mut counter, cx));
            }
            Part::Grid(found) => {
                lines.extend(title(&found.title, columns, cx));
                lines.extend(grid(found, columns, &mut counter, cx));
            }
            Part::Curve(found) => {
                lines.extend(title(&found.title, columns, cx));
                lines.extend(curve::paint(found, columns, cx));
            }
        }
    }
    lines
}

fn title(text: &str, columns: usize, cx: &Cx<'_>) -> Option<Line> {
    let shown = cx.theme.cut(&text::sanitise(text), columns);
    (!text.is_empty()).then(|| vec![Piece::plain(shown, Role::Section)])
}

/// A sentence, wrapped.
pub fn wrapped(note: &str, role: Role, columns: usize) -> impl Iterator<Item = Line> {
    let lines = text::wrap(&text::sanitise(note), columns.min(WIDEST_NOTE));
    lines.into_iter().map(move |line| vec![Piece::plain(line, role)])
}

/// Figures beside each other, on as many lines as they need.
fn flow(figures: &[Figure], columns: usize, cx: &Cx<'_>) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    let mut used = 0;
    for figure in figures {
        let label = format!("{} ", text::sanitise(&figure.label));
        let value = text::sanitise(&cell::compact(cx.words, &figure.value, cx.today)).into_owned();
        let label = cx.theme.cut(&label, columns.saturating_sub(text::width(&value)));
        let wide = text::width(&label) + text::width(&value);
        let pieces = [
            Piece::plain(label, Role::Label),
            Piece::plain(cx.theme.cut(&value, columns), value_role(&figure.value)),
        ];
        match lines.last_mut() {
            Some(line) if used + 3 + wide <= columns => {
                line.push(Piece::plain("   ".to_owned(), Role::Text));
                line.extend(pieces);
                used += 3 + wide;
            }
            _ => {
                lines.push(pieces.to_vec());
                used = wide;
            }
        }
    }
    lines
}

/// How a value looks by its kind.
pub const fn value_role(value: &Cell) -> Role {
    match value {
        Cell::Money(..) => Role::Money,
        Cell::Absent => Role::Muted,
        _ => Role::Text,
    }
}

/// Label, bar, values; of the values the last go where it gets narrow.
fn bars(found: &Bars, columns: usize, counter: &mut Counter, cx: &Cx<'_>) -> Vec<Line> {
    let shown: Vec<Vec<String>> = found
        .bars
        .iter()
        .map(|bar| bar.values.iter())
        .map(|values| values.map(|it| cell::compact(cx.words, &it.value, cx.today)).collect())
        .collect();
    let labels: Vec<&str> = found
        .bars
        .first()
        .map_or(&[][..], |bar| &bar.values)
        .iter()
        .map(|figure| figure.label.as_str())
        .collect();
    let width = |at: usize, label: &&str| {
        let values = shown.iter().filter_map(|values| values.get(at));
        values.map(|value| text::width(value)).max().unwrap_or(0).max(text::width(label))
    };
    let mut widths: Vec<usize> =
        labels.iter().enumerate().map(|(at, label)| width(at, label)).collect();
    let longest = found.bars.iter().map(|bar| text::width(&bar.label)).max().unwrap_or(0);
    let name = longest.min(columns / 3);
    let taken = |widths: &[usize]| widths.iter().map(|width| width + 2).sum::<usize>();
    while !widths.is_empty() && name + 1 + LEAST_BAR + taken(&widths) > columns {
        widths.pop();
    }
    let wide = columns.saturating_sub(name + 1 + taken(&widths)).min(WIDEST_BAR);
    let mut lines = Vec::new();
    let mut head = vec![Piece::plain(" ".repeat(name + 1 + wide), Role::Label)];
    for (label, width) in labels.iter().zip(&widths) {
        let label = format!("  {}", cx.theme.fit_right(label, *width));
        head.push(Piece::plain(label, Role::Label));
    }
    if !widths.is_empty() {
        lines.push(head);
    }
    for (bar, shown) in found.bars.iter().zip(&shown) {
        let target = counter.next(&bar.about);
        let (full, rest) = chart::bar(cx.theme, bar.length, wide);
        let label = cx.theme.fit(&text::sanitise(&bar.label), name);
        let filled = if bar.mark == Mark::Plain { Role::Bar } else { role(bar.mark) };
        let mut line = vec![
            Piece { text: format!("{label} "), role: role(bar.mark), target },
            Piece { text: full, role: filled, target },
            Piece { text: rest, role: Role::BarRest, target },
        ];
        for ((figure, value), width) in bar.values.iter().zip(shown).zip(&widths) {
            let text = format!("  {}", cx.theme.fit_right(value, *width));
            line.push(Piece { text, role: value_role(&figure.value), target });
        }
        lines.push(line);
    }
    lines
}

/// Cells as dark as they are full.
fn grid(found: &Grid, columns: usize, counter: &mut Counter, cx: &Cx<'_>) -> Vec<Line> {
    let down = format!("{} ", text::sanitise(&found.down.1));
    let scale = found.rows.iter().map(|(label, _)| text::width(label)).max().unwrap_or(0);
    let left = (text::width(&down) + scale).min(columns / 3);
    let count = found.columns.len().max(1);
    let room = (columns.saturating_sub(left) / count).min(20);
    let most = found.rows.iter().flat_map(|(_, cells)| cells).map(|cell| cell.about.len()).max();
    let most = most.unwrap_or(0).max(1);
    let across = format!("{}{}", " ".repeat(left), text::sanitise(&found.across.1));
    let mut head = vec![Piece::plain(" ".repeat(left), Role::Label)];
    head.extend(
        found.columns.iter().map(|label| {
            Piece::plain(cx.theme.fit_right(&text::sanitise(label), room), Role::Label)
        }),
    );
    let mut lines = vec![vec![Piece::plain(cx.theme.cut(&across, columns), Role::Label)], head];
    for (label, cells) in &found.rows {
        let name = cx.theme.fit(&format!("{down}{}", text::sanitise(label)), left);
        let mut line = vec![Piece::plain(name, Role::Label)];
        for cell in cells {
            let target = counter.next(&cell.about);
            line.extend(grid_cell(cell, room, most, target, cx));
        }
        lines.push(line);
    }
    lines
}

/// `▓ 23 ¥1.2M` at the right of so many columns, the amount only where there is room.
fn grid_cell(
    found: &crate::document::GridCell,
    room: usize,
    most: usize,
    target: Option<usize>,
    cx: &Cx<'_>,
) -> Vec<Piece> {
    let count = found.about.len();
    if count == 0 {
        let empty = cx.theme.fit_right(cx.theme.symbol(Symbol::Bullet), room);
        return vec![Piece::plain(empty, Role::Muted)];
    }
    let shade = chart::shade(cx.theme, Bar::length(count, most)).to_string();
    if room < 4 {
        return vec![Piece { text: cx.theme.fit(&shade, room), role: Role::Bar, target }];
    }
    let number = cx.words.count(i64::try_from(count).unwrap_or(i64::MAX));
    let value = cell::compact(cx.words, &found.value, cx.today);
    let worth = format!(" {value}");
    let taken = text::width(&shade) + 1 + text::width(&number);
    let worth = if taken + text::width(&worth) + 2 <= room { worth } else { String::new() };
    let shown = format!("{number}{worth}");
    let rest = room.saturating_sub(text::width(&shade) + 1);
    let number = cx.theme.fit_right(&shown, rest.min(text::width(&shown)));
    let blank = room.saturating_sub(text::width(&shade) + 1 + text::width(&number));
    vec![
        Piece::plain(" ".repeat(blank), Role::Text),
        Piece { text: format!("{shade} "), role: Role::Bar, target },
        Piece { text: number, role: Role::Text, target },
    ]
}
