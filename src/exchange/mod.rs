//! Other programs' files, in and out.

pub mod export;
pub mod import;
