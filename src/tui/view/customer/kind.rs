//! The kinds of what a timeline holds, to show one of them alone.

/// A kind.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Kind {
    /// Everything.
    #[default]
    All,
    /// Contacts that reached somebody.
    Touch,
    /// Tries that reached nobody.
    Attempt,
    /// Deals and their stages.
    Deal,
    /// Orders and refunds.
    Order,
    /// Notes and plans, and what was put off.
    Note,
    /// Cases and surveys.
    Care,
    /// Changes of the tier.
    Tier,
}

impl Kind {
    /// All kinds, in their order on the screen.
    pub const ALL: [Self; 8] = [
        Self::All,
        Self::Touch,
        Self::Attempt,
        Self::Deal,
        Self::Order,
        Self::Note,
        Self::Care,
        Self::Tier,
    ];

    /// Key of its name in the language files.
    pub const fn words(self) -> &'static str {
        match self {
            Self::All => "timeline-kind-all",
            Self::Touch => "timeline-kind-touch",
            Self::Attempt => "timeline-kind-attempt",
            Self::Deal => "timeline-kind-deal",
            Self::Order => "timeline-kind-order",
            Self::Note => "timeline-kind-note",
            Self::Care => "timeline-kind-care",
            Self::Tier => "timeline-kind-tier",
        }
    }
}
