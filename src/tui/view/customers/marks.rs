//! Which customers are marked: by who they are, so that sorting, folding and searching keep them.

use std::collections::HashSet;

use super::table::Table;
use crate::domain::id::CustomerId;

/// The marked customers of a list.
#[derive(Debug, Default)]
pub struct Marks(HashSet<CustomerId>);

impl Marks {
    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// How many there are.
    pub fn count(&self) -> usize {
        self.0.len()
    }

    /// Whether a customer is marked.
    pub fn has(&self, customer: CustomerId) -> bool {
        self.0.contains(&customer)
    }

    /// Marks these; when all of them are, takes their marks away.
    pub fn toggle(&mut self, customers: &[CustomerId]) {
        if customers.iter().all(|customer| self.has(*customer)) {
            for customer in customers {
                self.0.remove(customer);
            }
        } else {
            self.0.extend(customers);
        }
    }

    /// Marks these too.
    pub fn add(&mut self, customers: impl IntoIterator<Item = CustomerId>) {
        self.0.extend(customers);
    }

    /// Marks those of these that are not, and takes the others' marks away.
    pub fn invert(&mut self, customers: impl IntoIterator<Item = CustomerId>) {
        for customer in customers {
            if !self.0.remove(&customer) {
                self.0.insert(customer);
            }
        }
    }

    /// Takes all marks away.
    pub fn clear(&mut self) {
        self.0.clear();
    }

    /// Forgets those that are not in the table any more.
    pub fn keep_known(&mut self, table: &Table) {
        self.0.retain(|customer| table.place(*customer).is_some());
    }
}
