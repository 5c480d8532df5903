//! The selected line of the page: its text in the editor, and deleting it.

use super::{
    act::said,
    read::Known,
    thing::{Key, Thing},
};
use crate::{
    command::{Command, field::Values},
    domain::id::CustomerId,
    tui::{cx::Cx, effect::Effect, widget::confirm::Confirm},
};

/// A text that is being written in the editor.
#[derive(Clone, Copy, Debug)]
pub enum Note {
    /// Of something on the page.
    Of(Thing),
    /// The notes of the customer itself.
    Customer(CustomerId),
}

impl Note {
    /// What keeps the text.
    pub fn command(self, text: String) -> Command {
        let given = |name: &str| -> Values { vec![(name.to_owned(), text.clone())] };
        match self {
            Self::Customer(id) => Command::EditCustomer(id, given("notes")),
            Self::Of(Thing::Activity(id)) => Command::EditActivity(id, given("text")),
            Self::Of(Thing::Contact(id)) => Command::EditContact(id, given("notes")),
            Self::Of(Thing::Deal(id)) => Command::EditDeal(id, given("notes")),
            Self::Of(Thing::Order(id)) => Command::EditOrder(id, given("notes")),
            Self::Of(Thing::Survey(id)) => Command::EditSurvey(id, given("comment")),
        }
    }
}

/// The notes of the customer itself.
pub fn note_of(known: &Known) -> (Note, String) {
    let customer = &known.customer;
    (Note::Customer(customer.id), customer.notes.clone().unwrap_or_default())
}

/// The text of a line.
pub fn note(key: Key, known: &Known) -> Option<(Note, String)> {
    let thing = key.thing()?;
    let text = match thing {
        Thing::Activity(id) => {
            let all = known.activities.iter().chain(&known.open_plans);
            all.into_iter().find(|it| it.id == id)?.text.clone()
        }
        Thing::Contact(id) => known.contact(id)?.notes.clone(),
        Thing::Deal(id) => known.deal(id)?.notes.clone(),
        Thing::Order(id) => known.orders.iter().find(|it| it.order.id == id)?.order.notes.clone(),
        Thing::Survey(id) => known.surveys.iter().find(|it| it.id == id)?.comment.clone(),
    };
    Some((Note::Of(thing), text.unwrap_or_default()))
}

/// Deletes what was logged wrongly.
pub fn delete(selected: Option<Key>, known: &Known, cx: &Cx<'_>) -> Effect {
    let Some(key) = selected else { return said("page-no-line", cx) };
    let (question, command) = match key.thing() {
        Some(Thing::Activity(id)) => {
            let mut all = known.activities.iter().chain(&known.open_plans);
            let Some(found) = all.find(|it| it.id == id) else { return Effect::None };
            let what = match &found.plan {
                Some(plan) => cx.words.get(&format!("plan-{}", plan.kind.key())).into_owned(),
                None => cx.words.get(&format!("activity-{}", found.kind.key())).into_owned(),
            };
            let on = found.plan.as_ref().map_or(found.on, |plan| plan.due_on);
            let args = [("what", what.into()), ("day", cx.words.day(on, cx.today).into())];
            (cx.words.format("confirm-delete-activity", &args), Command::DeleteActivity(id))
        }
        Some(Thing::Survey(id)) => {
            let Some(found) = known.surveys.iter().find(|it| it.id == id) else {
                return Effect::None;
            };
            let args = [("day", cx.words.day(found.on, cx.today).into())];
            (cx.words.format("confirm-delete-survey", &args), Command::DeleteSurvey(id))
        }
        _ => return said("page-only-entries", cx),
    };
    let delete = Effect::Run(command);
    if cx.config.confirm.delete { Confirm::ask(question, delete) } else { delete }
}
