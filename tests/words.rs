//! Everything with a stable key has its words.

use touchline::{
    command::entry_line::{MarkerKind, ProblemKind},
    domain::{activity::Outcome, tier::Evidence},
    domain::{stage::Pipeline, tier::Tier},
    i18n::{Language, Words},
};

#[test]
fn every_key_that_is_shown_has_its_words() {
    let on = chrono::NaiveDate::default();
    let unknown = MarkerKind::ALL.into_iter().filter(|kind| *kind != MarkerKind::Tag);
    let text = String::new;
    let problems = unknown
        .map(|kind| ProblemKind::Unknown { kind, text: text() })
        .chain([
            ProblemKind::Ambiguous { kind: MarkerKind::Tag, text: text(), candidates: vec![] },
            ProblemKind::Overridden { kind: MarkerKind::Next },
            ProblemKind::Past { on },
            ProblemKind::Future { on },
            ProblemKind::NotWorkingDay { on, offered: on },
        ])
        .map(|problem| format!("entry-problem-{}", problem.key()));
    let pipeline = Pipeline::default();
    let keys = problems
        .chain(MarkerKind::ALL.map(|kind| format!("marker-{}", kind.key())))
        .chain(MarkerKind::ALL.map(|kind| format!("marker-doc-{}", kind.key())))
        .chain(Outcome::ALL.map(|outcome| format!("outcome-{}", outcome.key())))
        .chain(Evidence::ALL.map(|evidence| format!("evidence-{}", evidence.key())))
        .chain(Tier::ALL.map(|tier| format!("tier-{}", tier.letter().to_lowercase())))
        .chain(pipeline.stages.iter().map(|stage| format!("stage-{}", stage.key)));
    let words = Words::new(Language::En);
    let missing: Vec<String> = keys.filter(|key| !words.has(key)).collect();
    assert_eq!(missing, Vec::<String>::new());
}
