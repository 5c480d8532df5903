//! Who brings the revenue: classes A, B and C, the curve, how concentrated it is (DOMAIN 1.8).

use super::{Topic, column, listed, rfm::window};
use crate::{
    document::{Bar, Bars, Cell, Curve, Document, Figure, Mark, Part, Row, Table},
    domain::{
        id::CustomerId,
        pareto::{AbcRules, Class, Concentration, Pareto, Ranked, pareto},
        rate::Rate,
    },
    i18n::Words,
    store::{Reader, StoreError},
};

/// Points of the curve at most: more than a screen has columns.
const MOST_POINTS: usize = 200;

/// Revenue of the team's window by customer, the largest `most` of them listed. Whoever never
/// bought is not among them.
///
/// # Errors
/// Fails when the file cannot be read.
pub(super) fn document(
    reader: &Reader<'_>,
    words: &Words,
    most: usize,
) -> Result<Document, StoreError> {
    let rules = &reader.rules().buying;
    let figures = reader.rfm_figures(rules.rfm.window)?;
    let values = figures.into_iter().map(|(id, figures)| (id, figures.monetary_minor));
    let found = pareto(values, rules.abc);
    let mut document = Document::new("pareto", Topic::Pareto.title(words), reader.today());
    let mut figures = vec![
        Figure::new("buyers", words.get("pareto-customers"), Cell::len(found.ranked.len())),
        Figure::new("revenue", words.get("pareto-revenue"), money(reader, found.total_minor)),
        window(words, rules.rfm.window),
    ];
    match &found.concentration {
        Some(concentration) => {
            figures.extend(concentrated(words, concentration, rules.abc));
            document.parts.push(Part::Figures(figures));
            let count = [("count", concentration.making_a_share.into())];
            let part = i64::from(rules.abc.a_pct) * 100;
            let args = [
                ("customers", words.format("count-customers", &count).into()),
                ("percent", words.percent(part).into()),
            ];
            document.note(Mark::Plain, words.format("pareto-share", &args));
        }
        None => {
            document.parts.push(Part::Figures(figures));
            let key = if found.ranked.is_empty() { "rfm-none" } else { "pareto-nothing" };
            document.note(Mark::Muted, words.get(key));
        }
    }
    document.parts.push(Part::Bars(classes(reader, words, &found)));
    if found.concentration.is_some() {
        document.parts.push(Part::Curve(curve(words, &found, rules.abc)));
    }
    document.parts.push(Part::Table(largest(reader, words, &found, most)?));
    listed(&mut document, words, most, found.ranked.len());
    Ok(document)
}

fn concentrated(words: &Words, found: &Concentration, abc: AbcRules) -> Vec<Figure> {
    let percent = words.percent(i64::from(abc.a_pct) * 100);
    let making = words.format("pareto-making", &[("percent", percent.into())]);
    let gini = found.gini.x10000().map_or(Cell::Absent, |gini| Cell::Decimal(gini, 4));
    vec![
        Figure::new("top_fifth", words.get("pareto-top_fifth"), Cell::len(found.top_fifth)),
        Figure::new(
            "top_fifth_share",
            words.get("pareto-top_fifth_share"),
            Cell::share(found.top_fifth_share.x10000()),
        ),
        Figure::new("making_a_share", making, Cell::len(found.making_a_share)),
        Figure::new("gini", words.get("pareto-gini"), gini),
    ]
}

fn classes(reader: &Reader<'_>, words: &Words, found: &Pareto<CustomerId>) -> Bars {
    let bar = |class: Class| {
        let group: Vec<&Ranked<CustomerId>> =
            found.ranked.iter().filter(|item| item.class == class).collect();
        let revenue: i128 = group.iter().map(|item| i128::from(item.value_minor)).sum();
        let key = class.letter().to_lowercase();
        Bar {
            label: words.get(&format!("pareto-class-{key}")).into_owned(),
            key: class.letter().to_owned(),
            length: Bar::length(group.len(), found.ranked.len()),
            values: vec![
                Figure::new("count", words.get("insights-customers"), Cell::len(group.len())),
                Figure::new("revenue", words.get("column-revenue"), money(reader, revenue)),
                Figure::new(
                    "share",
                    words.get("column-share"),
                    Cell::share(Rate::new(revenue, found.total_minor).x10000()),
                ),
            ],
            about: group.iter().map(|item| item.id).collect(),
            mark: match class {
                Class::A => Mark::Good,
                Class::B => Mark::Plain,
                Class::C => Mark::Muted,
            },
        }
    };
    let bars = [Class::A, Class::B, Class::C].map(bar).into();
    Bars { key: "classes", title: words.get("pareto-classes").into_owned(), bars }
}

/// From nobody to everybody, the largest first.
fn curve(words: &Words, found: &Pareto<CustomerId>, abc: AbcRules) -> Curve {
    let all = found.ranked.len();
    let steps = all.clamp(1, MOST_POINTS);
    let share = |part: i128, whole: i128| {
        let share = Rate::new(part, whole).x10000().unwrap_or(0);
        u32::try_from(share).unwrap_or(0)
    };
    let point = |step: usize| {
        let customers = step * all / steps;
        let last = customers.checked_sub(1).and_then(|at| found.ranked.get(at));
        let together = last.map_or(0, |item| item.cumulative_minor);
        (share(customers as i128, all as i128), share(together, found.total_minor))
    };
    Curve {
        key: "curve",
        title: words.get("pareto-curve").into_owned(),
        across: words.get("pareto-curve-across").into_owned(),
        up: words.get("pareto-curve-up").into_owned(),
        points: (0..=steps).map(point).collect(),
        level: Some(u32::from(abc.a_pct) * 100),
    }
}

fn largest(
    reader: &Reader<'_>,
    words: &Words,
    found: &Pareto<CustomerId>,
    most: usize,
) -> Result<Table, StoreError> {
    let shown = found.ranked.get(..most).unwrap_or(&found.ranked);
    let ids: Vec<CustomerId> = shown.iter().map(|item| item.id).collect();
    let mut names = reader.full_names_of(&ids)?;
    let of_total = |part: i128| Cell::share(Rate::new(part, found.total_minor).x10000());
    let row = |item: &Ranked<CustomerId>| {
        let cells = vec![
            Cell::Customer(item.id, names.remove(&item.id).unwrap_or_default()),
            money(reader, item.value_minor.into()),
            of_total(item.value_minor.into()),
            of_total(item.cumulative_minor),
            Cell::Text(item.class.letter().to_owned()),
        ];
        Row::new(cells, vec![item.id])
    };
    let keys = ["customer", "revenue", "share", "cumulative", "class"];
    Ok(Table {
        key: "customers",
        title: words.get("pareto-largest").into_owned(),
        columns: keys.map(|key| column(words, key)).into(),
        rows: shown.iter().map(row).collect(),
        empty: words.get("rfm-none-listed").into_owned(),
    })
}

fn money(reader: &Reader<'_>, minor: i128) -> Cell {
    let minor = minor.clamp(i64::MIN.into(), i64::MAX.into()) as i64;
    Cell::Money(minor, reader.rules().currency)
}
