//! One deal through time: where it stands, what it reached, how long it stayed (DOMAIN 5.1, 5.3, 5.9).

use chrono::{Days, NaiveDate};

use crate::domain::stage::{DealStatus, Pipeline, Place, Stage};

/// A planned activity within this many days keeps a deal from rotting.
const PLANNED_DAYS: u64 = 30;

/// What the funnel knows of a deal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DealFacts<'a> {
    /// Amount in minor units of the base currency, 0 when unknown.
    pub amount_minor: i64,
    /// The day it is expected to close.
    pub expected_close: Option<NaiveDate>,
    /// Its stage events, oldest first. The first one creates it; one that repeats the stage before
    /// it counts for nothing.
    pub moves: &'a [Move],
    /// Days with an activity on it, in any order.
    pub activity_days: &'a [NaiveDate],
    /// Days with a planned activity, in any order.
    pub planned_days: &'a [NaiveDate],
}

/// A stage event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Move {
    /// The day.
    pub on: NaiveDate,
    /// Where the deal went.
    pub to: Place,
}

/// A stay in one place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Visit {
    /// Where.
    pub place: Place,
    /// The day it came.
    pub from: NaiveDate,
    /// The day it went on; `None` while it is there.
    pub to: Option<NaiveDate>,
}

/// How long nothing has happened to an open deal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Idle {
    /// Index of its stage.
    pub stage: usize,
    /// Days since its last event or activity.
    pub days: i64,
    /// Whether that is longer than the stage allows and nothing is planned.
    pub rotting: bool,
}

impl DealFacts<'_> {
    /// The events up to a day.
    pub(super) fn moves_until(&self, as_of: NaiveDate) -> &[Move] {
        let end = self.moves.partition_point(|event| event.on <= as_of);
        self.moves.get(..end).unwrap_or_default()
    }

    /// Its stays up to a day, oldest first; the last one is not over.
    pub fn visits(&self, as_of: NaiveDate) -> impl Iterator<Item = Visit> {
        let entries = || {
            self.moves_until(as_of).chunk_by(|a, b| a.to == b.to).filter_map(|stay| stay.first())
        };
        let ends = entries().skip(1).map(|next| Some(next.on)).chain([None]);
        entries().zip(ends).map(|(entry, to)| Visit { place: entry.to, from: entry.on, to })
    }

    /// The event that brought it where it is on a day; `None` before its first.
    pub fn current(&self, as_of: NaiveDate) -> Option<Move> {
        let moves = self.moves_until(as_of);
        let place = moves.last()?.to;
        moves.iter().rev().take_while(|event| event.to == place).last().copied()
    }

    /// What it is on a day; `None` before its first event.
    pub fn status(&self, pipeline: &Pipeline, as_of: NaiveDate) -> Option<DealStatus> {
        let place = self.moves_until(as_of).last()?.to;
        pipeline.at(place).map(|stage| stage.status)
    }

    /// Index and settings of the stage it is open in; `None` when it is not open on that day.
    pub fn open_stage<'p>(
        &self,
        pipeline: &'p Pipeline,
        as_of: NaiveDate,
    ) -> Option<(usize, &'p Stage)> {
        let Place::Stage(index) = self.moves_until(as_of).last()?.to else {
            return None;
        };
        let stage = pipeline.stages.get(index)?;
        (stage.status == DealStatus::Open).then_some((index, stage))
    }

    /// Days since it came where it is: the age of the visit that is not over.
    pub fn age_days(&self, as_of: NaiveDate) -> Option<i64> {
        self.current(as_of).map(|event| (as_of - event.on).num_days())
    }

    /// The first day it was in each stage or beyond, by index, as far as it came. A stage jumped
    /// over is reached on the day of the jump; a lost deal gets no credit beyond where it was.
    pub fn reached(&self, as_of: NaiveDate) -> Vec<NaiveDate> {
        let mut days = Vec::new();
        for event in self.moves_until(as_of) {
            if let Place::Stage(index) = event.to
                && index >= days.len()
            {
                days.resize(index + 1, event.on);
            }
        }
        days
    }

    /// How long nothing has happened to it and whether it rots; `None` when it is not open.
    pub fn idle(&self, pipeline: &Pipeline, as_of: NaiveDate) -> Option<Idle> {
        let (index, stage) = self.open_stage(pipeline, as_of)?;
        let entered = self.current(as_of)?.on;
        let activity = self.activity_days.iter().copied().filter(|day| *day <= as_of).max();
        let days = (as_of - activity.map_or(entered, |day| day.max(entered))).num_days();
        let horizon = as_of.checked_add_days(Days::new(PLANNED_DAYS)).unwrap_or(NaiveDate::MAX);
        let planned = self.planned_days.iter().any(|day| (as_of..=horizon).contains(day));
        let overdue = stage.rot_days.is_some_and(|allowed| days > i64::from(allowed));
        Some(Idle { stage: index, days, rotting: overdue && !planned })
    }
}
