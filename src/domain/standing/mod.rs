//! Where a customer stands on a day: tier, value, due day, all from the facts (DOMAIN 1, 4).
//!
//! A standing is a pure function of facts, rules and the day. Because facts age (a contact leaves
//! the 90-day window, an override ends), it also says from which day on the same facts give
//! something else: until then it may be kept.

use chrono::{Days, NaiveDate};

use super::{
    cadence::{self, Promise, Schedule, SnoozeRefusal},
    churn::purchases::PurchaseDays,
    customer::{Confirmed, EvidenceDays},
    review::{Mode, Rejection},
    rfm,
    settings::Rules,
    stage::{DealStatus, StageLevel},
    tier::{Levels, Need, Replay, Tier, TierOverride, TierState, first_known},
};

mod history;
mod tiers;
mod verdict;

use history::History;
pub use tiers::TierTimeline;

/// What is known of one customer.
#[derive(Clone, Debug, Default)]
pub struct Facts {
    /// The day of the record.
    pub created_on: NaiveDate,
    /// The tier a person confirmed.
    pub confirmed: Option<Confirmed>,
    /// A tier by hand for a time.
    pub tier_override: Option<TierOverride>,
    /// The proposal of the review that was rejected last.
    pub rejected: Option<Rejection>,
    /// The need by hand.
    pub need: Option<(Need, NaiveDate)>,
    /// The evidence heard.
    pub evidence: EvidenceDays,
    /// The estimated potential, minor units.
    pub potential: i64,
    /// The customer's own interval, days.
    pub own_interval: Option<u16>,
    /// Days with an effective contact, ascending.
    pub touches: Vec<NaiveDate>,
    /// Days with an attempt, ascending.
    pub attempts: Vec<NaiveDate>,
    /// Open promises.
    pub promises: Vec<Promise>,
    /// Snoozes, oldest first: the day of the snooze and until when.
    pub snoozes: Vec<(NaiveDate, NaiveDate)>,
    /// Deals.
    pub deals: Vec<DealFacts>,
    /// Orders: day and amount in minor units of the base currency, refunds negative.
    pub orders: Vec<(NaiveDate, i64)>,
}

/// What is known of one deal.
#[derive(Clone, Debug, Default)]
pub struct DealFacts {
    /// Minor units of the base currency; 0 when unknown.
    pub amount: i64,
    /// Day and stage, in order.
    pub events: Vec<(NaiveDate, Reached)>,
}

/// What a stage means for the tier.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reached {
    /// Its level; of an open stage.
    pub level: StageLevel,
    /// Open, won, lost.
    pub status: DealStatus,
    /// Its place in the pipeline; the lost stage comes after all others.
    pub place: usize,
}

/// Which rule a tier comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TierSource {
    /// The score.
    Automatic,
    /// A person confirmed it.
    Confirmed,
    /// Set by hand for a time.
    Override,
}

/// Where a customer stands on a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// The tier that holds.
    pub tier: Tier,
    /// Where it comes from.
    pub tier_source: TierSource,
    /// The tier of the automatic machine, with its pending demotion.
    pub automatic: TierState,
    /// The score of the day, hundredths.
    pub score_x100: i32,
    /// The levels of the day.
    pub levels: Levels,
    /// The value `v`, minor units.
    pub value_minor: i64,
    /// The day since which the customer is known.
    pub first_known: NaiveDate,
    /// The last effective contact.
    pub last_touch_on: Option<NaiveDate>,
    /// Distinct contact days in the window.
    pub touch_days: u32,
    /// When the customer is due, as of any day until [`Self::stale_on`].
    pub schedule: Schedule,
    /// Open deals.
    pub open_deals: u32,
    /// Their sum, minor units.
    pub open_value: i64,
    /// The place in the pipeline of the furthest of them.
    pub furthest: Option<usize>,
    /// Orders with a positive amount.
    pub orders: u32,
    /// Net purchases of all time, minor units.
    pub revenue: i64,
    /// Orders with a positive amount in the default window of RFM; 0 for who never bought.
    pub window_orders: u32,
    /// Net purchases in it, minor units; 0 for who never bought.
    pub window_revenue: i64,
    /// The days with an order of a positive amount.
    pub purchases: PurchaseDays,
    /// The first day on which the same facts give another standing.
    pub stale_on: NaiveDate,
}

impl Facts {
    /// Where the customer stands on `today`.
    pub fn standing(&self, rules: &Rules, today: NaiveDate) -> Standing {
        let known = first_known(self.created_on, self.touches.first().copied());
        let history = self.history(rules, known, today);
        let automatic = self.automatic(rules, &history, known, today).state;
        let (levels, value_minor) = history.on(today);
        let (tier, tier_source) = self.tier(rules, &automatic, today);
        let schedule = self.schedule(rules, tier, today);
        let open = self.deals.iter().filter(|deal| deal.is_open(today));
        let bought = self.orders.iter().filter(|(day, _)| *day <= today);
        let purchases = bought.clone().filter(|(_, amount)| *amount > 0);
        let revenue: i128 = bought.map(|(_, amount)| i128::from(*amount)).sum();
        let lately = rfm::figures(self.orders.iter().copied(), today, rfm::Window::default());
        let count = |many: usize| u32::try_from(many).unwrap_or(u32::MAX);
        Standing {
            tier,
            tier_source,
            automatic,
            score_x100: rules.tiers.score(levels).score_x100,
            levels,
            value_minor,
            first_known: known,
            last_touch_on: schedule.touched.then_some(schedule.anchor),
            touch_days: rules.tiers.interaction.contacts(&self.touches, known, today).days,
            open_deals: count(open.clone().count()),
            open_value: open.clone().map(|deal| deal.amount).fold(0, i64::saturating_add),
            furthest: open.filter_map(|deal| Some(deal.reached(today)?.place)).max(),
            orders: count(purchases.count()),
            revenue: revenue.clamp(i64::MIN.into(), i64::MAX.into()) as i64,
            window_orders: lately.map_or(0, |it| u32::try_from(it.frequency).unwrap_or(u32::MAX)),
            window_revenue: lately.map_or(0, |it| it.monetary_minor),
            purchases: PurchaseDays::new(self.orders.iter().copied(), today),
            stale_on: self.stale_on(rules, &history, &automatic, &schedule, today),
            schedule,
        }
    }

    /// Whether the customer may be snoozed until a day (DOMAIN 4.4).
    ///
    /// # Errors
    /// The reason why not.
    pub fn check_snooze(
        &self,
        rules: &Rules,
        today: NaiveDate,
        until: NaiveDate,
    ) -> Result<(), SnoozeRefusal> {
        let tier = self.standing(rules, today).tier;
        let schedule = self.schedule(rules, tier, today);
        let in_a_row = u32::try_from(self.snoozes_in_a_row(today).count()).unwrap_or(u32::MAX);
        rules.cadences.check_snooze(&schedule, until, in_a_row, today)
    }

    /// The days the customer is due, were its tier `tier`.
    pub fn schedule(&self, rules: &Rules, tier: Tier, today: NaiveDate) -> Schedule {
        let facts = cadence::Facts {
            created_on: self.created_on,
            touches: &self.touches,
            attempts: &self.attempts,
            promises: &self.promises,
            snoozed_until: self.snoozes_in_a_row(today).last().map(|(_, until)| *until),
            own_interval: self.own_interval,
            tier,
        };
        rules.cadences.schedule(&facts, &rules.calendar, today)
    }

    /// The snoozes since the last touch: a touch ends them.
    fn snoozes_in_a_row(&self, today: NaiveDate) -> impl Iterator<Item = &(NaiveDate, NaiveDate)> {
        let touch = self.touches.iter().rev().find(|day| **day <= today).copied();
        self.snoozes
            .iter()
            .filter(move |(on, _)| *on <= today && touch.is_none_or(|touch| *on > touch))
    }

    /// Levels and value since the customer is known, or since its tier was confirmed if that was
    /// earlier.
    fn history(&self, rules: &Rules, known: NaiveDate, today: NaiveDate) -> History {
        let confirmed_on = self.confirmed.map_or(known, |confirmed| confirmed.on);
        History::of(self, rules, known.min(confirmed_on).min(today), today)
    }

    /// The automatic machine of DOMAIN 1.5, from the day the tier was confirmed, or the customer
    /// known, up to `today`.
    fn automatic(
        &self,
        rules: &Rules,
        history: &History,
        known: NaiveDate,
        today: NaiveDate,
    ) -> Replay {
        let start = self.confirmed_by(today).map_or_else(
            || {
                let first = known.min(today);
                let score = rules.tiers.score(history.on(first).0).score_x100;
                TierState::new(rules.tiers.tier(score), first)
            },
            |confirmed| TierState::new(confirmed.tier, confirmed.on),
        );
        let scores = history
            .from(start.since)
            .map(|(day, levels)| (day, rules.tiers.score(levels).score_x100));
        start.replay(&rules.tiers, scores, today)
    }

    /// The confirmation, as of a day.
    fn confirmed_by(&self, today: NaiveDate) -> Option<Confirmed> {
        self.confirmed.filter(|confirmed| confirmed.on <= today)
    }

    /// A confirmed tier holds until a person changes it; where the review applies changes by itself,
    /// only against a change that was rejected (DOMAIN 1.7).
    fn tier(&self, rules: &Rules, automatic: &TierState, today: NaiveDate) -> (Tier, TierSource) {
        let by_hand = self.tier_override.as_ref().filter(|by_hand| by_hand.is_active(today));
        let change = (automatic.tier, automatic.since);
        let holds = rules.review.mode == Mode::Propose
            || rules.review.is_hidden(change, self.rejected.as_ref(), today);
        match (by_hand, self.confirmed_by(today).filter(|_| holds)) {
            (Some(by_hand), _) => (by_hand.tier, TierSource::Override),
            (None, Some(confirmed)) => (confirmed.tier, TierSource::Confirmed),
            (None, None) => (automatic.tier, TierSource::Automatic),
        }
    }

    /// The first day after `today` on which anything that entered the standing changes by itself.
    fn stale_on(
        &self,
        rules: &Rules,
        history: &History,
        automatic: &TierState,
        schedule: &Schedule,
        today: NaiveDate,
    ) -> NaiveDate {
        let window = Days::new(u64::from(rules.tiers.interaction.window_days));
        let later = |day: NaiveDate, days: Days| day.checked_add_days(days);
        let tomorrow = today.succ_opt();
        let in_window = |touch: &NaiveDate| {
            *touch <= today && later(*touch, window).is_some_and(|leaves| leaves > today)
        };
        let touched_lately = self.touches.iter().any(in_window);
        let known = first_known(self.created_on, self.touches.first().copied());
        // While a customer is young, its contacts are projected anew every day.
        let young = touched_lately && later(known, window).is_some_and(|grown| grown > today);
        let leaves = self.touches.iter().filter_map(|touch| later(*touch, window));
        let by_hand = self
            .tier_override
            .iter()
            .flat_map(|by_hand| [Some(by_hand.from), by_hand.to.succ_opt()].into_iter().flatten());
        let rejected = self
            .rejected
            .iter()
            .flat_map(|rejected| [rejected.on, rules.review.hidden_until(rejected)]);
        // A promise that is broken ends a snooze.
        let unsnoozed = schedule.promised.filter(|_| schedule.snoozed_until.is_some());
        history
            .after_today()
            .into_iter()
            .chain(leaves)
            .chain(self.touches.iter().copied())
            .chain(self.attempts.iter().copied())
            .chain(self.promises.iter().map(|promise| promise.made_on))
            .chain(self.snoozes.iter().map(|(on, _)| *on))
            .chain(by_hand)
            .chain(rejected)
            .chain(self.confirmed.map(|confirmed| confirmed.on))
            .chain(automatic.demotion_due(&rules.tiers))
            .chain(unsnoozed.and_then(|day| day.succ_opt()))
            .chain(tomorrow.filter(|_| young))
            .filter(|day| *day > today)
            .min()
            .unwrap_or(NaiveDate::MAX)
    }
}

impl DealFacts {
    /// What the deal had reached on a day.
    fn reached(&self, today: NaiveDate) -> Option<Reached> {
        self.events.iter().rev().find(|(day, _)| *day <= today).map(|(_, reached)| *reached)
    }

    /// Whether the deal was open on a day.
    pub fn is_open(&self, today: NaiveDate) -> bool {
        self.reached(today).is_some_and(|reached| reached.status == DealStatus::Open)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::domain::{
        review::{Proposal, Reason, Verdict},
        tier::{Evidence, Level},
    };

    fn day(offset: i32) -> NaiveDate {
        NaiveDate::from_epoch_days(20_000 + offset).unwrap()
    }

    fn facts() -> impl Strategy<Value = Facts> {
        let days = |many| prop::collection::vec(-300i32..60, 0..many);
        let confirmed = prop::option::of((0usize..4, -200i32..30));
        let by_hand = prop::option::of((0usize..4, -60i32..30, 0i32..60));
        let rejected = prop::option::of((0usize..4, -90i32..30));
        let said = (confirmed, by_hand, rejected);
        let deals = prop::collection::vec(
            (1i64..20_000_000, prop::collection::vec((-300i32..60, 0usize..6), 1..5)),
            0..3,
        );
        let orders = prop::collection::vec((-500i32..60, -1_000_000i64..9_000_000), 0..6);
        (days(30), days(6), days(5), deals, orders, said, -300i32..1).prop_map(
            |(touches, attempts, evidence, deals, orders, said, created)| {
                let (confirmed, by_hand, rejected) = said;
                let sorted = |days: Vec<i32>| {
                    let mut days: Vec<NaiveDate> = days.into_iter().map(day).collect();
                    days.sort();
                    days
                };
                let reached = |stage: usize| Reached {
                    level: StageLevel::ALL[stage % 4],
                    status: [DealStatus::Open, DealStatus::Won, DealStatus::Lost]
                        [stage.saturating_sub(3)],
                    place: stage,
                };
                let mut heard = [None; 5];
                for (at, offset) in evidence.into_iter().enumerate() {
                    heard[at] = Some(day(offset));
                }
                Facts {
                    created_on: day(created),
                    confirmed: confirmed.map(|(tier, on)| Confirmed {
                        tier: Tier::ALL[tier],
                        on: day(on),
                        levels: None,
                    }),
                    tier_override: by_hand.map(|(tier, from, days)| TierOverride {
                        tier: Tier::ALL[tier],
                        reason: "strategic".to_owned(),
                        from: day(from),
                        to: day(from + days),
                    }),
                    rejected: rejected.map(|(to, on)| Rejection {
                        to: Tier::ALL[to],
                        since: day(on),
                        on: day(on),
                        reason: "season".to_owned(),
                    }),
                    evidence: EvidenceDays::new(heard),
                    touches: sorted(touches),
                    attempts: sorted(attempts),
                    deals: deals
                        .into_iter()
                        .map(|(amount, mut events)| {
                            events.sort_by_key(|(offset, _)| *offset);
                            let events = events
                                .into_iter()
                                .map(|(offset, stage)| (day(offset), reached(stage)))
                                .collect();
                            DealFacts { amount, events }
                        })
                        .collect(),
                    orders: orders.into_iter().map(|(on, amount)| (day(on), amount)).collect(),
                    ..Facts::default()
                }
            },
        )
    }

    /// The rules in both modes of the review.
    fn rules() -> impl Strategy<Value = Rules> {
        prop_oneof![Just(Mode::Propose), Just(Mode::Auto)].prop_map(|mode| {
            let mut rules = Rules::default();
            (rules.review.mode, rules.review.rejected_days) = (mode, 20);
            rules
        })
    }

    /// The same facts, where a person rejected what the review said on the day of the rejection.
    fn with_rejection_of_that_day(mut facts: Facts, rules: &Rules) -> Facts {
        if let Some(rejected) = &mut facts.rejected {
            let on = rejected.on;
            let known = Facts { rejected: None, ..facts.clone() };
            let automatic = known.standing(rules, on).automatic;
            facts.rejected = Some(Rejection {
                to: automatic.tier,
                since: automatic.since,
                on,
                reason: "no".into(),
            });
        }
        facts
    }

    proptest! {
        #[test]
        fn a_standing_holds_until_the_day_it_says(facts in facts(), rules in rules()) {
            let facts = with_rejection_of_that_day(facts, &rules);
            let kept = facts.standing(&rules, day(0));
            for offset in 1..40 {
                let today = day(offset);
                if today >= kept.stale_on {
                    break;
                }
                let fresh = facts.standing(&rules, today);
                prop_assert_eq!(fresh, kept.clone(), "on {}", today);
            }
        }

        #[test]
        fn accepting_a_proposal_settles_it_and_rejecting_hides_it_for_a_time(facts in facts()) {
            let rules = Rules::default();
            let facts = Facts { rejected: None, tier_override: None, ..facts };
            let today = day(0);
            if let Verdict::Proposed(proposal) = facts.verdict(&rules, today) {
                let standing = facts.standing(&rules, today);
                let accepted = proposal.accept(standing.levels, today);
                let levels = Some(accepted.levels);
                let confirmed = Some(Confirmed { tier: accepted.tier, on: today, levels });
                let accepted = Facts { confirmed, ..facts.clone() };
                prop_assert_eq!(accepted.verdict(&rules, today), Verdict::Agreed);
                prop_assert_eq!(accepted.standing(&rules, today).tier, proposal.to);
                let rejected = Some(proposal.reject("season", today).unwrap());
                let rejected = Facts { rejected, ..facts };
                prop_assert_eq!(rejected.verdict(&rules, today), Verdict::Rejected(proposal));
                let later = rejected.verdict(&rules, day(90));
                prop_assert!(!matches!(later, Verdict::Rejected(_)), "{:?}", later);
            }
        }
    }

    proptest! {
        // Every case is a year of days.
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn the_tier_is_that_of_stepping_every_day(facts in facts(), rules in rules()) {
            let facts = with_rejection_of_that_day(facts, &rules);
            let known = first_known(facts.created_on, facts.touches.first().copied()).min(day(0));
            let score = |today: NaiveDate| facts.standing(&rules, today).score_x100;
            let mut state = TierState::new(rules.tiers.tier(score(known)), known);
            // Stepped on every day here; whoever looks from day 0 on was away for months.
            let first = facts.confirmed.map_or(known, |confirmed| confirmed.on.min(known));
            for today in first.iter_days().take_while(|today| *today <= day(30)) {
                let confirmed = facts.confirmed.filter(|confirmed| confirmed.on <= today);
                if let Some(confirmed) = confirmed.filter(|confirmed| confirmed.on == today) {
                    state = TierState::new(confirmed.tier, confirmed.on);
                }
                state.step(&rules.tiers, today, score(today));
                if today < day(0) {
                    continue;
                }
                let rejected = facts.rejected.as_ref().is_some_and(|rejected| {
                    let days = (today - rejected.on).num_days();
                    (rejected.to, rejected.since) == (state.tier, state.since)
                        && (0..20).contains(&days)
                });
                let by_hand = facts.tier_override.as_ref().filter(|it| it.is_active(today));
                let expected = match (by_hand, confirmed, rules.review.mode) {
                    (Some(by_hand), _, _) => by_hand.tier,
                    (None, Some(confirmed), Mode::Propose) => confirmed.tier,
                    (None, Some(confirmed), Mode::Auto) if rejected => confirmed.tier,
                    (None, _, _) => state.tier,
                };
                let standing = facts.standing(&rules, today);
                prop_assert_eq!((standing.tier, standing.automatic), (expected, state), "{}", today);
            }
        }

        #[test]
        fn the_tier_of_a_past_day_is_the_one_that_stood_then(facts in facts(), rules in rules()) {
            let facts = with_rejection_of_that_day(facts, &rules);
            let tiers = facts.tiers(&rules, day(0));
            let known = first_known(facts.created_on, facts.touches.first().copied());
            for today in known.min(day(0)).iter_days().take_while(|today| *today <= day(0)) {
                prop_assert_eq!(tiers.on(today), facts.standing(&rules, today).tier, "{}", today);
            }
        }
    }

    #[test]
    fn a_tier_without_levels_is_compared_with_those_of_its_day() {
        let rules = Rules::default();
        let heard = |on| EvidenceDays::new([Some(on), Some(on), Some(on), None, None]);
        let confirmed = |levels| Some(Confirmed { tier: Tier::C, on: day(-30), levels });
        let mut facts = Facts {
            created_on: day(-200),
            confirmed: confirmed(None),
            potential: 48_000_000,
            evidence: heard(day(-3)),
            ..Facts::default()
        };
        let why = |facts: &Facts| match facts.verdict(&rules, day(0)) {
            Verdict::Proposed(proposal) => proposal.reasons,
            other => panic!("{other:?}"),
        };
        let need = Reason {
            old: Level::Need(Need::Unclear),
            new: Level::Need(Need::Clear),
            change_x100: 3000,
        };
        assert_eq!(why(&facts), [need]);
        facts.confirmed = confirmed(Some(Levels::LOWEST));
        assert_eq!(why(&facts).len(), 2, "the levels that were stored go first");
        facts.confirmed = None;
        let moved = Verdict::Applied(Proposal {
            from: Tier::C,
            to: Tier::B,
            since: day(-3),
            reasons: vec![need],
        });
        assert_eq!(facts.verdict(&rules, day(0)), moved, "it follows the score by itself");
    }

    #[test]
    fn the_tier_follows_what_was_heard() {
        let rules = Rules::default();
        let mut facts = Facts { created_on: day(-1), ..Facts::default() };
        assert_eq!(facts.standing(&rules, day(0)).tier, Tier::D);
        facts.potential = 48_000_000;
        facts.evidence = EvidenceDays::new([Some(day(0)), None, Some(day(0)), Some(day(0)), None]);
        facts.touches = vec![day(0)];
        assert_eq!(facts.evidence.heard().count(), 3);
        assert_eq!(facts.evidence.day(Evidence::Budget), Some(day(0)));
        assert_eq!(facts.standing(&rules, day(0)).tier, Tier::B);
    }
}
