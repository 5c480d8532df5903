//! The figures of the funnel: deals as they are read, made into what DOMAIN 5 says of them.

use std::{cmp::Reverse, collections::HashMap, ops::RangeInclusive};

use chrono::{Days, NaiveDate};

use crate::{
    domain::{
        deal::Deal,
        funnel::{self, Closed, Conversion, DealFacts, Forecast, Idle, Move, StageDays, Stock},
        id::DealId,
        settings::Rules,
        stage::{Pipeline, Place},
    },
    store::read::DealDays,
};

/// How many days ahead the forecast looks, the as-of day included.
const AHEAD_DAYS: u64 = 90;

/// The figures of a funnel. Per-stage lists have one entry for each open stage; sums of money are
/// minor units of the base currency.
#[derive(Clone, Debug)]
pub struct Figures {
    /// The day they are of: what happened later is ignored.
    pub as_of: NaiveDate,
    /// The period of conversion, days in stage, won and lost.
    pub period: RangeInclusive<NaiveDate>,
    /// The period of the forecast.
    pub ahead: RangeInclusive<NaiveDate>,
    /// Open deals.
    pub stocks: Vec<Stock>,
    /// What became of those that entered in the period.
    pub conversions: Vec<Conversion>,
    /// How long they stayed.
    pub days: Vec<StageDays>,
    /// How long those that stand there have been there.
    pub ages: Vec<StageDays>,
    /// Stuck deals.
    pub stuck_counts: Vec<u64>,
    /// Won and lost.
    pub closed: Closed,
    /// What the open deals bring a day at the win rate, mean amount and mean cycle of the last 365
    /// days, minor units (DOMAIN 5.7); `None` without a deal won in them.
    pub velocity_minor: Option<i64>,
    /// What open deals are expected to bring.
    pub forecast: Forecast,
    /// The place of each stuck deal in the list of deals, the longest idle first.
    pub stuck: Vec<(usize, Idle)>,
    /// The places of open deals whose amount has no rate to the base currency: they are counted,
    /// but in no sum.
    pub unconverted: Vec<usize>,
}

/// A deal that stood on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing {
    /// Where.
    pub place: Place,
    /// Days since it came there.
    pub age_days: i64,
    /// Nothing has happened for longer than the stage allows.
    pub is_stuck: bool,
}

impl Figures {
    /// The figures of these deals.
    pub fn new(
        deals: &[Deal],
        days: &HashMap<DealId, DealDays>,
        rules: &Rules,
        as_of: NaiveDate,
        period: RangeInclusive<NaiveDate>,
    ) -> Self {
        let pipeline = &rules.pipeline;
        let moves: Vec<Vec<Move>> = deals.iter().map(|deal| moves(deal, pipeline)).collect();
        let none = DealDays::default();
        let facts: Vec<DealFacts<'_>> = deals
            .iter()
            .zip(&moves)
            .map(|(deal, moves)| facts(deal, moves, days.get(&deal.id).unwrap_or(&none), rules))
            .collect();
        let mut stuck: Vec<(usize, Idle)> = facts
            .iter()
            .enumerate()
            .filter_map(|(at, deal)| Some((at, deal.idle(pipeline, as_of)?)))
            .filter(|(_, idle)| idle.rotting)
            .collect();
        stuck.sort_by_key(|(at, idle)| (Reverse(idle.days), *at));
        let in_stage = |stage: usize| stuck.iter().filter(move |(_, idle)| idle.stage == stage);
        let stages = 0..pipeline.open_stages().len();
        let stuck_counts = stages.map(|stage| in_stage(stage).count() as u64).collect();
        let unconverted = deals
            .iter()
            .zip(&facts)
            .enumerate()
            .filter(|(_, (deal, facts))| {
                deal.is_unconverted(rules.currency) && facts.open_stage(pipeline, as_of).is_some()
            })
            .map(|(at, _)| at)
            .collect();
        let end = as_of.checked_add_days(Days::new(AHEAD_DAYS - 1)).unwrap_or(as_of);
        let ahead = as_of..=end;
        let stocks = funnel::snapshot(&facts, pipeline, as_of);
        let open = stocks.iter().map(|stock| stock.deals).sum();
        let year = funnel::closed(&facts, pipeline, &funnel::velocity_year(as_of), as_of);
        Self {
            stocks,
            conversions: funnel::conversion(&facts, pipeline, &period, as_of),
            days: funnel::stage_days(&facts, pipeline, &period, as_of),
            ages: funnel::stage_ages(&facts, pipeline, as_of),
            velocity_minor: year.velocity(open).times(1),
            closed: funnel::closed(&facts, pipeline, &period, as_of),
            forecast: funnel::forecast(&facts, pipeline, &ahead, as_of),
            as_of,
            period,
            ahead,
            stuck_counts,
            stuck,
            unconverted,
        }
    }

    /// Whether too few deals entered some stage for its rate to say much (DOMAIN 5.4).
    pub fn is_thin(&self) -> bool {
        self.conversions.iter().any(|stage| stage.entered > 0 && stage.is_thin())
    }

    /// All open deals: how many, their amount, their weighted amount.
    pub fn open(&self) -> Stock {
        self.stocks.iter().fold(Stock::default(), |sum, stock| Stock {
            deals: sum.deals + stock.deals,
            amount_minor: sum.amount_minor.saturating_add(stock.amount_minor),
            weighted_minor: sum.weighted_minor.saturating_add(stock.weighted_minor),
        })
    }
}

/// Where each deal stood on a day; `None` before its first event.
pub fn standings(
    deals: &[Deal],
    days: &HashMap<DealId, DealDays>,
    rules: &Rules,
    as_of: NaiveDate,
) -> Vec<Option<Standing>> {
    let none = DealDays::default();
    deals
        .iter()
        .map(|deal| {
            let moves = moves(deal, &rules.pipeline);
            let facts = facts(deal, &moves, days.get(&deal.id).unwrap_or(&none), rules);
            let idle = facts.idle(&rules.pipeline, as_of);
            Some(Standing {
                place: facts.current(as_of)?.to,
                age_days: facts.age_days(as_of)?,
                is_stuck: idle.is_some_and(|idle| idle.rotting),
            })
        })
        .collect()
}

fn facts<'a>(deal: &Deal, moves: &'a [Move], days: &'a DealDays, rules: &Rules) -> DealFacts<'a> {
    DealFacts {
        amount_minor: deal.base_minor(rules.currency).unwrap_or(0),
        expected_close: deal.expected_close,
        moves,
        activity_days: &days.activities,
        planned_days: &days.plans,
    }
}

/// Where the deal went. A stage that the team does not have (any more) counts as the first.
fn moves(deal: &Deal, pipeline: &Pipeline) -> Vec<Move> {
    let place = |key: &str| pipeline.place(key).unwrap_or(Place::Stage(0));
    deal.events.iter().map(|(on, key)| Move { on: *on, to: place(key) }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{
        id::{CustomerId, Id},
        money::{Currency, Money},
    };
    use uuid::Uuid;

    fn day(day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 9, day).unwrap()
    }

    fn deal(number: u128, amount: Option<Money>, events: &[(u32, &str)]) -> Deal {
        let customer: CustomerId = Id::new(Uuid::nil());
        let stage = |(on, key): &(u32, &str)| (day(*on), (*key).to_owned());
        Deal {
            id: Id::new(Uuid::from_u128(number)),
            customer,
            contact: None,
            name: String::new(),
            amount,
            rate: None,
            events: events.iter().map(stage).collect(),
            expected_close: None,
            owner: None,
            product: None,
            lost_reason: None,
            notes: None,
            external_key: None,
            created_on: None,
        }
    }

    #[test]
    fn deals_become_figures_and_what_has_no_rate_is_in_no_sum() {
        let rules = Rules::default();
        let amount = |minor| Some(Money::new(minor, rules.currency));
        let deals = [
            deal(1, amount(1000), &[(1, "quote")]),
            deal(2, amount(600), &[(1, "contact"), (20, "quote")]),
            deal(3, Some(Money::new(900, Currency::USD)), &[(20, "quote")]),
            deal(4, None, &[(20, "hologram")]),
            deal(5, amount(50), &[(2, "contact"), (9, "won")]),
            deal(6, amount(50), &[(29, "contact")]),
        ];
        let planned = DealDays { activities: Vec::new(), plans: vec![day(25)] };
        let days = HashMap::from([(deals[0].id, planned)]);
        let figures = Figures::new(&deals, &days, &rules, day(20), day(1)..=day(20));
        let counts: Vec<u64> = figures.stocks.iter().map(|stock| stock.deals).collect();
        assert_eq!(counts, [1, 0, 0, 3], "an unknown stage is the first, the future is not seen");
        assert_eq!((figures.open().amount_minor, figures.open().weighted_minor), (1600, 1200));
        assert_eq!(figures.unconverted, [2]);
        // 4 open × 1 won of 1 × 50 ÷ 7 days.
        assert_eq!((figures.velocity_minor, figures.is_thin()), (Some(29), true));
        assert_eq!((figures.ages[3].visits, figures.ages[3].days), (3, 19));
        assert_eq!((figures.closed.won, figures.closed.won_minor), (1, 50));
        assert_eq!(figures.stuck, [], "a plan within thirty days keeps the first from rotting");
        let later = Figures::new(&deals, &HashMap::new(), &rules, day(20), day(1)..=day(20));
        assert_eq!(later.stuck_counts, [0, 0, 0, 1]);
        let stood = standings(&deals, &HashMap::new(), &rules, day(20));
        let expected = Standing { place: Place::Stage(3), age_days: 19, is_stuck: true };
        assert_eq!((stood[0], stood[5]), (Some(expected), None));
    }
}
