//! The stages of the sales pipeline (DOMAIN 5.1): team data with defaults.

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
        self.stages
            .iter()
            .chain(Some(&self.lost))
            .find(|stage| stage.key == key)
    }

    /// The place of a stage in the funnel; `None` for the lost stage and unknown keys.
    pub fn index(&self, key: &str) -> Option<usize> {
        self.stages.iter().position(|stage| stage.key == key)
    }
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
