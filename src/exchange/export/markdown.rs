//! Markdown tables, for notes and wikis.

use std::io::{self, Write};

use super::Table;

/// Writes a table as Markdown.
#[derive(Debug)]
pub struct Markdown;

impl Markdown {
    /// Writes the header and all rows. What would end a cell or a row, or be markup, is escaped.
    ///
    /// # Errors
    /// `out` cannot be written.
    pub fn write(mut out: impl Write, table: &Table) -> io::Result<()> {
        let mut row = |cells: Vec<String>| writeln!(out, "| {} |", cells.join(" | "));
        let all = |cells: &[String]| cells.iter().map(|cell| escaped(cell)).collect();
        row(all(&table.headers))?;
        row(vec!["---".to_owned(); table.headers.len()])?;
        table.rows.iter().try_for_each(|cells| row(all(cells)))
    }
}

fn escaped(cell: &str) -> String {
    let mut text = String::with_capacity(cell.len());
    for character in cell.chars() {
        match character {
            '\n' => text.push_str("<br>"),
            '\r' => {}
            '|' | '\\' | '`' | '*' | '_' | '<' | '>' | '[' | ']' | '#' => {
                text.push('\\');
                text.push(character);
            }
            _ => text.push(character),
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_stay_cells_whatever_is_in_them() {
        let table = Table {
            headers: ["name", "notes"].map(str::to_owned).to_vec(),
            rows: vec![["A | B".to_owned(), "<b>\n*x*".to_owned()].to_vec()],
        };
        let mut written = Vec::new();
        Markdown::write(&mut written, &table).unwrap();
        let text = String::from_utf8(written).unwrap();
        assert_eq!(text, "| name | notes |\n| --- | --- |\n| A \\| B | \\<b\\><br>\\*x\\* |\n");
    }
}
