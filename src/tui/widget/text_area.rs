//! A text of several lines being typed, wrapped to the width it has.

use ratatui::{
    Frame,
    crossterm::event::{KeyCode, KeyEvent, KeyModifiers},
    layout::Rect,
    style::Style,
};
use ratatui_textarea::{CursorMove, TextArea as Inner, WrapMode};

use crate::tui::{cx::Cx, text, theme::Role, view::Input};

/// A text of several lines and a cursor in it.
#[derive(Clone, Debug)]
pub struct TextArea {
    inner: Inner<'static>,
}

impl TextArea {
    /// An area with a text in it and the cursor behind.
    pub fn new(value: &str) -> Self {
        let lines = text::sanitise_lines(value).split('\n').map(str::to_owned).collect();
        let mut inner = Inner::new(lines);
        inner.set_wrap_mode(WrapMode::WordOrGlyph);
        inner.set_cursor_line_style(Style::new());
        // The terminal's own cursor is shown: input methods for Chinese anchor there.
        inner.set_cursor_style(Style::new());
        inner.move_cursor(CursorMove::Bottom);
        inner.move_cursor(CursorMove::End);
        Self { inner }
    }

    /// The text.
    pub fn value(&self) -> String {
        self.inner.lines().join("\n")
    }

    /// Takes a key or a text; says whether it was one that edits the text or moves in it.
    pub fn input(&mut self, input: &Input) -> bool {
        match input {
            Input::Key(key) => self.key(*key),
            Input::Paste(text) => {
                self.inner.insert_str(text::sanitise_lines(text));
                true
            }
            Input::Edited(text) => {
                *self = Self::new(text.trim_end());
                true
            }
        }
    }

    fn key(&mut self, key: KeyEvent) -> bool {
        let control = key.modifiers.contains(KeyModifiers::CONTROL);
        let before = self.inner.cursor();
        match key.code {
            KeyCode::Char('w' | 'u' | 'k' | 'a') if control => {}
            KeyCode::Char(_) if control => return false,
            KeyCode::Enter if control => return false,
            KeyCode::Char(_) | KeyCode::Enter | KeyCode::Backspace | KeyCode::Delete => {}
            KeyCode::Left | KeyCode::Right | KeyCode::Home | KeyCode::End => {}
            // At the edge they go on to what is around.
            KeyCode::Up | KeyCode::Down => {
                self.inner.input(key);
                return self.inner.cursor() != before;
            }
            _ => return false,
        }
        if control && key.code == KeyCode::Char('u') {
            self.inner.delete_line_by_head();
        } else {
            self.inner.input(key);
        }
        true
    }

    /// Draws the text, scrolled so that the cursor is in view.
    pub fn draw(&self, frame: &mut Frame<'_>, area: Rect, cx: &Cx<'_>, has_focus: bool) {
        if area.is_empty() {
            return;
        }
        frame.buffer_mut().set_style(area, cx.theme.style(Role::Text));
        frame.render_widget(&self.inner, area);
        if has_focus {
            let cursor = self.inner.screen_cursor();
            let (top, left) = self.inner.scroll_offset();
            let within = |at: usize, from: u16, size: u16| {
                u16::try_from(at).unwrap_or(u16::MAX).saturating_sub(from).min(size - 1)
            };
            frame.set_cursor_position((
                area.x + within(cursor.col, left, area.width),
                area.y + within(cursor.row, top, area.height),
            ));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::{
        cx::tests::desk,
        widget::{line_input::tests::key, panel::tests::rows},
    };
    use ratatui::{Terminal, backend::TestBackend};

    #[test]
    fn typing_wraps_and_the_cursor_follows() {
        let desk = desk();
        let mut area = TextArea::new("看过报价");
        for name in ["，", "周", "五", "enter", "o", "k"] {
            assert!(area.input(&key(name)), "{name}");
        }
        assert_eq!(area.value(), "看过报价，周五\nok");
        let mut terminal = Terminal::new(TestBackend::new(8, 4)).unwrap();
        terminal.draw(|f| area.draw(f, f.area(), &desk.cx(), true)).unwrap();
        assert_eq!(rows(terminal.backend().buffer()), ["看过报价", "，周五", "ok", ""]);
        terminal.backend_mut().assert_cursor_position((2, 2));
    }

    #[test]
    fn keys_of_the_form_pass_and_text_from_outside_is_cleaned() {
        let mut area = TextArea::new("one");
        for name in ["tab", "backtab", "esc", "ctrl-s", "ctrl-e", "up", "down", "f1"] {
            assert!(!area.input(&key(name)), "{name} is not the area's");
        }
        area.input(&Input::Paste("\u{1b}[2J\ntwo\u{202e}".to_owned()));
        assert_eq!(area.value(), "one[2J\ntwo");
        assert!(area.input(&key("up")));
        area.input(&Input::Edited("new\ntext\n".to_owned()));
        assert_eq!(area.value(), "new\ntext");
    }
}
