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

/// A column that is shown.
struct Shown {
    /// Its place in the table.
    at: usize,
    width: usize,
    is_number: bool,
    /// Nothing is known in any row.
    is_empty: bool,
}

/// The lines of a table, its heading first.
pub fn paint(table: &Table, columns: usize, counter: &mut Counter, cx: &Cx<'_>) -> Vec<Line> {
    if table.rows.is_empty() {
        return wrapped(&table.empty, Role::Muted, columns).collect();
    }
    let texts: Vec<Vec<String>> = table
        .rows
        .iter()
        .map(|row| row.cells.iter().map(|it| cell::compact(cx.words, it, cx.today)))
        .map(|cells| cells.map(|text| text::sanitise(&text).into_owned()).collect())
        .collect();
    let shown = fitting(table, &texts, columns);
    let label = |at: usize| table.columns.get(at).map_or("", |column| column.label.as_str());
    let head = shown.iter().enumerate().map(|(place, column)| {
        Piece::plain(gapped(place, fitted(label(column.at), column, cx)), Role::Label)
    });
    let mut lines = vec![head.collect::<Line>()];
    for (row, texts) in table.rows.iter().zip(&texts) {
        let target = counter.next(&row.about);
        let pieces = shown.iter().enumerate().map(|(place, column)| {
            let value = row.cells.get(column.at).unwrap_or(&Cell::Absent);
            let text = texts.get(column.at).map_or("", String::as_str);
            let role = match row.mark {
                Mark::Plain if place == 0 => Role::Text,
                Mark::Plain => value_role(value),
                mark => role(mark),
            };
            Piece { text: gapped(place, fitted(text, column, cx)), role, target }
        });
        lines.push(pieces.collect());
    }
    lines
}

fn gapped(at: usize, text: String) -> String {
    if at == 0 { text } else { format!("{}{text}", " ".repeat(GAP)) }
}

fn fitted(text: &str, column: &Shown, cx: &Cx<'_>) -> String {
    if column.is_number {
        cx.theme.fit_right(text, column.width)
    } else {
        cx.theme.fit(text, column.width)
    }
}

/// The columns that fit: what is empty goes first, then text gets narrower, then the last goes.
fn fitting(table: &Table, texts: &[Vec<String>], columns: usize) -> Vec<Shown> {
    let mut shown: Vec<Shown> = table
        .columns
        .iter()
        .enumerate()
        .map(|(at, column)| {
            let known = table.rows.iter().filter_map(|row| row.cells.get(at));
            let known = known.into_iter().find(|cell| **cell != Cell::Absent);
            let is_number = known.is_some_and(Cell::is_number);
            let widest = texts.iter().filter_map(|row| row.get(at)).map(|text| text::width(text));
            let width = widest.max().unwrap_or(0).max(text::width(&column.label));
            let width = if is_number { width } else { width.min(MOST) };
            Shown { at, width, is_number, is_empty: known.is_none() }
        })
        .collect();
    let total = |shown: &[Shown]| {
        let gaps = GAP * shown.len().saturating_sub(1);
        shown.iter().map(|column| column.width).sum::<usize>() + gaps
    };
    if total(&shown) > columns {
        shown.retain(|column| !column.is_empty);
    }
    loop {
        let over = total(&shown).saturating_sub(columns);
        if over == 0 {
            return shown;
        }
        // The last text gives way first: what leads a row names it.
        let wide = |column: &&mut Shown| !column.is_number && column.width > LEAST;
        let last = shown.iter_mut().rev().find(wide);
        if let Some(column) = last {
            column.width = column.width.saturating_sub(over).max(LEAST);
        } else if shown.len() > 1 {
            shown.pop();
        } else {
            shown.iter_mut().for_each(|column| column.width = columns);
            return shown;
        }
    }
}
