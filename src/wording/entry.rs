//! What an entry line says and what is wrong with it, in words.

use chrono::NaiveDate;

use crate::{
    command::{
        entry_line::{Label, NextStep, ProblemKind},
        outlook::Outlook,
    },
    domain::{cadence::DueSource, settings::Rules, tier::Tier},
    i18n::{Arg, Words},
};

/// "next step Fri 27 Nov (working day)".
pub fn next_step(words: &Words, next: NextStep, today: NaiveDate) -> String {
    let mut args: Vec<(&str, Arg<'_>)> = vec![("day", words.day(next.on, today).into())];
    let key = match next.time {
        Some(time) => {
            args.push(("time", words.time(time).into()));
            "entry-next-at"
        }
        None if next.working => "entry-next-working-day",
        None => "entry-next",
    };
    words.format(key, &args)
}

/// "next step Mon 30 Nov, proposed: tier A, every 7 days": what follows when no step is named.
pub fn proposed(words: &Words, rules: &Rules, outlook: &Outlook, today: NaiveDate) -> String {
    let day = words.day(outlook.due.due, today);
    let reason = reason(words, rules, outlook);
    words.format("entry-next-proposed", &[("day", day.into()), ("reason", reason.into())])
}

/// "next step Mon 30 Nov, proposed: tier A, every 7 days", by the interval alone.
pub fn cadence(words: &Words, rules: &Rules, outlook: &Outlook, today: NaiveDate) -> String {
    let day = words.day(outlook.due.base, today);
    let reason = interval(words, rules, outlook);
    words.format("entry-next-proposed", &[("day", day.into()), ("reason", reason.into())])
}

/// "tier C → B".
pub fn tier_change(words: &Words, from: Tier, to: Tier) -> String {
    let letter = |tier: Tier| Arg::from(tier.letter());
    words.format("entry-tier", &[("from", letter(from)), ("to", letter(to))])
}

fn reason(words: &Words, rules: &Rules, outlook: &Outlook) -> String {
    if let Some(outcome) = outlook.asked_by {
        let outcome = words.get(&format!("outcome-{}", outcome.key())).into_owned();
        return words.format("entry-proposed-outcome", &[("outcome", outcome.into())]);
    }
    match outlook.due.source {
        DueSource::Promise => words.get("due-promise").into_owned(),
        DueSource::Snooze => words.get("due-snooze").into_owned(),
        DueSource::FirstContact => words.get("due-first_contact").into_owned(),
        DueSource::Retry => {
            words.format("entry-proposed-attempt", &[("count", outlook.due.attempts.into())])
        }
        DueSource::Cadence => interval(words, rules, outlook),
    }
}

fn interval(words: &Words, rules: &Rules, outlook: &Outlook) -> String {
    let days = outlook.due.interval_days;
    let interval = ("interval", Arg::from(u32::from(days)));
    if days == rules.cadences.interval(outlook.tier) {
        let tier = ("tier", Arg::from(outlook.tier.letter()));
        words.format("entry-proposed-tier", &[tier, interval])
    } else {
        words.format("reason-own-interval", &[interval])
    }
}

/// What is to tell about a marker.
pub fn problem(words: &Words, problem: &ProblemKind, today: NaiveDate) -> String {
    let key = format!("entry-problem-{}", problem.key());
    let day = |day: NaiveDate| Arg::from(words.day(day, today));
    match problem {
        ProblemKind::Unknown { text, .. } => words.format(&key, &[("text", text.into())]),
        ProblemKind::Ambiguous { text, candidates, .. } => {
            let candidates = candidates.join(&words.get("list-separator"));
            words.format(&key, &[("text", text.into()), ("candidates", candidates.into())])
        }
        ProblemKind::Overridden { .. } => words.get(&key).into_owned(),
        ProblemKind::Past { on } | ProblemKind::Future { on } => {
            words.format(&key, &[("day", day(*on))])
        }
        ProblemKind::NotWorkingDay { on, offered } => {
            words.format(&key, &[("day", day(*on)), ("offered", day(*offered))])
        }
    }
}

/// What a completion means; nothing where it says so itself.
pub fn meaning(words: &Words, label: &Label, today: NaiveDate) -> String {
    match label {
        Label::Key(key) if words.has(key) => words.get(key).into_owned(),
        Label::Key(_) | Label::Name(_) => String::new(),
        Label::Day(day) => words.day(*day, today),
        Label::Minutes(minutes) => words.duration(*minutes),
    }
}
