//! A line of text being typed, with a real cursor and styled parts.

use std::{cell::Cell, ops::Range};

use ratatui::{
    Frame,
    crossterm::event::{KeyCode, KeyEvent, KeyModifiers},
    layout::Rect,
};
use unicode_segmentation::UnicodeSegmentation;

use crate::tui::{cx::Cx, text, theme::Role, view::Input};

/// A text of one line and a cursor in it, always between two graphemes.
#[derive(Clone, Debug, Default)]
pub struct LineInput {
    value: String,
    cursor: usize,
    start: Cell<usize>,
}

impl LineInput {
    /// A line with a text in it and the cursor behind.
    pub fn new(value: &str) -> Self {
        let value = text::sanitise(value).into_owned();
        Self { cursor: value.len(), value, start: Cell::new(0) }
    }

    /// The text.
    pub fn value(&self) -> &str {
        &self.value
    }

    /// Replaces the text and puts the cursor behind it.
    pub fn set(&mut self, value: &str) {
        *self = Self::new(value);
    }

    /// Byte offset of the cursor.
    pub const fn cursor(&self) -> usize {
        self.cursor
    }

    /// Replaces a part of the text, given in bytes, and puts the cursor behind the new part. A range
    /// that is not in the text changes nothing.
    pub fn replace(&mut self, range: Range<usize>, with: &str) {
        if self.value.get(range.clone()).is_some() {
            let with = text::sanitise(with);
            self.value.replace_range(range.clone(), &with);
            self.cursor = self.boundary_after(range.start + with.len());
        }
    }

    /// Takes a key or a text; says whether it was one that edits the line.
    pub fn input(&mut self, input: &Input) -> bool {
        match input {
            Input::Key(key) => self.key(*key),
            Input::Paste(text) => {
                self.replace(self.cursor..self.cursor, text.trim_end());
                true
            }
            Input::Edited(text) => {
                self.set(text.trim_end());
                true
            }
        }
    }

    fn key(&mut self, key: KeyEvent) -> bool {
        let control = key.modifiers.contains(KeyModifiers::CONTROL);
        let alt = key.modifiers.contains(KeyModifiers::ALT);
        let (here, end) = (self.cursor, self.value.len());
        match key.code {
            KeyCode::Char('w') if control => self.replace(self.word_before()..here, ""),
            KeyCode::Char('u') if control => self.replace(0..here, ""),
            KeyCode::Char('k') if control => self.replace(here..end, ""),
            KeyCode::Char('a') if control => self.cursor = 0,
            KeyCode::Char('b') if alt => self.cursor = self.word_before(),
            KeyCode::Char('f') if alt => self.cursor = self.word_after(),
            // Control and Alt together are AltGr on some keyboards: it types.
            KeyCode::Char(character) if control == alt => {
                self.replace(here..here, character.encode_utf8(&mut [0; 4]));
            }
            KeyCode::Backspace if control || alt => self.replace(self.word_before()..here, ""),
            KeyCode::Backspace if here == 0 => return end > 0,
            KeyCode::Backspace => self.replace(self.before(here)..here, ""),
            KeyCode::Delete => self.replace(here..self.after(here), ""),
            KeyCode::Left if control || alt => self.cursor = self.word_before(),
            KeyCode::Right if control || alt => self.cursor = self.word_after(),
            KeyCode::Left => self.cursor = self.before(here),
            KeyCode::Right => self.cursor = self.after(here),
            KeyCode::Home => self.cursor = 0,
            KeyCode::End => self.cursor = end,
            _ => return false,
        }
        true
    }

    /// Draws the line, scrolled so that the cursor is in view; `marks` gives roles to ranges of
    /// bytes. The terminal's cursor is put there if the line has the focus.
    pub fn draw(
        &self,
        frame: &mut Frame<'_>,
        area: Rect,
        cx: &Cx<'_>,
        marks: &[(Range<usize>, Role)],
        has_focus: bool,
    ) {
        if area.is_empty() {
            return;
        }
        let columns = usize::from(area.width);
        self.scroll(columns);
        let start = self.start.get();
        let mut x = area.x;
        for (at, grapheme) in self.shown().grapheme_indices(true) {
            let wide = text::width(grapheme);
            if usize::from(area.right() - x) < wide {
                break;
            }
            let role = marks
                .iter()
                .find(|(range, _)| range.contains(&(start + at)))
                .map_or(Role::Text, |(_, role)| *role);
            let style = cx.theme.style(role);
            (x, _) = frame.buffer_mut().set_stringn(x, area.y, grapheme, wide, style);
        }
        if has_focus {
            let before = self.value.get(start..self.cursor).map_or(0, text::width);
            let column = u16::try_from(before.min(columns - 1)).unwrap_or(0);
            frame.set_cursor_position((area.x + column, area.y));
        }
    }

    fn shown(&self) -> &str {
        self.value.get(self.start.get()..).unwrap_or_default()
    }

    /// Keeps the cursor, which needs a column of its own, inside, and no room unused at the end.
    fn scroll(&self, columns: usize) {
        let mut start = self.start.get().min(self.cursor);
        let width_from =
            |start: usize, end: usize| self.value.get(start..end).map_or(0, text::width);
        while start < self.cursor && width_from(start, self.cursor) >= columns {
            start = self.after(start);
        }
        while start > 0 && width_from(self.before(start), self.value.len()) < columns {
            start = self.before(start);
        }
        self.start.set(start);
    }

    fn before(&self, at: usize) -> usize {
        let head = self.value.get(..at).unwrap_or_default();
        head.grapheme_indices(true).next_back().map_or(0, |(start, _)| start)
    }

    fn after(&self, at: usize) -> usize {
        let tail = self.value.get(at..).unwrap_or_default();
        at + tail.graphemes(true).next().map_or(0, str::len)
    }

    /// The first grapheme boundary at or behind a place: what was inserted may have joined.
    fn boundary_after(&self, at: usize) -> usize {
        let starts = self.value.grapheme_indices(true).map(|(start, _)| start);
        starts.chain([self.value.len()]).find(|start| *start >= at).unwrap_or(self.value.len())
    }

    fn word_before(&self) -> usize {
        let head = self.value.get(..self.cursor).unwrap_or_default();
        head.unicode_word_indices().next_back().map_or(0, |(start, _)| start)
    }

    fn word_after(&self) -> usize {
        let tail = self.value.get(self.cursor..).unwrap_or_default();
        let word = tail.unicode_word_indices().next();
        word.map_or(self.value.len(), |(start, word)| self.cursor + start + word.len())
    }
}

#[cfg(test)]
pub(in crate::tui) mod tests {
    use super::*;
    use crate::tui::{cx::tests::desk, key::Key, widget::panel::tests::rows};
    use ratatui::{Terminal, backend::TestBackend};

    /// The input of a key by its name in the keymap; a single character is typed as it is.
    pub fn key(name: &str) -> Input {
        let mut characters = name.chars();
        let typed = characters.next().filter(|_| characters.next().is_none());
        let named = || Key::from_name(name).unwrap().event();
        Input::Key(typed.map_or_else(named, |typed| KeyCode::Char(typed).into()))
    }

    #[test]
    fn keys_edit_whole_graphemes_and_words() {
        for (start, keys, expected, cursor) in [
            ("", "a b", "ab", 2),
            ("", "上 海", "上海", 6),
            ("上海", "backspace", "上", 3),
            ("👨‍👩‍👧x", "left backspace", "x", 0),
            ("abc", "home delete", "bc", 0),
            ("abc", "left left right x", "abxc", 3),
            ("call back now", "ctrl-w", "call back ", 10),
            ("call back now", "ctrl-left ctrl-left x", "call xback now", 6),
            ("call back", "home ctrl-right !", "call! back", 5),
            ("call back", "left ctrl-u", "k", 0),
            ("call back", "home ctrl-k", "", 0),
            ("上海明月", "ctrl-w", "上海明", 9),
            // A typed mark joins the letter before it.
            ("e", "\u{301} backspace", "", 0),
        ] {
            let mut line = LineInput::new(start);
            for name in keys.split(' ') {
                assert!(line.input(&key(name)), "{name}");
            }
            assert_eq!((line.value(), line.cursor()), (expected, cursor), "{start} {keys}");
        }
        let mut line = LineInput::new("");
        for name in ["enter", "esc", "tab", "ctrl-e", "ctrl-p", "f1", "backspace"] {
            assert!(!line.input(&key(name)), "{name} is not the line's");
        }
        line.input(&Input::Paste("one\ntwo\u{202e}\n".to_owned()));
        assert_eq!(line.value(), "one two");
        line.replace(0..3, "三");
        assert_eq!((line.value(), line.cursor()), ("三 two", 3));
    }

    #[test]
    fn a_long_line_scrolls_and_the_cursor_stays_on_its_character() {
        let desk = desk();
        let mut line = LineInput::new("上海明月科技ab");
        for (keys, width, shown, cursor) in [
            ("end", 20, "上海明月科技ab", 14),
            ("end", 7, "科技ab", 6),
            ("left", 7, "科技ab", 5),
            ("home", 7, "上海明", 0),
            ("right", 7, "上海明", 2),
            ("end", 1, "", 0),
            ("home", 2, "上", 0),
        ] {
            line.input(&key(keys));
            let mut terminal = Terminal::new(TestBackend::new(width, 1)).unwrap();
            terminal.draw(|f| line.draw(f, f.area(), &desk.cx(), &[], true)).unwrap();
            assert_eq!(rows(terminal.backend().buffer()), [shown], "{keys} {width}");
            terminal.backend_mut().assert_cursor_position((cursor, 0));
        }
    }

    #[test]
    fn marks_give_roles_to_parts() {
        let desk = desk();
        let line = LineInput::new("谈了 >fri");
        let mut terminal = Terminal::new(TestBackend::new(12, 1)).unwrap();
        let marks = [(7..11, Role::Marker)];
        terminal.draw(|f| line.draw(f, f.area(), &desk.cx(), &marks, false)).unwrap();
        let buffer = terminal.backend().buffer();
        assert_eq!(buffer[(5, 0)].fg, desk.theme.style(Role::Marker).fg.unwrap());
        assert_ne!(buffer[(0, 0)].fg, buffer[(5, 0)].fg);
    }
}
