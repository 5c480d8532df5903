//! Undo and redo of a step that is too large to wait for: in the background.

use std::sync::Arc;

use super::{
    cx::Cx,
    effect::{Notice, Tone},
    job::Job,
};
use crate::{
    command::{self, Command, CommandError, Session, undo},
    error::Error,
    i18n::Words,
    wording::gesture,
};

/// Changed rows from which on nobody waits.
const LARGE: i64 = 5_000;

/// The work of a command that takes back, or brings back, very much; none for any other. What is
/// refused is refused at once.
pub fn job(command: &Command, cx: &Cx<'_>) -> Option<Job> {
    let (which, title) = match command {
        Command::Undo(which) => (Some(*which), "job-undoing"),
        Command::Redo => (None, "job-redoing"),
        _ => return None,
    };
    let session = cx.session();
    // A file in memory has no second way in, and is small.
    session.store().lookout(cx.today)?;
    if undo::size(session, which).ok()? < LARGE {
        return None;
    }
    let (path, env) = (session.store().path().to_owned(), Arc::clone(session.env()));
    let (member, language) = (session.member().name.clone(), cx.words.language());
    let command = command.clone();
    let work = move || -> Result<Notice, Error> {
        let mut session = Session::open(&path, env, &member, false).map_err(CommandError::from)?;
        session.store().hold_back().map_err(CommandError::from)?;
        let done = command::run(&mut session, command)?;
        let words = Words::new(language);
        let said = gesture::saved(&words, &session.rules().pipeline, &done);
        Ok(Notice::new(Tone::Success, said))
    };
    let told = move |error: &Error| Notice::new(Tone::Error, error.message(&Words::new(language)));
    let title = cx.words.get(title).into_owned();
    Some(Job::new(title, move |_| Some(work().unwrap_or_else(|error| told(&error)))).writing())
}
