//! Pieces that screens are made of. They take their colours from roles and their words from the
//! language files.

pub mod buying;
pub mod chart;
pub mod confirm;
pub mod detail;
pub mod form;
pub mod header;
pub mod help;
pub mod line_input;
pub mod list;
pub mod pane;
pub mod panel;
pub mod picker;
pub mod status;
pub mod text_area;
