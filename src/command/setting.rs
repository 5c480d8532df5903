//! Changing the settings of the team.

use uuid::Uuid;

use super::{CommandError, Done, Session};
use crate::{
    change::{ChangeSet, DELETED, Entity, Gesture, Value},
    domain::settings::Rules,
};

/// Changes settings; `None` brings a default back. All of them together must make sense, unless
/// those in the file did not before: then every step towards it is taken.
pub(super) fn change(
    session: &mut Session,
    values: &[(String, Option<String>)],
) -> Result<Done, CommandError> {
    let keys: Vec<&str> = values.iter().map(|(key, _)| key.as_str()).collect();
    let gesture = Gesture::new("change_settings").about("settings", keys.join(", "));
    write(session, gesture, values)
}

/// Takes over the days of a file of holidays, as [`change`] does.
pub(super) fn import(
    session: &mut Session,
    file: String,
    values: &[(String, Option<String>)],
) -> Result<Done, CommandError> {
    write(session, Gesture::new("import_holidays").about("file", file), values)
}

fn write(
    session: &mut Session,
    gesture: Gesture,
    values: &[(String, Option<String>)],
) -> Result<Done, CommandError> {
    let mut set = ChangeSet::new(gesture);
    let mut stored = session.reader().settings()?;
    for (key, value) in values {
        stored.retain(|(known, _)| known != key);
        if let Some(value) = value {
            stored.push((key.clone(), value.clone()));
        }
    }
    let given = values.iter().filter_map(|(key, value)| Some((key.as_str(), value.as_deref()?)));
    session.rules().check_values(given)?;
    let stored: Vec<_> = stored.iter().map(|(key, value)| (&**key, &**value)).collect();
    // Refused here with the words of the rule, before the store would refuse it.
    if session.rules().broken.is_none() {
        Rules::from_settings(stored)?;
    }
    for (key, value) in values {
        let row = setting_id(key);
        let value: Value = value.as_deref().map_or(Value::Null, Value::from);
        if session.reader().has(Entity::Setting, row)? {
            // The row is gone if the step that made it was undone.
            set.set(Entity::Setting, row, [("value", value), (DELETED, Value::Int(0))]);
        } else if value != Value::Null {
            set.create(
                Entity::Setting,
                row,
                [("key", Value::from(key.as_str())), ("value", value)],
            );
        }
    }
    session.commit(set)
}

/// The row of a setting: the same on every device, so that two people who change one setting write
/// one row.
pub fn setting_id(key: &str) -> Uuid {
    Uuid::new_v5(&Uuid::NAMESPACE_OID, format!("setting:{key}").as_bytes())
}
