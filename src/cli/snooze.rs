//! `snooze CUSTOMER DAY`.

use super::{answer::Answer, find, json, log, world::Run, written::written};
use crate::{
    command::{self, Command},
    domain::id::CustomerId,
    error::{Error, Result},
};

/// Who rests until when.
#[derive(Debug, clap::Args)]
pub struct Args {
    customer: String,
    #[arg(value_name = "DAY")]
    day: String,
}

/// Not before that day.
///
/// # Errors
/// A customer or day that is not one, a refused snooze, or the file.
pub fn run(run: &mut Run<'_>, args: &Args) -> Result<Answer> {
    let customer = find::customer(run, &args.customer)?;
    let until = next_day(run, Some(customer), &args.day)?;
    let done = command::run(&mut run.session, Command::Snooze(customer, until))?;
    let name = run.session.reader().customer(customer)?.map(|found| found.name);
    let line = || {
        let day = run.words.day(until, run.today());
        let name = name.unwrap_or_default();
        run.words.format("notice-snoozed", &[("name", name.into()), ("day", day.into())])
    };
    let rows = [("customer_id", customer.to_string().into()), ("until", json::day(until))];
    Ok(written(run, &done, line, rows))
}

fn next_day(run: &Run<'_>, customer: Option<CustomerId>, text: &str) -> Result<chrono::NaiveDate> {
    match log::world(run, customer, Vec::new())?.next_day(text) {
        Ok(next) => Ok(next.on),
        Err(Some(problem)) if problem.kind.key() == "past" => {
            Err(log::refused(&problem, &format!(">{}", text.trim())))
        }
        Err(_) => Err(Error::input("day-unreadable").with("text", text)),
    }
}
