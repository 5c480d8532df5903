//! How the app is drawn: top line, layers, bottom line.

use std::ops::Range;

use ratatui::{Frame, layout::Rect};

use super::{App, Drawn, Layer, TABS, page};
use crate::tui::{
    action::{Action, Context},
    cx::Cx,
    key, text,
    theme::Role,
    view::Placement,
    widget::{
        header::{Tab, header},
        panel::middle,
        status::{Message, status},
    },
};

impl App {
    /// Draws everything. Never fails and never reads.
    pub fn draw(&self, frame: &mut Frame<'_>) {
        let cx = self.desk.cx();
        let [top, body, bottom] = rows(frame.area());
        let mut rest = body;
        let areas: Vec<Rect> = self
            .shown(&cx)
            .map(|layer| match layer.view.placement(&cx) {
                Placement::Page => body,
                Placement::Middle { width, height } => middle(body, width, height),
                Placement::Bottom(height) => {
                    let height = height.min(rest.height);
                    rest.height -= height;
                    Rect { y: rest.bottom(), height, ..rest }
                }
            })
            .collect();
        for (place, (layer, area)) in self.shown(&cx).zip(&areas).enumerate() {
            // The page beneath makes room for what lies below it.
            let area = if place == 0 { area.intersection(rest) } else { *area };
            layer.view.draw(frame, area, &cx);
        }
        let tabs = self.draw_header(frame, top, &cx);
        self.draw_status(frame, bottom, &cx);
        let last = areas.last().copied().unwrap_or_default();
        self.drawn.replace(Drawn { header: top, tabs, top: last });
        text::sweep(frame.buffer_mut());
    }

    fn draw_header(&self, frame: &mut Frame<'_>, area: Rect, cx: &Cx<'_>) -> Vec<Range<u16>> {
        let tabs: Vec<Tab> = self
            .tabs
            .iter()
            .zip(TABS)
            .map(|(layer, action)| {
                let (name, count) = layer.view.title(cx);
                let key = cx.keymap.key(Context::Global, action).unwrap_or_default();
                Tab { key, name, count }
            })
            .collect();
        header(frame, area, &tabs, self.tab, &self.facts.headline, cx)
    }

    fn draw_status(&self, frame: &mut Frame<'_>, area: Rect, cx: &Cx<'_>) {
        let Some(view) = self.top() else { return };
        let context = view.context();
        let short = |action: Action| cx.words.get(&action.short_words()).into_owned();
        let keys: Vec<(String, String)> = if self.pressed.is_empty() {
            let hint = |action: &Action| Some((cx.keymap.key(context, *action)?, short(*action)));
            view.hints().iter().filter_map(hint).collect()
        } else {
            let next = cx.keymap.continuations(context, &self.pressed);
            next.into_iter().map(|b| (key::show(&b.keys), short(b.action))).collect()
        };
        let message = match (&self.notice, self.worker.running()) {
            (Some(notice), _) => {
                let text = text::sanitise(&notice.text).into_owned();
                Message { role: notice.tone.role(), text }
            }
            (None, Some(job)) => {
                let title = text::sanitise(&job.title);
                let title = ("title", title.as_ref().into());
                let text = match job.percent() {
                    Some(percent) => {
                        cx.words.format("status-job", &[title, ("percent", percent.into())])
                    }
                    None => cx.words.format("status-job-open", &[title]),
                };
                Message { role: Role::Info, text }
            }
            (None, None) => self.facts.message(cx),
        };
        status(frame, area, &keys, &message, cx);
    }

    /// What is seen, from the page beneath to the top.
    fn shown(&self, cx: &Cx<'_>) -> impl Iterator<Item = &Layer> {
        let page = page(&self.layers, cx);
        let tab = self.tabs.get(self.tab).filter(|_| page.is_none());
        tab.into_iter().chain(self.layers.iter().skip(page.unwrap_or(0)))
    }
}

/// Top line, body, bottom line; on a screen too low for all, first the top line goes.
const fn rows(area: Rect) -> [Rect; 3] {
    let top = if area.height >= 4 { 1 } else { 0 };
    let bottom = if area.height >= 2 { 1 } else { 0 };
    let height = area.height - top - bottom;
    let body = Rect { y: area.y + top, height, ..area };
    [Rect { height: top, ..area }, body, Rect { y: body.y + height, height: bottom, ..area }]
}
