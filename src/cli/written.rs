//! The answer of a writing command: what was written, with its ids and its step.

use serde_json::{Value, json};

use super::{answer::Answer, json, world::Run};
use crate::{command::Done, wording};

/// What was written: in JSON the step, what it made and `rows`; in text `line`, or that nothing
/// changed.
pub fn written<const N: usize>(
    run: &Run<'_>,
    done: &Done,
    line: impl FnOnce() -> String,
    rows: [(&str, Value); N],
) -> Answer {
    if run.json {
        let made: Vec<Value> = done
            .made
            .iter()
            .map(|(entity, id)| json!({ "entity": entity.name(), "id": id.to_string() }))
            .collect();
        let mut answer = json::answer(
            run.today(),
            [
                ("step", done.step.map_or(Value::Null, |step| step.to_string().into())),
                ("gesture", done.gesture.name.clone().into()),
                ("summary", summary(run, done).into()),
                ("made", made.into()),
            ],
        );
        if let Value::Object(object) = &mut answer {
            object.extend(rows.map(|(name, value)| (name.to_owned(), value)));
        }
        return Answer::json(answer);
    }
    if done.step.is_none() {
        return Answer::line(run.words.get("notice-nothing-changed"));
    }
    Answer::line(line())
}

/// `saved: call with 明月`.
pub fn saved(run: &Run<'_>, done: &Done) -> String {
    run.words.format("notice-saved", &[("what", summary(run, done).into())])
}

fn summary(run: &Run<'_>, done: &Done) -> String {
    wording::gesture::gesture(run.words, &run.session.rules().pipeline, &done.gesture)
}
