//! The analyses: one report at a time, its rows, bars and cells lead to the customers behind them.

mod curve;
mod decide;
mod draw;
mod paint;
mod table;
mod target;
#[cfg(test)]
mod tests;

use std::{cell::RefCell, collections::HashMap};

use chrono::NaiveDate;
use ratatui::{Frame, layout::Rect};

use self::{
    decide::Rejecting,
    draw::Drawn,
    target::{Target, targets},
};
use super::{customers, on_customer};
use crate::{
    command::CommandError,
    document::{Document, Part},
    domain::id::CustomerId,
    error::Error,
    i18n::Words,
    report::Topic,
    store::StoreError,
    tui::{
        action::{Action, Context},
        cx::Cx,
        effect::Effect,
        job::Job,
        reading::Reading,
        view::{Input, Mouse, MouseKind, View},
    },
};

/// As many customers are analysed while one waits; of more, in the background.
const MOST_AT_ONCE: usize = 1_000;

/// The analyses.
#[derive(Debug, Default)]
pub struct Insights {
    topic: Topic,
    reports: HashMap<Topic, Report>,
    /// The place in the log and the day that the reports should be of.
    at: (i64, NaiveDate),
    reading: Option<(Topic, (i64, NaiveDate), Reading<Document>)>,
    problem: Option<String>,
    /// The reason why a proposal is rejected, while it is typed.
    rejecting: Option<Rejecting>,
    drawn: RefCell<Drawn>,
}

/// A report with what can be selected in it.
#[derive(Debug)]
struct Report {
    document: Document,
    targets: Vec<Target>,
    selected: usize,
    /// The place in the log and the day that it is of.
    at: (i64, NaiveDate),
}

impl Insights {
    /// The analyses, none of them read yet.
    pub fn new() -> Self {
        Self::default()
    }

    fn report(&self) -> Option<&Report> {
        self.reports.get(&self.topic)
    }

    fn selected(&self) -> Option<&Target> {
        let report = self.report()?;
        report.targets.get(report.selected)
    }

    /// Selects a target of the report that is shown.
    fn select(&mut self, target: usize) {
        if let Some(report) = self.reports.get_mut(&self.topic) {
            report.selected = target.min(report.targets.len().saturating_sub(1));
        }
    }

    /// The one customer that the selection stands for, with its name.
    fn customer(&self) -> Option<(CustomerId, &str)> {
        match self.selected()? {
            Target { about, title, .. } if about.len() == 1 => Some((*about.first()?, title)),
            _ => None,
        }
    }

    /// Goes to another analysis, so many further.
    fn turn(&mut self, by: usize, cx: &Cx<'_>) -> Effect {
        let at = Topic::ALL.iter().position(|topic| *topic == self.topic).unwrap_or(0);
        let next = Topic::ALL.get((at + by) % Topic::ALL.len()).copied();
        self.show(next.unwrap_or(self.topic), cx)
    }

    fn show(&mut self, topic: Topic, cx: &Cx<'_>) -> Effect {
        self.topic = topic;
        self.read(cx);
        self.work(cx).map_or(Effect::None, Effect::Start)
    }

    /// Takes in what has arrived, and reads what is shown unless it is of this moment.
    fn read(&mut self, cx: &Cx<'_>) {
        if let Err(error) = self.try_read(cx) {
            self.problem = Some(Error::from(CommandError::from(error)).message(cx.words));
        }
    }

    fn try_read(&mut self, cx: &Cx<'_>) -> Result<(), StoreError> {
        let reader = cx.reader();
        self.at = (reader.last_step()?, reader.today());
        self.problem = None;
        let arrived = self.reading.as_ref().and_then(|(topic, at, reading)| {
            reading.take().map(|document| (*topic, *at, document))
        });
        if let Some((topic, at, document)) = arrived {
            self.reading = None;
            self.put(topic, at, document?);
        }
        let is_known = self.report().is_some_and(|report| report.at == self.at);
        if is_known || self.reading.is_some() {
            return Ok(());
        }
        let is_long = reader.customer_count()? > MOST_AT_ONCE;
        match cx.session().store().lookout(cx.today).filter(|_| is_long) {
            Some(lookout) => self.reading = Some((self.topic, self.at, Reading::new(lookout))),
            None => {
                let document = self.topic.document(&reader, cx.words)?;
                self.put(self.topic, self.at, document);
            }
        }
        Ok(())
    }

    /// Puts a report in its place; what was selected stays selected, or what is in its place.
    fn put(&mut self, topic: Topic, at: (i64, NaiveDate), document: Document) {
        let targets = targets(&document);
        let before = self.reports.get(&topic);
        let selected = before.map_or(0, |before| {
            // What has gone to another list is not followed: the next one is selected.
            let name = |document: &Document, target: &Target| {
                let part = document.parts.get(target.part).map(Part::key);
                (part, target.title.clone())
            };
            let was = before.targets.get(before.selected).map(|it| name(&before.document, it));
            let same = targets.iter().position(|it| Some(name(&document, it)) == was);
            same.unwrap_or(before.selected).min(targets.len().saturating_sub(1))
        });
        self.reports.insert(topic, Report { document, targets, selected, at });
        self.drawn.borrow_mut().forget();
    }

    /// Moves the selection, if the action is a move.
    fn step(&mut self, action: Action) -> bool {
        let Some(report) = self.reports.get(&self.topic) else { return false };
        let page = self.drawn.borrow().page();
        let last = report.targets.last().map_or(0, |target| target.row);
        let Some(Target { row, column, .. }) = report.targets.get(report.selected) else {
            // Nothing to select: the report is read by rolling it.
            return self.drawn.borrow_mut().roll(action);
        };
        let (row, column) = match action {
            Action::Up => (row.saturating_sub(1), *column),
            Action::Down => ((row + 1).min(last), *column),
            Action::PageUp => (row.saturating_sub(page), *column),
            Action::PageDown => ((row + page).min(last), *column),
            Action::First => (0, *column),
            Action::Last => (last, *column),
            Action::Left | Action::Right => return self.step_aside(action == Action::Right),
            _ => return false,
        };
        let near = report
            .targets
            .iter()
            .enumerate()
            .filter(|(_, target)| target.row == row)
            .min_by_key(|(_, target)| target.column.abs_diff(column));
        if let Some((at, _)) = near {
            self.select(at);
        }
        true
    }

    /// Moves to the cell beside; whether there is one.
    fn step_aside(&mut self, right: bool) -> bool {
        let Some(report) = self.report() else { return false };
        let at = report.selected;
        let to = if right { at.checked_add(1) } else { at.checked_sub(1) };
        let row = |at: usize| report.targets.get(at).map(|target| target.row);
        match to.filter(|to| row(*to).is_some() && row(*to) == row(at)) {
            Some(to) => {
                self.select(to);
                true
            }
            // Within a grid the edge is the edge; elsewhere the key turns to the next analysis.
            None => {
                report.targets.iter().any(|other| Some(other.row) == row(at) && other.column > 0)
            }
        }
    }

    /// Opens the customers that the selection stands for.
    fn open(&self) -> Effect {
        let (Some(report), Some(target)) = (self.report(), self.selected()) else {
            return Effect::None;
        };
        if target.about.len() > 1 {
            return customers::of(&target.title, target.about.clone());
        }
        // A list of customers: the page turns to those before and after.
        let beside = report.targets.iter().filter(|other| other.part == target.part);
        let list: Vec<CustomerId> =
            beside.filter(|other| other.about.len() == 1).flat_map(|it| it.about.clone()).collect();
        match list.iter().position(|id| target.about.contains(id)) {
            Some(at) => on_customer::open(list, at),
            None => Effect::None,
        }
    }
}

impl View for Insights {
    fn context(&self) -> Context {
        if self.rejecting.is_some() { Context::Search } else { Context::Insights }
    }

    fn title(&self, cx: &Cx<'_>) -> (String, String) {
        (cx.words.get("tab-insights").into_owned(), String::new())
    }

    fn hints(&self) -> &[Action] {
        match (&self.rejecting, self.decides()) {
            (Some(_), _) => &[Action::Submit, Action::Back],
            (None, true) => &[
                Action::Accept,
                Action::Reject,
                Action::AcceptAll,
                Action::Open,
                Action::NextPeriod,
                Action::Help,
            ],
            (None, false) => {
                &[Action::NextPeriod, Action::PreviousPeriod, Action::Open, Action::Help]
            }
        }
    }

    fn update(&mut self, action: Action, cx: &Cx<'_>) -> Effect {
        if self.rejecting.is_some() {
            return self.while_rejecting(action);
        }
        if self.step(action) {
            return Effect::None;
        }
        match action {
            Action::NextPeriod | Action::Right => self.turn(1, cx),
            Action::PreviousPeriod | Action::Left => self.turn(Topic::ALL.len() - 1, cx),
            Action::Open => self.open(),
            Action::Accept | Action::AcceptAll | Action::Reject => self.decide(action, cx),
            _ => match self.customer() {
                Some((id, name)) => on_customer::act(action, id, name, cx),
                None => on_customer::act_on_none(action, cx),
            },
        }
    }

    fn mouse(&mut self, mouse: Mouse, cx: &Cx<'_>) -> Effect {
        match mouse.kind {
            MouseKind::ScrollUp => {
                self.step(Action::Up);
            }
            MouseKind::ScrollDown => {
                self.step(Action::Down);
            }
            MouseKind::Click => {
                let topic = self.drawn.borrow().topic_at(mouse);
                if let Some(topic) = topic {
                    return self.show(topic, cx);
                }
                let target = self.drawn.borrow().target_at(mouse);
                if let Some(target) = target {
                    if self.report().is_some_and(|report| report.selected == target) {
                        return self.open();
                    }
                    self.select(target);
                }
            }
            MouseKind::Drag | MouseKind::Release => {}
        }
        Effect::None
    }

    fn input(&mut self, input: &Input, _cx: &Cx<'_>) -> Effect {
        let typed = self.rejecting.as_mut().is_some_and(|it| it.reason.input(input));
        if typed { Effect::None } else { Effect::Pass }
    }

    fn draw(&self, frame: &mut Frame<'_>, area: Rect, cx: &Cx<'_>) {
        let bottom = u16::from(self.rejecting.is_some() && area.height > 1);
        let body = Rect { height: area.height - bottom, ..area };
        self.draw_page(frame, body, cx);
        self.draw_rejecting(frame, Rect { y: body.bottom(), height: bottom, ..area }, cx);
    }

    fn refresh(&mut self, cx: &Cx<'_>) {
        if self.rejecting.as_ref().is_some_and(|it| it.is_written) {
            self.rejecting = None;
        }
        self.read(cx);
    }

    fn refused(&mut self, _error: &CommandError, _cx: &Cx<'_>) -> Effect {
        // What was typed stays, to be mended.
        self.rejecting.iter_mut().for_each(|it| it.is_written = false);
        Effect::Pass
    }

    fn is_unsaved(&self) -> bool {
        self.rejecting.as_ref().is_some_and(|it| !it.reason.value().is_empty())
    }

    fn work(&mut self, cx: &Cx<'_>) -> Option<Job> {
        let (topic, _, reading) = self.reading.as_mut()?;
        let (topic, language) = (*topic, cx.words.language());
        // The words stay with the screen: another thread brings its own.
        reading
            .job(topic.title(cx.words), move |reader| topic.document(reader, &Words::new(language)))
    }
}
