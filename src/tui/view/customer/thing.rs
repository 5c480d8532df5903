//! What can be selected on the page of a customer.

use crate::domain::id::{ActivityId, ContactId, DealId, OrderId, SurveyId};

/// Something on the page that has a form of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Thing {
    /// What was done, or is planned.
    Activity(ActivityId),
    /// A person.
    Contact(ContactId),
    /// A deal.
    Deal(DealId),
    /// An order.
    Order(OrderId),
    /// A survey.
    Survey(SurveyId),
}

/// Where something that can be selected stands; no two rows share it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Key {
    /// Beside the timeline.
    Side(Thing),
    /// In the timeline: the place among all events, and what the event is about.
    Event(usize, Option<Thing>),
}

impl Key {
    /// What it is about.
    pub const fn thing(self) -> Option<Thing> {
        match self {
            Self::Side(thing) => Some(thing),
            Self::Event(_, thing) => thing,
        }
    }
}
