//! The form that corrects an order.

use super::{
    Wrong,
    fields::{amount, changed, flag, label, of_kind, of_spec},
    opened, saved,
};
use crate::{
    command::{
        Command,
        field::{self, Kind},
        order::FIELDS,
    },
    domain::{id::OrderId, money::rate_text},
    store::read::OrderWithLines,
    tui::{
        cx::Cx,
        effect::Effect,
        widget::form::{Field, Form, Values},
    },
};

/// Opens the form of an order.
pub fn edit_order(id: OrderId, cx: &Cx<'_>) -> Effect {
    opened(cx.reader().order(id), "order", cx, |found| {
        let day = cx.words.day(found.order.on, cx.today);
        let title = cx.words.format("form-order-edit", &[("day", day.into())]);
        let save = move |values: &Values<'_>, cx: &Cx<'_>| {
            Ok(saved(given(values, cx)?, |given| Command::EditOrder(id, given)))
        };
        Form::new(title, fields(&found, cx), Box::new(save))
    })
}

fn fields(found: &OrderWithLines, cx: &Cx<'_>) -> Vec<Field> {
    let (order, base) = (&found.order, cx.reader().rules().currency);
    let mut fields = Vec::new();
    // The amount of an order with lines is their sum.
    if found.lines.is_empty() {
        fields.push(of_kind(Kind::Money, "amount", &amount(order.amount, base), cx));
    }
    if order.amount.currency != base {
        let rate = order.rate.map(rate_text);
        fields.push(of_kind(Kind::Text, "rate", &rate.unwrap_or_default(), cx));
    }
    fields.push(flag("cancelled", label(cx.words, "cancelled"), order.cancelled, cx));
    fields.push(of_spec(FIELDS, "ordered_on", &order.on.to_string(), cx));
    fields.push(of_spec(FIELDS, "notes", order.notes.as_deref().unwrap_or_default(), cx));
    // Enter saves on the last field: it is one of a single line.
    fields.push(of_spec(FIELDS, "number", order.number.as_deref().unwrap_or_default(), cx));
    fields
}

fn given(values: &Values<'_>, cx: &Cx<'_>) -> Result<field::Values, Wrong> {
    let mut given = changed(values, FIELDS, cx)?;
    let composed = values.changed().filter(|name| ["amount", "rate"].contains(name));
    given.extend(composed.map(|name| (name.to_owned(), values.get(name))));
    Ok(given)
}
