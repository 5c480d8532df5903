//! Keeping every customer's standing: computed from the facts after each commit for whom it touches,
//! and anew on the day on which the same facts give something else.

use std::collections::{BTreeSet, HashSet};

use chrono::NaiveDate;
use rusqlite::{Connection, OptionalExtension, TransactionBehavior, params};
use uuid::Uuid;

use super::{
    gaps::Gaps,
    read::facts::{Known, Which, load},
};
use crate::domain::{
    buying::Bought, churn::purchases::PurchaseDays, settings::Rules, standing::TierSource,
};

/// From so many customers on, going through all of them may cost less than looking each up.
const MANY: usize = 1_000;

/// Recomputes the standing of these customers.
pub fn refresh(
    conn: &Connection,
    rules: &Rules,
    today: NaiveDate,
    customers: &BTreeSet<Uuid>,
) -> rusqlite::Result<()> {
    if customers.is_empty() {
        return Ok(());
    }
    if customers.len() >= MANY {
        let all: i64 = conn.query_row("SELECT count(*) FROM customers", [], |row| row.get(0))?;
        if usize::try_from(all).is_ok_and(|all| all / 4 <= customers.len()) {
            return refresh_all(conn, rules, today);
        }
    }
    let customers: Vec<Uuid> = customers.iter().copied().collect();
    let known = load(conn, rules, Which::These(&customers))?;
    // Customers that are gone lose their standing.
    let found: HashSet<Uuid> = known.iter().map(|known| known.customer.uuid()).collect();
    let mut gaps = Gaps::of(conn);
    for gone in customers.iter().filter(|customer| !found.contains(customer)) {
        let row = conn
            .prepare_cached(
                "DELETE FROM standing WHERE customer = (SELECT id FROM customers WHERE uid = ?1)
                 RETURNING customer",
            )?
            .query_row([gone.as_bytes()], |row| row.get(0))
            .optional()?;
        if let Some(row) = row {
            gaps.replace(row, &PurchaseDays::default())?;
        }
    }
    gaps.finish()?;
    write(conn, rules, today, &known)
}

/// Recomputes every standing.
pub fn refresh_all(conn: &Connection, rules: &Rules, today: NaiveDate) -> rusqlite::Result<()> {
    conn.execute_batch("DELETE FROM standing; DELETE FROM gaps; DELETE FROM gap_times")?;
    let known = load(conn, rules, Which::All)?;
    // Indexes that are made of all rows at once cost a fraction of those that grow row by row.
    let indexes: Vec<(String, String)> = conn
        .prepare_cached(
            "SELECT name, sql FROM sqlite_master
             WHERE type = 'index' AND tbl_name = 'standing' AND sql IS NOT NULL",
        )?
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect::<rusqlite::Result<_>>()?;
    for (name, _) in &indexes {
        conn.execute_batch(&format!("DROP INDEX {name}"))?;
    }
    write(conn, rules, today, &known)?;
    indexes.iter().try_for_each(|(_, sql)| conn.execute_batch(sql))
}

/// Recomputes the standings that are not of this day any more.
pub fn refresh_stale(
    conn: &mut Connection,
    rules: &Rules,
    today: NaiveDate,
) -> rusqlite::Result<()> {
    let day = i64::from(today.to_epoch_days());
    let stale = conn
        .prepare_cached(
            "SELECT EXISTS (SELECT 1 FROM standing WHERE stale_on <= ?1)
                 OR EXISTS (SELECT 1 FROM standing WHERE computed_on > ?1)",
        )?
        .query_row([day], |row| row.get::<_, bool>(0))?;
    if !stale {
        return Ok(());
    }
    let tx = conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let known = load(&tx, rules, Which::Stale(day))?;
    write(&tx, rules, today, &known)?;
    tx.commit()
}

fn write(
    conn: &Connection,
    rules: &Rules,
    today: NaiveDate,
    known: &[Known],
) -> rusqlite::Result<()> {
    let mut statement = conn.prepare_cached(
        "INSERT OR REPLACE INTO standing VALUES
         (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19,
          ?20, ?21, ?22, ?23, ?24, ?25, ?26, ?27, ?28, ?29, ?30, ?31, ?32, ?33, ?34, ?35, ?36,
          ?37, ?38, ?39, ?40)",
    )?;
    let days = |day: NaiveDate| i64::from(day.to_epoch_days());
    let mut gaps = Gaps::of(conn);
    for Known { row, customer, facts, promise } in known {
        let standing = facts.standing(rules, today);
        let schedule = &standing.schedule;
        let bought = Bought::of(&standing.purchases);
        let pace = bought.map(|bought| bought.pace).unwrap_or_default();
        gaps.replace(*row, &standing.purchases)?;
        statement.execute(params![
            row,
            customer.uuid().as_bytes(),
            days(today),
            days(standing.stale_on),
            standing.tier as i64,
            match standing.tier_source {
                TierSource::Automatic => 0,
                TierSource::Confirmed => 1,
                TierSource::Override => 2,
            },
            standing.automatic.tier as i64,
            days(standing.automatic.since),
            standing.score_x100,
            standing.levels.need as i64,
            standing.levels.value as i64,
            standing.levels.interaction as i64,
            standing.levels.stage as i64,
            standing.value_minor,
            days(standing.first_known),
            standing.touch_days,
            days(schedule.base),
            days(schedule.retry),
            schedule.promised.map(days),
            schedule.snoozed_until.map(days),
            days(schedule.anchor),
            schedule.touched,
            schedule.attempts,
            schedule.unreachable,
            schedule.suspended,
            schedule.interval_days,
            days(schedule.on(today).due),
            promise.map(|id| id.uuid().as_bytes().to_vec()),
            standing.open_deals,
            standing.open_value,
            standing.furthest.map(|place| i64::try_from(place).unwrap_or(i64::MAX)),
            standing.orders,
            standing.revenue,
            bought.map(|bought| days(bought.last)),
            bought.map(|bought| days(bought.first)),
            pace.own_gaps,
            pace.low,
            pace.high,
            standing.window_orders,
            standing.window_revenue,
        ])?;
    }
    gaps.finish()
}
