//! `touchline demo`: the workbench on made-up data, in a file that is thrown away unless one is named.

use std::{fs, path::Path, sync::Arc};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use serde_json::json;
use tempfile::TempDir;

use super::{answer::Answer, world::World};
use crate::{
    command::Session,
    demo,
    env::Env,
    error::{Error, Result},
    i18n::Words,
};

/// The seed unless another one is given.
const SEED: u64 = 1;

/// With fewer customers nobody waits long enough to look at a bar.
const SHOW_PROGRESS_FROM: u32 = 2_000;

/// The arguments of `demo`.
#[derive(Clone, Debug, clap::Args)]
pub struct Args {
    #[arg(long, value_name = "N", default_value_t = 120,
          value_parser = clap::value_parser!(u32).range(1..=i64::from(demo::MOST_CUSTOMERS)))]
    customers: u32,
    #[arg(long, value_name = "S")]
    seed: Option<u64>,
    /// Whether the workbench stays closed.
    #[arg(long)]
    pub no_ui: bool,
}

/// `demo --no-ui`: writes the file, which then stays, and says where it is.
///
/// # Errors
/// As [`filled`].
pub fn write(world: &World, args: &Args, words: &Words) -> Result<Answer> {
    let (session, folder) = filled(world, args, words)?;
    let count = session.reader().customer_count()?;
    let path = session.store().path();
    if let Some(folder) = folder {
        let _kept = folder.keep();
    }
    if world.json {
        return Ok(Answer::json(json!({ "path": path, "customers": count })));
    }
    let customers = words.format("count-customers", &[("count", count.into())]);
    let line = [("customers", customers.into()), ("path", path.display().to_string().into())];
    Ok(Answer::line(words.format("cli-demo-written", &line)))
}

/// The demo in its file, and the folder that is thrown away with it.
///
/// # Errors
/// Fails for a file named on the command line that has something in it, and when the file cannot be
/// written; a file that was begun is gone then.
pub fn filled(world: &World, args: &Args, words: &Words) -> Result<(Session, Option<TempDir>)> {
    let seed = args.seed.or(world.seed).unwrap_or(SEED);
    let mut env = world.env().seeded(seed);
    // A demo is never written where the environment or the config keep the real data.
    let (path, folder) = if let Some(path) = world.named_file() {
        (path.to_owned(), None)
    } else {
        // What is thrown away leaves no traces among the real files.
        env.state = None;
        let folder = tempfile::Builder::new().prefix("touchline-demo-").tempdir();
        let folder = folder.map_err(|error| Error::io(&std::env::temp_dir(), &error))?;
        (folder.path().join("demo.db"), Some(folder))
    };
    if fs::metadata(&path).is_ok_and(|data| data.is_dir() || data.len() > 0) {
        return Err(Error::input("file-exists").with("path", path.as_path()));
    }
    let filled = fill(&path, Arc::new(env), world.member(), args.customers, seed, words);
    if filled.is_err() {
        // Half a demo is of no use, and the file is ours; the error says what is wrong.
        let _ = fs::remove_file(&path);
    }
    Ok((filled?, folder))
}

fn fill(
    path: &Path,
    env: Arc<Env>,
    member: &str,
    customers: u32,
    seed: u64,
    words: &Words,
) -> Result<Session> {
    let mut session = Session::open(path, env, member, true)?;
    let bar = bar(customers, words);
    demo::write(&mut session, customers, seed, |written| bar.set_position(written))?;
    bar.finish_and_clear();
    Ok(session)
}

/// A bar on stderr, when that is a terminal and there is something to wait for.
fn bar(customers: u32, words: &Words) -> ProgressBar {
    let target = if customers < SHOW_PROGRESS_FROM {
        ProgressDrawTarget::hidden()
    } else {
        ProgressDrawTarget::stderr()
    };
    let count = words.format("count-customers", &[("count", customers.into())]);
    let message = words.format("progress-generating", &[("customers", count.into())]);
    let bar = ProgressBar::with_draw_target(Some(u64::from(customers)), target);
    // A form that cannot be read would be replaced by the plain bar.
    let style = ProgressStyle::with_template("{msg} {wide_bar} {percent} %");
    bar.with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar())).with_message(message)
}
