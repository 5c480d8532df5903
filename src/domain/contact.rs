//! A person at a customer.

use chrono::NaiveDate;

use super::id::{ContactId, CustomerId};

/// A person at a customer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contact {
    /// Its id.
    pub id: ContactId,
    /// Where the person works.
    pub customer: CustomerId,
    /// Name.
    pub name: String,
    /// Position.
    pub title: Option<String>,
    /// Telephone at work.
    pub phone: Option<String>,
    /// Mobile telephone.
    pub mobile: Option<String>,
    /// E-mail.
    pub email: Option<String>,
    /// Name in a messenger (WeChat, WhatsApp …).
    pub message: Option<String>,
    /// Birthday, `05-14`, `1980-05-14` or `lunar:8-15`.
    pub birthday: Option<String>,
    /// Whether this person decides.
    pub decider: bool,
    /// Anything else.
    pub notes: Option<String>,
    /// The day it was entered.
    pub created_on: Option<NaiveDate>,
}
