//! What an import would change in rows that are there already, as a person reads it.

use chrono::NaiveDate;
use uuid::Uuid;

use super::Batch;
use crate::{
    change::{Entity, Value},
    domain::money::{Currency, Money},
    store::StoreError,
};

/// One field of a known row: what it has and what it would get.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Changed {
    /// The customer that the row is, or belongs to.
    pub customer: String,
    /// What the row is.
    pub entity: Entity,
    /// What it is called, unless it is the customer.
    pub name: Option<String>,
    /// The field.
    pub field: String,
    /// What it has; empty for nothing.
    pub old: String,
    /// What it would get.
    pub new: String,
}

impl Batch<'_> {
    pub(super) fn changed(
        &self,
        entity: Entity,
        row: Uuid,
        field: &str,
        old: &Value,
        new: &Value,
    ) -> Result<Changed, StoreError> {
        let text = |entity, row, field: &str| -> Result<Option<String>, StoreError> {
            Ok(self.session.reader().current(entity, row, field)?.as_text().map(str::to_owned))
        };
        let own = ["name", "title", "number", "product"];
        let mut name = None;
        for field in own {
            if name.is_none() {
                name = text(entity, row, field)?;
            }
        }
        let customer = if entity == Entity::Customer {
            name.take()
        } else {
            let order = match entity {
                Entity::OrderLine => text(entity, row, "order_uid")?,
                _ => None,
            };
            let (holder, at) = match order.and_then(|order| order.parse().ok()) {
                Some(order) => (Entity::Order, order),
                None => (entity, row),
            };
            match text(holder, at, "customer")?.and_then(|id| id.parse().ok()) {
                Some(customer) => text(Entity::Customer, customer, "name")?,
                None => None,
            }
        };
        Ok(Changed {
            customer: customer.unwrap_or_default(),
            entity,
            name,
            field: field.to_owned(),
            old: self.shown(entity, row, field, old)?,
            new: self.shown(entity, row, field, new)?,
        })
    }

    /// A value in words: days, money, names for ids.
    fn shown(
        &self,
        entity: Entity,
        row: Uuid,
        field: &str,
        value: &Value,
    ) -> Result<String, StoreError> {
        let reader = self.session.reader();
        Ok(match (field, value) {
            (_, Value::Null) => String::new(),
            ("owner" | "member" | "contact" | "customer", Value::Text(id)) => {
                let of = match field {
                    "contact" => Entity::Contact,
                    "customer" => Entity::Customer,
                    _ => Entity::Member,
                };
                let Ok(named) = id.parse() else { return Ok(id.clone()) };
                let known = reader.current(of, named, "name")?;
                // Who is new stands in the list only.
                let fresh = || {
                    let edit = self.set.edits.iter().find(|edit| edit.row == named)?;
                    edit.fields.iter().find(|(name, _)| name == "name")?.1.as_text()
                };
                known.as_text().or_else(fresh).unwrap_or(id).to_owned()
            }
            ("confirmed", Value::Text(json)) => {
                let read: Option<serde_json::Value> = serde_json::from_str(json).ok();
                let tier = read.as_ref().and_then(|read| read.get("tier")?.as_str());
                tier.unwrap_or(json).to_owned()
            }
            ("amount" | "potential", Value::Int(minor)) => {
                let code = reader.current(entity, row, "currency")?;
                let code = code.as_text().and_then(|code| Currency::new(code).ok());
                Money::new(*minor, code.unwrap_or(self.session.rules().currency)).plain()
            }
            (_, Value::Int(days))
                if field.ends_with("_on") || ["on_day", "expected_close"].contains(&field) =>
            {
                let day = i32::try_from(*days).ok().and_then(NaiveDate::from_epoch_days);
                day.map_or_else(|| days.to_string(), |day| day.to_string())
            }
            (_, Value::Int(number)) => number.to_string(),
            (_, Value::Text(text)) => text.clone(),
        })
    }
}
