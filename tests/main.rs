//! Every test that needs more than one module, in one binary.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stderr,
    reason = "a test fails by panicking"
)]

mod buying;
mod care;
mod cli;
mod demo;
mod effort;
mod exchange;
mod filters;
mod lists;
mod merge;
mod messages;
#[cfg(unix)]
mod pty;
mod review;
mod rules;
mod store;
mod support;
mod tidy;
mod words;
