//! The columns of the list: which fit, how wide, and what is in them.

use chrono::{Datelike, NaiveDate};

use super::table::{Row, Table};
use crate::{
    domain::{buying::life, churn::rule::Level, tier::Need},
    tui::{cx::Cx, text, theme::Role},
    wording::names,
};

/// How a column is laid out.
#[derive(Clone, Copy, Debug)]
struct Spec {
    name: &'static str,
    /// Below this it is of no use.
    least: usize,
    /// Above this it gains nothing.
    most: usize,
    is_number: bool,
}

const fn spec(name: &'static str, least: usize, most: usize, is_number: bool) -> Spec {
    Spec { name, least, most, is_number }
}

/// All columns this list has something for, the most important first: the last ones go where it
/// gets narrow.
const SPECS: &[Spec] = &[
    spec("name", 12, 40, false),
    spec("next_due", 14, 14, false),
    spec("open_value", 10, 10, true),
    spec("last_touch", 10, 10, true),
    spec("stage", 8, 14, false),
    spec("value", 8, 8, true),
    spec("owner", 6, 12, false),
    spec("area", 6, 12, false),
    spec("open_deals", 5, 5, true),
    spec("phone", 13, 16, false),
    spec("tags", 6, 24, false),
    spec("revenue", 9, 9, true),
    spec("orders", 6, 6, true),
    spec("industry", 8, 14, false),
    spec("need", 7, 7, false),
    spec("score", 6, 6, true),
    spec("lifecycle", 9, 16, false),
    spec("churn", 7, 8, false),
    spec("tier", 4, 4, false),
];

/// So wide a name says who it is, mostly: what matters less than when and how much gives way to it.
const COMFORTABLE: usize = 20;
/// So many columns, the name among them, stay together where it must be narrower.
const FIRM: usize = 2;

/// A column with its width.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Column {
    /// The name, as in the config file.
    pub name: &'static str,
    /// Columns of the terminal.
    pub width: usize,
    /// Set to the right.
    pub is_number: bool,
}

/// The columns that are wanted: those that were chosen, else those of the config.
pub fn wanted<'a>(cx: &Cx<'a>) -> &'a [String] {
    cx.ui.columns.as_ref().unwrap_or(&cx.config.columns.customers)
}

/// The columns that fit, in the order the user wants them, a blank between two; the name always
/// shows.
pub fn fitting(wanted: &[String], room: usize) -> Vec<Column> {
    let is_wanted = |spec: &&Spec| spec.name == "name" || wanted.iter().any(|w| w == spec.name);
    let mut chosen: Vec<Spec> = Vec::new();
    let mut used = 0;
    for spec in SPECS.iter().filter(is_wanted) {
        let more = spec.least + usize::from(!chosen.is_empty());
        let name = chosen.first().map_or(0, |name| COMFORTABLE.saturating_sub(name.least));
        let kept = if chosen.len() < FIRM { 0 } else { name };
        if chosen.is_empty() || used + more + kept <= room {
            used += more;
            chosen.push(*spec);
        }
    }
    let mut rest = room.saturating_sub(used);
    let mut columns: Vec<Column> = chosen
        .iter()
        .map(|spec| {
            let width = spec.least.min(room) + rest.min(spec.most.saturating_sub(spec.least));
            rest -= width.saturating_sub(spec.least);
            Column { name: spec.name, width, is_number: spec.is_number }
        })
        .collect();
    let place = |name: &str| wanted.iter().position(|w| w == name);
    columns.sort_by_key(|column| place(column.name));
    columns
}

/// What a column says of a customer, safe to show, and how it looks.
pub fn cell(name: &str, row: &Row, table: &Table, cx: &Cx<'_>) -> (String, Role) {
    let clean = |text: &str| text::sanitise(text).into_owned();
    let exponent = cx.session().rules().currency.exponent();
    let amount = |minor: i64| match minor {
        0 => String::new(),
        minor => cx.words.amount_compact(minor, exponent),
    };
    let count = |count: u32| match count {
        0 => String::new(),
        count => cx.words.count(i64::from(count)),
    };
    match name {
        "name" => (clean(&row.name), Role::Text),
        "phone" => (clean(&row.phone), Role::Muted),
        "owner" => (clean(table.text(row.owner_name)), Role::Muted),
        "area" => (clean(table.text(row.area)), Role::Muted),
        "industry" => (clean(table.text(row.industry)), Role::Muted),
        "tags" => (clean(&table.tags(row).join(&cx.words.get("list-separator"))), Role::Muted),
        "tier" => (row.tier.letter().to_owned(), Role::Text),
        "need" => (cx.words.get(need_key(row.need)).into_owned(), Role::Muted),
        "value" => (amount(row.value), Role::Money),
        "open_value" => (amount(row.open_value), Role::Money),
        "revenue" => (amount(row.revenue), Role::Money),
        "open_deals" => (count(row.open_deals), Role::Text),
        "orders" => (count(row.orders), Role::Text),
        "score" => (cx.words.count(i64::from(row.score_x100 / 100)), Role::Muted),
        "stage" => {
            let pipeline = &cx.session().rules().pipeline;
            let place = row.furthest.map(usize::from);
            let stage = place.and_then(|at| names::stage_at(cx.words, pipeline, at));
            (stage.map(|stage| clean(&stage)).unwrap_or_default(), Role::Text)
        }
        "lifecycle" => {
            let life = life(row.bought, row.last_touch_on, table.population(), cx.today);
            (cx.words.get(&format!("lifecycle-{}", life.key())).into_owned(), Role::Text)
        }
        "churn" => {
            let silence = row.bought.map(|bought| bought.silence(table.population(), cx.today));
            let Some(level) = silence.map(|silence| silence.level) else {
                return (String::new(), Role::Text);
            };
            let role = if level > Level::Late { Role::AtRisk } else { Role::Text };
            (cx.words.get(&format!("churn-{}", level.key())).into_owned(), role)
        }
        "last_touch" => (ago(row.last_touch_on, cx), Role::Muted),
        "next_due" => due(row.due_on, cx),
        _ => (String::new(), Role::Text),
    }
}

const fn need_key(need: Need) -> &'static str {
    match need {
        Need::Clear => "need-clear",
        Need::Unclear => "need-unclear",
    }
}

/// `12 d`; never touched is a dash.
fn ago(day: Option<NaiveDate>, cx: &Cx<'_>) -> String {
    match day.map(|day| (cx.today - day).num_days()) {
        None => cx.words.get("word-absent").into_owned(),
        Some(0) => cx.words.get("relative-today").into_owned(),
        Some(days) => cx.words.format("duration-days", &[("days", days.into())]),
    }
}

/// `3 d late`, `today`, `Fri 27 Nov`.
fn due(day: NaiveDate, cx: &Cx<'_>) -> (String, Role) {
    match (cx.today - day).num_days() {
        0 => (cx.words.get("relative-today").into_owned(), Role::Due),
        late @ 1.. => (cx.words.format("due-late", &[("days", late.into())]), Role::Overdue),
        // Another year takes the place of the weekday.
        _ if day.year() != cx.today.year() => (cx.words.day_short(day, cx.today), Role::Text),
        _ => (cx.words.day(day, cx.today), Role::Text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(wanted: &[&str], room: usize) -> String {
        let wanted: Vec<String> = wanted.iter().map(ToString::to_string).collect();
        let columns = fitting(&wanted, room);
        let wide: usize = columns.iter().map(|column| column.width + 1).sum();
        assert!(wide <= room + 1, "{wide} in {room}");
        let names: Vec<String> =
            columns.iter().map(|column| format!("{}{}", column.name, column.width)).collect();
        names.join(" ")
    }

    #[test]
    fn the_least_important_columns_go_first_and_the_name_stays() {
        let wanted = ["tags", "name", "next_due", "open_value", "last_touch"];
        for (room, expected) in [
            (120, "tags24 name40 next_due14 open_value10 last_touch10"),
            (76, "tags6 name32 next_due14 open_value10 last_touch10"),
            (60, "name23 next_due14 open_value10 last_touch10"),
            (30, "name15 next_due14"),
            (14, "name14"),
            (5, "name5"),
        ] {
            assert_eq!(names(&wanted, room), expected, "{room}");
        }
        assert_eq!(names(&["area"], 30), "name23 area6");
    }
}
