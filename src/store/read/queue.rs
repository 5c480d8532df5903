//! Who is due: the queue of the day, and what its rows say.

use rusqlite::Row;
use uuid::Uuid;

use super::{Reader, customers::nth, day, day_at, id_at};
use crate::{
    domain::{
        activity::{ActivityKind, PlanKind},
        cadence::Schedule,
        id::{ActivityId, CustomerId, Id, MemberId},
        queue::{Candidate, PlannedDay, PriorityRules, Queued},
        stage::StageLevel,
        tier::{Level, Tier},
        worklist::{AT_RISK_SHOWN, COMING_UP_DAYS, Worklist, next_days},
    },
    store::StoreError,
};

/// What a row of the queue shows besides its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QueueRow {
    /// The customer.
    pub id: CustomerId,
    /// Full name.
    pub name: String,
    /// What everybody calls it.
    pub short_name: Option<String>,
    /// Area.
    pub area: Option<String>,
    /// Telephone.
    pub phone: Option<String>,
    /// Who looks after it.
    pub owner: Option<MemberId>,
    /// The stage of its furthest open deal, as its place in the pipeline.
    pub furthest: Option<usize>,
    /// Sum of its open deals, minor units of the base currency.
    pub open_value: i64,
    /// The earliest open promise.
    pub promise: Option<PromiseRow>,
}

/// A promise as a row of the queue shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PromiseRow {
    /// Its id.
    pub id: ActivityId,
    /// Promise or appointment.
    pub plan: PlanKind,
    /// What is to be done.
    pub kind: ActivityKind,
    /// The day.
    pub due_on: chrono::NaiveDate,
    /// Minutes after midnight.
    pub due_minute: Option<u16>,
    /// What it is about.
    pub text: Option<String>,
    /// With whom, by name.
    pub contact: Option<String>,
}

/// The columns that [`Reader::candidate`] reads, of every standing.
pub(super) const CANDIDATE: &str = "SELECT uid, tier, worth, stage, base_on, retry_on, promised_on,
    snoozed_until, anchor_on, touched, attempts, unreachable, suspended, interval FROM standing";

/// How many of those who are not due yet are in a list.
const LOOK_AHEAD: i64 = 500;

impl Reader<'_> {
    /// A candidate from the columns of [`CANDIDATE`].
    pub(super) fn candidate(&self, row: &Row<'_>) -> rusqlite::Result<Candidate<CustomerId>> {
        let level = nth(&StageLevel::ALL, row.get(3)?, StageLevel::None);
        Ok(Candidate {
            id: Id::new(Uuid::from_bytes(row.get(0)?)),
            tier: nth(&Tier::ALL, row.get(1)?, Tier::D),
            value_minor: row.get(2)?,
            stage_points: i64::from(self.rules.tiers.points(Level::Stage(level))),
            schedule: Schedule {
                base: day(row.get(4)?),
                retry: day(row.get(5)?),
                promised: day_at(row, 6)?,
                snoozed_until: day_at(row, 7)?,
                anchor: day(row.get(8)?),
                touched: row.get(9)?,
                attempts: row.get(10)?,
                unreachable: row.get(11)?,
                suspended: row.get(12)?,
                interval_days: row.get(13)?,
            },
        })
    }

    /// How the priorities of this file are weighed.
    pub fn priority_rules(&self) -> PriorityRules {
        PriorityRules {
            high_value_minor: self.rules.tiers.value.high_minor,
            ..PriorityRules::default()
        }
    }

    /// Everyone due today, and the first of those due in the `days` after: as many as anybody looks
    /// ahead to, whatever the number of customers.
    ///
    /// # Errors
    /// Fails when the file cannot be read.
    pub fn candidates(&self, days: u64) -> Result<Vec<Candidate<CustomerId>>, StoreError> {
        let last = self.today.checked_add_days(chrono::Days::new(days)).unwrap_or(self.today);
        let (today, last) =
            (i64::from(self.today.to_epoch_days()), i64::from(last.to_epoch_days()));
        let mut candidates = self.candidates_until(self.today)?;
        let sql = format!(
            "{CANDIDATE} WHERE due_on > ?1 AND due_on <= ?2 ORDER BY due_on, tier, uid LIMIT ?3"
        );
        candidates
            .append(&mut self.all(&sql, [today, last, LOOK_AHEAD], |row| self.candidate(row))?);
        Ok(candidates)
    }

    /// Everyone due on a day or before it.
    ///
    /// # Errors
    /// Fails when the file cannot be read.
    pub fn candidates_until(
        &self,
        last: chrono::NaiveDate,
    ) -> Result<Vec<Candidate<CustomerId>>, StoreError> {
        let sql = format!("{CANDIDATE} WHERE due_on <= ?1");
        self.all(&sql, [i64::from(last.to_epoch_days())], |row| self.candidate(row))
    }

    /// One customer as a candidate of the queue.
    ///
    /// # Errors
    /// Fails when the file cannot be read.
    pub fn candidate_of(
        &self,
        id: CustomerId,
    ) -> Result<Option<Candidate<CustomerId>>, StoreError> {
        let sql = format!("{CANDIDATE} WHERE customer = (SELECT id FROM customers WHERE uid = ?1)");
        self.first(&sql, [id.uuid().as_bytes()], |row| self.candidate(row))
    }

    /// Today's list, for a capacity of contacts a day.
    ///
    /// # Errors
    /// Fails when the file cannot be read.
    pub fn worklist(&self, capacity: usize) -> Result<Worklist<CustomerId>, StoreError> {
        let candidates = self.candidates(COMING_UP_DAYS)?;
        let done = usize::try_from(self.done_today()?).unwrap_or(usize::MAX);
        let (rules, calendar) = (self.priority_rules(), &self.rules.calendar);
        let list = Worklist::new(&candidates, &rules, calendar, self.today, capacity, done);
        let at_risk = self.at_risk()?;
        let mut first = Vec::new();
        for (id, silence) in at_risk.iter().take(AT_RISK_SHOWN) {
            first.extend(self.candidate_of(*id)?.map(|candidate| (candidate, *silence)));
        }
        Ok(list.with_at_risk(&first, at_risk.len(), &rules))
    }

    /// What each of the next working days holds, for a capacity of contacts a day (DOMAIN 4.6).
    ///
    /// # Errors
    /// Fails when the file cannot be read.
    pub fn next_days(
        &self,
        capacity: usize,
        working_days: u32,
    ) -> Result<Vec<PlannedDay<CustomerId>>, StoreError> {
        let (rules, calendar) = (self.priority_rules(), &self.rules.calendar);
        let last = calendar.add_working_days(self.today, working_days);
        let candidates = self.candidates_until(last)?;
        let done = usize::try_from(self.done_today()?).unwrap_or(usize::MAX);
        Ok(next_days(&candidates, &rules, calendar, self.today, (capacity, done), working_days))
    }

    /// Those who are to be contacted on each of the next working days, without those to whom
    /// something was promised: that is a plan already.
    ///
    /// # Errors
    /// Fails when the file cannot be read.
    pub fn follow_ups(
        &self,
        capacity: usize,
        working_days: u32,
    ) -> Result<Vec<(chrono::NaiveDate, Queued<CustomerId>, QueueRow)>, StoreError> {
        let mut found = Vec::new();
        for day in self.next_days(capacity, working_days)? {
            for queued in day.items {
                let Some(row) = self.queue_row(queued.id)? else { continue };
                if row.promise.is_none() {
                    found.push((day.day, queued, row));
                }
            }
        }
        Ok(found)
    }

    /// The times of day, minutes after midnight, of the promises that are due today.
    ///
    /// # Errors
    /// Fails when the file cannot be read.
    pub fn promise_minutes(&self) -> Result<Vec<(CustomerId, u16)>, StoreError> {
        let today = i64::from(self.today.to_epoch_days());
        self.all(
            "SELECT s.uid, p.due_minute FROM standing s JOIN activities p ON p.uid = s.promise
             WHERE s.promised_on = ?1 AND p.due_minute IS NOT NULL",
            [today],
            |row| Ok((Id::new(Uuid::from_bytes(row.get(0)?)), row.get(1)?)),
        )
    }

    /// What the row of a customer in the queue says.
    ///
    /// # Errors
    /// Fails when the file cannot be read.
    pub fn queue_row(&self, id: CustomerId) -> Result<Option<QueueRow>, StoreError> {
        self.first(
            "SELECT c.uid, coalesce(c.name, ''), c.short_name, c.area, c.phone, c.owner, s.furthest,
                    s.open_value, p.uid, p.plan, p.kind, p.due_on, p.due_minute, p.text, k.name
             FROM customers c JOIN standing s ON s.customer = c.id
             LEFT JOIN activities p ON p.uid = s.promise
             LEFT JOIN contacts k ON k.uid = p.contact
             WHERE c.uid = ?1",
            [id.uuid().as_bytes()],
            queue_row,
        )
    }
}

fn queue_row(row: &Row<'_>) -> rusqlite::Result<QueueRow> {
    Ok(QueueRow {
        id: Id::new(Uuid::from_bytes(row.get(0)?)),
        name: row.get(1)?,
        short_name: row.get(2)?,
        area: row.get(3)?,
        phone: row.get(4)?,
        owner: id_at(row, 5)?,
        furthest: row.get::<_, Option<i64>>(6)?.and_then(|place| usize::try_from(place).ok()),
        open_value: row.get(7)?,
        promise: promise_row(row)?,
    })
}

fn promise_row(row: &Row<'_>) -> rusqlite::Result<Option<PromiseRow>> {
    let text = |column: usize| row.get::<_, Option<String>>(column);
    let (Some(id), Some(due_on)) = (id_at(row, 8)?, day_at(row, 11)?) else { return Ok(None) };
    let plan = text(9)?.and_then(|key| PlanKind::from_key(&key)).unwrap_or(PlanKind::Promise);
    let kind = text(10)?.and_then(|key| ActivityKind::from_key(&key)).unwrap_or(ActivityKind::Call);
    let (due_minute, about, contact) = (row.get(12)?, text(13)?, text(14)?);
    Ok(Some(PromiseRow { id, plan, kind, due_on, due_minute, text: about, contact }))
}
