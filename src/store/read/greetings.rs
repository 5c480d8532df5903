//! Whom to greet: birthdays and anniversaries near their day, and the festivals.

use std::{cell::OnceCell, collections::HashMap};

use rusqlite::{Row, types::ValueRef};
use uuid::Uuid;

use super::{Reader, customers::nth};
use crate::{
    domain::{
        birthday::{Birthday, LunarYears},
        calendar::festival::Festival,
        greeting::{Occasion, Reminder},
        id::{ContactId, CustomerId, Id},
        tier::Tier,
    },
    store::StoreError,
};

/// Somebody to greet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Greeting {
    /// The customer.
    pub customer: CustomerId,
    /// What everybody calls it.
    pub name: String,
    /// Its tier.
    pub tier: Tier,
    /// The person at the customer, by name; `None` = the customer itself.
    pub contact: Option<(ContactId, String)>,
    /// What for.
    pub occasion: Occasion,
    /// The day as it is kept.
    pub day: Birthday,
    /// The day this time.
    pub reminder: Reminder,
}

/// A festival on which everybody of the better tiers is greeted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FestivalGreetings {
    /// Which.
    pub festival: Festival,
    /// Its day.
    pub reminder: Reminder,
    /// How many customers of tier A and B there are.
    pub customers: usize,
    /// With how many of them something was logged since the reminder.
    pub greeted: usize,
}

/// Something was logged with a customer since a day: what is planned is not done yet.
const LOGGED: &str = "a.on_day BETWEEN ?1 AND ?2 AND a.deleted = 0 AND a.plan IS NULL";

impl Reader<'_> {
    /// Whom to greet, the nearest day first, then by tier: birthdays of contacts and customers, and
    /// anniversaries, that one is reminded of and with whose customer nothing was logged since
    /// (DOMAIN 6.6). At most `limit`; how many more there may be comes with them. Costs a look at
    /// each day that is known, and more only for as many as that.
    ///
    /// # Errors
    /// Fails when the file cannot be read.
    pub fn greetings(&self, limit: usize) -> Result<(Vec<Greeting>, usize), StoreError> {
        let near = Near { reader: self, years: OnceCell::new() };
        let mut days = near.of(
            Of::Contact,
            "SELECT id, birthday FROM contacts INDEXED BY contacts_festive
             WHERE birthday IS NOT NULL AND deleted = 0",
        )?;
        for (column, occasion) in
            [("birthday", Occasion::Birthday), ("anniversary", Occasion::Anniversary)]
        {
            let sql = format!(
                "SELECT id, {column} FROM customers INDEXED BY customers_festive
                 WHERE (birthday IS NOT NULL OR anniversary IS NOT NULL) AND {column} IS NOT NULL
                   AND deleted = 0"
            );
            days.append(&mut near.of(Of::Customer(occasion), &sql)?);
        }
        days.sort_by_key(|found| (found.reminder.on, found.row));
        let (mut found, mut left) = (Vec::new(), days.len());
        for day in days {
            if found.len() == limit {
                break;
            }
            left -= 1;
            found.extend(self.greeting(&day)?);
        }
        found.sort_by_key(|it: &Greeting| (it.reminder.on, it.tier, it.customer));
        Ok((found, left))
    }

    /// One to greet, unless something was logged with the customer since the reminder.
    fn greeting(&self, near: &NearDay) -> Result<Option<Greeting>, StoreError> {
        let (person, tables, row, occasion) = match near.of {
            Of::Contact => (
                "k.uid, coalesce(k.name, '')",
                "contacts k JOIN customers c ON c.uid = k.customer",
                "k.id",
                Occasion::Birthday,
            ),
            Of::Customer(occasion) => ("NULL, NULL", "customers c", "c.id", occasion),
        };
        let sql = format!(
            "SELECT c.uid, coalesce(c.short_name, c.name, ''), s.tier, {person}
             FROM {tables} JOIN standing s ON s.customer = c.id
             WHERE {row} = ?3 AND NOT EXISTS
               (SELECT 1 FROM activities a WHERE a.customer = c.uid AND {LOGGED})"
        );
        let since = i64::from(near.reminder.since.to_epoch_days());
        let today = i64::from(self.today.to_epoch_days());
        self.first(&sql, [since, today, near.row], |row| {
            Ok(Greeting {
                customer: Id::new(Uuid::from_bytes(row.get(0)?)),
                name: row.get(1)?,
                tier: nth(&Tier::ALL, row.get(2)?, Tier::D),
                contact: super::id_at(row, 3)?.zip(row.get(4)?),
                occasion,
                day: near.day,
                reminder: near.reminder,
            })
        })
    }

    /// The festivals that one is reminded of, with how far one has got.
    ///
    /// # Errors
    /// Fails when the file cannot be read.
    pub fn festivals(&self) -> Result<Vec<FestivalGreetings>, StoreError> {
        let better = i64::from(Tier::B as u8);
        let count = |sql: &str, params: &[i64]| -> Result<usize, StoreError> {
            let found = self.first(sql, rusqlite::params_from_iter(params), |row| row.get(0))?;
            Ok(found.and_then(|count: i64| usize::try_from(count).ok()).unwrap_or(0))
        };
        let days = self.rules.greetings.festivals(&self.rules.calendar, self.today);
        let festivals = days.into_iter().map(|(festival, reminder)| {
            let since = i64::from(reminder.since.to_epoch_days());
            let today = i64::from(self.today.to_epoch_days());
            let greeted = format!(
                "SELECT count(DISTINCT s.customer) FROM activities a INDEXED BY activities_day
                 JOIN customers c ON c.uid = a.customer JOIN standing s ON s.customer = c.id
                 WHERE {LOGGED} AND s.tier <= ?3"
            );
            Ok(FestivalGreetings {
                festival,
                reminder,
                customers: count("SELECT count(*) FROM standing WHERE tier <= ?1", &[better])?,
                greeted: count(&greeted, &[since, today, better])?,
            })
        });
        festivals.collect()
    }
}

/// Whose day it is.
#[derive(Clone, Copy)]
enum Of {
    /// A contact's birthday.
    Contact,
    /// A customer's own.
    Customer(Occasion),
}

/// A day of which one is reminded.
struct NearDay {
    of: Of,
    /// The row of the contact or customer.
    row: i64,
    day: Birthday,
    reminder: Reminder,
}

/// Finds the days that are near among those that are known.
struct Near<'a> {
    reader: &'a Reader<'a>,
    /// Costly, and needed only where somebody has a lunar birthday.
    years: OnceCell<LunarYears>,
}

impl Near<'_> {
    /// The days of a query, a row and its day each, of which one is reminded.
    fn of(&self, of: Of, sql: &str) -> Result<Vec<NearDay>, StoreError> {
        // Most days are somebody's: each is looked at once.
        let mut known: HashMap<Birthday, Option<Reminder>> = HashMap::new();
        self.reader.wanted(sql, [], |row| {
            let Some(day) = birthday(row)? else { return Ok(None) };
            let reminder = *known.entry(day).or_insert_with(|| self.reminder(day));
            let row: i64 = row.get(0)?;
            Ok(reminder.map(|reminder| NearDay { of, row, day, reminder }))
        })
    }

    fn reminder(&self, day: Birthday) -> Option<Reminder> {
        let (rules, today) = (self.reader.rules, self.reader.today);
        let none = LunarYears::default();
        let years = match day {
            Birthday::Solar(_) => &none,
            Birthday::Lunar(_) => self.years.get_or_init(|| LunarYears::around(today)),
        };
        rules.greetings.of(day, years, &rules.calendar, today)
    }
}

/// The day in the second column; what is none, of a newer version or by a merge, is passed over.
fn birthday(row: &Row<'_>) -> rusqlite::Result<Option<Birthday>> {
    let text = match row.get_ref(1)? {
        ValueRef::Text(text) => std::str::from_utf8(text).ok(),
        _ => None,
    };
    Ok(text.and_then(Birthday::parse))
}
