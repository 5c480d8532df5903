//! What a view wants done: it says so and the app does it.

use std::fmt;

use crate::{
    command::{Command, Done},
    i18n::Language,
};

use super::{action::Action, cx::Cx, job::Job, theme::Role, view::View};

/// What follows from something that was written: told what was made.
pub type Then = Box<dyn FnOnce(&Done, &Cx<'_>) -> Effect>;

/// What a view answers to an action or an input.
#[derive(Default)]
pub enum Effect {
    /// Done; nothing else to do.
    #[default]
    None,
    /// Not mine: typed keys go on to the keymap, actions to the app.
    Pass,
    /// Lay this view on top.
    Open(Box<dyn View>),
    /// Take away the top layer, this view.
    Close,
    /// Go to the tab with this number, counted from 0, and take all layers away.
    Tab(usize),
    /// Do this action, as if its key had been pressed.
    Act(Action),
    /// Write this, and say that it was written.
    Run(Command),
    /// Write this, say that it was written, and go on with what follows from it.
    RunThen(Command, Then),
    /// Do this in the background.
    Start(Job),
    /// Say something.
    Notice(Notice),
    /// Let the user write this text in an editor; it comes back as [`super::view::Input::Edited`].
    Edit(String),
    /// Copy this text to the clipboard of the terminal, and say what was copied.
    Copy {
        /// The text.
        text: String,
        /// What it is, in the user's language.
        what: String,
    },
    /// Let the platform open this link.
    Link(String),
    /// Read everything that is shown again.
    Refresh,
    /// Speak another language from now on.
    Speak(Language),
    /// Show these columns of customers from now on; `None` = those of the config.
    ShowColumns(Option<Vec<String>>),
    /// Leave the workbench.
    Quit,
    /// All of these, in this order, up to the first that fails.
    Many(Vec<Effect>),
}

impl Effect {
    /// Whether the view left the matter to others.
    pub const fn is_pass(&self) -> bool {
        matches!(self, Self::Pass)
    }
}

impl fmt::Debug for Effect {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::None => f.write_str("None"),
            Self::Pass => f.write_str("Pass"),
            Self::Open(view) => write!(f, "Open({:?})", view.context()),
            Self::Close => f.write_str("Close"),
            Self::Tab(tab) => write!(f, "Tab({tab})"),
            Self::Act(action) => write!(f, "Act({action:?})"),
            Self::Run(command) => write!(f, "Run({command:?})"),
            Self::RunThen(command, _) => write!(f, "RunThen({command:?})"),
            Self::Start(job) => write!(f, "Start({job:?})"),
            Self::Notice(notice) => write!(f, "{notice:?}"),
            Self::Edit(text) => write!(f, "Edit({text:?})"),
            Self::Copy { text, .. } => write!(f, "Copy({text:?})"),
            Self::Link(link) => write!(f, "Link({link:?})"),
            Self::Refresh => f.write_str("Refresh"),
            Self::Speak(language) => write!(f, "Speak({language})"),
            Self::ShowColumns(columns) => write!(f, "ShowColumns({columns:?})"),
            Self::Quit => f.write_str("Quit"),
            Self::Many(effects) => f.debug_list().entries(effects).finish(),
        }
    }
}

/// A short message in the status line, in the user's language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// How it is meant.
    pub tone: Tone,
    /// The words.
    pub text: String,
}

impl Notice {
    /// A notice.
    pub fn new(tone: Tone, text: impl Into<String>) -> Self {
        Self { tone, text: text.into() }
    }
}

/// How a notice is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// For your information.
    Info,
    /// It worked.
    Success,
    /// It worked, but look.
    Warning,
    /// It did not work. Stays until a key is pressed.
    Error,
}

impl Tone {
    /// The role it is drawn in.
    pub const fn role(self) -> Role {
        match self {
            Self::Info => Role::Info,
            Self::Success => Role::Success,
            Self::Warning => Role::Warning,
            Self::Error => Role::Error,
        }
    }
}
