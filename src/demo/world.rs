//! The day and the people of the demo, and reckoning with its days.

use chrono::{Days, NaiveDate};

use super::{chance::Chance, role::Mood};
use crate::{
    change::{ChangeSet, Entity, Gesture},
    command::{Session, session::Member},
    domain::{calendar::working::WorkingCalendar, money::Currency, settings::Rules},
};

/// Colleagues of the member at the keyboard.
const COLLEAGUES: &[&str] = &["林嘉怡", "Sofia Brandt", "陈思远"];

/// What all customers of a demo share.
#[derive(Debug)]
pub struct World<'a> {
    session: &'a Session,
    /// The rules of the file.
    pub rules: &'a Rules,
    /// The business day.
    pub today: NaiveDate,
    /// The member at the keyboard.
    pub me: &'a Member,
    /// The others of the team.
    pub colleagues: Vec<Member>,
    seed: u64,
}

impl<'a> World<'a> {
    /// The world of a file.
    pub fn of(session: &'a Session, seed: u64) -> Self {
        let me = session.member();
        let colleagues = COLLEAGUES.iter().map(|name| Member::named(name));
        let colleagues = colleagues.filter(|member| member.id != me.id).collect();
        Self { session, rules: session.rules(), today: session.today(), me, colleagues, seed }
    }

    /// A step of the demo, with nothing in it yet.
    pub fn step(&self) -> ChangeSet {
        ChangeSet::new(Gesture::new("demo"))
    }

    /// Enters the colleagues; who is at the keyboard is entered with any first step.
    pub fn enter_members(&self, set: &mut ChangeSet) {
        for member in &self.colleagues {
            set.create(Entity::Member, member.id.uuid(), [("name", member.name.as_str())]);
        }
    }

    /// The chance of a customer.
    pub const fn chance(&self, index: u64) -> Chance {
        Chance::of(self.seed, index)
    }

    /// The name of a customer's company is chosen by this.
    pub const fn seed(&self) -> u64 {
        self.seed
    }

    /// A new id.
    pub fn id(&self) -> uuid::Uuid {
        self.session.new_uuid()
    }

    /// The base currency of the file.
    pub const fn currency(&self) -> Currency {
        self.rules.currency
    }

    const fn calendar(&self) -> &WorkingCalendar {
        &self.rules.calendar
    }

    /// So many calendar days before today.
    pub fn ago(&self, days: i64) -> NaiveDate {
        before(self.today, days)
    }

    /// The working day on or before a day.
    pub fn worked(&self, day: NaiveDate) -> NaiveDate {
        self.calendar().roll_preceding(day)
    }

    /// So many working days from today; 0 is today, or the next working day on a day off.
    pub fn in_working_days(&self, days: i32) -> NaiveDate {
        let calendar = self.calendar();
        match days {
            0 => calendar.roll_following(self.today),
            1.. => calendar.add_working_days(self.today, days.unsigned_abs()),
            _ => calendar.subtract_working_days(self.today, days.unsigned_abs()),
        }
    }

    /// The working day before today.
    pub fn yesterday(&self) -> NaiveDate {
        self.in_working_days(-1)
    }

    /// Whether people work on a day.
    pub fn works(&self, day: NaiveDate) -> bool {
        self.calendar().is_working(day)
    }

    /// The last contact after which a customer with this interval is due on `due`.
    fn contact_for(&self, due: NaiveDate, interval: i64) -> NaiveDate {
        let latest = before(due, interval);
        (0..10)
            .map(|earlier| before(latest, earlier))
            .find(|&day| {
                let rolled = self.calendar().roll_following(before(day, -interval));
                self.calendar().is_working(day) && rolled == due
            })
            .unwrap_or(latest)
            .min(self.today)
    }

    /// The last contact of a customer with this interval that is in this mood today; `None` before
    /// the first one.
    pub fn last_contact(
        &self,
        mood: Mood,
        interval: i64,
        chance: &mut Chance,
    ) -> Option<NaiveDate> {
        let due = |days| self.contact_for(self.in_working_days(days), interval);
        let back = |days: u32| i32::try_from(days).unwrap_or(0);
        Some(match mood {
            Mood::Steady | Mood::Visit(_) => {
                let ahead = chance.between(1, interval.min(60));
                let due = self.calendar().roll_following(self.ago(-ahead));
                self.worked(self.contact_for(due, interval).min(self.yesterday()))
            }
            Mood::DueToday => due(0),
            Mood::Overdue(days) => due(-back(days)),
            Mood::Neglected(days) => self.worked(self.ago(days)),
            Mood::Promised(..) => self.worked(self.ago(chance.between(3, interval.clamp(4, 20)))),
            Mood::Done if self.works(self.today) => self.today,
            Mood::Done | Mood::Yesterday => self.yesterday(),
            Mood::Tried => due(-1),
            Mood::Retry(times) => due(-4 * back(times) - 2),
            Mood::Resting => self.worked(self.ago(chance.between(190, 240))),
            Mood::Snoozed(_) => due(-2),
            Mood::Fresh => return None,
        })
    }

    /// The day on which a customer that is tried again today was tried `gap` days before.
    pub fn tried_before(&self, gap: u16) -> NaiveDate {
        self.contact_for(self.in_working_days(0), i64::from(gap)).min(self.yesterday())
    }

    /// An instant of a working day, milliseconds; `None` today: what is later than now has not
    /// happened, and the demo does not look at the clock.
    pub fn instant(&self, day: NaiveDate, chance: &mut Chance) -> Option<i64> {
        let minute = u32::try_from(chance.between(9 * 60, 17 * 60 + 45)).unwrap_or(0);
        let time = day.and_hms_opt(minute / 60, minute % 60, 0)?;
        (day < self.today).then(|| self.rules.zone.instant(time))
    }
}

/// So many calendar days before a day; negative: after.
pub fn before(day: NaiveDate, days: i64) -> NaiveDate {
    let distance = Days::new(days.unsigned_abs());
    let moved =
        if days < 0 { day.checked_add_days(distance) } else { day.checked_sub_days(distance) };
    moved.unwrap_or(day)
}
