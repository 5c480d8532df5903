//! Days between purchases, of each customer and counted over all: what everybody's usual interval is
//! read from, without a pass over the orders.

use std::collections::BTreeMap;

use rusqlite::{Connection, params};

use crate::domain::churn::{purchases::PurchaseDays, rule::population_interval_of};

/// Changes to the gaps that are kept.
pub struct Gaps<'a> {
    conn: &'a Connection,
    /// How much more often each number of days occurs.
    times: BTreeMap<i64, i64>,
}

impl<'a> Gaps<'a> {
    /// No changes yet.
    pub const fn of(conn: &'a Connection) -> Self {
        Self { conn, times: BTreeMap::new() }
    }

    /// Puts the gaps of a customer in the place of those that were kept of it.
    pub fn replace(&mut self, customer: i64, purchases: &PurchaseDays) -> rusqlite::Result<()> {
        let mut now: BTreeMap<i64, i64> = BTreeMap::new();
        purchases.gaps().for_each(|gap| *now.entry(gap).or_default() += 1);
        let before: BTreeMap<i64, i64> = self
            .conn
            .prepare_cached("SELECT days, times FROM gaps WHERE customer = ?1")?
            .query_map([customer], |row| Ok((row.get(0)?, row.get(1)?)))?
            .collect::<rusqlite::Result<_>>()?;
        if now == before {
            return Ok(());
        }
        self.conn.prepare_cached("DELETE FROM gaps WHERE customer = ?1")?.execute([customer])?;
        let mut insert = self.conn.prepare_cached("INSERT INTO gaps VALUES (?1, ?2, ?3)")?;
        for (days, times) in &now {
            insert.execute(params![customer, days, times])?;
        }
        now.into_iter().for_each(|(days, times)| *self.times.entry(days).or_default() += times);
        before.into_iter().for_each(|(days, times)| *self.times.entry(days).or_default() -= times);
        Ok(())
    }

    /// Counts them in.
    pub fn finish(self) -> rusqlite::Result<()> {
        let mut add = self.conn.prepare_cached(
            "INSERT INTO gap_times VALUES (?1, ?2)
             ON CONFLICT (days) DO UPDATE SET times = times + excluded.times",
        )?;
        for (days, times) in self.times.into_iter().filter(|(_, times)| *times != 0) {
            add.execute(params![days, times])?;
        }
        Ok(())
    }
}

/// The usual days between purchases of all customers together (DOMAIN 3.2).
pub fn population_interval(conn: &Connection) -> rusqlite::Result<i64> {
    let times: Vec<(i64, u64)> = conn
        .prepare_cached("SELECT days, times FROM gap_times WHERE times > 0 ORDER BY days")?
        .query_map([], |row| Ok((row.get(0)?, row.get::<_, u32>(1)?.into())))?
        .collect::<rusqlite::Result<_>>()?;
    // Ten are as good as all: the customers stand in order, so that few rows are looked at.
    let with_gaps = conn
        .prepare_cached("SELECT count(*) FROM (SELECT DISTINCT customer FROM gaps LIMIT 10)")?
        .query_row([], |row| row.get::<_, u32>(0))?;
    Ok(population_interval_of(&times, with_gaps as usize))
}
