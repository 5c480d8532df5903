//! Fields and values of the log as people read them.

use chrono::NaiveDate;
use uuid::Uuid;

use super::names;
use crate::{
    change::{DELETED, Entity, Value, merge::Conflict},
    domain::id::{Id, MemberId},
    i18n::Words,
    store::{Reader, StoreError},
};

/// The name of a field of the log; one without words shows as it is stored.
pub fn field(words: &Words, field: &str) -> String {
    let key = match field {
        DELETED => "field-deleted".to_owned(),
        "confirmed" => "field-tier".to_owned(),
        field => match field.split_once('.') {
            Some(("tag", tag)) => return format!("#{tag}"),
            Some((_, name)) => return name.to_owned(),
            None => match field.strip_prefix("ev_") {
                Some(piece) => format!("evidence-{piece}"),
                None => format!("field-{field}"),
            },
        },
    };
    if words.has(&key) { words.get(&key).into_owned() } else { field.to_owned() }
}

/// What values are told with.
#[derive(Clone, Debug)]
pub struct Values<'a> {
    words: &'a Words,
    reader: Reader<'a>,
    members: Vec<(MemberId, String)>,
}

impl<'a> Values<'a> {
    /// Those of a file.
    ///
    /// # Errors
    /// Fails when the file cannot be read.
    pub fn new(words: &'a Words, reader: Reader<'a>) -> Result<Self, StoreError> {
        Ok(Self::with(words, reader, reader.members()?))
    }

    /// Those of a file whose members are known already.
    pub const fn with(
        words: &'a Words,
        reader: Reader<'a>,
        members: Vec<(MemberId, String)>,
    ) -> Self {
        Self { words, reader, members }
    }

    /// A value of a field.
    pub fn value(&self, field: &str, value: &Value) -> String {
        let words = self.words;
        let is_day = field.ends_with("_on") || field.starts_with("ev_");
        let is_day = is_day || ["on_day", "until", "expected_close"].contains(&field);
        match value {
            Value::Null if field == DELETED => words.get("word-no").into_owned(),
            Value::Null => words.get("word-none").into_owned(),
            Value::Int(days) if is_day => {
                let day = i32::try_from(*days).ok().and_then(NaiveDate::from_epoch_days);
                day.map_or_else(|| days.to_string(), |day| words.day(day, self.reader.today()))
            }
            Value::Int(minor) if ["amount", "potential"].contains(&field) => {
                names::money(words, *minor, self.reader.rules().currency)
            }
            Value::Int(flag)
                if [DELETED, "decider", "cancelled"].contains(&field)
                    || field.starts_with("tag.") =>
            {
                words.get(if *flag == 1 { "word-yes" } else { "word-no" }).into_owned()
            }
            Value::Int(number) => words.count(*number),
            Value::Text(text) if ["owner", "member"].contains(&field) => {
                let id = Uuid::parse_str(text).map(Id::new).ok();
                let name = self.members.iter().find(|(member, _)| Some(*member) == id);
                name.map_or_else(|| text.clone(), |(_, name)| name.clone())
            }
            Value::Text(text) if ["confirmed", "override", "rejected", "need"].contains(&field) => {
                // Kept as an object; its first word is what a person chose.
                let object: serde_json::Value = serde_json::from_str(text).unwrap_or_default();
                let chosen = ["tier", "to", "need"].into_iter().find_map(|name| object.get(name));
                let chosen = chosen.and_then(serde_json::Value::as_str);
                chosen.map_or_else(|| text.clone(), str::to_owned)
            }
            Value::Text(text) => text.clone(),
        }
    }

    /// A row: `customer 明月`, `deal ERP 二期 (明月)`.
    ///
    /// # Errors
    /// Fails when the file cannot be read.
    pub fn row(&self, conflict: &Conflict) -> Result<String, StoreError> {
        let Some(entity) = Entity::from_name(&conflict.entity) else {
            return Ok(format!("{} {}", conflict.entity, conflict.row));
        };
        let noun = self.words.get(&format!("noun-{}", entity.name())).into_owned();
        let name = self.reader.name_of(entity, conflict.row)?;
        let named = if name.is_empty() { noun } else { format!("{noun} {name}") };
        let Some(customer) = self.reader.owner_of(entity, conflict.row)? else { return Ok(named) };
        let customer = self.reader.name_of(Entity::Customer, customer)?;
        Ok(format!("{named} ({customer})"))
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::{
        command::{self, Command, Session},
        env::Env,
        i18n::Language,
    };

    #[test]
    fn values_are_told_as_people_write_them() {
        let env = Arc::new(Env::fixed(1_795_395_600_000, 1));
        let mut session = Session::in_memory(env, "me").unwrap();
        let given = vec![("name".to_owned(), "Acme".to_owned())];
        command::run(&mut session, Command::AddCustomer(given)).unwrap();
        let words = Words::new(Language::En);
        let values = Values::new(&words, session.reader()).unwrap();
        let text = |text: &str| Value::Text(text.to_owned());
        let me = session.member().id.to_string();
        for (field, value, expected) in [
            ("created_on", Value::Int(20_780), "Mon 23 Nov"),
            ("potential", Value::Int(4_800_000), "¥48,000"),
            ("owner", text(&me), "me"),
            ("override", text("{\"tier\":\"B\",\"reason\":\"x\"}"), "B"),
            ("rejected", text("{\"to\":\"A\",\"since\":1,\"on\":2,\"reason\":\"x\"}"), "A"),
            ("_deleted", Value::Int(1), "yes"),
            ("phone", Value::Null, "none"),
            ("name", text("明月"), "明月"),
            ("tag.vip", Value::Int(1), "yes"),
        ] {
            assert_eq!(values.value(field, &value), expected, "{field}");
        }
        assert_eq!(super::field(&words, "ev_budget"), "budget known");
        assert_eq!(super::field(&words, "tag.vip"), "#vip");
        assert_eq!(super::field(&words, "hologram"), "hologram");
    }
}
