//! Entering an answered survey.

use unicode_normalization::UnicodeNormalization;

use super::{
    CommandError, Done, Session,
    customer::name_of,
    error::FieldProblem,
    field::{self, Kind, Spec, Values, refused, spec},
};
use crate::{
    change::{ChangeSet, Entity, Fields, Gesture, Value},
    domain::{
        id::{CustomerId, SurveyId},
        loyalty::Satisfaction,
    },
};

/// The fields of a survey that hold one value each; `satisfaction` is read besides.
pub const FIELDS: &[Spec] = &[
    spec("repurchase", Kind::Number(0, 100)),
    spec("recommendation", Kind::Number(0, 10)),
    Spec { name: "on", field: "on_day", kind: Kind::PastDay },
    spec("comment", Kind::Lines),
    spec("external_key", Kind::Text),
];

/// The fields that are read besides [`FIELDS`].
pub const COMPOSED: &[&str] = &["satisfaction"];

/// The words for an answer in both languages.
const fn words(answer: Satisfaction) -> &'static [&'static str] {
    match answer {
        Satisfaction::VerySatisfied => &["very-satisfied", "很满意", "非常满意"],
        Satisfaction::RatherSatisfied => {
            &["rather-satisfied", "quite-satisfied", "比较满意", "较满意"]
        }
        Satisfaction::Satisfied => &["satisfied", "满意", "基本满意"],
        Satisfaction::Dissatisfied => &["dissatisfied", "unsatisfied", "不满意"],
        Satisfaction::VeryDissatisfied => {
            &["very-dissatisfied", "very-unsatisfied", "很不满意", "非常不满意"]
        }
    }
}

/// The answer of a word in English or Chinese; case, width, `_` and blanks do not matter.
pub fn satisfaction(text: &str) -> Option<Satisfaction> {
    let folded: String = text
        .trim()
        .nfkc()
        .flat_map(char::to_lowercase)
        .map(|c| if c == '_' || c.is_whitespace() { '-' } else { c })
        .collect();
    Satisfaction::ALL.into_iter().find(|answer| words(*answer).contains(&folded.as_str()))
}

pub(super) fn add(
    session: &mut Session,
    customer: CustomerId,
    values: &Values,
) -> Result<Done, CommandError> {
    let at = name_of(session, customer.uuid())?;
    let mut set = ChangeSet::new(Gesture::new("add_survey").about("customer", at));
    let mut fields = read(session, &mut set, values)?;
    let given =
        |field: &str| fields.iter().any(|(name, value)| name == field && *value != Value::Null);
    if !ANSWERS.into_iter().any(given) {
        return Err(CommandError::NoAnswer);
    }
    if !given("on_day") {
        fields.retain(|(name, _)| name != "on_day");
        fields.push(("on_day".into(), session.today().into()));
    }
    fields.push(("customer".into(), customer.into()));
    fields.push(("member".into(), session.member().id.into()));
    set.create(Entity::Survey, session.new_uuid(), fields);
    session.commit(set)
}

pub(super) fn edit(
    session: &mut Session,
    id: SurveyId,
    values: &Values,
) -> Result<Done, CommandError> {
    let survey = session.reader().survey(id)?.ok_or(CommandError::NotFound("survey"))?;
    let at = name_of(session, survey.customer.uuid())?;
    let mut set = ChangeSet::new(Gesture::new("edit_survey").about("customer", at));
    let fields = read(session, &mut set, values)?;
    if fields.iter().any(|(name, value)| name == "on_day" && *value == Value::Null) {
        return Err(refused("on", "", FieldProblem::Empty));
    }
    let stands = [
        survey.satisfaction.is_some(),
        survey.repurchase.is_some(),
        survey.recommendation.is_some(),
    ];
    let answered = ANSWERS.into_iter().zip(stands).any(|(field, stands)| {
        let given = fields.iter().rfind(|(name, _)| name == field);
        given.map_or(stands, |(_, value)| *value != Value::Null)
    });
    if !answered {
        return Err(CommandError::NoAnswer);
    }
    set.set(Entity::Survey, id.uuid(), fields);
    session.commit(set)
}

pub(super) fn delete(session: &mut Session, id: SurveyId) -> Result<Done, CommandError> {
    let survey = session.reader().survey(id)?.ok_or(CommandError::NotFound("survey"))?;
    let at = name_of(session, survey.customer.uuid())?;
    let mut set = ChangeSet::new(Gesture::new("delete_survey").about("customer", at));
    set.delete(Entity::Survey, id.uuid());
    session.commit(set)
}

/// The answers: a survey has one of them at least.
const ANSWERS: [&str; 3] = ["satisfaction", "repurchase", "recommendation"];

fn read(session: &Session, set: &mut ChangeSet, values: &Values) -> Result<Fields, CommandError> {
    let mut answer = None;
    let mut fields = field::read(session, set, FIELDS, values, |name, text| {
        if name != "satisfaction" {
            return Ok(false);
        }
        answer = Some(if text.is_empty() {
            Value::Null
        } else {
            let found = satisfaction(text);
            let found = found.ok_or_else(|| refused(name, text, FieldProblem::NotAnAnswer))?;
            i64::from(found.number()).into()
        });
        Ok(true)
    })?;
    fields.extend(answer.map(|answer| ("satisfaction".into(), answer)));
    Ok(fields)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_are_understood_in_both_languages() {
        for (text, expected) in [
            ("very-satisfied", Some(Satisfaction::VerySatisfied)),
            ("Very Satisfied", Some(Satisfaction::VerySatisfied)),
            ("rather_satisfied", Some(Satisfaction::RatherSatisfied)),
            ("比较满意", Some(Satisfaction::RatherSatisfied)),
            (" 满意 ", Some(Satisfaction::Satisfied)),
            ("不满意", Some(Satisfaction::Dissatisfied)),
            ("非常不满意", Some(Satisfaction::VeryDissatisfied)),
            ("1", None),
            ("fine", None),
            ("", None),
        ] {
            assert_eq!(satisfaction(text), expected, "{text}");
        }
        for answer in Satisfaction::ALL {
            assert_eq!(satisfaction(answer.key()), Some(answer), "its key is one of its words");
        }
    }
}
