//! TOML text → config, every refusal with its line.

use std::ops::Range;

use toml::{
    Spanned,
    de::{DeTable, DeValue},
};

use super::{CUSTOMER_COLUMNS, Config, ConfigProblem, DetailPane, Expected, nearest};
use crate::i18n::Language;

/// Every setting, with its section.
pub(super) const KEYS: &[&str] = &[
    "language",
    "theme",
    "capacity",
    "mouse",
    "links",
    "detail_pane",
    "columns.customers",
    "confirm.quit",
    "confirm.discard",
    "confirm.delete",
    "keys",
    "paths.db",
];

const SECTIONS: &[&str] = &["columns", "confirm", "paths"];

/// The config in a text.
pub(super) fn config(text: &str) -> Result<Config, ConfigProblem> {
    let syntax = |error: toml::de::Error| ConfigProblem::Syntax {
        line: line(text, error.span().unwrap_or_default()),
        reason: error.message().to_owned(),
    };
    let table = DeTable::parse(text).map_err(syntax)?;
    let mut config = Config::default();
    section(&mut config, text, "", table.get_ref())?;
    // Kept as it stands: what it may hold is the keymap's to say.
    let whole: toml::Table = text.parse().map_err(syntax)?;
    if let Some(toml::Value::Table(keys)) = whole.get("keys") {
        config.keys = keys.clone();
    }
    Ok(config)
}

fn section(
    config: &mut Config,
    text: &str,
    prefix: &str,
    table: &DeTable<'_>,
) -> Result<(), ConfigProblem> {
    for (name, value) in table {
        let key = format!("{prefix}{}", name.get_ref());
        let line_of = |range| line(text, range);
        if SECTIONS.contains(&key.as_str()) {
            let Some(inner) = value.get_ref().as_table() else {
                let line = line_of(value.span());
                return Err(ConfigProblem::Value { line, key, expected: Expected::Section });
            };
            section(config, text, &format!("{key}."), inner)?;
        } else if KEYS.contains(&key.as_str()) {
            if let Err(expected) = set(config, &key, value) {
                return Err(ConfigProblem::Value { line: line_of(value.span()), key, expected });
            }
        } else {
            let known = [KEYS, SECTIONS].concat();
            let nearest = nearest(&key, &known);
            return Err(ConfigProblem::UnknownKey { line: line_of(name.span()), key, nearest });
        }
    }
    Ok(())
}

fn set(config: &mut Config, key: &str, value: &Spanned<DeValue<'_>>) -> Result<(), Expected> {
    let value = value.get_ref();
    match key {
        "language" => {
            config.language = one_of(
                value,
                &["auto", "en", "zh-CN"],
                &[None, Some(Language::En), Some(Language::ZhCn)],
            )?;
        }
        "theme" => config.theme = text(value)?,
        "capacity" => config.capacity = whole(value, 1, 1000)?,
        "mouse" => config.mouse = flag(value)?,
        "links" => config.links = flag(value)?,
        "detail_pane" => {
            config.detail_pane = one_of(
                value,
                &["auto", "open", "closed"],
                &[DetailPane::Auto, DetailPane::Open, DetailPane::Closed],
            )?;
        }
        "columns.customers" => config.columns.customers = some_of(value, CUSTOMER_COLUMNS)?,
        "confirm.quit" => config.confirm.quit = flag(value)?,
        "confirm.discard" => config.confirm.discard = flag(value)?,
        "confirm.delete" => config.confirm.delete = flag(value)?,
        "paths.db" => {
            config.paths.db = Some(text(value)?).filter(|path| !path.is_empty()).map(Into::into);
        }
        // `keys`; the caller has ruled out every other name.
        _ => return value.as_table().map(|_| ()).ok_or(Expected::Section),
    }
    Ok(())
}

fn text(value: &DeValue<'_>) -> Result<String, Expected> {
    value.as_str().map(str::to_owned).ok_or(Expected::Text)
}

fn flag(value: &DeValue<'_>) -> Result<bool, Expected> {
    value.as_bool().ok_or(Expected::Flag)
}

fn whole(value: &DeValue<'_>, min: u32, max: u32) -> Result<u32, Expected> {
    value
        .as_integer()
        .and_then(|number| u32::from_str_radix(number.as_str(), number.radix()).ok())
        .filter(|number| (min..=max).contains(number))
        .ok_or(Expected::Whole { min, max })
}

fn one_of<T: Copy>(
    value: &DeValue<'_>,
    names: &'static [&'static str],
    meanings: &[T],
) -> Result<T, Expected> {
    let place = names.iter().position(|name| value.as_str() == Some(name));
    place.and_then(|place| meanings.get(place)).copied().ok_or(Expected::OneOf(names))
}

fn some_of(value: &DeValue<'_>, names: &'static [&'static str]) -> Result<Vec<String>, Expected> {
    value
        .as_array()
        .filter(|list| !list.is_empty())
        .and_then(|list| {
            let known = |name: &&str| names.contains(name);
            list.iter()
                .map(|item| item.get_ref().as_str().filter(known).map(str::to_owned))
                .collect()
        })
        .ok_or(Expected::SomeOf(names))
}

fn line(text: &str, range: Range<usize>) -> usize {
    text.bytes().take(range.start).filter(|byte| *byte == b'\n').count() + 1
}
