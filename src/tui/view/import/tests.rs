//! Journeys of an import: keys in, screens and the file out, in both languages and at any size.

use std::{fmt::Write, fs, path::PathBuf};

use ratatui::{Terminal, backend::TestBackend};

use crate::{
    i18n::Language,
    tui::{
        app::App,
        cx::Desk,
        event::{Arrival, Inbox},
        script,
        view::{tabs, world::desk_of},
        widget::panel::tests::rows,
    },
};

const LIST: &str = "客户名称,电话,最近联系,等级,备注\n\
    新客户一,021-1,03/11/2026,A,好\n\
    上海明月科技,021-2,04/11/2026,B,\n\
    新客户二,021-3,05/11/2026,Z,\n\
    新客户三,021-4,06/11/2026,C,\n";

struct Journey {
    app: App,
    inbox: Inbox,
    folder: PathBuf,
}

impl Journey {
    fn new(language: Language) -> Self {
        Self::of(desk_of(language))
    }

    fn of(desk: Desk) -> Self {
        let inbox = Inbox::new();
        let folder = tempfile::tempdir().unwrap().keep();
        Self { app: App::new(desk, tabs(), inbox.post()), inbox, folder }
    }

    /// A list beside which rejects may be kept.
    fn list(&self, name: &str, text: &str) -> String {
        let path = self.folder.join(name);
        fs::write(&path, text).unwrap();
        path.display().to_string()
    }

    /// Presses keys, and waits until nothing is done in the background.
    fn press(&mut self, script: &str) -> &mut Self {
        script::press(&mut self.app, script);
        self.settle()
    }

    fn settle(&mut self) -> &mut Self {
        while self.app.is_at_work() {
            if let Some(Arrival::Event(event)) = self.inbox.next(None) {
                self.app.handle(event);
            }
        }
        self
    }

    /// Opens the preview of a list.
    fn preview(&mut self, name: &str, text: &str) -> &mut Self {
        let path = self.list(name, text);
        self.press(&format!("gi{path}<enter>"))
    }

    fn screen(&self, width: u16, height: u16) -> String {
        let mut terminal = Terminal::new(TestBackend::new(width, height)).unwrap();
        terminal.draw(|frame| self.app.draw(frame)).unwrap();
        rows(terminal.backend().buffer()).join("\n")
    }

    #[track_caller]
    fn sees(&mut self, text: &str) -> &mut Self {
        let seen = self.screen(160, 50);
        assert!(seen.contains(text), "{text:?} is not in\n{seen}");
        self
    }

    #[track_caller]
    fn misses(&mut self, text: &str) -> &mut Self {
        let seen = self.screen(160, 50);
        assert!(!seen.contains(text), "{text:?} is in\n{seen}");
        self
    }

    fn any_size(&mut self) -> &mut Self {
        for (width, height) in (1..90).step_by(3).flat_map(|w| (1..30).map(move |h| (w, h))) {
            self.screen(width, height);
        }
        self
    }
}

#[test]
fn a_list_is_looked_at_changed_imported_and_undone_as_one_step() {
    for (language, would, line, done, undone) in [
        (
            Language::En,
            "4 rows: 2 new, 0 changed, 1 left as they are, 1 rejected",
            "“Z”  not a tier",
            "Imported. 4 rows: 2 new, 1 changed, 0 left as they were, 1 rejected",
            "undone: import of 名单.csv",
        ),
        (
            Language::ZhCn,
            "共 4 行：新增 2，更新 0，保持不变 1，拒绝 1",
            "“Z”  ",
            "已导入。共 4 行：新增 2，更新 1，保持不变 0，拒绝 1",
            "已撤销：导入 名单.csv",
        ),
    ] {
        let mut journey = Journey::new(language);
        journey.preview("名单.csv", LIST).sees(would).sees(line).any_size();
        // Day or month first is open; the other way is tried in the preview.
        journey.sees("“最近联系”");
        let before = journey.screen(160, 50);
        journey.press("d");
        assert_ne!(before, journey.screen(160, 50));
        journey.press("mr").sees("名单-rejects.csv").press("<enter>").sees(done).any_size();
        let kept = fs::read_to_string(journey.folder.join("名单-rejects.csv")).unwrap();
        assert!(kept.contains("新客户二") && kept.lines().count() == 2, "{kept}");
        journey.press("u").sees(undone).press("2").misses("新客户一").sees("上海明月科技");
        journey.press("<ctrl-r>").sees("新客户一");
    }
}

#[test]
fn what_the_guess_does_not_know_is_chosen_in_place() {
    let mut journey = Journey::new(Language::En);
    let list = "blob,Phone\nNew Ltd,1\nAcme Tools,2\n";
    journey.preview("a.csv", list).sees("no column for “Name”");
    // Nothing is imported while it lacks.
    journey.press("<enter>").sees("no column for “Name”").misses("Imported");
    journey.press("<space>name<enter>").sees("2 rows: 1 new, 0 changed, 1 left");
    // Leaving a column out, and the other kinds.
    journey.press("j<space>leave<enter>").sees("leave out");
    journey.press("]").sees("contacts").press("[").sees("no column for “Name”");
    journey.press("<up><space>name<enter>").press("<enter>").sees("Imported. 2 rows: 1 new");
    journey.press("<enter>").sees("New Ltd");
}

#[test]
fn unknown_customers_of_deals_are_rejected_or_made() {
    let mut journey = Journey::new(Language::En);
    let list = "deal name,customer,amount,stage\nA,Acme Tools,100,quote\nB,Nobody Inc,5,quote\n";
    journey.preview("deals.csv", list).sees("1 rejected").sees("n makes those that are missing");
    journey.press("n").sees("2 new").sees("0 rejected").press("<enter>").sees("Imported");
    journey.press("q").press("2").sees("Nobody Inc");
}

#[test]
fn a_stopped_import_leaves_nothing_and_nothing_else_is_written_meanwhile() {
    let mut journey = Journey::new(Language::En);
    let mut list = String::from("name,phone\n");
    (0..20_000).for_each(|row| writeln!(list, "Client {row},{row}").unwrap());
    journey.preview("many.csv", &list).sees("20,000 rows: 20,000 new");
    script::press(&mut journey.app, "<enter>");
    journey.sees("importing: ").sees("20,000 rows");
    script::press(&mut journey.app, "qcx<enter>");
    journey.sees("nothing else is written until that is done");
    script::press(&mut journey.app, "<esc>y<esc>gx");
    journey.settle().sees("import stopped: nothing was imported");
    journey.press("2").misses("Client 1").press("gh").misses("many.csv");
}

#[test]
fn what_cannot_be_read_is_told_and_nothing_is_lost() {
    let mut journey = Journey::new(Language::En);
    journey.press("gi/no/such/file.csv<enter>").sees("is not a file").press("<esc>");
    journey.preview("empty.csv", "").sees("empty").any_size().press("q").sees("Today");
    journey.preview("same.csv", "name\nAcme Tools\n").press("<enter>");
    journey.sees("nothing to import");
}

#[test]
fn paths_are_completed() {
    let mut journey = Journey::new(Language::En);
    for name in ["clients-a.csv", "clients-b.csv", "photo.png"] {
        journey.list(name, "name\nNew Ltd\n");
    }
    let folder = journey.folder.display().to_string();
    journey.press(&format!("gi{folder}/")).sees("clients-b.csv").misses("photo.png").any_size();
    journey.press("cl<tab>").sees("/clients-").press("b<tab>").sees("/clients-b.csv");
    journey.press("<enter>").sees("Import clients-b.csv").sees("1 row: 1 new");
}

#[test]
fn what_is_large_is_proposed_after_an_import_as_long_as_nobody_has_said_it() {
    let mut journey = Journey::new(Language::En);
    let mut list = String::from("name,potential\n");
    (1..60).for_each(|row| writeln!(list, "Client {row},{}", row * 10_000).unwrap());
    journey.preview("worth.csv", &list).press("<enter>").sees("say what a large customer is");
    journey.press("e").sees("Value “high” from").press("<ctrl-s>");
    journey.press("q").preview("more.csv", "name\nOne More\n").press("<enter>");
    journey.sees("Imported").misses("say what a large customer is");
}

#[test]
fn a_large_import_is_undone_and_redone_in_the_background() {
    let mut journey = Journey::new(Language::En);
    let mut list = String::from("name,phone\n");
    (0..6_000).for_each(|row| writeln!(list, "Client {row},{row}").unwrap());
    journey.preview("many.csv", &list).press("<enter>").sees("Imported. 6,000 rows");
    script::press(&mut journey.app, "u");
    assert!(journey.app.is_at_work());
    journey.sees("undoing").settle().sees("undone: import of many.csv");
    journey.press("2").misses("Client 1").press("<ctrl-r>").sees("redone: import of many.csv");
    journey.sees("Client 1");
}
