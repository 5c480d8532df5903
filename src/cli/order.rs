//! `add order CUSTOMER AMOUNT`, `edit order ID field=value…`.

use serde_json::{Value, json};

use super::{
    add::{self, Under},
    answer::Answer,
    edit::edited,
    find, json, pairs,
    world::Run,
    written::written,
};
use crate::{
    change::Entity,
    command::{self, Command, amount, order::FIELDS},
    domain::{id::OrderId, money::Currency},
    error::{Error, Message, Result},
    store::read::OrderWithLines,
    wording::names,
};

/// Enters an order.
///
/// # Errors
/// A customer or fields that are not there, a refused command, or the file.
pub fn enter(run: &mut Run<'_>, under: &Under) -> Result<Answer> {
    let customer = find::customer(run, &under.customer)?;
    let values = pairs::read_led("amount", &under.fields, FIELDS, amount::FIELDS)?;
    let done = command::run(&mut run.session, Command::AddOrder(customer, values))?;
    let id = OrderId::new(add::made(&done, Entity::Order)?);
    let found = after(run, id)?;
    let line = || add::created(run, "cli-created-order", &shown(run, &found), &id.to_string());
    let object = object(&found, run.session.rules().currency);
    Ok(written(run, &done, line, [("id", id.to_string().into()), ("order", object)]))
}

/// Changes fields of an order, or calls it off.
///
/// # Errors
/// As [`enter`].
pub fn edit(run: &mut Run<'_>, id: &str, fields: &[String]) -> Result<Answer> {
    let values = pairs::read(fields, FIELDS, amount::FIELDS)?;
    let id: OrderId = id.trim().parse().map_err(|_| gone())?;
    let done = command::run(&mut run.session, Command::EditOrder(id, values.clone()))?;
    let found = after(run, id)?;
    let line = || edited(run, &shown(run, &found), &values);
    let object = object(&found, run.session.rules().currency);
    Ok(written(run, &done, line, [("id", id.to_string().into()), ("order", object)]))
}

fn after(run: &Run<'_>, id: OrderId) -> Result<OrderWithLines> {
    run.session.reader().order(id)?.ok_or_else(gone)
}

fn gone() -> Error {
    Error::input("not-found").with("what", Message::new("noun-order"))
}

/// Its number, else its amount.
fn shown(run: &Run<'_>, found: &OrderWithLines) -> String {
    let amount = found.order.amount;
    let number = found.order.number.clone();
    number.unwrap_or_else(|| names::money(run.words, amount.minor, amount.currency))
}

/// An order as JSON; without a rate to the base currency it has no `base_amount` and is in no sum.
pub fn object(found: &OrderWithLines, base: Currency) -> Value {
    let order = &found.order;
    let lines: Vec<Value> = found
        .lines
        .iter()
        .map(|line| {
            json!({
                "product": line.product,
                "sku": line.sku,
                "quantity": line.quantity,
                "unit_price": line.unit_price,
                "amount": json::money(line.amount, order.amount.currency),
            })
        })
        .collect();
    json!({
        "id": order.id.to_string(),
        "number": order.number,
        "ordered_on": json::day(order.on),
        "amount": json::amount(Some(order.amount)),
        "base_amount": order.base_minor(base).map(|minor| json::money(minor, base)),
        "rate": json::rate(order.rate),
        "cancelled": order.cancelled,
        "notes": order.notes,
        "lines": lines,
    })
}
