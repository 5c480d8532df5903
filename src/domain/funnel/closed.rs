//! Deals won and lost in a period: win rate, sales cycle, velocity (DOMAIN 5.6, 5.7).

use std::ops::RangeInclusive;

use chrono::{Days, NaiveDate};

use super::{DealFacts, median_x2, minor, share};
use crate::domain::{
    rate::Rate,
    stage::{DealStatus, Pipeline},
};

/// Deals closed in a period and still closed on the as-of day.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Closed {
    /// Won deals.
    pub won: u64,
    /// Lost deals.
    pub lost: u64,
    /// Amount of the won ones, minor units.
    pub won_minor: i64,
    /// Amount of the lost ones, minor units.
    pub lost_minor: i64,
    /// Days from first event to closing of the won ones, together.
    pub cycle_days: i64,
    /// Twice the median of those days; `None` without a won deal.
    pub median_cycle_x2: Option<i64>,
}

impl Closed {
    /// Share of the closed deals that were won.
    pub fn win_rate(&self) -> Rate {
        share(self.won, self.won + self.lost)
    }

    /// The same by amount.
    pub fn value_win_rate(&self) -> Rate {
        let won = i128::from(self.won_minor);
        Rate::new(won, won + i128::from(self.lost_minor))
    }

    /// Mean amount of a won deal, minor units.
    pub fn mean_won_minor(&self) -> Rate {
        Rate::new(self.won_minor, self.won)
    }

    /// Mean days from first event to closing of a won deal.
    pub fn mean_cycle_days(&self) -> Rate {
        Rate::new(self.cycle_days, self.won)
    }

    /// What `open` deals bring a day at this win rate, mean amount and mean cycle: minor units a
    /// day, exact. Absent without a won deal or when all were won on their first day.
    pub fn velocity(&self, open: u64) -> Rate {
        let (won, lost) = (i128::from(self.won), i128::from(self.lost));
        Rate {
            part: i128::from(open) * i128::from(self.won_minor) * won,
            whole: (won + lost) * i128::from(self.cycle_days),
        }
    }
}

/// The deals whose closing, as things stand on the as-of day, lies in the period.
pub fn closed(
    deals: &[DealFacts<'_>],
    pipeline: &Pipeline,
    period: &RangeInclusive<NaiveDate>,
    as_of: NaiveDate,
) -> Closed {
    let (mut won_minor, mut lost_minor) = (0_i128, 0_i128);
    let mut lost = 0;
    let mut cycles = Vec::new();
    for deal in deals {
        let (Some(first), Some(last)) = (deal.moves.first(), deal.current(as_of)) else {
            continue;
        };
        if !period.contains(&last.on) {
            continue;
        }
        match deal.status(pipeline, as_of) {
            Some(DealStatus::Won) => {
                won_minor += i128::from(deal.amount_minor);
                cycles.push((last.on - first.on).num_days());
            }
            Some(DealStatus::Lost) => {
                lost_minor += i128::from(deal.amount_minor);
                lost += 1;
            }
            Some(DealStatus::Open) | None => {}
        }
    }
    Closed {
        won: cycles.len() as u64,
        lost,
        won_minor: minor(won_minor),
        lost_minor: minor(lost_minor),
        cycle_days: cycles.iter().sum(),
        median_cycle_x2: median_x2(cycles),
    }
}

/// The period that velocity looks back on: the 365 days to the as-of day, inclusive.
pub fn velocity_year(as_of: NaiveDate) -> RangeInclusive<NaiveDate> {
    as_of.checked_sub_days(Days::new(364)).unwrap_or(NaiveDate::MIN)..=as_of
}
