//! `duplicates [merge|apart]`: customers that may be one, and what a person says to them.

use std::collections::HashSet;

use serde_json::{Value, json};

use super::{
    answer::{Answer, Page},
    find, json, show,
    table::Table,
    world::{Open, Run},
    written::{saved, written},
};
use crate::{
    command::{
        self, Command,
        merge::{Merge, Side},
    },
    domain::id::CustomerId,
    error::{Error, Result},
    store::read::duplicates::{Alike, Duplicate},
    wording,
};

/// What is listed or said.
#[derive(Debug, clap::Args)]
#[command(args_conflicts_with_subcommands = true)]
pub struct Args {
    #[command(subcommand)]
    what: Option<What>,
    #[arg(long, short = 'f', value_name = "QUERY")]
    filter: Option<String>,
    #[arg(long, short = 'n', value_name = "N")]
    limit: Option<usize>,
}

#[derive(Debug, clap::Subcommand)]
enum What {
    Merge {
        kept: String,
        gone: String,
        #[arg(id = "merge_fields", value_name = "FIELD=kept|gone")]
        fields: Vec<String>,
    },
    Apart {
        #[arg(id = "apart_one", value_name = "CUSTOMER")]
        one: String,
        #[arg(id = "apart_other", value_name = "CUSTOMER")]
        other: String,
    },
}

impl Args {
    /// How the file is opened for this.
    pub const fn open(&self) -> Open {
        if self.what.is_some() { Open::Writing } else { Open::Reading }
    }
}

/// Lists the pairs, or does what a person says to one.
///
/// # Errors
/// A customer that is not one, a field that is none, or the file.
pub fn run(run: &mut Run<'_>, args: &Args) -> Result<Answer> {
    match &args.what {
        None => list(run, args),
        Some(What::Merge { kept, gone, fields }) => merge(run, kept, gone, fields),
        Some(What::Apart { one, other }) => apart(run, one, other),
    }
}

fn list(run: &Run<'_>, args: &Args) -> Result<Answer> {
    let mut pairs = run.session.reader().everyone()?.pairs();
    if let Some(query) = &args.filter {
        let rows = find::rows(run, &find::filter(run, query)?)?;
        let wanted: HashSet<CustomerId> = rows.into_iter().map(|row| row.id).collect();
        pairs.retain(|pair| wanted.contains(&pair.kept.0) || wanted.contains(&pair.gone.0));
    }
    let (all, limit) = (pairs.len(), args.limit.unwrap_or(usize::MAX));
    pairs.truncate(limit);
    if run.json {
        let pairs: Value = pairs.iter().map(object).collect();
        let fields = [("duplicates", pairs), ("total", all.into())];
        return Ok(Answer::json(json::answer(run.today(), fields)));
    }
    if pairs.is_empty() {
        return Ok(Answer::line(run.words.get("duplicates-none")));
    }
    let head = [">duplicates-score", "duplicates-kept", "duplicates-gone", "duplicates-why"];
    let head = head.map(|key| match key.strip_prefix('>') {
        Some(key) => format!(">{}", run.words.get(key)),
        None => run.words.get(key).into_owned(),
    });
    let mut table = Table::new(head);
    for pair in &pairs {
        let why = wording::duplicates::reasons(run.words, &pair.likeness.reasons);
        let (kept, gone) = (pair.kept.1.clone(), pair.gone.1.clone());
        table.row([pair.likeness.score.to_string(), kept, gone, why]);
    }
    let mut page = Page::default();
    table.write(&mut page);
    page.line("");
    page.line(run.words.format("cli-duplicates-how", &[("count", all.into())]));
    Ok(Answer::lines(page))
}

fn object(pair: &Duplicate) -> Value {
    json!({
        "score": pair.likeness.score,
        "reasons": reasons(&pair.likeness.reasons),
        "kept_id": pair.kept.0.to_string(),
        "kept": pair.kept.1,
        "gone_id": pair.gone.0.to_string(),
        "gone": pair.gone.1,
    })
}

fn reasons(reasons: &[crate::domain::duplicates::Reason]) -> Vec<&'static str> {
    reasons.iter().map(|reason| reason.key()).collect()
}

/// A customer that looks like one that was entered.
pub fn alike(alike: &Alike) -> Value {
    json!({
        "customer_id": alike.customer.to_string(),
        "customer": alike.name,
        "score": alike.likeness.score,
        "reasons": reasons(&alike.likeness.reasons),
    })
}

fn merge(run: &mut Run<'_>, kept: &str, gone: &str, fields: &[String]) -> Result<Answer> {
    let (kept, gone) = (find::customer(run, kept)?, find::customer(run, gone)?);
    let fields = fields.iter().map(|text| side(text)).collect::<Result<Vec<_>>>()?;
    let followed = run.session.reader().row_counts(gone)?;
    let merge = Merge { kept, gone, fields };
    let done = command::run(&mut run.session, Command::MergeCustomers(merge))?;
    let customer = show::brief(run, kept)?;
    let moved: serde_json::Map<String, Value> = followed
        .into_iter()
        .map(|(entity, count)| (entity.name().to_owned(), count.into()))
        .collect();
    let rows = [
        ("id", kept.to_string().into()),
        ("merged_id", gone.to_string().into()),
        ("moved", Value::Object(moved)),
        ("customer", customer),
    ];
    Ok(written(run, &done, || saved(run, &done), rows))
}

/// `phone=gone`: whose value of a field wins.
fn side(text: &str) -> Result<(String, Side)> {
    let refused = || Error::input("merge-side").with("text", text);
    let (field, side) = text.split_once('=').ok_or_else(refused)?;
    let side = match side.trim().to_lowercase().as_str() {
        "kept" => Side::Kept,
        "gone" => Side::Gone,
        _ => return Err(refused()),
    };
    let field = field.trim();
    // Names of one's own fields keep their letters.
    let field = if field.starts_with("custom.") {
        field.to_owned()
    } else {
        field.to_lowercase().replace('-', "_")
    };
    Ok((field, side))
}

fn apart(run: &mut Run<'_>, one: &str, other: &str) -> Result<Answer> {
    let (one, other) = (find::customer(run, one)?, find::customer(run, other)?);
    let done = command::run(&mut run.session, Command::KeepApart(one, other))?;
    let ids: Value = [one, other].iter().map(ToString::to_string).collect();
    Ok(written(run, &done, || saved(run, &done), [("apart", ids)]))
}
