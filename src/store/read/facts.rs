//! The facts that standings are computed from, for one customer or for many at once.

use std::collections::HashMap;

use chrono::NaiveDate;
use rusqlite::{Connection, Row, params};
use uuid::Uuid;

use super::{Reader, customers, day};
use crate::{
    domain::{
        cadence::Promise,
        customer::Customer,
        deal::in_base,
        id::{ActivityId, CustomerId, Id},
        money::{Currency, Money},
        settings::Rules,
        stage::{DealStatus, StageLevel},
        standing::{DealFacts, Facts, Reached},
    },
    store::{StoreError, error::AtFile},
};

/// Which customers.
#[derive(Clone, Copy, Debug)]
pub enum Which<'a> {
    /// All of them.
    All,
    /// These.
    These(&'a [Uuid]),
    /// Those with an effective contact on this day (days since 1970) or later.
    TouchedSince(i64),
    /// Those whose standing is not of this day (days since 1970) any more, or missing.
    Stale(i64),
}

/// One customer's facts.
#[derive(Debug)]
pub struct Known {
    /// Row of the customer.
    pub row: i64,
    /// The customer.
    pub customer: CustomerId,
    /// The facts.
    pub facts: Facts,
    /// The earliest open promise.
    pub promise: Option<ActivityId>,
}

/// Loads the facts of many customers: a pass over each table, whatever the number.
pub fn load(conn: &Connection, rules: &Rules, which: Which<'_>) -> rusqlite::Result<Vec<Known>> {
    choose(conn, which)?;
    let mut known: Vec<Known> = Vec::new();
    let mut places: HashMap<i64, usize> = HashMap::new();
    let sql = format!(
        "SELECT c.id, {} FROM temp.chosen h CROSS JOIN customers c ON c.id = h.id ORDER BY h.id",
        customers::CUSTOMER
    );
    let mut statement = conn.prepare_cached(&sql)?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let customer = customers::customer(row, 1)?;
        places.insert(row.get(0)?, known.len());
        known.push(Known {
            row: row.get(0)?,
            customer: customer.id,
            facts: own_facts(&customer),
            promise: None,
        });
    }
    if known.is_empty() {
        return Ok(known);
    }
    let mut each = |sql: &str,
                    take: &mut dyn FnMut(&mut Known, &Row<'_>) -> rusqlite::Result<()>|
     -> rusqlite::Result<()> {
        let mut statement = conn.prepare_cached(sql)?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            if let Some(found) = places.get(&row.get(0)?).and_then(|&at| known.get_mut(at)) {
                take(found, row)?;
            }
        }
        Ok(())
    };
    each(ACTIVITIES, &mut take_activity)?;
    each(PROMISES, &mut take_promise)?;
    each(SNOOZES, &mut |found, row| {
        found.facts.snoozes.push((day(row.get(1)?), day(row.get(2)?)));
        Ok(())
    })?;
    let mut deals = Deals { rules, last: None };
    each(DEALS, &mut |found, row| deals.take(found, row))?;
    each(ORDERS, &mut |found, row| {
        let on = day(row.get(1)?);
        found.facts.orders.extend(base_amount(row, 2, rules)?.map(|amount| (on, amount)));
        Ok(())
    })?;
    Ok(known)
}

/// Fills the list of customers that a load is about; it lives beside the file.
fn choose(conn: &Connection, which: Which<'_>) -> rusqlite::Result<()> {
    conn.execute_batch(
        "CREATE TEMP TABLE IF NOT EXISTS chosen (id INTEGER PRIMARY KEY, uid BLOB NOT NULL);
         DELETE FROM temp.chosen",
    )?;
    const LIVE: &str = "c.deleted = 0 AND c.merged_into IS NULL";
    match which {
        Which::All => {
            let sql =
                format!("INSERT INTO temp.chosen SELECT c.id, c.uid FROM customers c WHERE {LIVE}");
            conn.execute(&sql, [])?;
        }
        Which::These(customers) => {
            let sql = format!(
                "INSERT OR IGNORE INTO temp.chosen
                 SELECT c.id, c.uid FROM customers c WHERE c.uid = ?1 AND {LIVE}"
            );
            let mut statement = conn.prepare_cached(&sql)?;
            for customer in customers {
                statement.execute([customer.as_bytes()])?;
            }
        }
        Which::TouchedSince(day) => {
            let sql = format!(
                "INSERT INTO temp.chosen SELECT c.id, c.uid FROM customers c
                 WHERE {LIVE} AND EXISTS (SELECT 1 FROM activities a
                     WHERE a.customer = c.uid AND a.on_day >= ?1 AND a.touch = 1 AND a.deleted = 0)"
            );
            conn.execute(&sql, params![day])?;
        }
        Which::Stale(today) => {
            // A standing of a later day is stale too: the clock went back.
            conn.execute(
                "INSERT INTO temp.chosen
                 SELECT c.id, c.uid FROM standing s CROSS JOIN customers c ON c.id = s.customer
                 WHERE s.stale_on <= ?1 OR s.computed_on > ?1",
                params![today],
            )?;
        }
    }
    Ok(())
}

// The chosen customers first (CROSS JOIN keeps the order): without them a whole table would be read
// for one customer.

const ACTIVITIES: &str = "SELECT h.id, a.on_day, a.touch, a.attempt
    FROM temp.chosen h CROSS JOIN activities a ON a.customer = h.uid
    WHERE a.deleted = 0 AND (a.touch = 1 OR a.attempt = 1) ORDER BY h.id, a.on_day";

const PROMISES: &str = "SELECT h.id, a.on_day, a.due_on, a.uid
    FROM temp.chosen h CROSS JOIN activities a ON a.customer = h.uid
    WHERE a.deleted = 0 AND a.plan IN ('promise', 'appointment') AND a.closed IS NULL
    ORDER BY h.id, a.due_on, coalesce(a.due_minute, 1440), a.id";

const SNOOZES: &str = "SELECT h.id, s.on_day, s.until
    FROM temp.chosen h CROSS JOIN snoozes s ON s.customer = h.uid
    WHERE s.deleted = 0 ORDER BY h.id, s.on_day, s.at";

/// `CROSS` keeps the order of the tables: a few customers must not cost a pass over all events.
const DEALS: &str = "SELECT h.id, e.on_day, d.amount, d.currency, d.rate_numerator,
           d.rate_denominator, d.id, e.stage
    FROM temp.chosen h CROSS JOIN deals d ON d.customer = h.uid
    CROSS JOIN stage_events e ON e.deal = d.uid
    WHERE d.deleted = 0 AND e.deleted = 0 ORDER BY h.id, d.id, e.on_day, e.at, e.id";

const ORDERS: &str = "SELECT h.id, o.ordered_on, o.amount, o.currency, o.rate_numerator,
           o.rate_denominator
    FROM temp.chosen h CROSS JOIN orders o ON o.customer = h.uid
    WHERE o.deleted = 0 AND o.cancelled IS NOT 1 AND o.ordered_on IS NOT NULL
    ORDER BY h.id, o.ordered_on";

fn own_facts(customer: &Customer) -> Facts {
    Facts {
        created_on: customer.created_on,
        confirmed: customer.confirmed,
        tier_override: customer.tier_override.clone(),
        rejected: customer.rejected.clone(),
        need: customer.need,
        evidence: customer.evidence,
        potential: customer.potential.unwrap_or(0),
        own_interval: customer.cadence.and_then(|days| u16::try_from(days).ok()),
        ..Facts::default()
    }
}

fn take_activity(found: &mut Known, row: &Row<'_>) -> rusqlite::Result<()> {
    let on = day(row.get(1)?);
    if row.get::<_, Option<i64>>(2)? == Some(1) {
        found.facts.touches.push(on);
    }
    if row.get::<_, Option<i64>>(3)? == Some(1) {
        found.facts.attempts.push(on);
    }
    Ok(())
}

fn take_promise(found: &mut Known, row: &Row<'_>) -> rusqlite::Result<()> {
    let made_on = row.get::<_, Option<i64>>(1)?.map(day);
    let due_on = row.get::<_, Option<i64>>(2)?.map(day);
    if let (Some(made_on), Some(due_on)) = (made_on, due_on) {
        found.facts.promises.push(Promise { made_on, due_on });
        if found.promise.is_none() {
            found.promise = Some(Id::new(Uuid::from_bytes(row.get(3)?)));
        }
    }
    Ok(())
}

/// Gathers the events of one deal after another.
struct Deals<'a> {
    rules: &'a Rules,
    last: Option<i64>,
}

impl Deals<'_> {
    fn take(&mut self, found: &mut Known, row: &Row<'_>) -> rusqlite::Result<()> {
        let deal: i64 = row.get(6)?;
        let stage: Option<String> = row.get(7)?;
        let event = (day(row.get(1)?), reached(self.rules, stage.as_deref().unwrap_or_default()));
        if self.last == Some(deal) {
            if let Some(last) = found.facts.deals.last_mut() {
                last.events.push(event);
            }
        } else {
            let amount = base_amount(row, 2, self.rules)?.unwrap_or(0);
            found.facts.deals.push(DealFacts { amount, events: vec![event] });
            self.last = Some(deal);
        }
        Ok(())
    }
}

/// What a stage means; one that the team does not have (any more) counts as the first.
fn reached(rules: &Rules, key: &str) -> Reached {
    let pipeline = &rules.pipeline;
    let place = pipeline.index(key).unwrap_or(pipeline.stages.len());
    pipeline
        .stage(key)
        .map_or(Reached { level: StageLevel::Early, status: DealStatus::Open, place: 0 }, |stage| {
            Reached { level: stage.level, status: stage.status, place }
        })
}

/// An amount in the base currency; the columns are amount, currency and the rate.
pub(super) fn base_amount(
    row: &Row<'_>,
    column: usize,
    rules: &Rules,
) -> rusqlite::Result<Option<i64>> {
    let Some(minor) = row.get::<_, Option<i64>>(column)? else { return Ok(None) };
    // Nearly every amount is in the base currency: the rest need not be read for that.
    let code = row.get_ref(column + 1)?.as_str_or_null()?;
    let Some(code) = code.filter(|code| *code != rules.currency.code()) else {
        return Ok(Some(minor));
    };
    let currency = Currency::new(code).unwrap_or(rules.currency);
    let rate = super::deals::rate(row, column + 2)?;
    Ok(in_base(Money::new(minor, currency), rate, rules.currency))
}

impl Reader<'_> {
    /// The facts of one customer.
    ///
    /// # Errors
    /// Fails when the file cannot be read.
    pub fn facts(&self, customer: CustomerId) -> Result<Option<Facts>, StoreError> {
        Ok(self.facts_of(&[customer])?.pop().map(|(_, facts)| facts))
    }

    /// The facts of several customers; those that are gone are left out.
    ///
    /// # Errors
    /// Fails when the file cannot be read.
    pub fn facts_of(
        &self,
        customers: &[CustomerId],
    ) -> Result<Vec<(CustomerId, Facts)>, StoreError> {
        let uuids: Vec<Uuid> = customers.iter().map(|id| id.uuid()).collect();
        let known = load(self.conn, self.rules, Which::These(&uuids)).at(self.path)?;
        Ok(known.into_iter().map(|known| (known.customer, known.facts)).collect())
    }

    /// The facts of every customer with an effective contact on a day or later.
    ///
    /// # Errors
    /// Fails when the file cannot be read.
    pub fn facts_of_touched(
        &self,
        since: NaiveDate,
    ) -> Result<Vec<(CustomerId, Facts)>, StoreError> {
        let which = Which::TouchedSince(since.to_epoch_days().into());
        let known = load(self.conn, self.rules, which).at(self.path)?;
        Ok(known.into_iter().map(|known| (known.customer, known.facts)).collect())
    }
}
