//! `funnel`: where the deals stand, what moves on, what is stuck.

use chrono::NaiveDate;
use serde_json::{Value, json};

use super::{
    answer::{Answer, Page},
    json,
    table::Table,
    world::Run,
};
use crate::{
    command::session::Member,
    domain::{
        deal::Deal,
        funnel::{Idle, Stock},
    },
    error::{Error, Result},
    report::funnel::Figures,
    wording::names,
};

/// Which deals, in which period.
#[derive(Debug, clap::Args)]
pub struct Args {
    #[arg(long, value_name = "DAY")]
    from: Option<String>,
    #[arg(long, value_name = "DAY")]
    to: Option<String>,
    #[arg(long, value_name = "DAY")]
    as_of: Option<String>,
    #[arg(long, value_name = "MEMBER")]
    owner: Option<String>,
}

/// Shows the funnel of a period, as of a day.
///
/// # Errors
/// Days that cannot be read, an owner nobody has, or the file.
pub fn run(run: &mut Run<'_>, args: &Args) -> Result<Answer> {
    let as_of = day(args.as_of.as_deref())?.unwrap_or_else(|| run.today());
    let to = day(args.to.as_deref())?.unwrap_or(as_of);
    let mut deals = run.session.reader().deals()?;
    // Everything, unless a period is asked for: what a spreadsheet of the same deals shows.
    let first = || deals.iter().filter_map(|deal| Some(deal.events.first()?.0)).min();
    let from = day(args.from.as_deref())?.or_else(first).unwrap_or(to);
    if from > to {
        return Err(Error::input("period").with("from", from).with("to", to));
    }
    if let Some(name) = &args.owner {
        let owner = owner(run, name)?;
        deals.retain(|deal| deal.owner == Some(owner.id));
    }
    let days = run.session.reader().deal_days()?;
    let figures = Figures::new(&deals, &days, run.session.rules(), as_of, from..=to);
    if run.json {
        return Ok(Answer::json(answer(run, &deals, &figures)?));
    }
    Ok(Answer::lines(page(run, &deals, &figures)?))
}

/// A day as JSON writes it.
fn day(text: Option<&str>) -> Result<Option<NaiveDate>> {
    let read = |text: &str| {
        text.trim().parse().map_err(|_| Error::input("day-unreadable").with("text", text))
    };
    text.map(read).transpose()
}

fn owner(run: &Run<'_>, name: &str) -> Result<Member> {
    if ["me", "我"].contains(&name) {
        return Ok(run.session.member().clone());
    }
    let member = Member::named(name);
    let members = run.session.reader().members()?;
    if members.iter().any(|(id, _)| *id == member.id) {
        return Ok(member);
    }
    let known = members.into_iter().map(|(_, name)| name);
    let known = crate::error::Piece::list(known);
    Err(Error::input("member-unknown").with("name", name).with("choices", known))
}

fn answer(run: &Run<'_>, deals: &[Deal], figures: &Figures) -> Result<Value> {
    let rules = run.session.rules();
    let money = |minor| json::money(minor, rules.currency);
    let stock = |stock: &Stock| {
        json!({
            "count": stock.deals,
            "value": money(stock.amount_minor),
            "weighted_value": money(stock.weighted_minor),
        })
    };
    let per_stage = figures.stocks.iter().zip(&figures.conversions).zip(&figures.days);
    let stages: Vec<Value> = rules
        .pipeline
        .open_stages()
        .iter()
        .zip(per_stage)
        .map(|(stage, ((stock, conversion), days))| {
            json!({
                "stage": stage.key,
                "name": names::stage(run.words, &rules.pipeline, &stage.key),
                "count": stock.deals,
                "value": money(stock.amount_minor),
                "weighted_value": money(stock.weighted_minor),
                "probability": stage.probability,
                "entered": conversion.entered,
                "advanced": conversion.advanced,
                "lost": conversion.lost,
                "still_open": conversion.open,
                "conversion": json::share(conversion.rate()),
                "median_days": days.median_x2.map(json::halves),
            })
        })
        .collect();
    let customers = run.session.reader().customer_names()?;
    let deal = |at: &usize| {
        deals.get(*at).map(|deal| {
            json!({
                "deal_id": deal.id.to_string(),
                "deal": deal.name,
                "customer_id": deal.customer.to_string(),
                "customer": customers.get(&deal.customer),
                "stage": deal.stage(figures.as_of),
                "amount": json::amount(deal.amount),
            })
        })
    };
    let stuck: Vec<Value> = figures
        .stuck
        .iter()
        .filter_map(|(at, idle)| {
            let mut object = deal(at)?;
            object.as_object_mut()?.insert("idle_days".to_owned(), idle.days.into());
            Some(object)
        })
        .collect();
    let unconverted: Vec<Value> = figures.unconverted.iter().filter_map(deal).collect();
    let (closed, forecast, open) = (&figures.closed, &figures.forecast, figures.open());
    let mut ahead = stock(&forecast.in_period);
    if let Some(object) = ahead.as_object_mut() {
        object.insert("from".to_owned(), json::day(*figures.ahead.start()));
        object.insert("to".to_owned(), json::day(*figures.ahead.end()));
        object.insert("overdue".to_owned(), stock(&forecast.overdue));
        object.insert("undated".to_owned(), stock(&forecast.undated));
    }
    Ok(json::answer(
        figures.as_of,
        [
            ("from", json::day(*figures.period.start())),
            ("to", json::day(*figures.period.end())),
            ("stages", stages.into()),
            ("open", stock(&open)),
            ("won", json!({ "count": closed.won, "value": money(closed.won_minor) })),
            ("lost", json!({ "count": closed.lost, "value": money(closed.lost_minor) })),
            ("win_rate", json::share(closed.win_rate())),
            ("forecast", ahead),
            ("stuck", stuck.into()),
            ("unconverted", unconverted.into()),
        ],
    ))
}

fn page(run: &Run<'_>, deals: &[Deal], figures: &Figures) -> Result<Page> {
    let (words, rules) = (run.words, run.session.rules());
    let money = |minor| names::money(words, minor, rules.currency);
    let day = |day| words.day_short(day, run.today());
    let mut page = Page::default();
    let period = words.format(
        "funnel-period",
        &[("from", day(*figures.period.start()).into()), ("to", day(*figures.period.end()).into())],
    );
    let as_of = words.format("funnel-as-of", &[("day", day(figures.as_of).into())]);
    page.head(format!("{as_of} · {period}"));
    if deals.is_empty() {
        page.line(words.get("funnel-empty"));
        return Ok(page);
    }
    let head = ["stage", ">count", ">value", ">weighted", ">conversion", ">median-days"];
    let head = head.map(|name| match name.strip_prefix('>') {
        Some(name) => format!(">{}", words.get(&format!("funnel-{name}"))),
        None => words.get(&format!("funnel-{name}")).into_owned(),
    });
    let mut table = Table::new(head);
    let absent = || words.get("word-absent").into_owned();
    let per_stage = figures.stocks.iter().zip(&figures.conversions).zip(&figures.days);
    for (stage, ((stock, conversion), days)) in rules.pipeline.open_stages().iter().zip(per_stage) {
        table.row([
            names::stage(words, &rules.pipeline, &stage.key),
            words.count(i64::try_from(stock.deals).unwrap_or(i64::MAX)),
            money(stock.amount_minor),
            money(stock.weighted_minor),
            conversion.rate().x10000().map_or_else(absent, |rate| words.percent(rate)),
            days.median_x2.map_or_else(absent, |x2| json::halves(x2).to_string()),
        ]);
    }
    table.write(&mut page);
    let (closed, count) = (&figures.closed, |n: u64| i64::try_from(n).unwrap_or(i64::MAX));
    let line = |key: &str, n: u64, minor| {
        words.format(key, &[("count", count(n).into()), ("amount", money(minor).into())])
    };
    let mut parts = vec![
        line("funnel-won", closed.won, closed.won_minor),
        line("funnel-lost", closed.lost, closed.lost_minor),
    ];
    let rate = closed.win_rate().x10000().map(|rate| words.percent(rate));
    parts.extend(rate.map(|rate| words.format("funnel-win-rate", &[("percent", rate.into())])));
    page.line("");
    page.line(names::joined(words, &parts));
    let amount = money(figures.forecast.in_period.weighted_minor);
    page.line(words.format("funnel-forecast", &[("amount", amount.into())]));
    let customers = run.session.reader().customer_names()?;
    let mut list = |title: &str, places: &mut dyn Iterator<Item = (usize, Option<i64>)>| {
        let mut shown = false;
        for (deal, idle) in places.filter_map(|(at, idle)| Some((deals.get(at)?, idle))) {
            if !shown {
                page.heading(words.get(title));
            }
            shown = true;
            let amount =
                deal.amount.map(|amount| names::money(words, amount.minor, amount.currency));
            let idle = idle.map(|days| words.format("deal-idle", &[("days", days.into())]));
            let customer = customers.get(&deal.customer).cloned();
            let parts = [customer, Some(deal.name.clone()), amount, idle];
            let parts: Vec<String> = parts.into_iter().flatten().collect();
            page.line(format!("  {}", names::joined(words, &parts)));
        }
    };
    let idle = |(at, idle): &(usize, Idle)| (*at, Some(idle.days));
    list("funnel-stuck-deals", &mut figures.stuck.iter().map(idle));
    list("cli-funnel-unconverted", &mut figures.unconverted.iter().map(|at| (*at, None)));
    Ok(page)
}
