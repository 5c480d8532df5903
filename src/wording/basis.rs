//! What each factor of a tier rests on (DOMAIN 1.2).

use chrono::NaiveDate;

use super::names::{money, stage_at};
use crate::{
    domain::{
        settings::Rules,
        standing::{Facts, Standing},
        tier::{Dimension, Evidence},
    },
    i18n::Words,
};

/// What the level of a dimension rests on: `2 of 5 known: budget known, date known`.
pub fn basis(
    words: &Words,
    rules: &Rules,
    facts: &Facts,
    standing: &Standing,
    dimension: Dimension,
    today: NaiveDate,
) -> String {
    match dimension {
        Dimension::Need => need(words, facts, today),
        Dimension::Value => value(words, rules, facts, standing),
        Dimension::Interaction => interaction(words, rules, facts, standing, today),
        Dimension::Stage => standing
            .furthest
            .and_then(|place| stage_at(words, &rules.pipeline, place))
            .map(|stage| words.format("basis-stage", &[("stage", stage.into())]))
            .unwrap_or_default(),
    }
}

fn need(words: &Words, facts: &Facts, today: NaiveDate) -> String {
    if let Some((_, on)) = facts.need.filter(|(_, on)| *on <= today) {
        return words.format("basis-need-chosen", &[("day", words.day(on, today).into())]);
    }
    let heard = facts.evidence.heard().filter(|(_, on)| *on <= today);
    let heard: Vec<String> = heard
        .map(|(piece, _)| words.get(&format!("evidence-{}", piece.key())).into_owned())
        .collect();
    let mut args = vec![("count", heard.len().into()), ("total", Evidence::ALL.len().into())];
    if heard.is_empty() {
        return words.format("basis-need-nothing", &args);
    }
    args.push(("evidence", heard.join(&words.get("list-separator")).into()));
    words.format("basis-need", &args)
}

/// The largest of purchases, open deals and potential is the value.
fn value(words: &Words, rules: &Rules, facts: &Facts, standing: &Standing) -> String {
    let key = match standing.value_minor {
        0 => return words.get("basis-value-nothing").into_owned(),
        value if value == standing.open_value => "basis-value-deals",
        value if value == facts.potential => "basis-value-potential",
        _ => "basis-value-purchases",
    };
    let amount = money(words, standing.value_minor, rules.currency);
    words.format(key, &[("amount", amount.into())])
}

fn interaction(
    words: &Words,
    rules: &Rules,
    facts: &Facts,
    standing: &Standing,
    today: NaiveDate,
) -> String {
    let interaction = &rules.tiers.interaction;
    let contacts = interaction.contacts(&facts.touches, standing.first_known, today);
    let days = ("count", contacts.days.into());
    let window = ("window", interaction.window_days.into());
    if contacts.days == contacts.normalised {
        return words.format("basis-interaction", &[days, window]);
    }
    words.format(
        "basis-interaction-young",
        &[days, window, ("projected", contacts.normalised.into())],
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        domain::{
            customer::EvidenceDays,
            stage::{DealStatus, StageLevel},
            standing::{DealFacts, Reached},
        },
        i18n::Language,
    };

    #[test]
    fn every_dimension_says_what_it_rests_on() {
        let [english, chinese] = Language::ALL.map(Words::new);
        let rules = Rules::default();
        let today: NaiveDate = "2026-11-23".parse().unwrap();
        let ago = |days| today - chrono::Days::new(days);
        let quote = Reached { level: StageLevel::Late, status: DealStatus::Open, place: 3 };
        let facts = Facts {
            created_on: ago(400),
            evidence: EvidenceDays::new([None, None, Some(ago(3)), Some(ago(2)), None]),
            touches: (0..6).rev().map(|n| ago(n * 14)).collect(),
            deals: vec![DealFacts { amount: 48_000_000, events: vec![(ago(9), quote)] }],
            ..Facts::default()
        };
        let standing = facts.standing(&rules, today);
        for (dimension, expected) in [
            (Dimension::Need, "2 of 5 known: budget known, decision maker known"),
            (Dimension::Value, "open deals ¥480,000"),
            (Dimension::Interaction, "6 contact days in 90"),
            (Dimension::Stage, "furthest open deal: quote"),
        ] {
            let said = |words| basis(words, &rules, &facts, &standing, dimension, today);
            assert_eq!(said(&english), expected);
            assert_ne!(said(&chinese), expected);
        }
        let young = Facts { created_on: ago(10), touches: vec![ago(5), today], ..Facts::default() };
        let standing = young.standing(&rules, today);
        let said = |dimension| basis(&english, &rules, &young, &standing, dimension, today);
        assert_eq!(said(Dimension::Interaction), "2 contact days so far, as 6 in 90");
        assert_eq!(said(Dimension::Need), "nothing of 5 known yet");
        assert_eq!(said(Dimension::Stage), "");
    }
}
