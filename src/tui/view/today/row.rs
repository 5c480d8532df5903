//! How one row of Today looks.

use ratatui::text::{Line, Span};

use crate::{
    domain::{
        cadence::{Due, DueSource},
        id::CustomerId,
        worklist::{Item, Section},
    },
    store::read::queue::QueueRow,
    tui::{
        cx::Cx,
        text,
        theme::{Role, Symbol, Theme},
    },
    wording::{names, step::step},
};

/// Below this width a row has two fields.
const COMPACT_BELOW: usize = 60;
const MONEY: usize = 9;
const STAGE: usize = 10;

/// The heading of a section.
pub(super) fn heading(section: Section, count: usize, cx: &Cx<'_>) -> Line<'static> {
    let name = cx.words.get(&format!("today-section-{}", section.key())).into_owned();
    let count = cx.words.count(i64::try_from(count).unwrap_or(i64::MAX));
    let mut line = Line::styled(format!(" {name}"), cx.theme.style(Role::Section));
    line.push_span(Span::styled(format!(" {count}"), cx.theme.style(Role::Muted)));
    line
}

/// The line below what fits today.
pub(super) fn capacity(words: &str, columns: usize, cx: &Cx<'_>) -> Line<'static> {
    let rule = cx.theme.symbol(Symbol::Rule);
    let words = cx.theme.cut(words, columns.saturating_sub(4));
    let rest = columns.saturating_sub(text::width(&words) + 2);
    let (before, after) = (rest - rest / 4, rest / 4);
    let line = format!("{} {words} {}", rule.repeat(before), rule.repeat(after));
    Line::styled(line, cx.theme.style(Role::Border))
}

/// The row of a customer; `known` is missing only for a row that was never near the window.
pub(super) fn customer(
    item: &Item<CustomerId>,
    known: Option<&QueueRow>,
    is_selected: bool,
    columns: usize,
    cx: &Cx<'_>,
) -> Line<'static> {
    let cursor = if is_selected { cx.theme.symbol(Symbol::Cursor) } else { " " };
    let mut line = Line::from(Span::styled(cursor.to_owned(), cx.theme.style(Role::Accent)));
    let name = known.map_or("", |row| row.short_name.as_deref().unwrap_or(&row.name));
    let name = text::sanitise(name);
    let (when, role) = when(item, known, cx);
    let tier = (item.queued.tier.letter(), Theme::tier(item.queued.tier));
    let mut push = |text: String, role: Role| {
        line.push_span(Span::styled(text, cx.theme.style(role)));
    };
    if columns < COMPACT_BELOW {
        let right = moved_to(item, cx).unwrap_or(when);
        let wide = text::width(&right).min(columns / 2);
        push(format!("{} ", tier.0), tier.1);
        push(cx.theme.fit(&name, columns.saturating_sub(wide + 4)), Role::Text);
        push(format!(" {}", cx.theme.fit_right(&right, wide)), role);
        return line;
    }
    let name_wide = (columns / 4).clamp(14, 28);
    push(cx.theme.fit(&when, 8), role);
    push(format!(" {} ", tier.0), tier.1);
    push(format!(" {} ", cx.theme.fit(&name, name_wide)), Role::Text);
    let used = 1 + 8 + 3 + name_wide + 2;
    let mut rest = columns.saturating_sub(used);
    let right = known.map_or_else(Vec::new, |row| right(item, row, columns, cx));
    rest = rest.saturating_sub(right.iter().map(|(text, _)| text::width(text)).sum());
    let why = known.map_or_else(String::new, |row| why(item, row, cx));
    push(cx.theme.fit(&text::sanitise(&why), rest), Role::Text);
    right.into_iter().for_each(|(text, role)| push(text, role));
    line
}

/// Where the row stands in time, in the first column.
fn when(item: &Item<CustomerId>, known: Option<&QueueRow>, cx: &Cx<'_>) -> (String, Role) {
    let due = &item.queued.due;
    let late = |days: i64| cx.words.format("today-overdue-days", &[("days", days.into())]);
    match item.section {
        Section::Promised => {
            let on = due.promised.unwrap_or(due.due);
            let days = (cx.today - on).num_days();
            if days > 0 {
                return (late(days), Role::Overdue);
            }
            let minute = known.and_then(|row| row.promise.as_ref()?.due_minute);
            let time = minute.map(|minute| format!("{:02}:{:02}", minute / 60, minute % 60));
            let today = || cx.words.get("relative-today").into_owned();
            (time.unwrap_or_else(today), Role::Promised)
        }
        Section::Overdue => (late(due.overdue_days), Role::Overdue),
        Section::DueToday => (cx.words.get("relative-today").into_owned(), Role::Due),
        Section::ComingUp => (cx.words.day_short(due.due, cx.today), Role::Coming),
    }
}

/// "→ Tue 24 Nov" for one that waits.
fn moved_to(item: &Item<CustomerId>, cx: &Cx<'_>) -> Option<String> {
    let waits = item.section != Section::ComingUp && item.planned_on != Some(cx.today);
    let day = item.planned_on.filter(|_| waits)?;
    Some(cx.words.format("today-moved-to", &[("day", cx.words.day(day, cx.today).into())]))
}

/// What stands at the right end: the day for one that waits, else the open value and its stage.
fn right(
    item: &Item<CustomerId>,
    row: &QueueRow,
    columns: usize,
    cx: &Cx<'_>,
) -> Vec<(String, Role)> {
    if let Some(moved) = moved_to(item, cx) {
        return vec![(format!(" {moved}"), Role::Muted)];
    }
    let rules = cx.session().rules();
    let mut right = Vec::new();
    if columns >= 66 {
        let (code, exponent) = (rules.currency.code(), rules.currency.exponent());
        let money = if row.open_value == 0 {
            String::new()
        } else {
            cx.words.money_compact(row.open_value, code, exponent)
        };
        right.push((cx.theme.fit_right(&money, MONEY), Role::Money));
    }
    if columns >= 84 {
        let stage = row.furthest.and_then(|at| names::stage_at(cx.words, &rules.pipeline, at));
        let stage = stage.unwrap_or_default();
        right.push((format!("  {}", cx.theme.fit(&text::sanitise(&stage), STAGE)), Role::Muted));
    }
    right
}

/// Why the customer is here, in as few words as a row has room for.
fn why(item: &Item<CustomerId>, row: &QueueRow, cx: &Cx<'_>) -> String {
    let due = &item.queued.due;
    let mut parts = Vec::new();
    match (&row.promise, due.source) {
        (Some(promise), DueSource::Promise) => parts.push(step(cx.words, promise)),
        (_, DueSource::Snooze) => {
            let day = cx.words.day(due.due, cx.today);
            parts.push(cx.words.format("reason-snoozed", &[("day", day.into())]));
        }
        _ => parts.push(silence(due, cx)),
    }
    if due.attempts > 0 {
        let day = cx.words.day(due.due, cx.today);
        let key = match (due.suspended, due.unreachable) {
            (true, _) => "reason-suspended",
            (_, true) => "reason-unreachable",
            _ => "reason-attempts",
        };
        let args = [("count", due.attempts.into()), ("day", day.into())];
        parts.push(cx.words.format(key, &args));
    }
    names::joined(cx.words, &parts)
}

fn silence(due: &Due, cx: &Cx<'_>) -> String {
    let key = if due.last_touch.is_some() { "reason-silent" } else { "reason-never" };
    let interval = u32::from(due.interval_days);
    cx.words.format(key, &[("days", due.silence_days.into()), ("interval", interval.into())])
}
