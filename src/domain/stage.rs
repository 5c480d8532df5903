//! The stages of the sales pipeline (DOMAIN 5.1): team data with defaults.

use std::collections::HashSet;

use thiserror::Error;

/// How far along a stage is, for the tier (DOMAIN 1.2).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum StageLevel {
    /// No open deal.
    #[default]
    None,
    /// First contact, needs.
    Early,
    /// Proposal.
    Mid,
    /// Quote.
    Late,
}

impl StageLevel {
    /// All levels, lowest first.
    pub const ALL: [Self; 4] = [Self::None, Self::Early, Self::Mid, Self::Late];

    /// Stable key: `none`, `early`, `mid`, `late`.
    pub const fn key(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Early => "early",
            Self::Mid => "mid",
            Self::Late => "late",
        }
    }

    /// The level of a [`key`](Self::key).
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|level| level.key() == key)
    }

    /// The level of the furthest of a customer's open deals; none without one.
    pub fn furthest(open_deals: impl IntoIterator<Item = Self>) -> Self {
        open_deals.into_iter().max().unwrap_or_default()
    }
}

/// What a deal in a stage is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DealStatus {
    /// Still in the pipeline.
    Open,
    /// 签单.
    Won,
    /// 输单.
    Lost,
}

/// One stage. Its place in [`Pipeline::stages`] is its index in the funnel.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stage {
    /// Stable key, lower case: `quote`. Stored with every stage event; never reused.
    pub key: String,
    /// The team's own name; `None` = the name of the language files.
    pub name: Option<String>,
    /// Probability of winning, whole percent.
    pub probability: u8,
    /// Level for the tier.
    pub level: StageLevel,
    /// Days without an event after which an open deal rots; `None` = never.
    pub rot_days: Option<u32>,
    /// Open, won or lost.
    pub status: DealStatus,
}

impl Stage {
    /// An open stage that the team adds: even chance, early, never rots.
    pub fn open(key: &str) -> Self {
        Self {
            key: key.to_owned(),
            name: None,
            probability: 50,
            level: StageLevel::Early,
            rot_days: None,
            status: DealStatus::Open,
        }
    }
}

/// Where a deal can be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Place {
    /// In the stage with this index in [`Pipeline::stages`].
    Stage(usize),
    /// In the stage of lost deals.
    Lost,
}

/// The ordered stages: the open ones, then the won one; the lost one stands apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pipeline {
    /// Open stages in order, the last one is the won stage.
    pub stages: Vec<Stage>,
    /// The stage of lost deals.
    pub lost: Stage,
}

impl Pipeline {
    /// The stage with this key, the lost one included.
    pub fn stage(&self, key: &str) -> Option<&Stage> {
        self.stages.iter().chain(Some(&self.lost)).find(|stage| stage.key == key)
    }

    /// The index of a stage in the funnel; `None` for the lost stage and unknown keys.
    pub fn index(&self, key: &str) -> Option<usize> {
        self.stages.iter().position(|stage| stage.key == key)
    }

    /// Where a deal in the stage with this key is; `None` for unknown keys.
    pub fn place(&self, key: &str) -> Option<Place> {
        if self.lost.key == key { Some(Place::Lost) } else { self.index(key).map(Place::Stage) }
    }

    /// The stage at a place; `None` for an index beyond the last.
    pub fn at(&self, place: Place) -> Option<&Stage> {
        match place {
            Place::Stage(index) => self.stages.get(index),
            Place::Lost => Some(&self.lost),
        }
    }

    /// The stages an open deal can be in, in order: all but the won one.
    pub fn open_stages(&self) -> &[Stage] {
        self.stages.split_last().map_or(&[], |(_, open)| open)
    }

    /// Whether these stages may be used.
    ///
    /// # Errors
    /// The first rule they break.
    pub fn validate(&self) -> Result<(), PipelineError> {
        let won = self.stages.last().filter(|stage| stage.status == DealStatus::Won);
        let open = self.open_stages();
        if won.is_none()
            || open.is_empty()
            || open.iter().any(|stage| stage.status != DealStatus::Open)
            || self.lost.status != DealStatus::Lost
        {
            return Err(PipelineError::Order);
        }
        let mut keys = HashSet::new();
        for stage in self.stages.iter().chain([&self.lost]) {
            let key = || stage.key.clone();
            if stage.key.trim().is_empty() || !keys.insert(stage.key.as_str()) {
                return Err(PipelineError::Key { key: key() });
            }
            if stage.probability > 100 {
                return Err(PipelineError::Probability { key: key(), percent: stage.probability });
            }
        }
        Ok(())
    }
}

/// Why stages are refused.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum PipelineError {
    /// They are not open stages, then one won stage, with a lost stage apart.
    #[error("a pipeline is at least one open stage, then one won stage, and a lost stage apart")]
    Order,
    /// A key is blank or used twice.
    #[error("the stage key {key:?} is blank or used twice")]
    Key {
        /// The key.
        key: String,
    },
    /// A probability is above 100 %.
    #[error("the stage {key} has a probability of {percent} %")]
    Probability {
        /// The stage's key.
        key: String,
        /// The probability.
        percent: u8,
    },
}

impl Default for Pipeline {
    /// 初次接触, 需求分析, 方案设计, 报价, 签单 and 输单 (DOMAIN 5.1).
    fn default() -> Self {
        let stage = |key: &str, probability, level, rot_days, status| Stage {
            key: key.to_owned(),
            name: None,
            probability,
            level,
            rot_days,
            status,
        };
        Self {
            stages: vec![
                stage("contact", 10, StageLevel::Early, Some(14), DealStatus::Open),
                stage("needs", 20, StageLevel::Early, Some(14), DealStatus::Open),
                stage("proposal", 50, StageLevel::Mid, Some(21), DealStatus::Open),
                stage("quote", 75, StageLevel::Late, Some(10), DealStatus::Open),
                stage("won", 100, StageLevel::None, None, DealStatus::Won),
            ],
            lost: stage("lost", 0, StageLevel::None, None, DealStatus::Lost),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_default_pipeline_is_accepted_and_every_key_has_its_place() {
        let pipeline = Pipeline::default();
        assert_eq!(pipeline.validate(), Ok(()));
        assert_eq!(pipeline.open_stages().len(), 4);
        for stage in pipeline.stages.iter().chain([&pipeline.lost]) {
            assert_eq!(
                pipeline.place(&stage.key).and_then(|place| pipeline.at(place)),
                Some(stage)
            );
        }
        assert_eq!((pipeline.place("gone"), pipeline.at(Place::Stage(5))), (None, None));
    }

    #[test]
    fn a_pipeline_that_cannot_be_walked_is_refused() {
        let refused = |change: fn(&mut Pipeline)| {
            let mut pipeline = Pipeline::default();
            change(&mut pipeline);
            pipeline.validate().unwrap_err()
        };
        assert_eq!(refused(|p| p.stages.clear()), PipelineError::Order);
        assert_eq!(refused(|p| p.stages.reverse()), PipelineError::Order);
        assert_eq!(refused(|p| p.lost.status = DealStatus::Open), PipelineError::Order);
        let key = || "needs".to_owned();
        assert_eq!(refused(|p| p.lost.key = "needs".to_owned()), PipelineError::Key { key: key() });
        assert_eq!(
            refused(|p| p.stages[1].probability = 101),
            PipelineError::Probability { key: key(), percent: 101 }
        );
    }

    #[test]
    fn the_furthest_open_deal_counts_and_none_without_one() {
        use StageLevel::{Early, Late, Mid};
        assert_eq!(StageLevel::furthest([Mid, Late, Early]), Late);
        assert_eq!(StageLevel::furthest([]), StageLevel::None);
        assert!(StageLevel::ALL.iter().all(|l| StageLevel::from_key(l.key()) == Some(*l)));
    }
}
