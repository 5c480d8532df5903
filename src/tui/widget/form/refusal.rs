//! At which field of a form a refused command is told, and in which words.

use crate::{
    command::{CommandError, FieldProblem},
    domain::tier::OverrideError,
    error::Error,
    i18n::Words,
};

/// The field that a refusal is about, with the words to say there; `None` if it is about none.
pub fn at_field(error: &CommandError, words: &Words) -> Option<(String, String)> {
    let (field, error) = match error {
        CommandError::Field { field, problem, .. } => {
            return Some((field.clone(), problem_words(*problem, words)));
        }
        CommandError::Exists(name) => ("name", CommandError::Exists(name.clone())),
        CommandError::NoStage(key) => ("stage", CommandError::NoStage(key.clone())),
        CommandError::NotInFuture(day) => ("until", CommandError::NotInFuture(*day)),
        CommandError::Snooze(refusal) => ("until", CommandError::Snooze(*refusal)),
        CommandError::Override(OverrideError::NoReason) => {
            ("override_reason", CommandError::Override(OverrideError::NoReason))
        }
        CommandError::NoAnswer => ("satisfaction", CommandError::NoAnswer),
        CommandError::Override(refusal) => ("override_until", CommandError::Override(*refusal)),
        _ => return None,
    };
    Some((field.to_owned(), Error::from(error).message(words)))
}

/// What is wrong with a value, and how it is written.
fn problem_words(problem: FieldProblem, words: &Words) -> String {
    match problem {
        // In a form there is room for an example.
        FieldProblem::NotMoney => words.get("form-bad-amount").into_owned(),
        FieldProblem::NotADay => words.get("form-bad-date").into_owned(),
        problem => words.get(&format!("problem-{}", problem.key())).into_owned(),
    }
}
