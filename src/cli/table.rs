//! Tables of text, aligned by what characters really take on a terminal.

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use super::answer::Page;
use crate::text;

/// Columns of a terminal unless `COLUMNS` says otherwise.
const WIDTH: usize = 80;
/// No column is cut to less.
const LEAST: usize = 8;
const GAP: usize = 2;

/// A table under way.
#[derive(Debug)]
pub struct Table {
    head: Vec<String>,
    right: Vec<bool>,
    rows: Vec<Vec<String>>,
    /// What stands below each row.
    below: Vec<Option<String>>,
}

impl Table {
    /// A table with these columns; those whose name starts with `>` hold numbers and stand right.
    pub fn new<T: AsRef<str>>(head: impl IntoIterator<Item = T>) -> Self {
        let head: Vec<String> = head.into_iter().map(|name| name.as_ref().to_owned()).collect();
        let right = head.iter().map(|name| name.starts_with('>')).collect();
        let head = head.iter().map(|name| name.trim_start_matches('>').to_owned()).collect();
        Self { head, right, rows: Vec::new(), below: Vec::new() }
    }

    /// Adds a row.
    pub fn row(&mut self, cells: impl IntoIterator<Item = String>) {
        self.rows.push(cells.into_iter().map(|cell| text::one_line(&cell).into_owned()).collect());
        self.below.push(None);
    }

    /// Adds a line below the last row; it is never cut.
    pub fn below(&mut self, text: &str) {
        if let Some(below) = self.below.last_mut() {
            *below = Some(format!("{:GAP$}{}", "", text::one_line(text)));
        }
    }

    /// Whether it has no rows.
    pub const fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Writes it; columns that are too wide together are cut, the widest first.
    pub fn write(&self, page: &mut Page) {
        let widths = self.widths(columns());
        page.head(self.line(&self.head, &widths));
        for (row, below) in self.rows.iter().zip(&self.below) {
            page.line(self.line(row, &widths));
            below.iter().for_each(|text| page.line(text.as_str()));
        }
    }

    fn widths(&self, most: usize) -> Vec<usize> {
        let mut widths: Vec<usize> = self.head.iter().map(|name| name.width()).collect();
        for row in &self.rows {
            for (width, cell) in widths.iter_mut().zip(row) {
                *width = (*width).max(cell.width());
            }
        }
        let gaps = GAP * widths.len().saturating_sub(1);
        loop {
            let total: usize = widths.iter().sum::<usize>() + gaps;
            // Numbers are never cut: half an amount is a wrong one.
            let widest = widths.iter_mut().zip(&self.right).filter(|(_, right)| !**right);
            match widest.map(|(width, _)| width).max() {
                Some(width) if total > most && *width > LEAST => {
                    *width = width.saturating_sub(total - most).max(LEAST).max(*width * 3 / 4);
                }
                _ => return widths,
            }
        }
    }

    fn line(&self, cells: &[String], widths: &[usize]) -> String {
        let mut line = String::new();
        for (at, (cell, width)) in cells.iter().zip(widths).enumerate() {
            if at > 0 {
                line.push_str(&" ".repeat(GAP));
            }
            let cell = cut(cell, *width);
            let blanks = " ".repeat(width.saturating_sub(cell.width()));
            let right = self.right.get(at).copied().unwrap_or(false);
            line.push_str(&if right { blanks + &cell } else { cell + &blanks });
        }
        line
    }
}

/// Columns of the terminal.
fn columns() -> usize {
    let told = std::env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok());
    told.filter(|columns| *columns >= 20).unwrap_or(WIDTH)
}

/// The text in at most `width` columns; a cut is marked.
fn cut(text: &str, width: usize) -> String {
    if text.width() <= width {
        return text.to_owned();
    }
    let mut head = String::new();
    for grapheme in text.graphemes(true) {
        if head.width() + grapheme.width() + 1 > width {
            break;
        }
        head.push_str(grapheme);
    }
    head.push('…');
    head
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_line_up_by_width_and_numbers_are_never_cut() {
        let mut table = Table::new(["Name", ">Value"]);
        table.row(["上海明月科技有限公司上海明月科技有限公司".to_owned(), "¥480,000".to_owned()]);
        table.row(["Acme\u{1b}[2J".to_owned(), "¥1".to_owned()]);
        let widths = table.widths(30);
        let lines: Vec<String> = table.rows.iter().map(|row| table.line(row, &widths)).collect();
        assert!(lines.iter().all(|line| line.width() == lines[0].width()), "{lines:#?}");
        assert!(lines[0].width() <= 30 && lines[0].contains('…'), "{lines:#?}");
        assert!(lines[0].ends_with("¥480,000") && lines[1].ends_with("      ¥1"), "{lines:#?}");
    }
}
