//! `filters [NAME=QUERY]… [--rename OLD=NEW] [--delete NAME]`: the filters that the team has saved.

use serde_json::{Value, json};

use super::{
    answer::{Answer, Page},
    json,
    table::Table,
    world::{Open, Run},
    written::{saved, written},
};
use crate::{
    command::{self, Command, Done},
    domain::filter::{Saved, saved_named},
    error::{Error, Result},
};

/// What is listed, saved, renamed or removed.
#[derive(Debug, clap::Args)]
pub struct Args {
    #[arg(id = "saved_filters", value_name = "NAME=QUERY", value_parser = pair)]
    save: Option<(String, String)>,
    #[arg(
        id = "rename_filter",
        long = "rename",
        value_name = "OLD=NEW",
        value_parser = pair,
        conflicts_with = "saved_filters"
    )]
    rename: Option<(String, String)>,
    #[arg(
        id = "delete_filter",
        long = "delete",
        value_name = "NAME",
        conflicts_with_all = ["saved_filters", "rename_filter"]
    )]
    delete: Option<String>,
}

fn pair(text: &str) -> std::result::Result<(String, String), String> {
    let pair = text.split_once('=').ok_or_else(|| "=".to_owned())?;
    Ok((pair.0.trim().to_owned(), pair.1.trim().to_owned()))
}

impl Args {
    /// How the file is opened for this.
    pub const fn open(&self) -> Open {
        let writes = self.save.is_some() || self.rename.is_some() || self.delete.is_some();
        if writes { Open::Writing } else { Open::Reading }
    }
}

/// Lists the saved filters, or changes one.
///
/// # Errors
/// A filter that cannot be read or is not there, a name that is taken, or the file.
pub fn run(run: &mut Run<'_>, args: &Args) -> Result<Answer> {
    let known = run.session.reader().filters()?;
    let named = |name: &str| {
        let found = saved_named(&known, name.trim_start_matches('@'));
        found.ok_or_else(|| Error::input("filter-unknown").with("name", name))
    };
    let command = match args {
        Args { save: Some((name, query)), .. } => Command::SaveFilter(name.clone(), query.clone()),
        Args { rename: Some((old, new)), .. } => {
            let found = named(old)?;
            Command::EditFilter(found.id, new.clone(), found.query.clone())
        }
        Args { delete: Some(name), .. } => Command::DeleteFilter(named(name)?.id),
        _ => return Ok(list(run, &known)),
    };
    let done: Done = command::run(&mut run.session, command)?;
    let now = run.session.reader().filters()?;
    Ok(written(run, &done, || saved(run, &done), [("filters", objects(&now).into())]))
}

fn objects(filters: &[Saved]) -> Vec<Value> {
    let object = |saved: &Saved| json!({ "id": saved.id.to_string(), "name": saved.name, "query": saved.query });
    filters.iter().map(object).collect()
}

fn list(run: &Run<'_>, filters: &[Saved]) -> Answer {
    if run.json {
        return Answer::json(json::answer(run.today(), [("filters", objects(filters).into())]));
    }
    let mut page = Page::default();
    let head = ["name", "query"];
    let mut table =
        Table::new(head.map(|name| run.words.get(&format!("cli-filters-{name}")).into_owned()));
    for saved in filters {
        table.row([format!("@{}", saved.name), saved.query.clone()]);
    }
    table.write(&mut page);
    Answer::lines(page)
}
