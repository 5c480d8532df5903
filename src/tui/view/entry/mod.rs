//! The entry line: what happened, or is to happen, typed below the list with its markers read along.

mod plan_kind;
#[cfg(test)]
mod tests;
mod understood;

use std::{cell::Cell, ops::Range};

use ratatui::{Frame, layout::Rect, text::Line};

use self::understood::Understood;
use super::{Input, Mouse, Placement, View, failed};
use crate::{
    command::{
        Command, EntryWorld,
        activity::{Log, PlanNext},
        entry_line::{self, Completion, Entry, NextStep, Parsed},
        outlook::Outlook,
    },
    domain::{
        activity::{ActivityKind, PlanKind},
        id::CustomerId,
        standing::Facts,
    },
    i18n::Language,
    store::StoreError,
    tui::{
        action::{Action, Context},
        cx::Cx,
        effect::{Effect, Notice, Tone},
        text,
        theme::{Role, Symbol},
        widget::line_input::LineInput,
    },
    wording,
};

/// More completions than that hide the list beneath.
const MOST_COMPLETIONS: usize = 5;
/// Lines below the input that are shown at most.
const MOST_LINES: usize = 4;
/// Columns taken for granted before the first frame.
const FIRST_WIDTH: u16 = 80;

/// What a line is typed for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Task {
    /// Record what was done.
    Log(ActivityKind),
    /// Promise the next step, of this kind unless the text begins with another one.
    Plan(ActivityKind),
}

impl Task {
    /// What an action asks for, if it is one that opens the line.
    pub const fn of(action: Action) -> Option<Self> {
        Some(match action {
            Action::LogCall => Self::Log(ActivityKind::Call),
            Action::LogMeeting => Self::Log(ActivityKind::Meeting),
            Action::LogVisit => Self::Log(ActivityKind::Visit),
            Action::LogEmail => Self::Log(ActivityKind::Email),
            Action::LogMessage => Self::Log(ActivityKind::Message),
            Action::LogNote => Self::Log(ActivityKind::Note),
            Action::PlanNext => Self::Plan(ActivityKind::Call),
            _ => return None,
        })
    }
}

/// The entry line of one customer.
pub struct EntryLine {
    customer: CustomerId,
    name: String,
    task: Task,
    line: LineInput,
    /// What an editor wrote below the first line.
    rest: String,
    world: Option<EntryWorld>,
    /// The tags in use; read when the first one is typed, for it means a look at all customers.
    tags: Option<Vec<String>>,
    facts: Option<Facts>,
    parsed: Parsed,
    outlook: Option<Outlook>,
    understood: Understood,
    completions: Vec<Completion>,
    chosen: Option<usize>,
    width: Cell<u16>,
}

impl EntryLine {
    /// A line about a customer of this name.
    pub fn new(customer: CustomerId, name: impl Into<String>, task: Task) -> Self {
        Self {
            customer,
            name: text::sanitise(&name.into()).into_owned(),
            task,
            line: LineInput::default(),
            rest: String::new(),
            world: None,
            tags: None,
            facts: None,
            parsed: Parsed::default(),
            outlook: None,
            understood: Understood::default(),
            completions: Vec::new(),
            chosen: None,
            width: Cell::new(FIRST_WIDTH),
        }
    }

    fn text(&self) -> String {
        if self.rest.is_empty() {
            return self.line.value().to_owned();
        }
        format!("{}\n{}", self.line.value(), self.rest)
    }

    /// Reads the line again after it or the file has changed.
    fn read(&mut self, cx: &Cx<'_>) -> Result<(), StoreError> {
        let whole = self.text();
        if self.tags.is_none() && whole.contains(['#', '＃']) {
            self.tags = Some(cx.reader().tags()?);
            self.world = Some(self.look(cx)?);
        }
        if let Some(world) = &self.world {
            self.parsed = world.parse(&whole);
            let (line, cursor) = (self.line.value(), self.line.cursor());
            self.completions = world.with(|cx| entry_line::complete(line, cursor, cx));
        }
        // One that would change nothing is no help.
        let line = self.line.value();
        self.completions.retain(|found| line.get(found.replace.clone()) != Some(&found.text));
        self.completions.truncate(MOST_COMPLETIONS);
        self.chosen = None;
        if let Some(facts) = &self.facts {
            let (rules, entry) = (cx.session().rules(), &self.parsed.entry);
            self.outlook = Some(match self.task {
                Task::Log(kind) => Outlook::of(facts, rules, cx.today, kind, entry),
                Task::Plan(kind) => Outlook::of(facts, rules, cx.today, kind, &Entry::default()),
            });
        }
        let (outlook, world) = (self.outlook.as_ref(), self.world.as_ref());
        self.understood = Understood::new(self.shown_task(), &self.parsed, outlook, world, cx);
        Ok(())
    }

    fn look(&self, cx: &Cx<'_>) -> Result<EntryWorld, StoreError> {
        let chinese = cx.words.language() == Language::ZhCn;
        let tags = self.tags.clone().unwrap_or_default();
        EntryWorld::new(cx.session(), Some(self.customer), tags, chinese)
    }

    /// The task with the kind that the text begins with.
    fn shown_task(&self) -> Task {
        match self.task {
            Task::Plan(kind) => Task::Plan(plan_kind::split(&self.parsed.entry.note, kind).0),
            task @ Task::Log(_) => task,
        }
    }

    fn submit(&mut self, cx: &Cx<'_>) -> Effect {
        if let Some(refused) = self.parsed.problems.iter().find(|found| found.kind.refuses()) {
            let problem = wording::entry::problem(cx.words, &refused.kind, cx.today);
            return Effect::Notice(Notice::new(Tone::Error, problem));
        }
        Effect::Many(vec![Effect::Run(self.command()), Effect::Close])
    }

    fn command(&self) -> Command {
        let mut entry = self.parsed.entry.clone();
        match self.task {
            Task::Log(kind) => {
                Command::LogActivity(Log { customer: self.customer, kind, entry, deal: None })
            }
            Task::Plan(kind) => {
                let (kind, about) = plan_kind::split(&entry.note, kind);
                entry.note = about.to_owned();
                let proposed = self.outlook.map(|outlook| outlook.due.base);
                let proposed = proposed.map(|on| NextStep { on, time: None, working: true });
                entry.next = entry.next.or(proposed);
                Command::PlanNext(PlanNext {
                    customer: self.customer,
                    kind,
                    plan: PlanKind::Promise,
                    entry,
                    area: None,
                    items: None,
                    purpose: None,
                })
            }
        }
    }

    /// Takes the chosen completion, or the first, into the line.
    fn complete(&mut self, cx: &Cx<'_>) -> Effect {
        let Some(found) = self.completions.get(self.chosen.unwrap_or(0)) else {
            return Effect::None;
        };
        let is_last = found.replace.end >= self.line.value().len();
        let text = if is_last { format!("{} ", found.text) } else { found.text.clone() };
        self.line.replace(found.replace.clone(), &text);
        self.read(cx).map_or_else(|error| failed(error, cx), |()| Effect::None)
    }

    fn choose(&mut self, forward: bool) {
        let Some(last) = self.completions.len().checked_sub(1) else { return };
        self.chosen = Some(match (self.chosen, forward) {
            (None, true) => 0,
            (None, false) => last,
            (Some(at), true) => {
                if at >= last {
                    0
                } else {
                    at + 1
                }
            }
            (Some(at), false) => at.checked_sub(1).unwrap_or(last),
        });
    }

    fn prompt(&self, columns: usize, cx: &Cx<'_>) -> String {
        let key = match self.task {
            Task::Log(kind) => format!("entry-prompt-{}", kind.key()),
            Task::Plan(_) => "entry-prompt-plan".to_owned(),
        };
        let prompt = cx.words.format(&key, &[("name", (&self.name).into())]);
        // What is typed needs the room more than the name does.
        format!(" {} {} ", cx.theme.cut(&prompt, columns * 2 / 5), cx.theme.symbol(Symbol::Prompt))
    }

    fn draw_line(&self, frame: &mut Frame<'_>, area: Rect, cx: &Cx<'_>) {
        let prompt = self.prompt(usize::from(area.width), cx);
        let indent = u16::try_from(text::width(&prompt)).unwrap_or(0).min(area.width);
        // On the narrowest screens only what is typed is left.
        let indent = if area.width < indent + 2 { 0 } else { indent };
        if indent > 0 {
            frame.render_widget(Line::styled(prompt, cx.theme.style(Role::Label)), area);
        }
        let input = Rect { x: area.x + indent, width: area.width - indent, ..area };
        if self.line.value().is_empty() && self.rest.is_empty() {
            let columns = usize::from(input.width.saturating_sub(1));
            let hint = cx.theme.cut(&cx.words.get("entry-placeholder"), columns);
            let place = Rect {
                x: input.x + 1.min(input.width),
                width: input.width.saturating_sub(1),
                ..input
            };
            frame.render_widget(Line::styled(hint, cx.theme.style(Role::Placeholder)), place);
        }
        self.line.draw(frame, input, cx, &self.marks(), true);
    }

    /// The markers of the line with their colours.
    fn marks(&self) -> Vec<(Range<usize>, Role)> {
        let spans = self.parsed.spans.iter();
        spans
            .map(|span| {
                let role = if span.ok { Role::Marker } else { Role::MarkerUnknown };
                (span.range.clone(), role)
            })
            .collect()
    }

    fn draw_completion(&self, place: usize, columns: usize, cx: &Cx<'_>) -> Line<'static> {
        let Some(found) = self.completions.get(place) else { return Line::default() };
        let is_chosen = self.chosen.unwrap_or(0) == place;
        let cursor = if is_chosen { cx.theme.symbol(Symbol::Cursor) } else { " " };
        let meaning = wording::entry::meaning(cx.words, &found.label, cx.today);
        let wide = columns.saturating_sub(3).min(18);
        let row =
            format!(" {cursor}{} {meaning}", cx.theme.fit(&text::sanitise(&found.text), wide));
        let role = if is_chosen { Role::Selected } else { Role::Muted };
        Line::styled(cx.theme.fit(&row, columns), cx.theme.style(role))
    }

    fn lines(&self, width: u16, cx: &Cx<'_>) -> Vec<Line<'static>> {
        let mut lines = self.understood.lines(usize::from(width.saturating_sub(4)).max(1), cx);
        if !self.rest.is_empty() {
            let more = [("count", self.rest.lines().count().into())];
            let more = cx.words.format("entry-more-lines", &more);
            lines.push(Line::styled(more, cx.theme.style(Role::Muted)));
        }
        lines.truncate(MOST_LINES);
        lines
    }
}

impl View for EntryLine {
    fn context(&self) -> Context {
        Context::Entry
    }

    fn placement(&self, cx: &Cx<'_>) -> Placement {
        let lines = self.lines(self.width.get(), cx).len();
        let rows = 2 + self.completions.len() + lines;
        Placement::Bottom(u16::try_from(rows).unwrap_or(u16::MAX))
    }

    fn hints(&self) -> &[Action] {
        &[Action::Submit, Action::Back, Action::Complete, Action::Editor]
    }

    fn update(&mut self, action: Action, cx: &Cx<'_>) -> Effect {
        match action {
            Action::Submit if self.chosen.is_some() => self.complete(cx),
            Action::Submit => self.submit(cx),
            Action::Complete => self.complete(cx),
            Action::Up | Action::Down => {
                self.choose(action == Action::Down);
                Effect::None
            }
            Action::Editor => Effect::Edit(self.text()),
            Action::Back if self.chosen.is_some() => {
                self.chosen = None;
                Effect::None
            }
            _ => Effect::Pass,
        }
    }

    fn input(&mut self, input: &Input, cx: &Cx<'_>) -> Effect {
        let taken = match input {
            Input::Edited(edited) => {
                let edited = edited.trim();
                let (first, rest) = edited.split_once('\n').unwrap_or((edited, ""));
                self.line.set(first);
                rest.trim_end().clone_into(&mut self.rest);
                true
            }
            input => self.line.input(input),
        };
        if !taken {
            return Effect::Pass;
        }
        self.read(cx).map_or_else(|error| failed(error, cx), |()| Effect::None)
    }

    fn mouse(&mut self, _mouse: Mouse, _cx: &Cx<'_>) -> Effect {
        Effect::None
    }

    fn draw(&self, frame: &mut Frame<'_>, area: Rect, cx: &Cx<'_>) {
        if area.is_empty() {
            return;
        }
        self.width.set(area.width);
        // The line itself comes first, then what was understood, then the rest.
        let lines = self.lines(area.width, cx);
        let below = lines.len().min(usize::from(area.height) - 1);
        let above = usize::from(area.height) - 1 - below;
        let shown = self.completions.len().min(above);
        let row = |y: usize| Rect { y: area.y + u16::try_from(y).unwrap_or(0), height: 1, ..area };
        if above > shown {
            let rule = cx.theme.symbol(Symbol::Rule).repeat(usize::from(area.width));
            frame.render_widget(
                Line::styled(rule, cx.theme.style(Role::Border)),
                row(above - shown - 1),
            );
        }
        for place in 0..shown {
            let line = self.draw_completion(place, usize::from(area.width), cx);
            frame.render_widget(line, row(above - shown + place));
        }
        self.draw_line(frame, row(above), cx);
        for (at, line) in lines.into_iter().take(below).enumerate() {
            let place = row(above + 1 + at);
            let indent = 3.min(place.width);
            let place = Rect { x: place.x + indent, width: place.width - indent, ..place };
            frame.render_widget(line, place);
        }
    }

    fn refresh(&mut self, cx: &Cx<'_>) {
        self.world = self.look(cx).ok();
        self.facts = cx.reader().facts(self.customer).ok().flatten();
        // What cannot be read now is said when the line is saved.
        let _ = self.read(cx);
    }

    fn is_unsaved(&self) -> bool {
        !self.line.value().trim().is_empty() || !self.rest.is_empty()
    }
}
