//! Settings of the team that were refused.

use super::{Error, Message};
use crate::{
    config::nearest,
    domain::{
        cadence::CadenceError,
        settings::{Rules, SettingsError},
        tier::{Levels, RulesError},
    },
};

impl From<SettingsError> for Error {
    fn from(error: SettingsError) -> Self {
        match error {
            SettingsError::UnknownKey { key } => {
                let known = Rules::default().list();
                let known: Vec<&str> = known.iter().map(|(key, _)| key.as_str()).collect();
                let nearest = nearest(&key, &known).unwrap_or("—").to_owned();
                Self::input("setting-unknown").with("key", key).with("nearest", nearest)
            }
            SettingsError::BadValue { key, value, wanted } => Self::input("setting-value")
                .with("key", key)
                .with("value", value)
                .with("wanted", Message::new(format!("wanted-{wanted}"))),
            SettingsError::Tiers(error) => Self::input("tier-config").with("reason", tiers(error)),
            SettingsError::Cadence(error) => {
                Self::input("cadence-config").with("reason", cadence(error))
            }
            SettingsError::Pipeline => Self::input("pipeline-config"),
            SettingsError::Classes => Self::input("classes-config"),
            SettingsError::Relationship => Self::input("relationship-config"),
        }
    }
}

fn tiers(error: RulesError) -> Message {
    let dimension = |key: &str| Message::new(format!("dimension-{key}"));
    match error {
        RulesError::Weights { sum } => Message::new("refused-weights").with("sum", i64::from(sum)),
        RulesError::Points { dimension: of } => {
            Message::new("refused-points").with("dimension", dimension(of.key()))
        }
        RulesError::Thresholds => Message::new("refused-thresholds"),
        RulesError::Definition { tier, levels, score_x100, found } => {
            Message::new("refused-definition")
                .with("tier", tier.letter())
                .with("row", row(levels))
                .with("score", hundredths(score_x100))
                .with("found", found.letter())
        }
        RulesError::NeverDemoted { tier, levels, score_x100, kept, kept_from_x100 } => {
            Message::new("refused-never_demoted")
                .with("tier", tier.letter())
                .with("row", row(levels))
                .with("score", hundredths(score_x100))
                .with("kept", kept.letter())
                .with("from", hundredths(kept_from_x100))
        }
        RulesError::Cadence { tier, interval_days, contact_days, window_days, found, wanted } => {
            let level = |key: &str| Message::new(format!("interaction-{key}"));
            Message::new("refused-cadence")
                .with("tier", tier.letter())
                .with("interval", i64::from(interval_days))
                .with("contacts", i64::from(contact_days))
                .with("window", i64::from(window_days))
                .with("found", level(found.key()))
                .with("wanted", level(wanted.key()))
        }
        RulesError::Bounds { dimension: of } => {
            Message::new("refused-bounds").with("dimension", dimension(of.key()))
        }
        RulesError::Margin { margin_x100 } => {
            Message::new("refused-margin").with("margin", hundredths(margin_x100))
        }
    }
}

/// A row of the truth table: `need clear, value high, interaction low, stage late`.
fn row(levels: Levels) -> Message {
    let level = |of: &str, key: &str| Message::new(format!("{of}-{key}"));
    Message::new("refused-row")
        .with("need", level("need", levels.need.key()))
        .with("value", level("value", levels.value.key()))
        .with("interaction", level("interaction", levels.interaction.key()))
        .with("stage", level("stage-level", levels.stage.key()))
}

fn cadence(error: CadenceError) -> Message {
    match error {
        CadenceError::Interval { days } => {
            Message::new("refused-interval").with("days", i64::from(days))
        }
        CadenceError::RetryGap => Message::new("refused-retry_gap"),
        CadenceError::Attempts => Message::new("refused-attempts"),
    }
}

fn hundredths(number: i32) -> String {
    let (sign, size) = (if number < 0 { "-" } else { "" }, number.unsigned_abs());
    format!("{sign}{}.{:02}", size / 100, size % 100)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::{Language, Words};

    #[test]
    fn a_refused_setting_names_the_tier_and_the_row_that_it_breaks() {
        let cases = [
            (
                ("tier.points.value", "0 40 60"),
                "A (need clear, value high, interaction frequent, stage no open deal) scores 76.00",
                "A 级的定义（需求明确、价值较高、互动频繁、阶段无进行中商机）得 76.00 分",
            ),
            (
                ("tier.threshold.a", "82.50"),
                "B (need clear, value high, interaction low, stage late) scores 82.50, which is A",
                "B 级的定义（需求明确、价值较高、互动较低、阶段后期）得 82.50 分，属于 A 级",
            ),
            (
                ("tier.margin", "5.5"),
                "B (need clear, value high, interaction low, stage late) scores 82.50, and A is kept",
                "B 级的定义（需求明确、价值较高、互动较低、阶段后期）得 82.50 分，而 A 级",
            ),
            (
                ("cadence.c", "60"),
                "tier C: a contact every 60 days gives 1 in 90 days, interaction very low",
                "C 级：每 60 天联系一次，90 天内有 1 次，互动极低",
            ),
        ];
        for (setting, english, chinese) in cases {
            let error = Error::from(Rules::from_settings([setting]).unwrap_err());
            for (language, expected) in [(Language::En, english), (Language::ZhCn, chinese)] {
                let said = error.message(&Words::new(language));
                assert!(said.contains(expected), "{setting:?}: {said}");
            }
        }
    }
}
