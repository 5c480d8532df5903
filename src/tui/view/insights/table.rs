//! A table of a report in so many columns: text gets narrower first, then the last columns go.

use super::paint::{Counter, Line, Piece, role, value_role, wrapped};
use crate::{
    document::{Cell, Mark, Table},
    tui::{cx::Cx, text, theme::Role},
    wording::cell,
};

/// Text is cut no shorter than this before a column goes.
const LEAST: usize = 10;
/// Text gains nothing from more.
const MOST: usize = 48;
const GAP: usize = 2;

/// The lines of a table, its heading first.
pub fn paint(table: &Table, columns: usize, counter: &mut Counter, cx: &Cx<'_>) -> Vec<Line> {
    if table.rows.is_empty() {
        return wrapped(&table.empty, Role::Muted, columns).collect();
    }
    let shown: Vec<Vec<String>> = table
        .rows
        .iter()
        .map(|row| row.cells.iter().map(|it| cell::compact(cx.words, it, cx.today)))
        .map(|cells| cells.map(|text| text::sanitise(&text).into_owned()).collect())
        .collect();
    let is_number: Vec<bool> = (0..table.columns.len())
        .map(|at| {
            let mut cells = table.rows.iter().filter_map(|row| row.cells.get(at));
            cells.find(|cell| **cell != Cell::Absent).is_some_and(Cell::is_number)
        })
        .collect();
    let widths = widths(table, &shown, &is_number, columns);
    let head = table.columns.iter().zip(&is_number).zip(&widths).enumerate();
    let head = head.map(|(at, ((column, number), width))| {
        Piece::plain(gapped(at, fitted(&column.label, *width, *number, cx)), Role::Label)
    });
    let mut lines = vec![head.collect::<Line>()];
    for (row, shown) in table.rows.iter().zip(&shown) {
        let target = counter.next(&row.about);
        let cells = row.cells.iter().zip(shown).zip(is_number.iter().zip(&widths)).enumerate();
        let pieces = cells.map(|(at, ((cell, shown), (number, width)))| {
            let role = match row.mark {
                Mark::Plain if at == 0 => Role::Text,
                Mark::Plain => value_role(cell),
                mark => role(mark),
            };
            Piece { text: gapped(at, fitted(shown, *width, *number, cx)), role, target }
        });
        lines.push(pieces.collect());
    }
    lines
}

fn gapped(at: usize, text: String) -> String {
    if at == 0 { text } else { format!("{}{text}", " ".repeat(GAP)) }
}

fn fitted(text: &str, width: usize, is_number: bool, cx: &Cx<'_>) -> String {
    if is_number { cx.theme.fit_right(text, width) } else { cx.theme.fit(text, width) }
}

/// The widths of the columns that fit.
fn widths(table: &Table, shown: &[Vec<String>], is_number: &[bool], columns: usize) -> Vec<usize> {
    let mut widths: Vec<usize> = table
        .columns
        .iter()
        .enumerate()
        .map(|(at, column)| {
            let cells = shown.iter().filter_map(|row| row.get(at)).map(|cell| text::width(cell));
            cells.max().unwrap_or(0).max(text::width(&column.label))
        })
        .zip(is_number)
        .map(|(width, number)| if *number { width } else { width.min(MOST) })
        .collect();
    loop {
        let gaps = GAP * widths.len().saturating_sub(1);
        let total = widths.iter().sum::<usize>() + gaps;
        let over = total.saturating_sub(columns);
        if over == 0 {
            return widths;
        }
        // The last text gives way first: what leads a row names it.
        let wide = |(at, width): (usize, &usize)| {
            (*width > LEAST && is_number.get(at) == Some(&false)).then_some(at)
        };
        let last = widths.iter().enumerate().filter_map(wide).next_back();
        if let Some(width) = last.and_then(|at| widths.get_mut(at)) {
            *width = width.saturating_sub(over).max(LEAST);
        } else if widths.len() > 1 {
            widths.pop();
        } else {
            return vec![columns];
        }
    }
}
