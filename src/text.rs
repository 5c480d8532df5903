//! What text from outside may not do to a terminal.

use std::borrow::Cow;

/// Whether a character steers the terminal, hides, or turns the reading direction. Line breaks and
/// tabs count too: [`swept`] and [`one_line`] say what becomes of them.
pub fn steers(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{61C}' | '\u{200E}' | '\u{200F}' | '\u{2028}'..='\u{202E}')
        || matches!(c, '\u{2066}'..='\u{2069}' | '\u{FEFF}')
}

/// The text without what steers; line breaks and tabs stay.
pub fn swept(text: &str) -> Cow<'_, str> {
    let bad = |c: char| steers(c) && !matches!(c, '\n' | '\t');
    if text.contains(bad) { Cow::Owned(text.replace(bad, "")) } else { Cow::Borrowed(text) }
}

/// The text on one line, without what steers.
pub fn one_line(text: &str) -> Cow<'_, str> {
    if !text.contains(steers) {
        return Cow::Borrowed(text);
    }
    let spaced = text.replace("\r\n", " ").replace(['\n', '\r', '\t', '\u{2028}', '\u{2029}'], " ");
    Cow::Owned(spaced.replace(steers, ""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_that_steers_comes_through() {
        for (text, line, whole) in [
            ("plain 明月 👩‍👩‍👧", "plain 明月 👩‍👩‍👧", "plain 明月 👩‍👩‍👧"),
            ("a\u{1b}[31mb\u{7}\u{9b}2J", "a[31mb2J", "a[31mb2J"),
            ("two\r\nlines\tx", "two lines x", "two\nlines\tx"),
            ("a\u{202E}b\u{2066}c", "abc", "abc"),
        ] {
            assert_eq!(one_line(text), line, "{text:?}");
            assert_eq!(swept(text), whole, "{text:?}");
        }
    }
}
