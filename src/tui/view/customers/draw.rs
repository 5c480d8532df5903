//! How the list of customers is drawn.

use ratatui::{
    Frame,
    layout::Rect,
    style::Style,
    text::{Line as Text, Span},
};

use super::{Customers, arrange::Line, columns, columns::Column, table::Row};
use crate::{
    domain::{scheme::Scheme, tier::Tier},
    tui::{
        action::{Action, Context},
        cx::Cx,
        text,
        theme::{Role, Symbol, Theme},
    },
    wording::names,
};

/// Columns in front of the first one: the cursor, the tier, and blanks behind each.
const MARGIN: usize = 4;

impl Customers {
    pub(super) fn draw_page(&self, frame: &mut Frame<'_>, area: Rect, cx: &Cx<'_>) {
        let area = self.draw_title(frame, area, cx);
        let has_foot = self.has_filter() || !self.marks.is_empty();
        let bottom = u16::from(has_foot && area.height > 1);
        let bottom = bottom + u16::from(self.is_typing && area.height > 4);
        let top = u16::from(area.height > 4 + bottom && !self.list.is_empty());
        let list = Rect { y: area.y + top, height: area.height - top - bottom, ..area };
        // The last column is the list's own, where it scrolls.
        let room = usize::from(area.width).saturating_sub(MARGIN + 1);
        let columns = columns::fitting(columns::wanted(cx), room);
        if top > 0 {
            frame.render_widget(self.heading(&columns, cx), Rect { height: top, ..area });
        }
        if self.list.is_empty() {
            self.draw_empty(frame, list, cx);
        } else {
            let columns = &columns;
            self.list.draw(frame, list, cx, |line, is_selected| {
                match self.arrangement.line(line) {
                    Some(Line::Section(at)) => {
                        self.section(at, is_selected, usize::from(list.width), cx)
                    }
                    Some(Line::Row(place)) => match self.table.row(place) {
                        Some(row) => self.row(row, columns, is_selected, cx),
                        None => Text::default(),
                    },
                    None => Text::default(),
                }
            });
        }
        let foot = Rect { y: list.bottom(), height: bottom, ..area };
        if bottom > 1 {
            self.draw_typing(frame, Rect { height: 1, ..foot }, cx);
        }
        let last = Rect { y: foot.bottom().saturating_sub(1), height: bottom.min(1), ..foot };
        match self.has_filter() {
            _ if bottom == 0 => {}
            true => self.draw_filter(frame, last, cx),
            false => self.draw_marks(frame, last, cx),
        }
    }

    /// What these customers are called and how many they are, where they are not all; gives back
    /// what is left of the area.
    fn draw_title(&self, frame: &mut Frame<'_>, area: Rect, cx: &Cx<'_>) -> Rect {
        if self.only.is_none() || area.height < 3 {
            return area;
        }
        let count = [("count", self.table.rows().len().into())];
        let parts = [self.title.clone(), cx.words.format("count-customers", &count)];
        let words = format!(" {}", parts.join(&cx.words.get("sentence-separator")));
        let words = cx.theme.cut(&text::sanitise(&words), usize::from(area.width));
        let line = Text::styled(words, cx.theme.style(Role::Title));
        frame.render_widget(line, Rect { height: 1, ..area });
        Rect { y: area.y + 1, height: area.height - 1, ..area }
    }

    fn heading(&self, columns: &[Column], cx: &Cx<'_>) -> Text<'static> {
        let mut line = Text::raw(" ".repeat(MARGIN));
        for column in columns {
            let mut name = cx.words.get(&format!("column-{}", column.name)).into_owned();
            let is_sorted = column.name == self.arrangement.sort.column();
            if is_sorted {
                let down = self.arrangement.goes_down();
                let arrow = if down { Symbol::Down } else { Symbol::Up };
                name = format!("{name} {}", cx.theme.symbol(arrow));
            }
            let role = if is_sorted { Role::Accent } else { Role::Label };
            line.push_span(Span::styled(padded(cx.theme, &name, column), cx.theme.style(role)));
            line.push_span(" ");
        }
        line
    }

    fn section(&self, at: usize, is_selected: bool, columns: usize, cx: &Cx<'_>) -> Text<'static> {
        let Some(section) = self.arrangement.section(at) else { return Text::default() };
        let currency = cx.session().rules().currency;
        let count = |key: &str, count: usize| cx.words.format(key, &[("count", count.into())]);
        let name = text::sanitise(&section.group.name).into_owned();
        let mut parts = vec![name, count("count-customers", section.count())];
        if !section.group.note.is_empty() {
            parts.push(text::sanitise(&section.group.note).into_owned());
        }
        if section.value != 0 {
            let (code, exponent) = (currency.code(), currency.exponent());
            parts.push(cx.words.money_compact(section.value, code, exponent));
        }
        if section.open_deals > 0 {
            parts.push(count("count-open-deals", section.open_deals));
        }
        let words = parts.join(&cx.words.get("sentence-separator"));
        let cursor = if is_selected { cx.theme.symbol(Symbol::Cursor) } else { " " };
        let fold = if section.is_folded { Symbol::FoldClosed } else { Symbol::FoldOpen };
        let words = format!("{cursor}{} {words} ", cx.theme.symbol(fold));
        // The last column is the list's own, where it scrolls.
        let words = cx.theme.cut(&words, columns.saturating_sub(1));
        let rest = columns.saturating_sub(text::width(&words) + 1);
        let rule = cx.theme.symbol(Symbol::Rule).repeat(rest);
        Text::from(vec![
            Span::styled(words, cx.theme.style(self.section_role(section.group.key.as_deref()))),
            Span::styled(rule, cx.theme.style(Role::Border)),
        ])
    }

    /// How the heading of a group looks: a tier in its own colour.
    fn section_role(&self, key: Option<&str>) -> Role {
        let is_tier = self.by.grouping().scheme() == Scheme::Tier;
        let tier = key.filter(|_| is_tier).and_then(Tier::from_letter);
        tier.map_or(Role::Section, Theme::tier)
    }

    fn row(&self, row: &Row, columns: &[Column], is_selected: bool, cx: &Cx<'_>) -> Text<'static> {
        let cursor = if is_selected { cx.theme.symbol(Symbol::Cursor) } else { " " };
        let is_marked = self.marks.has(row.id);
        let mark = if is_marked { cx.theme.symbol(Symbol::Mark) } else { " " };
        let mut line = Text::from(vec![
            Span::styled(cursor.to_owned(), cx.theme.style(Role::Accent)),
            Span::styled(mark.to_owned(), cx.theme.style(Role::Marked)),
            Span::styled(row.tier.letter(), cx.theme.style(Theme::tier(row.tier))),
            Span::raw(" "),
        ]);
        for column in columns {
            let (text, role) = columns::cell(column.name, row, &self.table, cx);
            let fitted = padded(cx.theme, &text, column);
            let style = cx.theme.style(role);
            if column.name == "name" && !self.query.words.is_empty() {
                let matched = self.search.matched(&text);
                line.spans.extend(highlighted(&fitted, &matched, style, cx));
            } else {
                line.push_span(Span::styled(fitted, style));
            }
            line.push_span(" ");
        }
        line
    }

    fn draw_filter(&self, frame: &mut Frame<'_>, area: Rect, cx: &Cx<'_>) {
        let number = |count: usize| cx.words.count(i64::try_from(count).unwrap_or(i64::MAX));
        let shown = [
            ("shown", number(self.arrangement.count()).into()),
            ("total", number(self.table.rows().len()).into()),
        ];
        let mut shown = vec![cx.words.format("customers-filtered", &shown)];
        shown.extend(self.marked(cx));
        let shown = names::joined(cx.words, &shown);
        let prompt = format!(" {} ", cx.theme.symbol(Symbol::Prompt));
        let columns = usize::from(area.width);
        let before = text::width(&prompt).min(columns);
        let after = text::width(&shown) + 2;
        let has_count = columns >= before + after + 8;
        let room = columns - before - if has_count { after } else { 0 };
        let style = cx.theme.style(Role::Key);
        frame.buffer_mut().set_stringn(area.x, area.y, &prompt, before, style);
        let width = |columns: usize| u16::try_from(columns).unwrap_or(u16::MAX);
        let input = Rect { x: area.x + width(before), width: width(room), ..area };
        if self.filter.value().is_empty() && room > 0 {
            let hint = cx.theme.cut(&cx.words.get("customers-filter-hint"), room);
            let style = cx.theme.style(Role::Placeholder);
            frame.buffer_mut().set_stringn(input.x, input.y, hint, room, style);
        }
        self.filter.draw(frame, input, cx, &self.query.marks, self.is_typing);
        if has_count {
            let style = cx.theme.style(Role::Muted);
            frame.buffer_mut().set_stringn(input.right() + 1, area.y, &shown, after, style);
        }
    }

    /// How many are marked, and how many of them the filter hides.
    fn marked(&self, cx: &Cx<'_>) -> Option<String> {
        let count = |key: &str, count: usize| cx.words.format(key, &[("count", count.into())]);
        let mut parts = vec![count("count-marked", self.marks.count())];
        if self.hidden_marks > 0 {
            parts.push(count("marks-hidden", self.hidden_marks));
        }
        (!self.marks.is_empty()).then(|| names::joined(cx.words, &parts))
    }

    fn draw_marks(&self, frame: &mut Frame<'_>, area: Rect, cx: &Cx<'_>) {
        let key = cx.keymap.key(Context::Customers, Action::Bulk).unwrap_or_default();
        let mut parts: Vec<String> = self.marked(cx).into_iter().collect();
        parts.push(cx.words.format("marks-key", &[("key", key.into())]));
        let words = names::joined(cx.words, &parts);
        let words = format!(" {} {words}", cx.theme.symbol(Symbol::Mark));
        let words = cx.theme.cut(&words, usize::from(area.width));
        frame.render_widget(Text::styled(words, cx.theme.style(Role::Marked)), area);
    }

    /// What the filter may go on with, what is wrong with it, or how to go on.
    fn draw_typing(&self, frame: &mut Frame<'_>, area: Rect, cx: &Cx<'_>) {
        let mut said = self.typing.said(&self.filter, &self.query, cx);
        if said.is_empty() {
            let key = |action| cx.keymap.key(Context::Search, action).unwrap_or_default();
            let keys = [
                ("complete", key(Action::Complete).into()),
                ("save", key(Action::SaveFilter).into()),
            ];
            said.push((cx.words.format("filters-hint", &keys), Role::Muted));
        }
        let mut line = Text::raw("   ");
        let mut room = usize::from(area.width).saturating_sub(4);
        for (words, role) in said {
            let words = cx.theme.cut(&text::sanitise(&words), room);
            let wide = text::width(&words) + 2;
            line.push_span(Span::styled(words, cx.theme.style(role)));
            line.push_span("  ");
            if wide >= room {
                break;
            }
            room -= wide;
        }
        frame.render_widget(line, area);
    }

    fn draw_empty(&self, frame: &mut Frame<'_>, area: Rect, cx: &Cx<'_>) {
        let (words, role) = match &self.problem {
            Some(problem) => (text::sanitise(problem).into_owned(), Role::Error),
            None if !self.was_read => (cx.words.get("customers-reading").into_owned(), Role::Muted),
            None if self.has_filter() => {
                let query = text::sanitise(self.filter.value()).into_owned();
                (cx.words.format("customers-none-match", &[("query", query.into())]), Role::Muted)
            }
            None if self.only.is_some() => (cx.words.get("groups-gone").into_owned(), Role::Muted),
            None => (cx.words.get("customers-empty").into_owned(), Role::Muted),
        };
        let style = cx.theme.style(role);
        let wide = area.width.saturating_sub(4).min(76);
        let left = area.x + area.width.min(2);
        let lines = text::wrap(&words, usize::from(wide));
        let top = area.y + area.height.min(1);
        for (y, line) in (top..area.bottom()).zip(lines) {
            frame.buffer_mut().set_stringn(left, y, line, usize::from(wide), style);
        }
    }
}

fn padded(theme: &Theme, text: &str, column: &Column) -> String {
    if column.is_number {
        theme.fit_right(text, column.width)
    } else {
        theme.fit(text, column.width)
    }
}

/// The text with the characters at these places set off.
fn highlighted(text: &str, matched: &[usize], style: Style, cx: &Cx<'_>) -> Vec<Span<'static>> {
    let mut spans: Vec<(bool, String)> = Vec::new();
    for (place, character) in text.chars().enumerate() {
        let is_matched = matched.binary_search(&place).is_ok();
        match spans.last_mut() {
            Some((same, text)) if *same == is_matched => text.push(character),
            _ => spans.push((is_matched, character.to_string())),
        }
    }
    let matching = cx.theme.style(Role::Matched);
    spans
        .into_iter()
        .map(|(is_matched, text)| Span::styled(text, if is_matched { matching } else { style }))
        .collect()
}
