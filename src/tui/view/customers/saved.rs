//! The filters that the team has saved: to be applied, renamed and removed.

use std::{cell::RefCell, rc::Rc};

use ratatui::{
    Frame,
    layout::Rect,
    text::{Line, Span},
};

use super::preview::answers_line;
use crate::{
    command::Command,
    domain::filter::{Saved, quoted},
    tui::{
        action::{Action, Context},
        cx::Cx,
        effect::Effect,
        text,
        theme::Role,
        view::{Mouse, Placement, View, draw_words, form},
        widget::{confirm::Confirm, list::List, panel::panel},
    },
};

const COLUMNS: u16 = 72;

/// Where the list of filters leaves what was picked, as it is typed.
pub type Picked = Rc<RefCell<Option<String>>>;

/// The list of saved filters.
#[derive(Debug)]
pub struct SavedFilters {
    saved: Vec<Saved>,
    list: List,
    picked: Picked,
}

impl SavedFilters {
    /// The list; what is picked is left there.
    pub fn new(picked: Picked) -> Self {
        Self { saved: Vec::new(), list: List::default(), picked }
    }

    fn selected(&self) -> Option<&Saved> {
        self.saved.get(self.list.selected()?)
    }

    fn apply(&self) -> Effect {
        let Some(saved) = self.selected() else { return Effect::Close };
        self.picked.replace(Some(format!("@{}", quoted(&saved.name))));
        Effect::Many(vec![Effect::Close, Effect::Refresh])
    }

    fn row(&self, place: usize, columns: usize, cx: &Cx<'_>) -> Line<'static> {
        let Some(saved) = self.saved.get(place) else { return Line::default() };
        let wide = (columns * 2 / 5).max(1);
        let name = cx.theme.fit(&text::sanitise(&format!("@{}", saved.name)), wide);
        let room = columns.saturating_sub(wide + 1);
        let query = cx.theme.cut(&text::sanitise(&saved.query), room);
        Line::from(vec![
            Span::styled(format!("{name} "), cx.theme.style(Role::Text)),
            Span::styled(query, cx.theme.style(Role::Muted)),
        ])
    }
}

/// Opens the question under which name a filter is to be saved.
pub fn save(query: &str, cx: &Cx<'_>) -> Effect {
    let title = cx.words.get("filters-save").into_owned();
    form::filter(
        title,
        ["", query],
        |name, query| Effect::Run(Command::SaveFilter(name, query)),
        cx,
    )
}

impl View for SavedFilters {
    fn context(&self) -> Context {
        Context::Panel
    }

    fn placement(&self, _cx: &Cx<'_>) -> Placement {
        let rows = u16::try_from(self.saved.len()).unwrap_or(u16::MAX);
        Placement::Middle { width: COLUMNS, height: rows.saturating_add(3).clamp(7, 24) }
    }

    fn hints(&self) -> &[Action] {
        &[Action::Apply, Action::Edit, Action::Delete, Action::Back]
    }

    fn update(&mut self, action: Action, cx: &Cx<'_>) -> Effect {
        if self.list.update(action) {
            return Effect::None;
        }
        match (action, self.selected()) {
            (Action::Apply, _) => self.apply(),
            (Action::Edit, Some(saved)) => {
                let pair = [("name", (&saved.name).into())];
                let title = cx.words.format("filters-edit", &pair);
                let id = saved.id;
                let edit = move |name, query| Effect::Run(Command::EditFilter(id, name, query));
                form::filter(title, [&saved.name, &saved.query], edit, cx)
            }
            (Action::Delete, Some(saved)) => {
                let pair = [("name", (&saved.name).into())];
                let delete = Effect::Run(Command::DeleteFilter(saved.id));
                if !cx.config.confirm.delete {
                    return delete;
                }
                Confirm::ask(cx.words.format("filters-delete", &pair), delete)
            }
            _ => Effect::Pass,
        }
    }

    fn mouse(&mut self, mouse: Mouse, _cx: &Cx<'_>) -> Effect {
        match self.list.mouse(mouse) {
            Some(hit) if hit.again => self.apply(),
            _ => Effect::None,
        }
    }

    fn draw(&self, frame: &mut Frame<'_>, area: Rect, cx: &Cx<'_>) {
        let inside = panel(frame, area, &cx.words.get("filters-title"), cx);
        let foot = u16::from(inside.height > 2);
        let list = Rect { height: inside.height - foot, ..inside };
        if self.saved.is_empty() {
            let key = |action| cx.keymap.key(Context::Customers, action).unwrap_or_default();
            let keys =
                [("filter", key(Action::Filter).into()), ("save", key(Action::SaveFilter).into())];
            let words = cx.words.format("filters-none", &keys);
            return draw_words(frame, list, &words, Role::Muted, cx);
        }
        let columns = usize::from(list.width.saturating_sub(1));
        self.list.draw(frame, list, cx, |place, _| self.row(place, columns, cx));
        let answers = Rect { y: list.bottom(), height: foot, ..inside };
        let actions = [Action::Apply, Action::Edit, Action::Delete, Action::Back];
        frame.render_widget(answers_line(&actions, cx), answers);
    }

    fn refresh(&mut self, cx: &Cx<'_>) {
        // What cannot be read now is said by the list beneath.
        self.saved = cx.reader().filters().unwrap_or_default();
        self.list.set_rows(self.saved.len(), Vec::new());
    }
}
