//! Every screen as it was accepted, in both languages and three sizes: `tests/snapshots`.
//!
//! After a wanted change `INSTA_UPDATE=always cargo test --lib snapshots` writes them anew; the
//! difference is read before it is committed.

use std::{
    path::PathBuf,
    sync::{Arc, OnceLock},
};

use ratatui::{Terminal, backend::TestBackend};

use super::{
    app::App,
    cx::{Desk, tests::desk},
    event::{Arrival, Inbox},
    everybody::Everybody,
    script, view,
    widget::{panel::tests::rows, status::Facts},
};
use crate::{
    command::Session,
    demo,
    env::Env,
    i18n::{Language, Words},
};

/// Monday 23 November 2026, 09:00 in Shanghai.
const NOW: i64 = 1_795_395_600_000;
const SIZES: [(u16, u16); 3] = [(80, 24), (120, 40), (40, 12)];
/// Enough for every section of every screen.
const CUSTOMERS: u32 = 60;

/// What is pressed to come to each screen, from Today.
const SCREENS: &[(&str, &str)] = &[
    ("today", ""),
    ("today_entry", "c谈了报价 >fri !reached =budget #vip"),
    ("today_snooze", "s"),
    ("today_plan", "p"),
    ("welcome", "gw"),
    ("customers", "2"),
    ("customers_folded", "2z"),
    ("customers_search", "2/sh"),
    ("customers_filter", "2ftier:"),
    ("customers_groups", "2gb"),
    ("customer_page", "<enter>"),
    ("customer_form", "ac"),
    ("deal_form", "ad"),
    ("funnel", "3"),
    ("board", "3b"),
    ("plan_week", "4"),
    ("plan_month", "4b"),
    ("plan_suggested", "4V"),
    ("plan_form", "4jE"),
    ("insights_review", "5"),
    ("insights_rfm", "5]"),
    ("insights_lifecycle", "5]]"),
    ("insights_churn", "5]]]"),
    ("insights_pareto", "5]]]]"),
    ("insights_high_value", "5]]]]]"),
    ("insights_loyalty", "5]]]]]]"),
    ("insights_effort", "5]]]]]]]"),
    ("insights_adherence", "5]]]]]]]]"),
    ("customers_marked", "2  b"),
    ("customers_columns", "2gc"),
    ("customers_filters", "2F"),
    ("customer_timeline", "<enter>]]"),
    ("message", "M"),
    ("templates", "gt"),
    ("welcome", "gw"),
    ("palette", ":tier"),
    ("help", "?"),
    ("history", "gh"),
    ("settings", "gs"),
    ("delete", "2jD"),
];

/// A file of made-up customers, written once for all tests.
fn file() -> &'static PathBuf {
    static FILE: OnceLock<PathBuf> = OnceLock::new();
    FILE.get_or_init(|| {
        let path = tempfile::tempdir().unwrap().keep().join("demo.db");
        let mut session = Session::open(&path, Arc::new(Env::fixed(NOW, 7)), "me", true).unwrap();
        demo::write(&mut session, CUSTOMERS, 7, |_| ()).unwrap();
        path
    })
}

/// The workbench on a copy of the made-up file.
fn workbench(language: Language) -> (App, Inbox) {
    let path = tempfile::tempdir().unwrap().keep().join("demo.db");
    std::fs::copy(file(), &path).unwrap();
    let session = Session::open(&path, Arc::new(Env::fixed(NOW, 8)), "me", false).unwrap();
    let words = Words::new(language);
    let (today, everybody) = (session.today(), Everybody::default());
    let desk = Desk { today, session, words, everybody, ..desk() };
    let inbox = Inbox::new();
    let mut app = App::new(desk, view::tabs(), inbox.post());
    app.set_facts(Facts {
        file: "demo.db".to_owned(),
        member: "me".to_owned(),
        ..Facts::default()
    });
    (app, inbox)
}

/// Presses the keys and waits for what they start in the background.
fn come_to(app: &mut App, inbox: &Inbox, keys: &str) {
    wait(app, inbox);
    script::press(app, keys);
    wait(app, inbox);
}

fn wait(app: &mut App, inbox: &Inbox) {
    while app.is_at_work() {
        if let Some(Arrival::Event(event)) = inbox.next(None) {
            app.handle(event);
        }
    }
}

fn drawn(app: &App, (width, height): (u16, u16)) -> String {
    let mut terminal = Terminal::new(TestBackend::new(width, height)).unwrap();
    terminal.draw(|frame| app.draw(frame)).unwrap();
    rows(terminal.backend().buffer()).iter().map(|row| format!("{}\n", row.trim_end())).collect()
}

#[test]
fn every_screen_is_as_it_was_accepted() {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("../../tests/snapshots");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    for language in [Language::En, Language::ZhCn] {
        for (name, keys) in SCREENS {
            let frames: String = SIZES
                .iter()
                .map(|size| {
                    let (mut app, inbox) = workbench(language);
                    // A view fits its rows to the size it was drawn in.
                    drawn(&app, *size);
                    come_to(&mut app, &inbox, keys);
                    drawn(&app, *size);
                    format!("{}×{}\n{}\n", size.0, size.1, drawn(&app, *size))
                })
                .collect();
            let name = format!("{name}.{}", language.tag());
            settings.bind(|| insta::assert_snapshot!(name, frames));
        }
    }
}
