//! Orders: a row is a line, or an order of which only the sum is known.

use std::collections::HashMap;

use uuid::Uuid;

use super::{
    Batch, CommandError, Fate, OnMatch, Stop, id, id_of,
    index::{Found, Index},
    refuse, text,
};
use crate::{
    change::{Entity, Value},
    domain::{
        money::{Currency, Money},
        order::OrderLine,
    },
    exchange::import::{Field, Record, RejectReason, decimal::NumberError},
    store::read::RowKeys,
};

/// The known orders, and those that the list is about.
#[derive(Default)]
pub(super) struct Orders {
    index: Index,
    /// Number → orders with their customers.
    numbers: HashMap<String, Vec<(Uuid, Option<Uuid>)>>,
    /// Number and customer as the list has them → place in `open`.
    places: HashMap<(String, Option<Uuid>), usize>,
    open: Vec<Open>,
}

/// An order while its lines come in.
struct Open {
    row: Uuid,
    customer: Option<Uuid>,
    number: Option<String>,
    on: Option<chrono::NaiveDate>,
    owner: Option<Uuid>,
    /// Made by this list.
    new: bool,
    /// Has, or gets, lines: its amount is their sum.
    lined: bool,
    currency: Option<Currency>,
    amount: i64,
    /// The lines that it had before.
    lines: Vec<OrderLine>,
    /// How often the list had a line of this product.
    seen: HashMap<String, usize>,
    position: i64,
    changed: bool,
    /// Its day or owner was changed, which no row has told yet.
    renewed: bool,
}

impl Orders {
    pub fn new(keys: Vec<RowKeys>) -> Self {
        let mut orders = Self::default();
        for known in keys {
            orders.index.add(
                known.row,
                known.external_key.as_deref(),
                unnumbered(known.customer, known.on),
            );
            if let Some(number) = known.name {
                orders.numbers.entry(number).or_default().push((known.row, known.customer));
            }
        }
        orders
    }
}

/// What an order without a number says of itself.
fn unnumbered(customer: Option<Uuid>, on: Option<chrono::NaiveDate>) -> Uuid {
    let on = on.map(|day| day.to_string()).unwrap_or_default();
    id_of(Entity::Order, &[&customer.unwrap_or_default().to_string(), &on])
}

impl Batch<'_> {
    pub(super) fn order_row(&mut self, record: &Record) -> Result<Fate, Stop> {
        let place = self.order_of(record)?;
        let fate = self.order_line(place, record)?;
        let open = self.orders.open.get_mut(place);
        let renewed = open.is_some_and(|open| std::mem::take(&mut open.renewed));
        Ok(if fate == Fate::Skipped && renewed { Fate::Updated } else { fate })
    }

    fn order_line(&mut self, place: usize, record: &Record) -> Result<Fate, Stop> {
        let money = record.money(Field::Amount);
        let product = [Field::Sku, Field::Product].into_iter().find_map(|field| record.text(field));
        let counted =
            [Field::Quantity, Field::UnitPrice].iter().any(|&f| record.number(f).is_some());
        let Some(open) = self.orders.open.get_mut(place) else { return Ok(Fate::Skipped) };
        if let (Some(money), Some(currency)) = (money, open.currency)
            && money.currency != currency
            && open.amount != 0
        {
            return refuse(Field::Amount, RejectReason::OtherCurrency);
        }
        let minor = money.map_or(0, |money| money.minor);
        if product.is_none() && !counted {
            return self.order_sum(place, money);
        }
        let product = product.unwrap_or_default();
        let seen = open.seen.entry(product.to_owned()).or_default();
        let nth = *seen;
        *seen += 1;
        let same = |line: &&OrderLine| {
            line.sku.as_deref().or(line.product.as_deref()).unwrap_or_default() == product
        };
        let known = open.lines.iter().filter(same).nth(nth).cloned();
        if known.is_some() && self.options.on_match == OnMatch::Skip {
            return Ok(Fate::Skipped);
        }
        let before = known.as_ref().map_or(0, |line| line.amount);
        let sum = open.amount.checked_add(minor).and_then(|sum| sum.checked_sub(before));
        let Some(sum) = sum else {
            return refuse(Field::Amount, RejectReason::BadNumber(NumberError::TooLarge));
        };
        let (row, position) = (open.row, open.position);
        open.amount = sum;
        open.lined = true;
        open.currency = money.map(|money| money.currency).or(open.currency);
        open.changed |= minor != before || known.is_none();
        let fields: [(&'static str, Value); 5] = [
            ("product", text(record, Field::Product)),
            ("sku", text(record, Field::Sku)),
            ("quantity", record.number(Field::Quantity).map(|number| number.to_string()).into()),
            ("unit_price", record.number(Field::UnitPrice).map(|price| price.to_string()).into()),
            ("amount", minor.into()),
        ];
        if let Some(line) = known {
            let fields = fields.into_iter().map(|(field, value)| (field.into(), value)).collect();
            return Ok(self.update(Entity::OrderLine, line.id.uuid(), fields)?);
        }
        open.position += 1;
        let line = id_of(Entity::OrderLine, &[&row.to_string(), product, &nth.to_string()]);
        let whole = [("order_uid", id(Some(row))), ("position", position.into())];
        let fields = whole.into_iter().chain(fields);
        let fields = fields.map(|(field, value)| (field.into(), value)).collect();
        self.create_fields(Entity::OrderLine, line, fields)?;
        Ok(Fate::Created)
    }

    /// A row that knows only the order's sum.
    fn order_sum(&mut self, place: usize, money: Option<Money>) -> Result<Fate, Stop> {
        let Some(open) = self.orders.open.get_mut(place) else { return Ok(Fate::Skipped) };
        let minor = money.map_or(0, |money| money.minor);
        let currency = money.map(|money| money.currency);
        if open.new {
            let Some(sum) = open.amount.checked_add(minor) else {
                return refuse(Field::Amount, RejectReason::BadNumber(NumberError::TooLarge));
            };
            (open.amount, open.currency) = (sum, currency.or(open.currency));
            return Ok(Fate::Created);
        }
        // The sum of an order with lines is that of its lines.
        let differs = money.is_some() && (minor, currency) != (open.amount, open.currency);
        if open.lined || !differs || self.options.on_match == OnMatch::Skip {
            return Ok(Fate::Skipped);
        }
        (open.amount, open.currency, open.changed) = (minor, currency, true);
        Ok(Fate::Updated)
    }

    /// The order that a row belongs to: its place among the open ones.
    fn order_of(&mut self, record: &Record) -> Result<usize, Stop> {
        let Some(number) = record.text(Field::Number) else {
            return self.unnumbered_order(record);
        };
        let customer = self.customer_of(record)?;
        let key = (number.to_owned(), customer);
        if let Some(&place) = self.orders.places.get(&key) {
            return Ok(place);
        }
        let id = id_of(Entity::Order, &[number, &customer.unwrap_or_default().to_string()]);
        let known = self.orders.numbers.get(number).map_or(&[][..], Vec::as_slice);
        let mut same = known
            .iter()
            .filter(|(row, whose)| *row == id || customer.is_none() || *whose == customer);
        let found = match (same.next(), same.next()) {
            (Some(_), Some(_)) if customer.is_none() => {
                return refuse(Field::Number, RejectReason::AmbiguousCustomer);
            }
            (Some(&(row, _)), _) if self.options.on_match != OnMatch::Create => Some(row),
            _ => None,
        };
        let taken = found.is_none() && same_id(known, id);
        let row = found.unwrap_or(if taken { self.session.new_uuid() } else { id });
        let place = self.open_order(record, row, found.is_none(), customer)?;
        self.orders.places.insert(key, place);
        Ok(place)
    }

    /// Orders without a number are recognised by customer and day.
    fn unnumbered_order(&mut self, record: &Record) -> Result<usize, Stop> {
        let customer = self.customer_of(record)?;
        let on = record.when(Field::OrderedOn).map(|when| when.day);
        let natural = unnumbered(customer, on);
        let found = self.orders.index.find_next(Entity::Order, None, natural);
        match (found, self.options.on_match) {
            (Found::Known(_), OnMatch::Create) => {
                let row = self.session.new_uuid();
                self.open_order(record, row, true, customer)
            }
            (Found::Known(row), _) => self.open_order(record, row, false, customer),
            (Found::New(row), _) => self.open_order(record, row, true, customer),
        }
    }

    fn open_order(
        &mut self,
        record: &Record,
        row: Uuid,
        new: bool,
        customer: Option<Uuid>,
    ) -> Result<usize, Stop> {
        let on = record.when(Field::OrderedOn).map(|when| when.day);
        let number = record.text(Field::Number).map(str::to_owned);
        let mut open = Open {
            row,
            customer,
            number,
            on,
            owner: None,
            new,
            lined: false,
            currency: None,
            amount: 0,
            lines: Vec::new(),
            seen: HashMap::new(),
            position: 1,
            changed: false,
            renewed: false,
        };
        if new {
            if customer.is_none() {
                return refuse(Field::Number, RejectReason::UnknownOrder);
            }
            if on.is_none() {
                return refuse(Field::OrderedOn, RejectReason::Missing(Field::OrderedOn));
            }
            open.owner = self.member(record.text(Field::Owner))?;
        } else {
            if self.options.on_match == OnMatch::Update {
                let owner = self.member(record.text(Field::Owner))?;
                let fields = vec![("ordered_on".into(), on.into()), ("owner".into(), id(owner))];
                open.renewed = self.update(Entity::Order, row, fields)? == Fate::Updated;
            }
            let reader = self.session.reader();
            open.lines = reader.lines_of(row)?;
            open.lined = !open.lines.is_empty();
            open.position = i64::try_from(open.lines.len()).unwrap_or(0) + 1;
            let currency = reader.current(Entity::Order, row, "currency")?;
            let currency = currency.as_text().and_then(|code| Currency::new(code).ok());
            open.currency = currency;
            open.amount = if open.lined {
                open.lines.iter().map(|line| line.amount).sum()
            } else {
                reader.current(Entity::Order, row, "amount")?.as_int().unwrap_or(0)
            };
        }
        self.orders.open.push(open);
        Ok(self.orders.open.len() - 1)
    }

    /// Writes the orders once all their lines are known.
    pub(super) fn finish_orders(&mut self) -> Result<(), CommandError> {
        let base = self.session.rules().currency;
        for open in std::mem::take(&mut self.orders.open) {
            let currency = open.currency.unwrap_or(base).code().to_owned();
            let sum: [(&'static str, Value); 2] =
                [("amount", open.amount.into()), ("currency", currency.into())];
            if open.new {
                let [amount, currency] = sum;
                self.create(
                    Entity::Order,
                    open.row,
                    [
                        ("customer", id(open.customer)),
                        ("number", open.number.into()),
                        ("ordered_on", open.on.into()),
                        amount,
                        currency,
                        ("owner", id(open.owner)),
                    ],
                )?;
            } else if open.changed {
                self.set.set(Entity::Order, open.row, sum);
            }
        }
        Ok(())
    }
}

fn same_id(known: &[(Uuid, Option<Uuid>)], id: Uuid) -> bool {
    known.iter().any(|(row, _)| *row == id)
}
