//! `add survey CUSTOMER satisfaction=… repurchase=… recommendation=…`.

use serde_json::{Value, json};

use super::{
    add::{self, Under},
    answer::Answer,
    find, json, pairs,
    world::Run,
    written::{saved, written},
};
use crate::{
    change::Entity,
    command::{
        self, Command,
        survey::{COMPOSED, FIELDS},
    },
    domain::{id::SurveyId, survey::Survey},
    error::Result,
};

/// Enters what a customer answered.
///
/// # Errors
/// A customer or fields that are not there, a refused command, or the file.
pub fn enter(run: &mut Run<'_>, under: &Under) -> Result<Answer> {
    let customer = find::customer(run, &under.customer)?;
    let values = pairs::read_led("satisfaction", &under.fields, FIELDS, COMPOSED)?;
    let done = command::run(&mut run.session, Command::AddSurvey(customer, values))?;
    let id = SurveyId::new(add::made(&done, Entity::Survey)?);
    let found = run.session.reader().survey(id)?;
    let object = found.as_ref().map_or(Value::Null, object);
    let line = || saved(run, &done);
    Ok(written(run, &done, line, [("id", id.to_string().into()), ("survey", object)]))
}

/// A survey as JSON.
pub fn object(survey: &Survey) -> Value {
    json!({
        "id": survey.id.to_string(),
        "on": json::day(survey.on),
        "satisfaction": survey.satisfaction.map(|answer| answer.key()),
        "repurchase": survey.repurchase,
        "recommendation": survey.recommendation,
        "comment": survey.comment,
    })
}
