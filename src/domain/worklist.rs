//! The follow-up queue of a day as a person works through it: sections, what fits, the rest.

use chrono::{Days, NaiveDate};

use super::{
    cadence::DueSource,
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
    /// Everyone due in the next days, by day.
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
    /// The list of `today`; what was done today already takes its places.
    pub fn new(
        candidates: &[Candidate<Id>],
        rules: &PriorityRules,
        calendar: &WorkingCalendar,
        today: NaiveDate,
        capacity: usize,
        done_today: usize,
    ) -> Self {
        let left = capacity.saturating_sub(done_today);
        let is_due = |candidate: &&Candidate<Id>| candidate.schedule.on(today).due <= today;
        let due: Vec<Candidate<Id>> = candidates.iter().filter(is_due).copied().collect();
        let mut days = std::collections::BTreeMap::new();
        let mut over_capacity = false;
        for planned in queue::plan(&due, rules, calendar, today, capacity, HORIZON) {
            let is_today = planned.day == today;
            over_capacity |= is_today && planned.over_capacity;
            days.extend(planned.items.iter().map(|item| (item.id, planned.day)));
        }
        let mut due: Vec<Item<Id>> = queue::queue(&due, rules, today)
            .into_iter()
            .map(|queued| Item {
                section: section(&queued, today),
                planned_on: days.get(&queued.id).copied(),
                queued,
            })
            .collect();
        if left < capacity {
            shift_what_no_longer_fits(&mut due, calendar, today, left);
        }
        let mut coming_up = coming_up(candidates, rules, today);
        coming_up.sort_by_key(|item| (item.queued.due.due, item.queued.tier, item.queued.id));
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

/// What was done today used up places: the last of the others wait for the next working day.
fn shift_what_no_longer_fits<Id: Copy>(
    due: &mut [Item<Id>],
    calendar: &WorkingCalendar,
    today: NaiveDate,
    left: usize,
) {
    let promised = due.iter().filter(|item| item.section == Section::Promised).count();
    let mut room = left.saturating_sub(promised);
    for item in due
        .iter_mut()
        .filter(|item| item.section != Section::Promised && item.planned_on == Some(today))
    {
        if room == 0 {
            item.planned_on = Some(calendar.add_working_days(today, 1));
        } else {
            room -= 1;
        }
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

fn section<Id>(queued: &Queued<Id>, today: NaiveDate) -> Section {
    if queued.due.source == DueSource::Promise {
        Section::Promised
    } else if queued.due.due < today {
        Section::Overdue
    } else {
        Section::DueToday
    }
}
