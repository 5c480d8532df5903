//! Names and amounts: a stage, a money amount, hundredths.

use crate::{
    domain::{money::Currency, stage::Pipeline},
    i18n::Words,
};

/// The name of a stage: the team's own, else that of the language, else its key.
pub fn stage(words: &Words, pipeline: &Pipeline, key: &str) -> String {
    if let Some(name) = pipeline.stage(key).and_then(|stage| stage.name.clone()) {
        return name;
    }
    let known = format!("stage-{key}");
    if words.has(&known) { words.get(&known).into_owned() } else { key.to_owned() }
}

/// The name of the stage at a place of the pipeline.
pub fn stage_at(words: &Words, pipeline: &Pipeline, place: usize) -> Option<String> {
    pipeline.stages.get(place).map(|found| stage(words, pipeline, &found.key))
}

/// An amount in full: `¥480,000`.
pub fn money(words: &Words, minor: i64, currency: Currency) -> String {
    words.money(minor, currency.code(), currency.exponent())
}

/// Hundredths with two decimals: `92.50`.
pub fn hundredths(number: i64) -> String {
    let (sign, size) = (if number < 0 { "-" } else { "" }, number.unsigned_abs());
    format!("{sign}{}.{:02}", size / 100, size % 100)
}

/// Parts of a sentence, joined as the language does.
pub fn joined(words: &Words, parts: &[String]) -> String {
    parts.join(&words.get("sentence-separator"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::Language;

    #[test]
    fn the_teams_own_name_of_a_stage_goes_first() {
        let words = Words::new(Language::En);
        let mut pipeline = Pipeline::default();
        assert_eq!(stage(&words, &pipeline, "quote"), "quote");
        assert_eq!(stage(&words, &pipeline, "hologram"), "hologram");
        pipeline.stages[0].name = Some("Hello".to_owned());
        assert_eq!(stage_at(&words, &pipeline, 0).as_deref(), Some("Hello"));
        assert_eq!((hundredths(9250), hundredths(-5)), ("92.50".to_owned(), "-0.05".to_owned()));
    }
}
