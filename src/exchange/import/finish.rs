//! A row's values joined into what belongs together, and refused if they lack their essence.

use super::decimal::{Decimal, NumberError};
use super::fields::{Field, Kind};
use super::mapping::Mapping;
use super::record::Record;
use super::reject::RejectReason;
use super::value::Value;
use crate::domain::money::{Currency, Money};

/// What is lacking, and in which field.
type Lack = (Option<Field>, RejectReason);

/// Joins what belongs together and refuses what lacks its essence.
pub(super) fn finish(
    record: &mut Record,
    mapping: &Mapping,
    currency: Currency,
) -> Result<(), Lack> {
    let need = |record: &Record, field: Field| {
        if record.has(field) { Ok(()) } else { Err((Some(field), RejectReason::Missing(field))) }
    };
    match mapping.kind {
        Kind::Customers => {
            join_person(record);
            need(record, Field::Name)?;
            join_address(record);
            to_money(record, Field::Potential, currency)
        }
        Kind::Contacts => {
            join_name(record);
            join_address(record);
            need(record, Field::Name)
        }
        Kind::Deals => {
            if !record.has(Field::ExternalId) || mapping.column(Field::Name).is_some() {
                need(record, Field::Name)?;
            }
            to_money(record, Field::Amount, currency)
        }
        Kind::Orders => {
            let mapped = |field: &Field| mapping.column(*field).is_some();
            let whose = [Field::CustomerExternalId, Field::Customer];
            if whose.iter().any(mapped) && !whose.iter().any(|&field| record.has(field)) {
                let column = whose.into_iter().find(mapped);
                return Err((column, RejectReason::NoCustomer));
            }
            for field in [Field::Number, Field::OrderedOn].iter().filter(|field| mapped(field)) {
                need(record, *field)?;
            }
            price_line(record, currency)
        }
        Kind::Activities => {
            if ![Field::Customer, Field::CustomerExternalId, Field::Contact]
                .into_iter()
                .any(|field| record.has(field))
            {
                return Err((Some(Field::Customer), RejectReason::NoCustomer));
            }
            if let Some(Value::Flag(done)) = record.take(Field::Done) {
                record.set(Field::Planned, Value::Flag(!done));
            }
            need(record, Field::On)
        }
        Kind::Cases => {
            whose(record)?;
            if !record.has(Field::Text) {
                need(record, Field::Title)?;
            }
            Ok(())
        }
        Kind::Surveys => {
            whose(record)?;
            let answers = [Field::Satisfaction, Field::Repurchase, Field::Recommendation];
            if !answers.into_iter().any(|field| record.has(field)) {
                let asked = answers.into_iter().find(|field| mapping.column(*field).is_some());
                let asked = asked.unwrap_or(Field::Satisfaction);
                return Err((Some(asked), RejectReason::Missing(asked)));
            }
            Ok(())
        }
    }
}

/// A row that belongs to a customer says to which.
fn whose(record: &Record) -> Result<(), Lack> {
    if [Field::Customer, Field::CustomerExternalId].into_iter().any(|field| record.has(field)) {
        return Ok(());
    }
    Err((Some(Field::Customer), RejectReason::NoCustomer))
}

/// Turns an exact number into money; what is more precise than the currency is refused.
fn to_money(record: &mut Record, field: Field, currency: Currency) -> Result<(), Lack> {
    let Some(number) = record.number(field) else {
        return Ok(());
    };
    let minor = number
        .to_minor(currency.exponent())
        .map_err(|error| (Some(field), RejectReason::BadNumber(error)))?;
    record.set(field, Value::Money(Money::new(minor, currency)));
    Ok(())
}

/// The amount of an order line: as given, or quantity × price less the discount, rounded once.
/// A line of an order whose number is a `C` with digits is a cancellation: money given back.
fn price_line(record: &mut Record, currency: Currency) -> Result<(), Lack> {
    let too_large = || (Some(Field::Quantity), RejectReason::BadNumber(NumberError::TooLarge));
    to_money(record, Field::Amount, currency)?;
    let given = record.money(Field::Amount).map(|amount| amount.minor);
    let factors = (record.number(Field::Quantity), record.number(Field::UnitPrice));
    let minor = match (given, factors) {
        (Some(minor), _) => minor,
        (None, (Some(quantity), Some(price))) => {
            let share = record.number(Field::Discount).unwrap_or(Decimal::new(0, 0));
            let product = quantity.times(price).zip(Decimal::ONE.minus(share));
            let product = product.and_then(|(full, left)| full.times(left));
            let product = product.ok_or_else(too_large)?;
            product.round_to_minor(currency.exponent()).map_err(|_| too_large())?
        }
        _ => return Ok(()),
    };
    let back = record.text(Field::Number).is_some_and(is_cancellation)
        || record.number(Field::Quantity).is_some_and(Decimal::is_negative);
    let minor = if back && minor > 0 { -minor } else { minor };
    record.set(Field::Amount, Value::Money(Money::new(minor, currency)));
    Ok(())
}

fn is_cancellation(number: &str) -> bool {
    let digits = number.strip_prefix(['C', 'c']).unwrap_or_default();
    !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit())
}

/// Street and places in one address, in the order of its script; the area defaults to the city,
/// else to the region.
fn join_address(record: &mut Record) {
    let street = record.take_text(Field::Address);
    let city = record.take_text(Field::City);
    let region = record.take_text(Field::Region);
    let postal = record.take_text(Field::PostalCode);
    let country = record.take_text(Field::Country);
    if let Some(area) = city.clone().or_else(|| region.clone())
        && !record.has(Field::Area)
    {
        record.set(Field::Area, Value::Text(area));
    }
    let chinese = [&street, &city].into_iter().flatten().any(|part| part.chars().any(is_han));
    let address = if chinese {
        // Streets often name their city already, and cities of their own their province.
        let whole = street.unwrap_or_default();
        let mut address = String::new();
        for place in [country, region, city].into_iter().flatten() {
            let bare = place.trim_end_matches(['省', '市']);
            if !whole.contains(bare) && !address.contains(bare) {
                address.push_str(&place);
            }
        }
        address.push_str(&whole);
        [Some(address), postal].into_iter().flatten().collect::<Vec<_>>().join(" ")
    } else {
        [street, city, region, postal, country].into_iter().flatten().collect::<Vec<_>>().join(", ")
    };
    if !address.is_empty() {
        record.set(Field::Address, Value::Text(address));
    }
}

/// Given and family name in one, the family first and close to it in Chinese.
fn join_name(record: &mut Record) {
    let name = take_person(record);
    if let Some(name) = name.filter(|_| !record.has(Field::Name)) {
        record.set(Field::Name, Value::Text(name));
    }
}

/// The person in a customer's row; whoever buys for himself, without a company, is the customer.
fn join_person(record: &mut Record) {
    let person = take_person(record);
    if let Some(person) = person.filter(|_| !record.has(Field::ContactName)) {
        record.set(Field::ContactName, Value::Text(person));
    }
    if !record.has(Field::Name)
        && let Some(name) = record.text(Field::ContactName).map(str::to_owned)
    {
        record.set(Field::Name, Value::Text(name));
    }
}

/// The name of a person from its parts, in the order of its script.
fn take_person(record: &mut Record) -> Option<String> {
    let given = record.take_text(Field::GivenName);
    let family = record.take_text(Field::FamilyName);
    match (given, family) {
        (Some(given), Some(family)) if family.chars().all(is_han) => {
            Some(format!("{family}{given}"))
        }
        (Some(given), Some(family)) => Some(format!("{given} {family}")),
        (name, None) | (None, name) => name,
    }
}

fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9FFF}' | '\u{20000}'..='\u{323AF}')
}
