//! Vectors and properties of the follow-up: due days, priority, plans, visits, adherence, effort
//! (DOMAIN 4, 6.5).

use std::{collections::BTreeMap, path::Path, sync::LazyLock};

use chrono::{Days, NaiveDate};
use proptest::prelude::*;
use serde::Deserialize;
use touchline::domain::{
    adherence::adherence,
    cadence::{Cadences, Due, DueSource, Facts, Promise, Roll},
    calendar::{weeks::Period, working::WorkingCalendar},
    effort::{Balance, TierEffort, effort_shares},
    queue::{self, Candidate, Priority, PriorityRules, Term},
    tier::Tier,
    visit_plan::{VisitCandidate, suggest_visits},
    worklist::{Section, Worklist, next_days},
};

use super::{Handler, time::read_json};

pub const HANDLERS: &[(&str, Handler)] = &[
    ("cadence_adherence", cadence_adherence),
    ("cadence_priority", cadence_priority),
    ("effort_share", effort_share),
    ("queue_plan", queue_plan),
    ("visit_plan", visit_plan),
];

#[derive(Deserialize)]
struct File<Case> {
    cases: Vec<Case>,
}

#[derive(Deserialize)]
struct Customer {
    id: String,
    created: NaiveDate,
    tier: String,
    custom: Option<u16>,
    contacts: Vec<NaiveDate>,
    attempts: Vec<NaiveDate>,
    /// Made on, due on.
    promises: Vec<(NaiveDate, NaiveDate)>,
    snooze: Option<NaiveDate>,
    value: i64,
    stage: String,
}

impl Customer {
    fn candidate(
        &self,
        cadences: &Cadences,
        calendar: &WorkingCalendar,
        today: NaiveDate,
    ) -> Candidate<&str> {
        let tier = Tier::from_letter(&self.tier).unwrap();
        let sorted = |days: &[NaiveDate]| {
            let mut days = days.to_vec();
            days.sort();
            days
        };
        let promise = |&(made_on, due_on): &_| Promise { made_on, due_on };
        let facts = Facts {
            created_on: self.created,
            touches: &sorted(&self.contacts),
            attempts: &sorted(&self.attempts),
            promises: &self.promises.iter().map(promise).collect::<Vec<_>>(),
            snoozed_until: self.snooze,
            own_interval: self.custom,
            tier,
        };
        Candidate {
            id: &self.id,
            tier,
            value_minor: self.value,
            stage_points: match self.stage.as_str() {
                "none" => 0,
                "early" => 30,
                "mid" => 60,
                "late" => 100,
                other => panic!("stage {other}"),
            },
            schedule: cadences.schedule(&facts, calendar, today),
        }
    }
}

fn cadence_priority(path: &Path) {
    #[derive(Deserialize)]
    struct File {
        meta: Meta,
        cases: Vec<Case>,
    }
    #[derive(Deserialize)]
    struct Meta {
        interval: BTreeMap<String, u16>,
        retry_days: Vec<u16>,
        suspended_after_attempts: u32,
    }
    #[derive(Deserialize)]
    struct Case {
        name: String,
        today: NaiveDate,
        customer: Customer,
        due: serde_json::Value,
        priority_x100: i64,
        components_x100: serde_json::Value,
        explanation: String,
    }
    let File { meta, cases } = read_json(path);
    let cadences = Cadences {
        interval_days: Tier::ALL.map(|tier| meta.interval[tier.letter()]),
        retry_gaps: meta.retry_days,
        suspended_after: meta.suspended_after_attempts,
        ..Cadences::default()
    };
    let calendar = WorkingCalendar::china();
    for case in cases {
        let candidate = case.customer.candidate(&cadences, &calendar, case.today);
        let due = candidate.schedule.on(case.today);
        let priority = PriorityRules::default().priority(&candidate, &due);
        assert_eq!(told(&due), case.due, "{}", case.name);
        let terms = serde_json::json!({
            "overdue": priority.overdue_x100,
            "tier": priority.tier_x100,
            "value": priority.value_x100,
            "stage": priority.stage_x100,
            "promise": priority.promise_x100,
            "waiting": priority.waiting_x100,
        });
        assert_eq!(terms, case.components_x100, "{}", case.name);
        assert_eq!(priority.total_x100(), case.priority_x100, "{}", case.name);
        assert_eq!(sentence(&priority), case.explanation, "{}", case.name);
    }
}

/// A due day in the words of the vectors.
fn told(due: &Due) -> serde_json::Value {
    let flags = [(due.unreachable, "unreachable"), (due.suspended, "suspended")];
    let flags: Vec<&str> = flags.into_iter().filter(|&(on, _)| on).map(|(_, flag)| flag).collect();
    serde_json::json!({
        "base_due": due.base,
        "due": due.due,
        "source": match due.source {
            DueSource::Promise => "promise",
            DueSource::Retry => "retry",
            DueSource::Cadence => "cadence",
            DueSource::FirstContact => "first_contact",
            DueSource::Snooze => "snooze",
        },
        "attempts": due.attempts,
        "flags": flags,
        "overdue_days": due.overdue_days,
        "silence_days": due.silence_days,
        "promise_broken": due.promise_broken,
    })
}

/// The explanation of DOMAIN 4.5.
fn sentence(priority: &Priority) -> String {
    let points = |x100: i64| format!("{}.{:02}", x100 / 100, x100 % 100);
    let word = |term| match term {
        Term::Overdue => "逾期",
        Term::Tier => "等级",
        Term::Value => "价值",
        Term::Stage => "阶段",
        Term::Promise => "承诺",
        Term::Waiting => "等待",
    };
    let terms: Vec<String> = priority
        .terms_x100()
        .map(|(term, x100)| format!("{} {}", word(term), points(x100)))
        .to_vec();
    format!("{} = {}", points(priority.total_x100()), terms.join(" + "))
}

fn queue_plan(path: &Path) {
    #[derive(Deserialize)]
    struct Case {
        name: String,
        today: NaiveDate,
        capacity: usize,
        working_days: u32,
        customers: Vec<Customer>,
        queue_today: Vec<String>,
        plan: Vec<Day>,
    }
    #[derive(Debug, PartialEq, Deserialize)]
    struct Day {
        date: NaiveDate,
        ids: Vec<String>,
        over_capacity: bool,
    }
    let (calendar, rules) = (WorkingCalendar::china(), PriorityRules::default());
    let cadences = Cadences::default();
    for case in read_json::<File<Case>>(path).cases {
        let candidates: Vec<_> = case
            .customers
            .iter()
            .map(|customer| customer.candidate(&cadences, &calendar, case.today))
            .collect();
        let queue = queue::queue(&candidates, &rules, case.today);
        let ids: Vec<&str> = queue.iter().map(|item| item.id).collect();
        assert_eq!(ids, case.queue_today, "{}", case.name);
        let plan: Vec<Day> = queue::plan(
            &candidates,
            &rules,
            &calendar,
            case.today,
            case.capacity,
            case.working_days,
        )
        .into_iter()
        .map(|day| Day {
            date: day.day,
            ids: day.items.iter().map(|item| item.id.to_owned()).collect(),
            over_capacity: day.over_capacity,
        })
        .collect();
        assert_eq!(plan, case.plan, "{}", case.name);
    }
}

fn visit_plan(path: &Path) {
    #[derive(Deserialize)]
    struct Case {
        name: String,
        days: Vec<NaiveDate>,
        per_day: usize,
        candidates: Vec<Visit>,
        plan: Vec<Day>,
    }
    #[derive(Deserialize)]
    struct Visit {
        id: String,
        area: String,
        priority_x100: i64,
    }
    #[derive(Debug, PartialEq, Deserialize)]
    struct Day {
        date: NaiveDate,
        area: Option<String>,
        ids: Vec<String>,
    }
    for case in read_json::<File<Case>>(path).cases {
        let candidates: Vec<_> = case
            .candidates
            .iter()
            .map(|visit| VisitCandidate {
                id: visit.id.as_str(),
                area: &visit.area,
                priority_x100: visit.priority_x100,
            })
            .collect();
        let plan: Vec<Day> = suggest_visits(&case.days, case.per_day, &candidates)
            .into_iter()
            .map(|day| Day {
                date: day.day,
                area: day.area.map(str::to_owned),
                ids: day.ids.into_iter().map(str::to_owned).collect(),
            })
            .collect();
        assert_eq!(plan, case.plan, "{}", case.name);
    }
}

fn cadence_adherence(path: &Path) {
    #[derive(Deserialize)]
    struct Case {
        name: String,
        contacts: Vec<NaiveDate>,
        interval: u16,
        from: NaiveDate,
        to: NaiveDate,
        asof: NaiveDate,
        met: u32,
        missed: u32,
    }
    let calendar = WorkingCalendar::china();
    for case in read_json::<File<Case>>(path).cases {
        let mut touches = case.contacts;
        touches.sort();
        let period = Period { from: case.from, to: case.to };
        let result = adherence(&touches, |_| case.interval, period, case.asof, &calendar);
        assert_eq!((result.met, result.missed), (case.met, case.missed), "{}", case.name);
    }
}

fn effort_share(path: &Path) {
    #[derive(Deserialize)]
    struct Case {
        name: String,
        #[serde(rename = "in")]
        given: BTreeMap<String, Given>,
        expect: serde_json::Value,
    }
    #[derive(Deserialize)]
    struct Given {
        minutes: u64,
        value_minor: i64,
    }
    for case in read_json::<File<Case>>(path).cases {
        let tiers: Vec<TierEffort> = case
            .given
            .iter()
            .map(|(tier, given)| TierEffort {
                tier: Tier::from_letter(tier).unwrap(),
                minutes: given.minutes,
                value_minor: given.value_minor,
            })
            .collect();
        let shares: serde_json::Map<String, serde_json::Value> = effort_shares(&tiers)
            .into_iter()
            .map(|share| {
                let flag = match share.balance {
                    Balance::OverServed => "over_served",
                    Balance::Balanced => "balanced",
                    Balance::UnderServed => "under_served",
                    Balance::NoValue => "no_value",
                    Balance::NoData => "no_data",
                };
                let told = serde_json::json!({
                    "effort_share_tenths_pct": share.effort_permille,
                    "value_share_tenths_pct": share.value_permille,
                    "index_hundredths": share.index_x100,
                    "flag": flag,
                    "value_per_hour_minor": share.value_per_hour_minor,
                });
                (share.tier.letter().to_owned(), told)
            })
            .collect();
        assert_eq!(serde_json::Value::Object(shares), case.expect, "{}", case.name);
    }
}

static CALENDAR: LazyLock<WorkingCalendar> = LazyLock::new(WorkingCalendar::china);

/// A Monday after which nothing is a holiday for three months.
fn start() -> NaiveDate {
    "2026-07-06".parse().unwrap()
}

fn day(offset: u64) -> NaiveDate {
    start().checked_add_days(Days::new(offset)).unwrap()
}

fn any_tier() -> impl Strategy<Value = Tier> {
    proptest::sample::select(Tier::ALL.to_vec())
}

fn days() -> impl Strategy<Value = Vec<NaiveDate>> {
    proptest::collection::btree_set(0_u64..80, 0..9)
        .prop_map(|offsets| offsets.into_iter().map(day).collect())
}

proptest! {
    #[test]
    fn an_attempt_never_moves_the_due_day_earlier(
        tier in any_tier(),
        touches in days(),
        attempts in days(),
        preceding: bool,
    ) {
        let cadences = Cadences {
            roll: if preceding { Roll::Preceding } else { Roll::Following },
            ..Cadences::default()
        };
        let today = day(80);
        let due = |attempts: &[NaiveDate]| {
            let facts = Facts {
                created_on: start(),
                touches: &touches,
                attempts,
                promises: &[],
                snoozed_until: None,
                own_interval: None,
                tier,
            };
            cadences.due(&facts, &CALENDAR, today)
        };
        for known in 0..attempts.len() {
            let (before, after) = (due(&attempts[..known]), due(&attempts[..=known]));
            prop_assert!(after.due >= after.base);
            prop_assert!(after.due >= before.due);
            prop_assert_eq!(after.silence_days, before.silence_days);
        }
    }

    #[test]
    fn the_terms_of_a_priority_add_up_and_each_stays_in_its_bounds(
        tier in any_tier(),
        touches in days(),
        promised in proptest::option::of(0_u64..120),
        value_minor: i64,
        stage_points in 0_i64..=100,
        offset in 80_u64..2000,
    ) {
        let promises: Vec<_> =
            promised.map(|due| Promise { made_on: start(), due_on: day(due) }).into_iter().collect();
        let facts = Facts {
            created_on: start(),
            touches: &touches,
            attempts: &[],
            promises: &promises,
            snoozed_until: None,
            own_interval: None,
            tier,
        };
        let candidate = Candidate {
            id: 0,
            tier,
            value_minor,
            stage_points,
            schedule: Cadences::default().schedule(&facts, &CALENDAR, day(80)),
        };
        let due = candidate.schedule.on(day(offset));
        let priority = PriorityRules::default().priority(&candidate, &due);
        let terms = priority.terms_x100();
        prop_assert_eq!(terms.iter().map(|&(_, x100)| x100).sum::<i64>(), priority.total_x100());
        for ((_, x100), most) in terms.into_iter().zip([3000, 2500, 1500, 1000, 2000, i64::MAX]) {
            prop_assert!((0..=most).contains(&x100));
        }
        prop_assert!(priority.total_x100() - priority.waiting_x100 <= 10_000);
    }

    #[test]
    fn a_plan_takes_what_falls_due_first_and_never_twice(
        tiers in proptest::collection::vec(any_tier(), 1..40),
        capacity in 1_usize..8,
    ) {
        let rules = PriorityRules::default();
        let candidates = newcomers(&tiers);
        let today = day(14);
        let plan = queue::plan(&candidates, &rules, &CALENDAR, today, capacity, 50);
        let mut ids: Vec<usize> = plan.iter().flat_map(|day| &day.items).map(|item| item.id).collect();
        let first: Vec<usize> = queue::queue(&candidates, &rules, today)
            .iter()
            .take(capacity)
            .map(|item| item.id)
            .collect();
        prop_assert_eq!(&ids[..first.len()], &first[..]);
        prop_assert!(plan.iter().all(|day| day.items.len() <= capacity && !day.over_capacity));
        ids.sort();
        prop_assert_eq!(ids, (0..tiers.len()).collect::<Vec<_>>());
    }
}

proptest! {
    /// DOMAIN 4.6: all promises are taken, whatever the load, the capacity and what was done; on a day
    /// off they are in the list, and in the plan of the next working day.
    #[test]
    fn a_promise_is_listed_on_its_day(
        tiers in proptest::collection::vec((any_tier(), proptest::option::of(14_u64..40)), 1..60),
        capacity in 0_usize..9,
        done in 0_usize..9,
        offset in 14_u64..40,
    ) {
        let candidates: Vec<Candidate<usize>> = tiers
            .iter()
            .enumerate()
            .map(|(id, (tier, promised))| {
                let mut one = standing_of(id, *tier, day(id as u64 % 14), &[]);
                one.schedule.promised = promised.map(day);
                one
            })
            .collect();
        let (today, rules) = (day(offset), PriorityRules::default());
        let list = Worklist::new(&candidates, &rules, &CALENDAR, today, capacity, done);
        let listed: Vec<usize> =
            list.fitting(Section::Promised).map(|item| item.queued.id).collect();
        let due = |promised: &Option<u64>| promised.is_some_and(|promised| promised <= offset);
        let promised = tiers.iter().filter(|(_, promised)| due(promised)).count();
        prop_assert_eq!(listed.len(), promised);
        let days = next_days(&candidates, &rules, &CALENDAR, today, (capacity, done), 5);
        for (id, (_, promised)) in tiers.iter().enumerate() {
            let Some(promised) = promised.map(day) else { continue };
            let listed = days.iter().find(|day| day.items.iter().any(|item| item.id == id));
            let first = days.iter().find(|day| day.day >= promised);
            prop_assert_eq!(listed.map(|it| it.day), first.map(|it| it.day), "{} {}", id, promised);
        }
    }
}

/// Customers never contacted, recorded one a day over two weeks.
fn newcomers(tiers: &[Tier]) -> Vec<Candidate<usize>> {
    tiers
        .iter()
        .enumerate()
        .map(|(id, &tier)| standing_of(id, tier, day(id as u64 % 14), &[]))
        .collect()
}

fn standing_of(
    id: usize,
    tier: Tier,
    created_on: NaiveDate,
    touches: &[NaiveDate],
) -> Candidate<usize> {
    let facts = Facts {
        created_on,
        touches,
        attempts: &[],
        promises: &[],
        snoozed_until: None,
        own_interval: None,
        tier,
    };
    // All the facts are known.
    let schedule = Cadences::default().schedule(&facts, &CALENDAR, NaiveDate::MAX);
    Candidate { id, tier, value_minor: 0, stage_points: 0, schedule }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]
    /// DOMAIN 4.7: with C customers and R = ceil(N/5) places a working day that no promise takes,
    /// each is served within ceil((51 (C − 1) + 1) / R) working days of its due day, however much
    /// falls due and is promised.
    #[test]
    fn nobody_starves(
        tiers in proptest::collection::vec(any_tier(), 2..25),
        capacity in 1_usize..7,
        promised in proptest::collection::vec(0_usize..25, 0..12),
    ) {
        let rules = PriorityRules::default();
        let mut candidates = newcomers(&tiers);
        let bound = (51 * (tiers.len() - 1) + 1).div_ceil(capacity.div_ceil(5)) as i64;
        let mut served = vec![0; tiers.len()];
        let mut today = day(14);
        for round in 0..300 {
            today = CALENDAR.add_working_days(today, 1);
            // Somebody is promised something for tomorrow, day after day.
            let tomorrow = CALENDAR.add_working_days(today, 1);
            let whom = promised.get(round % 12).and_then(|id| candidates.get_mut(*id));
            whom.into_iter().for_each(|one| one.schedule.promised = Some(tomorrow));
            for one in &candidates {
                let due = one.schedule.on(today).due;
                let waited = CALENDAR.working_days_after(due, today);
                prop_assert!(waited <= bound, "{} waited {waited}", one.id);
            }
            let plan = queue::plan(&candidates, &rules, &CALENDAR, today, capacity, 1);
            for item in &plan[0].items {
                served[item.id] += 1;
                candidates[item.id] =
                    standing_of(item.id, item.tier, start(), &[today]);
            }
        }
        prop_assert!(served.iter().all(|&times| times > 0), "{served:?}");
    }
}
