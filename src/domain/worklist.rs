//! The follow-up queue of a day as a person works through it: sections, what fits, the rest.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Days, NaiveDate};

use super::{
    calendar::working::WorkingCalendar,
    churn::rule::Silence,
    queue::{self, Candidate, PlannedDay, PriorityRules, Queued},
};

/// How many working days the rest is spread over (DOMAIN 4.6).
const HORIZON: u32 = 5;

/// How far ahead "coming up" looks, days.
pub const COMING_UP_DAYS: u64 = 7;

/// How many of those at risk are in the list.
pub const AT_RISK_SHOWN: usize = 10;

/// Why a customer is in today's list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Section {
    /// A promise is due, or broken.
    Promised,
    /// Due before today.
    Overdue,
    /// Due today.
    DueToday,
    /// Not due, but silent for longer than it usually goes between two orders.
    AtRisk,
    /// To be greeted: a birthday, an anniversary, a festival.
    Greetings,
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
            Self::AtRisk => "at_risk",
            Self::Greetings => "greetings",
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
    /// The working day that it fits into; `None` = beyond the horizon, or nothing is due.
    pub planned_on: Option<NaiveDate>,
    /// The warning, of those who are here for it.
    pub warning: Option<Silence>,
}

/// The list of a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Worklist<Id> {
    /// Everyone due, in the order of DOMAIN 4.5.
    pub due: Vec<Item<Id>>,
    /// The first of those at risk who are not due: they take no places.
    pub at_risk: Vec<Item<Id>>,
    /// How many there are.
    pub at_risk_count: usize,
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
        let now = first_day(&queued, calendar, today, capacity, done_today);
        let mut days: BTreeMap<Id, NaiveDate> = BTreeMap::new();
        for planned in days_from(now, candidates, rules, calendar, capacity, HORIZON) {
            days.extend(planned.items.iter().map(|item| (item.id, planned.day)));
        }
        let promised = queued.iter().filter(|item| is_promised(item)).count();
        let due = queued
            .into_iter()
            .map(|queued| Item {
                section: section(&queued, today),
                planned_on: days.get(&queued.id).copied(),
                queued,
                warning: None,
            })
            .collect();
        let mut coming_up = coming_up(candidates, rules, today);
        coming_up.sort_by_key(|item| (item.queued.due.due, item.queued.tier, item.queued.id));
        let over_capacity = promised + done_today > capacity;
        let (at_risk, at_risk_count) = (Vec::new(), 0);
        Self { due, at_risk, at_risk_count, coming_up, capacity, done_today, over_capacity, today }
    }

    /// The list with the first of `count` customers at risk who are not due. Who comes up as well
    /// is only told of once.
    #[must_use]
    pub fn with_at_risk(
        mut self,
        first: &[(Candidate<Id>, Silence)],
        count: usize,
        rules: &PriorityRules,
    ) -> Self {
        self.coming_up.retain(|item| first.iter().all(|(found, _)| found.id != item.queued.id));
        let item = |(candidate, silence): &(Candidate<Id>, Silence)| Item {
            queued: rules.queued(candidate, self.today),
            section: Section::AtRisk,
            planned_on: None,
            warning: Some(*silence),
        };
        self.at_risk = first.iter().map(item).collect();
        self.at_risk_count = count;
        self
    }
}

/// The next working days, today first if it is one, if every planned contact is made (DOMAIN 4.6).
/// What was done today already has used up its places; with nothing done it is [`queue::plan`].
pub fn next_days<Id: Ord + Copy>(
    candidates: &[Candidate<Id>],
    rules: &PriorityRules,
    calendar: &WorkingCalendar,
    today: NaiveDate,
    (capacity, done_today): (usize, usize),
    working_days: u32,
) -> Vec<PlannedDay<Id>> {
    if !calendar.is_working(today) {
        return queue::plan(candidates, rules, calendar, today, capacity, working_days);
    }
    let queued = queue::queue(candidates, rules, today);
    let now = first_day(&queued, calendar, today, capacity, done_today);
    days_from(now, candidates, rules, calendar, capacity, working_days)
}

/// What today holds. A promise stands on its day, also on a day off.
fn first_day<Id: Copy>(
    queued: &[Queued<Id>],
    calendar: &WorkingCalendar,
    today: NaiveDate,
    capacity: usize,
    done_today: usize,
) -> PlannedDay<Id> {
    let promised = queued.iter().filter(|item| is_promised(item));
    let room = if calendar.is_working(today) {
        let left = capacity.saturating_sub(done_today).saturating_sub(promised.clone().count());
        left.max(capacity.div_ceil(5).saturating_sub(done_today))
    } else {
        0
    };
    let others = queued.iter().filter(|item| !is_promised(item)).take(room);
    let items: Vec<Queued<Id>> = promised.chain(others).copied().collect();
    let over_capacity = !items.is_empty() && items.len() + done_today > capacity;
    PlannedDay { day: today, over_capacity, items }
}

/// A first day, and the working days after it with who is not in it: so many days in all.
fn days_from<Id: Ord + Copy>(
    first: PlannedDay<Id>,
    candidates: &[Candidate<Id>],
    rules: &PriorityRules,
    calendar: &WorkingCalendar,
    capacity: usize,
    days: u32,
) -> Vec<PlannedDay<Id>> {
    let taken: BTreeSet<Id> = first.items.iter().map(|item| item.id).collect();
    let rest: Vec<Candidate<Id>> =
        candidates.iter().filter(|one| !taken.contains(&one.id)).copied().collect();
    let next = calendar.add_working_days(first.day, 1);
    let mut planned = queue::plan(&rest, rules, calendar, next, capacity, days.saturating_sub(1));
    planned.insert(0, first);
    planned
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
        .map(|candidate| rules.queued(candidate, today))
        .filter(|queued| queued.due.due > today && queued.due.due <= last)
        .map(|queued| Item {
            section: Section::ComingUp,
            planned_on: Some(queued.due.due),
            queued,
            warning: None,
        })
        .collect()
}

/// Whether a promise is due or broken, also one that a snooze cannot hide.
const fn is_promised<Id>(queued: &Queued<Id>) -> bool {
    queued.priority.promise_x100 > 0
}

/// Why a customer that is due on `today` is in the list.
pub fn section<Id>(queued: &Queued<Id>, today: NaiveDate) -> Section {
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
    fn the_next_days_are_those_of_the_plan_unless_something_was_done() {
        let candidates: Vec<_> = (0..9)
            .map(|id| candidate(id, 20 - u64::from(id), (id == 8).then_some("2026-11-24")))
            .collect();
        let calendar = WorkingCalendar::weekdays();
        let rules = PriorityRules::default();
        for (today, done) in [("2026-11-23", 0), ("2026-11-28", 0), ("2026-11-23", 1)] {
            let today = day(today);
            let next = next_days(&candidates, &rules, &calendar, today, (2, done), 5);
            let plan = queue::plan(&candidates, &rules, &calendar, today, 2, 5);
            assert_eq!(next == plan, done == 0, "{today}");
            assert_eq!(next.len(), 5);
            // The first that is due, without a promise: one place is used up.
            assert_eq!(next[0].items.len(), 2 - done);
            assert!(next.iter().flat_map(|day| &day.items).any(|item| item.id == 8));
        }
        let none =
            next_days(&[] as &[Candidate<u32>], &rules, &calendar, day("2026-11-23"), (2, 3), 2);
        assert_eq!((none.len(), none[0].over_capacity), (2, false), "nothing is left to do");
    }

    #[test]
    fn those_at_risk_take_no_places_and_are_told_of_once() {
        let silence = Silence {
            level: crate::domain::churn::rule::Level::AtRisk,
            silence_days: 50,
            usual_interval_x2: 40,
            own_gaps: 3,
            padded_with: None,
        };
        let before = list("2026-11-23", 3, 0);
        let coming = candidate(5, 10, None);
        let list = before.clone().with_at_risk(&[(coming, silence)], 12, &PriorityRules::default());
        assert_eq!((&list.due, list.at_risk_count), (&before.due, 12));
        assert!(list.coming_up.is_empty() && before.coming_up.len() == 1);
        assert_eq!(list.at_risk[0].queued, before.coming_up[0].queued);
        assert_eq!((list.at_risk[0].section, list.at_risk[0].planned_on), (Section::AtRisk, None));
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
