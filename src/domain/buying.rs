//! All customers' purchases together: what each one's silence, lifecycle and scores are seen against
//! (DOMAIN 2, 3.2, 6.1).

use std::collections::HashMap;

use chrono::NaiveDate;

use super::{
    churn::{
        purchases::PurchaseDays,
        rule::{Pace, Silence, silence_since},
    },
    lifecycle::{Lifecycle, Spans, lifecycle},
    rfm::{Figures, Method, Scores, Segment, Split, Thresholds, Window, figures, score},
};

/// When a customer bought, in short: enough for its silence and its lifecycle.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bought {
    /// The first purchase.
    pub first: NaiveDate,
    /// The last one.
    pub last: NaiveDate,
    /// What its usual interval is made of.
    pub pace: Pace,
}

impl Bought {
    /// Of purchase days; `None` without a purchase.
    pub fn of(purchases: &PurchaseDays) -> Option<Self> {
        let (first, last) = (purchases.first()?, purchases.last()?);
        Some(Self { first, last, pace: Pace::of(purchases.days()) })
    }

    /// The churn warning, for the usual interval of all customers in days (DOMAIN 3.2).
    pub fn silence(&self, population: i64, today: NaiveDate) -> Silence {
        silence_since(self.last, self.pace, population, today)
    }
}

/// Where a customer is in its life with us, for the usual interval of all customers in days
/// (DOMAIN 6.1).
pub fn life(
    bought: Option<Bought>,
    last_touch_on: Option<NaiveDate>,
    population: i64,
    today: NaiveDate,
) -> Lifecycle {
    let bought = bought.map(|bought| (bought.first, bought.silence(population, today).level));
    lifecycle(bought, last_touch_on, &Spans::default(), today)
}

/// A customer's figures with its scores among all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rfm<Id> {
    /// The customer.
    pub id: Id,
    /// What was scored.
    pub figures: Figures,
    /// The scores.
    pub scores: Scores,
    /// The segment.
    pub segment: Segment,
}

/// The scores of every customer that ever bought, by id; the method follows their number.
pub fn rfm<Id: Copy + Ord + std::hash::Hash>(
    orders: &HashMap<Id, Vec<(NaiveDate, i64)>>,
    today: NaiveDate,
    window: Window,
) -> Vec<Rfm<Id>> {
    let mut bought: Vec<(Id, Figures)> = orders
        .iter()
        .filter_map(|(id, orders)| Some((*id, figures(orders.iter().copied(), today, window)?)))
        .collect();
    bought.sort_unstable_by_key(|(id, _)| *id);
    let all: Vec<Figures> = bought.iter().map(|(_, figures)| *figures).collect();
    let scores = score(&all, Method::for_count(all.len()), &Thresholds::default());
    let split = Split::mean(&scores);
    let scored = bought.into_iter().zip(scores);
    scored
        .map(|((id, figures), scores)| Rfm { id, figures, scores, segment: split.segment(scores) })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn customers_are_seen_against_all_and_against_themselves() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let today = day("2026-11-23");
        let orders = HashMap::from([
            (1, vec![(day("2026-11-01"), 500), (day("2026-10-01"), 700)]),
            (2, vec![(day("2024-01-01"), 900)]),
            (3, vec![(day("2026-11-02"), -5)]),
        ]);
        let life = |id: i32, touched| {
            let purchases = PurchaseDays::new(orders[&id].iter().copied(), today);
            life(Bought::of(&purchases), touched, 90, today).key()
        };
        let found = [life(1, None), life(2, None), life(2, Some(today)), life(3, Some(today))];
        assert_eq!(found, ["new", "churned", "silent", "prospect"]);
        let scored = rfm(&orders, today, Window::Days(365));
        let ids: Vec<i32> = scored.iter().map(|scored| scored.id).collect();
        assert_eq!(ids, [1, 2], "a refund alone is no purchase");
        assert_eq!((scored[0].figures.frequency, scored[1].figures.frequency), (2, 0));
    }
}
