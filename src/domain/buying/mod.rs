//! All customers' purchases together: what each one's silence, lifecycle and scores are seen against
//! (DOMAIN 2, 3.2, 6.1).

mod rules;

use chrono::{Datelike, NaiveDate};

pub use rules::{AUTO, BuyingRules};

use super::{
    churn::{
        purchases::PurchaseDays,
        rule::{Pace, Silence, silence_since},
    },
    lifecycle::{Lifecycle, Spans, lifecycle},
    pareto::{Class, ClassBounds, pareto},
    rfm::{Figures, Scale, Scores, Segment, Window, figures},
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

impl<Id> Rfm<Id> {
    /// A customer on the scale of all.
    pub fn new(id: Id, figures: Figures, scale: &Scale) -> Self {
        let scores = scale.scores(&figures);
        Self { id, figures, scores, segment: scale.segment(scores) }
    }
}

/// What all customers' purchases make of those of one: all that one needs to know of everybody to
/// score and classify a single customer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Yardstick {
    /// Which orders count for scores and classes.
    pub window: Window,
    /// Scores and segments.
    pub scale: Scale,
    /// Revenue classes.
    pub classes: ClassBounds,
}

/// One customer's purchases against everybody's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Measured {
    /// What was scored.
    pub figures: Figures,
    /// The scores.
    pub scores: Scores,
    /// The segment.
    pub segment: Segment,
    /// The class by revenue.
    pub class: Class,
}

impl Yardstick {
    /// The yardstick of all customers who ever bought.
    pub fn new(figures: &[Figures], rules: &BuyingRules) -> Self {
        let values = figures.iter().map(|figures| figures.monetary_minor).enumerate();
        Self {
            window: rules.rfm.window,
            scale: Scale::new(figures, &rules.rfm),
            classes: pareto(values, rules.abc).bounds(),
        }
    }

    /// A customer by its uncancelled orders (day, amount in minor units of the base currency), in
    /// any order; `None` without a purchase.
    pub fn measure(&self, orders: &[(NaiveDate, i64)], today: NaiveDate) -> Option<Measured> {
        let figures = figures(orders.iter().copied(), today, self.window)?;
        let Rfm { scores, segment, .. } = Rfm::new((), figures, &self.scale);
        let class = self.classes.class(figures.monetary_minor);
        Some(Measured { figures, scores, segment, class })
    }
}

/// Net purchases of the last twelve calendar months, minor units, that of `today` last.
pub fn last_months(orders: &[(NaiveDate, i64)], today: NaiveDate) -> [i64; 12] {
    let month = |day: NaiveDate| i64::from(day.year()) * 12 + i64::from(day.month0());
    let mut sums = [0_i64; 12];
    for (day, amount) in orders.iter().filter(|(day, _)| *day <= today) {
        let ago = usize::try_from(month(today) - month(*day)).unwrap_or(usize::MAX);
        if let Some(sum) = sums.iter_mut().rev().nth(ago) {
            *sum = sum.saturating_add(*amount);
        }
    }
    sums
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn months_are_those_of_the_calendar() {
        let orders = [
            (day("2025-11-30"), 1), // a year ago: the month before the first
            (day("2025-12-01"), 2),
            (day("2026-10-31"), 3),
            (day("2026-11-01"), 4),
            (day("2026-11-23"), -1),
            (day("2026-11-24"), 9), // tomorrow
        ];
        let months = last_months(&orders, day("2026-11-23"));
        assert_eq!(months, [2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 3, 3]);
    }

    #[test]
    fn a_customer_is_seen_against_itself() {
        let today = day("2026-11-23");
        let recent = [(day("2026-11-01"), 500), (day("2026-10-01"), 700)];
        let life = |orders: &[(NaiveDate, i64)], touched| {
            let purchases = PurchaseDays::new(orders.iter().copied(), today);
            life(Bought::of(&purchases), touched, 90, today).key()
        };
        let old = [(day("2024-01-01"), 900)];
        let refund = [(day("2026-11-02"), -5)];
        let found = [
            life(&recent, None),
            life(&old, None),
            life(&old, Some(today)),
            life(&refund, Some(today)),
        ];
        assert_eq!(found, ["new", "churned", "silent", "prospect"]);
    }

    #[test]
    fn a_customer_is_measured_by_all() {
        let today = day("2026-11-23");
        let orders: Vec<Vec<(NaiveDate, i64)>> = (1..=30)
            .map(|n| vec![(today - chrono::Days::new(n), 100 * n as i64), (today, -50)])
            .collect();
        let all: Vec<Figures> = orders
            .iter()
            .map(|orders| figures(orders.iter().copied(), today, Window::default()).unwrap())
            .collect();
        let yardstick = Yardstick::new(&all, &BuyingRules::default());
        let [first, last] = [0, 29].map(|at| yardstick.measure(&orders[at], today).unwrap());
        assert_eq!((first.scores.r, first.scores.m, first.class), (5, 1, Class::C));
        assert_eq!((last.scores.r, last.scores.m, last.class), (1, 5, Class::A));
        assert_eq!((first.figures, last.figures), (all[0], all[29]));
        assert_eq!(yardstick.measure(&[(today, -5)], today), None, "a refund is no purchase");
    }
}
