//! Customers by where they are in their life with us (DOMAIN 6.1).

use std::{cmp::Reverse, collections::HashMap};

use chrono::NaiveDate;

use super::{Topic, parts::table};
use crate::{
    document::{Bar, Bars, Cell, Document, Figure, Mark, Part, Row, Table},
    domain::{
        churn::purchases::PurchaseDays,
        id::CustomerId,
        lifecycle::{self, Lifecycle, Spans},
    },
    i18n::Words,
    store::{Reader, StoreError, read::CustomerRow},
};

/// A bar for each stage of life, with its customers, their value and what they bought.
pub(super) fn document(reader: &Reader<'_>, words: &Words) -> Result<Document, StoreError> {
    let rows = reader.customers()?;
    let population = reader.population_interval()?;
    let mut of = Lifecycle::ALL.map(|stage| (stage, Vec::<&CustomerRow>::new()));
    for row in &rows {
        let life = row.life(population, reader.today());
        let group = of.iter_mut().find(|(stage, _)| *stage == life);
        group.into_iter().for_each(|(_, group)| group.push(row));
    }
    let currency = reader.rules().currency;
    let most = of.iter().map(|(_, group)| group.len()).max().unwrap_or(0).max(1);
    let sum = |group: &[&CustomerRow], of: fn(&CustomerRow) -> i64| {
        let sum = group.iter().map(|row| of(row)).fold(0_i64, i64::saturating_add);
        Cell::Money(sum, currency)
    };
    let column = |name: &str| words.get(&format!("column-{name}")).into_owned();
    let bar = |(stage, mut group): (Lifecycle, Vec<&CustomerRow>)| {
        group.sort_by_key(|row| std::cmp::Reverse(row.value_minor));
        let about: Vec<CustomerId> = group.iter().map(|row| row.id).collect();
        Bar {
            key: stage.key().to_owned(),
            label: words.get(&format!("lifecycle-{}", stage.key())).into_owned(),
            length: Bar::length(group.len(), most),
            values: vec![
                Figure::new("count", words.get("insights-customers"), Cell::len(group.len())),
                Figure::new("value", column("value"), sum(&group, |row| row.value_minor)),
                Figure::new("revenue", column("revenue"), sum(&group, |row| row.revenue)),
            ],
            about,
            mark: mark(stage),
        }
    };
    let mut document = Document::new("lifecycle", Topic::Lifecycle.title(words), reader.today());
    let bars = of.into_iter().map(bar).collect();
    document.parts.push(Part::Bars(Bars { key: "stages", title: String::new(), bars }));
    document.parts.extend(won_back(&rows, population, reader, words)?.map(Part::Table));
    Ok(document)
}

/// Who bought again after having been lost, within the last 90 days, the latest first; nothing when
/// nobody did.
fn won_back(
    rows: &[CustomerRow],
    population: i64,
    reader: &Reader<'_>,
    words: &Words,
) -> Result<Option<Table>, StoreError> {
    let (spans, today) = (Spans::default(), reader.today());
    // Only who bought lately, and not for the first time, can have come back.
    let lately = |row: &&CustomerRow| {
        row.bought
            .is_some_and(|it| it.first < it.last && (today - it.last).num_days() <= spans.won_back)
    };
    let recent: HashMap<CustomerId, &CustomerRow> =
        rows.iter().filter(lately).map(|row| (row.id, row)).collect();
    let ids: Vec<CustomerId> = recent.keys().copied().collect();
    let mut found: Vec<(NaiveDate, &CustomerRow)> = Vec::new();
    for (id, facts) in reader.facts_of(&ids)? {
        let purchases = PurchaseDays::new(facts.orders.iter().copied(), today);
        let back = lifecycle::won_back(&purchases, &facts.touches, population, &spans, today);
        found.extend(back.zip(recent.get(&id).copied()));
    }
    found.sort_by_key(|(day, row)| (Reverse(*day), Reverse(row.value_minor), row.id));
    let mut list = table(words, "won_back", &["customer", "won_back_on", "tier", "value"]);
    list.rows = found
        .into_iter()
        .map(|(day, row)| {
            let name = row.short_name.as_ref().unwrap_or(&row.name).clone();
            let cells = vec![
                Cell::Customer(row.id, name),
                Cell::Day(day),
                Cell::Text(row.tier.letter().to_owned()),
                Cell::Money(row.value_minor, reader.rules().currency),
            ];
            Row::new(cells, vec![row.id])
        })
        .collect();
    Ok((!list.rows.is_empty()).then_some(list))
}

const fn mark(stage: Lifecycle) -> Mark {
    match stage {
        Lifecycle::New | Lifecycle::Active => Mark::Good,
        Lifecycle::Silent => Mark::Warning,
        Lifecycle::Churned => Mark::Bad,
        Lifecycle::Prospect => Mark::Plain,
        Lifecycle::DormantProspect => Mark::Muted,
    }
}
