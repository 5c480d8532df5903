//! What is planned, over all customers.

use std::collections::HashMap;

use chrono::NaiveDate;
use rusqlite::Row;
use uuid::Uuid;

use super::{Reader, day_at, id_at, id_or_nil};
use crate::{
    domain::{
        activity::{ActivityKind, PlanKind},
        id::{ActivityId, CustomerId, DealId, Id, MemberId},
    },
    store::StoreError,
};

/// An open plan as a list shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlanRow {
    /// Its id.
    pub id: ActivityId,
    /// With whom.
    pub customer: CustomerId,
    /// With whom, by name.
    pub customer_name: String,
    /// With which person, by name.
    pub contact_name: Option<String>,
    /// Promise, appointment or visit.
    pub plan: PlanKind,
    /// What is to be done.
    pub kind: ActivityKind,
    /// The day.
    pub due_on: NaiveDate,
    /// Minutes after midnight.
    pub due_minute: Option<u16>,
    /// Where: of the plan, else of the customer.
    pub area: Option<String>,
    /// What it is about.
    pub text: Option<String>,
    /// What to bring.
    pub items: Option<String>,
    /// What for.
    pub purpose: Option<String>,
    /// Who does it.
    pub member: Option<MemberId>,
}

/// The days on which something was done about a deal, or is planned.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DealDays {
    /// Days with an activity.
    pub activities: Vec<NaiveDate>,
    /// Days of open plans.
    pub plans: Vec<NaiveDate>,
}

fn plan_row(row: &Row<'_>) -> rusqlite::Result<PlanRow> {
    let text = |column: usize| row.get::<_, Option<String>>(column);
    let plan = text(4)?.and_then(|key| PlanKind::from_key(&key)).unwrap_or(PlanKind::Promise);
    let kind = text(5)?.and_then(|key| ActivityKind::from_key(&key)).unwrap_or(ActivityKind::Call);
    Ok(PlanRow {
        id: Id::new(Uuid::from_bytes(row.get(0)?)),
        customer: id_or_nil(row, 1)?,
        customer_name: row.get(2)?,
        contact_name: text(3)?,
        plan,
        kind,
        due_on: super::day(row.get(6)?),
        due_minute: row.get(7)?,
        area: text(8)?,
        text: text(9)?,
        items: text(10)?,
        purpose: text(11)?,
        member: id_at(row, 12)?,
    })
}

impl Reader<'_> {
    /// Every open plan with a day, the earliest first.
    ///
    /// # Errors
    /// Fails when the file cannot be read.
    pub fn open_plans(&self) -> Result<Vec<PlanRow>, StoreError> {
        self.plans_due(NaiveDate::MIN, NaiveDate::MAX)
    }

    /// The open plans of these days, both included, the earliest first.
    ///
    /// # Errors
    /// Fails when the file cannot be read.
    pub fn plans_due(&self, from: NaiveDate, to: NaiveDate) -> Result<Vec<PlanRow>, StoreError> {
        self.all(
            "SELECT a.uid, a.customer, coalesce(c.short_name, c.name, ''), k.name, a.plan, a.kind,
                    a.due_on, a.due_minute, coalesce(a.area, c.area), a.text, a.items, a.purpose,
                    a.member
             FROM activities a JOIN customers c ON c.uid = a.customer
             LEFT JOIN contacts k ON k.uid = a.contact
             WHERE a.deleted = 0 AND c.deleted = 0 AND a.plan IS NOT NULL AND a.closed IS NULL
               AND a.due_on BETWEEN ?1 AND ?2
             ORDER BY a.due_on, coalesce(a.due_minute, 1440), a.id",
            [from.to_epoch_days(), to.to_epoch_days()],
            plan_row,
        )
    }

    /// The days of each deal. A plan with the customer that names no deal is about all of the
    /// customer's deals.
    ///
    /// # Errors
    /// Fails when the file cannot be read.
    pub fn deal_days(&self) -> Result<HashMap<DealId, DealDays>, StoreError> {
        let rows = self.all(
            "SELECT a.deal, a.on_day, NULL FROM activities a
             WHERE a.deleted = 0 AND a.plan IS NULL AND a.deal IS NOT NULL
             UNION ALL
             SELECT d.uid, NULL, a.due_on FROM activities a
             JOIN deals d ON d.uid = a.deal OR (a.deal IS NULL AND d.customer = a.customer)
             WHERE a.deleted = 0 AND d.deleted = 0 AND a.plan IS NOT NULL AND a.closed IS NULL",
            [],
            |row| {
                let deal: DealId = Id::new(Uuid::from_bytes(row.get(0)?));
                Ok((deal, day_at(row, 1)?, day_at(row, 2)?))
            },
        )?;
        let mut days: HashMap<DealId, DealDays> = HashMap::new();
        for (deal, activity, plan) in rows {
            let found = days.entry(deal).or_default();
            found.activities.extend(activity);
            found.plans.extend(plan);
        }
        Ok(days)
    }
}
