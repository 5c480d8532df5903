//! Public holidays of a file: an iCalendar file, or the State Council's arrangement as CSV (DOMAIN 6.7).

mod calendar;

use std::{
    collections::{BTreeMap, BTreeSet},
    path::{Path, PathBuf},
};

use chrono::{Datelike, NaiveDate};

use super::{SourceError, source};
use crate::{
    domain::calendar::{own_day::OwnDay, working::read_arrangement},
    text::clean_line,
};

/// A calendar of holidays is small; no larger file is one.
const MOST_BYTES: u64 = 4 << 20;
/// Nor does one have more days.
const MOST_DAYS: usize = 2_000;
/// Characters of a name that are kept.
const NAME: usize = 60;

/// What a file says of days off and working days.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Holidays {
    /// The days.
    pub days: BTreeMap<NaiveDate, OwnDay>,
    /// The years whose whole arrangement this is.
    pub arranged: BTreeSet<i32>,
    /// Whether it is an iCalendar file.
    pub is_calendar: bool,
    /// What was not taken.
    pub left_out: Vec<LeftOut>,
}

/// An event that was not taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeftOut {
    /// What it is called.
    pub name: String,
    /// When it begins.
    pub on: Option<NaiveDate>,
    /// Why it was not taken.
    pub why: Why,
}

/// Why an event is no day off.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Why {
    /// It has a time of day.
    Timed,
    /// It is over.
    Past,
    /// It repeats otherwise than once a year.
    Repeats,
    /// It was called off.
    Cancelled,
    /// The file itself calls it an observance: people work.
    Observance,
    /// It is longer than a month.
    TooLong,
    /// No day can be read.
    NoDay,
}

impl Why {
    /// All reasons.
    pub const ALL: [Self; 7] = [
        Self::Timed,
        Self::Past,
        Self::Repeats,
        Self::Cancelled,
        Self::Observance,
        Self::TooLong,
        Self::NoDay,
    ];

    /// Stable key.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Timed => "timed",
            Self::Past => "past",
            Self::Repeats => "repeats",
            Self::Cancelled => "cancelled",
            Self::Observance => "observance",
            Self::TooLong => "too_long",
            Self::NoDay => "no_day",
        }
    }
}

/// Why a file of holidays cannot be taken at all.
#[derive(Debug, thiserror::Error)]
pub enum HolidaysError {
    /// It cannot be read.
    #[error(transparent)]
    Source(#[from] SourceError),
    /// A line of it is no day of an arrangement.
    #[error("{path}: line {line} is no day of an arrangement")]
    Line {
        /// The file.
        path: PathBuf,
        /// The line, from 1.
        line: usize,
    },
    /// More days than a calendar of holidays has.
    #[error("{path}: more than {most} days")]
    TooMany {
        /// The file.
        path: PathBuf,
        /// Days that are taken at most.
        most: usize,
    },
}

/// Reads a file of holidays. Of a calendar the days from this year on are taken.
///
/// # Errors
/// A file that cannot be read, is no calendar of holidays, or has too many days.
pub fn holidays(path: &Path, today: NaiveDate) -> Result<Holidays, HolidaysError> {
    let text = source::whole(path, MOST_BYTES)?;
    let head = text.trim_start_matches(['\u{feff}', ' ', '\r', '\n']).get(..15).unwrap_or_default();
    let found = if head.eq_ignore_ascii_case("BEGIN:VCALENDAR") {
        calendar::read(&text, today)
    } else {
        arrangement(&text).map_err(|line| HolidaysError::Line { path: path.to_owned(), line })?
    };
    if found.days.len() > MOST_DAYS {
        return Err(HolidaysError::TooMany { path: path.to_owned(), most: MOST_DAYS });
    }
    Ok(found)
}

/// Reads the State Council's arrangement; else the line that is no day of one.
fn arrangement(text: &str) -> Result<Holidays, usize> {
    let mut found = Holidays::default();
    for day in read_arrangement(text).map_err(|error| error.line)? {
        found.arranged.insert(day.day.year());
        found.days.insert(day.day, OwnDay { works: day.working, name: name(&day.holiday) });
    }
    Ok(found)
}

/// A name on one line and of a length that lists can show.
fn name(text: &str) -> Option<String> {
    let name: String = clean_line(text).chars().take(NAME).collect();
    Some(name).filter(|name| !name.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_arrangement_is_taken_whole_and_names_the_line_that_is_none() {
        let csv = "\u{feff}date,kind,holiday\r\n2027-01-01,holiday,元旦\r\n2027-01-03,makeup_workday,元旦\r\n";
        let found = arrangement(csv).unwrap();
        assert_eq!(found.arranged, BTreeSet::from([2027]));
        let days: Vec<String> = found.days.values().map(ToString::to_string).collect();
        assert_eq!(days, ["off 元旦", "work 元旦"]);
        assert_eq!(arrangement("date,kind,holiday\n2027-02-30,holiday,x\n"), Err(2));
        assert_eq!(arrangement("hello"), Err(1));
        let long = format!("date,kind,holiday\n2027-01-01,holiday,{}\n", "长".repeat(200));
        let names = arrangement(&long).unwrap().days.into_values().filter_map(|day| day.name);
        assert_eq!(names.map(|name| name.chars().count()).collect::<Vec<_>>(), [NAME]);
    }
}
