//! What the keys do here, made from the keymap.

use std::cell::Cell;

use ratatui::{
    Frame,
    layout::Rect,
    text::{Line, Span},
};

use super::panel::panel;
use crate::tui::{
    action::{Action, Context, Group},
    cx::Cx,
    effect::Effect,
    text,
    theme::Role,
    view::{Mouse, MouseKind, Placement, View},
};

/// Columns of a column of keys, at least.
const COLUMN: u16 = 42;
/// Columns of the keys themselves.
const KEYS: usize = 14;

/// The help of a context.
#[derive(Debug)]
pub struct Help {
    title: String,
    entries: Vec<Entry>,
    top: Cell<usize>,
    page: Cell<usize>,
}

#[derive(Debug)]
enum Entry {
    Blank,
    Heading(String),
    Key { keys: String, does: String },
}

impl Help {
    /// The help for where one is.
    pub fn new(context: Context, cx: &Cx<'_>) -> Self {
        let mut entries = Vec::new();
        for group in Group::ALL {
            let keys =
                Action::all().filter(|action| action.group() == group).filter_map(|action| {
                    let keys = cx.keymap.keys(context, action);
                    let does = cx.words.get(&action.words()).into_owned();
                    (!keys.is_empty()).then(|| Entry::Key { keys: keys.join(" "), does })
                });
            let mut keys = keys.peekable();
            if keys.peek().is_some() {
                if !entries.is_empty() {
                    entries.push(Entry::Blank);
                }
                entries.push(Entry::Heading(cx.words.get(group.words()).into_owned()));
                entries.extend(keys);
            }
        }
        let place = cx.words.get(&context.words()).into_owned();
        let title = cx.words.format("help-title", &[("context", (&place).into())]);
        Self { title, entries, top: Cell::new(0), page: Cell::new(1) }
    }

    fn scroll(&self, down: isize) {
        self.top.set(self.top.get().saturating_add_signed(down));
    }
}

impl Entry {
    fn line(&self, columns: usize, cx: &Cx<'_>) -> Line<'static> {
        match self {
            Self::Blank => Line::default(),
            Self::Heading(text) => {
                Line::styled(cx.theme.fit(text, columns), cx.theme.style(Role::Section))
            }
            Self::Key { keys, does } => {
                let width = KEYS.min(columns / 2).max(text::width(keys).min(columns / 2));
                let rest = columns.saturating_sub(width + 2);
                Line::from(vec![
                    Span::styled(cx.theme.fit(keys, width), cx.theme.style(Role::Key)),
                    Span::raw(" "),
                    Span::raw(cx.theme.fit(does, rest)),
                ])
            }
        }
    }
}

impl View for Help {
    fn context(&self) -> Context {
        Context::Help
    }

    fn placement(&self, _cx: &Cx<'_>) -> Placement {
        Placement::Middle { width: 3 * COLUMN + 4, height: u16::MAX }
    }

    fn hints(&self) -> &[Action] {
        &[Action::Down, Action::PageDown, Action::Back]
    }

    fn update(&mut self, action: Action, _cx: &Cx<'_>) -> Effect {
        let page = isize::try_from(self.page.get()).unwrap_or(1);
        match action {
            Action::Up => self.scroll(-1),
            Action::Down => self.scroll(1),
            Action::PageUp => self.scroll(-page),
            Action::PageDown => self.scroll(page),
            Action::First => self.top.set(0),
            Action::Last => self.top.set(self.entries.len()),
            Action::Help => return Effect::Close,
            _ => return Effect::Pass,
        }
        Effect::None
    }

    fn mouse(&mut self, mouse: Mouse, _cx: &Cx<'_>) -> Effect {
        match mouse.kind {
            MouseKind::ScrollUp => self.scroll(-3),
            MouseKind::ScrollDown => self.scroll(3),
            MouseKind::Click | MouseKind::Drag | MouseKind::Release => {}
        }
        Effect::None
    }

    fn draw(&self, frame: &mut Frame<'_>, area: Rect, cx: &Cx<'_>) {
        let inside = panel(frame, area, &self.title, cx);
        if inside.is_empty() {
            return;
        }
        let across = (inside.width / COLUMN).max(1);
        let width = inside.width / across;
        let rows = self.entries.len().div_ceil(usize::from(across));
        let height = usize::from(inside.height);
        self.page.set(height);
        self.top.set(self.top.get().min(rows.saturating_sub(height)));
        let mut columns = self.entries.chunks(rows.max(1));
        for x in (0..across).map(|column| inside.x + column * width) {
            let shown = columns.next().unwrap_or_default().iter().skip(self.top.get());
            for (y, entry) in (inside.y..inside.bottom()).zip(shown) {
                let place = Rect { x, y, width, height: 1 };
                frame.render_widget(entry.line(usize::from(width), cx), place);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::{cx::tests::desk, widget::panel::tests::lines_of};

    #[test]
    fn the_help_says_what_keys_do_here_and_scrolls_to_its_end() {
        let desk = desk();
        let mut help = Help::new(Context::Customer, &desk.cx());
        let all = lines_of(50, 90, |f, area| help.draw(f, area, &desk.cx())).join("\n");
        assert!(all.contains("help-title(context=context-customer)"));
        assert!(all.contains("c              action-log_call"), "{all}");
        assert!(all.contains("n              action-next_customer"));
        // `p` is taken by the previous customer here, so planning has another key.
        assert!(all.contains("P              action-plan_next"));
        assert!(!all.contains("action-submit"), "typing is not done here");
        help.update(Action::Last, &desk.cx());
        let end = lines_of(50, 6, |f, area| help.draw(f, area, &desk.cx()));
        assert!(end[4].contains("action-"), "{end:?}");
    }
}
