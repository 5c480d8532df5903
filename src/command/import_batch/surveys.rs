//! Answered surveys: a row each.

use uuid::Uuid;

use super::{
    Batch, Fate, OnMatch, Stop, id, id_of,
    index::{Found, Index},
    refuse, text,
};
use crate::{
    change::{Entity, Fields, Value},
    command::survey::satisfaction,
    exchange::import::{Field, Record, RejectReason, decimal::Decimal},
    store::read::RowKeys,
};

/// What a survey says of itself: whose it is, and of which day.
fn natural(customer: Option<Uuid>, on: Option<chrono::NaiveDate>) -> Uuid {
    let on = on.map(|day| day.to_string()).unwrap_or_default();
    id_of(Entity::Survey, &[&customer.unwrap_or_default().to_string(), &on])
}

pub(super) fn index(keys: Vec<RowKeys>) -> Index {
    let mut index = Index::default();
    for known in keys {
        index.add(known.row, known.external_key.as_deref(), natural(known.customer, known.on));
    }
    index
}

/// How satisfied a row says: in words, or from 5 (best) to 1, as the file keeps it.
pub(super) fn satisfaction_of(record: &Record) -> Result<Option<i64>, Stop> {
    let Some(said) = record.text(Field::Satisfaction) else { return Ok(None) };
    if let Some(answer) = satisfaction(said) {
        return Ok(Some(i64::from(answer.number())));
    }
    let points = said.trim_end_matches(['分', '星', '★']).trim();
    match whole(points, 1, 5) {
        Some(points) => Ok(Some(6 - points)),
        None => refuse(Field::Satisfaction, RejectReason::BadAnswer),
    }
}

/// A whole number within bounds.
fn whole(said: &str, least: i64, most: i64) -> Option<i64> {
    let number = Decimal::parse(said, false).ok()?.whole()?;
    Some(number.0).filter(|found| !number.1 && (least..=most).contains(found))
}

/// An answer in points, or in percent of the most there are.
fn points(record: &Record, field: Field, most: i64) -> Result<Option<i64>, Stop> {
    let Some(said) = record.text(field) else { return Ok(None) };
    let said = said.trim();
    let bare = said.trim_end_matches(['%', '％', '分']).trim();
    match whole(bare, 0, most) {
        Some(points) => Ok(Some(points)),
        None => refuse(field, RejectReason::BadAnswer),
    }
}

impl Batch<'_> {
    pub(super) fn survey(&mut self, record: &Record) -> Result<Fate, Stop> {
        let Some(customer) = self.customer_of(record)? else {
            return refuse(Field::Customer, RejectReason::NoCustomer);
        };
        let satisfaction = satisfaction_of(record)?;
        let repurchase = points(record, Field::Repurchase, 100)?;
        let recommendation = points(record, Field::Recommendation, 10)?;
        let member = self.member(record.text(Field::Member))?;
        let on = record.when(Field::On).map(|when| when.day);
        let on = on.map_or(self.today, |day| self.past(day));
        let external = record.text(Field::ExternalId);
        let natural = natural(Some(customer), Some(on));
        let fields: [(&'static str, Value); 8] = [
            ("customer", id(Some(customer))),
            ("on_day", on.into()),
            ("satisfaction", satisfaction.into()),
            ("repurchase", repurchase.into()),
            ("recommendation", recommendation.into()),
            ("comment", text(record, Field::Comment)),
            ("member", id(member)),
            ("external_key", external.into()),
        ];
        let fields: Fields =
            fields.into_iter().map(|(field, value)| (field.into(), value)).collect();
        let found = self.surveys.find_next(Entity::Survey, external, natural);
        let row = match (found, self.options.on_match) {
            (Found::Known(_), OnMatch::Skip) => return Ok(Fate::Skipped),
            (Found::Known(row), OnMatch::Update) => {
                return Ok(self.update(Entity::Survey, row, fields)?);
            }
            (Found::Known(_), OnMatch::Create) => self.session.new_uuid(),
            (Found::New(row), _) => row,
        };
        self.create_fields(Entity::Survey, row, fields)?;
        if external.is_some() {
            self.surveys.add(row, external, natural);
        }
        Ok(Fate::Created)
    }
}
