//! The form of an answered survey.

use super::{
    Wrong,
    fields::{changed, choice, of_kind, of_spec},
    opened, saved,
};
use crate::{
    command::{
        Command,
        field::{self, Kind},
        survey::FIELDS,
    },
    domain::{
        id::{CustomerId, SurveyId},
        loyalty::Satisfaction,
        survey::Survey,
    },
    tui::{
        cx::Cx,
        effect::Effect,
        widget::form::{Field, Form, Values},
    },
};

/// Opens the form of what a customer answered.
pub fn add_survey(customer: CustomerId, cx: &Cx<'_>) -> Effect {
    opened(cx.reader().customer(customer), "customer", cx, |at| {
        let title = cx.words.format("form-survey-new", &[("name", at.called().into())]);
        let save = move |values: &Values<'_>, cx: &Cx<'_>| {
            let command = Command::AddSurvey(at.id, given(values, cx)?);
            Ok(Effect::Many(vec![Effect::Run(command), Effect::Close]))
        };
        Form::new(title, fields(None, cx), Box::new(save))
    })
}

/// Opens the form of a survey.
pub fn edit_survey(id: SurveyId, cx: &Cx<'_>) -> Effect {
    opened(cx.reader().survey(id), "survey", cx, |survey| {
        let day = cx.words.day(survey.on, cx.today);
        let title = cx.words.format("form-survey-edit", &[("day", day.into())]);
        let save = move |values: &Values<'_>, cx: &Cx<'_>| {
            Ok(saved(given(values, cx)?, |given| Command::EditSurvey(id, given)))
        };
        Form::new(title, fields(Some(&survey), cx), Box::new(save))
    })
}

fn fields(survey: Option<&Survey>, cx: &Cx<'_>) -> Vec<Field> {
    let answers: Vec<&str> =
        std::iter::once("").chain(Satisfaction::ALL.map(|answer| answer.key())).collect();
    let chosen = survey.and_then(|survey| survey.satisfaction).map_or("", |answer| answer.key());
    let satisfaction = choice("satisfaction", &answers, chosen, cx, |key| match key {
        "" => cx.words.get("form-no-answer-given").into_owned(),
        key => cx.words.get(&format!("satisfaction-{key}")).into_owned(),
    });
    let number = |name, get: fn(&Survey) -> Option<u8>| {
        let number = survey.and_then(get).map(|number| number.to_string());
        of_spec(FIELDS, name, &number.unwrap_or_default(), cx)
    };
    let comment = survey.and_then(|survey| survey.comment.as_deref()).unwrap_or_default();
    let on = survey.map_or(cx.today, |survey| survey.on).to_string();
    vec![
        satisfaction,
        number("repurchase", |survey| survey.repurchase),
        number("recommendation", |survey| survey.recommendation),
        of_spec(FIELDS, "comment", comment, cx),
        // Enter saves on the last field: it is one of a single line.
        of_kind(Kind::PastDay, "on", &on, cx),
    ]
}

fn given(values: &Values<'_>, cx: &Cx<'_>) -> Result<field::Values, Wrong> {
    let mut given = changed(values, FIELDS, cx)?;
    if values.changed().any(|name| name == "satisfaction") {
        given.push(("satisfaction".to_owned(), values.get("satisfaction")));
    }
    Ok(given)
}
