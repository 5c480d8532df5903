//! The review of tiers from the facts to the person who decides: proposals, acceptance, rejection,
//! confirmation, and what the command line says of them.

use chrono::NaiveDate;
use touchline::{
    command::{Command, CommandError, review::ReviewRefusal, undo::Which},
    domain::{
        activity::ActivityKind,
        review::{Mode, Verdict},
        standing::TierSource,
        tier::{Dimension, Tier},
    },
    i18n::{Language, Words},
    report,
    store::read::review::{Review, Reviewed},
    wording,
};

use crate::{
    store::view,
    support::world::{ME, World, day},
};

/// Four customers whose tier was confirmed on 1 June: one that has come to fit another tier since,
/// one that is set by hand, one that still fits, and one whom nobody confirmed.
fn confirmed_in_june() -> World {
    let mut world = World::empty().reopened(day("2026-06-01"), ME);
    world.add("明月", &[("tier", "C"), ("potential", "480000")]);
    world.add("Acme", &[("tier", "A"), ("potential", "30000")]);
    world.add("Treequote", &[("tier", "D")]);
    world.add("西溪物流", &[("potential", "480000")]);
    // Levels of a day are stored with a tier that is confirmed later.
    world.edit("Treequote", &[("tier", "D")]);
    let mut world = world.reopened(day("2026-11-03"), ME);
    world.edit("明月", &[("need", "clear")]);
    world.edit("西溪物流", &[("need", "clear")]);
    let by_hand =
        [("override", "A"), ("override_reason", "strategic"), ("override_until", "2026-11-28")];
    world.edit("Acme", &by_hand);
    world.reopened(day("2026-11-23"), ME)
}

fn review(world: &World) -> Review {
    world.session.reader().review().unwrap()
}

fn names(rows: &[Reviewed]) -> Vec<&str> {
    rows.iter().map(|row| row.name.as_str()).collect()
}

fn tier(world: &World, name: &str) -> (Tier, TierSource) {
    let row = world.session.reader().customer_row(world.customer(name)).unwrap().unwrap();
    (row.tier, row.tier_source)
}

fn refusal(result: Result<touchline::command::Done, CommandError>) -> ReviewRefusal {
    match result {
        Err(CommandError::Review(refusal)) => refusal,
        other => panic!("{other:?}"),
    }
}

#[test]
fn everybody_stands_where_the_facts_and_people_put_them() {
    let world = confirmed_in_june();
    let found = review(&world);
    assert_eq!(names(&found.proposed), ["明月"]);
    let proposal = found.proposed[0].verdict.proposal().unwrap();
    assert_eq!((proposal.from, proposal.to), (Tier::C, Tier::B));
    assert_eq!(proposal.since, day("2026-11-03"));
    let why: Vec<_> =
        proposal.reasons.iter().map(|why| (why.new.dimension(), why.change_x100)).collect();
    assert_eq!(why, [(Dimension::Need, 3000)]);
    assert_eq!(names(&found.overridden), ["Acme"]);
    assert_eq!(found.overridden[0].automatic, Tier::D);
    assert!(matches!(&found.overridden[0].verdict, Verdict::Overridden(Some(_))));
    assert_eq!((names(&found.moved), found.moved_count), (vec!["西溪物流"], 1));
    let due: Vec<&str> = found.due.iter().map(|due| due.name.as_str()).collect();
    assert_eq!(due, ["Treequote"]);
    assert_eq!(found.rejected, []);
    assert_eq!(World::empty().session.reader().review().unwrap(), Review::default());
}

#[test]
fn accepting_confirms_the_tier_with_the_levels_of_today_and_can_be_undone() {
    let mut world = confirmed_in_june();
    let before = view::of(&world.session);
    let id = world.customer("明月");
    let done = world.run(Command::AcceptTiers(vec![id, id]));
    assert_eq!(tier(&world, "明月"), (Tier::B, TierSource::Confirmed));
    let confirmed = world.session.reader().customer(id).unwrap().unwrap().confirmed.unwrap();
    assert_eq!((confirmed.tier, confirmed.on), (Tier::B, day("2026-11-23")));
    assert_eq!(confirmed.levels, world.session.reader().levels(id).unwrap());
    assert_eq!(names(&review(&world).proposed), Vec::<&str>::new());
    view::assert_standings_are_fresh(&world.session);
    let pipeline = &world.session.rules().pipeline;
    let words = Words::new(Language::En);
    let told = wording::gesture::saved(&words, pipeline, &done);
    assert_eq!(told, "saved: accept 明月 C → B");
    let undone = world.run(Command::Undo(Which::Last));
    let told = wording::gesture::saved(&words, &world.session.rules().pipeline, &undone);
    assert_eq!(told, "undone: accept 明月 C → B");
    assert_eq!(view::of(&world.session), before);
    assert!(world.session.store().check_log().unwrap().is_empty());
}

#[test]
fn a_rejection_hides_a_proposal_until_the_facts_move_or_its_time_is_over() {
    let mut world = confirmed_in_june();
    let id = world.customer("明月");
    let blank = world.try_run(Command::RejectTier(id, " \u{3000}\u{1b}".to_owned()));
    assert_eq!(refusal(blank), ReviewRefusal::NoReason);
    world.run(Command::RejectTier(id, "only \u{1b}[31mthe season".to_owned()));
    let found = review(&world);
    assert_eq!((names(&found.proposed), names(&found.rejected)), (vec![], vec!["明月"]));
    let said = found.rejected[0].rejected.as_ref().unwrap();
    assert_eq!((said.to, said.on), (Tier::B, day("2026-11-23")));
    assert!(!said.reason.contains('\u{1b}'), "{said:?}");
    for (on, hidden) in [("2027-02-20", true), ("2027-02-21", false)] {
        world = world.reopened(day(on), ME);
        let found = review(&world);
        assert_eq!(names(&found.rejected).contains(&"明月"), hidden, "{on}");
        assert_eq!(names(&found.proposed).contains(&"明月"), !hidden, "{on}");
    }
    // A change of the facts brings it back at once.
    let mut world = world.reopened(day("2026-12-01"), ME);
    world.add_deal("明月", "ERP", "¥480,000", &[]);
    for ago in 0..9 {
        let on = day("2026-12-01") - chrono::Days::new(ago);
        world.log(ActivityKind::Call, "明月", &format!("聊过 !reached ^{on}"));
    }
    let found = review(&world);
    assert_eq!(names(&found.rejected), Vec::<&str>::new());
    let to = found.proposed[0].verdict.proposal().map(|proposal| proposal.to);
    assert_eq!(to, Some(Tier::A));
}

#[test]
fn what_still_fits_is_confirmed_again_in_one_step() {
    let mut world = confirmed_in_june();
    let due: Vec<_> = review(&world).due.iter().map(|due| due.id).collect();
    world.run(Command::ConfirmTiers(due));
    assert_eq!(review(&world).due, []);
    let again = world.reopened(day("2027-02-21"), ME);
    assert_eq!(review(&again).due.len(), 1, "after the days of a review it is due again");
}

#[test]
fn the_review_changes_nothing_that_a_person_has_not_asked_for() {
    let mut world = confirmed_in_june();
    let before = view::of(&world.session);
    let [moon, acme, tree, river] =
        ["明月", "Acme", "Treequote", "西溪物流"].map(|name| world.customer(name));
    let until = day("2026-11-28");
    let by_hand = ReviewRefusal::Overridden { name: "Acme".into(), until };
    let own = ReviewRefusal::NotConfirmed("西溪物流".into());
    let cases = [
        (Command::AcceptTiers(vec![moon, acme]), by_hand.clone()),
        (Command::ConfirmTiers(vec![acme]), by_hand.clone()),
        (Command::RejectTier(acme, "no".into()), by_hand),
        (Command::AcceptTiers(vec![moon, tree]), ReviewRefusal::NoProposal("Treequote".into())),
        (Command::AcceptTiers(vec![river]), own.clone()),
        (Command::ConfirmTiers(vec![river]), own),
        (Command::ConfirmTiers(vec![tree, moon]), ReviewRefusal::Proposed("明月".into())),
    ];
    for (command, expected) in cases {
        let told = format!("{command:?}");
        assert_eq!(refusal(world.try_run(command)), expected, "{told}");
    }
    world.run(Command::DeleteCustomer(tree));
    let gone = world.try_run(Command::AcceptTiers(vec![tree]));
    assert!(matches!(gone, Err(CommandError::NotFound(_))), "{gone:?}");
    world.run(Command::Undo(Which::Last));
    assert_eq!(view::of(&world.session), before);
}

#[test]
fn where_changes_apply_by_themselves_a_rejected_one_does_not() {
    let mut world = confirmed_in_june();
    let mode = vec![("review.mode".to_owned(), Some("auto".to_owned()))];
    world.run(Command::ChangeSettings(mode));
    assert_eq!(world.session.rules().review.mode, Mode::Auto);
    assert_eq!(tier(&world, "明月"), (Tier::B, TierSource::Automatic));
    let found = review(&world);
    assert_eq!(names(&found.moved), ["明月", "西溪物流"]);
    assert_eq!((found.moved_count, found.due.len(), found.proposed.len()), (2, 0, 0));
    let id = world.customer("明月");
    world.run(Command::RejectTier(id, "only the season".to_owned()));
    assert_eq!(tier(&world, "明月"), (Tier::C, TierSource::Confirmed));
    assert_eq!(names(&review(&world).rejected), ["明月"]);
    // Kept until the rejection is over, whether the program is open or not.
    let world = world.reopened(day("2027-02-20"), ME);
    assert_eq!(tier(&world, "明月"), (Tier::C, TierSource::Confirmed));
    let world = world.reopened(day("2027-02-21"), ME);
    assert_eq!(tier(&world, "明月").1, TierSource::Automatic);
    view::assert_standings_are_fresh(&world.session);
}

#[test]
fn the_report_says_all_of_it_in_both_languages() {
    let mut world = confirmed_in_june();
    let id = world.customer("明月");
    let on = |text: &str| -> NaiveDate { day(text) };
    for (language, needles) in [
        (Language::En, ["Set by hand", "need unclear → clear (+30.00)"]),
        (Language::ZhCn, ["手动定级", "需求 不明确 → 明确（+30.00）"]),
    ] {
        let words = Words::new(language);
        let rules = world.session.rules();
        let document = report::review::document(&review(&world), rules, &words, on("2026-11-23"));
        let told = format!("{document:?}");
        for needle in needles {
            assert!(told.contains(needle), "{needle}: {told}");
        }
    }
    world.run(Command::RejectTier(id, "season".to_owned()));
    let words = Words::new(Language::En);
    let document = report::Topic::Review.document(&world.session.reader(), &words).unwrap();
    let told = format!("{document:?}");
    assert!(told.contains("season") && told.contains("No proposals"), "{told}");
}
