//! The plan: what is promised, agreed and to be visited, as the agenda of a week or as a month.

mod model;
mod month;
mod suggest;
#[cfg(test)]
mod tests;
mod week;

use chrono::{Datelike, Days, NaiveDate};
use ratatui::{Frame, layout::Rect};

use self::model::{Line, Model};
use super::{failed, form, on_customer};
use crate::{
    command::{Command, CommandError},
    domain::{
        activity::Closed,
        calendar::weeks::{Period, WeekStart, add_months},
        id::CustomerId,
    },
    error::Error,
    store::{StoreError, read::PlanRow},
    tui::{
        action::{Action, Context},
        cx::Cx,
        effect::{Effect, Notice, Tone},
        text,
        theme::Role,
        view::{Mouse, View, draw_words},
        widget::{confirm::Confirm, list::List, pane::Pane},
    },
};

/// The agenda of a week, and the calendar of a month.
#[derive(Debug, Default)]
pub struct Agenda {
    /// A day of what is shown; none before the first reading.
    day: Option<NaiveDate>,
    is_month: bool,
    model: Model,
    list: List,
    pane: Pane,
    /// The place in the log and the days that were read.
    read_at: Option<(i64, NaiveDate, Period)>,
    problem: Option<String>,
    drawn: month::Drawn,
}

impl Agenda {
    fn week_start(cx: &Cx<'_>) -> WeekStart {
        if cx.session().rules().weeks_start_on_sunday {
            WeekStart::Sunday
        } else {
            WeekStart::Monday
        }
    }

    /// The day that is selected, or of what is shown.
    fn day(&self, cx: &Cx<'_>) -> NaiveDate {
        self.day.unwrap_or(cx.today)
    }

    /// The days that are shown: a week, or a month filled up to whole weeks.
    fn period(&self, cx: &Cx<'_>) -> Period {
        let start = Self::week_start(cx);
        if !self.is_month {
            return Period::week(self.day(cx), start);
        }
        let month = Period::month(self.day(cx));
        let (from, to) = (Period::week(month.from, start).from, Period::week(month.to, start).to);
        Period { from, to }
    }

    fn selected(&self) -> Option<&PlanRow> {
        match self.model.line(self.list.selected()?)? {
            Line::Plan(at) => self.model.plans.get(at),
            Line::Overdue(_) | Line::Day(..) => None,
        }
    }

    fn customer(&self) -> Option<(CustomerId, &str)> {
        self.selected().map(|plan| (plan.customer, plan.customer_name.as_str()))
    }

    fn read(&mut self, cx: &Cx<'_>) -> Result<(), StoreError> {
        let reader = cx.reader();
        let period = self.period(cx);
        let at = (reader.last_step()?, reader.today(), period);
        if self.read_at != Some(at) {
            let selected = self.selected().map(|plan| plan.id);
            self.model = Model::read(&reader, period)?;
            self.list.set_rows(self.model.lines(), self.model.headings());
            if let Some(line) = selected.and_then(|id| self.model.line_of(id)) {
                self.list.select(line);
            }
            self.read_at = Some(at);
            self.pane.forget();
        }
        self.problem = None;
        self.look(cx)
    }

    fn look(&mut self, cx: &Cx<'_>) -> Result<(), StoreError> {
        let customer = self.customer().map(|(id, _)| id).filter(|_| !self.is_month);
        self.pane.look(customer, cx)
    }

    /// Shows another day, the first of its plans selected.
    fn go_to(&mut self, day: NaiveDate, cx: &Cx<'_>) -> Effect {
        self.day = Some(day);
        if let Err(error) = self.read(cx) {
            return failed(error, cx);
        }
        self.list.select(self.model.line_of_day(day).unwrap_or(0));
        self.look(cx).map_or_else(|error| failed(error, cx), |()| Effect::None)
    }

    /// Turns to the week or month before or after.
    fn turn(&mut self, forward: bool, cx: &Cx<'_>) -> Effect {
        let day = self.day(cx);
        let turned = if self.is_month {
            Some(add_months(day, if forward { 1 } else { -1 }))
        } else if forward {
            day.checked_add_days(Days::new(7))
        } else {
            day.checked_sub_days(Days::new(7))
        };
        self.go_to(turned.unwrap_or(day), cx)
    }

    /// Moves the selected day of a month, if the action is a move.
    fn step_day(&mut self, action: Action, cx: &Cx<'_>) -> Option<Effect> {
        let day = self.day(cx);
        let by = |days: i64| {
            let step = Days::new(days.unsigned_abs());
            if days < 0 { day.checked_sub_days(step) } else { day.checked_add_days(step) }
        };
        let to = match action {
            Action::Left => by(-1),
            Action::Right => by(1),
            Action::Up => by(-7),
            Action::Down => by(7),
            Action::First => day.with_day(1),
            Action::Last => Some(Period::month(day).to),
            Action::PageUp => Some(add_months(day, -1)),
            Action::PageDown => Some(add_months(day, 1)),
            _ => return None,
        };
        Some(self.go_to(to.unwrap_or(day), cx))
    }

    fn open(&mut self, cx: &Cx<'_>) -> Effect {
        if self.is_month {
            self.is_month = false;
            return self.go_to(self.day(cx), cx);
        }
        let list = self.model.customers();
        match self.customer().and_then(|(id, _)| list.iter().position(|other| *other == id)) {
            Some(at) => on_customer::open(list, at),
            None => Effect::None,
        }
    }

    /// What is done with the plan itself, not with its customer.
    fn act_on_plan(&self, action: Action, cx: &Cx<'_>) -> Option<Effect> {
        if !matches!(action, Action::FinishPlan | Action::Edit | Action::Delete) {
            return None;
        }
        let Some(plan) = self.selected().filter(|_| !self.is_month) else {
            return Some(Effect::Notice(Notice::new(Tone::Info, cx.words.get("plan-no-plan"))));
        };
        Some(match action {
            Action::FinishPlan => Effect::Run(Command::CompletePlan(plan.id)),
            Action::Edit => form::edit_plan(plan.id, cx),
            _ => {
                let name = plan.customer_name.as_str();
                let question = cx.words.format("confirm-cancel-plan", &[("name", name.into())]);
                let cancel = Effect::Run(Command::ClosePlan(plan.id, Closed::Cancelled));
                if cx.config.confirm.delete { Confirm::ask(question, cancel) } else { cancel }
            }
        })
    }

    /// The line above everything: which days.
    fn heading(&self, cx: &Cx<'_>) -> String {
        if self.is_month {
            return cx.words.month(self.day(cx));
        }
        let period = self.period(cx);
        let day = |day: NaiveDate| cx.words.day_short(day, cx.today);
        let days = [("from", day(period.from).into()), ("to", day(period.to).into())];
        let days = cx.words.format("plan-week-of", &days);
        // The week of a Thursday is the week of its year, whatever day weeks begin with.
        let number = period.from.checked_add_days(Days::new(3)).unwrap_or(period.from);
        let week = i64::from(number.iso_week().week());
        let week = cx.words.format("plan-week", &[("week", week.into())]);
        [week, days].join(&cx.words.get("sentence-separator"))
    }
}

impl View for Agenda {
    fn context(&self) -> Context {
        Context::Plan
    }

    fn title(&self, cx: &Cx<'_>) -> (String, String) {
        (cx.words.get("tab-plan").into_owned(), String::new())
    }

    fn hints(&self) -> &[Action] {
        if self.is_month {
            return &[Action::Open, Action::ToggleMonth, Action::NextPeriod, Action::Help];
        }
        &[
            Action::FinishPlan,
            Action::Edit,
            Action::SuggestVisits,
            Action::LogCall,
            Action::Open,
            Action::NextPeriod,
            Action::ToggleMonth,
            Action::Help,
        ]
    }

    fn update(&mut self, action: Action, cx: &Cx<'_>) -> Effect {
        if self.is_month {
            if let Some(effect) = self.step_day(action, cx) {
                return effect;
            }
        } else if self.list.update(action) {
            self.day =
                self.selected().map(|plan| plan.due_on.max(self.period(cx).from)).or(self.day);
            return self.look(cx).map_or_else(|error| failed(error, cx), |()| Effect::None);
        }
        match action {
            Action::NextPeriod => self.turn(true, cx),
            Action::PreviousPeriod => self.turn(false, cx),
            Action::ThisPeriod => self.go_to(cx.today, cx),
            Action::ToggleMonth => {
                self.is_month = !self.is_month;
                self.go_to(self.day(cx), cx)
            }
            Action::Back if self.is_month => self.open(cx),
            Action::Open => self.open(cx),
            Action::SuggestVisits => Effect::Open(Box::new(suggest::Suggested::default())),
            Action::ExportCalendar => form::export_calendar(cx),
            Action::ToggleDetail if !self.is_month => {
                let effect = self.pane.toggle(cx);
                let looked = self.look(cx);
                looked.map_or_else(|error| failed(error, cx), |()| effect)
            }
            _ => match (self.act_on_plan(action, cx), self.customer()) {
                (Some(effect), _) => effect,
                (None, Some((id, name))) if !self.is_month => {
                    on_customer::act(action, id, name, cx)
                }
                (None, _) => on_customer::act_on_none(action, cx),
            },
        }
    }

    fn mouse(&mut self, mouse: Mouse, cx: &Cx<'_>) -> Effect {
        if self.is_month {
            return match self.drawn.day_at(mouse) {
                Some(day) if Some(day) == self.day => self.open(cx),
                Some(day) => self.go_to(day, cx),
                None => Effect::None,
            };
        }
        match self.list.mouse(mouse) {
            Some(hit) if hit.again => self.open(cx),
            _ => self.look(cx).map_or_else(|error| failed(error, cx), |()| Effect::None),
        }
    }

    fn draw(&self, frame: &mut Frame<'_>, area: Rect, cx: &Cx<'_>) {
        if let Some(problem) = &self.problem {
            return draw_words(frame, area, &text::sanitise(problem), Role::Error, cx);
        }
        if self.is_month {
            return self.draw_month(frame, area, cx);
        }
        let list = self.pane.draw(frame, area, cx);
        self.draw_week(frame, list, cx);
    }

    fn refresh(&mut self, cx: &Cx<'_>) {
        if let Err(error) = self.read(cx) {
            self.problem = Some(Error::from(CommandError::from(error)).message(cx.words));
        }
    }
}
