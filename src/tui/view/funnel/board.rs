//! The board: a column of cards for each open stage.

use ratatui::{
    Frame,
    layout::Rect,
    text::{Line, Span},
};

use super::{Funnel, drag::Drop, model::Model};
use crate::{
    domain::deal::Deal,
    tui::{
        cx::Cx,
        text,
        theme::{Role, Symbol},
        view::Mouse,
    },
    wording::names,
};

/// The narrowest column that still tells something.
const LEAST: u16 = 22;
/// Rows of a card, the blank below it included.
const CARD: u16 = 3;

/// Where things were drawn last, for the mouse and for paging.
#[derive(Clone, Copy, Debug, Default)]
pub struct Drawn {
    /// Row of the first stage of the funnel, and rows of each.
    pub stages: (u16, u16),
    board: Rect,
    /// The first column that is shown and the width of each.
    first: usize,
    width: u16,
    /// The first card of the selected column that is shown.
    top: usize,
    /// Cards of a column that are shown.
    pub cards: usize,
}

impl Funnel {
    pub(super) fn draw_board(&self, frame: &mut Frame<'_>, area: Rect, model: &Model, cx: &Cx<'_>) {
        let top = u16::from(area.height > 4);
        if top > 0 && self.over().is_some() {
            self.draw_ends(frame, Rect { height: 1, ..area }, cx);
        } else if top > 0 {
            let heading = format!(" {}", self.heading(model, cx));
            let heading = cx.theme.cut(&heading, usize::from(area.width));
            let line = Line::styled(heading, cx.theme.style(Role::Title));
            frame.render_widget(line, Rect { height: 1, ..area });
        }
        let board = Rect { y: area.y + top, height: area.height - top, ..area };
        let count = u16::try_from(model.columns.len()).unwrap_or(u16::MAX).max(1);
        let fit = (board.width / LEAST).clamp(1, count);
        let width = board.width / fit;
        // As little scrolled as the selected column needs.
        let first = (self.column + 1).saturating_sub(usize::from(fit));
        let cards = usize::from((board.height.saturating_sub(1) + 1) / CARD).max(1);
        let selected_top = (self.card + 1).saturating_sub(cards);
        let drawn = Drawn { board, first, width, top: selected_top, cards, ..self.drawn.get() };
        self.drawn.set(drawn);
        for (place, x) in (first..model.columns.len()).zip(0..fit) {
            let inside = width.saturating_sub(1);
            let column = Rect { x: board.x + x * width, width: inside, ..board };
            self.draw_column(frame, column, place, model, drawn, cx);
            if x + 1 < fit {
                let rule = cx.theme.symbol(Symbol::Divider);
                for y in board.y..board.bottom() {
                    let style = cx.theme.style(Role::Border);
                    frame.buffer_mut().set_stringn(column.right(), y, rule, 1, style);
                }
            }
        }
    }

    fn draw_column(
        &self,
        frame: &mut Frame<'_>,
        area: Rect,
        place: usize,
        model: &Model,
        drawn: Drawn,
        cx: &Cx<'_>,
    ) {
        let columns = usize::from(area.width);
        let is_selected = place == self.column;
        let is_over = self.over() == Some(Drop::Stage(place));
        let role = match (is_over, is_selected) {
            (true, _) => Role::Selected,
            (false, true) => Role::Accent,
            (false, false) => Role::Section,
        };
        let title = cx.theme.cut(&heading(place, model, cx), columns.saturating_sub(1));
        let line = Line::styled(format!(" {title}"), cx.theme.style(role));
        frame.render_widget(line, Rect { height: area.height.min(1), ..area });
        let cards = model.columns.get(place).map_or(&[][..], Vec::as_slice);
        let mut rows = area.y.saturating_add(1)..area.bottom();
        if cards.is_empty() {
            let words = format!(" {}", cx.words.get("board-empty-column"));
            let words = Line::styled(words, cx.theme.style(Role::Muted));
            rows.next().into_iter().for_each(|y| {
                frame.render_widget(&words, Rect { y, height: 1, ..area });
            });
            return;
        }
        let top = if is_selected { drawn.top } else { 0 };
        let shown = cards.iter().enumerate().skip(top).take(drawn.cards);
        for ((card, at), y) in shown.zip(rows.step_by(usize::from(CARD))) {
            let selected = is_selected && card == self.card;
            let area = Rect { y, height: (CARD - 1).min(area.bottom() - y), ..area };
            draw_card(frame, area, *at, model, selected, cx);
        }
        let hidden = cards.len().saturating_sub(top + drawn.cards);
        let last = area.bottom().saturating_sub(1);
        if hidden > 0 && area.height > CARD + 1 {
            let more = [("count", hidden.into())];
            let more = cx.theme.cut(&cx.words.format("board-more", &more), columns);
            let style = cx.theme.style(Role::Muted);
            let place = cx.theme.fit_right(&more, columns);
            // Only where no card is.
            if last.saturating_sub(area.y).is_multiple_of(CARD) {
                frame.buffer_mut().set_stringn(area.x, last, place, columns, style);
            }
        }
    }

    /// Where a card that is let go here would land.
    pub(super) fn drop_at(&self, mouse: Mouse) -> Option<Drop> {
        let drawn = self.drawn.get();
        let across = mouse.column.checked_sub(drawn.board.x)?;
        if mouse.row + 1 == drawn.board.y {
            let is_left = across < drawn.board.width / 2;
            return Some(if is_left { Drop::Won } else { Drop::Lost });
        }
        let column = drawn.first + usize::from(across.checked_div(drawn.width)?);
        let columns = self.model.as_ref()?.columns.len();
        let is_inside = (drawn.board.y..drawn.board.bottom()).contains(&mouse.row);
        (is_inside && column < columns).then_some(Drop::Stage(column))
    }

    /// The stage and the card under the mouse.
    pub(super) fn hit(&self, mouse: Mouse) -> Option<(usize, usize)> {
        let drawn = self.drawn.get();
        if !self.is_board {
            let (first, each) = drawn.stages;
            let stage = mouse.row.checked_sub(first)?.checked_div(each)?;
            let stages = self.model.as_ref()?.columns.len();
            return Some((usize::from(stage), 0)).filter(|(stage, _)| *stage < stages);
        }
        let across = mouse.column.checked_sub(drawn.board.x)?.checked_div(drawn.width)?;
        let down = mouse.row.checked_sub(drawn.board.y + 1)? / CARD;
        let column = drawn.first + usize::from(across);
        let top = if column == self.column { drawn.top } else { 0 };
        let card = top + usize::from(down);
        let cards = self.model.as_ref()?.columns.get(column)?;
        (card < cards.len().max(1)).then_some((column, card))
    }
}

/// `quote · 3 · ¥480k`.
fn heading(place: usize, model: &Model, cx: &Cx<'_>) -> String {
    let rules = cx.session().rules();
    let stock = model.figures.stocks.get(place).copied().unwrap_or_default();
    let stage = names::stage_at(cx.words, &rules.pipeline, place).unwrap_or_default();
    let currency = rules.currency;
    let value = cx.words.money_compact(stock.amount_minor, currency.code(), currency.exponent());
    let count = i64::try_from(stock.deals).unwrap_or(i64::MAX);
    cx.words.format(
        "board-column",
        &[
            ("stage", text::sanitise(&stage).into_owned().into()),
            ("count", count.into()),
            ("value", value.into()),
        ],
    )
}

/// The amount of a deal in its own currency; a dash for none.
pub fn amount(deal: &Deal, cx: &Cx<'_>) -> String {
    deal.amount.map_or_else(
        || cx.words.get("word-absent").into_owned(),
        |money| {
            let currency = money.currency;
            cx.words.money_compact(money.minor, currency.code(), currency.exponent())
        },
    )
}

/// Customer and name of a deal; a dash for no customer.
pub fn name(deal: &Deal, model: &Model, cx: &Cx<'_>) -> String {
    let absent = cx.words.get("word-absent");
    let customer = model.customer(deal).unwrap_or(&absent);
    let separator = cx.words.get("sentence-separator");
    text::sanitise(&format!("{customer}{separator}{}", deal.name)).into_owned()
}

fn draw_card(
    frame: &mut Frame<'_>,
    area: Rect,
    at: usize,
    model: &Model,
    is_selected: bool,
    cx: &Cx<'_>,
) {
    let Some(deal) = model.deals.get(at) else { return };
    let standing = model.standings.get(at).copied().flatten();
    let columns = usize::from(area.width);
    let cursor = if is_selected { cx.theme.symbol(Symbol::Cursor) } else { " " };
    let accent = cx.theme.style(Role::Accent);
    let name = cx.theme.fit(&name(deal, model, cx), columns.saturating_sub(1));
    let first = Line::from(vec![Span::styled(cursor.to_owned(), accent), Span::raw(name)]);
    let days = standing.map_or(0, |standing| standing.age_days);
    let is_stuck = standing.is_some_and(|standing| standing.is_stuck);
    let age = cx.words.format("duration-days", &[("days", days.into())]);
    let mark = if is_stuck { format!("{age} {}", cx.theme.symbol(Symbol::Warning)) } else { age };
    let role = if is_stuck { Role::Overdue } else { Role::Muted };
    let mark = cx.theme.cut(&mark, columns.saturating_sub(1) / 2);
    let room = columns.saturating_sub(text::width(&mark) + 2);
    let second = Line::from(vec![
        Span::styled(cursor.to_owned(), accent),
        Span::styled(cx.theme.fit(&amount(deal, cx), room), cx.theme.style(Role::Money)),
        Span::raw(" "),
        Span::styled(mark, cx.theme.style(role)),
    ]);
    for (y, line) in (area.y..area.bottom()).zip([first, second]) {
        frame.render_widget(line, Rect { y, height: 1, ..area });
    }
    if is_selected {
        frame.buffer_mut().set_style(area, cx.theme.style(Role::Selected));
    }
}
