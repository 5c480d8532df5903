//! Touchline: a sales workbench in the terminal.
//!
//! The map of the house, in reading order (who may name whom is held by `tests/tidy.rs`):
//!
//! | module | holds |
//! |---|---|
//! | [`mod@env`] | the only source of time, chance and identity |
//! | [`text`] | text from outside made safe |
//! | [`error`] | what the edges show of a failure: kind, message, hint |
//! | [`domain`] | the business rules: pure functions of facts, settings and today |
//! | [`change`] | the change log: stamps, entries, who wins a field |
//! | [`store`] | the SQLite file: one way in ([`store`] commit), one way out (reader) |
//! | [`command`] | one use case a file |
//! | [`demo`] | a made-up set of data, written through the one write path |
//! | [`exchange`] | other programs' files, in and out |
//! | [`search`] | finding by what people type: names, pinyin, initials, phones, tags |
//! | [`document`] | a report as every output gets it: figures, charts, tables |
//! | [`report`] | what the data say of the business, a report a file |
//! | [`i18n`] | every word that is shown, in English and Chinese |
//! | [`wording`] | sentences about the data: why somebody is due, why a tier, what a step was |
//! | [`config`] | the user's taste |
//! | [`cli`] | the command line |
//! | [`tui`] | the workbench |

pub mod change;
pub mod cli;
pub mod command;
pub mod config;
pub mod demo;
pub mod document;
pub mod domain;
pub mod env;
pub mod error;
pub mod exchange;
pub mod i18n;
pub mod report;
pub mod search;
pub mod store;
pub mod text;
pub mod tui;
pub mod wording;
