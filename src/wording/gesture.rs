//! What a step was, in words: "call with 明月".

use chrono::NaiveDate;

use crate::{
    change::Gesture,
    command::Done,
    i18n::{Arg, Words},
};

/// "saved: call with 明月"; nothing changed, if nothing did.
pub fn saved(words: &Words, done: &Done, today: NaiveDate) -> String {
    let what = phrase(words, &done.gesture, today);
    if done.step.is_none() {
        return words.get("notice-nothing-changed").into_owned();
    }
    match done.gesture.name.as_str() {
        "undo" => words.format("notice-undone", &[("what", what.into())]),
        "redo" => words.format("notice-redone", &[("what", what.into())]),
        _ => words.format("notice-saved", &[("what", what.into())]),
    }
}

/// "call with 明月". An undo or redo reads as the step that it is about.
pub fn phrase(words: &Words, gesture: &Gesture, today: NaiveDate) -> String {
    let about = |what: &str| {
        let found = gesture.about.iter().rev().find(|(key, _)| key == what);
        found.map(|(_, value)| value.as_str())
    };
    let name = match gesture.name.as_str() {
        "undo" | "redo" => about("of").unwrap_or(&gesture.name),
        name => name,
    };
    // A call is told apart from a visit by its key: languages word them differently.
    let key = match (name, about("kind")) {
        ("log_activity", Some(_)) if about("attempt").is_some() => "gesture-log_attempt".to_owned(),
        ("log_activity", Some(kind)) => format!("gesture-log_{kind}"),
        (name, _) => format!("gesture-{name}"),
    };
    if !words.has(&key) {
        return name.to_owned();
    }
    let subject = ["deal", "contact", "customer", "file", "settings"].into_iter().find_map(about);
    let day = about("until").or_else(|| about("on")).and_then(|day| day.parse().ok());
    let day = day.map(|day| words.day_short(day, today)).unwrap_or_default();
    let stage = about("stage").map(|stage| words.get(&format!("stage-{stage}")).into_owned());
    let args: [(&str, Arg<'_>); 3] = [
        ("name", subject.unwrap_or_default().into()),
        ("day", day.into()),
        ("stage", stage.unwrap_or_default().into()),
    ];
    words.format(&key, &args)
}
