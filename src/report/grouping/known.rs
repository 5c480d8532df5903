//! What a scheme has to know of all customers together before it can place one.

use std::collections::{BTreeMap, HashMap};

use crate::{
    domain::{
        buying::Yardstick,
        id::CustomerId,
        loyalty::Loyalty,
        relationship::Relationship,
        rfm::Figures,
        scheme::{Measure, Scheme, Traits},
        survey::Answers,
    },
    report::loyalty,
    store::{Reader, StoreError},
};

/// What was found out of all customers.
#[derive(Debug, Default)]
pub(super) enum Known {
    /// Nothing: each customer's own record says where it belongs.
    #[default]
    Nothing,
    /// The places among [`Scheme::keys`]; whoever is not in it has the last one.
    Places(HashMap<CustomerId, u8>),
    /// What customers answered in surveys, and the probability that they buy again.
    Answers(HashMap<CustomerId, Answers>, HashMap<CustomerId, f64>),
    /// The places, and by place the names of the groups of customers that stand there.
    Relationships(HashMap<CustomerId, u8>, BTreeMap<u8, Vec<String>>),
}

impl Known {
    pub(super) fn read(scheme: Scheme, reader: &Reader<'_>) -> Result<Self, StoreError> {
        match scheme {
            Scheme::Band | Scheme::Segment | Scheme::Class => purchases(scheme, reader),
            Scheme::Loyalty => Ok(Self::Answers(loyalty::answers(reader)?, reader.alive()?)),
            Scheme::Relationship => relationships(reader),
            Scheme::Tier
            | Scheme::Intent
            | Scheme::Value
            | Scheme::Lifecycle
            | Scheme::Churn
            | Scheme::Stage
            | Scheme::Owner
            | Scheme::Area
            | Scheme::Industry => Ok(Self::Nothing),
        }
    }

    /// The place of a customer among the groups; `None` for the last one.
    pub(super) fn place(&self, traits: &Traits<'_>, measure: &Measure<'_>) -> Option<usize> {
        match self {
            Self::Nothing => None,
            Self::Places(places) | Self::Relationships(places, _) => {
                places.get(&traits.id).map(|place| usize::from(*place))
            }
            Self::Answers(answers, alive) => {
                let answers = answers.get(&traits.id).copied().unwrap_or_default();
                let silence = traits.bought.map(|it| it.silence(measure.population, measure.today));
                let p_alive = alive.get(&traits.id).copied();
                let signs = answers.signs(p_alive, silence.map(|silence| silence.level));
                signs.index().map(|index| Loyalty::of(index) as usize)
            }
        }
    }
}

/// Bands, segments and classes of all who ever bought (DOMAIN 1.8, 2.4, 2.5).
fn purchases(scheme: Scheme, reader: &Reader<'_>) -> Result<Known, StoreError> {
    let rules = &reader.rules().buying;
    let bought = reader.rfm_figures(rules.rfm.window)?;
    let all: Vec<Figures> = bought.iter().map(|(_, figures)| *figures).collect();
    let yardstick = Yardstick::new(&all, rules);
    let place = |figures: &Figures| match scheme {
        Scheme::Class => yardstick.classes.class(figures.monetary_minor) as u8,
        Scheme::Band => yardstick.scale.scores(figures).band() as u8,
        _ => yardstick.scale.segment(yardstick.scale.scores(figures)) as u8,
    };
    Ok(Known::Places(bought.iter().map(|(id, figures)| (*id, place(figures))).collect()))
}

/// What suits the customers of each trade, area or source by how many they are and what they earn
/// (DOMAIN 1.8).
fn relationships(reader: &Reader<'_>) -> Result<Known, StoreError> {
    let settings = &reader.rules().relationship;
    let customers = reader.each_customers(settings.by)?;
    let count = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
    let all = count(customers.len());
    let mut groups: HashMap<String, Vec<CustomerId>> = HashMap::new();
    for (id, name) in customers {
        if let Some(name) = name.filter(|name| !name.is_empty()) {
            groups.entry(name).or_default().push(id);
        }
    }
    let mut groups: Vec<(String, Vec<CustomerId>)> = groups.into_iter().collect();
    // The largest is named first.
    groups.sort_by(|(a, them), (b, others)| others.len().cmp(&them.len()).then(a.cmp(b)));
    let (mut places, mut names) = (HashMap::new(), BTreeMap::<u8, Vec<String>>::new());
    for (name, customers) in groups {
        let level = settings.of(&name, count(customers.len()), all);
        let place = level.and_then(|level| Relationship::ALL.iter().position(|it| *it == level));
        let place = u8::try_from(place.unwrap_or(Relationship::ALL.len())).unwrap_or(u8::MAX);
        places.extend(customers.into_iter().map(|id| (id, place)));
        names.entry(place).or_default().push(name);
    }
    Ok(Known::Relationships(places, names))
}
