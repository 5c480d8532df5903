//! Short forms: the tier by hand, why a deal was lost.

use super::{
    customer::{override_fields, override_given},
    fields::of_kind,
    opened, saved,
};
use crate::{
    command::{Command, deal::Move, field::Kind},
    domain::id::{CustomerId, DealId},
    tui::{
        cx::Cx,
        effect::Effect,
        widget::form::{Form, Values},
    },
};

/// Opens the form that sets a customer's tier by hand for a time (DOMAIN 1.6).
pub fn set_tier(id: CustomerId, cx: &Cx<'_>) -> Effect {
    opened(cx.reader().customer(id), "customer", cx, |customer| {
        let by_hand = customer.tier_override.as_ref().filter(|by_hand| by_hand.to >= cx.today);
        let set = by_hand.map(|set| (set.tier, set.reason.as_str(), set.to.to_string()));
        let title = cx.words.format("form-tier", &[("name", customer.name.as_str().into())]);
        let save = move |values: &Values<'_>, cx: &Cx<'_>| {
            Ok(saved(override_given(values, cx)?, |given| Command::EditCustomer(id, given)))
        };
        Form::new(title, override_fields(set, cx).into(), Box::new(save))
    })
}

/// Opens the question why a deal was lost.
pub fn lose_deal(id: DealId, cx: &Cx<'_>) -> Effect {
    opened(cx.reader().deal(id), "deal", cx, |deal| {
        let title = cx.words.format("form-lose", &[("name", deal.name.as_str().into())]);
        let reason = deal.lost_reason.unwrap_or_default();
        let reason = of_kind(Kind::Name, "lost_reason", &reason, cx);
        let save = move |values: &Values<'_>, cx: &Cx<'_>| {
            let stage = cx.reader().rules().pipeline.lost.key.clone();
            let reason = Some(values.get("lost_reason"));
            let command = Command::MoveDeal(Move { deal: id, stage, on: None, reason });
            Ok(Effect::Many(vec![Effect::Run(command), Effect::Close]))
        };
        Form::new(title, vec![reason], Box::new(save))
    })
}
