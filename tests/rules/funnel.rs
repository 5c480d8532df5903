//! The funnel against its vectors.

use std::{collections::HashMap, ops::RangeInclusive, path::Path};

use chrono::NaiveDate;
use serde_json::{Value as Json, json};
use touchline::domain::{
    funnel::{self, DealFacts, Move, conversion, forecast, snapshot, stage_days, velocity_year},
    stage::{DealStatus, Pipeline, Place},
};

use super::{
    Handler, shared_data,
    tiers::{Row, cases, date, dates, json as read, rows},
};

pub const HANDLERS: &[(&str, Handler)] = &[("funnel", funnel), ("maven_metrics", maven)];

/// The key of a stage of the default pipeline by its Chinese name.
pub fn stage_key(name: &str) -> &'static str {
    match name {
        "初次接触" => "contact",
        "需求分析" => "needs",
        "方案设计" => "proposal",
        "报价" => "quote",
        "签单" => "won",
        "输单" => "lost",
        other => panic!("no stage {other}"),
    }
}

/// A deal that owns its days.
struct Deal {
    id: String,
    amount_minor: i64,
    expected_close: Option<NaiveDate>,
    moves: Vec<Move>,
    activity: Vec<NaiveDate>,
    planned: Vec<NaiveDate>,
}

impl Deal {
    fn read(deal: &Json, pipeline: &Pipeline) -> Self {
        let event = |event: &Json| Move {
            on: date(&event[0]).unwrap(),
            to: pipeline.place(stage_key(event[1].as_str().unwrap())).unwrap(),
        };
        Self {
            id: deal["id"].as_str().unwrap().to_owned(),
            amount_minor: deal["amount"].as_i64().unwrap(),
            expected_close: date(&deal["expected_close"]),
            moves: deal["events"].as_array().unwrap().iter().map(event).collect(),
            activity: dates(&deal["activity"]),
            planned: dates(&deal["planned"]),
        }
    }

    fn facts(&self) -> DealFacts<'_> {
        DealFacts {
            amount_minor: self.amount_minor,
            expected_close: self.expected_close,
            moves: &self.moves,
            activity_days: &self.activity,
            planned_days: &self.planned,
        }
    }
}

/// The default pipeline with the probabilities and rot days the file was made with, and the names
/// of its open stages.
fn pipeline_of(meta: &Json) -> (Pipeline, Vec<&str>) {
    let mut pipeline = Pipeline::default();
    let stages = meta["stages"].as_array().unwrap();
    let names: Vec<&str> = stages.iter().map(|name| name.as_str().unwrap()).collect();
    for (name, stage) in names.iter().zip(&mut pipeline.stages) {
        assert_eq!(stage.key, stage_key(name));
        stage.probability = meta["probability_pct"][name].as_u64().unwrap() as u8;
        stage.rot_days = meta["rot_days"][name].as_u64().map(|days| days as u32);
    }
    let open = pipeline.open_stages().len();
    (pipeline, names[..open].to_vec())
}

fn funnel(file: &Path) {
    let file = read(file);
    let (pipeline, names) = pipeline_of(&file["meta"]);
    for case in file["cases"].as_array().unwrap() {
        let day = |key: &str| date(&case[key]).unwrap();
        let (period, as_of) = (day("from")..=day("to"), day("asof"));
        let deals: Vec<Deal> = case["deals"]
            .as_array()
            .unwrap()
            .iter()
            .map(|deal| Deal::read(deal, &pipeline))
            .collect();
        let facts: Vec<DealFacts<'_>> = deals.iter().map(Deal::facts).collect();
        let found = json!({
            "snapshot": by_stage(&names, snapshot(&facts, &pipeline, as_of), |stock| json!({
                "count": stock.deals, "amount_minor": stock.amount_minor,
            })),
            "conversion": conversion(&facts, &pipeline, &period, as_of)
                .into_iter()
                .zip(&names)
                .map(|(stage, name)| json!({
                    "stage": name, "entered": stage.entered, "advanced": stage.advanced,
                    "lost": stage.lost, "open": stage.open,
                }))
                .collect::<Vec<_>>(),
            "stage_days": by_stage(
                &names,
                stage_days(&facts, &pipeline, &period, as_of),
                |stage| json!({
                    "visits": stage.visits, "days": stage.days, "deals": stage.deals,
                }),
            ),
            "closed": closed(&facts, &pipeline, &period, as_of),
            "velocity": velocity(&facts, &pipeline, as_of),
            "forecast": expected(&facts, &pipeline, as_of),
            "rotting": rotting(&deals, &pipeline, &names, as_of),
        });
        for (key, expected) in case["expect"].as_object().unwrap() {
            assert_eq!(&found[key], expected, "{} {key}", case["name"]);
        }
    }
}

fn by_stage<T>(names: &[&str], stages: Vec<T>, show: impl Fn(T) -> Json) -> Json {
    names.iter().zip(stages).map(|(name, stage)| ((*name).to_owned(), show(stage))).collect()
}

fn closed(
    deals: &[DealFacts<'_>],
    pipeline: &Pipeline,
    period: &RangeInclusive<NaiveDate>,
    as_of: NaiveDate,
) -> Json {
    let closed = funnel::closed(deals, pipeline, period, as_of);
    json!({
        "won": closed.won,
        "lost": closed.lost,
        "won_minor": closed.won_minor,
        "lost_minor": closed.lost_minor,
        "win_rate_x10000": closed.win_rate().x10000(),
        "value_win_rate_x10000": closed.value_win_rate().x10000(),
    })
}

fn open_deals(deals: &[DealFacts<'_>], pipeline: &Pipeline, as_of: NaiveDate) -> u64 {
    snapshot(deals, pipeline, as_of).iter().map(|stock| stock.deals).sum()
}

fn velocity(deals: &[DealFacts<'_>], pipeline: &Pipeline, as_of: NaiveDate) -> Json {
    let open = open_deals(deals, pipeline, as_of);
    let closed = funnel::closed(deals, pipeline, &velocity_year(as_of), as_of);
    closed.velocity(open).times(1).map_or(Json::Null, |per_day| {
        json!({
            "open": open,
            "won": closed.won,
            "lost": closed.lost,
            "won_amount": closed.won_minor,
            "cycle_days_total": closed.cycle_days,
            "per_day_minor": per_day,
        })
    })
}

fn expected(deals: &[DealFacts<'_>], pipeline: &Pipeline, as_of: NaiveDate) -> Json {
    let period = as_of..=as_of + chrono::Days::new(89);
    let forecast = forecast(deals, pipeline, &period, as_of);
    json!({
        "in_period_minor": forecast.in_period.weighted_minor,
        "overdue_minor": forecast.overdue.weighted_minor,
    })
}

fn rotting(deals: &[Deal], pipeline: &Pipeline, names: &[&str], as_of: NaiveDate) -> Json {
    let idle = |deal: &Deal| {
        let idle = deal.facts().idle(pipeline, as_of)?;
        let shown = json!({
            "stage": names[idle.stage], "idle_days": idle.days, "rotting": idle.rotting,
        });
        Some((deal.id.clone(), shown))
    };
    deals.iter().filter_map(idle).collect()
}

/// The published metrics of a public data set, computed from the part of it that is at hand: that
/// part is cut by region, so an agent, manager or region is in it whole or not at all, and the other
/// groups only count when every deal is there.
fn maven(file: &Path) {
    let (Some(deals), Some(teams)) =
        (shared_data("maven_crm/sales_pipeline.csv"), shared_data("maven_crm/sales_teams.csv"))
    else {
        skip(&format!("skipped {}: the data it was computed from is not here", file.display()));
        return;
    };
    let deals = rows(&deals);
    let teams: HashMap<String, Row> =
        rows(&teams).into_iter().map(|row| (row["sales_agent"].clone(), row)).collect();
    let expected = rows(file);
    let whole =
        expected.iter().any(|row| row["group"] == "all" && row["deals"] == deals.len().to_string());
    let mut groups: HashMap<(&str, &str), Vec<Deal>> = HashMap::new();
    for row in &deals {
        let team = &teams[&row["sales_agent"]];
        let mut of = vec![
            ("agent", row["sales_agent"].as_str()),
            ("manager", &team["manager"]),
            ("region", &team["regional_office"]),
        ];
        if whole {
            of.extend([("all", "all"), ("product", &row["product"]), ("account", &row["account"])]);
            of.extend(row["close_date"].get(..7).map(|month| ("close_month", month)));
        }
        for group in of {
            groups.entry(group).or_default().push(maven_deal(row));
        }
    }
    for row in &expected {
        match groups.get(&(row["group"].as_str(), row["name"].as_str())) {
            Some(deals) => maven_group(row, deals),
            None => assert!(!whole, "no deals of {} {}", row["group"], row["name"]),
        }
    }
}

/// An open deal without any day is taken to have begun before all others.
fn maven_deal(row: &Row) -> Deal {
    let day = |column: &str| row[column].parse::<NaiveDate>().ok();
    let begun = Move { on: day("engage_date").unwrap_or(NaiveDate::MIN), to: Place::Stage(0) };
    let end = Pipeline::default().place(&row["deal_stage"].to_lowercase());
    let ended = end.map(|to| Move { on: day("close_date").unwrap(), to });
    Deal {
        id: row["opportunity_id"].clone(),
        amount_minor: row["close_value"].parse().map_or(0, |value: i64| value * 100),
        expected_close: None,
        moves: [begun].into_iter().chain(ended).collect(),
        activity: Vec::new(),
        planned: Vec::new(),
    }
}

fn maven_group(row: &Row, deals: &[Deal]) {
    let pipeline = Pipeline::default();
    let facts: Vec<DealFacts<'_>> = deals.iter().map(Deal::facts).collect();
    let (always, end) = (NaiveDate::MIN..=NaiveDate::MAX, NaiveDate::MAX);
    let closed = funnel::closed(&facts, &pipeline, &always, end);
    let open = open_deals(&facts, &pipeline, end);
    let text = |number: Option<i64>| number.map_or_else(String::new, |number| number.to_string());
    let found = [
        ("deals", facts.len().to_string()),
        ("open", open.to_string()),
        ("won", closed.won.to_string()),
        ("lost", closed.lost.to_string()),
        ("won_minor", closed.won_minor.to_string()),
        ("win_rate_x10000", text(closed.win_rate().x10000())),
        ("avg_won_minor", text(closed.mean_won_minor().times(1))),
        ("cycle_days_total", closed.cycle_days.to_string()),
        ("avg_cycle_days_x10", text(closed.mean_cycle_days().times(10))),
        ("median_cycle_x2", text(closed.median_cycle_x2)),
        ("velocity_minor_per_day", text(closed.velocity(open).times(1))),
    ];
    for (column, found) in found {
        assert_eq!(found, row[column], "{} {}: {column}", row["group"], row["name"]);
    }
}

#[expect(clippy::print_stderr, reason = "says why a vector file was not checked")]
fn skip(why: &str) {
    eprintln!("{why}");
}

/// Stage durations and current age are two sides of one history: together they cover every day.
#[test]
fn finished_visits_and_the_current_age_add_up_to_the_age_of_the_deal() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/vectors/funnel.json");
    let pipeline = Pipeline::default();
    for case in cases(&file) {
        let as_of = date(&case["asof"]).unwrap();
        for deal in case["deals"].as_array().unwrap() {
            let deal = Deal::read(deal, &pipeline);
            let facts = deal.facts();
            let Some(age) = facts.age_days(as_of) else {
                assert_eq!(facts.status(&pipeline, as_of), None::<DealStatus>);
                continue;
            };
            let ended =
                facts.visits(as_of).filter_map(|visit| Some((visit.to? - visit.from).num_days()));
            let whole = (as_of - facts.moves[0].on).num_days();
            assert_eq!(ended.sum::<i64>() + age, whole, "{}", deal.id);
        }
    }
}
