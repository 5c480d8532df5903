//! Open deals at a moment: by stage, and as a forecast (DOMAIN 5.2, 5.8).

use std::ops::RangeInclusive;

use chrono::NaiveDate;

use super::{DealFacts, minor};
use crate::domain::{rate::Rate, stage::Pipeline};

/// Open deals, summed. It is a stock: the ratio of two of them is no conversion.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Stock {
    /// How many.
    pub deals: u64,
    /// Their amounts, minor units.
    pub amount_minor: i64,
    /// Their amounts times the probability of their stage, minor units, rounded once after the sum.
    pub weighted_minor: i64,
}

/// Open deals by the day they are expected to close.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Forecast {
    /// Expected in the period: its weighted amount is the forecast.
    pub in_period: Stock,
    /// Expected before the as-of day, and still open.
    pub overdue: Stock,
    /// Without an expected day: not in the forecast.
    pub undated: Stock,
}

/// A sum under way, exact.
#[derive(Clone, Copy, Default)]
struct Sum {
    deals: u64,
    amount: i128,
    weighted_x100: i128,
}

impl Sum {
    fn add(&mut self, amount_minor: i64, probability: u8) {
        let amount = i128::from(amount_minor);
        self.deals += 1;
        self.amount += amount;
        self.weighted_x100 += amount * i128::from(probability);
    }

    fn stock(self) -> Stock {
        // Absent only when the sum leaves i64, where it is held at the bound like every sum.
        let weighted = Rate::new(self.weighted_x100, 100_u8).times(1);
        Stock {
            deals: self.deals,
            amount_minor: minor(self.amount),
            weighted_minor: weighted.unwrap_or_else(|| minor(self.weighted_x100)),
        }
    }
}

/// The open deals of each open stage on a day.
pub fn snapshot(deals: &[DealFacts<'_>], pipeline: &Pipeline, as_of: NaiveDate) -> Vec<Stock> {
    let mut sums = vec![Sum::default(); pipeline.open_stages().len()];
    for deal in deals {
        if let Some((index, stage)) = deal.open_stage(pipeline, as_of)
            && let Some(sum) = sums.get_mut(index)
        {
            sum.add(deal.amount_minor, stage.probability);
        }
    }
    sums.into_iter().map(Sum::stock).collect()
}

/// What the open deals of a day are expected to bring in a period. Those expected later than the
/// period are in none of the sums.
pub fn forecast(
    deals: &[DealFacts<'_>],
    pipeline: &Pipeline,
    period: &RangeInclusive<NaiveDate>,
    as_of: NaiveDate,
) -> Forecast {
    let [mut in_period, mut overdue, mut undated] = [Sum::default(); 3];
    for deal in deals {
        let Some((_, stage)) = deal.open_stage(pipeline, as_of) else {
            continue;
        };
        let sum = match deal.expected_close {
            None => &mut undated,
            Some(day) if day < as_of => &mut overdue,
            Some(day) if period.contains(&day) => &mut in_period,
            Some(_) => continue,
        };
        sum.add(deal.amount_minor, stage.probability);
    }
    Forecast { in_period: in_period.stock(), overdue: overdue.stock(), undated: undated.stock() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_weighted_sum_is_rounded_once() {
        // Three halves: 1.5 → 2; rounded one by one they would be 3.
        let mut sum = Sum::default();
        for _ in 0..3 {
            sum.add(1, 50);
        }
        let stock = Stock { deals: 3, amount_minor: 3, weighted_minor: 2 };
        assert_eq!(sum.stock(), stock);
    }

    #[test]
    fn amounts_beyond_the_range_stop_at_its_bound() {
        let mut sum = Sum::default();
        sum.add(i64::MAX, 100);
        sum.add(i64::MAX, 100);
        assert_eq!((sum.stock().amount_minor, sum.stock().weighted_minor), (i64::MAX, i64::MAX));
    }
}
