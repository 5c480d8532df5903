//! `review [accept|reject|confirm]`: proposals for other tiers, and what a person says to them.

use std::collections::HashSet;

use serde_json::{Value, json};

use super::{
    answer::Answer,
    document, find, json,
    world::{Open, Run},
    written::{saved, written},
};
use crate::{
    command::{self, Command},
    domain::{
        id::CustomerId,
        review::{Proposal, Reason, Verdict},
    },
    error::Result,
    report,
    store::read::review::{Due, Review, Reviewed},
    wording::review::reasons,
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
    Accept(Whom),
    Reject {
        customer: String,
        #[arg(value_name = "REASON")]
        why: Vec<String>,
    },
    Confirm(Whom),
}

/// Some customers, or all that there is something to say of.
#[derive(Debug, clap::Args)]
struct Whom {
    #[arg(value_name = "CUSTOMER", required_unless_present = "every", conflicts_with = "every")]
    customer: Vec<String>,
    #[arg(long = "all")]
    every: bool,
    #[arg(long, short = 'f', value_name = "QUERY", requires = "every")]
    filter: Option<String>,
}

impl Args {
    /// How the file is opened for this.
    pub const fn open(&self) -> Open {
        if self.what.is_some() { Open::Writing } else { Open::Reading }
    }
}

/// Lists what the review says, or does what a person says to it.
///
/// # Errors
/// A customer that is not one, a refused command, or the file.
pub fn run(run: &mut Run<'_>, args: &Args) -> Result<Answer> {
    match &args.what {
        None => list(run, args),
        Some(What::Accept(whom)) => accept(run, whom),
        Some(What::Reject { customer, why }) => reject(run, customer, &why.join(" ")),
        Some(What::Confirm(whom)) => confirm(run, whom),
    }
}

/// What the review says of the customers that pass a filter.
fn review(run: &Run<'_>, query: Option<&str>) -> Result<Review> {
    let mut review = run.session.reader().review()?;
    let Some(query) = query else { return Ok(review) };
    let rows = find::rows(run, &find::filter(run, query)?)?;
    let wanted: HashSet<CustomerId> = rows.into_iter().map(|row| row.id).collect();
    let lists =
        [&mut review.proposed, &mut review.rejected, &mut review.overridden, &mut review.moved];
    lists.into_iter().for_each(|list| list.retain(|row| wanted.contains(&row.id)));
    review.due.retain(|due| wanted.contains(&due.id));
    // Those beyond the newest were not looked at.
    review.moved_count = review.moved.len();
    Ok(review)
}

fn list(run: &Run<'_>, args: &Args) -> Result<Answer> {
    let review = review(run, args.filter.as_deref())?;
    let limit = args.limit.unwrap_or(usize::MAX);
    if run.json {
        return Ok(Answer::json(object(run, &review, limit)));
    }
    let document = report::review::document(&review, run.session.rules(), run.words, run.today());
    let mut page = document::page(run, &document, limit);
    if !review.proposed.is_empty() {
        page.line("");
        page.line(run.words.get("cli-review-proposed"));
    }
    if !review.due.is_empty() {
        page.line(run.words.get("cli-review-due"));
    }
    Ok(Answer::lines(page))
}

fn object(run: &Run<'_>, review: &Review, limit: usize) -> Value {
    let changes = |rows: &[Reviewed]| -> Value {
        rows.iter().take(limit).map(|row| change(run, row)).collect()
    };
    let overridden: Value =
        review.overridden.iter().take(limit).map(|row| by_hand(run, row)).collect();
    json::answer(
        run.today(),
        [
            ("proposals", changes(&review.proposed)),
            ("rejected", changes(&review.rejected)),
            ("overridden", overridden),
            ("moved", changes(&review.moved)),
            ("due", review.due.iter().take(limit).map(due).collect()),
            (
                "totals",
                json!({
                    "proposals": review.proposed.len(),
                    "rejected": review.rejected.len(),
                    "overridden": review.overridden.len(),
                    "moved": review.moved_count,
                    "due": review.due.len(),
                }),
            ),
        ],
    )
}

/// A change of tier with its evidence; one that was rejected says when and why.
fn change(run: &Run<'_>, row: &Reviewed) -> Value {
    let mut object = json!({
        "customer_id": row.id.to_string(),
        "customer": row.name,
        "score": json::hundredths(row.score_x100),
        "value": json::money(row.value_minor, run.session.rules().currency),
    });
    let (Some(proposal), Value::Object(fields)) = (row.verdict.proposal(), &mut object) else {
        return object;
    };
    fields.extend([
        ("from".to_owned(), proposal.from.letter().into()),
        ("to".to_owned(), proposal.to.letter().into()),
        ("since".to_owned(), json::day(proposal.since)),
        ("factors".to_owned(), factors(proposal)),
        ("reason".to_owned(), reasons(run.words, proposal).into()),
    ]);
    let is_rejected = matches!(row.verdict, Verdict::Rejected(_));
    if let Some(rejected) = row.rejected.as_ref().filter(|_| is_rejected) {
        let until = run.session.rules().review.hidden_until(rejected);
        fields.extend([
            ("rejected_on".to_owned(), json::day(rejected.on)),
            ("rejected_reason".to_owned(), rejected.reason.as_str().into()),
            ("hidden_until".to_owned(), json::day(until)),
        ]);
    }
    object
}

/// Each dimension whose level changed, with what that did to the score.
fn factors(proposal: &Proposal) -> Value {
    let factor = |reason: &Reason| {
        json!({
            "dimension": reason.new.dimension().key(),
            "from": reason.old.key(),
            "to": reason.new.key(),
            "change": json::hundredths(reason.change_x100.into()),
        })
    };
    proposal.reasons.iter().map(factor).collect()
}

fn by_hand(run: &Run<'_>, row: &Reviewed) -> Value {
    let (by_hand, today) = (row.tier_override.as_ref(), run.today());
    json!({
        "customer_id": row.id.to_string(),
        "customer": row.name,
        "tier": row.tier.letter(),
        "automatic": row.automatic.letter(),
        "score": json::hundredths(row.score_x100),
        "override_reason": by_hand.map(|by_hand| by_hand.reason.as_str()),
        "until": json::maybe_day(by_hand.map(|by_hand| by_hand.to)),
        "days_left": by_hand.and_then(|by_hand| by_hand.days_left(today)),
        "expiring_soon": by_hand.is_some_and(|by_hand| by_hand.expiring_soon(today)),
    })
}

fn due(due: &Due) -> Value {
    json!({
        "customer_id": due.id.to_string(),
        "customer": due.name,
        "tier": due.tier.letter(),
        "confirmed_on": json::day(due.on),
    })
}

/// The customers that are named.
fn named(run: &Run<'_>, whom: &Whom) -> Result<Vec<CustomerId>> {
    whom.customer.iter().map(|name| find::customer(run, name)).collect()
}

fn accept(run: &mut Run<'_>, whom: &Whom) -> Result<Answer> {
    let ids = if whom.every {
        let found = review(run, whom.filter.as_deref())?;
        found.proposed.iter().map(|row| row.id).collect()
    } else {
        named(run, whom)?
    };
    settle(run, &ids, "accepted", "review-none", Command::AcceptTiers(ids.clone()))
}

fn confirm(run: &mut Run<'_>, whom: &Whom) -> Result<Answer> {
    let ids = if whom.every {
        review(run, whom.filter.as_deref())?.due.iter().map(|due| due.id).collect()
    } else {
        named(run, whom)?
    };
    settle(run, &ids, "confirmed", "review-none-due", Command::ConfirmTiers(ids.clone()))
}

/// Does it, and tells which tiers are confirmed now; `nobody` is said when nobody was meant.
fn settle(
    run: &mut Run<'_>,
    ids: &[CustomerId],
    list: &str,
    nobody: &str,
    command: Command,
) -> Result<Answer> {
    if ids.is_empty() && !run.json {
        return Ok(Answer::line(run.words.get(nobody)));
    }
    let done = command::run(&mut run.session, command)?;
    let reader = run.session.reader();
    let mut rows = Vec::with_capacity(ids.len());
    for id in ids {
        let Some(customer) = reader.customer(*id)? else { continue };
        rows.push(json!({
            "customer_id": customer.id.to_string(),
            "customer": customer.called(),
            "tier": customer.confirmed.map(|confirmed| confirmed.tier.letter()),
            "confirmed_on": json::maybe_day(customer.confirmed.map(|confirmed| confirmed.on)),
        }));
    }
    Ok(written(run, &done, || saved(run, &done), [(list, rows.into())]))
}

fn reject(run: &mut Run<'_>, customer: &str, why: &str) -> Result<Answer> {
    let id = find::customer(run, customer)?;
    let done = command::run(&mut run.session, Command::RejectTier(id, why.to_owned()))?;
    let review = run.session.rules().review;
    let rejected = run.session.reader().customer(id)?.and_then(|customer| customer.rejected);
    let until = rejected.as_ref().map(|rejected| review.hidden_until(rejected));
    let line = || {
        let until = until.map(|day| run.words.day(day, run.today())).unwrap_or_default();
        let args = [("saved", saved(run, &done).into()), ("until", until.into())];
        run.words.format("cli-review-rejected", &args)
    };
    let rows = [
        ("customer_id", id.to_string().into()),
        ("rejected_to", rejected.as_ref().map(|rejected| rejected.to.letter()).into()),
        ("rejected_reason", rejected.as_ref().map(|rejected| rejected.reason.as_str()).into()),
        ("hidden_until", json::maybe_day(until)),
    ];
    Ok(written(run, &done, line, rows))
}
