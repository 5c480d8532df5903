//! Whether contacts came when the cadence asked for them (DOMAIN 6.5).

use std::{cmp::Reverse, collections::HashMap};

use chrono::Days;

use super::{Topic, parts::table};
use crate::{
    document::{Cell, Document, Figure, Mark, Part, Row},
    domain::{
        adherence::{Adherence, windows},
        calendar::weeks::Period,
        id::CustomerId,
        standing::Facts,
        tier::Tier,
    },
    i18n::Words,
    store::{Reader, StoreError, read::CustomerRow},
};

/// A window may end so many days after its touch: the longest own interval, and holidays.
const LONGEST_WINDOW: Days = Days::new(730 + 30);

/// A customer's windows, those of each tier that held.
type ByTier = HashMap<Tier, Adherence>;

/// The windows that end in a period, by customer. The interval is the one of the tier that held on
/// the day of the contact; an interval of the customer's own is taken to have held always.
fn judged(reader: &Reader<'_>, period: Period) -> Result<HashMap<CustomerId, ByTier>, StoreError> {
    let since = period.from.checked_sub_days(LONGEST_WINDOW).unwrap_or(period.from);
    let mut found = HashMap::new();
    for (customer, facts) in reader.facts_of_touched(since)? {
        let by_tier = of(&facts, reader, period);
        if !by_tier.is_empty() {
            found.insert(customer, by_tier);
        }
    }
    Ok(found)
}

fn of(facts: &Facts, reader: &Reader<'_>, period: Period) -> ByTier {
    let (rules, today) = (reader.rules(), reader.today());
    let tiers = facts.tiers(rules, today);
    let interval = |day| facts.own_interval.unwrap_or(rules.cadences.interval(tiers.on(day)));
    let mut by_tier = ByTier::new();
    for (touch, verdict) in windows(&facts.touches, interval, period, today, &rules.calendar) {
        let sum = by_tier.entry(tiers.on(touch)).or_default();
        *sum = sum.with(verdict);
    }
    by_tier
}

/// Kept and missed by tier, by owner and by customer, over the days that the team looks back on.
pub(super) fn document(reader: &Reader<'_>, words: &Words) -> Result<Document, StoreError> {
    let rules = reader.rules();
    let period = Period::last_days(reader.today(), rules.effort.days);
    let judged = judged(reader, period)?;
    let rows = reader.customers()?;
    let of_row = |row: &CustomerRow| {
        let by_tier = judged.get(&row.id)?;
        Some(by_tier.values().fold(Adherence::default(), |sum, one| sum.plus(*one)))
    };
    let each: Vec<(&CustomerRow, Adherence)> =
        rows.iter().filter_map(|row| Some((row, of_row(row)?))).collect();
    let all = each.iter().fold(Adherence::default(), |sum, (_, one)| sum.plus(*one));
    let mut document = Document::new("adherence", Topic::Adherence.title(words), reader.today());
    let label = |key: &str| words.get(&format!("figure-{key}")).into_owned();
    document.parts.push(Part::Figures(vec![
        Figure::new("from", label("from"), Cell::Day(period.from)),
        Figure::new("to", label("to"), Cell::Day(period.to)),
        Figure::new("met", label("met"), Cell::Count(all.met.into())),
        Figure::new("missed", label("missed"), Cell::Count(all.missed.into())),
        Figure::new("undecided", label("undecided"), Cell::Count(all.undecided.into())),
        Figure::new("rate", label("rate"), rate(all)),
    ]));
    document.note(Mark::Muted, words.get("adherence-how"));
    let mut tiers =
        table(words, "tiers", &["tier", "interval", "met", "missed", "undecided", "rate"]);
    for tier in Tier::ALL {
        let sum = judged.values().filter_map(|by_tier| by_tier.get(&tier));
        let sum = sum.fold(Adherence::default(), |sum, one| sum.plus(*one));
        let about = judged.iter().filter(|(_, by_tier)| by_tier.contains_key(&tier));
        let mut about: Vec<CustomerId> = about.map(|(customer, _)| *customer).collect();
        about.sort_unstable();
        let interval = Cell::Count(rules.cadences.interval(tier).into());
        let lead = [Cell::Text(tier.letter().to_owned()), interval];
        tiers.rows.push(Row::new(lead.into_iter().chain(counts(sum)).collect(), about));
    }
    document.parts.push(Part::Table(tiers));
    document.parts.push(Part::Table(owners(&each, words)));
    document.parts.push(Part::Table(missed(each, words)));
    Ok(document)
}

fn rate(adherence: Adherence) -> Cell {
    Cell::share(adherence.rate_permille().map(|permille| i64::from(permille) * 10))
}

fn counts(sum: Adherence) -> [Cell; 4] {
    let [met, missed, undecided] =
        [sum.met, sum.missed, sum.undecided].map(|count| Cell::Count(count.into()));
    [met, missed, undecided, rate(sum)]
}

/// By who looks after the customer now, most windows first.
fn owners(each: &[(&CustomerRow, Adherence)], words: &Words) -> crate::document::Table {
    let mut table = table(words, "owners", &["owner", "met", "missed", "undecided", "rate"]);
    let mut sums: HashMap<Option<&str>, (Adherence, Vec<CustomerId>)> = HashMap::new();
    for (row, one) in each {
        let (sum, about) = sums.entry(row.owner_name.as_deref()).or_default();
        *sum = sum.plus(*one);
        about.push(row.id);
    }
    let mut sums: Vec<_> = sums.into_iter().collect();
    sums.sort_by_key(|(owner, (sum, _))| (Reverse(sum.met + sum.missed), *owner));
    table.rows = sums
        .into_iter()
        .map(|(owner, (sum, about))| {
            let owner = Cell::text(owner.map(str::to_owned));
            Row::new(std::iter::once(owner).chain(counts(sum)).collect(), about)
        })
        .collect();
    table
}

/// The customers with most misses, then the most valuable.
fn missed(each: Vec<(&CustomerRow, Adherence)>, words: &Words) -> crate::document::Table {
    let columns = ["customer", "missed", "met", "rate", "tier", "last_touch", "next_due", "owner"];
    let mut table = table(words, "customers", &columns);
    let mut missed: Vec<_> = each.into_iter().filter(|(_, one)| one.missed > 0).collect();
    missed.sort_by_key(|(row, one)| (Reverse(one.missed), Reverse(row.value_minor), row.id));
    table.rows = missed
        .into_iter()
        .map(|(row, one)| {
            let cells = vec![
                Cell::Customer(row.id, row.called().to_owned()),
                Cell::Count(one.missed.into()),
                Cell::Count(one.met.into()),
                rate(one),
                Cell::Text(row.tier.letter().to_owned()),
                Cell::day(row.last_touch_on),
                Cell::Day(row.due_on),
                Cell::text(row.owner_name.clone()),
            ];
            Row::new(cells, vec![row.id])
        })
        .collect();
    table
}
