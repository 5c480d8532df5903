//! `insights TOPIC`: the analyses, one a topic.

use super::{answer::Answer, document, world::Run};
use crate::{
    error::{Error, Piece, Result},
    report::{MOST_ROWS, Topic},
};

/// Which analysis, and how much of it.
#[derive(Debug, clap::Args)]
pub struct Args {
    #[arg(value_name = "TOPIC")]
    topic: String,
    #[arg(long, short = 'n', value_name = "N")]
    limit: Option<usize>,
}

/// Shows an analysis.
///
/// # Errors
/// A topic that there is not, or the file.
pub fn run(run: &mut Run<'_>, args: &Args) -> Result<Answer> {
    let topic = Topic::from_key(&args.topic.to_lowercase().replace('-', "_")).ok_or_else(|| {
        let choices = Piece::list(Topic::ALL.map(Topic::key));
        Error::input("topic-unknown").with("text", &*args.topic).with("choices", choices)
    })?;
    let most = args.limit.unwrap_or(if run.json { MOST_ROWS } else { document::FIRST_ROWS });
    let found = topic.document_of(&run.session.reader(), run.words, most)?;
    Ok(document::answer(run, &found, args.limit))
}
