//! Text that is as wide as it looks: cut, padded, wrapped, and cleaned of what upsets a terminal.

use std::borrow::Cow;

use ratatui::buffer::{Buffer, CellWidth};
use unicode_segmentation::UnicodeSegmentation;

/// Most invisible characters that may hang on one visible one. The longest honest stack, a flag of
/// tags, has six; what is longer only smears over other rows.
const LONGEST_STACK: usize = 8;

/// Columns that a text takes on a terminal.
pub fn width(text: &str) -> usize {
    if text.is_ascii() {
        return text.len();
    }
    text.graphemes(true).map(grapheme_width).sum()
}

/// The text in exactly `columns` columns, left-aligned. What does not fit is cut between
/// graphemes and the cut is shown by `mark`; a wide character is never halved.
pub fn fit(text: &str, columns: usize, mark: &str) -> String {
    let mut fitted = cut(text, columns, mark).into_owned();
    let missing = columns.saturating_sub(width(&fitted));
    fitted.extend(std::iter::repeat_n(' ', missing));
    fitted
}

/// Like [`fit`], right-aligned: for numbers.
pub fn fit_right(text: &str, columns: usize, mark: &str) -> String {
    let fitted = cut(text, columns, mark);
    let missing = columns.saturating_sub(width(&fitted));
    let mut padded = " ".repeat(missing);
    padded.push_str(&fitted);
    padded
}

/// The text in at most `columns` columns, with `mark` at the end where something was cut.
pub fn cut<'a>(text: &'a str, columns: usize, mark: &str) -> Cow<'a, str> {
    if width(text) <= columns {
        return Cow::Borrowed(text);
    }
    let mark = if width(mark) <= columns { mark } else { "" };
    let mut head = head(text, columns - width(mark)).to_owned();
    head.push_str(mark);
    Cow::Owned(head)
}

/// The longest beginning of the text that fits in `columns` columns.
pub fn head(text: &str, columns: usize) -> &str {
    let mut used = 0;
    for (at, grapheme) in text.grapheme_indices(true) {
        used += grapheme_width(grapheme);
        if used > columns {
            return text.get(..at).unwrap_or_default();
        }
    }
    text
}

/// The text in lines of at most `columns` columns, broken at blanks and between Chinese
/// characters, but never before closing or after opening punctuation. Words longer than a line are
/// broken; line ends of the text stay. Zero columns give no lines.
pub fn wrap(text: &str, columns: usize) -> Vec<String> {
    if columns == 0 {
        return Vec::new();
    }
    let mut lines = Vec::new();
    for paragraph in text.lines() {
        let mut line = String::new();
        for piece in pieces(paragraph) {
            push_piece(piece, columns, &mut line, &mut lines);
        }
        lines.push(line.trim_end().to_owned());
    }
    lines
}

fn push_piece(piece: &str, columns: usize, line: &mut String, lines: &mut Vec<String>) {
    let room = columns.saturating_sub(width(line));
    if width(piece.trim_end()) <= room {
        if !(line.is_empty() && piece.trim().is_empty() && !lines.is_empty()) {
            line.push_str(piece);
        }
        return;
    }
    if !line.trim().is_empty() {
        lines.push(std::mem::take(line).trim_end().to_owned());
        return push_piece(piece, columns, line, lines);
    }
    line.clear();
    for grapheme in piece.graphemes(true) {
        if !line.is_empty() && width(line) + grapheme_width(grapheme) > columns {
            lines.push(std::mem::take(line).trim_end().to_owned());
        }
        // A wide character in a single column cannot be shown at all.
        if grapheme_width(grapheme) <= columns {
            line.push_str(grapheme);
        }
    }
}

/// The unbreakable pieces of a line, each with the blanks that follow it.
fn pieces(line: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut start = 0;
    let mut before: Option<&str> = None;
    for (at, grapheme) in line.grapheme_indices(true) {
        if before.is_some_and(|before| may_break(before, grapheme)) {
            pieces.extend(line.get(start..at));
            start = at;
        }
        before = Some(grapheme);
    }
    pieces.extend(line.get(start..).filter(|rest| !rest.is_empty()));
    pieces
}

fn may_break(before: &str, after: &str) -> bool {
    const OPENING: &str = "（《「『【〈〔“‘([{";
    const CLOSING: &str = "，。、；：？！）》」』】〉〕”’…—,.;:?!)]}%";
    if before.chars().all(char::is_whitespace) {
        return !after.chars().all(char::is_whitespace);
    }
    let wide = grapheme_width(before) > 1 || grapheme_width(after) > 1;
    wide && !after.chars().all(char::is_whitespace)
        && !OPENING.contains(before)
        && !CLOSING.contains(after)
}

/// One line, safe to show: line ends and tabs become blanks; control characters, direction
/// overrides and invisible characters go; a joiner stays only where it joins.
pub fn sanitise(text: &str) -> Cow<'_, str> {
    clean(text, false)
}

/// Like [`sanitise`], but line ends stay: for notes.
pub fn sanitise_lines(text: &str) -> Cow<'_, str> {
    clean(text, true)
}

/// Removes from a finished frame what no cell may send to a terminal, whoever drew it.
pub fn sweep(buffer: &mut Buffer) {
    for cell in &mut buffer.content {
        let symbol = cell.symbol();
        if matches!(symbol.as_bytes(), [b' '..=b'~']) || is_clean(symbol) {
            continue;
        }
        let swept = sanitise(symbol).into_owned();
        cell.set_symbol(if swept.is_empty() { " " } else { &swept });
    }
}

fn clean(text: &str, keep_lines: bool) -> Cow<'_, str> {
    if is_clean(text) {
        return Cow::Borrowed(text);
    }
    let mut cleaned = String::with_capacity(text.len());
    for grapheme in text.graphemes(true) {
        match grapheme {
            "\n" | "\r\n" | "\u{2028}" | "\u{2029}" if keep_lines => cleaned.push('\n'),
            "\n" | "\r\n" | "\r" | "\t" | "\u{2028}" | "\u{2029}" => cleaned.push(' '),
            _ => push_clean(grapheme, &mut cleaned),
        }
    }
    Cow::Owned(cleaned)
}

fn push_clean(grapheme: &str, cleaned: &mut String) {
    let mut stack = 0;
    let mut seen_base = false;
    let mut characters = grapheme.chars().filter(|c| !is_forbidden(*c)).peekable();
    while let Some(character) = characters.next() {
        let shows = char_width(character) > 0;
        let joins = character != JOINER || characters.peek().is_some_and(|c| char_width(*c) > 0);
        stack = if shows { 0 } else { stack + 1 };
        seen_base |= shows;
        if seen_base && joins && stack <= LONGEST_STACK {
            cleaned.push(character);
        }
    }
}

/// Nothing in the text needs [`clean`]: the quick way for nearly all text.
fn is_clean(text: &str) -> bool {
    if text.bytes().all(|byte| matches!(byte, b' '..=b'~')) {
        return true;
    }
    // Marks that stand on nothing and long stacks are found grapheme by grapheme, but only where
    // the text has invisible characters at all.
    text.chars().all(|c| !is_forbidden(c) && char_width(c) > 0)
        || text.graphemes(true).all(|grapheme| {
            let mut cleaned = String::with_capacity(grapheme.len());
            push_clean(grapheme, &mut cleaned);
            cleaned == grapheme
        })
}

const JOINER: char = '\u{200D}';

fn is_forbidden(character: char) -> bool {
    character.is_control()
        || matches!(character,
            '\u{00AD}' | '\u{061C}' | '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}'
            | '\u{180B}'..='\u{180F}'
            | '\u{200B}' | '\u{200C}' | '\u{200E}' | '\u{200F}'
            | '\u{2028}'..='\u{202E}'
            | '\u{2060}'..='\u{206F}'
            | '\u{3164}' | '\u{FEFF}' | '\u{FFA0}' | '\u{FFF0}'..='\u{FFFB}'
            | '\u{1BCA0}'..='\u{1BCA3}' | '\u{1D173}'..='\u{1D17A}' | '\u{E0001}')
}

fn grapheme_width(grapheme: &str) -> usize {
    if grapheme.chars().any(char::is_control) {
        return 0;
    }
    usize::from(grapheme.cell_width())
}

fn char_width(character: char) -> usize {
    unicode_width::UnicodeWidthChar::width(character).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use ratatui::layout::Rect;

    const FAMILY: &str = "👨‍👩‍👧";

    #[test]
    fn fit_gives_the_exact_width_and_marks_the_cut() {
        for (text, columns, expected) in [
            ("Acme", 6, "Acme  "),
            ("Acme", 4, "Acme"),
            ("Acme", 3, "Ac…"),
            ("Acme", 1, "…"),
            ("Acme", 0, ""),
            ("上海明月科技", 12, "上海明月科技"),
            ("上海明月科技", 11, "上海明月科…"),
            // The half that is left of a wide character is a blank after the mark.
            ("上海明月科技", 6, "上海… "),
            ("上海", 1, "…"),
            ("e\u{301}te\u{301}s", 3, "e\u{301}t…"),
            (FAMILY, 2, FAMILY),
            ("👨‍👩‍👧👨‍👩‍👧", 3, "👨‍👩‍👧…"),
            ("👨‍👩‍👧x", 2, "… "),
        ] {
            let fitted = fit(text, columns, "…");
            assert_eq!(fitted, expected, "{text} in {columns}");
            assert_eq!(width(&fitted), columns);
        }
        assert_eq!(fit_right("48,000", 8, "…"), "  48,000");
        assert_eq!(fit_right("上海明月", 7, "…"), "上海明…");
        assert_eq!(fit("customer", 6, "..."), "cus...");
        assert_eq!(fit("customer", 2, "..."), "cu");
    }

    #[test]
    fn wrap_breaks_at_blanks_and_between_chinese_characters() {
        for (text, columns, expected) in [
            ("call back on Friday", 9, vec!["call back", "on Friday"]),
            ("看过报价,周一下午答复", 8, vec!["看过报", "价,周一", "下午答复"]),
            ("价格太高。再谈", 8, vec!["价格太", "高。再谈"]),
            ("见《报价单》第二页", 8, vec!["见《报价", "单》第二", "页"]),
            ("unbreakable", 4, vec!["unbr", "eaka", "ble"]),
            ("a unbreakable", 4, vec!["a", "unbr", "eaka", "ble"]),
            ("one\n\ntwo", 9, vec!["one", "", "two"]),
            ("上", 1, vec![""]),
            ("quote 报价 ok", 7, vec!["quote", "报价 ok"]),
            ("", 5, vec![]),
            ("text", 0, vec![]),
        ] {
            let lines = wrap(text, columns);
            assert_eq!(lines, expected, "{text} in {columns}");
            assert!(lines.iter().all(|line| width(line) <= columns));
        }
    }

    #[test]
    fn sanitise_keeps_what_is_seen_and_drops_what_deceives() {
        for (text, expected) in [
            ("上海明月科技", "上海明月科技"),
            ("a\u{1b}[31mred", "a[31mred"),
            ("one\ttwo\nthree\r\nfour", "one two three four"),
            ("in\u{202E}voice\u{2066}x\u{2069}", "invoicex"),
            ("zero\u{200B}\u{FEFF}\u{2060}\u{00AD}width", "zerowidth"),
            ("\u{9b}2J\u{7f}", "2J"),
            (FAMILY, FAMILY),
            ("a\u{200D}b\u{200D}", "ab"),
            ("👩\u{200D}", "👩"),
            ("\u{301}lone", "lone"),
            (
                "🏴\u{E0067}\u{E0062}\u{E0065}\u{E006E}\u{E0067}\u{E007F}",
                "🏴\u{E0067}\u{E0062}\u{E0065}\u{E006E}\u{E0067}\u{E007F}",
            ),
            ("❤\u{FE0F}", "❤\u{FE0F}"),
            ("क्\u{200D}ष", "क्\u{200D}ष"),
            ("Việt", "Việt"),
        ] {
            assert_eq!(sanitise(text), expected, "{text:?}");
            assert_eq!(sanitise(expected), expected);
        }
        assert_eq!(sanitise_lines("a\r\nb\u{2028}c\td"), "a\nb\nc d");
        let smear = format!("Z{}", "\u{0330}".repeat(60));
        assert_eq!(sanitise(&smear).chars().count(), 1 + LONGEST_STACK);
    }

    #[test]
    fn a_swept_frame_has_no_overrides_and_no_control_characters() {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 4, 1));
        for (x, symbol) in ["a\u{202E}", "\u{1b}", FAMILY, "明"].iter().enumerate() {
            buffer[(u16::try_from(x).unwrap(), 0)].set_symbol(symbol);
        }
        sweep(&mut buffer);
        let symbols: Vec<_> = buffer.content.iter().map(ratatui::buffer::Cell::symbol).collect();
        assert_eq!(symbols, ["a", " ", FAMILY, "明"]);
    }
}
