//! What is to be imported and how: everything that the thread in the background has to know.

use std::{path::PathBuf, sync::Arc};

use chrono::NaiveDate;

use crate::{
    command::{
        Session,
        import_batch::{self, OnMatch},
    },
    domain::settings::Rules,
    env::Env,
    error::Error,
    exchange::import::{self, Kind, Mapping, RejectReason, Source, date::DateStyle},
    i18n::{Language, Words},
    store::StoreError,
    tui::cx::Cx,
    wording::names,
};

/// A file and what is to become of it.
#[derive(Clone, Debug)]
pub(super) struct Plan {
    pub path: PathBuf,
    /// The file once it was opened.
    pub source: Option<Arc<Source>>,
    /// What the rows are, when the user says it.
    pub kind: Option<Kind>,
    /// What the columns are, once that is known.
    pub mapping: Option<Mapping>,
    /// How dates are read that leave it open.
    pub dates: DateStyle,
    pub on_match: OnMatch,
    pub create_missing: bool,
    /// Where the rows that do not fit are to be kept.
    pub keep_rejects: Option<PathBuf>,
    pub at: Place,
}

/// The data file that it comes into, and whose words are spoken.
#[derive(Clone, Debug)]
pub(super) struct Place {
    file: PathBuf,
    env: Arc<Env>,
    member: String,
    rules: Arc<Rules>,
    stage_names: Vec<(String, String)>,
    pub today: NaiveDate,
    pub language: Language,
}

impl Plan {
    /// Nothing is said of the file yet.
    pub(super) fn new(path: PathBuf, cx: &Cx<'_>) -> Self {
        Self {
            path,
            source: None,
            kind: None,
            mapping: None,
            dates: DateStyle::MonthFirst,
            on_match: OnMatch::Skip,
            create_missing: false,
            keep_rejects: None,
            at: Place::new(cx),
        }
    }

    /// What the file is called.
    pub(super) fn name(&self) -> String {
        self.path.file_name().unwrap_or_default().to_string_lossy().into_owned()
    }

    /// How rows are read.
    pub(super) fn reading(&self) -> import::Options {
        let rules = &self.at.rules;
        import::Options {
            today: self.at.today,
            zone: rules.zone.zone,
            currency: rules.currency,
            dates: self.dates,
        }
    }

    /// How they come in.
    pub(super) fn coming_in(&self, dry_run: bool) -> import_batch::Options {
        import_batch::Options {
            name: self.name(),
            on_match: self.on_match,
            create_missing: self.create_missing,
            dry_run,
            stage_names: self.at.stage_names.clone(),
        }
    }

    /// Where the rows that do not fit are kept: beside the file, under a name that is free.
    pub(super) fn rejects_path(&self) -> PathBuf {
        let stem = self.path.file_stem().unwrap_or_default().to_string_lossy();
        let name = |number: u32| match number {
            1 => format!("{stem}-rejects.csv"),
            number => format!("{stem}-rejects-{number}.csv"),
        };
        let path = |number| self.path.with_file_name(name(number));
        let is_free = |path: &PathBuf| path.symlink_metadata().is_err();
        (1..1_000).map(path).find(is_free).unwrap_or_else(|| path(1))
    }
}

impl Place {
    fn new(cx: &Cx<'_>) -> Self {
        let (session, rules) = (cx.session(), Arc::clone(cx.session().rules()));
        let stages = rules.pipeline.stages.iter().chain([&rules.pipeline.lost]);
        let name = |key: &String| (key.clone(), names::stage(cx.words, &rules.pipeline, key));
        let stage_names = stages.map(|stage| name(&stage.key)).collect();
        Self {
            file: session.store().path().to_owned(),
            env: Arc::clone(session.env()),
            member: session.member().name.clone(),
            stage_names,
            today: cx.today,
            language: cx.words.language(),
            rules,
        }
    }

    /// A second way into the file, for another thread.
    pub(super) fn open(&self) -> Result<Session, StoreError> {
        Session::open(&self.file, Arc::clone(&self.env), &self.member, false)
    }
}

/// Why a row does not fit, as it is said where one can do something about it.
pub(super) fn reason(words: &Words, reason: &RejectReason) -> String {
    let code = reason.code();
    let here = format!("import-reject-{code}");
    let key = if words.has(&here) { here } else { format!("reject-{code}") };
    words.get(&key).into_owned()
}

/// What could not be read, in words.
pub(super) fn unreadable(path: &std::path::Path, error: &std::io::Error) -> Error {
    Error::new(crate::error::Kind::Data, "file-unreadable")
        .with("path", path)
        .with("reason", error.to_string())
}
