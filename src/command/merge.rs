//! Two customers that are one: the kept one gets what the other has, the other is followed to it.

use super::{
    Command, CommandError, Done, Session, customer::FIELDS, error::FieldProblem, field::refused,
};
use crate::{
    change::{ChangeSet, Entity, Field, Fields, Gesture, Value},
    domain::{
        customer::{Customer, evidence_field},
        id::CustomerId,
        tier::Evidence,
    },
};

/// Whose value wins.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Side {
    /// That of the customer that stays.
    Kept,
    /// That of the customer that goes.
    Gone,
}

/// Two customers that are one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Merge {
    /// The one that stays.
    pub kept: CustomerId,
    /// The one that is followed to it from now on.
    pub gone: CustomerId,
    /// Whose value wins, by field; of the others the kept one's, or where it has none the other's.
    pub fields: Vec<(String, Side)>,
}

/// A field that a person chooses the value of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// Its name, as on the command line.
    pub field: String,
    /// The values of the one that stays and the one that goes, as the log keeps them.
    pub values: [Value; 2],
}

impl Choice {
    /// The name of the field in the log.
    pub fn stored(&self) -> Field {
        stored(&self.field)
    }

    /// Whether both have a value and not the same: somebody has to choose.
    pub fn differs(&self) -> bool {
        let [kept, gone] = &self.values;
        kept != gone && *kept != Value::Null && *gone != Value::Null
    }
}

/// The field of the log that a field of the command line is kept in.
fn stored(field: &str) -> Field {
    match field {
        "tier" => "confirmed".into(),
        field => field.to_owned().into(),
    }
}

/// What is chosen between: not what is joined (tags, evidence, notes, the day of entry), nor the key
/// in another program, by which each is still recognised.
fn is_chosen(field: &str) -> bool {
    !["notes", "external_key", "created_on"].contains(&field)
}

/// The fields that two customers can be merged by, with the values of both.
///
/// # Errors
/// Fails when the file cannot be read.
pub fn choices(
    session: &Session,
    kept: &Customer,
    gone: &Customer,
) -> Result<Vec<Choice>, CommandError> {
    let reader = session.reader();
    let plain = FIELDS.iter().map(|spec| spec.name.to_owned()).filter(|name| is_chosen(name));
    let composed = ["tier", "override", "need"].map(str::to_owned);
    let mut own: Vec<String> = [kept, gone]
        .iter()
        .flat_map(|customer| &customer.custom)
        .map(|(name, _)| format!("custom.{name}"))
        .collect();
    own.sort_unstable();
    own.dedup();
    let mut choices = Vec::new();
    for field in plain.chain(composed).chain(own) {
        let name = stored(&field);
        let of = |customer: &Customer| reader.current(Entity::Customer, customer.id.uuid(), &name);
        choices.push(Choice { values: [of(kept)?, of(gone)?], field });
    }
    Ok(choices)
}

pub(super) fn merge(session: &mut Session, merge: &Merge) -> Result<Done, CommandError> {
    let reader = session.reader();
    let found = |id| reader.customer(id)?.ok_or(CommandError::NotFound("customer"));
    let (kept, gone) = (found(merge.kept)?, found(merge.gone)?);
    if kept.id == gone.id {
        return Err(CommandError::OneCustomer(kept.name));
    }
    let fields = united(session, merge, &kept, &gone)?;
    let name = fields.iter().find(|(field, _)| field == "name");
    let name = name.and_then(|(_, value)| value.as_text()).unwrap_or(&kept.name).to_owned();
    let other = if name == gone.name { &kept.name } else { &gone.name };
    let gesture = Gesture::new("merge_customers").about("customer", name).about("from", other);
    let mut set = ChangeSet::new(gesture);
    set.set(Entity::Customer, kept.id.uuid(), fields);
    set.set(Entity::Customer, gone.id.uuid(), [("merged_into", kept.id)]);
    for (entity, row) in reader.rows_of(gone.id)? {
        set.set(entity, row, [("customer", kept.id)]);
    }
    session.commit(set)
}

/// What the kept one gets.
fn united(
    session: &Session,
    merge: &Merge,
    kept: &Customer,
    gone: &Customer,
) -> Result<Fields, CommandError> {
    let choices = choices(session, kept, gone)?;
    let known =
        |field: &str| field == "notes" || choices.iter().any(|choice| choice.field == field);
    if let Some((field, _)) = merge.fields.iter().find(|(field, _)| !known(field)) {
        return Err(refused(field, "", FieldProblem::Unknown));
    }
    let chosen = |field: &str| {
        merge.fields.iter().rev().find(|(name, _)| name == field).map(|(_, side)| *side)
    };
    let mut fields = Fields::new();
    for choice in choices {
        let name = choice.stored();
        let [mine, theirs] = choice.values;
        let value = match chosen(&choice.field) {
            Some(Side::Kept) => mine.clone(),
            Some(Side::Gone) => theirs,
            None if mine == Value::Null => theirs,
            None => mine.clone(),
        };
        if value != mine {
            fields.push((name, value));
        }
    }
    let notes = [&kept.notes, &gone.notes].map(|notes| notes.as_deref().unwrap_or_default());
    let notes = match (chosen("notes"), notes) {
        (Some(Side::Kept), [mine, _]) => mine.to_owned(),
        (Some(Side::Gone), [_, theirs]) => theirs.to_owned(),
        (None, [mine, theirs]) if theirs.is_empty() || mine.contains(theirs) => mine.to_owned(),
        (None, ["", theirs]) => theirs.to_owned(),
        (None, [mine, theirs]) => format!("{mine}\n\n{theirs}"),
    };
    fields.push(("notes".into(), notes.into()));
    fields.push(("created_on".into(), kept.created_on.min(gone.created_on).into()));
    for piece in Evidence::ALL {
        // Heard once is heard: on the day it was heard first.
        let days = [kept, gone].map(|customer| customer.evidence.day(piece));
        let first = days.into_iter().flatten().min();
        fields.extend(first.map(|day| (evidence_field(piece).into(), day.into())));
    }
    let tags = gone.tags.iter().filter(|tag| !kept.tags.contains(tag));
    fields.extend(tags.map(|tag| (format!("tag.{tag}").into(), Value::Int(1))));
    Ok(fields)
}

/// Remembers that two customers look alike and are two.
pub(super) fn keep_apart(
    session: &mut Session,
    one: CustomerId,
    other: CustomerId,
) -> Result<Done, CommandError> {
    let reader = session.reader();
    let found = |id| reader.customer(id)?.ok_or(CommandError::NotFound("customer"));
    let (one, other) = (found(one)?, found(other)?);
    if one.id == other.id {
        return Err(CommandError::OneCustomer(one.name));
    }
    // Both devices of two people who say so write the same field of the same row.
    let (first, second) = if one.id < other.id { (one, other) } else { (other, one) };
    let gesture =
        Gesture::new("keep_apart").about("customer", first.name).about("from", second.name);
    let mut set = ChangeSet::new(gesture);
    let field: Field = format!("apart.{}", second.id).into();
    set.set(Entity::Customer, first.id.uuid(), [(field, Value::Int(1))]);
    session.commit(set)
}

/// A command about a customer that was merged into another is about that one.
pub(super) fn followed(session: &Session, command: Command) -> Result<Command, CommandError> {
    let reader = session.reader();
    let follow = |id: CustomerId| reader.followed(id);
    Ok(match command {
        Command::AddContact(id, values) => Command::AddContact(follow(id)?, values),
        Command::AddDeal(id, values) => Command::AddDeal(follow(id)?, values),
        Command::AddOrder(id, values) => Command::AddOrder(follow(id)?, values),
        Command::AddSurvey(id, values) => Command::AddSurvey(follow(id)?, values),
        Command::Snooze(id, until) => Command::Snooze(follow(id)?, until),
        Command::LogActivity(mut log) => {
            log.customer = follow(log.customer)?;
            Command::LogActivity(log)
        }
        Command::PlanNext(mut plan) => {
            plan.customer = follow(plan.customer)?;
            Command::PlanNext(plan)
        }
        Command::PlanVisits(mut visits) => {
            for visit in &mut visits {
                visit.customer = follow(visit.customer)?;
            }
            Command::PlanVisits(visits)
        }
        // These look the customer, or what belongs to it, up themselves.
        command => command,
    })
}
