//! `settings [KEY[=VALUE]…] [--reset KEY]`: the team's rules.

use std::collections::HashSet;

use serde_json::{Value, json};

use super::{
    answer::{Answer, Page},
    json,
    table::Table,
    world::{Open, Run},
    written::{saved, written},
};
use crate::{
    command::{self, Command, import_batch::maps::IMPORT_MAP},
    domain::{
        relationship::MARGIN,
        settings::{Rules, SettingsError},
    },
    error::Result,
};

/// What is shown or set.
#[derive(Debug, clap::Args)]
pub struct Args {
    #[arg(value_name = "KEY[=VALUE]")]
    settings: Vec<String>,
    #[arg(long, value_name = "KEY")]
    reset: Vec<String>,
}

impl Args {
    fn writes(&self) -> bool {
        !self.reset.is_empty() || self.settings.iter().any(|setting| setting.contains('='))
    }

    /// How the file is opened for this: the rules may come before the first customer.
    pub fn open(&self) -> Open {
        if self.writes() { Open::Creating } else { Open::Reading }
    }
}

/// Shows settings, or sets them all at once.
///
/// # Errors
/// A key or value that is not one, settings that contradict each other, or the file.
pub fn run(run: &mut Run<'_>, args: &Args) -> Result<Answer> {
    if !args.writes() {
        return show(run, &args.settings);
    }
    let mut values: Vec<(String, Option<String>)> = Vec::new();
    for setting in &args.settings {
        // A group of customers may have the sign in its name, a margin has not.
        let parts = if setting.starts_with(MARGIN) {
            setting.rsplit_once('=')
        } else {
            setting.split_once('=')
        };
        let (key, value) = parts.unwrap_or((setting, ""));
        // The file may hold settings of a newer version, but nobody means one.
        Rules::default().check_values([(key, value)])?;
        values.push((key.to_owned(), Some(value.trim().to_owned())));
    }
    for key in &args.reset {
        known(run, key)?;
        values.push((key.clone(), None));
    }
    let keys: Vec<String> = values.iter().map(|(key, _)| key.clone()).collect();
    let done = command::run(&mut run.session, Command::ChangeSettings(values))?;
    let rows = rows(run, &keys)?;
    Ok(written(run, &done, || saved(run, &done), [("settings", objects(&rows).into())]))
}

/// A setting, its value, and whether that is the default.
struct Row {
    key: String,
    value: String,
    default: bool,
}

/// The settings of these keys, or all.
fn rows(run: &Run<'_>, keys: &[String]) -> Result<Vec<Row>> {
    let stored = run.session.reader().settings()?;
    let changed: HashSet<String> = stored.iter().map(|(key, _)| key.clone()).collect();
    // Kept mappings of lists lie beside the rules.
    let maps = stored.into_iter().filter(|(key, _)| key.starts_with(IMPORT_MAP));
    let maps = maps.map(|(key, value)| (key, value.replace('\n', "; ")));
    let all = run.session.rules().list();
    let rows = all.into_iter().chain(maps);
    let rows = rows.map(|(key, value)| {
        let default = !changed.contains(&key);
        Row { key, value, default }
    });
    // A beginning of keys shows them all: `tier`, `stage.quote`.
    let wanted = |row: &Row| {
        keys.is_empty()
            || keys.iter().any(|key| row.key == *key || row.key.starts_with(&format!("{key}.")))
    };
    Ok(rows.filter(wanted).collect())
}

fn known(run: &Run<'_>, key: &str) -> Result<()> {
    let list = run.session.rules().list();
    let stored = run.session.reader().settings()?;
    if list.iter().chain(&stored).any(|(known, _)| known == key) {
        return Ok(());
    }
    Err(SettingsError::UnknownKey { key: key.to_owned() }.into())
}

fn objects(rows: &[Row]) -> Vec<Value> {
    rows.iter()
        .map(|row| json!({ "key": row.key, "value": row.value, "default": row.default }))
        .collect()
}

fn show(run: &Run<'_>, keys: &[String]) -> Result<Answer> {
    for key in keys {
        if rows(run, std::slice::from_ref(key))?.is_empty() {
            known(run, key)?;
        }
    }
    let rows = rows(run, keys)?;
    if run.json {
        let fields = [("settings", objects(&rows).into())];
        return Ok(Answer::json(json::answer(run.today(), fields)));
    }
    let mut page = Page::default();
    let head = ["key", "value", "origin"];
    let mut table =
        Table::new(head.map(|name| run.words.get(&format!("cli-settings-{name}")).into_owned()));
    for row in rows {
        let origin = if row.default { "cli-settings-default" } else { "cli-settings-changed" };
        table.row([row.key, row.value, run.words.get(origin).into_owned()]);
    }
    table.write(&mut page);
    Ok(Answer::lines(page))
}
