//! What each customer of the demo is to show: its tier, its place in today's list, how it buys.

use super::chance::{Chance, nth};
use crate::domain::{
    activity::PlanKind,
    tier::Tier::{self, A, B, C, D},
};

/// Where a customer is in its rhythm today. Days counted are working days.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mood {
    /// Due some day ahead.
    Steady,
    /// Due today.
    DueToday,
    /// Due so many days ago.
    Overdue(u32),
    /// Not contacted for so many calendar days.
    Neglected(i64),
    /// A promise or appointment: in so many days (before 0: broken), at this minute of the day.
    Promised(i32, Option<i64>, PlanKind),
    /// A visit is planned in so many days.
    Visit(u32),
    /// Reached today already.
    Done,
    /// Tried today already.
    Tried,
    /// Contacted on the day before.
    Yesterday,
    /// Tried so many times, to be tried again today.
    Retry(u32),
    /// Tried too often: resting.
    Resting,
    /// Entered on the day before, never contacted.
    Fresh,
    /// Snoozed for so many days ahead.
    Snoozed(u32),
}

/// How a customer buys.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Buying {
    /// Never did.
    Never,
    /// Began lately.
    New,
    /// Again and again.
    Regular,
    /// One time.
    Once,
    /// Used to, is late by more than usual.
    Silent,
    /// Used to, long ago.
    Churned,
    /// Came back after a long time.
    WonBack,
}

/// Where the tier of a customer comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Held {
    /// The facts.
    ByFacts,
    /// A person confirmed what the facts say.
    Confirmed,
    /// A person confirmed it; the facts say this one now.
    FactsNow(Tier),
    /// Set by hand for so many days yet; the facts say this one.
    ByHand(Tier, i64),
}

/// What a customer is to show.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Role {
    /// The tier that holds.
    pub tier: Tier,
    /// Where it comes from.
    pub held: Held,
    /// Where it is in its rhythm.
    pub mood: Mood,
    /// How it buys.
    pub buying: Buying,
}

impl Role {
    /// The tier that the facts give.
    pub const fn by_facts(&self) -> Tier {
        match self.held {
            Held::ByFacts | Held::Confirmed => self.tier,
            Held::FactsNow(tier) | Held::ByHand(tier, _) => tier,
        }
    }

    /// The role of the `index`-th customer.
    pub fn of(index: u64, chance: &mut Chance) -> Self {
        let written = CAST.iter().zip(0..).find(|(_, place)| *place == index);
        if let Some((&(tier, mood, buying, held), _)) = written {
            return Self { tier, held, mood, buying };
        }
        // The cast has more good customers than there are: the others make up for it.
        let shares = if index < SMALL { [7, 23, 58] } else { [12, 32, 65] };
        // Steps of 37 meet every percent once in a hundred customers.
        let percent = index * 37 % 100;
        let tier = match shares.map(|share| percent < share) {
            [true, ..] => A,
            [_, true, _] => B,
            [.., true] => C,
            _ => D,
        };
        let held = if chance.percent(35) { Held::Confirmed } else { Held::ByFacts };
        Self { tier, held, mood: usual_mood(index, chance), buying: usual_buying(tier, chance) }
    }
}

/// Up to so many customers, whom to contact today is written down; of more, one in fifty is due.
const SMALL: u64 = 120;

fn usual_mood(index: u64, chance: &mut Chance) -> Mood {
    let ahead = i32::try_from(chance.between(1, 6)).unwrap_or(1);
    match chance.between(0, 99) {
        0..=6 => Mood::Promised(ahead, None, PlanKind::Promise),
        7..=9 => Mood::Visit(ahead.unsigned_abs()),
        10 => Mood::Snoozed(ahead.unsigned_abs()),
        11 if index >= SMALL => Mood::DueToday,
        12 if index >= SMALL => Mood::Overdue(ahead.unsigned_abs()),
        _ => Mood::Steady,
    }
}

fn usual_buying(tier: Tier, chance: &mut Chance) -> Buying {
    use Buying::{Churned, Never, New, Once, Regular, Silent};
    let tens = chance.between(0, 9).unsigned_abs();
    match tier {
        A => nth(
            &[Regular, Regular, Regular, Regular, Regular, Regular, New, Never, Never, Never],
            tens,
        ),
        B => nth(
            &[Regular, Regular, Regular, Regular, Regular, Silent, New, Never, Never, Never],
            tens,
        ),
        C => {
            nth(&[Regular, Regular, Regular, Regular, Silent, Once, New, Never, Never, Never], tens)
        }
        D => {
            nth(&[Regular, Churned, Churned, Once, Once, Silent, Never, Never, Never, Never], tens)
        }
    }
}

const fn promise(in_days: i32, minute: i64) -> Mood {
    Mood::Promised(in_days, Some(minute), PlanKind::Promise)
}

/// The customers that everybody meets: those of today's list, and one of each kind.
const CAST: &[(Tier, Mood, Buying, Held)] = &[
    (A, promise(0, 14 * 60), Buying::Regular, Held::Confirmed),
    (B, promise(0, 16 * 60 + 30), Buying::Never, Held::ByFacts),
    (A, Mood::Overdue(3), Buying::Regular, Held::ByFacts),
    (B, Mood::Overdue(2), Buying::Regular, Held::Confirmed),
    (C, Mood::DueToday, Buying::Regular, Held::ByFacts),
    (D, Mood::DueToday, Buying::Never, Held::ByFacts),
    (B, Mood::Promised(-3, None, PlanKind::Promise), Buying::Never, Held::ByFacts),
    (A, Mood::Done, Buying::Regular, Held::ByFacts),
    (C, Mood::Tried, Buying::Silent, Held::ByFacts),
    (B, Mood::Retry(2), Buying::Never, Held::ByFacts),
    (A, Mood::Promised(0, Some(10 * 60), PlanKind::Appointment), Buying::New, Held::ByFacts),
    (C, promise(0, 11 * 60), Buying::Once, Held::ByFacts),
    (B, Mood::DueToday, Buying::Regular, Held::ByFacts),
    (D, Mood::Neglected(210), Buying::Never, Held::ByFacts),
    (C, Mood::Overdue(6), Buying::Silent, Held::ByFacts),
    (D, Mood::Overdue(2), Buying::Churned, Held::ByFacts),
    (B, Mood::Done, Buying::New, Held::ByFacts),
    (A, Mood::DueToday, Buying::Never, Held::ByFacts),
    (C, Mood::Retry(1), Buying::Never, Held::ByFacts),
    (A, Mood::Yesterday, Buying::Regular, Held::Confirmed),
    (D, Mood::Fresh, Buying::Never, Held::ByFacts),
    (C, Mood::Promised(0, None, PlanKind::Promise), Buying::Regular, Held::Confirmed),
    (B, Mood::Neglected(45), Buying::Silent, Held::Confirmed),
    (D, Mood::Retry(4), Buying::Never, Held::ByFacts),
    (C, Mood::Neglected(110), Buying::Churned, Held::ByFacts),
    (B, Mood::Visit(1), Buying::Regular, Held::ByFacts),
    (A, promise(1, 9 * 60 + 30), Buying::Regular, Held::ByFacts),
    (C, Mood::Visit(1), Buying::Regular, Held::ByFacts),
    (B, promise(1, 15 * 60), Buying::New, Held::ByFacts),
    (C, Mood::Snoozed(3), Buying::Once, Held::ByFacts),
    (D, Mood::Resting, Buying::Never, Held::ByFacts),
    (B, Mood::Snoozed(2), Buying::Regular, Held::ByFacts),
    (A, Mood::Steady, Buying::WonBack, Held::ByFacts),
    (C, Mood::Yesterday, Buying::New, Held::ByFacts),
    (C, Mood::Visit(3), Buying::WonBack, Held::ByFacts),
    (B, Mood::Promised(2, Some(14 * 60), PlanKind::Appointment), Buying::Never, Held::ByFacts),
    (C, Mood::Steady, Buying::Regular, Held::FactsNow(B)),
    (B, Mood::Steady, Buying::Regular, Held::FactsNow(A)),
    (A, Mood::Steady, Buying::Silent, Held::FactsNow(B)),
    (B, Mood::Steady, Buying::Silent, Held::FactsNow(C)),
    (D, Mood::Steady, Buying::Regular, Held::FactsNow(C)),
    (A, Mood::Steady, Buying::Never, Held::ByHand(C, 60)),
    (B, Mood::Steady, Buying::Never, Held::ByHand(D, 5)),
    (D, Mood::Yesterday, Buying::Once, Held::ByFacts),
    (D, Mood::Steady, Buying::Churned, Held::ByFacts),
    (D, Mood::Resting, Buying::Never, Held::Confirmed),
];
