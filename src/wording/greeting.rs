//! Whom to greet, when and for what (DOMAIN 6.6).

use chrono::NaiveDate;

use super::names::joined;
use crate::{
    domain::{birthday::Birthday, greeting::Occasion},
    i18n::Words,
    store::read::{FestivalGreetings, Greeting},
};

/// `birthday of 张敏 on Thu 26 Nov · lunar 10/18`.
pub fn greeting(words: &Words, greeting: &Greeting, today: NaiveDate) -> String {
    let day = words.day(greeting.reminder.on, today);
    let name = greeting.contact.as_ref().map_or(&greeting.name, |(_, name)| name);
    let said = match greeting.occasion {
        Occasion::Birthday => {
            words.format("reason-birthday", &[("name", name.into()), ("day", day.into())])
        }
        Occasion::Anniversary => words.format("reason-anniversary", &[("day", day.into())]),
    };
    let parts: Vec<String> = std::iter::once(said).chain(lunar(words, greeting.day)).collect();
    joined(words, &parts)
}

/// `lunar 10/18`, `农历十月十八`; nothing of a solar birthday.
pub fn lunar(words: &Words, day: Birthday) -> Option<String> {
    let Birthday::Lunar(of) = day else { return None };
    let args = [("month", i64::from(of.month).into()), ("day", i64::from(of.day).into())];
    Some(words.format("lunar-date", &args))
}

/// `Mid-Autumn Festival on Fri 25 Sep: greet A and B customers (12 of 32 done)`.
pub fn festival(words: &Words, found: &FestivalGreetings, today: NaiveDate) -> String {
    let name = words.get(&format!("festival-{}", found.festival.key())).into_owned();
    let args = [
        ("festival", name.into()),
        ("day", words.day(found.reminder.on, today).into()),
        ("greeted", found.greeted.into()),
        ("customers", found.customers.into()),
    ];
    words.format("greeting-festival", &args)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        domain::{
            birthday::YearDay, calendar::festival::Festival, greeting::Reminder, id::Id, tier::Tier,
        },
        i18n::Language,
    };

    #[test]
    fn a_greeting_says_who_when_and_by_which_calendar() {
        let [english, chinese] = Language::ALL.map(Words::new);
        let on: NaiveDate = "2026-11-26".parse().unwrap();
        let reminder = Reminder { on, since: "2026-11-23".parse().unwrap() };
        let solar = Greeting {
            customer: Id::new(uuid::Uuid::nil()),
            name: "明月".to_owned(),
            tier: Tier::A,
            contact: Some((Id::new(uuid::Uuid::nil()), "张敏".to_owned())),
            occasion: Occasion::Birthday,
            day: Birthday::Solar(YearDay { month: 11, day: 26 }),
            reminder,
        };
        let lunar =
            Greeting { day: Birthday::Lunar(YearDay { month: 10, day: 18 }), ..solar.clone() };
        let own = Greeting { contact: None, ..solar.clone() };
        let anniversary = Greeting { occasion: Occasion::Anniversary, ..own.clone() };
        let said = |words, found| greeting(words, found, on);
        assert_eq!(said(&english, &solar), "birthday of 张敏 on Thu 26 Nov");
        assert_eq!(said(&english, &lunar), "birthday of 张敏 on Thu 26 Nov · lunar 10/18");
        assert_eq!(said(&chinese, &lunar), "张敏 11月26日 周四生日 · 农历十月十八");
        assert_eq!(said(&english, &own), "birthday of 明月 on Thu 26 Nov");
        assert_eq!(said(&english, &anniversary), "anniversary on Thu 26 Nov");
        let found = FestivalGreetings {
            festival: Festival::MidAutumn,
            reminder,
            customers: 32,
            greeted: 2,
        };
        let expected = "Mid-Autumn Festival on Thu 26 Nov: greet A and B customers (2 of 32 done)";
        assert_eq!(festival(&english, &found, on), expected);
        assert!(festival(&chinese, &found, on).contains("已问候 2/32"));
    }

    #[test]
    fn every_lunar_date_has_its_name() {
        let chinese = Words::new(Language::ZhCn);
        let mut names = std::collections::BTreeSet::new();
        for month in 1..=12 {
            for day in 1..=30 {
                let name = lunar(&chinese, Birthday::Lunar(YearDay { month, day })).unwrap();
                assert!(!name.contains(|c: char| c.is_ascii()), "{name}");
                names.insert(name);
            }
        }
        assert_eq!(names.len(), 360);
        assert!(names.contains("农历正月初一") && names.contains("农历腊月三十"));
    }
}
