//! Entering, changing and moving a deal.

use chrono::NaiveDate;
use uuid::Uuid;

use super::{
    CommandError, Done, Session, amount,
    customer::name_of,
    field::{self, Kind, Spec, Values, name_given, spec},
};
use crate::{
    change::{ChangeSet, Entity, Fields, Gesture, Value},
    domain::{
        id::{CustomerId, DealId},
        stage::DealStatus,
    },
    text::clean_line,
};

/// The fields of a deal that hold one value each. Those of [`amount`] and `stage` are read besides.
pub const FIELDS: &[Spec] = &[
    spec("name", Kind::Name),
    spec("expected_close", Kind::Day),
    spec("owner", Kind::Member),
    spec("product", Kind::Text),
    spec("lost_reason", Kind::Text),
    spec("rate_numerator", Kind::Number(1, i64::MAX)),
    spec("rate_denominator", Kind::Number(1, i64::MAX)),
    spec("notes", Kind::Lines),
    spec("external_key", Kind::Text),
];

/// A move of a deal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Move {
    /// The deal.
    pub deal: DealId,
    /// The key of the stage it goes to.
    pub stage: String,
    /// The day, not after today; `None` = today.
    pub on: Option<NaiveDate>,
    /// Why, for a lost one.
    pub reason: Option<String>,
}

pub(super) fn add(
    session: &mut Session,
    customer: CustomerId,
    values: &Values,
) -> Result<Done, CommandError> {
    let at = name_of(session, customer.uuid())?;
    let get = |name: &str| {
        let found = values.iter().find(|(field, _)| field == name);
        found.map(|(_, text)| text.trim()).filter(|text| !text.is_empty())
    };
    let name = name_given(values)?;
    let stage = match get("stage") {
        Some(key) => key.to_owned(),
        None => first_stage(session),
    };
    check_stage(session, &stage)?;
    let gesture = Gesture::new("add_deal").about("deal", name).about("customer", at);
    let mut set = ChangeSet::new(gesture);
    let mut fields = read(session, &mut set, values)?;
    fields.push(("customer".into(), customer.into()));
    fields.push(("created_on".into(), session.today().into()));
    if !fields.iter().any(|(field, _)| field == "owner") {
        fields.push(("owner".into(), session.member().id.into()));
    }
    let deal = session.new_uuid();
    set.create(Entity::Deal, deal, fields);
    stage_event(session, &mut set, deal, &stage, session.today());
    session.commit(set)
}

pub(super) fn edit(
    session: &mut Session,
    id: DealId,
    values: &Values,
) -> Result<Done, CommandError> {
    let deal = session.reader().deal(id)?.ok_or(CommandError::NotFound("deal"))?;
    let at = name_of(session, deal.customer.uuid())?;
    let gesture = Gesture::new("edit_deal").about("deal", &deal.name).about("customer", at);
    let mut set = ChangeSet::new(gesture);
    let fields = read(session, &mut set, values)?;
    set.set(Entity::Deal, id.uuid(), fields);
    let stage = values.iter().find(|(field, _)| field == "stage").map(|(_, key)| key.trim());
    let today = session.today();
    if let Some(key) = stage.filter(|key| !key.is_empty() && deal.stage(today) != Some(key)) {
        check_stage(session, key)?;
        stage_event(session, &mut set, id.uuid(), key, today);
    }
    session.commit(set)
}

pub(super) fn shift(session: &mut Session, to: &Move) -> Result<Done, CommandError> {
    let today = session.today();
    let deal = session.reader().deal(to.deal)?.ok_or(CommandError::NotFound("deal"))?;
    check_stage(session, &to.stage)?;
    let on = to.on.unwrap_or(today);
    if on > today {
        return Err(CommandError::InFuture(on));
    }
    let at = name_of(session, deal.customer.uuid())?;
    let gesture = Gesture::new("move_deal")
        .about("deal", &deal.name)
        .about("customer", at)
        .about("stage", &to.stage);
    let mut set = ChangeSet::new(gesture);
    // Repeating the current stage is no event (DOMAIN 5.1).
    if deal.stage(on) != Some(to.stage.as_str()) {
        stage_event(session, &mut set, to.deal.uuid(), &to.stage, on);
    }
    if let Some(reason) = &to.reason {
        set.set(Entity::Deal, to.deal.uuid(), [("lost_reason", clean_line(reason))]);
    }
    session.commit(set)
}

/// Adds the event of a deal that comes to a stage.
pub(super) fn stage_event(
    session: &Session,
    set: &mut ChangeSet,
    deal: Uuid,
    stage: &str,
    on: NaiveDate,
) {
    let fields: [(&str, Value); 4] = [
        ("deal", Value::Text(deal.to_string())),
        ("stage", stage.into()),
        ("on_day", on.into()),
        ("at", session.env().now().into()),
    ];
    set.create(Entity::StageEvent, session.new_uuid(), fields);
}

/// The stage that a new deal starts in.
pub(super) fn first_stage(session: &Session) -> String {
    let stages = &session.rules().pipeline.stages;
    let open = stages.iter().find(|stage| stage.status == DealStatus::Open);
    open.map(|stage| stage.key.clone()).unwrap_or_default()
}

/// That the team has this stage.
pub(super) fn check_stage(session: &Session, key: &str) -> Result<(), CommandError> {
    match session.rules().pipeline.stage(key) {
        Some(_) => Ok(()),
        None => Err(CommandError::NoStage(key.to_owned())),
    }
}

fn read(session: &Session, set: &mut ChangeSet, values: &Values) -> Result<Fields, CommandError> {
    let mut more = Fields::new();
    let mut fields = field::read(session, set, FIELDS, values, |name, text| {
        if name == "stage" {
            return Ok(true);
        }
        let read = amount::read(session, name, text)?;
        let known = read.is_some();
        more.extend(read.into_iter().flatten());
        Ok(known)
    })?;
    fields.append(&mut more);
    Ok(fields)
}
