//! Orders and surveys entered, effort, adherence, loyalty, high value, the funnel's figures.

use serde_json::{Value, json};

use crate::cli::{Home, text};

impl Home {
    /// What a command prints at another time.
    fn at(&self, now: &str, args: &[&str]) -> String {
        let output = self.command(args).env("TOUCHLINE_NOW", now).output().unwrap();
        assert!(output.status.success(), "{args:?}: {}", text(&output.stderr));
        text(&output.stdout)
    }
}

fn money(minor: i64) -> Value {
    json!({ "minor": minor, "currency": "CNY" })
}

fn one_customer() -> Home {
    let home = Home::new();
    home.ok(&["add", "customer", "明月"]);
    home
}

#[test]
fn an_order_is_entered_corrected_called_off_and_undone() {
    let home = one_customer();
    let added = home.json(&["add", "order", "明月", "¥4.8万", "number=SO-1", "ordered_on=11-20"]);
    assert_eq!(added["order"]["amount"], money(4_800_000));
    assert_eq!(added["order"]["ordered_on"], "2026-11-20");
    assert_eq!(added["gesture"], "add_order");
    let id = added["id"].as_str().unwrap();
    home.ok(&["add", "order", "明月", "-800", "notes=退货"]);
    let revenue = || home.json(&["show", "明月"])["revenue"].clone();
    assert_eq!(revenue(), money(4_720_000), "a refund is a negative order");
    let edited = home.json(&["edit", "order", id, "amount=50000", "number=SO-2"]);
    assert_eq!((&edited["order"]["number"], revenue()), (&json!("SO-2"), money(4_920_000)));
    home.ok(&["edit", "order", id, "cancelled=yes"]);
    assert_eq!(revenue(), money(-80_000), "what was called off counts nowhere");
    home.ok(&["undo"]);
    assert_eq!(revenue(), money(4_920_000));
    assert_eq!(home.ok(&["rebuild", "--check"]), "the tables equal the log\n");
}

#[test]
fn what_is_no_order_and_no_survey_is_refused_and_nothing_is_written() {
    let home = one_customer();
    let steps = home.json(&["check"])["steps"].clone();
    for (args, said) in [
        (&["add", "order", "明月", "number=1"][..], "must not be empty"),
        (&["add", "order", "明月", "a lot"], "not an amount"),
        (&["add", "order", "明月", "0.001"], "more decimals"),
        (&["add", "order", "明月", "$5", "rate=cheap"], "not a rate"),
        (&["add", "order", "明月", "$5", "rate=0"], "not a rate"),
        (&["add", "order", "明月", "5", "ordered_on=2026-11-24"], "has not come yet"),
        (&["add", "order", "nobody", "5"], "no customer"),
        (&["edit", "order", "7", "cancelled=yes"], "no such order"),
        (&["add", "survey", "明月", "comment=fine"], "no answer"),
        (&["add", "survey", "明月", "so-so"], "very-satisfied"),
        (&["add", "survey", "明月", "repurchase=101"], "not a whole number"),
        (&["add", "survey", "明月", "recommendation=-1"], "not a whole number"),
        (&["add", "survey", "明月", "满意", "on=2026-12-01"], "has not come yet"),
    ] {
        let refused = home.refused(args);
        assert!(refused.contains(said), "{args:?}: {refused}");
    }
    assert_eq!(home.json(&["check"])["steps"], steps);
}

#[test]
fn an_amount_without_a_rate_is_kept_counted_in_no_sum_and_told() {
    let home = one_customer();
    let added = home.json(&["add", "order", "明月", "$1,000"]);
    let dollars = json!({ "minor": 100_000, "currency": "USD" });
    assert_eq!(
        (&added["order"]["amount"], &added["order"]["base_amount"]),
        (&dollars, &Value::Null)
    );
    home.ok(&["add", "deal", "明月", "abroad", "amount=$100", "stage=quote"]);
    let show = home.json(&["show", "明月"]);
    assert_eq!((&show["revenue"], &show["open_value"]), (&money(0), &money(0)));
    assert_eq!(home.json(&["customers"])["unconverted"], json!({ "deals": 1, "orders": 1 }));
    for args in [&["customers"][..], &["insights", "effort"], &["insights", "high_value"]] {
        assert!(home.ok(args).contains("2 amounts in other currencies"), "{args:?}");
    }
    assert!(home.ok(&["show", "明月"]).contains("no rate: in no sum"));
    assert_eq!(home.json(&["funnel"])["unconverted"][0]["deal"], "abroad");
    let id = added["id"].as_str().unwrap();
    let rated = home.json(&["edit", "order", id, "rate=7.1"]);
    assert_eq!(rated["order"]["rate"], json!({ "numerator": 71, "denominator": 10 }));
    assert_eq!(rated["order"]["base_amount"], money(710_000));
    home.ok(&["edit", "deal", "abroad", "rate=7.1"]);
    let show = home.json(&["show", "明月"]);
    assert_eq!((&show["revenue"], &show["open_value"]), (&money(710_000), &money(71_000)));
    assert_eq!(home.json(&["customers"])["unconverted"], json!({ "deals": 0, "orders": 0 }));
    home.ok(&["edit", "deal", "abroad", "rate="]);
    assert_eq!(home.json(&["show", "明月"])["open_value"], money(0));
    // Too large to be converted: kept, told, in no sum.
    home.ok(&["add", "order", "明月", "amount=USD 90000000000000000", "rate=700"]);
    assert_eq!(home.json(&["customers"])["unconverted"]["orders"], 1);
}

#[test]
fn surveys_make_loyalty_and_say_whom_to_ask() {
    let home = one_customer();
    for name in ["Acme", "Zoë"] {
        home.ok(&["add", "customer", name]);
    }
    home.ok(&["add", "order", "Acme", "2000", "ordered_on=2026-11-01"]);
    home.ok(&["add", "order", "Zoë", "1000", "ordered_on=2026-11-01"]);
    let answer = ["satisfaction=比较满意", "repurchase=80", "recommendation=9", "on=11-20"];
    let added = home.json(&[&["add", "survey", "明月"][..], &answer].concat());
    assert_eq!(added["survey"]["satisfaction"], "rather_satisfied");
    assert_eq!(added["survey"]["on"], "2026-11-20");
    home.ok(&["add", "survey", "Acme", "very-dissatisfied", "recommendation=2", "on=2025-06-01"]);
    let show = home.json(&["show", "明月"]);
    // (75 + 100 + 100) / 3.
    assert_eq!(
        (&show["loyalty"]["index"], &show["loyalty"]["level"]),
        (&92.into(), &"loyal".into())
    );
    assert_eq!(show["surveys"][0]["recommendation"], 9);
    assert!(home.ok(&["show", "明月"]).contains("loyal, 92 of 100: quite satisfied"));
    let loyalty = home.json(&["insights", "loyalty"]);
    assert_eq!((&loyalty["answers"], &loyalty["nps"]), (&1.into(), &100.0.into()));
    assert_eq!((&loyalty["satisfied"], &loyalty["repurchase_rate"]), (&1.0.into(), &0.0.into()));
    // Very dissatisfied 0, bought lately 100, does not recommend 0.
    assert_eq!(loyalty["at_risk"][0]["customer"], "Acme");
    assert_eq!(loyalty["at_risk"][0]["index"], 33);
    let ask = loyalty["ask_next"].as_array().unwrap();
    let ask: Vec<&str> = ask.iter().map(|row| row["customer"].as_str().unwrap()).collect();
    assert_eq!(ask, ["Acme", "Zoë"], "明月 never bought");
    assert!(home.ok(&["history"]).contains("survey of 明月"));
    home.ok(&["undo"]);
    assert_eq!(home.json(&["insights", "loyalty"])["at_risk"], json!([]));
}

#[test]
fn effort_is_compared_with_what_it_brings() {
    let home = one_customer();
    home.ok(&["add", "customer", "Acme", "tier=A"]);
    home.ok(&["log", "call", "Acme", "!reached ~20m"]);
    home.ok(&["log", "call", "Acme", "!no-answer ~60m"]);
    home.ok(&["log", "visit", "明月", "!reached ^yesterday"]);
    home.ok(&["add", "order", "Acme", "7000"]);
    home.ok(&["add", "order", "Acme", "9999", "ordered_on=2026-08-25"]);
    let effort = home.json(&["insights", "effort"]);
    assert_eq!((&effort["from"], &effort["to"]), (&"2026-08-26".into(), &"2026-11-23".into()));
    assert_eq!(effort["contacts"], 2, "an attempt is no contact");
    let (a, d) = (&effort["tiers"][0], &effort["tiers"][3]);
    assert_eq!((&a["hours"], &a["effort_share"]), (&0.3.into(), &0.143.into()));
    assert_eq!((&a["value"], &a["value_per_hour"]), (&money(700_000), &money(2_100_000)));
    assert_eq!((&a["balance"], &d["balance"]), (&"under_served".into(), &"no_value".into()));
    assert_eq!(d["hours"], 2.0, "a visit without minutes takes the usual two hours");
    assert_eq!(effort["shares"][0]["key"], "a_effort");
    home.ok(&["settings", "effort.visit=30", "effort.days=1"]);
    let effort = home.json(&["insights", "effort"]);
    assert_eq!((&effort["from"], &effort["contacts"]), (&"2026-11-23".into(), &1.into()));
    assert!(home.ok(&["insights", "effort"]).contains("less than 5%"));
    assert!(home.refused(&["settings", "effort.call=9999"]).contains("at most 1440"));
    home.ok(&["settings", "effort.days=90", "effort.value=pipeline"]);
    home.ok(&["add", "deal", "明月", "ERP", "amount=10000", "stage=quote"]);
    let effort = home.json(&["insights", "effort"]);
    assert_eq!(effort["value"], money(750_000), "75 % of the open deal");
}

#[test]
fn a_contact_is_judged_by_the_tier_of_its_day() {
    let home = Home::new();
    // Monday noon; B asks every 14 days, from the override on A every 7.
    home.at("2026-09-07T12:00:00+08:00", &["add", "customer", "Acme", "tier=B", "owner=李雷"]);
    for day in ["2026-09-07", "2026-09-21", "2026-10-10"] {
        home.at(&format!("{day}T12:00:00+08:00"), &["log", "call", "Acme", "!reached"]);
    }
    let set = ["edit", "Acme", "override=A", "override_reason=big"];
    home.at("2026-10-10T12:30:00+08:00", &set);
    home.at("2026-10-20T12:00:00+08:00", &["log", "call", "Acme", "!reached"]);
    let found = home.json(&["insights", "adherence"]);
    // 7 Sep: met on the 21st. 21 Sep: due 5 Oct, a holiday, so 8 Oct, met by the next working day,
    // Saturday the 10th being none, but 9 Oct was the last: missed. 10 Oct: A, due 19 Oct, met on
    // the 20th. 20 Oct: A, due 27 Oct, missed.
    let counts = |row: &Value| [&row["met"], &row["missed"], &row["undecided"]].map(Value::clone);
    assert_eq!(counts(&found["tiers"][1]), [1, 1, 0].map(Value::from), "{found}");
    assert_eq!(counts(&found["tiers"][0]), [1, 1, 0].map(Value::from), "{found}");
    assert_eq!(counts(&found), [2, 2, 0].map(Value::from));
    assert_eq!(found["owners"][0]["owner"], "李雷");
    assert_eq!((&found["customers"][0]["missed"], &found["rate"]), (&2.into(), &0.5.into()));
}

#[test]
fn high_value_says_why_and_effort_without_records_is_told() {
    let home = one_customer();
    home.ok(&["add", "customer", "Acme", "influence=3", "referrals=1"]);
    home.ok(&["add", "order", "Acme", "200000", "ordered_on=2026-11-01"]);
    home.ok(&["add", "order", "明月", "4000", "ordered_on=2026-11-02"]);
    let found = home.json(&["insights", "high_value"]);
    assert_eq!((&found["high_value"], &found["effort_unknown"]), (&1.into(), &1.into()));
    let first = &found["customers"][0];
    // M 5, F 1, bought lately: loyalty 100; influence at its most: 40 + 0 + 20 + 15.
    assert_eq!((&first["customer"], &first["score"]), (&"Acme".into(), &75.0.into()));
    assert_eq!((&first["class"], &first["key_account"]), (&"A".into(), &"effort_unknown".into()));
    home.ok(&["log", "call", "Acme", "!reached"]);
    home.ok(&["log", "visit", "明月", "!reached"]);
    let show = home.json(&["show", "Acme"]);
    assert_eq!(show["high_value"]["key_account"], "yes");
    assert_eq!(show["high_value"]["terms"]["influence"], 15.0);
    assert!(home.ok(&["show", "Acme"]).contains("class A, key account: 98% of the value"));
    assert_eq!(home.json(&["show", "明月"])["high_value"]["high_value"], false);
}

#[test]
fn every_analysis_of_an_empty_file_says_so_in_both_languages() {
    let home = one_customer();
    home.ok(&["undo"]);
    for topic in ["effort", "adherence", "loyalty", "high-value"] {
        for lang in ["en", "zh-CN"] {
            let shown = home.ok(&["insights", topic, "--lang", lang]);
            let bare = ["figure-", "column-", "report-", "{"];
            assert!(!bare.iter().any(|key| shown.contains(key)), "{shown}");
        }
        home.json(&["insights", topic]);
    }
    assert!(home.ok(&["insights", "effort"]).contains("No effective contact"));
}

#[test]
fn the_day_starts_when_the_team_says_so() {
    let home = one_customer();
    home.ok(&["settings", "zone=Asia/Shanghai", "day_start_minutes=240", "effort.days=1"]);
    let night = "2026-11-24T01:00:00+08:00";
    home.at(night, &["log", "visit", "明月", "!reached ^00:30"]);
    home.at(night, &["log", "call", "明月", "!reached ^today"]);
    home.at(night, &["add", "order", "明月", "500"]);
    home.at(night, &["add", "survey", "明月", "满意"]);
    let show = home.json(&["show", "明月"]);
    assert_eq!(show["last_touch_on"], "2026-11-23");
    assert_eq!(show["orders"][0]["ordered_on"], "2026-11-23");
    assert_eq!(show["surveys"][0]["on"], "2026-11-23");
    let effort = home.json(&["insights", "effort"]);
    assert_eq!((&effort["contacts"], &effort["value"]), (&2.into(), &money(50_000)));
    // The same instants in another zone: it is noon of the 23rd in New York.
    home.ok(&["settings", "zone=America/New_York", "day_start_minutes=0"]);
    let logged = home.at(night, &["log", "call", "明月", "!reached", "--json"]);
    let logged: Value = serde_json::from_str(&logged).unwrap();
    assert_eq!(logged["activity"]["on"], "2026-11-23");
    assert!(logged["activity"]["at"].as_str().unwrap().ends_with("12:00:00-05:00"), "{logged}");
}

#[test]
fn the_figures_of_a_public_pipeline_are_those_published() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let list = root.join("../shared/data/maven_crm/sales_pipeline.csv");
    if !list.exists() {
        return;
    }
    let home = Home::new();
    // The day after the data end: open deals without any day are open on it.
    let end = "2017-12-31T12:00:00+08:00";
    let list = list.to_str().unwrap();
    home.at(end, &["import", list, "--as", "deals", "--create-missing", "--db", "m.db"]);
    let metrics = std::fs::read_to_string(root.join("tests/vectors/maven_metrics.csv")).unwrap();
    let mut checked = 0;
    for row in metrics.lines().map(|line| line.split(',').collect::<Vec<_>>()) {
        if !["Cecily Lampkin", "Daniell Hammack", "Gladys Colclough"].contains(&row[1]) {
            continue;
        }
        let args = ["funnel", "--owner", row[1], "--db", "m.db", "--json"];
        let funnel: Value = serde_json::from_str(&home.at(end, &args)).unwrap();
        let scaled = |text: &str, by: f64| text.parse::<f64>().unwrap() / by;
        assert_eq!(funnel["open"]["count"], row[3].parse::<i64>().unwrap(), "{row:?}");
        assert_eq!(funnel["won"]["count"], row[4].parse::<i64>().unwrap(), "{row:?}");
        assert_eq!(funnel["win_rate"], scaled(row[7], 10_000.0), "{row:?}");
        assert_eq!(funnel["mean_won"]["minor"], row[8].parse::<i64>().unwrap(), "{row:?}");
        assert_eq!(funnel["cycle_days"], scaled(row[10], 10.0), "{row:?}");
        assert_eq!(funnel["median_cycle_days"].as_f64(), Some(scaled(row[11], 2.0)), "{row:?}");
        assert_eq!(funnel["velocity_per_day"]["minor"], row[12].parse::<i64>().unwrap(), "{row:?}");
        checked += 1;
    }
    assert_eq!(checked, 3);
    // Before the first deal there is nothing, and that is no error.
    let before = home.at(end, &["funnel", "--as-of", "2016-01-01", "--db", "m.db", "--json"]);
    let before: Value = serde_json::from_str(&before).unwrap();
    assert_eq!((&before["open"]["count"], &before["velocity_per_day"]), (&0.into(), &Value::Null));
}
