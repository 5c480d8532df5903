//! Cells that a spreadsheet would take for a formula: made harmless on the way out, themselves
//! again on the way in.

use std::borrow::Cow;

/// The characters at which a spreadsheet starts to compute.
const STARTS: [char; 6] = ['=', '+', '-', '@', '\t', '\r'];

/// The cell with a `'` before it if it would be computed. Numbers and telephone numbers
/// (`-12.5`, `+86 138…`) stay as they are.
pub fn neutral(cell: &str) -> Cow<'_, str> {
    let body = cell.trim_start_matches('\'');
    let quoted = body.len() < cell.len();
    if body.starts_with(STARTS) && (quoted || !is_number(body)) {
        Cow::Owned(format!("'{cell}"))
    } else {
        Cow::Borrowed(cell)
    }
}

/// The cell without the `'` that [`neutral`] put before it.
pub fn restored(cell: &str) -> &str {
    let body = cell.trim_start_matches('\'');
    let Some(inner) = cell.strip_prefix('\'') else { return cell };
    if body.starts_with(STARTS) { inner } else { cell }
}

/// A sign, then digits with what parts them.
fn is_number(cell: &str) -> bool {
    let Some(rest) = cell.strip_prefix(['+', '-']) else { return false };
    let parts = |c: char| c.is_ascii_digit() || " .,()-".contains(c);
    rest.starts_with(|c: char| c.is_ascii_digit() || c == '(' || c == '.')
        && rest.contains(|c: char| c.is_ascii_digit())
        && rest.chars().all(parts)
    // `-1-2` is a number to be called, `-1 - (2)` could be computed; neither calls anything.
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_are_harmless_and_come_back() {
        let cases = [
            ("=1+1", "'=1+1"),
            ("+HYPERLINK(A1)", "'+HYPERLINK(A1)"),
            ("-cmd|' /C calc'!A0", "'-cmd|' /C calc'!A0"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("\t=1", "'\t=1"),
            ("-", "'-"),
            ("'=1", "''=1"),
            ("'+86 138", "''+86 138"),
            ("+86 138-0013-8000", "+86 138-0013-8000"),
            ("-12.50", "-12.50"),
            ("'n beetje", "'n beetje"),
            ("明月", "明月"),
            ("", ""),
        ];
        for (cell, safe) in cases {
            assert_eq!(neutral(cell), safe, "{cell}");
            assert_eq!(restored(safe), cell, "{cell}");
        }
    }
}
