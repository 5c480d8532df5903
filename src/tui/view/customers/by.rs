//! By which scheme the list is grouped, and the way to another one.

use std::{cell::Cell, rc::Rc};

use chrono::NaiveDate;

use crate::{
    change::Entity,
    domain::scheme::Scheme,
    report::grouping::Grouping,
    store::StoreError,
    tui::{
        cx::Cx,
        effect::Effect,
        job::Job,
        reading::Reading,
        theme::Symbol,
        widget::picker::{Choice, Picker},
    },
};

/// As many customers are looked at together while one waits; more of them in the background.
const MOST_AT_ONCE: usize = 1_000;

/// The scheme of a list.
#[derive(Debug, Default)]
pub struct By {
    /// The scheme that is asked for.
    wanted: Scheme,
    /// Where the picker leaves what was picked.
    picked: Rc<Cell<Option<Scheme>>>,
    /// What the list is grouped by, until what is asked for is known.
    grouping: Grouping,
    /// The place in the log and the day that it is of.
    at: Option<(i64, NaiveDate)>,
    /// A grouping that is read in the background, and what it will be of.
    reading: Option<(i64, NaiveDate, Reading<Grouping>)>,
    /// The scheme of that.
    coming: Scheme,
}

impl By {
    /// What the list is grouped by.
    pub const fn grouping(&self) -> &Grouping {
        &self.grouping
    }

    /// Takes in what was picked, what has arrived, and what has changed; whether the groups may be
    /// others now. With more customers than `most` what takes long is left to the background.
    ///
    /// # Errors
    /// Fails when the file cannot be read.
    pub fn read(&mut self, cx: &Cx<'_>, most: usize) -> Result<bool, StoreError> {
        self.wanted = self.picked.take().unwrap_or(self.wanted);
        let reader = cx.reader();
        let now = (reader.last_step()?, reader.today());
        let mut is_new = false;
        let arrived = self.reading.as_ref().and_then(|(step, today, reading)| {
            reading.take().map(|grouping| (*step, *today, grouping))
        });
        if let Some((step, today, grouping)) = arrived {
            self.reading = None;
            let grouping = grouping?;
            if grouping.scheme() == self.wanted {
                (self.grouping, self.at, is_new) = (grouping, Some((step, today)), true);
            }
        }
        if !self.is_stale(cx, now)? {
            return Ok(is_new);
        }
        let is_slow =
            Grouping::is_slow(self.wanted) && reader.customer_count()? > most.min(MOST_AT_ONCE);
        match cx.session().store().lookout(cx.today).filter(|_| is_slow) {
            Some(_) if self.reading.is_some() && self.coming == self.wanted => {}
            Some(lookout) => {
                self.reading = Some((now.0, now.1, Reading::new(lookout)));
                self.coming = self.wanted;
            }
            None => {
                self.reading = None;
                self.grouping = Grouping::read(self.wanted, &reader)?;
                (self.at, is_new) = (Some(now), true);
            }
        }
        Ok(is_new)
    }

    /// Whether the grouping has to be read: it is another one, or what it is made of has changed.
    fn is_stale(&mut self, cx: &Cx<'_>, now: (i64, NaiveDate)) -> Result<bool, StoreError> {
        let Some((step, today)) = self.at.filter(|_| self.grouping.scheme() == self.wanted) else {
            return Ok(true);
        };
        if today != now.1 || step > now.0 {
            return Ok(true);
        }
        let is_stale = step < now.0 && cx.reader().has_written(step, made_of(self.wanted))?;
        if !is_stale {
            self.at = Some(now);
        }
        Ok(is_stale)
    }

    /// What is left to the background, to be started once.
    pub fn work(&mut self, cx: &Cx<'_>) -> Option<Job> {
        let (.., reading) = self.reading.as_mut()?;
        let scheme = self.coming;
        reading.job(cx.words.get("groups-reading"), move |reader| Grouping::read(scheme, reader))
    }

    /// Asks for a scheme.
    pub fn ask(&self, cx: &Cx<'_>) -> Effect {
        let choice = |scheme: Scheme| {
            let words = cx.words.get(&format!("scheme-{}", scheme.key())).into_owned();
            let now = if scheme == self.wanted {
                format!("{} {}", cx.theme.symbol(Symbol::Check), cx.words.get("groups-current"))
            } else {
                String::new()
            };
            Choice { label: words, detail: now, also: scheme.key().to_owned() }
        };
        let picked = Rc::clone(&self.picked);
        let pick = move |place: usize, _: &Cx<'_>| {
            picked.set(Scheme::ALL.get(place).copied());
            Effect::Refresh
        };
        let title = cx.words.get("groups-title");
        let choices = Scheme::ALL.map(choice).into();
        Effect::Open(Box::new(Picker::new(title, choices, Box::new(pick))))
    }
}

/// The kinds of rows that change the groups of others than the customers they belong to.
const fn made_of(scheme: Scheme) -> &'static [Entity] {
    match scheme {
        Scheme::Band
        | Scheme::Segment
        | Scheme::Class
        // The usual interval of all customers is made of everybody's orders.
        | Scheme::Lifecycle
        | Scheme::Churn => &[Entity::Order, Entity::Setting],
        Scheme::Loyalty => &[Entity::Order, Entity::Survey, Entity::Setting],
        Scheme::Relationship => &[Entity::Customer, Entity::Setting],
        Scheme::Tier
        | Scheme::Intent
        | Scheme::Value
        | Scheme::Stage
        | Scheme::Owner
        | Scheme::Area
        | Scheme::Industry => &[],
    }
}
