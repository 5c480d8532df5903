//! How satisfied customers are, whether they come back and recommend, and whom to ask (DOMAIN 6.4).

use std::{cmp::Reverse, collections::HashMap};

use super::{Topic, parts::table};
use crate::{
    document::{Bar, Bars, Cell, Document, Figure, Mark, Part, Row},
    domain::{
        calendar::weeks::Period,
        id::CustomerId,
        loyalty::{self, Loyalty, Satisfaction, Signs},
        survey::{Answers, Survey},
    },
    i18n::Words,
    store::{Reader, StoreError, read::CustomerRow},
};

/// How far the figures look back, days.
const YEAR: u32 = 365;
/// Nobody is asked again within so many days.
const ASKED_DAYS: i64 = 180;

/// The latest answers of each customer who was ever asked.
pub(super) fn answers(reader: &Reader<'_>) -> Result<HashMap<CustomerId, Answers>, StoreError> {
    Ok(latest(&reader.surveys()?, reader))
}

fn latest(surveys: &[Survey], reader: &Reader<'_>) -> HashMap<CustomerId, Answers> {
    let mut of: HashMap<CustomerId, Vec<&Survey>> = HashMap::new();
    surveys.iter().for_each(|survey| of.entry(survey.customer).or_default().push(survey));
    let answers = |surveys: Vec<&Survey>| Answers::of(surveys, reader.today());
    of.into_iter().map(|(customer, surveys)| (customer, answers(surveys))).collect()
}

/// The signs of loyalty of a customer of a list: its answers, the probability that it buys again
/// where the purchase model says one, else its silence for the usual interval of all customers in
/// days.
pub(super) fn signs(
    row: &CustomerRow,
    answers: &HashMap<CustomerId, Answers>,
    alive: &HashMap<CustomerId, f64>,
    population: i64,
    reader: &Reader<'_>,
) -> Signs {
    let level = row.bought.map(|bought| bought.silence(population, reader.today()).level);
    answers.get(&row.id).copied().unwrap_or_default().signs(alive.get(&row.id).copied(), level)
}

/// Figures of the last 365 days, customers by loyalty, who is at risk, who should be asked.
pub(super) fn document(reader: &Reader<'_>, words: &Words) -> Result<Document, StoreError> {
    let rows = reader.customers()?;
    let population = reader.population_interval()?;
    let mut surveys = reader.surveys()?;
    let (answers, alive) = (latest(&surveys, reader), reader.alive()?);
    let year = Period::last_days(reader.today(), YEAR);
    surveys.retain(|survey| year.contains(survey.on));
    let mut document = Document::new("loyalty", Topic::Loyalty.title(words), reader.today());
    document.parts.push(Part::Figures(figures(reader, &latest(&surveys, reader), year, words)?));
    document.note(Mark::Muted, words.get("loyalty-how"));
    let judged: Vec<(&CustomerRow, Signs)> =
        rows.iter().map(|row| (row, signs(row, &answers, &alive, population, reader))).collect();
    document.parts.push(Part::Bars(levels(&judged, words)));
    document.parts.push(Part::Table(at_risk(&judged, &answers, reader, words)));
    document.parts.push(Part::Table(ask_next(&rows, &answers, year, reader, words)));
    Ok(document)
}

/// Satisfaction, recommendation, repurchase; each customer's latest answer in the period.
fn figures(
    reader: &Reader<'_>,
    answers: &HashMap<CustomerId, Answers>,
    year: Period,
    words: &Words,
) -> Result<Vec<Figure>, StoreError> {
    let satisfied = answers.values().filter_map(|answers| answers.satisfaction);
    let mut counts = [0_u32; 5];
    for given in satisfied {
        let of = counts.iter_mut().zip(Satisfaction::ALL);
        of.filter(|(_, answer)| *answer == given).for_each(|(count, _)| *count += 1);
    }
    let recommended: Vec<u8> =
        answers.values().filter_map(|answers| answers.recommendation).collect();
    let (satisfaction, nps) = (loyalty::satisfaction(counts), loyalty::nps(&recommended));
    let bought = reader.purchases()?;
    let bought: Vec<_> = bought
        .into_values()
        .map(|orders| crate::domain::churn::purchases::PurchaseDays::new(orders, reader.today()))
        .collect();
    let repurchase = loyalty::repurchase_rate(&bought, year.from, year.to);
    let tenths = |tenths: Option<i64>| Cell::share(tenths.map(|tenths| tenths * 10));
    let label = |key: &str| words.get(&format!("figure-{key}")).into_owned();
    let figure = |key: &'static str, value| Figure::new(key, label(key), value);
    let mean = satisfaction.map_or(Cell::Absent, |all| Cell::Decimal(all.mean_hundredths, 2));
    Ok(vec![
        figure("answers", Cell::len(answers.len())),
        figure("satisfied", tenths(satisfaction.map(|all| all.satisfied_tenths))),
        figure("top_two", tenths(satisfaction.map(|all| all.top_two_tenths))),
        figure("mean_satisfaction", mean),
        figure("nps", nps.map_or(Cell::Absent, |nps| Cell::Decimal(nps.score_tenths, 1))),
        figure("repurchase_rate", tenths(repurchase.rate_tenths)),
    ])
}

/// A bar for each level of loyalty, and one for those of whom nothing is known.
fn levels(judged: &[(&CustomerRow, Signs)], words: &Words) -> Bars {
    let groups = [
        (Some(Loyalty::Loyal), Mark::Good),
        (Some(Loyalty::Neutral), Mark::Plain),
        (Some(Loyalty::AtRisk), Mark::Bad),
        (None, Mark::Muted),
    ];
    let of = |level: Option<Loyalty>| {
        let of = judged.iter().filter(move |(_, signs)| signs.index().map(Loyalty::of) == level);
        of.map(|(row, _)| row.id).collect::<Vec<_>>()
    };
    let groups = groups.map(|(level, mark)| (level, mark, of(level)));
    let most = groups.iter().map(|(.., about)| about.len()).max().unwrap_or(0);
    let bar = |(level, mark, about): (Option<Loyalty>, Mark, Vec<CustomerId>)| {
        let key = level.map_or("unknown", Loyalty::key);
        Bar {
            key: key.to_owned(),
            label: words.get(&format!("loyalty-{key}")).into_owned(),
            length: Bar::length(about.len(), most),
            values: vec![Figure::new(
                "count",
                words.get("insights-customers"),
                Cell::len(about.len()),
            )],
            about,
            mark,
        }
    };
    let title = words.get("report-levels").into_owned();
    Bars { key: "levels", title, bars: groups.into_iter().map(bar).collect() }
}

/// Whose index is low, the most valuable first, with what it is made of.
fn at_risk(
    judged: &[(&CustomerRow, Signs)],
    answers: &HashMap<CustomerId, Answers>,
    reader: &Reader<'_>,
    words: &Words,
) -> crate::document::Table {
    let columns = [
        "customer",
        "index",
        "satisfaction",
        "repurchase",
        "recommendation",
        "last_survey",
        "revenue",
        "tier",
    ];
    let mut table = table(words, "at_risk", &columns);
    let is_low = |signs: &Signs| signs.index().map(Loyalty::of) == Some(Loyalty::AtRisk);
    let mut low: Vec<_> = judged.iter().filter(|(_, signs)| is_low(signs)).collect();
    low.sort_by_key(|(row, _)| (Reverse(row.value_minor), Reverse(row.revenue), row.id));
    let number = |number: Option<u8>| number.map_or(Cell::Absent, |it| Cell::Count(it.into()));
    table.rows = low
        .into_iter()
        .map(|(row, signs)| {
            let satisfaction = signs.satisfaction.map_or(Cell::Absent, |answer| {
                let words = words.get(&format!("satisfaction-{}", answer.key())).into_owned();
                Cell::Choice(answer.key(), words)
            });
            let repurchase = signs.repurchase_pct.map(|percent| i64::from(percent) * 100);
            let asked = answers.get(&row.id).and_then(|answers| answers.last_on);
            let cells = vec![
                Cell::Customer(row.id, row.called().to_owned()),
                number(signs.index()),
                satisfaction,
                Cell::share(repurchase),
                number(signs.recommend),
                Cell::day(asked),
                Cell::Money(row.revenue, reader.rules().currency),
                Cell::Text(row.tier.letter().to_owned()),
            ];
            Row::new(cells, vec![row.id]).marked(Mark::Bad)
        })
        .collect();
    table
}

/// Who bought in the period and was not asked for long, the most valuable first.
fn ask_next(
    rows: &[CustomerRow],
    answers: &HashMap<CustomerId, Answers>,
    year: Period,
    reader: &Reader<'_>,
    words: &Words,
) -> crate::document::Table {
    let columns = ["customer", "value", "tier", "last_order", "last_survey", "owner", "phone"];
    let mut table = table(words, "ask_next", &columns);
    let asked = |row: &CustomerRow| answers.get(&row.id).and_then(|answers| answers.last_on);
    let is_due = |row: &&CustomerRow| {
        let bought = row.bought.is_some_and(|bought| year.contains(bought.last));
        let lately = asked(row).is_some_and(|on| (reader.today() - on).num_days() < ASKED_DAYS);
        bought && !lately
    };
    let mut due: Vec<&CustomerRow> = rows.iter().filter(is_due).collect();
    due.sort_by_key(|row| (Reverse(row.value_minor), row.id));
    table.rows = due
        .into_iter()
        .map(|row| {
            let cells = vec![
                Cell::Customer(row.id, row.called().to_owned()),
                Cell::Money(row.value_minor, reader.rules().currency),
                Cell::Text(row.tier.letter().to_owned()),
                Cell::day(row.bought.map(|bought| bought.last)),
                Cell::day(asked(row)),
                Cell::text(row.owner_name.clone()),
                Cell::text(row.phone.clone()),
            ];
            Row::new(cells, vec![row.id])
        })
        .collect();
    table
}
