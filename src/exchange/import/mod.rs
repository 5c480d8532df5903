//! Files of other programs read into neutral records.
//!
//! [`Source::open`] finds out what a file is, [`Mapping::plan`] what its columns mean, and
//! [`records`] reads it row by row: every row comes out as a [`Record`] or as a [`Reject`].

mod cards;
mod cell;
pub mod date;
pub mod decimal;
pub mod fields;
mod finish;
pub mod headers;
pub mod holidays;
pub mod mapping;
pub mod own;
pub mod profiles;
pub mod record;
pub mod reject;
pub mod rejects;
pub mod rows;
pub mod source;
pub mod stages;
mod style;
pub mod text;
pub mod value;
mod workbook;

pub use fields::{Field, Kind};
pub use mapping::{Mapping, MappingError};
pub use profiles::Profile;
pub use record::{Options, Record, Records, records};
pub use reject::{Reject, RejectReason};
pub use rejects::Rejects;
pub use source::{Form, Source, SourceError, SourceOptions};

#[cfg(test)]
mod tests;
