//! The words that name outcomes, stages and evidence, in English and Chinese at once.

use unicode_normalization::UnicodeNormalization;

use crate::domain::{activity::Outcome, stage::Pipeline, tier::Evidence};

const fn outcome_words(outcome: Outcome) -> &'static [&'static str] {
    match outcome {
        Outcome::Reached => &["reached", "接通", "已接通", "通了"],
        Outcome::NoAnswer => &["no-answer", "noanswer", "未接", "未接通", "没接", "无人接听"],
        Outcome::Busy => &["busy", "占线", "忙线"],
        Outcome::LeftMessage => &["left-message", "voicemail", "留言", "已留言"],
        Outcome::Interested => &["interested", "有意向", "有兴趣", "感兴趣"],
        Outcome::NotInterested => &["not-interested", "无意向", "没兴趣", "无兴趣", "不感兴趣"],
        Outcome::CallBack => &["callback", "call-back", "回电", "待回电", "约回电"],
    }
}

const fn evidence_words(evidence: Evidence) -> &'static [&'static str] {
    match evidence {
        Evidence::Need => &["need", "需求"],
        Evidence::Product => &["product", "产品"],
        Evidence::Budget => &["budget", "预算"],
        Evidence::Decider => &["decider", "decision-maker", "决策人", "决策者"],
        Evidence::Date => &["date", "时间", "日期"],
    }
}

/// Words for the stages that every pipeline begins with.
const STAGE_WORDS: [(&str, &[&str]); 6] = [
    ("contact", &["contact", "first-contact", "初次接触"]),
    ("needs", &["needs", "需求分析"]),
    ("proposal", &["proposal", "方案设计", "方案"]),
    ("quote", &["quote", "报价"]),
    ("won", &["won", "win", "签单", "赢单", "成交"]),
    ("lost", &["lost", "lose", "输单", "丢单"]),
];

/// What a word was found to name.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Found<T> {
    /// Nothing.
    None,
    /// This.
    One(T),
    /// Several, with these words.
    Many(Vec<String>),
}

/// The words for everything, the team's stages included.
#[derive(Clone, Debug)]
pub struct Vocabulary {
    stages: Vec<(String, String)>,
}

impl Vocabulary {
    /// The built-in words and the names of this pipeline's stages, which go first.
    pub fn new(pipeline: &Pipeline) -> Self {
        let stages = || pipeline.stages.iter().chain(Some(&pipeline.lost));
        let named =
            stages().filter_map(|stage| stage.name.clone().map(|name| (name, stage.key.clone())));
        let keys = stages().map(|stage| (stage.key.clone(), stage.key.clone()));
        let built_in = stages().flat_map(|stage| {
            let (_, words) =
                STAGE_WORDS.iter().find(|(key, _)| *key == stage.key).unwrap_or(&("", &[]));
            words.iter().map(|word| ((*word).to_owned(), stage.key.clone()))
        });
        Self { stages: named.chain(keys).chain(built_in).collect() }
    }

    /// The outcome of a word or an unambiguous beginning of one.
    pub(super) fn outcome(&self, word: &str) -> Found<Outcome> {
        find(
            word,
            Outcome::ALL.iter().flat_map(|o| outcome_words(*o).iter().map(|word| (*word, *o))),
        )
    }

    /// The evidence of a word or an unambiguous beginning of one.
    pub(super) fn evidence(&self, word: &str) -> Found<Evidence> {
        find(
            word,
            Evidence::ALL.iter().flat_map(|e| evidence_words(*e).iter().map(|word| (*word, *e))),
        )
    }

    /// The key of the stage of a word or an unambiguous beginning of one.
    pub(super) fn stage(&self, word: &str) -> Found<String> {
        find(word, self.stages.iter().map(|(word, key)| (&**word, key.clone())))
    }

    /// The key of the stage of a word, when it is one only.
    pub fn stage_key(&self, word: &str) -> Option<String> {
        match self.stage(word) {
            Found::One(key) => Some(key),
            Found::None | Found::Many(_) => None,
        }
    }

    /// Every word for a stage.
    pub(super) fn stage_words(&self) -> impl Iterator<Item = &str> {
        self.stages.iter().map(|(word, _)| &**word)
    }

    /// Everything a marker of words can name, in order: its name in the language files, its words.
    pub(super) fn choices(&self, kind: super::MarkerKind) -> Vec<(String, Vec<&str>)> {
        match kind {
            super::MarkerKind::Outcome => Outcome::ALL
                .iter()
                .map(|outcome| {
                    (format!("outcome-{}", outcome.key()), outcome_words(*outcome).to_vec())
                })
                .collect(),
            super::MarkerKind::Evidence => Evidence::ALL
                .iter()
                .map(|evidence| {
                    (format!("evidence-{}", evidence.key()), evidence_words(*evidence).to_vec())
                })
                .collect(),
            super::MarkerKind::Stage => {
                let mut choices: Vec<(String, Vec<&str>)> = Vec::new();
                for (word, key) in &self.stages {
                    let label = format!("stage-{key}");
                    match choices.iter_mut().find(|(known, _)| *known == label) {
                        Some((_, words)) => words.push(word),
                        None => choices.push((label, vec![word])),
                    }
                }
                choices
            }
            _ => Vec::new(),
        }
    }
}

/// Case, width and the kind of hyphen do not matter.
pub(super) fn fold(text: &str) -> String {
    text.trim()
        .nfkc()
        .flat_map(char::to_lowercase)
        .map(|c| if c == '_' { '-' } else { c })
        .collect()
}

fn find<'a, T: Clone + PartialEq>(
    word: &str,
    known: impl Iterator<Item = (&'a str, T)>,
) -> Found<T> {
    let word = fold(word);
    let mut begun: Vec<(&str, T)> = Vec::new();
    for (name, meaning) in known {
        let name_folded = fold(name);
        if name_folded == word {
            return Found::One(meaning);
        }
        let is_new = !begun.iter().any(|(_, known)| *known == meaning);
        if is_new && name_folded.starts_with(&word) {
            begun.push((name, meaning));
        }
    }
    match begun.as_slice() {
        [] => Found::None,
        [(_, meaning)] => Found::One(meaning.clone()),
        several => Found::Many(several.iter().map(|(name, _)| (*name).to_owned()).collect()),
    }
}
