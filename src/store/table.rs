//! Which table a kind of row lives in, and what its columns hold.

use rusqlite::types::{ToSqlOutput, ValueRef};
use uuid::Uuid;

use crate::change::{Entity, Value};

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A whole number, a day, an instant, money.
    Int,
    /// Text.
    Text,
    /// The id of another row: text in the log, 16 bytes in the table.
    Id,
}

/// The table of an entity. Names are ours, never from outside: they go into SQL as they are.
#[derive(Debug)]
pub struct Table {
    /// Its name.
    pub name: &'static str,
    /// Columns that are fields of the log by the same name.
    pub columns: &'static [(&'static str, Kind)],
    /// Columns that gather open-ended fields as one JSON object: `tags` gathers `tag.…`.
    pub maps: &'static [(&'static str, &'static str)],
    /// The column with the customer that a row belongs to; `None` for customers themselves and
    /// for rows that belong to none directly.
    pub customer: Option<&'static str>,
}

/// The table of `entity`.
#[expect(clippy::too_many_lines, reason = "one list, a line a field")]
pub const fn table(entity: Entity) -> &'static Table {
    use Kind::{Id, Int, Text};
    match entity {
        Entity::Customer => &Table {
            name: "customers",
            columns: &[
                ("name", Text),
                ("short_name", Text),
                ("created_on", Int),
                ("confirmed", Text),
                ("override", Text),
                ("rejected", Text),
                ("need", Text),
                ("ev_need", Int),
                ("ev_product", Int),
                ("ev_budget", Int),
                ("ev_decider", Int),
                ("ev_date", Int),
                ("potential", Int),
                ("cadence", Int),
                ("industry", Text),
                ("area", Text),
                ("address", Text),
                ("phone", Text),
                ("email", Text),
                ("web", Text),
                ("source", Text),
                ("owner", Id),
                ("birthday", Text),
                ("anniversary", Text),
                ("influence", Int),
                ("referrals", Int),
                ("notes", Text),
                ("external_key", Text),
                ("merged_into", Id),
            ],
            maps: &[("tag.", "tags"), ("custom.", "custom"), ("apart.", "apart")],
            customer: None,
        },
        Entity::Contact => &Table {
            name: "contacts",
            columns: &[
                ("customer", Id),
                ("name", Text),
                ("title", Text),
                ("phone", Text),
                ("mobile", Text),
                ("email", Text),
                ("message", Text),
                ("birthday", Text),
                ("decider", Int),
                ("notes", Text),
                ("external_key", Text),
                ("created_on", Int),
            ],
            maps: &[],
            customer: Some("customer"),
        },
        Entity::Deal => &Table {
            name: "deals",
            columns: &[
                ("customer", Id),
                ("contact", Id),
                ("name", Text),
                ("amount", Int),
                ("currency", Text),
                ("rate_numerator", Int),
                ("rate_denominator", Int),
                ("expected_close", Int),
                ("owner", Id),
                ("product", Text),
                ("lost_reason", Text),
                ("notes", Text),
                ("external_key", Text),
                ("created_on", Int),
            ],
            maps: &[],
            customer: Some("customer"),
        },
        Entity::StageEvent => &Table {
            name: "stage_events",
            columns: &[("deal", Id), ("stage", Text), ("on_day", Int), ("at", Int)],
            maps: &[],
            customer: None,
        },
        Entity::Activity => &Table {
            name: "activities",
            columns: &[
                ("customer", Id),
                ("contact", Id),
                ("deal", Id),
                ("member", Id),
                ("kind", Text),
                ("on_day", Int),
                ("at", Int),
                ("text", Text),
                ("outcome", Text),
                ("touch", Int),
                ("attempt", Int),
                ("minutes", Int),
                ("plan", Text),
                ("due_on", Int),
                ("due_minute", Int),
                ("area", Text),
                ("items", Text),
                ("purpose", Text),
                ("closed", Text),
                ("closed_on", Int),
                ("fulfils", Id),
                ("external_key", Text),
            ],
            maps: &[],
            customer: Some("customer"),
        },
        Entity::Snooze => &Table {
            name: "snoozes",
            columns: &[("customer", Id), ("until", Int), ("on_day", Int), ("at", Int)],
            maps: &[],
            customer: Some("customer"),
        },
        Entity::Order => &Table {
            name: "orders",
            columns: &[
                ("customer", Id),
                ("number", Text),
                ("ordered_on", Int),
                ("amount", Int),
                ("currency", Text),
                ("rate_numerator", Int),
                ("rate_denominator", Int),
                ("cancelled", Int),
                ("owner", Id),
                ("notes", Text),
                ("external_key", Text),
            ],
            maps: &[],
            customer: Some("customer"),
        },
        Entity::OrderLine => &Table {
            name: "order_lines",
            columns: &[
                ("order_uid", Id),
                ("position", Int),
                ("product", Text),
                ("sku", Text),
                ("quantity", Text),
                ("unit_price", Text),
                ("amount", Int),
            ],
            maps: &[],
            customer: None,
        },
        Entity::Case => &Table {
            name: "cases",
            columns: &[
                ("customer", Id),
                ("contact", Id),
                ("order_uid", Id),
                ("kind", Text),
                ("status", Text),
                ("title", Text),
                ("text", Text),
                ("owner", Id),
                ("opened_on", Int),
                ("due_on", Int),
                ("closed_on", Int),
                ("satisfaction", Int),
                ("external_key", Text),
            ],
            maps: &[],
            customer: Some("customer"),
        },
        Entity::Survey => &Table {
            name: "surveys",
            columns: &[
                ("customer", Id),
                ("on_day", Int),
                ("satisfaction", Int),
                ("repurchase", Int),
                ("recommendation", Int),
                ("comment", Text),
                ("member", Id),
                ("external_key", Text),
            ],
            maps: &[],
            customer: Some("customer"),
        },
        Entity::Member => &Table {
            name: "members",
            columns: &[("name", Text), ("email", Text), ("left_on", Int)],
            maps: &[],
            customer: None,
        },
        Entity::Tag => &Table {
            name: "tags",
            columns: &[("name", Text), ("notes", Text)],
            maps: &[],
            customer: None,
        },
        Entity::Filter => &Table {
            name: "filters",
            columns: &[("name", Text), ("query", Text)],
            maps: &[],
            customer: None,
        },
        Entity::Setting => &Table {
            name: "settings",
            columns: &[("key", Text), ("value", Text)],
            maps: &[],
            customer: None,
        },
    }
}

/// Where a field of the log goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place<'a> {
    /// A column of its own.
    Column(&'static str, Kind),
    /// A key of a JSON column.
    Map(&'static str, &'a str),
    /// Nowhere: a field of a newer version waits in the log.
    Unknown,
}

impl Table {
    /// Where `field` goes.
    pub fn place<'a>(&self, field: &'a str) -> Place<'a> {
        if field == crate::change::DELETED {
            return Place::Column("deleted", Kind::Int);
        }
        if let Some((name, kind)) = self.columns.iter().find(|(name, _)| *name == field) {
            return Place::Column(name, *kind);
        }
        self.maps
            .iter()
            .find_map(|(prefix, column)| Some(Place::Map(column, field.strip_prefix(prefix)?)))
            .unwrap_or(Place::Unknown)
    }
}

/// A value on its way into a column. What a column does not hold, as another file may bring it,
/// becomes nothing: nobody who reads the table stumbles over it.
#[derive(Debug)]
pub struct Stored<'a>(pub &'a Value, pub Kind);

impl rusqlite::ToSql for Stored<'_> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(match (self.0, self.1) {
            (Value::Null, _) => ToSqlOutput::Owned(rusqlite::types::Value::Null),
            (Value::Int(_), Kind::Text | Kind::Id) | (Value::Text(_), Kind::Int) => {
                ToSqlOutput::Owned(rusqlite::types::Value::Null)
            }
            (Value::Int(int), Kind::Int) => ToSqlOutput::Owned((*int).into()),
            (Value::Text(text), Kind::Id) => ToSqlOutput::Owned(match Uuid::parse_str(text) {
                Ok(uuid) => rusqlite::types::Value::Blob(uuid.as_bytes().to_vec()),
                Err(_) => rusqlite::types::Value::Null,
            }),
            (Value::Text(text), Kind::Text) => {
                ToSqlOutput::Borrowed(ValueRef::Text(text.as_bytes()))
            }
        })
    }
}

/// A value as it stands in a column.
pub fn value_of(column: ValueRef<'_>) -> Value {
    match column {
        ValueRef::Null => Value::Null,
        ValueRef::Integer(int) => Value::Int(int),
        // No column is declared REAL; one that holds it anyway was not written by us.
        ValueRef::Real(real) => Value::Text(real.to_string()),
        ValueRef::Text(text) => Value::Text(String::from_utf8_lossy(text).into_owned()),
        ValueRef::Blob(bytes) => {
            Uuid::from_slice(bytes).map_or(Value::Null, |uuid| Value::Text(uuid.to_string()))
        }
    }
}
