//! `show CUSTOMER`: everything about one customer.

use std::collections::HashMap;

use chrono::NaiveDate;
use serde_json::{Value, json};

use super::{
    add::contact_object,
    answer::{Answer, Page},
    buying::Buying,
    customers, deal, find, json, order, survey,
    today::time,
    world::Run,
};
use crate::{
    domain::{
        activity::Activity,
        contact::Contact,
        customer::Customer,
        deal::Deal,
        high_value::Judged,
        id::{CustomerId, MemberId},
        loyalty::{Loyalty, Signs},
        settings::Rules,
        standing::{Facts, Standing, TierSource},
        survey::{Answers, Survey},
        tier::{Dimension, Evidence},
    },
    error::{Error, Message, Result},
    report::high_value,
    store::read::{CaseRow, CustomerRow, OrderWithLines},
    wording::{self, names},
};

/// How many entries of the timeline are shown as text unless said otherwise.
const TIMELINE: usize = 20;

/// Who is shown.
#[derive(Debug, clap::Args)]
pub struct Args {
    customer: String,
    #[arg(long, short = 'n', value_name = "N")]
    limit: Option<usize>,
    #[arg(long)]
    model: bool,
}

/// Everything known of a customer.
struct Whole {
    customer: Customer,
    row: CustomerRow,
    facts: Facts,
    standing: Standing,
    contacts: Vec<Contact>,
    deals: Vec<Deal>,
    orders: Vec<OrderWithLines>,
    cases: Vec<CaseRow>,
    activities: Vec<Activity>,
    members: HashMap<MemberId, String>,
    population: i64,
    buying: Buying,
    surveys: Vec<Survey>,
    worth: Option<Judged>,
}

impl Whole {
    /// The signs of its loyalty.
    fn signs(&self, today: NaiveDate) -> Signs {
        let level = self.row.bought.map(|bought| bought.silence(self.population, today).level);
        Answers::of(&self.surveys, today).signs(self.buying.p_alive(), level)
    }
}

/// One entry of the timeline.
struct Entry {
    on: NaiveDate,
    at: Option<i64>,
    /// `activity`, `plan`, `deal`, `order`, `survey`, `case`, `customer`.
    what: &'static str,
    line: String,
    object: Value,
}

/// Shows a customer.
///
/// # Errors
/// None or several are meant, or the file.
pub fn run(run: &mut Run<'_>, args: &Args) -> Result<Answer> {
    let id = find::customer(run, &args.customer)?;
    let whole = whole(run, id, args.model || run.json)?;
    let timeline = timeline(run, &whole);
    if run.json {
        return Ok(Answer::json(answer(run, &whole, &timeline, args.limit)));
    }
    Ok(Answer::lines(page(run, &whole, &timeline, args)))
}

/// A customer as lists have it.
///
/// # Errors
/// It is not there any more, or the file.
pub fn brief(run: &Run<'_>, id: CustomerId) -> Result<Value> {
    let row = run.session.reader().customer_row(id)?.ok_or_else(gone)?;
    Ok(customers::object(run, &row, run.session.reader().population_interval()?))
}

fn gone() -> Error {
    Error::input("not-found").with("what", Message::new("noun-customer"))
}

fn whole(run: &Run<'_>, id: CustomerId, against_all: bool) -> Result<Whole> {
    let reader = run.session.reader();
    let facts = reader.facts(id)?.ok_or_else(gone)?;
    let row = reader.customer_row(id)?.ok_or_else(gone)?;
    let population = reader.population_interval()?;
    // With very many customers it takes seconds to look at all of them: only on request.
    let against_all = against_all || reader.customer_count()? <= high_value::MOST_AT_ONCE;
    let buying = Buying::of(run, &facts.orders, row.bought, population, against_all)?;
    Ok(Whole {
        customer: reader.customer(id)?.ok_or_else(gone)?,
        surveys: reader.surveys_of(id)?,
        worth: if against_all { high_value::of(&reader, &row, buying.p_alive())? } else { None },
        standing: facts.standing(run.session.rules(), run.today()),
        contacts: reader.contacts_of(id)?,
        deals: reader.deals_of(id)?,
        orders: reader.orders_of(id)?,
        cases: reader.cases_of(id)?,
        activities: reader.activities_of(id, usize::MAX)?,
        members: reader.members()?.into_iter().collect(),
        buying,
        facts,
        row,
        population,
    })
}

fn answer(run: &Run<'_>, whole: &Whole, timeline: &[Entry], limit: Option<usize>) -> Value {
    let (rules, customer) = (run.session.rules(), &whole.customer);
    let deals: Vec<Value> = whole
        .deals
        .iter()
        .map(|found| deal::object(run, found, Some(&customer.name), &whole.members))
        .collect();
    let entries = timeline.iter().take(limit.unwrap_or(usize::MAX));
    let evidence: serde_json::Map<String, Value> = Evidence::ALL
        .into_iter()
        .map(|piece| (piece.key().to_owned(), json::maybe_day(customer.evidence.day(piece))))
        .collect();
    let custom: serde_json::Map<String, Value> =
        customer.custom.iter().map(|(name, value)| (name.clone(), value.as_str().into())).collect();
    let mut answer = json::answer(run.today(), []);
    let Value::Object(object) = &mut answer else { return answer };
    if let Value::Object(row) = customers::object(run, &whole.row, whole.population) {
        object.extend(row);
    }
    let more = json!({
        "created_on": json::day(customer.created_on),
        "address": customer.address,
        "email": customer.email,
        "web": customer.web,
        "source": customer.source,
        "potential": customer.potential.map(|minor| json::money(minor, rules.currency)),
        "cadence": customer.cadence,
        "birthday": customer.birthday,
        "anniversary": customer.anniversary,
        "notes": customer.notes,
        "external_key": customer.external_key,
        "custom": custom,
        "evidence": evidence,
        "tier_source": match whole.standing.tier_source {
            TierSource::Automatic => "automatic",
            TierSource::Confirmed => "confirmed",
            TierSource::Override => "override",
        },
        "tier_reason": tier_lines(run, whole),
        "tier_factors": factors(rules, &whole.standing),
        "contacts": whole.contacts.iter().map(contact_object).collect::<Vec<_>>(),
        "deals": deals,
        "orders": whole.orders.iter().map(|found| order::object(found, rules.currency)).collect::<Vec<_>>(),
        "cases": whole.cases.iter().map(case).collect::<Vec<_>>(),
        "timeline": entries.map(|entry| entry.object.clone()).collect::<Vec<_>>(),
        "rfm": whole.buying.rfm(rules),
        "surveys": whole.surveys.iter().map(survey::object).collect::<Vec<_>>(),
        "loyalty": loyalty(&whole.signs(run.today())),
        "high_value": whole.worth.as_ref().map(worth),
        "churn": whole.buying.churn(run),
    });
    if let Value::Object(more) = more {
        // `orders` of the list is a count; here it is the orders themselves.
        object.insert("order_count".to_owned(), whole.row.orders.into());
        object.extend(more);
    }
    answer
}

fn tier_lines(run: &Run<'_>, whole: &Whole) -> Vec<String> {
    let (words, rules, today) = (run.words, run.session.rules(), run.today());
    let facts = &whole.facts;
    let mut lines = wording::tier::explanation(words, rules, facts, &whole.standing, today);
    let notices = wording::review::notices(words, rules, facts, today);
    lines.extend(notices.into_iter().map(|(_, line)| line));
    lines
}

fn factors(rules: &Rules, standing: &Standing) -> Vec<Value> {
    let scored = rules.tiers.score(standing.levels);
    Dimension::ALL
        .into_iter()
        .zip(scored.terms)
        .map(|(dimension, term)| {
            json!({
                "dimension": dimension.key(),
                "level": term.level.key(),
                "points": term.points,
                "weight": rules.tiers.weight(dimension),
                "weighted": json::hundredths(term.weighted_x100.into()),
            })
        })
        .collect()
}

fn loyalty(signs: &Signs) -> Value {
    signs.index().map_or(Value::Null, |index| {
        json!({
            "index": index,
            "level": Loyalty::of(index).key(),
            "satisfaction": signs.satisfaction.map(|answer| answer.key()),
            "repurchase": signs.repurchase_pct,
            "recommendation": signs.recommend,
        })
    })
}

fn worth(judged: &Judged) -> Value {
    let [amount, frequency, loyalty, influence] =
        judged.worth.terms_x100().map(|term| json::hundredths(term.into()));
    json!({
        "high_value": judged.worth.is_high(),
        "score": json::hundredths(judged.worth.score_x100().into()),
        "terms": {
            "amount": amount,
            "frequency": frequency,
            "loyalty": loyalty,
            "influence": influence,
        },
        "class": judged.class.letter(),
        "key_account": judged.key_account().key(),
        "value_share": json::share(judged.value.rate()),
        "effort_share": json::share(judged.effort.rate()),
    })
}

fn case(found: &CaseRow) -> Value {
    json!({
        "id": found.id.to_string(),
        "kind": found.kind,
        "status": found.status,
        "title": found.title,
        "opened_on": json::maybe_day(found.opened_on),
        "closed_on": json::maybe_day(found.closed_on),
    })
}

/// An activity or plan as JSON.
pub fn activity(run: &Run<'_>, found: &Activity, contacts: &[Contact]) -> Value {
    let contact = found.contact.and_then(|id| contacts.iter().find(|contact| contact.id == id));
    let plan = found.plan.as_ref().map(|plan| {
        json!({
            "form": plan.kind.key(),
            "due_on": json::day(plan.due_on),
            "due_time": plan.due_minute.map(time),
            "area": plan.area,
            "items": plan.items,
            "purpose": plan.purpose,
            "closed": plan.closed.map(|(how, _)| how.key()),
            "closed_on": json::maybe_day(plan.closed.map(|(_, on)| on)),
        })
    });
    json!({
        "id": found.id.to_string(),
        "kind": found.kind.key(),
        "on": json::day(found.on),
        "at": found.at.map(|at| json::instant(at, run.session.rules().zone)),
        "text": found.text,
        "outcome": found.outcome.map(crate::domain::activity::Outcome::key),
        "touch": found.touch,
        "attempt": found.attempt,
        "minutes": found.minutes,
        "contact": contact.map(|contact| contact.name.as_str()),
        "deal_id": found.deal.map(|deal| deal.to_string()),
        "fulfils": found.fulfils.map(|plan| plan.to_string()),
        "plan": plan,
    })
}

/// Everything that happened, newest first.
fn timeline(run: &Run<'_>, whole: &Whole) -> Vec<Entry> {
    let (words, rules) = (run.words, run.session.rules());
    let mut entries: Vec<Entry> = Vec::new();
    for found in &whole.activities {
        let what = if found.plan.is_some() { "plan" } else { "activity" };
        let object = activity(run, found, &whole.contacts);
        let line = activity_line(run, found);
        entries.push(Entry { on: found.on, at: found.at, what, line, object });
    }
    for deal in &whole.deals {
        for (at, (on, stage)) in deal.events.iter().enumerate() {
            let key = if at == 0 { "timeline-deal-created" } else { "timeline-deal-moved" };
            let name = names::stage(words, &rules.pipeline, stage);
            let args = [("deal", deal.name.as_str().into()), ("stage", name.into())];
            let object =
                json!({ "deal_id": deal.id.to_string(), "deal": deal.name, "stage": stage });
            let line = words.format(key, &args);
            entries.push(Entry { on: *on, at: None, what: "deal", line, object });
        }
    }
    for found in &whole.orders {
        let amount = found.order.amount;
        let shown = names::money(words, amount.minor, amount.currency);
        let mut line = words.format("timeline-order", &[("amount", shown.into())]);
        if found.order.cancelled {
            line = names::joined(words, &[line, words.get("order-cancelled").into_owned()]);
        }
        let object = json!({
            "order_id": found.order.id.to_string(),
            "number": found.order.number,
            "amount": json::amount(Some(amount)),
            "cancelled": found.order.cancelled,
        });
        entries.push(Entry { on: found.order.on, at: None, what: "order", line, object });
    }
    for found in &whole.surveys {
        let answer = wording::worth::survey(words, found);
        let line = words.format("timeline-survey", &[("answer", answer.into())]);
        let object = survey::object(found);
        entries.push(Entry { on: found.on, at: None, what: "survey", line, object });
    }
    for found in &whole.cases {
        let Some(on) = found.opened_on else { continue };
        let kind = found.kind.as_deref().unwrap_or_default();
        let key = format!("case-{kind}");
        let kind = if words.has(&key) { words.get(&key).into_owned() } else { kind.to_owned() };
        let line = words.format("timeline-case", &[("kind", kind.into())]);
        entries.push(Entry { on, at: None, what: "case", line, object: case(found) });
    }
    let created = whole.customer.created_on;
    let line = words.get("timeline-created").into_owned();
    entries.push(Entry { on: created, at: None, what: "customer", line, object: json!({}) });
    // Several on one day: what was entered last comes first, the record itself last.
    entries.reverse();
    entries.sort_by_key(|entry| {
        std::cmp::Reverse((entry.on, entry.what != "customer", entry.at.unwrap_or(0)))
    });
    for entry in &mut entries {
        if let Value::Object(object) = &mut entry.object {
            object.insert("on".to_owned(), json::day(entry.on));
            object.insert("type".to_owned(), entry.what.into());
            object.insert("summary".to_owned(), entry.line.clone().into());
        }
    }
    entries
}

fn activity_line(run: &Run<'_>, found: &Activity) -> String {
    let words = run.words;
    let mut parts = vec![words.get(&format!("activity-{}", found.kind.key())).into_owned()];
    if let Some(plan) = &found.plan {
        let form = words.get(&format!("plan-{}", plan.kind.key())).into_owned();
        parts.push(format!("{form} {}", words.day(plan.due_on, run.today())));
    }
    let outcome = found.outcome.map(|outcome| format!("outcome-{}", outcome.key()));
    parts.extend(outcome.map(|key| words.get(&key).into_owned()));
    parts.extend(found.minutes.map(|minutes| words.duration(minutes)));
    parts.extend(found.text.clone());
    names::joined(words, &parts)
}

fn page(run: &Run<'_>, whole: &Whole, timeline: &[Entry], args: &Args) -> Page {
    let limit = args.limit.unwrap_or(TIMELINE);
    let (words, today, rules) = (run.words, run.today(), run.session.rules());
    let mut page = Page::default();
    head(run, whole, &mut page);
    page.heading(words.get("customer-section-tier"));
    for line in tier_lines(run, whole) {
        page.line(format!("  {line}"));
    }
    page.heading(words.get("customer-section-next"));
    let due = words.format(
        "cli-due",
        &[
            ("day", words.day(whole.row.due_on, today).into()),
            ("relative", words.day_relative(whole.row.due_on, today).into()),
        ],
    );
    page.line(format!("  {due}"));
    let open = |found: &&Activity| found.plan.as_ref().is_some_and(|plan| plan.closed.is_none());
    for plan in whole.activities.iter().filter(open) {
        page.line(format!("  {}", activity_line(run, plan)));
    }
    page.heading(words.get("customer-section-contacts"));
    if whole.contacts.is_empty() {
        page.line(format!("  {}", words.get("customer-no-contacts")));
    }
    for contact in &whole.contacts {
        let reach = [&contact.title, &contact.mobile, &contact.phone, &contact.email];
        let mut parts = vec![contact.name.clone()];
        parts.extend(reach.into_iter().flatten().cloned());
        page.line(format!("  {}", names::joined(words, &parts)));
    }
    page.heading(words.get("customer-section-deals"));
    if whole.deals.is_empty() {
        page.line(format!("  {}", words.get("customer-no-deals")));
    }
    for deal in &whole.deals {
        let stage = deal.stage(today).map(|key| names::stage(words, &rules.pipeline, key));
        let amount = deal.amount.map(|amount| names::money(words, amount.minor, amount.currency));
        let no_rate = deal.is_unconverted(rules.currency);
        let no_rate = no_rate.then(|| words.get("amount-no-rate").into_owned());
        let parts: Vec<String> =
            [Some(deal.name.clone()), stage, amount, no_rate].into_iter().flatten().collect();
        page.line(format!("  {}", names::joined(words, &parts)));
    }
    let buying = whole.buying.lines(run, args.model);
    if !buying.is_empty() {
        page.heading(words.get("customer-section-buying"));
    }
    for line in buying {
        page.line(format!("  {line}"));
    }
    orders(run, whole, &mut page);
    let signs = whole.signs(today);
    let told = wording::worth::loyalty(words, &signs).into_iter();
    let worth = whole.worth.iter().filter(|_| whole.row.bought.is_some());
    let told = told.chain(worth.flat_map(|worth| wording::worth::high_value(words, worth)));
    let told: Vec<String> = told.collect();
    if !told.is_empty() {
        page.heading(words.get("customer-section-voice"));
    }
    told.into_iter().for_each(|line| page.line(format!("  {line}")));
    page.heading(words.get("customer-section-timeline"));
    for entry in timeline.iter().take(limit) {
        page.line(format!("  {}  {}", words.day_short(entry.on, today), entry.line));
    }
    if timeline.len() > limit {
        let args = [("shown", limit.into()), ("total", timeline.len().into())];
        page.line(format!("  {}", words.format("customers-shown", &args)));
    }
    page
}

/// How many orders and what they come to; those in no sum one by one, with the id to mend them by.
fn orders(run: &Run<'_>, whole: &Whole, page: &mut Page) {
    let (words, rules) = (run.words, run.session.rules());
    if whole.orders.is_empty() {
        return;
    }
    page.heading(words.get("customer-section-orders"));
    let count = words.format("count-orders", &[("count", whole.row.orders.into())]);
    let revenue = names::money(words, whole.row.revenue, rules.currency);
    let last = whole.row.bought.map(|bought| {
        let when = words.day_relative(bought.last, run.today());
        words.format("detail-order-last", &[("when", when.into())])
    });
    let parts: Vec<String> = [Some(count), Some(revenue), last].into_iter().flatten().collect();
    page.line(format!("  {}", names::joined(words, &parts)));
    let no_rate = whole.orders.iter().map(|found| &found.order);
    for order in no_rate.filter(|order| order.is_unconverted(rules.currency)) {
        let amount = names::money(words, order.amount.minor, order.amount.currency);
        let parts = [
            words.day_short(order.on, run.today()),
            amount,
            words.get("amount-no-rate").into_owned(),
            order.id.to_string(),
        ];
        page.line(format!("  {}", names::joined(words, &parts)));
    }
}

fn head(run: &Run<'_>, whole: &Whole, page: &mut Page) {
    let (words, row, rules) = (run.words, &whole.row, run.session.rules());
    page.head(format!("{}  {}", row.name, row.tier.letter()));
    let tags: Vec<String> = row.tags.iter().map(|tag| format!("#{tag}")).collect();
    let tags = Some(tags.join(" ")).filter(|tags| !tags.is_empty());
    let life = row.life(whole.population, run.today());
    let facts = [
        Some(words.get(&format!("lifecycle-{}", life.key())).into_owned()),
        row.industry.clone(),
        row.area.clone(),
        row.owner_name.clone(),
        row.phone.clone(),
        tags,
    ];
    let facts: Vec<String> = facts.into_iter().flatten().collect();
    page.line(format!("  {}", names::joined(words, &facts)));
    let money = |minor| names::money(words, minor, rules.currency);
    let amounts =
        [("value", row.value_minor), ("open_value", row.open_value), ("revenue", row.revenue)].map(
            |(name, minor)| format!("{} {}", words.get(&format!("column-{name}")), money(minor)),
        );
    page.line(format!("  {}", names::joined(words, &amounts)));
    page.line(format!("  {}", row.id));
}
