//! A report on the command line: as text, and as JSON with every value in its kind.

use serde_json::{Map, Value, json};

use super::{
    answer::{Answer, Page},
    json,
    table::Table as TextTable,
    world::Run,
};
use crate::{
    document::{Bars, Cell, Column, Curve, Document, Figure, Grid, Part, Table},
    wording::cell,
};

/// Rows of a list of customers that are shown as text unless told otherwise.
pub const FIRST_ROWS: usize = 20;

/// The column that says why: in text it stands below its row, where there is room for a sentence.
const WHY: &str = "reason";
/// Columns of the longest bar.
const BAR: usize = 24;

/// A report as the run wants it, each list cut to `limit` rows.
pub fn answer(run: &Run<'_>, document: &Document, limit: Option<usize>) -> Answer {
    let limit = limit.unwrap_or(usize::MAX);
    if run.json {
        Answer::json(object(document, limit))
    } else {
        Answer::lines(page(run, document, limit))
    }
}

/// `{"as_of": …, figures, lists}`.
fn object(document: &Document, limit: usize) -> Value {
    let mut object = Map::new();
    object.insert("as_of".to_owned(), json::day(document.as_of));
    let mut notes = Vec::new();
    for part in &document.parts {
        match part {
            Part::Note(_, words) => notes.push(Value::from(words.as_str())),
            Part::Figures(figures) => object.extend(fields(figures)),
            Part::Table(table) => {
                object.insert(table.key.to_owned(), rows(table, limit));
            }
            Part::Bars(bars) => {
                object.insert(bars.key.to_owned(), bar_list(bars));
            }
            Part::Grid(grid) => {
                object.insert(grid.key.to_owned(), grid_list(grid));
            }
            Part::Curve(curve) => {
                object.insert(curve.key.to_owned(), points(curve));
            }
        }
    }
    if !notes.is_empty() {
        object.insert("notes".to_owned(), notes.into());
    }
    Value::Object(object)
}

fn fields(figures: &[Figure]) -> impl Iterator<Item = (String, Value)> + '_ {
    figures.iter().map(|figure| (figure.key.to_owned(), value(&figure.value)))
}

fn rows(table: &Table, limit: usize) -> Value {
    let row = |cells: &[Cell]| {
        let mut object = Map::new();
        for (column, cell) in table.columns.iter().zip(cells) {
            if let Cell::Customer(id, _) = cell {
                object.insert(format!("{}_id", column.key), id.to_string().into());
            }
            object.insert(column.key.to_owned(), value(cell));
        }
        Value::Object(object)
    };
    table.rows.iter().take(limit).map(|found| row(&found.cells)).collect()
}

fn bar_list(bars: &Bars) -> Value {
    let bar = |bar: &crate::document::Bar| {
        let mut object = Map::new();
        object.insert("key".to_owned(), bar.key.clone().into());
        object.insert("name".to_owned(), bar.label.clone().into());
        object.extend(fields(&bar.values));
        Value::Object(object)
    };
    bars.bars.iter().map(bar).collect()
}

fn grid_list(grid: &Grid) -> Value {
    let cells = grid.rows.iter().flat_map(|(down, cells)| {
        grid.columns.iter().zip(cells).map(move |(across, cell)| {
            json!({
                grid.across.0: across,
                grid.down.0: down,
                "count": cell.about.len(),
                "value": value(&cell.value),
            })
        })
    });
    cells.collect()
}

fn points(curve: &Curve) -> Value {
    curve
        .points
        .iter()
        .map(|(across, up)| json!([f64::from(*across) / 1e4, f64::from(*up) / 1e4]))
        .collect()
}

#[expect(clippy::cast_precision_loss, reason = "shares and scores are far below 2^53")]
fn value(cell: &Cell) -> Value {
    match cell {
        Cell::Absent => Value::Null,
        Cell::Text(text) | Cell::Customer(_, text) => text.as_str().into(),
        Cell::Choice(key, _) => (*key).into(),
        Cell::Count(count) => (*count).into(),
        Cell::Money(minor, currency) => json::money(*minor, *currency),
        Cell::Share(x10000) => json!(*x10000 as f64 / 1e4),
        Cell::Decimal(number, 0) => (*number).into(),
        Cell::Decimal(number, places) => json!(*number as f64 / 10_f64.powi(*places as i32)),
        Cell::Day(day) => json::day(*day),
    }
}

/// A report as lines of text, each list cut to `limit` rows.
pub fn page(run: &Run<'_>, document: &Document, limit: usize) -> Page {
    let (words, today) = (run.words, run.today());
    let mut page = Page::default();
    page.head(format!("{} · {}", document.title, words.day(document.as_of, today)));
    for part in &document.parts {
        match part {
            Part::Note(_, note) => page.line(note.as_str()),
            Part::Figures(figures) => {
                let parts: Vec<String> = figures.iter().map(|figure| said(run, figure)).collect();
                page.line(crate::wording::names::joined(words, &parts));
            }
            Part::Table(table) => write_table(run, table, limit, &mut page),
            Part::Bars(bars) => write_bars(run, bars, &mut page),
            Part::Grid(grid) => write_grid(run, grid, &mut page),
            // Its figures say the same.
            Part::Curve(_) => {}
        }
    }
    page
}

fn said(run: &Run<'_>, figure: &Figure) -> String {
    format!("{} {}", figure.label, cell::full(run.words, &figure.value, run.today()))
}

fn title(text: &str, page: &mut Page) {
    if text.is_empty() {
        page.line("");
    } else {
        page.heading(text);
    }
}

fn write_table(run: &Run<'_>, table: &Table, limit: usize, page: &mut Page) {
    title(&table.title, page);
    if table.rows.is_empty() {
        page.line(table.empty.as_str());
        return;
    }
    let is_number = |at: usize| {
        let mut cells = table.rows.iter().filter_map(|row| row.cells.get(at));
        cells.find(|cell| **cell != Cell::Absent).is_some_and(Cell::is_number)
    };
    let beside = |at: usize, column: &Column| {
        let cells = table.rows.iter().filter_map(|row| row.cells.get(at));
        // What is known of nobody has no column.
        column.key != WHY && cells.into_iter().any(|cell| *cell != Cell::Absent)
    };
    let columns = table.columns.iter().enumerate();
    let shown: Vec<(usize, &Column)> = columns.filter(|(at, column)| beside(*at, column)).collect();
    let head = shown.iter().map(|(at, column)| {
        let mark = if is_number(*at) { ">" } else { "" };
        format!("{mark}{}", column.label)
    });
    let mut text = TextTable::new(head);
    for row in table.rows.iter().take(limit) {
        let said = |cell: &Cell| cell::compact(run.words, cell, run.today());
        text.row(shown.iter().filter_map(|(at, _)| row.cells.get(*at)).map(said));
        let why = table.columns.iter().zip(&row.cells).find(|(column, _)| column.key == WHY);
        why.iter().for_each(|(_, cell)| text.below(&said(cell)));
    }
    text.write(page);
    if limit < table.rows.len() {
        let args = [("shown", limit.into()), ("total", table.rows.len().into())];
        page.line(run.words.format("customers-shown", &args));
    }
}

fn write_bars(run: &Run<'_>, bars: &Bars, page: &mut Page) {
    title(&bars.title, page);
    let mut head = vec![String::new(), String::new()];
    let first = bars.bars.first().map_or(&[][..], |bar| bar.values.as_slice());
    head.extend(first.iter().map(|figure| format!(">{}", figure.label)));
    let mut text = TextTable::new(head);
    for bar in &bars.bars {
        let mut cells = vec![bar.label.clone(), "█".repeat(columns(bar.length))];
        let values = bar.values.iter();
        cells.extend(values.map(|it| cell::compact(run.words, &it.value, run.today())));
        text.row(cells);
    }
    text.write(page);
}

/// The columns of a bar; a length above 0 is never drawn as nothing.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    clippy::cast_precision_loss,
    reason = "clamped to a few columns"
)]
fn columns(length: f64) -> usize {
    let wide = (length.clamp(0.0, 1.0) * BAR as f64).round() as usize;
    wide.max(usize::from(length > 0.0))
}

fn write_grid(run: &Run<'_>, grid: &Grid, page: &mut Page) {
    title(&grid.title, page);
    let corner = format!("{} \\ {}", grid.down.1, grid.across.1);
    let columns = grid.columns.iter().map(|column| format!(">{column}"));
    let mut text = TextTable::new(std::iter::once(corner).chain(columns));
    for (down, cells) in &grid.rows {
        let cells = cells.iter().map(|found| match found.about.len() {
            0 => String::new(),
            count => {
                let count = run.words.count(i64::try_from(count).unwrap_or(i64::MAX));
                format!("{count} {}", cell::compact(run.words, &found.value, run.today()))
            }
        });
        text.row(std::iter::once(down.clone()).chain(cells));
    }
    text.write(page);
}
