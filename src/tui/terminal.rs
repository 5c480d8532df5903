//! The terminal: taken over, drawn on, and given back whatever happens.

use std::{
    env,
    io::{self, BufWriter, Stdout, Write, stdout},
    mem::{self, ManuallyDrop},
    panic, thread,
};

use ratatui::{
    Terminal,
    backend::CrosstermBackend,
    crossterm::{
        cursor::Show,
        event::{DisableBracketedPaste, EnableBracketedPaste},
        execute, queue,
        terminal::{
            BeginSynchronizedUpdate, Clear, ClearType, EndSynchronizedUpdate, EnterAlternateScreen,
            LeaveAlternateScreen, disable_raw_mode, enable_raw_mode,
        },
    },
};

use super::{
    app::App,
    clipboard,
    hyperlink::{self, Hyperlink},
};

/// Large enough for a full redraw of a large screen.
const BUFFER: usize = 1 << 16;

type Backend = CrosstermBackend<BufWriter<Stdout>>;

/// The taken-over terminal. Dropping it gives it back.
pub(super) struct Screen {
    /// Not dropped at the end: its own drop panics where neither the terminal nor stderr is there
    /// any more, and a hang-up is to end like one.
    terminal: ManuallyDrop<Terminal<Backend>>,
    mouse: bool,
    /// The links of the last frame; `None` where the terminal is not told of any.
    links: Option<Vec<Hyperlink>>,
}

impl Screen {
    /// Takes the terminal over, its mouse too if wanted; without it the terminal selects text. Links
    /// are told to a terminal that knows them, if wanted.
    pub(super) fn take(mouse: bool, links: bool) -> io::Result<Self> {
        restore_on_panic();
        let terminal = enter(mouse).inspect_err(|_| {
            // The error that is told is the first one.
            let _ = give_back();
        })?;
        let name = env::var("TERM").ok();
        let links = (links && hyperlink::is_understood(name.as_deref())).then(Vec::new);
        Ok(Self { terminal: ManuallyDrop::new(terminal), mouse, links })
    }

    /// Draws the app, in one piece where the terminal can.
    pub(super) fn draw(&mut self, app: &App) -> io::Result<()> {
        queue!(self.terminal.backend_mut(), BeginSynchronizedUpdate)?;
        let drawn = self.terminal.draw(|frame| app.draw(frame))?;
        let now = app.links();
        if let Some(before) = self.links.as_mut().filter(|it| !it.is_empty() || !now.is_empty()) {
            let cells = drawn.buffer.clone();
            hyperlink::write(self.terminal.backend_mut(), &cells, before, &now)?;
            *before = now;
        }
        execute!(self.terminal.backend_mut(), EndSynchronizedUpdate)
    }

    /// Copies a text to the clipboard of the terminal.
    pub(super) fn copy(&mut self, text: &str) -> io::Result<()> {
        let in_tmux = env::var_os("TMUX").is_some();
        let out = self.terminal.backend_mut();
        out.write_all(clipboard::sequence(text, in_tmux).as_bytes())?;
        Write::flush(out)
    }

    /// Gives the terminal away for as long as `work` takes.
    pub(super) fn lend<T>(&mut self, work: impl FnOnce() -> T) -> io::Result<T> {
        give_back()?;
        let result = work();
        // A new one: what is on the screen now is not what was drawn last.
        drop(mem::replace(&mut *self.terminal, enter(self.mouse)?));
        self.links.iter_mut().for_each(Vec::clear);
        Ok(result)
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        // Nothing is left to be done about a terminal that does not even take this.
        let _ = give_back();
    }
}

fn enter(with_mouse: bool) -> io::Result<Terminal<Backend>> {
    enable_raw_mode()?;
    let mut out = BufWriter::with_capacity(BUFFER, stdout());
    execute!(out, EnterAlternateScreen, Clear(ClearType::All), EnableBracketedPaste)?;
    if with_mouse {
        mouse(&mut out, true)?;
    }
    Terminal::new(CrosstermBackend::new(out))
}

fn give_back() -> io::Result<()> {
    let mut out = stdout();
    // Each is tried even if one before it failed.
    let mouse = mouse(&mut out, false);
    let screen =
        execute!(out, EndSynchronizedUpdate, DisableBracketedPaste, LeaveAlternateScreen, Show);
    disable_raw_mode()?;
    mouse.and(screen)
}

/// Clicks, the wheel and moves with a button down, but not every move of the mouse: each would wake
/// the program.
#[cfg(not(windows))]
fn mouse(out: &mut impl Write, on: bool) -> io::Result<()> {
    let switch = if on { 'h' } else { 'l' };
    write!(out, "\x1b[?1000{switch}\x1b[?1002{switch}\x1b[?1006{switch}")?;
    out.flush()
}

#[cfg(windows)]
fn mouse(out: &mut impl Write, on: bool) -> io::Result<()> {
    use ratatui::crossterm::event::{DisableMouseCapture, EnableMouseCapture};
    if on { execute!(out, EnableMouseCapture) } else { execute!(out, DisableMouseCapture) }
}

/// A panic of this thread is read on the ordinary screen. Other threads report theirs themselves.
fn restore_on_panic() {
    let ours = thread::current().id();
    let before = panic::take_hook();
    panic::set_hook(Box::new(move |info| {
        if thread::current().id() == ours {
            let _ = give_back();
            before(info);
        }
    }));
}
