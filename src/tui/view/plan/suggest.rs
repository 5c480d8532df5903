//! Visits that are suggested for the next working days, an area a day: looked through, and planned
//! as one step.

use std::collections::BTreeSet;

use ratatui::{
    Frame,
    layout::Rect,
    text::{Line, Span},
};

use crate::{
    command::{Command, CommandError, visits::plans},
    domain::id::CustomerId,
    error::Error,
    store::read::{ToVisit, Trip},
    tui::{
        action::{Action, Context},
        cx::Cx,
        effect::{Effect, Notice, Tone},
        text,
        theme::{Role, Symbol},
        view::{Mouse, View, draw_words, on_customer},
        widget::list::List,
    },
    wording,
};

/// Working days that are looked ahead.
const DAYS: u32 = 5;
/// Visits a day: two hours each.
const PER_DAY: usize = 4;

/// Suggested visits.
#[derive(Debug, Default)]
pub struct Suggested {
    trips: Vec<Trip>,
    /// Those that are not wanted.
    left_out: BTreeSet<CustomerId>,
    list: List,
    problem: Option<String>,
    is_read: bool,
}

impl Suggested {
    /// What a line shows: a trip, or one of its visits.
    fn line(&self, line: usize) -> Option<(&Trip, Option<&ToVisit>)> {
        let mut left = line;
        for trip in &self.trips {
            if left == 0 {
                return Some((trip, None));
            }
            if let Some(visit) = trip.visits.get(left - 1) {
                return Some((trip, Some(visit)));
            }
            left -= trip.visits.len() + 1;
        }
        None
    }

    fn selected(&self) -> Option<&ToVisit> {
        self.line(self.list.selected()?)?.1
    }

    fn read(&mut self, cx: &Cx<'_>) {
        match cx.reader().trips(DAYS, PER_DAY) {
            Ok(trips) => {
                self.trips = trips;
                let (mut len, mut headings) = (0, Vec::new());
                for trip in &self.trips {
                    headings.push(len);
                    len += trip.visits.len() + 1;
                }
                self.list.set_rows(len, headings);
                self.problem = None;
            }
            Err(error) => {
                self.problem = Some(Error::from(CommandError::from(error)).message(cx.words));
            }
        }
        self.is_read = true;
    }

    /// Plans what is wanted, with all of it one step.
    fn plan(&self, cx: &Cx<'_>) -> Effect {
        let wanted = self.trips.iter().flat_map(|trip| plans(trip, None, None));
        let visits: Vec<_> =
            wanted.filter(|plan| !self.left_out.contains(&plan.customer)).collect();
        if visits.is_empty() {
            let said = cx.words.get("visits-none-wanted").into_owned();
            return Effect::Notice(Notice::new(Tone::Info, said));
        }
        Effect::Many(vec![Effect::Run(Command::PlanVisits(visits)), Effect::Close])
    }

    fn mark(&mut self, wanted: Option<bool>) -> Effect {
        let Some(id) = self.selected().map(|visit| visit.queued.id) else { return Effect::None };
        let is_wanted = !self.left_out.contains(&id);
        if wanted.unwrap_or(!is_wanted) {
            self.left_out.remove(&id);
        } else {
            self.left_out.insert(id);
        }
        self.list.update(Action::Down);
        Effect::None
    }

    fn row(&self, line: usize, columns: usize, is_selected: bool, cx: &Cx<'_>) -> Line<'static> {
        let (calendar, today) = (&cx.session().rules().calendar, cx.today);
        match self.line(line) {
            None => Line::default(),
            Some((trip, None)) => {
                let said = wording::visit::trip(cx.words, calendar, trip, today);
                let said = cx.theme.cut(&format!(" {}", text::sanitise(&said)), columns);
                Line::styled(said, cx.theme.style(Role::Section))
            }
            Some((_, Some(visit))) => {
                let cursor = if is_selected { cx.theme.symbol(Symbol::Cursor) } else { " " };
                let is_wanted = !self.left_out.contains(&visit.queued.id);
                let mark = if is_wanted { cx.theme.symbol(Symbol::Check) } else { " " };
                let role = if is_wanted { Role::Text } else { Role::Muted };
                let when = wording::visit::when(cx.words, &visit.queued.due, today);
                let name = text::sanitise(&visit.name);
                let tier = visit.queued.tier.letter();
                let said = format!(
                    "{mark} {tier}  {}  {when}",
                    cx.theme.fit(&name, (columns / 2).clamp(8, 32))
                );
                // The last column shows how far down one is.
                let said = cx.theme.cut(&said, columns.saturating_sub(2));
                Line::from(vec![
                    Span::styled(cursor.to_owned(), cx.theme.style(Role::Accent)),
                    Span::styled(said, cx.theme.style(role)),
                ])
            }
        }
    }
}

impl View for Suggested {
    fn context(&self) -> Context {
        Context::Visits
    }

    fn hints(&self) -> &[Action] {
        &[Action::Submit, Action::Reject, Action::Accept, Action::Back, Action::Help]
    }

    fn update(&mut self, action: Action, cx: &Cx<'_>) -> Effect {
        if self.list.update(action) {
            return Effect::None;
        }
        match action {
            Action::Submit => self.plan(cx),
            Action::Accept => self.mark(Some(true)),
            Action::Reject => self.mark(None),
            Action::Back => Effect::Close,
            _ => match self.selected() {
                Some(visit) => on_customer::act(action, visit.queued.id, &visit.name, cx),
                None => on_customer::act_on_none(action, cx),
            },
        }
    }

    fn mouse(&mut self, mouse: Mouse, _cx: &Cx<'_>) -> Effect {
        match self.list.mouse(mouse) {
            Some(hit) if hit.again => self.mark(None),
            _ => Effect::None,
        }
    }

    fn draw(&self, frame: &mut Frame<'_>, area: Rect, cx: &Cx<'_>) {
        if let Some(problem) = &self.problem {
            return draw_words(frame, area, &text::sanitise(problem), Role::Error, cx);
        }
        let top = u16::from(area.height > 2);
        if top > 0 {
            let all: usize = self.trips.iter().map(|trip| trip.visits.len()).sum();
            let wanted = all.saturating_sub(self.left_out.len());
            let pairs = [("wanted", wanted.into()), ("count", all.into())];
            let said = format!(" {}", cx.words.format("visits-title", &pairs));
            let said = cx.theme.cut(&said, usize::from(area.width));
            let line = Line::styled(said, cx.theme.style(Role::Title));
            frame.render_widget(line, Rect { height: 1, ..area });
        }
        let body = Rect { y: area.y + top, height: area.height - top, ..area };
        if self.is_read && self.trips.is_empty() {
            return draw_words(frame, body, &cx.words.get("visit-nobody"), Role::Muted, cx);
        }
        let columns = usize::from(body.width);
        self.list
            .draw(frame, body, cx, |line, is_selected| self.row(line, columns, is_selected, cx));
    }

    fn refresh(&mut self, cx: &Cx<'_>) {
        self.read(cx);
    }
}
