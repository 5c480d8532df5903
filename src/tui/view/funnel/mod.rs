//! The funnel, and its board: where the deals stand, what moves on, what is stuck.

mod board;
mod drag;
mod model;
mod period;
mod stages;
#[cfg(test)]
mod tests;

use std::cell::Cell;

use chrono::NaiveDate;
use ratatui::{Frame, layout::Rect};

use self::model::{Asked, Model};
use super::{form, on_customer};
use crate::{
    command::{Command, CommandError, deal::Move},
    domain::{
        deal::Deal,
        id::{CustomerId, DealId},
    },
    error::Error,
    store::StoreError,
    tui::{
        action::{Action, Context},
        cx::Cx,
        effect::{Effect, Notice, Tone},
        job::Job,
        reading::Reading,
        text,
        theme::{Role, Symbol},
        view::{Input, Mouse, MouseKind, View, draw_words},
        widget::line_input::LineInput,
    },
};

/// The funnel and its board.
#[derive(Debug, Default)]
pub struct Funnel {
    model: Option<Model>,
    asked: Asked,
    is_board: bool,
    /// The selected stage.
    column: usize,
    /// The selected card of its column.
    card: usize,
    /// The day to look at, while it is typed.
    typed_day: Option<LineInput>,
    /// What the model is of.
    of: Option<Of>,
    /// What is read in the background.
    reading: Option<(Of, Reading<Model>)>,
    problem: Option<String>,
    drawn: Cell<board::Drawn>,
    /// A card that is dragged.
    held: Option<drag::Held>,
}

/// The place in the log, the day and what was asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Of {
    step: i64,
    day: NaiveDate,
    asked: Asked,
}

/// As many deals are read while one waits; more, in the background.
const MOST_AT_ONCE: usize = 5_000;

impl Funnel {
    /// The funnel, empty until it is read.
    pub fn new() -> Self {
        Self::default()
    }

    /// The deal whose card is selected.
    fn selected(&self) -> Option<&Deal> {
        let model = self.model.as_ref().filter(|_| self.is_board)?;
        let at = model.columns.get(self.column)?.get(self.card)?;
        model.deals.get(*at)
    }

    /// Selects the card of a deal where it is now; where it is gone, what is in its place.
    fn select(&mut self, deal: Option<DealId>) {
        let Some(model) = &self.model else { return };
        let is_it = |at: &usize| model.deals.get(*at).map(|deal| deal.id) == deal;
        let found = model
            .columns
            .iter()
            .enumerate()
            .find_map(|(column, cards)| Some((column, cards.iter().position(is_it)?)));
        if let (Some((column, card)), Some(_)) = (found, deal) {
            (self.column, self.card) = (column, card);
        }
        self.hold();
    }

    /// Keeps the selection on something that is there.
    fn hold(&mut self) {
        let columns = self.model.as_ref().map_or(&[][..], |model| model.columns.as_slice());
        self.column = self.column.min(columns.len().saturating_sub(1));
        let cards = columns.get(self.column).map_or(0, Vec::len);
        self.card = self.card.min(cards.saturating_sub(1));
    }

    fn step(&mut self, action: Action) -> bool {
        let page = self.drawn.get().cards.max(1);
        match (action, self.is_board) {
            (Action::Left, true) | (Action::Up, false) => {
                self.column = self.column.saturating_sub(1)
            }
            (Action::Right, true) | (Action::Down, false) => self.column += 1,
            (Action::First, false) => self.column = 0,
            (Action::Last, false) => self.column = usize::MAX,
            (Action::Up, true) => self.card = self.card.saturating_sub(1),
            (Action::Down, true) => self.card += 1,
            (Action::PageUp, true) => self.card = self.card.saturating_sub(page),
            (Action::PageDown, true) => self.card = self.card.saturating_add(page),
            (Action::First, true) => self.card = 0,
            (Action::Last, true) => self.card = usize::MAX,
            _ => return false,
        }
        self.hold();
        true
    }

    /// Shows what is asked for now, the same deal selected.
    fn show(&mut self, cx: &Cx<'_>) -> Effect {
        if self.model.as_ref().is_some_and(|model| model.deals_in_all() > MOST_AT_ONCE) {
            self.refresh(cx);
            return self.work(cx).map_or(Effect::None, Effect::Start);
        }
        let selected = self.selected().map(|deal| deal.id);
        if let Some(model) = &mut self.model {
            model.show(self.asked, cx.session().rules(), cx.today);
        }
        self.of.iter_mut().for_each(|of| of.asked = self.asked);
        self.select(selected);
        Effect::None
    }

    /// Takes in what has arrived, and reads what is asked for unless that is what is shown.
    fn read(&mut self, cx: &Cx<'_>) -> Result<(), StoreError> {
        let reader = cx.reader();
        let of = Of { step: reader.last_step()?, day: reader.today(), asked: self.asked };
        let arrived = self.reading.as_ref().and_then(|(of, reading)| Some((*of, reading.take()?)));
        if let Some((of, model)) = arrived {
            self.reading = None;
            self.put(of, model?);
        }
        // What is under way is waited for, and asked anew if it comes too late.
        if (self.of == Some(of) && self.model.is_some()) || self.reading.is_some() {
            return Ok(());
        }
        let is_long = reader.deal_count()? > MOST_AT_ONCE;
        match cx.session().store().lookout(cx.today).filter(|_| is_long) {
            Some(lookout) => self.reading = Some((of, Reading::new(lookout))),
            None => self.put(of, Model::read(&reader, self.asked)?),
        }
        Ok(())
    }

    fn put(&mut self, of: Of, model: Model) {
        let selected = self.selected().map(|deal| deal.id);
        self.problem = None;
        self.model = Some(model);
        self.of = Some(of);
        self.select(selected);
    }

    /// Looks at the day that was typed; none is today.
    fn look_at_day(&mut self, cx: &Cx<'_>) -> Effect {
        let typed = self.typed_day.as_ref().map_or("", |line| line.value().trim());
        let day = typed.parse::<NaiveDate>().ok().filter(|day| *day <= cx.today);
        if day.is_none() && !typed.is_empty() {
            return say(cx, Tone::Error, "funnel-not-a-past-day", typed);
        }
        self.typed_day = None;
        self.asked.as_of = day.filter(|day| *day != cx.today);
        self.show(cx)
    }

    /// Moves the selected deal so many stages on or back.
    fn shift(&self, forward: bool, cx: &Cx<'_>) -> Effect {
        let Some(deal) = self.selected() else { return Effect::Pass };
        let pipeline = &cx.session().rules().pipeline;
        let to = if forward { self.column.checked_add(1) } else { self.column.checked_sub(1) };
        match to.and_then(|to| pipeline.open_stages().get(to)) {
            Some(stage) => self.to_stage(deal.id, &stage.key, cx),
            None if forward => say(cx, Tone::Info, "notice-deal-last", &deal.name),
            None => say(cx, Tone::Info, "notice-deal-first", &deal.name),
        }
    }

    fn to_stage(&self, deal: DealId, stage: &str, cx: &Cx<'_>) -> Effect {
        if self.asked.as_of.is_some() {
            return say(cx, Tone::Info, "funnel-past", "");
        }
        let stage = stage.to_owned();
        Effect::Run(Command::MoveDeal(Move { deal, stage, on: None, reason: None }))
    }

    fn win(&self, cx: &Cx<'_>) -> Effect {
        let won = cx.session().rules().pipeline.stages.last();
        match (self.selected(), won) {
            (Some(deal), Some(won)) => self.to_stage(deal.id, &won.key, cx),
            _ => Effect::Pass,
        }
    }

    fn lose(&self, cx: &Cx<'_>) -> Effect {
        match self.selected() {
            Some(_) if self.asked.as_of.is_some() => say(cx, Tone::Info, "funnel-past", ""),
            Some(deal) => form::lose_deal(deal.id, cx),
            None => Effect::Pass,
        }
    }

    fn open(&mut self) -> Effect {
        if !self.is_board {
            self.is_board = true;
            self.card = 0;
            return Effect::None;
        }
        let (Some(deal), Some(model)) = (self.selected(), &self.model) else {
            return Effect::None;
        };
        let cards = model.columns.get(self.column).map_or(&[][..], Vec::as_slice);
        let mut list: Vec<CustomerId> = Vec::new();
        for deal in cards.iter().filter_map(|at| model.deals.get(*at)) {
            if model.customer(deal).is_some() && !list.contains(&deal.customer) {
                list.push(deal.customer);
            }
        }
        match list.iter().position(|customer| *customer == deal.customer) {
            Some(at) => on_customer::open(list, at),
            None => Effect::None,
        }
    }

    /// The line above the figures: period, whose, as of when.
    fn heading(&self, model: &Model, cx: &Cx<'_>) -> String {
        let owner = match self.asked.owner {
            None => cx.words.get("funnel-everybody").into_owned(),
            Some(owner) => model.member(owner).unwrap_or(&cx.session().member().name).to_owned(),
        };
        let day = |day: &NaiveDate| cx.words.day_short(*day, cx.today);
        let figures = &model.figures;
        let (from, to) = (day(figures.period.start()), day(figures.period.end()));
        let days = [("from", from.into()), ("to", to.into())];
        let mut parts = vec![
            cx.words.get(self.asked.period.words()).into_owned(),
            cx.words.format("funnel-period", &days),
            text::sanitise(&owner).into_owned(),
        ];
        if self.asked.as_of.is_some() {
            let of = [("day", day(&figures.as_of).into())];
            parts.insert(0, cx.words.format("funnel-as-of", &of));
        }
        parts.join(&cx.words.get("sentence-separator"))
    }

    fn draw_typed_day(&self, frame: &mut Frame<'_>, area: Rect, cx: &Cx<'_>) {
        let Some(line) = &self.typed_day else { return };
        let prompt = cx.words.get("funnel-ask-as-of");
        let prompt = format!(" {prompt} {} ", cx.theme.symbol(Symbol::Prompt));
        let columns = usize::from(area.width);
        let prompt = cx.theme.cut(&prompt, columns.saturating_sub(8));
        let (x, _) = frame.buffer_mut().set_stringn(
            area.x,
            area.y,
            &prompt,
            columns,
            cx.theme.style(Role::Label),
        );
        let input = Rect { x, width: area.right().saturating_sub(x), ..area };
        if line.value().is_empty() && !input.is_empty() {
            let room = usize::from(input.width);
            let hint = cx.theme.cut(&cx.words.get("funnel-ask-as-of-hint"), room);
            let style = cx.theme.style(Role::Placeholder);
            frame.buffer_mut().set_stringn(x, area.y, hint, room, style);
        }
        line.draw(frame, input, cx, &[], true);
    }
}

/// Something to say about a deal or a text.
fn say(cx: &Cx<'_>, tone: Tone, key: &str, name: &str) -> Effect {
    Effect::Notice(Notice::new(tone, cx.words.format(key, &[("name", name.into())])))
}

impl View for Funnel {
    fn context(&self) -> Context {
        if self.typed_day.is_some() { Context::Search } else { Context::Funnel }
    }

    fn title(&self, cx: &Cx<'_>) -> (String, String) {
        let open = self.model.as_ref().map(|model| model.figures.open().deals);
        let count = open.map(|open| cx.words.count(i64::try_from(open).unwrap_or(i64::MAX)));
        (cx.words.get("tab-funnel").into_owned(), count.unwrap_or_default())
    }

    fn hints(&self) -> &[Action] {
        match (&self.typed_day, self.is_board) {
            (Some(_), _) => &[Action::Submit, Action::Back],
            (None, true) => &[
                Action::DealForward,
                Action::DealBack,
                Action::DealWin,
                Action::DealLose,
                Action::Open,
                Action::ToggleBoard,
                Action::LogCall,
                Action::Help,
            ],
            (None, false) => &[
                Action::ToggleBoard,
                Action::NextPeriod,
                Action::ByOwner,
                Action::AsOf,
                Action::Open,
                Action::Help,
            ],
        }
    }

    fn update(&mut self, action: Action, cx: &Cx<'_>) -> Effect {
        if self.typed_day.is_some() {
            return match action {
                Action::Submit => self.look_at_day(cx),
                Action::Back => {
                    self.typed_day = None;
                    Effect::None
                }
                _ => Effect::Pass,
            };
        }
        if self.step(action) {
            return Effect::None;
        }
        match action {
            Action::ToggleBoard => {
                self.is_board = !self.is_board;
                self.hold();
                Effect::None
            }
            Action::Back if self.is_board => {
                self.is_board = false;
                Effect::None
            }
            Action::Back if self.asked.as_of.is_some() => {
                self.asked.as_of = None;
                self.show(cx)
            }
            Action::NextPeriod => {
                self.asked.period = self.asked.period.next();
                self.show(cx)
            }
            Action::PreviousPeriod => {
                self.asked.period = self.asked.period.previous();
                self.show(cx)
            }
            Action::ThisPeriod => {
                (self.asked.period, self.asked.as_of) = (Default::default(), None);
                self.show(cx)
            }
            Action::ByOwner => {
                let me = cx.session().member().id;
                let model = self.model.as_ref();
                self.asked.owner = model.and_then(|model| model.next_owner(self.asked.owner, me));
                self.show(cx)
            }
            Action::AsOf => {
                self.typed_day = Some(LineInput::default());
                Effect::None
            }
            Action::DealForward => self.shift(true, cx),
            Action::DealBack => self.shift(false, cx),
            Action::DealWin => self.win(cx),
            Action::DealLose => self.lose(cx),
            Action::Open => self.open(),
            _ => {
                if let (Action::Edit, Some(deal)) = (action, self.selected()) {
                    return form::edit_deal(deal.id, cx);
                }
                let model = self.model.as_ref();
                let customer =
                    self.selected().and_then(|deal| Some((deal.customer, model?.customer(deal)?)));
                match customer {
                    Some((id, name)) => on_customer::act(action, id, name, cx),
                    None => on_customer::act_on_none(action, cx),
                }
            }
        }
    }

    fn input(&mut self, input: &Input, _cx: &Cx<'_>) -> Effect {
        if self.typed_day.as_mut().is_some_and(|line| line.input(input)) {
            Effect::None
        } else {
            Effect::Pass
        }
    }

    fn mouse(&mut self, mouse: Mouse, cx: &Cx<'_>) -> Effect {
        let before = (self.column, self.card);
        match mouse.kind {
            MouseKind::ScrollUp => {
                self.step(Action::Up);
            }
            MouseKind::ScrollDown => {
                self.step(Action::Down);
            }
            MouseKind::Click => {
                let Some((column, card)) = self.hit(mouse) else { return Effect::None };
                (self.column, self.card) = (column, card);
                self.hold();
                let again = before == (column, card);
                if self.is_board {
                    self.hold_card(again);
                } else if again {
                    return self.open();
                }
            }
            MouseKind::Drag => self.drag(mouse),
            MouseKind::Release => return self.release(mouse, cx),
        }
        Effect::None
    }

    fn draw(&self, frame: &mut Frame<'_>, area: Rect, cx: &Cx<'_>) {
        let bottom = u16::from(self.typed_day.is_some() && area.height > 1);
        let body = Rect { height: area.height - bottom, ..area };
        match (&self.problem, &self.model) {
            (Some(problem), _) => {
                draw_words(frame, body, &text::sanitise(problem), Role::Error, cx);
            }
            (None, Some(model)) if model.is_empty() => {
                draw_words(frame, body, &cx.words.get("funnel-empty"), Role::Muted, cx);
            }
            (None, Some(model)) if self.is_board => self.draw_board(frame, body, model, cx),
            (None, Some(model)) => self.draw_stages(frame, body, model, cx),
            (None, None) => {
                draw_words(frame, body, &cx.words.get("funnel-reading"), Role::Muted, cx);
            }
        }
        if bottom > 0 {
            self.draw_typed_day(frame, Rect { y: body.bottom(), height: bottom, ..area }, cx);
        }
    }

    fn refresh(&mut self, cx: &Cx<'_>) {
        if let Err(error) = self.read(cx) {
            let error = Error::from(CommandError::from(error));
            self.problem = Some(error.message(cx.words));
        }
    }

    fn work(&mut self, cx: &Cx<'_>) -> Option<Job> {
        let (of, reading) = self.reading.as_mut()?;
        let asked = of.asked;
        reading.job(cx.words.get("funnel-reading"), move |reader| Model::read(reader, asked))
    }
}
