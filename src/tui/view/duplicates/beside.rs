//! Two customers side by side: whose value wins, field by field, and what follows.

use ratatui::{
    Frame,
    layout::Rect,
    style::Modifier,
    text::{Line, Span},
};

use crate::{
    change::{Entity, Value},
    command::{
        Command, CommandError,
        merge::{self, Choice, Merge, Side},
    },
    domain::{customer::Customer, id::MemberId},
    store::read::duplicates::Duplicate,
    tui::{
        action::{Action, Context},
        cx::Cx,
        effect::Effect,
        text,
        theme::{Role, Symbol},
        view::{Mouse, MouseKind, View},
        widget::list::List,
    },
    wording::{
        duplicates, names,
        value::{self, Values},
    },
};

/// Lines above the fields and below them.
const HEAD: u16 = 3;
const FOOT: u16 = 3;

/// Two customers that may be one.
#[derive(Debug)]
pub(super) struct Beside {
    kept: Customer,
    gone: Customer,
    why: String,
    rows: Vec<Row>,
    list: List,
    members: Vec<(MemberId, String)>,
    /// What follows the one that goes.
    follows: String,
}

/// A field with the values of both.
#[derive(Debug)]
struct Row {
    choice: Choice,
    /// Whose value wins; nobody's alone where both are joined.
    wins: Option<Side>,
}

impl Beside {
    /// Of a pair; nothing when one of them is gone.
    pub fn new(pair: &Duplicate, cx: &Cx<'_>) -> Result<Option<Self>, CommandError> {
        let reader = cx.reader();
        let (kept, gone) = (reader.customer(pair.kept.0)?, reader.customer(pair.gone.0)?);
        let (Some(kept), Some(gone)) = (kept, gone) else { return Ok(None) };
        let mut beside = Self {
            kept,
            gone,
            why: duplicates::reasons(cx.words, &pair.likeness.reasons),
            rows: Vec::new(),
            list: List::default(),
            members: reader.members()?,
            follows: String::new(),
        };
        beside.read(cx)?;
        Ok(Some(beside))
    }

    /// Reads the fields of both: first those that somebody has to choose.
    fn read(&mut self, cx: &Cx<'_>) -> Result<(), CommandError> {
        let notes = |customer: &Customer| Value::from(customer.notes.as_deref());
        let notes =
            Choice { field: "notes".to_owned(), values: [notes(&self.kept), notes(&self.gone)] };
        let choices = merge::choices(cx.session(), &self.kept, &self.gone)?;
        let known = |choice: &Choice| choice.values.iter().any(|value| *value != Value::Null);
        let choices = choices.into_iter().chain(Some(notes)).filter(known);
        self.rows = choices
            .map(|choice| {
                let [kept, _] = &choice.values;
                let joined = choice.field == "notes" && choice.differs();
                let side = if *kept == Value::Null { Side::Gone } else { Side::Kept };
                Row { choice, wins: (!joined).then_some(side) }
            })
            .collect();
        self.rows.sort_by_key(|row| !row.choice.differs());
        self.list.set_rows(self.rows.len(), Vec::new());
        let counts = cx.reader().row_counts(self.gone.id)?;
        let told = counts.iter().filter(|(entity, _)| *entity != Entity::Snooze);
        let told: Vec<String> = told
            .map(|(entity, count)| {
                cx.words.format(count_key(*entity), &[("count", (*count).into())])
            })
            .collect();
        self.follows = match told.as_slice() {
            [] => cx.words.get("merge-follows-nothing").into_owned(),
            told => {
                let list = told.join(&cx.words.get("list-separator"));
                cx.words.format("merge-follows", &[("list", list.into())])
            }
        };
        Ok(())
    }

    /// Lets the value on the left or on the right win; notes are joined in between.
    fn choose(&mut self, right: bool) {
        let Some(row) = self.list.selected().and_then(|place| self.rows.get_mut(place)) else {
            return;
        };
        let joins = row.choice.field == "notes" && row.choice.differs();
        row.wins = match (right, row.wins) {
            (true, Some(Side::Kept)) | (false, Some(Side::Gone)) if joins => None,
            (true, _) => Some(Side::Gone),
            (false, _) => Some(Side::Kept),
        };
    }

    /// The other one stays.
    fn swap(&mut self, cx: &Cx<'_>) -> Effect {
        std::mem::swap(&mut self.kept, &mut self.gone);
        match self.read(cx) {
            Ok(()) => Effect::None,
            Err(error) => super::failed(error, cx),
        }
    }

    fn merge(&self) -> Effect {
        let chosen = self.rows.iter().filter_map(|row| Some((row.choice.field.clone(), row.wins?)));
        let merge = Merge { kept: self.kept.id, gone: self.gone.id, fields: chosen.collect() };
        Effect::Many(vec![Effect::Run(Command::MergeCustomers(merge)), Effect::Close])
    }

    fn apart(&self) -> Effect {
        let command = Command::KeepApart(self.kept.id, self.gone.id);
        Effect::Many(vec![Effect::Run(command), Effect::Close])
    }

    /// Columns of the label and of each value.
    fn widths(columns: usize) -> (usize, usize) {
        let label = (columns / 5).clamp(1, 24);
        (label, (columns.saturating_sub(label + 6) / 2).max(1))
    }

    fn line(&self, row: &Row, columns: usize, cx: &Cx<'_>) -> Line<'static> {
        let (label, width) = Self::widths(columns);
        let differs = row.choice.differs();
        let name = value::field(cx.words, &row.choice.stored());
        let values = Values::with(cx.words, cx.reader(), self.members.clone());
        let name = cx.theme.fit(&text::sanitise(&name), label);
        let role = if differs { Role::Label } else { Role::Muted };
        let mut line = Line::styled(format!(" {name} "), cx.theme.style(role));
        for (side, value) in [Side::Kept, Side::Gone].into_iter().zip(&row.choice.values) {
            let wins = row.wins.is_none_or(|winner| winner == side) && *value != Value::Null;
            let mark = if wins && differs { cx.theme.symbol(Symbol::Bullet) } else { "" };
            let shown = match value {
                Value::Null => String::new(),
                value => values.value(&row.choice.stored(), value),
            };
            let shown = cx.theme.fit(&text::sanitise(&shown), width);
            let role = if wins { Role::Text } else { Role::Muted };
            let mut style = cx.theme.style(role);
            if wins && differs {
                style = style.add_modifier(Modifier::BOLD);
            }
            line.push_span(Span::styled(cx.theme.fit(mark, 2), cx.theme.style(Role::Success)));
            line.push_span(Span::styled(shown, style));
        }
        line
    }

    fn head(&self, columns: usize, cx: &Cx<'_>) -> [Line<'static>; 3] {
        let title = cx.words.format("pair-title", &[("reasons", self.why.as_str().into())]);
        let title = cx.theme.cut(&format!(" {title}"), columns);
        let (label, width) = Self::widths(columns);
        let both = |left: &str, right: &str, role: Role| {
            let cell = |text: &str| cx.theme.fit(&text::sanitise(text), width);
            let said = format!(" {:label$}   {}  {}", "", cell(left), cell(right));
            Line::styled(cx.theme.cut(&said, columns), cx.theme.style(role))
        };
        [
            Line::styled(title, cx.theme.style(Role::Title)),
            both(&cx.words.get("merge-stays"), &cx.words.get("merge-goes"), Role::Muted),
            both(&self.kept.name, &self.gone.name, Role::Header),
        ]
    }

    fn foot(&self, cx: &Cx<'_>) -> [String; 2] {
        let mut united: Vec<String> = Vec::new();
        let tags: Vec<String> = self
            .gone
            .tags
            .iter()
            .filter(|tag| !self.kept.tags.contains(tag))
            .map(|tag| format!("#{tag}"))
            .collect();
        united.extend((!tags.is_empty()).then(|| tags.join(" ")));
        let heard =
            |customer: &Customer| customer.evidence.heard().map(|it| it.0).collect::<Vec<_>>();
        let mine = heard(&self.kept);
        let theirs = heard(&self.gone).into_iter().filter(|piece| !mine.contains(piece));
        united.extend(theirs.map(|piece| {
            let key = format!("evidence-{}", piece.key());
            cx.words.get(&key).into_owned()
        }));
        let united = match united.as_slice() {
            [] => String::new(),
            united => {
                let list = names::joined(cx.words, united);
                cx.words.format("merge-united", &[("list", list.into())])
            }
        };
        [self.follows.clone(), united]
    }
}

/// The words that count rows of a kind.
const fn count_key(entity: Entity) -> &'static str {
    match entity {
        Entity::Contact => "count-contacts",
        Entity::Deal => "count-deals",
        Entity::Activity => "count-activities",
        Entity::Order => "count-orders",
        Entity::Case => "count-cases",
        Entity::Survey => "count-surveys",
        _ => "count-rows",
    }
}

impl View for Beside {
    fn context(&self) -> Context {
        Context::Merge
    }

    fn hints(&self) -> &[Action] {
        &[Action::MergePair, Action::KeepApart, Action::SwapPair, Action::Left, Action::Right]
    }

    fn update(&mut self, action: Action, cx: &Cx<'_>) -> Effect {
        if self.list.update(action) {
            return Effect::None;
        }
        match action {
            Action::Left => self.choose(false),
            Action::Right => self.choose(true),
            Action::SwapPair => return self.swap(cx),
            Action::MergePair => return self.merge(),
            Action::KeepApart => return self.apart(),
            // Enter is too near to moving about for something as large as a merge.
            Action::Open => {}
            _ => return Effect::Pass,
        }
        Effect::None
    }

    fn mouse(&mut self, mouse: Mouse, _cx: &Cx<'_>) -> Effect {
        let hit = self.list.mouse(mouse);
        if mouse.kind == MouseKind::Click && hit.is_some_and(|hit| hit.again) {
            let right = self.rows.get(self.list.selected().unwrap_or(0));
            let right = right.is_some_and(|row| row.wins == Some(Side::Kept));
            self.choose(right);
        }
        Effect::None
    }

    fn draw(&self, frame: &mut Frame<'_>, area: Rect, cx: &Cx<'_>) {
        let columns = usize::from(area.width.saturating_sub(1));
        let head = if area.height > HEAD { HEAD } else { 0 };
        let foot = if area.height > HEAD + FOOT + 2 { FOOT } else { 0 };
        for (y, line) in (area.y..area.y + head).zip(self.head(columns, cx)) {
            frame.render_widget(line, Rect { y, height: 1, ..area });
        }
        let body = Rect { y: area.y + head, height: area.height - head - foot, ..area };
        self.list.draw(frame, body, cx, |row, _| {
            self.rows.get(row).map(|row| self.line(row, columns, cx)).unwrap_or_default()
        });
        if foot == 0 {
            return;
        }
        for (y, said) in (body.bottom() + 1..area.bottom()).zip(self.foot(cx)) {
            let said = cx.theme.cut(&format!(" {}", text::sanitise(&said)), columns);
            let line = Line::styled(said, cx.theme.style(Role::Info));
            frame.render_widget(line, Rect { y, height: 1, ..area });
        }
    }
}
