//! Vectors of money and of days: amounts, working days, weeks, the business day (DOMAIN 6.7, 7).

use std::{collections::HashMap, fs, path::Path};

use chrono::{DateTime, Datelike, NaiveDate, Utc};
use serde::{Deserialize, de::DeserializeOwned};
use touchline::domain::{
    calendar::{
        business_day::HomeZone,
        weeks::{self, Period, Quarter, WeekStart},
        working::WorkingCalendar,
    },
    money::{self, Currency, Money},
};

use super::Handler;

pub const HANDLERS: &[(&str, Handler)] = &[
    ("cn_calendar", cn_calendar),
    ("day_boundary", day_boundary),
    ("money_allocate", money_allocate),
    ("money_display", money_display),
    ("money_mul_div", money_mul_div),
    ("money_parse", money_parse),
    ("money_wan", money_wan),
    ("statutory_days", statutory_days),
    ("weeks_months", weeks_months),
    ("workday_estimated", workday_estimated),
    ("workday_math", workday_math),
];

/// One row of a table, by column name.
struct Row(HashMap<String, String>);

impl Row {
    fn text(&self, column: &str) -> &str {
        self.0.get(column).unwrap_or_else(|| panic!("no column {column}"))
    }

    fn get<T: std::str::FromStr>(&self, column: &str) -> T {
        let text = self.text(column);
        text.parse().unwrap_or_else(|_| panic!("{column}: {text}"))
    }
}

/// Runs a check on every row, naming the file and the line when it fails.
fn each_row(path: &Path, check: impl Fn(&Row)) {
    let mut reader = csv::Reader::from_path(path).unwrap();
    let mut rows = 0;
    for row in reader.deserialize() {
        let row = Row(row.unwrap());
        rows += 1;
        eprintln!("  row {rows}: {:?}", row.0);
        check(&row);
    }
    assert!(rows > 0, "{} is empty", path.display());
}

/// A file of cases.
pub fn read_json<T: DeserializeOwned>(path: &Path) -> T {
    serde_json::from_str(&fs::read_to_string(path).unwrap())
        .unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn money_allocate(path: &Path) {
    #[derive(Deserialize)]
    struct File {
        cases: Vec<Case>,
    }
    #[derive(Deserialize)]
    struct Case {
        total_minor: i64,
        weights: Vec<u64>,
        parts_minor: Vec<i64>,
    }
    for case in read_json::<File>(path).cases {
        let parts = money::allocate(case.total_minor, &case.weights);
        assert_eq!(parts, Ok(case.parts_minor), "{} by {:?}", case.total_minor, case.weights);
    }
}

fn money_display(path: &Path) {
    each_row(path, |row| {
        let currency = Currency::new(row.text("currency")).unwrap();
        assert_eq!(currency.exponent(), row.get::<u32>("exponent"));
        assert_eq!(Money::new(row.get("minor"), currency).plain(), row.text("plain"));
    });
}

fn money_mul_div(path: &Path) {
    each_row(path, |row| {
        let result =
            money::mul_div(row.get("amount_minor"), row.get("numerator"), row.get("denominator"));
        assert_eq!(result, Some(row.get::<i64>("result_minor")));
    });
}

fn money_parse(path: &Path) {
    each_row(path, |row| {
        // The column is yuan: an amount in another currency is not a result of this table.
        let yuan = Money::parse(row.text("text"), Currency::CNY)
            .ok()
            .filter(|money| money.currency == Currency::CNY);
        let expected = (row.text("outcome") == "ok").then(|| row.get::<i64>("minor_cny"));
        assert_eq!(yuan.map(|money| money.minor), expected);
    });
}

fn money_wan(path: &Path) {
    each_row(path, |row| {
        let yuan = Money::new(row.get("minor_cny"), Currency::CNY);
        assert_eq!(yuan.compact_chinese(), row.text("display"));
    });
}

fn day_boundary(path: &Path) {
    each_row(path, |row| {
        let home = HomeZone::new(row.get("zone"), row.get("day_start_minutes")).unwrap();
        let instant = row.get::<DateTime<Utc>>("instant_utc").timestamp_millis();
        let local = home.local(instant);
        assert_eq!(local.format("%Y-%m-%dT%H:%M:%S%z").to_string(), row.text("local"));
        assert_eq!(home.business_day(instant), row.get::<NaiveDate>("business_date"));
        assert!(home.instants(row.get("business_date")).contains(&instant));
    });
}

fn weeks_months(path: &Path) {
    each_row(path, |row| {
        let day: NaiveDate = row.get("date");
        let (year, week) = weeks::iso_week(day);
        let weekday = day.weekday().number_from_monday();
        assert_eq!(format!("{year}-W{week:02}-{weekday}"), row.text("iso_week_date"));
        let monday_to_sunday = Period { from: row.get("week_monday"), to: row.get("week_sunday") };
        assert_eq!(Period::week(day, WeekStart::Monday), monday_to_sunday);
        let moved = weeks::add_months(day, row.get("n_months"));
        assert_eq!(moved, row.get::<NaiveDate>("add_months"));
        let Quarter { year, number } = weeks::quarter(day);
        assert_eq!(format!("{year}Q{number}"), row.text("quarter"));
    });
}

fn cn_calendar(path: &Path) {
    let calendar = WorkingCalendar::china();
    each_row(path, |row| {
        let day: NaiveDate = row.get("date");
        let holiday = Some(row.text("holiday"));
        match row.text("kind") {
            "holiday" => {
                assert!(!calendar.is_working(day));
                assert_eq!(calendar.holiday_name(day), holiday);
            }
            "makeup_workday" => {
                assert!(calendar.is_working(day));
                assert_eq!(calendar.makes_up_for(day), holiday);
            }
            kind => panic!("kind {kind}"),
        }
        assert!(!calendar.is_estimated(day));
    });
}

fn statutory_days(path: &Path) {
    let calendar = WorkingCalendar::china();
    each_row(path, |row| {
        let day: NaiveDate = row.get("date");
        assert!(calendar.is_estimated(day) && !calendar.is_working(day));
        assert_eq!(calendar.holiday_name(day), Some(row.text("holiday")));
    });
}

fn workday_estimated(path: &Path) {
    let calendar = WorkingCalendar::china();
    each_row(path, |row| {
        let day: NaiveDate = row.get("date");
        assert!(calendar.is_estimated(day));
        assert_eq!(calendar.is_working(day), row.get::<bool>("is_workday"));
        assert_eq!(calendar.roll_following(day), row.get::<NaiveDate>("roll_following"));
    });
}

fn workday_math(path: &Path) {
    let calendar = WorkingCalendar::china();
    each_row(path, |row| {
        let day: NaiveDate = row.get("date");
        let n = row.get("n");
        assert_eq!(calendar.is_working(day), row.get::<bool>("is_workday"));
        for (result, column) in [
            (calendar.roll_following(day), "roll_following"),
            (calendar.roll_preceding(day), "roll_preceding"),
            (calendar.add_working_days(day, n), "add_n_workdays"),
            (calendar.subtract_working_days(day, n), "sub_n_workdays"),
        ] {
            assert_eq!(result, row.get::<NaiveDate>(column), "{column}");
        }
        assert_eq!(
            calendar.working_days_after(day, row.get("to")),
            row.get::<i64>("workdays_after_date_to_inclusive")
        );
    });
}
