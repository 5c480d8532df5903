//! Customers that may be one: the pairs, ranked, with the reason; found in the background.

mod beside;
#[cfg(test)]
mod tests;

use ratatui::{
    Frame,
    layout::Rect,
    text::{Line, Span},
};

use self::beside::Beside;
use super::{Mouse, View, draw_words, failed};
use crate::{
    change::{Entity, Value},
    command::{Command, CommandError},
    domain::id::CustomerId,
    error::Error,
    store::{StoreError, read::duplicates::Duplicate},
    tui::{
        action::{Action, Context},
        cx::Cx,
        effect::Effect,
        job::Job,
        reading::Reading,
        text,
        theme::Role,
        widget::list::List,
    },
    wording,
};

/// Customers that a step may touch for the pairs to be looked at one by one.
const MOST_TOUCHED: usize = 200;

/// The pairs.
#[derive(Debug, Default)]
pub struct Duplicates {
    pairs: Vec<Duplicate>,
    /// Whether they were ever found.
    is_read: bool,
    /// The place in the log that they are of.
    at: i64,
    /// Pairs on their way, and the place in the log that they will be of.
    reading: Option<(i64, Reading<Vec<Duplicate>>)>,
    list: List,
    problem: Option<String>,
}

impl Duplicates {
    fn selected(&self) -> Option<&Duplicate> {
        self.pairs.get(self.list.selected()?)
    }

    fn open(&self, cx: &Cx<'_>) -> Effect {
        let Some(pair) = self.selected() else { return Effect::None };
        match Beside::new(pair, cx) {
            Ok(Some(beside)) => Effect::Open(Box::new(beside)),
            Ok(None) => failed(CommandError::NotFound("customer"), cx),
            Err(error) => failed(error, cx),
        }
    }

    fn try_refresh(&mut self, cx: &Cx<'_>) -> Result<(), StoreError> {
        self.problem = None;
        let reader = cx.reader();
        let now = reader.last_step()?;
        if let Some((at, pairs)) =
            self.reading.as_ref().and_then(|(at, reading)| Some((*at, reading.take()?)))
        {
            self.reading = None;
            self.put(at, pairs?);
        }
        if self.is_read && self.at == now {
            return Ok(());
        }
        if self.is_read {
            self.drop_settled(cx)?;
        }
        if self.reading.is_none() {
            match cx.session().store().lookout(cx.today) {
                Some(lookout) => self.reading = Some((now, Reading::new(lookout))),
                None => self.put(now, reader.everyone()?.pairs()),
            }
        }
        Ok(())
    }

    /// Puts pairs in their place; what was selected stays selected.
    fn put(&mut self, at: i64, pairs: Vec<Duplicate>) {
        let before = self.selected().map(ids);
        (self.pairs, self.at, self.is_read) = (pairs, at, true);
        self.list.set_rows(self.pairs.len(), Vec::new());
        let place =
            before.and_then(|ids| self.pairs.iter().position(|pair| self::ids(pair) == ids));
        if let Some(place) = place {
            self.list.select(place);
        }
    }

    /// What was merged or told apart goes at once; what else has changed shows when it is read.
    fn drop_settled(&mut self, cx: &Cx<'_>) -> Result<(), StoreError> {
        let reader = cx.reader();
        let Some(touched) = reader.customers_changed(self.at, MOST_TOUCHED)? else { return Ok(()) };
        let mut kept = Vec::with_capacity(self.pairs.len());
        for pair in std::mem::take(&mut self.pairs) {
            let (one, other) = ids(&pair);
            let is_touched = touched.contains(&one) || touched.contains(&other);
            if !is_touched || is_open(one, other, cx)? {
                kept.push(pair);
            }
        }
        self.pairs = kept;
        self.list.set_rows(self.pairs.len(), Vec::new());
        Ok(())
    }

    fn row(&self, pair: &Duplicate, columns: usize, cx: &Cx<'_>) -> Line<'static> {
        let score = cx.theme.fit_right(&pair.likeness.score.to_string(), 4);
        let why = wording::duplicates::reasons(cx.words, &pair.likeness.reasons);
        let name = (columns.saturating_sub(8) / 3).max(1);
        let cell = |text: &str| cx.theme.fit(&text::sanitise(text), name);
        let room = columns.saturating_sub(8 + 2 * name);
        Line::from(vec![
            Span::styled(format!("{score}  "), cx.theme.style(Role::Muted)),
            Span::styled(format!("{} ", cell(&pair.kept.1)), cx.theme.style(Role::Text)),
            Span::styled(format!("{} ", cell(&pair.gone.1)), cx.theme.style(Role::Text)),
            Span::styled(cx.theme.cut(&why, room), cx.theme.style(Role::Label)),
        ])
    }

    fn title(&self, cx: &Cx<'_>) -> String {
        let count = [("count", self.pairs.len().into())];
        cx.words.format("duplicates-title", &count)
    }
}

fn ids(pair: &Duplicate) -> (CustomerId, CustomerId) {
    (pair.kept.0, pair.gone.0)
}

/// Whether nobody has said anything of the pair: both are there, and not told apart.
fn is_open(one: CustomerId, other: CustomerId, cx: &Cx<'_>) -> Result<bool, StoreError> {
    let reader = cx.reader();
    for id in [one, other] {
        if reader.customer(id)?.is_none_or(|found| found.id != id) {
            return Ok(false);
        }
    }
    let (first, second) = if one < other { (one, other) } else { (other, one) };
    let apart = reader.current(Entity::Customer, first.uuid(), &format!("apart.{second}"))?;
    Ok(apart == Value::Null)
}

impl View for Duplicates {
    fn context(&self) -> Context {
        Context::Duplicates
    }

    fn hints(&self) -> &[Action] {
        &[Action::Open, Action::KeepApart, Action::Undo, Action::Help, Action::Back]
    }

    fn update(&mut self, action: Action, cx: &Cx<'_>) -> Effect {
        if self.list.update(action) {
            return Effect::None;
        }
        match action {
            Action::Open => self.open(cx),
            Action::KeepApart => match self.selected().map(ids) {
                Some((one, other)) => Effect::Run(Command::KeepApart(one, other)),
                None => Effect::None,
            },
            _ => Effect::Pass,
        }
    }

    fn mouse(&mut self, mouse: Mouse, cx: &Cx<'_>) -> Effect {
        match self.list.mouse(mouse) {
            Some(hit) if hit.again => self.open(cx),
            _ => Effect::None,
        }
    }

    fn draw(&self, frame: &mut Frame<'_>, area: Rect, cx: &Cx<'_>) {
        let head = u16::from(area.height > 3);
        let columns = usize::from(area.width.saturating_sub(1));
        let title = cx.theme.cut(&format!(" {}", self.title(cx)), columns);
        let first = Rect { height: head, ..area };
        frame.render_widget(Line::styled(title, cx.theme.style(Role::Title)), first);
        let body = Rect { y: area.y + head, height: area.height - head, ..area };
        if let Some(problem) = &self.problem {
            return draw_words(frame, body, problem, Role::Error, cx);
        }
        if self.pairs.is_empty() {
            let key = if self.is_read { "duplicates-none" } else { "duplicates-reading" };
            return draw_words(frame, body, &cx.words.get(key), Role::Muted, cx);
        }
        self.list.draw(frame, body, cx, |row, _| {
            self.pairs.get(row).map(|pair| self.row(pair, columns, cx)).unwrap_or_default()
        });
    }

    fn refresh(&mut self, cx: &Cx<'_>) {
        if let Err(error) = self.try_refresh(cx) {
            self.problem = Some(Error::from(CommandError::from(error)).message(cx.words));
        }
    }

    fn work(&mut self, cx: &Cx<'_>) -> Option<Job> {
        let (_, reading) = self.reading.as_mut()?;
        reading.job(cx.words.get("duplicates-reading"), |reader| Ok(reader.everyone()?.pairs()))
    }
}
