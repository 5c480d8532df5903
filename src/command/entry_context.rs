//! What the entry line knows of a customer: made once when the line opens, used at every key.

use chrono::{NaiveDate, NaiveDateTime};

use super::{
    Session,
    entry_line::{self, EntryContext, NextStep, Parsed, Problem, Vocabulary},
};
use crate::{
    domain::{
        id::{ContactId, CustomerId},
        money::Money,
        settings::Rules,
    },
    store::StoreError,
};

/// The world of one entry line.
#[derive(Clone, Debug)]
pub struct EntryWorld {
    now: NaiveDateTime,
    today: NaiveDate,
    rules: std::sync::Arc<Rules>,
    vocabulary: Vocabulary,
    contacts: Vec<(ContactId, String)>,
    tags: Vec<String>,
    chinese: bool,
}

impl EntryWorld {
    /// The world for a line about a customer. `tags` are those in use (`Reader::tags`); `chinese`
    /// orders completions.
    ///
    /// # Errors
    /// Fails when the file cannot be read.
    pub fn new(
        session: &Session,
        customer: Option<CustomerId>,
        tags: Vec<String>,
        chinese: bool,
    ) -> Result<Self, StoreError> {
        let contacts = match customer {
            Some(customer) => session.reader().contacts_of(customer)?,
            None => Vec::new(),
        };
        let rules = session.rules().clone();
        Ok(Self {
            now: rules.zone.local(session.env().now()).naive_local(),
            today: session.today(),
            vocabulary: Vocabulary::new(&rules.pipeline),
            contacts: contacts.into_iter().map(|contact| (contact.id, contact.name)).collect(),
            rules,
            tags,
            chinese,
        })
    }

    /// Calls `with` with the context of the line.
    pub fn with<T>(&self, with: impl FnOnce(&EntryContext<'_>) -> T) -> T {
        let is_working = |day: NaiveDate| self.rules.calendar.is_working(day);
        let parse_money = |text: &str| Money::parse(text, self.rules.currency).ok();
        with(&EntryContext {
            now: self.now,
            today: self.today,
            is_working: &is_working,
            vocabulary: &self.vocabulary,
            contacts: &self.contacts,
            tags: &self.tags,
            parse_money: &parse_money,
            chinese: self.chinese,
        })
    }

    /// Reads a line.
    pub fn parse(&self, text: &str) -> Parsed {
        self.with(|cx| entry_line::parse(text, cx))
    }

    /// Reads a day that is to come: `fri`, `3d`, `11-27`, `下周三`.
    ///
    /// # Errors
    /// The problem with it; none when it is no day at all.
    pub fn next_day(&self, text: &str) -> Result<NextStep, Option<Problem>> {
        let parsed = self.parse(&format!(">{}", text.trim()));
        let refused = parsed.problems.into_iter().find(|problem| problem.kind.refuses());
        match (parsed.entry.next, refused) {
            (Some(next), None) if parsed.entry.note.is_empty() => Ok(next),
            (_, refused) => Err(refused),
        }
    }
}
