//! Sentences about the data in the user's words, for the command line and the workbench alike: why
//! somebody is in the queue, why a tier, what a step was.

pub mod basis;
pub mod buying;
pub mod calendar;
pub mod cell;
pub mod day;
pub mod duplicates;
pub mod entry;
pub mod gesture;
pub mod greeting;
pub mod merge;
pub mod message;
pub mod names;
pub mod reason;
pub mod review;
pub mod step;
pub mod tier;
pub mod value;
pub mod visit;
pub mod worth;
