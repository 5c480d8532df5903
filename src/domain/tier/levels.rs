//! The four dimensions of a tier, each reduced from facts to a level (DOMAIN 1.2).

use chrono::{Days, NaiveDate};

use crate::domain::stage::StageLevel;

/// How clear the customer's need is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Need {
    /// 不明确.
    Unclear,
    /// 明确.
    Clear,
}

/// How much the customer is worth.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Value {
    /// 较低.
    Low,
    /// 一般.
    Medium,
    /// 较高.
    High,
}

/// How often the customer was reached lately.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Interaction {
    /// 极低.
    VeryLow,
    /// 较低.
    Low,
    /// 频繁.
    Frequent,
}

impl Need {
    /// All levels, lowest first.
    pub const ALL: [Self; 2] = [Self::Unclear, Self::Clear];

    /// Stable key: `unclear`, `clear`.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Unclear => "unclear",
            Self::Clear => "clear",
        }
    }

    /// The level of a [`key`](Self::key).
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|level| level.key() == key)
    }
}

impl Value {
    /// All levels, lowest first.
    pub const ALL: [Self; 3] = [Self::Low, Self::Medium, Self::High];

    /// Stable key: `low`, `medium`, `high`.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Low => "low",
            Self::Medium => "medium",
            Self::High => "high",
        }
    }

    /// The level of a [`key`](Self::key).
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|level| level.key() == key)
    }
}

impl Interaction {
    /// All levels, lowest first.
    pub const ALL: [Self; 3] = [Self::VeryLow, Self::Low, Self::Frequent];

    /// Stable key: `very_low`, `low`, `frequent`.
    pub const fn key(self) -> &'static str {
        match self {
            Self::VeryLow => "very_low",
            Self::Low => "low",
            Self::Frequent => "frequent",
        }
    }

    /// The level of a [`key`](Self::key).
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|level| level.key() == key)
    }
}

/// What a tier is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Dimension {
    /// 需求.
    Need,
    /// 价值.
    Value,
    /// 互动.
    Interaction,
    /// 阶段.
    Stage,
}

impl Dimension {
    /// All dimensions in the order of the score's terms.
    pub const ALL: [Self; 4] = [Self::Need, Self::Value, Self::Interaction, Self::Stage];

    /// Stable key: `need`, `value`, `interaction`, `stage`.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Need => "need",
            Self::Value => "value",
            Self::Interaction => "interaction",
            Self::Stage => "stage",
        }
    }
}

/// A level of one dimension.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Level {
    /// Of the need.
    Need(Need),
    /// Of the value.
    Value(Value),
    /// Of the interaction.
    Interaction(Interaction),
    /// Of the stage.
    Stage(StageLevel),
}

impl Level {
    /// The dimension it is a level of.
    pub const fn dimension(self) -> Dimension {
        match self {
            Self::Need(_) => Dimension::Need,
            Self::Value(_) => Dimension::Value,
            Self::Interaction(_) => Dimension::Interaction,
            Self::Stage(_) => Dimension::Stage,
        }
    }

    /// Stable key within its dimension.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Need(level) => level.key(),
            Self::Value(level) => level.key(),
            Self::Interaction(level) => level.key(),
            Self::Stage(level) => level.key(),
        }
    }

    /// One step up in the same dimension; `None` at the top.
    pub const fn up(self) -> Option<Self> {
        match self {
            Self::Need(Need::Unclear) => Some(Self::Need(Need::Clear)),
            Self::Value(Value::Low) => Some(Self::Value(Value::Medium)),
            Self::Value(Value::Medium) => Some(Self::Value(Value::High)),
            Self::Interaction(Interaction::VeryLow) => Some(Self::Interaction(Interaction::Low)),
            Self::Interaction(Interaction::Low) => Some(Self::Interaction(Interaction::Frequent)),
            Self::Stage(StageLevel::None) => Some(Self::Stage(StageLevel::Early)),
            Self::Stage(StageLevel::Early) => Some(Self::Stage(StageLevel::Mid)),
            Self::Stage(StageLevel::Mid) => Some(Self::Stage(StageLevel::Late)),
            Self::Need(Need::Clear)
            | Self::Value(Value::High)
            | Self::Interaction(Interaction::Frequent)
            | Self::Stage(StageLevel::Late) => None,
        }
    }
}

/// A customer's level in each dimension: all that the score looks at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Levels {
    /// Need.
    pub need: Need,
    /// Value.
    pub value: Value,
    /// Interaction.
    pub interaction: Interaction,
    /// Stage of the furthest open deal.
    pub stage: StageLevel,
}

impl Levels {
    /// The level in one dimension.
    pub const fn level(self, dimension: Dimension) -> Level {
        match dimension {
            Dimension::Need => Level::Need(self.need),
            Dimension::Value => Level::Value(self.value),
            Dimension::Interaction => Level::Interaction(self.interaction),
            Dimension::Stage => Level::Stage(self.stage),
        }
    }

    /// The same levels with one of them replaced.
    #[must_use]
    pub const fn with(mut self, level: Level) -> Self {
        match level {
            Level::Need(need) => self.need = need,
            Level::Value(value) => self.value = value,
            Level::Interaction(interaction) => self.interaction = interaction,
            Level::Stage(stage) => self.stage = stage,
        }
        self
    }
}

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
    pub const ALL: [Self; 5] = [
        Self::Need,
        Self::Product,
        Self::Budget,
        Self::Decider,
        Self::Date,
    ];

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
        Evidence::ALL
            .into_iter()
            .filter(move |evidence| self.contains(*evidence))
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

/// What a customer's value is taken from, in minor units of the base currency.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ValueFacts {
    /// Net purchases of the last 365 days; negative when more was refunded than bought.
    pub purchases_minor: i64,
    /// Sum of the open deals.
    pub open_deals_minor: i64,
    /// The user's estimate of the potential, 0 without one.
    pub potential_minor: i64,
}

impl ValueFacts {
    /// `v`: the largest of the three, never negative. Minor units.
    pub fn value_minor(self) -> i64 {
        self.purchases_minor
            .max(self.open_deals_minor)
            .max(self.potential_minor)
            .max(0)
    }
}

/// Where the levels of the value begin, in minor units of the base currency.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ValueRules {
    /// Medium from here.
    pub medium_minor: i64,
    /// High from here.
    pub high_minor: i64,
}

impl Default for ValueRules {
    /// ¥20,000 and ¥100,000.
    fn default() -> Self {
        Self {
            medium_minor: 2_000_000,
            high_minor: 10_000_000,
        }
    }
}

impl ValueRules {
    /// The level of a value.
    pub const fn level(self, value_minor: i64) -> Value {
        if value_minor >= self.high_minor {
            Value::High
        } else if value_minor >= self.medium_minor {
            Value::Medium
        } else {
            Value::Low
        }
    }
}

/// How contact days become a level.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct InteractionRules {
    /// Low from this many contact days in the window, very low below.
    pub low_from: u32,
    /// Frequent from this many.
    pub frequent_from: u32,
    /// The window, in days up to and including today.
    pub window_days: u32,
    /// A customer known for less than the window is projected to it from the days known, but from no
    /// fewer than these.
    pub min_days: u32,
}

impl Default for InteractionRules {
    fn default() -> Self {
        Self {
            low_from: 2,
            frequent_from: 8,
            window_days: 90,
            min_days: 30,
        }
    }
}

/// A customer's contact days, counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Contacts {
    /// Distinct contact days in the window.
    pub days: u32,
    /// The same projected to the whole window, rounded down.
    pub normalised: u32,
    /// Its level.
    pub level: Interaction,
}

impl InteractionRules {
    /// The level of a number of contact days in the whole window.
    pub const fn level(self, contact_days: u32) -> Interaction {
        if contact_days >= self.frequent_from {
            Interaction::Frequent
        } else if contact_days >= self.low_from {
            Interaction::Low
        } else {
            Interaction::VeryLow
        }
    }

    /// Counts the days with an effective contact. `contact_days` ascend (a day may repeat); those
    /// after today are ignored.
    pub fn contacts(
        self,
        contact_days: &[NaiveDate],
        first_known: NaiveDate,
        today: NaiveDate,
    ) -> Contacts {
        let oldest = today
            .checked_sub_days(Days::new(u64::from(self.window_days.saturating_sub(1))))
            .unwrap_or(NaiveDate::MIN);
        let start = contact_days.partition_point(|day| *day < oldest);
        let end = contact_days.partition_point(|day| *day <= today);
        let in_window = contact_days.get(start..end).unwrap_or_default();
        let days = in_window.chunk_by(|a, b| a == b).count() as u64;
        let known = (today - first_known).num_days().saturating_add(1);
        let effective = known
            .max(i64::from(self.min_days))
            .min(i64::from(self.window_days))
            .max(1) as u64;
        let normalised =
            u32::try_from(days * u64::from(self.window_days) / effective).unwrap_or(u32::MAX);
        Contacts {
            days: u32::try_from(days).unwrap_or(u32::MAX),
            normalised,
            level: self.level(normalised),
        }
    }

    /// The level on `from` and every later day up to `to` on which it becomes another one, as a
    /// replay of missed days needs it. `contact_days` ascend.
    pub fn changes(
        self,
        contact_days: &[NaiveDate],
        first_known: NaiveDate,
        from: NaiveDate,
        to: NaiveDate,
    ) -> Vec<(NaiveDate, Interaction)> {
        // The count moves when a day enters or leaves the window; while the customer is young its
        // projection moves every day.
        let window = Days::new(u64::from(self.window_days));
        let moves = contact_days
            .iter()
            .flat_map(|day| [Some(*day), day.checked_add_days(window)]);
        let young = first_known
            .iter_days()
            .take(self.window_days as usize)
            .map(Some);
        let mut days: Vec<NaiveDate> = moves
            .chain(young)
            .flatten()
            .filter(|day| from < *day && *day <= to)
            .collect();
        days.push(from);
        days.sort_unstable();
        days.dedup();
        let mut changes: Vec<(NaiveDate, Interaction)> = Vec::new();
        for day in days {
            let level = self.contacts(contact_days, first_known, day).level;
            if changes.last().is_none_or(|(_, last)| *last != level) {
                changes.push((day, level));
            }
        }
        changes
    }
}

/// Since when a customer is known: the earlier of its record's creation and its first contact.
pub fn first_known(created_on: NaiveDate, first_contact_on: Option<NaiveDate>) -> NaiveDate {
    first_contact_on.map_or(created_on, |contact| contact.min(created_on))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn day(offset: u64) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 1, 1).unwrap() + Days::new(offset)
    }

    #[test]
    fn keys_lead_back_to_their_levels() {
        assert!(
            Need::ALL
                .iter()
                .all(|level| Need::from_key(level.key()) == Some(*level))
        );
        assert!(
            Value::ALL
                .iter()
                .all(|level| Value::from_key(level.key()) == Some(*level))
        );
        assert!(
            Interaction::ALL
                .iter()
                .all(|level| Interaction::from_key(level.key()) == Some(*level))
        );
        assert!(
            Evidence::ALL
                .iter()
                .all(|piece| Evidence::from_key(piece.key()) == Some(*piece))
        );
    }

    #[test]
    fn three_of_five_pieces_make_the_need_clear() {
        let mut known = EvidenceSet::NONE;
        for (count, evidence) in Evidence::ALL.into_iter().enumerate() {
            assert_eq!(need(None, known, 3) == Need::Clear, count >= 3);
            known.insert(evidence);
        }
        assert_eq!(
            known.iter().collect::<EvidenceSet>(),
            EvidenceSet::from_bits(0xff)
        );
        known.remove(Evidence::Budget);
        assert!(!known.contains(Evidence::Budget) && known.len() == 4);
        assert_eq!(need(Some(Need::Unclear), known, 3), Need::Unclear);
    }

    #[test]
    fn the_window_holds_its_first_day_and_today_and_nothing_outside() {
        let rules = InteractionRules::default();
        let days = [day(9), day(10), day(10), day(99), day(100)];
        let contacts = rules.contacts(&days, day(0), day(99));
        assert_eq!((contacts.days, contacts.normalised), (2, 2));
    }

    #[test]
    fn whoever_was_met_before_being_recorded_is_known_since_then() {
        assert_eq!(first_known(day(5), None), day(5));
        assert_eq!(first_known(day(5), Some(day(3))), day(3));
        assert_eq!(first_known(day(5), Some(day(8))), day(5));
    }

    proptest! {
        #[test]
        fn level_changes_are_those_seen_day_by_day(
            mut offsets in proptest::collection::vec(0_u64..300, 0..30),
            known in 0_u64..120,
            from in 0_u64..150,
            length in 0_u64..250,
        ) {
            offsets.sort_unstable();
            let contacts: Vec<NaiveDate> = offsets.into_iter().map(day).collect();
            let rules = InteractionRules::default();
            let mut daily: Vec<(NaiveDate, Interaction)> = Vec::new();
            for today in (from..=from + length).map(day) {
                let level = rules.contacts(&contacts, day(known), today).level;
                if daily.last().is_none_or(|(_, last)| *last != level) {
                    daily.push((today, level));
                }
            }
            prop_assert_eq!(rules.changes(&contacts, day(known), day(from), day(from + length)), daily);
        }
    }
}
