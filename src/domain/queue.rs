//! Priority of who is due, and the plan of the next working days (DOMAIN 4.5, 4.6).

use std::cmp::{Ordering, Reverse};

use chrono::NaiveDate;

use super::{
    cadence::{Due, Schedule},
    calendar::working::WorkingCalendar,
    tier::Tier,
};

/// What the terms of a priority weigh. Points are 0 to 100.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PriorityRules {
    /// Weight of the days over the interval.
    pub overdue_weight: i64,
    /// Weight of the tier.
    pub tier_weight: i64,
    /// Weight of the value.
    pub value_weight: i64,
    /// Weight of the stage.
    pub stage_weight: i64,
    /// Weight of a promise.
    pub promise_weight: i64,
    /// Hundredths added for each day of waiting; more than 0, or customers starve (DOMAIN 4.7).
    pub waiting_x100: i64,
    /// Points of A, B, C, D.
    pub tier_points: [i64; 4],
    /// Points of a promise due today; a broken one has 100.
    pub promised_today_points: i64,
    /// Days taken as the interval of a customer never contacted.
    pub first_contact_days: i64,
    /// The high-value threshold, minor units of the base currency.
    pub high_value_minor: i64,
}

impl Default for PriorityRules {
    fn default() -> Self {
        Self {
            overdue_weight: 30,
            tier_weight: 25,
            value_weight: 15,
            stage_weight: 10,
            promise_weight: 20,
            waiting_x100: 200,
            tier_points: [100, 70, 40, 10],
            promised_today_points: 70,
            first_contact_days: 3,
            high_value_minor: 10_000_000,
        }
    }
}

/// One customer who may be due.
#[derive(Clone, Copy, Debug)]
pub struct Candidate<Id> {
    /// The customer.
    pub id: Id,
    /// The effective tier.
    pub tier: Tier,
    /// The value of DOMAIN 1.2, minor units of the base currency.
    pub value_minor: i64,
    /// The points of the furthest open deal's stage, 0 to 100 (DOMAIN 1.3).
    pub stage_points: i64,
    /// When the customer is due.
    pub schedule: Schedule,
}

/// A term of a priority.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Term {
    /// 逾期: days over the interval.
    Overdue,
    /// 等级: the tier.
    Tier,
    /// 价值: the value.
    Value,
    /// 阶段: the stage.
    Stage,
    /// 承诺: a promise.
    Promise,
    /// 等待: days since the due day.
    Waiting,
}

/// Why a customer stands where they stand: six terms in hundredths that add up to the total.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Priority {
    /// Days over the interval.
    pub overdue_x100: i64,
    /// The tier.
    pub tier_x100: i64,
    /// The value.
    pub value_x100: i64,
    /// The stage.
    pub stage_x100: i64,
    /// A promise due or broken; 0 = none.
    pub promise_x100: i64,
    /// Days since the due day.
    pub waiting_x100: i64,
}

impl Priority {
    /// The terms in the order in which they are told.
    pub const fn terms_x100(&self) -> [(Term, i64); 6] {
        [
            (Term::Overdue, self.overdue_x100),
            (Term::Tier, self.tier_x100),
            (Term::Value, self.value_x100),
            (Term::Stage, self.stage_x100),
            (Term::Promise, self.promise_x100),
            (Term::Waiting, self.waiting_x100),
        ]
    }

    /// The sum of the terms.
    pub const fn total_x100(&self) -> i64 {
        self.overdue_x100
            + self.tier_x100
            + self.value_x100
            + self.stage_x100
            + self.promise_x100
            + self.waiting_x100
    }
}

/// A customer in the queue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Queued<Id> {
    /// The customer.
    pub id: Id,
    /// The effective tier.
    pub tier: Tier,
    /// The value of DOMAIN 1.2, minor units.
    pub value_minor: i64,
    /// When, and by which rule.
    pub due: Due,
    /// Why in this place.
    pub priority: Priority,
}

/// What one working day holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlannedDay<Id> {
    /// The day.
    pub day: NaiveDate,
    /// Promises first, then the others, each in the order of the queue.
    pub items: Vec<Queued<Id>>,
    /// More than the capacity.
    pub over_capacity: bool,
}

impl PriorityRules {
    /// The priority of a customer with this due day.
    pub fn priority<Id>(&self, candidate: &Candidate<Id>, due: &Due) -> Priority {
        let interval = match due.last_touch {
            Some(_) => i64::from(due.interval_days),
            None => self.first_contact_days,
        }
        .max(1);
        let overdue = (100 * (due.silence_days - interval)).div_euclid(interval).clamp(0, 100);
        let high = i128::from(self.high_value_minor.max(1));
        let value = i128::from(candidate.value_minor).clamp(0, high) * 100 / high;
        let promise = if due.promise_broken {
            100
        } else if due.promised == Some(due.as_of) {
            self.promised_today_points
        } else {
            0
        };
        let [a, b, c, d] = self.tier_points;
        let tier = match candidate.tier {
            Tier::A => a,
            Tier::B => b,
            Tier::C => c,
            Tier::D => d,
        };
        Priority {
            overdue_x100: self.overdue_weight * overdue,
            tier_x100: self.tier_weight * tier,
            value_x100: self.value_weight * i64::try_from(value).unwrap_or(100),
            stage_x100: self.stage_weight * candidate.stage_points.clamp(0, 100),
            promise_x100: self.promise_weight * promise,
            waiting_x100: self.waiting_x100 * due.overdue_days.max(0),
        }
    }

    /// A customer as it stands in the queue of a day.
    pub fn queued<Id: Copy>(&self, candidate: &Candidate<Id>, day: NaiveDate) -> Queued<Id> {
        let due = candidate.schedule.on(day);
        Queued {
            id: candidate.id,
            tier: candidate.tier,
            value_minor: candidate.value_minor,
            due,
            priority: self.priority(candidate, &due),
        }
    }
}

/// The order of the queue: the customer to contact first comes first (DOMAIN 4.5). Total over
/// different ids.
pub fn order<Id: Ord>(a: &Queued<Id>, b: &Queued<Id>) -> Ordering {
    let before = |item: &Queued<Id>| {
        (
            Reverse(item.priority.total_x100()),
            Reverse(item.priority.promise_x100),
            item.due.due,
            item.tier,
            Reverse(item.value_minor.max(0)),
        )
    };
    before(a).cmp(&before(b)).then_with(|| a.id.cmp(&b.id))
}

/// Everyone due on or before a day, in order. Costs one look at each candidate and a sort of those
/// who are due.
pub fn queue<Id: Ord + Copy>(
    candidates: &[Candidate<Id>],
    rules: &PriorityRules,
    today: NaiveDate,
) -> Vec<Queued<Id>> {
    let mut queue: Vec<_> = candidates
        .iter()
        .map(|candidate| rules.queued(candidate, today))
        .filter(|item| item.due.due <= today)
        .collect();
    queue.sort_unstable_by(order);
    queue
}

/// The next `working_days` working days from today on, `capacity` contacts a day (at least 1), if
/// every planned contact is made (DOMAIN 4.6).
///
/// Each day costs one look at each candidate not yet planned and a selection of those that fit:
/// O(days · (candidates + capacity · log capacity)), never a sort of all.
pub fn plan<Id: Ord + Copy>(
    candidates: &[Candidate<Id>],
    rules: &PriorityRules,
    calendar: &WorkingCalendar,
    today: NaiveDate,
    capacity: usize,
    working_days: u32,
) -> Vec<PlannedDay<Id>> {
    let capacity = capacity.max(1);
    let mut waiting: Vec<&Candidate<Id>> = candidates.iter().collect();
    let first = Some(calendar.roll_following(today)).filter(|&day| calendar.is_working(day));
    let next =
        |&day: &NaiveDate| Some(calendar.add_working_days(day, 1)).filter(|&next| next > day);
    std::iter::successors(first, next)
        .take(working_days as usize)
        .map(|day| plan_day(&mut waiting, rules, day, capacity))
        .collect()
}

/// Takes what one day holds out of those who wait.
fn plan_day<Id: Ord + Copy>(
    waiting: &mut Vec<&Candidate<Id>>,
    rules: &PriorityRules,
    day: NaiveDate,
    capacity: usize,
) -> PlannedDay<Id> {
    let (mut promised, mut others) = (Vec::new(), Vec::new());
    for (place, candidate) in waiting.iter().enumerate() {
        let item = rules.queued(candidate, day);
        if item.due.due > day {
            continue;
        }
        let list = if item.priority.promise_x100 > 0 { &mut promised } else { &mut others };
        list.push((place, item));
    }
    let by_order = |a: &(usize, Queued<Id>), b: &(usize, Queued<Id>)| order(&a.1, &b.1);
    let room = capacity.saturating_sub(promised.len()).max(capacity.div_ceil(5));
    if others.len() > room {
        others.select_nth_unstable_by(room, by_order);
        others.truncate(room);
    }
    promised.sort_unstable_by(by_order);
    others.sort_unstable_by(by_order);
    promised.append(&mut others);
    let mut places: Vec<usize> = promised.iter().map(|&(place, _)| place).collect();
    places.sort_unstable();
    // From the back, so that the places before stay right.
    for place in places.into_iter().rev() {
        waiting.swap_remove(place);
    }
    let items: Vec<_> = promised.into_iter().map(|(_, item)| item).collect();
    PlannedDay { day, over_capacity: items.len() > capacity, items }
}
