//! Text that a person gave for a field, made into what the log keeps.

use chrono::NaiveDate;

use super::{CommandError, Session, error::FieldProblem, session::Member};
use crate::{
    change::{ChangeSet, Entity, Field, Fields, Value},
    domain::money::{Money, MoneyError},
    text::{clean, clean_line},
};

/// Fields and what they were given, in order. Empty text clears a field.
pub type Values = Vec<(String, String)>;

/// What a field holds and how its text is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Any text.
    Text,
    /// Text that must not be empty.
    Name,
    /// Text of several lines.
    Lines,
    /// Minor units of the base currency.
    Money,
    /// A day.
    Day,
    /// A day that has come; without a year the latest one.
    PastDay,
    /// A whole number in a range.
    Number(i64, i64),
    /// Yes or no.
    Flag,
    /// A birthday: `05-14`, `1980-05-14`, `lunar:8-15`.
    Birthday,
    /// A member, by name.
    Member,
}

/// One field of a form: its name on the command line, its field in the log, its kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Spec {
    /// Name on the command line and in forms.
    pub name: &'static str,
    /// Field of the log.
    pub field: &'static str,
    /// How its text is read.
    pub kind: Kind,
}

/// A field named alike in both places.
pub const fn spec(name: &'static str, kind: Kind) -> Spec {
    Spec { name, field: name, kind }
}

/// The edit that enters a member, when it is new.
pub(super) fn member_id(
    session: &Session,
    set: &mut ChangeSet,
    name: &str,
) -> Result<Member, CommandError> {
    let me = ["me", "我"].contains(&name);
    let member = if me { session.member().clone() } else { Member::named(name) };
    let known = session.reader().has(Entity::Member, member.id.uuid())?
        || set.edits.iter().any(|edit| edit.row == member.id.uuid());
    if !known {
        set.create(Entity::Member, member.id.uuid(), [("name", member.name.as_str())]);
    }
    Ok(member)
}

/// Reads `values` by their `specs`; members that are new are entered in `set`.
///
/// Returns the fields that a spec knows; those of no spec go to `other`, which says whether it
/// knows them.
pub(super) fn read(
    session: &Session,
    set: &mut ChangeSet,
    specs: &[Spec],
    values: &Values,
    mut other: impl FnMut(&str, &str) -> Result<bool, CommandError>,
) -> Result<Fields, CommandError> {
    let mut fields = Fields::new();
    for (name, text) in values {
        let text = &*clean(text);
        let Some(spec) = specs.iter().find(|spec| spec.name == name) else {
            if other(name, text)? {
                continue;
            }
            return Err(refused(name, text, FieldProblem::Unknown));
        };
        let value = match spec.kind {
            Kind::Member if !text.is_empty() => member_id(session, set, text)?.id.into(),
            kind => {
                read_value(kind, text, session).map_err(|problem| refused(name, text, problem))?
            }
        };
        fields.push((Field::Borrowed(spec.field), value));
    }
    Ok(fields)
}

/// The name given for a new row, as it will be stored.
pub(super) fn name_given(values: &Values) -> Result<String, CommandError> {
    let given = values.iter().rfind(|(field, _)| field == "name");
    let name = given.map(|(_, name)| clean_line(name)).unwrap_or_default();
    if name.is_empty() { Err(refused("name", "", FieldProblem::Empty)) } else { Ok(name) }
}

/// The error of a field.
pub(super) fn refused(name: &str, value: &str, problem: FieldProblem) -> CommandError {
    CommandError::Field { field: name.to_owned(), value: value.to_owned(), problem }
}

fn read_value(kind: Kind, text: &str, session: &Session) -> Result<Value, FieldProblem> {
    if text.is_empty() {
        return if kind == Kind::Name { Err(FieldProblem::Empty) } else { Ok(Value::Null) };
    }
    match kind {
        Kind::Text | Kind::Name | Kind::Member => Ok(clean_line(text).into()),
        Kind::Lines => Ok(text.into()),
        Kind::Money => money(text, session).map(|money| money.minor.into()),
        Kind::Day => day(text, session.today()).map(Value::from),
        Kind::PastDay => past_day(text, session.today()).map(Value::from),
        Kind::Number(low, high) => text
            .parse::<i64>()
            .ok()
            .filter(|number| (low..=high).contains(number))
            .map(Value::Int)
            .ok_or(FieldProblem::NotANumber),
        Kind::Flag => match text.to_lowercase().as_str() {
            "1" | "yes" | "true" | "y" | "是" => Ok(Value::Int(1)),
            "0" | "no" | "false" | "n" | "否" => Ok(Value::Null),
            _ => Err(FieldProblem::NotAChoice),
        },
        Kind::Birthday => {
            if crate::domain::birthday::Birthday::parse(text).is_some() {
                Ok(text.into())
            } else {
                Err(FieldProblem::NotADay)
            }
        }
    }
}

/// Money in the base currency unless the text names another one.
pub(super) fn money(text: &str, session: &Session) -> Result<Money, FieldProblem> {
    Money::parse(text, session.rules().currency).map_err(|error| match error {
        MoneyError::TooPrecise { .. } => FieldProblem::TooPrecise,
        _ => FieldProblem::NotMoney,
    })
}

/// A day: `2026-11-27`, `11-27` (the next one), `today`.
///
/// # Errors
/// [`FieldProblem::NotADay`] for any other text.
pub fn day(text: &str, today: NaiveDate) -> Result<NaiveDate, FieldProblem> {
    if ["today", "今天"].contains(&text) {
        return Ok(today);
    }
    let year = chrono::Datelike::year(&today);
    match written(text).ok_or(FieldProblem::NotADay)? {
        (Some(year), month, day) => NaiveDate::from_ymd_opt(year, month, day),
        (None, month, day) => (year..year + 5)
            .filter_map(|year| NaiveDate::from_ymd_opt(year, month, day))
            .find(|found| *found >= today),
    }
    .ok_or(FieldProblem::NotADay)
}

/// A day up to today: `2026-11-20`, `11-20` (the latest one), `today`, `yesterday`.
///
/// # Errors
/// [`FieldProblem::InFuture`] for a later one, [`FieldProblem::NotADay`] for any other text.
pub fn past_day(text: &str, today: NaiveDate) -> Result<NaiveDate, FieldProblem> {
    if ["yesterday", "昨天"].contains(&text) {
        return today.pred_opt().ok_or(FieldProblem::NotADay);
    }
    let year = chrono::Datelike::year(&today);
    let found = match written(text) {
        Some((None, month, day)) => (year - 8..=year)
            .rev()
            .filter_map(|year| NaiveDate::from_ymd_opt(year, month, day))
            .find(|found| *found <= today)
            .ok_or(FieldProblem::NotADay)?,
        _ => day(text, today)?,
    };
    if found > today { Err(FieldProblem::InFuture) } else { Ok(found) }
}

/// The year, if it was written, month and day of `2026-11-27`, `2026/11/27` or `11-27`.
fn written(text: &str) -> Option<(Option<i32>, u32, u32)> {
    let text = text.replace(['/', '.'], "-");
    let parts: Vec<&str> = text.split('-').collect();
    match parts.as_slice() {
        [year, month, day] if year.len() == 4 => {
            Some((Some(year.parse().ok()?), month.parse().ok()?, day.parse().ok()?))
        }
        [month, day] => Some((None, month.parse().ok()?, day.parse().ok()?)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_read_as_people_write_them() {
        let today = NaiveDate::from_ymd_opt(2026, 11, 23).unwrap();
        let cases = [
            ("2026-11-27", Some((2026, 11, 27))),
            ("2026/1/5", Some((2026, 1, 5))),
            ("11-27", Some((2026, 11, 27))),
            ("1-5", Some((2027, 1, 5))),
            ("2-29", Some((2028, 2, 29))),
            ("今天", Some((2026, 11, 23))),
            ("2026-02-30", None),
            ("soon", None),
        ];
        for (text, expected) in cases {
            let expected = expected.and_then(|(y, m, d)| NaiveDate::from_ymd_opt(y, m, d));
            assert_eq!(day(text, today).ok(), expected, "{text}");
        }
    }

    #[test]
    fn a_day_that_has_come_is_the_latest_of_its_name() {
        let today = NaiveDate::from_ymd_opt(2026, 11, 23).unwrap();
        for (text, expected) in [
            ("2026-11-23", Ok((2026, 11, 23))),
            ("11-23", Ok((2026, 11, 23))),
            ("11-24", Ok((2025, 11, 24))),
            ("2-29", Ok((2024, 2, 29))),
            ("昨天", Ok((2026, 11, 22))),
            ("today", Ok((2026, 11, 23))),
            ("2026-11-24", Err(FieldProblem::InFuture)),
            ("2-30", Err(FieldProblem::NotADay)),
            ("soon", Err(FieldProblem::NotADay)),
        ] {
            let expected = expected.map(|(y, m, d)| NaiveDate::from_ymd_opt(y, m, d).unwrap());
            assert_eq!(past_day(text, today), expected, "{text}");
        }
    }
}
