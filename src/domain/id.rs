//! Typed ids: a UUID that knows what it identifies.

use std::{fmt, marker::PhantomData, str::FromStr};

use uuid::Uuid;

/// The id of one row of kind `K`. Ordered by its bytes, which for UUIDv7 is the order of making.
pub struct Id<K> {
    uuid: Uuid,
    kind: PhantomData<fn() -> K>,
}

impl<K> Id<K> {
    /// The id with these bytes.
    pub const fn new(uuid: Uuid) -> Self {
        Self { uuid, kind: PhantomData }
    }

    /// The bare UUID, for storing.
    pub const fn uuid(self) -> Uuid {
        self.uuid
    }
}

impl<K> Clone for Id<K> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<K> Copy for Id<K> {}
impl<K> PartialEq for Id<K> {
    fn eq(&self, other: &Self) -> bool {
        self.uuid == other.uuid
    }
}
impl<K> Eq for Id<K> {}
impl<K> PartialOrd for Id<K> {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}
impl<K> Ord for Id<K> {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.uuid.cmp(&other.uuid)
    }
}
impl<K> std::hash::Hash for Id<K> {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        self.uuid.hash(state);
    }
}
impl<K> fmt::Display for Id<K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.uuid.fmt(f)
    }
}
impl<K> fmt::Debug for Id<K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.uuid.fmt(f)
    }
}
impl<K> FromStr for Id<K> {
    type Err = uuid::Error;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        text.parse().map(Self::new)
    }
}

/// What an [`Id`] identifies. Never constructed.
#[derive(Debug)]
pub enum Customer {}
/// A person at a customer.
#[derive(Debug)]
pub enum Contact {}
/// A deal.
#[derive(Debug)]
pub enum Deal {}
/// A move of a deal to a stage on a day.
#[derive(Debug)]
pub enum StageEvent {}
/// A call, meeting, visit … or a plan of one.
#[derive(Debug)]
pub enum Activity {}
/// An order.
#[derive(Debug)]
pub enum Order {}
/// A line of an order.
#[derive(Debug)]
pub enum OrderLine {}
/// A saved filter.
#[derive(Debug)]
pub enum SavedFilter {}
/// An after-sales case.
#[derive(Debug)]
pub enum Case {}
/// An answered survey.
#[derive(Debug)]
pub enum Survey {}
/// A member of the team.
#[derive(Debug)]
pub enum Member {}

/// Id of a customer.
pub type CustomerId = Id<Customer>;
/// Id of a contact.
pub type ContactId = Id<Contact>;
/// Id of a deal.
pub type DealId = Id<Deal>;
/// Id of a stage event.
pub type StageEventId = Id<StageEvent>;
/// Id of an activity.
pub type ActivityId = Id<Activity>;
/// Id of an order.
pub type OrderId = Id<Order>;
/// The id of a saved filter.
pub type FilterId = Id<SavedFilter>;
/// Id of an order line.
pub type OrderLineId = Id<OrderLine>;
/// Id of a case.
pub type CaseId = Id<Case>;
/// Id of a survey.
pub type SurveyId = Id<Survey>;
/// Id of a member.
pub type MemberId = Id<Member>;

impl<K> From<Id<K>> for Uuid {
    fn from(id: Id<K>) -> Self {
        id.uuid
    }
}
