//! The cells that an ODS file asks for by repeating: a few bytes can say "a billion times".

use super::Fault;

/// Cells at most, those between them counted.
const MOST_CELLS: u64 = 1_000_000;
/// The longest tag that is looked at.
const LONGEST_TAG: usize = 64 << 10;

/// Counts cells while the content streams by.
#[derive(Debug, Default)]
pub(super) struct Repeats {
    /// An unfinished tag.
    tag: Vec<u8>,
    inside: bool,
    /// Rows above the one that is open, blank ones only if something follows them.
    rows: u64,
    blank_rows: u64,
    /// The row that is open: how often it stands, cells, blank ones at its end, and whether there
    /// is something in it.
    times: u64,
    cells: u64,
    blanks: u64,
    widest: u64,
}

impl Repeats {
    /// Looks at the next piece.
    pub fn see(&mut self, piece: &[u8]) -> Result<(), Fault> {
        for &byte in piece {
            match (self.inside, byte) {
                (false, b'<') => {
                    self.inside = true;
                    self.tag.clear();
                }
                (true, b'>') => {
                    self.inside = false;
                    let tag = std::mem::take(&mut self.tag);
                    self.tag(&String::from_utf8_lossy(&tag))?;
                    self.tag = tag;
                }
                (true, _) if self.tag.len() < LONGEST_TAG => self.tag.push(byte),
                _ => {}
            }
        }
        Ok(())
    }

    fn tag(&mut self, tag: &str) -> Result<(), Fault> {
        let name = tag.split([' ', '\n', '\t', '\r', '/']).next().unwrap_or_default();
        let repeated = |what: &str| {
            let at = tag.split_once(what)?.1.trim_start().strip_prefix('=')?.trim_start();
            at.get(1..)?.split(['"', '\'']).next()?.parse::<u64>().ok()
        };
        match name {
            "table:table" => *self = Self { inside: false, ..Self::default() },
            "table:table-row" => {
                self.times = repeated("number-rows-repeated").unwrap_or(1);
                (self.cells, self.blanks) = (0, 0);
                if tag.ends_with('/') {
                    self.blank_rows = self.blank_rows.saturating_add(self.times);
                }
            }
            "table:table-cell" | "table:covered-table-cell" => {
                let times = repeated("number-columns-repeated").unwrap_or(1);
                if tag.ends_with('/') && !tag.contains("value") && !tag.contains("formula") {
                    self.blanks = self.blanks.saturating_add(times);
                } else {
                    self.cells = self.cells.saturating_add(self.blanks).saturating_add(times);
                    self.blanks = 0;
                }
            }
            _ if tag.starts_with("/table:table-row") => self.end_row()?,
            _ => {}
        }
        Ok(())
    }

    fn end_row(&mut self) -> Result<(), Fault> {
        if self.cells == 0 {
            self.blank_rows = self.blank_rows.saturating_add(self.times);
            return Ok(());
        }
        self.rows = self.rows.saturating_add(self.blank_rows).saturating_add(self.times);
        self.blank_rows = 0;
        self.widest = self.widest.max(self.cells);
        if self.rows.saturating_mul(self.widest) > MOST_CELLS {
            return Err(Fault::TooLarge);
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_too_large(rows: &str) -> bool {
        let mut repeats = Repeats::default();
        rows.as_bytes().chunks(3).any(|piece| repeats.see(piece).is_err())
    }

    #[test]
    fn empty_cells_without_end_are_fine_and_full_ones_are_not() {
        let empty = "<table:table-row table:number-rows-repeated=\"1048000\">\
             <table:table-cell table:number-columns-repeated=\"16384\"/></table:table-row>";
        let full = "<table:table-row><table:table-cell office:value-type=\"string\"><text:p>x\
             </text:p></table:table-cell></table:table-row>";
        assert!(!is_too_large(&format!("{full}{full}{empty}")));
        assert!(is_too_large(&format!("{full}{empty}{full}")));
        let many = full
            .replace("<table:table-row>", "<table:table-row table:number-rows-repeated='2000000'>");
        assert!(is_too_large(&many));
        let wide = full.replace(
            "office:value-type",
            "table:number-columns-repeated=\"9999999\" office:value-type",
        );
        assert!(is_too_large(&wide));
    }
}
