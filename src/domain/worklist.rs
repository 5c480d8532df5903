//! The follow-up queue of a day as a person works through it: sections, what fits, the rest.

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate};

use super::{
    calendar::working::WorkingCalendar,
    queue::{self, Candidate, PriorityRules, Queued},
};

/// How many working days the rest is spread over (DOMAIN 4.6).
const HORIZON: u32 = 5;

/// How far ahead "coming up" looks, days.
pub const COMING_UP_DAYS: u64 = 7;

/// Why a customer is in today's list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Section {
    /// A promise is due, or broken.
    Promised,
    /// Due before today.
    Overdue,
    /// Due today.
    DueToday,
    /// Due in the next days.
    ComingUp,
}

impl Section {
    /// Stable key.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Promised => "promised",
            Self::Overdue => "overdue",
            Self::DueToday => "due_today",
            Self::ComingUp => "coming_up",
        }
    }
}

/// One customer in the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Item<Id> {
    /// Due day, priority and their reasons.
    pub queued: Queued<Id>,
    /// Why it is here.
    pub section: Section,
    /// The working day that it fits into; `None` = beyond the horizon.
    pub planned_on: Option<NaiveDate>,
}

/// The list of a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Worklist<Id> {
    /// Everyone due, in the order of DOMAIN 4.5.
    pub due: Vec<Item<Id>>,
    /// Those of the candidates that are due in the next days, by day.
    pub coming_up: Vec<Item<Id>>,
    /// Contacts a day.
    pub capacity: usize,
    /// Customers contacted today already.
    pub done_today: usize,
    /// Whether the promises alone are more than the capacity.
    pub over_capacity: bool,
    /// The day.
    pub today: NaiveDate,
}

impl<Id: Ord + Copy> Worklist<Id> {
    /// The list of `today`, of customers due up to some days ahead; what was done today already has
    /// used up its places. With nothing done, today's part is that of [`queue::plan`].
    pub fn new(
        candidates: &[Candidate<Id>],
        rules: &PriorityRules,
        calendar: &WorkingCalendar,
        today: NaiveDate,
        capacity: usize,
        done_today: usize,
    ) -> Self {
        let queued = queue::queue(candidates, rules, today);
        let promised = queued.iter().filter(|item| is_promised(item)).count();
        let room = if calendar.is_working(today) {
            let left = capacity.saturating_sub(done_today).saturating_sub(promised);
            left.max(capacity.div_ceil(5).saturating_sub(done_today))
        } else {
            0
        };
        let others = queued.iter().filter(|item| !is_promised(item)).take(room);
        // A promise stands on its day, also on a day off.
        let taken = queued.iter().filter(|item| is_promised(item)).chain(others);
        let mut days: BTreeMap<Id, NaiveDate> = taken.map(|item| (item.id, today)).collect();
        let rest: Vec<Candidate<Id>> =
            candidates.iter().filter(|one| !days.contains_key(&one.id)).copied().collect();
        let tomorrow = calendar.add_working_days(today, 1);
        for planned in queue::plan(&rest, rules, calendar, tomorrow, capacity, HORIZON - 1) {
            days.extend(planned.items.iter().map(|item| (item.id, planned.day)));
        }
        let due = queued
            .into_iter()
            .map(|queued| Item {
                section: section(&queued, today),
                planned_on: days.get(&queued.id).copied(),
                queued,
            })
            .collect();
        let mut coming_up = coming_up(candidates, rules, today);
        coming_up.sort_by_key(|item| (item.queued.due.due, item.queued.tier, item.queued.id));
        let over_capacity = promised + done_today > capacity;
        Self { due, coming_up, capacity, done_today, over_capacity, today }
    }
}

impl<Id: Copy> Worklist<Id> {
    /// Those that fit into today, a section after the other; promises keep to the front.
    pub fn fitting(&self, section: Section) -> impl Iterator<Item = &Item<Id>> {
        self.due
            .iter()
            .filter(move |item| item.section == section && item.planned_on == Some(self.today))
    }

    /// Those that wait, by the day they are planned for and their order.
    pub fn waiting(&self) -> Vec<&Item<Id>> {
        let mut waiting: Vec<&Item<Id>> =
            self.due.iter().filter(|item| item.planned_on != Some(self.today)).collect();
        waiting.sort_by_key(|item| item.planned_on.unwrap_or(NaiveDate::MAX));
        waiting
    }
}

fn coming_up<Id: Ord + Copy>(
    candidates: &[Candidate<Id>],
    rules: &PriorityRules,
    today: NaiveDate,
) -> Vec<Item<Id>> {
    let last = today.checked_add_days(Days::new(COMING_UP_DAYS)).unwrap_or(today);
    candidates
        .iter()
        .map(|candidate| (candidate, candidate.schedule.on(today)))
        .filter(|(_, due)| due.due > today && due.due <= last)
        .map(|(candidate, due)| Item {
            queued: Queued {
                id: candidate.id,
                tier: candidate.tier,
                value_minor: candidate.value_minor,
                due,
                priority: rules.priority(candidate, &due),
            },
            section: Section::ComingUp,
            planned_on: Some(due.due),
        })
        .collect()
}

/// Whether a promise is due or broken, also one that a snooze cannot hide.
const fn is_promised<Id>(queued: &Queued<Id>) -> bool {
    queued.priority.promise_x100 > 0
}

fn section<Id>(queued: &Queued<Id>, today: NaiveDate) -> Section {
    if is_promised(queued) {
        Section::Promised
    } else if queued.due.due < today {
        Section::Overdue
    } else {
        Section::DueToday
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{cadence::Schedule, tier::Tier};

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    /// Tier B, last contact `silent` days before Monday 23 November 2026.
    fn candidate(id: u32, silent: u64, promised: Option<&str>) -> Candidate<u32> {
        let anchor = day("2026-11-23") - Days::new(silent);
        let base = anchor + Days::new(14);
        Candidate {
            id,
            tier: Tier::B,
            value_minor: 0,
            stage_points: 0,
            schedule: Schedule {
                base,
                retry: base,
                promised: promised.map(day),
                snoozed_until: None,
                anchor,
                touched: true,
                attempts: 0,
                unreachable: false,
                suspended: false,
                interval_days: 14,
            },
        }
    }

    fn list(today: &str, capacity: usize, done: usize) -> Worklist<u32> {
        let candidates = [
            candidate(1, 20, None),
            candidate(2, 14, None),
            candidate(3, 30, None),
            candidate(4, 3, Some("2026-11-23")),
            candidate(5, 10, None),
        ];
        let calendar = WorkingCalendar::weekdays();
        Worklist::new(&candidates, &PriorityRules::default(), &calendar, day(today), capacity, done)
    }

    fn planned(list: &Worklist<u32>) -> Vec<(u32, Section, Option<NaiveDate>)> {
        list.due.iter().map(|item| (item.queued.id, item.section, item.planned_on)).collect()
    }

    #[test]
    fn sections_and_days_follow_from_due_days_and_capacity() {
        use Section::{DueToday, Overdue, Promised};
        let list = list("2026-11-23", 3, 0);
        let (today, tomorrow) = (Some(day("2026-11-23")), Some(day("2026-11-24")));
        let expected = [
            (3, Overdue, today),
            (1, Overdue, today),
            (4, Promised, today),
            (2, DueToday, tomorrow),
        ];
        assert_eq!(planned(&list), expected);
        let ahead: Vec<u32> = list.coming_up.iter().map(|item| item.queued.id).collect();
        assert_eq!(ahead, [5]);
    }

    #[test]
    fn what_was_done_today_takes_its_places() {
        let list = list("2026-11-23", 3, 2);
        let left: Vec<u32> = list
            .due
            .iter()
            .filter(|item| item.planned_on == Some(list.today))
            .map(|item| item.queued.id)
            .collect();
        assert_eq!(left, [4], "one place is left, and the promise has it");
    }

    #[test]
    fn a_day_off_has_promises_but_no_plan() {
        let saturday = list("2026-11-28", 3, 0);
        let at = |section| saturday.fitting(section).map(|item| item.queued.id).collect::<Vec<_>>();
        assert_eq!(at(Section::Promised), [4], "broken since Tuesday");
        assert!(at(Section::Overdue).is_empty());
        assert!(saturday.waiting().iter().all(|item| item.planned_on >= Some(day("2026-11-30"))));
    }
}
