//! Commands that were refused.

use super::{Error, Message};
use crate::{
    command::{CommandError, review::ReviewRefusal},
    domain::{cadence::SnoozeRefusal, filter::FilterError, tier::OverrideError},
};

impl From<CommandError> for Error {
    fn from(error: CommandError) -> Self {
        match error {
            CommandError::Field { field, value, problem } => Self::input("field")
                .with("field", field)
                .with("value", value)
                .with("problem", Message::new(format!("problem-{}", problem.key()))),
            CommandError::NotFound(what) => {
                Self::input("not-found").with("what", Message::new(format!("noun-{what}")))
            }
            CommandError::NoStage(key) => Self::input("stage-unknown").with("text", key),
            CommandError::NoOpenDeal => Self::input("no-open-deal"),
            CommandError::NoAnswer => Self::input("survey-empty"),
            CommandError::NoDay => Self::input("no-day"),
            CommandError::NotInFuture(day) => Self::input("not-in-future").with("day", day),
            CommandError::InFuture(day) => Self::input("date-future").with("day", day),
            CommandError::Snooze(refusal) => refusal.into(),
            CommandError::Override(error) => error.into(),
            CommandError::Review(refusal) => refusal.into(),
            CommandError::Settings(error) => error.into(),
            CommandError::NothingToUndo => Self::input("nothing-to-undo"),
            CommandError::NothingToRedo => Self::input("nothing-to-redo"),
            CommandError::Overtaken(fields) => {
                let error = Self::input("undo-changed-since").with("count", fields.len());
                fields.iter().fold(error, |error, field| {
                    let line = Message::new("detail-overtaken")
                        .with("entity", Message::new(format!("noun-{}", field.entity)))
                        .with("id", field.row.to_string())
                        .with("field", field.field.as_ref());
                    error.detail(line)
                })
            }
            CommandError::Exists(name) => Self::input("customer-exists").with("name", name),
            CommandError::OneCustomer(name) => Self::input("one-customer").with("name", name),
            CommandError::FilterExists(name) => Self::input("filter-exists").with("name", name),
            CommandError::Filter(error) => error.into(),
            CommandError::Store(error) => error.into(),
        }
    }
}

impl From<FilterError> for Error {
    fn from(error: FilterError) -> Self {
        let key = format!("filter-problem-{}", error.problem.key());
        let problem = Message::new(key).with("value", error.problem.value());
        Self::input("filter-invalid").with("text", error.text).detail(problem)
    }
}

impl From<SnoozeRefusal> for Error {
    fn from(refusal: SnoozeRefusal) -> Self {
        match refusal {
            SnoozeRefusal::NotLater { due } => Self::input("snooze-not-later").with("due", due),
            SnoozeRefusal::TooLate { due, most } => {
                Self::input("snooze-too-late").with("due", due).with("most", i64::from(most))
            }
            SnoozeRefusal::TooFar { latest } => {
                Self::input("snooze-too-far").with("latest", latest)
            }
            SnoozeRefusal::TooMany { limit } => {
                Self::input("snooze-too-often").with("count", i64::from(limit))
            }
            SnoozeRefusal::PromiseBroken { due } => {
                Self::input("snooze-promise-broken").with("due", due)
            }
        }
    }
}

impl From<ReviewRefusal> for Error {
    fn from(refusal: ReviewRefusal) -> Self {
        match refusal {
            ReviewRefusal::NoReason => Self::input("review-no-reason"),
            ReviewRefusal::NoProposal(name) => Self::input("review-no-proposal").with("name", name),
            ReviewRefusal::Proposed(name) => Self::input("review-proposed").with("name", name),
            ReviewRefusal::NotConfirmed(name) => {
                Self::input("review-not-confirmed").with("name", name)
            }
            ReviewRefusal::Overridden { name, until } => {
                Self::input("review-overridden").with("name", name).with("until", until)
            }
        }
    }
}

impl From<OverrideError> for Error {
    fn from(error: OverrideError) -> Self {
        match error {
            OverrideError::NoReason => Self::input("tier-reason-missing"),
            OverrideError::EndsBeforeItBegins { from, to } => {
                Self::input("override-ends-early").with("from", from).with("to", to)
            }
            OverrideError::TooLong { days } => Self::input("override-too-long").with("days", days),
        }
    }
}
