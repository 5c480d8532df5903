//! What the review of tiers says of a customer (DOMAIN 1.6, 1.7).

use chrono::NaiveDate;

use super::{
    names::{hundredths, joined},
    tier::{letter, level},
};
use crate::{
    domain::{
        review::{Proposal, Reason, Verdict},
        settings::Rules,
        standing::Facts,
    },
    i18n::{Arg, Words},
};

/// What there is to say beside the tier itself: a proposal or what became of it, and how long a tier
/// by hand still holds. With each, whether somebody should do something about it.
pub fn notices(
    words: &Words,
    rules: &Rules,
    facts: &Facts,
    today: NaiveDate,
) -> Vec<(bool, String)> {
    let by_hand = facts.tier_override.as_ref();
    let ends = by_hand.and_then(|by_hand| {
        let args = [("days", by_hand.days_left(today)?.into())];
        Some((by_hand.expiring_soon(today), words.format("tier-override-expires", &args)))
    });
    let verdict = facts.verdict(rules, today);
    let is_open = matches!(verdict, Verdict::Proposed(_));
    let said = sentence(words, rules, facts, &verdict, today).map(|text| (is_open, text));
    said.into_iter().chain(ends).collect()
}

fn sentence(
    words: &Words,
    rules: &Rules,
    facts: &Facts,
    verdict: &Verdict,
    today: NaiveDate,
) -> Option<String> {
    let proposal = verdict.proposal()?;
    let mut args: Vec<(&str, Arg<'_>)> = vec![
        ("from", letter(words, proposal.from).into()),
        ("to", letter(words, proposal.to).into()),
        ("day", words.day(proposal.since, today).into()),
        ("reasons", reasons(words, proposal).into()),
    ];
    let key = match verdict {
        Verdict::Agreed => return None,
        Verdict::Proposed(_) => "review-says-proposed",
        Verdict::Rejected(_) => {
            let rejected = facts.rejected.as_ref()?;
            args.push(("on", words.day(rejected.on, today).into()));
            args.push(("why", rejected.reason.as_str().into()));
            args.push(("until", words.day(rules.review.hidden_until(rejected), today).into()));
            "review-says-rejected"
        }
        // Old news is none.
        Verdict::Applied(proposal) if !rules.review.is_recent(proposal.since, today) => {
            return None;
        }
        Verdict::Applied(_) => "review-says-moved",
        Verdict::Overridden(_) => "review-says-overridden",
    };
    Some(words.format(key, &args))
}

/// Why another tier: `need unclear → clear (+30.00) · value low → high (+35.00)`. A tier that was
/// confirmed against its score has no level that changed since.
pub fn reasons(words: &Words, proposal: &Proposal) -> String {
    if proposal.reasons.is_empty() {
        return words.get("review-unchanged").into_owned();
    }
    let told = |reason: &Reason| {
        let dimension = format!("dimension-{}", reason.new.dimension().key());
        let args = [
            ("dimension", words.get(&dimension).into_owned().into()),
            ("from", level(words, reason.old).into()),
            ("to", level(words, reason.new).into()),
            ("points", points(reason).into()),
        ];
        words.format("review-factor", &args)
    };
    joined(words, &proposal.reasons.iter().map(told).collect::<Vec<_>>())
}

/// `+30.00`, `-6.00`.
fn points(reason: &Reason) -> String {
    let sign = if reason.change_x100 > 0 { "+" } else { "" };
    format!("{sign}{}", hundredths(reason.change_x100.into()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        domain::{
            customer::{Confirmed, EvidenceDays},
            review::{Mode, Rejection},
            tier::{Tier, TierOverride},
        },
        i18n::Language,
    };

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn facts() -> Facts {
        let heard = Some(day("2026-11-03"));
        Facts {
            created_on: day("2026-01-05"),
            confirmed: Some(Confirmed { tier: Tier::C, on: day("2026-09-01"), levels: None }),
            potential: 48_000_000,
            evidence: EvidenceDays::new([heard, heard, heard, None, None]),
            ..Facts::default()
        }
    }

    #[test]
    fn a_proposal_its_rejection_and_a_tier_by_hand_are_told_in_words() {
        let [english, chinese] = Language::ALL.map(Words::new);
        let (mut rules, today) = (Rules::default(), day("2026-11-23"));
        let said = |rules: &Rules, facts: &Facts, needles: [&[&str]; 2], urgent: bool| {
            for (words, needles) in [&english, &chinese].into_iter().zip(needles) {
                let told = notices(words, rules, facts, today);
                for needle in needles {
                    assert!(
                        told.iter().any(|(_, text)| text.contains(needle)),
                        "{needle}: {told:?}"
                    );
                }
                assert_eq!(told.iter().any(|(urgent, _)| *urgent), urgent, "{told:?}");
            }
        };
        let why: [&[&str]; 2] = [
            &["C → B", "need unclear → clear (+30.00)"],
            &["C → B", "需求 不明确 → 明确（+30.00）"],
        ];
        said(&rules, &facts(), why, true);
        let mut rejected = facts();
        rejected.rejected = Some(Rejection {
            to: Tier::B,
            since: day("2026-11-03"),
            on: day("2026-11-20"),
            reason: "season".to_owned(),
        });
        said(&rules, &rejected, [&["Fri 20 Nov: season", "18 Feb"], &["season", "2月18日"]], false);
        let by_hand = TierOverride {
            tier: Tier::A,
            reason: "strategic".to_owned(),
            from: day("2026-11-01"),
            to: day("2026-11-30"),
        };
        let by_hand = Facts { tier_override: Some(by_hand), ..facts() };
        said(&rules, &by_hand, [&["C → B", "in 7 days"], &["C → B", "7 天"]], true);
        rules.review.mode = Mode::Auto;
        said(&rules, &facts(), [&["by itself"], &["自动"]], false);
        rules.review.every_days = 20;
        assert_eq!(notices(&english, &rules, &facts(), today), [], "it moved 20 days ago");
    }

    #[test]
    fn a_tier_confirmed_against_its_score_says_so() {
        let words = Words::new(Language::En);
        let proposal =
            Proposal { from: Tier::C, to: Tier::B, since: day("2026-11-03"), reasons: Vec::new() };
        assert_eq!(reasons(&words, &proposal), words.get("review-unchanged"));
    }
}
