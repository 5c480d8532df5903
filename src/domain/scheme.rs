//! The ways to put customers into groups, and where each customer belongs (DOMAIN 1.8).

use chrono::NaiveDate;

use super::{
    buying::{Bought, life},
    churn::rule::Level,
    id::CustomerId,
    lifecycle::Lifecycle,
    loyalty::Loyalty,
    pareto::Class,
    relationship::Relationship,
    rfm::{Band, Segment},
    settings::Rules,
    tier::{Intent, Tier, Value},
};

/// The group of those of whom a scheme says nothing: no purchase, no open deal.
pub const NONE: &str = "none";
/// The group of those of whom a scheme would say something if more were known.
pub const UNKNOWN: &str = "unknown";

/// A way to put customers into groups.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Scheme {
    /// The tier that holds (DOMAIN 1).
    #[default]
    Tier,
    /// High, medium, low intent, by the score (DOMAIN 1.8).
    Intent,
    /// High, medium, low value (DOMAIN 1.2).
    Value,
    /// Bands of the RFM total (DOMAIN 2.4).
    Band,
    /// The eight segments of RFM (DOMAIN 2.5).
    Segment,
    /// Classes by share of the revenue (DOMAIN 1.8).
    Class,
    /// New, active, silent, churned (DOMAIN 6.1).
    Lifecycle,
    /// How long silent, by the customer's own interval (DOMAIN 3.2).
    Churn,
    /// What the loyalty index says (DOMAIN 6.4).
    Loyalty,
    /// Kotler's relationship levels (DOMAIN 1.8).
    Relationship,
    /// The stage of the furthest open deal.
    Stage,
    /// Who looks after them.
    Owner,
    /// Where they are.
    Area,
    /// Their trade.
    Industry,
}

/// What a customer is grouped by, as far as its own record says. Texts are empty where nothing is
/// known.
#[derive(Clone, Copy, Debug)]
pub struct Traits<'a> {
    /// The customer.
    pub id: CustomerId,
    /// The tier that holds.
    pub tier: Tier,
    /// The score, hundredths.
    pub score_x100: i32,
    /// The value `v`, minor units of the base currency.
    pub value_minor: i64,
    /// The place in the pipeline of the furthest open deal.
    pub furthest: Option<usize>,
    /// When it bought.
    pub bought: Option<Bought>,
    /// The last effective contact.
    pub last_touch_on: Option<NaiveDate>,
    /// Who looks after it, by name.
    pub owner: &'a str,
    /// Area.
    pub area: &'a str,
    /// Trade.
    pub industry: &'a str,
}

/// Against what a customer's record is looked at.
#[derive(Clone, Copy, Debug)]
pub struct Measure<'a> {
    /// The team's rules.
    pub rules: &'a Rules,
    /// The usual days between purchases of all customers together (DOMAIN 3.2).
    pub population: i64,
    /// The day.
    pub today: NaiveDate,
}

impl Scheme {
    /// All schemes, in the order in which they are offered.
    pub const ALL: [Self; 14] = [
        Self::Tier,
        Self::Intent,
        Self::Value,
        Self::Band,
        Self::Segment,
        Self::Class,
        Self::Lifecycle,
        Self::Churn,
        Self::Loyalty,
        Self::Relationship,
        Self::Stage,
        Self::Owner,
        Self::Area,
        Self::Industry,
    ];

    /// Stable key; its words are `scheme-<key>`.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Tier => "tier",
            Self::Intent => "intent",
            Self::Value => "value",
            Self::Band => "band",
            Self::Segment => "segment",
            Self::Class => "class",
            Self::Lifecycle => "lifecycle",
            Self::Churn => "churn",
            Self::Loyalty => "loyalty",
            Self::Relationship => "relationship",
            Self::Stage => "stage",
            Self::Owner => "owner",
            Self::Area => "area",
            Self::Industry => "industry",
        }
    }

    /// The scheme of a [`key`](Self::key).
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|scheme| scheme.key() == key)
    }

    /// The stable keys of its groups in order, the best first; `None` for groups that are named by
    /// what customers say of themselves ([`Scheme::text`]).
    pub fn keys(self, rules: &Rules) -> Option<Vec<&str>> {
        let keys = match self {
            Self::Tier => Tier::ALL.map(Tier::letter).to_vec(),
            Self::Intent => Intent::ALL.map(Intent::key).to_vec(),
            Self::Value => Value::ALL.iter().rev().map(|value| value.key()).collect(),
            Self::Band => [&Band::ALL.map(Band::key)[..], &[NONE]].concat(),
            Self::Segment => [&Segment::ALL.map(Segment::key)[..], &[NONE]].concat(),
            Self::Class => [&Class::ALL.map(Class::letter)[..], &[NONE]].concat(),
            Self::Lifecycle => Lifecycle::ALL.map(Lifecycle::key).to_vec(),
            Self::Churn => [&Level::ALL.map(Level::key)[..], &[NONE]].concat(),
            Self::Loyalty => [&Loyalty::ALL.map(Loyalty::key)[..], &[UNKNOWN]].concat(),
            Self::Relationship => {
                [&Relationship::ALL.map(Relationship::key)[..], &[UNKNOWN, NONE]].concat()
            }
            Self::Stage => {
                let open = rules.pipeline.open_stages().iter().rev();
                open.map(|stage| stage.key.as_str()).chain([NONE]).collect()
            }
            Self::Owner | Self::Area | Self::Industry => return None,
        };
        Some(keys)
    }

    /// What names the group of a customer, where that is a text of its own; empty for those who
    /// have none.
    pub const fn text<'a>(self, traits: &Traits<'a>) -> Option<&'a str> {
        match self {
            Self::Owner => Some(traits.owner),
            Self::Area => Some(traits.area),
            Self::Industry => Some(traits.industry),
            _ => None,
        }
    }

    /// The place of a customer among [`Scheme::keys`], if its own record says: for some schemes one
    /// has to look at all customers together.
    pub fn place(self, traits: &Traits<'_>, measure: &Measure<'_>) -> Option<usize> {
        let Measure { rules, population, today } = *measure;
        match self {
            Self::Tier => Some(traits.tier as usize),
            Self::Intent => Some(rules.tiers.intent(traits.score_x100) as usize),
            Self::Value => {
                Some(Value::High as usize - rules.tiers.value.level(traits.value_minor) as usize)
            }
            Self::Lifecycle => {
                Some(life(traits.bought, traits.last_touch_on, population, today) as usize)
            }
            Self::Churn => Some(traits.bought.map_or(Level::ALL.len(), |bought| {
                bought.silence(population, today).level as usize
            })),
            Self::Stage => {
                let open = rules.pipeline.open_stages().len();
                let from_last = |place: usize| open.checked_sub(place + 1);
                Some(traits.furthest.and_then(from_last).unwrap_or(open))
            }
            Self::Band | Self::Segment | Self::Class | Self::Loyalty | Self::Relationship => None,
            Self::Owner | Self::Area | Self::Industry => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{churn::rule::Pace, id::Id};

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    /// The key of the group that a customer's own record puts it in.
    fn group(scheme: Scheme, traits: &Traits<'_>) -> String {
        let rules = Rules::default();
        let measure = Measure { rules: &rules, population: 90, today: day("2026-11-23") };
        let place = scheme.place(traits, &measure).unwrap();
        scheme.keys(&rules).unwrap()[place].to_owned()
    }

    const BARE: Traits<'static> = Traits {
        id: Id::new(uuid::Uuid::nil()),
        tier: Tier::D,
        score_x100: 0,
        value_minor: 0,
        furthest: None,
        bought: None,
        last_touch_on: None,
        owner: "",
        area: "",
        industry: "",
    };

    #[test]
    fn the_record_of_a_customer_puts_it_into_its_groups() {
        let on = |last: &str| {
            let (first, pace) = (day("2024-01-01"), Pace::default());
            Some(Bought { first, last: day(last), pace })
        };
        for (scheme, traits, expected) in [
            (Scheme::Tier, BARE, "D"),
            (Scheme::Tier, Traits { tier: Tier::B, ..BARE }, "B"),
            (Scheme::Intent, Traits { score_x100: 6200, ..BARE }, "high"),
            (Scheme::Intent, Traits { score_x100: 6199, ..BARE }, "medium"),
            (Scheme::Intent, Traits { score_x100: 1999, ..BARE }, "low"),
            (Scheme::Value, Traits { value_minor: 10_000_000, ..BARE }, "high"),
            (Scheme::Value, Traits { value_minor: 2_000_000, ..BARE }, "medium"),
            (Scheme::Value, BARE, "low"),
            (Scheme::Lifecycle, BARE, "dormant_prospect"),
            (Scheme::Lifecycle, Traits { bought: on("2026-11-01"), ..BARE }, "active"),
            (Scheme::Lifecycle, Traits { bought: on("2025-11-01"), ..BARE }, "churned"),
            (Scheme::Churn, Traits { bought: on("2026-11-01"), ..BARE }, "normal"),
            (Scheme::Churn, Traits { bought: on("2026-04-01"), ..BARE }, "at_risk"),
            (Scheme::Churn, BARE, "none"),
            (Scheme::Stage, Traits { furthest: Some(0), ..BARE }, "contact"),
            (Scheme::Stage, Traits { furthest: Some(3), ..BARE }, "quote"),
            (Scheme::Stage, Traits { furthest: Some(99), ..BARE }, "none"),
            (Scheme::Stage, BARE, "none"),
        ] {
            assert_eq!(group(scheme, &traits), expected, "{scheme:?} {traits:?}");
        }
    }

    #[test]
    fn every_scheme_has_a_key_and_groups_of_different_keys() {
        let rules = Rules::default();
        for scheme in Scheme::ALL {
            assert_eq!(Scheme::from_key(scheme.key()), Some(scheme));
            let keys = scheme.keys(&rules);
            assert_eq!(keys.is_none(), scheme.text(&BARE).is_some(), "{scheme:?}");
            let mut keys = keys.unwrap_or_default();
            let all = keys.len();
            keys.sort_unstable();
            keys.dedup();
            assert_eq!(keys.len(), all, "{scheme:?}");
        }
        assert_eq!(Scheme::from_key("colour"), None);
    }

    #[test]
    fn what_is_read_by_place_stands_in_the_order_of_its_kind() {
        assert!(Level::ALL.iter().enumerate().all(|(at, level)| *level as usize == at));
        assert!(Lifecycle::ALL.iter().enumerate().all(|(at, life)| *life as usize == at));
        assert!(Intent::ALL.iter().enumerate().all(|(at, intent)| *intent as usize == at));
        assert!(Value::ALL.iter().enumerate().all(|(at, value)| *value as usize == at));
    }
}
