//! How the calendar of a month is drawn.

use std::cell::RefCell;

use chrono::{Datelike, NaiveDate};
use ratatui::{
    Frame,
    layout::{Position, Rect},
    text::{Line, Span},
};

use super::{
    Agenda,
    week::{day_off, time, what},
};
use crate::{
    i18n::weekday_key,
    store::read::PlanRow,
    tui::{
        cx::Cx,
        text,
        theme::{Role, Symbol},
        view::{Mouse, MouseKind},
    },
};

/// Where the days were drawn, for the mouse.
#[derive(Debug, Default)]
pub(super) struct Drawn(RefCell<Vec<(Rect, NaiveDate)>>);

impl Drawn {
    /// The day that was clicked.
    pub(super) fn day_at(&self, mouse: Mouse) -> Option<NaiveDate> {
        let at = Position::new(mouse.column, mouse.row);
        let days = self.0.borrow();
        let hit = days.iter().find(|(area, _)| area.contains(at));
        hit.filter(|_| mouse.kind == MouseKind::Click).map(|(_, day)| *day)
    }
}

impl Agenda {
    pub(super) fn draw_month(&self, frame: &mut Frame<'_>, area: Rect, cx: &Cx<'_>) {
        let mut drawn = self.drawn.0.borrow_mut();
        drawn.clear();
        let period = self.period(cx);
        let weeks = u16::try_from(period.days() / 7).unwrap_or(6).max(1);
        let top = u16::from(area.height > weeks) + u16::from(area.height > weeks + 1);
        if top > 0 {
            let heading = cx.theme.cut(&format!(" {}", self.heading(cx)), usize::from(area.width));
            let style = cx.theme.style(Role::Title);
            frame.render_widget(Line::styled(heading, style), Rect { height: 1, ..area });
        }
        let wide = area.width / 7;
        // What is selected is told in full below, where there is room.
        let below = if area.height >= top + weeks * 2 + 4 { 4 } else { 0 };
        let high = (area.height.saturating_sub(top + below) / weeks).max(1);
        for (at, day) in (0..).zip(period.from.iter_days().take_while(|day| *day <= period.to)) {
            let (column, row) = (at % 7, at / 7);
            let (x, y) = (area.x + column * wide, area.y + top + row * high);
            if y >= area.bottom() || wide == 0 {
                break;
            }
            if row == 0 && top > 1 {
                let name = cx.words.get(weekday_key(day.weekday()));
                let name = cx.theme.fit(&name, usize::from(wide).saturating_sub(1));
                let style = cx.theme.style(Role::Label);
                frame.buffer_mut().set_stringn(x, area.y + 1, name, usize::from(wide), style);
            }
            let place = Rect { x, y, width: wide, height: high.min(area.bottom() - y) };
            self.draw_day(frame, place, day, cx);
            drawn.push((place, day));
        }
        let rest = top + weeks * high;
        if below > 0 && rest < area.height {
            let place = Rect { y: area.y + rest, height: area.height - rest, ..area };
            self.draw_selected_day(frame, place, cx);
        }
    }

    fn draw_day(&self, frame: &mut Frame<'_>, area: Rect, day: NaiveDate, cx: &Cx<'_>) {
        let room = usize::from(area.width.saturating_sub(1));
        let plans: Vec<&PlanRow> = self.model.of_day(day).collect();
        let is_selected = day == self.day(cx);
        let is_of_month = day.month() == self.day(cx).month();
        let is_working = cx.session().rules().calendar.is_working(day);
        let role = match () {
            () if day == cx.today => Role::Accent,
            () if !is_of_month || !is_working => Role::Muted,
            () => Role::Text,
        };
        let cursor = if is_selected { cx.theme.symbol(Symbol::Cursor) } else { " " };
        let mut head = format!("{cursor}{:>2}", day.day());
        let lines = usize::from(area.height).saturating_sub(1);
        match (plans.len(), day_off(day, cx)) {
            (0, Some(name)) => head.push_str(&format!(" {}", text::sanitise(&name))),
            (count, _) if count > lines => {
                let bullet = cx.theme.symbol(Symbol::Bullet);
                let count = cx.words.count(i64::try_from(count).unwrap_or(i64::MAX));
                let told = format!(" {bullet}{count}");
                let fits = text::width(&head) + text::width(&told) <= room;
                head.push_str(if fits { &told } else { bullet });
            }
            _ => {}
        }
        let mut shown = vec![(cx.theme.cut(&head, room), role)];
        for plan in plans.iter().take(lines) {
            let when = plan.due_minute.map(|minute| format!("{} ", time(minute)));
            let name = text::sanitise(&plan.customer_name);
            let line = format!(" {}{name}", when.unwrap_or_default());
            let role = if day < cx.today { Role::Overdue } else { Role::Promised };
            shown.push((cx.theme.cut(&line, room), role));
        }
        for (y, (line, role)) in (area.y..area.bottom()).zip(shown) {
            frame.buffer_mut().set_stringn(area.x, y, line, room, cx.theme.style(role));
        }
        if is_selected {
            let place = Rect { width: area.width.saturating_sub(1), height: 1, ..area };
            frame.buffer_mut().set_style(place, cx.theme.style(Role::Selected));
        }
    }

    /// What the selected day holds, a line each.
    fn draw_selected_day(&self, frame: &mut Frame<'_>, area: Rect, cx: &Cx<'_>) {
        let day = self.day(cx);
        let columns = usize::from(area.width);
        let mut parts = vec![cx.words.day(day, cx.today)];
        parts.extend(day_off(day, cx));
        let head = format!(" {}", crate::wording::names::joined(cx.words, &parts));
        let head = cx.theme.cut(&text::sanitise(&head), columns);
        let mut lines = vec![Line::styled(head, cx.theme.style(Role::Section))];
        let plans: Vec<&PlanRow> = self.model.of_day(day).collect();
        let room = usize::from(area.height).saturating_sub(1);
        for plan in plans.iter().take(room) {
            let when = plan.due_minute.map(time).unwrap_or_default();
            let name = text::sanitise(&plan.customer_name).into_owned();
            let line = format!("  {}  {name}  {}", cx.theme.fit(&when, 5), what(plan, cx));
            lines.push(Line::from(Span::raw(cx.theme.cut(&line, columns))));
        }
        if plans.is_empty() {
            let empty = format!("  {}", cx.words.get("plan-day-empty"));
            lines.push(Line::styled(cx.theme.cut(&empty, columns), cx.theme.style(Role::Muted)));
        }
        if plans.len() > room {
            let more = [("count", (plans.len() - room.saturating_sub(1)).into())];
            let more = format!("  {}", cx.words.format("plan-more", &more));
            lines.pop();
            lines.push(Line::styled(cx.theme.cut(&more, columns), cx.theme.style(Role::Muted)));
        }
        for (y, line) in (area.y..area.bottom()).zip(lines) {
            frame.render_widget(line, Rect { y, height: 1, ..area });
        }
    }
}
