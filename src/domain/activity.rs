//! What was done with a customer, and what is planned.

use chrono::NaiveDate;

use super::id::{ActivityId, ContactId, CustomerId, DealId, MemberId};

/// The kind of an activity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum ActivityKind {
    /// 电话.
    Call,
    /// 会议.
    Meeting,
    /// 拜访.
    Visit,
    /// 邮件.
    Email,
    /// 消息.
    Message,
    /// 备注: about a customer, not with it.
    Note,
}

impl ActivityKind {
    /// All kinds.
    pub const ALL: [Self; 6] =
        [Self::Call, Self::Meeting, Self::Visit, Self::Email, Self::Message, Self::Note];

    /// Stable key.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Call => "call",
            Self::Meeting => "meeting",
            Self::Visit => "visit",
            Self::Email => "email",
            Self::Message => "message",
            Self::Note => "note",
        }
    }

    /// The kind of a key.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.key() == key)
    }
}

/// What came of an activity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Outcome {
    /// Reached.
    Reached,
    /// Nobody answered.
    NoAnswer,
    /// Engaged.
    Busy,
    /// A message was left.
    LeftMessage,
    /// Reached, and interested.
    Interested,
    /// Reached, and not interested.
    NotInterested,
    /// Reached, and to be called back.
    CallBack,
}

impl Outcome {
    /// All outcomes.
    pub const ALL: [Self; 7] = [
        Self::Reached,
        Self::NoAnswer,
        Self::Busy,
        Self::LeftMessage,
        Self::Interested,
        Self::NotInterested,
        Self::CallBack,
    ];

    /// Stable key.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Reached => "reached",
            Self::NoAnswer => "no-answer",
            Self::Busy => "busy",
            Self::LeftMessage => "left-message",
            Self::Interested => "interested",
            Self::NotInterested => "not-interested",
            Self::CallBack => "callback",
        }
    }

    /// The outcome of a key.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|outcome| outcome.key() == key)
    }

    /// Whether somebody was reached: an effective contact, not an attempt (DOMAIN 0.5).
    pub const fn is_touch(self) -> bool {
        matches!(self, Self::Reached | Self::Interested | Self::NotInterested | Self::CallBack)
    }
}

/// What kind of plan an activity is that is not done yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PlanKind {
    /// 约定: an explicit next step with a date.
    Promise,
    /// A meeting that both sides agreed on.
    Appointment,
    /// 拜访计划.
    VisitPlan,
}

impl PlanKind {
    /// All kinds.
    pub const ALL: [Self; 3] = [Self::Promise, Self::Appointment, Self::VisitPlan];

    /// Stable key.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Promise => "promise",
            Self::Appointment => "appointment",
            Self::VisitPlan => "visit",
        }
    }

    /// The kind of a key.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.key() == key)
    }
}

/// How a plan ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Closed {
    /// Done, or fulfilled by a contact.
    Done,
    /// Given up, or moved to another day.
    Cancelled,
}

impl Closed {
    /// Stable key.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::Cancelled => "cancelled",
        }
    }

    /// The ending of a key.
    pub fn from_key(key: &str) -> Option<Self> {
        [Self::Done, Self::Cancelled].into_iter().find(|closed| closed.key() == key)
    }
}

/// An activity: done on a day, or a plan for one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Activity {
    /// Its id.
    pub id: ActivityId,
    /// With whom.
    pub customer: CustomerId,
    /// With which person.
    pub contact: Option<ContactId>,
    /// About which deal.
    pub deal: Option<DealId>,
    /// Who did it, or is to do it.
    pub member: Option<MemberId>,
    /// What.
    pub kind: ActivityKind,
    /// The business day it happened, or was planned on.
    pub on: NaiveDate,
    /// The instant it happened, milliseconds; `None` when only the day is known.
    pub at: Option<i64>,
    /// What was said.
    pub text: Option<String>,
    /// What came of it.
    pub outcome: Option<Outcome>,
    /// An effective contact.
    pub touch: bool,
    /// A try that reached nobody.
    pub attempt: bool,
    /// How long it took.
    pub minutes: Option<u32>,
    /// Set when it is a plan, open or closed.
    pub plan: Option<Plan>,
    /// The plan that this activity fulfilled.
    pub fulfils: Option<ActivityId>,
}

/// The part of an activity that plans have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    /// What kind of plan.
    pub kind: PlanKind,
    /// The day.
    pub due_on: NaiveDate,
    /// Minutes after midnight; `None` = any time of the day.
    pub due_minute: Option<u16>,
    /// Where, for visits.
    pub area: Option<String>,
    /// What to bring, what to talk about.
    pub items: Option<String>,
    /// What for.
    pub purpose: Option<String>,
    /// How and when it ended; `None` = open.
    pub closed: Option<(Closed, NaiveDate)>,
}
