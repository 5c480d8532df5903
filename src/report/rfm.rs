//! Recency, frequency and money of every customer: scores, grid, segments (DOMAIN 2).

use std::{cmp::Reverse, collections::HashSet};

use super::{Topic, column, listed};
use crate::{
    document::{Bar, Bars, Cell, Column, Document, Figure, Grid, GridCell, Mark, Part, Row, Table},
    domain::{
        buying::Rfm,
        id::CustomerId,
        money::Currency,
        rate::Rate,
        rfm::{Figures, Method, RfmRules, Scale, Segment, Window},
    },
    i18n::Words,
    store::{Reader, StoreError},
    wording::buying,
};

/// What is asked of everybody's purchases.
#[derive(Clone, Copy, Debug)]
pub struct Asked<'a> {
    /// How they are scored.
    pub rules: RfmRules,
    /// Of whom; of all when `None`. Scores are seen against all customers in any case.
    pub only: Option<&'a HashSet<CustomerId>>,
    /// Most customers that are listed.
    pub most: usize,
}

type Scored = Rfm<CustomerId>;

/// The scores of the customers asked for.
///
/// # Errors
/// Fails when the file cannot be read.
pub fn document(
    reader: &Reader<'_>,
    words: &Words,
    asked: &Asked<'_>,
) -> Result<Document, StoreError> {
    let all = reader.rfm_figures(asked.rules.window)?;
    let figures: Vec<Figures> = all.iter().map(|(_, figures)| *figures).collect();
    let scale = Scale::new(&figures, &asked.rules);
    let is_asked = |id: &CustomerId| asked.only.is_none_or(|only| only.contains(id));
    let mut scored: Vec<Scored> = all
        .into_iter()
        .filter(|(id, _)| is_asked(id))
        .map(|(id, figures)| Rfm::new(id, figures, &scale))
        .collect();
    scored.sort_unstable_by_key(|it| {
        (Reverse(it.scores.total()), Reverse(it.figures.monetary_minor), it.id)
    });
    let customers = match asked.only {
        Some(only) => only.len(),
        None => reader.customer_count()?,
    };
    let currency = reader.rules().currency;
    let mut document = Document::new("rfm", Topic::Rfm.title(words), reader.today());
    document.parts.push(Part::Figures(key_figures(words, asked, &scale, &scored, customers)));
    if figures.is_empty() {
        document.note(Mark::Muted, words.get("rfm-none"));
    } else {
        if asked.rules.method.is_none() && scale.method == Method::Thresholds {
            document.note(Mark::Muted, words.get("rfm-few"));
        }
        if asked.only.is_some() {
            let count = [("count", figures.len().into())];
            document.note(Mark::Muted, words.format("rfm-filtered", &count));
        }
    }
    document.parts.push(Part::Bars(segments(words, &scored, currency)));
    document.parts.push(Part::Grid(grid(words, &scored, currency)));
    if !figures.is_empty() {
        document.parts.push(Part::Table(edges(words, &scale, currency)));
        document.note(Mark::Muted, words.get("rfm-edges-read"));
    }
    document.parts.push(Part::Table(customer_table(reader, words, &scored, asked.most)?));
    listed(&mut document, words, asked.most, scored.len());
    Ok(document)
}

fn key_figures(
    words: &Words,
    asked: &Asked<'_>,
    scale: &Scale,
    scored: &[Scored],
    customers: usize,
) -> Vec<Figure> {
    let label = |name: &str| words.get(&format!("rfm-{name}")).into_owned();
    let choice = |name: &str, key: &'static str| Cell::Choice(key, label(&format!("{name}-{key}")));
    vec![
        Figure::new("scored", label("scored"), Cell::len(scored.len())),
        Figure::new(
            "prospects",
            label("prospects"),
            Cell::len(customers.saturating_sub(scored.len())),
        ),
        window(words, asked.rules.window),
        Figure::new("method", label("method"), choice("method", scale.method.key())),
        Figure::new("split", label("split"), choice("split", asked.rules.split.key())),
    ]
}

/// Which orders count, as a key figure.
pub(super) fn window(words: &Words, window: Window) -> Figure {
    let value = match window {
        Window::All => Cell::Choice("all", words.get("rfm-window-all").into_owned()),
        Window::Days(days) => Cell::Count(days.into()),
    };
    let label = match window {
        Window::All => words.get("rfm-window"),
        Window::Days(_) => words.get("rfm-window-in-days"),
    };
    Figure::new("window", label, value)
}

/// What customers brought together.
fn revenue<'a>(scored: impl IntoIterator<Item = &'a Scored>, currency: Currency) -> Cell {
    let amounts = scored.into_iter().map(|it| i128::from(it.figures.monetary_minor));
    let sum: i128 = amounts.sum();
    Cell::Money(sum.clamp(i64::MIN.into(), i64::MAX.into()) as i64, currency)
}

/// The eight segments in the order of DOMAIN 2.5.
fn segments(words: &Words, scored: &[Scored], currency: Currency) -> Bars {
    let mut of = Segment::ALL.map(|segment| (segment, Vec::<&Scored>::new()));
    for it in scored {
        let group = of.iter_mut().find(|(segment, _)| *segment == it.segment);
        group.into_iter().for_each(|(_, group)| group.push(it));
    }
    let most = of.iter().map(|(_, group)| group.len()).max().unwrap_or(0);
    let bar = |(segment, group): (Segment, Vec<&Scored>)| {
        let part = Rate::new(group.len() as i64, scored.len() as i64);
        Bar {
            key: segment.key().to_owned(),
            label: buying::segment(words, segment),
            length: Bar::length(group.len(), most),
            values: vec![
                Figure::new("count", words.get("insights-customers"), Cell::len(group.len())),
                Figure::new("share", words.get("rfm-share"), Cell::share(part.x10000())),
                Figure::new(
                    "revenue",
                    words.get("column-revenue"),
                    revenue(group.iter().copied(), currency),
                ),
            ],
            about: group.iter().map(|it| it.id).collect(),
            mark: mark(segment),
        }
    };
    let bars = of.into_iter().map(bar).collect();
    Bars { key: "segments", title: words.get("rfm-segments").into_owned(), bars }
}

const fn mark(segment: Segment) -> Mark {
    match segment {
        Segment::KeyValue | Segment::KeyDevelop => Mark::Good,
        Segment::KeyKeep => Mark::Warning,
        Segment::KeyWinBack => Mark::Bad,
        Segment::GeneralValue | Segment::GeneralDevelop => Mark::Plain,
        Segment::GeneralKeep | Segment::GeneralWinBack => Mark::Muted,
    }
}

/// Recency down, the most recent first; frequency across.
fn grid(words: &Words, scored: &[Scored], currency: Currency) -> Grid {
    let mut cells: [[Vec<&Scored>; 5]; 5] = Default::default();
    for it in scored {
        let (down, across) = (usize::from(5 - it.scores.r), usize::from(it.scores.f - 1));
        if let Some(cell) = cells.get_mut(down).and_then(|row| row.get_mut(across)) {
            cell.push(it);
        }
    }
    let cell = |group: Vec<&Scored>| GridCell {
        value: revenue(group.iter().copied(), currency),
        about: group.iter().map(|it| it.id).collect(),
    };
    Grid {
        key: "grid",
        title: words.get("rfm-grid").into_owned(),
        across: ("f", words.get("column-f").into_owned()),
        down: ("r", words.get("column-r").into_owned()),
        columns: (1..=5).map(|score| score.to_string()).collect(),
        rows: (1..=5)
            .rev()
            .zip(cells)
            .map(|(score, row)| (score.to_string(), row.into_iter().map(cell).collect()))
            .collect(),
    }
}

/// From which values on a score is another.
fn edges(words: &Words, scale: &Scale, currency: Currency) -> Table {
    let places = ["edge_1", "edge_2", "edge_3", "edge_4"].into_iter().zip(1_i64..);
    let mut columns = vec![column(words, "dimension")];
    columns.extend(places.map(|(key, place)| Column {
        key,
        label: words.format("rfm-edge", &[("place", place.into())]),
    }));
    let thresholds = scale.thresholds();
    let row = |key: &'static str, edges: [i64; 4], cell: &dyn Fn(i64) -> Cell| {
        let name = words.get(&format!("rfm-{key}")).into_owned();
        let cells = std::iter::once(Cell::Choice(key, name)).chain(edges.map(cell));
        Row::new(cells.collect(), Vec::new())
    };
    let rows = vec![
        row("recency", thresholds.recency_days, &Cell::Count),
        row("frequency", thresholds.frequency, &Cell::Count),
        row("monetary", thresholds.monetary_minor, &|minor| Cell::Money(minor, currency)),
    ];
    let title = words.get("rfm-edges").into_owned();
    Table { key: "edges", title, columns, rows, empty: String::new() }
}

fn customer_table(
    reader: &Reader<'_>,
    words: &Words,
    scored: &[Scored],
    most: usize,
) -> Result<Table, StoreError> {
    let shown = scored.get(..most).unwrap_or(scored);
    let ids: Vec<CustomerId> = shown.iter().map(|it| it.id).collect();
    let mut names = reader.full_names_of(&ids)?;
    let currency = reader.rules().currency;
    let row = |it: &Scored| {
        let (figures, scores) = (it.figures, it.scores);
        let score = |score: u8| Cell::Count(score.into());
        let band = scores.band();
        let cells = vec![
            Cell::Customer(it.id, names.remove(&it.id).unwrap_or_default()),
            Cell::Count(figures.recency_days),
            Cell::Count(figures.frequency),
            Cell::Money(figures.monetary_minor, currency),
            score(scores.r),
            score(scores.f),
            score(scores.m),
            score(scores.total()),
            Cell::Choice(band.key(), buying::band(words, band)),
            Cell::Choice(it.segment.key(), buying::segment(words, it.segment)),
        ];
        Row::new(cells, vec![it.id]).marked(mark(it.segment))
    };
    let keys = [
        "customer",
        "recency_days",
        "frequency",
        "monetary",
        "r",
        "f",
        "m",
        "total",
        "band",
        "segment",
    ];
    Ok(Table {
        key: "customers",
        title: words.get("rfm-customers").into_owned(),
        columns: keys.map(|key| column(words, key)).into(),
        rows: shown.iter().map(row).collect(),
        empty: words.get("rfm-none-listed").into_owned(),
    })
}
