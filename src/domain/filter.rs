//! The filter of lists of customers: `tier:B owner:me >30d #vip stage:quote area:杭州 acme`.
//!
//! All terms must hold. A plain word is looked for in the name, also by pinyin and initials; `-` in
//! front of a term turns it round; quotes keep blanks together (`area:"New York"`). English and
//! Chinese keys and full-width signs are always accepted.

use pinyin::ToPinyin;
use unicode_normalization::UnicodeNormalization;

use super::tier::{Need, Tier};

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
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Owner {
    Me,
    Nobody,
    Named(String),
}

/// A term that says nothing.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the filter cannot be read at {text:?}")]
pub struct FilterError {
    /// The term.
    pub text: String,
}

/// The keys, each with its Chinese word.
const KEYS: [(&str, &str); 7] = [
    ("tier", "等级"),
    ("need", "需求"),
    ("owner", "负责人"),
    ("area", "地区"),
    ("industry", "行业"),
    ("stage", "阶段"),
    ("tag", "标签"),
];

impl Filter {
    /// Reads a filter; `stage` gives the key of a stage by any of its names.
    ///
    /// # Errors
    /// The first term that says nothing: an unknown key, tier or stage, a sign without a value.
    pub fn parse(text: &str, stage: impl Fn(&str) -> Option<String>) -> Result<Self, FilterError> {
        let mut terms = Vec::new();
        for word in split(text) {
            let (negated, rest) = match word.strip_prefix(['-', '－']) {
                Some(rest) if !rest.is_empty() => (true, rest),
                _ => (false, word.as_str()),
            };
            let term = term(rest, &stage).ok_or_else(|| FilterError { text: word.clone() })?;
            terms.push((negated, term));
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

/// Words, with what is in quotes kept together and the quotes taken off.
fn split(text: &str) -> Vec<String> {
    let (mut words, mut word, mut quoted) = (Vec::new(), String::new(), false);
    for c in text.chars() {
        match c {
            '"' | '“' | '”' => quoted = !quoted,
            c if c.is_whitespace() && !quoted => {
                if !word.is_empty() {
                    words.push(std::mem::take(&mut word));
                }
            }
            c => word.push(c),
        }
    }
    if !word.is_empty() {
        words.push(word);
    }
    words
}

fn term(text: &str, stage: &impl Fn(&str) -> Option<String>) -> Option<Term> {
    if let Some(tag) = text.strip_prefix(['#', '＃']) {
        return (!tag.is_empty()).then(|| Term::Tag(fold(tag)));
    }
    if let Some(days) = text.strip_prefix(['>', '＞']) {
        return days_of(days).map(Term::SilentOver);
    }
    if let Some(days) = text.strip_prefix(['<', '＜']) {
        return days_of(days).map(Term::SilentUnder);
    }
    let Some((key, value)) = text.split_once([':', '：']) else {
        return Some(Term::Word(fold(text)));
    };
    let key = fold(key);
    let (key, _) = KEYS.iter().find(|(english, chinese)| key == *english || key == *chinese)?;
    if value.is_empty() {
        return None;
    }
    Some(match *key {
        "tier" => Term::Tier(listed(value).map(Tier::from_letter).collect::<Option<_>>()?),
        "need" => Term::Need(match fold(value).as_str() {
            "clear" | "明确" => Need::Clear,
            "unclear" | "不明确" => Need::Unclear,
            _ => return None,
        }),
        "owner" => Term::Owner(match fold(value).as_str() {
            "me" | "我" => Owner::Me,
            "none" | "nobody" | "无" => Owner::Nobody,
            name => Owner::Named(name.to_owned()),
        }),
        "area" => Term::Area(fold(value)),
        "industry" => Term::Industry(fold(value)),
        "stage" => Term::Stage(listed(value).map(stage).collect::<Option<_>>()?),
        _ => Term::Tag(fold(value)),
    })
}

fn listed(value: &str) -> impl Iterator<Item = &str> {
    value.split([',', '，', '、'])
}

/// `30d`, `30`, `30天`, `4w`, `4周`.
fn days_of(text: &str) -> Option<i64> {
    let text = fold(text);
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
        Filter::parse(text, |name| ["quote", "报价"].contains(&name).then(|| "quote".to_owned()))
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
            ("tier:B owner:me >30d #vip stage:quote shanghai", true),
        ];
        for (text, expected) in cases {
            assert_eq!(parse(text).map(|filter| filter.matches(&subject)), Ok(expected), "{text}");
        }
    }

    #[test]
    fn what_says_nothing_is_named() {
        for text in ["tier:E", "colour:red", "stage:dream", ">soon", "#", "area:", "> 30d"] {
            let word = text.split(' ').next().unwrap();
            assert_eq!(parse(text), Err(FilterError { text: word.to_owned() }), "{text}");
        }
    }
}
