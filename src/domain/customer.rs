//! A customer as it is known.

use chrono::NaiveDate;

use super::{
    id::{CustomerId, MemberId},
    review::Rejection,
    tier::{Evidence, Levels, Need, Tier, TierOverride},
};

/// A company or person one sells to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Customer {
    /// Its id.
    pub id: CustomerId,
    /// Full name.
    pub name: String,
    /// What everybody calls it.
    pub short_name: Option<String>,
    /// The day it was entered.
    pub created_on: NaiveDate,
    /// The tier that a person confirmed (DOMAIN 1.7).
    pub confirmed: Option<Confirmed>,
    /// A tier set by hand for a time (DOMAIN 1.6).
    pub tier_override: Option<TierOverride>,
    /// The proposal of the review that a person rejected last (DOMAIN 1.7).
    pub rejected: Option<Rejection>,
    /// The need as chosen by hand, with the day of the choice; it beats the evidence.
    pub need: Option<(Need, NaiveDate)>,
    /// The day on which each piece of evidence was heard (DOMAIN 1.2).
    pub evidence: EvidenceDays,
    /// Estimated potential of a year, minor units of the base currency.
    pub potential: Option<i64>,
    /// Its own contact interval in days, instead of its tier's.
    pub cadence: Option<u32>,
    /// Trade.
    pub industry: Option<String>,
    /// Area, for visits.
    pub area: Option<String>,
    /// Street address.
    pub address: Option<String>,
    /// Telephone, as written.
    pub phone: Option<String>,
    /// E-mail.
    pub email: Option<String>,
    /// Web site.
    pub web: Option<String>,
    /// Where it came from.
    pub source: Option<String>,
    /// Who looks after it.
    pub owner: Option<MemberId>,
    /// Birthday, `05-14`, `1980-05-14` or `lunar:8-15`.
    pub birthday: Option<String>,
    /// Anniversary, in the same forms.
    pub anniversary: Option<String>,
    /// How much it influences others, 0–3, by hand.
    pub influence: Option<u8>,
    /// Customers that came on its word and bought.
    pub referrals: Option<u32>,
    /// Anything else.
    pub notes: Option<String>,
    /// Tags, sorted.
    pub tags: Vec<String>,
    /// Fields of the user's own, by name.
    pub custom: Vec<(String, String)>,
    /// Its key in the list it was imported from.
    pub external_key: Option<String>,
    /// The customer that this one turned out to be.
    pub merged_into: Option<CustomerId>,
}

impl Customer {
    /// What everybody calls it.
    pub fn called(&self) -> &str {
        self.short_name.as_deref().unwrap_or(&self.name)
    }
}

/// A confirmed tier: what the review compares the shadow tier with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Confirmed {
    /// The tier.
    pub tier: Tier,
    /// The day it was confirmed.
    pub on: NaiveDate,
    /// The levels on that day, if they were known.
    pub levels: Option<Levels>,
}

/// The day on which each of the five pieces of evidence was heard, in the order of
/// [`Evidence::ALL`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct EvidenceDays([Option<NaiveDate>; 5]);

impl EvidenceDays {
    /// From the days in the order of [`Evidence::ALL`].
    pub const fn new(days: [Option<NaiveDate>; 5]) -> Self {
        Self(days)
    }

    /// Each piece with its day, those not heard left out.
    pub fn heard(&self) -> impl Iterator<Item = (Evidence, NaiveDate)> + '_ {
        Evidence::ALL.into_iter().zip(self.0).filter_map(|(piece, day)| Some((piece, day?)))
    }

    /// The day of one piece.
    pub fn day(&self, piece: Evidence) -> Option<NaiveDate> {
        self.heard().find(|(heard, _)| *heard == piece).map(|(_, day)| day)
    }
}

/// The field of the log that keeps the day of a piece of evidence.
pub const fn evidence_field(piece: Evidence) -> &'static str {
    match piece {
        Evidence::Need => "ev_need",
        Evidence::Product => "ev_product",
        Evidence::Budget => "ev_budget",
        Evidence::Decider => "ev_decider",
        Evidence::Date => "ev_date",
    }
}

/// What a field of the log says, as JSON: the forms of `confirmed`, `override`, `rejected` and
/// `need`. One field each, so that two people who set them at once do not get a mixture.
pub mod field {
    use serde::{Deserialize, Serialize};

    /// `confirmed`.
    #[derive(Clone, Debug, Serialize, Deserialize)]
    pub struct Confirmed {
        /// Letter.
        pub tier: String,
        /// Days since 1970.
        pub on: i32,
        /// Keys of need, value, interaction, stage.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub levels: Option<[String; 4]>,
    }

    /// `override`.
    #[derive(Clone, Debug, Serialize, Deserialize)]
    pub struct Override {
        /// Letter.
        pub tier: String,
        /// Why.
        pub reason: String,
        /// Days since 1970.
        pub from: i32,
        /// Days since 1970, included.
        pub to: i32,
    }

    /// `rejected`.
    #[derive(Clone, Debug, Serialize, Deserialize)]
    pub struct Rejected {
        /// Letter of the tier that was proposed.
        pub to: String,
        /// The day the facts came to it, days since 1970.
        pub since: i32,
        /// The day of the rejection, days since 1970.
        pub on: i32,
        /// Why.
        pub reason: String,
    }

    /// `need`.
    #[derive(Clone, Debug, Serialize, Deserialize)]
    pub struct Need {
        /// Key of the level.
        pub need: String,
        /// Days since 1970.
        pub on: i32,
    }
}
