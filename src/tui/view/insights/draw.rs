//! How the analyses are drawn: which there are, and the window on the one that is shown.

use ratatui::{
    Frame,
    layout::{Position, Rect},
    text::{Line as Text, Span},
};

use super::{
    Insights,
    paint::{Line, paint},
};
use crate::{
    report::Topic,
    tui::{
        action::Action,
        cx::Cx,
        text,
        theme::{Role, Symbol},
        view::{Mouse, draw_words},
    },
};

/// From this width on the analyses stand in a column of their own.
const MENU_FROM: u16 = 100;
const MENU: u16 = 20;
/// Below so many rows the report needs them all.
const LEAST_WITH_SAID: u16 = 14;
/// A text of so many columns is seen in its table.
const SHORT: usize = 20;
/// Columns before and behind a report.
const MARGIN: u16 = 2;

/// What was drawn last: the lines of the report in this width, the window on them, and where things
/// are, for keys and mouse.
#[derive(Debug, Default)]
pub(super) struct Drawn {
    lines: Vec<Line>,
    /// Of which analysis, how wide.
    of: Option<(Topic, u16)>,
    top: usize,
    area: Rect,
    topics: Vec<(Rect, Topic)>,
}

impl Drawn {
    /// The report has changed.
    pub(super) fn forget(&mut self) {
        self.of = None;
    }

    /// Rows of a page.
    pub(super) fn page(&self) -> usize {
        usize::from(self.area.height).saturating_sub(1).max(1)
    }

    /// Moves the window; whether the action is such a move.
    pub(super) fn roll(&mut self, action: Action) -> bool {
        let lowest = self.lines.len().saturating_sub(usize::from(self.area.height));
        self.top = match action {
            Action::Up => self.top.saturating_sub(1),
            Action::Down => self.top + 1,
            Action::PageUp => self.top.saturating_sub(self.page()),
            Action::PageDown => self.top + self.page(),
            Action::First => 0,
            Action::Last => lowest,
            _ => return false,
        }
        .min(lowest);
        true
    }

    /// The analysis whose name is there.
    pub(super) fn topic_at(&self, mouse: Mouse) -> Option<Topic> {
        let at = Position::new(mouse.column, mouse.row);
        self.topics.iter().find(|(area, _)| area.contains(at)).map(|(_, topic)| *topic)
    }

    /// What is there to select.
    pub(super) fn target_at(&self, mouse: Mouse) -> Option<usize> {
        if !self.area.contains(Position::new(mouse.column, mouse.row)) {
            return None;
        }
        let line = self.lines.get(self.top + usize::from(mouse.row - self.area.y))?;
        let mut x = usize::from(self.area.x);
        let mut last = None;
        for piece in line {
            last = piece.target.or(last);
            x += text::width(&piece.text);
            if usize::from(mouse.column) < x {
                return piece.target.or(last);
            }
        }
        last
    }

    /// Moves the window as little as needed to show the selection, and what leads to it.
    fn follow(&mut self, selected: Option<usize>) {
        let height = usize::from(self.area.height);
        let lowest = self.lines.len().saturating_sub(height);
        let has = |line: &Line| line.iter().any(|piece| piece.target == selected);
        if let Some(at) = selected.and_then(|_| self.lines.iter().position(has)) {
            let is_first = !self.lines.iter().take(at).any(has_any);
            // The headings above the first row are seen with it.
            let first = if is_first && at < height { 0 } else { at };
            self.top = self.top.max((at + 1).saturating_sub(height)).min(first);
        }
        self.top = self.top.min(lowest);
    }
}

fn has_any(line: &Line) -> bool {
    line.iter().any(|piece| piece.target.is_some())
}

impl Insights {
    pub(super) fn draw_page(&self, frame: &mut Frame<'_>, area: Rect, cx: &Cx<'_>) {
        let has_menu = area.width >= MENU_FROM;
        let body = if has_menu {
            self.draw_menu(frame, Rect { width: MENU, ..area }, cx);
            // Level with the first of the names.
            let gap = area.height.min(1);
            let (y, height) = (area.y + gap, area.height - gap);
            Rect { x: area.x + MENU, y, width: area.width - MENU, height }
        } else {
            let bar = area.height.min(1);
            self.draw_bar(frame, Rect { height: bar, ..area }, cx);
            let gap = u16::from(area.height > 8);
            Rect { y: area.y + bar + gap, height: area.height - bar - gap, ..area }
        };
        match (&self.problem, self.report()) {
            (Some(problem), _) => {
                draw_words(frame, body, &text::sanitise(problem), Role::Error, cx);
            }
            (None, Some(_)) => self.draw_report(frame, body, cx),
            (None, None) => {
                let words = cx.words.get("insights-reading");
                draw_words(frame, body, &words, Role::Muted, cx);
            }
        }
    }

    /// The analyses below each other.
    fn draw_menu(&self, frame: &mut Frame<'_>, area: Rect, cx: &Cx<'_>) {
        let mut drawn = self.drawn.borrow_mut();
        drawn.topics.clear();
        let room = usize::from(area.width).saturating_sub(4);
        for (y, topic) in (area.y + 1..area.bottom()).zip(Topic::ALL) {
            let is_shown = topic == self.topic;
            let cursor = if is_shown { cx.theme.symbol(Symbol::Cursor) } else { " " };
            let role = if is_shown { Role::Accent } else { Role::Tab };
            let name = cx.theme.cut(&topic.title(cx.words), room);
            let line = format!("{cursor} {name}");
            let place = Rect { y, height: 1, ..area };
            frame.render_widget(Text::styled(line, cx.theme.style(role)), place);
            drawn.topics.push((place, topic));
        }
        for y in area.y..area.bottom() {
            let style = cx.theme.style(Role::Border);
            let divider = cx.theme.symbol(Symbol::Divider);
            frame.buffer_mut().set_stringn(area.right() - 1, y, divider, 1, style);
        }
    }

    /// The analyses beside each other, from the first that lets the shown one be seen.
    fn draw_bar(&self, frame: &mut Frame<'_>, area: Rect, cx: &Cx<'_>) {
        let mut drawn = self.drawn.borrow_mut();
        drawn.topics.clear();
        let names = Topic::ALL.map(|topic| format!(" {} ", topic.title(cx.words)));
        let shown = Topic::ALL.iter().position(|topic| *topic == self.topic).unwrap_or(0);
        let wide = |from: usize| -> usize {
            names.iter().take(shown + 1).skip(from).map(|name| text::width(name)).sum()
        };
        // Room for the marks of what is before and behind.
        let room = usize::from(area.width).saturating_sub(4);
        let first = (0..=shown).find(|from| wide(*from) <= room).unwrap_or(shown);
        let mut x = area.x;
        let mut put = |text: &str, role: Role, frame: &mut Frame<'_>| {
            let rest = usize::from(area.right().saturating_sub(x));
            let from = x;
            (x, _) = frame.buffer_mut().set_stringn(x, area.y, text, rest, cx.theme.style(role));
            Rect { x: from, width: x - from, ..area }
        };
        let more = cx.theme.symbol(Symbol::Ellipsis);
        put(if first > 0 { more } else { " " }, Role::Muted, frame);
        let mut used = 2;
        for (topic, name) in Topic::ALL.into_iter().zip(&names).skip(first) {
            used += text::width(name);
            if used > usize::from(area.width).saturating_sub(1) && topic != self.topic {
                put(more, Role::Muted, frame);
                break;
            }
            let role = if topic == self.topic { Role::TabSelected } else { Role::Tab };
            let place = put(name, role, frame);
            drawn.topics.push((place, topic));
        }
    }

    /// What the selected row says in full, at the bottom, where there is room; gives back the rest.
    fn draw_said(&self, frame: &mut Frame<'_>, area: Rect, cx: &Cx<'_>) -> Rect {
        let said = self.selected().map_or("", |target| target.said.as_str());
        let left = MARGIN.min(area.width);
        let room = area.width.saturating_sub(2 * MARGIN);
        let lines = text::wrap(&text::sanitise(said), usize::from(room));
        if area.height < LEAST_WITH_SAID || text::width(said) <= SHORT {
            return area;
        }
        let rows = u16::try_from(lines.len().min(2)).unwrap_or(2);
        let report = Rect { height: area.height - rows - 1, ..area };
        for (y, line) in (report.bottom() + 1..area.bottom()).zip(lines) {
            let place = Rect { x: area.x + left, y, width: room, height: 1 };
            frame.render_widget(Text::styled(line, cx.theme.style(Role::Muted)), place);
        }
        report
    }

    fn draw_report(&self, frame: &mut Frame<'_>, area: Rect, cx: &Cx<'_>) {
        let Some(report) = self.report() else { return };
        let area = self.draw_said(frame, area, cx);
        let mut drawn = self.drawn.borrow_mut();
        let left = MARGIN.min(area.width);
        let width = area.width.saturating_sub(2 * MARGIN);
        if drawn.of != Some((self.topic, width)) {
            if drawn.of.is_some_and(|(topic, _)| topic != self.topic) {
                drawn.top = 0;
            }
            drawn.lines = paint(&report.document, usize::from(width), cx);
            drawn.of = Some((self.topic, width));
        }
        drawn.area = Rect { x: area.x + left, width, ..area };
        let selected = (!report.targets.is_empty()).then_some(report.selected);
        drawn.follow(selected);
        for (y, line) in (area.y..area.bottom()).zip(drawn.lines.iter().skip(drawn.top)) {
            let mut targets = line.iter().filter_map(|piece| piece.target);
            let is_row = targets.next().is_some_and(|first| targets.all(|other| other == first));
            let is_selected = |target: Option<usize>| target.is_some() && target == selected;
            let marks = is_row && line.iter().any(|piece| is_selected(piece.target));
            let cursor = if marks { cx.theme.symbol(Symbol::Cursor) } else { " " };
            let style = cx.theme.style(Role::Accent);
            frame.buffer_mut().set_stringn(area.x, y, cursor, usize::from(left), style);
            let spans = line.iter().map(|piece| {
                let mut style = cx.theme.style(piece.role);
                if is_selected(piece.target) {
                    style = style.patch(cx.theme.style(Role::Selected));
                }
                Span::styled(piece.text.as_str(), style)
            });
            let place = Rect { y, height: 1, ..drawn.area };
            frame.render_widget(Text::from(spans.collect::<Vec<_>>()), place);
            if marks {
                frame.buffer_mut().set_style(place, cx.theme.style(Role::Selected));
            }
        }
    }
}
