//! The review of tiers: who is proposed for another tier, who moved by itself, whose confirmation is
//! old (DOMAIN 1.7).

use std::{cmp::Reverse, collections::HashMap};

use chrono::{Days, NaiveDate};
use rusqlite::{Row, params};
use uuid::Uuid;

use super::{Reader, customers::nth, day};
use crate::{
    domain::{
        id::{CustomerId, Id},
        review::{Mode, Proposal, Rejection, Verdict},
        stage::StageLevel,
        standing::Facts,
        tier::{Interaction, Levels, Need, Tier, TierOverride, Value},
    },
    store::StoreError,
};

/// How many of those whose tier moved by itself are told, the newest first.
const MOST_MOVED: i64 = 500;

/// What the review has to say of all customers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Review {
    /// A person has to decide: the best tier that is proposed first, then the highest value.
    pub proposed: Vec<Reviewed>,
    /// Rejected before and hidden for now, the latest rejection first.
    pub rejected: Vec<Reviewed>,
    /// A tier by hand holds, the first to end first.
    pub overridden: Vec<Reviewed>,
    /// Changed by themselves within the days of one review, the newest change first; at most 500.
    pub moved: Vec<Reviewed>,
    /// How many changed by themselves.
    pub moved_count: usize,
    /// Their confirmed tier still fits, but was confirmed longer ago than the days of one review;
    /// the longest ago first.
    pub due: Vec<Due>,
}

/// A customer with something to say in the review.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reviewed {
    /// The customer.
    pub id: CustomerId,
    /// What everybody calls it.
    pub name: String,
    /// The tier that holds.
    pub tier: Tier,
    /// The tier by the facts.
    pub automatic: Tier,
    /// The score, hundredths.
    pub score_x100: i64,
    /// The levels that make the score.
    pub levels: Levels,
    /// The value `v`, minor units of the base currency.
    pub value_minor: i64,
    /// What the review says.
    pub verdict: Verdict,
    /// The tier by hand.
    pub tier_override: Option<TierOverride>,
    /// What was rejected last.
    pub rejected: Option<Rejection>,
}

/// A customer whose confirmation is old.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Due {
    /// The customer.
    pub id: CustomerId,
    /// What everybody calls it.
    pub name: String,
    /// The confirmed tier.
    pub tier: Tier,
    /// The day it was confirmed.
    pub on: NaiveDate,
}

const REVIEWED: &str = "SELECT s.uid, coalesce(c.short_name, c.name, ''), s.tier, s.automatic,
    s.score, s.worth, s.need, s.value, s.interaction, s.stage
    FROM standing s CROSS JOIN customers c ON c.id = s.customer";

/// A confirmed tier that the facts do not give any more, or a tier by hand.
const DIFFERS: &str = "(s.tier_source = 1 AND s.tier <> s.automatic) OR s.tier_source = 2";

/// The tier follows the facts and came to another one since a day: than the confirmed one, or than
/// the one that the customer began with.
const MOVED: &str = "s.tier_source = 0 AND s.automatic_since > ?1
    AND CASE WHEN json_valid(c.confirmed)
        THEN upper(c.confirmed ->> '$.tier') <> substr('ABCD', s.automatic + 1, 1)
        ELSE s.automatic_since > s.first_known END";

const DUE: &str = "SELECT s.uid, coalesce(c.short_name, c.name, ''), s.tier, c.confirmed ->> '$.on'
    FROM standing s CROSS JOIN customers c ON c.id = s.customer
    WHERE s.tier_source = 1 AND s.tier = s.automatic AND json_valid(c.confirmed)
        AND c.confirmed ->> '$.on' <= ?1
    ORDER BY 4, s.customer";

impl Reader<'_> {
    /// What the review says today. Only the facts of those whom it names are read.
    ///
    /// # Errors
    /// Fails when the file cannot be read.
    pub fn review(&self) -> Result<Review, StoreError> {
        let mut rows = self.all(&format!("{REVIEWED} WHERE {DIFFERS}"), [], reviewed)?;
        let before = i64::from(self.review_began().to_epoch_days());
        let moved = format!(
            "{REVIEWED} WHERE {MOVED} ORDER BY s.automatic_since DESC, s.customer LIMIT ?2"
        );
        rows.append(&mut self.all(&moved, params![before, MOST_MOVED], reviewed)?);
        let count = format!(
            "SELECT count(*) FROM standing s CROSS JOIN customers c ON c.id = s.customer
             WHERE {MOVED}"
        );
        let moved_count: Option<i64> = self.first(&count, [before], |row| row.get(0))?;
        let mut review = Review {
            moved_count: moved_count.and_then(|count| usize::try_from(count).ok()).unwrap_or(0),
            due: self.due_for_review(before)?,
            ..Review::default()
        };
        self.judge(rows, &mut review)?;
        Ok(review)
    }

    /// The last day before the days of one review.
    fn review_began(&self) -> NaiveDate {
        let days = Days::new(u64::from(self.rules.review.every_days));
        self.today.checked_sub_days(days).unwrap_or(NaiveDate::MIN)
    }

    /// Those whose tier a person confirms; where changes apply by themselves nobody has to.
    fn due_for_review(&self, before: i64) -> Result<Vec<Due>, StoreError> {
        if self.rules.review.mode == Mode::Auto {
            return Ok(Vec::new());
        }
        self.all(DUE, [before], |row| {
            Ok(Due {
                id: Id::new(Uuid::from_bytes(row.get(0)?)),
                name: row.get(1)?,
                tier: nth(&Tier::ALL, row.get(2)?, Tier::D),
                on: day(row.get(3)?),
            })
        })
    }

    /// Says of each what its facts say, and puts it where it belongs.
    fn judge(&self, rows: Vec<Reviewed>, review: &mut Review) -> Result<(), StoreError> {
        let ids: Vec<CustomerId> = rows.iter().map(|row| row.id).collect();
        let mut known: HashMap<CustomerId, Facts> = self.facts_of(&ids)?.into_iter().collect();
        for mut row in rows {
            let Some(facts) = known.remove(&row.id) else { continue };
            row.verdict = facts.verdict(self.rules, self.today);
            (row.tier_override, row.rejected) = (facts.tier_override, facts.rejected);
            match row.verdict {
                Verdict::Agreed => {}
                Verdict::Proposed(_) => review.proposed.push(row),
                Verdict::Rejected(_) => review.rejected.push(row),
                Verdict::Applied(_) => review.moved.push(row),
                Verdict::Overridden(_) => review.overridden.push(row),
            }
        }
        let to = |row: &Reviewed| row.verdict.proposal().map(|proposal: &Proposal| proposal.to);
        review.proposed.sort_by_key(|row| (to(row), Reverse(row.value_minor), row.id));
        let rejected_on = |row: &Reviewed| row.rejected.as_ref().map(|rejected| rejected.on);
        review.rejected.sort_by_key(|row| (Reverse(rejected_on(row)), row.id));
        let ends = |row: &Reviewed| row.tier_override.as_ref().map(|by_hand| by_hand.to);
        review.overridden.sort_by_key(|row| (ends(row), row.id));
        Ok(())
    }
}

/// A customer of whom nothing is said yet.
fn reviewed(row: &Row<'_>) -> rusqlite::Result<Reviewed> {
    Ok(Reviewed {
        id: Id::new(Uuid::from_bytes(row.get(0)?)),
        name: row.get(1)?,
        tier: nth(&Tier::ALL, row.get(2)?, Tier::D),
        automatic: nth(&Tier::ALL, row.get(3)?, Tier::D),
        score_x100: row.get(4)?,
        value_minor: row.get(5)?,
        levels: Levels {
            need: nth(&Need::ALL, row.get(6)?, Need::Unclear),
            value: nth(&Value::ALL, row.get(7)?, Value::Low),
            interaction: nth(&Interaction::ALL, row.get(8)?, Interaction::VeryLow),
            stage: nth(&StageLevel::ALL, row.get(9)?, StageLevel::None),
        },
        verdict: Verdict::Agreed,
        tier_override: None,
        rejected: None,
    })
}
