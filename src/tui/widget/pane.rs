//! The detail pane beside a list: when there is room for it, and of whom it tells.

use std::cell::Cell;

use ratatui::{Frame, layout::Rect};

use super::detail::Detail;
use crate::{
    config::DetailPane,
    domain::id::CustomerId,
    store::StoreError,
    tui::{
        cx::Cx,
        effect::{Effect, Notice, Tone},
        theme::{Role, Symbol},
    },
};

/// From this width on there is room for the pane.
const FROM: u16 = 100;
/// It is never wider than that.
const MOST: u16 = 70;

/// The pane of one list.
#[derive(Debug, Default)]
pub struct Pane {
    detail: Option<Detail>,
    asked: Option<bool>,
    width: Cell<u16>,
}

impl Pane {
    /// Reads what it says of a customer, unless it says it already.
    ///
    /// # Errors
    /// Fails when the file cannot be read.
    pub fn look(&mut self, customer: Option<CustomerId>, cx: &Cx<'_>) -> Result<(), StoreError> {
        let known = self.detail.as_ref().map(Detail::customer);
        match customer {
            Some(id) if known != Some(id) && self.shows(cx) => self.detail = Detail::read(id, cx)?,
            Some(_) => {}
            None => self.detail = None,
        }
        Ok(())
    }

    /// Forgets what it says: the file has changed.
    pub fn forget(&mut self) {
        self.detail = None;
    }

    /// Opens or closes it, where there is room.
    pub fn toggle(&mut self, cx: &Cx<'_>) -> Effect {
        if self.width.get() < FROM {
            let words = cx.words.get("notice-too-narrow");
            return Effect::Notice(Notice::new(Tone::Info, words));
        }
        self.asked = Some(!self.is_asked(cx));
        Effect::None
    }

    /// Draws it at the right of an area and gives back what is left of that for the list.
    pub fn draw(&self, frame: &mut Frame<'_>, area: Rect, cx: &Cx<'_>) -> Rect {
        self.width.set(area.width);
        if !self.shows(cx) {
            return area;
        }
        let wide = (area.width * 2 / 5).min(MOST);
        let list = Rect { width: area.width - wide - 1, ..area };
        let divider = cx.theme.symbol(Symbol::Divider);
        for y in area.y..area.bottom() {
            let style = cx.theme.style(Role::Border);
            frame.buffer_mut().set_stringn(list.right(), y, divider, 1, style);
        }
        if let Some(detail) = &self.detail {
            detail.draw(frame, Rect { x: list.right() + 2, width: wide - 1, ..area }, cx);
        }
        list
    }

    /// Before the first frame the width is not known: then it is got ready.
    fn shows(&self, cx: &Cx<'_>) -> bool {
        self.is_asked(cx) && (self.width.get() >= FROM || self.width.get() == 0)
    }

    fn is_asked(&self, cx: &Cx<'_>) -> bool {
        self.asked.unwrap_or(cx.config.detail_pane != DetailPane::Closed)
    }
}
