//! What can be selected in a report: the rows, bars and cells that stand for customers.

use crate::{
    document::{Cell, Document, Part},
    domain::id::CustomerId,
};

/// Something that can be selected.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Target {
    /// Its place among the rows that have one, top to bottom.
    pub row: usize,
    /// Its place in that row, left to right.
    pub column: usize,
    /// What it is called.
    pub title: String,
    /// Whom it stands for, never nobody.
    pub about: Vec<CustomerId>,
    /// Which part of the report it is in.
    pub part: usize,
    /// The longest text of its row, which a narrow table may have cut; empty where there is none.
    pub said: String,
}

/// All of a report, in the order in which it is painted.
pub fn targets(document: &Document) -> Vec<Target> {
    let mut targets: Vec<Target> = Vec::new();
    let mut row = 0;
    for (part, found) in document.parts.iter().enumerate() {
        let mut line = |cells: Vec<(String, &[CustomerId])>, said: String| {
            let before = targets.len();
            let there = cells.into_iter().enumerate().filter(|(_, (_, about))| !about.is_empty());
            targets.extend(there.map(|(column, (title, about))| Target {
                row,
                column,
                title,
                about: about.to_vec(),
                part,
                said: said.clone(),
            }));
            row += usize::from(targets.len() > before);
        };
        match found {
            Part::Table(table) => {
                for row in &table.rows {
                    line(vec![(name(&row.cells), &row.about)], said(&row.cells));
                }
            }
            Part::Bars(bars) => {
                for bar in &bars.bars {
                    line(vec![(bar.label.clone(), &bar.about)], String::new());
                }
            }
            Part::Grid(grid) => {
                for (down, cells) in &grid.rows {
                    let title = |across: &String| {
                        format!("{} {down} × {} {across}", grid.down.1, grid.across.1)
                    };
                    let cells = grid.columns.iter().zip(cells);
                    let cells = cells.map(|(of, cell)| (title(of), cell.about.as_slice()));
                    line(cells.collect(), String::new());
                }
            }
            Part::Note(..) | Part::Figures(_) | Part::Curve(_) => {}
        }
    }
    targets
}

/// What a row is called: its first cell with text.
fn name(cells: &[Cell]) -> String {
    let text = cells.iter().find_map(|cell| match cell {
        Cell::Text(text) | Cell::Choice(_, text) | Cell::Customer(_, text) => Some(text.clone()),
        _ => None,
    });
    text.unwrap_or_default()
}

/// The longest text of a row.
fn said(cells: &[Cell]) -> String {
    let texts = cells.iter().filter_map(|cell| match cell {
        Cell::Text(text) => Some(text),
        _ => None,
    });
    texts.max_by_key(|text| text.chars().count()).cloned().unwrap_or_default()
}
