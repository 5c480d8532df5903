//! After-sales cases: a row each.

use uuid::Uuid;

use super::{
    Batch, Fate, OnMatch, Stop, id, id_of,
    index::{Found, Index},
    refuse, surveys, text,
};
use crate::{
    change::{Entity, Fields, Value},
    exchange::import::{Field, Record, RejectReason, text::key},
    store::read::RowKeys,
};

/// What other programs call the kinds of cases, as [`key`] gives it.
#[rustfmt::skip]
const KINDS: &[(&str, &[&str])] = &[
    ("complaint", &["complaint", "complain", "problem", "bug", "incident", "defect", "issue", "投诉", "客诉", "抱怨", "故障", "报修", "维修", "质量问题"]),
    ("return", &["return", "returns", "refund", "exchange", "rma", "退货", "换货", "退换货", "退款"]),
    ("question", &["question", "inquiry", "enquiry", "request", "servicerequest", "howto", "咨询", "询问", "问题", "需求", "服务请求", "技术支持"]),
    ("feedback", &["feedback", "suggestion", "featurerequest", "praise", "反馈", "建议", "意见", "表扬"]),
];

/// Words for a case that is done.
const CLOSED: &[&str] = &[
    "closed",
    "solved",
    "resolved",
    "done",
    "completed",
    "cancelled",
    "canceled",
    "true",
    "yes",
    "1",
    "已关闭",
    "关闭",
    "已解决",
    "已完成",
    "完成",
    "已办结",
    "已处理",
    "结案",
    "已结案",
    "是",
];

/// What a case says of itself.
fn natural(customer: Option<Uuid>, title: &str, on: Option<chrono::NaiveDate>) -> Uuid {
    let on = on.map(|day| day.to_string()).unwrap_or_default();
    id_of(Entity::Case, &[&customer.unwrap_or_default().to_string(), &key(title), &on])
}

pub(super) fn index(keys: Vec<RowKeys>) -> Index {
    let mut index = Index::default();
    for known in keys {
        let natural = natural(known.customer, known.name.as_deref().unwrap_or_default(), known.on);
        index.add(known.row, known.external_key.as_deref(), natural);
    }
    index
}

impl Batch<'_> {
    pub(super) fn case(&mut self, record: &Record) -> Result<Fate, Stop> {
        let Some(customer) = self.customer_of(record)? else {
            return refuse(Field::Customer, RejectReason::NoCustomer);
        };
        let contact =
            record.text(Field::Contact).map(|name| self.contact_at(customer, name)).transpose()?;
        let satisfaction = surveys::satisfaction_of(record)?;
        let owner = self.member(record.text(Field::Owner))?;
        let day = |field| record.when(field).map(|when| when.day);
        let opened = day(Field::OpenedOn).map(|day| self.past(day));
        let closed = day(Field::ClosedOn).map(|day| self.past(day));
        let said = record.text(Field::Status).map(key);
        let is_closed = said.map_or(closed.is_some(), |said| CLOSED.contains(&said.as_str()));
        let kind = record.text(Field::Activity).map(|said| {
            let known = KINDS.iter().find(|(_, words)| words.contains(&key(said).as_str()));
            known.map_or(said, |(kind, _)| kind)
        });
        let title = [Field::Title, Field::Text].into_iter().find_map(|field| record.text(field));
        let external = record.text(Field::ExternalId);
        let natural = natural(Some(customer), title.unwrap_or_default(), opened);
        let fields: [(&'static str, Value); 12] = [
            ("customer", id(Some(customer))),
            ("contact", id(contact)),
            ("kind", kind.into()),
            ("status", if is_closed { "closed" } else { "open" }.into()),
            ("title", text(record, Field::Title)),
            ("text", text(record, Field::Text)),
            ("owner", id(owner)),
            ("opened_on", opened.into()),
            ("due_on", day(Field::DueOn).into()),
            ("closed_on", closed.filter(|_| is_closed).into()),
            ("satisfaction", satisfaction.into()),
            ("external_key", external.into()),
        ];
        let mut fields: Fields =
            fields.into_iter().map(|(field, value)| (field.into(), value)).collect();
        let found = self.cases.find_next(Entity::Case, external, natural);
        let row = match (found, self.options.on_match) {
            (Found::Known(_), OnMatch::Skip) => return Ok(Fate::Skipped),
            (Found::Known(row), OnMatch::Update) => {
                return Ok(self.update(Entity::Case, row, fields)?);
            }
            (Found::Known(_), OnMatch::Create) => self.session.new_uuid(),
            (Found::New(row), _) => row,
        };
        if is_closed && closed.is_none() {
            // A closed case without a day would look open.
            fields.retain(|(field, _)| field != "closed_on");
            fields.push(("closed_on".into(), opened.unwrap_or(self.today).into()));
        }
        if opened.is_none() {
            fields.retain(|(field, _)| field != "opened_on");
            fields.push(("opened_on".into(), closed.unwrap_or(self.today).into()));
        }
        self.create_fields(Entity::Case, row, fields)?;
        if external.is_some() {
            self.cases.add(row, external, natural);
        }
        Ok(Fate::Created)
    }
}
