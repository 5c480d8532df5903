//! Tiers, value classes and relationship levels against their vectors.

use std::{collections::HashMap, fs, path::Path};

use chrono::{Days, NaiveDate};
use proptest::prelude::*;
use serde_json::Value as Json;
use touchline::domain::{
    pareto::{AbcRules, Pareto, pareto},
    relationship::{RelationshipRules, relationship},
    stage::{Pipeline, StageLevel},
    tier::{
        Evidence, EvidenceSet, Intent, Interaction, InteractionRules, Level, Levels, Need, Pending,
        RulesError, Step, Thresholds, Tier, TierOverride, TierRules, TierState, Value, ValueFacts,
        need,
    },
};

use super::{Handler, funnel::stage_key};

pub const HANDLERS: &[(&str, Handler)] = &[
    ("tier_truth_table", truth_table),
    ("tier_levels", levels),
    ("tier_hysteresis", hysteresis),
    ("tier_override", overriding),
    ("abc_pareto", abc_pareto),
    ("kotler_level", kotler),
];

/// A row of a CSV file by its header names.
pub type Row = HashMap<String, String>;

/// The rows of a CSV file.
pub fn rows(file: &Path) -> Vec<Row> {
    csv::Reader::from_path(file).unwrap().deserialize().map(|row| row.unwrap()).collect()
}

/// A JSON file.
pub fn json(file: &Path) -> Json {
    serde_json::from_str(&fs::read_to_string(file).unwrap()).unwrap()
}

/// The cases of a JSON file.
pub fn cases(file: &Path) -> Vec<Json> {
    json(file)["cases"].as_array().unwrap().clone()
}

/// A JSON date, `None` for null.
pub fn date(value: &Json) -> Option<NaiveDate> {
    value.as_str().map(|text| text.parse().unwrap())
}

/// A list of JSON dates, ascending.
pub fn dates(value: &Json) -> Vec<NaiveDate> {
    let mut dates: Vec<NaiveDate> = value.as_array().unwrap().iter().flat_map(date).collect();
    dates.sort_unstable();
    dates
}

/// The levels written as keys in the order need, value, interaction, stage.
fn levels_of(keys: [&str; 4]) -> Levels {
    let [need, value, interaction, stage] = keys;
    Levels {
        need: Need::from_key(need).unwrap(),
        value: Value::from_key(value).unwrap(),
        interaction: Interaction::from_key(interaction).unwrap(),
        stage: StageLevel::from_key(stage).unwrap(),
    }
}

fn tier(value: &Json) -> Option<Tier> {
    value.as_str().map(|letter| Tier::from_letter(letter).unwrap())
}

fn truth_table(file: &Path) {
    let rules = TierRules::default();
    for row in rows(file) {
        let levels = levels_of([&row["need"], &row["value"], &row["interaction"], &row["stage"]]);
        let scored = rules.score(levels);
        let weighted = scored.terms.map(|term| term.weighted_x100.to_string());
        let columns = ["need_pts", "value_pts", "interaction_pts", "stage_pts"];
        assert_eq!(weighted, columns.map(|column| row[column].clone()), "{levels:?}");
        assert_eq!(scored.score_x100.to_string(), row["score_x100"], "{levels:?}");
        assert_eq!(scored.tier.letter(), row["tier"], "{levels:?}");
        let defined = Tier::ALL
            .into_iter()
            .find(|tier| tier.definition() == (levels.need, levels.value, levels.interaction));
        assert_eq!(defined.map_or("", Tier::letter), row["source_definition"], "{levels:?}");
        let intent = match rules.intent(scored.score_x100) {
            Intent::High => "高意向",
            Intent::Medium => "中意向",
            Intent::Low => "低意向",
        };
        assert_eq!(intent, row["intent"], "{levels:?}");
        let change = rules.smallest_change(levels, scored.tier).map_or_else(String::new, |level| {
            format!("{}>{}", level.dimension().key(), level.key())
        });
        assert_eq!(change, row["smallest_single_change_to_a_better_tier"], "{levels:?}");
    }
}

fn levels(file: &Path) {
    let rules = TierRules::default();
    for case in cases(file) {
        let level = match case["what"].as_str().unwrap() {
            "interaction" => {
                let contacts = rules.interaction.contacts(
                    &dates(&case["contact_days"]),
                    date(&case["first_known"]).unwrap(),
                    date(&case["today"]).unwrap(),
                );
                assert_eq!(contacts.days, case["days_counted"], "{case}");
                assert_eq!(contacts.normalised, case["normalised_to_90"], "{case}");
                Level::Interaction(contacts.level)
            }
            "need" => {
                let known = |evidence: &Evidence| {
                    let column = match evidence {
                        Evidence::Need => "need_stated",
                        Evidence::Product => "product_identified",
                        Evidence::Budget => "budget_known",
                        Evidence::Decider => "decision_maker_known",
                        Evidence::Date => "timeline_known",
                    };
                    case["evidence"][column].as_bool().unwrap()
                };
                let evidence: EvidenceSet = Evidence::ALL.into_iter().filter(known).collect();
                let explicit = case["explicit"].as_str().map(|key| Need::from_key(key).unwrap());
                Level::Need(need(explicit, evidence, rules.evidence_needed))
            }
            "value" => {
                let minor = |key: &str| case[key].as_i64().unwrap();
                let facts = ValueFacts {
                    purchases_minor: minor("purchases_365_minor"),
                    open_deals_minor: minor("open_deals_minor"),
                    potential_minor: minor("potential_minor"),
                };
                assert_eq!(facts.value_minor(), minor("value_minor"), "{case}");
                Level::Value(rules.value.level(facts.value_minor()))
            }
            "stage" => {
                let pipeline = Pipeline::default();
                let open = case["open_stages"].as_array().unwrap().iter();
                Level::Stage(StageLevel::furthest(
                    open.map(|name| {
                        pipeline.stage(stage_key(name.as_str().unwrap())).unwrap().level
                    }),
                ))
            }
            other => panic!("no level of {other}"),
        };
        assert_eq!(level.key(), case["level"], "{case}");
    }
}

fn hysteresis(file: &Path) {
    let meta = &json(file)["meta"];
    let threshold = |tier: &str| meta["thresholds_x100"][tier].as_i64().unwrap() as i32;
    let rules = TierRules {
        thresholds: Thresholds {
            a_x100: threshold("A"),
            b_x100: threshold("B"),
            c_x100: threshold("C"),
        },
        margin_x100: meta["margin_x100"].as_i64().unwrap() as i32,
        dwell_days: meta["demote_dwell_days"].as_u64().unwrap() as u32,
        ..TierRules::default()
    };
    for case in cases(file) {
        let mut state =
            TierState::new(tier(&case["start_tier"]).unwrap(), date(&case["start_since"]).unwrap());
        for step in case["steps"].as_array().unwrap() {
            let name = format!("{}: {step}", case["name"]);
            let keys = [0, 1, 2, 3].map(|i| step["levels"][i].as_str().unwrap());
            let score = rules.score(levels_of(keys)).score_x100;
            assert_eq!(score, step["score_x100"], "{name}");
            let action = match state.step(&rules, date(&step["date"]).unwrap(), score) {
                Step::Kept => "kept",
                Step::Promoted => "promoted",
                Step::Pending => "pending",
                Step::Demoted => "demoted",
            };
            assert_eq!(action, step["action"], "{name}");
            let pending = date(&step["pending_since"])
                .map(|since| Pending { since, best: tier(&step["pending_best"]).unwrap() });
            let expected = TierState {
                tier: tier(&step["tier"]).unwrap(),
                since: date(&step["since"]).unwrap(),
                pending,
            };
            assert_eq!(state, expected, "{name}");
        }
    }
}

fn overriding(file: &Path) {
    for row in rows(file) {
        let day = |column: &str| row[column].parse().unwrap();
        let tier = |column: &str| Tier::from_letter(&row[column]).unwrap();
        let over =
            TierOverride::new(tier("override"), "given", day("from"), Some(day("to"))).unwrap();
        let today = day("today");
        let left = over.days_left(today).map_or_else(String::new, |days| days.to_string());
        assert_eq!(left, row["days_left"], "{row:?}");
        assert_eq!(over.expiring_soon(today).to_string(), row["expiring_soon"], "{row:?}");
        let effective = TierOverride::effective(&[over], tier("automatic_tier"), today);
        assert_eq!(effective.letter(), row["effective"], "{row:?}");
    }
}

fn abc_pareto(file: &Path) {
    let bounds = &json(file)["meta"]["bounds"];
    let bound = |i: usize| bounds[i].as_u64().unwrap() as u8;
    let rules = AbcRules { a_pct: bound(0), b_pct: bound(1) };
    for case in cases(file) {
        let items = case["in"].as_array().unwrap().iter();
        let items =
            items.map(|item| (item["id"].as_str().unwrap(), item["value_minor"].as_i64().unwrap()));
        let Pareto { ranked, concentration, .. } = pareto(items, rules);
        let classes = case["class"].as_object().unwrap();
        assert_eq!(ranked.len(), classes.len(), "{}", case["name"]);
        for item in ranked {
            assert_eq!(item.class.letter(), classes[item.id], "{} {}", case["name"], item.id);
        }
        let figures = concentration.map_or(Json::Null, |figures| {
            serde_json::json!({
                "top_20pct_count": figures.top_fifth,
                "their_share_tenths_pct": figures.top_fifth_share.times(1000),
                "customers_making_80pct": figures.making_a_share,
                "gini_x10000": figures.gini.x10000(),
            })
        });
        assert_eq!(figures, case["pareto"], "{}", case["name"]);
    }
}

fn kotler(file: &Path) {
    let rules = RelationshipRules::default();
    for row in rows(file) {
        let number = |column: &str| row[column].parse().unwrap();
        let size = rules.size(number("group_customers"), number("all_customers")).unwrap();
        let margin = rules.margin(row["margin_bp"].parse().unwrap());
        let found = [size.key(), margin.key(), relationship(size, margin).key()];
        assert_eq!(found, ["size", "margin", "relationship"].map(|column| &row[column]), "{row:?}");
    }
}

/// Intervals and bounds near enough to each other that about half of them hold.
fn rhythms() -> impl Strategy<Value = ([u32; 4], InteractionRules)> {
    (30_u32..200, 2_u32..14, 2_u32..6, 2_u32..6, 2_u32..6).prop_flat_map(|(window, a, b, c, d)| {
        let intervals = [a, a * b, a * b * c, a * b * c * d].map(|days| days.clamp(1, 730));
        let [often, seldom] = [intervals[0], intervals[2]].map(|days| window / days);
        (0_u32..4, 0_u32..4).prop_map(move |(less, fewer)| {
            let low_from = seldom.saturating_sub(fewer).max(1);
            let frequent_from = often.saturating_sub(less).max(low_from + 1);
            let min_days = window.min(30);
            (intervals, InteractionRules { low_from, frequent_from, window_days: window, min_days })
        })
    })
}

proptest! {
    /// No feedback of the cadence on the tier (DOMAIN 1.2): whatever intervals and bounds are
    /// accepted, contacts at exactly a tier's interval stay at the level its definition asks for, on
    /// every day and wherever the rhythm began; and those that are refused would not.
    #[test]
    fn a_cadence_that_is_accepted_never_changes_its_own_tier(
        (intervals, interaction) in rhythms(),
        start in 0_u64..1_000,
        known_before in 0_u64..2_000,
    ) {
        let rules = TierRules { interaction, ..TierRules::default() };
        prop_assert_eq!(rules.validate(), Ok(()));
        let first_contact = NaiveDate::from_ymd_opt(2020, 1, 1).unwrap() + Days::new(start);
        let known = first_contact - Days::new(known_before);
        let stays = |tier: Tier| {
            let interval = intervals[tier as usize];
            let contacts: Vec<NaiveDate> =
                first_contact.iter_days().step_by(interval as usize).take(400).collect();
            // From the day on which the window lies within the rhythm, once through the rhythm.
            let settled = first_contact + Days::new(u64::from(interaction.window_days));
            let mut days = settled.iter_days().take(interval as usize);
            days.all(|today| {
                interaction.contacts(&contacts, known, today).level == tier.definition().2
            })
        };
        match rules.validate_cadence(|tier| intervals[tier as usize]) {
            Ok(()) => prop_assert!(Tier::ALL.into_iter().all(stays)),
            Err(RulesError::Cadence { tier, .. }) => prop_assert!(!stays(tier), "{:?}", tier),
            Err(other) => prop_assert!(false, "{}", other),
        }
    }
}

/// Every definition, at every stage and whatever day the rhythm began, over every day of half a
/// year: exact contacts at the tier's own interval never move it.
#[test]
fn following_the_cadence_exactly_never_changes_the_tier_by_itself() {
    let rules = TierRules::default();
    let start = NaiveDate::from_ymd_opt(2025, 1, 1).unwrap();
    for (tier, interval) in Tier::ALL.into_iter().zip([7, 14, 30, 90]) {
        let (need, value, _) = tier.definition();
        for phase in 0..interval {
            let contacts: Vec<NaiveDate> = (start + Days::new(phase))
                .iter_days()
                .step_by(interval as usize)
                .take(60)
                .collect();
            for stage in StageLevel::ALL {
                let mut state = TierState::new(tier, start);
                for today in (start + Days::new(180)).iter_days().take(180) {
                    let interaction = rules.interaction.contacts(&contacts, start, today).level;
                    let levels = Levels { need, value, interaction, stage };
                    let step = state.step(&rules, today, rules.score(levels).score_x100);
                    assert_eq!(step, Step::Kept, "{tier:?} {stage:?} phase {phase} {today}");
                }
            }
        }
    }
}
