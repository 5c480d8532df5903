//! The command line: one command a file.

mod add;
mod answer;
mod backup;
mod buying;
mod check;
mod completions;
mod customers;
mod deal;
mod demo;
mod document;
mod duplicates;
mod edit;
mod export;
mod filters;
mod find;
mod funnel;
mod history;
mod holidays;
mod import;
mod insights;
mod json;
mod language;
mod log;
mod man;
mod merge;
mod message;
mod next_days;
mod order;
mod pairs;
mod plan;
mod rebuild;
mod review;
mod rfm;
mod settings;
mod show;
mod snooze;
mod survey;
mod table;
mod today;
mod undo;
mod visits;
mod world;
mod written;

use std::{
    io::{IsTerminal, Write},
    process::ExitCode,
};

use clap::{ArgMatches, CommandFactory, FromArgMatches, Parser, Subcommand};

use crate::{
    command::Session,
    error::{Error, Kind, Result},
    i18n::Words,
    text,
    tui::{self, Taste},
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
    Review(review::Args),
    Rfm(rfm::Args),
    Insights(insights::Args),
    Log(log::Args),
    Snooze(snooze::Args),
    Plan(plan::Args),
    Message(message::Args),
    Templates,
    Add(add::Args),
    Edit(edit::Args),
    Deal(deal::Args),
    Duplicates(duplicates::Args),
    Undo(undo::UndoArgs),
    Redo,
    History(history::Args),
    Filters(filters::Args),
    Settings(settings::Args),
    Holidays(holidays::Args),
    Import(import::Args),
    Merge(merge::Args),
    Export(export::Args),
    Demo(demo::Args),
    Backup(backup::Args),
    Check,
    Rebuild(rebuild::Args),
    Completions(completions::Args),
    Man,
}

impl Command {
    fn run(self, world: &World, words: &Words) -> Result<Answer> {
        let open = |how| world.open(how, words);
        match self {
            Self::Demo(args) => demo::write(world, &args, words),
            Self::Today(args) => today::run(&mut open(Open::Reading)?, &args),
            Self::Customers(args) => customers::run(&mut open(Open::Reading)?, &args),
            Self::Show(args) => show::run(&mut open(Open::Reading)?, &args),
            Self::Funnel(args) => funnel::run(&mut open(Open::Reading)?, &args),
            Self::Review(args) => review::run(&mut open(args.open())?, &args),
            Self::Rfm(args) => rfm::run(&mut open(Open::Reading)?, &args),
            Self::Insights(args) => insights::run(&mut open(Open::Reading)?, &args),
            Self::Log(args) => log::run(&mut open(Open::Writing)?, &args),
            Self::Snooze(args) => snooze::run(&mut open(Open::Writing)?, &args),
            Self::Plan(args) => plan::run(&mut open(args.open())?, &args),
            Self::Message(args) => message::run(&mut open(Open::Reading)?, &args),
            Self::Templates => message::list(&mut open(Open::Reading)?),
            Self::Add(args) => add::run(&mut open(args.open())?, &args),
            Self::Edit(args) => edit::run(&mut open(Open::Writing)?, &args),
            Self::Deal(args) => deal::run(&mut open(args.open())?, &args),
            Self::Duplicates(args) => duplicates::run(&mut open(args.open())?, &args),
            Self::Undo(args) => undo::undo(&mut open(Open::Writing)?, &args),
            Self::Redo => undo::redo(&mut open(Open::Writing)?),
            Self::History(args) => history::run(&mut open(Open::Reading)?, &args),
            Self::Filters(args) => filters::run(&mut open(args.open())?, &args),
            Self::Settings(args) => settings::run(&mut open(args.open())?, &args),
            Self::Holidays(args) => holidays::run(world, &args, words),
            Self::Import(args) => import::run(world, &args, words),
            Self::Merge(args) => merge::run(&mut open(Open::Writing)?, &args),
            Self::Export(args) => export::run(&mut open(Open::Reading)?, &args),
            Self::Backup(args) => backup::run(&mut open(Open::Reading)?, &args),
            Self::Check => check::run(&mut open(Open::Reading)?),
            Self::Rebuild(args) => rebuild::run(&mut open(Open::Reading)?, &args),
            Self::Completions(args) => completions::run(&args, words),
            Self::Man => man::run(words),
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
    let done = match start(&matches) {
        Ok((world, None)) => return workbench(world, words),
        Ok((world, Some(Command::Demo(args)))) if !args.no_ui => return demo(world, &args, words),
        Ok((world, Some(command))) => {
            let answer = command.run(&world, &words);
            answer.and_then(|answer| answer.print(world.colour))
        }
        Err(error) => Err(error),
    };
    done.unwrap_or_else(|error| failed(&error, &words))
}

/// The whole command line with its help in the words of a language.
fn command(words: &Words) -> clap::Command {
    language::localised(world::with_member(Cli::command()), words)
}

/// What is to be done, and in which world.
fn start(matches: &ArgMatches) -> Result<(World, Option<Command>)> {
    let cli = Cli::from_arg_matches(matches).map_err(|error| {
        Error::new(Kind::Internal, "internal").with("reason", error.to_string())
    })?;
    let named = world::names_file(matches);
    let world = World::new(cli.globals, named, world::member_of(matches))?;
    Ok((world, cli.command))
}

/// `touchline` alone opens the workbench.
fn workbench(world: World, words: Words) -> ExitCode {
    let opened =
        on_a_terminal().and_then(|()| world.open(Open::Creating, &words)).map(|run| run.session);
    match opened {
        Ok(session) => open(world, session, words),
        Err(error) => failed(&error, &words),
    }
}

/// `touchline demo` opens it on made-up data.
fn demo(world: World, args: &demo::Args, words: Words) -> ExitCode {
    match on_a_terminal().and_then(|()| demo::filled(&world, args, &words)) {
        // The folder goes when the workbench is closed.
        Ok((session, _folder)) => open(world, session, words),
        Err(error) => failed(&error, &words),
    }
}

fn on_a_terminal() -> Result<()> {
    if std::io::stdin().is_terminal() && std::io::stdout().is_terminal() {
        Ok(())
    } else {
        Err(Error::input("not-a-terminal"))
    }
}

fn open(world: World, session: Session, words: Words) -> ExitCode {
    let World { config, folder, colour, .. } = world;
    let taste = Taste { config, folder: &folder, no_color: !colour };
    let language = words.language();
    match tui::open(session, taste, words) {
        Ok(exit) => ExitCode::from(exit.code()),
        // The workbench has taken the words with it.
        Err(error) => failed(&error, &Words::new(language)),
    }
}

fn failed(error: &Error, words: &Words) -> ExitCode {
    report(error, words);
    ExitCode::FAILURE
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
            missing(inner, &language::inner_path(path, inner.get_name()), words, found);
        }
    }

    #[test]
    fn every_command_and_argument_has_its_words() {
        for language in Language::ALL {
            let words = Words::new(language);
            let mut command = command(&words);
            command.build();
            let mut found = Vec::new();
            missing(&command, language::PROGRAM, &words, &mut found);
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
