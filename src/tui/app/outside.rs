//! What others do to the open file and beside it while the workbench runs.

use super::App;
use crate::tui::{
    action::{Action, Context},
    effect::{Notice, Tone},
};

impl App {
    /// Reads again when another program has written into the file. After a key and not before it:
    /// it means the row that was seen when it was pressed.
    pub(super) fn look_elsewhere(&mut self) {
        // While a job writes, the file may be locked, and what it writes is no news.
        if self.worker.writing().is_some() {
            return;
        }
        // A file that is busy is asked again with the next event.
        let Ok(version) = self.desk.session.store().data_version() else { return };
        if std::mem::replace(&mut self.file_version, version) != version {
            self.reread();
            if self.notice.is_none() {
                let words = self.desk.words.get("notice-changed-elsewhere");
                self.notice = Some(Notice::new(Tone::Info, words));
            }
        }
    }

    /// Looks for copies of the file from time to time, but not while a job may be merging them.
    pub(super) fn look_beside(&mut self) {
        if self.worker.writing().is_none() {
            let desk = &self.desk;
            self.beside.look(|| desk.session.store().lookout(desk.today), &self.post);
        }
    }

    /// Says once that copies are there; the bottom line goes on saying it.
    pub(super) fn copies(&mut self, count: usize) {
        let news = count > self.facts.copies;
        self.facts.copies = count;
        if news && self.notice.is_none() {
            let cx = self.desk.cx();
            let key = cx.keymap.key(Context::Global, Action::Merge).unwrap_or_default();
            let values = [("count", count.into()), ("key", key.into())];
            self.notice = Some(Notice::new(Tone::Info, cx.words.format("merge-found", &values)));
        }
    }
}
