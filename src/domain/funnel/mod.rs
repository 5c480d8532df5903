//! The funnel: snapshot, conversion, days in stage, win rate, velocity, forecast, rotting (DOMAIN 5).
//!
//! Every figure is of an as-of day: what happened later is ignored. Stages are named by their index
//! in [`Pipeline::stages`](crate::domain::stage::Pipeline::stages); results per stage have one entry
//! for each open stage. Sums of money are minor units, held at the bounds of `i64`.

mod closed;
mod conversion;
mod deal;
mod durations;
mod stock;

pub use closed::{Closed, closed, velocity_year};
pub use conversion::{Conversion, THIN_BELOW, conversion};
pub use deal::{DealFacts, Idle, Move, Visit};
pub use durations::{StageDays, stage_ages, stage_days};
pub use stock::{Forecast, Stock, forecast, snapshot};

use crate::domain::rate::Rate;

/// A sum of money in minor units.
fn minor(sum: i128) -> i64 {
    i64::try_from(sum).unwrap_or(if sum < 0 { i64::MIN } else { i64::MAX })
}

/// Twice the median, so that the mean of the middle two stays an integer; `None` of nothing.
fn median_x2(mut days: Vec<i64>) -> Option<i64> {
    days.sort_unstable();
    let upper = days.get(days.len() / 2)?;
    let lower = days.get((days.len() - 1) / 2)?;
    Some(lower + upper)
}

/// The share of one count in another.
fn share(part: u64, whole: u64) -> Rate {
    Rate::new(part, whole)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_median_of_an_even_number_lies_between_the_middle_two() {
        let cases = [
            (vec![], None),
            (vec![5], Some(10)),
            (vec![9, 1], Some(10)),
            (vec![3, 1, 2], Some(4)),
            (vec![4, 1, 2, 9], Some(6)),
        ];
        for (days, expected) in cases {
            assert_eq!(median_x2(days.clone()), expected, "{days:?}");
        }
    }

    #[test]
    fn sums_beyond_the_range_stop_at_its_bounds() {
        assert_eq!(minor(i128::MAX), i64::MAX);
        assert_eq!(minor(i128::MIN), i64::MIN);
        assert_eq!(minor(-7), -7);
    }
}
