//! Loyalty, surveys, high value and key accounts in sentences (DOMAIN 6.2–6.4).

use super::names::{hundredths, joined};
use crate::{
    domain::{
        high_value::{Judged, KeyAccount},
        loyalty::{Loyalty, Satisfaction, Signs},
        survey::Survey,
    },
    i18n::Words,
};

/// `neutral, 67 of 100: satisfied · buys again 75% · recommends 7`; `None` when nothing is known.
pub fn loyalty(words: &Words, signs: &Signs) -> Option<String> {
    let index = signs.index()?;
    let level = words.get(&format!("loyalty-{}", Loyalty::of(index).key())).into_owned();
    let made_of = answers(words, signs.satisfaction, signs.repurchase_pct, signs.recommend);
    let args = [
        ("level", level.into()),
        ("index", u32::from(index).into()),
        ("signs", joined(words, &made_of).into()),
    ];
    Some(words.format("loyalty-index", &args))
}

/// What was answered on a day, without the day: `very satisfied · recommends 9 · quick`.
pub fn survey(words: &Words, survey: &Survey) -> String {
    let mut parts = answers(words, survey.satisfaction, survey.repurchase, survey.recommendation);
    parts.extend(survey.comment.clone().filter(|comment| !comment.trim().is_empty()));
    joined(words, &parts)
}

fn answers(
    words: &Words,
    satisfaction: Option<Satisfaction>,
    repurchase: Option<u8>,
    recommendation: Option<u8>,
) -> Vec<String> {
    let said = |key: &str, number: u8| words.format(key, &[("number", u32::from(number).into())]);
    let satisfaction = satisfaction
        .map(|answer| words.get(&format!("satisfaction-{}", answer.key())).into_owned());
    let repurchase = repurchase.map(|percent| said("answer-repurchase", percent));
    let recommendation = recommendation.map(|number| said("answer-recommendation", number));
    [satisfaction, repurchase, recommendation].into_iter().flatten().collect()
}

/// Whether it is of high value and why, and of class A whether it is a key account and why.
pub fn high_value(words: &Words, judged: &Judged) -> Vec<String> {
    let worth = &judged.worth;
    let term = |x100: u32| hundredths(x100.into());
    let [amount, frequency, loyalty, influence] = worth.terms_x100();
    let args = [
        ("score", term(worth.score_x100()).into()),
        ("amount", term(amount).into()),
        ("frequency", term(frequency).into()),
        ("loyalty", term(loyalty).into()),
        ("influence", term(influence).into()),
    ];
    let key = if worth.is_high() { "high-value-yes" } else { "high-value-no" };
    let mut lines = vec![words.format(key, &args)];
    if worth.class_a {
        let account = judged.key_account();
        let percent = |share: crate::domain::high_value::Share| {
            let x10000 = share.rate().x10000();
            x10000.map_or_else(|| words.get("word-absent").into_owned(), |it| words.percent(it))
        };
        let args =
            [("value", percent(judged.value).into()), ("effort", percent(judged.effort).into())];
        let key = match account {
            KeyAccount::Yes => "class-a-key-account",
            KeyAccount::No => "class-a-costly",
            KeyAccount::EffortUnknown => "class-a-effort-unknown",
        };
        lines.push(words.format(key, &args));
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        domain::{
            high_value::{MoneyAndFrequency, Share, Worth},
            pareto::Class,
        },
        i18n::Language,
    };

    #[test]
    fn worth_and_loyalty_are_told_with_their_reasons() {
        let words = Words::new(Language::En);
        let signs = Signs {
            satisfaction: Some(Satisfaction::Satisfied),
            repurchase_pct: Some(75),
            recommend: Some(7),
        };
        let told = loyalty(&words, &signs).unwrap();
        assert_eq!(told, "neutral, 67 of 100: satisfied · buys again 75% · recommends 7 of 10");
        assert_eq!(loyalty(&words, &Signs::default()), None);
        let judged = |effort| Judged {
            worth: Worth {
                rfm: Some(MoneyAndFrequency { m: 5, f: 3 }),
                loyalty_index: Some(67),
                influence: 1,
                referrals: 0,
                class_a: true,
            },
            class: Class::A,
            value: Share { part: 12, whole: 100 },
            effort,
        };
        let told = |part, whole| high_value(&words, &judged(Share { part, whole }));
        assert_eq!(
            told(3, 100),
            [
                "of high value: 69.65 = amount 40.00 + frequency 12.50 + loyalty 13.40 + influence 3.75",
                "class A, key account: 12% of the value for 3% of the effort",
            ]
        );
        assert!(told(20, 100)[1].contains("no key account"), "{:?}", told(20, 100));
        assert!(told(0, 0)[1].contains("no effort is recorded"), "{:?}", told(0, 0));
    }
}
