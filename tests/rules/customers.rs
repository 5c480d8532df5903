//! RFM, churn, lifecycle, high value, loyalty, birthdays and lunar dates against their vectors.
#![expect(clippy::print_stderr, reason = "says which check was left out")]

use std::{
    collections::{BTreeMap, HashMap},
    fs,
    path::Path,
};

use chrono::{Days, NaiveDate};
use serde_json::Value;
use touchline::domain::{
    birthday::{Birthday, LunarYears, YearDay},
    calendar::{
        festival::{Festival, festivals},
        lunar::{LunarDate, LunarYear},
    },
    churn::{
        bgnbd::{BgNbd, History},
        gamma_gamma::{GammaGamma, Spend},
        model::{Buyer, ModelOff, PurchaseModel},
        purchases::PurchaseDays,
        rule::{self, population_interval},
    },
    high_value::{MoneyAndFrequency, Worth},
    lifecycle::{self, Lifecycle, Spans},
    loyalty::{self, Loyalty, Satisfaction, Signs},
    rfm::{self, Band, Figures, Method, Scores, Segment, Split, Thresholds, Window},
};

use super::{Handler, shared_data};

pub const HANDLERS: &[(&str, Handler)] = &[
    ("rfm_small", rfm_small),
    ("rfm_cdnow", rfm_cdnow),
    ("rfm_r_package_custom_thresholds", rfm_r_package_custom_thresholds),
    ("rfm_r_package_orders", rfm_r_package_orders),
    ("rfm_r_package_orders_thresholds", rfm_r_package_orders_thresholds),
    ("rfm_r_package_orders_input", rfm_r_package_orders_input),
    ("churn_rule_cdnow", churn_rule_cdnow),
    ("churn_lifecycle", churn_lifecycle),
    ("bgnbd_predict", bgnbd_predict),
    ("bgnbd_unconditional", bgnbd_unconditional),
    ("bgnbd_fit", bgnbd_fit),
    ("gamma_gamma_predict", gamma_gamma_predict),
    ("cdnow_summary", cdnow_summary),
    ("birthdays", birthdays),
    ("lunar_convert", lunar_convert),
    ("lunar_festivals", lunar_festivals),
    ("high_value", high_value),
    ("loyalty", loyalty_index),
    ("nps", nps),
    ("satisfaction", satisfaction),
    ("repurchase_rate_cdnow", repurchase_rate_cdnow),
];

// ---- reading ------------------------------------------------------------------------------------

/// A row of a CSV file by column name.
struct Row(HashMap<String, String>);

impl Row {
    fn text(&self, column: &str) -> &str {
        self.0.get(column).unwrap_or_else(|| panic!("no column {column} in {:?}", self.0))
    }

    /// The parsed field, `None` where it is empty.
    fn maybe<T: std::str::FromStr>(&self, column: &str) -> Option<T> {
        let text = self.text(column);
        let parse = || text.parse().unwrap_or_else(|_| panic!("{column} of {:?}", self.0));
        (!text.is_empty()).then(parse)
    }

    fn get<T: std::str::FromStr>(&self, column: &str) -> T {
        self.maybe(column).unwrap_or_else(|| panic!("{column} of {:?} is empty", self.0))
    }
}

fn rows(path: &Path) -> Vec<Row> {
    let mut reader = csv::Reader::from_path(path).unwrap();
    let rows: Vec<Row> = reader.deserialize().map(|row| Row(row.unwrap())).collect();
    assert!(!rows.is_empty(), "{} is empty", path.display());
    rows
}

fn json(path: &Path) -> Value {
    serde_json::from_slice(&fs::read(path).unwrap()).unwrap()
}

fn cases(path: &Path) -> Vec<Value> {
    json(path)["cases"].as_array().unwrap().clone()
}

fn integer(value: &Value) -> Option<i64> {
    (!value.is_null()).then(|| value.as_i64().unwrap())
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap_or_else(|error| panic!("{text}: {error}"))
}

/// An amount with a fraction, times `scale`, which must make it whole.
fn scaled(text: &str, scale: i64) -> i64 {
    let value = text.parse::<f64>().unwrap() * scale as f64;
    assert!((value - value.round()).abs() < 1e-6, "{text} times {scale} is not whole");
    value.round() as i64
}

fn assert_relative(got: f64, expected: f64, tolerance: f64, what: &str) {
    let error = (got - expected).abs();
    assert!(error <= tolerance * expected.abs(), "{what}: {got}, expected {expected}");
}

type Orders = Vec<(NaiveDate, i64)>;

/// The orders of the CDNOW sample by customer, in cents; `None` where the sample does not exist.
fn cdnow() -> Option<BTreeMap<u32, Orders>> {
    let mut customers: BTreeMap<u32, Orders> = BTreeMap::new();
    for line in fs::read_to_string(shared_data("cdnow_sample/CDNOW_sample.txt")?).unwrap().lines() {
        let fields: Vec<&str> = line.split_whitespace().collect();
        let [_, id, on, _, dollars] = fields.as_slice() else {
            continue;
        };
        let on = NaiveDate::parse_from_str(on, "%Y%m%d").unwrap();
        customers.entry(id.parse().unwrap()).or_default().push((on, scaled(dollars, 100)));
    }
    Some(customers)
}

/// The orders as RFM's and the models' references count them: the sample's eight free orders, each
/// a customer's first, are purchases to them, and none by DOMAIN 2.1 and 3.2.
fn with_free_orders(orders: &Orders) -> Orders {
    orders.iter().map(|(on, cents)| (*on, (*cents).max(1))).collect()
}

/// The CDNOW sample, or a word that this check is left out.
fn cdnow_or_skip(what: &str) -> Option<BTreeMap<u32, Orders>> {
    let customers = cdnow();
    if customers.is_none() {
        eprintln!("  skipped, for want of the CDNOW sample: {what}");
    }
    customers
}

/// The last day of the sample's calibration period.
fn calibration_end() -> NaiveDate {
    day("1997-09-30")
}

// ---- RFM ----------------------------------------------------------------------------------------

fn band_name(band: Band) -> &'static str {
    match band {
        Band::High => "高价值",
        Band::Medium => "中价值",
        Band::Low => "低价值",
    }
}

fn segment_name(segment: Segment) -> &'static str {
    match segment {
        Segment::KeyValue => "重要价值",
        Segment::KeyDevelop => "重要发展",
        Segment::KeyKeep => "重要保持",
        Segment::KeyWinBack => "重要挽留",
        Segment::GeneralValue => "一般价值",
        Segment::GeneralDevelop => "一般发展",
        Segment::GeneralKeep => "一般保持",
        Segment::GeneralWinBack => "一般挽留",
    }
}

/// Quintile scores of all customers with everything that follows from them, as text.
fn quintile_results(customers: &[Figures]) -> Vec<String> {
    let scored = rfm::score(customers, Method::Quintiles, &Thresholds::default());
    let split = Split::mean(&scored);
    let result = |scores: &Scores| {
        let Scores { r, f, m } = scores;
        let (total, band) = (scores.total(), band_name(scores.band()));
        let segments = [split, Split::FIXED4].map(|split| segment_name(split.segment(*scores)));
        format!("{r} {f} {m} {total} {band} {}", segments.join(" "))
    };
    scored.iter().map(result).collect()
}

fn rfm_small(path: &Path) {
    for case in cases(path) {
        let name = case["name"].as_str().unwrap();
        let figures = |row: &Value| Figures {
            recency_days: row["r_days"].as_i64().unwrap(),
            frequency: row["f"].as_i64().unwrap(),
            monetary_minor: row["m_minor"].as_i64().unwrap(),
        };
        let customers: Vec<Figures> = case["in"].as_array().unwrap().iter().map(figures).collect();
        let expected = case["out"].as_array().unwrap();
        let results = quintile_results(&customers);
        assert_eq!(results.len(), expected.len(), "{name}");
        for (result, expected) in results.iter().zip(expected) {
            let columns = ["rs", "fs", "ms", "total", "band", "seg_mean", "seg_fixed4"];
            let expected = columns.map(|key| {
                let value = &expected[key];
                value.as_str().map_or_else(|| value.to_string(), str::to_owned)
            });
            assert_eq!(*result, expected.join(" "), "{name}");
        }
    }
}

fn rfm_cdnow(path: &Path) {
    let rows = rows(path);
    let customers: Vec<Figures> = rows
        .iter()
        .map(|row| Figures {
            recency_days: row.get("r_days"),
            frequency: row.get("f"),
            monetary_minor: row.get("m_minor"),
        })
        .collect();
    for (row, result) in rows.iter().zip(quintile_results(&customers)) {
        let columns = ["r_score", "f_score", "m_score", "total", "band"];
        let segments = ["segment_mean_split", "segment_fixed4"];
        let expected: Vec<&str> =
            columns.iter().chain(&segments).map(|column| row.text(column)).collect();
        assert_eq!(result, expected.join(" "), "customer {}", row.text("id"));
    }

    let (as_of, window) = match path.file_stem().unwrap().to_str().unwrap() {
        "rfm_cdnow_all" => ("1998-06-30", Window::All),
        "rfm_cdnow_365" => ("1998-06-30", Window::Days(365)),
        "rfm_cdnow_180cut" => ("1997-09-30", Window::Days(180)),
        _ => return,
    };
    let Some(orders) = cdnow_or_skip("figures from orders") else {
        return;
    };
    for (row, expected) in rows.iter().zip(customers) {
        let orders = &orders[&row.get("id")];
        if *orders == with_free_orders(orders) {
            let figures = rfm::figures(orders.iter().copied(), day(as_of), window);
            assert_eq!(figures, Some(expected), "customer {}", row.text("id"));
        }
    }
}

/// The package's columns, times `scale` so that its thresholds are whole.
fn package_figures(rows: &[Row], scale: i64) -> Vec<Figures> {
    rows.iter()
        .map(|row| Figures {
            recency_days: scale * row.get::<i64>("recency_days"),
            frequency: scale * row.get::<i64>("transaction_count"),
            monetary_minor: scale * row.get::<i64>("amount"),
        })
        .collect()
}

fn assert_package_scores(rows: &[Row], scale: i64, thresholds: &Thresholds) {
    let scored = rfm::score(&package_figures(rows, scale), Method::Thresholds, thresholds);
    for (row, Scores { r, f, m }) in rows.iter().zip(scored) {
        let expected = ["r_score", "f_score", "m_score"].map(|column| row.get::<u8>(column));
        assert_eq!([r, f, m], expected, "{}", row.text("customer_id"));
        assert_eq!(format!("{r}{f}{m}"), row.text("rfm_score"), "{}", row.text("customer_id"));
    }
}

/// The package in quantile mode is our fixed thresholds at its quintiles + 1 (DOMAIN 2.3). In
/// fifths of a unit both are whole.
fn package_quantile_thresholds(rows: &[Row]) -> Thresholds {
    let figures = package_figures(rows, 1);
    let edges = |of: fn(&Figures) -> i64| {
        let mut values: Vec<i64> = figures.iter().map(of).collect();
        rfm::quintiles_x5(&mut values).map(|edge| i64::try_from(edge).unwrap() + 5)
    };
    Thresholds {
        recency_days: edges(|figures| figures.recency_days),
        frequency: edges(|figures| figures.frequency),
        monetary_minor: edges(|figures| figures.monetary_minor),
    }
}

fn rfm_r_package_orders(path: &Path) {
    let rows = rows(path);
    assert_package_scores(&rows, 5, &package_quantile_thresholds(&rows));
}

/// The package's documented example of custom thresholds.
fn rfm_r_package_custom_thresholds(path: &Path) {
    let thresholds = Thresholds {
        recency_days: [115, 181, 297, 482],
        frequency: [4, 5, 6, 8],
        monetary_minor: [256, 382, 506, 666],
    };
    assert_package_scores(&rows(path), 1, &thresholds);
}

/// The table whose thresholds (or orders) a file holds: the file beside it without this ending.
fn table_beside(path: &Path, ending: &str) -> Option<Vec<Row>> {
    let stem = path.file_stem().unwrap().to_str().unwrap().replace(ending, "");
    let table = path.with_file_name(stem).with_extension("csv");
    if !table.exists() {
        eprintln!("  skipped, for want of {}", table.display());
    }
    table.exists().then(|| rows(&table))
}

fn rfm_r_package_orders_thresholds(path: &Path) {
    let bins = rows(path);
    let Some(table) = table_beside(path, "_thresholds") else {
        return;
    };
    let edges = |column: &str| -> [i64; 4] {
        assert_eq!(bins.len(), 5);
        for pair in bins.windows(2) {
            let (upper, lower) = (format!("{column}_upper"), format!("{column}_lower"));
            assert_eq!(pair[0].text(&upper), pair[1].text(&lower));
        }
        [0, 1, 2, 3].map(|bin: usize| scaled(bins[bin].text(&format!("{column}_upper")), 5))
    };
    let thresholds = Thresholds {
        recency_days: edges("recency"),
        frequency: edges("frequency"),
        monetary_minor: edges("monetary"),
    };
    assert_eq!(package_quantile_thresholds(&table), thresholds);
    assert_package_scores(&table, 5, &thresholds);
}

fn rfm_r_package_orders_input(path: &Path) {
    let Some(table) = table_beside(path, "_input") else {
        return;
    };
    let mut orders: HashMap<String, Orders> = HashMap::new();
    for row in rows(path) {
        let order = (row.get("order_date"), row.get("revenue"));
        orders.entry(row.text("customer_id").to_owned()).or_default().push(order);
    }
    assert_eq!(orders.len(), table.len());
    for (row, expected) in table.iter().zip(package_figures(&table, 1)) {
        let id = row.text("customer_id");
        let figures = rfm::figures(orders[id].iter().copied(), day("2006-12-31"), Window::All);
        assert_eq!(figures, Some(expected), "{id}");
    }
}

// ---- churn --------------------------------------------------------------------------------------

fn bought_on<'a>(days: impl Iterator<Item = &'a str>, today: NaiveDate) -> PurchaseDays {
    PurchaseDays::new(days.map(|text| (day(text), 1)), today)
}

/// The lifecycle by the rule's level.
fn life(
    purchases: &PurchaseDays,
    silence: Option<rule::Silence>,
    last_touch: Option<NaiveDate>,
    today: NaiveDate,
) -> Lifecycle {
    let bought = purchases.first().zip(silence.map(|silence| silence.level));
    lifecycle::lifecycle(bought, last_touch, &Spans::default(), today)
}

fn churn_rule_cdnow(path: &Path) {
    let rows = rows(path);
    for row in &rows {
        let today = row.get("today");
        let purchases = bought_on(row.text("purchase_dates").split_whitespace(), today);
        let silence = rule::silence(&purchases, row.get("population_interval"), today).unwrap();
        let got = (
            silence.own_gaps,
            silence.usual_interval_x2,
            silence.silence_days,
            silence.level.key(),
            life(&purchases, Some(silence), None, today).key(),
        );
        let expected = (
            row.get("own_gaps"),
            row.get("usual_interval_x2"),
            row.get("silence_days"),
            row.text("level"),
            row.text("lifecycle_without_contacts"),
        );
        assert_eq!(got, expected, "customer {}", row.text("id"));
    }

    let Some(orders) = cdnow_or_skip("the interval of all customers") else {
        return;
    };
    let purchases_at = |today: NaiveDate| -> Vec<PurchaseDays> {
        orders.values().map(|orders| PurchaseDays::new(orders.iter().copied(), today)).collect()
    };
    let mut intervals: BTreeMap<NaiveDate, i64> = BTreeMap::new();
    for row in &rows {
        let today: NaiveDate = row.get("today");
        let interval =
            *intervals.entry(today).or_insert_with(|| population_interval(&purchases_at(today)));
        assert_eq!(interval, row.get::<i64>("population_interval"), "at {today}");
    }
}

fn churn_lifecycle(path: &Path) {
    for case in cases(path) {
        let name = case["name"].as_str().unwrap();
        let today = day(case["today"].as_str().unwrap());
        let days = case["purchases"].as_array().unwrap().iter().map(|day| day.as_str().unwrap());
        let purchases = bought_on(days, today);
        let population = case["population_interval"].as_i64().unwrap();
        let silence = rule::silence(&purchases, population, today);
        let got = silence.map(|silence| {
            let own_gaps = silence.own_gaps as i64;
            (own_gaps, silence.usual_interval_x2, silence.silence_days, silence.level.key())
        });
        let churn = &case["churn"];
        let number = |key: &str| churn[key].as_i64().unwrap();
        let expected = (!churn.is_null()).then(|| {
            let level = churn["level"].as_str().unwrap();
            (number("own_gaps"), number("usual_interval_x2"), number("silence_days"), level)
        });
        assert_eq!(got, expected, "{name}");
        let last_touch = case["last_two_way_contact"].as_str().map(day);
        let life = life(&purchases, silence, last_touch, today);
        assert_eq!(life.key(), case["lifecycle"].as_str().unwrap(), "{name}");
    }
}

// ---- purchase models ----------------------------------------------------------------------------

fn bgnbd(row: &Row) -> BgNbd {
    BgNbd { r: row.get("r"), alpha: row.get("alpha"), a: row.get("a"), b: row.get("b") }
}

fn bgnbd_predict(path: &Path) {
    for row in rows(path) {
        let customer = History {
            repeats: row.get("x"),
            recency_weeks: row.get("t_x"),
            age_weeks: row.get("T"),
        };
        let (model, what) = (bgnbd(&row), format!("{} {customer:?}", row.text("case")));
        let p_alive = model.p_alive(&customer);
        assert_relative(p_alive, row.get("p_alive"), 1e-10, &format!("P(alive) of {what}"));
        let expected = model.expected_purchases(&customer, row.get("t"));
        assert_relative(expected, row.get("expected_purchases"), 1e-10, &format!("E of {what}"));
        let ln = model.ln_likelihood(&customer);
        assert!((ln - row.get::<f64>("loglik")).abs() <= 1e-9, "ln L of {what}: {ln}");
    }
}

fn bgnbd_unconditional(path: &Path) {
    for row in rows(path) {
        let got = bgnbd(&row).expected_of_new(row.get("t"));
        let what = format!("{:?} at {}", bgnbd(&row), row.text("t"));
        assert_relative(got, row.get("expected_purchases"), 1e-9, &what);
    }
}

fn gamma_gamma_predict(path: &Path) {
    for row in rows(path) {
        let model = GammaGamma { p: row.get("p"), q: row.get("q"), gamma: row.get("gamma") };
        let customer = Spend { repeats: row.get("x"), mean: row.get("mean_value") };
        let what = format!("{model:?} {customer:?}");
        let expected = row.get("expected_value");
        assert_relative(model.expected_spend(&customer), expected, 1e-9, &what);
    }
}

/// A buyer with its mean spend in whole units, from a row of the summary.
fn summarised(row: &Row) -> Buyer {
    let repeats: u32 = row.get("x");
    let spent: f64 = row.get("repeat_spend_cents");
    Buyer {
        history: History {
            repeats,
            recency_weeks: row.get::<f64>("t_x_days") / 7.0,
            age_weeks: row.get::<f64>("T_days") / 7.0,
        },
        mean_spend: spent / f64::from(repeats.max(1)),
    }
}

fn cdnow_summary(path: &Path) {
    let rows = rows(path);
    for row in &rows {
        let buyer = summarised(row);
        let first: NaiveDate = row.get("first_purchase");
        assert_eq!(first + Days::new(row.get("T_days")), calibration_end());
        if let Some(mean) = row.maybe::<f64>("mean_repeat_value") {
            assert!((buyer.mean_spend / 100.0 - mean).abs() < 1e-4, "{}", row.text("id"));
        }
    }
    let Some(orders) = cdnow_or_skip("histories from orders") else {
        return;
    };
    for row in &rows {
        let orders = with_free_orders(&orders[&row.get("id")]);
        let buyer = Buyer::new(&orders, calibration_end());
        assert_eq!(buyer, Some(summarised(row)), "customer {}", row.text("id"));
    }
}

/// The reference was fitted to all customers. Where the summary beside it holds only some of them
/// and the sample is absent, what can be said is that no reference fits those better.
fn bgnbd_fit(path: &Path) {
    let reference = json(path);
    let number = |value: &Value| value.as_f64().unwrap();
    let customers = integer(&reference["customers"]).unwrap() as usize;
    let summary = rows(&path.with_file_name("cdnow_summary.csv"));
    let mut buyers: Vec<Buyer> = summary.iter().map(summarised).collect();
    if buyers.len() != customers
        && let Some(orders) = cdnow_or_skip("the fit to all customers")
    {
        let all = orders.values().filter_map(|orders| Buyer::new(orders, calibration_end()));
        buyers = all.collect();
    }
    let complete = buyers.len() == customers;
    let model = PurchaseModel::fit(&buyers).unwrap();

    // The same purchases over thousands of years have their best α beyond what is sensible.
    let mut stretched = buyers.clone();
    for buyer in &mut stretched {
        buyer.history.recency_weeks *= 1_000.0;
        buyer.history.age_weeks *= 1_000.0;
    }
    assert_eq!(PurchaseModel::fit(&stretched).err(), Some(ModelOff::OutOfRange));

    let histories: Vec<History> = buyers.iter().map(|buyer| buyer.history).collect();
    let found = model.purchases;
    assert_eq!(model.fitted.customers, buyers.len());
    let ln = found.ln_likelihood_of_all(&histories);
    for by in ["lifetimes", "btyd"] {
        let fit = &reference["bgnbd"][by];
        let [r, alpha, a, b] = ["r", "alpha", "a", "b"].map(|key| number(&fit[key]));
        let theirs = BgNbd { r, alpha, a, b };
        assert!(ln >= theirs.ln_likelihood_of_all(&histories) - 0.01, "{by} fits better");
        if complete {
            let expected = number(&reference["bgnbd"][format!("{by}_loglik")]);
            assert!((ln - expected).abs() < 0.01, "ln L {ln}, {by} {expected}");
            let ours = [found.r, found.alpha, found.a, found.b];
            for (got, expected) in ours.into_iter().zip([r, alpha, a, b]) {
                assert_relative(got, expected, 0.01, by);
            }
        }
    }

    // The reference is in whole units of money.
    let spend =
        |buyer: &Buyer| Spend { repeats: buyer.history.repeats, mean: buyer.mean_spend / 100.0 };
    let spends: Vec<Spend> = buyers.iter().map(spend).collect();
    let found = GammaGamma::fit(&spends).unwrap();
    let ln = found.ln_likelihood(&spends);
    let in_cents = model.spend.unwrap();
    assert_relative(in_cents.gamma / 100.0, found.gamma, 1e-3, "γ in cents");
    for by in ["lifetimes", "btyd"] {
        let fit = &reference["gamma_gamma"][by];
        let [p, q, gamma] = ["p", "q", "gamma"].map(|key| number(&fit[key]));
        let theirs = GammaGamma { p, q, gamma };
        assert!(ln >= theirs.ln_likelihood(&spends) - 0.01, "{by} fits better");
        if complete {
            let expected = number(&reference["gamma_gamma"][format!("{by}_loglik")]);
            assert!((ln - expected).abs() < 0.01, "ln L {ln}, {by} {expected}");
            let ours = [found.p, found.q, found.gamma];
            for (got, expected) in ours.into_iter().zip([p, q, gamma]) {
                assert_relative(got, expected, 0.01, by);
            }
        }
    }
}

// ---- days ---------------------------------------------------------------------------------------

fn birthdays(path: &Path) {
    for row in rows(path) {
        let of = YearDay { month: row.get("month"), day: row.get("day") };
        let birthday = match row.text("kind") {
            "solar" => Birthday::Solar(of),
            "lunar" => Birthday::Lunar(of),
            other => panic!("a {other} birthday"),
        };
        let today: NaiveDate = row.get("today");
        let next = birthday.next(today, &LunarYears::around(today)).unwrap();
        let days = (next - today).num_days();
        let expected = (row.get("next"), row.get("days_until"));
        assert_eq!((next, days), expected, "{birthday:?} on {today}");
    }
}

fn lunar_convert(path: &Path) {
    for row in rows(path) {
        let expected = LunarDate {
            year: row.get("lunar_year"),
            month: row.get("lunar_month"),
            leap: row.get("leap"),
            day: row.get("lunar_day"),
            month_length: row.get("month_length"),
        };
        assert_eq!(LunarDate::of(row.get("solar")), Some(expected), "{}", row.text("solar"));
    }
}

fn lunar_festivals(path: &Path) {
    let name = |festival| match festival {
        Festival::NewYearsEve => "除夕",
        Festival::SpringFestival => "春节",
        Festival::LanternFestival => "元宵",
        Festival::TombSweeping => "清明",
        Festival::DragonBoat => "端午",
        Festival::DoubleSeventh => "七夕",
        Festival::MidAutumn => "中秋",
        Festival::DoubleNinth => "重阳",
        Festival::WinterSolstice => "冬至",
    };
    for row in rows(path) {
        let year = row.get("year");
        let leap_month = LunarYear::of(year).unwrap().leap_month();
        assert_eq!(leap_month.unwrap_or(0), row.get::<u8>("leap_month"), "{year}");
        let days = festivals(year);
        assert_eq!(days.len(), Festival::ALL.len());
        for (festival, day) in days {
            assert_eq!(day, row.get(name(festival)), "{festival:?} {year}");
        }
    }
}

// ---- worth and loyalty --------------------------------------------------------------------------

fn high_value(path: &Path) {
    for row in rows(path) {
        let scores = row.maybe("m_score").zip(row.maybe("f_score"));
        let worth = Worth {
            rfm: scores.map(|(m, f)| MoneyAndFrequency { m, f }),
            loyalty_index: row.maybe("loyalty_index"),
            influence: row.get("influence_level"),
            referrals: row.get("converted_referrals"),
            class_a: row.text("abc_class") == "A",
        };
        let expected = (row.get("score_x100"), row.get("high_value"));
        assert_eq!((worth.score_x100(), worth.is_high()), expected, "{worth:?}");
    }
}

/// The answers' names in the vectors, best first.
const ANSWERS: [&str; 5] = ["很满意", "比较满意", "满意", "不满意", "很不满意"];

fn loyalty_index(path: &Path) {
    for case in cases(path) {
        let answer = |name: &str| {
            Satisfaction::ALL[ANSWERS.iter().position(|answer| *answer == name).unwrap()]
        };
        let percent = |key: &str| integer(&case[key]).map(|value| u8::try_from(value).unwrap());
        let signs = Signs {
            satisfaction: case["satisfaction"].as_str().map(answer),
            repurchase_pct: percent("repurchase_pct"),
            recommend: percent("recommend"),
        };
        let index = signs.index();
        let got = index.map(|index| (i64::from(index), Loyalty::of(index).key()));
        let expect = &case["expect"];
        let expected = integer(&expect["index"]).zip(expect["level"].as_str());
        assert_eq!(got, expected, "{signs:?}");
    }
}

fn nps(path: &Path) {
    for case in cases(path) {
        let scores = case["scores"].as_array().unwrap().iter();
        let scores: Vec<u8> = scores.map(|score| score.as_u64().unwrap() as u8).collect();
        let got = loyalty::nps(&scores).map(|nps| {
            let counts = [nps.promoters, nps.passives, nps.detractors].map(i64::from);
            (counts, nps.score, nps.score_tenths)
        });
        let expect = &case["expect"];
        let number = |key: &str| integer(&expect[key]).unwrap();
        let expected = (!expect.is_null()).then(|| {
            let counts = ["promoters", "passives", "detractors"].map(number);
            (counts, number("nps"), number("nps_tenths"))
        });
        assert_eq!(got, expected, "{scores:?}");
    }
}

fn satisfaction(path: &Path) {
    for row in rows(path) {
        let counts = ANSWERS.map(|answer| row.get(answer));
        let got = loyalty::satisfaction(counts);
        let columns = ["satisfied_tenths_pct", "top_two_tenths_pct", "mean_1_to_5_hundredths"];
        let expected = columns.map(|column| row.maybe(column));
        let got = got.map_or([None; 3], |summary| {
            [summary.satisfied_tenths, summary.top_two_tenths, summary.mean_hundredths].map(Some)
        });
        assert_eq!(got, expected, "{counts:?}");
    }
}

fn repurchase_rate_cdnow(path: &Path) {
    let rows = rows(path);
    let Some(orders) = cdnow_or_skip("repurchase rates") else {
        return;
    };
    let end = day("1998-06-30");
    let purchases = |orders: &Orders| PurchaseDays::new(orders.iter().copied(), end);
    let customers: Vec<PurchaseDays> = orders.values().map(purchases).collect();
    for row in rows {
        let (from, to) = (row.get("from"), row.get("to"));
        let got = loyalty::repurchase_rate(&customers, from, to);
        let expected = loyalty::Repurchase {
            buyers: row.get("buyers"),
            repeat_buyers: row.get("repeat_buyers"),
            rate_tenths: row.maybe("rate_tenths_pct"),
        };
        assert_eq!(got, expected, "{from} to {to}");
    }
}
