//! A value of a report in words.

use chrono::NaiveDate;

use super::names;
use crate::{document::Cell, i18n::Words};

/// A value as people read it, an amount in full; nothing known is a dash.
pub fn full(words: &Words, cell: &Cell, today: NaiveDate) -> String {
    match cell {
        Cell::Money(minor, currency) => names::money(words, *minor, *currency),
        cell => compact(words, cell, today),
    }
}

/// A value where there is little room: an amount in thousands and millions, or 万 and 亿.
pub fn compact(words: &Words, cell: &Cell, today: NaiveDate) -> String {
    match cell {
        Cell::Absent => words.get("word-absent").into_owned(),
        Cell::Text(text) | Cell::Choice(_, text) | Cell::Customer(_, text) => text.clone(),
        Cell::Count(count) => words.count(*count),
        Cell::Money(minor, currency) => {
            words.money_compact(*minor, currency.code(), currency.exponent())
        }
        Cell::Share(x10000) => words.percent(*x10000),
        Cell::Decimal(number, places) => decimal(*number, *places),
        Cell::Day(day) => words.day_short(*day, today),
    }
}

/// A number with so many decimals: (-5, 2) is -0.05.
pub fn decimal(number: i64, places: u32) -> String {
    let Some(one) = 10_u64.checked_pow(places).filter(|_| places > 0) else {
        return number.to_string();
    };
    let (sign, size) = (if number < 0 { "-" } else { "" }, number.unsigned_abs());
    format!("{sign}{}.{:0width$}", size / one, size % one, width = places as usize)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{domain::money::Currency, i18n::Language};

    #[test]
    fn every_kind_of_value_has_its_words() {
        let [english, chinese] = Language::ALL.map(Words::new);
        let today = NaiveDate::from_ymd_opt(2026, 11, 23).unwrap();
        let amount = Cell::Money(48_000_000, Currency::CNY);
        for (cell, short, long) in [
            (&amount, "¥480k", "¥480,000"),
            (&Cell::Count(1284), "1,284", "1,284"),
            (&Cell::Share(6315), "63.2%", "63.2%"),
            (&Cell::Decimal(9250, 2), "92.50", "92.50"),
            (&Cell::Decimal(-5, 1), "-0.5", "-0.5"),
            (&Cell::Decimal(7, 0), "7", "7"),
            (&Cell::Absent, "—", "—"),
            (&Cell::Choice("lost", "lost".to_owned()), "lost", "lost"),
        ] {
            assert_eq!(compact(&english, cell, today), short);
            assert_eq!(full(&english, cell, today), long);
        }
        assert_eq!(compact(&chinese, &amount, today), "¥48万");
    }
}
