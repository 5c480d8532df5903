//! A planned step in words: `call 张敏: feedback on quote`.

use crate::{i18n::Words, store::read::queue::PromiseRow};

/// What was promised, with whom and what about.
pub fn step(words: &Words, promise: &PromiseRow) -> String {
    let kind = promise.kind.key();
    let what = match &promise.contact {
        Some(name) => words.format(&format!("next-{kind}"), &[("name", name.into())]),
        None => words.get(&format!("activity-{kind}")).into_owned(),
    };
    match promise.text.as_deref().filter(|text| !text.trim().is_empty()) {
        Some(about) => {
            words.format("step-about", &[("step", what.into()), ("about", about.into())])
        }
        None => what,
    }
}
