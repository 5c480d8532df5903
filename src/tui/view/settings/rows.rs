//! What stands on the settings screen: topics, settings in words, values as people write them.

use crate::{
    domain::{money::Money, relationship::MARGIN, settings::Rules},
    i18n::Words,
    wording::names,
};

/// A line of the screen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Line {
    /// The heading of a topic.
    Topic(String),
    /// A setting.
    Setting(Setting),
    /// Where a stage is added.
    NewStage,
    /// Where the margin of a group of customers is added.
    NewMargin,
}

/// A setting as it is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Setting {
    /// Its key.
    pub key: String,
    /// What it is.
    pub name: String,
    /// Its value in words.
    pub shown: String,
    /// Its value as it is typed.
    pub typed: String,
    /// Nobody has changed it.
    pub is_default: bool,
}

/// The topics in their order, by the beginning of their keys; what is of no other is of the first.
const TOPICS: [&str; 10] =
    ["file", "tier", "review", "cadence", "stage", "rfm", "abc", "relationship", "greeting", "day"];

/// All lines: every setting below its topic.
pub fn lines(stored: &[(String, String)], rules: &Rules, words: &Words) -> Vec<Line> {
    let all = rules.list();
    let mut topics: Vec<String> = TOPICS.map(str::to_owned).to_vec();
    for (key, _) in &all {
        let topic = topic(key);
        if !topics.contains(&topic) {
            topics.push(topic);
        }
    }
    let mut lines = Vec::new();
    for of in topics {
        let settings: Vec<Line> = all
            .iter()
            .filter(|(key, _)| topic(key) == of)
            .map(|(key, value)| {
                let is_default = !stored.iter().any(|(known, _)| known == key);
                Line::Setting(setting(key, value, is_default, rules, words))
            })
            .collect();
        if settings.is_empty() {
            continue;
        }
        lines.push(Line::Topic(words.get(&format!("settings-topic-{of}")).into_owned()));
        lines.extend(settings);
        lines.extend((of == "stage").then_some(Line::NewStage));
        lines.extend((of == "relationship").then_some(Line::NewMargin));
    }
    lines
}

/// The topic of a key.
fn topic(key: &str) -> String {
    match key.split_once('.') {
        None => "file".to_owned(),
        Some(("snooze", _)) => "cadence".to_owned(),
        Some(("holidays", _)) => "day".to_owned(),
        Some(("margin", _)) => "relationship".to_owned(),
        Some((topic, _)) => topic.to_owned(),
    }
}

fn setting(key: &str, value: &str, is_default: bool, rules: &Rules, words: &Words) -> Setting {
    let (shown, typed) = match amounts(key, value) {
        Some(amounts) => {
            let shown = amounts.iter().map(|minor| names::money(words, *minor, rules.currency));
            let typed = amounts.iter().map(|minor| Money::new(*minor, rules.currency).plain());
            (shown.collect::<Vec<_>>().join(" "), typed.collect::<Vec<_>>().join(" "))
        }
        None => {
            let known = format!("setting-value-{value}");
            let shown =
                if words.has(&known) { words.get(&known).into_owned() } else { value.to_owned() };
            (shown, value.to_owned())
        }
    };
    Setting { key: key.to_owned(), name: name(key, rules, words), shown, typed, is_default }
}

/// What a setting is, in words; one without words shows by its key.
fn name(key: &str, rules: &Rules, words: &Words) -> String {
    if let Some(group) = key.strip_prefix(MARGIN) {
        return words.format("setting-margin", &[("group", group.into())]);
    }
    let mut parts = key.splitn(3, '.');
    let (topic, of, part) = (parts.next().unwrap_or_default(), parts.next(), parts.next());
    if let (Some(of), Some(part)) = (of, part)
        && topic == "stage"
    {
        let stage = names::stage(words, &rules.pipeline, of);
        let key = format!("setting-stage-{part}");
        return if words.has(&key) {
            words.format(&key, &[("stage", stage.into())])
        } else {
            stage
        };
    }
    if let ("holidays", Some(year)) = (topic, of) {
        return words.format("setting-holidays", &[("year", year.into())]);
    }
    let words_key = format!("setting-{}", key.replace('.', "-"));
    if words.has(&words_key) { words.get(&words_key).into_owned() } else { key.to_owned() }
}

/// Whether a setting is kept in minor units and shown as money.
fn is_money(key: &str) -> bool {
    key.starts_with("tier.value.") || key == "rfm.money"
}

/// The amounts of a setting that has some, minor units.
fn amounts(key: &str, value: &str) -> Option<Vec<i64>> {
    let amounts = value.split_whitespace().map(str::parse).collect::<Result<_, _>>();
    amounts.ok().filter(|_| is_money(key))
}

/// What is kept for what was typed; `None` when it should be money and is not.
pub fn value(setting: &Setting, typed: &str, rules: &Rules) -> Option<String> {
    if !is_money(&setting.key) {
        return Some(typed.to_owned());
    }
    let amount = |text: &str| {
        let money = Money::parse(text, rules.currency).ok()?;
        (money.currency == rules.currency).then(|| money.minor.to_string())
    };
    if setting.key.starts_with("tier.value.") {
        return amount(typed);
    }
    let all: Option<Vec<String>> = typed.split_whitespace().map(amount).collect();
    Some(all?.join(" "))
}

/// The settings that add a stage of this name, before the won one.
pub fn new_stage(name: &str) -> Vec<(String, Option<String>)> {
    let plain = |c: char| if c.is_alphanumeric() || c == '-' { c } else { '_' };
    let key: String = name.to_lowercase().chars().map(plain).collect();
    [("name", name), ("probability", "50"), ("level", "mid")]
        .map(|(part, value)| (format!("stage.{key}.{part}"), Some(value.to_owned())))
        .to_vec()
}

/// The setting for a margin that was typed as `Retail=30`; `None` when it is not typed so.
pub fn new_margin(typed: &str) -> Option<Vec<(String, Option<String>)>> {
    let (group, margin) = typed.rsplit_once(['=', '＝'])?;
    Some(vec![(format!("{MARGIN}{}", group.trim()), Some(margin.trim().to_owned()))])
}
