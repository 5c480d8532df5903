//! What a customer's purchases say: scores, class, silence, what the models expect (DOMAIN 1.8, 2, 3).

use super::names::joined;
use crate::{
    domain::{
        buying::Measured,
        churn::{
            model::{
                AliveBand, LEAST_CUSTOMERS, LEAST_REPEATERS, LEAST_WEEKS, ModelOff, Outlook,
                SpendOff,
            },
            rule::Silence,
        },
        rfm::{Band, Segment},
        settings::Rules,
    },
    i18n::Words,
};

/// `5·4·5`.
pub fn scores(measured: &Measured) -> String {
    let scores = measured.scores;
    format!("{}·{}·{}", scores.r, scores.f, scores.m)
}

/// `RFM 5·4·5 · high value · key value · class A`.
pub fn measured(words: &Words, measured: &Measured) -> String {
    let rfm = words.format("buying-rfm", &[("scores", scores(measured).into())]);
    let class = [("class", measured.class.letter().into())];
    let parts = [
        rfm,
        band(words, measured.scores.band()),
        segment(words, measured.segment),
        words.format("buying-class", &class),
    ];
    joined(words, &parts)
}

/// What a total of scores says.
pub fn band(words: &Words, band: Band) -> String {
    words.get(&format!("rfm-band-{}", band.key())).into_owned()
}

/// What the three scores say together.
pub fn segment(words: &Words, segment: Segment) -> String {
    words.get(&format!("segment-{}", segment.key())).into_owned()
}

/// Why a customer has its churn level (DOMAIN 3.2): the silence against the usual interval.
pub fn silence(words: &Words, silence: &Silence) -> String {
    let level = words.get(&format!("churn-{}", silence.level.key())).into_owned();
    let mut args = vec![
        ("silence", silence.silence_days.into()),
        ("usual", usual(silence).into()),
        ("own", silence.own_gaps.into()),
        ("level", level.into()),
    ];
    let key = match silence.padded_with {
        Some(population) => {
            args.push(("population", population.into()));
            "churn-reason-padded"
        }
        None => "churn-reason",
    };
    words.format(key, &args)
}

/// `usually orders every 20 d`, beside the days of silence.
pub fn usual_interval(words: &Words, silence: &Silence) -> String {
    words.format("reason-churn", &[("interval", usual(silence).into())])
}

/// The usual interval in days, which may end in a half.
fn usual(silence: &Silence) -> String {
    let half = if silence.usual_interval_x2 % 2 == 0 { "" } else { ".5" };
    format!("{}{half}", silence.usual_interval_x2 / 2)
}

/// What the models expect of the next year: `likely to buy again (P 0.91) · about 3.2 orders in 52
/// weeks · about ¥12.3k`.
pub fn outlook(words: &Words, rules: &Rules, outlook: &Outlook) -> String {
    let band = words.get(&format!("alive-{}", AliveBand::of(outlook.p_alive).key())).into_owned();
    let p = format!("{:.2}", outlook.p_alive);
    let orders = format!("{:.1}", outlook.purchases);
    let mut parts = vec![
        words.format("outlook-alive", &[("band", band.into()), ("p", p.into())]),
        words.format("outlook-orders", &[("orders", orders.into())]),
    ];
    if let Some(minor) = outlook.value_minor {
        let currency = rules.currency;
        let amount = words.money_compact(minor, currency.code(), currency.exponent());
        parts.push(words.format("outlook-value", &[("amount", amount.into())]));
    }
    joined(words, &parts)
}

/// Why there is no second opinion, and what is missing.
pub fn model_off(words: &Words, off: ModelOff) -> String {
    let key = format!("model-off-{}", off.key());
    let count = |found: usize, least: usize| {
        let missing = least.saturating_sub(found);
        vec![("found", found.into()), ("least", least.into()), ("missing", missing.into())]
    };
    let args = match off {
        ModelOff::TooFewCustomers(found) => count(found, LEAST_CUSTOMERS),
        ModelOff::TooFewRepeaters(found) => count(found, LEAST_REPEATERS),
        ModelOff::TooShort(weeks) => count(full_weeks(weeks), full_weeks(LEAST_WEEKS)),
        ModelOff::NotConverged | ModelOff::OutOfRange => Vec::new(),
    };
    words.format(&key, &args)
}

/// Weeks that have passed whole.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a number of weeks since a purchase: not negative, and far below the limit"
)]
fn full_weeks(weeks: f64) -> usize {
    weeks.max(0.0) as usize
}

/// Why the models say nothing about money.
pub fn spend_off(words: &Words, off: SpendOff) -> String {
    let args = match off {
        SpendOff::Correlated(by) => vec![("by", format!("{by:.2}").into())],
        SpendOff::NotConverged | SpendOff::NoMean => Vec::new(),
    };
    words.format(&format!("spend-off-{}", off.key()), &args)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        domain::{
            churn::rule::{Level, Pace, silence_since},
            pareto::Class,
            rfm::{Figures, Scores},
        },
        i18n::Language,
    };

    fn both() -> [Words; 2] {
        Language::ALL.map(Words::new)
    }

    #[test]
    fn purchases_say_what_they_say_in_both_languages() {
        let found = Measured {
            figures: Figures { recency_days: 20, frequency: 6, monetary_minor: 31_200_000 },
            scores: Scores { r: 5, f: 4, m: 5 },
            segment: Segment::KeyValue,
            class: Class::A,
        };
        let [english, chinese] = both().map(|words| measured(&words, &found));
        assert_eq!(english, "RFM 5·4·5 · high value · key value · class A");
        assert_eq!(chinese, "RFM 得分 5·4·5 · 高价值 · 重要价值客户 · 成交额 A 类");
    }

    #[test]
    fn a_silence_is_told_with_the_exact_interval() {
        let today: chrono::NaiveDate = "2026-11-23".parse().unwrap();
        let since = |days, pace| silence_since(today - chrono::Days::new(days), pace, 90, today);
        let own = since(130, Pace { own_gaps: 8, low: 40, high: 53 });
        assert_eq!(own.level, Level::AtRisk);
        let padded = since(20, Pace { own_gaps: 1, low: 0, high: 0 });
        let [english, chinese] = both();
        assert_eq!(
            silence(&english, &own),
            "silent 130 d, usually one order in about 46.5 d (8 intervals) → at risk"
        );
        assert_eq!(usual_interval(&english, &own), "usually orders every 46.5 d");
        assert_eq!(usual_interval(&chinese, &padded), "平时约 90 天一单");
        assert_eq!(
            silence(&chinese, &padded),
            "沉默 20 天，平时约 90 天一单（1 个间隔，不足3个，已用全体 90 天补足）→ 正常"
        );
    }

    #[test]
    fn what_is_missing_for_the_models_is_counted() {
        let [english, chinese] = both();
        for (off, expected) in [
            (
                ModelOff::TooFewCustomers(137),
                "200 customers with a purchase, there are 137: 63 more",
            ),
            (
                ModelOff::TooFewRepeaters(59),
                "60 customers with two purchase days, there are 59: 1 more",
            ),
            (ModelOff::TooShort(25.9), "26 weeks since the first purchase, there are 25: 1 more"),
            (ModelOff::NotConverged, "no parameters"),
            (ModelOff::OutOfRange, "out of range"),
        ] {
            let said = model_off(&english, off);
            assert!(said.contains(expected), "{said}");
            assert!(!model_off(&chinese, off).contains("model-off"), "{off:?}");
        }
        assert!(spend_off(&english, SpendOff::Correlated(0.412)).contains("0.41"));
        for off in [SpendOff::Correlated(0.4), SpendOff::NotConverged, SpendOff::NoMean] {
            assert!(both().iter().all(|words| !spend_off(words, off).contains("spend-off")));
        }
    }

    #[test]
    fn an_outlook_is_told_in_round_numbers() {
        let rules = Rules::default();
        let found = Outlook { p_alive: 0.914, purchases: 3.25, value_minor: Some(1_234_567) };
        let said = outlook(&Words::new(Language::En), &rules, &found);
        assert_eq!(
            said,
            "likely to buy again (P 0.91) · about 3.2 orders in 52 weeks · about ¥12.3k"
        );
    }
}
