//! What can be done with a customer from any row of any list: the one place where lists meet the
//! entry line, the forms and the customer page.

use crate::{
    command::{Command, activity::Log, entry_line::Entry},
    domain::{
        activity::{ActivityKind, Outcome},
        id::CustomerId,
    },
    tui::{action::Action, cx::Cx, effect::Effect},
};

/// Does an action that is about a customer; passes what is not.
pub fn act(action: Action, customer: CustomerId, cx: &Cx<'_>) -> Effect {
    match action {
        // An attempt that reached nobody says all there is to say: one key.
        Action::LogAttempt => {
            let entry = Entry { outcome: Some(Outcome::NoAnswer), ..Entry::default() };
            let log = Log { customer, kind: ActivityKind::Call, entry, deal: None };
            Effect::Run(Command::LogActivity(log))
        }
        _ => act_on_none(action, cx),
    }
}

/// Does an action that needs no customer; passes what is not about customers.
pub fn act_on_none(_action: Action, _cx: &Cx<'_>) -> Effect {
    Effect::Pass
}

/// Opens the page of a customer, with those before and after it in the list one comes from.
pub fn open(_list: Vec<CustomerId>, _at: usize) -> Effect {
    Effect::Pass
}
