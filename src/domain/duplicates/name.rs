//! A company's name taken apart: where it sits, what it is called, what it trades in.

use pinyin::ToPinyin;
use unicode_normalization::UnicodeNormalization;

use super::words::{FILLERS, HAN_LEGAL, HAN_TRADES, LATIN_TRADES, LEGAL, LEGAL_PHRASES, PLACES};

/// Characters of a root below which it says too little.
const LEAST_HAN: usize = 2;
const LEAST_LATIN: usize = 3;

/// The parts of a name. All are folded: half-width, lower case, without accents and punctuation.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Name {
    /// Places in it, in Latin letters.
    pub places: Vec<&'static str>,
    /// What it is called.
    pub root: String,
    /// What it trades in.
    pub trade: String,
    /// The root as it sounds; of Latin letters the root itself.
    pub sound: String,
    /// Whether it is written in Chinese characters.
    pub is_han: bool,
}

impl Name {
    /// The ways in which a name may be written: umlauts as one letter, and as two. None of a name
    /// that says too little.
    pub fn read(name: &str) -> Vec<Self> {
        let lower: String = name.nfkc().flat_map(char::to_lowercase).collect();
        if lower.chars().any(is_han) {
            return Self::han(&lower).into_iter().collect();
        }
        let mut found: Vec<Self> = Self::latin(&lower).into_iter().collect();
        if lower.contains(['ä', 'ö', 'ü', 'ø', 'å']) {
            let spelt = lower.replace('ä', "ae").replace(['ö', 'ø'], "oe").replace('ü', "ue");
            found.extend(Self::latin(&spelt.replace('å', "aa")));
        }
        found
    }

    fn han(lower: &str) -> Option<Self> {
        let mut rest: String = lower.chars().filter(|c| c.is_alphanumeric()).collect();
        for form in HAN_LEGAL {
            // Japanese and Korean companies may have theirs in front.
            if let Some(after) = rest.strip_prefix(form).filter(|after| chars(after) >= 1) {
                rest = after.to_owned();
            }
        }
        let mut places = Vec::new();
        // 华兴(上海)贸易: a place in brackets belongs to the front.
        let inside = lower.split_once('(').and_then(|(_, rest)| rest.split_once(')'));
        if let Some((inside, _)) = inside
            && let Some((han, latin)) = PLACES.iter().find(|(han, _)| inside.starts_with(han))
            && chars(inside) <= chars(han) + 1
        {
            rest = rest.replacen(inside, "", 1);
            places.push(*latin);
        }
        strip_ends(&mut rest, HAN_LEGAL, 1);
        while let Some((after, latin)) = place_before(&rest) {
            places.push(latin);
            rest = after;
        }
        let mut trade = String::new();
        while let Some(form) = HAN_TRADES.iter().find(|trade| {
            rest.strip_suffix(**trade).is_some_and(|before| chars(before) >= LEAST_HAN)
        }) {
            rest.truncate(rest.len() - form.len());
            trade.insert_str(0, form);
        }
        let place = rest.trim_end_matches(['省', '市']);
        if chars(&rest) < LEAST_HAN || PLACES.iter().any(|(han, _)| *han == place) {
            return None;
        }
        let sound = sound(&rest);
        Some(Self { places, root: rest, trade, sound, is_han: true })
    }

    fn latin(lower: &str) -> Option<Self> {
        let plain: String = lower
            .replace(['.', '\'', '’', '`', '´'], "")
            .replace('ß', "ss")
            .replace('ł', "l")
            .replace('ø', "o")
            .replace('æ', "ae")
            .nfd()
            .filter(|c| !('\u{300}'..='\u{36f}').contains(c))
            .collect();
        let mut words = joined_letters(plain.split(|c: char| !c.is_alphanumeric()));
        strip_legal(&mut words);
        let mut places = Vec::new();
        while let [first, _, ..] = words.as_slice() {
            let Some(place) = latin_place(first) else { break };
            places.push(place);
            words.remove(0);
        }
        let mut trade = String::new();
        while let [_, .., last] = words.as_slice() {
            if !LATIN_TRADES.contains(&last.as_str()) {
                break;
            }
            trade.insert_str(0, last);
            words.pop();
        }
        let root = words.concat();
        // `HP` is a name; `X` and `Beijing` are none.
        if chars(&root) < 2 || latin_place(&root).is_some() {
            return None;
        }
        Some(Self { places, sound: root.clone(), root, trade, is_han: false })
    }

    /// Whether two names cannot be those of one company in one place and trade.
    pub fn conflicts(&self, other: &Self) -> bool {
        self.sound == other.sound && !(self.agrees_on_place(other) && self.agrees_on_trade(other))
    }

    /// Whether one of them names no place, or both the same.
    pub fn agrees_on_place(&self, other: &Self) -> bool {
        self.places.is_empty()
            || other.places.is_empty()
            || self.places.iter().any(|place| other.places.contains(place))
    }

    /// Whether one of them names no trade, or both the same; trades of two languages are not
    /// compared.
    pub fn agrees_on_trade(&self, other: &Self) -> bool {
        self.trade.is_empty()
            || other.trade.is_empty()
            || self.trade == other.trade
            || self.is_han != other.is_han
    }

    /// Whether it could be the name of a person, which many bear.
    pub fn may_be_person(&self) -> bool {
        self.is_han && self.places.is_empty() && self.trade.is_empty() && chars(&self.root) <= 3
    }

    /// Whether its root says enough to be compared without the rest.
    pub fn is_telling(&self) -> bool {
        chars(&self.root) >= if self.is_han { LEAST_HAN } else { LEAST_LATIN }
    }
}

fn chars(text: &str) -> usize {
    text.chars().count()
}

/// Chinese characters and the kana and hangul that stand beside them.
pub fn is_han(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}')
}

/// How Chinese characters are spoken, without tones; ü is written v.
pub fn sound(text: &str) -> String {
    let mut sound = String::with_capacity(text.len() * 2);
    for character in text.chars() {
        match character.to_pinyin() {
            Some(syllable) => {
                sound.extend(syllable.plain().chars().map(|c| if c == 'ü' { 'v' } else { c }));
            }
            None => sound.push(character),
        }
    }
    sound
}

fn strip_ends(rest: &mut String, forms: &[&str], least: usize) {
    while let Some(form) = forms
        .iter()
        .find(|form| rest.strip_suffix(**form).is_some_and(|before| chars(before) >= least))
    {
        rest.truncate(rest.len() - form.len());
    }
}

/// A place at the beginning, with 省, 市 or 区 behind it or without, unless nothing would be left.
fn place_before(rest: &str) -> Option<(String, &'static str)> {
    let (han, latin) = PLACES.iter().find(|(han, _)| rest.starts_with(han))?;
    let after = rest.strip_prefix(han)?;
    let after = after.strip_prefix(['省', '市', '区', '县']).unwrap_or(after);
    (chars(after) >= LEAST_HAN).then(|| (after.to_owned(), *latin))
}

fn latin_place(word: &str) -> Option<&'static str> {
    PLACES.iter().map(|(_, latin)| *latin).find(|latin| *latin == word)
}

/// The words without fillers; single letters that follow each other are one: `A B C`, `S A`.
fn joined_letters<'a>(words: impl Iterator<Item = &'a str>) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    let mut letters = false;
    for word in words.filter(|word| !word.is_empty()) {
        let is_letter = word.len() == 1 && word.bytes().all(|byte| byte.is_ascii_alphabetic());
        match found.last_mut().filter(|_| letters && is_letter) {
            Some(last) => last.push_str(word),
            None => found.push(word.to_owned()),
        }
        letters = is_letter;
    }
    found
}

/// Takes legal forms off both ends and fillers out, and leaves at least a word.
fn strip_legal(words: &mut Vec<String>) {
    'again: while words.len() > 1 {
        for phrase in LEGAL_PHRASES {
            let start = words.len().saturating_sub(phrase.len());
            let tail = words.get(start..).unwrap_or_default();
            if start > 0 && tail.iter().map(String::as_str).eq(phrase.iter().copied()) {
                words.truncate(start);
                continue 'again;
            }
        }
        let is_form =
            |word: &String| LEGAL.contains(&word.as_str()) || FILLERS.contains(&word.as_str());
        if words.last().is_some_and(is_form) {
            words.pop();
        } else {
            break;
        }
    }
    let is_front = |word: &String| ["the", "ooo", "oao", "pao", "zao", "pt"].contains(&&**word);
    while words.len() > 1 && words.first().is_some_and(is_front) {
        words.remove(0);
    }
    if words.len() > 2 {
        let first = words.first().cloned();
        words.retain(|word| !FILLERS.contains(&word.as_str()));
        if words.is_empty() {
            words.extend(first);
        }
    }
}
