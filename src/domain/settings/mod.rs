//! The team's settings: key and value in the file, rules for the domain.
//!
//! Every setting is one row of its own, so that two people who change two settings merge. The keys
//! are stable; [`Rules::list`] gives them all with their values, [`Rules::from_settings`] reads them
//! back.

mod entry;

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use chrono_tz::Tz;

pub(super) use self::entry::{Entry, hundredths, joined};

use super::{
    buying::BuyingRules,
    cadence::{CadenceError, Cadences, Roll},
    calendar::{business_day::HomeZone, own_day::OwnDay, working::WorkingCalendar},
    effort::EffortRules,
    greeting::Greetings,
    money::Currency,
    relationship::RelationshipSettings,
    review::{Mode, ReviewRules},
    stage::{DealStatus, Pipeline, Stage, StageLevel},
    tier::{RulesError, Tier, TierRules},
};

/// The team's settings, read and checked.
#[derive(Clone, Debug)]
pub struct Rules {
    /// The base currency of the file.
    pub currency: Currency,
    /// The home zone of the file and when its days start.
    pub zone: HomeZone,
    /// Whether weeks start on Sunday; it changes only the grouping.
    pub weeks_start_on_sunday: bool,
    /// Tiers.
    pub tiers: TierRules,
    /// Contact intervals.
    pub cadences: Cadences,
    /// Stages.
    pub pipeline: Pipeline,
    /// Review of tiers.
    pub review: ReviewRules,
    /// RFM and revenue classes.
    pub buying: BuyingRules,
    /// What a contact takes, and what it is compared with.
    pub effort: EffortRules,
    /// When one is reminded of greetings.
    pub greetings: Greetings,
    /// Which groups of customers earn how much, and what relationship that makes.
    pub relationship: RelationshipSettings,
    /// Which country's working days hold.
    pub country: Country,
    /// Years whose arrangement is in the team's own days.
    arranged: BTreeSet<i32>,
    /// Days off and working days of the team's own.
    own_days: BTreeMap<NaiveDate, OwnDay>,
    /// Working days, from the three above.
    pub calendar: WorkingCalendar,
    /// Why some of the settings in the file do not hold, if so; see [`Rules::in_force`].
    pub broken: Option<SettingsError>,
}

/// Whose public holidays are known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Country {
    /// China, with make-up working days.
    China,
    /// None: Monday to Friday.
    None,
}

/// Why settings are refused.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SettingsError {
    /// No such setting.
    #[error("no setting {key:?}")]
    UnknownKey {
        /// The key.
        key: String,
    },
    /// Not a value for it.
    #[error("{key}: {value:?} is not {wanted}")]
    BadValue {
        /// The key.
        key: String,
        /// The value.
        value: String,
        /// What it takes, a key of the words: `number`, `tier-points` …
        wanted: &'static str,
    },
    /// The tiers' definitions break.
    #[error(transparent)]
    Tiers(#[from] RulesError),
    /// An interval or a retry gap out of range.
    #[error(transparent)]
    Cadence(#[from] CadenceError),
    /// No open stage is left, or two stages claim the end.
    #[error("the pipeline needs at least one open stage")]
    Pipeline,
    /// The shares that end the revenue classes do not rise.
    #[error("class A must end before class B, and that at 100 at most")]
    Classes,
    /// The bounds of sizes or margins do not rise.
    #[error("the bounds of sizes and of margins must rise")]
    Relationship,
}

impl Default for Rules {
    /// The defaults of DOMAIN.md: yuan, Shanghai, the Chinese calendar.
    fn default() -> Self {
        Self {
            currency: Currency::CNY,
            zone: HomeZone::midnight(Tz::Asia__Shanghai),
            weeks_start_on_sunday: false,
            tiers: TierRules::default(),
            cadences: Cadences::default(),
            pipeline: Pipeline::default(),
            review: ReviewRules::default(),
            buying: BuyingRules::default(),
            effort: EffortRules::default(),
            greetings: Greetings::default(),
            relationship: RelationshipSettings::default(),
            country: Country::China,
            arranged: BTreeSet::new(),
            own_days: BTreeMap::new(),
            calendar: WorkingCalendar::china(),
            broken: None,
        }
    }
}

impl Rules {
    /// Reads the stored settings over the defaults, and checks that they make sense together.
    ///
    /// A key of a newer version is passed over: the file may come from there.
    ///
    /// # Errors
    /// The first value or definition that breaks.
    pub fn from_settings<'a>(
        stored: impl IntoIterator<Item = (&'a str, &'a str)>,
    ) -> Result<Self, SettingsError> {
        let mut rules = Self::default();
        let is_place = |(key, _): &(&str, &str)| key.ends_with(".position");
        let (mut places, others): (Vec<_>, Vec<_>) = stored.into_iter().partition(is_place);
        // Stages are placed when all are there, the first place first: each then stays where it is.
        places.sort_by_key(|(_, place)| place.trim().parse::<usize>().unwrap_or(usize::MAX));
        for (key, value) in others.into_iter().chain(places) {
            match rules.set(key, value) {
                Err(SettingsError::UnknownKey { .. }) => {}
                other => other?,
            }
        }
        rules.calendar = match rules.country {
            Country::China => WorkingCalendar::china(),
            Country::None => WorkingCalendar::weekdays(),
        };
        rules.arranged.iter().for_each(|year| rules.calendar.take_as_published(*year));
        rules.calendar.set_own_days(rules.own_days.iter().map(|(day, own)| (*day, own)));
        rules.check()?;
        Ok(rules)
    }

    /// The rules by what of the stored settings holds.
    ///
    /// Two people may each change a setting so that both together break a definition. The file must
    /// go on working then, and alike for everyone: what does not hold is left out, the settings of
    /// one topic (`tier.…`) together if possible, else one by one, and [`Self::broken`] says why.
    pub fn in_force(stored: &[(&str, &str)]) -> Self {
        let broken = match Self::from_settings(stored.iter().copied()) {
            Ok(rules) => return rules,
            Err(error) => error,
        };
        let mut sorted = stored.to_vec();
        sorted.sort_unstable();
        let (mut rules, mut held) = (Self::default(), Vec::new());
        for together in sorted.chunk_by(|(a, _), (b, _)| topic(a) == topic(b)) {
            let alone = together.chunks(1);
            for more in std::iter::once(together).chain(alone) {
                let tried = [&held, more].concat();
                if let Ok(found) = Self::from_settings(tried.iter().copied()) {
                    (rules, held) = (found, tried);
                    if more.len() == together.len() {
                        break;
                    }
                }
            }
        }
        Self { broken: Some(broken), ..rules }
    }

    /// That these are settings and values for them, whatever they mean together.
    ///
    /// # Errors
    /// The first one that is not.
    pub fn check_values<'a>(
        &self,
        values: impl IntoIterator<Item = (&'a str, &'a str)>,
    ) -> Result<(), SettingsError> {
        let mut rules = self.clone();
        values.into_iter().try_for_each(|(key, value)| rules.set(key, value))
    }

    /// The business day of an instant, milliseconds.
    pub fn today(&self, now_millis: i64) -> NaiveDate {
        self.zone.business_day(now_millis)
    }

    /// That the settings do not contradict the definitions (DOMAIN 1.2, 1.3).
    fn check(&self) -> Result<(), SettingsError> {
        self.tiers.validate()?;
        self.cadences.check()?;
        self.tiers.validate_cadence(|tier| u32::from(self.cadences.interval(tier)))?;
        let open = self.pipeline.stages.iter().filter(|stage| stage.status == DealStatus::Open);
        if open.count() == 0 {
            return Err(SettingsError::Pipeline);
        }
        self.buying.check()?;
        self.relationship.check()
    }

    /// Sets one setting; the whole is checked apart.
    fn set(&mut self, key: &str, value: &str) -> Result<(), SettingsError> {
        let entry = Entry { key, value };
        let tiers = &mut self.tiers;
        match key {
            "currency" => {
                self.currency = Currency::new(value).map_err(|_| entry.bad("currency"))?;
            }
            "zone" => {
                let zone = value.parse().map_err(|_| entry.bad("zone"))?;
                let start = self.zone.day_start_minutes();
                self.zone = HomeZone::new(zone, start).ok_or_else(|| entry.bad("zone"))?;
            }
            "day_start_minutes" => {
                let start = entry.number()?;
                self.zone = HomeZone::new(self.zone.zone, start)
                    .ok_or_else(|| entry.bad("minutes-to-six"))?;
            }
            "week_start" => {
                self.weeks_start_on_sunday =
                    entry.choice("week-day", &[("monday", false), ("sunday", true)])?;
            }
            "country" => {
                self.country =
                    entry.choice("country", &[("cn", Country::China), ("none", Country::None)])?;
            }
            "review.mode" => {
                let modes = [("propose", Mode::Propose), ("auto", Mode::Auto)];
                self.review.mode = entry.choice("review-mode", &modes)?;
            }
            "review.days" => {
                self.review.every_days = entry.number()?;
                // Confirming would never be enough.
                if self.review.every_days == 0 {
                    return Err(entry.bad("days"));
                }
            }
            "review.rejected_days" => self.review.rejected_days = entry.number()?,
            "greeting.days" => {
                let days = entry.number()?;
                self.greetings =
                    self.greetings.reminding(days).ok_or_else(|| entry.bad("days-to-month"))?;
            }
            "greeting.festivals" => {
                self.greetings.festivals =
                    entry.choice("switch", &[("on", true), ("off", false)])?;
            }
            "tier.weight.need" => tiers.weights.need = entry.number()?,
            "tier.weight.value" => tiers.weights.value = entry.number()?,
            "tier.weight.interaction" => tiers.weights.interaction = entry.number()?,
            "tier.weight.stage" => tiers.weights.stage = entry.number()?,
            "tier.points.need" => tiers.points.need = entry.numbers()?,
            "tier.points.value" => tiers.points.value = entry.numbers()?,
            "tier.points.interaction" => tiers.points.interaction = entry.numbers()?,
            "tier.points.stage" => tiers.points.stage = entry.numbers()?,
            "tier.threshold.a" => tiers.thresholds.a_x100 = entry.hundredths()?,
            "tier.threshold.b" => tiers.thresholds.b_x100 = entry.hundredths()?,
            "tier.threshold.c" => tiers.thresholds.c_x100 = entry.hundredths()?,
            "tier.margin" => tiers.margin_x100 = entry.hundredths()?,
            "tier.dwell_days" => tiers.dwell_days = entry.number()?,
            "tier.evidence_needed" => tiers.evidence_needed = entry.number()?,
            "tier.value.medium" => tiers.value.medium_minor = entry.number()?,
            "tier.value.high" => tiers.value.high_minor = entry.number()?,
            "tier.interaction.low" => tiers.interaction.low_from = entry.number()?,
            "tier.interaction.frequent" => tiers.interaction.frequent_from = entry.number()?,
            "tier.interaction.window_days" => tiers.interaction.window_days = entry.number()?,
            "tier.interaction.min_days" => tiers.interaction.min_days = entry.number()?,
            "cadence.retry_gaps" => {
                let gaps: Result<Vec<u16>, _> = value.split_whitespace().map(str::parse).collect();
                self.cadences.retry_gaps = gaps.map_err(|_| entry.bad("numbers"))?;
            }
            "cadence.unreachable_after" => self.cadences.unreachable_after = entry.number()?,
            "cadence.suspended_after" => self.cadences.suspended_after = entry.number()?,
            "cadence.suspension_days" => self.cadences.suspension_days = entry.number()?,
            "cadence.roll" => {
                let rolls = [("following", Roll::Following), ("preceding", Roll::Preceding)];
                self.cadences.roll = entry.choice("roll", &rolls)?;
            }
            "snooze.max" => self.cadences.max_snoozes = entry.number()?,
            "snooze.max_days" => self.cadences.max_snooze_days = entry.number()?,
            _ if topic(key) == "effort" => self.effort.set(&entry)?,
            _ => return self.set_one_of_many(&entry),
        }
        Ok(())
    }

    /// Settings whose key names a tier, a stage or a day.
    fn set_one_of_many(&mut self, entry: &Entry<'_>) -> Result<(), SettingsError> {
        let mut parts = entry.key.splitn(3, '.');
        match (parts.next(), parts.next(), parts.next()) {
            (Some("cadence"), Some(tier), None) => {
                let tier = Tier::from_letter(tier).ok_or_else(|| entry.unknown())?;
                let days = entry.number()?;
                let intervals = self.cadences.interval_days.iter_mut().zip(Tier::ALL);
                for (interval, _) in intervals.filter(|(_, of)| *of == tier) {
                    *interval = days;
                }
                Ok(())
            }
            (Some("day"), Some(day), None) => {
                let day = day.parse().map_err(|_| entry.unknown())?;
                let own = OwnDay::parse(entry.value).ok_or_else(|| entry.bad("day-kind"))?;
                self.own_days.insert(day, own);
                Ok(())
            }
            (Some("holidays"), Some(year), None) => {
                let year = year.parse().map_err(|_| entry.unknown())?;
                entry.choice("arranged", &[("arranged", ())])?;
                self.arranged.insert(year);
                Ok(())
            }
            (Some("rfm" | "abc"), ..) => self.buying.set(entry),
            (Some("relationship" | "margin"), ..) => self.relationship.set(entry),
            (Some("stage"), Some(stage), Some(part)) => self.set_stage(entry, stage, part),
            _ => Err(entry.unknown()),
        }
    }

    fn set_stage(&mut self, entry: &Entry<'_>, key: &str, part: &str) -> Result<(), SettingsError> {
        if part == "position" {
            return self.place_stage(entry, key);
        }
        if self.pipeline.stage(key).is_none() {
            let is_plain = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_');
            if key.is_empty() || !key.chars().all(is_plain) {
                return Err(entry.unknown());
            }
            // A stage that the team adds: open, before the won one, until it is placed.
            let last = self.pipeline.stages.len().saturating_sub(1);
            self.pipeline.stages.insert(last, Stage::open(key));
        }
        let stages = self.pipeline.stages.iter_mut().chain(Some(&mut self.pipeline.lost));
        let Some(stage) = stages.into_iter().find(|stage| stage.key == key) else {
            return Err(entry.unknown());
        };
        match part {
            "name" => stage.name = Some(entry.value.to_owned()),
            "probability" => {
                stage.probability = entry.number()?;
                if stage.probability > 100 {
                    return Err(entry.bad("percent"));
                }
            }
            "level" => {
                stage.level =
                    StageLevel::from_key(entry.value).ok_or_else(|| entry.bad("stage-level"))?;
            }
            "rot_days" if entry.value == "never" => stage.rot_days = None,
            "rot_days" => stage.rot_days = Some(entry.number()?),
            _ => return Err(entry.unknown()),
        }
        Ok(())
    }

    /// Moves an open stage to a place among the open ones, the first being 1.
    fn place_stage(&mut self, entry: &Entry<'_>, key: &str) -> Result<(), SettingsError> {
        let place: usize = entry.number()?;
        let from = self.pipeline.index(key).ok_or_else(|| entry.unknown())?;
        let open = self.pipeline.stages.len().saturating_sub(1);
        if place == 0 || place > open || from >= open {
            return Err(entry.bad("stage-position"));
        }
        let stage = self.pipeline.stages.remove(from);
        self.pipeline.stages.insert(place - 1, stage);
        Ok(())
    }

    /// Every setting with its value, in a fixed order; reading them back gives the same rules.
    pub fn list(&self) -> Vec<(String, String)> {
        let tiers = &self.tiers;
        let mut list: Vec<(String, String)> = [
            ("currency", self.currency.code().to_owned()),
            ("zone", self.zone.zone.name().to_owned()),
            ("day_start_minutes", self.zone.day_start_minutes().to_string()),
            ("week_start", if self.weeks_start_on_sunday { "sunday" } else { "monday" }.into()),
            ("country", if self.country == Country::China { "cn" } else { "none" }.into()),
            (
                "review.mode",
                if self.review.mode == Mode::Propose { "propose" } else { "auto" }.into(),
            ),
            ("review.days", self.review.every_days.to_string()),
            ("review.rejected_days", self.review.rejected_days.to_string()),
            ("greeting.days", self.greetings.days_before().to_string()),
            ("greeting.festivals", if self.greetings.festivals { "on" } else { "off" }.into()),
            ("tier.weight.need", tiers.weights.need.to_string()),
            ("tier.weight.value", tiers.weights.value.to_string()),
            ("tier.weight.interaction", tiers.weights.interaction.to_string()),
            ("tier.weight.stage", tiers.weights.stage.to_string()),
            ("tier.points.need", joined(&tiers.points.need)),
            ("tier.points.value", joined(&tiers.points.value)),
            ("tier.points.interaction", joined(&tiers.points.interaction)),
            ("tier.points.stage", joined(&tiers.points.stage)),
            ("tier.threshold.a", hundredths(tiers.thresholds.a_x100)),
            ("tier.threshold.b", hundredths(tiers.thresholds.b_x100)),
            ("tier.threshold.c", hundredths(tiers.thresholds.c_x100)),
            ("tier.margin", hundredths(tiers.margin_x100)),
            ("tier.dwell_days", tiers.dwell_days.to_string()),
            ("tier.evidence_needed", tiers.evidence_needed.to_string()),
            ("tier.value.medium", tiers.value.medium_minor.to_string()),
            ("tier.value.high", tiers.value.high_minor.to_string()),
            ("tier.interaction.low", tiers.interaction.low_from.to_string()),
            ("tier.interaction.frequent", tiers.interaction.frequent_from.to_string()),
            ("tier.interaction.window_days", tiers.interaction.window_days.to_string()),
            ("tier.interaction.min_days", tiers.interaction.min_days.to_string()),
            ("cadence.retry_gaps", joined(&self.cadences.retry_gaps)),
            ("cadence.unreachable_after", self.cadences.unreachable_after.to_string()),
            ("cadence.suspended_after", self.cadences.suspended_after.to_string()),
            ("cadence.suspension_days", self.cadences.suspension_days.to_string()),
            (
                "cadence.roll",
                if self.cadences.roll == Roll::Following { "following" } else { "preceding" }
                    .into(),
            ),
            ("snooze.max", self.cadences.max_snoozes.to_string()),
            ("snooze.max_days", self.cadences.max_snooze_days.to_string()),
        ]
        .into_iter()
        .map(|(key, value)| (key.to_owned(), value))
        .chain(self.effort.list())
        .collect();
        list.extend(self.buying.list());
        list.extend(self.relationship.list());
        for tier in Tier::ALL {
            let key = format!("cadence.{}", tier.letter().to_lowercase());
            list.push((key, self.cadences.interval(tier).to_string()));
        }
        for stage in self.pipeline.stages.iter().chain(Some(&self.pipeline.lost)) {
            let key = |part: &str| format!("stage.{}.{part}", stage.key);
            if let Some(name) = &stage.name {
                list.push((key("name"), name.clone()));
            }
            list.push((key("probability"), stage.probability.to_string()));
            list.push((key("level"), stage.level.key().to_owned()));
            let rot = stage.rot_days.map_or_else(|| "never".to_owned(), |days| days.to_string());
            list.push((key("rot_days"), rot));
        }
        for (at, stage) in self.pipeline.stages.iter().enumerate() {
            if stage.status == DealStatus::Open {
                list.push((format!("stage.{}.position", stage.key), (at + 1).to_string()));
            }
        }
        let arranged = self.arranged.iter();
        list.extend(arranged.map(|year| (format!("holidays.{year}"), "arranged".to_owned())));
        let own = self.own_days.iter();
        list.extend(own.map(|(day, own)| (format!("day.{day}"), own.to_string())));
        list
    }
}

/// What a setting is about: its key up to the first dot.
fn topic(key: &str) -> &str {
    key.split('.').next().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(pairs: &[(&str, &str)]) -> Result<Rules, SettingsError> {
        Rules::from_settings(pairs.iter().copied())
    }

    #[test]
    fn the_list_reads_back_as_the_same_rules() {
        let changed = read(&[
            ("currency", "USD"),
            ("cadence.a", "7"),
            ("stage.trial.probability", "60"),
            ("stage.trial.level", "mid"),
            ("stage.trial.position", "4"),
            ("day.2026-12-31", "off 年会"),
            ("day.2027-02-06", "work"),
            ("holidays.2027", "arranged"),
            ("greeting.days", "5"),
            ("greeting.festivals", "off"),
            ("tier.margin", "3.5"),
            ("review.mode", "auto"),
            ("review.rejected_days", "30"),
            ("rfm.window", "all"),
            ("rfm.money", "100 200 300 400"),
            ("abc.b", "90"),
            ("effort.visit", "90"),
            ("effort.value", "pipeline"),
            ("relationship.by", "area"),
            ("margin.New York", "-2.5"),
        ])
        .unwrap();
        let list = changed.list();
        let again =
            Rules::from_settings(list.iter().map(|(key, value)| (key.as_str(), value.as_str())));
        assert_eq!(again.unwrap().list(), list);
        assert_eq!(changed.pipeline.index("trial"), Some(3));
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        assert_eq!(changed.calendar.holiday_name(day("2026-12-31")), Some("年会"));
        assert!(changed.calendar.is_working(day("2027-02-06")));
        assert!(!changed.calendar.is_estimated(day("2027-02-05")));
    }

    #[test]
    fn settings_that_break_a_definition_are_refused() {
        for (pairs, problem) in [
            (vec![("tier.weight.need", "31")], "weights"),
            (vec![("cadence.a", "20")], "cadence"),
            (vec![("cadence.b", "many")], "not a number"),
            (vec![("tier.threshold.b", "88.00")], "thresholds"),
            (vec![("stage.quote.probability", "101")], "over 100"),
            (vec![("review.days", "0")], "due again at once"),
            (vec![("abc.a", "95")], "class A ends where B does"),
            (vec![("effort.visit", "1441")], "longer than a day"),
            (vec![("effort.days", "0")], "no day"),
            (vec![("effort.value", "mood")], "no value"),
            (vec![("greeting.days", "32")], "over a month"),
            (vec![("greeting.festivals", "yes")], "neither on nor off"),
            (vec![("day.2026-12-31", "free")], "neither off nor work"),
        ] {
            assert!(read(&pairs).is_err(), "{problem}: {pairs:?}");
        }
    }

    #[test]
    fn stages_stand_where_they_are_placed_whatever_the_order_of_the_settings() {
        let order = ["quote", "proposal", "needs", "contact"];
        let places: Vec<(String, String)> = order
            .iter()
            .enumerate()
            .map(|(at, stage)| (format!("stage.{stage}.position"), (at + 1).to_string()))
            .collect();
        for turn in 0..4 {
            let mut turned = places.clone();
            turned.rotate_left(turn);
            let pairs = turned.iter().map(|(key, place)| (key.as_str(), place.as_str()));
            let pipeline = Rules::from_settings(pairs).unwrap().pipeline;
            let found: Vec<&str> =
                pipeline.open_stages().iter().map(|it| it.key.as_str()).collect();
            assert_eq!(found, order);
        }
    }

    #[test]
    fn settings_that_only_together_break_a_definition_leave_the_others_in_force() {
        let merged = [
            ("cadence.c", "28"),
            ("currency", "USD"),
            ("tier.weight.need", "31"),
            ("tier.margin", "3.00"),
        ];
        let rules = Rules::in_force(&merged);
        assert!(matches!(rules.broken, Some(SettingsError::Tiers(_))));
        assert_eq!((rules.currency.code(), rules.tiers.margin_x100), ("USD", 300));
        assert_eq!((rules.cadences.interval(Tier::C), rules.tiers.weights.need), (28, 30));
        let mut backwards = merged;
        backwards.reverse();
        assert_eq!(Rules::in_force(&backwards).list(), rules.list(), "alike for everyone");
        assert_eq!(Rules::in_force(&merged[..2]).broken, None);
    }

    #[test]
    fn a_setting_of_a_newer_version_is_passed_over() {
        assert_eq!(read(&[("hologram.depth", "3")]).unwrap().list(), Rules::default().list());
    }
}
