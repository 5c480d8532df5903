//! The import itself, in the background: one step or none, then the rows that did not fit.

use std::{
    io,
    path::{Path, PathBuf},
    sync::Arc,
};

use super::{
    awaited::Pace,
    plan::{Plan, reason, unreadable},
};
use crate::{
    command::{
        CommandError, Session,
        import_batch::{self, Imported},
    },
    domain::tier::ValueRules,
    error::{Error, Kind},
    exchange::{
        export::whole,
        import::{Mapping, Reject, Rejects, Source, records},
    },
    i18n::Words,
    store::StoreError,
};

/// What came of it.
#[derive(Debug)]
pub(super) struct Outcome {
    pub imported: Imported,
    /// Where the rows that did not fit are, or why they are not there.
    pub saved: Option<Result<PathBuf, String>>,
    /// Whether the data say what a large customer is, and nobody has said it yet.
    pub proposes: bool,
}

/// Brings the rows in; `cancelled` when it was given up, and then nothing is written.
pub(super) fn write(
    plan: &Plan,
    source: &Arc<Source>,
    mapping: &Mapping,
    pace: &Pace<'_>,
) -> Result<Outcome, Error> {
    let mut session = plan.at.open().map_err(CommandError::from)?;
    session.store().hold_back().map_err(CommandError::from)?;
    let reading = plan.reading();
    let rows =
        records(source, mapping, &reading).map_err(|error| unreadable(&plan.path, &error))?;
    let options = plan.coming_in(false);
    let go_on = |rows| pace.go_on(rows);
    let imported = import_batch::import(&mut session, mapping, rows, &options, go_on)?;
    let wanted = !imported.cancelled && !imported.rejects.is_empty();
    let kept = plan.keep_rejects.as_ref().filter(|_| wanted);
    let saved = kept.map(|path| save(plan, path, source.headers(), &imported.rejects));
    // What cannot be asked is not proposed; the rows are in.
    let proposes = imported.step.is_some() && proposes(&session).unwrap_or(false);
    Ok(Outcome { imported, saved, proposes })
}

fn proposes(session: &Session) -> Result<bool, StoreError> {
    let is_default = session.rules().tiers.value == ValueRules::default();
    Ok(is_default && session.reader().usual_values()?.is_some())
}

/// Keeps the rows that do not fit beside the file they come from.
pub(super) fn save(
    plan: &Plan,
    path: &Path,
    headers: &[String],
    rejects: &[Reject],
) -> Result<PathBuf, String> {
    let words = Words::new(plan.at.language);
    let written = whole::write(path, false, |out| {
        let mut writer = Rejects::new(out, headers).map_err(io::Error::other)?;
        for reject in rejects {
            let reason = reason(&words, &reject.reason);
            writer.write(reject, &reason).map_err(io::Error::other)?;
        }
        writer.finish()
    });
    let failed = |error: io::Error| {
        let error = Error::new(Kind::Data, "file-unwritable")
            .with("path", path)
            .with("reason", error.to_string());
        error.message(&words)
    };
    written.map_err(failed).map(|()| path.to_owned())
}
