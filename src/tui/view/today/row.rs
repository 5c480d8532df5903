//! How one row of Today looks.

use ratatui::text::{Line, Span};

use crate::{
    domain::{
        cadence::{Due, DueSource},
        id::CustomerId,
        tier::Tier,
        worklist::{Item, Section},
    },
    store::read::{FestivalGreetings, Greeting, queue::QueueRow},
    tui::{
        cx::Cx,
        text,
        theme::{Role, Symbol, Theme},
    },
    wording::{buying, greeting, names, reason, step::step},
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

/// Below those of a section who are shown: how many more there are, and where.
pub(super) fn more(section: Section, count: usize, columns: usize, cx: &Cx<'_>) -> Line<'static> {
    let said =
        cx.words.format(&format!("today-more-{}", section.key()), &[("count", count.into())]);
    Line::styled(cx.theme.fit(&format!(" {said}"), columns), cx.theme.style(Role::Muted))
}

/// A festival: nobody in particular, so nothing to select.
pub(super) fn festival(found: &FestivalGreetings, columns: usize, cx: &Cx<'_>) -> Line<'static> {
    let said = greeting::festival(cx.words, found, cx.today);
    Line::styled(cx.theme.fit(&format!(" {said}"), columns), cx.theme.style(Role::Greeting))
}

/// The row of somebody to greet.
pub(super) fn greeting(
    found: &Greeting,
    is_selected: bool,
    columns: usize,
    cx: &Cx<'_>,
) -> Line<'static> {
    let when = match found.reminder.on == cx.today {
        true => cx.words.get("relative-today").into_owned(),
        false => cx.words.day_short(found.reminder.on, cx.today),
    };
    let name = text::sanitise(&found.name);
    let (mut line, rest) =
        head((&when, Role::Greeting), found.tier, &name, is_selected, columns, cx);
    if rest > 0 {
        let why = greeting::greeting(cx.words, found, cx.today);
        let why = cx.theme.fit(&text::sanitise(&why), rest);
        line.push_span(Span::styled(why, cx.theme.style(Role::Text)));
    }
    line
}

/// What every row begins with, when, tier and name, and the columns that are left; where it is
/// narrow, nothing is.
fn head(
    (when, role): (&str, Role),
    tier: Tier,
    name: &str,
    is_selected: bool,
    columns: usize,
    cx: &Cx<'_>,
) -> (Line<'static>, usize) {
    let cursor = if is_selected { cx.theme.symbol(Symbol::Cursor) } else { " " };
    let mut line = Line::from(Span::styled(cursor.to_owned(), cx.theme.style(Role::Accent)));
    let mut push = |text: String, role: Role| {
        line.push_span(Span::styled(text, cx.theme.style(role)));
    };
    if columns < COMPACT_BELOW {
        let wide = text::width(when).min(columns / 2);
        push(format!("{} ", tier.letter()), Theme::tier(tier));
        push(cx.theme.fit(name, columns.saturating_sub(wide + 4)), Role::Text);
        push(format!(" {}", cx.theme.fit_right(when, wide)), role);
        return (line, 0);
    }
    let name_wide = (columns / 4).clamp(14, 28);
    push(cx.theme.fit(when, 8), role);
    push(format!(" {} ", tier.letter()), Theme::tier(tier));
    push(format!(" {} ", cx.theme.fit(name, name_wide)), Role::Text);
    (line, columns.saturating_sub(1 + 8 + 3 + name_wide + 2))
}

/// The row of a customer; `known` is missing only for a row that was never near the window.
pub(super) fn customer(
    item: &Item<CustomerId>,
    known: Option<&QueueRow>,
    is_selected: bool,
    columns: usize,
    cx: &Cx<'_>,
) -> Line<'static> {
    let name = known.map_or("", |row| row.short_name.as_deref().unwrap_or(&row.name));
    let name = text::sanitise(name);
    let (mut when, role) = when(item, known, cx);
    if columns < COMPACT_BELOW {
        when = moved_to(item, cx).unwrap_or(when);
    }
    let (mut line, mut rest) =
        head((&when, role), item.queued.tier, &name, is_selected, columns, cx);
    let Some(known) = known.filter(|_| rest > 0) else { return line };
    let right = right(item, known, columns, cx);
    rest = rest.saturating_sub(right.iter().map(|(text, _)| text::width(text)).sum());
    let why = cx.theme.fit(&text::sanitise(&why(item, known, cx)), rest);
    line.push_span(Span::styled(why, cx.theme.style(Role::Text)));
    for (text, role) in right {
        line.push_span(Span::styled(text, cx.theme.style(role)));
    }
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
        Section::AtRisk => {
            (late(item.warning.map_or(0, |warning| warning.silence_days)), Role::AtRisk)
        }
        Section::Greetings => (String::new(), Role::Greeting),
        Section::ComingUp => (cx.words.day_short(due.due, cx.today), Role::Coming),
    }
}

/// "→ Tue 24 Nov" for one that waits.
fn moved_to(item: &Item<CustomerId>, cx: &Cx<'_>) -> Option<String> {
    let is_due = matches!(item.section, Section::Promised | Section::Overdue | Section::DueToday);
    let waits = is_due && item.planned_on != Some(cx.today);
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
    if let Some(warning) = &item.warning {
        parts.push(buying::usual_interval(cx.words, warning));
    }
    match (&row.promise, due.source) {
        _ if item.warning.is_some() => {}
        (Some(promise), DueSource::Promise) => parts.push(step(cx.words, promise)),
        (_, DueSource::Snooze) => {
            let day = cx.words.day(due.due, cx.today);
            parts.push(cx.words.format("reason-snoozed", &[("day", day.into())]));
        }
        _ => parts.push(silence(due, cx)),
    }
    parts.extend(reason::tried(cx.words, due));
    names::joined(cx.words, &parts)
}

fn silence(due: &Due, cx: &Cx<'_>) -> String {
    let key = if due.last_touch.is_some() { "reason-silent" } else { "reason-never" };
    let interval = u32::from(due.interval_days);
    cx.words.format(key, &[("days", due.silence_days.into()), ("interval", interval.into())])
}
