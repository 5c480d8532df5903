//! The workbench: screens, keys, words on a terminal.

pub mod action;
pub mod app;
pub mod asset;
mod beside;
mod clipboard;
pub mod cx;
mod editor;
pub mod effect;
pub mod event;
pub mod everybody;
mod hyperlink;
pub mod job;
pub mod key;
pub mod keymap;
mod open;
mod opener;
pub mod reading;
pub mod reversal;
pub mod run;
#[cfg(test)]
pub(crate) mod script;
mod signal;
#[cfg(test)]
mod snapshots;
mod terminal;
pub mod text;
pub mod theme;
pub mod view;
pub mod widget;

pub use open::{Taste, open};
