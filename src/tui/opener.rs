//! The platform's opener, for mail, telephone and websites: started without a shell, never waited for.

use std::{
    io,
    process::{Child, Command, Stdio},
    thread,
};

use super::event::{Event, Post};

/// Opens a link; what goes wrong is posted. The link begins with its scheme, so it is no option.
pub fn open(link: String, post: Post) {
    match start(&link) {
        Err(error) => post.send(Event::Unopened { link, reason: error.to_string() }),
        Ok(mut child) => {
            thread::spawn(move || {
                let reason = match child.wait() {
                    Ok(status) if status.success() => return,
                    Ok(status) => format!("{PROGRAM}: {status}"),
                    Err(error) => error.to_string(),
                };
                post.send(Event::Unopened { link, reason });
            });
        }
    }
}

#[cfg(target_os = "macos")]
const PROGRAM: &str = "open";
#[cfg(windows)]
const PROGRAM: &str = "rundll32";
#[cfg(not(any(target_os = "macos", windows)))]
const PROGRAM: &str = "xdg-open";

fn start(link: &str) -> io::Result<Child> {
    let mut command = Command::new(PROGRAM);
    if cfg!(windows) {
        command.arg("url.dll,FileProtocolHandler");
    }
    command.arg(link).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    // What it starts outlives the workbench and its terminal.
    #[cfg(unix)]
    std::os::unix::process::CommandExt::process_group(&mut command, 0);
    command.spawn().map_err(|error| io::Error::other(format!("{PROGRAM}: {error}")))
}
