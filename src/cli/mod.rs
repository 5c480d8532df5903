//! The command line: one command a file.

mod add;
mod answer;
mod backup;
mod check;
mod completions;
mod customers;
mod deal;
mod edit;
mod export;
mod find;
mod funnel;
mod history;
mod import;
mod json;
mod language;
mod log;
mod man;
mod pairs;
mod plan;
mod rebuild;
mod settings;
mod show;
mod snooze;
mod table;
mod today;
mod undo;
mod world;
mod written;

use std::{
    io::{IsTerminal, Write},
    process::ExitCode,
};

use clap::{ArgMatches, CommandFactory, FromArgMatches, Parser, Subcommand};

use crate::{
    error::{Error, Result},
    i18n::Words,
    text,
};
use answer::Answer;
use world::{Globals, Open, World};

/// `touchline …`; the words of its help are in the language files.
#[derive(Debug, Parser)]
#[command(name = "touchline", version, disable_help_subcommand = true)]
struct Cli {
    #[command(flatten)]
    globals: Globals,
    #[command(subcommand)]
    command: Option<Command>,
}

/// The commands, in the order of the help.
#[derive(Debug, Subcommand)]
enum Command {
    Today(today::Args),
    Customers(customers::Args),
    Show(show::Args),
    Funnel(funnel::Args),
    Log(log::Args),
    Snooze(snooze::Args),
    Plan(plan::Args),
    Add(add::Args),
    Edit(edit::Args),
    Deal(deal::Args),
    Undo(undo::UndoArgs),
    Redo,
    History(history::Args),
    Settings(settings::Args),
    Import(import::Args),
    Export(export::Args),
    // `demo` stands here.
    Backup(backup::Args),
    Check,
    Rebuild(rebuild::Args),
    Completions(completions::Args),
    Man,
}

impl Command {
    fn run(self, world: &World) -> Result<Answer> {
        match self {
            Self::Today(args) => today::run(&mut world.open(Open::Reading)?, &args),
            Self::Customers(args) => customers::run(&mut world.open(Open::Reading)?, &args),
            Self::Show(args) => show::run(&mut world.open(Open::Reading)?, &args),
            Self::Funnel(args) => funnel::run(&mut world.open(Open::Reading)?, &args),
            Self::Log(args) => log::run(&mut world.open(Open::Writing)?, &args),
            Self::Snooze(args) => snooze::run(&mut world.open(Open::Writing)?, &args),
            Self::Plan(args) => plan::run(&mut world.open(args.open())?, &args),
            Self::Add(args) => add::run(&mut world.open(args.open())?, &args),
            Self::Edit(args) => edit::run(&mut world.open(Open::Writing)?, &args),
            Self::Deal(args) => deal::run(&mut world.open(args.open())?, &args),
            Self::Undo(args) => undo::undo(&mut world.open(Open::Writing)?, &args),
            Self::Redo => undo::redo(&mut world.open(Open::Writing)?),
            Self::History(args) => history::run(&mut world.open(Open::Reading)?, &args),
            Self::Settings(args) => settings::run(&mut world.open(args.open())?, &args),
            Self::Import(args) => import::run(world, &args),
            Self::Export(args) => export::run(&mut world.open(Open::Reading)?, &args),
            Self::Backup(args) => backup::run(&mut world.open(Open::Reading)?, &args),
            Self::Check => check::run(&mut world.open(Open::Reading)?),
            Self::Rebuild(args) => rebuild::run(&mut world.open(Open::Reading)?, &args),
            Self::Completions(args) => completions::run(&args, &world.words),
            Self::Man => man::run(&world.words),
        }
    }
}

/// Runs the program and returns its exit code: 0 done, 1 refused or failed, 2 wrong usage.
pub fn main() -> ExitCode {
    let words = Words::new(language::wanted(std::env::args_os()));
    let matches = match command(&words).try_get_matches_from(std::env::args_os()) {
        Ok(matches) => matches,
        Err(error) => {
            // Help and version come this way too. Nobody is left to tell when this fails.
            let _ = error.print();
            return u8::try_from(error.exit_code()).map_or(ExitCode::FAILURE, ExitCode::from);
        }
    };
    match run(&matches, words) {
        Ok(code) => code,
        Err((error, words)) => {
            report(&error, &words);
            ExitCode::FAILURE
        }
    }
}

/// The whole command line with its help in the words of a language.
fn command(words: &Words) -> clap::Command {
    language::localised(world::with_member(Cli::command()), words)
}

fn run(matches: &ArgMatches, words: Words) -> std::result::Result<ExitCode, (Error, Words)> {
    let cli = match Cli::from_arg_matches(matches) {
        Ok(cli) => cli,
        Err(error) => {
            let _ = error.print();
            return Ok(ExitCode::from(2));
        }
    };
    let member = world::member_of(matches);
    let world = match World::new(cli.globals, member, words) {
        Ok(world) => world,
        Err((error, words)) => return Err((error, words)),
    };
    let done = match cli.command {
        Some(command) => command.run(&world),
        None => return workbench(world),
    };
    let shown = done.and_then(|answer| answer.print(&world));
    match shown {
        Ok(code) => Ok(code),
        Err(error) => Err((error, world.words)),
    }
}

/// `touchline` alone opens the workbench.
fn workbench(world: World) -> std::result::Result<ExitCode, (Error, Words)> {
    if !(std::io::stdin().is_terminal() && std::io::stdout().is_terminal()) {
        return Err((Error::input("not-a-terminal"), world.words));
    }
    let session = match world.open(Open::Creating) {
        Ok(run) => run.session,
        Err(error) => return Err((error, world.words)),
    };
    let World { config, words, .. } = world;
    match crate::tui::open(session, config, words) {
        Ok(()) => Ok(ExitCode::SUCCESS),
        Err(error) => Err((error, Words::new(language::wanted(std::env::args_os())))),
    }
}

/// What went wrong, to stderr: what, where, what to do.
fn report(error: &Error, words: &Words) {
    let line = |key: &str, name: &str, text: String| {
        let text = text::swept(&text).into_owned();
        words.format(key, &[(name, text.into())])
    };
    let mut lines = vec![line("error-line", "message", error.message(words))];
    let details = error.details(words);
    lines.extend(details.iter().map(|detail| format!("  {}", text::one_line(detail))));
    lines.push(line("hint-line", "hint", error.hint(words)));
    // With stderr gone there is nobody to tell.
    let _ = writeln!(std::io::stderr(), "{}", lines.join("\n"));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::Language;

    fn missing(command: &clap::Command, path: &str, words: &Words, found: &mut Vec<String>) {
        let about = language::about_key(path);
        let args = command.get_arguments().map(|arg| language::arg_key(arg.get_id().as_str()));
        found.extend(args.chain([about]).filter(|key| !words.has(key)));
        for inner in command.get_subcommands() {
            missing(inner, &format!("{path}-{}", inner.get_name()), words, found);
        }
    }

    #[test]
    fn every_command_and_argument_has_its_words() {
        for language in Language::ALL {
            let words = Words::new(language);
            let mut command = command(&words);
            command.build();
            let mut found = Vec::new();
            missing(&command, "touchline", &words, &mut found);
            found.sort();
            found.dedup();
            assert_eq!(found, Vec::<String>::new(), "{language}");
        }
    }

    #[test]
    fn the_command_line_is_sound() {
        command(&Words::new(Language::En)).debug_assert();
    }
}
