//! What a command answers, and how it reaches stdout.

use std::{
    io::{self, IsTerminal, Write},
    process::ExitCode,
};

use serde_json::Value;

use crate::{
    error::{Error, Kind, Result},
    text,
};

/// The answer of a command.
#[derive(Debug)]
pub struct Answer {
    body: Body,
    failed: bool,
}

#[derive(Debug)]
enum Body {
    /// Lines, each with whether it is a heading.
    Lines(Vec<(String, bool)>),
    Json(Value),
    /// Written as it is: a script, a man page.
    Bytes(Vec<u8>),
}

impl Answer {
    /// Lines of text.
    pub fn lines(page: Page) -> Self {
        Self { body: Body::Lines(page.0), failed: false }
    }

    /// One line of text.
    pub fn line(text: impl Into<String>) -> Self {
        let mut page = Page::default();
        page.line(text);
        Self::lines(page)
    }

    /// One object.
    pub const fn json(value: Value) -> Self {
        Self { body: Body::Json(value), failed: false }
    }

    /// Something that is not about the data.
    pub const fn bytes(bytes: Vec<u8>) -> Self {
        Self { body: Body::Bytes(bytes), failed: false }
    }

    /// The answer is no: exit code 1.
    #[must_use]
    pub const fn failing(mut self, failed: bool) -> Self {
        self.failed = failed;
        self
    }

    /// Writes the answer to stdout, coloured if that is wanted and a terminal. A reader that has seen enough is no failure.
    ///
    /// # Errors
    /// Fails when stdout cannot be written for another reason.
    pub fn print(self, colour: bool) -> Result<ExitCode> {
        let code = if self.failed { ExitCode::FAILURE } else { ExitCode::SUCCESS };
        let bytes = match self.body {
            Body::Bytes(bytes) => bytes,
            Body::Json(value) => json(&value).into_bytes(),
            Body::Lines(lines) => {
                let colour = colour && io::stdout().is_terminal();
                lines.iter().map(|line| shown(line, colour)).collect::<String>().into_bytes()
            }
        };
        let mut out = io::stdout().lock();
        match out.write_all(&bytes).and_then(|()| out.flush()) {
            Ok(()) => Ok(code),
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(code),
            Err(error) => {
                Err(Error::new(Kind::Data, "output-failed").with("reason", error.to_string()))
            }
        }
    }
}

fn shown((line, heading): &(String, bool), colour: bool) -> String {
    let line = text::one_line(line);
    let line = line.trim_end();
    if *heading && colour { format!("\u{1b}[1m{line}\u{1b}[0m\n") } else { format!("{line}\n") }
}

/// JSON over lines; characters that steer a terminal are escaped, which says the same.
fn json(value: &Value) -> String {
    // A value of texts and numbers always serialises.
    let text = serde_json::to_string_pretty(value).unwrap_or_default();
    let mut safe = String::with_capacity(text.len() + 1);
    for c in text.chars() {
        if c != '\n' && text::steers(c) {
            for unit in c.encode_utf16(&mut [0; 2]) {
                safe.push_str(&format!("\\u{unit:04x}"));
            }
        } else {
            safe.push(c);
        }
    }
    safe.push('\n');
    safe
}

/// Lines under way.
#[derive(Debug, Default)]
pub struct Page(Vec<(String, bool)>);

impl Page {
    /// Adds a line.
    pub fn line(&mut self, text: impl Into<String>) {
        self.0.push((text.into(), false));
    }

    /// Adds a heading, with a blank line before it when it is not the first.
    pub fn heading(&mut self, text: impl Into<String>) {
        if !self.0.is_empty() {
            self.0.push((String::new(), false));
        }
        self.0.push((text.into(), true));
    }

    /// Adds the head of a table.
    pub fn head(&mut self, text: impl Into<String>) {
        self.0.push((text.into(), true));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_says_the_same_without_steering_the_terminal() {
        let value = serde_json::json!({ "name": "a\u{1b}[31m\u{9b}b\u{202e}明月" });
        let text = json(&value);
        assert!(!text.chars().any(|c| c != '\n' && text::steers(c)), "{text:?}");
        assert_eq!(serde_json::from_str::<Value>(&text).unwrap(), value);
    }

    #[test]
    fn a_line_is_one_line() {
        assert_eq!(shown(&("a\nb\u{1b}[2J  ".to_owned(), true), false), "a b[2J\n");
        assert_eq!(shown(&("a".to_owned(), true), true), "\u{1b}[1ma\u{1b}[0m\n");
    }
}
