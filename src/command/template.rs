//! Keeping and removing templates of the team's own.

use super::{
    CommandError, Done, Session, error::FieldProblem, field::refused, setting::setting_id,
};
use crate::{
    change::{ChangeSet, DELETED, Entity, Gesture, Value},
    domain::template::{LONGEST, Template},
    store::read::TEMPLATE,
    text::{clean, clean_line},
};

pub(super) fn save(
    session: &mut Session,
    template: &Template,
    before: Option<&str>,
) -> Result<Done, CommandError> {
    let template = Template {
        name: clean_line(&template.name),
        kind: template.kind,
        subject: clean_line(&template.subject),
        body: clean(&template.body).trim_end().to_owned(),
    };
    for (field, text) in [("name", &template.name), ("body", &template.body)] {
        if text.trim().is_empty() {
            return Err(refused(field, "", FieldProblem::Empty));
        }
    }
    if template.text().chars().count() > LONGEST {
        return Err(refused("body", "", FieldProblem::TooLong));
    }
    if let Some(name) = template.unknown() {
        return Err(refused("body", &format!("{{{name}}}"), FieldProblem::NotAVariable));
    }
    let gesture = Gesture::new("save_template").about("name", template.name.clone());
    let mut set = ChangeSet::new(gesture);
    if let Some(before) = before.filter(|before| *before != template.name) {
        remove(session, &mut set, before)?;
    }
    let key = format!("{TEMPLATE}{}", template.name);
    let (row, value) = (setting_id(&key), Value::from(template.text()));
    if session.reader().has(Entity::Setting, row)? {
        set.set(Entity::Setting, row, [("value", value), (DELETED, Value::Int(0))]);
    } else {
        set.create(Entity::Setting, row, [("key", Value::from(key)), ("value", value)]);
    }
    session.commit(set)
}

pub(super) fn delete(session: &mut Session, name: &str) -> Result<Done, CommandError> {
    let mut set = ChangeSet::new(Gesture::new("delete_template").about("name", name));
    if !remove(session, &mut set, name)? {
        return Err(CommandError::NotFound("template"));
    }
    session.commit(set)
}

/// Removes one of the team's own, if there is one.
fn remove(session: &Session, set: &mut ChangeSet, name: &str) -> Result<bool, CommandError> {
    let is_own = session.reader().templates()?.iter().any(|own| own.name == name);
    if is_own {
        let row = setting_id(&format!("{TEMPLATE}{name}"));
        set.set(Entity::Setting, row, [("value", Value::Null)]);
    }
    Ok(is_own)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::{
        command::{Command, run, undo::Which},
        domain::activity::ActivityKind,
        env::Env,
    };

    fn template(name: &str, body: &str) -> Template {
        let (name, body) = (name.to_owned(), body.to_owned());
        Template { name, kind: ActivityKind::Message, subject: String::new(), body }
    }

    #[test]
    fn the_teams_templates_are_kept_renamed_and_removed_in_single_steps() {
        let env = Arc::new(Env::fixed(1_795_395_600_000, 1));
        let mut session = Session::in_memory(env, "me").unwrap();
        let names = |session: &Session| -> Vec<String> {
            session.reader().templates().unwrap().into_iter().map(|own| own.name).collect()
        };
        let save = |of, before: Option<&str>| Command::SaveTemplate(of, before.map(str::to_owned));
        run(&mut session, save(template("问候", "{salutation}您好"), None)).unwrap();
        run(&mut session, save(template("节日问候", "{salutation}您好"), Some("问候"))).unwrap();
        assert_eq!(names(&session), ["节日问候"]);
        run(&mut session, Command::Undo(Which::Last)).unwrap();
        assert_eq!(names(&session), ["问候"]);
        run(&mut session, Command::DeleteTemplate("问候".to_owned())).unwrap();
        assert_eq!(names(&session), Vec::<String>::new());
        run(&mut session, save(template("问候", "again"), None)).unwrap();
        assert_eq!(session.reader().templates().unwrap()[0].body, "again");
        // The rules of the team are not touched by them.
        assert!(session.rules().broken.is_none());
        let gone = run(&mut session, Command::DeleteTemplate("x".to_owned()));
        assert!(matches!(gone, Err(CommandError::NotFound("template"))));
    }

    #[test]
    fn a_template_that_cannot_be_filled_is_refused() {
        let env = Arc::new(Env::fixed(1_795_395_600_000, 1));
        let mut session = Session::in_memory(env, "me").unwrap();
        let long = "x".repeat(LONGEST);
        for (name, body, problem) in [
            (" ", "x", FieldProblem::Empty),
            ("x", " \n", FieldProblem::Empty),
            ("x", "Dear {contcat}", FieldProblem::NotAVariable),
            ("x", long.as_str(), FieldProblem::TooLong),
        ] {
            let save = Command::SaveTemplate(template(name, body), None);
            match run(&mut session, save) {
                Err(CommandError::Field { problem: why, .. }) => assert_eq!(why, problem),
                other => panic!("{name}: {other:?}"),
            }
        }
    }
}
