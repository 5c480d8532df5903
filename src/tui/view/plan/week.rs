//! How the agenda of a week is drawn.

use chrono::NaiveDate;
use ratatui::{
    Frame,
    layout::Rect,
    text::{Line as Text, Span},
};

use super::{Agenda, model::Line};
use crate::{
    store::read::PlanRow,
    tui::{
        cx::Cx,
        text,
        theme::{Role, Symbol},
        view::draw_words,
    },
    wording::{day, names},
};

const WHEN: usize = 8;
const AREA: usize = 10;

impl Agenda {
    pub(super) fn draw_week(&self, frame: &mut Frame<'_>, area: Rect, cx: &Cx<'_>) {
        let top = u16::from(area.height > 4);
        let heading = format!(" {}", self.heading(cx));
        let heading = cx.theme.cut(&heading, usize::from(area.width));
        if top > 0 {
            let style = cx.theme.style(Role::Title);
            frame.render_widget(Text::styled(heading, style), Rect { height: 1, ..area });
        }
        let list = Rect { y: area.y + top, height: area.height - top, ..area };
        if self.model.plans.is_empty() {
            return draw_words(frame, list, &cx.words.get("plan-empty-week"), Role::Muted, cx);
        }
        let columns = usize::from(list.width);
        self.list.draw(frame, list, cx, |line, is_selected| match self.model.line(line) {
            Some(Line::Overdue(count)) => overdue(count, cx),
            Some(Line::Day(day, count)) => day_heading(day, count, columns, cx),
            Some(Line::Plan(at)) => match self.model.plans.get(at) {
                Some(plan) => row(plan, is_selected, columns.saturating_sub(1), cx),
                None => Text::default(),
            },
            None => Text::default(),
        });
    }
}

fn overdue(count: usize, cx: &Cx<'_>) -> Text<'static> {
    let name = cx.words.get("plan-overdue").into_owned();
    let count = cx.words.count(i64::try_from(count).unwrap_or(i64::MAX));
    Text::from(vec![
        Span::styled(format!(" {name}"), cx.theme.style(Role::Overdue)),
        Span::styled(format!(" {count}"), cx.theme.style(Role::Muted)),
    ])
}

/// `Mon 23 Nov · today ─── 3`, with the name of a day off.
fn day_heading(day: NaiveDate, count: usize, columns: usize, cx: &Cx<'_>) -> Text<'static> {
    let mut parts = vec![cx.words.day(day, cx.today)];
    if (day - cx.today).num_days().abs() <= 1 {
        parts.push(cx.words.day_relative(day, cx.today));
    }
    parts.extend(day_off(day, cx));
    let role = if day == cx.today {
        Role::Accent
    } else if cx.session().rules().calendar.is_working(day) {
        Role::Section
    } else {
        Role::Muted
    };
    let words = format!(" {} ", names::joined(cx.words, &parts));
    let number = match count {
        0 => String::new(),
        count => format!(" {}", cx.words.count(i64::try_from(count).unwrap_or(i64::MAX))),
    };
    let words = cx.theme.cut(&text::sanitise(&words), columns.saturating_sub(4));
    let rest = columns.saturating_sub(text::width(&words) + text::width(&number) + 2);
    let rule = cx.theme.symbol(Symbol::Rule).repeat(rest);
    Text::from(vec![
        Span::styled(words, cx.theme.style(role)),
        Span::styled(rule, cx.theme.style(Role::Border)),
        Span::styled(number, cx.theme.style(Role::Muted)),
    ])
}

/// Why nobody works on a day, or why one does.
pub(super) fn day_off(day: NaiveDate, cx: &Cx<'_>) -> Option<String> {
    let calendar = &cx.session().rules().calendar;
    if let Some(name) = calendar.holiday_name(day) {
        return Some(day::holiday(cx.words, name));
    }
    calendar.makes_up_for(day).map(|_| cx.words.get("plan-work-day").into_owned())
}

/// `14:00  明月  call 张敏: feedback on quote  上海`.
fn row(plan: &PlanRow, is_selected: bool, columns: usize, cx: &Cx<'_>) -> Text<'static> {
    let cursor = if is_selected { cx.theme.symbol(Symbol::Cursor) } else { " " };
    let is_late = plan.due_on < cx.today;
    let when = match (is_late, plan.due_minute) {
        (true, _) => cx.words.day_short(plan.due_on, cx.today),
        (false, Some(minute)) => time(minute),
        (false, None) => String::new(),
    };
    let role = if is_late { Role::Overdue } else { Role::Promised };
    let name = text::sanitise(&plan.customer_name).into_owned();
    let wide = (columns / 4).clamp(10, 28).min(columns);
    let area = plan.area.as_deref().map(|area| text::sanitise(area).into_owned());
    let area = area.filter(|_| columns >= 70).unwrap_or_default();
    let tail = if area.is_empty() { 0 } else { AREA + 2 };
    let rest = columns.saturating_sub(1 + WHEN + 1 + wide + 2 + tail);
    let mut line = Text::from(vec![
        Span::styled(cursor.to_owned(), cx.theme.style(Role::Accent)),
        Span::styled(cx.theme.fit(&when, WHEN), cx.theme.style(role)),
        Span::raw(" "),
        Span::styled(cx.theme.fit(&name, wide), cx.theme.style(Role::Text)),
        Span::raw("  "),
        Span::styled(cx.theme.fit(&what(plan, cx), rest), cx.theme.style(Role::Text)),
    ]);
    if tail > 0 {
        let area = format!("  {}", cx.theme.fit(&area, AREA));
        line.push_span(Span::styled(area, cx.theme.style(Role::Muted)));
    }
    line
}

/// What is to be done, with whom, about what, with what, what for.
pub(super) fn what(plan: &PlanRow, cx: &Cx<'_>) -> String {
    let kind = cx.words.get(&format!("activity-{}", plan.kind.key())).into_owned();
    let lead = match &plan.contact_name {
        Some(contact) => format!("{kind} {contact}"),
        None => kind,
    };
    let parts = [Some(lead), plan.text.clone(), plan.items.clone(), plan.purpose.clone()];
    let parts: Vec<String> = parts.into_iter().flatten().filter(|part| !part.is_empty()).collect();
    text::sanitise(&names::joined(cx.words, &parts)).into_owned()
}

/// `14:30` of minutes after midnight.
pub(super) fn time(minute: u16) -> String {
    format!("{:02}:{:02}", minute / 60, minute % 60)
}
