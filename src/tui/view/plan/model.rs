//! The plans of some days, and the lines of their agenda.

use chrono::NaiveDate;

use crate::{
    domain::{
        calendar::weeks::Period,
        id::{ActivityId, CustomerId},
    },
    store::{
        StoreError,
        read::{PlanRow, Reader},
    },
};

/// A line of the agenda.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Line {
    /// The heading of so many plans whose day has passed.
    Overdue(usize),
    /// The heading of a day, with how many plans it has.
    Day(NaiveDate, usize),
    /// The plan at this place.
    Plan(usize),
}

/// What is planned in some days.
#[derive(Debug, Default)]
pub struct Model {
    /// What is overdue first, then by day.
    pub plans: Vec<PlanRow>,
    lines: Vec<Line>,
}

impl Model {
    /// Reads the plans of a period; if today is in it, also those that are overdue.
    ///
    /// # Errors
    /// Fails when the file cannot be read.
    pub fn read(reader: &Reader<'_>, period: Period) -> Result<Self, StoreError> {
        let today = reader.today();
        let from = if period.contains(today) { NaiveDate::MIN } else { period.from };
        let mut plans = reader.plans_due(from, period.to)?;
        // Of a day first what has its time; then what lies together, so that one trip serves many.
        plans.sort_by(|a, b| {
            let key = |plan: &PlanRow| (plan.due_on, plan.due_minute.unwrap_or(u16::MAX));
            key(a).cmp(&key(b)).then_with(|| a.area.cmp(&b.area))
        });
        let is_overdue = |plan: &&PlanRow| period.contains(today) && plan.due_on < today;
        let overdue = plans.iter().take_while(is_overdue).count();
        let mut lines = Vec::new();
        if overdue > 0 {
            lines.push(Line::Overdue(overdue));
            lines.extend((0..overdue).map(Line::Plan));
        }
        let first = if period.contains(today) { today } else { period.from };
        let mut at = overdue;
        for day in first.iter_days().take_while(|day| *day <= period.to) {
            let of_day = plans.iter().skip(at).take_while(|plan| plan.due_on == day).count();
            lines.push(Line::Day(day, of_day));
            lines.extend((at..at + of_day).map(Line::Plan));
            at += of_day;
        }
        Ok(Self { plans, lines })
    }

    /// Number of lines.
    pub const fn lines(&self) -> usize {
        self.lines.len()
    }

    /// What is on a line.
    pub fn line(&self, line: usize) -> Option<Line> {
        self.lines.get(line).copied()
    }

    /// The lines that are no plans.
    pub fn headings(&self) -> Vec<usize> {
        let lines = self.lines.iter().enumerate();
        lines.filter(|(_, line)| !matches!(line, Line::Plan(_))).map(|(at, _)| at).collect()
    }

    /// The line of a plan.
    pub fn line_of(&self, id: ActivityId) -> Option<usize> {
        let place = self.plans.iter().position(|plan| plan.id == id)?;
        self.lines.iter().position(|line| *line == Line::Plan(place))
    }

    /// The line of a day.
    pub fn line_of_day(&self, day: NaiveDate) -> Option<usize> {
        self.lines.iter().position(|line| matches!(line, Line::Day(of, _) if *of == day))
    }

    /// The plans of a day.
    pub fn of_day(&self, day: NaiveDate) -> impl Iterator<Item = &PlanRow> {
        self.plans.iter().filter(move |plan| plan.due_on == day)
    }

    /// Whose plans these are, each once, in the order of the plans.
    pub fn customers(&self) -> Vec<CustomerId> {
        let mut customers = Vec::new();
        for plan in &self.plans {
            if !customers.contains(&plan.customer) {
                customers.push(plan.customer);
            }
        }
        customers
    }
}
