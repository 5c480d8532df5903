//! Deals: a row each, with the stage it is in and the days it was opened and closed.

use chrono::{NaiveDate, NaiveTime};
use uuid::Uuid;

use super::{
    Batch, Fate, OnMatch, Stop, id, id_of,
    index::{Found, Index},
    refuse, text,
};
use crate::{
    change::{Entity, Fields, Value},
    domain::{id::DealId, stage::DealStatus},
    exchange::import::{Field, Record, RejectReason, stages::stage_for, text::key},
    store::read::RowKeys,
};

pub(super) fn index(keys: Vec<RowKeys>) -> Index {
    let mut index = Index::default();
    for known in keys {
        let natural = natural(known.customer, known.name.as_deref().unwrap_or_default());
        index.add(known.row, known.external_key.as_deref(), natural);
    }
    index
}

fn natural(customer: Option<Uuid>, name: &str) -> Uuid {
    id_of(Entity::Deal, &[&customer.unwrap_or_default().to_string(), &key(name)])
}

/// Where a list says that a deal is.
struct Place {
    /// The stage it is in.
    stage: String,
    /// The stage it was in before it closed.
    before: Option<String>,
    status: DealStatus,
}

impl Batch<'_> {
    pub(super) fn deal(&mut self, record: &Record) -> Result<Fate, Stop> {
        let place = self.place(record)?;
        let external = record.text(Field::ExternalId);
        let name = [Field::Name, Field::Product, Field::ExternalId]
            .into_iter()
            .find_map(|field| record.text(field))
            .unwrap_or_default();
        let customer = self.customer_of(record)?;
        let natural = natural(customer, name);
        let fields = self.deal_fields(record, customer, name, &place)?;
        let found = self.deals.find_next(Entity::Deal, external, natural);
        let row = match (found, self.options.on_match) {
            (Found::Known(_), OnMatch::Skip) => return Ok(Fate::Skipped),
            (Found::Known(row), OnMatch::Update) => {
                return self.update_deal(row, fields, record, &place);
            }
            (Found::Known(_), OnMatch::Create) => self.session.new_uuid(),
            (Found::New(row), _) => row,
        };
        let events = self.events(record, place);
        let mut fields = fields;
        let opened = events.first().map_or(self.today, |(day, _)| *day);
        fields.push(("created_on".into(), opened.into()));
        self.create_fields(Entity::Deal, row, fields)?;
        if external.is_some() {
            self.deals.add(row, external, natural);
        }
        for (place, (day, stage)) in events.into_iter().enumerate() {
            self.stage_event(row, place, day, &stage)?;
        }
        Ok(Fate::Created)
    }

    fn deal_fields(
        &mut self,
        record: &Record,
        customer: Option<Uuid>,
        name: &str,
        place: &Place,
    ) -> Result<Fields, Stop> {
        let owner = self.member(record.text(Field::Owner))?;
        let expected = record.when(Field::ExpectedClose).or_else(|| {
            // Of a deal that is open, the day of closing can only be the one expected.
            record.when(Field::ClosedOn).filter(|_| place.status == DealStatus::Open)
        });
        let amount = record.money(Field::Amount);
        let fields: [(&'static str, Value); 10] = [
            ("customer", id(customer)),
            ("name", name.into()),
            ("amount", amount.map(|money| money.minor).into()),
            ("currency", amount.map(|money| money.currency.code().to_owned()).into()),
            ("expected_close", expected.map(|when| when.day).into()),
            ("owner", id(owner)),
            ("product", text(record, Field::Product)),
            ("lost_reason", text(record, Field::LostReason)),
            ("notes", text(record, Field::Notes)),
            ("external_key", text(record, Field::ExternalId)),
        ];
        Ok(fields.into_iter().map(|(field, value)| (field.into(), value)).collect())
    }

    fn update_deal(
        &mut self,
        row: Uuid,
        fields: Fields,
        record: &Record,
        place: &Place,
    ) -> Result<Fate, Stop> {
        let fate = self.update(Entity::Deal, row, fields)?;
        if self.fresh.contains(&row) {
            return Ok(fate);
        }
        let Some(deal) = self.session.reader().deal(DealId::new(row))? else { return Ok(fate) };
        let said = [Field::Stage, Field::Status].iter().any(|&field| record.text(field).is_some());
        if !said || deal.stage(self.today) == Some(place.stage.as_str()) {
            return Ok(fate);
        }
        let closed = record.when(Field::ClosedOn).filter(|_| place.status != DealStatus::Open);
        let last = deal.events.last().map_or(self.today, |(day, _)| *day);
        // A move before the last one would not be seen.
        let day = self.past(closed.map_or(self.today, |when| when.day).max(last));
        if self.options.dry_run {
            let old = deal.stage(self.today).into();
            let changed =
                self.changed(Entity::Deal, row, "stage", &old, &place.stage.as_str().into())?;
            self.changes.push(changed);
        }
        self.stage_event(row, deal.events.len(), day, &place.stage)?;
        Ok(Fate::Updated)
    }

    /// The stage and status that the row says; without any, the first stage.
    fn place(&self, record: &Record) -> Result<Place, Stop> {
        let pipeline = &self.session.rules().pipeline;
        let names = || self.options.stage_names.iter().map(|(key, name)| (&**key, &**name));
        let known = |text: &str| {
            let key = stage_for(text, pipeline, names())?;
            pipeline.stage(key)
        };
        let stage = match record.text(Field::Stage) {
            Some(text) => match known(text) {
                Some(stage) => Some(stage),
                None => return refuse(Field::Stage, RejectReason::UnknownStage),
            },
            None => None,
        };
        let first = pipeline.stages.iter().find(|stage| stage.status == DealStatus::Open);
        let ended = record.text(Field::Status).and_then(known);
        let ended = ended.filter(|stage| stage.status != DealStatus::Open);
        let (now, before) = match (ended, stage) {
            (Some(end), Some(stage)) if stage.status == DealStatus::Open => (end, Some(stage)),
            (Some(end), _) => (end, None),
            (None, Some(stage)) => (stage, None),
            (None, None) => match first {
                Some(stage) => (stage, None),
                None => return refuse(Field::Stage, RejectReason::UnknownStage),
            },
        };
        let before = before.or(first).filter(|_| now.status != DealStatus::Open);
        Ok(Place {
            stage: now.key.clone(),
            before: before.map(|stage| stage.key.clone()),
            status: now.status,
        })
    }

    /// The moves that a row tells of: opened, and closed.
    fn events(&mut self, record: &Record, place: Place) -> Vec<(NaiveDate, String)> {
        let day = |field: Field| record.when(field).map(|when| when.day);
        let opened = day(Field::EngagedOn).map(|day| self.past(day));
        if place.status == DealStatus::Open {
            return vec![(opened.unwrap_or(self.today), place.stage)];
        }
        let closed = day(Field::ClosedOn).map(|day| self.past(day));
        let closed = closed.or(opened).unwrap_or(self.today);
        let before = opened.filter(|opened| *opened <= closed).zip(place.before);
        before.into_iter().chain([(closed, place.stage)]).collect()
    }

    fn stage_event(
        &mut self,
        deal: Uuid,
        place: usize,
        day: NaiveDate,
        stage: &str,
    ) -> Result<(), Stop> {
        // Moves of one day keep their order by the instant.
        let start = self.session.rules().zone.instant(day.and_time(NaiveTime::MIN));
        let at = start.saturating_add(i64::try_from(place).unwrap_or(i64::MAX));
        let row = id_of(
            Entity::StageEvent,
            &[&deal.to_string(), &place.to_string(), &day.to_string(), stage],
        );
        let fields: [(&'static str, Value); 4] = [
            ("deal", id(Some(deal))),
            ("stage", stage.into()),
            ("on_day", day.into()),
            ("at", at.into()),
        ];
        Ok(self.create(Entity::StageEvent, row, fields)?)
    }
}
