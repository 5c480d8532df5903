//! One screen a file, and what all of them have in common.

pub mod customer;
pub mod customers;
pub mod duplicates;
pub mod entry;
pub mod form;
pub mod funnel;
pub mod history;
pub mod import;
pub mod insights;
#[cfg(test)]
pub(crate) mod journey;
pub mod merge;
pub mod message;
pub mod on_customer;
pub mod plan;
pub mod settings;
pub mod snooze;
pub mod today;
pub mod welcome;
#[cfg(test)]
mod world;

use ratatui::{Frame, crossterm::event::KeyEvent, layout::Rect};

use super::{
    action::{Action, Context},
    cx::Cx,
    effect::{Effect, Notice, Tone},
    hyperlink::Hyperlink,
    job::Job,
    text,
    theme::Role,
};
use crate::{command::CommandError, env::ui::UiState, error::Error};

/// A screen or an overlay. It never draws what it did not read before: `draw` neither queries nor
/// fails.
pub trait View {
    /// Where its keys stand in the keymap.
    fn context(&self) -> Context;

    /// Where it lies on the screen.
    fn placement(&self, _cx: &Cx<'_>) -> Placement {
        Placement::Page
    }

    /// Name on its tab, with a count beside it if it has one.
    fn title(&self, _cx: &Cx<'_>) -> (String, String) {
        (String::new(), String::new())
    }

    /// The actions that the status line names, the most useful first.
    fn hints(&self) -> &[Action] {
        &[]
    }

    /// Does an action, or passes it to the app.
    fn update(&mut self, action: Action, cx: &Cx<'_>) -> Effect;

    /// Takes what is typed if something in it is being typed into, else passes it to the keymap.
    fn input(&mut self, _input: &Input, _cx: &Cx<'_>) -> Effect {
        Effect::Pass
    }

    /// Takes a click or a turn of the wheel within the area it was last drawn in.
    fn mouse(&mut self, _mouse: Mouse, _cx: &Cx<'_>) -> Effect {
        Effect::None
    }

    /// Draws itself.
    fn draw(&self, frame: &mut Frame<'_>, area: Rect, cx: &Cx<'_>);

    /// Reads again what it shows: something was written, or the day has changed.
    fn refresh(&mut self, _cx: &Cx<'_>) {}

    /// What it wanted to be written was refused: says it at its place, or passes it to the bottom
    /// line.
    fn refused(&mut self, _error: &CommandError, _cx: &Cx<'_>) -> Effect {
        Effect::Pass
    }

    /// What takes too long to be read at once: asked after [`View::refresh`], done in the
    /// background, and followed by another refresh.
    fn work(&mut self, _cx: &Cx<'_>) -> Option<Job> {
        None
    }

    /// The links in what it drew last, for terminals that open them.
    fn links(&self) -> Vec<Hyperlink> {
        Vec::new()
    }

    /// Goes on where the user left this screen: asked once, when the workbench opens.
    fn resume(&mut self, _cx: &Cx<'_>) -> Effect {
        Effect::None
    }

    /// How the user leaves this screen, to be kept for [`View::resume`].
    fn remember(&self, _ui: &mut UiState, _cx: &Cx<'_>) {}

    /// Something was typed that would be lost.
    fn is_unsaved(&self) -> bool {
        false
    }
}

/// Where a view lies on the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Placement {
    /// Instead of what is beneath.
    Page,
    /// Below what is beneath, which makes room for so many rows.
    Bottom(u16),
    /// Over what is beneath, in the middle, at most so wide and high.
    Middle {
        /// Columns.
        width: u16,
        /// Rows.
        height: u16,
    },
}

/// What is typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Input {
    /// A key.
    Key(KeyEvent),
    /// A pasted text, sanitised, with its line ends.
    Paste(String),
    /// A text that comes back from the editor and replaces the one that went there.
    Edited(String),
}

/// A click, a drag or a turn of the wheel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mouse {
    /// Column of the screen.
    pub column: u16,
    /// Row of the screen.
    pub row: u16,
    /// What happened there.
    pub kind: MouseKind,
}

/// What the mouse did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MouseKind {
    /// The main button went down.
    Click,
    /// The mouse was moved with the main button down.
    Drag,
    /// The main button went up.
    Release,
    /// The wheel was turned towards the top.
    ScrollUp,
    /// The wheel was turned towards the bottom.
    ScrollDown,
}

/// The tabs, in the order of their keys.
pub fn tabs() -> Vec<Box<dyn View>> {
    vec![
        Box::new(today::Today::default()),
        Box::new(customers::Customers::new()),
        Box::new(funnel::Funnel::new()),
        Box::new(plan::Agenda::default()),
        Box::new(insights::Insights::new()),
    ]
}

/// Says that something could not be read or done.
fn failed(error: impl Into<CommandError>, cx: &Cx<'_>) -> Effect {
    let words = Error::from(error.into()).message(cx.words);
    Effect::Notice(Notice::new(Tone::Error, words))
}

/// Words over an empty area.
fn draw_words(frame: &mut Frame<'_>, area: Rect, words: &str, role: Role, cx: &Cx<'_>) {
    let wide = usize::from(area.width.saturating_sub(4).min(76));
    let (left, top) = (area.x + area.width.min(2), area.y + area.height.min(1));
    for (y, line) in (top..area.bottom()).zip(text::wrap(words, wide)) {
        frame.buffer_mut().set_stringn(left, y, line, wide, cx.theme.style(role));
    }
}
