//! The rows of Today, top to bottom: sections, what fits, where today ends, what waits.

use std::collections::HashMap;

use crate::domain::{
    id::CustomerId,
    worklist::{Item, Section, Worklist},
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
}

/// All rows, and the customers they are about.
#[derive(Debug, Default)]
pub(super) struct Rows {
    rows: Vec<Row>,
    items: Vec<Item<CustomerId>>,
    today: usize,
}

impl Rows {
    /// The rows of a list. `minutes` are the times of day of promises that are due today: they go
    /// first among the promised, in their order.
    pub(super) fn new(list: &Worklist<CustomerId>, minutes: &HashMap<CustomerId, u16>) -> Self {
        let mut rows = Self::default();
        for section in [Section::Promised, Section::Overdue, Section::DueToday] {
            let mut items: Vec<_> = list.fitting(section).copied().collect();
            if section == Section::Promised {
                let minute = |item: &Item<CustomerId>| minutes.get(&item.queued.id).copied();
                items.sort_by_key(|item| minute(item).unwrap_or(u16::MAX));
            }
            rows.push_section(section, items);
        }
        rows.today = rows.items.len();
        let waiting = list.waiting();
        if !waiting.is_empty() {
            rows.rows.push(Row::Capacity);
            waiting.into_iter().for_each(|item| rows.push(*item));
        }
        rows.push_section(Section::ComingUp, list.coming_up.clone());
        rows
    }

    fn push_section(&mut self, section: Section, items: Vec<Item<CustomerId>>) {
        if !items.is_empty() {
            self.rows.push(Row::Heading(section, items.len()));
            items.into_iter().for_each(|item| self.push(item));
        }
    }

    fn push(&mut self, item: Item<CustomerId>) {
        self.rows.push(Row::Customer(self.items.len()));
        self.items.push(item);
    }

    /// How many customers are to be contacted today.
    pub(super) const fn today(&self) -> usize {
        self.today
    }

    /// Whether there is nobody, today or in the next days.
    pub(super) const fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Number of rows.
    pub(super) const fn len(&self) -> usize {
        self.rows.len()
    }

    /// Places of the rows that are no customers.
    pub(super) fn headings(&self) -> Vec<usize> {
        let rows = self.rows.iter().enumerate();
        rows.filter(|(_, row)| !matches!(row, Row::Customer(_))).map(|(at, _)| at).collect()
    }

    /// The row at a place.
    pub(super) fn get(&self, row: usize) -> Option<Row> {
        self.rows.get(row).copied()
    }

    /// The customer in a row.
    pub(super) fn item(&self, row: usize) -> Option<&Item<CustomerId>> {
        match self.get(row)? {
            Row::Customer(place) => self.items.get(place),
            Row::Heading(..) | Row::Capacity => None,
        }
    }

    /// The row of a customer.
    pub(super) fn row_of(&self, id: CustomerId) -> Option<usize> {
        (0..self.len()).find(|row| self.item(*row).is_some_and(|item| item.queued.id == id))
    }

    /// The customers, in the order of their rows.
    pub(super) fn customers(&self) -> impl DoubleEndedIterator<Item = CustomerId> {
        self.items.iter().map(|item| item.queued.id)
    }

    /// Where each customer stands, to see what has come or moved.
    pub(super) fn sections(&self) -> HashMap<CustomerId, Section> {
        self.items.iter().map(|item| (item.queued.id, item.section)).collect()
    }

    /// The row of the first customer that is new here or in a section that it was not in.
    pub(super) fn first_moved(&self, before: &HashMap<CustomerId, Section>) -> Option<usize> {
        (0..self.len()).find(|row| {
            self.item(*row).is_some_and(|item| before.get(&item.queued.id) != Some(&item.section))
        })
    }
}
