//! A file of another program comes in: it is chosen, looked at, changed where it was misunderstood,
//! and brought in as one step; all that takes long happens in the background.

mod awaited;
mod draw;
mod look;
mod path;
mod plan;
mod prompt;
mod screen;
#[cfg(test)]
mod tests;
mod write;

use std::path::PathBuf;

use self::{prompt::Prompt, screen::ImportScreen};
use crate::tui::{cx::Cx, effect::Effect};

/// Asks which file comes in.
pub fn ask(cx: &Cx<'_>) -> Effect {
    Effect::Open(Box::new(Prompt::new(cx)))
}

/// Shows what importing this file would do.
fn preview(path: PathBuf, cx: &Cx<'_>) -> Effect {
    Effect::Open(Box::new(ImportScreen::new(path, cx)))
}
