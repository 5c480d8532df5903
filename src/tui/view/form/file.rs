//! The form of what a file is kept in: its currency, its time zone, what is a large customer.

use crate::{
    command::{Command, field::Kind},
    domain::{
        calendar::business_day::HomeZone,
        money::{Currency, Money},
        settings::Rules,
        tier::ValueRules,
    },
    tui::{
        cx::Cx,
        effect::Effect,
        widget::form::{Field, Form, Values},
    },
};

use super::{super::failed, Wrong, fields::of_kind};

/// Opens the form of the file's own settings. The thresholds of the value are proposed from the
/// data when there are any: the middle and the top fifth of what customers are worth (DOMAIN 9.1).
pub fn file_settings(cx: &Cx<'_>) -> Effect {
    let rules = cx.session().rules();
    let plain = |minor| Money::new(minor, rules.currency).plain();
    let own = &rules.tiers.value;
    let is_default = *own == ValueRules::default();
    let proposed = match cx.reader().usual_values() {
        Ok(found) => found.filter(|_| is_default),
        Err(error) => return failed(error, cx),
    };
    let (medium, high) = proposed.unwrap_or((own.medium_minor, own.high_minor));
    let text = |name, value: &str| of_kind(Kind::Name, name, value, cx);
    let fields: Vec<Field> = vec![
        text("currency", rules.currency.code()),
        text("zone", rules.zone.zone.name()),
        of_kind(Kind::Text, "value_medium", &plain(medium), cx),
        of_kind(Kind::Text, "value_high", &plain(high), cx),
    ];
    let title = cx.words.get("welcome-file").into_owned();
    let save = |values: &Values<'_>, cx: &Cx<'_>| {
        let changed = settings(values, cx)?;
        if changed.is_empty() {
            return Ok(Effect::Close);
        }
        Ok(Effect::Many(vec![Effect::Run(Command::ChangeSettings(changed)), Effect::Close]))
    };
    Effect::Open(Box::new(Form::new(title, fields, Box::new(save))))
}

/// The settings that differ from those in force.
fn settings(values: &Values<'_>, cx: &Cx<'_>) -> Result<Vec<(String, Option<String>)>, Wrong> {
    let rules = cx.session().rules();
    let mut wrong = Wrong::new();
    let mut say =
        |name: &'static str, key: &str| wrong.push((name, cx.words.get(key).into_owned()));
    let code = values.get("currency").to_uppercase();
    let currency = Currency::new(&code).ok();
    if currency.is_none() {
        say("currency", "wanted-currency");
    }
    let zone = values.get("zone");
    if zone.parse().ok().and_then(|zone| HomeZone::new(zone, 0)).is_none() {
        say("zone", "wanted-zone");
    }
    let base = currency.unwrap_or(rules.currency);
    let mut minor = |name: &'static str| {
        let money = Money::parse(&values.get(name), base).ok().filter(|it| it.currency == base);
        if money.is_none() {
            say(name, "wanted-money");
        }
        money.map_or(0, |money| money.minor)
    };
    let (medium, high) = (minor("value_medium"), minor("value_high"));
    if !wrong.is_empty() {
        return Err(wrong);
    }
    let before = Rules::list(rules);
    let given = [
        ("currency", code),
        ("zone", zone),
        ("tier.value.medium", medium.to_string()),
        ("tier.value.high", high.to_string()),
    ];
    let differs = |(key, value): &(&str, String)| {
        !before.iter().any(|(known, old)| known == key && old == value)
    };
    Ok(given
        .into_iter()
        .filter(differs)
        .map(|(key, value)| (key.to_owned(), Some(value)))
        .collect())
}
