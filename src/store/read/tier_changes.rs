//! How the tier of a customer was changed: confirmed, set by hand, proposals rejected.

use chrono::NaiveDate;
use serde_json::{Map, Value};

use super::{Reader, customers};
use crate::{
    domain::{
        customer::{Confirmed, Customer},
        id::CustomerId,
        review::Rejection,
        tier::TierOverride,
    },
    store::StoreError,
};

/// A change of a tier by somebody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TierChange {
    /// It was confirmed, or another one was accepted.
    Confirmed(Confirmed),
    /// It was set by hand for a time.
    ByHand(TierOverride),
    /// It is set by hand no longer, since this day.
    Released(NaiveDate),
    /// A proposal was rejected.
    Rejected(Rejection),
}

impl Reader<'_> {
    /// The changes of a customer's tier, oldest first.
    ///
    /// # Errors
    /// Fails when the file cannot be read.
    pub fn tier_changes(&self, customer: &Customer) -> Result<Vec<TierChange>, StoreError> {
        let id: CustomerId = customer.id;
        let changes = self.all(
            "SELECT millis, new FROM changes WHERE row = ?1 ORDER BY millis, counter",
            [id.uuid().as_bytes()],
            |row| Ok((row.get::<_, i64>(0)?, row.get::<_, String>(1)?)),
        )?;
        let mut found = Vec::new();
        for (millis, new) in changes {
            let fields: Map<String, Value> = serde_json::from_str(&new).unwrap_or_default();
            let text = |name: &str| fields.get(name).and_then(Value::as_str);
            let confirmed = text("confirmed").and_then(customers::confirmed);
            found.extend(confirmed.map(TierChange::Confirmed));
            let by_hand = text("override").and_then(customers::tier_override);
            found.extend(by_hand.map(TierChange::ByHand));
            if fields.get("override").is_some_and(Value::is_null) {
                found.push(TierChange::Released(self.rules.today(millis)));
            }
            let rejected = text("rejected").and_then(customers::rejected);
            found.extend(rejected.map(TierChange::Rejected));
        }
        found.dedup();
        Ok(found)
    }
}
