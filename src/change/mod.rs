//! The change log: what is written, in which order it holds, who wins a field.
//!
//! A *step* is one gesture of a person: one undo. It consists of *changes*, each to one row. A
//! change carries the new values of its fields, and the old ones, so that it can be taken back.
//! A row is the fold of its changes: per field the change with the highest [`Stamp`] wins.

pub mod fold;
pub mod merge;
pub mod stamp;
pub mod undo;

use std::borrow::Cow;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use stamp::Stamp;

use crate::text::{clean, clean_line};

/// The kinds of rows. Names are stored in the log and never reused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Entity {
    /// A company or person one sells to.
    Customer,
    /// A person at a customer.
    Contact,
    /// A possible sale.
    Deal,
    /// A move of a deal to a stage.
    StageEvent,
    /// What was done with a customer, or is planned.
    Activity,
    /// "Not before that day."
    Snooze,
    /// A purchase, or a refund.
    Order,
    /// A line of an order.
    OrderLine,
    /// An after-sales case.
    Case,
    /// An answered survey.
    Survey,
    /// A member of the team.
    Member,
    /// A tag the team uses.
    Tag,
    /// A saved filter.
    Filter,
    /// One setting of the team.
    Setting,
}

impl Entity {
    /// All kinds.
    pub const ALL: [Self; 14] = [
        Self::Customer,
        Self::Contact,
        Self::Deal,
        Self::StageEvent,
        Self::Activity,
        Self::Snooze,
        Self::Order,
        Self::OrderLine,
        Self::Case,
        Self::Survey,
        Self::Member,
        Self::Tag,
        Self::Filter,
        Self::Setting,
    ];

    /// The name in the log.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Customer => "customer",
            Self::Contact => "contact",
            Self::Deal => "deal",
            Self::StageEvent => "stage_event",
            Self::Activity => "activity",
            Self::Snooze => "snooze",
            Self::Order => "order",
            Self::OrderLine => "order_line",
            Self::Case => "case",
            Self::Survey => "survey",
            Self::Member => "member",
            Self::Tag => "tag",
            Self::Filter => "filter",
            Self::Setting => "setting",
        }
    }

    /// The kind of a name; `None` for one of a newer version.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|entity| entity.name() == name)
    }
}

/// The name of a field: a column, or `tag.…` and `custom.…` for the open-ended ones.
pub type Field = Cow<'static, str>;

/// The field that says that a row is gone (1) or there (0).
pub const DELETED: &str = "_deleted";

/// What a field holds. Days are counted from 1970-01-01, instants in milliseconds, money in minor
/// units; ids are text.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Default)]
#[serde(untagged)]
pub enum Value {
    /// Nothing.
    #[default]
    Null,
    /// A whole number.
    Int(i64),
    /// Text.
    Text(String),
}

impl Value {
    /// The text, if it is one.
    pub fn as_text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            Self::Null | Self::Int(_) => None,
        }
    }

    /// The number, if it is one.
    pub const fn as_int(&self) -> Option<i64> {
        match self {
            Self::Int(int) => Some(*int),
            Self::Null | Self::Text(_) => None,
        }
    }
}

impl From<i64> for Value {
    fn from(int: i64) -> Self {
        Self::Int(int)
    }
}
impl From<bool> for Value {
    fn from(truth: bool) -> Self {
        Self::Int(i64::from(truth))
    }
}
impl From<&str> for Value {
    /// Here text is made safe, once for all. Empty text is nothing: a cleared field and one never
    /// filled are the same.
    fn from(text: &str) -> Self {
        let text = clean(text);
        if text.is_empty() { Self::Null } else { Self::Text(text.into_owned()) }
    }
}
impl From<String> for Value {
    fn from(text: String) -> Self {
        Self::from(text.as_str())
    }
}
impl<K> From<crate::domain::id::Id<K>> for Value {
    fn from(id: crate::domain::id::Id<K>) -> Self {
        Self::Text(id.to_string())
    }
}
impl From<chrono::NaiveDate> for Value {
    fn from(day: chrono::NaiveDate) -> Self {
        Self::Int(i64::from(day.to_epoch_days()))
    }
}
impl<T: Into<Self>> From<Option<T>> for Value {
    fn from(option: Option<T>) -> Self {
        option.map_or(Self::Null, Into::into)
    }
}

/// Values by field, in the order they were given.
pub type Fields = Vec<(Field, Value)>;

/// A wish to write one row. The store adds stamp, number and old values.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// The kind of row.
    pub entity: Entity,
    /// The row.
    pub row: Uuid,
    /// Whether the row is new: its old values are then not looked up.
    pub creates: bool,
    /// The values to set.
    pub fields: Fields,
}

/// What a step was, for `history` and for "undone: …".
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Gesture {
    /// The name of the command, snake case: `log_activity`.
    pub name: String,
    /// What it was about, for the words: `kind` → `call`, `customer` → the name …
    pub about: Vec<(String, String)>,
}

impl Gesture {
    /// The gesture of a command.
    pub fn new(name: &str) -> Self {
        Self { name: name.to_owned(), about: Vec::new() }
    }

    /// With one more thing that it was about.
    #[must_use]
    pub fn about(mut self, what: &str, value: impl Into<String>) -> Self {
        self.about.push((what.to_owned(), clean_line(&value.into())));
        self
    }
}

/// Everything that one gesture writes: one transaction, one undo.
#[derive(Clone, Debug)]
pub struct ChangeSet {
    /// What it was.
    pub gesture: Gesture,
    /// The rows to write, in order.
    pub edits: Vec<Edit>,
    /// The step that this one takes back or brings back.
    pub reverses: Option<Reversal>,
}

/// How a step relates to the one it reverses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reversal {
    /// It takes the step back.
    Undo(Uuid),
    /// It brings the step back.
    Redo(Uuid),
}

impl ChangeSet {
    /// Nothing yet.
    pub const fn new(gesture: Gesture) -> Self {
        Self { gesture, edits: Vec::new(), reverses: None }
    }

    /// Makes a row.
    pub fn create<F, V>(
        &mut self,
        entity: Entity,
        row: Uuid,
        fields: impl IntoIterator<Item = (F, V)>,
    ) where
        F: Into<Field>,
        V: Into<Value>,
    {
        // A field without a value is not worth a place in the log.
        let fields = fields
            .into_iter()
            .map(|(field, value)| (field.into(), value.into()))
            .filter(|(_, value)| *value != Value::Null)
            .collect();
        self.edits.push(Edit { entity, row, creates: true, fields });
    }

    /// Changes fields of a row.
    pub fn set<F, V>(&mut self, entity: Entity, row: Uuid, fields: impl IntoIterator<Item = (F, V)>)
    where
        F: Into<Field>,
        V: Into<Value>,
    {
        let fields: Fields =
            fields.into_iter().map(|(field, value)| (field.into(), value.into())).collect();
        if !fields.is_empty() {
            self.edits.push(Edit { entity, row, creates: false, fields });
        }
    }

    /// Removes a row.
    pub fn delete(&mut self, entity: Entity, row: Uuid) {
        self.set(entity, row, [(DELETED, 1)]);
    }

    /// Whether there is nothing to write.
    pub const fn is_empty(&self) -> bool {
        self.edits.is_empty()
    }
}

/// One change as it stands in the log. `entity` and the fields are text, so that those of a newer
/// version pass through unharmed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// When it was made, for deciding who wins.
    pub stamp: Stamp,
    /// The kind of row.
    pub entity: String,
    /// The row.
    pub row: Uuid,
    /// New values.
    pub new: Fields,
    /// The values before; `None` = the row was made by this change.
    pub old: Option<Fields>,
}
