//! Entering and correcting an order or a refund.

use super::{
    CommandError, Done, Session, amount,
    customer::name_of,
    error::FieldProblem,
    field::{self, Kind, Spec, Values, refused, spec},
};
use crate::{
    change::{ChangeSet, Entity, Fields, Gesture, Value},
    domain::id::{CustomerId, OrderId},
};

/// The fields of an order that hold one value each. Those of [`amount`] are read besides.
pub const FIELDS: &[Spec] = &[
    spec("number", Kind::Text),
    spec("ordered_on", Kind::PastDay),
    spec("owner", Kind::Member),
    spec("cancelled", Kind::Flag),
    spec("rate_numerator", Kind::Number(1, i64::MAX)),
    spec("rate_denominator", Kind::Number(1, i64::MAX)),
    spec("notes", Kind::Lines),
    spec("external_key", Kind::Text),
];

pub(super) fn add(
    session: &mut Session,
    customer: CustomerId,
    values: &Values,
) -> Result<Done, CommandError> {
    let at = name_of(session, customer.uuid())?;
    let mut set = ChangeSet::new(Gesture::new("add_order").about("customer", at));
    let mut fields = read(session, &mut set, values)?;
    let given = |fields: &Fields, field: &str| {
        fields.iter().any(|(name, value)| name == field && *value != Value::Null)
    };
    if !given(&fields, "amount") {
        return Err(refused("amount", "", FieldProblem::Empty));
    }
    fields.push(("customer".into(), customer.into()));
    for (field, value) in
        [("ordered_on", session.today().into()), ("owner", session.member().id.into())]
    {
        if !given(&fields, field) {
            fields.retain(|(name, _)| name != field);
            fields.push((field.into(), value));
        }
    }
    set.create(Entity::Order, session.new_uuid(), fields);
    session.commit(set)
}

pub(super) fn edit(
    session: &mut Session,
    id: OrderId,
    values: &Values,
) -> Result<Done, CommandError> {
    let found = session.reader().order(id)?.ok_or(CommandError::NotFound("order"))?;
    let at = name_of(session, found.order.customer.uuid())?;
    let empty =
        |field: &str| values.iter().any(|(name, text)| name == field && text.trim().is_empty());
    for field in ["amount", "ordered_on"] {
        if empty(field) {
            return Err(refused(field, "", FieldProblem::Empty));
        }
    }
    let amount = values.iter().find(|(name, _)| name == "amount");
    if let Some((name, text)) = amount.filter(|_| !found.lines.is_empty()) {
        return Err(refused(name, text, FieldProblem::SumOfLines));
    }
    let mut set = ChangeSet::new(Gesture::new("edit_order").about("customer", at));
    let fields = read(session, &mut set, values)?;
    set.set(Entity::Order, id.uuid(), fields);
    session.commit(set)
}

fn read(session: &Session, set: &mut ChangeSet, values: &Values) -> Result<Fields, CommandError> {
    let mut more = Fields::new();
    let mut fields = field::read(session, set, FIELDS, values, |name, text| {
        let read = amount::read(session, name, text)?;
        let known = read.is_some();
        more.extend(read.into_iter().flatten());
        Ok(known)
    })?;
    fields.append(&mut more);
    Ok(fields)
}
