//! What can be done from the page of a customer.

use super::{
    copy, line,
    read::{Known, due},
    sections::status,
    thing::{Key, Thing},
};
use crate::{
    command::{Command, deal::Move},
    domain::{
        activity::Closed,
        deal::Deal,
        id::ActivityId,
        stage::{DealStatus, Place},
    },
    tui::{
        action::Action,
        cx::Cx,
        effect::{Effect, Notice, Tone},
        view::{form, history::History, message::MessageScreen, on_customer},
        widget::{
            confirm::Confirm,
            picker::{Choice, Picker},
        },
    },
    wording::names,
};

/// Does an action about the customer of the page, or passes it to the app.
pub fn act(action: Action, selected: Option<Key>, known: &Known, cx: &Cx<'_>) -> Effect {
    let id = known.customer.id;
    match action {
        Action::FinishPlan => finish_plan(known, cx),
        Action::Open => open(selected, known, cx),
        Action::DeleteLine => line::delete(selected, known, cx),
        Action::Copy => copy::copy(selected, known, cx),
        Action::OpenLink => copy::open(selected, known, cx),
        Action::Message => {
            let to = match selected.and_then(Key::thing) {
                Some(Thing::Contact(contact)) => Some(contact),
                _ => None,
            };
            Effect::Open(Box::new(MessageScreen::to(id, to, None)))
        }
        Action::Delete => {
            let args = [("name", known.customer.name.as_str().into())];
            let question = cx.words.format("confirm-delete", &args);
            let delete = Effect::Run(Command::DeleteCustomer(id));
            let delete = Effect::Many(vec![delete, Effect::Close]);
            if cx.config.confirm.delete { Confirm::ask(question, delete) } else { delete }
        }
        Action::DealForward => with_deal(known, cx, |deal| step(deal, known, true, cx)),
        Action::DealBack => with_deal(known, cx, |deal| step(deal, known, false, cx)),
        Action::DealWin => with_deal(known, cx, |deal| win(deal, known)),
        Action::DealLose => with_deal(known, cx, |deal| form::lose_deal(deal.id, cx)),
        Action::History => Effect::Open(Box::new(History::of(id, known.customer.name.clone()))),
        action => on_customer::act(action, id, known.customer.called(), cx),
    }
}

/// Opens the selected line; with none selected, lets one choose a person or a deal.
fn open(selected: Option<Key>, known: &Known, cx: &Cx<'_>) -> Effect {
    match selected {
        Some(key) => key.thing().map_or_else(|| said("page-line-fixed", cx), |it| edit(it, cx)),
        None => choose(known, cx),
    }
}

fn edit(thing: Thing, cx: &Cx<'_>) -> Effect {
    match thing {
        Thing::Activity(id) => form::edit_activity(id, cx),
        Thing::Contact(id) => form::edit_contact(id, cx),
        Thing::Deal(id) => form::edit_deal(id, cx),
        Thing::Order(id) => form::edit_order(id, cx),
        Thing::Survey(id) => form::edit_survey(id, cx),
    }
}

fn choose(known: &Known, cx: &Cx<'_>) -> Effect {
    let contact = |contact: &crate::domain::contact::Contact| {
        let detail = cx.words.get("noun-contact").into_owned();
        let choice = Choice { label: contact.name.clone(), detail, also: String::new() };
        (Thing::Contact(contact.id), choice)
    };
    let deal = |deal: &Deal| {
        let stage = deal.stage(cx.today).unwrap_or_default();
        let detail = names::stage(cx.words, &known.rules.pipeline, stage);
        let choice = Choice { label: deal.name.clone(), detail, also: String::new() };
        (Thing::Deal(deal.id), choice)
    };
    let things = known.contacts.iter().map(contact).chain(known.deals.iter().map(deal));
    let (things, choices): (Vec<Thing>, Vec<Choice>) = things.unzip();
    match things.as_slice() {
        [] => said("page-nothing-to-open", cx),
        [only] => edit(*only, cx),
        _ => {
            let title = cx.words.get("page-open").into_owned();
            let pick = move |place: usize, cx: &Cx<'_>| {
                things.get(place).map_or(Effect::None, |thing| edit(*thing, cx))
            };
            Effect::Open(Box::new(Picker::new(title, choices, Box::new(pick))))
        }
    }
}

/// Ends the open plan as done; of several one is chosen.
fn finish_plan(known: &Known, cx: &Cx<'_>) -> Effect {
    let done = |id: ActivityId| Effect::Run(Command::ClosePlan(id, Closed::Done));
    let plans = known.open_plans.iter().filter_map(|found| Some((found, found.plan.as_ref()?)));
    let (ids, choices): (Vec<ActivityId>, Vec<Choice>) = plans
        .map(|(found, plan)| {
            let what = cx.words.get(&format!("plan-{}", plan.kind.key())).into_owned();
            let text = found.text.clone().or_else(|| plan.purpose.clone());
            let label = super::read::joined([Some(what), text], cx);
            let detail = due(plan.due_on, plan.due_minute, cx);
            (found.id, Choice { label, detail, also: String::new() })
        })
        .unzip();
    match ids.as_slice() {
        [] => said("customer-no-next", cx),
        [only] => done(*only),
        _ => {
            let title = cx.words.get("action-finish_plan").into_owned();
            let pick =
                move |place: usize, _: &Cx<'_>| ids.get(place).map_or(Effect::None, |id| done(*id));
            Effect::Open(Box::new(Picker::new(title, choices, Box::new(pick))))
        }
    }
}

/// Does something with the open deal that is furthest.
fn with_deal<'a>(known: &'a Known, cx: &Cx<'_>, act: impl FnOnce(&'a Deal) -> Effect) -> Effect {
    let open = known.deals.iter().filter(|deal| status(deal, known, cx.today) == DealStatus::Open);
    let place = |deal: &&Deal| {
        deal.stage(cx.today).and_then(|key| known.rules.pipeline.index(key)).unwrap_or(0)
    };
    match open.max_by_key(place) {
        Some(deal) => act(deal),
        None => said("page-no-open-deal", cx),
    }
}

fn step(deal: &Deal, known: &Known, forward: bool, cx: &Cx<'_>) -> Effect {
    let pipeline = &known.rules.pipeline;
    let at = deal.stage(cx.today).and_then(|key| pipeline.index(key)).unwrap_or(0);
    let to = if forward { at.checked_add(1) } else { at.checked_sub(1) };
    let stage = to.and_then(|to| pipeline.at(Place::Stage(to)));
    match stage.filter(|stage| stage.status == DealStatus::Open) {
        Some(stage) => moved(deal, stage.key.clone()),
        None => {
            let key = if forward { "notice-deal-last" } else { "notice-deal-first" };
            let text = cx.words.format(key, &[("name", deal.name.as_str().into())]);
            Effect::Notice(Notice::new(Tone::Info, text))
        }
    }
}

fn win(deal: &Deal, known: &Known) -> Effect {
    let won = known.rules.pipeline.stages.iter().find(|stage| stage.status == DealStatus::Won);
    won.map_or(Effect::Pass, |stage| moved(deal, stage.key.clone()))
}

fn moved(deal: &Deal, stage: String) -> Effect {
    Effect::Run(Command::MoveDeal(Move { deal: deal.id, stage, on: None, reason: None }))
}

/// Says something in the bottom line.
pub fn said(key: &str, cx: &Cx<'_>) -> Effect {
    Effect::Notice(Notice::new(Tone::Info, cx.words.get(key)))
}
