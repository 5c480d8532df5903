//! Figures that more than one edge shows, a report a file.

pub mod funnel;
