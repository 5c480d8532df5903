//! Text from outside: made safe once where it comes in, and swept where it goes to a terminal.

use std::borrow::Cow;

/// Without blanks at the ends and without the characters that steer a terminal or turn the
/// reading direction; line breaks and tabs inside stay.
pub fn clean(text: &str) -> Cow<'_, str> {
    let text = text.trim_matches(|c: char| c.is_whitespace() || steers(c));
    if text.contains(|c| steers(c) || is_odd_break(c)) {
        let text = text.replace("\r\n", "\n").replace(is_odd_break, "\n");
        Cow::Owned(text.replace(steers, ""))
    } else {
        Cow::Borrowed(text)
    }
}

/// The same on one line: names and the like must not break a list.
pub fn clean_line(text: &str) -> String {
    clean(text).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The text without what steers; line breaks and tabs stay.
pub fn swept(text: &str) -> Cow<'_, str> {
    if text.contains(steers) { Cow::Owned(text.replace(steers, "")) } else { Cow::Borrowed(text) }
}

/// The text on one line, without what steers.
pub fn one_line(text: &str) -> Cow<'_, str> {
    let breaks = |c: char| matches!(c, '\n' | '\t') || is_odd_break(c);
    if !text.contains(|c| steers(c) || breaks(c)) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.replace("\r\n", " ").replace(breaks, " ").replace(steers, ""))
}

/// Whether a character steers the terminal, hides, or turns the reading direction. Line breaks and
/// tabs do not.
pub fn steers(c: char) -> bool {
    (c.is_control() && !matches!(c, '\n' | '\t' | '\r'))
        || matches!(c, '\u{061C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}')
        || matches!(c, '\u{2066}'..='\u{2069}' | '\u{FEFF}')
}

/// Breaks a line as `\n` does.
const fn is_odd_break(c: char) -> bool {
    matches!(c, '\r' | '\u{2028}' | '\u{2029}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_steers_a_terminal_is_taken_out() {
        let cases = [
            ("  明月　", "明月"),
            ("\u{1b}[31mred\u{7}", "[31mred"),
            ("a\u{202E}b", "ab"),
            ("\u{FEFF}名", "名"),
            ("a\0b", "ab"),
            ("two\r\nlines", "two\nlines"),
            ("old\rmac\u{2028}lines", "old\nmac\nlines"),
            ("👩‍👩‍👧", "👩‍👩‍👧"),
            ("\u{1b}\u{202e} ", ""),
        ];
        for (text, expected) in cases {
            assert_eq!(clean(text), expected, "{text:?}");
            assert_eq!(clean(expected), expected, "cleaning twice: {text:?}");
        }
        assert_eq!(clean_line(" two\r\n lines\u{2029}of\ttext "), "two lines of text");
    }

    #[test]
    fn nothing_that_steers_comes_through() {
        for (text, line, whole) in [
            ("plain 明月 👩‍👩‍👧", "plain 明月 👩‍👩‍👧", "plain 明月 👩‍👩‍👧"),
            ("a\u{1b}[31mb\u{7}\u{9b}2J", "a[31mb2J", "a[31mb2J"),
            ("two\r\nlines\tx", "two lines x", "two\r\nlines\tx"),
            ("a\u{202E}b\u{2066}c", "abc", "abc"),
        ] {
            assert_eq!(one_line(text), line, "{text:?}");
            assert_eq!(swept(text), whole, "{text:?}");
        }
    }
}
