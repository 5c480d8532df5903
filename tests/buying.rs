//! RFM, churn and Pareto on the real binary: shapes, choices, and what small data says.

use std::fs;

use serde_json::Value;

use crate::cli::{Home, has_all, keys};

/// A home with thirty customers: the n-th bought n times, the last time n days ago; five others
/// only look.
fn home() -> Home {
    let home = Home::new();
    let mut orders = String::from("customer,date,amount\n");
    let today: chrono::NaiveDate = "2026-11-23".parse().unwrap();
    for n in 1..=30_u64 {
        for order in 0..n {
            let on = today - chrono::Days::new(n + 9 * order);
            orders.push_str(&format!("C{n:02},{on},{}\n", 100 * n));
        }
    }
    orders.push_str("C01,2026-11-20,-40\n");
    fs::write(home.path("orders.csv"), orders).unwrap();
    home.run(&["settings", "currency=CNY"]);
    let imported = home.run(&["import", "orders.csv", "--as", "orders", "--create-missing"]);
    assert!(imported.status.success(), "{imported:?}");
    for n in 1..=5 {
        home.ok(&["add", "customer", &format!("Looker {n}")]);
    }
    home
}

fn of<'a>(answer: &'a Value, customer: &str) -> &'a Value {
    let list = answer["customers"].as_array().unwrap();
    list.iter().find(|row| row["customer"] == customer).unwrap()
}

fn count(list: &Value) -> u64 {
    list.as_array().unwrap().iter().map(|item| item["count"].as_u64().unwrap()).sum()
}

#[test]
fn rfm_tells_everybodys_scores_and_how_they_come_about() {
    let home = home();
    let answer = home.json(&["rfm"]);
    has_all(&answer, "as_of customers grid segments edges method window scored prospects");
    assert_eq!((&answer["scored"], &answer["prospects"]), (&30.into(), &5.into()));
    assert_eq!((&answer["method"], &answer["window"]), (&"quintiles".into(), &365.into()));
    let row = of(&answer, "C01");
    let expected = "customer_id customer recency_days frequency monetary r f m total band segment";
    assert_eq!(keys(row).len(), expected.split(' ').count());
    has_all(row, expected);
    assert_eq!(row["monetary"], serde_json::json!({ "minor": 6_000, "currency": "CNY" }));
    assert_eq!((&row["recency_days"], &row["frequency"]), (&1.into(), &1.into()));
    assert_eq!([&row["r"], &row["f"], &row["m"], &row["total"]], [&5, &1, &1, &7].map(|n| n));
    assert_eq!((&row["band"], &row["segment"]), (&"low".into(), &"general_develop".into()));
    assert_eq!((count(&answer["grid"]), count(&answer["segments"])), (30, 30));
    assert_eq!(answer["segments"].as_array().unwrap().len(), 8);
    assert_eq!(answer["edges"][0]["edge_1"], 7, "one fifth of 1 to 30 days is up to 6.8");

    let limited = home.json(&["rfm", "--limit", "3", "--window", "all", "--split", "fixed4"]);
    assert_eq!(limited["customers"].as_array().unwrap().len(), 3);
    assert_eq!((&limited["window"], &limited["split"]), (&"all".into(), &"fixed4".into()));
    assert_eq!(count(&limited["grid"]), 30, "a short list is of the same customers");
    let some = home.json(&["rfm", "--filter", "C01"]);
    assert_eq!((&some["scored"], &some["prospects"]), (&1.into(), &0.into()));
    assert_eq!(of(&some, "C01"), row, "seen against all");

    let text = home.ok(&["rfm"]);
    for expected in ["key value", "R \\ F", "20 of 30 are listed", "F and M have one point more"] {
        assert!(text.contains(expected), "{expected}: {text}");
    }
    let chinese = home.ok(&["rfm", "--lang", "zh-CN"]);
    assert!(chinese.contains("重要价值客户") && chinese.contains("全体五分位"), "{chinese}");
    assert_eq!(home.json(&["insights", "rfm", "--limit", "2"])["scored"], 30);
}

#[test]
fn the_teams_settings_hold_unless_asked_otherwise() {
    let home = home();
    let settings = ["rfm.window=90", "rfm.method=thresholds", "rfm.orders=2 10 20 30"];
    home.ok(&[["settings"].as_slice(), &settings].concat());
    let answer = home.json(&["rfm"]);
    assert_eq!((&answer["window"], &answer["method"]), (&90.into(), &"thresholds".into()));
    assert_eq!(answer["edges"][1]["edge_4"], 30);
    let asked = home.json(&["rfm", "--window", "365", "--method", "auto"]);
    assert_eq!((&asked["window"], &asked["method"]), (&365.into(), &"quintiles".into()));
    for (args, wanted) in [
        (["--window", "-1"], "a number of days, or all"),
        (["--method", "deciles"], "quintiles"),
        (["--split", "5"], "fixed4"),
    ] {
        let arg = format!("{}={}", args[0], args[1]);
        assert!(home.refused(&["rfm", &arg]).contains(wanted));
    }
    assert!(home.refused(&["settings", "abc.a=95"]).contains("abc.a=80 abc.b=95"));
    assert!(home.refused(&["settings", "rfm.money=1 2 2 3"]).contains("above the one before"));
}

#[test]
fn churn_names_who_stops_buying_and_why_the_models_are_silent() {
    let home = home();
    let answer = home.json(&["insights", "churn"]);
    has_all(&answer, "as_of levels customers model population_interval_days notes");
    assert_eq!((&answer["model"], count(&answer["levels"])), (&"off".into(), 30));
    assert!(answer["notes"][0].as_str().unwrap().contains("there are 30: 170 more"), "{answer}");
    let listed = answer["customers"].as_array().unwrap();
    // Bought every 9 days: at risk from day 19 on, lost from day 28 on.
    let levels: Vec<&str> = listed.iter().map(|row| row["level"].as_str().unwrap()).collect();
    assert_eq!(levels.iter().filter(|level| **level == "at_risk").count(), 9);
    assert_eq!(levels.iter().filter(|level| **level == "lost").count(), 3);
    assert!(levels.is_sorted(), "at risk before lost");
    assert_eq!(listed[0]["customer"], "C27", "the highest value first");
    assert!(listed[0]["reason"].as_str().unwrap().starts_with("silent 27 d, usually"));
    let text = home.ok(&["insights", "churn", "--limit", "1"]);
    assert!(text.contains("1 of 12 are listed.") && text.contains("  silent 27 d"), "{text}");
    assert!(!text.contains("+Orders"), "a column of nothing: {text}");

    let shown = home.json(&["show", "C28"]);
    assert_eq!(shown["churn"]["level"], "lost");
    assert_eq!(shown["churn"]["model"]["off"], "too_few_customers");
    assert!(shown["churn"]["model"]["reason"].as_str().unwrap().contains("170 more"));
    assert_eq!((&shown["rfm"]["f"], &shown["rfm"]["class"]), (&5.into(), &"A".into()));
    let text = home.ok(&["show", "C28"]);
    assert!(text.contains("Buying\n  RFM 1·5·5"), "{text}");
    assert!(!text.contains("170 more"), "models only on request");
    assert!(home.ok(&["show", "C28", "--model"]).contains("170 more"));
    assert_eq!(home.json(&["show", "Looker 1"])["rfm"], Value::Null);
}

#[test]
fn the_models_tell_a_retailers_customers_apart() {
    let home = Home::new();
    let mut orders = String::from("customer,date,amount\n");
    let summary = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/vectors/cdnow_summary.csv");
    let mut rows = csv::Reader::from_path(summary).unwrap();
    for row in rows.records().map(Result::unwrap) {
        // Id, first purchase, x, t_x in days, spend of repeat days in cents: the days between lie
        // evenly, and each brings the same.
        let field = |name: usize| row.get(name).unwrap();
        let first: chrono::NaiveDate = field(1).parse().unwrap();
        let number = |name: usize| field(name).parse::<u64>().unwrap();
        let (times, days, spent) = (number(2), number(3), number(5));
        for n in 0..=times {
            let on = first + chrono::Days::new((days * n).checked_div(times).unwrap_or(0));
            let cents = if n == 0 { 1_000 } else { spent / times };
            let amount = format!("{}.{:02}", cents / 100, cents % 100);
            orders.push_str(&format!("C{},{on},{amount}\n", field(0)));
        }
    }
    fs::write(home.path("orders.csv"), orders).unwrap();
    let at = |args: &[&str]| {
        let mut command = home.command(args);
        let output = command.env("TOUCHLINE_NOW", "1997-09-30T12:00:00+08:00").output().unwrap();
        assert!(output.status.success(), "{args:?}: {output:?}");
        String::from_utf8(output.stdout).unwrap()
    };
    at(&["settings", "currency=USD"]);
    at(&["import", "orders.csv", "--as", "orders", "--create-missing"]);
    let churn: Value = serde_json::from_str(&at(&["insights", "churn", "--json"])).unwrap();
    assert_eq!(churn["model"], "on");
    has_all(&churn, "bg_nbd_r bg_nbd_alpha bg_nbd_a bg_nbd_b ln_likelihood fitted_customers");
    let value = |row: &Value| row["expected_value"]["minor"].as_i64().unwrap();
    for level in ["at_risk", "lost"] {
        let rows = churn["customers"].as_array().unwrap().iter();
        let values: Vec<i64> = rows.filter(|row| row["level"] == level).map(value).collect();
        assert!(values.is_sorted_by(|a, b| a >= b), "{level}: most expected first");
    }
    let name = churn["customers"][0]["customer"].as_str().unwrap();
    let shown: Value = serde_json::from_str(&at(&["show", name, "--json"])).unwrap();
    let model = &shown["churn"]["model"];
    has_all(model, "p_alive band expected_orders_52w expected_value_52w");
    assert_eq!(model["expected_value_52w"], churn["customers"][0]["expected_value"]);
    assert!(at(&["show", name, "--model"]).contains("orders in 52 weeks"));
}

#[test]
fn pareto_says_who_brings_the_revenue() {
    let home = home();
    let answer = home.json(&["insights", "pareto"]);
    has_all(&answer, "buyers revenue window top_fifth top_fifth_share making_a_share gini");
    has_all(&answer, "classes curve customers");
    assert_eq!(count(&answer["classes"]), 30);
    let first = &answer["customers"][0];
    assert_eq!((&first["customer"], &first["class"]), (&"C30".into(), &"A".into()));
    let curve = answer["curve"].as_array().unwrap();
    assert_eq!(
        (&curve[0], &curve[30]),
        (&serde_json::json!([0.0, 0.0]), &serde_json::json!([1.0, 1.0]))
    );
    assert_eq!(answer["customers"][29]["cumulative"], 1.0);
    assert!(home.ok(&["insights", "pareto"]).contains("bring 80% of the revenue"));
    let chinese = home.ok(&["insights", "pareto", "--lang", "zh-CN"]);
    assert!(chinese.contains("个客户贡献 80% 的成交额"), "{chinese}");
}

#[test]
fn nothing_bought_is_said_and_not_counted() {
    let home = Home::new();
    home.ok(&["add", "customer", "Acme"]);
    for topic in ["rfm", "churn", "pareto"] {
        let text = home.ok(&["insights", topic]);
        assert!(text.contains("Nobody has bought yet: import orders"), "{topic}: {text}");
        assert_eq!(home.json(&["insights", topic])["customers"], serde_json::json!([]), "{topic}");
    }
}
