//! The workbench: screens, keys, words on a terminal.

pub mod action;
pub mod asset;
pub mod cx;
pub mod effect;
pub mod job;
pub mod key;
pub mod keymap;
pub mod text;
pub mod theme;
pub mod view;
pub mod words;
