//! The rows of Today, top to bottom: sections, what fits, where today ends, what waits.

use std::collections::HashMap;

use crate::{
    domain::{
        greeting::Occasion,
        id::{ContactId, CustomerId},
        worklist::{Item, Section, Worklist},
    },
    store::read::{FestivalGreetings, Greeting},
};

/// One row of the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Row {
    /// The name of a section and how many are in it.
    Heading(Section, usize),
    /// Where today ends: what follows waits.
    Capacity,
    /// A customer, by its place among the items.
    Customer(usize),
    /// So many more are in a section.
    More(Section, usize),
    /// A festival, by its place among them.
    Festival(usize),
    /// Somebody to greet, by the place among them.
    Greeting(usize),
}

/// What a row that can be selected is about; no two rows share it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Subject {
    /// The customer.
    pub customer: CustomerId,
    /// Whom to greet and for what, in a row that is about that.
    greets: Option<(Occasion, Option<ContactId>)>,
}

impl Subject {
    /// Whom a row that is about a greeting greets, and for what.
    pub(super) const fn greets(self) -> Option<(Occasion, Option<ContactId>)> {
        self.greets
    }
}

/// What there is to greet.
#[derive(Debug, Default)]
pub(super) struct Greetings {
    /// Persons and customers.
    pub people: Vec<Greeting>,
    /// How many more of them there may be.
    pub more: usize,
    /// Festivals.
    pub festivals: Vec<FestivalGreetings>,
}

/// All rows, and the customers they are about.
#[derive(Debug, Default)]
pub(super) struct Rows {
    rows: Vec<Row>,
    items: Vec<Item<CustomerId>>,
    greetings: Greetings,
    today: usize,
    /// The row behind the last one that is due today.
    end_of_due: usize,
}

impl Rows {
    /// The rows of a list. `minutes` are the times of day of promises that are due today: they go
    /// first among the promised, in their order. Those in `passed` go last in their section.
    pub(super) fn new(
        list: &Worklist<CustomerId>,
        minutes: &HashMap<CustomerId, u16>,
        greetings: Greetings,
        passed: &[CustomerId],
    ) -> Self {
        let mut rows = Self { greetings, ..Self::default() };
        let put_off = |items: &mut Vec<Item<CustomerId>>| {
            let place = |id: &CustomerId| passed.iter().position(|it| it == id);
            items.sort_by_key(|item| place(&item.queued.id).map_or(0, |place| place + 1));
        };
        for section in [Section::Promised, Section::Overdue, Section::DueToday] {
            let mut items: Vec<_> = list.fitting(section).copied().collect();
            if section == Section::Promised {
                let minute = |item: &Item<CustomerId>| minutes.get(&item.queued.id).copied();
                items.sort_by_key(|item| minute(item).unwrap_or(u16::MAX));
            }
            put_off(&mut items);
            rows.push_section(section, items.len(), items);
        }
        (rows.today, rows.end_of_due) = (rows.items.len(), rows.rows.len());
        let mut at_risk = list.at_risk.clone();
        put_off(&mut at_risk);
        rows.push_section(Section::AtRisk, list.at_risk_count, at_risk);
        rows.push_more(Section::AtRisk, list.at_risk_count.saturating_sub(list.at_risk.len()));
        rows.push_greetings();
        let waiting = list.waiting();
        if !waiting.is_empty() {
            rows.rows.push(Row::Capacity);
            waiting.into_iter().for_each(|item| rows.push(*item));
        }
        rows.push_section(Section::ComingUp, list.coming_up.len(), list.coming_up.clone());
        rows
    }

    fn push_section(&mut self, section: Section, count: usize, items: Vec<Item<CustomerId>>) {
        if !items.is_empty() {
            self.rows.push(Row::Heading(section, count));
            items.into_iter().for_each(|item| self.push(item));
        }
    }

    fn push(&mut self, item: Item<CustomerId>) {
        self.rows.push(Row::Customer(self.items.len()));
        self.items.push(item);
    }

    fn push_greetings(&mut self) {
        let (people, festivals) = (self.greetings.people.len(), self.greetings.festivals.len());
        if people + festivals > 0 {
            self.rows.push(Row::Heading(Section::Greetings, people + festivals));
            self.rows.extend((0..festivals).map(Row::Festival));
            self.rows.extend((0..people).map(Row::Greeting));
        }
        self.push_more(Section::Greetings, self.greetings.more);
    }

    fn push_more(&mut self, section: Section, count: usize) {
        if count > 0 {
            self.rows.push(Row::More(section, count));
        }
    }

    /// How many customers are to be contacted today.
    pub(super) const fn today(&self) -> usize {
        self.today
    }

    /// Whether a row is of a customer that is due and fits today.
    pub(super) const fn is_due(&self, row: usize) -> bool {
        row < self.end_of_due
    }

    /// Whether there is nobody, today or in the next days.
    pub(super) const fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Number of rows.
    pub(super) const fn len(&self) -> usize {
        self.rows.len()
    }

    /// Places of the rows that cannot be selected.
    pub(super) fn headings(&self) -> Vec<usize> {
        (0..self.len()).filter(|row| self.subject(*row).is_none()).collect()
    }

    /// The row at a place.
    pub(super) fn get(&self, row: usize) -> Option<Row> {
        self.rows.get(row).copied()
    }

    /// The customer in a row of the queue.
    pub(super) fn item(&self, row: usize) -> Option<&Item<CustomerId>> {
        match self.get(row)? {
            Row::Customer(place) => self.items.get(place),
            _ => None,
        }
    }

    /// Whom a row greets.
    pub(super) fn greeting(&self, row: usize) -> Option<&Greeting> {
        match self.get(row)? {
            Row::Greeting(place) => self.greetings.people.get(place),
            _ => None,
        }
    }

    /// The festival at a place among them.
    pub(super) fn festival(&self, place: usize) -> Option<&FestivalGreetings> {
        self.greetings.festivals.get(place)
    }

    /// What a row is about.
    pub(super) fn subject(&self, row: usize) -> Option<Subject> {
        if let Some(greeting) = self.greeting(row) {
            let contact = greeting.contact.as_ref().map(|(id, _)| *id);
            let greets = Some((greeting.occasion, contact));
            return Some(Subject { customer: greeting.customer, greets });
        }
        self.item(row).map(|item| Subject { customer: item.queued.id, greets: None })
    }

    /// The row about something.
    pub(super) fn row_of(&self, subject: Subject) -> Option<usize> {
        (0..self.len()).find(|row| self.subject(*row) == Some(subject))
    }

    /// What the rows are about, in their order.
    pub(super) fn subjects(&self) -> impl DoubleEndedIterator<Item = Subject> {
        (0..self.len()).filter_map(|row| self.subject(row))
    }

    /// Where everything stands, to see what has come or moved.
    pub(super) fn sections(&self) -> HashMap<Subject, Section> {
        (0..self.len()).filter_map(|row| Some((self.subject(row)?, self.section(row)?))).collect()
    }

    fn section(&self, row: usize) -> Option<Section> {
        let of_item = self.item(row).map(|item| item.section);
        of_item.or_else(|| self.greeting(row).map(|_| Section::Greetings))
    }

    /// The first row that is new here or in a section that it was not in.
    pub(super) fn first_moved(&self, before: &HashMap<Subject, Section>) -> Option<usize> {
        (0..self.len()).find(|row| {
            let subject = self.subject(*row);
            subject.is_some_and(|it| before.get(&it) != self.section(*row).as_ref())
        })
    }
}
