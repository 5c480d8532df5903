//! Tiers A–D: levels, score, hysteresis, override (DOMAIN 1.1–1.6).

/// A customer's tier; `A < B < C < D` in order, so a smaller tier is a better one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Tier {
    /// Need clear, value high, contact frequent.
    A,
    /// Need clear, value high, contact low.
    B,
    /// Need unclear, value medium, contact low.
    C,
    /// Need unclear, value low, contact very low.
    D,
}

impl Tier {
    /// All tiers, best first.
    pub const ALL: [Self; 4] = [Self::A, Self::B, Self::C, Self::D];

    /// The letter.
    pub const fn letter(self) -> &'static str {
        match self {
            Self::A => "A",
            Self::B => "B",
            Self::C => "C",
            Self::D => "D",
        }
    }

    /// The tier of a letter, either case.
    pub fn from_letter(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|tier| tier.letter().eq_ignore_ascii_case(text.trim()))
    }
}
