//! What a customer of the demo is offered and buys: deals through their stages, orders, refunds.

use chrono::NaiveDate;
use uuid::Uuid;

use super::{
    catalogue::{Product, affordable},
    role::{Buying, Mood},
    story::Story,
    world::before,
};
use crate::domain::{
    money::{Currency, Money},
    tier::Tier,
};

/// The stages of the default pipeline, in order.
const STAGES: [&str; 4] = ["contact", "needs", "proposal", "quote"];
const WON: &str = "won";
const LOST: &str = "lost";

/// How many yuan a unit of another currency is worth: currency, numerator, denominator.
const RATES: &[(&str, i64, i64)] =
    &[("USD", 71, 10), ("EUR", 39, 5), ("GBP", 91, 10), ("SGD", 53, 10)];

/// What a customer pays in: the currency, and the rate to the base currency of another one.
#[derive(Clone, Copy, Debug)]
pub struct Till {
    currency: Currency,
    /// The rate that was entered, as a fraction.
    pub rate: Option<(i64, i64)>,
    base: Currency,
}

/// What is bought and what may be.
#[derive(Debug)]
pub struct Trade {
    /// Deals.
    pub deals: Vec<Deal>,
    /// Orders, ascending.
    pub orders: Vec<Order>,
}

/// A deal with its way through the stages.
#[derive(Debug)]
pub struct Deal {
    /// Its id.
    pub id: Uuid,
    /// What is sold.
    pub product: &'static Product,
    /// Its amount in its own currency.
    pub amount: Money,
    /// The same in minor units of the base currency.
    pub in_base: i64,
    /// The rate between the two.
    pub rate: Option<(i64, i64)>,
    /// Day and stage.
    pub events: Vec<(NaiveDate, &'static str)>,
}

/// An order with its lines.
#[derive(Debug)]
pub struct Order {
    /// Its id.
    pub id: Uuid,
    /// The day.
    pub day: NaiveDate,
    /// Minor units of the base currency; negative: a refund.
    pub in_base: i64,
    /// The amount in its own currency.
    pub amount: Money,
    /// The rate between the two.
    pub rate: Option<(i64, i64)>,
    /// Whether it was called off.
    pub cancelled: bool,
    /// What it consists of.
    pub lines: Vec<Line>,
}

/// A line of an order.
#[derive(Clone, Copy, Debug)]
pub struct Line {
    /// What.
    pub product: &'static Product,
    /// How many; negative: given back.
    pub quantity: i64,
    /// Price of one, whole units of the order's currency.
    pub price: i64,
}

/// How much a customer is good for, whole units of the base currency.
struct Size {
    deal: (i64, i64),
    won: (i64, i64),
    year: (i64, i64),
    round: i64,
}

const fn size(tier: Tier) -> Size {
    match tier {
        Tier::A => Size {
            deal: (120_000, 680_000),
            won: (60_000, 260_000),
            year: (160_000, 620_000),
            round: 5_000,
        },
        Tier::B => Size {
            deal: (110_000, 420_000),
            won: (40_000, 160_000),
            year: (120_000, 380_000),
            round: 5_000,
        },
        Tier::C => Size {
            deal: (12_000, 68_000),
            won: (6_000, 18_000),
            year: (24_000, 58_000),
            round: 500,
        },
        Tier::D => {
            Size { deal: (1_800, 12_000), won: (1_200, 3_600), year: (2_400, 9_000), round: 100 }
        }
    }
}

impl Deal {
    /// Whether it is still open.
    pub fn is_open(&self) -> bool {
        self.events.last().is_some_and(|(_, stage)| ![WON, LOST].contains(stage))
    }

    /// The stage on a day, when it was open then.
    pub fn open_stage(&self, day: NaiveDate) -> Option<&'static str> {
        let (_, stage) = self.events.iter().rev().find(|(on, _)| *on <= day)?;
        (![WON, LOST].contains(stage)).then_some(stage)
    }

    fn won_on(&self) -> Option<NaiveDate> {
        self.events.last().filter(|(_, stage)| *stage == WON).map(|(day, _)| *day)
    }
}

impl Order {
    /// Whether it counts.
    pub const fn counts(&self) -> bool {
        !self.cancelled
    }

    fn whole(&self) -> i64 {
        self.lines.iter().map(Line::whole).sum()
    }
}

impl Line {
    /// Its sum, whole units of the order's currency.
    pub const fn whole(&self) -> i64 {
        self.quantity * self.price
    }
}

impl Till {
    /// The base currency, or for some customers abroad their own.
    fn of(story: &mut Story<'_>) -> Self {
        let base = story.world.currency();
        let own = RATES.iter().find(|(code, ..)| *code == story.company.place.currency);
        let foreign = own
            .filter(|_| base == Currency::CNY && story.chance.percent(45))
            .and_then(|&(code, num, den)| Some((Currency::new(code).ok()?, num, den)));
        match foreign {
            Some((currency, num, den)) => Self { currency, rate: Some((num, den)), base },
            None => Self { currency: base, rate: None, base },
        }
    }

    /// Whole units of the base currency in whole units of this one.
    const fn whole(&self, base: i64) -> i64 {
        match self.rate {
            Some((num, den)) => base * den / num,
            None => base,
        }
    }

    /// So many whole units as money, and their worth in minor units of the base currency.
    fn money(&self, whole: i64) -> (Money, i64) {
        let money = Money::new(whole * 10_i64.pow(self.currency.exponent()), self.currency);
        let in_base = crate::domain::deal::in_base(money, self.rate, self.base);
        (money, in_base.unwrap_or(0))
    }
}

impl Trade {
    /// Makes up what a customer buys, from what it is to show.
    pub fn of(story: &mut Story<'_>) -> Self {
        let till = Till::of(story);
        let mut deals = closed_deals(story, &till);
        deals.extend(open_deal(story, &till));
        let mut orders = usual_orders(story, &till);
        for deal in &deals {
            let Some(day) = deal.won_on() else { continue };
            // Signed one day, ordered a few days later.
            let later = story.world.worked(before(day, -story.chance.between(0, 5)));
            let whole = deal.in_base / 10_i64.pow(till.base.exponent());
            orders.push(order(story, &till, later.clamp(day, story.world.today), whole));
        }
        after_sales(story, &till, &mut orders);
        orders.sort_by_key(|order| order.day);
        Self { deals, orders }
    }
}

/// The deals that are over.
fn closed_deals(story: &mut Story<'_>, till: &Till) -> Vec<Deal> {
    let size = size(story.role.by_facts());
    let mut deals = Vec::new();
    let won = match story.role.buying {
        Buying::New => Some(story.chance.between(8, 45)),
        Buying::Once => Some(story.chance.between(120, 330)),
        Buying::WonBack => Some(story.chance.between(10, 40)),
        Buying::Regular if story.chance.percent(55) => Some(story.chance.between(30, 340)),
        _ => None,
    };
    if let Some(days) = won {
        let amount = story.chance.between(size.won.0, size.won.1);
        deals.push(deal(story, till, STAGES.len(), WON, days, amount));
    }
    if story.role.mood != Mood::Fresh && story.chance.percent(30) {
        let days = story.chance.between(15, 320);
        let reached = usize::try_from(story.chance.between(1, 4)).unwrap_or(1);
        let amount = story.chance.between(size.deal.0, size.deal.1);
        deals.push(deal(story, till, reached, LOST, days, amount));
    }
    deals
}

/// The deal that is open now, if there is one.
fn open_deal(story: &mut Story<'_>, till: &Till) -> Option<Deal> {
    let (share, stages) = match story.role.by_facts() {
        Tier::A => (85, [1, 2, 3, 3]),
        Tier::B => (70, [0, 1, 2, 3]),
        Tier::C => (40, [0, 1, 1, 2]),
        Tier::D => (14, [0, 0, 1, 1]),
    };
    let idle = matches!(story.role.mood, Mood::Resting | Mood::Fresh | Mood::Neglected(60..));
    // A promise is about something.
    let promised = matches!(story.role.mood, Mood::Promised(..)) && share > 50;
    if idle || !(promised || story.chance.percent(share)) {
        return None;
    }
    let passed: usize = story.chance.pick(&stages);
    let recent = story.chance.percent(75);
    let age = if recent { story.chance.between(1, 16) } else { story.chance.between(20, 55) };
    let size = size(story.role.by_facts());
    let amount = story.chance.between(size.deal.0, size.deal.1);
    Some(deal(story, till, passed, STAGES.get(passed)?, age, amount))
}

/// A deal that came to its `last` stage so many days ago, after the first `passed` stages.
fn deal(
    story: &mut Story<'_>,
    till: &Till,
    passed: usize,
    last: &'static str,
    days_ago: i64,
    amount: i64,
) -> Deal {
    let round = size(story.role.by_facts()).round;
    let mut path: Vec<&'static str> = STAGES.into_iter().take(passed).collect();
    // Life is not a straight line: a stage is jumped over, or gone back to.
    if path.len() > 2 && story.chance.percent(15) {
        path.remove(1);
    } else if path.len() > 2 && story.chance.percent(15) {
        path.extend_from_within(path.len() - 2..);
    }
    path.push(last);
    let events = events(story, &path, days_ago);
    let (amount, in_base) = till.money((till.whole(amount) / round).max(1) * round);
    let whole = in_base / 10_i64.pow(story.world.currency().exponent());
    let goods: Vec<&'static Product> =
        affordable(whole).iter().copied().filter(|product| !product.service).collect();
    let product = story.chance.pick(&goods);
    Deal { id: story.world.id(), product, amount, in_base, rate: till.rate, events }
}

/// The days on which a deal came to the stages of its path: on days of contact where there is one,
/// none before the customer was entered.
fn events(
    story: &mut Story<'_>,
    path: &[&'static str],
    days_ago: i64,
) -> Vec<(NaiveDate, &'static str)> {
    let mut day = story.world.worked(story.world.ago(days_ago)).max(story.created);
    let mut events = Vec::new();
    for stage in path.iter().rev() {
        let contact = story.touches.iter().rev().find(|touch| **touch <= day);
        day = contact.filter(|touch| (day - **touch).num_days() <= 6).copied().unwrap_or(day);
        if day < story.created || events.last().is_some_and(|(next, _)| *next <= day) {
            break;
        }
        events.push((day, *stage));
        day = story.world.worked(before(day, story.chance.between(4, 17)));
    }
    events.reverse();
    events
}

/// The orders that need no deal: the same again and again.
fn usual_orders(story: &mut Story<'_>, till: &Till) -> Vec<Order> {
    let gap = match story.role.by_facts() {
        Tier::A | Tier::B => story.chance.between(24, 60),
        Tier::C | Tier::D => story.chance.between(40, 75),
    };
    let (last, first) = match story.role.buying {
        Buying::Never | Buying::New | Buying::Once => return Vec::new(),
        Buying::Regular => (story.chance.between(1, gap), 420),
        Buying::Silent => (gap * 5 / 2, 420),
        Buying::Churned => (gap * 2 + story.chance.between(120, 180), 720),
        Buying::WonBack => (gap + story.chance.between(230, 260), 720),
    };
    let size = size(story.role.by_facts());
    let year = story.chance.between(size.year.0, size.year.1);
    let mut day = story.world.ago(last);
    let mut orders = Vec::new();
    while day >= story.world.ago(first).max(story.created) {
        let share = story.chance.between(75, 125);
        orders.push(order(story, till, story.world.worked(day), year * gap / 365 * share / 100));
        day = before(day, story.chance.between(gap * 4 / 5, gap * 6 / 5));
    }
    orders
}

/// An order of about so many whole units of the base currency.
fn order(story: &mut Story<'_>, till: &Till, day: NaiveDate, about: i64) -> Order {
    let mut lines = Vec::new();
    let mut rest = about;
    for place in 0..3 {
        let product = story.chance.pick(affordable(rest));
        let again = lines.iter().any(|line: &Line| line.product == product);
        if place > 0 && (again || product.price > rest || !story.chance.percent(55)) {
            break;
        }
        // A first line leaves something for the others.
        let share = if place == 0 { story.chance.between(6, 10) } else { 10 };
        let quantity = (rest * share / 10 / product.price).clamp(1, 400);
        lines.push(Line { product, quantity, price: till.whole(product.price).max(1) });
        rest -= quantity * product.price;
    }
    finished(story, till, day.max(story.created), lines)
}

fn finished(story: &Story<'_>, till: &Till, day: NaiveDate, lines: Vec<Line>) -> Order {
    let (amount, in_base) = till.money(lines.iter().map(Line::whole).sum());
    let (id, rate) = (story.world.id(), till.rate);
    Order { id, day, in_base, amount, rate, cancelled: false, lines }
}

/// Something is given back now and then, and an order called off.
fn after_sales(story: &mut Story<'_>, till: &Till, orders: &mut Vec<Order>) {
    let Some(order) = orders.last() else { return };
    let back = before(order.day, -story.chance.between(4, 20));
    let line =
        order.lines.first().map(|line| Line { quantity: -(line.quantity / 4).max(1), ..*line });
    let wholly = line.is_some_and(|line| line.whole() <= -order.whole());
    if story.chance.percent(12) && back <= story.world.today && !wholly {
        orders.push(finished(story, till, story.world.worked(back), line.into_iter().collect()));
    } else if orders.len() > 4
        && story.chance.percent(8)
        && let Some(order) = orders.get_mut(2)
    {
        order.cancelled = true;
    }
}
