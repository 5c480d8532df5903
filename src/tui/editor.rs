//! The user's own editor, for long texts.

use std::{env, ffi::OsString, fs, io, process::Command};

/// Lets the user write on from this text. The terminal has to be theirs meanwhile.
///
/// # Errors
/// When no editor could be started, when it failed, or when what it left is not UTF-8.
pub(super) fn edit(text: &str) -> io::Result<String> {
    let file = tempfile::Builder::new().prefix("touchline-").suffix(".md").tempfile()?;
    fs::write(file.path(), text)?;
    let editor = editor();
    let status = command(&editor).arg(file.path()).status()?;
    if !status.success() {
        return Err(io::Error::other(format!("{}: {status}", editor.display())));
    }
    // Some editors write a new file and rename it: read what has that name now.
    fs::read_to_string(file.path())
}

fn editor() -> OsString {
    let named = ["VISUAL", "EDITOR"].into_iter().filter_map(env::var_os);
    let fallback = if cfg!(windows) { "notepad" } else { "vi" };
    named.into_iter().find(|name| !name.is_empty()).unwrap_or_else(|| fallback.into())
}

/// The editor may come with arguments: `code --wait`. A shell takes them apart, like in git.
#[cfg(unix)]
fn command(editor: &OsString) -> Command {
    let mut script = editor.clone();
    script.push(" \"$@\"");
    let mut command = Command::new("sh");
    command.arg("-c").arg(script).arg(editor);
    command
}

#[cfg(not(unix))]
fn command(editor: &OsString) -> Command {
    let text = editor.to_string_lossy();
    let mut words = text.split_whitespace();
    let mut command = Command::new(words.next().unwrap_or_default());
    command.args(words);
    command
}
