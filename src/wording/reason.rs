//! Why a customer is in the queue, and why in this place (DOMAIN 4.5).

use chrono::NaiveDate;

use super::{
    buying,
    names::{hundredths, joined, money, stage_at},
};
use crate::{
    domain::{
        cadence::{Due, DueSource},
        queue::{Priority, Queued, Term},
        settings::Rules,
        worklist::Item,
    },
    i18n::Words,
    store::read::queue::{PromiseRow, QueueRow},
};

/// `A · 9 days since last touch, every 7 · quote open ¥480,000 · 2 attempts`.
pub fn reason<Id>(words: &Words, rules: &Rules, queued: &Queued<Id>, row: &QueueRow) -> String {
    let because = why(words, &queued.due, row.promise.as_ref());
    told(words, rules, queued, row, because)
}

/// Why an item is in the list of a day: due, or at risk.
pub fn of_item<Id>(words: &Words, rules: &Rules, item: &Item<Id>, row: &QueueRow) -> String {
    match &item.warning {
        Some(silence) => {
            told(words, rules, &item.queued, row, vec![buying::silence(words, silence)])
        }
        None => reason(words, rules, &item.queued, row),
    }
}

/// The tier, why the customer is here, and what there is to know besides.
fn told<Id>(
    words: &Words,
    rules: &Rules,
    queued: &Queued<Id>,
    row: &QueueRow,
    because: Vec<String>,
) -> String {
    let due = &queued.due;
    let letter = queued.tier.letter().to_lowercase();
    let mut parts = vec![words.get(&format!("tier-{letter}")).into_owned()];
    parts.extend(because);
    if let Some(stage) = row.furthest.and_then(|at| stage_at(words, &rules.pipeline, at)) {
        let amount = money(words, row.open_value, rules.currency);
        let key = if row.open_value == 0 { "reason-deal-unvalued" } else { "reason-deal" };
        parts.push(words.format(key, &[("stage", stage.into()), ("amount", amount.into())]));
    }
    parts.extend(tried(words, due));
    joined(words, &parts)
}

/// What came of attempts: how many, that another channel is worth a try, or when the next one is.
pub fn tried(words: &Words, due: &Due) -> Option<String> {
    let key = match due.attempts {
        0 => return None,
        // A promise does not wait for the next try.
        _ if due.suspended && due.source != DueSource::Promise => "reason-suspended",
        _ if due.unreachable => "reason-unreachable",
        _ => "reason-attempts",
    };
    let day = words.day(due.due, due.as_of);
    Some(words.format(key, &[("count", due.attempts.into()), ("day", day.into())]))
}

/// The rule that made the customer due, and the silence where it adds something.
fn why(words: &Words, due: &Due, promise: Option<&PromiseRow>) -> Vec<String> {
    let mut parts = Vec::new();
    match due.source {
        DueSource::Promise => {
            let on = due.promised.unwrap_or(due.due);
            parts.push(promised(words, on, due.as_of, promise));
        }
        DueSource::Snooze => {
            let day = words.day(due.due, due.as_of);
            parts.push(words.format("reason-snoozed", &[("day", day.into())]));
        }
        DueSource::FirstContact => parts.push(words.get("reason-first-contact").into_owned()),
        DueSource::Retry | DueSource::Cadence => {}
    }
    if due.source != DueSource::Promise || due.silence_days > i64::from(due.interval_days) {
        let key = if due.last_touch.is_some() { "reason-silence" } else { "reason-never" };
        let interval = i64::from(due.interval_days);
        let args = [("days", due.silence_days.into()), ("interval", interval.into())];
        parts.push(words.format(key, &args));
    }
    parts
}

fn promised(
    words: &Words,
    on: NaiveDate,
    today: NaiveDate,
    promise: Option<&PromiseRow>,
) -> String {
    let late = (today - on).num_days();
    let time = promise
        .filter(|promise| promise.due_on == on)
        .and_then(|promise| promise.due_minute)
        .map(|minute| format!("{:02}:{:02}", minute / 60, minute % 60));
    match (late, time) {
        (1.., _) => words.format("reason-promise-broken", &[("days", late.into())]),
        (0, Some(time)) => words.format("reason-promise-today-at", &[("time", time.into())]),
        (0, None) => words.get("reason-promise-today").into_owned(),
        _ => words.format("reason-promise-on", &[("day", words.day(on, today).into())]),
    }
}

/// `100.00 = overdue 0.00 + tier 25.00 + …`: the terms add up exactly.
pub fn priority(words: &Words, priority: &Priority) -> String {
    let [overdue, tier, value, stage, promise, waiting] = priority.terms_x100();
    let shown = |(_, x100): (Term, i64)| hundredths(x100);
    words.format(
        "priority-explanation",
        &[
            ("total", hundredths(priority.total_x100()).into()),
            ("overdue", shown(overdue).into()),
            ("tier", shown(tier).into()),
            ("value", shown(value).into()),
            ("stage", shown(stage).into()),
            ("promise", shown(promise).into()),
            ("waiting", shown(waiting).into()),
        ],
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        domain::{
            cadence::Schedule,
            id::{CustomerId, Id},
            queue::{Candidate, PriorityRules, queue},
            tier::Tier,
        },
        i18n::Language,
    };

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn queued(schedule: Schedule) -> Queued<CustomerId> {
        let candidate = Candidate {
            id: Id::new(uuid::Uuid::nil()),
            tier: Tier::A,
            value_minor: 48_000_000,
            stage_points: 100,
            schedule,
        };
        queue(&[candidate], &PriorityRules::default(), day("2026-11-23")).remove(0)
    }

    fn silent() -> Schedule {
        Schedule {
            base: day("2026-11-21"),
            retry: day("2026-11-21"),
            promised: None,
            snoozed_until: None,
            anchor: day("2026-11-14"),
            touched: true,
            attempts: 2,
            unreachable: false,
            suspended: false,
            interval_days: 7,
        }
    }

    fn row() -> QueueRow {
        QueueRow {
            id: Id::new(uuid::Uuid::nil()),
            name: "明月".to_owned(),
            short_name: None,
            area: None,
            phone: None,
            owner: None,
            furthest: Some(3),
            open_value: 48_000_000,
            promise: None,
        }
    }

    #[test]
    fn a_row_says_why_it_is_here() {
        let [english, chinese] = Language::ALL.map(Words::new);
        let rules = Rules::default();
        let of = |words, schedule| reason(words, &rules, &queued(schedule), &row());
        let expected = "A · 9 days since last touch, every 7 · quote open ¥480,000 · 2 attempts";
        assert_eq!(of(&english, silent()), expected);
        let shown = of(&chinese, silent());
        assert!(shown.starts_with("A") && shown.contains('9') && shown.contains("报价"), "{shown}");
        let promised = Schedule { promised: Some(day("2026-11-21")), ..silent() };
        assert!(of(&english, promised).contains("promise broken, 2 days late"));
        let never = Schedule { touched: false, attempts: 0, ..silent() };
        let expected = "A · never contacted, known for 9 days";
        let shown = of(&english, never);
        assert!(shown.starts_with(expected) || shown.contains("first contact"), "{shown}");
        let rests = Schedule { suspended: true, unreachable: true, attempts: 6, ..silent() };
        assert!(of(&english, rests).contains("suspended after 6 attempts, next try Sat 21 Nov"));
        let agreed = Schedule { promised: Some(day("2026-11-23")), ..rests };
        let shown = of(&english, agreed);
        assert!(
            shown.contains("promised today") && shown.contains("not reached 6 times"),
            "{shown}"
        );
        assert!(!shown.contains("suspended"), "a promise does not wait: {shown}");
        let tired = Schedule { unreachable: true, attempts: 5, ..silent() };
        let shown = of(&english, tired);
        assert!(shown.contains("not reached 5 times") && !shown.contains("5 attempts"), "{shown}");
    }

    #[test]
    fn the_explanation_adds_up() {
        let shown = priority(&Words::new(Language::En), &queued(silent()).priority);
        let (total, terms) = shown.split_once(" = ").unwrap();
        let number = |text: &str| -> f64 { text.rsplit(' ').next().unwrap().parse().unwrap() };
        let sum: f64 = terms.split(" + ").map(number).sum();
        assert!((number(total) - sum).abs() < 0.001, "{shown}");
    }
}
