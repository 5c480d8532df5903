//! Every step that was done, newest first, and the way back from any of them.

use std::fmt;

use ratatui::{
    Frame,
    layout::Rect,
    text::{Line, Span},
};
use uuid::Uuid;

use super::{Mouse, View};
use crate::{
    change::{Value, undo::Overtaken},
    command::{Command, CommandError, undo::Which},
    domain::id::CustomerId,
    store::read::history::Step,
    tui::{
        action::{Action, Context},
        cx::Cx,
        effect::{Effect, Notice, Tone},
        text,
        theme::Role,
        widget::{confirm::Confirm, list::List},
    },
    wording::{
        gesture,
        value::{self, Values},
    },
};

/// Steps that are read at first, and as many more each time one comes to the end.
const STEPS: usize = 500;
/// Overtaken fields that are told one by one.
const MOST_TOLD: usize = 6;
/// Columns of the day and of the member.
const WHO: usize = 10;

/// The steps of the file, or those about one customer.
pub struct History {
    of: Option<(CustomerId, String)>,
    steps: Vec<Step>,
    limit: usize,
    list: List,
    problem: String,
    /// The step that is being undone.
    asked: Option<Uuid>,
}

impl fmt::Debug for History {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("History").field("steps", &self.steps.len()).finish_non_exhaustive()
    }
}

impl History {
    /// Of everything.
    pub fn all() -> Self {
        Self::new(None)
    }

    /// Of a customer and what belongs to it.
    pub fn of(customer: CustomerId, name: String) -> Self {
        Self::new(Some((customer, name)))
    }

    fn new(of: Option<(CustomerId, String)>) -> Self {
        Self {
            of,
            steps: Vec::new(),
            limit: STEPS,
            list: List::default(),
            problem: String::new(),
            asked: None,
        }
    }

    fn selected(&self) -> Option<&Step> {
        self.steps.get(self.list.selected()?)
    }

    /// Takes the chosen step back; an undo that is taken back brings its step again.
    fn undo(&mut self, cx: &Cx<'_>) -> Effect {
        let Some(step) = self.selected() else { return Effect::None };
        if step.undone {
            let text = cx.words.get("history-undone-already").into_owned();
            return Effect::Notice(Notice::new(Tone::Info, text));
        }
        let id = step.id;
        self.asked = Some(id);
        Effect::Run(Command::Undo(Which::Step(id)))
    }

    fn read_more(&mut self, cx: &Cx<'_>) {
        let at_end = self.list.selected().is_some_and(|row| row + 1 >= self.steps.len());
        if at_end && self.steps.len() >= self.limit {
            self.limit += STEPS;
            self.refresh(cx);
        }
    }

    fn row(&self, step: &Step, columns: usize, cx: &Cx<'_>) -> Line<'static> {
        let local = cx.session().rules().zone.local(step.at).naive_local();
        let day = cx.words.day_short(local.date(), cx.today);
        let when = format!("{day} {}", cx.words.time(local.time()));
        let width = if columns < 60 { 12 } else { 18 };
        let when = cx.theme.fit_right(&when, width);
        let who = text::sanitise(step.member_name.as_deref().unwrap_or_default()).into_owned();
        let who =
            if columns < 60 { String::new() } else { format!("  {}", cx.theme.fit(&who, WHO)) };
        let rows = cx.words.format("count-rows", &[("count", step.changes.into())]);
        let state = if step.undone { cx.words.get("history-undone").into_owned() } else { rows };
        let used = text::width(&when) + text::width(&who) + 4;
        let state = cx.theme.cut(&state, columns.saturating_sub(used) / 3);
        let room = columns.saturating_sub(used + text::width(&state) + 2);
        let what = gesture::gesture(cx.words, &cx.session().rules().pipeline, &step.gesture);
        let role = if step.undone { Role::Muted } else { Role::Text };
        let what = cx.theme.fit(&text::sanitise(&what), room);
        Line::from(vec![
            Span::styled(format!(" {when}"), cx.theme.style(Role::Muted)),
            Span::styled(who, cx.theme.style(Role::Label)),
            Span::styled(format!("  {what}"), cx.theme.style(role)),
            Span::styled(format!("  {state}"), cx.theme.style(Role::Muted)),
        ])
    }
}

impl View for History {
    fn context(&self) -> Context {
        Context::Global
    }

    fn hints(&self) -> &[Action] {
        &[Action::Undo, Action::Redo, Action::Help, Action::Back]
    }

    fn update(&mut self, action: Action, cx: &Cx<'_>) -> Effect {
        if self.list.update(action) {
            self.read_more(cx);
            return Effect::None;
        }
        match action {
            Action::Undo | Action::Open => self.undo(cx),
            _ => Effect::Pass,
        }
    }

    fn mouse(&mut self, mouse: Mouse, cx: &Cx<'_>) -> Effect {
        // A click only selects: undoing is too much for a slip of the hand.
        let _ = self.list.mouse(mouse);
        self.read_more(cx);
        Effect::None
    }

    fn refused(&mut self, error: &CommandError, cx: &Cx<'_>) -> Effect {
        let (Some(step), CommandError::Overtaken(fields)) = (self.asked.take(), error) else {
            return Effect::Pass;
        };
        let rest = Effect::Run(Command::Undo(Which::StepWhereOurs(step)));
        Confirm::ask(overtaken(fields, cx), rest)
    }

    fn draw(&self, frame: &mut Frame<'_>, area: Rect, cx: &Cx<'_>) {
        let title = match &self.of {
            Some((_, name)) => cx.words.format("history-of", &[("name", name.into())]),
            None => cx.words.get("history-all").into_owned(),
        };
        let title =
            cx.theme.cut(&text::sanitise(&title), usize::from(area.width.saturating_sub(1)));
        let head = u16::from(area.height > 3);
        let first = Rect { height: head, ..area };
        let title = Line::styled(format!(" {title}"), cx.theme.style(Role::Title));
        frame.render_widget(title, first);
        let body = Rect { y: area.y + head, height: area.height - head, ..area };
        if self.steps.is_empty() {
            let empty = cx.words.get("history-empty");
            let words = if self.problem.is_empty() { &empty } else { self.problem.as_str() };
            let words = cx.theme.cut(&text::sanitise(words), usize::from(body.width));
            frame.render_widget(Line::styled(words, cx.theme.style(Role::Muted)), body);
            return;
        }
        let columns = usize::from(body.width.saturating_sub(1));
        self.list.draw(frame, body, cx, |row, _| {
            self.steps.get(row).map(|step| self.row(step, columns, cx)).unwrap_or_default()
        });
    }

    fn refresh(&mut self, cx: &Cx<'_>) {
        let chosen = self.selected().map(|step| step.id);
        let steps = match &self.of {
            Some((customer, _)) => cx.reader().steps_of(*customer, self.limit),
            None => cx.reader().steps(self.limit),
        };
        self.problem = steps.as_ref().err().map(ToString::to_string).unwrap_or_default();
        self.steps = steps.unwrap_or_default();
        self.list.set_rows(self.steps.len(), Vec::new());
        let place = chosen.and_then(|id| self.steps.iter().position(|step| step.id == id));
        if let Some(place) = place {
            self.list.select(place);
        }
    }
}

/// What stands in the way of an undo: each field with what the step had set and what stands now.
fn overtaken(fields: &[Overtaken], cx: &Cx<'_>) -> String {
    let values = Values::new(cx.words, cx.reader());
    let shown = |field: &str, value: &Value| {
        let told = values.as_ref().map(|values| values.value(field, value)).unwrap_or_default();
        cx.theme.cut(&text::sanitise(&told), 24)
    };
    let mut lines = vec![cx.words.get("history-overtaken").into_owned()];
    lines.extend(fields.iter().take(MOST_TOLD).map(|field| {
        let args = [
            ("field", value::field(cx.words, &field.field).into()),
            ("ours", shown(&field.field, &field.ours).into()),
            ("now", shown(&field.field, &field.now).into()),
        ];
        cx.words.format("history-overtaken-field", &args)
    }));
    if fields.len() > MOST_TOLD {
        let more = [("count", (fields.len() - MOST_TOLD).into())];
        lines.push(cx.words.format("history-overtaken-more", &more));
    }
    lines.push(cx.words.get("history-overtaken-rest").into_owned());
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        i18n::Language,
        tui::view::journey::{Journey, run, world},
    };

    fn edit(desk: &mut crate::tui::cx::Desk, id: CustomerId, name: &str, value: &str) {
        let values = vec![(name.to_owned(), value.to_owned())];
        run(&mut desk.session, Command::EditCustomer(id, values));
    }

    #[test]
    fn every_step_is_told_and_any_of_them_undone() {
        let mut journey = Journey::new(Language::En);
        journey.press("n n g h").sees("History of Acme").sees("add customer Acme").sees("09:00");
        journey.press("q q").press("g h");
        let (desk, _) = world(Language::En);
        let mut journey = Journey::on(desk, Box::new(History::all()));
        journey.sees("add customer Acme").sees("add customer 上海明月").sees("1 row");
        journey.press("u").sees("undone: add customer Acme").sees("undone");
        journey.press("u").sees("this step is undone already");
        // The undo stands above it and can be taken back itself.
        journey.sees("undo of add customer Acme").press("up u");
        journey.sees("redone: add customer Acme");
        journey.any_size();
    }

    #[test]
    fn what_was_changed_since_is_told_with_both_values_and_stays() {
        for (language, expected) in [
            (Language::En, ["Phone: “111” then, “222” now", "These stay as they are"]),
            (Language::ZhCn, ["电话：当时“111”，现在“222”", "撤销其余部分？"]),
        ] {
            let (mut desk, list) = world(language);
            let acme = list[2];
            let both = [("phone", "111"), ("area", "杭州")];
            let both = both.map(|(name, value)| (name.to_owned(), value.to_owned())).to_vec();
            run(&mut desk.session, Command::EditCustomer(acme, both));
            edit(&mut desk, acme, "phone", "222");
            let mut journey = Journey::on(desk, Box::new(History::of(acme, "Acme".to_owned())));
            journey.press("down u").sees(expected[0]).sees(expected[1]).any_size();
            journey.press("y").misses(expected[0]).press("g h").sees("Acme");
        }
    }
}
