//! Entering, changing and removing a customer.

use chrono::{Days, NaiveDate};
use uuid::Uuid;

use super::{
    CommandError, Done, Session,
    error::FieldProblem,
    field::{self, Kind, Spec, Values, name_given, refused, spec},
};
use crate::{
    change::{ChangeSet, Entity, Field, Fields, Gesture, Value},
    domain::{
        customer::{Customer, evidence_field, field as form},
        duplicates::Known,
        id::CustomerId,
        tier::{Evidence, Levels, Need, Tier, TierOverride},
    },
    text::clean_line,
};

/// How long an override lasts unless said otherwise (DOMAIN 1.6).
const OVERRIDE_DAYS: u64 = 90;

/// The fields of a customer that hold one value each. `tier`, `override…`, `need`, `evidence`, `tags`
/// and `custom.…` are read besides.
pub const FIELDS: &[Spec] = &[
    spec("name", Kind::Name),
    spec("short_name", Kind::Text),
    spec("potential", Kind::Money),
    spec("cadence", Kind::Number(1, 730)),
    spec("industry", Kind::Text),
    spec("area", Kind::Text),
    spec("address", Kind::Text),
    spec("phone", Kind::Text),
    spec("email", Kind::Text),
    spec("web", Kind::Text),
    spec("source", Kind::Text),
    spec("owner", Kind::Member),
    spec("birthday", Kind::Birthday),
    spec("anniversary", Kind::Birthday),
    spec("influence", Kind::Number(0, 3)),
    spec("referrals", Kind::Number(0, 1_000_000)),
    spec("notes", Kind::Lines),
    spec("external_key", Kind::Text),
    spec("created_on", Kind::Day),
];

/// The fields that are read besides [`FIELDS`].
pub const COMPOSED: &[&str] =
    &["tier", "override", "override_reason", "override_until", "need", "evidence", "tags"];

pub(super) fn add(session: &mut Session, values: &Values) -> Result<Done, CommandError> {
    let name = name_given(values)?;
    if session.reader().customer_named(&name)?.is_some() {
        return Err(CommandError::Exists(name));
    }
    let gesture = Gesture::new("add_customer").about("customer", name);
    let mut set = ChangeSet::new(gesture);
    let mut fields = read(session, &mut set, None, values)?;
    let given = |fields: &Fields, field: &str| fields.iter().any(|(name, _)| name == field);
    if !given(&fields, "created_on") {
        fields.push(("created_on".into(), session.today().into()));
    }
    if !given(&fields, "owner") {
        fields.push(("owner".into(), session.member().id.into()));
    }
    set.create(Entity::Customer, session.new_uuid(), fields);
    // The member goes first, the customer is what was made.
    session.commit(set)
}

pub(super) fn edit(
    session: &mut Session,
    id: CustomerId,
    values: &Values,
) -> Result<Done, CommandError> {
    let customer = session.reader().customer(id)?.ok_or(CommandError::NotFound("customer"))?;
    let gesture = Gesture::new("edit_customer").about("customer", &customer.name);
    let mut set = ChangeSet::new(gesture);
    let fields = read(session, &mut set, Some(&customer), values)?;
    // The customer found: another one than asked for when the two were merged.
    set.set(Entity::Customer, customer.id.uuid(), fields);
    session.commit(set)
}

pub(super) fn delete(session: &mut Session, id: CustomerId) -> Result<Done, CommandError> {
    let customer = session.reader().customer(id)?.ok_or(CommandError::NotFound("customer"))?;
    let mut set = ChangeSet::new(Gesture::new("delete_customer").about("customer", customer.name));
    set.delete(Entity::Customer, customer.id.uuid());
    session.commit(set)
}

/// What values of a form or of the command line say of whether the customer is there already.
pub fn known(values: &Values) -> Known {
    let all = |name: &str| {
        let given = values.iter().filter(|(field, text)| field == name && !text.is_empty());
        given.map(|(_, text)| text.clone()).collect::<Vec<_>>()
    };
    Known {
        names: ["name", "short_name"].into_iter().flat_map(all).collect(),
        phones: all("phone"),
        emails: all("email"),
        people: Vec::new(),
        web: all("web").pop(),
        apart: Vec::new(),
    }
}

/// What is given for the fields that are read together.
#[derive(Default)]
struct Composed {
    fields: Fields,
    tier: Option<String>,
    override_: Option<String>,
    reason: Option<String>,
    until: Option<String>,
}

fn read(
    session: &Session,
    set: &mut ChangeSet,
    before: Option<&Customer>,
    values: &Values,
) -> Result<Fields, CommandError> {
    let today = session.today();
    let mut composed = Composed::default();
    let mut fields = field::read(session, set, FIELDS, values, |name, text| {
        match name {
            "tier" => composed.tier = Some(text.to_owned()),
            "override" => composed.override_ = Some(text.to_owned()),
            "override_reason" => composed.reason = Some(text.to_owned()),
            "override_until" => composed.until = Some(text.to_owned()),
            "need" => composed.fields.push(need_field(text, today)?),
            "evidence" => composed.fields.extend(evidence_fields(text, today, before)?),
            "tags" => composed.fields.extend(tag_fields(text, before)),
            name => match name.strip_prefix("custom.").map(clean_line) {
                Some(key) if !key.is_empty() => {
                    composed.fields.push((format!("custom.{key}").into(), text.into()));
                }
                _ => return Ok(false),
            },
        }
        Ok(true)
    })?;
    fields.append(&mut composed.fields);
    if let Some(text) = &composed.tier {
        let levels = match before {
            Some(customer) => session.reader().levels(customer.id)?,
            None => None,
        };
        fields.push(tier_field(text, today, levels)?);
    }
    if let Some(field) = override_field(&composed, today)? {
        fields.push(field);
    }
    Ok(fields)
}

/// The field of a confirmed tier.
pub(super) fn confirmed_value(tier: Tier, on: NaiveDate, levels: Option<Levels>) -> Value {
    let levels = levels.map(|levels| {
        [levels.need.key(), levels.value.key(), levels.interaction.key(), levels.stage.key()]
            .map(str::to_owned)
    });
    json(&form::Confirmed { tier: tier.letter().to_owned(), on: on.to_epoch_days(), levels })
}

fn tier_field(
    text: &str,
    today: NaiveDate,
    levels: Option<Levels>,
) -> Result<(Field, Value), CommandError> {
    if text.is_empty() {
        return Ok(("confirmed".into(), Value::Null));
    }
    let tier =
        Tier::from_letter(text).ok_or_else(|| refused("tier", text, FieldProblem::NotAChoice))?;
    Ok(("confirmed".into(), confirmed_value(tier, today, levels)))
}

fn override_field(
    composed: &Composed,
    today: NaiveDate,
) -> Result<Option<(Field, Value)>, CommandError> {
    let Some(text) = &composed.override_ else {
        let dangling = composed.reason.as_ref().or(composed.until.as_ref());
        return match dangling.filter(|text| !text.is_empty()) {
            Some(text) => Err(refused("override", text, FieldProblem::Empty)),
            None => Ok(None),
        };
    };
    if text.is_empty() {
        return Ok(Some(("override".into(), Value::Null)));
    }
    let until = composed.until.as_deref();
    let by_hand = read_override(text, composed.reason.as_deref(), until, today)?;
    Ok(Some(("override".into(), override_value(&by_hand))))
}

/// A tier by hand from what was typed.
pub(super) fn read_override(
    tier: &str,
    reason: Option<&str>,
    until: Option<&str>,
    today: NaiveDate,
) -> Result<TierOverride, CommandError> {
    let tier = Tier::from_letter(tier)
        .ok_or_else(|| refused("override", tier, FieldProblem::NotAChoice))?;
    let to = match until.filter(|text| !text.is_empty()) {
        Some(text) => {
            field::day(text, today).map_err(|problem| refused("override_until", text, problem))?
        }
        None => today.checked_add_days(Days::new(OVERRIDE_DAYS - 1)).unwrap_or(today),
    };
    Ok(TierOverride::new(tier, reason.unwrap_or_default(), today, Some(to))?)
}

/// The field of a tier by hand.
pub(super) fn override_value(by_hand: &TierOverride) -> Value {
    json(&form::Override {
        tier: by_hand.tier.letter().to_owned(),
        reason: by_hand.reason.clone(),
        from: by_hand.from.to_epoch_days(),
        to: by_hand.to.to_epoch_days(),
    })
}

fn need_field(text: &str, today: NaiveDate) -> Result<(Field, Value), CommandError> {
    if text.is_empty() || text == "auto" {
        return Ok(("need".into(), Value::Null));
    }
    let need =
        Need::from_key(text).ok_or_else(|| refused("need", text, FieldProblem::NotAChoice))?;
    let value = json(&form::Need { need: need.key().to_owned(), on: today.to_epoch_days() });
    Ok(("need".into(), value))
}

/// All five pieces: those named are heard (today, unless they were before), the others are not.
fn evidence_fields(
    text: &str,
    today: NaiveDate,
    before: Option<&Customer>,
) -> Result<Fields, CommandError> {
    let mut named = Vec::new();
    for word in list(text) {
        let piece = Evidence::from_key(word)
            .ok_or_else(|| refused("evidence", word, FieldProblem::NotAChoice))?;
        named.push(piece);
    }
    Ok(Evidence::ALL
        .into_iter()
        .map(|piece| {
            let heard = before.and_then(|customer| customer.evidence.day(piece)).unwrap_or(today);
            let day = named.contains(&piece).then_some(heard);
            (Field::Borrowed(evidence_field(piece)), day.into())
        })
        .collect())
}

/// The tags as listed: those not in the list any more are taken off.
fn tag_fields(text: &str, before: Option<&Customer>) -> Fields {
    let listed: Vec<String> = list(text).filter_map(tag).collect();
    let gone = before
        .into_iter()
        .flat_map(|customer| &customer.tags)
        .filter(|tag| !listed.contains(tag))
        .map(|tag| (format!("tag.{tag}").into(), Value::Null));
    let here = listed.iter().map(|tag| (format!("tag.{tag}").into(), Value::Int(1)));
    gone.chain(here).collect()
}

/// A tag as it is stored.
pub(super) fn tag(text: &str) -> Option<String> {
    let tag = clean_line(text.trim_start_matches('#'));
    (!tag.is_empty()).then_some(tag)
}

fn list(text: &str) -> impl Iterator<Item = &str> {
    text.split([',', '，', '、', ';', '；']).map(str::trim).filter(|word| !word.is_empty())
}

/// A field that is kept as an object.
pub(super) fn json(form: &impl serde::Serialize) -> Value {
    // Text and numbers always serialise.
    serde_json::to_string(form).unwrap_or_default().into()
}

/// The name of a customer for a gesture; a deal may stand without a customer.
pub(super) fn name_of(session: &Session, id: Uuid) -> Result<String, CommandError> {
    if id.is_nil() {
        return Ok("—".to_owned());
    }
    let customer = session.reader().customer(CustomerId::new(id))?;
    customer
        .map(|customer| customer.short_name.unwrap_or(customer.name))
        .ok_or(CommandError::NotFound("customer"))
}
