//! Other programs' files, in and out.

pub mod export;
mod formula;
pub mod import;
