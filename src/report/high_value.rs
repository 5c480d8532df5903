//! Customers of high value and key accounts, with what makes them so (DOMAIN 6.2, 6.3).

use std::{cmp::Reverse, collections::HashMap};

use super::{
    Topic, effort, loyalty,
    parts::{note_unconverted, table},
};
use crate::{
    document::{Cell, Document, Figure, Mark, Part, Row},
    domain::{
        calendar::weeks::Period,
        high_value::{Judged, KeyAccount, MoneyAndFrequency, Share, Worth},
        id::CustomerId,
        pareto::{Class, pareto},
        rfm::{Figures, Scale, Window},
    },
    i18n::Words,
    store::{Reader, StoreError, read::CustomerRow},
};

/// How far value and effort look back, days.
const YEAR: u32 = 365;

/// Up to so many customers one is compared with all of them while somebody waits.
pub const MOST_AT_ONCE: usize = 2_000;

/// Every customer of these judged against all: amount, frequency and class by the purchases of the
/// last 365 days, effort by the contacts of the same days. `alive` holds the probability that each
/// buys again, where the purchase model says one.
///
/// # Errors
/// Fails when the file cannot be read.
pub fn judged(
    reader: &Reader<'_>,
    rows: &[CustomerRow],
    alive: &HashMap<CustomerId, f64>,
) -> Result<HashMap<CustomerId, Judged>, StoreError> {
    let today = reader.today();
    let bought = reader.rfm_figures(Window::Days(YEAR))?;
    let figures: Vec<Figures> = bought.iter().map(|(_, figures)| *figures).collect();
    let rules = &reader.rules().buying;
    let scale = Scale::new(&figures, &rules.rfm);
    let money = bought.iter().map(|(id, figures)| (*id, figures.monetary_minor));
    let classes = pareto(money, rules.abc);
    let whole = i64::try_from(classes.total_minor).unwrap_or(i64::MAX);
    let values: HashMap<CustomerId, (Class, i64)> =
        classes.ranked.iter().map(|it| (it.id, (it.class, it.value_minor))).collect();
    let scored = |figures: &Figures| {
        let scores = scale.scores(figures);
        MoneyAndFrequency { m: scores.m, f: scores.f }
    };
    let scores: HashMap<CustomerId, MoneyAndFrequency> =
        bought.iter().map(|(id, figures)| (*id, scored(figures))).collect();
    let effort = effort::by_customer(reader, Period::last_days(today, YEAR))?;
    let minutes = |minutes: u64| i64::try_from(minutes).unwrap_or(i64::MAX);
    let all_minutes = minutes(effort.values().map(|effort| effort.minutes).sum());
    let (answers, influences) = (loyalty::answers(reader)?, reader.influences()?);
    let population = reader.population_interval()?;
    let judge = |row: &CustomerRow| {
        let (class, value) = values.get(&row.id).copied().unwrap_or((Class::C, 0));
        let (influence, referrals) = influences.get(&row.id).copied().unwrap_or_default();
        let spent = effort.get(&row.id).map_or(0, |effort| minutes(effort.minutes));
        let worth = Worth {
            rfm: scores.get(&row.id).copied(),
            loyalty_index: loyalty::signs(row, &answers, alive, population, reader).index(),
            influence,
            referrals,
            class_a: class == Class::A,
        };
        Judged {
            worth,
            class,
            value: Share { part: value.max(0), whole },
            effort: Share { part: spent, whole: all_minutes },
        }
    };
    Ok(rows.iter().map(|row| (row.id, judge(row))).collect())
}

/// One customer judged against all; `p_alive` is the probability that it buys again, if known.
///
/// # Errors
/// Fails when the file cannot be read.
pub fn of(
    reader: &Reader<'_>,
    row: &CustomerRow,
    p_alive: Option<f64>,
) -> Result<Option<Judged>, StoreError> {
    let alive = p_alive.map(|p_alive| (row.id, p_alive)).into_iter().collect();
    Ok(judged(reader, std::slice::from_ref(row), &alive)?.remove(&row.id))
}

/// How many are of high value or key accounts, and everybody with a score, best first.
pub(super) fn document(reader: &Reader<'_>, words: &Words) -> Result<Document, StoreError> {
    let rows = reader.customers()?;
    let judged = judged(reader, &rows, &reader.alive()?)?;
    let mut list: Vec<(&CustomerRow, Judged)> =
        rows.iter().filter_map(|row| Some((row, *judged.get(&row.id)?))).collect();
    list.retain(|(_, judged)| judged.worth.score_x100() > 0 || judged.worth.class_a);
    list.sort_by_key(|(row, judged)| {
        (Reverse(judged.worth.score_x100()), Reverse(judged.value.part), row.id)
    });
    let mut document = Document::new("high_value", Topic::HighValue.title(words), reader.today());
    let count = |is: &dyn Fn(&Judged) -> bool| {
        Cell::len(list.iter().filter(|(_, judged)| is(judged)).count())
    };
    let label = |key: &str| words.get(&format!("figure-{key}")).into_owned();
    document.parts.push(Part::Figures(vec![
        Figure::new("high_value", label("high_value"), count(&|judged| judged.worth.is_high())),
        Figure::new(
            "key_accounts",
            label("key_accounts"),
            count(&|judged| judged.key_account() == KeyAccount::Yes),
        ),
        Figure::new(
            "effort_unknown",
            label("effort_unknown"),
            count(&|judged| judged.key_account() == KeyAccount::EffortUnknown),
        ),
    ]));
    document.note(Mark::Muted, words.get("high-value-how"));
    note_unconverted(&mut document, reader, words)?;
    let columns = [
        "customer",
        "score",
        "high",
        "class",
        "key_account",
        "amount",
        "m",
        "f",
        "loyalty",
        "influence",
        "value_share",
        "effort_share",
    ];
    let mut table = table(words, "customers", &columns);
    let list = list.into_iter();
    table.rows = list.map(|(row, judged)| self::row(row, &judged, reader, words)).collect();
    document.parts.push(Part::Table(table));
    Ok(document)
}

fn row(row: &CustomerRow, judged: &Judged, reader: &Reader<'_>, words: &Words) -> Row {
    let worth = &judged.worth;
    let score = |score: Option<u8>| score.map_or(Cell::Absent, |it| Cell::Count(it.into()));
    let (key, is_high) = (judged.key_account().key(), worth.is_high());
    let yes = if is_high { "yes" } else { "no" };
    let [.., influence] = worth.terms_x100();
    let cells = vec![
        Cell::Customer(row.id, row.called().to_owned()),
        Cell::Decimal(worth.score_x100().into(), 2),
        Cell::Choice(yes, words.get(&format!("word-{yes}")).into_owned()),
        Cell::Text(judged.class.letter().to_owned()),
        Cell::Choice(key, words.get(&format!("key-account-{key}")).into_owned()),
        Cell::Money(judged.value.part, reader.rules().currency),
        score(worth.rfm.map(|scores| scores.m)),
        score(worth.rfm.map(|scores| scores.f)),
        score(worth.loyalty_index),
        Cell::Count(i64::from(influence / 15)),
        Cell::share(judged.value.rate().x10000()),
        Cell::share(judged.effort.rate().x10000()),
    ];
    Row::new(cells, vec![row.id]).marked(if is_high { Mark::Good } else { Mark::Plain })
}
