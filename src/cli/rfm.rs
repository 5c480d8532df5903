//! `rfm`: recency, frequency and money of every customer.

use std::collections::HashSet;

use super::{answer::Answer, document, find, world::Run};
use crate::{
    domain::{
        buying::AUTO,
        id::CustomerId,
        rfm::{Method, RfmRules, SplitBy, Window},
    },
    error::{Error, Message, Result},
    report::rfm,
};

/// How customers are scored, and which are listed.
#[derive(Debug, clap::Args)]
pub struct Args {
    #[arg(long, value_name = "365|all|N")]
    window: Option<String>,
    #[arg(long, value_name = "auto|quintiles|thresholds")]
    method: Option<String>,
    #[arg(long, value_name = "mean|fixed4")]
    split: Option<String>,
    #[arg(long, short, value_name = "QUERY")]
    filter: Option<String>,
    #[arg(long, short = 'n', value_name = "N")]
    limit: Option<usize>,
}

/// Scores customers.
///
/// # Errors
/// A choice that there is not, a filter that cannot be read, or the file.
pub fn run(run: &mut Run<'_>, args: &Args) -> Result<Answer> {
    let rules = rules(run, args)?;
    let only = args.filter.as_deref().map(|text| only(run, text)).transpose()?;
    // A script wants everybody, a reader the first of them.
    let most = args.limit.unwrap_or(if run.json { usize::MAX } else { document::FIRST_ROWS });
    let asked = rfm::Asked { rules, only: only.as_ref(), most };
    let found = rfm::document(&run.session.reader(), run.words, &asked)?;
    Ok(document::answer(run, &found, None))
}

/// The team's rules with what is asked for otherwise.
fn rules(run: &Run<'_>, args: &Args) -> Result<RfmRules> {
    let team = run.session.rules().buying.rfm;
    let refused = |text: &str, wanted: &str| {
        Error::input("choice-unknown").with("text", text).with("wanted", Message::new(wanted))
    };
    let window = match args.window.as_deref() {
        None => team.window,
        Some(text) => Window::from_key(text).ok_or_else(|| refused(text, "wanted-window"))?,
    };
    let method = match args.method.as_deref() {
        None => team.method,
        Some(AUTO) => None,
        Some(text) => {
            let found = Method::ALL.into_iter().find(|method| method.key() == text);
            Some(found.ok_or_else(|| refused(text, "wanted-rfm-method"))?)
        }
    };
    let split = match args.split.as_deref() {
        None => team.split,
        Some(text) => {
            let found = SplitBy::ALL.into_iter().find(|split| split.key() == text);
            found.ok_or_else(|| refused(text, "wanted-rfm-split"))?
        }
    };
    Ok(RfmRules { window, method, split, ..team })
}

/// The customers that pass a filter.
fn only(run: &Run<'_>, text: &str) -> Result<HashSet<CustomerId>> {
    let rows = find::rows(run, &find::filter(run, text)?)?;
    Ok(rows.into_iter().map(|row| row.id).collect())
}
