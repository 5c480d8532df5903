//! What a form is told while it is filled in, beside what its fields check themselves.

use super::Values;
use crate::tui::{cx::Cx, job::Job};

/// Watches what is typed into a form, and warns without standing in the way.
pub trait Aside {
    /// Takes in what has arrived.
    fn refresh(&mut self, cx: &Cx<'_>);

    /// What has to be read in the background before it can say anything.
    fn work(&mut self, cx: &Cx<'_>) -> Option<Job>;

    /// What there is to say of what is typed.
    fn say(&self, values: &Values<'_>, cx: &Cx<'_>) -> Option<String>;
}
