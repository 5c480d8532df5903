//! How long deals stay in each stage (DOMAIN 5.5).

use std::ops::RangeInclusive;

use chrono::NaiveDate;

use super::{DealFacts, median_x2};
use crate::domain::{
    rate::Rate,
    stage::{Pipeline, Place},
};

/// The visits to one stage that ended in a period. What is not over is the deal's
/// [`age_days`](DealFacts::age_days), apart from this.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct StageDays {
    /// Visits; those that ended on the day they began count with 0 days.
    pub visits: u64,
    /// Their days together.
    pub days: i64,
    /// Distinct deals.
    pub deals: u64,
    /// Twice the median of a visit's days; `None` without a visit.
    pub median_x2: Option<i64>,
}

impl StageDays {
    /// Mean days of a visit.
    pub fn per_visit(&self) -> Rate {
        Rate::new(self.days, self.visits)
    }

    /// Mean days a deal spent there.
    pub fn per_deal(&self) -> Rate {
        Rate::new(self.days, self.deals)
    }
}

/// The days spent in each open stage by visits whose end is in the period.
pub fn stage_days(
    deals: &[DealFacts<'_>],
    pipeline: &Pipeline,
    period: &RangeInclusive<NaiveDate>,
    as_of: NaiveDate,
) -> Vec<StageDays> {
    // Per stage: the days of each visit, how many deals, and the last deal counted.
    let mut stages = vec![(Vec::new(), 0, None); pipeline.open_stages().len()];
    for (number, deal) in deals.iter().enumerate() {
        for visit in deal.visits(as_of) {
            let (Place::Stage(index), Some(end)) = (visit.place, visit.to) else {
                continue;
            };
            if let Some((visits, deals, last)) = stages.get_mut(index)
                && period.contains(&end)
            {
                visits.push((end - visit.from).num_days());
                if last.replace(number) != Some(number) {
                    *deals += 1;
                }
            }
        }
    }
    stages
        .into_iter()
        .map(|(visits, deals, _)| StageDays {
            visits: visits.len() as u64,
            days: visits.iter().sum(),
            deals,
            median_x2: median_x2(visits),
        })
        .collect()
}
