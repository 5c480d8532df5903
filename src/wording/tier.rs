//! Why a customer has its tier (DOMAIN 1.4–1.6).

use chrono::NaiveDate;

use super::names::{hundredths, joined};
use crate::{
    domain::{
        settings::Rules,
        standing::{Facts, Standing, TierSource},
        tier::{Level, Tier},
    },
    i18n::Words,
};

/// `value high: 30.00`.
pub fn factor(words: &Words, level: Level, weighted_x100: i32) -> String {
    let dimension = words.get(&format!("dimension-{}", level.dimension().key())).into_owned();
    let points = hundredths(i64::from(weighted_x100));
    let args = [
        ("dimension", dimension.into()),
        ("level", self::level(words, level).into()),
        ("points", points.into()),
    ];
    words.format("tier-factor", &args)
}

/// `high`, `frequent`, `late` …
pub fn level(words: &Words, level: Level) -> String {
    let prefix = match level {
        Level::Need(_) => "need",
        Level::Value(_) => "value",
        Level::Interaction(_) => "interaction",
        Level::Stage(_) => "stage-level",
    };
    words.get(&format!("{prefix}-{}", level.key())).into_owned()
}

/// The lines that explain the tier: the factors, the sum, and whatever holds or changes it.
pub fn explanation(
    words: &Words,
    rules: &Rules,
    facts: &Facts,
    standing: &Standing,
    today: NaiveDate,
) -> Vec<String> {
    let tiers = &rules.tiers;
    let scored = tiers.score(standing.levels);
    let factors: Vec<String> =
        scored.terms.iter().map(|term| factor(words, term.level, term.weighted_x100)).collect();
    let mut lines =
        vec![joined(words, &factors), sum(words, rules, scored.tier, scored.score_x100)];
    lines.extend(held(words, rules, standing, today));
    match standing.tier_source {
        TierSource::Override => {
            if let Some(by_hand) = facts.tier_override.as_ref() {
                let args = [
                    ("tier", letter(words, by_hand.tier).into()),
                    ("day", words.day(by_hand.to, today).into()),
                    ("reason", by_hand.reason.as_str().into()),
                ];
                lines.push(words.format("tier-overridden", &args));
            }
        }
        TierSource::Confirmed | TierSource::Automatic => {
            let since = match facts.confirmed {
                Some(confirmed) if standing.tier_source == TierSource::Confirmed => confirmed.on,
                _ => standing.automatic.since,
            };
            let args = [
                ("tier", letter(words, standing.tier).into()),
                ("day", words.day(since, today).into()),
            ];
            lines.push(words.format("tier-since", &args));
        }
    }
    // A better tier that the facts give already only waits to be accepted.
    let held = standing.tier.min(standing.automatic.tier);
    if let Some(better) = tiers.smallest_change(standing.levels, held) {
        let dimension = words.get(&format!("dimension-{}", better.dimension().key())).into_owned();
        let reached = tiers.score(standing.levels.with(better)).tier;
        let args = [
            ("tier", letter(words, reached).into()),
            ("dimension", dimension.into()),
            ("level", level(words, better).into()),
        ];
        lines.push(words.format("tier-better", &args));
    }
    lines
}

fn sum(words: &Words, rules: &Rules, tier: Tier, score_x100: i32) -> String {
    let (tiers, score) = (&rules.tiers, hundredths(i64::from(score_x100)));
    let named = |key: &str, of: Tier, threshold: i32| {
        let args = [
            ("tier", letter(words, of).into()),
            ("score", score.as_str().into()),
            ("threshold", hundredths(i64::from(threshold)).into()),
        ];
        words.format(key, &args)
    };
    // The lowest tier begins nowhere: what counts is where the one above it does.
    match tiers.threshold_x100(tier) {
        Some(threshold) => named("tier-sum", tier, threshold),
        None => named("tier-sum-lowest", tier, tiers.threshold_x100(Tier::C).unwrap_or(0)),
    }
}

/// What keeps the automatic tier above its score, and until when.
fn held(words: &Words, rules: &Rules, standing: &Standing, today: NaiveDate) -> Option<String> {
    let (tiers, state) = (&rules.tiers, &standing.automatic);
    if !state.kept_by_hysteresis(tiers, standing.score_x100) {
        return None;
    }
    let bound = hundredths(i64::from(tiers.kept_from_x100(state.tier).unwrap_or(0)));
    Some(match state.pending.zip(state.demotion_due(tiers)) {
        Some((pending, until)) => words.format(
            "tier-pending",
            &[
                ("bound", bound.into()),
                ("day", words.day(pending.since, today).into()),
                ("tier", letter(words, pending.best).into()),
                ("until", words.day(until, today).into()),
            ],
        ),
        None => words.format(
            "tier-kept",
            &[
                ("tier", letter(words, state.tier).into()),
                ("score", hundredths(i64::from(standing.score_x100)).into()),
                ("bound", bound.into()),
                ("days", i64::from(tiers.dwell_days).into()),
            ],
        ),
    })
}

/// The letter of a tier as it is called.
pub fn letter(words: &Words, tier: Tier) -> String {
    words.get(&format!("tier-{}", tier.letter().to_lowercase())).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        domain::tier::{Need, Value},
        i18n::Language,
    };

    #[test]
    fn a_factor_names_its_dimension_level_and_points() {
        let [english, chinese] = Language::ALL.map(Words::new);
        assert_eq!(factor(&english, Level::Value(Value::High), 3000), "value high: 30.00");
        let shown = factor(&chinese, Level::Need(Need::Clear), 3000);
        assert!(shown.contains("30.00") && shown.contains("明确"), "{shown}");
    }
}
