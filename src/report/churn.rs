//! Who stops buying: the warning by each one's own interval, and the models' second opinion
//! (DOMAIN 3).

use std::{cmp::Reverse, collections::HashMap};

use super::{Topic, column, listed};
use crate::{
    document::{Bar, Bars, Cell, Document, Figure, Mark, Part, Row, Table},
    domain::{
        churn::{
            model::{AliveBand, Buyer, ModelOff, OUTLOOK_WEEKS, Outlook, PurchaseModel},
            rule::{Level, Silence},
        },
        id::CustomerId,
    },
    i18n::Words,
    store::{Reader, StoreError, read::BuyerRow},
    wording::buying,
};

/// A buyer with its level.
struct Warned {
    row: BuyerRow,
    silence: Silence,
    outlook: Option<Outlook>,
}

type Model = Result<PurchaseModel, ModelOff>;

/// Customers by churn level; of those at risk or lost the first `most` are listed, each with why.
/// The models are fitted to all customers on the way.
///
/// # Errors
/// Fails when the file cannot be read.
pub(super) fn document(
    reader: &Reader<'_>,
    words: &Words,
    most: usize,
) -> Result<Document, StoreError> {
    let population = reader.population_interval()?;
    let buyers = reader.model_buyers()?;
    let histories: Vec<Buyer> = buyers.iter().map(|(_, buyer)| *buyer).collect();
    let model = PurchaseModel::fit(&histories);
    let warned: Vec<Warned> = reader
        .buyers()?
        .into_iter()
        .map(|row| {
            let silence = row.bought.silence(population, reader.today());
            Warned { row, silence, outlook: None }
        })
        .collect();
    let mut document = Document::new("churn", Topic::Churn.title(words), reader.today());
    let label = |name: &str| words.get(&format!("churn-{name}")).into_owned();
    let state = if model.is_ok() { "on" } else { "off" };
    document.parts.push(Part::Figures(vec![
        Figure::new("population_interval_days", label("population"), Cell::Count(population)),
        Figure::new("model", label("model"), Cell::Choice(state, label(&format!("model-{state}")))),
    ]));
    if warned.is_empty() {
        document.note(Mark::Muted, words.get("rfm-none"));
    }
    document.parts.push(Part::Bars(levels(reader, words, &warned)));
    tell_model(reader, words, &model, &mut document);
    let in_order = in_order(warned, &model, buyers);
    if !in_order.is_empty() {
        let spend = model.map(|model| model.spend.is_ok());
        let order = match spend {
            Ok(true) => "churn-order-expected_value",
            Ok(false) => "churn-order-expected_orders",
            Err(_) => "churn-order-value",
        };
        document.note(Mark::Muted, words.get(order));
    }
    document.parts.push(Part::Table(table(reader, words, &in_order, most)?));
    listed(&mut document, words, most, in_order.len());
    Ok(document)
}

/// How many there are of each level, and what they are worth.
fn levels(reader: &Reader<'_>, words: &Words, warned: &[Warned]) -> Bars {
    let currency = reader.rules().currency;
    let sum = |group: &[&Warned], of: fn(&BuyerRow) -> i64| {
        let sum = group.iter().map(|it| of(&it.row)).fold(0_i64, i64::saturating_add);
        Cell::Money(sum, currency)
    };
    let of_level = |level: Level| -> Vec<&Warned> {
        warned.iter().filter(|it| it.silence.level == level).collect()
    };
    let groups = Level::ALL.map(|level| (level, of_level(level)));
    let most = groups.iter().map(|(_, group)| group.len()).max().unwrap_or(0);
    let bar = |(level, mut group): (Level, Vec<&Warned>)| {
        group.sort_unstable_by_key(|it| (Reverse(it.row.value_minor), it.row.id));
        Bar {
            key: level.key().to_owned(),
            label: words.get(&format!("churn-{}", level.key())).into_owned(),
            length: Bar::length(group.len(), most),
            values: vec![
                Figure::new("count", words.get("insights-customers"), Cell::len(group.len())),
                Figure::new("value", words.get("column-value"), sum(&group, |it| it.value_minor)),
                Figure::new("revenue", words.get("column-revenue"), sum(&group, |it| it.revenue)),
            ],
            about: group.iter().map(|it| it.row.id).collect(),
            mark: mark(level),
        }
    };
    let bars = groups.map(bar).into();
    Bars { key: "levels", title: words.get("churn-levels").into_owned(), bars }
}

const fn mark(level: Level) -> Mark {
    match level {
        Level::Normal => Mark::Good,
        Level::Late => Mark::Plain,
        Level::AtRisk => Mark::Warning,
        Level::Lost => Mark::Bad,
    }
}

/// The parameters that were found, or why there are none.
fn tell_model(reader: &Reader<'_>, words: &Words, model: &Model, document: &mut Document) {
    let model = match model {
        Ok(model) => model,
        Err(off) => return document.note(Mark::Muted, buying::model_off(words, *off)),
    };
    let (found, fitted) = (model.purchases, model.fitted);
    let label = |name: &str| words.get(&format!("churn-{name}")).into_owned();
    document.parts.push(Part::Figures(vec![
        Figure::new("bg_nbd_r", "BG/NBD r", decimal(found.r, 4)),
        Figure::new("bg_nbd_alpha", "α", decimal(found.alpha, 4)),
        Figure::new("bg_nbd_a", "a", decimal(found.a, 4)),
        Figure::new("bg_nbd_b", "b", decimal(found.b, 4)),
        Figure::new("ln_likelihood", label("ln_likelihood"), decimal(fitted.ln_likelihood, 4)),
        Figure::new("fitted_customers", label("fitted-customers"), Cell::len(fitted.customers)),
        Figure::new("fitted_repeaters", label("fitted-repeaters"), Cell::len(fitted.repeaters)),
    ]));
    match model.spend {
        Ok(spend) => {
            // γ is an amount; minor units have no fractions.
            let unit = 10_f64.powi(reader.rules().currency.exponent() as i32);
            document.parts.push(Part::Figures(vec![
                Figure::new("gamma_gamma_p", "Gamma-Gamma p", decimal(spend.p, 4)),
                Figure::new("gamma_gamma_q", "q", decimal(spend.q, 4)),
                Figure::new("gamma_gamma_gamma", "γ", decimal(spend.gamma / unit, 4)),
            ]));
        }
        Err(off) => document.note(Mark::Muted, buying::spend_off(words, off)),
    }
}

/// A number with so many decimals.
#[expect(clippy::cast_possible_truncation, reason = "what is out of range is as large as can be")]
fn decimal(number: f64, places: u32) -> Cell {
    Cell::Decimal((number * 10_f64.powi(places as i32)).round() as i64, places)
}

/// Those at risk, then those lost. In a level first whom the models expect most of, without them
/// whose value is highest (DOMAIN 3.1).
fn in_order(
    mut warned: Vec<Warned>,
    model: &Model,
    buyers: Vec<(CustomerId, Buyer)>,
) -> Vec<Warned> {
    warned.retain(|it| it.silence.level >= Level::AtRisk);
    if let Ok(model) = model {
        let buyers: HashMap<CustomerId, Buyer> = buyers.into_iter().collect();
        for it in &mut warned {
            let buyer = buyers.get(&it.row.id);
            it.outlook = buyer.map(|buyer| model.outlook(buyer, OUTLOOK_WEEKS));
        }
    }
    warned.sort_by(|a, b| {
        let level = a.silence.level.cmp(&b.silence.level);
        let value = b.row.value_minor.cmp(&a.row.value_minor);
        level.then(expected(b).total_cmp(&expected(a))).then(value).then(a.row.id.cmp(&b.row.id))
    });
    warned
}

/// What the models expect of a customer: money, else orders; nothing when they are off.
#[expect(clippy::cast_precision_loss, reason = "it only puts customers in order")]
fn expected(it: &Warned) -> f64 {
    let outlook = it.outlook.as_ref();
    outlook.map_or(0.0, |it| it.value_minor.map_or(it.purchases, |minor| minor as f64))
}

fn table(
    reader: &Reader<'_>,
    words: &Words,
    warned: &[Warned],
    most: usize,
) -> Result<Table, StoreError> {
    let shown = warned.get(..most).unwrap_or(warned);
    let ids: Vec<CustomerId> = shown.iter().map(|it| it.row.id).collect();
    let mut names = reader.full_names_of(&ids)?;
    let currency = reader.rules().currency;
    let row = |it: &Warned| {
        let (level, outlook) = (it.silence.level, it.outlook.as_ref());
        let of = |cell: &dyn Fn(&Outlook) -> Cell| outlook.map_or(Cell::Absent, cell);
        let band = |outlook: &Outlook| {
            let key = AliveBand::of(outlook.p_alive).key();
            Cell::Choice(key, words.get(&format!("alive-short-{key}")).into_owned())
        };
        let money = |minor| Cell::Money(minor, currency);
        let cells = vec![
            Cell::Customer(it.row.id, names.remove(&it.row.id).unwrap_or_default()),
            Cell::Choice(level.key(), words.get(&format!("churn-{}", level.key())).into_owned()),
            money(it.row.value_minor),
            Cell::Count(it.silence.silence_days),
            Cell::Decimal(it.silence.usual_interval_x2 * 5, 1),
            of(&|it| decimal(it.p_alive, 2)),
            of(&band),
            of(&|it| decimal(it.purchases, 2)),
            of(&|it| it.value_minor.map_or(Cell::Absent, money)),
            Cell::Text(buying::silence(words, &it.silence)),
        ];
        Row::new(cells, vec![it.row.id]).marked(mark(level))
    };
    let keys = [
        "customer",
        "level",
        "value",
        "silence_days",
        "usual_interval_days",
        "p_alive",
        "alive",
        "expected_orders",
        "expected_value",
        "reason",
    ];
    Ok(Table {
        key: "customers",
        title: words.get("churn-warned").into_owned(),
        columns: keys.map(|key| column(words, key)).into(),
        rows: shown.iter().map(row).collect(),
        empty: words.get("churn-nobody").into_owned(),
    })
}
