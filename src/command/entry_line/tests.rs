//! The line as a whole: what is marker, what is note, what is told.

use chrono::Datelike;
use proptest::prelude::*;
use uuid::Uuid;

use super::*;
use crate::domain::{money::Currency, stage::Pipeline};

/// Monday 23 November 2026, 10:00; Mondays to Fridays work.
fn with_context<T>(run: impl FnOnce(&EntryContext<'_>) -> T) -> T {
    let mut pipeline = Pipeline::default();
    pipeline.stages[3].name = Some("商务 谈判".to_owned());
    let vocabulary = Vocabulary::new(&pipeline);
    let contacts = ["张敏", "张伟", "Ann Lee", "Anna", "Bob"];
    let contacts: Vec<(ContactId, String)> =
        (1..).zip(contacts).map(|(id, name)| (contact_id(id), name.to_owned())).collect();
    let tags = vec!["VIP".to_owned(), "展会".to_owned()];
    run(&EntryContext {
        now: "2026-11-23T10:00:00".parse().unwrap(),
        today: "2026-11-23".parse().unwrap(),
        is_working: &|day| day.weekday().num_days_from_monday() < 5,
        vocabulary: &vocabulary,
        contacts: &contacts,
        tags: &tags,
        parse_money: &money,
        chinese: false,
    })
}

fn contact_id(id: u128) -> ContactId {
    ContactId::new(Uuid::from_u128(id))
}

fn money(text: &str) -> Option<Money> {
    Money::parse(text, Currency::CNY).ok()
}

fn parsed(text: &str) -> Parsed {
    with_context(|cx| parse(text, cx))
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn time(text: &str) -> NaiveTime {
    text.parse().unwrap()
}

#[test]
fn a_whole_line_in_chinese() {
    let text =
        "谈了价格,要等总经理 >周五 !接通 @张敏 #展会 +报价 ¥4.8万 =决策人 =预算 ~20分 ^09:30";
    let Parsed { entry, spans, problems } = parsed(text);
    let expected = Entry {
        note: "谈了价格,要等总经理".to_owned(),
        next: Some(NextStep { on: day("2026-11-27"), time: None, working: true }),
        outcome: Some(Outcome::Reached),
        contact: Some(contact_id(1)),
        tags: vec!["展会".to_owned()],
        stage: Some("quote".to_owned()),
        amount: Some(Money::new(4_800_000, Currency::CNY)),
        evidence: vec![Evidence::Decider, Evidence::Budget],
        duration_minutes: Some(20),
        happened: Some(Happened { on: day("2026-11-23"), time: Some(time("09:30:00")) }),
    };
    assert_eq!(entry, expected);
    assert_eq!(problems, []);
    assert!(spans.iter().all(|span| span.ok));
    assert_eq!(spans.len(), 10);
    assert_eq!(&text[spans[0].range.clone()], ">周五");
}

#[test]
fn a_whole_line_in_english() {
    let text = "wants feedback !interested >11-27 14:30 @ann lee #vip +quo $48,000 ~1h30 \
                ^11-20 15:00 by mail";
    let Parsed { entry, problems, .. } = parsed(text);
    assert_eq!(entry.note, "wants feedback by mail");
    assert_eq!(entry.outcome, Some(Outcome::Interested));
    let next = NextStep { on: day("2026-11-27"), time: Some(time("14:30:00")), working: true };
    assert_eq!(entry.next, Some(next));
    assert_eq!(entry.contact, Some(contact_id(3)));
    assert_eq!(entry.tags, ["VIP"]);
    assert_eq!(entry.stage.as_deref(), Some("quote"));
    assert_eq!(entry.amount, Some(Money::new(4_800_000, Currency::USD)));
    assert_eq!(entry.duration_minutes, Some(90));
    let happened = Happened { on: day("2026-11-20"), time: Some(time("15:00:00")) };
    assert_eq!(entry.happened, Some(happened));
    assert_eq!(problems, []);
}

#[test]
fn full_width_signs_mark_as_well() {
    let Parsed { entry, problems, .. } =
        parsed("已谈 ＞明天 ！未接 ＃展会 ＋方案 ￥300 ＝需求 ～１小时 ＠Bob ＾昨天");
    assert_eq!(problems, []);
    assert_eq!(entry.note, "已谈");
    assert_eq!(entry.next.unwrap().on, day("2026-11-24"));
    assert_eq!(entry.outcome, Some(Outcome::NoAnswer));
    assert_eq!(entry.stage.as_deref(), Some("proposal"));
    assert_eq!(entry.evidence, [Evidence::Need]);
    assert_eq!(entry.duration_minutes, Some(60));
    assert_eq!(entry.contact, Some(contact_id(5)));
    assert_eq!(entry.happened.unwrap().on, day("2026-11-22"));
}

#[test]
fn what_only_looks_like_a_marker_is_text() {
    for text in [
        "a>b",
        "C#",
        "1+1",
        "x@y.com",
        "pays $ or not",
        "more > less",
        "> quoted",
        "great!!",
        "!!! ?",
        "=> so",
        ">= 5",
        "call +8613800000000",
        "order #123 of >100 units, ~20 boxes, ^_^",
        "~/notes ~ok",
        "$HOME",
        "《合同 初稿》已发",
        "太好了！接通",
        "C:\\temp \\ x",
    ] {
        let Parsed { entry, spans, problems } = parsed(text);
        assert_eq!(entry.note, text);
        assert_eq!((spans, problems), (vec![], vec![]), "{text}");
    }
}

#[test]
fn a_backslash_keeps_a_marker_as_text() {
    for (text, note) in [
        (r"\>fri", ">fri"),
        (r"said \#vip \！未接 now", "said #vip ！未接 now"),
        (r"\@Bob @Bob", "@Bob"),
        (r"a\>b", r"a\>b"),
    ] {
        let parsed = parsed(text);
        assert_eq!(parsed.entry.note, note);
        assert_eq!(parsed.problems, []);
    }
}

#[test]
fn punctuation_ends_a_marker() {
    for (text, note) in [
        ("谈了价格，>周五，等总经理", "谈了价格，等总经理"),
        ("done, >fri, wait", "done, wait"),
        ("later >fri. Wait", "later. Wait"),
        (">周五,等总经理", "等总经理"),
        ("one\n>fri\ntwo", "one\ntwo"),
    ] {
        let parsed = parsed(text);
        assert_eq!(parsed.entry.note, note);
        assert_eq!(parsed.entry.next.map(|next| next.on), Some(day("2026-11-27")), "{text}");
    }
}

#[test]
fn a_distance_rolls_to_a_working_day_and_a_named_day_is_kept() {
    let rolled = parsed(">5d");
    let next = NextStep { on: day("2026-11-30"), time: None, working: true };
    assert_eq!((rolled.entry.next, rolled.problems), (Some(next), vec![]));

    let kept = parsed(">周六 14:00");
    let next = NextStep { on: day("2026-11-28"), time: Some(time("14:00:00")), working: false };
    assert_eq!(kept.entry.next, Some(next));
    let kind = ProblemKind::NotWorkingDay { on: day("2026-11-28"), offered: day("2026-11-30") };
    assert!(!kind.refuses());
    assert_eq!(kept.problems, [Problem { range: 0..13, kind }]);
}

#[test]
fn the_past_is_no_next_step_and_the_future_has_not_happened() {
    for (text, kind) in [
        (">2026-11-20", ProblemKind::Past { on: day("2026-11-20") }),
        (">昨天", ProblemKind::Past { on: day("2026-11-22") }),
        (">today 09:00", ProblemKind::Past { on: day("2026-11-23") }),
        ("^tomorrow", ProblemKind::Future { on: day("2026-11-24") }),
        ("^10:01", ProblemKind::Future { on: day("2026-11-23") }),
        ("^11-30", ProblemKind::Future { on: day("2026-11-30") }),
    ] {
        let parsed = parsed(text);
        assert!(kind.refuses());
        assert_eq!(parsed.entry, Entry { note: text.to_owned(), ..Entry::default() });
        assert_eq!(parsed.problems, [Problem { range: 0..text.len(), kind }]);
        assert!(!parsed.spans[0].ok);
    }
}

#[test]
fn what_is_not_understood_stays_in_the_note_and_is_told() {
    for (text, kind) in [
        (">someday", MarkerKind::Next),
        (">11-31", MarkerKind::Next),
        ("!wow", MarkerKind::Outcome),
        ("@Carol", MarkerKind::Contact),
        ("+nowhere", MarkerKind::Stage),
        ("$4x", MarkerKind::Amount),
        ("=colour", MarkerKind::Evidence),
        ("~25h", MarkerKind::Duration),
        ("^whenever", MarkerKind::Happened),
    ] {
        let line = format!("so {text} it is");
        let parsed = parsed(&line);
        assert_eq!(parsed.entry.note, line);
        let value = text[1..].to_owned();
        let expected = ProblemKind::Unknown { kind, text: value };
        assert_eq!(parsed.problems, [Problem { range: 3..3 + text.len(), kind: expected }]);
    }
}

#[test]
fn contacts_are_found_by_name_beginning_or_part_and_must_be_one() {
    for (text, expected) in [
        ("@张敏", Some(1)),
        ("@敏", Some(1)),
        ("@anna", Some(4)),
        ("@Ann Lee", Some(3)),
        ("@lee", Some(3)),
        ("@bo", Some(5)),
    ] {
        assert_eq!(parsed(text).entry.contact, expected.map(contact_id), "{text}");
    }
    let several = parsed("@张");
    assert_eq!(several.entry.contact, None);
    let kind = ProblemKind::Ambiguous {
        kind: MarkerKind::Contact,
        text: "张".to_owned(),
        candidates: vec!["张敏".to_owned(), "张伟".to_owned()],
    };
    assert_eq!(several.problems, [Problem { range: 0..4, kind }]);
}

#[test]
fn stages_go_by_key_either_language_and_the_teams_name() {
    for (text, expected) in [
        ("+quote", "quote"),
        ("+报价", "quote"),
        ("+商务 谈判", "quote"),
        ("+Needs", "needs"),
        ("+签单", "won"),
        ("+first-contact", "contact"),
    ] {
        let parsed = parsed(text);
        assert_eq!(parsed.entry.stage.as_deref(), Some(expected), "{text}");
        assert_eq!(parsed.entry.note, "");
    }
}

#[test]
fn outcomes_say_whether_it_was_a_touch() {
    for (english, chinese, outcome, is_touch) in [
        ("!reached", "!接通", Outcome::Reached, true),
        ("!no-answer", "!未接", Outcome::NoAnswer, false),
        ("!busy", "!占线", Outcome::Busy, false),
        ("!left-message", "!留言", Outcome::LeftMessage, false),
        ("!interested", "!有意向", Outcome::Interested, true),
        ("!not-interested", "!无意向", Outcome::NotInterested, true),
        ("!callback", "!回电", Outcome::CallBack, true),
    ] {
        assert_eq!(parsed(english).entry.outcome, Some(outcome));
        assert_eq!(parsed(chinese).entry.outcome, Some(outcome));
        assert_eq!(outcome.is_touch(), is_touch, "{english}");
    }
    // `no` begins no-answer and not-interested alike.
    assert!(matches!(parsed("!no").problems[0].kind, ProblemKind::Ambiguous { .. }));
}

#[test]
fn of_two_the_later_counts_and_the_earlier_is_flagged() {
    let parsed = parsed(">sat !busy >fri !reached #a #b #a");
    assert_eq!(parsed.entry.next.unwrap().on, day("2026-11-27"));
    assert_eq!(parsed.entry.outcome, Some(Outcome::Reached));
    assert_eq!(parsed.entry.tags, ["a", "b"]);
    let ok: Vec<bool> = parsed.spans.iter().map(|span| span.ok).collect();
    assert_eq!(ok, [false, false, true, true, true, true, true]);
    let told: Vec<ProblemKind> = parsed.problems.into_iter().map(|problem| problem.kind).collect();
    // That Saturday is a day off no longer matters.
    assert_eq!(
        told,
        [
            ProblemKind::Overridden { kind: MarkerKind::Next },
            ProblemKind::Overridden { kind: MarkerKind::Outcome }
        ]
    );
}

#[test]
fn a_bad_marker_does_not_override_a_good_one() {
    let parsed = parsed(">fri >someday");
    assert_eq!(parsed.entry.next.unwrap().on, day("2026-11-27"));
    assert_eq!(parsed.problems.len(), 1);
}

#[test]
fn completions_fit_what_is_typed() {
    let texts = |text: &str, chinese| {
        with_context(|cx| {
            let cx = EntryContext { chinese, ..*cx };
            let found = complete(text, text.len(), &cx);
            found.into_iter().map(|completion| completion.text).collect::<Vec<_>>()
        })
    };
    assert_eq!(texts("x !le", false), ["left-message"]);
    assert_eq!(texts("x !未", false), ["未接"]);
    assert_eq!(texts("!", true)[..3], ["接通", "未接", "占线"]);
    assert_eq!(texts("@an", false), ["Ann Lee", "Anna"]);
    assert_eq!(texts("#v", false), ["VIP"]);
    assert_eq!(texts("+q", false), ["quote"]);
    assert_eq!(texts("+商", false), ["商务 谈判"]);
    assert_eq!(texts("=", false), ["need", "product", "budget", "decider", "date"]);
    assert_eq!(texts("~2", false), ["20m", "2h"]);
    assert_eq!(texts(">f", true), ["fri"]);
    assert_eq!(texts("plain", false), [""; 0]);
    assert_eq!(texts("a>f", false), [""; 0]);
}

#[test]
fn a_completion_replaces_the_value_under_the_cursor() {
    with_context(|cx| {
        let text = "said >tom then";
        let found = complete(text, 8, cx);
        let expected = Completion {
            replace: 6..9,
            text: "tomorrow".to_owned(),
            label: Label::Day(day("2026-11-24")),
        };
        assert_eq!(found, [expected]);
    });
}

#[test]
fn every_completion_is_understood() {
    with_context(|cx| {
        for sign in [">", "!", "@", "#", "+", "=", "~", "^"] {
            for chinese in [false, true] {
                let cx = EntryContext { chinese, ..*cx };
                let found = complete(sign, 1, &cx);
                assert!(!found.is_empty(), "{sign}");
                for Completion { text, .. } in found {
                    let parsed = parse(&format!("{sign}{text}"), &cx);
                    assert_eq!(parsed.entry.note, "", "{sign}{text}");
                    assert_eq!(parsed.problems, [], "{sign}{text}");
                }
            }
        }
    });
}

/// Texts full of signs, words that mean something, and anything else.
fn lines() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        "[>!@#+$=~^＞！＃＋￥＝～＠》\\\\]",
        "(fri|周|下|十|一|3|d|点|半|:|-|月|日|号|小时|张|敏|Ann| |　|，|。|,|\\.|万|２|É|İ|ß)",
        "\\PC",
        "[\\x00-\\u{10FFFF}]",
    ];
    prop::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn any_text_can_be_read_and_completed(text in lines(), cursor in 0_usize..80) {
        with_context(|cx| {
            let parsed = parse(&text, cx);
            let mut end = 0;
            for span in &parsed.spans {
                // On characters, in order, apart.
                assert!(text.get(span.range.clone()).is_some_and(|marker| !marker.is_empty()));
                assert!(span.range.start >= end);
                end = span.range.end;
            }
            for completion in complete(&text, cursor, cx) {
                assert!(text.get(completion.replace).is_some());
            }
        });
    }

    #[test]
    fn a_line_without_signs_is_its_note(text in "[a-z0-9 ,.\u{4e00}-\u{4fff}]{0,40}") {
        let parsed = parsed(&text);
        prop_assert_eq!(parsed.entry.note, text.trim());
        prop_assert!(parsed.spans.is_empty());
    }
}
