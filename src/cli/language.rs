//! The language of a run, and the help in it.

use std::ffi::OsString;

use clap::{ArgAction, Command};

use crate::{
    config::Config,
    i18n::{Language, LanguageSources, Words},
};

/// The language that the arguments, the environment or the config ask for. It is needed before the
/// arguments are understood, because their help is in it.
pub fn wanted(args: impl IntoIterator<Item = OsString>) -> Language {
    let args: Vec<String> =
        args.into_iter().map(|arg| arg.to_string_lossy().into_owned()).collect();
    let value = |name: &str| {
        args.iter().enumerate().find_map(|(at, arg)| {
            let rest = arg.strip_prefix(name)?;
            match rest.strip_prefix('=') {
                Some(value) => Some(value.to_owned()),
                None if rest.is_empty() => args.get(at + 1).cloned(),
                None => None,
            }
        })
    };
    let var = |name: &str| std::env::var(name).ok();
    let (flag, env) = (value("--lang"), var("TOUCHLINE_LANG"));
    let config = value("--config").or_else(|| var("TOUCHLINE_CONFIG")).map(Into::into);
    // A config that cannot be read is reported when it is opened for good.
    let config = config
        .or_else(super::world::default_config)
        .and_then(|path| Config::load(&path).ok())
        .and_then(|config| config.language);
    let [all, messages, lang] = ["LC_ALL", "LC_MESSAGES", "LANG"].map(var);
    let system = sys_locale::get_locale();
    Language::choose(&LanguageSources {
        flag: flag.as_deref(),
        env: env.as_deref(),
        config,
        locale: [all.as_deref(), messages.as_deref(), lang.as_deref()],
        system: system.as_deref(),
    })
}

/// The name of the whole program among commands.
pub const PROGRAM: &str = "touchline";

/// The path of a command under another: its names joined with `-`, without the program's.
pub fn inner_path(path: &str, name: &str) -> String {
    if path == PROGRAM { name.to_owned() } else { format!("{path}-{name}") }
}

/// The key of what the command of a path does.
pub fn about_key(path: &str) -> String {
    format!("cli-about-{path}")
}

/// The key of what an argument is.
pub fn arg_key(id: &str) -> String {
    format!("cli-arg-{}", id.replace('_', "-"))
}

/// The command with every text of its help in the words of a language.
pub fn localised(command: Command, words: &Words) -> Command {
    // Its own help and version flags, because the built-in ones speak English only.
    let help = clap::Arg::new("help").short('h').long("help").action(ArgAction::Help).global(true);
    let version = clap::Arg::new("version").short('V').long("version").action(ArgAction::Version);
    let command = command.disable_help_flag(true).disable_version_flag(true).arg(help).arg(version);
    let mut command = each(command, PROGRAM, words);
    let more = words.get("cli-after-help").into_owned();
    command = command.after_help(more);
    command
}

fn each(command: Command, path: &str, words: &Words) -> Command {
    let heading = |key: &str| words.get(key).into_owned();
    let (arguments, options) = (heading("cli-heading-arguments"), heading("cli-heading-options"));
    let usage = heading("cli-heading-usage");
    command
        .about(words.get(&about_key(path)).into_owned())
        .help_template(format!("{{about}}\n\n{usage} {{usage}}\n\n{{all-args}}{{after-help}}\n"))
        .subcommand_help_heading(heading("cli-heading-commands"))
        .mut_args(|arg| {
            let key = arg_key(arg.get_id().as_str());
            let heading = if arg.is_positional() { &arguments } else { &options };
            arg.help(words.get(&key).into_owned()).help_heading(heading.clone())
        })
        .mut_subcommands(|inner| {
            let path = inner_path(path, inner.get_name());
            each(inner.disable_help_flag(true).disable_help_subcommand(true), &path, words)
        })
}
