//! What each tier takes and what it gives (DOMAIN 6.5).

use std::collections::HashMap;

use super::{
    Topic,
    parts::{note_unconverted, table},
};
use crate::{
    document::{Bar, Bars, Cell, Document, Figure, Mark, Part, Row},
    domain::{
        calendar::weeks::Period,
        effort::{
            Balance, Channel, EffortShare, EffortValue, TierEffort, effort_shares,
            small_customers_neglected,
        },
        id::CustomerId,
        money::Currency,
        stage::DealStatus,
        tier::Tier,
    },
    i18n::Words,
    store::{Reader, StoreError, read::CustomerRow},
};

/// What a customer's contacts took in a period.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Effort {
    /// Minutes, as recorded or as usual.
    pub minutes: u64,
    /// Effective contacts.
    pub contacts: u64,
    /// How many of them have no recorded minutes.
    pub unrecorded: u64,
}

impl Effort {
    fn plus(self, other: Self) -> Self {
        Self {
            minutes: self.minutes + other.minutes,
            contacts: self.contacts + other.contacts,
            unrecorded: self.unrecorded + other.unrecorded,
        }
    }
}

/// What the contacts of a period took, by customer.
pub(super) fn by_customer(
    reader: &Reader<'_>,
    period: Period,
) -> Result<HashMap<CustomerId, Effort>, StoreError> {
    let usual = &reader.rules().effort.usual;
    let mut effort: HashMap<CustomerId, Effort> = HashMap::new();
    for found in reader.contacts_in(period)? {
        let Some(channel) = Channel::of(found.kind) else { continue };
        let usual = found.unrecorded * u64::from(usual.of(channel, None));
        let more = Effort {
            minutes: found.minutes + usual,
            contacts: found.count,
            unrecorded: found.unrecorded,
        };
        let sum = effort.entry(found.customer).or_default();
        *sum = sum.plus(more);
    }
    Ok(effort)
}

/// The open deals of each customer by their probability, minor units of the base currency.
fn weighted_pipeline(reader: &Reader<'_>) -> Result<HashMap<CustomerId, i64>, StoreError> {
    let rules = reader.rules();
    let mut sums: HashMap<CustomerId, i128> = HashMap::new();
    for deal in reader.deals()? {
        let stage = deal.stage(reader.today()).and_then(|key| rules.pipeline.stage(key));
        let stage = stage.filter(|stage| stage.status == DealStatus::Open);
        if let (Some(stage), Some(amount)) = (stage, deal.base_minor(rules.currency)) {
            let weighted = i128::from(amount) * i128::from(stage.probability);
            *sums.entry(deal.customer).or_default() += weighted;
        }
    }
    let rounded = |sum: i128| crate::domain::rate::Rate::new(sum, 100_u8).times(1).unwrap_or(0);
    Ok(sums.into_iter().map(|(customer, sum)| (customer, rounded(sum))).collect())
}

/// A tier with everything that is said of it.
struct OfTier {
    took: TierEffort,
    share: EffortShare,
    effort: Effort,
    customers: Vec<CustomerId>,
}

fn tiers(
    rows: &[CustomerRow],
    effort: &HashMap<CustomerId, Effort>,
    value: &HashMap<CustomerId, i64>,
) -> Vec<OfTier> {
    let of = |tier: Tier| {
        let rows = rows.iter().filter(|row| row.tier == tier);
        let customers: Vec<CustomerId> = rows.map(|row| row.id).collect();
        let spent = customers.iter().filter_map(|id| effort.get(id));
        let spent = spent.fold(Effort::default(), |sum, effort| sum.plus(*effort));
        let gave = customers.iter().filter_map(|id| value.get(id));
        let value_minor = gave.fold(0_i64, |sum, value| sum.saturating_add(*value));
        (TierEffort { tier, minutes: spent.minutes, value_minor }, spent, customers)
    };
    let found = Tier::ALL.map(of);
    let took: Vec<TierEffort> = found.iter().map(|(took, ..)| *took).collect();
    let shares = effort_shares(&took);
    let found = found.into_iter().zip(shares);
    found
        .map(|((took, effort, customers), share)| OfTier { took, share, effort, customers })
        .collect()
}

/// Tiers of today, contacts and purchases of the last days that the team looks back on.
pub(super) fn document(reader: &Reader<'_>, words: &Words) -> Result<Document, StoreError> {
    let rules = reader.rules();
    let period = Period::last_days(reader.today(), rules.effort.days);
    let rows = reader.customers()?;
    let value = match rules.effort.value {
        EffortValue::Purchases => reader.purchases_in(period)?,
        EffortValue::Pipeline => weighted_pipeline(reader)?,
    };
    let tiers = tiers(&rows, &by_customer(reader, period)?, &value);
    let all = tiers.iter().fold(Effort::default(), |sum, tier| sum.plus(tier.effort));
    let mut document = Document::new("effort", Topic::Effort.title(words), reader.today());
    document.parts.push(Part::Figures(figures(
        rules.effort.value,
        period,
        &tiers,
        all,
        words,
        rules.currency,
    )));
    if all.contacts == 0 {
        document.note(Mark::Muted, words.get("effort-none"));
    }
    if all.contacts > 0
        && small_customers_neglected(&tiers.iter().map(|tier| tier.took).collect::<Vec<_>>())
    {
        document.note(Mark::Warning, words.get("effort-small-ignored"));
    }
    if all.unrecorded > 0 {
        let (count, total) = (number(all.unrecorded), number(all.contacts));
        let args = [("count", count.into()), ("total", total.into())];
        document.note(Mark::Muted, words.format("effort-usual-minutes", &args));
    }
    note_unconverted(&mut document, reader, words)?;
    document.parts.push(Part::Bars(bars(&tiers, words)));
    let mut table = table(
        words,
        "tiers",
        &[
            "tier",
            "hours",
            "effort_share",
            "value",
            "value_share",
            "index",
            "balance",
            "value_per_hour",
            "customers",
        ],
    );
    table.rows = tiers.iter().map(|tier| row(tier, words, rules.currency)).collect();
    document.parts.push(Part::Table(table));
    Ok(document)
}

fn number(count: u64) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

/// Minutes as hours with one decimal.
fn hours(minutes: u64) -> Cell {
    Cell::Decimal(number((minutes + 3) / 6), 1)
}

fn permille(share: Option<i64>) -> Cell {
    Cell::share(share.map(|permille| permille * 10))
}

fn figures(
    of: EffortValue,
    period: Period,
    tiers: &[OfTier],
    all: Effort,
    words: &Words,
    currency: Currency,
) -> Vec<Figure> {
    let value = tiers.iter().fold(0_i64, |sum, tier| sum.saturating_add(tier.took.value_minor));
    let label = |key: &str| words.get(&format!("figure-{key}")).into_owned();
    let value_label = words.get(&format!("effort-value-{}", of.key())).into_owned();
    vec![
        Figure::new("from", label("from"), Cell::Day(period.from)),
        Figure::new("to", label("to"), Cell::Day(period.to)),
        Figure::new("contacts", label("contacts"), Cell::Count(number(all.contacts))),
        Figure::new("hours", label("hours"), hours(all.minutes)),
        Figure::new("value", value_label, Cell::Money(value, currency)),
    ]
}

/// Two bars a tier: what it takes of the effort, and what it gives of the value.
fn bars(tiers: &[OfTier], words: &Words) -> Bars {
    let bar = |tier: &OfTier, of: &str, share: Option<i64>, mark: Mark| {
        let letter = tier.took.tier.letter();
        let part = share.and_then(|share| usize::try_from(share).ok()).unwrap_or(0);
        Bar {
            key: format!("{}_{of}", letter.to_lowercase()),
            label: words.format(&format!("effort-bar-{of}"), &[("tier", letter.into())]),
            length: Bar::length(part, 1000),
            values: vec![Figure::new("share", words.get("column-share"), permille(share))],
            about: tier.customers.clone(),
            mark,
        }
    };
    let both = |tier: &OfTier| {
        let share = &tier.share;
        [
            bar(tier, "effort", share.effort_permille, mark(share.balance)),
            bar(tier, "value", share.value_permille, Mark::Plain),
        ]
    };
    let bars = tiers.iter().flat_map(both).collect();
    Bars { key: "shares", title: words.get("report-shares").into_owned(), bars }
}

fn row(tier: &OfTier, words: &Words, currency: Currency) -> Row {
    let (took, share) = (&tier.took, &tier.share);
    let balance = share.balance.key();
    let cells = vec![
        Cell::Text(took.tier.letter().to_owned()),
        hours(took.minutes),
        permille(share.effort_permille),
        Cell::Money(took.value_minor, currency),
        permille(share.value_permille),
        share.index_x100.map_or(Cell::Absent, |index| Cell::Decimal(index, 2)),
        Cell::Choice(balance, words.get(&format!("effort-{balance}")).into_owned()),
        share.value_per_hour_minor.map_or(Cell::Absent, |minor| Cell::Money(minor, currency)),
        Cell::len(tier.customers.len()),
    ];
    Row::new(cells, tier.customers.clone()).marked(mark(share.balance))
}

const fn mark(balance: Balance) -> Mark {
    match balance {
        Balance::Balanced => Mark::Good,
        Balance::OverServed | Balance::UnderServed | Balance::NoValue => Mark::Warning,
        Balance::NoData => Mark::Muted,
    }
}
