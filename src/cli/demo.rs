//! `touchline demo`: the workbench on made-up data, in a file that is thrown away unless one is named.

use std::{
    fs,
    io::{self, Write},
    path::{Path, PathBuf},
    sync::Arc,
};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use tempfile::TempDir;

use crate::{
    command::{CommandError, Session},
    demo,
    env::Env,
    i18n::Words,
    store::StoreError,
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
    #[arg(long)]
    no_ui: bool,
}

/// Where the demo goes, and whose it is.
#[derive(Debug)]
pub struct Place<'a> {
    /// The file named on the command line itself; a demo is never written where the environment or
    /// the config keep the real data.
    pub db: Option<&'a Path>,
    /// The world; its ids and chance come from the demo's seed.
    pub env: Env,
    /// `TOUCHLINE_SEED`, for when no seed is given as an argument.
    pub seed: Option<u64>,
    /// The member at the keyboard.
    pub member: &'a str,
}

/// Why there is no demo. A file that was begun is gone.
#[derive(Debug, thiserror::Error)]
pub enum DemoError {
    /// The file named has something in it already.
    #[error("{} is already there", .0.display())]
    Exists(PathBuf),
    /// Writing the data.
    #[error(transparent)]
    Command(#[from] CommandError),
    /// Making the folder, or printing.
    #[error(transparent)]
    Io(#[from] io::Error),
}

impl From<StoreError> for DemoError {
    fn from(error: StoreError) -> Self {
        Self::Command(error.into())
    }
}

/// Writes the demo, then `open`s the workbench on it; with `--no-ui` it says on `out` where the file
/// is, which then stays.
///
/// # Errors
/// As [`DemoError`]; and whatever `open` fails with.
pub fn run<E: From<DemoError>>(
    args: &Args,
    place: Place<'_>,
    words: &Words,
    out: &mut impl Write,
    open: impl FnOnce(Session) -> Result<(), E>,
) -> Result<(), E> {
    let (session, folder) = written(args, place, words)?;
    if !args.no_ui {
        // The folder goes when the workbench is closed.
        let done = open(session);
        drop(folder);
        return done;
    }
    let count = session.reader().customer_count().map_err(DemoError::from)?;
    let customers = words.format("count-customers", &[("count", count.into())]);
    let path = session.store().path().display().to_string();
    let args = [("customers", customers.into()), ("path", path.into())];
    let line = words.format("cli-demo-written", &args);
    writeln!(out, "{line}").map_err(DemoError::from)?;
    if let Some(folder) = folder {
        let _kept = folder.keep();
    }
    Ok(())
}

/// The demo in its file, and the folder that is thrown away with it.
fn written(
    args: &Args,
    place: Place<'_>,
    words: &Words,
) -> Result<(Session, Option<TempDir>), DemoError> {
    let seed = args.seed.or(place.seed).unwrap_or(SEED);
    let mut env = place.env.seeded(seed);
    let (path, folder) = if let Some(path) = place.db {
        (path.to_owned(), None)
    } else {
        // What is thrown away leaves no traces among the real files.
        env.state = None;
        let folder = tempfile::Builder::new().prefix("touchline-demo-").tempdir()?;
        (folder.path().join("demo.db"), Some(folder))
    };
    if fs::metadata(&path).is_ok_and(|data| data.is_dir() || data.len() > 0) {
        return Err(DemoError::Exists(path));
    }
    let filled = fill(&path, Arc::new(env), place.member, args.customers, seed, words);
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
) -> Result<Session, DemoError> {
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::Language;

    /// 2026-11-23 12:00 in Shanghai.
    const NOW: i64 = 1_795_406_400_000;

    fn demo(db: Option<&Path>, no_ui: bool) -> (Result<(), DemoError>, String, Option<PathBuf>) {
        let args = Args { customers: 7, seed: None, no_ui };
        let place = Place { db, env: Env::fixed(NOW, 0), seed: None, member: "Lin" };
        let (mut out, mut opened) = (Vec::new(), None);
        let done = run(&args, place, &Words::new(Language::En), &mut out, |session: Session| {
            assert_eq!(session.reader().customer_count().unwrap(), 7);
            opened = Some(session.store().path().to_owned());
            Ok::<(), DemoError>(())
        });
        (done, String::from_utf8(out).unwrap(), opened)
    }

    #[test]
    fn a_demo_without_a_file_is_thrown_away_when_the_workbench_closes() {
        let (done, out, opened) = demo(None, false);
        done.unwrap();
        let path = opened.unwrap();
        assert!(!path.exists() && !path.parent().unwrap().exists());
        assert_eq!(out, "");
    }

    #[test]
    fn without_a_workbench_the_file_stays_and_is_named() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("demo.db");
        let (done, out, opened) = demo(Some(&path), true);
        done.unwrap();
        assert_eq!((path.exists(), opened), (true, None));
        assert_eq!(out, format!("demo file with 7 customers: {}\n", path.display()));
    }

    #[test]
    fn a_file_with_something_in_it_is_refused_and_kept() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("mine.db");
        fs::write(&path, "mine").unwrap();
        let (done, ..) = demo(Some(&path), true);
        assert!(matches!(done, Err(DemoError::Exists(named)) if named == path));
        assert_eq!(fs::read_to_string(&path).unwrap(), "mine");
    }
}
