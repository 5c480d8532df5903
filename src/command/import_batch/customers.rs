//! Customers: a row each, maybe with a person, the last contact and the next.

use std::collections::{HashMap, HashSet};

use uuid::Uuid;

use super::{Batch, Fate, OnMatch, Stop, birthday, contacts::Person, id, id_of, refuse, text};
use crate::{
    change::{Entity, Fields, Value},
    command::customer::confirmed_value,
    domain::{
        activity::{ActivityKind, Closed, Outcome, PlanKind},
        duplicates::{self, Known},
        id::CustomerId,
    },
    exchange::import::{
        Field, Kind, Record, RejectReason, text::company_key, value::Value as Cell,
    },
    store::read::RowKeys,
};

/// The known customers by key, name and normalised name.
#[derive(Debug, Default)]
pub(super) struct Customers {
    external: HashMap<String, Uuid>,
    names: HashMap<String, Vec<Uuid>>,
    normal: HashMap<String, Vec<Uuid>>,
    /// Those that have a key in another program: a row with another key is another customer.
    keyed: HashSet<Uuid>,
    /// Those of which nothing but the key is known: made for an order, named by its key.
    nameless: HashSet<Uuid>,
    rows: HashSet<Uuid>,
    /// Those that turned out to be another.
    merged: HashMap<Uuid, Uuid>,
    /// Whether nobody was there before.
    was_empty: bool,
}

enum Match {
    None,
    One(Uuid),
    Several,
}

impl Customers {
    pub fn new(keys: Vec<RowKeys>) -> Self {
        let mut customers = Self { was_empty: keys.is_empty(), ..Self::default() };
        customers.merged =
            keys.iter().filter_map(|known| Some((known.row, known.customer?))).collect();
        for known in keys {
            let row = customers.followed(known.row);
            let name = known.name.unwrap_or_default();
            customers.add(row, &name, known.second.as_deref(), known.external_key.as_deref());
            customers.rows.insert(known.row);
        }
        customers
    }

    /// The customer that stands for this one now: merges of merges, and no endless circle.
    fn followed(&self, row: Uuid) -> Uuid {
        (0..16).fold(row, |row, _| self.merged.get(&row).copied().unwrap_or(row))
    }

    fn add(&mut self, row: Uuid, name: &str, short: Option<&str>, external: Option<&str>) {
        self.rows.insert(row);
        if let Some(key) = external {
            self.external.entry(key.to_owned()).or_insert(row);
            self.keyed.insert(row);
            if key == name {
                self.nameless.insert(row);
            }
        }
        let mut put = |map: Map, key: String| {
            let rows = match map {
                Map::Names => self.names.entry(key).or_default(),
                Map::Normal => self.normal.entry(key).or_default(),
            };
            if !rows.contains(&row) {
                rows.push(row);
            }
        };
        for name in [Some(name), short].into_iter().flatten() {
            put(Map::Normal, company_key(name));
            put(Map::Names, name.to_owned());
        }
    }

    fn find(&self, external: Option<&str>, name: Option<&str>) -> Match {
        if let Some(row) = external.and_then(|key| self.external.get(key)) {
            return Match::One(*row);
        }
        let Some(name) = name else { return Match::None };
        let own = |row: &&Uuid| external.is_none() || !self.keyed.contains(*row);
        for rows in [self.names.get(name), self.normal.get(&company_key(name))] {
            let mut rows = rows.into_iter().flatten().filter(own);
            match (rows.next(), rows.next()) {
                (Some(row), None) => return Match::One(*row),
                (Some(_), Some(_)) => return Match::Several,
                (None, _) => {}
            }
        }
        Match::None
    }

    /// The id that a new customer gets.
    fn new_id(external: Option<&str>, name: &str) -> Uuid {
        match external {
            Some(key) => id_of(Entity::Customer, &["key", key]),
            None => id_of(Entity::Customer, &["name", &company_key(name)]),
        }
    }
}

/// What a row says of whether its customer is there already.
fn newcomer(record: &Record) -> Known {
    let all = |fields: &[Field]| -> Vec<String> {
        fields.iter().filter_map(|field| Some(record.text(*field)?.to_owned())).collect()
    };
    Known {
        names: all(&[Field::Name, Field::ShortName]),
        phones: all(&[Field::Phone]),
        emails: all(&[Field::Email]),
        people: vec![duplicates::Person {
            name: record.text(Field::ContactName).unwrap_or_default().to_owned(),
            phones: all(&[Field::ContactPhone]),
            emails: all(&[Field::ContactEmail]),
        }],
        web: record.text(Field::Web).map(str::to_owned),
        apart: Vec::new(),
    }
}

enum Map {
    Names,
    Normal,
}

impl Batch<'_> {
    pub(super) fn customer(&mut self, record: &Record) -> Result<Fate, Stop> {
        let external = record.text(Field::ExternalId);
        let name = record.text(Field::Name).unwrap_or_default();
        let potential = match record.money(Field::Potential) {
            Some(money) if money.currency != self.session.rules().currency => {
                return refuse(Field::Potential, RejectReason::OtherCurrency);
            }
            money => money.map(|money| money.minor),
        };
        let new_id = Customers::new_id(external, name);
        let found = match self.customers.find(external, Some(name)) {
            Match::One(row) => Some(row),
            Match::Several if self.options.on_match != OnMatch::Create => {
                return refuse(Field::Name, RejectReason::AmbiguousCustomer);
            }
            // Renamed since it was imported.
            _ => Some(new_id).filter(|id| self.customers.rows.contains(id)),
        };
        let found = found.map(|row| self.customers.followed(row));
        let fields = |batch: &mut Self| batch.customer_fields(record, potential);
        match (found, self.options.on_match) {
            (Some(row), _) if self.fresh.contains(&row) => self.more_of(row, record),
            (Some(row), OnMatch::Skip) if !self.customers.nameless.contains(&row) => {
                Ok(Fate::Skipped)
            }
            (Some(row), OnMatch::Skip | OnMatch::Update) => {
                let mut fields = fields(self)?;
                self.keep_confirmed(row, &mut fields)?;
                let fate = self.update(Entity::Customer, row, fields)?;
                let more = self.more_of(row, record)?;
                self.customers.nameless.remove(&row);
                Ok(if fate == Fate::Skipped { more } else { fate })
            }
            (found, _) => {
                let row = found.map_or(new_id, |_| self.session.new_uuid());
                let mut fields = fields(self)?;
                let created = record.when(Field::CreatedOn).map(|when| when.day);
                fields.retain(|(field, _)| field != "created_on");
                fields.push(("created_on".into(), created.unwrap_or(self.today).into()));
                self.create_fields(Entity::Customer, row, fields)?;
                self.customers.add(row, name, record.text(Field::ShortName), external);
                self.more_of(row, record)?;
                // Where nobody was there before, nobody can be there twice.
                if !self.customers.was_empty {
                    self.newcomers.push((record.line, newcomer(record)));
                }
                Ok(Fate::Created)
            }
        }
    }

    /// The customer that a row belongs to; `None` when it names none.
    pub(super) fn customer_of(&mut self, record: &Record) -> Result<Option<Uuid>, Stop> {
        let external = record.text(Field::CustomerExternalId);
        let name = record.text(Field::Customer);
        let Some(shown) = name.or(external) else { return Ok(None) };
        let field = if name.is_some() { Field::Customer } else { Field::CustomerExternalId };
        let id = Customers::new_id(external, shown);
        match self.customers.find(external, name) {
            Match::One(row) => Ok(Some(row)),
            Match::Several => refuse(field, RejectReason::AmbiguousCustomer),
            Match::None if self.customers.rows.contains(&id) => {
                Ok(Some(self.customers.followed(id)))
            }
            Match::None if !self.options.create_missing => {
                refuse(field, RejectReason::UnknownCustomer)
            }
            Match::None => {
                self.missing_customer(id, shown, external, record)?;
                Ok(Some(id))
            }
        }
    }

    /// Makes a customer of which little is known.
    pub(super) fn missing_customer(
        &mut self,
        row: Uuid,
        name: &str,
        external: Option<&str>,
        record: &Record,
    ) -> Result<(), Stop> {
        let mut fields: Fields = vec![
            ("name".into(), name.into()),
            ("external_key".into(), external.into()),
            ("created_on".into(), self.today.into()),
        ];
        fields.extend(self.said_besides(record)?);
        self.create_fields(Entity::Customer, row, fields)?;
        self.customers.add(row, name, None, external);
        Ok(())
    }

    /// What a row of a person or an order says of the customer that it makes.
    fn said_besides(&mut self, record: &Record) -> Result<Fields, Stop> {
        if self.kind != Kind::Contacts {
            return Ok(vec![("custom.country".into(), text(record, Field::Country))]);
        }
        let owner = self.member(record.text(Field::Owner))?;
        let mut fields: Fields = vec![("owner".into(), id(owner))];
        let own = [
            ("area", Field::Area),
            ("address", Field::Address),
            ("web", Field::Web),
            ("source", Field::Source),
            ("industry", Field::Industry),
        ];
        fields.extend(own.map(|(name, field)| (name.into(), text(record, field))));
        if let Some(Cell::Tags(tags)) = record.get(Field::Tags) {
            fields.extend(tags.iter().map(|tag| (format!("tag.{tag}").into(), 1.into())));
        }
        // Who works nowhere is reached as a customer where the person is.
        if !record.has(Field::Customer) && !record.has(Field::CustomerExternalId) {
            let phone = text(record, Field::Phone);
            let phone = if phone == Value::Null { text(record, Field::Mobile) } else { phone };
            fields.push(("phone".into(), phone));
            fields.push(("email".into(), text(record, Field::Email)));
        }
        Ok(fields)
    }

    /// A customer of this name that a person alone makes up.
    pub(super) fn customer_named(
        &mut self,
        name: &str,
        record: &Record,
    ) -> Result<Option<Uuid>, Stop> {
        let id = Customers::new_id(None, name);
        match self.customers.find(None, Some(name)) {
            Match::One(row) => Ok(Some(row)),
            Match::None if self.customers.rows.contains(&id) => {
                Ok(Some(self.customers.followed(id)))
            }
            Match::None if self.options.create_missing => {
                self.missing_customer(id, name, None, record)?;
                Ok(Some(id))
            }
            Match::None | Match::Several => Ok(None),
        }
    }

    fn customer_fields(&mut self, record: &Record, potential: Option<i64>) -> Result<Fields, Stop> {
        let owner = self.member(record.text(Field::Owner))?;
        let named: [(&'static str, Value); 15] = [
            ("name", text(record, Field::Name)),
            ("short_name", text(record, Field::ShortName)),
            ("created_on", record.when(Field::CreatedOn).map(|when| when.day).into()),
            ("potential", potential.into()),
            ("industry", text(record, Field::Industry)),
            ("area", text(record, Field::Area)),
            ("address", text(record, Field::Address)),
            ("phone", text(record, Field::Phone)),
            ("email", text(record, Field::Email)),
            ("web", text(record, Field::Web)),
            ("source", text(record, Field::Source)),
            ("owner", id(owner)),
            ("birthday", birthday(record)),
            ("notes", text(record, Field::Notes)),
            ("external_key", text(record, Field::ExternalId)),
        ];
        let mut fields: Fields =
            named.into_iter().map(|(field, value)| (field.into(), value)).collect();
        if let Some(Cell::Tier(tier)) = record.get(Field::Tier) {
            fields.push(("confirmed".into(), confirmed_value(*tier, self.today, None)));
        }
        if let Some(Cell::Tags(tags)) = record.get(Field::Tags) {
            fields.extend(tags.iter().map(|tag| (format!("tag.{tag}").into(), 1.into())));
        }
        let custom = record.custom.iter();
        fields.extend(
            custom.map(|(name, text)| (format!("custom.{name}").into(), text.as_str().into())),
        );
        Ok(fields)
    }

    /// A tier that is confirmed already is not confirmed anew.
    fn keep_confirmed(&self, row: Uuid, fields: &mut Fields) -> Result<(), Stop> {
        let known = self.session.reader().customer(CustomerId::new(row))?;
        let Some(known) = known.and_then(|known| known.confirmed) else { return Ok(()) };
        let same = |value: &Value| {
            let letter = format!("\"tier\":\"{}\"", known.tier.letter());
            value.as_text().is_some_and(|json| json.contains(&letter))
        };
        fields.retain(|(field, value)| field != "confirmed" || !same(value));
        Ok(())
    }

    /// The person, the last contact and the next that stand in a customer's row.
    fn more_of(&mut self, customer: Uuid, record: &Record) -> Result<Fate, Stop> {
        let mut fate = Fate::Skipped;
        if let Some(name) = record.text(Field::ContactName) {
            let person = Person {
                external: None,
                name,
                fields: vec![
                    ("title", text(record, Field::ContactTitle)),
                    ("phone", text(record, Field::ContactPhone)),
                    ("email", text(record, Field::ContactEmail)),
                ],
            };
            fate = self.person(customer, person, OnMatch::Update)?;
        }
        let touched = self.last_contact(customer, record)? | self.next_contact(customer, record)?;
        Ok(if fate == Fate::Skipped && !touched { Fate::Skipped } else { Fate::Updated })
    }

    fn last_contact(&mut self, customer: Uuid, record: &Record) -> Result<bool, Stop> {
        let Some(when) = record.when(Field::LastContactOn) else { return Ok(false) };
        let day = self.past(when.day);
        let row = id_of(Entity::Activity, &["last", &customer.to_string(), &day.to_string()]);
        self.create_once(
            customer,
            row,
            [
                ("customer", id(Some(customer))),
                ("kind", ActivityKind::Call.key().into()),
                ("on_day", day.into()),
                ("outcome", Outcome::Reached.key().into()),
                ("touch", 1.into()),
            ],
        )
    }

    fn next_contact(&mut self, customer: Uuid, record: &Record) -> Result<bool, Stop> {
        let Some(when) = record.when(Field::NextContactOn) else { return Ok(false) };
        let row = id_of(Entity::Activity, &["next", &customer.to_string(), &when.day.to_string()]);
        let made = self.create_once(
            customer,
            row,
            [
                ("customer", id(Some(customer))),
                ("kind", ActivityKind::Call.key().into()),
                ("on_day", self.today.into()),
                ("plan", PlanKind::Promise.key().into()),
                ("due_on", when.day.into()),
            ],
        )?;
        if made && !self.fresh.contains(&customer) {
            // A changed date is a new promise (DOMAIN 4.4).
            for open in self.session.reader().open_plans_of(CustomerId::new(customer))? {
                if open.plan.is_some_and(|plan| plan.kind == PlanKind::Promise) {
                    let closed: [(&str, Value); 2] = [
                        ("closed", Closed::Cancelled.key().into()),
                        ("closed_on", self.today.into()),
                    ];
                    self.set.set(Entity::Activity, open.id.uuid(), closed);
                }
            }
        }
        Ok(made)
    }

    /// Makes an activity unless it was made before.
    fn create_once<const N: usize>(
        &mut self,
        customer: Uuid,
        row: Uuid,
        fields: [(&'static str, Value); N],
    ) -> Result<bool, Stop> {
        // Only a customer that was there before can have been contacted before.
        let before = !self.fresh.contains(&customer) || self.revived.contains(&customer);
        if self.fresh.contains(&row) || (before && self.is_there(Entity::Activity, row)?) {
            return Ok(false);
        }
        self.create(Entity::Activity, row, fields)?;
        Ok(true)
    }

    fn is_there(&self, entity: Entity, row: Uuid) -> Result<bool, Stop> {
        let deleted = self.session.reader().current(entity, row, crate::change::DELETED)?;
        Ok(deleted == Value::Int(0))
    }
}
