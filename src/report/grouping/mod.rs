//! Customers in groups by a scheme: which groups there are, what they are called, who belongs where.

mod known;
#[cfg(test)]
mod tests;

use std::{cmp::Reverse, collections::HashMap};

use self::known::Known;
use crate::{
    domain::{
        relationship::{MARGIN, Relationship},
        scheme::{Measure, NONE, Scheme, Traits, UNKNOWN},
        settings::Rules,
    },
    i18n::Words,
    store::{Reader, StoreError},
    wording::names,
};

/// A scheme with all that it has to know to place customers. It holds no words, so that it can be
/// read on another thread.
#[derive(Debug, Default)]
pub struct Grouping {
    scheme: Scheme,
    population: i64,
    known: Known,
}

/// A group of customers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Group {
    /// Stable key; `None` for those whose own text would name the group and who have none.
    pub key: Option<String>,
    /// What it is called.
    pub name: String,
    /// What else there is to say of it; may be empty.
    pub note: String,
}

/// Groups in order, and the place of each customer among them.
#[derive(Debug, Default)]
pub struct Groups {
    /// The groups. Those of fixed schemes are all there, with customers or without.
    pub all: Vec<Group>,
    /// The place of the group of each customer, in the order in which they were given.
    pub places: Vec<u32>,
}

/// How many names a note tells.
const NAMED: usize = 3;

impl Grouping {
    /// What a scheme has to know. Some schemes look at everything that was ever bought: with many
    /// customers work for the background, see [`Grouping::is_slow`].
    ///
    /// # Errors
    /// Fails when the file cannot be read.
    pub fn read(scheme: Scheme, reader: &Reader<'_>) -> Result<Self, StoreError> {
        let population = reader.population_interval()?;
        Ok(Self { scheme, population, known: Known::read(scheme, reader)? })
    }

    /// Whether a scheme looks at all customers together before it can place one.
    pub const fn is_slow(scheme: Scheme) -> bool {
        matches!(
            scheme,
            Scheme::Band | Scheme::Segment | Scheme::Class | Scheme::Loyalty | Scheme::Relationship
        )
    }

    /// The scheme.
    pub const fn scheme(&self) -> Scheme {
        self.scheme
    }

    /// Puts customers into groups, as of the day and the rules of a reader.
    pub fn groups<'a>(
        &self,
        customers: impl Iterator<Item = Traits<'a>>,
        reader: &Reader<'_>,
        words: &Words,
    ) -> Groups {
        let (rules, today) = (reader.rules(), reader.today());
        let Some(keys) = self.scheme.keys(rules) else {
            return self.by_text(customers, rules, words);
        };
        let measure = Measure { rules, population: self.population, today };
        let last = keys.len().saturating_sub(1);
        let place = |traits: Traits<'a>| {
            let own = self.scheme.place(&traits, &measure);
            let place = own.or_else(|| self.known.place(&traits, &measure));
            u32::try_from(place.unwrap_or(last)).unwrap_or(u32::MAX)
        };
        let places = customers.map(place).collect();
        let group = |(place, key): (usize, &str)| Group {
            key: Some(key.to_owned()),
            name: self.name(key, rules, words),
            note: self.note(place, words),
        };
        Groups { all: keys.into_iter().enumerate().map(group).collect(), places }
    }

    /// Groups named by a text of the customers' own: the most valuable first, those without one
    /// last.
    fn by_text<'a>(
        &self,
        customers: impl Iterator<Item = Traits<'a>>,
        rules: &Rules,
        words: &Words,
    ) -> Groups {
        let mut known: HashMap<&str, u32> = HashMap::new();
        let mut found: Vec<(&str, i64)> = Vec::new();
        let mut places = Vec::new();
        for traits in customers {
            let text = self.scheme.text(&traits).unwrap_or_default();
            let next = u32::try_from(found.len()).unwrap_or(u32::MAX);
            let place = *known.entry(text).or_insert(next);
            if place == next {
                found.push((text, 0));
            }
            let sum = found.get_mut(place as usize).map(|(_, value)| value);
            sum.into_iter().for_each(|sum| *sum = sum.saturating_add(traits.value_minor));
            places.push(place);
        }
        let mut order: Vec<(usize, &(&str, i64))> = found.iter().enumerate().collect();
        order.sort_by_key(|(_, (text, value))| (text.is_empty(), Reverse(*value), *text));
        let mut at = vec![0; found.len()];
        for (to, (from, _)) in (0..).zip(&order) {
            at.get_mut(*from).into_iter().for_each(|place| *place = to);
        }
        for place in &mut places {
            *place = at.get(*place as usize).copied().unwrap_or(0);
        }
        let group = |text: &str| match text {
            "" => Group { name: self.name(NONE, rules, words), ..Group::default() },
            text => {
                Group { key: Some(text.to_owned()), name: text.to_owned(), note: String::new() }
            }
        };
        Groups { all: order.into_iter().map(|(_, (text, _))| group(text)).collect(), places }
    }
}

impl Grouping {
    /// What a group is called.
    fn name(&self, key: &str, rules: &Rules, words: &Words) -> String {
        let scheme = self.scheme.key();
        let known = match (self.scheme, key) {
            (Scheme::Tier, letter) => {
                return words.format("customers-tier", &[("tier", letter.into())]);
            }
            (Scheme::Class, letter) if letter != NONE => {
                return words.format("group-class", &[("class", letter.into())]);
            }
            (Scheme::Stage, stage) if stage != NONE => {
                return names::stage(words, &rules.pipeline, stage);
            }
            (Scheme::Relationship, NONE) => format!("group-none-{}", rules.relationship.by.key()),
            (_, NONE) | (Scheme::Relationship, UNKNOWN) => format!("group-{key}-{scheme}"),
            (Scheme::Value | Scheme::Band, band) => format!("rfm-band-{band}"),
            _ => format!("{scheme}-{key}"),
        };
        words.get(&known).into_owned()
    }

    /// Which trades, areas or sources a relationship suits; of those without a margin, how to say
    /// it.
    fn note(&self, place: usize, words: &Words) -> String {
        let Known::Relationships(_, named) = &self.known else { return String::new() };
        let found = u8::try_from(place).ok().and_then(|place| named.get(&place));
        let Some(found) = found else { return String::new() };
        if place == Relationship::ALL.len() {
            let key = found.first().map(|name| format!("{MARGIN}{name}"));
            let more = found.len().saturating_sub(1);
            let args = [("setting", key.unwrap_or_default().into()), ("more", more.into())];
            return words.format("group-margin-hint", &args);
        }
        let mut names = found.iter().take(NAMED).cloned().collect::<Vec<_>>();
        if let Some(more) = found.len().checked_sub(NAMED).filter(|more| *more > 0) {
            names.push(words.format("group-more", &[("count", more.into())]));
        }
        names.join(&words.get("list-separator"))
    }
}
