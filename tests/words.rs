//! Everything with a stable key has its words.

use touchline::{
    command::entry_line::{MarkerKind, ProblemKind},
    domain::{activity::Outcome, tier::Evidence},
    domain::{stage::Pipeline, tier::Tier},
    exchange::import::{Field, RejectReason, date::DateError, decimal::NumberError},
    i18n::{Language, Words},
};

/// Every reason that a row can be refused for.
const REJECTS: &[RejectReason] = &[
    RejectReason::TooFewCells { expected: 2, found: 1 },
    RejectReason::TooManyCells { expected: 1, found: 2 },
    RejectReason::UnclosedQuote,
    RejectReason::GarbledText,
    RejectReason::RepeatedHeader,
    RejectReason::TotalsRow,
    RejectReason::Missing(Field::Name),
    RejectReason::NoCustomer,
    RejectReason::BadDate(DateError::Malformed),
    RejectReason::BadDate(DateError::NoSuchDay),
    RejectReason::BadDate(DateError::OutOfRange),
    RejectReason::BadNumber(NumberError::Malformed),
    RejectReason::BadNumber(NumberError::TooLarge),
    RejectReason::BadNumber(NumberError::TooPrecise),
    RejectReason::UnknownCurrency,
    RejectReason::UnknownTier,
    RejectReason::BadEmail,
    RejectReason::BadFlag,
    RejectReason::BadDiscount,
    RejectReason::BadDuration,
    RejectReason::UnknownStage,
    RejectReason::UnknownCustomer,
    RejectReason::AmbiguousCustomer,
    RejectReason::UnknownContact,
    RejectReason::UnknownOrder,
    RejectReason::UnknownActivity,
    RejectReason::BadAnswer,
    RejectReason::BadValue,
    RejectReason::CellError,
    RejectReason::OtherCurrency,
    RejectReason::Unreadable(String::new()),
];

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
    let rejects = REJECTS.iter().map(|reason| format!("reject-{}", reason.code()));
    let keys = problems
        .chain(rejects)
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
