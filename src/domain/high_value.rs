//! High-value customers and key accounts (DOMAIN 6.2, 6.3).

use super::{pareto::Class, rate::Rate};

/// What makes a customer of high value.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Worth {
    /// Monetary and frequency scores of RFM, 1–5; `None` without orders.
    pub rfm: Option<MoneyAndFrequency>,
    /// Loyalty index 0–100, if known.
    pub loyalty_index: Option<u8>,
    /// Influence level 0–3, set by hand.
    pub influence: u8,
    /// Referrals that became customers.
    pub referrals: u32,
    /// Whether the customer is in class A by share of revenue (DOMAIN 1.8).
    pub class_a: bool,
}

/// The two RFM scores that count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MoneyAndFrequency {
    /// M score 1–5.
    pub m: u8,
    /// F score 1–5.
    pub f: u8,
}

impl Worth {
    /// What the score is made of, hundredths: amount (at most 4000), frequency (2500), loyalty
    /// (2000), influence (1500).
    pub fn terms_x100(&self) -> [u32; 4] {
        let points = |score: u8| 25 * u32::from(score.saturating_sub(1));
        let (amount, frequency) = self.rfm.map_or((0, 0), |rfm| (points(rfm.m), points(rfm.f)));
        let loyalty = u32::from(self.loyalty_index.unwrap_or(0));
        let referred = self.referrals.saturating_mul(25);
        let influence = referred.saturating_add(25 * u32::from(self.influence)).min(100);
        [40 * amount, 25 * frequency, 20 * loyalty, 15 * influence]
    }

    /// Score in hundredths, 0–10000: the sum of its terms.
    pub fn score_x100(&self) -> u32 {
        self.terms_x100().into_iter().sum()
    }

    /// High value: a score of 70.00, or class A.
    pub fn is_high(&self) -> bool {
        self.class_a || self.score_x100() >= 7000
    }
}

/// A customer's part in something and the whole of it, in one unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Share {
    /// The customer's.
    pub part: i64,
    /// Everybody's.
    pub whole: i64,
}

impl Share {
    /// The share, absent without a whole.
    pub fn rate(self) -> Rate {
        Rate::new(self.part, self.whole)
    }
}

/// A customer judged by its worth, and by what it brings for what it takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Judged {
    /// What makes it of high value.
    pub worth: Worth,
    /// Its class by share of the purchases (DOMAIN 1.8).
    pub class: Class,
    /// Its net purchases and everybody's positive ones, minor units.
    pub value: Share,
    /// Its minutes of effort and everybody's.
    pub effort: Share,
}

impl Judged {
    /// Whether it is a key account.
    pub fn key_account(&self) -> KeyAccount {
        key_account(self.worth.class_a, self.value, self.effort)
    }
}

impl KeyAccount {
    /// Stable key in answers.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Yes => "yes",
            Self::EffortUnknown => "effort_unknown",
            Self::No => "no",
        }
    }
}

/// Whether a customer is a key account 大客户.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyAccount {
    /// Class A, and no more than its share of the effort.
    Yes,
    /// Class A; the effort is not recorded.
    EffortUnknown,
    /// Not class A, or more effort than value.
    No,
}

/// High value at low service cost (DOMAIN 6.3). `effort` in minutes with its total; a total of 0
/// means no records. `value` in minor units; a customer of class A has some.
pub fn key_account(class_a: bool, value: Share, effort: Share) -> KeyAccount {
    let product = |left: i64, right: i64| i128::from(left) * i128::from(right);
    if !class_a {
        KeyAccount::No
    } else if effort.whole == 0 {
        KeyAccount::EffortUnknown
    } else if product(effort.part, value.whole) <= product(value.part, effort.whole) {
        KeyAccount::Yes
    } else {
        KeyAccount::No
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn many_referrals_do_not_exceed_the_influence_weight() {
        let worth = |referrals| Worth { influence: 1, referrals, ..Worth::default() }.score_x100();
        assert_eq!((worth(2), worth(3), worth(u32::MAX)), (1125, 1500, 1500));
    }

    #[test]
    fn a_key_account_takes_no_more_effort_than_it_brings_value() {
        let share = |part, whole| Share { part, whole };
        let value = share(300, 1000);
        let cases = [
            (true, share(30, 100), KeyAccount::Yes),
            (true, share(31, 100), KeyAccount::No),
            (true, share(0, 0), KeyAccount::EffortUnknown),
            (false, share(0, 100), KeyAccount::No),
        ];
        for (class_a, effort, expected) in cases {
            assert_eq!(key_account(class_a, value, effort), expected, "{class_a} {effort:?}");
        }
    }
}
