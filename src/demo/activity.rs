//! The rows of what was done with a customer, of promises kept and open, of visits planned.

use chrono::NaiveDate;
use uuid::Uuid;

use super::{
    chance::nth,
    role::Mood,
    story::Story,
    texts::{self, Said, Situation},
    world::before,
};
use crate::{
    change::{ChangeSet, Entity, Value},
    domain::activity::{
        ActivityKind::{self, Call, Meeting, Visit},
        Closed, Outcome, PlanKind,
    },
};

/// A plan to be written.
struct Planned {
    kind: ActivityKind,
    plan: PlanKind,
    made: NaiveDate,
    due: NaiveDate,
    minute: Option<i64>,
    text: &'static str,
    closed: Option<Closed>,
}

impl Story<'_> {
    /// Contacts and attempts of the year, plans, snoozes.
    pub fn write_activities(&mut self, set: &mut ChangeSet) {
        let mut earlier: Option<NaiveDate> = None;
        for day in self.touches.clone() {
            let promised = earlier.filter(|_| self.chance.percent(15));
            let kept = promised.map(|made| self.kept_promise(set, made, day));
            let gap = earlier.map_or(0, |earlier| (day - earlier).num_days());
            if gap > 4 && self.chance.percent(14) {
                let tried = self.world.worked(before(day, self.chance.between(1, 3)));
                self.write_attempt(set, tried);
            }
            self.write_touch(set, day, kept);
            earlier = Some(day);
        }
        self.write_mood(set);
    }

    fn situation(&self, day: NaiveDate) -> (Situation, Option<Uuid>) {
        let open = self.deals.iter().find_map(|deal| Some((deal, deal.open_stage(day)?)));
        if let Some((deal, stage)) = open {
            let situation = match stage {
                "quote" => Situation::Quote,
                "proposal" => Situation::Proposal,
                _ => Situation::Needs,
            };
            return (situation, Some(deal.id));
        }
        let bought = self.orders.iter().any(|order| order.day <= day && order.counts());
        (if bought { Situation::Care } else { Situation::Cold }, None)
    }

    /// The product that is talked about on a day: a thing, not the work on it.
    fn product(&self, day: NaiveDate, deal: Option<Uuid>) -> &'static str {
        let of_deal = self.deals.iter().find(|found| Some(found.id) == deal);
        let lines = self.orders.iter().rev().filter(|order| order.day <= day);
        let bought = lines.flat_map(|order| &order.lines).map(|line| line.product);
        let any = super::catalogue::affordable(20_000).iter().copied();
        let mut thought_of = of_deal.map(|deal| deal.product).into_iter().chain(bought).chain(any);
        let product = thought_of.find(|product| !product.service);
        product.map_or("", |product| product.name(self.chinese()))
    }

    /// What is said next in a situation: by the promised way, if one was promised, and never in
    /// person on a day off.
    fn said(&mut self, situation: Situation, day: NaiveDate, kind: Option<ActivityKind>) -> Said {
        let all = texts::contacts(situation, self.chinese());
        let next = |fits: &dyn Fn(ActivityKind) -> bool| {
            let places = (0..all.len() as u64).map(|place| self.told + place + 1);
            places.map(|place| (place, nth(all, place))).find(|(_, said)| fits(said.0))
        };
        let day_off = !self.world.works(day);
        let found = if day_off {
            next(&|kind| ![Call, Meeting, Visit].contains(&kind))
        } else {
            kind.and_then(|promised| next(&|kind| kind == promised)).or_else(|| next(&|_| true))
        };
        let (place, said) = found.unwrap_or((self.told + 1, nth(all, self.told + 1)));
        self.told = place;
        said
    }

    fn write_touch(
        &mut self,
        set: &mut ChangeSet,
        day: NaiveDate,
        kept: Option<(Uuid, ActivityKind)>,
    ) {
        let (situation, deal) = self.situation(day);
        let (kind, text, outcome) = self.said(situation, day, kept.map(|(_, kind)| kind));
        let (contact, who) = self.someone();
        let text = text.replace("{who}", &who).replace("{what}", self.product(day, deal));
        let minutes = match kind {
            Call => Some(self.chance.between(3, 24)),
            Meeting => Some(self.chance.between(4, 9) * 10),
            Visit => Some(self.chance.between(3, 10) * 15),
            ActivityKind::Email | ActivityKind::Message | ActivityKind::Note => None,
        };
        let fields: [(&str, Value); 12] = [
            ("customer", self.customer_value()),
            ("contact", contact),
            ("deal", deal.map(|id| id.to_string()).into()),
            ("member", self.owner.id.into()),
            ("kind", kind.key().into()),
            ("on_day", day.into()),
            ("at", self.world.instant(day, &mut self.chance).into()),
            ("text", text.into()),
            ("outcome", outcome.key().into()),
            ("touch", 1.into()),
            ("minutes", minutes.into()),
            ("fulfils", kept.map(|(id, _)| id.to_string()).into()),
        ];
        set.create(Entity::Activity, self.world.id(), fields);
    }

    fn write_attempt(&mut self, set: &mut ChangeSet, day: NaiveDate) {
        let outcomes = [Outcome::NoAnswer, Outcome::NoAnswer, Outcome::Busy, Outcome::LeftMessage];
        let outcome = self.chance.pick(&outcomes);
        let (contact, _) = self.someone();
        let fields: [(&str, Value); 8] = [
            ("customer", self.customer_value()),
            ("contact", contact),
            ("member", self.owner.id.into()),
            ("kind", Call.key().into()),
            ("on_day", day.into()),
            ("at", self.world.instant(day, &mut self.chance).into()),
            ("outcome", outcome.key().into()),
            ("attempt", 1.into()),
        ];
        set.create(Entity::Activity, self.world.id(), fields);
    }

    /// A promise of the past that a contact fulfilled.
    fn kept_promise(
        &mut self,
        set: &mut ChangeSet,
        made: NaiveDate,
        due: NaiveDate,
    ) -> (Uuid, ActivityKind) {
        let (situation, _) = self.situation(made);
        let (kind, text) = self.chance.pick(texts::promises(situation, self.chinese()));
        let closed = Some(Closed::Done);
        let plan = PlanKind::Promise;
        let id =
            self.write_plan(set, &Planned { kind, plan, made, due, minute: None, text, closed });
        (id, kind)
    }

    fn write_plan(&mut self, set: &mut ChangeSet, planned: &Planned) -> Uuid {
        let visit = planned.plan == PlanKind::VisitPlan;
        let chinese = self.chinese();
        let (items, purpose) =
            (self.chance.pick(texts::items(chinese)), self.chance.pick(texts::purposes(chinese)));
        let (contact, _) = self.someone();
        let fields: [(&str, Value); 14] = [
            ("customer", self.customer_value()),
            ("contact", contact),
            ("member", self.owner.id.into()),
            ("kind", planned.kind.key().into()),
            ("on_day", planned.made.into()),
            ("plan", planned.plan.key().into()),
            ("due_on", planned.due.into()),
            ("due_minute", planned.minute.into()),
            ("text", planned.text.into()),
            ("area", visit.then_some(self.area).into()),
            ("items", visit.then_some(items).into()),
            ("purpose", visit.then_some(purpose).into()),
            ("closed", planned.closed.map(Closed::key).into()),
            ("closed_on", planned.closed.map(|_| planned.due).into()),
        ];
        let id = self.world.id();
        set.create(Entity::Activity, id, fields);
        id
    }

    /// What makes the customer stand where it is to stand today.
    fn write_mood(&mut self, set: &mut ChangeSet) {
        let (world, chinese) = (self.world, self.chinese());
        let made = self.touches.last().copied().unwrap_or(self.created);
        match self.role.mood {
            Mood::Promised(days, minute, plan) => {
                let due = world.in_working_days(days);
                let (situation, _) = self.situation(world.today);
                let (kind, text) = self.chance.pick(texts::promises(situation, chinese));
                let kind = if plan == PlanKind::Appointment { Meeting } else { kind };
                // Nobody promises a day that is over.
                let made = made.min(due.pred_opt().unwrap_or(due));
                self.write_plan(
                    set,
                    &Planned { kind, plan, made, due, minute, text, closed: None },
                );
            }
            Mood::Visit(days) => {
                let due = world.in_working_days(i32::try_from(days).unwrap_or(1));
                let (minute, plan) = (Some(self.chance.between(18, 32) * 30), PlanKind::VisitPlan);
                let made = world.yesterday();
                self.write_plan(
                    set,
                    &Planned { kind: Visit, plan, made, due, minute, text: "", closed: None },
                );
            }
            Mood::Tried if world.works(world.today) => self.write_attempt(set, world.today),
            Mood::Tried => self.write_attempt(set, world.yesterday()),
            Mood::Retry(times) => self.write_retries(set, times),
            Mood::Resting => {
                let mut day = world.worked(world.ago(self.chance.between(20, 60)));
                for _ in 0..world.rules.cadences.suspended_after {
                    self.write_attempt(set, day);
                    day = world.worked(before(day, self.chance.between(2, 6)));
                }
            }
            Mood::Snoozed(days) => {
                let until = world.in_working_days(i32::try_from(days).unwrap_or(1));
                let on = world.yesterday();
                let fields: [(&str, Value); 4] = [
                    ("customer", self.customer_value()),
                    ("until", until.into()),
                    ("on_day", on.into()),
                    ("at", world.instant(on, &mut self.chance).into()),
                ];
                set.create(Entity::Snooze, world.id(), fields);
            }
            Mood::Steady
            | Mood::DueToday
            | Mood::Overdue(_)
            | Mood::Neglected(_)
            | Mood::Done
            | Mood::Yesterday
            | Mood::Fresh => {}
        }
    }

    /// Attempts since the last contact, the last of them so long ago that today is the next one.
    fn write_retries(&mut self, set: &mut ChangeSet, times: u32) {
        let gaps = &self.world.rules.cadences.retry_gaps;
        let gap = gaps.get(times.saturating_sub(1) as usize).or(gaps.last());
        let mut day = self.world.tried_before(gap.copied().unwrap_or(2));
        for _ in 0..times {
            self.write_attempt(set, day);
            day = self.world.worked(before(day, self.chance.between(2, 3)));
        }
    }
}
