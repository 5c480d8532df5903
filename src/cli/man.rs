//! `man`: the manual page.

use super::answer::Answer;
use crate::{
    error::{Error, Kind, Result},
    i18n::Words,
};

/// Writes the manual page in roff, the commands one after the other.
///
/// # Errors
/// Fails when a page cannot be made.
pub fn run(words: &Words) -> Result<Answer> {
    let mut command = super::command(words);
    command.build();
    let mut page = Vec::new();
    pages(&command, &mut page).map_err(|error| {
        Error::new(Kind::Internal, "internal").with("reason", error.to_string())
    })?;
    Ok(Answer::bytes(page))
}

fn pages(command: &clap::Command, page: &mut Vec<u8>) -> std::io::Result<()> {
    clap_mangen::Man::new(command.clone()).render(page)?;
    command.get_subcommands().try_for_each(|inner| pages(inner, page))
}
