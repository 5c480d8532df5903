//! The drawn funnel with its figures.

use ratatui::{
    Frame,
    layout::Rect,
    text::{Line, Span},
};

use super::{Funnel, model::Model};
use crate::{
    domain::funnel::{Conversion, StageDays},
    i18n::Words,
    tui::{
        cx::Cx,
        text,
        theme::{Role, Symbol},
        widget::chart,
    },
    wording::{cell, names},
};

/// A column of figures: its heading's key, its width, set to the right.
struct Figure {
    key: &'static str,
    width: usize,
}

/// The figures beside the funnel, the most important first: the last ones go where it gets narrow.
const FIGURES: [Figure; 9] = [
    Figure { key: "funnel-count", width: 6 },
    Figure { key: "funnel-value", width: 9 },
    Figure { key: "funnel-conversion", width: 16 },
    Figure { key: "funnel-stuck", width: 6 },
    Figure { key: "funnel-weighted", width: 9 },
    Figure { key: "funnel-median-days", width: 12 },
    Figure { key: "funnel-settled", width: 8 },
    Figure { key: "funnel-mean-days", width: 11 },
    Figure { key: "funnel-open-days", width: 11 },
];

/// The order in which they stand.
const ORDER: [&str; 9] = [
    "funnel-count",
    "funnel-value",
    "funnel-weighted",
    "funnel-conversion",
    "funnel-settled",
    "funnel-median-days",
    "funnel-mean-days",
    "funnel-open-days",
    "funnel-stuck",
];

/// So many figures may take the bar's room, the others only what is left beside this much of it.
const FIRST: usize = 6;
const SHAPE: usize = 20;

/// The narrowest bar that still shows a shape.
const LEAST_BAR: usize = 7;
const MOST_BAR: usize = 60;

/// How a line of the funnel is divided.
struct Layout {
    name: usize,
    bar: usize,
    figures: Vec<&'static Figure>,
}

impl Layout {
    fn new(columns: usize, longest_name: usize) -> Self {
        let name = longest_name.clamp(4, (columns / 4).max(4));
        // The cursor in front, a blank behind name and bar.
        let mut rest = columns.saturating_sub(name + LEAST_BAR + 4);
        let mut figures: Vec<&'static Figure> = Vec::new();
        for (place, figure) in FIGURES.iter().enumerate() {
            let kept = if place < FIRST { 0 } else { SHAPE };
            if figure.width + kept < rest {
                rest -= figure.width + 1;
                figures.push(figure);
            }
        }
        figures.sort_by_key(|figure| ORDER.iter().position(|key| *key == figure.key));
        // An odd width has a middle.
        let bar = (LEAST_BAR + rest).min(MOST_BAR);
        Self { name, bar: bar - (bar + 1) % 2, figures }
    }
}

impl Funnel {
    pub(super) fn draw_stages(
        &self,
        frame: &mut Frame<'_>,
        area: Rect,
        model: &Model,
        cx: &Cx<'_>,
    ) {
        let columns = usize::from(area.width);
        let pipeline = &cx.session().rules().pipeline;
        let stages: Vec<String> = pipeline
            .open_stages()
            .iter()
            .map(|stage| names::stage(cx.words, pipeline, &stage.key))
            .map(|name| text::sanitise(&name).into_owned())
            .collect();
        let longest = stages.iter().map(|name| text::width(name)).max().unwrap_or(0);
        let layout = Layout::new(columns, longest);
        let mut lines: Vec<Line<'static>> = Vec::new();
        let height = usize::from(area.height);
        let is_tall = height >= stages.len() * 3 + 8;
        if height > stages.len() {
            let heading = format!(" {}", self.heading(model, cx));
            lines.push(Line::styled(cx.theme.cut(&heading, columns), cx.theme.style(Role::Title)));
        }
        if is_tall {
            lines.push(Line::default());
        }
        if height > stages.len() + 1 {
            lines.push(head(&layout, cx));
        }
        let first = lines.len();
        for (place, name) in stages.iter().enumerate() {
            let is_selected = place == self.column;
            lines.push(line(&layout, model, place, name, is_selected, cx));
            if is_tall {
                lines.push(shape(&layout, model, place, cx));
            }
        }
        let mut drawn = self.drawn.get();
        let each = if is_tall { 2 } else { 1 };
        drawn.stages = (area.y.saturating_add(u16::try_from(first).unwrap_or(0)), each);
        self.drawn.set(drawn);
        if is_tall {
            lines.push(Line::default());
        }
        lines.extend(summary(model, columns, cx));
        lines.extend(stuck(model, columns, height.saturating_sub(lines.len()), cx));
        for (y, line) in (area.y..area.bottom()).zip(lines) {
            frame.render_widget(line, Rect { y, height: 1, ..area });
        }
    }
}

fn head(layout: &Layout, cx: &Cx<'_>) -> Line<'static> {
    let mut text = format!("  {}", cx.theme.fit(&cx.words.get("funnel-stage"), layout.name));
    text.push_str(&" ".repeat(layout.bar + 2));
    for figure in &layout.figures {
        text.push_str(&cx.theme.fit_right(&cx.words.get(figure.key), figure.width));
        text.push(' ');
    }
    Line::styled(text, cx.theme.style(Role::Label))
}

/// How wide a stage is in the funnel, from 0 to 1: by the number of its deals.
#[expect(clippy::cast_precision_loss, reason = "a share of a bar of some sixty columns")]
fn share(model: &Model, place: usize) -> f64 {
    let stocks = &model.figures.stocks;
    let most = stocks.iter().map(|stock| stock.deals).max().unwrap_or(0);
    let deals = stocks.get(place).map_or(0, |stock| stock.deals);
    if most == 0 { 0.0 } else { deals as f64 / most as f64 }
}

/// The bar of a stage, centred.
fn bar(layout: &Layout, model: &Model, place: usize, cx: &Cx<'_>) -> [Span<'static>; 3] {
    // Half of it, in whole columns, so that both halves are alike.
    let share = share(model, place);
    let half = layout.bar / 2;
    let steps = cx.theme.symbol(Symbol::BarSteps);
    let full = steps.chars().next_back().unwrap_or(' ').to_string();
    let (filled, _) = chart::bar(cx.theme, share, half);
    let filled = text::width(&filled).min(half);
    let width = if share > 0.0 { filled * 2 + 1 } else { 0 };
    let side = (layout.bar - width) / 2;
    let rest = layout.bar - width - side;
    let empty = |columns: usize| Span::styled(" ".repeat(columns), cx.theme.style(Role::BarRest));
    [empty(side), Span::styled(full.repeat(width), cx.theme.style(Role::Bar)), empty(rest)]
}

fn shape(layout: &Layout, model: &Model, place: usize, cx: &Cx<'_>) -> Line<'static> {
    let mut line = Line::raw(" ".repeat(layout.name + 3));
    line.spans.extend(bar(layout, model, place, cx));
    line
}

fn line(
    layout: &Layout,
    model: &Model,
    place: usize,
    name: &str,
    is_selected: bool,
    cx: &Cx<'_>,
) -> Line<'static> {
    let cursor = if is_selected { cx.theme.symbol(Symbol::Cursor) } else { " " };
    let role = if is_selected { Role::Accent } else { Role::Text };
    let mut line = Line::from(vec![
        Span::styled(format!("{cursor} "), cx.theme.style(Role::Accent)),
        Span::styled(cx.theme.fit(name, layout.name), cx.theme.style(role)),
        Span::raw(" "),
    ]);
    line.spans.extend(bar(layout, model, place, cx));
    line.push_span(" ");
    for figure in &layout.figures {
        let (text, role) = cell(figure.key, model, place, cx);
        let fitted = cx.theme.fit_right(&text, figure.width);
        line.push_span(Span::styled(fitted, cx.theme.style(role)));
        line.push_span(" ");
    }
    line
}

fn cell(key: &str, model: &Model, place: usize, cx: &Cx<'_>) -> (String, Role) {
    let figures = &model.figures;
    let stock = figures.stocks.get(place).copied().unwrap_or_default();
    let exponent = cx.session().rules().currency.exponent();
    let count = |count: u64| count_of(cx.words, count);
    match key {
        "funnel-count" => (count(stock.deals), Role::Text),
        "funnel-value" => (cx.words.amount_compact(stock.amount_minor, exponent), Role::Money),
        "funnel-weighted" => (cx.words.amount_compact(stock.weighted_minor, exponent), Role::Muted),
        "funnel-conversion" => {
            conversion(figures.conversions.get(place).copied().unwrap_or_default(), cx)
        }
        "funnel-settled" => {
            let entered = figures.conversions.get(place).copied().unwrap_or_default();
            let rate = entered.settled_rate().x10000();
            let role = if entered.is_thin() { Role::Muted } else { Role::Text };
            (rate.map_or_else(|| absent(cx), |rate| cx.words.percent(rate)), role)
        }
        "funnel-mean-days" => (mean_days(figures.days.get(place), cx), Role::Text),
        "funnel-open-days" => (mean_days(figures.ages.get(place), cx), Role::Text),
        "funnel-median-days" => {
            let median = figures.days.get(place).and_then(|days| days.median_x2);
            (median.map_or_else(|| absent(cx), |x2| halves(x2, cx)), Role::Text)
        }
        "funnel-stuck" => match figures.stuck_counts.get(place).copied().unwrap_or(0) {
            0 => (absent(cx), Role::Muted),
            stuck => (count(stuck), Role::Overdue),
        },
        _ => (String::new(), Role::Text),
    }
}

/// `63% · 3 open`, grey where few entered.
fn conversion(conversion: Conversion, cx: &Cx<'_>) -> (String, Role) {
    let role = if conversion.is_thin() { Role::Muted } else { Role::Text };
    let Some(rate) = conversion.rate().x10000() else { return (absent(cx), Role::Muted) };
    let mut parts = vec![cx.words.percent(rate)];
    if conversion.open > 0 {
        let open = i64::try_from(conversion.open).unwrap_or(i64::MAX);
        parts.push(cx.words.format("funnel-open", &[("count", open.into())]));
    }
    (parts.join(&cx.words.get("sentence-separator")), role)
}

fn absent(cx: &Cx<'_>) -> String {
    cx.words.get("word-absent").into_owned()
}

fn count_of(words: &Words, count: u64) -> String {
    words.count(i64::try_from(count).unwrap_or(i64::MAX))
}

/// Twice a number of days as days: `8.5 d`.
fn halves(x2: i64, cx: &Cx<'_>) -> String {
    let half = if x2 % 2 == 0 { "" } else { ".5" };
    let days = format!("{}{half}", x2 / 2);
    cx.words.format("duration-days", &[("days", days.into())])
}

/// Mean days of a visit: `8.5 d`.
fn mean_days(days: Option<&StageDays>, cx: &Cx<'_>) -> String {
    let x10 = days.and_then(|days| days.per_visit().times(10));
    x10.map_or_else(
        || absent(cx),
        |x10| cx.words.format("duration-days", &[("days", cell::decimal(x10, 1).into())]),
    )
}

/// Won, lost, win rate; forecast; what is in no sum. Each line at most so wide.
fn summary(model: &Model, columns: usize, cx: &Cx<'_>) -> Vec<Line<'static>> {
    let figures = &model.figures;
    let closed = &figures.closed;
    let currency = cx.session().rules().currency;
    let money = |minor: i64| cx.words.money_compact(minor, currency.code(), currency.exponent());
    let number = |count: u64| i64::try_from(count).unwrap_or(i64::MAX);
    let deals = |key: &str, count: u64, minor: i64| {
        cx.words.format(key, &[("count", number(count).into()), ("amount", money(minor).into())])
    };
    let amount = |key: &str, minor: i64| cx.words.format(key, &[("amount", money(minor).into())]);
    let mut won = vec![
        (deals("funnel-won", closed.won, closed.won_minor), Role::Won),
        (deals("funnel-lost", closed.lost, closed.lost_minor), Role::Lost),
    ];
    for (key, rate) in
        [("funnel-win-rate", closed.win_rate()), ("funnel-value-win-rate", closed.value_win_rate())]
    {
        if let Some(rate) = rate.x10000() {
            won.push((
                cx.words.format(key, &[("percent", cx.words.percent(rate).into())]),
                Role::Text,
            ));
        }
    }
    if let Some(days) = closed.mean_cycle_days().times(1) {
        won.push((cx.words.format("funnel-cycle", &[("days", days.into())]), Role::Muted));
    }
    won.extend(figures.velocity_minor.map(|minor| (amount("funnel-velocity", minor), Role::Text)));
    let forecast = &figures.forecast;
    let mut ahead = vec![
        (amount("funnel-weighted-total", figures.open().weighted_minor), Role::Money),
        (amount("funnel-forecast", forecast.in_period.weighted_minor), Role::Money),
    ];
    if forecast.overdue.deals > 0 {
        let minor = forecast.overdue.weighted_minor;
        ahead.push((amount("funnel-forecast-overdue", minor), Role::Overdue));
    }
    if forecast.undated.deals > 0 {
        let minor = forecast.undated.weighted_minor;
        ahead.push((amount("funnel-forecast-undated", minor), Role::Muted));
    }
    let mut lines = parts(won, columns, cx);
    lines.extend(parts(ahead, columns, cx));
    if !figures.unconverted.is_empty() {
        let count = [("count", figures.unconverted.len().into())];
        let words = cx.words.format("funnel-unconverted", &count);
        lines.extend(parts(vec![(words, Role::Warning)], columns, cx));
    }
    if !model.reasons.is_empty() {
        let mut reasons = vec![(cx.words.get("funnel-reasons").into_owned(), Role::Label)];
        reasons.extend(model.reasons.iter().map(|(reason, count)| {
            let count = cx.words.count(i64::try_from(*count).unwrap_or(i64::MAX));
            (format!("{} {count}", text::sanitise(reason)), Role::Text)
        }));
        lines.extend(parts(reasons, columns, cx).into_iter().take(1));
    }
    lines
}

/// Parts beside each other, on as many lines as they need.
fn parts(parts: Vec<(String, Role)>, columns: usize, cx: &Cx<'_>) -> Vec<Line<'static>> {
    let mut lines: Vec<Line<'static>> = Vec::new();
    for (text, role) in parts {
        let text = cx.theme.cut(&text, columns.saturating_sub(3));
        let wide = text::width(&text) + 3;
        match lines.last_mut() {
            Some(line) if line.width() + wide <= columns => {
                line.push_span("   ");
                line.push_span(Span::styled(text, cx.theme.style(role)));
            }
            _ => {
                let span = Span::styled(text, cx.theme.style(role));
                lines.push(Line::from(vec![Span::raw("  "), span]));
            }
        }
    }
    lines
}

/// The stuck deals, the longest idle first, in so many lines.
fn stuck(model: &Model, columns: usize, lines: usize, cx: &Cx<'_>) -> Vec<Line<'static>> {
    let stuck = &model.figures.stuck;
    if stuck.is_empty() || lines < 3 {
        return Vec::new();
    }
    let pipeline = &cx.session().rules().pipeline;
    let title = format!("  {}", cx.words.get("funnel-stuck-deals"));
    let mut shown = vec![Line::default(), Line::styled(title, cx.theme.style(Role::Section))];
    for (at, idle) in stuck.iter().take(lines - 2) {
        let Some(deal) = model.deals.get(*at) else { continue };
        let stage = names::stage_at(cx.words, pipeline, idle.stage).unwrap_or_default();
        let idle = cx.words.format("deal-idle", &[("days", idle.days.into())]);
        let amount = super::board::amount(deal, cx);
        let name = super::board::name(deal, model, cx);
        let rest =
            [cx.theme.fit_right(&amount, 10), cx.theme.fit(&text::sanitise(&stage), 12), idle]
                .join("  ");
        let rest_width = text::width(&rest);
        let room = columns.saturating_sub(rest_width + 4);
        if room < 10 {
            let name = cx.theme.cut(&name, columns.saturating_sub(2));
            shown.push(Line::raw(format!("  {name}")));
            continue;
        }
        shown.push(Line::from(vec![
            Span::raw(format!("  {}", cx.theme.fit(&name, room.min(48)))),
            Span::styled(format!("  {rest}"), cx.theme.style(Role::Muted)),
        ]));
    }
    shown
}
