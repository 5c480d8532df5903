//! A card that is dragged over the board: onto another stage, or to won and lost at the top.

use ratatui::{
    Frame,
    layout::Rect,
    text::{Line, Span},
};

use super::Funnel;
use crate::{
    domain::{id::DealId, stage::Stage},
    tui::{
        cx::Cx,
        effect::Effect,
        text,
        theme::{Role, Symbol},
        view::Mouse,
    },
    wording::names,
};

/// A card under the mouse while its button is down.
#[derive(Clone, Copy, Debug)]
pub(super) struct Held {
    deal: DealId,
    /// It was selected before: without a drag this opens it.
    was_selected: bool,
    /// Where it would be dropped; `None` until it was moved.
    over: Option<Drop>,
}

/// Where a card can be dropped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Drop {
    /// On the column of this open stage.
    Stage(usize),
    /// Among the won.
    Won,
    /// Among the lost.
    Lost,
    /// Where nothing happens.
    Nowhere,
}

impl Funnel {
    /// Takes hold of the selected card.
    pub(super) fn hold_card(&mut self, was_selected: bool) {
        let deal = self.selected().map(|deal| deal.id);
        self.held = deal.map(|deal| Held { deal, was_selected, over: None });
    }

    pub(super) fn drag(&mut self, mouse: Mouse) {
        let over = self.drop_at(mouse).unwrap_or(Drop::Nowhere);
        // A hand that trembles drags nothing.
        let is_home = over == Drop::Stage(self.column);
        if let Some(held) = &mut self.held
            && (held.over.is_some() || !is_home)
        {
            held.over = Some(over);
        }
    }

    /// Drops the card where the mouse was let go.
    pub(super) fn release(&mut self, mouse: Mouse, cx: &Cx<'_>) -> Effect {
        // Not every terminal tells of the moves between.
        self.drag(mouse);
        let Some(held) = self.held.take() else { return Effect::None };
        if self.selected().map(|deal| deal.id) != Some(held.deal) {
            return Effect::None;
        }
        match held.over {
            None if held.was_selected => self.open(),
            Some(Drop::Stage(stage)) if stage != self.column => {
                let stages = cx.session().rules().pipeline.open_stages();
                match stages.get(stage) {
                    Some(stage) => self.to_stage(held.deal, &stage.key, cx),
                    None => Effect::None,
                }
            }
            Some(Drop::Won) => self.win(cx),
            Some(Drop::Lost) => self.lose(cx),
            Some(Drop::Stage(_) | Drop::Nowhere) | None => Effect::None,
        }
    }

    /// What a dragged card is over.
    pub(super) fn over(&self) -> Option<Drop> {
        self.held.and_then(|held| held.over)
    }

    /// The two places at the top that take a card out of the funnel, while one is dragged.
    pub(super) fn draw_ends(&self, frame: &mut Frame<'_>, area: Rect, cx: &Cx<'_>) {
        let half = usize::from(area.width / 2);
        let pipeline = &cx.session().rules().pipeline;
        let name = |stage: Option<&Stage>| {
            stage.map_or_else(String::new, |stage| names::stage(cx.words, pipeline, &stage.key))
        };
        let (won, lost) = (name(pipeline.stages.last()), name(Some(&pipeline.lost)));
        let end = |drop: Drop, name: &str| {
            let role = if self.over() == Some(drop) { Role::Selected } else { Role::Accent };
            let name = text::sanitise(name);
            let words = format!(" {} {name}", cx.theme.symbol(Symbol::Prompt));
            Span::styled(cx.theme.fit(&words, half), cx.theme.style(role))
        };
        let line = Line::from(vec![end(Drop::Won, &won), end(Drop::Lost, &lost)]);
        frame.render_widget(line, area);
    }
}
