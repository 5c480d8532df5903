//! The bottom line: the keys that work here, what was said, the file and who one is.

use ratatui::{
    Frame,
    layout::Rect,
    text::{Line, Span},
};

use crate::tui::{
    action::{Action, Context},
    cx::Cx,
    text,
    theme::{Role, Symbol},
};

/// Where one works: the right end of the bottom line.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facts {
    /// Name of the file.
    pub file: String,
    /// Name of the member.
    pub member: String,
    /// Changes that no one else has yet.
    pub unsynced: usize,
    /// Other copies of the file beside it with something new.
    pub copies: usize,
    /// How the day stands, for the top line, in the user's language.
    pub headline: String,
}

/// What the right end of the bottom line says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// How it looks.
    pub role: Role,
    /// The words.
    pub text: String,
}

impl Facts {
    /// The facts as a message: file, member, unsynced changes.
    pub fn message(&self, cx: &Cx<'_>) -> Message {
        let mut parts = vec![self.file.clone(), self.member.clone()];
        if self.unsynced > 0 {
            let unsynced = [("count", self.unsynced.into())];
            parts.push(cx.words.format("status-unsynced", &unsynced));
        }
        if self.copies > 0 {
            let key = cx.keymap.key(Context::Global, Action::Merge).unwrap_or_default();
            let copies = [("count", self.copies.into()), ("key", key.into())];
            parts.push(cx.words.format("status-copies", &copies));
        }
        parts.retain(|part| !part.is_empty());
        let separator = format!(" {} ", cx.theme.symbol(Symbol::Separator));
        let text = text::sanitise(&parts.join(&separator)).into_owned();
        Message { role: Role::Status, text }
    }
}

/// Draws the bottom line: as many keys with their words as there is room for beside the message.
pub fn status(
    frame: &mut Frame<'_>,
    area: Rect,
    keys: &[(String, String)],
    message: &Message,
    cx: &Cx<'_>,
) {
    if area.is_empty() {
        return;
    }
    frame.buffer_mut().set_style(area, cx.theme.style(Role::Status));
    let columns = usize::from(area.width);
    let text = cx.theme.cut(&message.text, columns.saturating_sub(2));
    let taken = text::width(&text) + 1;
    let mut line = Line::default();
    for (key, word) in keys {
        let wide = text::width(key) + text::width(word) + 3;
        if line.width() + wide + taken > columns {
            break;
        }
        line.push_span(" ");
        line.push_span(Span::styled(key.clone(), cx.theme.style(Role::Key)));
        line.push_span(Span::styled(format!(" {word} "), cx.theme.style(Role::Status)));
    }
    let rest = columns.saturating_sub(line.width() + taken);
    line.push_span(" ".repeat(rest));
    line.push_span(Span::styled(text, cx.theme.style(message.role)));
    frame.render_widget(line, area);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::{cx::tests::desk, widget::panel::tests::lines_of};

    #[test]
    fn keys_give_way_to_the_message() {
        let desk = desk();
        let keys = [("c", "call"), ("x", "尝试"), ("?", "help")]
            .map(|(key, word)| (key.to_owned(), word.to_owned()));
        let facts = Facts {
            file: "客户\u{202e}.db".to_owned(),
            member: "li".to_owned(),
            unsynced: 2,
            copies: 0,
            headline: String::new(),
        };
        let message = facts.message(&desk.cx());
        assert_eq!(message.text, "客户.db · li · status-unsynced(count=2)");
        let message = Message { text: "客户.db · li".to_owned(), ..message };
        for (width, expected) in [
            (40, " c call  x 尝试  ? help    客户.db · li"),
            (30, " c call  x 尝试  客户.db · li"),
            (16, "   客户.db · li"),
            (8, " 客户.…"),
            (1, ""),
        ] {
            let lines = lines_of(width, 1, |f, area| status(f, area, &keys, &message, &desk.cx()));
            assert_eq!(lines, [expected], "{width}");
        }
    }
}
