//! What CUSTOMER and DEAL name: an id, an exact name, or a query that matches exactly one.

use uuid::Uuid;

use super::world::Run;
use crate::{
    command::entry_line::Vocabulary,
    domain::{
        deal::Deal,
        filter::{Filter, Known},
        id::{CustomerId, DealId},
        stage::DealStatus,
    },
    error::{Error, Message, Result},
    store::read::CustomerRow,
};

/// How many candidates are listed.
const CANDIDATES: usize = 10;

/// The filter of a text.
///
/// # Errors
/// A term that says nothing, or the file cannot be read.
pub fn filter(run: &Run<'_>, text: &str) -> Result<Filter> {
    let vocabulary = Vocabulary::new(&run.session.rules().pipeline);
    let stage = |name: &str| vocabulary.stage_key(name);
    let saved = run.session.reader().filters()?;
    Ok(Filter::parse(text, Known { stage: &stage, saved: &saved })?)
}

/// The rows that pass a filter.
///
/// # Errors
/// Fails when the file cannot be read.
pub fn rows(run: &Run<'_>, filter: &Filter) -> Result<Vec<CustomerRow>> {
    let (rules, member, today) = (run.session.rules(), run.session.member().id, run.today());
    let mut rows = run.session.reader().customers()?;
    rows.retain(|row| filter.matches(&row.subject(rules, member, today)));
    Ok(rows)
}

/// The one customer that is meant.
///
/// # Errors
/// None or several are; the candidates are in the error.
pub fn customer(run: &Run<'_>, text: &str) -> Result<CustomerId> {
    let text = text.trim();
    if text.is_empty() {
        return Err(Error::input("customer-missing"));
    }
    let reader = run.session.reader();
    if let Ok(id) = text.parse::<Uuid>()
        && let Some(found) = reader.customer(CustomerId::new(id))?
    {
        return Ok(found.id);
    }
    let rows = match reader.customers_named(text)?.as_slice() {
        [one] => return Ok(*one),
        // What is no filter is a name that nobody has.
        [] => match filter(run, text) {
            Ok(filter) => self::rows(run, &filter)?,
            Err(_) => Vec::new(),
        },
        several => {
            let rows = several.iter().map(|id| reader.customer_row(*id));
            rows.filter_map(std::result::Result::transpose)
                .collect::<std::result::Result<_, _>>()?
        }
    };
    match rows.as_slice() {
        [] => Err(Error::input("customer-not-found").with("query", text)),
        [one] => Ok(one.id),
        several => Err(ambiguous(text, several)),
    }
}

fn ambiguous(text: &str, rows: &[CustomerRow]) -> Error {
    let count = Message::new("count-customers").with("count", rows.len());
    let error = Error::input("customer-ambiguous").with("query", text).with("customers", count);
    let error = rows.iter().take(CANDIDATES).fold(error, |error, row| {
        let line = Message::new("detail-customer")
            .with("name", &*row.name)
            .with("tier", row.tier.letter())
            .with("area", row.area.as_deref().unwrap_or("—"))
            .with("id", row.id.to_string());
        error.detail(line)
    });
    match rows.len().saturating_sub(CANDIDATES) {
        0 => error,
        more => error.detail(Message::new("cli-candidates-more").with("count", more)),
    }
}

/// The one deal that is meant: an id, an exact name, or a customer with one open deal.
///
/// # Errors
/// None or several are; the candidates are in the error.
pub fn deal(run: &Run<'_>, text: &str) -> Result<Deal> {
    let (reader, text) = (run.session.reader(), text.trim());
    if let Ok(id) = text.parse::<Uuid>()
        && let Some(found) = reader.deal(DealId::new(id))?
    {
        return Ok(found);
    }
    let mut deals = reader.deals_named(text)?;
    if deals.is_empty() {
        let customer = match customer(run, text) {
            Ok(customer) => customer,
            Err(error) if error.name() == "customer-not-found" => {
                return Err(Error::input("deal-not-found").with("query", text));
            }
            Err(error) => return Err(error),
        };
        deals = reader.deals_of(customer)?;
        deals.retain(|deal| is_open(run, deal));
        if deals.is_empty() {
            return Err(Error::input("no-open-deal"));
        }
    }
    match deals.len() {
        1 => deals.pop().ok_or_else(|| Error::input("deal-not-found").with("query", text)),
        many => {
            let count = Message::new("count-deals").with("count", many);
            let error = Error::input("deal-ambiguous").with("query", text).with("deals", count);
            Err(deals.iter().take(CANDIDATES).fold(error, |error, deal| {
                let line = Message::new("detail-deal")
                    .with("name", &*deal.name)
                    .with("id", deal.id.to_string());
                error.detail(line)
            }))
        }
    }
}

/// Whether a deal is open today. A stage that the team does not have (any more) is open.
pub fn is_open(run: &Run<'_>, deal: &Deal) -> bool {
    let stage = deal.stage(run.today());
    stage.is_some_and(|key| {
        let known = run.session.rules().pipeline.stage(key);
        known.is_none_or(|stage| stage.status == DealStatus::Open)
    })
}
