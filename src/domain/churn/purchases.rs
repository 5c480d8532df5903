//! The days on which a customer bought: what warning, lifecycle and models look at (DOMAIN 3.2).

use chrono::NaiveDate;

/// Distinct days with an order of a positive amount, ascending, none after today.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PurchaseDays(Vec<NaiveDate>);

impl PurchaseDays {
    /// The purchase days among uncancelled orders (day, amount in minor units), in any order.
    pub fn new(orders: impl IntoIterator<Item = (NaiveDate, i64)>, today: NaiveDate) -> Self {
        let mut days: Vec<NaiveDate> = orders
            .into_iter()
            .filter_map(|(day, amount)| (amount > 0 && day <= today).then_some(day))
            .collect();
        days.sort_unstable();
        days.dedup();
        Self(days)
    }

    /// The days, ascending.
    pub fn days(&self) -> &[NaiveDate] {
        &self.0
    }

    /// The first purchase.
    pub fn first(&self) -> Option<NaiveDate> {
        self.0.first().copied()
    }

    /// The latest purchase.
    pub fn last(&self) -> Option<NaiveDate> {
        self.0.last().copied()
    }

    /// Days between consecutive purchases, oldest first; each at least 1.
    pub fn gaps(&self) -> impl DoubleEndedIterator<Item = i64> + ExactSizeIterator {
        gaps(&self.0)
    }
}

/// Days between consecutive days of an ascending list.
pub(super) fn gaps(days: &[NaiveDate]) -> impl DoubleEndedIterator<Item = i64> + ExactSizeIterator {
    days.iter().zip(days.iter().skip(1)).map(|(from, to)| (*to - *from).num_days())
}
