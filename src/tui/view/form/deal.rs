//! The form of a deal.

use super::{
    Wrong,
    fields::{amount, changed, of_kind, of_spec, stages},
    opened, saved,
};
use crate::{
    command::{
        Command,
        deal::FIELDS,
        field::{self, Kind},
    },
    domain::{
        deal::Deal,
        id::{CustomerId, DealId},
        money::rate_text,
    },
    store::StoreError,
    tui::{
        cx::Cx,
        effect::Effect,
        widget::form::{Field, Form, Values},
    },
};

/// Opens the form of a new deal with a customer.
pub fn add_deal(customer: CustomerId, cx: &Cx<'_>) -> Effect {
    opened(cx.reader().customer(customer), "customer", cx, |at| {
        let title = cx.words.format("form-deal-new", &[("name", at.name.as_str().into())]);
        let fields = fields(None, cx);
        let save = move |values: &Values<'_>, cx: &Cx<'_>| {
            let mut given = given(values, cx)?;
            given.retain(|(name, _)| name != "stage");
            given.push(("stage".to_owned(), values.get("stage")));
            let command = Command::AddDeal(at.id, given);
            Ok(Effect::Many(vec![Effect::Run(command), Effect::Close]))
        };
        Form::new(title, fields, Box::new(save))
    })
}

/// Opens the form of a deal.
pub fn edit_deal(id: DealId, cx: &Cx<'_>) -> Effect {
    opened(Shown::read(id, cx), "deal", cx, |shown| {
        let name = shown.deal.name.as_str();
        let title = cx.words.format("form-deal-edit", &[("name", name.into())]);
        let save = move |values: &Values<'_>, cx: &Cx<'_>| {
            Ok(saved(given(values, cx)?, |given| Command::EditDeal(id, given)))
        };
        Form::new(title, fields(Some(&shown), cx), Box::new(save))
    })
}

/// A deal and the name of its owner.
struct Shown {
    deal: Deal,
    owner: String,
}

impl Shown {
    fn read(id: DealId, cx: &Cx<'_>) -> Result<Option<Self>, StoreError> {
        let Some(deal) = cx.reader().deal(id)? else { return Ok(None) };
        let owner = cx.reader().members()?.into_iter().find(|(id, _)| Some(*id) == deal.owner);
        Ok(Some(Self { deal, owner: owner.map(|(_, name)| name).unwrap_or_default() }))
    }
}

fn fields(shown: Option<&Shown>, cx: &Cx<'_>) -> Vec<Field> {
    let rules = cx.reader().rules();
    let deal = shown.map(|shown| &shown.deal);
    let text = |get: fn(&Deal) -> Option<&String>| deal.and_then(get).map_or("", String::as_str);
    let money = deal.and_then(|deal| deal.amount).map(|money| amount(money, rules.currency));
    let rate = deal.and_then(|deal| deal.rate).map(rate_text);
    let close = deal.and_then(|deal| deal.expected_close).map(|day| day.to_string());
    let stage = deal.and_then(|deal| deal.stage(cx.today)).unwrap_or_default();
    vec![
        of_spec(FIELDS, "name", deal.map_or("", |deal| &deal.name), cx),
        of_kind(Kind::Money, "amount", &money.unwrap_or_default(), cx),
        stages("stage", &rules.pipeline, stage, cx),
        of_spec(FIELDS, "lost_reason", text(|deal| deal.lost_reason.as_ref()), cx)
            .placeholder(cx.words.get("form-if-lost")),
        of_spec(FIELDS, "expected_close", &close.unwrap_or_default(), cx),
        of_spec(FIELDS, "owner", shown.map_or("", |shown| &shown.owner), cx)
            .placeholder(cx.words.get("word-me")),
        of_kind(Kind::Text, "rate", &rate.unwrap_or_default(), cx)
            .placeholder(cx.words.get("form-example-rate")),
        of_spec(FIELDS, "notes", text(|deal| deal.notes.as_ref()), cx),
        // Enter saves on the last field: it is one of a single line.
        of_spec(FIELDS, "product", text(|deal| deal.product.as_ref()), cx),
    ]
}

/// What was changed. A deal is not lost without a reason.
fn given(values: &Values<'_>, cx: &Cx<'_>) -> Result<field::Values, Wrong> {
    let mut given = changed(values, FIELDS, cx)?;
    let own = values.changed().filter(|name| ["amount", "rate", "stage"].contains(name));
    given.extend(own.map(|name| (name.to_owned(), values.get(name))));
    let lost = &cx.reader().rules().pipeline.lost.key;
    let is_lost = given.iter().any(|(name, value)| name == "stage" && value == lost);
    if is_lost && values.get("lost_reason").is_empty() {
        return Err(vec![("lost_reason", cx.words.get("form-lost-reason").into_owned())]);
    }
    Ok(given)
}
