//! Activities: a row each, done or planned.

use chrono::Timelike;
use uuid::Uuid;

use super::{
    Batch, Fate, OnMatch, Stop, id, id_of,
    index::{Found, Index},
    refuse,
};
use crate::{
    change::{Entity, Fields, Value},
    command::activity::effect,
    domain::activity::{ActivityKind, Outcome, PlanKind},
    exchange::import::{Field, Record, RejectReason, text::key, value::Value as Cell},
    store::read::RowKeys,
};

/// What other programs call the kinds of activities, as [`key`] gives it.
#[rustfmt::skip]
const KINDS: &[(ActivityKind, &[&str])] = &[
    (ActivityKind::Call, &[
        "call", "phone", "phonecall", "telephone", "loggedcall", "dial", "电话", "打电话", "电话沟通",
        "电话跟进", "电话拜访", "去电", "来电", "通话",
    ]),
    (ActivityKind::Meeting, &[
        "meeting", "appointment", "event", "demo", "lunch", "会议", "开会", "会面", "面谈", "会谈", "线上会议",
        "视频会议", "演示",
    ]),
    (ActivityKind::Visit, &[
        "visit", "onsite", "sitevisit", "拜访", "上门", "上门拜访", "走访", "实地拜访", "外出拜访", "来访",
    ]),
    (ActivityKind::Email, &["email", "mail", "邮件", "电子邮件", "发邮件"]),
    (ActivityKind::Message, &[
        "message", "sms", "text", "chat", "wechat", "whatsapp", "im", "微信", "短信", "消息", "qq", "钉钉",
        "企业微信", "微信沟通", "即时通讯",
    ]),
    (ActivityKind::Note, &["note", "notes", "task", "todo", "备注", "记录", "笔记", "其他", "其它", "other", "任务"]),
];

/// What other programs call the outcomes.
#[rustfmt::skip]
const OUTCOMES: &[(Outcome, &[&str])] = &[
    (Outcome::Reached, &["reached", "connected", "answered", "completed", "done", "已接通", "接通", "已联系", "已完成"]),
    (Outcome::NoAnswer, &["noanswer", "notreached", "missed", "unanswered", "notconnected", "未接", "未接通", "无人接听", "没人接"]),
    (Outcome::Busy, &["busy", "占线", "忙线"]),
    (Outcome::LeftMessage, &["leftmessage", "leftvoicemail", "voicemail", "leftlivemessage", "已留言", "留言"]),
    (Outcome::Interested, &["interested", "positive", "有意向", "感兴趣"]),
    (Outcome::NotInterested, &["notinterested", "negative", "无意向", "不感兴趣", "没兴趣", "拒绝"]),
    (Outcome::CallBack, &["callback", "callbacklater", "约定回电", "稍后联系", "回电"]),
];

fn named<T: Copy>(words: &[(T, &[&str])], text: &str) -> Option<T> {
    let wanted = key(text);
    words.iter().find(|(_, words)| words.contains(&&*wanted)).map(|(meant, _)| *meant)
}

/// What an activity says of itself.
fn natural(known: &RowKeys) -> Uuid {
    let on = known.on.map(|day| day.to_string()).unwrap_or_default();
    let time = known.time.map(|time| time.to_string()).unwrap_or_default();
    id_of(
        Entity::Activity,
        &[
            &known.customer.unwrap_or_default().to_string(),
            &on,
            &time,
            known.second.as_deref().unwrap_or_default(),
            known.name.as_deref().unwrap_or_default(),
        ],
    )
}

pub(super) fn index(keys: Vec<RowKeys>) -> Index {
    let mut index = Index::default();
    for known in keys {
        index.add(known.row, known.external_key.as_deref(), natural(&known));
    }
    index
}

impl Batch<'_> {
    pub(super) fn activity(&mut self, record: &Record) -> Result<Fate, Stop> {
        let kind = match record.text(Field::Activity) {
            Some(text) => match named(KINDS, text) {
                Some(kind) => kind,
                None => return refuse(Field::Activity, RejectReason::UnknownActivity),
            },
            None => ActivityKind::Note,
        };
        let Some(when) = record.when(Field::On) else {
            return refuse(Field::On, RejectReason::Missing(Field::On));
        };
        let with = record.text(Field::Contact);
        let customer = match (self.customer_of(record)?, with) {
            (Some(customer), _) => Some(customer),
            (None, Some(name)) => self.customer_with(name)?,
            (None, None) => None,
        };
        let Some(customer) = customer else {
            return refuse(Field::Contact, RejectReason::NoCustomer);
        };
        let contact = with.map(|name| self.contact_at(customer, name)).transpose()?;
        let member = self.member(record.text(Field::Member))?;
        let planned = match record.get(Field::Planned) {
            Some(Cell::Flag(planned)) => *planned,
            _ => when.day > self.today,
        };
        let said = record.text(Field::Outcome);
        let outcome = said.and_then(|text| named(OUTCOMES, text));
        // What came of it in words of its own is kept with what was said.
        let words = said.filter(|_| outcome.is_none());
        let note: Vec<&str> = [record.text(Field::Text), words].into_iter().flatten().collect();
        let note = note.join("\n");
        let zone = self.session.rules().zone;
        let (on, time, rest) = if planned {
            let minute = when.time.map(|time| i64::from(time.hour() * 60 + time.minute()));
            let rest: [(&'static str, Value); 4] = [
                ("on_day", self.today.into()),
                ("plan", PlanKind::Promise.key().into()),
                ("due_on", when.day.into()),
                ("due_minute", minute.into()),
            ];
            (when.day, minute, rest.to_vec())
        } else {
            let at = when.time.map(|time| zone.instant(when.day.and_time(time)));
            let day = at.map_or(when.day, |at| zone.business_day(at));
            let day = self.past(day);
            let (outcome, touch, attempt) = effect(kind, outcome);
            let rest: [(&'static str, Value); 5] = [
                ("on_day", day.into()),
                ("at", at.into()),
                ("outcome", outcome.map(Outcome::key).into()),
                ("touch", touch.then_some(1).into()),
                ("attempt", attempt.then_some(1).into()),
            ];
            (day, at, rest.to_vec())
        };
        let minutes = match record.get(Field::Duration) {
            Some(Cell::Minutes(minutes)) => Some(i64::from(*minutes)),
            _ => None,
        };
        let external = record.text(Field::ExternalId);
        let said = RowKeys {
            row: Uuid::nil(),
            customer: Some(customer),
            name: Some(note).filter(|note| !note.is_empty()),
            second: Some(kind.key().to_owned()),
            external_key: None,
            on: Some(on),
            time,
        };
        let natural = natural(&said);
        let whole: [(&'static str, Value); 7] = [
            ("customer", id(Some(customer))),
            ("contact", id(contact)),
            ("member", id(member)),
            ("kind", kind.key().into()),
            ("text", said.name.into()),
            ("minutes", minutes.into()),
            ("external_key", external.into()),
        ];
        let fields: Fields =
            whole.into_iter().chain(rest).map(|(field, value)| (field.into(), value)).collect();
        let found = self.activities.find_next(Entity::Activity, external, natural);
        let row = match (found, self.options.on_match) {
            (Found::Known(_), OnMatch::Skip) => return Ok(Fate::Skipped),
            (Found::Known(row), OnMatch::Update) => {
                // A plan keeps the day on which it was made.
                let fields = fields.into_iter().filter(|(field, _)| !planned || field != "on_day");
                return Ok(self.update(Entity::Activity, row, fields.collect())?);
            }
            (Found::Known(_), OnMatch::Create) => self.session.new_uuid(),
            (Found::New(row), _) => row,
        };
        self.create_fields(Entity::Activity, row, fields)?;
        if external.is_some() {
            self.activities.add(row, external, natural);
        }
        Ok(Fate::Created)
    }
}
