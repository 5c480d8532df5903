//! The statutory holidays of a year in China, by the decree of 2024-11-10 (DOMAIN 6.7).

use chrono::{Days, NaiveDate};

/// The days that move from year to year, worked out beforehand: doing so at every start would cost
/// more than all the rest of it. A test works them out anew.
const MOVING: &str = include_str!("../../../assets/calendars/cn_moving.csv");

/// Days off of a year by the decree, in no order, each with its Chinese name; a day of two holidays
/// comes twice. Empty for a year that the table does not have: 2020 to 2060 are in it.
pub(super) fn statutory_days(year: i32) -> Vec<(NaiveDate, &'static str)> {
    let Some([spring, qingming, dragon_boat, mid_autumn]) = moving(year) else {
        return Vec::new();
    };
    let solar =
        |month, day, length, name| run(NaiveDate::from_ymd_opt(year, month, day), length, name);
    [
        solar(1, 1, 1, "元旦"),
        run(spring, 4, "春节"),
        run(qingming, 1, "清明节"),
        solar(5, 1, 2, "劳动节"),
        solar(10, 1, 3, "国庆节"),
        run(dragon_boat, 1, "端午节"),
        run(mid_autumn, 1, "中秋节"),
    ]
    .concat()
}

/// 除夕, 清明, 端午 and 中秋 of a year.
fn moving(year: i32) -> Option<[Option<NaiveDate>; 4]> {
    let year = year.to_string();
    let line = MOVING.lines().find(|line| line.starts_with(&year))?;
    let mut days = line.split(',').skip(1).map(|day| day.parse().ok());
    Some([(); 4].map(|()| days.next().flatten()))
}

/// So many days from the first of a holiday.
fn run(
    first: Option<NaiveDate>,
    length: u64,
    name: &'static str,
) -> Vec<(NaiveDate, &'static str)> {
    let day = |n| first?.checked_add_days(Days::new(n));
    (0..length).filter_map(|n| Some((day(n)?, name))).collect()
}

#[cfg(test)]
mod tests {
    use chrono::Datelike;

    use super::*;
    use crate::domain::calendar::festival::{Festival, festivals};

    #[test]
    fn the_table_is_what_the_lunar_calendar_says() {
        let mut lines = String::from("year,除夕,清明,端午,中秋\n");
        for year in 2020..=2060 {
            let days = festivals(year);
            let day = |wanted| days.iter().find(|(of, _)| *of == wanted).unwrap().1;
            let [eve, qingming, dragon_boat, mid_autumn] = [
                Festival::NewYearsEve,
                Festival::TombSweeping,
                Festival::DragonBoat,
                Festival::MidAutumn,
            ]
            .map(day);
            assert_eq!(eve.year(), year);
            lines += &format!("{year},{eve},{qingming},{dragon_boat},{mid_autumn}\n");
        }
        assert_eq!(MOVING, lines);
    }
}
