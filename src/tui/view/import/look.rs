//! What importing a file would do, found out in the background: the whole file is read as it would
//! come in, and nothing is written.

use std::sync::Arc;

use super::{
    awaited::Pace,
    plan::{Plan, unreadable},
};
use crate::{
    command::{
        CommandError,
        import_batch::{self, Imported},
    },
    error::Error,
    exchange::import::{
        Mapping, Record, Reject, Source, SourceOptions,
        date::DateStyle,
        mapping::{Column, Target},
        records,
        rows::Row,
        text,
        value::Value,
    },
    i18n::Words,
    wording::names,
};

/// Rows that are shown.
const SAMPLES: usize = 20;

/// What was found out.
#[derive(Debug)]
pub(super) struct Found {
    pub source: Arc<Source>,
    pub mapping: Mapping,
    /// The columns of dates, how they are read, and whether no value says so.
    pub dates: Vec<(String, DateStyle, bool)>,
    pub samples: Vec<Sample>,
    /// What would come of it; nothing while a column is lacking.
    pub would: Option<Imported>,
}

/// One of the first rows.
#[derive(Debug)]
pub(super) struct Sample {
    pub line: u64,
    /// Its cells as they are taken, in the order of the columns.
    pub cells: Vec<String>,
}

/// Looks through the file; nothing when it was given up.
pub(super) fn look(plan: &Plan, pace: &Pace<'_>) -> Result<Option<Found>, Error> {
    let source = match &plan.source {
        Some(source) => Arc::clone(source),
        None => Arc::new(Source::open(&plan.path, &SourceOptions::default())?),
    };
    let drafted = || Mapping::draft(plan.kind, source.headers());
    let mapping = plan.mapping.clone().unwrap_or_else(drafted);
    let mut found = Found { source, mapping, dates: Vec::new(), samples: Vec::new(), would: None };
    let unreadable = |error| unreadable(&plan.path, &error);
    let reading = plan.reading();
    let rows = records(&found.source, &found.mapping, &reading).map_err(unreadable)?;
    let style =
        |(column, style, open): (&Column, DateStyle, bool)| (column.header.clone(), style, open);
    found.dates = rows.date_styles().map(style).collect();
    let words = Words::new(plan.at.language);
    let shown = Shown { words: &words, plan, mapping: &found.mapping };
    if found.mapping.missing().is_some() {
        found.samples = rows.take(SAMPLES).map(|row| shown.sample(&row)).collect();
        return Ok(Some(found));
    }
    let mut session = plan.at.open().map_err(CommandError::from)?;
    let samples = &mut found.samples;
    let rows = rows.inspect(|row| {
        if samples.len() < SAMPLES {
            samples.push(shown.sample(row));
        }
    });
    let options = plan.coming_in(true);
    let go_on = |rows| pace.go_on(rows);
    let would = import_batch::import(&mut session, &found.mapping, rows, &options, go_on)?;
    if would.cancelled {
        return Ok(None);
    }
    found.would = Some(would);
    Ok(Some(found))
}

/// How cells are shown.
struct Shown<'a> {
    words: &'a Words,
    plan: &'a Plan,
    mapping: &'a Mapping,
}

impl Shown<'_> {
    fn sample(&self, row: &Result<Record, Reject>) -> Sample {
        let raw =
            |row: &Row, index: usize| text::clean(row.get(index).unwrap_or_default()).into_owned();
        let places = 0..self.mapping.headers.len();
        match row {
            Ok(record) => {
                let taken = |index| self.taken(record, index);
                let cell = |index| taken(index).unwrap_or_else(|| raw(&record.row, index));
                Sample { line: record.line, cells: places.map(cell).collect() }
            }
            Err(reject) => {
                let cells = places.map(|index| raw(&reject.row, index)).collect();
                Sample { line: reject.line, cells }
            }
        }
    }

    /// What the column at this place fills its field with.
    fn taken(&self, record: &Record, index: usize) -> Option<String> {
        let column = self.mapping.columns.iter().find(|column| column.index == index)?;
        let Target::Field(field) = column.target else { return None };
        let words = self.words;
        Some(match record.get(field)? {
            Value::Text(text) => text.clone(),
            Value::Tags(tags) => tags.join(&words.get("list-separator")),
            Value::When(when) => {
                let day = words.day(when.day, self.plan.at.today);
                when.time.map_or(day.clone(), |time| format!("{day} {}", words.time(time)))
            }
            Value::Tier(tier) => tier.letter().to_owned(),
            Value::Money(money) => names::money(words, money.minor, money.currency),
            Value::Number(number) => number.to_string(),
            Value::Flag(flag) => words.get(if *flag { "word-yes" } else { "word-no" }).into_owned(),
            Value::Minutes(minutes) => words.duration(*minutes),
        })
    }
}
