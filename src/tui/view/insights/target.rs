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
}

/// All of a report, in the order in which it is painted.
pub fn targets(document: &Document) -> Vec<Target> {
    let mut targets: Vec<Target> = Vec::new();
    let mut row = 0;
    for (part, found) in document.parts.iter().enumerate() {
        let mut line = |cells: Vec<(String, &[CustomerId])>| {
            let before = targets.len();
            let there = cells.into_iter().enumerate().filter(|(_, (_, about))| !about.is_empty());
            targets.extend(there.map(|(column, (title, about))| Target {
                row,
                column,
                title,
                about: about.to_vec(),
                part,
            }));
            row += usize::from(targets.len() > before);
        };
        match found {
            Part::Table(table) => {
                table.rows.iter().for_each(|row| line(vec![(name(&row.cells), &row.about)]));
            }
            Part::Bars(bars) => {
                bars.bars.iter().for_each(|bar| line(vec![(bar.label.clone(), &bar.about)]));
            }
            Part::Grid(grid) => {
                for (down, cells) in &grid.rows {
                    let title = |across: &String| {
                        format!("{} {down} × {} {across}", grid.down.1, grid.across.1)
                    };
                    let cells = grid.columns.iter().zip(cells);
                    line(cells.map(|(of, cell)| (title(of), cell.about.as_slice())).collect());
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
