//! What a step was: for `history`, "saved: …" and "undone: …".

use super::names;
use crate::{change::Gesture, command::Done, domain::stage::Pipeline, i18n::Words};

/// What to say when something was done: `saved: call with 明月`, `undone: call with 明月`.
pub fn saved(words: &Words, pipeline: &Pipeline, done: &Done) -> String {
    if done.step.is_none() {
        return words.get("notice-nothing-changed").into_owned();
    }
    let (key, of) = match done.gesture.name.as_str() {
        "undo" => ("notice-undone", reversed(&done.gesture)),
        "redo" => ("notice-redone", reversed(&done.gesture)),
        _ => ("notice-saved", done.gesture.clone()),
    };
    words.format(key, &[("what", gesture(words, pipeline, &of).into())])
}

/// The step that an undo or redo is about.
fn reversed(gesture: &Gesture) -> Gesture {
    let of = gesture.about.iter().rev().find(|(what, _)| what == "of");
    let name = of.map(|(_, name)| name.clone()).unwrap_or_default();
    without_of(Gesture { name, about: gesture.about.clone() })
}

/// A step in words: `call with 明月`, `undo of call with 明月`.
pub fn gesture(words: &Words, pipeline: &Pipeline, gesture: &Gesture) -> String {
    let get = |what: &str| {
        gesture.about.iter().find(|(about, _)| about == what).map_or("", |(_, value)| value)
    };
    if matches!(gesture.name.as_str(), "undo" | "redo") {
        let key = format!("gesture-{}", gesture.name);
        let inner = self::gesture(words, pipeline, &reversed(gesture));
        return words.format(&key, &[("name", inner.into())]);
    }
    let key = match gesture.name.as_str() {
        "log_activity" if !get("attempt").is_empty() => "gesture-log_attempt".to_owned(),
        "log_activity" | "complete_plan" => format!("gesture-log_{}", get("kind")),
        // Several customers at once.
        name @ ("accept_tier" | "confirm_tier") if !get("count").is_empty() => {
            format!("gesture-{name}s")
        }
        name if name.starts_with("bulk_") && !get("count").is_empty() => format!("gesture-{name}s"),
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
            ("from", get("from").into()),
            ("to", get("to").into()),
            ("count", get("count").parse::<i64>().unwrap_or(0).into()),
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
        let one = Gesture::new("accept_tier").about("customer", "明月");
        let one = one.about("from", "B").about("to", "A");
        assert_eq!(gesture(&english, &pipeline, &one), "accept 明月 B → A");
        let undo = Gesture { name: "undo".to_owned(), ..one }.about("of", "accept_tier");
        assert_eq!(gesture(&english, &pipeline, &undo), "undo of accept 明月 B → A");
        let many = Gesture::new("accept_tier").about("count", "12");
        assert_eq!(gesture(&english, &pipeline, &many), "accept 12 tier proposals");
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
            "add_order",
            "edit_order",
            "add_survey",
            "plan_next",
            "change_plan",
            "plan_visits",
            "import_holidays",
            "close_plan",
            "snooze",
            "accept_tier",
            "accept_tiers",
            "reject_tier",
            "confirm_tier",
            "confirm_tiers",
            "change_settings",
            "bulk_tier",
            "bulk_tiers",
            "bulk_free_tier",
            "bulk_free_tiers",
            "bulk_owner",
            "bulk_owners",
            "bulk_tag",
            "bulk_tags",
            "bulk_untag",
            "bulk_untags",
            "bulk_plan",
            "bulk_plans",
            "bulk_snooze",
            "bulk_snoozes",
            "save_filter",
            "edit_filter",
            "delete_filter",
            "undo",
            "redo",
        ] {
            assert!(words.has(&format!("gesture-{name}")), "{name}");
        }
    }
}
