//! The file keeps its promises: log and tables agree, undo is exact, nothing saved is lost.

mod bad_files;
mod buyers;
mod formats;
pub mod histories;
mod hostile_text;
mod identity;
mod killed;
mod merged;
mod settings;
mod sharing;
mod undo;
pub mod view;
