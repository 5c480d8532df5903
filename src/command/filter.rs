//! Saving filters for the team, renaming and removing them.

use uuid::Uuid;

use super::{
    CommandError, Done, Session, entry_line::Vocabulary, error::FieldProblem, field::refused,
};
use crate::{
    change::{ChangeSet, DELETED, Entity, Gesture, Value},
    domain::{
        filter::{Filter, Known, Saved, saved_named, with_renamed},
        id::{FilterId, Id},
    },
    text::clean_line,
};

/// Saves what is asked for under a name; a filter of that name is replaced.
pub(super) fn save(session: &mut Session, name: &str, query: &str) -> Result<Done, CommandError> {
    let saved = session.reader().filters()?;
    let name = checked_name(name)?;
    let known = saved_named(&saved, &name);
    let id = known.map(|known| known.id);
    let query = checked_query(session, saved.clone(), id, &name, query)?;
    let mut set = ChangeSet::new(Gesture::new("save_filter").about("name", &name));
    match id {
        Some(id) => set.set(Entity::Filter, id.uuid(), [("name", name), ("query", query)]),
        None => create(session, &mut set, &saved, name, query)?,
    }
    session.commit(set)
}

/// Gives a saved filter another name, or lets it ask for something else. Filters that ask for it
/// by its name follow.
pub(super) fn edit(
    session: &mut Session,
    id: FilterId,
    name: &str,
    query: &str,
) -> Result<Done, CommandError> {
    let saved = session.reader().filters()?;
    let before = found(&saved, id)?.clone();
    let name = checked_name(name)?;
    if saved_named(&saved, &name).is_some_and(|other| other.id != id) {
        return Err(CommandError::FilterExists(name));
    }
    let mut renamed = saved.clone();
    for other in &mut renamed {
        other.query = with_renamed(&other.query, &before.name, &name);
    }
    let query = checked_query(session, renamed.clone(), Some(id), &name, query)?;
    let mut set = ChangeSet::new(Gesture::new("edit_filter").about("name", &name));
    let fields = [("name", &name, &before.name), ("query", &query, &before.query)];
    let changed = fields.into_iter().filter(|(_, new, old)| new != old);
    set.set(Entity::Filter, id.uuid(), changed.map(|(field, new, _)| (field, new.as_str())));
    for (old, new) in saved.iter().zip(&renamed).filter(|(old, new)| old.id != id && old != new) {
        set.set(Entity::Filter, old.id.uuid(), [("query", new.query.as_str())]);
    }
    session.commit(set)
}

pub(super) fn delete(session: &mut Session, id: FilterId) -> Result<Done, CommandError> {
    let saved = session.reader().filters()?;
    let name = found(&saved, id)?.name.clone();
    let mut set = ChangeSet::new(Gesture::new("delete_filter").about("name", name));
    set.delete(Entity::Filter, id.uuid());
    session.commit(set)
}

fn found(saved: &[Saved], id: FilterId) -> Result<&Saved, CommandError> {
    saved.iter().find(|saved| saved.id == id).ok_or(CommandError::NotFound("filter"))
}

/// A name that can be typed behind `@`.
fn checked_name(name: &str) -> Result<String, CommandError> {
    let name = clean_line(name.trim().trim_start_matches(['@', '＠']));
    let name = name.replace(['"', '“', '”'], "").trim().to_owned();
    if name.is_empty() { Err(refused("name", "", FieldProblem::Empty)) } else { Ok(name) }
}

/// What can be read, with this filter among the saved ones: none may ask for itself.
fn checked_query(
    session: &Session,
    mut saved: Vec<Saved>,
    id: Option<FilterId>,
    name: &str,
    query: &str,
) -> Result<String, CommandError> {
    let query = clean_line(query);
    if query.is_empty() {
        return Err(refused("query", "", FieldProblem::Empty));
    }
    let id = id.unwrap_or(Id::new(Uuid::nil()));
    saved.retain(|other| other.id != id);
    saved.push(Saved { id, name: name.to_owned(), query: query.clone() });
    let vocabulary = Vocabulary::new(&session.rules().pipeline);
    let stage = |name: &str| vocabulary.stage_key(name);
    Filter::parse(&query, Known { stage: &stage, saved: &saved })?;
    Ok(query)
}

/// The row of a new filter: the same on every device for the same name, so that two people who
/// save one filter write one row; another one where that row goes by another name now.
fn create(
    session: &Session,
    set: &mut ChangeSet,
    saved: &[Saved],
    name: String,
    query: String,
) -> Result<(), CommandError> {
    let key = format!("filter:{}", name.to_lowercase());
    let row = Uuid::new_v5(&Uuid::NAMESPACE_OID, key.as_bytes());
    let fields = [("name", Value::from(name)), ("query", Value::from(query))];
    if saved.iter().any(|saved| saved.id.uuid() == row) {
        set.create(Entity::Filter, session.new_uuid(), fields);
    } else if session.reader().has(Entity::Filter, row)? {
        // It was removed before.
        set.set(Entity::Filter, row, fields.into_iter().chain([(DELETED, Value::Int(0))]));
    } else {
        set.create(Entity::Filter, row, fields);
    }
    Ok(())
}
