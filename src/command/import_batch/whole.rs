//! Our own export of everything brought back: the same rows under the same ids.

use std::path::Path;

use serde_json::{Map, Value as Json};
use uuid::Uuid;

use super::{Batch, Fate, Imported, OnMatch, Options, REPORT_ROWS};
use crate::{
    change::{DELETED, Entity, Fields, Value},
    command::{CommandError, Session},
    exchange::import::{
        Kind, Mapping, Reject, RejectReason,
        own::{self, Item, OwnError},
        rows::Row,
    },
    store::read::{Fit, fit},
};

/// The lists of an export.
const LISTS: [(&str, Entity); 14] = [
    ("settings", Entity::Setting),
    ("members", Entity::Member),
    ("tags", Entity::Tag),
    ("filters", Entity::Filter),
    ("customers", Entity::Customer),
    ("contacts", Entity::Contact),
    ("deals", Entity::Deal),
    ("stage_events", Entity::StageEvent),
    ("activities", Entity::Activity),
    ("snoozes", Entity::Snooze),
    ("orders", Entity::Order),
    ("order_lines", Entity::OrderLine),
    ("cases", Entity::Case),
    ("surveys", Entity::Survey),
];

/// Why an export was not brought back; nothing has changed then.
#[derive(Debug, thiserror::Error)]
pub enum WholeError {
    /// The export cannot be read.
    #[error(transparent)]
    Own(#[from] OwnError),
    /// The file says no.
    #[error(transparent)]
    Command(#[from] CommandError),
}

impl From<crate::store::StoreError> for WholeError {
    fn from(error: crate::store::StoreError) -> Self {
        Self::Command(error.into())
    }
}

/// Brings an export back as one step. Rows that are there stay as they are, or with
/// [`OnMatch::Update`] take over what the export says differently; none is ever made twice. A file
/// without a customer takes over the settings too.
///
/// # Errors
/// The export or the file cannot be read, or its settings contradict each other.
pub fn import(
    session: &mut Session,
    path: &Path,
    options: &Options,
    mut go_on: impl FnMut(u64) -> bool,
) -> Result<Imported, WholeError> {
    let mut done = Imported::default();
    let nobody = Mapping {
        kind: Kind::Customers,
        columns: Vec::new(),
        unmapped: Vec::new(),
        headers: Vec::new(),
        profile: None,
    };
    let mut batch = Batch::new(session, &nobody, options)?;
    let is_new = session.reader().keys(Entity::Customer)?.is_empty();
    let mut list: Option<Entity> = None;
    let mut failed = None;
    let mut newer = 0_u64;
    let mut unnamed = String::new();
    own::read(path, |item| match item {
        Item::List(name) => {
            note_unknown(&mut done.unknown, &unnamed, newer);
            newer = 0;
            list = LISTS.iter().find(|(known, _)| *known == name).map(|(_, entity)| *entity);
            name.clone_into(&mut unnamed);
        }
        Item::Row(_) if failed.is_some() || done.cancelled => {}
        Item::Row(_) if list.is_none() => newer += 1,
        Item::Row(row) => {
            done.read += 1;
            if done.read % REPORT_ROWS == 0 && !go_on(done.read) {
                done.cancelled = true;
                return;
            }
            let Some(entity) = list else { return };
            match batch.whole_row(entity, &row, is_new, &mut done.unknown) {
                Ok(Ok(Fate::Created)) => done.created += 1,
                Ok(Ok(Fate::Updated)) => done.updated += 1,
                Ok(Ok(Fate::Skipped)) => done.skipped += 1,
                Ok(Err((field, value))) => {
                    done.rejects.push(reject(done.read, entity, &field, value, &row));
                }
                Err(error) => failed = Some(error),
            }
        }
    })?;
    note_unknown(&mut done.unknown, &unnamed, newer);
    if let Some(error) = failed {
        return Err(error.into());
    }
    let set = batch.finish(&mut done)?;
    if done.cancelled || !go_on(done.read) {
        done.cancelled = true;
    } else if !options.dry_run {
        done.step = session.commit(set)?.step;
    }
    Ok(done)
}

/// A list that this version does not know.
fn note_unknown(unknown: &mut Vec<String>, list: &str, rows: u64) {
    if rows > 0 {
        unknown.push(format!("{list} ({rows})"));
    }
}

/// A row that does not fit: its number, counted through all lists, and the field at fault.
fn reject(
    line: u64,
    entity: Entity,
    field: &str,
    value: String,
    row: &Map<String, Json>,
) -> Reject {
    let cells = [entity.name().to_owned(), Json::Object(row.clone()).to_string()];
    Reject {
        line,
        column: Some(format!("{}.{field}", entity.name())),
        value,
        reason: RejectReason::BadValue,
        row: Box::new(Row::of(line, cells.iter().map(String::as_str))),
        width: cells.len(),
    }
}

/// A field and what it was given.
type Misfit = (String, String);

impl Batch<'_> {
    fn whole_row(
        &mut self,
        entity: Entity,
        json: &Map<String, Json>,
        is_new: bool,
        unknown: &mut Vec<String>,
    ) -> Result<Result<Fate, Misfit>, crate::store::StoreError> {
        let said = json.get("id").and_then(Json::as_str).unwrap_or_default();
        let Some(row) = Uuid::parse_str(said).ok().filter(|row| !row.is_nil()) else {
            return Ok(Err(("id".to_owned(), said.to_owned())));
        };
        let (mut fields, mut later) = (Fields::new(), Fields::new());
        for (field, value) in json.iter().filter(|(field, _)| *field != "id") {
            let misfit = || (field.clone(), value.to_string());
            let Some(read) = read(field, value) else { return Ok(Err(misfit())) };
            match fit(entity, field, &read) {
                Fit::Fits => fields.push((field.clone().into(), read)),
                Fit::Wrong => return Ok(Err(misfit())),
                Fit::Unknown => {
                    let name = format!("{}.{field}", entity.name());
                    if !unknown.contains(&name) {
                        unknown.push(name);
                    }
                    later.push((field.clone().into(), read));
                }
            }
        }
        let reader = self.session.reader();
        let there =
            reader.has(entity, row)? && reader.current(entity, row, DELETED)?.as_int() == Some(0);
        let takes =
            self.options.on_match == OnMatch::Update || (is_new && entity == Entity::Setting);
        if self.fresh.contains(&row) || (there && !takes) {
            return Ok(Ok(Fate::Skipped));
        }
        if there {
            return Ok(Ok(self.update(entity, row, fields)?));
        }
        fields.extend(later);
        self.create_fields(entity, row, fields)?;
        Ok(Ok(Fate::Created))
    }
}

/// A value as the log has it; `None` when it can hold nothing of the kind.
fn read(field: &str, value: &Json) -> Option<Value> {
    Some(match value {
        Json::Null => Value::Null,
        Json::Bool(truth) => (*truth).into(),
        Json::Number(number) => Value::Int(number.as_i64()?),
        Json::String(text) => match day(field, text) {
            Some(day) => day.into(),
            None => Value::from(text.as_str()),
        },
        Json::Array(_) | Json::Object(_) => return None,
    })
}

/// The day in a field of days; own fields and tags hold words.
fn day(field: &str, text: &str) -> Option<chrono::NaiveDate> {
    let days = field.ends_with("_on")
        || field.starts_with("ev_")
        || ["on_day", "until", "expected_close"].contains(&field);
    let own = field.starts_with("custom.") || field.starts_with("tag.");
    text.parse().ok().filter(|_| days && !own)
}
