//! `import FILE`: other programs' lists come in.

use std::{
    io::{self, Write},
    path::{Path, PathBuf},
    time::Duration,
};

use indicatif::{ProgressBar, ProgressStyle};
use serde_json::{Map, Value, json};

mod told;
mod whole;

use super::{
    answer::{Answer, Page},
    json,
    world::{Open, Run, World},
};
use crate::{
    change::Entity,
    command::import_batch::{
        self, Imported, OnMatch,
        maps::{self, Kept},
    },
    error::{Error, Kind as Failure, Piece, Result},
    exchange::{
        export::whole as file,
        import::{
            self, Kind, Mapping, Reject, Rejects, Source, SourceError, SourceOptions,
            date::DateStyle, profiles, records,
        },
    },
    i18n::{Arg, Words},
    text,
    wording::names,
};

/// Rejects that are told one by one.
const TOLD: usize = 20;

/// Which file, and how it is read.
#[derive(Debug, clap::Args)]
pub struct Args {
    #[arg(id = "list", value_name = "FILE")]
    file: PathBuf,
    #[arg(id = "list-kind", long = "as", value_name = "KIND")]
    kind: Option<String>,
    #[arg(long, value_name = "FIELD=COLUMN")]
    map: Vec<String>,
    #[arg(long, value_parser = ["skip", "update", "create"], default_value = "skip")]
    on_match: String,
    #[arg(long)]
    create_missing: bool,
    #[arg(long)]
    dry_run: bool,
    #[arg(long, value_name = "FILE")]
    rejects: Option<PathBuf>,
    #[arg(long, value_name = "NAME")]
    encoding: Option<String>,
    #[arg(long, value_name = "CHARACTER")]
    delimiter: Option<String>,
    #[arg(long)]
    no_header: bool,
    #[arg(long, value_name = "NAME")]
    sheet: Option<String>,
    #[arg(long, value_name = "NAME")]
    profile: Option<String>,
    #[arg(long, value_name = "ORDER", value_parser = ["dmy", "mdy", "ymd"])]
    dates: Option<String>,
    #[arg(long, conflicts_with_all = ["month_first", "dates"])]
    day_first: bool,
    #[arg(long, conflicts_with = "dates")]
    month_first: bool,
    #[arg(long, value_name = "NAME")]
    save_map: Option<String>,
    #[arg(long, value_name = "NAME")]
    use_map: Option<String>,
}

impl Args {
    /// The order of dates that leave it open, as far as it was said.
    fn order(&self) -> Option<DateStyle> {
        match self.dates.as_deref() {
            Some("dmy") => Some(DateStyle::DayFirst),
            Some("mdy") => Some(DateStyle::MonthFirst),
            Some(_) => Some(DateStyle::YearFirst),
            None if self.day_first => Some(DateStyle::DayFirst),
            None if self.month_first => Some(DateStyle::MonthFirst),
            None => None,
        }
    }
}

/// Brings the list in, as one step. Rows that do not fit are told with their reason and are no
/// failure.
///
/// # Errors
/// A file that cannot be read or whose columns say nothing, and a data file that cannot be
/// written; nothing has changed then.
pub fn run(world: &World, args: &Args, words: &Words) -> Result<Answer> {
    let kind = match &args.kind {
        Some(name) => Some(
            Kind::from_name(name)
                .ok_or_else(|| Error::input("import-kind-unknown").with("text", name.as_str()))?,
        ),
        None => None,
    };
    let profile = match &args.profile {
        Some(name) => Some(profiles::named(name).ok_or_else(|| {
            let known = profiles::ALL.iter().map(|profile| profile.name.to_owned());
            Error::input("import-profile")
                .with("name", name.as_str())
                .with("choices", Piece::list(known))
        })?),
        None => None,
    };
    let opened = Source::open(
        &args.file,
        &SourceOptions {
            encoding: args.encoding.clone(),
            delimiter: args.delimiter.as_deref().map(delimiter).transpose()?,
            no_header: args.no_header,
            sheet: args.sheet.clone(),
        },
    );
    if let Some(path) = args.rejects.as_deref().filter(|path| path.symlink_metadata().is_ok()) {
        return Err(Error::new(Failure::Data, "file-exists").with("path", path));
    }
    let source = match opened {
        Err(SourceError::Export(_)) => return whole::run(world, args, words),
        other => other?,
    };
    // Without a kept mapping nothing of the file is needed to know whether the columns will do.
    if args.use_map.is_none() {
        Mapping::plan_as(kind, source.headers(), &args.map, profile)?;
    }
    let mut run =
        world.open(if args.dry_run { Open::Rehearsing } else { Open::Creating }, words)?;
    let mapping = match &args.use_map {
        Some(name) => {
            let kept = kept(&run, name)?;
            let kind = kind.unwrap_or(kept.kind);
            Mapping::plan_as(Some(kind), source.headers(), &kept.under(&args.map), profile)?
        }
        None => Mapping::plan_as(kind, source.headers(), &args.map, profile)?,
    };
    let rules = run.session.rules();
    let reading = import::Options {
        today: run.today(),
        zone: rules.zone.zone,
        currency: rules.currency,
        dates: args.order().unwrap_or_default(),
    };
    let rows = records(&source, &mapping, &reading).map_err(|error| unreadable(args, &error))?;
    tell(&told::decided(run.words, &source, &mapping, &rows, args));
    let options = options(&run, args);
    let bar = progress(run.words, &options.name);
    let imported = import_batch::import(&mut run.session, &mapping, rows, &options, |read| {
        bar.set_position(read);
        true
    });
    bar.finish_and_clear();
    let imported = imported?;
    if let Some(name) = args.save_map.as_deref().filter(|_| !args.dry_run) {
        maps::save(&mut run.session, name, &mapping)?;
    }
    if let Some(path) = args.rejects.as_deref().filter(|_| !imported.rejects.is_empty()) {
        write_rejects(path, source.headers(), &imported.rejects, run.words)?;
    }
    // A list of which nothing could be taken is a failure, not a list with some bad rows.
    let refused = imported.rejects.len() as u64 == imported.read && imported.read > 0;
    if run.json {
        return Ok(Answer::json(object(&run, Some(&mapping), args, &imported)).failing(refused));
    }
    if args.rejects.is_none() {
        tell_rejects(run.words, &imported.rejects);
    }
    Ok(Answer::lines(page(run.words, Some(mapping.kind), args, &imported)).failing(refused))
}

/// The mapping that the team keeps under a name.
fn kept(run: &Run<'_>, name: &str) -> Result<Kept> {
    let all = maps::all(&run.session.reader())?;
    let names: Vec<String> = all.iter().map(|(known, _)| known.clone()).collect();
    let found = all.into_iter().find(|(known, _)| known == name).map(|(_, kept)| kept);
    found.ok_or_else(|| {
        Error::input("import-kept").with("name", name).with("choices", Piece::list(names))
    })
}

fn options(run: &Run<'_>, args: &Args) -> import_batch::Options {
    let rules = run.session.rules();
    let stages = rules.pipeline.stages.iter().chain([&rules.pipeline.lost]);
    let name = |key: &str| names::stage(run.words, &rules.pipeline, key);
    import_batch::Options {
        name: args.file.file_name().unwrap_or_default().to_string_lossy().into_owned(),
        on_match: match args.on_match.as_str() {
            "update" => OnMatch::Update,
            "create" => OnMatch::Create,
            _ => OnMatch::Skip,
        },
        create_missing: args.create_missing,
        dry_run: args.dry_run,
        stage_names: stages.map(|stage| (stage.key.clone(), name(&stage.key))).collect(),
    }
}

fn delimiter(text: &str) -> Result<u8> {
    match text.as_bytes() {
        [byte] => Ok(*byte),
        b"tab" | b"\\t" => Ok(b'\t'),
        _ => Err(Error::input("import-delimiter").with("text", text)),
    }
}

fn unreadable(args: &Args, error: &io::Error) -> Error {
    Error::new(Failure::Data, "file-unreadable")
        .with("path", args.file.as_path())
        .with("reason", error.to_string())
}

/// Hidden when stderr is no terminal.
fn progress(words: &Words, name: &str) -> ProgressBar {
    let bar = ProgressBar::new_spinner();
    if let Ok(style) = ProgressStyle::with_template("{spinner} {msg} {human_pos}") {
        bar.set_style(style);
    }
    let name = text::one_line(name).into_owned();
    bar.set_message(words.format("progress-importing", &[("name", name.into())]));
    bar.enable_steady_tick(Duration::from_millis(100));
    bar
}

fn tell(lines: &[String]) {
    let mut err = io::stderr().lock();
    for line in lines {
        // With stderr gone there is nobody to tell.
        let _ = writeln!(err, "{}", text::one_line(line));
    }
}

fn reason(words: &Words, reject: &Reject) -> String {
    words.get(&format!("reject-{}", reject.reason.code())).into_owned()
}

fn tell_rejects(words: &Words, rejects: &[Reject]) {
    let mut lines: Vec<String> = rejects
        .iter()
        .take(TOLD)
        .map(|reject| {
            let pairs: [(&str, Arg<'_>); 4] = [
                ("line", reject.line.to_string().into()),
                ("column", reject.column.as_deref().unwrap_or("—").into()),
                ("value", reject.value.as_str().into()),
                ("reason", reason(words, reject).into()),
            ];
            words.format("cli-import-reject", &pairs)
        })
        .collect();
    if let Some(more) = rejects.len().checked_sub(TOLD).filter(|more| *more > 0) {
        lines.push(words.format("cli-import-more-rejects", &[("count", more.into())]));
    }
    tell(&lines);
}

fn write_rejects(path: &Path, headers: &[String], rejects: &[Reject], words: &Words) -> Result<()> {
    file::write(path, false, |out| {
        let mut writer = Rejects::new(out, headers).map_err(io::Error::other)?;
        for reject in rejects {
            writer.write(reject, &reason(words, reject)).map_err(io::Error::other)?;
        }
        writer.finish()
    })
    .map_err(|error| {
        // The rows that fitted are in.
        Error::new(Failure::Data, "rejects-unwritable")
            .with("path", path)
            .with("reason", error.to_string())
    })
}

fn page(words: &Words, kind: Option<Kind>, args: &Args, imported: &Imported) -> Page {
    let mut page = Page::default();
    told::changes(words, &imported.changes, &mut page);
    let count = |count: u64| Arg::from(i64::try_from(count).unwrap_or(i64::MAX));
    page.line(words.format(
        "cli-import-done",
        &[
            ("read", count(imported.read)),
            ("created", count(imported.created)),
            ("updated", count(imported.updated)),
            ("skipped", count(imported.skipped)),
            ("rejected", imported.rejects.len().into()),
        ],
    ));
    let besides: Vec<String> = besides(kind, imported)
        .map(|(entity, made)| {
            words.format(&format!("cli-import-made-{}", entity.name()), &[("count", count(made))])
        })
        .collect();
    if !besides.is_empty() {
        page.line(words.format("cli-import-made", &[("list", besides.join(", ").into())]));
    }
    if !imported.unknown.is_empty() {
        let list = imported.unknown.join(", ");
        page.line(words.format("cli-import-unknown", &[("list", list.into())]));
    }
    if imported.future_days > 0 {
        page.line(words.format("cli-import-future", &[("count", count(imported.future_days))]));
    }
    if let Some(path) = args.rejects.as_ref().filter(|_| !imported.rejects.is_empty()) {
        let path = path.display().to_string();
        page.line(words.format("cli-import-rejects", &[("path", path.into())]));
    }
    told::alike(words, &imported.alike, &mut page);
    if args.dry_run {
        page.line(words.get("cli-import-dry-run"));
    }
    page
}

/// What was made besides what the rows are.
fn besides(kind: Option<Kind>, imported: &Imported) -> impl Iterator<Item = (Entity, u64)> {
    let own = kind.map(|kind| match kind {
        Kind::Customers => Entity::Customer,
        Kind::Contacts => Entity::Contact,
        Kind::Deals => Entity::Deal,
        Kind::Orders => Entity::OrderLine,
        Kind::Activities => Entity::Activity,
        Kind::Cases => Entity::Case,
        Kind::Surveys => Entity::Survey,
    });
    let told = [Entity::Customer, Entity::Contact, Entity::Activity, Entity::Order, Entity::Member];
    let made = imported.made.iter().map(|(entity, made)| (*entity, *made));
    made.filter(move |(entity, _)| Some(*entity) != own && told.contains(entity))
        .collect::<Vec<_>>()
        .into_iter()
}

fn object(run: &Run<'_>, mapping: Option<&Mapping>, args: &Args, imported: &Imported) -> Value {
    let rejects: Vec<Value> = imported
        .rejects
        .iter()
        .map(|reject| {
            json!({
                "line": reject.line,
                "column": reject.column,
                "value": reject.value,
                "reason": reject.reason.code(),
                "text": reason(run.words, reject),
            })
        })
        .collect();
    let made: Map<String, Value> = imported
        .made
        .iter()
        .map(|(entity, made)| (entity.name().to_owned(), (*made).into()))
        .collect();
    json::answer(
        run.today(),
        [
            ("kind", mapping.map_or("all", |mapping| mapping.kind.name()).into()),
            ("profile", mapping.and_then(|it| it.profile).map(|profile| profile.name).into()),
            ("dry_run", args.dry_run.into()),
            ("read", imported.read.into()),
            ("created", imported.created.into()),
            ("updated", imported.updated.into()),
            ("skipped", imported.skipped.into()),
            ("rejected", imported.rejects.len().into()),
            ("future_days", imported.future_days.into()),
            ("made", Value::Object(made)),
            ("step", imported.step.map(|step| step.to_string()).into()),
            ("changes", Value::Array(imported.changes.iter().map(told::object).collect())),
            ("alike", Value::Array(imported.alike.iter().map(told::alike_object).collect())),
            ("unknown", imported.unknown.clone().into()),
            ("rejects", Value::Array(rejects)),
        ],
    )
}
