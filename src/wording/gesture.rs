<<<<<<< HEAD
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
=======
//! What a step was: for `history`, "saved: …" and "undone: …".

use super::names;
use crate::{change::Gesture, domain::stage::Pipeline, i18n::Words};

/// A step in words: `call with 明月`, `undo of call with 明月`.
pub fn gesture(words: &Words, pipeline: &Pipeline, gesture: &Gesture) -> String {
    let get = |what: &str| {
        gesture.about.iter().find(|(about, _)| about == what).map_or("", |(_, value)| value)
    };
    if matches!(gesture.name.as_str(), "undo" | "redo") {
        let of = Gesture { name: get("of").to_owned(), about: gesture.about.clone() };
        let key = format!("gesture-{}", gesture.name);
        let inner = self::gesture(words, pipeline, &without_of(of));
        return words.format(&key, &[("name", inner.into())]);
    }
    let key = match gesture.name.as_str() {
        "log_activity" => format!("gesture-log_{}", get("kind")),
        name => format!("gesture-{name}"),
    };
    if !words.has(&key) {
        // A gesture of a newer version shows by its name.
        return gesture.name.clone();
    }
    let subject = ["deal", "contact", "customer", "settings", "name", "file"]
        .into_iter()
        .map(get)
        .find(|value| !value.is_empty())
        .unwrap_or_default();
    let stage = names::stage(words, pipeline, get("stage"));
    words.format(
        &key,
        &[
            ("name", subject.into()),
            ("customer", get("customer").into()),
            ("stage", stage.into()),
            ("day", get("until").into()),
            ("on", get("on").into()),
        ],
    )
}

/// An undo of an undo names the innermost step once.
fn without_of(mut gesture: Gesture) -> Gesture {
    if let Some(at) = gesture.about.iter().rposition(|(what, _)| what == "of") {
        gesture.about.remove(at);
    }
    gesture
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::Language;

    #[test]
    fn steps_are_told_in_words() {
        let [english, chinese] = Language::ALL.map(Words::new);
        let pipeline = Pipeline::default();
        let call = Gesture::new("log_activity").about("kind", "call").about("customer", "明月");
        assert_eq!(gesture(&english, &pipeline, &call), "call with 明月");
        assert_ne!(gesture(&chinese, &pipeline, &call), "call with 明月");
        let undo = Gesture { name: "undo".to_owned(), ..call }.about("of", "log_activity");
        assert_eq!(gesture(&english, &pipeline, &undo), "undo of call with 明月");
        let newer = Gesture::new("hologram");
        assert_eq!(gesture(&english, &pipeline, &newer), "hologram");
    }

    #[test]
    fn every_command_has_its_words() {
        let words = Words::new(Language::En);
        for name in [
            "add_customer",
            "edit_customer",
            "delete_customer",
            "add_contact",
            "edit_contact",
            "add_deal",
            "edit_deal",
            "move_deal",
            "plan_next",
            "close_plan",
            "snooze",
            "change_settings",
            "undo",
            "redo",
        ] {
            assert!(words.has(&format!("gesture-{name}")), "{name}");
        }
    }
>>>>>>> e72bcba
}
