//! Writing data that was made up, not entered.

use super::{CommandError, Done, Session};
use crate::change::ChangeSet;

/// Writes a whole change set as one step.
///
/// Commands check what a person enters; a demo comes from our own lists and has a past, which no
/// command may write. It still ends in the one write path: logged, undone and rebuilt like
/// everything else.
///
/// # Errors
/// Fails when the file cannot be written; nothing has changed then.
pub fn seed(session: &mut Session, set: ChangeSet) -> Result<Done, CommandError> {
    session.commit(set)
}
