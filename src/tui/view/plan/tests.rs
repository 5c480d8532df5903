//! The agenda and the calendar, driven by keys on a small world.

use chrono::{Days, NaiveDate};
use ratatui::{Terminal, backend::TestBackend};

use super::Agenda;
use crate::{
    change::Entity,
    command::{
        self, Command, Session,
        activity::PlanNext,
        entry_line::{Entry, NextStep},
    },
    domain::{
        activity::{ActivityKind, PlanKind},
        id::CustomerId,
    },
    i18n::{Language, Words},
    tui::{
        app::App,
        cx::{Desk, tests::desk},
        event::Inbox,
        script,
        view::{
            View, tabs,
            world::{World, desk_of},
        },
        widget::panel::tests::rows,
    },
};

fn add(session: &mut Session, name: &str, area: &str) -> CustomerId {
    let values = [("name", name), ("area", area)];
    let values = values.map(|(field, value)| (field.to_owned(), value.to_owned())).to_vec();
    let done = command::run(session, Command::AddCustomer(values)).unwrap();
    CustomerId::new(done.made(Entity::Customer).unwrap())
}

fn plan(session: &mut Session, customer: CustomerId, kind: PlanKind, on: NaiveDate, hour: u32) {
    let time = chrono::NaiveTime::from_hms_opt(hour, 30, 0).filter(|_| hour > 0);
    let entry = Entry {
        note: "quote".to_owned(),
        next: Some(NextStep { on, time, working: true }),
        ..Entry::default()
    };
    let next = PlanNext {
        customer,
        kind: if kind == PlanKind::VisitPlan { ActivityKind::Visit } else { ActivityKind::Call },
        plan: kind,
        entry,
        area: None,
        items: Some("samples".to_owned()),
        purpose: None,
    };
    command::run(session, Command::PlanNext(next)).unwrap();
}

/// Monday 23 November 2026 with plans this week and next.
fn world(language: Language) -> Desk {
    let mut desk = desk();
    desk.words = Words::new(language);
    let session = &mut desk.session;
    let today = session.today();
    for (name, area, kind, days, hour) in [
        ("Xixi", "杭州", PlanKind::VisitPlan, 1, 0),
        ("明月", "上海", PlanKind::VisitPlan, 1, 0),
        ("Yunqi", "杭州", PlanKind::VisitPlan, 1, 0),
        ("Acme", "", PlanKind::Promise, 1, 14),
        ("Kan", "", PlanKind::Appointment, 0, 9),
        ("Later", "", PlanKind::Promise, 9, 0),
    ] {
        let customer = add(session, name, area);
        plan(session, customer, kind, today + Days::new(days), hour);
    }
    desk
}

struct Journey {
    app: App,
    _inbox: Inbox,
}

impl Journey {
    fn new(desk: Desk) -> Self {
        let inbox = Inbox::new();
        let tabs: Vec<Box<dyn View>> = vec![Box::new(Agenda::default())];
        Self { app: App::new(desk, tabs, inbox.post()), _inbox: inbox }
    }

    fn press(&mut self, keys: &str) -> &mut Self {
        script::press(&mut self.app, keys);
        self
    }

    fn screen(&self, width: u16, height: u16) -> Vec<String> {
        let mut terminal = Terminal::new(TestBackend::new(width, height)).unwrap();
        terminal.draw(|frame| self.app.draw(frame)).unwrap();
        rows(terminal.backend().buffer())
    }
}

#[test]
fn a_week_goes_by_day_time_and_area() {
    let journey = Journey::new(world(Language::En));
    let screen = journey.screen(80, 24);
    assert!(screen[1].starts_with(" Week 48 · 23 Nov – 29 Nov"), "{screen:#?}");
    let lines: Vec<&str> = screen[2..10].iter().map(|line| line.trim_start()).collect();
    for (line, start) in lines.iter().zip([
        "Mon 23 Nov · today ",
        "▌09:30    Kan",
        "Tue 24 Nov · tomorrow ",
        "14:30    Acme",
        "明月",
        "Xixi",
        "Yunqi",
        "Wed 25 Nov ",
    ]) {
        assert!(line.starts_with(start), "{line} for {start}: {screen:#?}");
    }
    assert!(screen[6].contains("visit · quote · samples") && screen[6].ends_with("上海"));
    let chinese = Journey::new(world(Language::ZhCn)).screen(80, 24);
    assert!(chinese[1].starts_with(" 第 48 周 · 11月23日 – 11月29日"), "{chinese:#?}");
}

#[test]
fn a_plan_becomes_an_activity_with_one_key_and_comes_back() {
    let mut journey = Journey::new(world(Language::En));
    journey.press("jj");
    assert!(
        journey.screen(80, 24)[6].starts_with("▌") && journey.screen(80, 24)[6].contains("明月")
    );
    journey.press("C");
    let screen = journey.screen(160, 24);
    assert!(screen[23].contains("saved: visit to 明月"), "{}", screen[23]);
    assert!(journey.screen(80, 24)[6].contains("Xixi"), "the next one is selected");
    journey.press("<enter>");
    assert!(journey.screen(80, 40).iter().any(|line| line.contains("Xixi")));
    journey.press("qu");
    assert!(journey.screen(80, 24)[6].contains("明月"));
}

#[test]
fn a_plan_is_cancelled_after_a_question() {
    let mut journey = Journey::new(world(Language::En));
    journey.press("D");
    assert!(journey.screen(80, 24).concat().contains("Cancel the plan with Kan?"));
    journey.press("y");
    assert!(!journey.screen(80, 24)[3].contains("Kan"));
}

#[test]
fn what_was_not_done_stands_first() {
    let mut desk = world(Language::En);
    let later = desk.today + Days::new(2);
    desk.today = later;
    let now = 1_795_395_600_000 + 2 * 86_400_000;
    let env = std::sync::Arc::new(crate::env::Env::fixed(now, 1));
    // The same file two days later.
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("later.db");
    desk.session.store().backup(&path, false).unwrap();
    desk.session = Session::open(&path, env, "me", false).unwrap();
    let screen = Journey::new(desk).screen(80, 24);
    assert!(screen[2].starts_with(" Overdue 5") && screen[3].starts_with("▌23 Nov"), "{screen:#?}");
    assert!(screen.iter().any(|line| line.starts_with(" Wed 25 Nov · today")));
}

#[test]
fn weeks_and_months_turn_and_a_day_opens_its_week() {
    let mut journey = Journey::new(world(Language::En));
    journey.press("]");
    assert!(journey.screen(80, 24)[1].contains("30 Nov – 6 Dec"));
    assert!(journey.screen(80, 24).iter().any(|line| line.contains("Later")));
    journey.press(".b");
    let month = journey.screen(84, 30);
    assert!(month[1].starts_with(" November 2026"), "{month:#?}");
    assert!(month.iter().any(|line| line.contains("14:30 Acme")), "{month:#?}");
    journey.press("<down><right>");
    assert!(journey.screen(84, 30).iter().any(|line| line.contains("Tue 1 Dec")));
    journey.press("<enter>");
    assert!(journey.screen(80, 24)[1].contains("30 Nov – 6 Dec"));
}

#[test]
fn any_size_draws_with_and_without_plans() {
    for desk in [world(Language::ZhCn), desk()] {
        let mut journey = Journey::new(desk);
        for keys in ["", "b", "]]"] {
            journey.press(keys);
            for (width, height) in (1..40).flat_map(|w| (1..14).map(move |h| (w, h))) {
                journey.screen(width, height);
            }
        }
        journey.press("CDxc<esc>jkGq");
    }
}

#[test]
fn visits_are_suggested_looked_through_and_planned_as_one_step() {
    let mut world = World::with(desk_of(Language::En), tabs());
    world.press("4V");
    let screen = world.screen(80, 24).join("\n");
    assert!(screen.contains("Suggested visits: "), "{screen}");
    let count =
        |world: &World| world.screen(80, 40).iter().filter(|line| line.contains('✓')).count();
    let all = count(&world);
    assert!(all > 2, "{screen}");
    world.press("n");
    assert_eq!(count(&world), all - 1);
    world.press("k<space>n");
    assert_eq!(count(&world), all - 1, "taken in again, and the next one left out");
    world.press("<enter>");
    assert!(world.said().contains("visit plans: "), "{}", world.said());
    world.press("V");
    assert_eq!(count(&world), 1, "only who was left out is suggested again");
    world.press("<esc>u");
    world.press("V");
    assert_eq!(count(&world), all);
}

#[test]
fn a_plan_is_made_and_changed_in_a_form() {
    let mut world = World::with(desk_of(Language::En), tabs());
    world.press("2jav");
    assert!(world.screen(80, 24).join("\n").contains("Plan a visit to"));
    world.press("tomorrow 14:30<tab><tab><tab><tab><tab>sign<tab>samples, price list<ctrl-s>");
    world.press("4");
    let planned = world.line("samples, price list");
    assert!(
        planned.contains("14:30") && planned.contains("visit · samples, price list · sign"),
        "{planned}"
    );
    world.press("GE");
    let form = world.screen(80, 24).join("\n");
    assert!(form.contains("2026-11-24 14:30"), "{form}");
    world.press("<ctrl-u>fri 9:00<ctrl-s>");
    assert!(world.line("samples, price list").contains("09:00"), "{}", world.line("samples"));
    assert!(world.said().contains("change plan with"), "{}", world.said());
    world.press("u");
    assert!(world.line("samples, price list").contains("14:30"));
    world.press("E<ctrl-u>yesterday<ctrl-s>");
    assert!(world.screen(80, 24).join("\n").contains("not a date"), "{:#?}", world.screen(80, 24));
}
