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
        funnel::{Conversion, Idle, StageDays, Stock, THIN_BELOW},
        rate::Rate,
        settings::Rules,
        stage::Stage,
    },
    error::{Error, Result},
    i18n::Words,
    report::funnel::Figures,
    wording::{cell, names},
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
    let from = day(args.from.as_deref())?.or_else(|| first().map(|day| day.min(to))).unwrap_or(to);
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
    let stages: Vec<Value> = per_stage(rules, figures)
        .map(|PerStage { stage, stock, conversion, days, ages }| {
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
                "settled_rate": json::share(conversion.settled_rate()),
                "few": conversion.is_thin(),
                "visits": days.visits,
                "median_days": days.median_x2.map(json::halves),
                "mean_days": json::tenths(days.per_visit()),
                "mean_days_per_deal": json::tenths(days.per_deal()),
                "open_days": json::tenths(ages.per_visit()),
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
            ("value_win_rate", json::share(closed.value_win_rate())),
            ("mean_won", closed.mean_won_minor().times(1).map_or(Value::Null, money)),
            ("cycle_days", json::tenths(closed.mean_cycle_days())),
            ("median_cycle_days", closed.median_cycle_x2.map_or(Value::Null, json::halves)),
            ("velocity_per_day", figures.velocity_minor.map_or(Value::Null, money)),
            ("forecast", ahead),
            ("stuck", stuck.into()),
            ("unconverted", unconverted.into()),
        ],
    ))
}

/// What there is to say of an open stage.
struct PerStage<'a> {
    stage: &'a Stage,
    stock: &'a Stock,
    conversion: &'a Conversion,
    days: &'a StageDays,
    ages: &'a StageDays,
}

fn per_stage<'a>(rules: &'a Rules, figures: &'a Figures) -> impl Iterator<Item = PerStage<'a>> {
    let stages = rules.pipeline.open_stages().iter().zip(&figures.stocks);
    let spans = figures.days.iter().zip(&figures.ages);
    stages.zip(&figures.conversions).zip(spans).map(
        |(((stage, stock), conversion), (days, ages))| PerStage {
            stage,
            stock,
            conversion,
            days,
            ages,
        },
    )
}

/// The heading of a column; numbers, marked by `>`, stand right.
fn heading(words: &Words, name: &str) -> String {
    match name.strip_prefix('>') {
        Some(name) => format!(">{}", words.get(&format!("funnel-{name}"))),
        None => words.get(&format!("funnel-{name}")).into_owned(),
    }
}

/// A mean with one decimal; `None` of nothing.
fn tenths(rate: Rate) -> Option<String> {
    rate.times(10).map(|x10| cell::decimal(x10, 1))
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
    let absent = || words.get("word-absent").into_owned();
    let share = |rate: Rate| rate.x10000().map_or_else(absent, |rate| words.percent(rate));
    let count = |n: u64| i64::try_from(n).unwrap_or(i64::MAX);
    let head = ["stage", ">count", ">value", ">weighted", ">conversion", ">settled"];
    let mut table = Table::new(head.map(|name| heading(words, name)));
    for PerStage { stage, stock, conversion, .. } in per_stage(rules, figures) {
        let mut rate = share(conversion.rate());
        if conversion.open > 0 {
            let open = words.format("funnel-open", &[("count", count(conversion.open).into())]);
            rate = names::joined(words, &[rate, open]);
        }
        table.row([
            names::stage(words, &rules.pipeline, &stage.key),
            words.count(count(stock.deals)),
            money(stock.amount_minor),
            money(stock.weighted_minor),
            rate,
            share(conversion.settled_rate()),
        ]);
    }
    table.write(&mut page);
    page.line("");
    let head = ["stage", ">visits", ">median-days", ">mean-days", ">mean-days-deal", ">open-days"];
    let mut table = Table::new(head.map(|name| heading(words, name)));
    for PerStage { stage, days, ages, .. } in per_stage(rules, figures) {
        table.row([
            names::stage(words, &rules.pipeline, &stage.key),
            words.count(count(days.visits)),
            days.median_x2.map_or_else(absent, |x2| json::halves(x2).to_string()),
            tenths(days.per_visit()).unwrap_or_else(absent),
            tenths(days.per_deal()).unwrap_or_else(absent),
            tenths(ages.per_visit()).unwrap_or_else(absent),
        ]);
    }
    table.write(&mut page);
    let closed = &figures.closed;
    let line = |key: &str, n: u64, minor| {
        words.format(key, &[("count", count(n).into()), ("amount", money(minor).into())])
    };
    let mut parts = vec![
        line("funnel-won", closed.won, closed.won_minor),
        line("funnel-lost", closed.lost, closed.lost_minor),
    ];
    let rates = [
        ("funnel-win-rate", closed.win_rate()),
        ("funnel-value-win-rate", closed.value_win_rate()),
    ];
    parts.extend(rates.into_iter().filter_map(|(key, rate)| {
        let rate = words.percent(rate.x10000()?);
        Some(words.format(key, &[("percent", rate.into())]))
    }));
    page.line("");
    page.line(names::joined(words, &parts));
    let amount = |key: &str, minor| words.format(key, &[("amount", money(minor).into())]);
    let mut parts = vec![amount("funnel-forecast", figures.forecast.in_period.weighted_minor)];
    parts.extend(figures.velocity_minor.map(|minor| amount("funnel-velocity", minor)));
    let cycle = tenths(closed.mean_cycle_days());
    parts.extend(cycle.map(|days| words.format("funnel-cycle", &[("days", days.into())])));
    page.line(names::joined(words, &parts));
    if figures.is_thin() {
        let few = [("count", count(THIN_BELOW).into())];
        page.line(words.format("funnel-few", &few));
    }
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
