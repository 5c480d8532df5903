//! Customers that may be one: found by name, telephone, e-mail, web domain and sound, each pair with
//! a score and its reasons.
//!
//! Customers that share a key are put side by side and then compared as a whole, so the time grows
//! with the customers and not with their square.

mod name;
mod reach;
#[cfg(test)]
mod tests;
mod words;

use std::hash::{DefaultHasher, Hash, Hasher};

use name::Name;
use reach::Phone;

use super::id::CustomerId;

/// The score from which a pair is worth a look.
pub const LEAST_SCORE: u8 = 50;
/// Customers that share a key, at most, for each to be put beside each: what more of them share is
/// a switchboard or a word of the trade.
const CROWD: usize = 16;

/// What is known of a customer that tells whether another is the same.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Known {
    /// Its names, the full one first.
    pub names: Vec<String>,
    /// Its telephones, as written.
    pub phones: Vec<String>,
    /// Its e-mail addresses, as written.
    pub emails: Vec<String>,
    /// Its people.
    pub people: Vec<Person>,
    /// Its web site, as written.
    pub web: Option<String>,
    /// Customers that a person said it is not.
    pub apart: Vec<CustomerId>,
}

/// Somebody who works there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Person {
    /// The name.
    pub name: String,
    /// Telephones, as written.
    pub phones: Vec<String>,
    /// E-mail addresses, as written.
    pub emails: Vec<String>,
}

/// How somebody is reached: the customer itself, or one of its people by name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Reach {
    /// Nobody's in particular when empty.
    person: String,
    phones: Vec<Phone>,
    emails: Vec<String>,
}

impl Reach {
    fn of(person: &str, phones: &[String], emails: &[String]) -> Self {
        Self {
            person: person.trim().to_lowercase(),
            phones: phones.iter().flat_map(|phone| Phone::read(phone)).collect(),
            emails: emails.iter().flat_map(|email| reach::emails(email)).collect(),
        }
    }
}

/// What is compared of a customer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Traits {
    /// The ways to write its names.
    names: Vec<Name>,
    /// How many of them are of the full name; they stand in front.
    full: usize,
    /// How it is reached, then its people.
    reach: Vec<Reach>,
    domains: Vec<String>,
}

/// Why two customers may be one, the strongest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reason {
    /// The same name but for legal form and punctuation.
    Name,
    /// The same e-mail address.
    Email,
    /// The same telephone number.
    Phone,
    /// Much the same name: one leaves out the place or the trade.
    Part,
    /// The same web domain.
    Domain,
    /// Names that sound the same, one in Chinese characters and one in Latin letters, or two with
    /// other characters.
    Sound,
}

impl Reason {
    /// All of them, the strongest first.
    pub const ALL: [Self; 6] =
        [Self::Name, Self::Email, Self::Phone, Self::Part, Self::Domain, Self::Sound];

    /// The stable name.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Email => "email",
            Self::Phone => "phone",
            Self::Part => "name_part",
            Self::Domain => "domain",
            Self::Sound => "pinyin",
        }
    }
}

/// How much two customers are alike.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Likeness {
    /// From 0 to 99.
    pub score: u8,
    /// Why, the strongest first.
    pub reasons: Vec<Reason>,
}

/// Two customers that may be one, by their places in the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pair {
    /// The one that comes first in the list.
    pub first: usize,
    /// The other.
    pub second: usize,
    /// How much they are alike.
    pub likeness: Likeness,
}

impl Traits {
    /// What is compared of a customer.
    pub fn of(known: &Known) -> Self {
        let mut names = known.names.iter().map(|name| Name::read(name));
        let mut all = names.next().unwrap_or_default();
        let full = all.len();
        for name in names.flatten() {
            if !all.contains(&name) {
                all.push(name);
            }
        }
        let own = Reach::of("", &known.phones, &known.emails);
        let people = known.people.iter();
        let people = people.map(|it| Reach::of(&it.name, &it.phones, &it.emails));
        let reach: Vec<Reach> = std::iter::once(own).chain(people).collect();
        let emails = reach.iter().flat_map(|it| &it.emails).map(String::as_str);
        let mut domains: Vec<String> =
            emails.chain(known.web.as_deref()).filter_map(reach::domain).collect();
        domains.sort_unstable();
        domains.dedup();
        Self { names: all, full, reach, domains }
    }

    /// How much two customers are alike; `None` when too little.
    pub fn likeness(&self, other: &Self) -> Option<Likeness> {
        let (name, conflict) = self.by_name(other);
        let mut found: Vec<(Reason, u8)> = name.into_iter().collect();
        let mail = self.by_email(other, conflict);
        found.extend(mail.map(|score| (Reason::Email, score)));
        found.extend(self.by_phone(other).map(|score| (Reason::Phone, score)));
        // An address that is the same says all that its domain could; two companies of one group
        // share a domain and go by different places or trades.
        let shares_domain = self.domains.iter().any(|domain| other.domains.contains(domain));
        if shares_domain && mail.is_none() && !conflict {
            found.push((Reason::Domain, 55));
        }
        found.sort_unstable();
        let unlike =
            found.iter().fold(100, |unlike, (_, score)| unlike * (100 - u32::from(*score)) / 100);
        let score = u8::try_from(100_u32.saturating_sub(unlike)).unwrap_or(99).min(99);
        let reasons = found.into_iter().map(|(reason, _)| reason).collect();
        (score >= LEAST_SCORE).then_some(Likeness { score, reasons })
    }

    /// What a telephone that both have says. One that people of both have, who are not one person,
    /// says little: a line of a shared office.
    fn by_phone(&self, other: &Self) -> Option<u8> {
        let one = |mine: &Reach, theirs: &Reach| {
            mine.phones.iter().any(|phone| theirs.phones.iter().any(|it| phone.is(it)))
        };
        let score =
            |mine: &Reach, theirs: &Reach| match (mine.person.is_empty(), theirs.person.is_empty())
            {
                (true, true) => 75,
                (false, false) if mine.person == theirs.person => 70,
                (false, false) => 45,
                (true, false) | (false, true) => 60,
            };
        self.reached(other, one, score)
    }

    /// What a mailbox that both have says; where their names say that they are two, less.
    fn by_email(&self, other: &Self, conflict: bool) -> Option<u8> {
        let one = |mine: &Reach, theirs: &Reach| {
            mine.emails.iter().any(|email| theirs.emails.contains(email))
        };
        let score = |mine: &Reach, theirs: &Reach| match mine.person == theirs.person {
            true => 80,
            false if conflict => 45,
            false => 75,
        };
        self.reached(other, one, score)
    }

    /// The most that a way to reach both says.
    fn reached(
        &self,
        other: &Self,
        one: impl Fn(&Reach, &Reach) -> bool,
        score: impl Fn(&Reach, &Reach) -> u8,
    ) -> Option<u8> {
        let pairs =
            self.reach.iter().flat_map(|mine| other.reach.iter().map(move |theirs| (mine, theirs)));
        pairs.filter(|(mine, theirs)| one(mine, theirs)).map(|(a, b)| score(a, b)).max()
    }

    /// What the names say, and whether they are of two companies.
    fn by_name(&self, other: &Self) -> (Option<(Reason, u8)>, bool) {
        let pairs = self
            .names
            .iter()
            .enumerate()
            .flat_map(|mine| other.names.iter().enumerate().map(move |theirs| (mine, theirs)));
        let mut most: Option<(Reason, u8)> = None;
        for ((place, mine), (other_place, theirs)) in pairs {
            if place < self.full && other_place < other.full && mine.conflicts(theirs) {
                return (None, true);
            }
            let found = alike(mine, theirs);
            if found.map(|(_, score)| score) > most.map(|(_, score)| score) {
                most = found;
            }
        }
        (most, false)
    }

    /// The keys that a customer shares with those it may be.
    fn keys(&self) -> Vec<u64> {
        let mut keys = Vec::new();
        for name in &self.names {
            keys.push(hash(0, &(&name.places, &name.root, &name.trade)));
            if name.is_telling() {
                keys.push(hash(1, &name.sound));
                keys.push(hash(2, &(&name.root, &name.trade)));
                keys.extend(name.places.iter().map(|place| hash(3, &(place, &name.sound))));
            }
        }
        for reach in &self.reach {
            keys.extend(reach.phones.iter().map(|phone| hash(4, &phone.national)));
            keys.extend(reach.emails.iter().map(|email| hash(5, email)));
        }
        keys.extend(self.domains.iter().map(|domain| hash(6, domain)));
        keys.sort_unstable();
        keys.dedup();
        keys
    }
}

/// How much two names are alike.
fn alike(name: &Name, other: &Name) -> Option<(Reason, u8)> {
    let same_root = name.is_han == other.is_han && name.root == other.root;
    if same_root && name.places == other.places && name.trade == other.trade {
        return Some((Reason::Name, if name.may_be_person() { 70 } else { 90 }));
    }
    if !name.agrees_on_place(other) || !name.agrees_on_trade(other) || !name.is_telling() {
        return None;
    }
    let both_place = !name.places.is_empty() && !other.places.is_empty();
    if same_root {
        let score = match (both_place, name.trade == other.trade) {
            (true, true) => 85,
            (false, true) if !name.trade.is_empty() => 70,
            (false, true) => 60,
            // `Acme` and `Acme Logistics` are as often two as one.
            (_, false) if !name.is_han => 40,
            (true, false) => 65,
            (false, false) => 50,
        };
        return Some((Reason::Part, score));
    }
    if name.sound != other.sound {
        return None;
    }
    let one_is_latin = name.is_han != other.is_han;
    let same_rest = name.places == other.places && name.trade == other.trade;
    let says_much = !name.places.is_empty() && !name.trade.is_empty();
    match (one_is_latin, both_place) {
        (true, true) => Some((Reason::Sound, 65)),
        (true, false) => Some((Reason::Sound, 55)),
        // 华兴 and 华星: an input method writes one for the other.
        (false, _) if same_rest && says_much => Some((Reason::Sound, 50)),
        (false, _) => Some((Reason::Sound, 30)),
    }
}

fn hash(kind: u8, of: &impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    (kind, of).hash(&mut hasher);
    hasher.finish()
}

/// Customers by what they share, for looking one up among very many.
#[derive(Clone, Debug, Default)]
pub struct Index {
    traits: Vec<Traits>,
    /// Key and customer, by key.
    keys: Vec<(u64, usize)>,
}

impl Index {
    /// Of all of them.
    pub fn new(traits: Vec<Traits>) -> Self {
        let keys = traits.iter().enumerate();
        let mut keys: Vec<(u64, usize)> =
            keys.flat_map(|(at, it)| it.keys().into_iter().map(move |key| (key, at))).collect();
        keys.sort_unstable();
        Self { traits, keys }
    }

    /// The customer that is most like this one.
    pub fn nearest(&self, traits: &Traits) -> Option<(usize, Likeness)> {
        let mut beside: Vec<usize> = Vec::new();
        for key in traits.keys() {
            let from = self.keys.partition_point(|(known, _)| *known < key);
            let same = self.keys.iter().skip(from).take_while(|(known, _)| *known == key);
            beside.extend(same.take(CROWD).map(|(_, at)| *at));
        }
        beside.sort_unstable();
        beside.dedup();
        let found = beside.into_iter().filter_map(|at| Some((at, self.likeness_to(at, traits)?)));
        // Of equal ones the first.
        found.min_by_key(|(at, likeness)| (std::cmp::Reverse(likeness.score), *at))
    }

    fn likeness_to(&self, at: usize, traits: &Traits) -> Option<Likeness> {
        self.traits.get(at)?.likeness(traits)
    }

    /// The pairs that may be one, those most alike first.
    pub fn pairs(&self) -> Vec<Pair> {
        let mut beside: Vec<(usize, usize)> = Vec::new();
        for crowd in self.keys.chunk_by(|(key, _), (next, _)| key == next) {
            let members = || crowd.iter().map(|(_, at)| *at);
            if crowd.len() <= CROWD {
                for (place, first) in members().enumerate() {
                    beside.extend(members().skip(place + 1).map(|second| (first, second)));
                }
            } else {
                // Too many for each with each; those of one name still meet their neighbour.
                beside.extend(members().zip(members().skip(1)));
            }
        }
        beside.sort_unstable();
        beside.dedup();
        let mut pairs: Vec<Pair> = beside
            .into_iter()
            .filter_map(|(first, second)| {
                let likeness = self.likeness_to(first, self.traits.get(second)?)?;
                Some(Pair { first, second, likeness })
            })
            .collect();
        pairs.sort_by_key(|pair| std::cmp::Reverse(pair.likeness.score));
        pairs
    }
}
