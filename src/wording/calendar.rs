//! Plans and follow-ups as a calendar program shows them.

use chrono::{NaiveDate, NaiveTime};

use super::{names, reason};
use crate::{
    domain::{
        calendar::entry::{CalendarEntry, When},
        effort::Channel,
        id::CustomerId,
        queue::Queued,
        settings::Rules,
    },
    i18n::Words,
    store::read::{PlanRow, queue::QueueRow},
};

/// The shortest entry, minutes: less cannot be hit with a mouse.
const SHORTEST: u32 = 15;

/// A plan: at its time for as long as such a contact usually takes, else some time of its day.
pub fn plan(words: &Words, rules: &Rules, plan: &PlanRow) -> CalendarEntry {
    let time = plan.due_minute.and_then(|minute| {
        let minute = u32::from(minute);
        NaiveTime::from_hms_opt(minute / 60, minute % 60, 0)
    });
    let usual = Channel::of(plan.kind).map_or(0, |channel| rules.effort.usual.of(channel, None));
    let when = match time {
        Some(time) => {
            When::Time(rules.zone.instant(plan.due_on.and_time(time)), usual.max(SHORTEST))
        }
        None => When::Day(plan.due_on),
    };
    let said = |text: &Option<String>| text.clone().unwrap_or_default();
    let details = [
        plan.contact_name.clone(),
        plan.text.clone(),
        plan.purpose.as_ref().map(|text| labelled(words, "plan-purpose", text)),
        plan.items.as_ref().map(|text| labelled(words, "plan-items", text)),
    ];
    let details: Vec<String> =
        details.into_iter().flatten().filter(|part| !part.is_empty()).collect();
    CalendarEntry {
        key: plan.id.to_string(),
        when,
        summary: with(words, &format!("activity-{}", plan.kind.key()), &plan.customer_name),
        place: said(&plan.area),
        details: details.join("\n"),
    }
}

/// A customer to contact some time of the day it is planned on.
pub fn follow_up(
    words: &Words,
    rules: &Rules,
    queued: &Queued<CustomerId>,
    row: &QueueRow,
    on: NaiveDate,
) -> CalendarEntry {
    let name = row.short_name.as_deref().unwrap_or(&row.name);
    CalendarEntry {
        // The same follow-up on another day is another entry.
        key: format!("{}-{on}", queued.id),
        when: When::Day(on),
        summary: with(words, "calendar-follow_up", name),
        place: row.area.clone().unwrap_or_default(),
        details: reason::reason(words, rules, queued, row),
    }
}

fn with(words: &Words, what: &str, name: &str) -> String {
    names::joined(words, &[words.get(what).into_owned(), name.to_owned()])
}

fn labelled(words: &Words, key: &str, text: &str) -> String {
    words.format("calendar-labelled", &[("label", words.get(key).into()), ("text", text.into())])
}
