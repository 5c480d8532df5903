//! How long deals stay in each stage (DOMAIN 5.5).

use std::ops::RangeInclusive;

use chrono::NaiveDate;

use super::{DealFacts, median_x2};
use crate::domain::{
    rate::Rate,
    stage::{Pipeline, Place},
};

/// The visits to one stage: those that ended in a period, or apart from them those not over yet.
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
    fn of(visits: Vec<i64>, deals: u64) -> Self {
        Self {
            visits: visits.len() as u64,
            days: visits.iter().sum(),
            deals,
            median_x2: median_x2(visits),
        }
    }

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
    stages.into_iter().map(|(visits, deals, _)| StageDays::of(visits, deals)).collect()
}

/// The visits that are not over on a day: how long the deals in each open stage have been there.
pub fn stage_ages(
    deals: &[DealFacts<'_>],
    pipeline: &Pipeline,
    as_of: NaiveDate,
) -> Vec<StageDays> {
    let mut stages = vec![Vec::new(); pipeline.open_stages().len()];
    for deal in deals {
        if let (Some((index, _)), Some(age)) =
            (deal.open_stage(pipeline, as_of), deal.age_days(as_of))
        {
            stages.get_mut(index).into_iter().for_each(|ages| ages.push(age));
        }
    }
    let of = |ages: Vec<i64>| {
        let deals = ages.len() as u64;
        StageDays::of(ages, deals)
    };
    stages.into_iter().map(of).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::funnel::Move;

    #[test]
    fn a_visit_that_is_not_over_is_an_age_and_no_duration() {
        let day = |day| NaiveDate::from_ymd_opt(2026, 1, day).unwrap();
        let to = |on, stage| Move { on: day(on), to: Place::Stage(stage) };
        let histories = [vec![to(1, 0), to(5, 1)], vec![to(2, 1)], vec![to(3, 0), to(4, 4)]];
        let deals: Vec<DealFacts<'_>> = histories
            .iter()
            .map(|moves| DealFacts {
                amount_minor: 0,
                expected_close: None,
                moves,
                activity_days: &[],
                planned_days: &[],
            })
            .collect();
        let pipeline = Pipeline::default();
        let ages = stage_ages(&deals, &pipeline, day(10));
        let both = StageDays { visits: 2, days: 13, deals: 2, median_x2: Some(13) };
        assert_eq!(ages, [StageDays::default(), both, StageDays::default(), StageDays::default()]);
        let ended = stage_days(&deals, &pipeline, &(day(1)..=day(10)), day(10));
        assert_eq!((ended[0].visits, ended[0].days, ended[1].visits), (2, 5, 0));
        assert_eq!(ended[0].per_visit().times(10), Some(25));
    }
}
