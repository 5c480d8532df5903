//! Other copies of the file that lie beside it: what they bring, the merge in the background, and
//! what gave way, brought back with one key.

use std::{
    fmt,
    path::PathBuf,
    sync::{Arc, Mutex, PoisonError},
};

use ratatui::{
    Frame,
    layout::Rect,
    text::{Line, Span},
};

use super::{Mouse, View, draw_words};
use crate::{
    change::{Entity, merge::Conflict},
    command::{Command, Session, restore_value::Lost},
    env::Env,
    error::Error,
    i18n::{Language, Words},
    store::{Copy, Looked, StoreError, Way, set_aside},
    tui::{
        action::{Action, Context},
        cx::Cx,
        effect::Effect,
        job::{Job, Progress},
        text,
        theme::Role,
        widget::list::List,
    },
    wording::{
        merge::{Told, ToldConflict},
        value::Values,
    },
};

/// Shows what the copies beside the file bring.
pub fn show(cx: &Cx<'_>) -> Effect {
    let session = cx.session();
    let at = session.store().lookout(cx.today).map(|_| Place {
        file: session.store().path().to_owned(),
        env: Arc::clone(session.env()),
        member: session.member().name.clone(),
        language: cx.words.language(),
    });
    Effect::Open(Box::new(MergeScreen { at, ..MergeScreen::default() }))
}

/// The file that the copies come into, for another thread.
#[derive(Clone, Debug)]
struct Place {
    file: PathBuf,
    env: Arc<Env>,
    member: String,
    language: Language,
}

/// How far it is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Stage {
    #[default]
    Unread,
    Planning,
    Planned,
    Merging,
    Merged,
}

/// What one copy brings, or brought.
struct Part {
    copy: Copy,
    lines: Vec<String>,
    conflicts: Vec<(Conflict, ToldConflict)>,
    changes: u64,
}

type Found = Arc<Mutex<Option<Result<Vec<Part>, String>>>>;

/// A row of the list.
enum Row {
    Heading(String),
    Line(String),
    /// Which one, and whether what gave way stands again.
    Conflict(usize, usize, bool),
    /// The values of the conflict above.
    Values(usize, usize),
}

/// The screen.
#[derive(Default)]
pub struct MergeScreen {
    /// None for a file in memory: it has nothing beside it.
    at: Option<Place>,
    stage: Stage,
    found: Found,
    parts: Vec<Part>,
    problem: String,
    rows: Vec<Row>,
    list: List,
}

impl fmt::Debug for MergeScreen {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("MergeScreen").field("stage", &self.stage).finish_non_exhaustive()
    }
}

impl MergeScreen {
    /// Reads or merges in the background: nothing else writes meanwhile.
    fn job(&self, way: Way, copies: Option<Vec<Copy>>, cx: &Cx<'_>) -> Option<Job> {
        let (at, found) = (self.at.clone()?, Arc::clone(&self.found));
        let title = match way {
            Way::Rehearse => "merge-job-planning",
            Way::Keep => "merge-job-merging",
        };
        let work = move |progress: &Progress| {
            let words = Words::new(at.language);
            let parts = work(&at, way, copies, &words, progress);
            let parts = parts.map_err(|error| Error::from(error).message(&words));
            *found.lock().unwrap_or_else(PoisonError::into_inner) = Some(parts);
            None
        };
        Some(Job::new(cx.words.get(title), work).writing())
    }

    fn merge(&mut self, cx: &Cx<'_>) -> Effect {
        let copies = self.parts.iter().map(|part| part.copy.clone()).collect();
        let Some(job) = self.job(Way::Keep, Some(copies), cx) else { return Effect::None };
        self.stage = Stage::Merging;
        Effect::Start(job)
    }

    /// Brings back what gave way in the chosen conflict.
    fn restore(&self) -> Effect {
        let row = self.list.selected().and_then(|row| self.rows.get(row));
        let Some(Row::Conflict(part, place, false)) = row else { return Effect::None };
        let conflict = self.conflict(*part, *place);
        conflict.map_or(Effect::None, |(conflict, _)| {
            Effect::Run(Command::RestoreValue(Lost::of(conflict)))
        })
    }

    fn conflict(&self, part: usize, place: usize) -> Option<&(Conflict, ToldConflict)> {
        self.parts.get(part)?.conflicts.get(place)
    }

    fn make_rows(&mut self, cx: &Cx<'_>) {
        let mut rows = Vec::new();
        for (at, part) in self.parts.iter().enumerate() {
            let name = part.copy.path.file_name().unwrap_or_default();
            rows.push(Row::Heading(name.to_string_lossy().into_owned()));
            rows.extend(part.lines.iter().cloned().map(Row::Line));
            if !part.conflicts.is_empty() {
                let count = [("count", part.conflicts.len().into())];
                rows.push(Row::Heading(cx.words.format("merge-conflicts", &count)));
            }
            for (place, (conflict, _)) in part.conflicts.iter().enumerate() {
                let again = self.stage == Stage::Merged && stands_again(conflict, cx);
                rows.push(Row::Conflict(at, place, again));
                rows.push(Row::Values(at, place));
            }
        }
        let fixed = |(_, row): &(usize, &Row)| !matches!(row, Row::Conflict(..));
        let headings = rows.iter().enumerate().filter(fixed).map(|(row, _)| row).collect();
        self.list.set_rows(rows.len(), headings);
        self.rows = rows;
    }

    /// What is said above the list.
    fn words(&self, cx: &Cx<'_>) -> String {
        let changes: u64 = self.parts.iter().map(|part| part.changes).sum();
        let key = match self.stage {
            _ if !self.problem.is_empty() => return self.problem.clone(),
            _ if self.at.is_none() => "merge-no-copies",
            Stage::Unread | Stage::Planning => "merge-planning",
            Stage::Planned if self.parts.is_empty() => "merge-no-copies",
            Stage::Planned => "merge-enter",
            Stage::Merging => "merge-merging",
            Stage::Merged => {
                let count = [("count", i64::try_from(changes).unwrap_or(i64::MAX).into())];
                let done = cx.words.format("merge-done", &count);
                let none = self.parts.iter().all(|part| part.conflicts.is_empty());
                let more = if none { "".into() } else { cx.words.get("merge-done-conflicts") };
                return format!("{done}\n{more}").trim_end().to_owned();
            }
        };
        cx.words.get(key).into_owned()
    }

    fn line(&self, row: &Row, columns: usize, cx: &Cx<'_>) -> Line<'static> {
        let cut = |text: &str, width| cx.theme.cut(&text::sanitise(text), width);
        let styled = |text, role| Line::styled(text, cx.theme.style(role));
        match row {
            Row::Heading(text) => styled(format!(" {}", cut(text, columns - 1)), Role::Title),
            Row::Line(text) => styled(format!("   {}", cut(text, columns - 3)), Role::Text),
            Row::Conflict(part, place, again) => {
                let Some((_, told)) = self.conflict(*part, *place) else { return Line::default() };
                let again = if *again { cx.words.get("merge-restored") } else { "".into() };
                let room = columns.saturating_sub(text::width(&again) + 5);
                let what =
                    cx.theme.fit(&text::sanitise(&format!("{} · {}", told.row, told.field)), room);
                Line::from(vec![
                    Span::styled(format!("   {what}  "), cx.theme.style(Role::Text)),
                    Span::styled(again.into_owned(), cx.theme.style(Role::Success)),
                ])
            }
            Row::Values(part, place) => {
                let Some((_, told)) = self.conflict(*part, *place) else { return Line::default() };
                let half = columns.saturating_sub(8) / 2;
                let kept = cx.theme.fit(&text::sanitise(&told.kept), half);
                let lost = cut(&told.lost, half);
                styled(format!("     {kept}  {lost}"), Role::Muted)
            }
        }
    }
}

impl View for MergeScreen {
    fn context(&self) -> Context {
        Context::Global
    }

    fn hints(&self) -> &[Action] {
        &[Action::Open, Action::Undo, Action::Help, Action::Back]
    }

    fn update(&mut self, action: Action, cx: &Cx<'_>) -> Effect {
        if self.list.update(action) {
            return Effect::None;
        }
        match (action, self.stage) {
            (Action::Open, Stage::Planned) if !self.parts.is_empty() => self.merge(cx),
            (Action::Open, Stage::Merged) => self.restore(),
            // It is there already.
            (Action::Open | Action::Merge, _) => Effect::None,
            _ => Effect::Pass,
        }
    }

    fn mouse(&mut self, mouse: Mouse, _cx: &Cx<'_>) -> Effect {
        let _ = self.list.mouse(mouse);
        Effect::None
    }

    fn draw(&self, frame: &mut Frame<'_>, area: Rect, cx: &Cx<'_>) {
        let title = format!(" {}", cx.words.get("merge-title"));
        let title = cx.theme.cut(&title, usize::from(area.width));
        let head = u16::from(area.height > 3);
        frame.render_widget(
            Line::styled(title, cx.theme.style(Role::Title)),
            Rect { height: head, ..area },
        );
        let body = Rect { y: area.y + head, height: area.height - head, ..area };
        let words = self.words(cx);
        let wide = usize::from(body.width.saturating_sub(4).min(76));
        let tall = u16::try_from(text::wrap(&words, wide).len()).unwrap_or(u16::MAX);
        let above = if self.rows.is_empty() { body.height } else { tall.saturating_add(2) };
        let above = Rect { height: above.min(body.height), ..body };
        draw_words(frame, above, &words, Role::Muted, cx);
        let below = Rect { y: above.bottom(), height: body.height - above.height, ..body };
        let columns = usize::from(below.width.saturating_sub(1)).max(3);
        self.list.draw(frame, below, cx, |row, _| {
            self.rows.get(row).map(|row| self.line(row, columns, cx)).unwrap_or_default()
        });
    }

    fn refresh(&mut self, cx: &Cx<'_>) {
        let found = self.found.lock().unwrap_or_else(PoisonError::into_inner).take();
        if let Some(found) = found {
            self.stage = if self.stage == Stage::Merging { Stage::Merged } else { Stage::Planned };
            self.problem = found.as_ref().err().cloned().unwrap_or_default();
            self.parts = found.unwrap_or_default();
        }
        self.make_rows(cx);
    }

    fn work(&mut self, cx: &Cx<'_>) -> Option<Job> {
        if self.stage != Stage::Unread {
            return None;
        }
        self.stage = Stage::Planning;
        self.job(Way::Rehearse, None, cx)
    }
}

/// Whether the value that gave way is the one that stands now.
fn stands_again(conflict: &Conflict, cx: &Cx<'_>) -> bool {
    let Some(entity) = Entity::from_name(&conflict.entity) else { return false };
    let now = cx.reader().current(entity, conflict.row, &conflict.field);
    now.is_ok_and(|now| now == conflict.lost)
}

/// Looks at the copies, or takes them in and moves them away.
fn work(
    at: &Place,
    way: Way,
    copies: Option<Vec<Copy>>,
    words: &Words,
    progress: &Progress,
) -> Result<Vec<Part>, StoreError> {
    let mut session = Session::open(&at.file, Arc::clone(&at.env), &at.member, false)?;
    session.store().hold_back()?;
    let copies = match copies {
        Some(copies) => copies,
        None => session.store().copies(&mut Looked::default())?,
    };
    let mut parts = Vec::new();
    for copy in copies {
        let go_on = |done, total| {
            progress.report(done, total);
            !progress.is_cancelled()
        };
        let mut part = Part { lines: Vec::new(), conflicts: Vec::new(), changes: 0, copy };
        match session.absorb(&part.copy.path, way, go_on) {
            Ok(None) => break,
            Ok(Some(absorbed)) => {
                let told = Told::of(words, &Values::new(words, session.reader())?, &absorbed)?;
                part.lines = told.lines;
                part.changes = absorbed.changes_in;
                part.conflicts = absorbed.conflicts.into_iter().zip(told.conflicts).collect();
                if way == Way::Keep {
                    part.lines.push(aside(&part.copy, words));
                }
            }
            // One copy that cannot be read does not keep the others out.
            Err(error) => part.lines.push(Error::from(error).message(words)),
        }
        parts.push(part);
    }
    Ok(parts)
}

/// Moves a copy away, and says where it is.
fn aside(copy: &Copy, words: &Words) -> String {
    match set_aside(copy) {
        Ok(Some(moved)) => {
            words.format("merge-moved", &[("path", moved.display().to_string().into())])
        }
        Ok(None) => {
            let name = copy.path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            words.format("merge-left", &[("name", name.into())])
        }
        Err(error) => Error::from(error).message(words),
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;
    use crate::{
        command,
        tui::{
            app::App,
            cx::Desk,
            event::{Arrival, Event, Inbox},
            script,
            view::{tabs, world::desk_of},
            widget::{panel::tests::rows, status::Facts},
        },
    };
    use ratatui::{Terminal, backend::TestBackend};

    struct Journey {
        app: App,
        inbox: Inbox,
    }

    impl Journey {
        fn of(desk: Desk) -> Self {
            let inbox = Inbox::new();
            let mut app = App::new(desk, tabs(), inbox.post());
            app.set_facts(Facts::default());
            Self { app, inbox }
        }

        fn press(&mut self, keys: &str) -> &mut Self {
            script::press(&mut self.app, keys);
            while self.app.is_at_work() {
                self.next();
            }
            self
        }

        fn next(&mut self) {
            match self.inbox.next(Some(std::time::Duration::from_secs(60))) {
                Some(Arrival::Event(event)) => self.app.handle(event),
                other => panic!("{other:?}"),
            }
        }

        fn screen(&self, width: u16, height: u16) -> String {
            let mut terminal = Terminal::new(TestBackend::new(width, height)).unwrap();
            terminal.draw(|frame| self.app.draw(frame)).unwrap();
            rows(terminal.backend().buffer()).join("\n")
        }

        #[track_caller]
        fn sees(&mut self, text: &str) -> &mut Self {
            let seen = self.screen(120, 40);
            assert!(seen.contains(text), "{text:?} is not in\n{seen}");
            self
        }
    }

    /// A desk on a file of its own, beside which lies what a colleague wrote into a copy.
    fn desk_with_copy(language: Language, name: &str) -> (Desk, PathBuf) {
        let mut desk = desk_of(language);
        let folder = tempfile::tempdir().unwrap().keep();
        let (file, copy) = (folder.join("a.db"), folder.join(name));
        fs::copy(desk.session.store().path(), &file).unwrap();
        fs::copy(&file, &copy).unwrap();
        let at = desk.session.env().now();
        let open = |path: &PathBuf, seed, member: &str| {
            Session::open(
                path,
                Arc::new(Env::fixed(at + 1_000 * i64::try_from(seed).unwrap(), seed)),
                member,
                false,
            )
            .unwrap()
        };
        desk.session = open(&file, 51, "me");
        let id = desk.session.reader().customers().unwrap()[0].id;
        let phone =
            |value: &str| Command::EditCustomer(id, vec![("phone".to_owned(), value.to_owned())]);
        command::run(&mut desk.session, phone("111")).unwrap();
        command::run(&mut open(&copy, 52, "李雷"), phone("222")).unwrap();
        (desk, copy)
    }

    #[test]
    fn a_copy_is_found_planned_merged_moved_and_what_gave_way_brought_back() {
        for (language, plan, kept, lost, restored) in [
            (
                Language::En,
                "from 李雷 (",
                "stays: “222” (theirs)",
                "gives way: “111” (ours)",
                "brought back",
            ),
            (
                Language::ZhCn,
                "来自 李雷（",
                "保留：“222”（对方）",
                "未采用：“111”（本文件）",
                "已恢复",
            ),
        ] {
            let (desk, copy) = desk_with_copy(language, "a (conflicted copy).db");
            let mut journey = Journey::of(desk);
            // Other work in the background may be done first.
            while !journey.screen(120, 40).contains("gm") {
                journey.next();
            }
            journey.press("gm").sees("a (conflicted copy).db").sees(plan).sees(kept).sees(lost);
            assert!(copy.exists(), "only looked at");
            assert!(!journey.screen(120, 40).contains(restored), "nothing gave way yet");
            journey.press("<enter>").sees("merged").sees(kept);
            assert!(!copy.exists() && copy.parent().unwrap().join("merged").is_dir());
            journey.press("<enter>").sees(restored);
            for (width, height) in [(1, 1), (9, 4), (40, 12), (80, 24), (200, 60)] {
                journey.screen(width, height);
            }
            journey.press("u");
            assert!(
                !journey
                    .screen(120, 40)
                    .lines()
                    .any(|line| line.contains(&format!("  {restored}")))
            );
        }
    }

    #[test]
    fn without_copies_it_says_so_and_news_are_told_once() {
        let (desk, copy) = desk_with_copy(Language::En, "b");
        fs::remove_file(copy).unwrap();
        let mut journey = Journey::of(desk);
        journey.press("gm").sees("No other copy of the file").press("<enter>q");
        journey.app.handle(Event::Copies(2));
        journey.sees("2 other copies of this file lie beside it: gm");
        journey.app.handle(Event::Tick);
        journey.sees("2 copies to merge: gm");
        journey.app.handle(Event::Copies(2));
        journey.sees("2 copies to merge: gm");
        journey.app.handle(Event::Copies(0));
        assert!(!journey.screen(120, 40).contains("to merge"));
    }
}
