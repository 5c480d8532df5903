//! The analyses, painted in any width and driven by keys.

use chrono::NaiveDate;
use ratatui::{Terminal, backend::TestBackend};
use uuid::Uuid;

use super::{Insights, paint::paint, target::targets};
use crate::{
    document::{
        Bar, Bars, Cell, Column, Curve, Document, Figure, Grid, GridCell, Mark, Part, Row, Table,
    },
    domain::{
        id::{CustomerId, Id},
        money::Currency,
    },
    i18n::Language,
    report::Topic,
    tui::{
        app::App,
        cx::{Desk, tests::desk},
        event::{Arrival, Event, Inbox},
        job::Worker,
        script, text,
        theme::Theme,
        view::{View, world::desk_of},
        widget::panel::tests::rows,
    },
};

fn somebody(number: u128) -> CustomerId {
    Id::new(Uuid::from_u128(number))
}

/// A report with a part of each kind.
fn document() -> Document {
    let mut document =
        Document::new("all", "All".to_owned(), NaiveDate::from_ymd_opt(2026, 11, 23).unwrap());
    document.note(Mark::Warning, "C and D together get less than 5% of the effort, \u{1b}[2Jhm.");
    let money = |minor| Cell::Money(minor, Currency::CNY);
    document.parts.push(Part::Figures(vec![
        Figure::new("gini", "Gini", Cell::Decimal(5123, 4)),
        Figure::new("share", "the top fifth has", Cell::Share(8012)),
    ]));
    let row = |name: &str, value, about: u128| {
        let cells = vec![Cell::Customer(somebody(about), name.to_owned()), money(value)];
        Row::new(
            [cells, vec![Cell::Text("need: unclear → clear (+30.00)".to_owned())]].concat(),
            vec![somebody(about)],
        )
    };
    let column = |key, label: &str| Column { key, label: label.to_owned() };
    document.parts.push(Part::Table(Table {
        key: "rows",
        title: "Proposals".to_owned(),
        columns: vec![
            column("customer", "Customer"),
            column("value", "Value"),
            column("why", "Why"),
        ],
        rows: vec![row("上海明月科技有限公司", 48_000_000, 1), row("Acme", -50, 2)],
        empty: String::new(),
    }));
    let bar = |key: &str, length, about: Vec<CustomerId>, mark| Bar {
        key: key.to_owned(),
        label: key.to_owned(),
        length,
        values: vec![Figure::new("count", "customers", Cell::len(about.len()))],
        about,
        mark,
    };
    document.parts.push(Part::Bars(Bars {
        key: "bars",
        title: "Tiers".to_owned(),
        bars: vec![
            bar("A", 1.0, vec![somebody(1)], Mark::Plain),
            bar("B", 0.0, Vec::new(), Mark::Plain),
            bar("C", 0.25, vec![somebody(2), somebody(3)], Mark::Bad),
        ],
    }));
    let cell = |about: &[u128]| GridCell {
        value: money(1_200_000),
        about: about.iter().map(|one| somebody(*one)).collect(),
    };
    document.parts.push(Part::Grid(Grid {
        key: "grid",
        title: String::new(),
        across: ("f", "Frequency".to_owned()),
        down: ("r", "Recency".to_owned()),
        columns: ["1", "2", "3"].map(str::to_owned).to_vec(),
        rows: vec![
            ("5".to_owned(), vec![cell(&[1]), cell(&[]), cell(&[2, 3])]),
            ("4".to_owned(), vec![cell(&[]), cell(&[]), cell(&[])]),
            ("3".to_owned(), vec![cell(&[4]), cell(&[5]), cell(&[6])]),
        ],
    }));
    document.parts.push(Part::Curve(Curve {
        key: "curve",
        title: "Pareto".to_owned(),
        across: "customers".to_owned(),
        up: "value".to_owned(),
        points: vec![(2_000, 8_000), (10_000, 10_000)],
        level: Some(8_000),
    }));
    document
}

fn painted(columns: usize, desk: &Desk) -> Vec<String> {
    let lines = paint(&document(), columns, &desk.cx());
    lines
        .iter()
        .map(|line| line.iter().map(|piece| piece.text.as_str()).collect::<String>())
        .map(|line| line.trim_end().to_owned())
        .collect()
}

#[test]
fn every_kind_of_part_is_painted() {
    let desk = desk_of(Language::En);
    let expected = [
        "C and D together get less than 5% of the effort, [2Jhm.",
        "",
        "Gini 0.5123   the top fifth has 80.1%",
        "",
        "Proposals",
        "Customer              Value  Why",
        "上海明月科技有限公司  ¥480k  need: unclear → clear (+30.00)",
        "Acme                    -¥1  need: unclear → clear (+30.00)",
        "",
        "Tiers",
        "                                            customers",
        "A ████████████████████████████████████████          1",
        "B ░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░          0",
        "C ██████████░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░          2",
    ];
    let shown = painted(76, &desk);
    assert_eq!(shown[..expected.len()], expected);
    let grid: Vec<&String> = shown.iter().filter(|line| line.contains("Recency")).collect();
    assert!(grid[0].contains("▒ 1 ¥12k") && grid[0].contains("█ 2 ¥12k"), "{shown:#?}");
    assert!(shown.iter().any(|line| line.starts_with(" 80% ") && line.contains('█')), "{shown:#?}");
}

#[test]
fn nothing_is_wider_than_its_room_in_any_theme() {
    let ascii = Desk { theme: Theme::built_in("ascii").unwrap(), ..desk() };
    for (columns, desk) in
        (0..130).flat_map(|columns| [(columns, desk()), (columns, desk_of(Language::ZhCn))])
    {
        for line in painted(columns, &desk) {
            assert!(text::width(&line) <= columns.max(1), "{columns}: {line}");
        }
    }
    assert!(painted(80, &ascii).iter().flat_map(|line| line.chars()).all(|c| c != '█'));
}

#[test]
fn what_can_be_selected_is_painted_in_the_same_order() {
    let desk = desk();
    let targets = targets(&document());
    let lines = paint(&document(), 76, &desk.cx());
    let mut painted: Vec<usize> = lines.iter().flatten().filter_map(|piece| piece.target).collect();
    painted.dedup();
    assert_eq!(painted, (0..targets.len()).collect::<Vec<_>>());
    let places: Vec<(usize, usize)> = targets.iter().map(|it| (it.row, it.column)).collect();
    assert_eq!(places, [(0, 0), (1, 0), (2, 0), (3, 0), (4, 0), (4, 2), (5, 0), (5, 1), (5, 2)]);
    assert_eq!(targets[5].title, "Recency 5 × Frequency 3");
    assert_eq!(targets[0].title, "上海明月科技有限公司");
}

/// The app with the analyses in front.
struct Journey {
    app: App,
    _inbox: Inbox,
}

impl Journey {
    fn new(desk: Desk) -> Self {
        let inbox = Inbox::new();
        let tabs: Vec<Box<dyn View>> = vec![Box::new(Insights::new())];
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

    fn has(&self, text: &str) -> bool {
        [(80, 24), (120, 40)].iter().all(|(width, height)| {
            self.screen(*width, *height).iter().any(|line| line.contains(text))
        })
    }
}

#[test]
fn every_analysis_is_reached_and_draws_in_any_size() {
    for language in Language::ALL {
        let mut journey = Journey::new(desk_of(language));
        for topic in Topic::ALL {
            let desk = desk_of(language);
            assert!(journey.has(&topic.title(&desk.words)), "{topic:?}");
            for (width, height) in (1..40).flat_map(|w| (1..9).map(move |h| (w, h))) {
                journey.screen(width, height);
            }
            journey.press("jjkGgg]");
        }
        journey.press("[");
    }
}

#[test]
fn a_bar_leads_to_its_customers() {
    let mut journey = Journey::new(desk_of(Language::En));
    while !journey.has("dormant prospect") {
        journey.press("]");
    }
    journey.press("<enter>");
    assert!(journey.has("上海华兴贸易有限公司"), "{:#?}", journey.screen(80, 24));
    // They are a list of their own, with its groups and its name.
    assert!(journey.has("Tier A"), "{:#?}", journey.screen(80, 24));
    journey.press("q");
    assert!(journey.has("dormant prospect"));
}

#[test]
fn an_empty_file_says_so_without_a_selection() {
    let mut journey = Journey::new(desk());
    for _ in Topic::ALL {
        journey.press("jkGg<enter>cx]");
        journey.screen(80, 24);
    }
}

#[test]
fn a_long_file_is_analysed_in_the_background() {
    let mut desk = desk_of(Language::En);
    for number in 0..1_000 {
        let named = vec![("name".to_owned(), format!("Customer {number}"))];
        crate::command::run(&mut desk.session, crate::command::Command::AddCustomer(named))
            .unwrap();
    }
    let mut insights = Insights::new();
    insights.refresh(&desk.cx());
    let job = insights.work(&desk.cx()).unwrap();
    assert!(insights.work(&desk.cx()).is_none(), "once is enough");
    let inbox = Inbox::new();
    let mut worker = Worker::start(inbox.post());
    worker.push(job);
    let Some(Arrival::Event(Event::Job(ended))) = inbox.next(None) else { panic!() };
    assert!(worker.note(ended).is_some());
    insights.refresh(&desk.cx());
    assert!(insights.report().is_some());
    assert!(insights.work(&desk.cx()).is_none());
}

/// The small world where the facts have left two confirmed tiers behind.
fn proposals() -> Desk {
    let mut desk = desk_of(Language::En);
    let rows = desk.session.reader().customers().unwrap();
    for name in ["Treequote", "Zoë & Söhne"] {
        let id = rows.iter().find(|row| row.name == name).unwrap().id;
        let heard = [("potential", "480000"), ("evidence", "need,budget,decider")];
        let heard = heard.map(|(field, value)| (field.to_owned(), value.to_owned())).to_vec();
        crate::command::run(&mut desk.session, crate::command::Command::EditCustomer(id, heard))
            .unwrap();
    }
    desk
}

#[test]
fn a_proposal_is_accepted_with_one_key_and_rejected_with_a_reason() {
    let mut journey = Journey::new(proposals());
    while !journey.has("Proposals") {
        journey.press("]");
    }
    let first = |journey: &Journey| {
        let screen = journey.screen(99, 30);
        screen.iter().find(|line| line.starts_with('▌')).cloned().unwrap_or_default()
    };
    let before = first(&journey);
    assert!(before.contains("need unclear → clear"), "{before}");
    journey.press("n<enter>");
    assert!(journey.screen(160, 24)[23].contains("reason"), "{:#?}", journey.screen(160, 24));
    journey.press("not this year<enter>");
    let told = journey.screen(160, 40);
    assert!(told.iter().any(|line| line.contains("not this year")), "{told:#?}");
    let second = first(&journey);
    assert_ne!(second, before);
    journey.press("y");
    assert!(journey.screen(160, 24)[23].contains("accept Zoë"), "{:#?}", journey.screen(160, 24));
    journey.press("uu<home>");
    assert_eq!(first(&journey), before);
}
