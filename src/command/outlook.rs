//! What an entry would lead to, told before it is saved: the next due day and the tier.

use chrono::NaiveDate;

use super::{activity::effect, entry_line::Entry};
use crate::domain::{
    activity::{ActivityKind, Outcome},
    cadence::{Due, Promise},
    customer::EvidenceDays,
    deal::in_base,
    settings::Rules,
    standing::{Facts, Reached},
    tier::{Evidence, Tier},
};

/// How a customer would stand once an entry is logged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Outlook {
    /// When the customer would be due, and by which rule.
    pub due: Due,
    /// The tier that would hold.
    pub tier: Tier,
    /// The tier that holds now.
    pub tier_before: Tier,
    /// Whether the entry counts as an effective contact (DOMAIN 0.5).
    pub touch: bool,
    /// Whether it counts as an attempt.
    pub attempt: bool,
    /// The outcome that itself asks for the next step.
    pub asked_by: Option<Outcome>,
}

impl Outlook {
    /// What logging `entry` today would lead to.
    pub fn of(
        facts: &Facts,
        rules: &Rules,
        today: NaiveDate,
        kind: ActivityKind,
        entry: &Entry,
    ) -> Self {
        let before = facts.standing(rules, today).tier;
        let on = entry.happened.map_or(today, |happened| happened.on);
        let (outcome, touch, attempt) = effect(kind, entry.outcome);
        let mut after = facts.clone();
        if touch {
            insert(&mut after.touches, on);
            fulfil(&mut after.promises, on);
        }
        if attempt {
            insert(&mut after.attempts, on);
        }
        hear(&mut after.evidence, &entry.evidence, on);
        move_deal(&mut after, rules, entry, on);
        let asked_by = outcome.filter(|outcome| *outcome == Outcome::CallBack);
        let asked = asked_by.map(|_| rules.calendar.add_working_days(on, 1));
        if let Some(due_on) = entry.next.map(|next| next.on).or(asked) {
            after.promises = vec![Promise { made_on: today, due_on }];
        }
        let standing = after.standing(rules, today);
        Self {
            due: standing.schedule.on(today),
            tier: standing.tier,
            tier_before: before,
            touch,
            attempt,
            asked_by: asked_by.filter(|_| entry.next.is_none()),
        }
    }
}

fn insert(days: &mut Vec<NaiveDate>, on: NaiveDate) {
    days.insert(days.partition_point(|day| *day <= on), on);
}

/// A contact fulfils the earliest promise that was due by then.
fn fulfil(promises: &mut Vec<Promise>, on: NaiveDate) {
    let earliest = promises.iter().enumerate().min_by_key(|(_, promise)| promise.due_on);
    if let Some(place) = earliest.filter(|(_, found)| found.due_on <= on).map(|(place, _)| place) {
        promises.remove(place);
    }
}

fn hear(known: &mut EvidenceDays, heard: &[Evidence], on: NaiveDate) {
    *known = EvidenceDays::new(
        Evidence::ALL
            .map(|piece| known.day(piece).or_else(|| heard.contains(&piece).then_some(on))),
    );
}

/// Stage and amount go to the furthest open deal.
fn move_deal(facts: &mut Facts, rules: &Rules, entry: &Entry, on: NaiveDate) {
    let place = |events: &[(NaiveDate, Reached)]| {
        events.iter().rev().find(|(day, _)| *day <= on).map(|(_, reached)| reached.place)
    };
    let open = facts.deals.iter_mut().filter(|deal| deal.is_open(on));
    let Some(deal) = open.max_by_key(|deal| place(&deal.events)) else { return };
    let pipeline = &rules.pipeline;
    if let Some(stage) = entry.stage.as_deref().and_then(|key| pipeline.stage(key)) {
        let place = pipeline.index(&stage.key).unwrap_or(pipeline.stages.len());
        deal.events.push((on, Reached { level: stage.level, status: stage.status, place }));
        deal.events.sort_by_key(|(day, _)| *day);
    }
    if let Some(amount) = entry.amount.and_then(|amount| in_base(amount, None, rules.currency)) {
        deal.amount = amount;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::cadence::DueSource;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn the_outcome_and_the_tier_give_the_next_day() {
        let rules = Rules::default();
        let today = day("2026-11-23");
        let promise = Promise { made_on: day("2026-11-12"), due_on: day("2026-11-20") };
        let facts = Facts {
            created_on: day("2026-01-05"),
            touches: vec![day("2026-11-12")],
            promises: vec![promise],
            ..Facts::default()
        };
        let entry = |outcome| Entry { outcome, ..Entry::default() };
        for (kind, outcome, due, source) in [
            // Reached: the promise is kept, D every 90 days; 21 February is a Sunday within the
            // Spring Festival's make-up days, so the calendar decides.
            (
                ActivityKind::Call,
                None,
                rules.calendar.roll_following(day("2027-02-21")),
                DueSource::Cadence,
            ),
            (ActivityKind::Call, Some(Outcome::CallBack), day("2026-11-24"), DueSource::Promise),
            (ActivityKind::Call, Some(Outcome::Busy), promise.due_on, DueSource::Promise),
            (ActivityKind::Note, None, promise.due_on, DueSource::Promise),
        ] {
            let outlook = Outlook::of(&facts, &rules, today, kind, &entry(outcome));
            assert_eq!(
                (outlook.due.due, outlook.due.source),
                (due, source),
                "{kind:?} {outcome:?}"
            );
        }
        let heard = Entry {
            evidence: vec![Evidence::Need, Evidence::Product, Evidence::Budget],
            ..Entry::default()
        };
        let rich = Facts { potential: 48_000_000, ..facts };
        let outlook = Outlook::of(&rich, &rules, today, ActivityKind::Call, &heard);
        assert_eq!((outlook.tier_before, outlook.tier), (Tier::C, Tier::B));
        assert_eq!(outlook.due.interval_days, 14);
    }
}
