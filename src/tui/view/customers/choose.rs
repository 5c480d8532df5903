//! The choice of columns: which are shown, and in which order.

use ratatui::{
    Frame,
    layout::Rect,
    text::{Line, Span},
};

use super::columns;
use crate::{
    config::CUSTOMER_COLUMNS,
    tui::{
        action::{Action, Context},
        cx::Cx,
        effect::{Effect, Notice, Tone},
        text,
        theme::{Role, Symbol},
        view::{Mouse, Placement, View},
        widget::{list::List, panel::panel},
    },
};

const COLUMNS: u16 = 60;

/// The column that tells which customer a row is about.
const NAME: &str = "name";

/// Lets columns be chosen.
#[derive(Debug)]
pub struct Choose {
    /// All columns in order, and whether each is shown; those shown come first.
    all: Vec<(&'static str, bool)>,
    list: List,
}

impl Choose {
    /// With those that are shown now.
    pub fn new(cx: &Cx<'_>) -> Self {
        let shown = columns::wanted(cx);
        let known = |name: &String| CUSTOMER_COLUMNS.iter().find(|known| *known == name).copied();
        let mut all: Vec<_> = shown.iter().filter_map(known).map(|name| (name, true)).collect();
        if !all.iter().any(|(name, _)| *name == NAME) {
            all.insert(0, (NAME, true));
        }
        for name in CUSTOMER_COLUMNS {
            if !all.iter().any(|(known, _)| known == name) {
                all.push((name, false));
            }
        }
        let mut list = List::default();
        list.set_rows(all.len(), Vec::new());
        Self { all, list }
    }

    fn toggle(&mut self, cx: &Cx<'_>) -> Effect {
        let Some(column) = self.list.selected().and_then(|place| self.all.get_mut(place)) else {
            return Effect::None;
        };
        if column.0 == NAME {
            return Effect::Notice(Notice::new(Tone::Info, cx.words.get("columns-name-stays")));
        }
        column.1 = !column.1;
        Effect::None
    }

    /// Moves the selected column one place to the left, which is up here, or to the right.
    fn shift(&mut self, right: bool) {
        let Some(place) = self.list.selected() else { return };
        let other = if right { place + 1 } else { place.wrapping_sub(1) };
        if other < self.all.len() {
            self.all.swap(place, other);
            self.list.select(other);
        }
    }

    fn submit(&self, cx: &Cx<'_>) -> Effect {
        let shown = self.all.iter().filter(|(_, is_shown)| *is_shown);
        let chosen: Vec<String> = shown.map(|(name, _)| (*name).to_owned()).collect();
        // Those of the config file are no choice: they may change there.
        let chosen = Some(chosen).filter(|chosen| *chosen != cx.config.columns.customers);
        Effect::Many(vec![Effect::ShowColumns(chosen), Effect::Close])
    }

    fn row(&self, place: usize, cx: &Cx<'_>) -> Line<'static> {
        let Some((name, is_shown)) = self.all.get(place) else { return Line::default() };
        let check = cx.theme.symbol(Symbol::Check);
        let blank = " ".repeat(text::width(check));
        let mark = if *is_shown { check.to_owned() } else { blank };
        let role = if *is_shown { Role::Text } else { Role::Muted };
        let label = cx.words.get(&format!("column-{name}")).into_owned();
        Line::from(vec![
            Span::styled(format!(" {mark} "), cx.theme.style(Role::Accent)),
            Span::styled(label, cx.theme.style(role)),
        ])
    }
}

impl View for Choose {
    fn context(&self) -> Context {
        Context::Panel
    }

    fn placement(&self, _cx: &Cx<'_>) -> Placement {
        let rows = u16::try_from(self.all.len()).unwrap_or(u16::MAX);
        Placement::Middle { width: COLUMNS, height: rows.saturating_add(3) }
    }

    fn hints(&self) -> &[Action] {
        &[Action::Mark, Action::Apply, Action::Back]
    }

    fn update(&mut self, action: Action, cx: &Cx<'_>) -> Effect {
        if self.list.update(action) {
            return Effect::None;
        }
        match action {
            Action::Mark => return self.toggle(cx),
            Action::Left => self.shift(false),
            Action::Right => self.shift(true),
            Action::Apply => return self.submit(cx),
            _ => return Effect::Pass,
        }
        Effect::None
    }

    fn mouse(&mut self, mouse: Mouse, cx: &Cx<'_>) -> Effect {
        if self.list.mouse(mouse).is_some() { self.toggle(cx) } else { Effect::None }
    }

    fn draw(&self, frame: &mut Frame<'_>, area: Rect, cx: &Cx<'_>) {
        let inside = panel(frame, area, &cx.words.get("columns-title"), cx);
        let foot = u16::from(inside.height > 2);
        let list = Rect { height: inside.height - foot, ..inside };
        self.list.draw(frame, list, cx, |place, _| self.row(place, cx));
        let key = |action| cx.keymap.key(Context::Panel, action).unwrap_or_default();
        let keys = [
            ("mark", key(Action::Mark).into()),
            ("left", key(Action::Left).into()),
            ("right", key(Action::Right).into()),
            ("done", key(Action::Apply).into()),
        ];
        let hint = cx.words.format("columns-hint", &keys);
        let hint = cx.theme.cut(&hint, usize::from(inside.width));
        let place = Rect { y: list.bottom(), height: foot, ..inside };
        frame.render_widget(Line::styled(hint, cx.theme.style(Role::Muted)), place);
    }
}
