//! Evidence that a need is clear (DOMAIN 1.2).

use super::Need;

/// One piece of evidence that the need is clear.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Evidence {
    /// The need was stated.
    Need,
    /// The product is identified.
    Product,
    /// The budget is known.
    Budget,
    /// The decision maker is known.
    Decider,
    /// The date is known.
    Date,
}

impl Evidence {
    /// All five pieces.
    pub const ALL: [Self; 5] = [Self::Need, Self::Product, Self::Budget, Self::Decider, Self::Date];

    /// Stable key: `need`, `product`, `budget`, `decider`, `date`.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Need => "need",
            Self::Product => "product",
            Self::Budget => "budget",
            Self::Decider => "decider",
            Self::Date => "date",
        }
    }

    /// The piece of a [`key`](Self::key).
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|evidence| evidence.key() == key)
    }

    const fn bit(self) -> u8 {
        1 << self as u8
    }
}

/// Which pieces of evidence are known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct EvidenceSet(u8);

impl EvidenceSet {
    /// None known.
    pub const NONE: Self = Self(0);

    /// The set stored as bits, [`Evidence::ALL`] from the lowest bit; other bits are dropped.
    pub const fn from_bits(bits: u8) -> Self {
        Self(bits & 0b1_1111)
    }

    /// The bits, for storing.
    pub const fn bits(self) -> u8 {
        self.0
    }

    /// Adds a piece.
    pub const fn insert(&mut self, evidence: Evidence) {
        self.0 |= evidence.bit();
    }

    /// Takes a piece away.
    pub const fn remove(&mut self, evidence: Evidence) {
        self.0 &= !evidence.bit();
    }

    /// Whether the piece is known.
    pub const fn contains(self, evidence: Evidence) -> bool {
        self.0 & evidence.bit() != 0
    }

    /// How many pieces are known, 0–5.
    pub const fn len(self) -> u32 {
        self.0.count_ones()
    }

    /// Whether nothing is known.
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// The known pieces in order.
    pub fn iter(self) -> impl Iterator<Item = Evidence> {
        Evidence::ALL.into_iter().filter(move |evidence| self.contains(*evidence))
    }
}

impl FromIterator<Evidence> for EvidenceSet {
    fn from_iter<I: IntoIterator<Item = Evidence>>(pieces: I) -> Self {
        let mut set = Self::NONE;
        for evidence in pieces {
            set.insert(evidence);
        }
        set
    }
}

/// The level of the need: the user's explicit choice, else clear from `evidence_needed` pieces on.
pub const fn need(explicit: Option<Need>, evidence: EvidenceSet, evidence_needed: u32) -> Need {
    match explicit {
        Some(choice) => choice,
        None if evidence.len() >= evidence_needed => Need::Clear,
        None => Need::Unclear,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn three_of_five_pieces_make_the_need_clear() {
        let mut known = EvidenceSet::NONE;
        for (count, evidence) in Evidence::ALL.into_iter().enumerate() {
            assert_eq!(need(None, known, 3) == Need::Clear, count >= 3);
            known.insert(evidence);
        }
        assert_eq!(known.iter().collect::<EvidenceSet>(), EvidenceSet::from_bits(0xff));
        known.remove(Evidence::Budget);
        assert!(!known.contains(Evidence::Budget) && known.len() == 4);
        assert_eq!(need(Some(Need::Unclear), known, 3), Need::Unclear);
        assert!(Evidence::ALL.iter().all(|one| Evidence::from_key(one.key()) == Some(*one)));
    }
}
