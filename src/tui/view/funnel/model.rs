//! The deals as they were read, and what is shown of them.

use std::collections::HashMap;

use chrono::NaiveDate;

use super::period::Period;
use crate::{
    domain::{
        deal::Deal,
        id::{CustomerId, DealId, MemberId},
        settings::Rules,
        stage::{DealStatus, Place},
    },
    report::funnel::{Figures, Standing, standings},
    store::{
        StoreError,
        read::{DealDays, Reader},
    },
};

/// What is asked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Asked {
    /// The period.
    pub period: Period,
    /// Whose deals; `None` = everybody's.
    pub owner: Option<MemberId>,
    /// A past day; `None` = today.
    pub as_of: Option<NaiveDate>,
}

/// Everything that was read, and the figures of what is asked for.
#[derive(Debug)]
pub struct Model {
    all: Vec<Deal>,
    days: HashMap<DealId, DealDays>,
    customers: HashMap<CustomerId, String>,
    members: Vec<(MemberId, String)>,
    /// The deals that are shown.
    pub deals: Vec<Deal>,
    /// Where each of them stands.
    pub standings: Vec<Option<Standing>>,
    /// The figures.
    pub figures: Figures,
    /// For each open stage the places of its deals, the largest first.
    pub columns: Vec<Vec<usize>>,
    /// Why deals were lost in the period, the most frequent first.
    pub reasons: Vec<(String, usize)>,
}

impl Model {
    /// Reads all deals.
    ///
    /// # Errors
    /// Fails when the file cannot be read.
    pub fn read(reader: &Reader<'_>, asked: Asked) -> Result<Self, StoreError> {
        let (rules, today) = (reader.rules(), reader.today());
        let days = HashMap::new();
        let mut model = Self {
            all: reader.deals()?,
            days: reader.deal_days()?,
            customers: reader.deal_customers()?,
            members: reader.members()?,
            deals: Vec::new(),
            standings: Vec::new(),
            figures: Figures::new(&[], &days, rules, today, asked.period.days(today)),
            columns: Vec::new(),
            reasons: Vec::new(),
        };
        model.show(asked, rules, today);
        Ok(model)
    }

    /// Shows what is asked for of what was read.
    pub fn show(&mut self, asked: Asked, rules: &Rules, today: NaiveDate) {
        let as_of = asked.as_of.unwrap_or(today);
        let is_asked = |deal: &&Deal| asked.owner.is_none() || deal.owner == asked.owner;
        self.deals = self.all.iter().filter(is_asked).cloned().collect();
        self.standings = standings(&self.deals, &self.days, rules, as_of);
        let period = asked.period.days(as_of);
        self.figures = Figures::new(&self.deals, &self.days, rules, as_of, period);
        self.columns = vec![Vec::new(); rules.pipeline.open_stages().len()];
        for (at, standing) in self.standings.iter().enumerate() {
            let stage = match standing.map(|standing| standing.place) {
                Some(Place::Stage(stage)) => stage,
                Some(Place::Lost) | None => continue,
            };
            self.columns.get_mut(stage).into_iter().for_each(|column| column.push(at));
        }
        let deals = &self.deals;
        let amount = |at: &usize| deals.get(*at).and_then(|deal| deal.base_minor(rules.currency));
        for column in &mut self.columns {
            column.sort_by_key(|at| std::cmp::Reverse(amount(at)));
        }
        self.reasons = self.lost_reasons(rules);
    }

    fn lost_reasons(&self, rules: &Rules) -> Vec<(String, usize)> {
        let (as_of, period) = (self.figures.as_of, &self.figures.period);
        let mut counts: HashMap<&str, usize> = HashMap::new();
        for deal in &self.deals {
            let last = deal.events.iter().rev().find(|(day, _)| *day <= as_of);
            let stage = last.filter(|(day, _)| period.contains(day));
            let stage = stage.and_then(|(_, key)| rules.pipeline.stage(key));
            let is_lost = stage.is_some_and(|stage| stage.status == DealStatus::Lost);
            let reason = deal.lost_reason.as_deref().map(str::trim);
            if let Some(reason) = reason.filter(|reason| is_lost && !reason.is_empty()) {
                *counts.entry(reason).or_default() += 1;
            }
        }
        let mut reasons: Vec<(String, usize)> =
            counts.into_iter().map(|(reason, count)| (reason.to_owned(), count)).collect();
        reasons.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        reasons
    }

    /// How many deals there are, whoever's.
    pub const fn deals_in_all(&self) -> usize {
        self.all.len()
    }

    /// Whether there is no deal at all, whoever's.
    pub const fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    /// The name of a deal's customer, if it has one that is known.
    pub fn customer(&self, deal: &Deal) -> Option<&str> {
        self.customers.get(&deal.customer).map(String::as_str)
    }

    /// The name of a member.
    pub fn member(&self, id: MemberId) -> Option<&str> {
        self.members.iter().find(|(member, _)| *member == id).map(|(_, name)| name.as_str())
    }

    /// Whose deals to show next: everybody's, mine, then those of each other who has some.
    pub fn next_owner(&self, owner: Option<MemberId>, me: MemberId) -> Option<MemberId> {
        let has_deals = |id: &MemberId| self.all.iter().any(|deal| deal.owner == Some(*id));
        let others = self.members.iter().map(|(id, _)| *id);
        let others = others.filter(|id| *id != me && has_deals(id));
        let turn: Vec<Option<MemberId>> =
            [None, Some(me)].into_iter().chain(others.map(Some)).collect();
        let at = turn.iter().position(|turn| *turn == owner).unwrap_or(0);
        turn.get(at + 1).copied().flatten()
    }
}
