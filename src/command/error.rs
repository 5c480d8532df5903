//! Why a command was refused.

use super::review::ReviewRefusal;
use crate::{
    change::undo::Overtaken,
    domain::{
        cadence::SnoozeRefusal, filter::FilterError, settings::SettingsError, tier::OverrideError,
    },
    store::StoreError,
};

/// A command that was not done; nothing has changed.
#[derive(Debug, thiserror::Error)]
pub enum CommandError {
    /// A field got a value that it cannot hold.
    #[error("{field}: {value:?}: {problem:?}")]
    Field {
        /// The field, as its name on the command line.
        field: String,
        /// What it was given.
        value: String,
        /// What is wrong with it.
        problem: FieldProblem,
    },
    /// A row that is not there (any more).
    #[error("no such {0}")]
    NotFound(&'static str),
    /// A stage that the team does not have.
    #[error("no stage {0:?}")]
    NoStage(String),
    /// No open deal to move or to set a value of.
    #[error("the customer has no open deal")]
    NoOpenDeal,
    /// A plan without a day.
    #[error("no day was given")]
    NoDay,
    /// A day that is not in the future.
    #[error("{0} is not after today")]
    NotInFuture(chrono::NaiveDate),
    /// A day that has not come yet.
    #[error("{0} has not come yet")]
    InFuture(chrono::NaiveDate),
    /// The rules of snoozing.
    #[error(transparent)]
    Snooze(#[from] SnoozeRefusal),
    /// The rules of overriding a tier.
    #[error(transparent)]
    Override(#[from] OverrideError),
    /// The rules of the review of tiers.
    #[error(transparent)]
    Review(#[from] ReviewRefusal),
    /// A setting that breaks a definition.
    #[error(transparent)]
    Settings(#[from] SettingsError),
    /// Nothing was done that could be undone.
    #[error("nothing to undo")]
    NothingToUndo,
    /// Nothing was undone that could be redone.
    #[error("nothing to redo")]
    NothingToRedo,
    /// Fields were changed since; undoing would overwrite that.
    #[error("{} fields were changed since", .0.len())]
    Overtaken(Vec<Overtaken>),
    /// A survey without any answer.
    #[error("a survey needs an answer")]
    NoAnswer,
    /// Another customer with the same name stands already.
    #[error("a customer named {0:?} exists already")]
    Exists(String),
    /// A customer that was to be merged with, or told from, itself.
    #[error("{0:?} is one customer already")]
    OneCustomer(String),
    /// Another filter is saved under the name.
    #[error("a filter named {0:?} exists already")]
    FilterExists(String),
    /// A filter that cannot be read.
    #[error(transparent)]
    Filter(#[from] FilterError),
    /// The file.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// What is wrong with a field's value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FieldProblem {
    /// There is no such field.
    Unknown,
    /// It must not be empty.
    Empty,
    /// Not an amount of money.
    NotMoney,
    /// More digits than the currency has.
    TooPrecise,
    /// Not a day.
    NotADay,
    /// Not a whole number in its range.
    NotANumber,
    /// Not one of the possible words.
    NotAChoice,
    /// Not an answer to how satisfied somebody is.
    NotAnAnswer,
    /// Not a time of day.
    NotATime,
    /// A name in braces that no template knows.
    NotAVariable,
    /// Longer than what is kept.
    TooLong,
    /// Not a rate between currencies.
    NotARate,
    /// A day that has not come yet.
    InFuture,
    /// The amount of an order is the sum of its lines.
    SumOfLines,
    /// Nobody of that name.
    NoMember,
}

impl FieldProblem {
    /// The key of its words, behind `problem-`.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Unknown => "unknown",
            Self::Empty => "empty",
            Self::NotMoney => "not_money",
            Self::TooPrecise => "too_precise",
            Self::NotADay => "not_a_day",
            Self::NotANumber => "not_a_number",
            Self::NotAChoice => "not_a_choice",
            Self::NotAnAnswer => "not_an_answer",
            Self::NotATime => "not_a_time",
            Self::NotAVariable => "not_a_variable",
            Self::TooLong => "too_long",
            Self::NotARate => "not_a_rate",
            Self::InFuture => "in_future",
            Self::SumOfLines => "sum_of_lines",
            Self::NoMember => "no_member",
        }
    }
}
