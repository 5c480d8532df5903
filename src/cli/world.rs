//! Everything a command needs: the file, the config, the words, who is asking.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use chrono::{DateTime, NaiveDate};
use clap::{Arg, ArgMatches, Command, parser::ValueSource};
use directories::ProjectDirs;

use crate::{
    command::Session,
    config::Config,
    env::{Env, identity::DeviceId},
    error::{Error, Kind, Result},
    i18n::{Language, Words},
};

/// The options that every command takes.
#[derive(Debug, clap::Args)]
pub struct Globals {
    #[arg(long, global = true, env = "TOUCHLINE_DB", hide_env = true, value_name = "FILE")]
    db: Option<PathBuf>,
    #[arg(long, global = true, env = "TOUCHLINE_CONFIG", hide_env = true, value_name = "FILE")]
    config: Option<PathBuf>,
    #[arg(long, global = true, value_name = "en|zh-CN")]
    lang: Option<String>,
    #[arg(long, global = true)]
    json: bool,
    #[arg(long, global = true)]
    no_color: bool,
}

/// `--as MEMBER`, on every command but those where `--as` says what a file holds.
pub fn with_member(command: Command) -> Command {
    let takes = command.get_name() != "import";
    let arg = Arg::new("member").long("as").value_name("MEMBER");
    let command = if takes { command.arg(arg) } else { command };
    command.mut_subcommands(with_member)
}

/// Who was named with `--as`, on whichever command.
pub fn member_of(matches: &ArgMatches) -> Option<String> {
    let inner = matches.subcommand().and_then(|(_, inner)| member_of(inner));
    let own = || matches.try_get_one::<String>("member").ok().flatten().cloned();
    inner.or_else(own)
}

/// Whether `--db` stands on the command line, and not only in the environment.
pub fn names_file(matches: &ArgMatches) -> bool {
    matches.value_source("db") == Some(ValueSource::CommandLine)
        || matches.subcommand().is_some_and(|(_, inner)| names_file(inner))
}

/// How a command opens the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Open {
    /// It reads: the file must be there.
    Reading,
    /// It writes into a file that must be there.
    Writing,
    /// It writes, and makes the file when there is none.
    Creating,
    /// It only shows what it would write: without a file it plays in memory.
    Rehearsing,
}

/// What is known before the file is open.
#[derive(Debug)]
pub struct World {
    /// The user's taste.
    pub config: Config,
    /// Whether answers are JSON.
    pub json: bool,
    /// Whether answers may be coloured.
    pub colour: bool,
    /// The folder of the config.
    pub folder: PathBuf,
    db: Option<PathBuf>,
    /// Whether the file was named on the command line itself.
    names_file: bool,
    member: String,
    now: Option<i64>,
    /// `TOUCHLINE_SEED`.
    pub seed: Option<u64>,
}

/// A command's run on an open file.
#[derive(Debug)]
pub struct Run<'a> {
    /// The file and who works on it.
    pub session: Session,
    /// The user's taste.
    pub config: &'a Config,
    /// The words.
    pub words: &'a Words,
    /// Whether the answer is JSON.
    pub json: bool,
}

impl World {
    /// Reads the config and the environment.
    ///
    /// # Errors
    /// A config that is refused; a clock, seed or language that says nothing.
    pub fn new(globals: Globals, names_file: bool, member: Option<String>) -> Result<Self> {
        check_language(globals.lang.as_deref())?;
        Ok(Self {
            names_file,
            db: globals.db.filter(|path| !path.as_os_str().is_empty()),
            config: config(globals.config.as_deref())?,
            json: globals.json,
            folder: folder_of(globals.config),
            colour: !globals.no_color && var("NO_COLOR").is_none(),
            member: member
                .or_else(|| var("TOUCHLINE_USER"))
                .filter(|name| !name.trim().is_empty())
                .unwrap_or_else(account),
            now: clock()?,
            seed: seed()?,
        })
    }

    /// Opens the file.
    ///
    /// # Errors
    /// As [`Session::open`]; a file that is not there unless it may be made.
    pub fn open<'a>(&'a self, how: Open, words: &'a Words) -> Result<Run<'a>> {
        let path = self.path()?;
        if how == Open::Rehearsing && !path.exists() {
            let session = Session::in_memory(Arc::new(self.env()), &self.member)?;
            return Ok(Run { session, config: &self.config, words, json: self.json });
        }
        if how != Open::Creating && !path.exists() {
            return Err(Error::new(Kind::Data, "db-missing").with("path", path.as_path()));
        }
        let env = Arc::new(self.env());
        let session = Session::open(&path, env, &self.member, how == Open::Creating)?;
        Ok(Run { session, config: &self.config, words, json: self.json })
    }

    /// The file named on the command line itself.
    pub fn named_file(&self) -> Option<&Path> {
        self.db.as_deref().filter(|_| self.names_file)
    }

    /// Who works here.
    pub fn member(&self) -> &str {
        &self.member
    }

    /// Where the file lies.
    ///
    /// # Errors
    /// Fails on a machine without a home.
    pub fn path(&self) -> Result<PathBuf> {
        let named = self.db.clone().or_else(|| self.config.paths.db.clone());
        named
            .or_else(|| Some(folders()?.data_dir().join("touchline.db")))
            .ok_or_else(|| Error::new(Kind::Config, "no-home"))
    }

    /// The world of this run: real, unless the clock or chance are fixed.
    pub fn env(&self) -> Env {
        let state = folders()
            .map(|dirs| dirs.state_dir().unwrap_or_else(|| dirs.data_local_dir()).to_owned());
        let mut env = Env::system(state);
        if let Some(now) = self.now {
            env = env.at(now);
        }
        if let Some(seed) = self.seed {
            env = env.seeded(seed);
            env.device = DeviceId::seeded(seed);
        }
        env
    }
}

impl Run<'_> {
    /// The business day.
    pub fn today(&self) -> NaiveDate {
        self.session.today()
    }
}

/// The name of the account that the program runs under: who works here unless named.
fn account() -> String {
    let environment = ["USER", "USERNAME", "LOGNAME"].into_iter().find_map(var);
    let name = environment.or_else(|| whoami::username().ok());
    name.filter(|name| !name.trim().is_empty()).unwrap_or_else(|| "me".to_owned())
}

/// The platform's folders.
fn folders() -> Option<ProjectDirs> {
    ProjectDirs::from("", "", "touchline")
}

/// Where the config lies unless named.
pub fn default_config() -> Option<PathBuf> {
    folders().map(|dirs| dirs.config_dir().join("config.toml"))
}

/// The folder that a config lies in, named or not.
fn folder_of(named: Option<PathBuf>) -> PathBuf {
    let file = named.or_else(default_config).unwrap_or_default();
    file.parent().map(Path::to_owned).unwrap_or_default()
}

fn config(named: Option<&Path>) -> Result<Config> {
    if let Some(path) = named {
        // A config that was named is wanted: one that is not there is a slip.
        if !path.exists() {
            return Err(Error::new(Kind::Config, "file-not-found").with("path", path));
        }
    }
    match named.map(Path::to_owned).or_else(default_config) {
        Some(path) => Ok(Config::load(&path)?),
        None => Ok(Config::default()),
    }
}

fn check_language(name: Option<&str>) -> Result<()> {
    match name {
        Some(name) if Language::from_tag(name).is_none() => {
            Err(Error::input("language-unknown").with("name", name))
        }
        _ => Ok(()),
    }
}

fn clock() -> Result<Option<i64>> {
    let Some(text) = var("TOUCHLINE_NOW") else { return Ok(None) };
    match DateTime::parse_from_rfc3339(text.trim()) {
        Ok(now) => Ok(Some(now.timestamp_millis())),
        Err(_) => Err(Error::new(Kind::Config, "clock-invalid").with("text", text)),
    }
}

fn seed() -> Result<Option<u64>> {
    let Some(text) = var("TOUCHLINE_SEED") else { return Ok(None) };
    match text.trim().parse() {
        Ok(seed) => Ok(Some(seed)),
        Err(_) => Err(Error::new(Kind::Config, "seed-invalid").with("text", text)),
    }
}

/// A variable of the environment that says something.
fn var(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.is_empty())
}
