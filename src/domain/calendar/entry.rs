//! What a calendar program is told: something to do, on a day or at a time.

use chrono::NaiveDate;

/// An entry of a calendar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CalendarEntry {
    /// What stays the same when it changes: a program that has it already takes it for the same.
    pub key: String,
    /// When.
    pub when: When,
    /// What, in a few words.
    pub summary: String,
    /// Where; empty = not told.
    pub place: String,
    /// The rest; empty = nothing.
    pub details: String,
}

/// When something is to be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum When {
    /// Some time of a day.
    Day(NaiveDate),
    /// From an instant (UTC milliseconds) on, for so many minutes.
    Time(i64, u32),
}
