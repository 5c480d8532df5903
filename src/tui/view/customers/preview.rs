//! What would be done to each of several customers, before it is done.

use std::path::PathBuf;

use ratatui::{
    Frame,
    layout::Rect,
    text::{Line, Span},
};

use super::export;
use crate::{
    command::{
        Command, CommandError,
        bulk::{self, Bulk, Skip, State},
    },
    domain::id::CustomerId,
    error::Error,
    store::StoreError,
    tui::{
        action::{Action, Context},
        cx::Cx,
        effect::Effect,
        text,
        theme::Role,
        view::{Mouse, Placement, View},
        widget::{list::List, panel::panel},
    },
    wording::names,
};

const COLUMNS: u16 = 78;

/// What is to be done.
#[derive(Clone, Debug)]
pub enum Doing {
    /// This change.
    Change(Bulk),
    /// Writing these customers into a file.
    Export(Vec<CustomerId>, PathBuf),
}

/// Shows what would be done; nothing is until it is confirmed.
#[derive(Debug)]
pub struct Preview {
    title: String,
    doing: Doing,
    /// Whether a form lies beneath that is closed when it is done.
    has_form: bool,
    head: String,
    rows: Vec<Row>,
    changes: usize,
    list: List,
}

/// A customer and what becomes of it.
#[derive(Debug)]
struct Row {
    name: String,
    becomes: String,
    is_skipped: bool,
}

impl Preview {
    /// A preview with a title.
    pub fn new(title: String, doing: Doing, has_form: bool) -> Self {
        let (head, rows, list) = (String::new(), Vec::new(), List::default());
        Self { title, doing, has_form, head, rows, changes: 0, list }
    }

    fn read(&mut self, cx: &Cx<'_>) -> Result<(), CommandError> {
        self.rows = match &self.doing {
            Doing::Change(bulk) => {
                let lines = bulk::preview(cx.session(), bulk)?;
                let (changed, skipped): (Vec<_>, Vec<_>) =
                    lines.into_iter().partition(|line| line.becomes.is_ok());
                changed.iter().chain(&skipped).map(|line| row(line, cx)).collect()
            }
            Doing::Export(customers, _) => names_of(customers, cx)?,
        };
        self.changes = self.rows.iter().filter(|row| !row.is_skipped).count();
        self.head = self.head(cx);
        self.list.set_rows(self.rows.len(), Vec::new());
        Ok(())
    }

    /// How many change, and how many do not.
    fn head(&self, cx: &Cx<'_>) -> String {
        let count = |key: &str, count: usize| cx.words.format(key, &[("count", count.into())]);
        if let Doing::Export(_, path) = &self.doing {
            let path = path.display().to_string();
            let path = cx.words.format("bulk-preview-export", &[("path", path.into())]);
            return names::joined(cx.words, &[count("count-customers", self.changes), path]);
        }
        let skipped = self.rows.len() - self.changes;
        let mut parts = vec![match self.changes {
            0 => cx.words.get("bulk-preview-none").into_owned(),
            changes => count("bulk-preview-change", changes),
        }];
        if skipped > 0 {
            parts.push(count("bulk-preview-skip", skipped));
        }
        names::joined(cx.words, &parts)
    }

    fn submit(&self, cx: &Cx<'_>) -> Effect {
        let close =
            if self.has_form { vec![Effect::Close, Effect::Close] } else { vec![Effect::Close] };
        let mut effects = match &self.doing {
            _ if self.changes == 0 => Vec::new(),
            Doing::Change(bulk) => vec![Effect::Run(Command::Bulk(bulk.clone()))],
            Doing::Export(customers, path) => {
                vec![export::start(customers.clone(), path.clone(), cx)]
            }
        };
        effects.extend(close);
        Effect::Many(effects)
    }

    fn row(&self, place: usize, columns: usize, cx: &Cx<'_>) -> Line<'static> {
        let Some(row) = self.rows.get(place) else { return Line::default() };
        let role = if row.is_skipped { Role::Muted } else { Role::Text };
        // What is only written out has nothing beside its name.
        let name_columns = if row.becomes.is_empty() { columns } else { (columns / 3).max(1) };
        let name = cx.theme.fit(&text::sanitise(&row.name), name_columns);
        let room = columns.saturating_sub(name_columns + 1);
        let becomes = cx.theme.cut(&text::sanitise(&row.becomes), room);
        Line::from(vec![
            Span::styled(format!("{name} "), cx.theme.style(role)),
            Span::styled(becomes, cx.theme.style(role)),
        ])
    }
}

fn row(line: &bulk::Line, cx: &Cx<'_>) -> Row {
    let becomes = match &line.becomes {
        Ok((from, to)) => {
            let pair = [("from", state(from, cx).into()), ("to", state(to, cx).into())];
            cx.words.format("bulk-change", &pair)
        }
        Err(Skip::Same) => cx.words.get("bulk-skip-same").into_owned(),
        Err(Skip::Gone) => cx.words.get("bulk-skip-gone").into_owned(),
        Err(Skip::Snooze(refusal)) => Error::from(*refusal).message(cx.words),
    };
    let name = match line.name.is_empty() {
        true => cx.words.get("bulk-gone-name").into_owned(),
        false => line.name.clone(),
    };
    Row { name, becomes, is_skipped: line.becomes.is_err() }
}

fn state(state: &State, cx: &Cx<'_>) -> String {
    let day = |day| cx.words.day(day, cx.today);
    match state {
        State::None => cx.words.get("word-absent").into_owned(),
        State::Tier(tier, None) => tier.letter().to_owned(),
        State::Tier(tier, Some(until)) => {
            let pair = [("tier", tier.letter().into()), ("day", day(*until).into())];
            cx.words.format("bulk-state-tier", &pair)
        }
        State::TierByFacts => cx.words.get("bulk-state-facts").into_owned(),
        State::Owner(name) => name.clone(),
        State::Tags(tags) => tags.join(&cx.words.get("list-separator")),
        State::Day(on) => day(*on),
    }
}

fn names_of(customers: &[CustomerId], cx: &Cx<'_>) -> Result<Vec<Row>, StoreError> {
    let names = cx.reader().full_names_of(customers)?;
    let name = |id| names.get(id).cloned().unwrap_or_default();
    let row = |id| Row { name: name(id), becomes: String::new(), is_skipped: false };
    Ok(customers.iter().map(row).collect())
}

impl View for Preview {
    fn context(&self) -> Context {
        Context::Panel
    }

    fn placement(&self, _cx: &Cx<'_>) -> Placement {
        let rows = u16::try_from(self.rows.len()).unwrap_or(u16::MAX);
        // Frame, head, a blank, the answers.
        Placement::Middle { width: COLUMNS, height: rows.saturating_add(5).clamp(8, 30) }
    }

    fn hints(&self) -> &[Action] {
        &[Action::Apply, Action::Back]
    }

    fn update(&mut self, action: Action, cx: &Cx<'_>) -> Effect {
        if self.list.update(action) {
            return Effect::None;
        }
        match action {
            Action::Apply => self.submit(cx),
            _ => Effect::Pass,
        }
    }

    fn mouse(&mut self, mouse: Mouse, _cx: &Cx<'_>) -> Effect {
        self.list.mouse(mouse);
        Effect::None
    }

    fn draw(&self, frame: &mut Frame<'_>, area: Rect, cx: &Cx<'_>) {
        let inside = panel(frame, area, &self.title, cx);
        let columns = usize::from(inside.width);
        let head = cx.theme.cut(&text::sanitise(&self.head), columns);
        let top = Rect { height: inside.height.min(1), ..inside };
        frame.render_widget(Line::styled(head, cx.theme.style(Role::Accent)), top);
        let foot = u16::from(inside.height > 3);
        let room = inside.height.saturating_sub(1 + foot);
        let list = Rect { y: top.bottom(), height: room, ..inside };
        self.list.draw(frame, list, cx, |place, _| self.row(place, columns.saturating_sub(1), cx));
        let answers = Rect { y: list.bottom(), height: foot, ..inside };
        frame.render_widget(answers_line(&[Action::Apply, Action::Back], cx), answers);
    }

    fn refresh(&mut self, cx: &Cx<'_>) {
        if let Err(error) = self.read(cx) {
            (self.changes, self.rows) = (0, Vec::new());
            self.head = Error::from(error).message(cx.words);
            self.list.set_rows(0, Vec::new());
        }
    }
}

/// Keys and what they do, for the foot of a panel.
pub fn answers_line(actions: &[Action], cx: &Cx<'_>) -> Line<'static> {
    let mut line = Line::default();
    for action in actions {
        let key = cx.keymap.key(Context::Panel, *action).unwrap_or_default();
        line.push_span(Span::styled(key, cx.theme.style(Role::Key)));
        line.push_span(format!(" {}   ", cx.words.get(&action.short_words())));
    }
    line
}
