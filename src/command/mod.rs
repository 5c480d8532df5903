//! The use cases, one a file; the only way to change data.

pub mod entry_line;
