//! The settings screen, driven by keys.

use ratatui::{Terminal, backend::TestBackend};

use super::{
    Settings,
    rows::{Line, lines},
};
use crate::{
    domain::{settings::Rules, tier::Tier},
    i18n::{Language, Words},
    tui::{
        app::App,
        cx::{Desk, tests::desk},
        event::Inbox,
        script,
        view::View,
        widget::panel::tests::rows,
    },
};

struct Journey {
    app: App,
    _inbox: Inbox,
}

impl Journey {
    fn new(language: Language) -> Self {
        let desk = Desk { words: Words::new(language), ..desk() };
        let inbox = Inbox::new();
        let tabs: Vec<Box<dyn View>> = vec![Box::new(Settings::default())];
        Self { app: App::new(desk, tabs, inbox.post()), _inbox: inbox }
    }

    fn press(&mut self, keys: &str) -> &mut Self {
        script::press(&mut self.app, keys);
        self
    }

    fn screen(&self) -> Vec<String> {
        let mut terminal = Terminal::new(TestBackend::new(100, 160)).unwrap();
        terminal.draw(|frame| self.app.draw(frame)).unwrap();
        rows(terminal.backend().buffer())
    }

    /// Goes to the setting with this text in its row.
    fn at(&mut self, text: &str) -> &mut Self {
        self.press("<home>");
        for _ in 0..200 {
            if self.line(text).starts_with('▌') {
                return self;
            }
            self.press("j");
        }
        panic!("{text} cannot be reached: {:#?}", self.screen());
    }

    fn line(&self, text: &str) -> String {
        let screen = self.screen();
        let found = screen.iter().find(|line| line.contains(text));
        found.unwrap_or_else(|| panic!("{text} is not in {screen:#?}")).clone()
    }
}

#[test]
fn a_setting_is_changed_in_place_and_brought_back() {
    let mut journey = Journey::new(Language::En);
    journey.at("Contact tier C every").press("<enter><ctrl-u>28<enter>");
    assert!(journey.line("Contact tier C every").ends_with("28"));
    journey.press("D");
    assert!(journey.line("Contact tier C every").ends_with("30"));
    journey.press("u");
    assert!(journey.line("Contact tier C every").ends_with("28"));
}

#[test]
fn what_breaks_a_definition_is_refused_and_can_be_mended() {
    let mut journey = Journey::new(Language::En);
    journey.at("Contact tier A every").press("<enter><ctrl-u>20<enter>");
    assert!(journey.screen().concat().contains("refused"), "{:#?}", journey.screen());
    journey.press("<ctrl-u>6<enter>");
    assert!(journey.line("Contact tier A every").ends_with('6'));
}

#[test]
fn money_is_typed_as_money() {
    let mut journey = Journey::new(Language::ZhCn);
    journey.at("价值“高”").press("<enter><ctrl-u>15万<enter>");
    assert!(journey.line("价值“高”").contains("¥150,000"), "{}", journey.line("价值“高”"));
    journey.press("<enter><ctrl-u>many<enter>");
    assert!(journey.line("价值“高”").contains("¥150,000"));
}

#[test]
fn several_amounts_are_typed_with_blanks_between_them() {
    let mut journey = Journey::new(Language::En);
    journey.at("Fixed edges of money").press("<enter><ctrl-u>100 2k 3000.50 1万<enter>");
    let line = journey.line("Fixed edges of money");
    assert!(line.contains("¥100 ¥2,000 ¥3,000.50 ¥10,000"), "{line}");
}

#[test]
fn a_stage_is_added() {
    let mut journey = Journey::new(Language::En);
    journey.at("+ add a stage").press("<enter>Trial run<enter>");
    assert!(journey.line("Trial run: probability").ends_with("50"));
}

#[test]
fn a_margin_is_added_changed_and_taken_away() {
    let mut journey = Journey::new(Language::En);
    journey.at("+ add a margin").press("<enter>New York<enter>");
    assert!(journey.screen().concat().contains("Retail=30"), "{:#?}", journey.screen());
    journey.press("<ctrl-u>New York = 32.5<enter>");
    assert!(journey.line("New York: margin").ends_with("32.50"));
    journey.at("New York: margin").press("<enter><ctrl-u>a third<enter>");
    assert!(journey.screen().concat().contains("at most two decimals"));
    journey.press("<esc>D");
    assert!(!journey.screen().concat().contains("New York: margin"));
}

#[test]
fn every_setting_has_its_words() {
    let rules = Rules::default();
    for language in Language::ALL {
        let words = Words::new(language);
        for line in lines(&[], &rules, &words) {
            match line {
                Line::Setting(setting) => assert_ne!(setting.name, setting.key, "{language}"),
                Line::Topic(name) => assert!(!name.starts_with("settings-topic"), "{name}"),
                Line::NewStage | Line::NewMargin => {}
            }
        }
    }
    assert_eq!(rules.cadences.interval(Tier::A), 7);
}
