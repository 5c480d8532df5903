//! `deal add|move|win|lose|list`.

use std::collections::HashMap;

use chrono::NaiveDate;
use serde_json::{Value, json};

use super::{
    add,
    answer::{Answer, Page},
    find, json,
    table::Table,
    world::{Open, Run},
    written::written,
};
use crate::{
    command::{self, Command, entry_line::Vocabulary},
    domain::{
        deal::Deal,
        id::{CustomerId, DealId, MemberId},
        stage::{DealStatus, Place},
    },
    error::{Error, Result},
    wording::names,
};

/// What is done with deals.
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, clap::Subcommand)]
enum What {
    Add(add::Under),
    Move {
        deal: String,
        stage: String,
        #[arg(long, value_name = "DAY")]
        on: Option<NaiveDate>,
    },
    Win {
        deal: String,
        #[arg(long, value_name = "DAY")]
        on: Option<NaiveDate>,
    },
    Lose {
        deal: String,
        reason: Option<String>,
        #[arg(long, value_name = "DAY")]
        on: Option<NaiveDate>,
    },
    List {
        customer: Option<String>,
        #[arg(long)]
        all: bool,
        #[arg(long, short = 'n', value_name = "N")]
        limit: Option<usize>,
    },
}

impl Args {
    /// How the file is opened for this.
    pub const fn open(&self) -> Open {
        match self.what {
            What::List { .. } => Open::Reading,
            What::Add(_) | What::Move { .. } | What::Win { .. } | What::Lose { .. } => {
                Open::Writing
            }
        }
    }
}

/// Does it.
///
/// # Errors
/// A deal or stage that is not one, a refused command, or the file.
pub fn run(run: &mut Run<'_>, args: &Args) -> Result<Answer> {
    match &args.what {
        What::Add(under) => add::deal(run, under),
        What::Move { deal, stage, on } => {
            let pipeline = &run.session.rules().pipeline;
            let known = Vocabulary::new(pipeline).stage_key(stage);
            let key = known.ok_or_else(|| unknown_stage(run, stage))?;
            shift(run, deal, key, *on, None)
        }
        What::Win { deal, on } => {
            let key = run.session.rules().pipeline.stages.last().map(|stage| stage.key.clone());
            shift(run, deal, key.unwrap_or_default(), *on, None)
        }
        What::Lose { deal, reason, on } => {
            let key = run.session.rules().pipeline.lost.key.clone();
            shift(run, deal, key, *on, reason.clone())
        }
        What::List { customer, all, limit } => list(run, customer.as_deref(), *all, *limit),
    }
}

fn unknown_stage(run: &Run<'_>, text: &str) -> Error {
    let pipeline = &run.session.rules().pipeline;
    let stages = pipeline.stages.iter().chain(Some(&pipeline.lost));
    let choices = stages.map(|stage| stage.key.as_str());
    Error::input("stage-unknown")
        .with("text", text)
        .with("choices", crate::error::Piece::list(choices))
}

fn shift(
    run: &mut Run<'_>,
    deal: &str,
    stage: String,
    on: Option<NaiveDate>,
    reason: Option<String>,
) -> Result<Answer> {
    let deal = find::deal(run, deal)?.id;
    let shift = command::deal::Move { deal, stage: stage.clone(), on, reason };
    let done = command::run(&mut run.session, Command::MoveDeal(shift))?;
    let found = after(run, deal)?;
    let line = || {
        let stage = names::stage(run.words, &run.session.rules().pipeline, &stage);
        let args = [("name", found.name.as_str().into()), ("stage", stage.into())];
        run.words.format("cli-deal-moved", &args)
    };
    Ok(written(run, &done, line, [("deal", whole(run, &found)?)]))
}

/// The deal as it stands now.
pub fn after(run: &Run<'_>, id: DealId) -> Result<Deal> {
    let found = run.session.reader().deal(id)?;
    found.ok_or_else(|| Error::input("deal-not-found").with("query", id.to_string()))
}

/// A deal with its names, alone.
pub fn whole(run: &Run<'_>, deal: &Deal) -> Result<Value> {
    let reader = run.session.reader();
    let customer = reader.customer(deal.customer)?.map(|found| found.name);
    let members = reader.members()?.into_iter().collect();
    Ok(object(run, deal, customer.as_deref(), &members))
}

/// A deal as JSON.
pub fn object(
    run: &Run<'_>,
    deal: &Deal,
    customer: Option<&str>,
    members: &HashMap<MemberId, String>,
) -> Value {
    let (rules, today) = (run.session.rules(), run.today());
    let key = deal.stage(today);
    let stage = key.and_then(|key| rules.pipeline.stage(key));
    let status = match stage.map(|stage| stage.status) {
        Some(DealStatus::Won) => "won",
        Some(DealStatus::Lost) => "lost",
        Some(DealStatus::Open) | None => "open",
    };
    let base = deal.base_minor(rules.currency);
    json!({
        "id": deal.id.to_string(),
        "name": deal.name,
        "customer_id": deal.customer.to_string(),
        "customer": customer,
        "stage": key,
        "status": status,
        "amount": json::amount(deal.amount),
        "base_amount": base.map(|minor| json::money(minor, rules.currency)),
        "rate": json::rate(deal.rate),
        "probability": stage.map(|stage| stage.probability),
        "expected_close": json::maybe_day(deal.expected_close),
        "days_in_stage": days_in_stage(deal, today),
        "owner": deal.owner.and_then(|owner| members.get(&owner)),
        "product": deal.product,
        "lost_reason": deal.lost_reason,
        "notes": deal.notes,
        "created_on": json::maybe_day(deal.created_on),
    })
}

/// Days since the deal came to its stage.
fn days_in_stage(deal: &Deal, today: NaiveDate) -> Option<i64> {
    let until = deal.events.iter().filter(|(on, _)| *on <= today);
    let (_, last) = until.clone().next_back()?;
    let (since, _) = until.rev().take_while(|(_, key)| key == last).last()?;
    Some((today - *since).num_days())
}

fn list(run: &Run<'_>, customer: Option<&str>, all: bool, limit: Option<usize>) -> Result<Answer> {
    let reader = run.session.reader();
    let mut deals = match customer {
        Some(text) => reader.deals_of(find::customer(run, text)?)?,
        None => reader.deals()?,
    };
    deals.retain(|deal| all || find::is_open(run, deal));
    let pipeline = &run.session.rules().pipeline;
    let place = |deal: &Deal| match deal.stage(run.today()).and_then(|key| pipeline.place(key)) {
        Some(Place::Stage(at)) => at,
        Some(Place::Lost) | None => usize::MAX,
    };
    // The furthest first; what is lost comes last.
    deals.sort_by_key(|deal| match place(deal) {
        usize::MAX => (1, 0),
        at => (0, usize::MAX - at),
    });
    let total = deals.len();
    deals.truncate(limit.unwrap_or(total));
    let customers = reader.customer_names()?;
    let members: HashMap<MemberId, String> = reader.members()?.into_iter().collect();
    if run.json {
        let name = |deal: &Deal| customers.get(&deal.customer).map(String::as_str);
        let objects: Vec<Value> =
            deals.iter().map(|deal| object(run, deal, name(deal), &members)).collect();
        let fields = [("total", total.into()), ("deals", objects.into())];
        return Ok(Answer::json(json::answer(run.today(), fields)));
    }
    Ok(Answer::lines(page(run, &deals, &customers)))
}

fn page(run: &Run<'_>, deals: &[Deal], customers: &HashMap<CustomerId, String>) -> Page {
    let (words, rules, today) = (run.words, run.session.rules(), run.today());
    let mut page = Page::default();
    if deals.is_empty() {
        page.line(words.get("cli-no-results"));
        return page;
    }
    let columns = ["deal", "customer", "stage", ">amount", ">days_in_stage", "expected_close"];
    let mut table = Table::new(columns.map(|name| match name.strip_prefix('>') {
        Some(name) => format!(">{}", words.get(&format!("column-{name}"))),
        None => words.get(&format!("column-{name}")).into_owned(),
    }));
    let absent = || words.get("word-absent").into_owned();
    for deal in deals {
        let stage = deal.stage(today).map(|key| names::stage(words, &rules.pipeline, key));
        let days = days_in_stage(deal, today);
        table.row([
            deal.name.clone(),
            customers.get(&deal.customer).cloned().unwrap_or_else(absent),
            stage.unwrap_or_else(absent),
            deal.amount.map_or_else(absent, |m| names::money(words, m.minor, m.currency)),
            days.map_or_else(absent, |days| {
                words.format("duration-days", &[("days", days.into())])
            }),
            deal.expected_close.map_or_else(absent, |day| words.day_short(day, today)),
        ]);
    }
    table.write(&mut page);
    page
}
