//! Not before that day: six days to pick with one key, or one that is typed.

use chrono::{Datelike, Days, Months, NaiveDate, Weekday};
use ratatui::{
    Frame,
    crossterm::event::{KeyCode, KeyModifiers},
    layout::Rect,
    text::{Line, Span},
};

use super::{Input, Mouse, Placement, View};
use crate::{
    command::{
        Command, CommandError, EntryWorld,
        entry_line::{MarkerKind, ProblemKind},
    },
    domain::{calendar::working::WorkingCalendar, id::CustomerId, standing::Facts},
    error::Error,
    i18n::Language,
    tui::{
        action::{Action, Context},
        cx::Cx,
        effect::{Effect, Notice, Tone},
        text,
        theme::{Role, Symbol},
        widget::{line_input::LineInput, list::List, panel::panel},
    },
    wording,
};

const COLUMNS: u16 = 56;

/// Asks until when a customer is not to be in the queue.
#[derive(Debug)]
pub struct Snooze {
    customer: CustomerId,
    name: String,
    choices: Vec<Choice>,
    list: List,
    line: LineInput,
    /// The day that is typed, or what is wrong with it.
    typed: Option<Result<NaiveDate, String>>,
    facts: Option<Facts>,
    world: Option<EntryWorld>,
}

/// A day to pick.
#[derive(Debug)]
struct Choice {
    name: String,
    on: NaiveDate,
    /// Why it may not be picked (DOMAIN 4.4).
    refused: Option<String>,
}

impl Snooze {
    /// The question about a customer of this name.
    pub fn new(customer: CustomerId, name: impl Into<String>) -> Self {
        Self {
            customer,
            name: name.into(),
            choices: Vec::new(),
            list: List::default(),
            line: LineInput::default(),
            typed: None,
            facts: None,
            world: None,
        }
    }

    /// Why the customer may not be snoozed until a day.
    fn refusal(&self, until: NaiveDate, cx: &Cx<'_>) -> Option<String> {
        let rules = cx.session().rules();
        let refusal = self.facts.as_ref()?.check_snooze(rules, cx.today, until).err()?;
        let error = Error::from(CommandError::from(refusal));
        let said = [error.message(cx.words), error.hint(cx.words)];
        Some(wording::names::joined(cx.words, &said))
    }

    fn snooze(&self, until: NaiveDate, cx: &Cx<'_>) -> Effect {
        match self.refusal(until, cx) {
            Some(refusal) => Effect::Notice(Notice::new(Tone::Error, refusal)),
            None => {
                let run = Effect::Run(Command::Snooze(self.customer, until));
                Effect::Many(vec![run, Effect::Close])
            }
        }
    }

    fn pick(&self, place: usize, cx: &Cx<'_>) -> Effect {
        self.choices.get(place).map_or(Effect::None, |choice| self.snooze(choice.on, cx))
    }

    fn submit(&self, cx: &Cx<'_>) -> Effect {
        match &self.typed {
            Some(Ok(until)) => self.snooze(*until, cx),
            Some(Err(problem)) => Effect::Notice(Notice::new(Tone::Error, problem.clone())),
            None => self.list.selected().map_or(Effect::None, |place| self.pick(place, cx)),
        }
    }

    /// Reads what is typed as a day.
    fn read(&mut self, cx: &Cx<'_>) {
        let typed = self.line.value().trim().trim_start_matches(['>', '＞']);
        let read = self.world.as_ref().filter(|_| !typed.is_empty());
        self.typed = read.map(|world| match world.next_day(typed) {
            Ok(next) => Ok(next.on),
            Err(problem) => {
                let unknown =
                    ProblemKind::Unknown { kind: MarkerKind::Next, text: typed.to_owned() };
                let problem = problem.map_or(unknown, |problem| problem.kind);
                Err(wording::entry::problem(cx.words, &problem, cx.today))
            }
        });
    }

    /// What is said at the foot: the typed day, what is wrong with it, or how to go on.
    fn foot(&self, cx: &Cx<'_>) -> (Role, String) {
        let refused = |until: NaiveDate| self.refusal(until, cx).map(|why| (Role::Error, why));
        match &self.typed {
            Some(Err(problem)) => (Role::Error, problem.clone()),
            Some(Ok(until)) => {
                refused(*until).unwrap_or_else(|| (Role::Marker, cx.words.day(*until, cx.today)))
            }
            None => {
                let choice = self.list.selected().and_then(|place| self.choices.get(place));
                let why = choice.and_then(|choice| choice.refused.clone());
                why.map_or_else(
                    || (Role::Muted, cx.words.get("snooze-hint").into_owned()),
                    |why| (Role::Warning, why),
                )
            }
        }
    }

    fn row(&self, place: usize, columns: usize, cx: &Cx<'_>) -> Line<'static> {
        let Some(choice) = self.choices.get(place) else { return Line::default() };
        let day = cx.words.day(choice.on, cx.today);
        let room = columns.saturating_sub(text::width(&day) + 5);
        let role = if choice.refused.is_some() { Role::Placeholder } else { Role::Text };
        let mut line = Line::default();
        line.push_span(Span::styled(format!(" {}  ", place + 1), cx.theme.style(Role::Key)));
        let said = format!("{} {day}", cx.theme.fit(&choice.name, room));
        line.push_span(Span::styled(said, cx.theme.style(role)));
        line
    }
}

/// The days on offer, each on a working day.
fn days(
    today: NaiveDate,
    calendar: &WorkingCalendar,
    cx: &Cx<'_>,
) -> impl Iterator<Item = (String, NaiveDate)> {
    let words = cx.words;
    let after = |days: u64| today.checked_add_days(Days::new(days)).unwrap_or(today);
    let to_monday = 7 - u64::from(today.weekday().days_since(Weekday::Mon));
    let weeks = |count: u32| words.format("snooze-weeks", &[("count", count.into())]);
    let month = words.format("snooze-months", &[("count", 1_u32.into())]);
    [
        (words.day_relative(after(1), today), after(1)),
        (words.day_relative(after(3), today), after(3)),
        (words.get("snooze-next-monday").into_owned(), after(to_monday)),
        (weeks(1), after(7)),
        (weeks(2), after(14)),
        (month, today.checked_add_months(Months::new(1)).unwrap_or(today)),
    ]
    .map(|(name, day)| (name, calendar.roll_following(day)))
    .into_iter()
}

impl View for Snooze {
    fn context(&self) -> Context {
        Context::Entry
    }

    fn placement(&self, _cx: &Cx<'_>) -> Placement {
        // Frame, days, line, foot.
        Placement::Middle { width: COLUMNS, height: 2 + 6 + 1 + 2 }
    }

    fn hints(&self) -> &[Action] {
        &[Action::Submit, Action::Back]
    }

    fn update(&mut self, action: Action, cx: &Cx<'_>) -> Effect {
        match action {
            Action::Submit => self.submit(cx),
            action if self.typed.is_none() && self.list.update(action) => Effect::None,
            _ => Effect::Pass,
        }
    }

    fn input(&mut self, input: &Input, cx: &Cx<'_>) -> Effect {
        if let (Input::Key(key), "") = (input, self.line.value())
            && let (KeyCode::Char(digit @ '1'..='6'), KeyModifiers::NONE) =
                (key.code, key.modifiers)
        {
            let place = digit.to_digit(10).and_then(|digit| usize::try_from(digit).ok());
            return place.map_or(Effect::None, |place| self.pick(place - 1, cx));
        }
        if !self.line.input(input) {
            return Effect::Pass;
        }
        self.read(cx);
        Effect::None
    }

    fn mouse(&mut self, mouse: Mouse, cx: &Cx<'_>) -> Effect {
        self.list.mouse(mouse).map_or(Effect::None, |hit| self.pick(hit.row, cx))
    }

    fn draw(&self, frame: &mut Frame<'_>, area: Rect, cx: &Cx<'_>) {
        let title = [("name", (&self.name).into())];
        let inside = panel(frame, area, &cx.words.format("snooze-title", &title), cx);
        let columns = usize::from(inside.width);
        let height = inside.height.min(6);
        let days = Rect { height, ..inside };
        self.list.draw(frame, days, cx, |place, _| self.row(place, columns, cx));
        let line = Rect { y: days.bottom(), height: (inside.height - height).min(1), ..inside };
        let until = cx.words.get("snooze-until");
        let prompt = format!(" {until} {} ", cx.theme.symbol(Symbol::Prompt));
        let indent = u16::try_from(text::width(&prompt)).unwrap_or(0).min(line.width);
        frame.render_widget(Line::styled(prompt, cx.theme.style(Role::Label)), line);
        let input = Rect { x: line.x + indent, width: line.width - indent, ..line };
        self.line.draw(frame, input, cx, &[], true);
        let foot = Rect { y: line.bottom(), height: inside.bottom() - line.bottom(), ..inside };
        let (role, said) = self.foot(cx);
        let lines = text::wrap(&said, columns.saturating_sub(1).max(1));
        for (y, said) in (foot.y..foot.bottom()).zip(lines) {
            let said = Line::styled(format!(" {said}"), cx.theme.style(role));
            frame.render_widget(said, Rect { y, height: 1, ..foot });
        }
    }

    fn refresh(&mut self, cx: &Cx<'_>) {
        let chinese = cx.words.language() == Language::ZhCn;
        self.facts = cx.reader().facts(self.customer).ok().flatten();
        self.world = EntryWorld::new(cx.session(), None, Vec::new(), chinese).ok();
        let calendar = &cx.session().rules().calendar;
        self.choices = days(cx.today, calendar, cx)
            .map(|(name, on)| Choice { name, on, refused: self.refusal(on, cx) })
            .collect();
        self.list.set_rows(self.choices.len(), Vec::new());
        self.read(cx);
    }

    fn is_unsaved(&self) -> bool {
        false
    }
}

#[cfg(test)]
mod tests {
    use ratatui::{Terminal, backend::TestBackend};

    use super::*;
    use crate::{
        change::Entity,
        command::{
            self,
            activity::Log,
            entry_line::{Entry, Happened},
        },
        domain::{activity::ActivityKind, id::Id},
        i18n::Words,
        tui::{
            app::App, cx::tests::desk, event::Inbox, script::press, view::today::Today,
            widget::panel::tests::rows,
        },
    };

    /// One customer of tier D, due so many days ago.
    fn app(overdue: u64) -> App {
        let mut desk = desk();
        desk.words = Words::new(Language::En);
        let session = &mut desk.session;
        let name = vec![("name".to_owned(), "Acme".to_owned())];
        let done = command::run(session, Command::AddCustomer(name)).unwrap();
        let customer = Id::new(done.made(Entity::Customer).unwrap());
        let on = session.today() - Days::new(90 + overdue);
        let entry = Entry { happened: Some(Happened { on, time: None }), ..Entry::default() };
        let log = Log { customer, kind: ActivityKind::Call, entry, deal: None };
        command::run(session, Command::LogActivity(log)).unwrap();
        App::new(desk, vec![Box::new(Today::default())], Inbox::new().post())
    }

    fn screen(app: &App) -> String {
        let mut terminal = Terminal::new(TestBackend::new(80, 24)).unwrap();
        terminal.draw(|frame| app.draw(frame)).unwrap();
        rows(terminal.backend().buffer()).join("\n")
    }

    #[test]
    fn two_keys_pick_a_day_and_a_day_can_be_typed() {
        for (keys, due) in [
            ("s1", "24 Nov"),
            ("s4", "30 Nov"),
            ("s<down><down><enter>", "30 Nov"),
            ("sfri<enter>", "27 Nov"),
            ("s>11-26<enter>", "26 Nov"),
            ("s下周二<enter>", "1 Dec"),
        ] {
            let mut app = app(5);
            press(&mut app, keys);
            let screen = screen(&app);
            assert!(screen.contains("saved: snooze Acme"), "{keys}\n{screen}");
            // Beyond the next seven days nobody is listed.
            assert!(screen.contains(due) || due == "1 Dec", "{keys}\n{screen}");
        }
    }

    #[test]
    fn what_the_rules_refuse_is_explained_and_changes_nothing() {
        let mut app = app(20);
        press(&mut app, "s5");
        assert!(screen(&app).contains("is too far: at most"), "{}", screen(&app));
        press(&mut app, "<down><down><down><down>");
        assert!(screen(&app).contains("or make a promise with that date"), "{}", screen(&app));
        press(&mut app, "nonsense<enter>");
        assert!(screen(&app).contains("“nonsense” is not a day"), "{}", screen(&app));
        press(&mut app, "<esc>");
        assert!(screen(&app).contains("20 d     D  Acme"), "{}", screen(&app));
    }
}
