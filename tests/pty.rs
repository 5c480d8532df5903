//! The workbench in a real terminal of its own: the binary in a pty, its screen read as a person does.

use std::{
    io::{Read, Write},
    sync::mpsc::{self, Receiver},
    thread,
    time::{Duration, Instant},
};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};

use crate::cli::Home;

/// Longer than any machine needs; a screen that does not come until then does not come.
const PATIENCE: Duration = Duration::from_secs(60);

/// What programs ask a terminal, and what this one answers: where the cursor is, what it is, how it
/// is, and that it knows no special keys.
const ANSWERS: [(&[u8], &[u8]); 4] = [
    (b"\x1b[6n", b"\x1b[1;1R"),
    (b"\x1b[c", b"\x1b[?1;2c"),
    (b"\x1b[5n", b"\x1b[0n"),
    (b"\x1b[?u", b"\x1b[?0u"),
];

struct Terminal {
    screen: vt100::Parser,
    out: Receiver<Vec<u8>>,
    keys: Box<dyn Write + Send>,
    master: Box<dyn MasterPty + Send>,
    child: Box<dyn Child + Send + Sync>,
    /// Everything it wrote.
    raw: Vec<u8>,
}

impl Terminal {
    fn open(home: &Home, args: &[&str], lang: &str, (rows, cols): (u16, u16)) -> Self {
        let size = PtySize { rows, cols, ..PtySize::default() };
        let pair = native_pty_system().openpty(size).unwrap();
        let like = home.command(args);
        let mut command = CommandBuilder::new(like.get_program());
        command.env_clear();
        command.args(like.get_args());
        for (name, value) in like.get_envs() {
            command.env(name, value.unwrap_or_default());
        }
        command.env("TERM", "xterm-256color");
        command.env("TOUCHLINE_LANG", lang);
        command.cwd(like.get_current_dir().unwrap());
        let child = pair.slave.spawn_command(command).unwrap();
        // As long as it is open here, the end of the program is not the end of its output.
        drop(pair.slave);
        let mut reader = pair.master.try_clone_reader().unwrap();
        let (post, out) = mpsc::channel();
        thread::spawn(move || {
            let mut chunk = [0; 65_536];
            while let Ok(read @ 1..) = reader.read(&mut chunk) {
                if post.send(chunk[..read].to_vec()).is_err() {
                    break;
                }
            }
        });
        let keys = pair.master.take_writer().unwrap();
        let screen = vt100::Parser::new(rows, cols, 0);
        Self { screen, out, keys, master: pair.master, child, raw: Vec::new() }
    }

    fn shown(&self) -> String {
        self.screen.screen().contents()
    }

    /// Waits until the screen is as expected.
    fn until(&mut self, what: &str, is_so: impl Fn(&vt100::Screen) -> bool) {
        let end = Instant::now() + PATIENCE;
        while !is_so(self.screen.screen()) {
            let left = end.saturating_duration_since(Instant::now());
            match self.out.recv_timeout(left) {
                Ok(chunk) => self.take(&chunk),
                Err(error) => panic!("{what}: {error}\n{}", self.shown()),
            }
        }
    }

    fn until_text(&mut self, text: &str) {
        self.until(text, |screen| screen.contents().contains(text));
    }

    fn take(&mut self, chunk: &[u8]) {
        for (asked, answer) in ANSWERS {
            if chunk.windows(asked.len()).any(|window| window == asked) {
                self.keys.write_all(answer).unwrap();
            }
        }
        self.screen.process(chunk);
        self.raw.extend_from_slice(chunk);
    }

    fn press(&mut self, keys: &str) {
        self.keys.write_all(keys.as_bytes()).unwrap();
        self.keys.flush().unwrap();
    }

    /// Waits for the end of the program; gives its exit code.
    fn ended(&mut self) -> u32 {
        while let Ok(chunk) = self.out.recv_timeout(PATIENCE) {
            self.take(&chunk);
        }
        self.child.wait().unwrap().exit_code()
    }

    /// Whether the ordinary screen is back: every mode that was switched on is off again.
    fn assert_given_back(&self) {
        let screen = self.screen.screen();
        assert!(!screen.alternate_screen() && !screen.hide_cursor() && !screen.bracketed_paste());
        assert_eq!(screen.mouse_protocol_mode(), vt100::MouseProtocolMode::None);
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        // It has ended already, unless a test failed.
        let _ = self.child.kill();
    }
}

#[test]
fn a_call_is_logged_and_is_there_for_the_command_line() {
    let home = Home::with_team();
    let mut terminal = Terminal::open(&home, &[], "en", (24, 80));
    terminal.until_text("Acme Corp");
    terminal.press("2/ming\r");
    terminal.until("found", |screen| {
        let shown = screen.contents();
        shown.contains("明月") && !shown.contains("Acme Corp")
    });
    terminal.press("c");
    terminal.until_text("call 上海明月科技有限公司");
    terminal.press("谈了价格 >fri !reached =budget");
    terminal.until_text("next step Fri 27 Nov");
    terminal.press("\r");
    terminal.until_text("saved");
    terminal.press("Q");
    assert_eq!(terminal.ended(), 0);
    terminal.assert_given_back();
    let shown = home.ok(&["show", "明月"]);
    assert!(shown.contains("promise Fri 27 Nov · 谈了价格"), "{shown}");
    let undone = home.ok(&["undo"]);
    assert!(undone.contains("call with 明月"), "{undone}");
}

#[test]
fn thirty_customers_take_thirty_keys() {
    let home = Home::new();
    home.ok(&["demo", "--no-ui", "--customers", "150", "--db", "demo.db"]);
    let mut terminal = Terminal::open(&home, &["--db", "demo.db"], "zh-CN", (40, 120));
    terminal.until_text("今日");
    terminal.press(&"x".repeat(30));
    terminal.press("gh");
    let tried = "未果";
    terminal.until("the history", |screen| screen.contents().matches(tried).count() >= 20);
    terminal.press("Q");
    assert_eq!(terminal.ended(), 0);
    let steps = home.json(&["--db", "demo.db", "history", "--limit", "40"]);
    let steps = steps["history"].as_array().unwrap();
    let attempts = steps.iter().filter(|step| step["gesture"] == "log_activity").count();
    assert_eq!(attempts, 30);
}

#[test]
fn any_size_draws_and_a_signal_gives_the_terminal_back() {
    let home = Home::with_team();
    let mut terminal = Terminal::open(&home, &[], "zh-CN", (24, 80));
    terminal.until_text("今日");
    for (rows, cols) in [(1, 1), (3, 200), (12, 40), (60, 200)] {
        let size = PtySize { rows, cols, ..PtySize::default() };
        terminal.master.resize(size).unwrap();
        terminal.screen.screen_mut().set_size(rows, cols);
    }
    terminal.until("the large screen", |screen| {
        let shown = screen.contents();
        shown.contains("明月") && shown.lines().count() > 50
    });
    let pid = terminal.child.process_id().unwrap().to_string();
    assert!(std::process::Command::new("kill").arg(pid).status().unwrap().success());
    assert_ne!(terminal.ended(), 0);
    terminal.assert_given_back();
}
