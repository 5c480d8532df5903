//! Why two customers may be one, in words.

use crate::{domain::duplicates::Reason, i18n::Words, store::read::duplicates::Alike};

/// The reasons, the strongest first: `name, phone`.
pub fn reasons(words: &Words, reasons: &[Reason]) -> String {
    let told = reasons.iter().map(|reason| {
        let key = format!("duplicate-by-{}", reason.key());
        words.get(&key).into_owned()
    });
    told.collect::<Vec<_>>().join(&words.get("list-separator"))
}

/// What is said while somebody is entered who may be there: `Already there? 明月 (phone)`.
pub fn already(words: &Words, alike: &Alike) -> String {
    let args = [
        ("name", alike.name.as_str().into()),
        ("reasons", reasons(words, &alike.likeness.reasons).into()),
    ];
    words.format("duplicate-already", &args)
}
