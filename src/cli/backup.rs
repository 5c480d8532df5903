//! `backup FILE`: a whole copy.

use std::path::PathBuf;

use super::{answer::Answer, json, world::Run};
use crate::{
    error::{Error, Kind, Result},
    store::StoreError,
};

/// Where to.
#[derive(Debug, clap::Args)]
pub struct Args {
    file: PathBuf,
    #[arg(long)]
    force: bool,
}

/// Writes the copy; a file that is there is replaced only with `--force`.
///
/// # Errors
/// There is a file already, or it cannot be written.
pub fn run(run: &mut Run<'_>, args: &Args) -> Result<Answer> {
    run.session.store().backup(&args.file, args.force).map_err(|error| match error {
        StoreError::Io { path, source } if source.kind() == std::io::ErrorKind::AlreadyExists => {
            let name = if args.force { "same-file" } else { "backup-exists" };
            Error::new(Kind::Data, name).with("path", path.as_path())
        }
        other => other.into(),
    })?;
    let path = args.file.display().to_string();
    if run.json {
        return Ok(Answer::json(json::answer(run.today(), [("path", path.into())])));
    }
    Ok(Answer::line(run.words.format("cli-backup-done", &[("path", path.into())])))
}
