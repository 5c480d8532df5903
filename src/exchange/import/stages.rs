//! Other programs' names of stages, found in the team's pipeline.

use crate::domain::stage::Pipeline;

use super::text;

/// Stage keys with the words that other programs have for them, as [`text::key`] gives them.
#[rustfmt::skip]
const WORDS: &[(&str, &[&str])] = &[
    ("contact", &[
        "prospecting", "prospect", "qualification", "qualified", "lead", "new", "firstcontact",
        "appointmentscheduled", "初步接洽", "初步接触", "初次接触", "初次沟通", "验证客户", "线索", "发现商机", "立项评估",
    ]),
    ("needs", &[
        "engaging", "needsanalysis", "needs", "discovery", "needsdefined", "qualifiedtobuy",
        "需求分析", "需求确定", "需求确认", "需求调研", "需求沟通",
    ]),
    ("proposal", &[
        "proposal", "proposalmade", "valueproposition", "iddecisionmakers", "decisionmakers",
        "perceptionanalysis", "presentationscheduled", "demo", "方案", "方案设计", "方案制定", "方案报价中",
        "提案", "产品演示",
    ]),
    ("quote", &[
        "quote", "quotation", "proposalpricequote", "negotiation", "negotiationreview",
        "negotiationsstarted", "contractsent", "报价", "方案报价", "谈判", "谈判审核", "商务谈判", "合同谈判",
        "合同审核",
    ]),
    ("won", &["won", "closedwon", "win", "赢单", "签单", "成交", "已成交", "已签约", "签约", "成功"]),
    ("lost", &["lost", "closedlost", "lose", "输单", "丢单", "失败", "无效", "搁置", "无效搁置", "已流失", "未成交"]),
];

/// The key of the stage that `text` names: first the team's own names and keys, then the names
/// of the language in use (key and name), then what other programs call it. A word whose stage
/// the team does not have finds nothing, and neither does an unknown word.
pub fn stage_for<'a>(
    text: &str,
    pipeline: &'a Pipeline,
    names: impl Iterator<Item = (&'a str, &'a str)>,
) -> Option<&'a str> {
    let wanted = text::key(text);
    if wanted.is_empty() {
        return None;
    }
    let same = |word: &str| text::key(word) == wanted;
    let own = pipeline
        .stages
        .iter()
        .chain(Some(&pipeline.lost))
        .find(|stage| stage.name.as_deref().is_some_and(same) || same(&stage.key));
    let key = match own {
        Some(stage) => stage.key.as_str(),
        None => {
            let mut names = names;
            names.find(|(_, name)| same(name)).map(|(key, _)| key).or_else(|| {
                let found = WORDS.iter().find(|(_, words)| words.contains(&wanted.as_str()));
                found.map(|(key, _)| *key)
            })?
        }
    };
    pipeline.stage(key).map(|stage| stage.key.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_written_as_they_are_looked_up() {
        for (key, words) in WORDS {
            for word in *words {
                assert_eq!(*word, text::key(word), "{key}");
            }
        }
    }

    #[test]
    fn stages_of_other_programs_are_found() {
        let cases = [
            ("Prospecting", Some("contact")),
            ("Engaging", Some("needs")),
            ("Needs Analysis", Some("needs")),
            ("Value Proposition", Some("proposal")),
            ("Id. Decision Makers", Some("proposal")),
            ("Proposal/Price Quote", Some("quote")),
            ("Negotiation/Review", Some("quote")),
            ("Closed Won", Some("won")),
            ("closed_lost", Some("lost")),
            ("方案/报价中", Some("proposal")),
            ("谈判审核", Some("quote")),
            ("无效/搁置", Some("lost")),
            ("QUOTE", Some("quote")),
            ("somewhere", None),
            ("", None),
        ];
        let pipeline = Pipeline::default();
        for (text, key) in cases {
            assert_eq!(stage_for(text, &pipeline, std::iter::empty()), key, "{text}");
        }
    }

    #[test]
    fn the_teams_own_names_go_before_and_a_missing_stage_is_not_found() {
        let mut pipeline = Pipeline::default();
        pipeline.stages.remove(1);
        pipeline.stages[1].name = Some("Prospecting".to_owned());
        let names = || [("quote", "Offerte")].into_iter();
        assert_eq!(stage_for("prospecting", &pipeline, names()), Some("proposal"));
        assert_eq!(stage_for("offerte", &pipeline, names()), Some("quote"));
        assert_eq!(stage_for("需求分析", &pipeline, names()), None);
    }
}
