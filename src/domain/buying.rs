//! All customers' purchases together: what each one's silence, lifecycle and scores are seen against
//! (DOMAIN 2, 3.2, 6.1).

use std::collections::HashMap;

use chrono::NaiveDate;

use super::{
    churn::{
        purchases::PurchaseDays,
        rule::{Silence, population_interval, silence},
    },
    lifecycle::{Lifecycle, Spans, lifecycle},
    rfm::{Figures, Method, Scores, Segment, Split, Thresholds, Window, figures, score},
};

/// Purchases of many customers, as of a day.
#[derive(Clone, Debug)]
pub struct Buying<Id> {
    days: HashMap<Id, PurchaseDays>,
    population: i64,
    today: NaiveDate,
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

impl<Id: Copy + Eq + std::hash::Hash> Buying<Id> {
    /// From the uncancelled orders of each customer (day, minor units of the base currency).
    pub fn new(orders: &HashMap<Id, Vec<(NaiveDate, i64)>>, today: NaiveDate) -> Self {
        let of = |orders: &Vec<(NaiveDate, i64)>| PurchaseDays::new(orders.iter().copied(), today);
        let days: HashMap<Id, PurchaseDays> =
            orders.iter().map(|(id, orders)| (*id, of(orders))).collect();
        let population = population_interval(days.values());
        Self { days, population, today }
    }

    /// The churn warning of a customer; `None` without a purchase.
    pub fn silence(&self, id: Id) -> Option<Silence> {
        silence(self.days.get(&id)?, self.population, self.today)
    }

    /// The lifecycle of a customer.
    pub fn lifecycle(&self, id: Id, last_touch_on: Option<NaiveDate>) -> Lifecycle {
        let first = self.days.get(&id).and_then(PurchaseDays::first);
        let bought = first.zip(self.silence(id)).map(|(first, silence)| (first, silence.level));
        lifecycle(bought, last_touch_on, &Spans::default(), self.today)
    }
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
        let buying = Buying::new(&orders, today);
        assert_eq!(buying.lifecycle(1, None).key(), "new");
        assert_eq!(buying.lifecycle(2, None).key(), "churned");
        assert_eq!(buying.lifecycle(2, Some(today)).key(), "silent");
        assert_eq!(buying.lifecycle(3, Some(today)).key(), "prospect");
        assert_eq!(buying.silence(3), None);
        let scored = rfm(&orders, today, Window::Days(365));
        let ids: Vec<i32> = scored.iter().map(|scored| scored.id).collect();
        assert_eq!(ids, [1, 2], "a refund alone is no purchase");
        assert_eq!((scored[0].figures.frequency, scored[1].figures.frequency), (2, 0));
    }
}
