//! One customer of the demo: its year is made up first, then written down.

use chrono::{Datelike, NaiveDate};
use uuid::Uuid;

use super::{
    chance::Chance,
    names::{Company, Person, mobile},
    role::{Buying, Held, Mood, Role},
    texts,
    trade::{Deal, Order, Trade},
    world::{World, before},
};
use crate::{
    change::{ChangeSet, Entity, Field, Value},
    command::session::Member,
    domain::{
        calendar::lunar::LunarDate,
        customer::{evidence_field, field as form},
        stage::StageLevel,
        tier::{Evidence, Need, Tier},
    },
};

/// A customer with everything that happened.
#[derive(Debug)]
pub struct Story<'a> {
    /// The day and the people.
    pub world: &'a World<'a>,
    /// The customer's chance.
    pub chance: Chance,
    /// What it is to show.
    pub role: Role,
    /// Its place in the demo.
    pub index: u64,
    /// The company.
    pub company: Company,
    /// The customer.
    pub id: Uuid,
    /// Its area, for visits.
    pub area: &'static str,
    /// How many texts were used: none comes twice in a row.
    pub told: u64,
    /// Who looks after it.
    pub owner: &'a Member,
    /// The day it was entered.
    pub created: NaiveDate,
    /// Its people: id and name, who decides first.
    pub people: Vec<(Uuid, String)>,
    /// Days of effective contact, ascending.
    pub touches: Vec<NaiveDate>,
    /// Its deals.
    pub deals: Vec<Deal>,
    /// Its orders, ascending.
    pub orders: Vec<Order>,
}

/// How often a customer of a tier is contacted, days.
fn interval(world: &World<'_>, tier: Tier) -> i64 {
    i64::from(world.rules.cadences.interval(tier))
}

impl<'a> Story<'a> {
    /// Makes up the `index`-th customer.
    pub fn of(world: &'a World<'a>, index: u64) -> Self {
        let mut chance = world.chance(index);
        let role = Role::of(index, &mut chance);
        let company = Company::of(index, world.seed());
        let last = world.last_contact(role.mood, interval(world, role.tier), &mut chance);
        let created = created_on(world, &role, last, &mut chance);
        let touches = touches(world, &role, last, created, &mut chance);
        let owner = owner(world, &role, &mut chance);
        let area = chance.pick(company.place.areas);
        let told = chance.between(0, 20).unsigned_abs();
        let mut story = Self {
            world,
            chance,
            role,
            index,
            company,
            id: world.id(),
            area,
            told,
            owner,
            created,
            people: Vec::new(),
            touches,
            deals: Vec::new(),
            orders: Vec::new(),
        };
        let Trade { deals, orders } = Trade::of(&mut story);
        (story.deals, story.orders) = (deals, orders);
        story
    }

    /// Writes everything of the customer.
    pub fn write(mut self, set: &mut ChangeSet) {
        let customer = self.customer();
        set.create(Entity::Customer, self.id, customer);
        self.contacts(set);
        self.write_trade(set);
        self.write_activities(set);
        self.write_service(set);
    }

    /// Whether the records are in Chinese.
    pub const fn chinese(&self) -> bool {
        self.company.chinese
    }

    /// The customer for a field of another row.
    pub fn customer_value(&self) -> Value {
        Value::Text(self.id.to_string())
    }

    /// Somebody of the company, mostly the first one.
    pub fn someone(&mut self) -> (Value, String) {
        let at = if self.chance.percent(70) { 0 } else { self.chance.between(0, 2) };
        let found = self.people.get(usize::try_from(at).unwrap_or(0)).or(self.people.first());
        found.map_or((Value::Null, String::new()), |(id, name)| {
            (Value::Text(id.to_string()), name.clone())
        })
    }

    fn customer(&mut self) -> Vec<(Field, Value)> {
        let chinese = self.chinese();
        let (address, phone) =
            (self.company.address(&mut self.chance), self.company.phone(&mut self.chance));
        let domain = self.company.domain();
        let mut fields: Vec<(Field, Value)> = vec![
            ("name".into(), self.company.name.as_str().into()),
            ("short_name".into(), self.company.short.as_str().into()),
            ("created_on".into(), self.created.into()),
            ("industry".into(), self.company.industry.into()),
            ("area".into(), self.area.into()),
            ("address".into(), address.into()),
            ("phone".into(), phone.into()),
            ("email".into(), format!("info@{domain}").into()),
            ("web".into(), format!("https://www.{domain}").into()),
            ("source".into(), self.chance.pick(texts::sources(chinese)).into()),
            ("owner".into(), self.owner.id.into()),
        ];
        if self.chance.percent(25) {
            fields.push(("notes".into(), self.chance.pick(texts::notes(chinese)).into()));
        }
        if self.chance.percent(30) {
            let tag = self.chance.pick(texts::tags(chinese));
            fields.push((format!("tag.{tag}").into(), 1.into()));
        }
        if self.chance.percent(15) {
            fields.push(("influence".into(), self.chance.between(1, 3).into()));
        }
        if self.role.buying == Buying::Regular && self.chance.percent(15) {
            fields.push(("referrals".into(), self.chance.between(1, 3).into()));
        }
        let potential = self.potential().map(Value::from);
        fields.extend(potential.map(|potential| ("potential".into(), potential)));
        self.need(&mut fields);
        self.tier(&mut fields);
        fields
    }

    /// An estimate, where orders and deals alone do not show what the customer is worth.
    fn potential(&mut self) -> Option<i64> {
        let rules = &self.world.rules.tiers.value;
        let (low, least) = match self.role.by_facts() {
            Tier::A | Tier::B => (rules.high_minor, rules.high_minor),
            Tier::C => (rules.medium_minor * 5 / 4, rules.medium_minor),
            Tier::D => return None,
        };
        let worth = self.worth();
        (worth < least || self.chance.percent(25)).then(|| {
            let tenths = self.chance.between(11, if low == rules.high_minor { 60 } else { 30 });
            low / 10 * tenths
        })
    }

    /// What orders and open deals say of the value, minor units.
    fn worth(&self) -> i64 {
        let year = self.world.ago(364);
        let bought = self.orders.iter().filter(|order| order.day >= year && order.counts());
        let bought: i64 = bought.map(|order| order.in_base).sum();
        let open: i64 =
            self.deals.iter().filter(|deal| deal.is_open()).map(|deal| deal.in_base).sum();
        bought.max(open)
    }

    /// The evidence of the need, each piece heard in one of the contacts.
    fn need(&mut self, fields: &mut Vec<(Field, Value)>) {
        let clear = matches!(self.role.by_facts(), Tier::A | Tier::B);
        let pieces = match self.role.by_facts() {
            Tier::A | Tier::B => self.chance.between(3, 5),
            Tier::C => self.chance.between(0, 2),
            Tier::D => self.chance.between(0, 1),
        };
        let pieces = usize::try_from(pieces).unwrap_or(0);
        for piece in Evidence::ALL.into_iter().take(pieces) {
            // Heard in the first half of the year: a clear need is not news.
            let half = i64::try_from(self.touches.len() / 2).unwrap_or(0);
            let at = usize::try_from(self.chance.between(0, half)).unwrap_or(0);
            let day = self.touches.get(at).copied().unwrap_or(self.created);
            fields.push((evidence_field(piece).into(), day.into()));
        }
        if clear && self.chance.percent(8) {
            let need = form::Need {
                need: Need::Clear.key().to_owned(),
                on: self.touches.first().unwrap_or(&self.created).to_epoch_days(),
            };
            fields.push(("need".into(), json(&need)));
        }
    }

    /// A confirmed tier, or one by hand.
    fn tier(&mut self, fields: &mut Vec<(Field, Value)>) {
        match self.role.held {
            Held::ByFacts => {}
            Held::Confirmed | Held::FactsNow(_) => {
                let on = self.world.worked(self.world.ago(self.chance.between(75, 110)));
                if on <= self.created {
                    return;
                }
                let (need, value, interaction) = self.role.tier.definition();
                let levels = [need.key(), value.key(), interaction.key(), StageLevel::None.key()];
                let confirmed = form::Confirmed {
                    tier: self.role.tier.letter().to_owned(),
                    on: on.to_epoch_days(),
                    levels: Some(levels.map(str::to_owned)),
                };
                fields.push(("confirmed".into(), json(&confirmed)));
            }
            Held::ByHand(_, days) => {
                let reason = self.chance.pick(texts::override_reasons(self.chinese()));
                let by_hand = form::Override {
                    tier: self.role.tier.letter().to_owned(),
                    reason: reason.to_owned(),
                    from: self.world.ago(89 - days).to_epoch_days(),
                    to: self.world.ago(-days).to_epoch_days(),
                };
                fields.push(("override".into(), json(&by_hand)));
            }
        }
    }

    fn contacts(&mut self, set: &mut ChangeSet) {
        let (chinese, domain) = (self.chinese(), self.company.domain());
        let many = match self.role.by_facts() {
            Tier::A | Tier::B => self.chance.between(2, 3),
            Tier::C | Tier::D => self.chance.between(1, 2),
        };
        for place in 0..many {
            let person = Person::any(&mut self.chance, chinese);
            let decides = place == 0 && self.chance.percent(80);
            let titles = if decides { texts::deciders(chinese) } else { texts::titles(chinese) };
            let number = if chinese {
                mobile(&mut self.chance)
            } else {
                self.company.phone(&mut self.chance)
            };
            let birthday = self.birthday(place);
            let message = (chinese && self.chance.percent(60)).then(|| person.mailbox.clone());
            let fields: [(&str, Value); 9] = [
                ("customer", self.customer_value()),
                ("name", person.name.as_str().into()),
                ("title", self.chance.pick(titles).into()),
                ("mobile", number.into()),
                ("email", format!("{}@{domain}", person.mailbox).into()),
                ("message", message.into()),
                ("birthday", birthday.into()),
                ("decider", decides.then_some(1).into()),
                ("created_on", self.created.into()),
            ];
            let id = self.world.id();
            set.create(Entity::Contact, id, fields);
            self.people.push((id, person.name));
        }
    }

    /// Now and then a birthday; of every tenth customer one within the next days.
    fn birthday(&mut self, place: i64) -> Option<String> {
        let soon = place == 0 && self.index % 10 == 3;
        if !soon && !self.chance.percent(30) {
            return None;
        }
        let ahead = if soon { self.chance.between(0, 9) } else { self.chance.between(10, 360) };
        let (day, year) = (before(self.world.today, -ahead), self.chance.between(1962, 1998));
        if self.chinese() && self.chance.percent(40) {
            let lunar = LunarDate::of(day)?;
            return Some(format!("lunar:{}-{}", lunar.month, lunar.day));
        }
        // A day that every year has.
        let (month, date) = (day.month(), day.day().min(28));
        let full = self.chance.percent(50);
        Some(if full {
            format!("{year}-{month:02}-{date:02}")
        } else {
            format!("{month:02}-{date:02}")
        })
    }
}

/// The day a customer was entered: before its orders and contacts.
fn created_on(
    world: &World<'_>,
    role: &Role,
    last: Option<NaiveDate>,
    chance: &mut Chance,
) -> NaiveDate {
    let Some(last) = last else { return world.yesterday() };
    let days = match role.buying {
        Buying::New => chance.between(75, 160),
        Buying::Never => chance.between(40, 700),
        Buying::Once | Buying::Regular | Buying::Silent => chance.between(420, 1400),
        Buying::Churned | Buying::WonBack => chance.between(600, 1400),
    };
    let earliest_needed = match role.held {
        Held::ByFacts => before(last, chance.between(1, 20)),
        _ => before(last.min(world.ago(120)), chance.between(1, 20)),
    };
    world.worked(world.ago(days).min(earliest_needed))
}

/// The days of effective contact of the last year, at the rhythm of the tier.
fn touches(
    world: &World<'_>,
    role: &Role,
    last: Option<NaiveDate>,
    created: NaiveDate,
    chance: &mut Chance,
) -> Vec<NaiveDate> {
    let interval = interval(world, role.by_facts());
    let first = created.max(world.ago(365));
    let mut days = Vec::new();
    let mut next = last;
    while let Some(day) = next.filter(|day| *day >= first) {
        days.push(day);
        let step = chance.between(interval * 9 / 10, interval * 5 / 4);
        next = Some(world.worked(before(day, step))).filter(|earlier| *earlier < day);
    }
    if days.is_empty() {
        days.extend(last);
    }
    days.reverse();
    days
}

/// Most of what is due today is the work of who looks at it.
fn owner<'a>(world: &'a World<'a>, role: &Role, chance: &mut Chance) -> &'a Member {
    let due = !matches!(role.mood, Mood::Steady | Mood::Visit(_) | Mood::Resting);
    if chance.percent(if due { 80 } else { 50 }) {
        return world.me;
    }
    let last = i64::try_from(world.colleagues.len()).unwrap_or(1) - 1;
    let at = usize::try_from(chance.between(0, last)).ok();
    at.and_then(|at| world.colleagues.get(at)).unwrap_or(world.me)
}

fn json(form: &impl serde::Serialize) -> Value {
    // Text and numbers always serialise.
    serde_json::to_string(form).unwrap_or_default().into()
}
