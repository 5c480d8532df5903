//! What everybody bought, a row a customer: what scores, classes and models are made of.
//!
//! Days, counts and sums of all time and of the default window are kept with the standings, so that
//! the orders themselves are read only for what is not: another window, and what repeat purchases
//! brought.

use std::{collections::HashMap, ops::RangeInclusive};

use rusqlite::params;
use uuid::Uuid;

use super::{Reader, day, facts::base_amount};
use crate::{
    domain::{
        buying::{Bought, Yardstick},
        churn::{
            bgnbd::History,
            model::{Buyer, ModelOff, PurchaseModel},
            rule::Pace,
        },
        id::{CustomerId, Id},
        rfm::{Figures, Window},
    },
    store::{StoreError, error::AtFile},
};

/// Who bought, and how it stands with them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BuyerRow {
    /// The customer.
    pub id: CustomerId,
    /// The value `v`, minor units of the base currency.
    pub value_minor: i64,
    /// Net purchases of all time, minor units of the base currency.
    pub revenue: i64,
    /// When it bought.
    pub bought: Bought,
}

/// Places in a list by customer.
type Places = HashMap<[u8; 16], usize>;

/// Days since 1970 of all orders that there can be.
const ALL_TIME: i64 = i64::MIN;

impl Reader<'_> {
    /// Every customer with a purchase up to today, in the order of entry.
    ///
    /// # Errors
    /// Fails when the file cannot be read.
    pub fn buyers(&self) -> Result<Vec<BuyerRow>, StoreError> {
        self.all(
            "SELECT uid, worth, revenue, first_order_on, last_order_on, own_gaps, gap_low, gap_high
             FROM standing WHERE last_order_on IS NOT NULL AND first_order_on IS NOT NULL
             ORDER BY customer",
            [],
            |row| {
                let pace = Pace { own_gaps: row.get(5)?, low: row.get(6)?, high: row.get(7)? };
                Ok(BuyerRow {
                    id: Id::new(Uuid::from_bytes(row.get(0)?)),
                    value_minor: row.get(1)?,
                    revenue: row.get(2)?,
                    bought: Bought { first: day(row.get(3)?), last: day(row.get(4)?), pace },
                })
            },
        )
    }

    /// The figures of every customer with a purchase up to today, in the order of entry; the same
    /// as [`crate::domain::rfm::figures`] of each one's orders (DOMAIN 2.1).
    ///
    /// # Errors
    /// Fails when the file cannot be read.
    pub fn rfm_figures(&self, window: Window) -> Result<Vec<(CustomerId, Figures)>, StoreError> {
        let today = i64::from(self.today.to_epoch_days());
        let sums = match window {
            Window::All => "orders, revenue",
            Window::Days(_) => "window_orders, window_revenue",
        };
        let sql = format!(
            "SELECT uid, ?1 - last_order_on, {sums}
             FROM standing WHERE last_order_on IS NOT NULL ORDER BY customer"
        );
        let mut found = self.all(&sql, [today], |row| {
            let figures = Figures {
                recency_days: row.get(1)?,
                frequency: row.get(2)?,
                monetary_minor: row.get(3)?,
            };
            Ok((Id::new(Uuid::from_bytes(row.get(0)?)), figures))
        })?;
        let days = match window {
            // The standing keeps these.
            Window::All => return Ok(found),
            kept if kept == Window::default() => return Ok(found),
            Window::Days(days) => days,
        };
        let places = places(found.iter().map(|(id, _)| *id));
        let mut sums = vec![(0_i64, 0_i128); found.len()];
        let in_window = today - i64::from(days) + 1..=today;
        self.each_order(&places, in_window, |at, _, amount| {
            if let Some((orders, sum)) = sums.get_mut(at) {
                *orders += i64::from(amount > 0);
                *sum += i128::from(amount);
            }
        })?;
        for ((_, figures), (orders, sum)) in found.iter_mut().zip(sums) {
            figures.frequency = orders;
            figures.monetary_minor = sum.clamp(i64::MIN.into(), i64::MAX.into()) as i64;
        }
        Ok(found)
    }

    /// Every customer with a purchase as the models see it, in the order of entry; the same as
    /// [`Buyer::new`] of each one's orders (DOMAIN 3.3, 3.4).
    ///
    /// # Errors
    /// Fails when the file cannot be read.
    pub fn model_buyers(&self) -> Result<Vec<(CustomerId, Buyer)>, StoreError> {
        struct Repeats {
            id: CustomerId,
            history: History,
            first: i64,
            spent: i128,
        }
        let weeks = |days: i64| days as f64 / 7.0;
        let today = i64::from(self.today.to_epoch_days());
        // The days between purchases are kept one by one: as many as there are repeat days.
        let mut found = self.all(
            "SELECT s.uid, s.first_order_on, s.last_order_on,
                    (SELECT coalesce(sum(g.times), 0) FROM gaps g WHERE g.customer = s.customer)
             FROM standing s
             WHERE s.last_order_on IS NOT NULL AND s.first_order_on IS NOT NULL
             ORDER BY s.customer",
            [],
            |row| {
                let (first, last): (i64, i64) = (row.get(1)?, row.get(2)?);
                let history = History {
                    repeats: row.get(3)?,
                    recency_weeks: weeks(last - first),
                    age_weeks: weeks(today - first),
                };
                let id = Id::new(Uuid::from_bytes(row.get(0)?));
                Ok(Repeats { id, history, first, spent: 0 })
            },
        )?;
        let repeaters = found.iter().map(|it| it.id);
        let places = places(repeaters);
        self.each_order(&places, ALL_TIME..=today, |at, on, amount| {
            let found = found.get_mut(at).filter(|it| amount > 0 && it.first < on);
            if let Some(found) = found {
                found.spent += i128::from(amount);
            }
        })?;
        let buyer = |it: Repeats| {
            let mean_spend = it.spent as f64 / f64::from(it.history.repeats.max(1));
            (it.id, Buyer { history: it.history, mean_spend })
        };
        Ok(found.into_iter().map(buyer).collect())
    }

    /// What everybody's purchases make of one customer's. It looks at all of them: with many
    /// customers work for the background.
    ///
    /// # Errors
    /// Fails when the file cannot be read.
    pub fn yardstick(&self) -> Result<Yardstick, StoreError> {
        let rules = &self.rules.buying;
        let figures = self.rfm_figures(rules.rfm.window)?;
        let figures: Vec<Figures> = figures.into_iter().map(|(_, figures)| figures).collect();
        Ok(Yardstick::new(&figures, rules))
    }

    /// The purchase models fitted to all customers, or why there are none. With many customers work
    /// for the background.
    ///
    /// # Errors
    /// Fails when the file cannot be read.
    pub fn purchase_model(&self) -> Result<Result<PurchaseModel, ModelOff>, StoreError> {
        let buyers = self.model_buyers()?;
        let buyers: Vec<Buyer> = buyers.into_iter().map(|(_, buyer)| buyer).collect();
        Ok(PurchaseModel::fit(&buyers))
    }

    /// The probability that each repeat buyer buys again, where the purchase model is on (DOMAIN
    /// 6.4). With many customers work for the background.
    ///
    /// # Errors
    /// Fails when the file cannot be read.
    pub fn alive(&self) -> Result<HashMap<CustomerId, f64>, StoreError> {
        let found = self.model_buyers()?;
        let buyers: Vec<Buyer> = found.iter().map(|(_, buyer)| *buyer).collect();
        let Ok(model) = PurchaseModel::fit(&buyers) else { return Ok(HashMap::new()) };
        let alive = found.into_iter().filter_map(|(id, it)| Some((id, model.p_alive(&it)?)));
        Ok(alive.collect())
    }

    /// Hands over the uncancelled orders of these customers on these days (since 1970): the
    /// customer's place, the day, and the amount in minor units of the base currency. What has no
    /// amount in it is left out. One pass over the orders as they lie: by customer it would be a
    /// jump for each.
    fn each_order(
        &self,
        places: &Places,
        days: RangeInclusive<i64>,
        mut take: impl FnMut(usize, i64, i64),
    ) -> Result<(), StoreError> {
        let mut each = || -> rusqlite::Result<()> {
            let mut statement = self.conn.prepare_cached(
                "SELECT customer, ordered_on, amount, currency, rate_numerator, rate_denominator
                 FROM orders
                 WHERE deleted = 0 AND cancelled IS NOT 1 AND customer IS NOT NULL
                   AND amount IS NOT NULL AND ordered_on BETWEEN ?1 AND ?2",
            )?;
            let mut rows = statement.query(params![days.start(), days.end()])?;
            while let Some(row) = rows.next()? {
                let customer = row.get_ref(0)?.as_blob()?;
                let Some(at) = places.get(customer) else { continue };
                if let Some(amount) = base_amount(row, 2, self.rules)? {
                    take(*at, row.get(1)?, amount);
                }
            }
            Ok(())
        };
        each().at(self.path)
    }
}

fn places(customers: impl Iterator<Item = CustomerId>) -> Places {
    customers.enumerate().map(|(at, id)| (id.uuid().into_bytes(), at)).collect()
}
