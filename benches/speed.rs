//! How long the daily job takes, each figure also as a ratio to a bare query on the same file.
//!
//! `cargo bench` measures on 10,000 made-up customers, `CUSTOMERS=100000 cargo bench` on more.

#![expect(clippy::unwrap_used, clippy::print_stdout, reason = "a measurement fails by panicking")]

use std::{
    env, hint,
    path::Path,
    sync::Arc,
    time::{Duration, Instant},
};

use ratatui::{Terminal, backend::TestBackend, crossterm::event};
use rusqlite::Connection;
use touchline::{
    command::{self, Command, Session, activity::Log, entry_line::Entry},
    config::Config,
    demo,
    domain::activity::ActivityKind,
    env::{Env, ui::UiState},
    i18n::{Language, Words},
    report::Topic,
    tui::{
        app::App,
        cx::Desk,
        event::{Event, Inbox},
        everybody::Everybody,
        keymap::Keymap,
        theme::Theme,
        view,
    },
};

/// Monday 23 November 2026, 09:00 in Shanghai.
const NOW: i64 = 1_795_395_600_000;
/// What a bare program asks for: the first page of who is due.
const BARE: &str = "SELECT c.name, s.due_on FROM standing s JOIN customers c ON c.id = s.customer
                    ORDER BY s.due_on, s.tier, s.uid LIMIT 40";

fn main() {
    let customers = env::var("CUSTOMERS").ok().and_then(|n| n.parse().ok()).unwrap_or(10_000);
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("bench.db");
    let mut session = open(&path);
    demo::write(&mut session, customers, 7, |_| ()).unwrap();
    println!("{customers} customers\n");
    let bare = median(200, || {
        let file = Connection::open(&path).unwrap();
        let mut query = file.prepare(BARE).unwrap();
        let names = query.query_map([], |row| row.get::<_, String>(0)).unwrap();
        hint::black_box(names.count());
    });
    let show = |what: &str, took: Duration| {
        let ms = took.as_secs_f64() * 1_000.0;
        println!("{what:<34}{ms:>10.2} ms{:>9.1}×", took.as_secs_f64() / bare.as_secs_f64());
    };
    show("bare query, file opened", bare);
    show("file opened by the program", median(50, || drop(open(&path))));
    show(
        "the queue of the day",
        median(50, || {
            hint::black_box(session.reader().worklist(20).unwrap());
        }),
    );
    let words = Words::new(Language::En);
    for topic in Topic::ALL {
        let name = format!("insights: {}", topic.key());
        let read = || drop(topic.document_of(&session.reader(), &words, 40).unwrap());
        show(&name, median(5, read));
    }
    let someone = session.reader().worklist(20).unwrap().due.first().unwrap().queued.id;
    show(
        "a call logged, on the disk",
        median(20, || {
            let entry = Entry { note: "谈了价格".to_owned(), ..Entry::default() };
            let log = Log { customer: someone, kind: ActivityKind::Call, entry, deal: None };
            command::run(&mut session, Command::LogActivity(log)).unwrap();
        }),
    );
    drop(session);
    show(
        "start to the first screen",
        median(20, || {
            let (mut app, _inbox) = workbench(&path);
            draw(&mut app);
        }),
    );
    let (mut app, _inbox) = workbench(&path);
    press(&mut app, '2');
    draw(&mut app);
    show(
        "one row down, drawn",
        median(200, || {
            press(&mut app, 'j');
            draw(&mut app);
        }),
    );
    press(&mut app, '/');
    let mut typed = "shanghaihuaxing".chars().cycle();
    show(
        "a key of a search, drawn",
        median(60, || {
            press(&mut app, typed.next().unwrap());
            draw(&mut app);
        }),
    );
}

fn open(path: &Path) -> Session {
    Session::open(path, Arc::new(Env::fixed(NOW, 7)), "me", true).unwrap()
}

fn workbench(path: &Path) -> (App, Inbox) {
    let session = open(path);
    let desk = Desk {
        today: session.today(),
        session,
        config: Config::default(),
        theme: Theme::built_in("dark").unwrap(),
        keymap: Keymap::built_in().unwrap(),
        words: Words::new(Language::En),
        everybody: Everybody::default(),
        ui: UiState::default(),
    };
    let inbox = Inbox::new();
    (App::new(desk, view::tabs(), inbox.post()), inbox)
}

fn press(app: &mut App, key: char) {
    let key = event::KeyEvent::from(event::KeyCode::Char(key));
    app.handle(Event::Terminal(event::Event::Key(key)));
}

fn draw(app: &mut App) {
    let mut terminal = Terminal::new(TestBackend::new(120, 40)).unwrap();
    terminal.draw(|frame| app.draw(frame)).unwrap();
}

/// The middle of so many runs.
fn median(runs: usize, mut work: impl FnMut()) -> Duration {
    let mut took: Vec<Duration> = (0..runs)
        .map(|_| {
            let start = Instant::now();
            work();
            start.elapsed()
        })
        .collect();
    took.sort_unstable();
    took.get(runs / 2).copied().unwrap_or_default()
}
