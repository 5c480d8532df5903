//! The people at customers.

use rusqlite::Row;
use uuid::Uuid;

use super::{Reader, day_at, id_or_nil};
use crate::{
    domain::{
        contact::Contact,
        id::{ContactId, CustomerId, Id},
    },
    store::StoreError,
};

const CONTACT: &str = "SELECT uid, customer, coalesce(name, ''), title, phone, mobile, email,
    message, birthday, decider, notes, created_on FROM contacts";

fn contact(row: &Row<'_>) -> rusqlite::Result<Contact> {
    Ok(Contact {
        id: Id::new(Uuid::from_bytes(row.get(0)?)),
        customer: id_or_nil(row, 1)?,
        name: row.get(2)?,
        title: row.get(3)?,
        phone: row.get(4)?,
        mobile: row.get(5)?,
        email: row.get(6)?,
        message: row.get(7)?,
        birthday: row.get(8)?,
        decider: row.get::<_, Option<i64>>(9)? == Some(1),
        notes: row.get(10)?,
        created_on: day_at(row, 11)?,
    })
}

impl Reader<'_> {
    /// A contact.
    ///
    /// # Errors
    /// Fails when the file cannot be read.
    pub fn contact(&self, id: ContactId) -> Result<Option<Contact>, StoreError> {
        let sql = format!("{CONTACT} WHERE uid = ?1 AND deleted = 0");
        self.first(&sql, [id.uuid().as_bytes()], contact)
    }

    /// The people at a customer, deciders first.
    ///
    /// # Errors
    /// Fails when the file cannot be read.
    pub fn contacts_of(&self, customer: CustomerId) -> Result<Vec<Contact>, StoreError> {
        let sql = format!(
            "{CONTACT} WHERE customer = ?1 AND deleted = 0 ORDER BY coalesce(decider, 0) DESC, id"
        );
        self.all(&sql, [customer.uuid().as_bytes()], contact)
    }

    /// Every contact, in the order of entry.
    ///
    /// # Errors
    /// Fails when the file cannot be read.
    pub fn contacts(&self) -> Result<Vec<Contact>, StoreError> {
        self.all(&format!("{CONTACT} WHERE deleted = 0 ORDER BY id"), [], contact)
    }
}
