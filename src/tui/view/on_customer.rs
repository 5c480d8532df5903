//! What can be done with a customer from any row of any list: the one place where lists meet the
//! entry line, the forms and the customer page.

use super::{
    customer::CustomerPage,
    entry::{EntryLine, Task},
    failed, form, message,
    snooze::Snooze,
};
use crate::{
    command::{Command, activity::Log, entry_line::Entry},
    domain::{
        activity::{ActivityKind, Closed, Outcome},
        id::CustomerId,
    },
    tui::{
        action::Action,
        cx::Cx,
        effect::{Effect, Notice, Tone},
        widget::confirm::Confirm,
    },
};

/// Does an action that is about a customer of this name; passes what is not.
pub fn act(action: Action, customer: CustomerId, name: &str, cx: &Cx<'_>) -> Effect {
    if let Some(task) = Task::of(action) {
        return Effect::Open(Box::new(EntryLine::new(customer, name, task)));
    }
    match action {
        // An attempt that reached nobody says all there is to say: one key.
        Action::LogAttempt => {
            let entry = Entry { outcome: Some(Outcome::NoAnswer), ..Entry::default() };
            let log = Log { customer, kind: ActivityKind::Call, entry, deal: None };
            Effect::Run(Command::LogActivity(log))
        }
        Action::Snooze => Effect::Open(Box::new(Snooze::new(customer, name))),
        Action::FinishPlan => match cx.reader().queue_row(customer) {
            Err(error) => failed(error, cx),
            Ok(row) => match row.and_then(|row| row.promise) {
                Some(plan) => Effect::Run(Command::ClosePlan(plan.id, Closed::Done)),
                None => say("notice-no-plan", cx),
            },
        },
        Action::Edit => form::edit_customer(customer, cx),
        Action::SetTier => form::set_tier(customer, cx),
        Action::AddContact => form::add_contact(customer, cx),
        Action::AddDeal => form::add_deal(customer, cx),
        Action::AddPlan => form::add_plan(customer, cx),
        Action::AddSurvey => form::add_survey(customer, cx),
        Action::Message => message::open(customer, cx),
        Action::Delete => {
            let question = cx.words.format("confirm-delete", &[("name", name.into())]);
            let delete = Effect::Run(Command::DeleteCustomer(customer));
            if cx.config.confirm.delete { Confirm::ask(question, delete) } else { delete }
        }
        _ => Effect::Pass,
    }
}

/// Does an action while no customer is selected: says so of one that is about a customer.
pub fn act_on_none(action: Action, cx: &Cx<'_>) -> Effect {
    match action {
        _ if Task::of(action).is_some() => say("notice-nothing-selected", cx),
        Action::LogAttempt
        | Action::Snooze
        | Action::FinishPlan
        | Action::Edit
        | Action::SetTier
        | Action::AddContact
        | Action::AddDeal
        | Action::AddPlan
        | Action::AddSurvey
        | Action::Message
        | Action::Delete => say("notice-nothing-selected", cx),
        _ => Effect::Pass,
    }
}

/// Opens the page of a customer, with those before and after it in the list one comes from.
pub fn open(list: Vec<CustomerId>, at: usize) -> Effect {
    Effect::Open(Box::new(CustomerPage::new(list, at)))
}

fn say(key: &str, cx: &Cx<'_>) -> Effect {
    Effect::Notice(Notice::new(Tone::Info, cx.words.get(key)))
}
