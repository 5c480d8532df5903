//! Sentences that the command line and the workbench share, made of words and facts.

pub mod gesture;
pub mod names;
