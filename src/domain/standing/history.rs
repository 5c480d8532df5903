//! How a customer's levels and value went, from day to day, as the facts of each day had it.

use chrono::{Days, NaiveDate};

use super::{DealFacts, Facts};
use crate::domain::{
    settings::Rules,
    stage::{DealStatus, StageLevel},
    tier::{Evidence, EvidenceSet, Interaction, Levels, Need, ValueFacts, need},
};

/// How long purchases count for the value, days (DOMAIN 1.2).
const PURCHASE_WINDOW: Days = Days::new(365);

/// Levels and value on the days on which they change.
#[derive(Debug)]
pub struct History {
    /// Ascending; the first one is the first day asked for.
    points: Vec<(NaiveDate, Levels, i64)>,
    /// Changes that are known to come, ascending.
    to_come: Vec<NaiveDate>,
}

/// What a day changes.
#[derive(Clone, Copy)]
enum Turn {
    Purchase(i64),
    Open { amount: i64, level: StageLevel },
    Close { amount: i64, level: StageLevel },
    Heard(Evidence),
    Chosen(Need),
    Contacts(Interaction),
}

/// The facts of the day that the sweep has come to.
struct Sweep<'a> {
    rules: &'a Rules,
    value: ValueFacts,
    open: [u32; 4],
    evidence: EvidenceSet,
    chosen: Option<Need>,
    interaction: Interaction,
}

impl History {
    /// From `first` to `today`. Costs one sort of the facts.
    pub fn of(facts: &Facts, rules: &Rules, first: NaiveDate, today: NaiveDate) -> Self {
        let known =
            crate::domain::tier::first_known(facts.created_on, facts.touches.first().copied());
        let contacts = rules.tiers.interaction.changes(&facts.touches, known, first, today);
        let mut turns: Vec<(NaiveDate, Turn)> =
            contacts.into_iter().map(|(day, level)| (day, Turn::Contacts(level))).collect();
        for &(day, amount) in &facts.orders {
            turns.push((day, Turn::Purchase(amount)));
            if let Some(end) = day.checked_add_days(PURCHASE_WINDOW) {
                turns.push((end, Turn::Purchase(amount.saturating_neg())));
            }
        }
        turns.extend(facts.evidence.heard().map(|(piece, day)| (day, Turn::Heard(piece))));
        turns.extend(facts.need.map(|(level, day)| (day, Turn::Chosen(level))));
        facts.deals.iter().for_each(|deal| deal_turns(deal, &mut turns));
        // Stable: what happened on one day stays in its order.
        turns.sort_by_key(|(day, _)| *day);
        let mut sweep = Sweep::new(rules, facts.potential);
        let mut history = Self { points: Vec::new(), to_come: Vec::new() };
        for (day, turn) in turns {
            if day > today {
                history.to_come.push(day);
                continue;
            }
            sweep.take(turn);
            history.push(day.max(first), &sweep);
        }
        if history.points.is_empty() {
            history.push(first, &sweep);
        }
        history
    }

    fn push(&mut self, day: NaiveDate, sweep: &Sweep<'_>) {
        let (levels, value) = sweep.levels();
        match self.points.last_mut() {
            Some(last) if last.0 == day => *last = (day, levels, value),
            Some(last) if (last.1, last.2) == (levels, value) => {}
            _ => self.points.push((day, levels, value)),
        }
    }

    /// Levels and value on a day, that of the first point before it.
    pub fn on(&self, day: NaiveDate) -> (Levels, i64) {
        let at = self.points.partition_point(|(from, ..)| *from <= day).saturating_sub(1);
        self.points.get(at).map_or_else(
            // There is always a point: `of` pushes one.
            || (Levels::LOWEST, 0),
            |(_, levels, value)| (*levels, *value),
        )
    }

    /// The levels on `start` and on every later day on which something changes.
    pub fn from(&self, start: NaiveDate) -> impl Iterator<Item = (NaiveDate, Levels)> + '_ {
        let later = self.points.iter().filter(move |(day, ..)| *day > start);
        std::iter::once((start, self.on(start).0))
            .chain(later.map(|(day, levels, _)| (*day, *levels)))
    }

    /// The first day after today on which a purchase leaves the window or a dated fact begins.
    pub fn after_today(&self) -> Option<NaiveDate> {
        self.to_come.first().copied()
    }
}

impl<'a> Sweep<'a> {
    fn new(rules: &'a Rules, potential: i64) -> Self {
        Self {
            rules,
            value: ValueFacts { potential_minor: potential, ..ValueFacts::default() },
            open: [0; 4],
            evidence: EvidenceSet::NONE,
            chosen: None,
            interaction: Interaction::VeryLow,
        }
    }

    fn take(&mut self, turn: Turn) {
        match turn {
            Turn::Purchase(amount) => {
                self.value.purchases_minor = self.value.purchases_minor.saturating_add(amount);
            }
            Turn::Open { amount, level } => {
                self.value.open_deals_minor = self.value.open_deals_minor.saturating_add(amount);
                self.count(level, 1);
            }
            Turn::Close { amount, level } => {
                self.value.open_deals_minor = self.value.open_deals_minor.saturating_sub(amount);
                self.count(level, -1);
            }
            Turn::Heard(piece) => self.evidence.insert(piece),
            Turn::Chosen(level) => self.chosen = Some(level),
            Turn::Contacts(level) => self.interaction = level,
        }
    }

    fn count(&mut self, level: StageLevel, by: i32) {
        for (open, _) in self.open.iter_mut().zip(StageLevel::ALL).filter(|(_, of)| *of == level) {
            *open = open.saturating_add_signed(by);
        }
    }

    fn levels(&self) -> (Levels, i64) {
        let tiers = &self.rules.tiers;
        let value_minor = self.value.value_minor();
        let open = self.open.iter().zip(StageLevel::ALL).filter(|(open, _)| **open > 0);
        let levels = Levels {
            need: need(self.chosen, self.evidence, tiers.evidence_needed),
            value: tiers.value.level(value_minor),
            interaction: self.interaction,
            stage: StageLevel::furthest(open.map(|(_, level)| level)),
        };
        (levels, value_minor)
    }
}

/// The days on which a deal opens, changes its level and closes.
fn deal_turns(deal: &DealFacts, turns: &mut Vec<(NaiveDate, Turn)>) {
    let amount = deal.amount;
    let mut before: Option<StageLevel> = None;
    for (day, reached) in &deal.events {
        if let Some(level) = before.take() {
            turns.push((*day, Turn::Close { amount, level }));
        }
        if reached.status == DealStatus::Open {
            turns.push((*day, Turn::Open { amount, level: reached.level }));
            before = Some(reached.level);
        }
    }
}
