//! The preview of an import: what the rows and columns are taken for, what would come of them, and
//! in the end what did.

use std::{cell::RefCell, path::PathBuf, rc::Rc, sync::Arc};

use ratatui::{Frame, layout::Rect};

use super::{
    awaited::Awaited,
    look::{self, Found},
    plan::Plan,
    write::{self, Outcome},
};
use crate::{
    command::{
        Command,
        import_batch::{Imported, OnMatch},
        undo::Which,
    },
    error::Error,
    exchange::import::{Field, Kind, Mapping, date::DateStyle, headers, mapping::Target},
    i18n::Words,
    tui::{
        action::{Action, Context},
        cx::Cx,
        effect::{Effect, Notice, Tone},
        job::Job,
        view::{Mouse, View, form},
        widget::{
            list::List,
            picker::{Choice, Picker},
        },
    },
};

/// Rejected rows that are told before one asks for all.
const FIRST_REJECTS: usize = 5;

/// A file on its way in.
#[derive(Debug)]
pub(super) struct ImportScreen {
    pub(super) plan: Plan,
    pub(super) found: Option<Found>,
    pub(super) looking: Option<Awaited<Result<Option<Found>, Error>>>,
    pub(super) writing: Option<Awaited<Result<Outcome, Error>>>,
    saving: Option<Awaited<Result<PathBuf, String>>>,
    pub(super) outcome: Option<Outcome>,
    /// Why the file could not be read.
    pub(super) problem: Option<String>,
    pub(super) rows: Vec<Row>,
    pub(super) list: List,
    shows_all: bool,
    /// It was opened and not read yet.
    is_new: bool,
    /// What was picked for a column.
    picked: Rc<RefCell<Option<Picked>>>,
}

/// A column by its place, and what it is to fill.
type Picked = (usize, Option<Target>);

/// One row of the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Row {
    Heading(Section, usize),
    Reject(usize),
    /// So many more were rejected.
    More(usize),
    Column(usize),
    Sample(usize, Fate),
}

/// The parts of the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Section {
    Rejects,
    Columns,
    Samples,
}

/// What becomes of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fate {
    New,
    Known,
    /// It makes a customer who looks like one that is there.
    Alike,
    Rejected,
    /// A column is lacking: nobody knows.
    Open,
}

impl ImportScreen {
    /// Of this file.
    pub(super) fn new(path: PathBuf, cx: &Cx<'_>) -> Self {
        Self {
            plan: Plan::new(path, cx),
            found: None,
            looking: None,
            writing: None,
            saving: None,
            outcome: None,
            problem: None,
            rows: Vec::new(),
            list: List::default(),
            shows_all: false,
            is_new: true,
            picked: Rc::default(),
        }
    }

    /// What was or would be imported.
    pub(super) fn imported(&self) -> Option<&Imported> {
        let would = || self.found.as_ref().and_then(|found| found.would.as_ref());
        self.outcome.as_ref().map(|outcome| &outcome.imported).or_else(would)
    }

    /// What the columns are taken for.
    pub(super) fn mapping(&self) -> Option<&Mapping> {
        self.plan.mapping.as_ref()
    }

    /// Reads the file as it is wanted now; an older reading is not waited for.
    fn look(&mut self, cx: &Cx<'_>) -> Job {
        if let Some(before) = self.looking.take() {
            before.give_up();
        }
        self.problem = None;
        let awaited = Awaited::default();
        self.looking = Some(awaited.clone());
        let title = cx.words.format("import-job-reading", &[("name", self.plan.name().into())]);
        let plan = self.plan.clone();
        awaited.job(title, 0, move |pace| (look::look(&plan, pace), None))
    }

    fn look_again(&mut self, cx: &Cx<'_>) -> Effect {
        Effect::Start(self.look(cx))
    }

    /// Starts the import, or says why not.
    fn submit(&mut self, cx: &Cx<'_>) -> Effect {
        let say = |key: &str| Effect::Notice(Notice::new(Tone::Info, cx.words.get(key)));
        if self.outcome.is_some() {
            // The list of customers.
            return Effect::Tab(1);
        }
        if self.looking.is_some() {
            return say("import-still-reading");
        }
        let (Some(found), Some(mapping)) = (&self.found, &self.plan.mapping) else {
            return Effect::None;
        };
        let Some(would) = &found.would else {
            return Effect::Notice(Notice::new(
                Tone::Warning,
                self.lacking(cx).unwrap_or_default(),
            ));
        };
        if would.created + would.updated == 0 {
            return say("import-nothing");
        }
        let awaited = Awaited::default();
        self.writing = Some(awaited.clone());
        let (plan, source, mapping) =
            (self.plan.clone(), Arc::clone(&found.source), mapping.clone());
        let title = cx.words.format("progress-importing", &[("name", plan.name().into())]);
        let key = |action| cx.keymap.key(Context::Global, action).unwrap_or_default();
        let keys = [key(Action::Undo), key(Action::Welcome)];
        let work = awaited.job(title, would.read, move |pace| {
            let outcome = write::write(&plan, &source, &mapping, pace);
            let notice = told(&plan, &outcome, &keys);
            (outcome, Some(notice))
        });
        Effect::Start(work.writing())
    }

    /// Which field still lacks a column, in words.
    pub(super) fn lacking(&self, cx: &Cx<'_>) -> Option<String> {
        let field = self.mapping()?.missing()?;
        let key = cx.keymap.key(Context::Import, Action::ImportField).unwrap_or_default();
        let pair = [("field", field_words(field, cx.words).into()), ("key", key.into())];
        Some(cx.words.format("import-lacks", &pair))
    }

    /// The rows are something else.
    fn change_kind(&mut self, back: bool, cx: &Cx<'_>) -> Effect {
        let Some(found) = &self.found else { return Effect::None };
        let kinds = Kind::ALL.len();
        let now = self.mapping().map(|mapping| mapping.kind);
        let at = Kind::ALL.iter().position(|kind| Some(*kind) == now).unwrap_or(0);
        let next = if back { at + kinds - 1 } else { at + 1 } % kinds;
        self.plan.kind = Kind::ALL.get(next).copied();
        self.plan.mapping = Some(Mapping::draft(self.plan.kind, found.source.headers()));
        self.build();
        self.look_again(cx)
    }

    /// The column of the selected row.
    fn column(&self) -> Option<usize> {
        match self.rows.get(self.list.selected()?) {
            Some(Row::Column(index)) => Some(*index),
            _ => None,
        }
    }

    /// Takes over what was picked for a column; else lets it be picked.
    fn choose_field(&mut self, cx: &Cx<'_>) -> Effect {
        if let Some((index, target)) = self.picked.take() {
            if let Some(mapping) = &mut self.plan.mapping {
                mapping.put(index, target);
            }
            self.build();
            return self.look_again(cx);
        }
        if self.list.selected().and_then(|row| self.rows.get(row)).is_some_and(is_more) {
            self.shows_all = true;
            self.build();
            return Effect::None;
        }
        let (Some(index), Some(mapping)) = (self.column(), self.mapping()) else {
            return Effect::Notice(Notice::new(Tone::Info, cx.words.get("import-no-column")));
        };
        let Some(header) = mapping.headers.get(index).cloned() else { return Effect::None };
        let mut targets: Vec<Option<Target>> = vec![None];
        let fields = headers::of(mapping.kind).iter();
        targets.extend(fields.map(|(field, _)| Some(Target::Field(*field))));
        if mapping.kind == Kind::Customers && !header.is_empty() {
            targets.insert(1, Some(Target::Custom(header.clone())));
        }
        let choice = |target: &Option<Target>| {
            let of = mapping.columns.iter().find(|column| Some(&column.target) == target.as_ref());
            let also = match target {
                Some(Target::Field(field)) => field.name().replace('_', " "),
                Some(Target::Custom(_)) | None => String::new(),
            };
            Choice {
                label: target_words(target.as_ref(), cx.words),
                detail: of.map(|column| column.header.clone()).unwrap_or_default(),
                also,
            }
        };
        let choices = targets.iter().map(choice).collect();
        let title = cx.words.format("import-pick", &[("column", header.into())]);
        let picked = Rc::clone(&self.picked);
        let pick = move |place: usize, _: &Cx<'_>| {
            picked.replace(targets.get(place).map(|target| (index, target.clone())));
            Effect::Act(Action::ImportField)
        };
        Effect::Open(Box::new(Picker::new(title, choices, Box::new(pick))))
    }

    /// Rejected rows are to be kept, or kept now when the import is over.
    fn keep_rejects(&mut self, cx: &Cx<'_>) -> Effect {
        let Some(outcome) = &self.outcome else {
            self.plan.keep_rejects = match self.plan.keep_rejects {
                Some(_) => None,
                None => Some(self.plan.rejects_path()),
            };
            return Effect::None;
        };
        let (rejects, found) = (outcome.imported.rejects.clone(), self.found.as_ref());
        if rejects.is_empty() || outcome.saved.is_some() {
            return Effect::None;
        }
        let Some(source) = found.map(|found| Arc::clone(&found.source)) else {
            return Effect::None;
        };
        let awaited = Awaited::default();
        self.saving = Some(awaited.clone());
        let (plan, path) = (self.plan.clone(), self.plan.rejects_path());
        let title = cx.words.get("import-choice-rejects").into_owned();
        let job = awaited
            .job(title, 0, move |_| (write::save(&plan, &path, source.headers(), &rejects), None));
        Effect::Start(job)
    }

    /// Takes in what the background has brought.
    fn receive(&mut self, cx: &Cx<'_>) {
        if let Some(looked) = self.looking.as_ref().and_then(Awaited::take) {
            self.looking = None;
            match looked {
                Ok(Some(found)) => {
                    self.plan.source = Some(Arc::clone(&found.source));
                    self.plan.mapping = Some(found.mapping.clone());
                    self.found = Some(found);
                }
                Ok(None) => self.problem = Some(cx.words.get("import-given-up").into_owned()),
                Err(error) => self.problem = Some(error.message(cx.words)),
            }
        }
        if let Some(written) = self.writing.as_ref().and_then(Awaited::take) {
            self.writing = None;
            // What went wrong is said by the job itself, and the preview is there again.
            self.outcome = written.ok().filter(|outcome| !outcome.imported.cancelled);
            self.list.select(0);
        }
        if let Some(saved) = self.saving.as_ref().and_then(Awaited::take) {
            self.saving = None;
            if let Some(outcome) = &mut self.outcome {
                outcome.saved = Some(saved);
            }
        }
    }

    /// Builds the rows: problems first, then the columns, then how the first rows are taken.
    fn build(&mut self) {
        let mut rows = Vec::new();
        if let Some(imported) = self.imported().filter(|it| !it.rejects.is_empty()) {
            let all = imported.rejects.len();
            let few = if self.shows_all || self.outcome.is_some() { all } else { FIRST_REJECTS };
            rows.push(Row::Heading(Section::Rejects, all));
            rows.extend((0..all.min(few)).map(Row::Reject));
            rows.extend((all > few).then(|| Row::More(all - few)));
        }
        if let (Some(found), None) = (&self.found, &self.outcome) {
            let columns = found.mapping.headers.len();
            rows.push(Row::Heading(Section::Columns, columns));
            rows.extend((0..columns).map(Row::Column));
            rows.push(Row::Heading(Section::Samples, found.samples.len()));
            let fate = |line: u64| match &found.would {
                None => Fate::Open,
                Some(would) if would.rejects.iter().any(|it| it.line == line) => Fate::Rejected,
                Some(would) if would.matched.contains(&line) => Fate::Known,
                Some(would) if would.alike.iter().any(|it| it.line == line) => Fate::Alike,
                Some(_) => Fate::New,
            };
            let samples = found.samples.iter().enumerate();
            rows.extend(samples.map(|(place, sample)| Row::Sample(place, fate(sample.line))));
        }
        let is_heading =
            |(place, row): (usize, &Row)| matches!(row, Row::Heading(..)).then_some(place);
        self.list.set_rows(rows.len(), rows.iter().enumerate().filter_map(is_heading).collect());
        self.rows = rows;
    }

    fn update_over(&mut self, action: Action, cx: &Cx<'_>) -> Effect {
        let proposes = self.outcome.as_ref().is_some_and(|outcome| outcome.proposes);
        match action {
            Action::Apply => self.submit(cx),
            Action::ImportRejects => self.keep_rejects(cx),
            Action::ImportField if proposes => form::file_settings(cx),
            Action::Undo => {
                let undo = Effect::Run(Command::Undo(Which::Last));
                Effect::Many(vec![undo, Effect::Close])
            }
            _ => Effect::Pass,
        }
    }
}

impl Drop for ImportScreen {
    /// Nobody waits for a reading any more; an import goes on.
    fn drop(&mut self) {
        if let Some(looking) = &self.looking {
            looking.give_up();
        }
    }
}

const fn is_more(row: &Row) -> bool {
    matches!(row, Row::More(_))
}

/// What is said when it is over, wherever the user is by then.
fn told(plan: &Plan, outcome: &Result<Outcome, Error>, [undo, welcome]: &[String; 2]) -> Notice {
    let words = Words::new(plan.at.language);
    let outcome = match outcome {
        Ok(outcome) => outcome,
        Err(error) => return Notice::new(Tone::Error, error.message(&words)),
    };
    let imported = &outcome.imported;
    if imported.cancelled {
        return Notice::new(Tone::Info, words.get("notice-import-cancelled"));
    }
    let count = |count: u64| i64::try_from(count).unwrap_or(i64::MAX);
    let said = words.format(
        "notice-imported",
        &[
            ("name", plan.name().into()),
            ("created", count(imported.created).into()),
            ("updated", count(imported.updated).into()),
            ("rejected", imported.rejects.len().into()),
            ("key", undo.into()),
        ],
    );
    let said = match outcome.proposes {
        true => {
            let pair = [("said", said.into()), ("key", welcome.into())];
            words.format("notice-import-proposes", &pair)
        }
        false => said,
    };
    let tone = if imported.rejects.is_empty() { Tone::Success } else { Tone::Warning };
    Notice::new(tone, said)
}

/// A field in words.
pub(super) fn field_words(field: Field, words: &Words) -> String {
    let name = field.name();
    let keys = [format!("import-field-{name}"), format!("field-{name}")];
    let known = keys.iter().find(|key| words.has(key));
    known.map_or_else(|| name.to_owned(), |key| words.get(key).into_owned())
}

/// What a column fills, in words.
pub(super) fn target_words(target: Option<&Target>, words: &Words) -> String {
    match target {
        None => words.get("import-leave-out").into_owned(),
        Some(Target::Field(field)) => field_words(*field, words),
        Some(Target::Custom(name)) => words.format("import-own-field", &[("name", name.into())]),
    }
}

impl View for ImportScreen {
    fn context(&self) -> Context {
        Context::Import
    }

    fn hints(&self) -> &[Action] {
        if self.outcome.is_some() {
            return &[Action::Apply, Action::Undo, Action::ImportRejects, Action::Back];
        }
        if self.writing.is_some() {
            return &[Action::CancelJob, Action::Back];
        }
        &[
            Action::Apply,
            Action::ImportField,
            Action::NextKind,
            Action::ImportMatch,
            Action::ImportMissing,
            Action::ImportDates,
            Action::ImportRejects,
            Action::Back,
        ]
    }

    fn update(&mut self, action: Action, cx: &Cx<'_>) -> Effect {
        if self.list.update(action) {
            return Effect::None;
        }
        if self.outcome.is_some() {
            return self.update_over(action, cx);
        }
        let changes = matches!(
            action,
            Action::Apply
                | Action::ImportField
                | Action::NextKind
                | Action::PreviousKind
                | Action::ImportMatch
                | Action::ImportMissing
                | Action::ImportDates
                | Action::ImportRejects
                | Action::Refresh
        );
        if self.writing.is_some() && changes {
            return Effect::Notice(Notice::new(Tone::Info, cx.words.get("import-under-way")));
        }
        match action {
            Action::Apply => self.submit(cx),
            Action::ImportField => self.choose_field(cx),
            Action::NextKind => self.change_kind(false, cx),
            Action::PreviousKind => self.change_kind(true, cx),
            Action::ImportMatch => {
                self.plan.on_match = match self.plan.on_match {
                    OnMatch::Skip => OnMatch::Update,
                    OnMatch::Update => OnMatch::Create,
                    OnMatch::Create => OnMatch::Skip,
                };
                self.look_again(cx)
            }
            Action::ImportMissing => {
                self.plan.create_missing = !self.plan.create_missing;
                self.look_again(cx)
            }
            Action::ImportDates => {
                self.plan.dates = match self.plan.dates {
                    DateStyle::DayFirst => DateStyle::MonthFirst,
                    DateStyle::MonthFirst => DateStyle::YearFirst,
                    DateStyle::YearFirst | DateStyle::Serial => DateStyle::DayFirst,
                };
                self.look_again(cx)
            }
            Action::ImportRejects => self.keep_rejects(cx),
            Action::Refresh => {
                // Also what the file is may have changed.
                self.plan.source = None;
                self.look_again(cx)
            }
            _ => Effect::Pass,
        }
    }

    fn mouse(&mut self, mouse: Mouse, cx: &Cx<'_>) -> Effect {
        match self.list.mouse(mouse) {
            Some(hit) if hit.again && self.outcome.is_none() && self.writing.is_none() => {
                self.choose_field(cx)
            }
            _ => Effect::None,
        }
    }

    fn draw(&self, frame: &mut Frame<'_>, area: Rect, cx: &Cx<'_>) {
        self.draw_all(frame, area, cx);
    }

    fn refresh(&mut self, cx: &Cx<'_>) {
        self.receive(cx);
        self.build();
    }

    fn work(&mut self, cx: &Cx<'_>) -> Option<Job> {
        std::mem::take(&mut self.is_new).then(|| self.look(cx))
    }
}
