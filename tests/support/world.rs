//! One small named world, built by real commands: a sales team on Monday 2026-11-23 at nine.

use std::{
    path::{Path, PathBuf},
    sync::{
        Arc, LazyLock,
        atomic::{AtomicU64, Ordering},
    },
};

use chrono::{DateTime, Days, NaiveDate};
use tempfile::TempDir;
use touchline::{
    command::{
        Command, CommandError, Done, Session,
        activity::{Log, PlanNext},
        deal::Move,
        entry_line::{self, Entry, EntryContext, Vocabulary},
        field::Values,
        run,
    },
    domain::{
        activity::{ActivityKind, PlanKind},
        id::{ContactId, CustomerId, DealId},
        money::Money,
    },
    env::{Env, identity::DeviceId},
    store::read::CustomerRow,
};

/// Who works at the keyboard.
pub const ME: &str = "王芳";
/// The colleague.
pub const COLLEAGUE: &str = "李雷";

/// A day of the world's calendar.
pub fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// The Monday on which the world is looked at.
pub fn today() -> NaiveDate {
    day("2026-11-23")
}

/// The clock in Shanghai, as milliseconds.
pub fn at(on: NaiveDate, time: &str) -> i64 {
    DateTime::parse_from_rfc3339(&format!("{on}T{time}:00+08:00")).unwrap().timestamp_millis()
}

/// A file and a member at work in it, with the clock stopped.
#[derive(Debug)]
pub struct World {
    pub session: Session,
    folder: Arc<TempDir>,
    /// Rises with every opening, so that no two of them make the same ids.
    seed: u64,
}

impl World {
    /// A new, empty file on the Monday at nine.
    pub fn empty() -> Self {
        Self::open(Arc::new(tempfile::tempdir().unwrap()), 0, today(), ME)
    }

    /// The team with its customers, deals, plans and history.
    pub fn new() -> Self {
        // Built once; every test works on a copy of its own.
        static FILE: LazyLock<Vec<u8>> = LazyLock::new(|| {
            let world = build();
            let path = world.path();
            drop(world.session);
            std::fs::read(path).unwrap()
        });
        let folder = Arc::new(tempfile::tempdir().unwrap());
        std::fs::write(folder.path().join("world.touchline"), &*FILE).unwrap();
        Self::open(folder, 1_000, today(), ME)
    }

    fn open(folder: Arc<TempDir>, seed: u64, on: NaiveDate, member: &str) -> Self {
        let env = Env::fixed(at(on, "09:00"), seed);
        let path = folder.path().join("world.touchline");
        let session = Session::open(&path, Arc::new(env), member, true).unwrap();
        Self { session, folder, seed }
    }

    /// The same file opened anew on a day at nine, by somebody.
    pub fn reopened(self, on: NaiveDate, member: &str) -> Self {
        let Self { session, folder, seed } = self;
        drop(session);
        Self::open(folder, seed + 1, on, member)
    }

    /// The same file opened by somebody else at the same time.
    pub fn beside(&self, member: &str) -> Self {
        Self::open(self.folder.clone(), self.seed + 500, self.session.today(), member)
    }

    /// A copy of the file in a folder of its own, opened by somebody whose device has this number and
    /// whose clock shows this day. Chance is never the same, also where the device is.
    pub fn copied(&self, device: u64, on: NaiveDate, member: &str) -> Self {
        static SEED: AtomicU64 = AtomicU64::new(1_000_000);
        let folder = Arc::new(tempfile::tempdir().unwrap());
        let path = folder.path().join("world.touchline");
        std::fs::copy(self.path(), &path).unwrap();
        let seed = SEED.fetch_add(1, Ordering::Relaxed);
        let mut env = Env::fixed(at(on, "09:00"), seed);
        env.device = DeviceId::seeded(device);
        let session = Session::open(&path, Arc::new(env), member, false).unwrap();
        Self { session, folder, seed }
    }

    /// Where the file lies.
    pub fn path(&self) -> PathBuf {
        self.session.store().path().to_owned()
    }

    /// A folder for the test's other files; it goes with the world.
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// The customer of a name.
    pub fn customer(&self, name: &str) -> CustomerId {
        self.session.reader().customer_named(name).unwrap().unwrap_or_else(|| panic!("no {name}"))
    }

    /// The only deal of a name.
    pub fn deal(&self, name: &str) -> DealId {
        let deals = self.session.reader().deals().unwrap();
        deals.iter().find(|deal| deal.name == name).unwrap_or_else(|| panic!("no {name}")).id
    }

    /// Does a command that must not fail.
    pub fn run(&mut self, command: Command) -> Done {
        self.try_run(command).unwrap()
    }

    /// Does a command.
    pub fn try_run(&mut self, command: Command) -> Result<Done, CommandError> {
        run(&mut self.session, command)
    }

    /// What a line of markers says, for a customer.
    pub fn entry(&self, customer: CustomerId, line: &str) -> Entry {
        let reader = self.session.reader();
        let rules = self.session.rules();
        let contacts: Vec<(ContactId, String)> = reader
            .contacts_of(customer)
            .unwrap()
            .into_iter()
            .map(|contact| (contact.id, contact.name))
            .collect();
        let cx = EntryContext {
            now: rules.zone.local(self.session.env().now()).naive_local(),
            today: self.session.today(),
            is_working: &|day| rules.calendar.is_working(day),
            vocabulary: &Vocabulary::new(&rules.pipeline),
            contacts: &contacts,
            tags: &[],
            parse_money: &|text| Money::parse(text, rules.currency).ok(),
            chinese: true,
        };
        let parsed = entry_line::parse(line, &cx);
        let refused: Vec<_> = parsed.problems.iter().filter(|it| it.kind.refuses()).collect();
        assert!(refused.is_empty(), "{line}: {refused:?}");
        parsed.entry
    }

    /// Enters a customer.
    pub fn add(&mut self, name: &str, values: &[(&str, &str)]) -> CustomerId {
        let done = self.run(Command::AddCustomer(given(&[&[("name", name)], values].concat())));
        CustomerId::new(done.made(touchline::change::Entity::Customer).unwrap())
    }

    /// Changes fields of a customer.
    pub fn edit(&mut self, name: &str, values: &[(&str, &str)]) -> Done {
        self.run(Command::EditCustomer(self.customer(name), given(values)))
    }

    /// Enters a person at a customer.
    pub fn add_contact(&mut self, at: &str, name: &str, values: &[(&str, &str)]) {
        let values = given(&[&[("name", name)], values].concat());
        self.run(Command::AddContact(self.customer(at), values));
    }

    /// Enters a deal and moves it on the days given.
    pub fn add_deal(&mut self, at: &str, name: &str, amount: &str, moves: &[(&str, &str)]) {
        let values = given(&[("name", name), ("amount", amount), ("stage", "contact")]);
        self.run(Command::AddDeal(self.customer(at), values));
        for (on, stage) in moves {
            self.move_deal(name, stage, Some(day(on)), None);
        }
    }

    /// Moves a deal.
    pub fn move_deal(&mut self, name: &str, stage: &str, on: Option<NaiveDate>, why: Option<&str>) {
        let (deal, reason) = (self.deal(name), why.map(str::to_owned));
        self.run(Command::MoveDeal(Move { deal, stage: stage.to_owned(), on, reason }));
    }

    /// Logs what was done with a customer, as a line of markers.
    pub fn log(&mut self, kind: ActivityKind, at: &str, line: &str) -> Done {
        let customer = self.customer(at);
        let entry = self.entry(customer, line);
        self.run(Command::LogActivity(Log { customer, kind, entry, deal: None }))
    }

    /// Plans the next step with a customer.
    pub fn plan(&mut self, kind: ActivityKind, plan: PlanKind, at: &str, line: &str) -> Done {
        let customer = self.customer(at);
        let entry = self.entry(customer, line);
        let (area, items, purpose) = match plan {
            PlanKind::VisitPlan => (Some("白云".into()), Some("样品".into()), Some("签约".into())),
            PlanKind::Promise | PlanKind::Appointment => (None, None, None),
        };
        self.run(Command::PlanNext(PlanNext { customer, kind, plan, entry, area, items, purpose }))
    }

    /// Calls that reached the customer, so many days ago each.
    fn touched(&mut self, at: &str, days_ago: &[u64]) {
        for days in days_ago {
            let on = self.session.today().checked_sub_days(Days::new(*days)).unwrap();
            self.log(ActivityKind::Call, at, &format!("例行联系 !reached ~10m ^{on}"));
        }
    }
}

/// Fields and their texts.
pub fn given(values: &[(&str, &str)]) -> Values {
    values.iter().map(|(field, text)| ((*field).to_owned(), (*text).to_owned())).collect()
}

fn build() -> World {
    use ActivityKind::{Call, Email, Meeting, Message, Note, Visit};
    // In September the team enters its customers.
    let folder = Arc::new(tempfile::tempdir().unwrap());
    let mut world = World::open(folder, 0, day("2026-09-01"), ME);
    world.add(
        "上海明月科技有限公司",
        &[
            ("short_name", "上海明月科技"),
            ("industry", "软件"),
            ("area", "上海"),
            ("phone", "021-6234 5678"),
            ("need", "clear"),
            ("potential", "600000"),
            ("tags", "重点, 老客户"),
            ("birthday", "12-01"),
            ("created_on", "2026-01-12"),
        ],
    );
    world.add_contact(
        "上海明月科技",
        "陈明",
        &[("title", "总经理"), ("mobile", "138 0013 8000"), ("decider", "yes")],
    );
    world.add_contact("上海明月科技", "赵强", &[("title", "采购"), ("email", "zhao@mingyue.cn")]);
    world.add(
        "北京盛科网络",
        &[("area", "北京"), ("need", "clear"), ("potential", "480000"), ("industry", "网络")],
    );
    world.add_contact("北京盛科网络", "张敏", &[("title", "技术总监"), ("decider", "yes")]);
    world.add("杭州西溪物流", &[("area", "杭州"), ("potential", "30000"), ("industry", "物流")]);
    world.add(
        "Acme Corporation",
        &[
            ("short_name", "Acme"),
            ("area", "Shanghai"),
            ("need", "clear"),
            ("potential", "150000"),
            ("web", "acme.example"),
            ("custom.erp", "SAP"),
            ("notes", "Met at the fair.\nPrefers e-mail."),
        ],
    );
    world.add_contact("Acme", "Jane Doe", &[("title", "CTO"), ("email", "jane@acme.example")]);
    world.add("Treequote", &[("area", "Hangzhou")]);
    world.add("Kan-code", &[("potential", "120000"), ("need", "clear"), ("owner", COLLEAGUE)]);
    world.add("Hottechi", &[("potential", "110000"), ("need", "clear"), ("area", "苏州")]);
    world.add("广州南方贸易", &[("area", "广州"), ("potential", "60000"), ("tags", "老客户")]);

    // In autumn they work with them; a colleague too.
    let mut world = world.reopened(day("2026-10-30"), COLLEAGUE);
    world.add_deal("Kan-code", "Kan-code licence", "¥90,000", &[]);
    world.move_deal("Kan-code licence", "proposal", None, None);
    world.add_deal("广州南方贸易", "南方一期", "¥52,000", &[]);
    world.move_deal("南方一期", "won", None, None);
    world.add_deal("广州南方贸易", "南方二期", "¥20,000", &[]);
    world.move_deal("南方二期", "lost", None, Some("价格"));
    world.log(Visit, "广州南方贸易", "签约 !reached ~2h");

    let mut world = world.reopened(day("2026-11-13"), ME);
    world.touched("上海明月科技", &[70, 63, 55, 48, 40, 33, 26, 18, 2]);
    world.touched("北京盛科网络", &[66, 59, 52, 45, 38, 31, 24, 17, 10]);
    world.touched("Kan-code", &[35, 21, 7]);
    world.touched("杭州西溪物流", &[35, 20]);
    world.touched("Hottechi", &[24, 9]);
    world.touched("Acme", &[30, 16, 4]);
    world.touched("Treequote", &[80]);
    world.add_deal("上海明月科技", "明月平台", "¥480,000", &[]);
    world.move_deal("明月平台", "quote", None, None);
    world.add_deal("北京盛科网络", "盛科一期", "¥4.8万", &[]);
    world.add_deal("Acme", "Acme rollout", "$12,400", &[]);
    let rate = given(&[("rate_numerator", "715"), ("rate_denominator", "100")]);
    world.run(Command::EditDeal(world.deal("Acme rollout"), rate));
    world.log(Meeting, "北京盛科网络", "看过演示 +quote =product =budget @张敏 >11-23 14:00 ~1h");
    world.log(Message, "Acme", "sent the brochure !reached #fair =need >11-20");

    // The last days before the Monday.
    let mut world = world.reopened(day("2026-11-18"), ME);
    world.log(Call, "上海明月科技", "!no-answer");
    let mut world = world.reopened(day("2026-11-20"), ME);
    world.log(Email, "上海明月科技", "再发一次报价 !left-message");
    world.log(Note, "杭州西溪物流", "换了办公室");
    world.plan(Visit, PlanKind::VisitPlan, "广州南方贸易", "二期重启 >11-26 10:00");
    world.plan(Meeting, PlanKind::Appointment, "Kan-code", "review >11-25 16:30");
    let snoozed = world.customer("Treequote");
    world.run(Command::Snooze(snoozed, day("2026-12-02")));
    world.reopened(today(), ME)
}

#[test]
fn the_world_has_something_of_everything() {
    let world = World::new();
    let reader = world.session.reader();
    let rows = reader.customers().unwrap();
    let tier = |row: &CustomerRow| {
        format!("{} {}", row.tier.letter(), row.short_name.as_ref().unwrap_or(&row.name))
    };
    assert_eq!(
        rows.iter().map(tier).collect::<Vec<_>>(),
        [
            "A 上海明月科技",
            "A 北京盛科网络",
            "B Acme",
            "B Kan-code",
            "B Hottechi",
            "C 杭州西溪物流",
            "D 广州南方贸易",
            "D Treequote",
        ]
    );
    let list = reader.worklist(20).unwrap();
    let due = list.due.iter().chain(&list.coming_up).map(|item| {
        let row = reader.queue_row(item.queued.id).unwrap().unwrap();
        format!("{} {}", item.section.key(), row.short_name.unwrap_or(row.name))
    });
    assert_eq!(
        due.collect::<Vec<_>>(),
        [
            "promised 北京盛科网络",
            "due_today 上海明月科技",
            "promised Acme",
            "overdue Hottechi",
            "due_today 杭州西溪物流",
            "coming_up Kan-code",
        ]
    );
    assert!(world.session.store().check_log().unwrap().is_empty());
}
