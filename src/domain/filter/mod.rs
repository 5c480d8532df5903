//! The filter of lists of customers: `tier:B owner:me >30d #vip stage:quote area:杭州 acme`.
//!
//! All terms must hold. A plain word is looked for in the name, also by pinyin and initials; `-` in
//! front of a term turns it round; quotes keep blanks together (`area:"New York"`). English and
//! Chinese keys and full-width signs are always accepted. `@name` stands for a filter that the team
//! has saved.

pub mod complete;

use std::ops::Range;

use pinyin::ToPinyin;
use unicode_normalization::UnicodeNormalization;

use super::{
    id::FilterId,
    tier::{Need, Tier},
};

/// What a filter looks at.
#[derive(Clone, Copy, Debug)]
pub struct Subject<'a> {
    /// Full name.
    pub name: &'a str,
    /// What everybody calls it.
    pub short_name: Option<&'a str>,
    /// The tier that holds.
    pub tier: Tier,
    /// The need.
    pub need: Need,
    /// Who looks after it, by name.
    pub owner: Option<&'a str>,
    /// Whether that is who is asking.
    pub mine: bool,
    /// Area.
    pub area: Option<&'a str>,
    /// Trade.
    pub industry: Option<&'a str>,
    /// The key of the stage of the furthest open deal.
    pub stage: Option<&'a str>,
    /// Tags.
    pub tags: &'a [String],
    /// Days since the last touch, or since the record.
    pub silent_days: i64,
}

/// A filter that was read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    terms: Vec<(bool, Term)>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Term {
    Word(String),
    Tier(Vec<Tier>),
    Need(Need),
    Owner(Owner),
    Area(String),
    Industry(String),
    Stage(Vec<String>),
    Tag(String),
    /// Longer than so many days.
    SilentOver(i64),
    /// Shorter than so many days.
    SilentUnder(i64),
    /// All of a saved filter.
    Saved(Filter),
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Owner {
    Me,
    Nobody,
    Named(String),
}

/// A filter that the team has saved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Saved {
    /// Its id.
    pub id: FilterId,
    /// What it is called.
    pub name: String,
    /// What it asks for, as it was typed.
    pub query: String,
}

/// What the words of a filter may mean in this file.
#[derive(Clone, Copy)]
pub struct Known<'a> {
    /// The key of a stage by any of its names.
    pub stage: &'a dyn Fn(&str) -> Option<String>,
    /// The saved filters.
    pub saved: &'a [Saved],
}

/// A term that says nothing.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the filter cannot be read at {text:?}: {problem:?}")]
pub struct FilterError {
    /// The term.
    pub text: String,
    /// Where it stands, in bytes.
    pub at: Range<usize>,
    /// What is wrong with it.
    pub problem: Problem,
}

/// What is wrong with a term; the value is the part that is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Problem {
    /// No such key before the colon.
    UnknownKey(String),
    /// A key or a sign with nothing behind it.
    NoValue(String),
    /// Not a tier.
    NotATier(String),
    /// Neither clear nor unclear.
    NotANeed(String),
    /// Not a stage of the team.
    NoStage(String),
    /// Not a number of days or weeks.
    NotDays(String),
    /// No filter is saved under this name.
    NotSaved(String),
    /// A saved filter that asks for itself.
    Circular(String),
}

impl Problem {
    /// The key of its words, behind `filter-problem-`.
    pub const fn key(&self) -> &'static str {
        match self {
            Self::UnknownKey(_) => "key",
            Self::NoValue(_) => "empty",
            Self::NotATier(_) => "tier",
            Self::NotANeed(_) => "need",
            Self::NoStage(_) => "stage",
            Self::NotDays(_) => "days",
            Self::NotSaved(_) => "saved",
            Self::Circular(_) => "circular",
        }
    }

    /// The part that is wrong.
    pub fn value(&self) -> &str {
        match self {
            Self::UnknownKey(value)
            | Self::NoValue(value)
            | Self::NotATier(value)
            | Self::NotANeed(value)
            | Self::NoStage(value)
            | Self::NotDays(value)
            | Self::NotSaved(value)
            | Self::Circular(value) => value,
        }
    }
}

/// Saved filters may ask for others, so deep.
const DEEPEST: u8 = 8;

/// The keys, each with its Chinese word.
const KEYS: [(&str, &str); 7] = [
    ("tier", "等级"),
    ("need", "需求"),
    ("owner", "负责人"),
    ("area", "区域"),
    ("industry", "行业"),
    ("stage", "阶段"),
    ("tag", "标签"),
];

/// The key that is meant, in its stable form.
fn key_of(given: &str) -> Option<&'static str> {
    let given = fold(given);
    // Both words for an area are in use.
    if given == "地区" {
        return Some("area");
    }
    let known = KEYS.iter().find(|(english, chinese)| given == *english || given == *chinese);
    known.map(|(key, _)| *key)
}

impl Filter {
    /// Reads a filter.
    ///
    /// # Errors
    /// The first term that says nothing: an unknown key, tier or stage, a sign without a value.
    pub fn parse(text: &str, known: Known<'_>) -> Result<Self, FilterError> {
        Self::parse_within(text, known, 0)
    }

    fn parse_within(text: &str, known: Known<'_>, depth: u8) -> Result<Self, FilterError> {
        let mut terms = Vec::new();
        for at in parts(text) {
            let word = unquoted(text.get(at.clone()).unwrap_or_default());
            if word.is_empty() {
                continue;
            }
            let (negated, rest) = unsigned(&word);
            match term(rest, known, depth) {
                Ok(term) => terms.push((negated, term)),
                Err(problem) => return Err(FilterError { text: word, at, problem }),
            }
        }
        Ok(Self { terms })
    }

    /// Whether everything passes.
    pub const fn is_empty(&self) -> bool {
        self.terms.is_empty()
    }

    /// Whether a customer passes.
    pub fn matches(&self, subject: &Subject<'_>) -> bool {
        self.terms.iter().all(|(negated, term)| term.holds(subject) != *negated)
    }
}

/// The terms of a text: what stands between blanks; quotes keep blanks.
pub fn parts(text: &str) -> Vec<Range<usize>> {
    let mut parts = Vec::new();
    let (mut start, mut quoted) = (None, false);
    for (at, character) in text.char_indices() {
        if is_quote(character) {
            quoted = !quoted;
        }
        if character.is_whitespace() && !quoted {
            parts.extend(start.take().map(|start| start..at));
        } else {
            start = start.or(Some(at));
        }
    }
    parts.extend(start.map(|start| start..text.len()));
    parts
}

/// A term without its quotes.
pub fn unquoted(part: &str) -> String {
    part.chars().filter(|c| !is_quote(*c)).collect()
}

/// A value as it is typed: in quotes where blanks are in it.
pub fn quoted(value: &str) -> String {
    if value.contains(char::is_whitespace) { format!("\"{value}\"") } else { value.to_owned() }
}

/// The saved filter of a name.
pub fn saved_named<'a>(saved: &'a [Saved], name: &str) -> Option<&'a Saved> {
    let name = fold(name);
    saved.iter().find(|saved| fold(&saved.name) == name)
}

/// The name of the saved filter that a term stands for, if it is one: `@name`.
pub fn saved_name(term: &str) -> Option<String> {
    term.strip_prefix(['@', '＠']).map(unquoted).filter(|name| !name.is_empty())
}

/// A filter in which a saved one has got another name.
pub fn with_renamed(query: &str, old: &str, new: &str) -> String {
    let mut renamed = query.to_owned();
    for at in parts(query).into_iter().rev() {
        let part = query.get(at.clone()).unwrap_or_default();
        let (negated, rest) = unsigned(part);
        if saved_name(rest).is_some_and(|name| fold(&name) == fold(old)) {
            let sign = if negated { "-" } else { "" };
            renamed.replace_range(at, &format!("{sign}@{}", quoted(new)));
        }
    }
    renamed
}

/// Whether a term is turned round, and the rest of it.
pub fn unsigned(part: &str) -> (bool, &str) {
    match part.strip_prefix(['-', '－']) {
        Some(rest) if !rest.is_empty() => (true, rest),
        _ => (false, part),
    }
}

const fn is_quote(c: char) -> bool {
    matches!(c, '"' | '“' | '”')
}

fn term(text: &str, known: Known<'_>, depth: u8) -> Result<Term, Problem> {
    let of = |part: &str| part.to_owned();
    if let Some(tag) = text.strip_prefix(['#', '＃']) {
        let none = || Problem::NoValue(of(text));
        return (!tag.is_empty()).then(|| Term::Tag(fold(tag))).ok_or_else(none);
    }
    if let Some(days) = text.strip_prefix(['>', '＞']) {
        return days_of(days).map(Term::SilentOver);
    }
    if let Some(days) = text.strip_prefix(['<', '＜']) {
        return days_of(days).map(Term::SilentUnder);
    }
    if text.starts_with(['@', '＠']) {
        return saved_term(text, known, depth);
    }
    let Some((given, value)) = text.split_once([':', '：']) else {
        return Ok(Term::Word(fold(text)));
    };
    let key = key_of(given).ok_or_else(|| Problem::UnknownKey(of(given)))?;
    if value.is_empty() {
        return Err(Problem::NoValue(of(text)));
    }
    Ok(match key {
        "tier" => {
            let tier = |tier| Tier::from_letter(tier).ok_or_else(|| Problem::NotATier(of(tier)));
            Term::Tier(listed(value).map(tier).collect::<Result<_, _>>()?)
        }
        "need" => Term::Need(match fold(value).as_str() {
            "clear" | "明确" => Need::Clear,
            "unclear" | "不明确" => Need::Unclear,
            _ => return Err(Problem::NotANeed(of(value))),
        }),
        "owner" => Term::Owner(match fold(value).as_str() {
            "me" | "我" => Owner::Me,
            "none" | "nobody" | "无" => Owner::Nobody,
            name => Owner::Named(name.to_owned()),
        }),
        "area" => Term::Area(fold(value)),
        "industry" => Term::Industry(fold(value)),
        "stage" => {
            let stage = |name| (known.stage)(name).ok_or_else(|| Problem::NoStage(of(name)));
            Term::Stage(listed(value).map(stage).collect::<Result<_, _>>()?)
        }
        _ => Term::Tag(fold(value)),
    })
}

/// What a saved filter asks for.
fn saved_term(text: &str, known: Known<'_>, depth: u8) -> Result<Term, Problem> {
    let name = saved_name(text).ok_or_else(|| Problem::NoValue(text.to_owned()))?;
    let Some(saved) = saved_named(known.saved, &name) else { return Err(Problem::NotSaved(name)) };
    if depth >= DEEPEST {
        return Err(Problem::Circular(name));
    }
    match Filter::parse_within(&saved.query, known, depth + 1) {
        Ok(filter) => Ok(Term::Saved(filter)),
        Err(error) => Err(error.problem),
    }
}

fn listed(value: &str) -> impl Iterator<Item = &str> {
    value.split([',', '，', '、'])
}

/// `30d`, `30`, `30天`, `4w`, `4周`.
fn days_of(text: &str) -> Result<i64, Problem> {
    if text.is_empty() {
        return Err(Problem::NoValue(">".to_owned()));
    }
    read_days(&fold(text)).ok_or_else(|| Problem::NotDays(text.to_owned()))
}

fn read_days(text: &str) -> Option<i64> {
    let digits = text.trim_end_matches(|c: char| !c.is_ascii_digit());
    let unit = match text.get(digits.len()..)? {
        "" | "d" | "天" => 1,
        "w" | "周" => 7,
        _ => return None,
    };
    digits.parse::<i64>().ok()?.checked_mul(unit)
}

impl Term {
    fn holds(&self, subject: &Subject<'_>) -> bool {
        let within = |text: Option<&str>, part: &str| text.is_some_and(|t| fold(t).contains(part));
        match self {
            Self::Word(word) => {
                names(subject.name, word)
                    || subject.short_name.is_some_and(|short_name| names(short_name, word))
            }
            Self::Tier(tiers) => tiers.contains(&subject.tier),
            Self::Need(need) => subject.need == *need,
            Self::Owner(Owner::Me) => subject.mine,
            Self::Owner(Owner::Nobody) => subject.owner.is_none(),
            Self::Owner(Owner::Named(name)) => within(subject.owner, name),
            Self::Area(area) => within(subject.area, area),
            Self::Industry(industry) => within(subject.industry, industry),
            Self::Stage(stages) => {
                subject.stage.is_some_and(|stage| stages.iter().any(|key| key == stage))
            }
            Self::Tag(tag) => subject.tags.iter().any(|known| fold(known) == *tag),
            Self::SilentOver(days) => subject.silent_days > *days,
            Self::SilentUnder(days) => subject.silent_days < *days,
            Self::Saved(filter) => filter.matches(subject),
        }
    }
}

/// Whether a folded word is part of a name, of its pinyin, or of its initials.
pub fn names(name: &str, word: &str) -> bool {
    let folded = fold(name);
    if folded.contains(word) {
        return true;
    }
    // Only Latin letters can be pinyin, and only of a name in other letters.
    if !word.bytes().all(|byte| byte.is_ascii_alphanumeric()) || folded.is_ascii() {
        return false;
    }
    let (mut full, mut initials) = (String::new(), String::new());
    for c in folded.chars().filter(|c| !c.is_whitespace()) {
        match c.to_pinyin() {
            Some(spelled) => {
                full.push_str(spelled.plain());
                initials.push_str(spelled.first_letter());
            }
            None => {
                full.push(c);
                initials.push(c);
            }
        }
    }
    full.contains(word) || initials.contains(word)
}

/// Case and width do not matter.
fn fold(text: &str) -> String {
    text.nfkc().flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str) -> Result<Filter, FilterError> {
        let stage = |name: &str| ["quote", "报价"].contains(&name).then(|| "quote".to_owned());
        let saved = [("big fish", "tier:A,B @mine"), ("mine", "owner:me"), ("loop", "vip @Loop")];
        let saved = saved.map(|(name, query)| Saved {
            id: FilterId::new(uuid::Uuid::nil()),
            name: name.to_owned(),
            query: query.to_owned(),
        });
        Filter::parse(text, Known { stage: &stage, saved: &saved })
    }

    #[test]
    fn every_term_is_looked_at() {
        let tags = ["VIP".to_owned()];
        let subject = Subject {
            name: "上海明月科技有限公司",
            short_name: Some("明月 Tech"),
            tier: Tier::B,
            need: Need::Clear,
            owner: Some("王芳"),
            mine: true,
            area: Some("New York"),
            industry: None,
            stage: Some("quote"),
            tags: &tags,
            silent_days: 31,
        };
        let cases = [
            ("", true),
            ("明月 TECH", true),
            ("mingyue", true),
            ("shmy", true),
            ("shmx", false),
            ("acme", false),
            ("tier:a,B", true),
            ("等级：A", false),
            ("-tier:A", true),
            ("owner:me", true),
            ("owner:王", true),
            ("负责人:无", false),
            ("地区:new", true),
            ("区域：York", true),
            ("area:\"new york\"", true),
            ("industry:it", false),
            ("stage:报价", true),
            ("#vip", true),
            ("-#vip", false),
            ("tag:vip", true),
            (">30d", true),
            (">31", false),
            ("<5w", true),
            ("need:明确", true),
            ("@\"Big Fish\"", true),
            ("-@mine", false),
            ("＠mine tier:C", false),
            ("tier:B owner:me >30d #vip stage:quote shanghai", true),
        ];
        for (text, expected) in cases {
            assert_eq!(parse(text).map(|filter| filter.matches(&subject)), Ok(expected), "{text}");
        }
    }

    #[test]
    fn what_says_nothing_is_named_with_its_place() {
        let of = str::to_owned;
        for (text, at, problem) in [
            ("tier:E", 0..6, Problem::NotATier(of("E"))),
            ("acme  colour:red", 6..16, Problem::UnknownKey(of("colour"))),
            ("tier:A stage:quote,dream", 7..24, Problem::NoStage(of("dream"))),
            (">soon", 0..5, Problem::NotDays(of("soon"))),
            ("#", 0..1, Problem::NoValue(of("#"))),
            ("area:", 0..5, Problem::NoValue(of("area:"))),
            ("> 30d", 0..1, Problem::NoValue(of(">"))),
            ("need:maybe", 0..10, Problem::NotANeed(of("maybe"))),
            ("@nobody", 0..7, Problem::NotSaved(of("nobody"))),
            ("@loop", 0..5, Problem::Circular(of("Loop"))),
        ] {
            let error = parse(text).unwrap_err();
            assert_eq!((error.at.clone(), error.problem), (at, problem), "{text}");
            assert_eq!(error.text, text[error.at], "{text}");
        }
    }

    #[test]
    fn another_name_reaches_the_filters_that_ask_for_it() {
        let renamed = with_renamed("tier:A @Mine -@mine #mine", "mine", "my own");
        assert_eq!(renamed, "tier:A @\"my own\" -@\"my own\" #mine");
    }
}
