//! An export of everything comes back.

use super::{
    super::{
        answer::Answer,
        world::{Open, World},
    },
    Args, object, options, page, progress, tell_rejects, write_rejects,
};
use crate::{
    command::import_batch::whole::{self, WholeError},
    error::{Error, Kind as Failure, Result},
    exchange::import::own::OwnError,
    i18n::Words,
};

/// Brings the rows back under their ids, as one step.
pub(super) fn run(world: &World, args: &Args, words: &Words) -> Result<Answer> {
    let mut run =
        world.open(if args.dry_run { Open::Rehearsing } else { Open::Creating }, words)?;
    let options = options(&run, args);
    let bar = progress(run.words, &options.name);
    let imported = whole::import(&mut run.session, &args.file, &options, |read| {
        bar.set_position(read);
        true
    });
    bar.finish_and_clear();
    let imported = imported.map_err(|error| at(args, error))?;
    if let Some(path) = args.rejects.as_deref().filter(|_| !imported.rejects.is_empty()) {
        let headers = ["list", "row"].map(str::to_owned);
        write_rejects(path, &headers, &imported.rejects, run.words)?;
    }
    let refused = imported.rejects.len() as u64 == imported.read && imported.read > 0;
    if run.json {
        return Ok(Answer::json(object(&run, None, args, &imported)).failing(refused));
    }
    if args.rejects.is_none() {
        tell_rejects(run.words, &imported.rejects);
    }
    Ok(Answer::lines(page(run.words, None, args, &imported)).failing(refused))
}

fn at(args: &Args, error: WholeError) -> Error {
    let path = args.file.as_path();
    match error {
        WholeError::Command(error) => error.into(),
        WholeError::Own(OwnError::Unreadable(error)) => {
            Error::new(Failure::Data, "file-unreadable")
                .with("path", path)
                .with("reason", error.to_string())
        }
        WholeError::Own(OwnError::Malformed { line, reason }) => {
            Error::new(Failure::Data, "file-malformed")
                .with("path", path)
                .with("line", line.to_string())
                .with("reason", reason)
        }
        WholeError::Own(OwnError::Newer(version)) => Error::new(Failure::Data, "file-newer-export")
            .with("path", path)
            .with("version", version.to_string()),
    }
}
