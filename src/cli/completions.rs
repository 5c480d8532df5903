//! `completions SHELL`.

use super::answer::Answer;
use crate::{error::Result, i18n::Words};

/// For which shell.
#[derive(Debug, clap::Args)]
pub struct Args {
    #[arg(value_enum)]
    shell: clap_complete::Shell,
}

/// Writes the script that completes the commands.
///
/// # Errors
/// None.
pub fn run(args: &Args, words: &Words) -> Result<Answer> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut super::command(words), "touchline", &mut script);
    Ok(Answer::bytes(script))
}
