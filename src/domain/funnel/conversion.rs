//! Stage-to-stage conversion of the deals that entered a stage in a period (DOMAIN 5.4).

use std::ops::RangeInclusive;

use chrono::NaiveDate;

use super::{DealFacts, share};
use crate::domain::{
    rate::Rate,
    stage::{DealStatus, Pipeline},
};

/// Fewer deals than this say little.
pub const THIN_BELOW: u64 = 30;

/// What became of the deals that reached a stage in a period: `entered = advanced + lost + open`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Conversion {
    /// Reached the stage in the period.
    pub entered: u64,
    /// Of these, reached the next stage by the as-of day.
    pub advanced: u64,
    /// Of the rest, are lost.
    pub lost: u64,
    /// Of the rest, may still advance.
    pub open: u64,
}

impl Conversion {
    /// Share of the entered that advanced. While some are open it can only rise.
    pub fn rate(&self) -> Rate {
        share(self.advanced, self.entered)
    }

    /// Share of the decided that advanced.
    pub fn settled_rate(&self) -> Rate {
        share(self.advanced, self.advanced + self.lost)
    }

    /// Whether too few entered for the rate to say much.
    pub const fn is_thin(&self) -> bool {
        self.entered < THIN_BELOW
    }
}

/// The conversion of each open stage to the next one, for the deals that entered it in the period.
pub fn conversion(
    deals: &[DealFacts<'_>],
    pipeline: &Pipeline,
    period: &RangeInclusive<NaiveDate>,
    as_of: NaiveDate,
) -> Vec<Conversion> {
    let mut stages = vec![Conversion::default(); pipeline.open_stages().len()];
    for deal in deals {
        let reached = deal.reached(as_of);
        let lost = deal.status(pipeline, as_of) == Some(DealStatus::Lost);
        for (index, (stage, day)) in stages.iter_mut().zip(&reached).enumerate() {
            if !period.contains(day) {
                continue;
            }
            stage.entered += 1;
            if reached.len() > index + 1 {
                stage.advanced += 1;
            } else if lost {
                stage.lost += 1;
            } else {
                stage.open += 1;
            }
        }
    }
    stages
}

#[cfg(test)]
mod tests {
    use chrono::Days;
    use proptest::prelude::*;

    use super::*;
    use crate::domain::{funnel::Move, stage::Place};

    fn day(offset: u64) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 1, 1).unwrap() + Days::new(offset)
    }

    /// Events on days 0–40 in places 0–4 or lost.
    fn history() -> impl Strategy<Value = Vec<Move>> {
        proptest::collection::vec((0..40_u64, 0..6_usize), 0..8).prop_map(|mut events| {
            events.sort_by_key(|(offset, _)| *offset);
            let place = |index| {
                if index == 5 { Place::Lost } else { Place::Stage(index) }
            };
            events.into_iter().map(|(on, to)| Move { on: day(on), to: place(to) }).collect()
        })
    }

    /// The wording of DOMAIN 5.3: the first day with an event whose index is at least `stage`.
    fn first_reach(moves: &[Move], stage: usize, as_of: NaiveDate) -> Option<NaiveDate> {
        let reaches = |event: &&Move| matches!(event.to, Place::Stage(index) if index >= stage);
        moves.iter().filter(|event| event.on <= as_of).find(reaches).map(|event| event.on)
    }

    proptest! {
        #[test]
        fn whoever_entered_advanced_was_lost_or_is_open(
            histories in proptest::collection::vec(history(), 0..20),
            from in 0..40_u64,
            length in 0..30_u64,
            as_of in 0..50_u64,
        ) {
            let deal = |moves| DealFacts {
                amount_minor: 0,
                expected_close: None,
                moves,
                activity_days: &[],
                planned_days: &[],
            };
            let deals: Vec<_> = histories.iter().map(|moves| deal(moves.as_slice())).collect();
            let (period, as_of) = (day(from)..=day(from + length), day(as_of));
            let pipeline = Pipeline::default();
            let stages = conversion(&deals, &pipeline, &period, as_of);
            prop_assert_eq!(stages.len(), 4);
            for (index, stage) in stages.iter().enumerate() {
                prop_assert_eq!(stage.entered, stage.advanced + stage.lost + stage.open);
                let entered: Vec<_> = histories
                    .iter()
                    .filter(|moves| {
                        first_reach(moves, index, as_of).is_some_and(|day| period.contains(&day))
                    })
                    .collect();
                let advanced =
                    entered.iter().filter(|moves| first_reach(moves, index + 1, as_of).is_some());
                prop_assert_eq!(stage.entered, entered.len() as u64);
                prop_assert_eq!(stage.advanced, advanced.count() as u64);
            }
        }
    }
}
