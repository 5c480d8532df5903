//! Contacts: a person each, at a customer.

use uuid::Uuid;

use super::{
    Batch, Fate, OnMatch, Stop, birthday, id, id_of,
    index::{Found, Index},
    refuse, text,
};
use crate::{
    change::{Entity, Value},
    exchange::import::{Field, Record, RejectReason, text::key, value::Value as Cell},
    store::read::RowKeys,
};

/// A person as a list has it.
pub(super) struct Person<'a> {
    pub external: Option<&'a str>,
    pub name: &'a str,
    pub fields: Vec<(&'static str, Value)>,
}

pub(super) fn index(keys: Vec<RowKeys>) -> Index {
    let mut index = Index::default();
    for known in keys {
        let name = known.name.unwrap_or_default();
        let natural = natural(known.customer.unwrap_or_default(), &name);
        index.add(known.row, known.external_key.as_deref(), natural);
        index.add(known.row, None, anywhere(&name));
    }
    index
}

fn natural(customer: Uuid, name: &str) -> Uuid {
    id_of(Entity::Contact, &[&customer.to_string(), &key(name)])
}

/// A person of this name at whatever customer.
fn anywhere(name: &str) -> Uuid {
    id_of(Entity::Contact, &[&key(name)])
}

impl Batch<'_> {
    pub(super) fn contact(&mut self, record: &Record) -> Result<Fate, Stop> {
        let name = record.text(Field::Name).unwrap_or_default();
        let customer = match self.customer_of(record)? {
            Some(customer) => customer,
            // Who works nowhere is a customer of its own.
            None => match self.customer_named(name, record)? {
                Some(customer) => customer,
                None => return refuse(Field::Customer, RejectReason::NoCustomer),
            },
        };
        let decider = matches!(record.get(Field::Decider), Some(Cell::Flag(true)));
        let person = Person {
            external: record.text(Field::ExternalId),
            name,
            fields: vec![
                ("title", text(record, Field::Title)),
                ("phone", text(record, Field::Phone)),
                ("mobile", text(record, Field::Mobile)),
                ("email", text(record, Field::Email)),
                ("message", text(record, Field::Wechat)),
                ("birthday", birthday(record)),
                ("decider", decider.then_some(1).into()),
                ("notes", text(record, Field::Notes)),
            ],
        };
        self.person(customer, person, self.options.on_match)
    }

    /// Brings in a person at a customer.
    pub(super) fn person(
        &mut self,
        customer: Uuid,
        person: Person<'_>,
        on_match: OnMatch,
    ) -> Result<Fate, Stop> {
        let natural = natural(customer, person.name);
        let Person { external, name, fields } = person;
        let mut fields: crate::change::Fields =
            fields.into_iter().map(|(field, value)| (field.into(), value)).collect();
        fields.push(("name".into(), name.into()));
        fields.push(("external_key".into(), external.into()));
        let row = match (self.contacts.find(Entity::Contact, external, natural), on_match) {
            (Found::Known(_), OnMatch::Skip) => return Ok(Fate::Skipped),
            (Found::Known(row), OnMatch::Update) => {
                return Ok(self.update(Entity::Contact, row, fields)?);
            }
            (Found::Known(_), OnMatch::Create) => self.session.new_uuid(),
            (Found::New(row), _) => row,
        };
        fields.push(("customer".into(), id(Some(customer))));
        fields.push(("created_on".into(), self.today.into()));
        self.create_fields(Entity::Contact, row, fields)?;
        self.contacts.add(row, external, natural);
        self.contacts.add(row, None, anywhere(name));
        Ok(Fate::Created)
    }

    /// The person of this name at the customer.
    pub(super) fn contact_at(&mut self, customer: Uuid, name: &str) -> Result<Uuid, Stop> {
        let natural = natural(customer, name);
        match self.contacts.find(Entity::Contact, None, natural) {
            Found::Known(row) => Ok(row),
            Found::New(row) if self.options.create_missing => {
                let person = Person { external: None, name, fields: Vec::new() };
                self.person(customer, person, OnMatch::Skip)?;
                Ok(row)
            }
            Found::New(_) => refuse(Field::Contact, RejectReason::UnknownContact),
        }
    }

    /// The only customer that has somebody of this name.
    pub(super) fn customer_with(&self, name: &str) -> Result<Option<Uuid>, Stop> {
        let [row] = self.contacts.alike(anywhere(name)) else { return Ok(None) };
        let customer = self.session.reader().current(Entity::Contact, *row, "customer")?;
        Ok(customer.as_text().and_then(|id| id.parse().ok()))
    }
}
