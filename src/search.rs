//! Finding records by what people type: parts of names, pinyin, initials, phones, tags.
//!
//! Each word of a query has to be found. A word is found as a part of the text, or as beginnings of
//! syllables and words that follow each other: `shanghai`, `shhx` and `shanghx` find 上海华兴, `wwi`
//! finds World Wide Importers. Only when nothing is found so, letters in the right order suffice.

use std::fmt;

use fuzzy_matcher::{FuzzyMatcher, skim::SkimMatcherV2};
use pinyin::ToPinyin;
use unicode_normalization::UnicodeNormalization;

/// How text is compared: full-width forms as half-width, upper case as lower case.
pub fn folded(text: &str) -> String {
    // Nearly all text: Latin letters and Chinese characters that stand for themselves.
    if text.chars().all(|c| c.is_ascii() || ('\u{4e00}'..='\u{9fff}').contains(&c)) {
        return text.to_ascii_lowercase();
    }
    text.nfkc().flat_map(char::to_lowercase).collect()
}

/// Pushes the syllables of Chinese characters and the words of the rest, each followed by a blank.
fn push_syllables(folded: &str, into: &mut String) {
    let start = into.len();
    for character in folded.chars() {
        if let Some(syllable) = character.to_pinyin() {
            separate(into, start);
            // ü is typed as v.
            into.extend(syllable.plain().chars().map(|c| if c == 'ü' { 'v' } else { c }));
            into.push(' ');
        } else if character.is_alphanumeric() {
            into.push(character);
        } else {
            separate(into, start);
        }
    }
    separate(into, start);
}

fn separate(into: &mut String, start: usize) {
    if into.len() > start && !into.ends_with(' ') {
        into.push(' ');
    }
}

/// The texts of one record after another, made ready to be searched.
#[derive(Debug, Default)]
pub struct Index {
    /// For each record its folded texts, each ended by `\n`, then its syllables.
    arena: String,
    records: Vec<Place>,
}

/// Where a record's texts and syllables lie in the arena, and which letters are in them.
#[derive(Clone, Copy, Debug)]
struct Place {
    start: usize,
    syllables: usize,
    end: usize,
    /// Of the texts.
    letters: u64,
    /// The first ones of the syllables.
    initials: u64,
    /// Of the syllables.
    spelt: u64,
}

/// What a record is found by.
#[derive(Clone, Copy, Debug, Default)]
pub struct Texts<'a> {
    /// Names, found by their spelling too.
    pub names: &'a [&'a str],
    /// Other texts: phones, tags.
    pub others: &'a [&'a str],
}

impl Index {
    /// Adds a record behind the others.
    pub fn push(&mut self, texts: Texts<'_>) {
        let place = self.write(texts);
        self.records.push(place);
    }

    /// Replaces a record's texts; one that is not there is left alone.
    pub fn replace(&mut self, record: usize, texts: Texts<'_>) {
        if record < self.records.len() {
            let place = self.write(texts);
            self.records.get_mut(record).into_iter().for_each(|old| *old = place);
        }
    }

    /// Number of records.
    pub const fn len(&self) -> usize {
        self.records.len()
    }

    /// Whether there are no records.
    pub const fn is_empty(&self) -> bool {
        self.records.is_empty()
    }

    /// The spelling of a record's first name, to sort by; empty for one that is not there.
    pub fn spelling(&self, record: u32) -> &str {
        let place = self.records.get(record as usize);
        let syllables = place.map_or("", |place| self.syllables(*place));
        syllables.split_once('\n').map_or(syllables, |(first, _)| first)
    }

    fn write(&mut self, texts: Texts<'_>) -> Place {
        let start = self.arena.len();
        let names: Vec<String> = texts.names.iter().map(|name| folded(name)).collect();
        for name in names.iter().filter(|name| !name.is_empty()) {
            self.arena.push_str(name);
            self.arena.push('\n');
        }
        for text in texts.others.iter().filter(|text| !text.is_empty()) {
            self.arena.push_str(&folded(text));
            self.arena.push('\n');
        }
        let syllables = self.arena.len();
        for name in &names {
            push_syllables(name, &mut self.arena);
            // What begins in one name does not go on in the next.
            self.arena.push_str(" \n ");
        }
        let end = self.arena.len();
        let place = Place { start, syllables, end, letters: 0, initials: 0, spelt: 0 };
        let initials = self.syllables(place).split(' ').filter_map(|s| s.chars().next());
        Place {
            letters: letters(self.texts(place).chars()),
            initials: letters(initials),
            spelt: letters(self.syllables(place).chars()),
            ..place
        }
    }

    /// Gives back what was taken in advance, once all records are in.
    pub fn shrink(&mut self) {
        self.arena.shrink_to_fit();
        self.records.shrink_to_fit();
    }

    fn texts(&self, place: Place) -> &str {
        self.arena.get(place.start..place.syllables).unwrap_or_default()
    }

    fn syllables(&self, place: Place) -> &str {
        self.arena.get(place.syllables..place.end).unwrap_or_default()
    }
}

/// A bit for each letter and digit, shared ones for everything else: what has not all bits of a
/// word cannot contain it.
fn letters(text: impl Iterator<Item = char>) -> u64 {
    text.filter(|c| !c.is_whitespace()).fold(0, |bits, character| {
        let bit = match character {
            'a'..='z' => u32::from(character) - u32::from('a'),
            '0'..='9' => 26 + u32::from(character) - u32::from('0'),
            other => 36 + u32::from(other) % 28,
        };
        bits | 1 << bit
    })
}

/// A word of a query.
#[derive(Clone, Debug)]
struct Word {
    text: String,
    letters: u64,
    /// The bit of its first letter.
    initial: u64,
    /// Only such a word can be spelt.
    is_latin: bool,
    /// It is one letter or digit.
    is_letter: bool,
}

impl Word {
    fn new(text: &str) -> Self {
        let is_latin = text.bytes().all(|byte| byte.is_ascii_alphanumeric());
        let initial = letters(text.chars().take(1));
        let is_letter = is_latin && text.len() == 1;
        Self { text: text.to_owned(), letters: letters(text.chars()), initial, is_latin, is_letter }
    }

    fn is_in(&self, index: &Index, place: Place) -> bool {
        let may_be_part = place.letters & self.letters == self.letters;
        let may_be_spelt = self.is_latin
            && place.initials & self.initial == self.initial
            && place.spelt & self.letters == self.letters;
        // Of a single letter that says it all.
        if self.is_letter {
            return may_be_part || may_be_spelt;
        }
        may_be_part && index.texts(place).contains(&self.text)
            || may_be_spelt && begins_somewhere(&self.text, index.syllables(place))
    }
}

/// Whether the word is made of beginnings of syllables that follow each other.
fn begins_somewhere(word: &str, syllables: &str) -> bool {
    let mut rest = syllables;
    loop {
        if begins(word.as_bytes(), rest.as_bytes()) {
            return true;
        }
        match rest.split_once(' ') {
            Some((_, next)) => rest = next,
            None => return false,
        }
    }
}

/// Whether the word is made of beginnings of the first syllables, none left out.
fn begins(word: &[u8], syllables: &[u8]) -> bool {
    let Some(first) = word.first() else { return true };
    if syllables.first() != Some(first) {
        return false;
    }
    let same = word.iter().zip(syllables).take_while(|(a, b)| a == b).count();
    if same == word.len() {
        return true;
    }
    let end = syllables.iter().position(|byte| *byte == b' ').unwrap_or(syllables.len());
    let next = syllables.get(end + 1..).unwrap_or_default();
    (1..=same.min(end)).rev().any(|taken| begins(word.get(taken..).unwrap_or_default(), next))
}

/// Of more hits than this none is likely to be the one that is looked for.
const MOST_RANKED: usize = 2000;

/// How records were found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum How {
    Parts,
    Fuzzy,
}

/// A search that gets narrower while one types: what was ruled out stays out.
pub struct Search {
    typed: String,
    words: Vec<Word>,
    how: How,
    hits: Vec<u32>,
    matcher: SkimMatcherV2,
}

impl fmt::Debug for Search {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Search({:?}, {} hits)", self.typed, self.hits.len())
    }
}

impl Default for Search {
    fn default() -> Self {
        Self {
            typed: String::new(),
            words: Vec::new(),
            how: How::Parts,
            hits: Vec::new(),
            matcher: SkimMatcherV2::default(),
        }
    }
}

impl Search {
    /// Forgets what was found: the index has changed.
    pub fn reset(&mut self) {
        self.typed.clear();
        self.words.clear();
    }

    /// The records that have every word of `typed`, ascending; `None` when nothing is asked for.
    pub fn find(&mut self, index: &Index, typed: &str) -> Option<&[u32]> {
        let typed = folded(typed);
        let is_narrower = !self.words.is_empty() && typed.starts_with(&self.typed);
        if is_narrower && typed == self.typed {
            return Some(&self.hits);
        }
        self.words = typed.split_whitespace().map(Word::new).collect();
        self.typed = typed;
        if self.words.is_empty() {
            return None;
        }
        let all = || (0..).take(index.len());
        let was_fuzzy = self.how == How::Fuzzy;
        if !is_narrower {
            self.hits = self.by_parts(index, all());
            self.how = How::Parts;
        } else if !was_fuzzy {
            self.hits = self.by_parts(index, self.hits.iter().copied());
        }
        if self.hits.is_empty() || (is_narrower && was_fuzzy) {
            // With more typed, what had not these letters before has them still less.
            let from = std::mem::take(&mut self.hits);
            self.hits = if is_narrower && was_fuzzy {
                self.fuzzily(index, from.into_iter())
            } else {
                self.fuzzily(index, all())
            };
            self.how = How::Fuzzy;
        }
        Some(&self.hits)
    }

    /// The record among those found that one most likely looked for: it begins with the first word,
    /// and its first name is the shortest. `None` while too many are found to tell.
    pub fn best(&self, index: &Index) -> Option<u32> {
        let word = self.words.first().filter(|_| self.hits.len() <= MOST_RANKED)?;
        let rank = |record: &u32| {
            let place = index.records.get(*record as usize)?;
            let texts = index.texts(*place);
            let spelt = index.syllables(*place);
            let begins =
                texts.starts_with(&word.text) || begins(word.text.as_bytes(), spelt.as_bytes());
            let first = texts.find('\n').unwrap_or(texts.len());
            Some((!begins, first))
        };
        self.hits.iter().copied().min_by_key(|record| rank(record))
    }

    /// The places of the characters of a name that the words match.
    pub fn matched(&self, name: &str) -> Vec<usize> {
        let mut places: Vec<usize> =
            self.words.iter().flat_map(|word| self.matched_by(word, name)).collect();
        places.sort_unstable();
        places.dedup();
        places
    }

    fn by_parts(&self, index: &Index, records: impl Iterator<Item = u32>) -> Vec<u32> {
        let place = |record: &u32| index.records.get(*record as usize).copied();
        let has_all = |place: Place| self.words.iter().all(|word| word.is_in(index, place));
        records.filter(|record| place(record).is_some_and(has_all)).collect()
    }

    fn fuzzily(&self, index: &Index, records: impl Iterator<Item = u32>) -> Vec<u32> {
        let letters = self.words.iter().fold(0, |bits, word| bits | word.letters);
        let has_all = |place: Place| {
            place.letters & letters == letters
                && self.words.iter().all(|word| {
                    let mut texts = index.texts(place).lines();
                    texts.any(|text| self.matcher.fuzzy_match(text, &word.text).is_some())
                })
        };
        let place = |record: &u32| index.records.get(*record as usize).copied();
        records.filter(|record| place(record).is_some_and(has_all)).collect()
    }

    fn matched_by(&self, word: &Word, name: &str) -> Vec<usize> {
        // Folding may change how many characters there are: each is folded by itself.
        let characters: Vec<String> =
            name.chars().map(|c| folded(c.encode_utf8(&mut [0; 4]))).collect();
        let whole = characters.concat();
        if let Some(at) = whole.find(&word.text) {
            return covered(&characters, at..at + word.text.len());
        }
        if word.is_latin {
            for start in 0..characters.len() {
                if let Some(places) = spelt(&word.text, &characters, start) {
                    return places;
                }
            }
        }
        let found = self.matcher.fuzzy_indices(&whole, &word.text);
        let at_bytes: Vec<usize> = whole.char_indices().map(|(at, _)| at).collect();
        let places = found.into_iter().filter(|_| self.how == How::Fuzzy).flat_map(|(_, at)| at);
        let bytes = places.filter_map(|place| at_bytes.get(place).copied());
        bytes.flat_map(|at| covered(&characters, at..at + 1)).collect()
    }
}

/// The characters that lie in a range of bytes of all of them together.
fn covered(characters: &[String], bytes: std::ops::Range<usize>) -> Vec<usize> {
    let mut at = 0;
    let mut places = Vec::new();
    for (place, character) in characters.iter().enumerate() {
        let end = at + character.len();
        if at < bytes.end && end > bytes.start {
            places.push(place);
        }
        at = end;
    }
    places
}

/// The characters from `start` that a word spells by beginnings; Latin words are one syllable.
fn spelt(word: &str, characters: &[String], start: usize) -> Option<Vec<usize>> {
    if word.is_empty() {
        return Some(Vec::new());
    }
    let character = characters.get(start)?;
    let syllable = character.chars().next()?.to_pinyin().map(|pinyin| pinyin.plain());
    let is_start = start == 0
        || syllable.is_some()
        || characters.get(start - 1).is_none_or(|before| !is_latin(before));
    if !is_start {
        return None;
    }
    // What can be taken here, and the characters it lies on.
    let unit: Vec<(usize, char)> = match syllable {
        Some(syllable) => {
            syllable.chars().map(|c| (start, if c == 'ü' { 'v' } else { c })).collect()
        }
        None => {
            let latin = characters.iter().enumerate().skip(start);
            latin
                .take_while(|(_, text)| is_latin(text))
                .flat_map(|(place, text)| text.chars().map(move |c| (place, c)))
                .collect()
        }
    };
    let last = unit.last()?.0;
    // Between words there may be what is not spelt.
    let next = (last + 1..characters.len())
        .find(|place| characters.get(*place).is_some_and(|text| is_spelt(text)))
        .unwrap_or(characters.len());
    let same = word.chars().zip(&unit).take_while(|(a, (_, b))| a == b).count();
    (1..=same).rev().find_map(|taken| {
        let rest = word.get(taken..)?;
        let more = spelt(rest, characters, next)?;
        let mut places: Vec<usize> = unit.iter().take(taken).map(|(place, _)| *place).collect();
        places.extend(more);
        Some(places)
    })
}

fn is_latin(text: &str) -> bool {
    text.chars().all(|c| c.is_alphanumeric() && c.to_pinyin().is_none())
}

fn is_spelt(text: &str) -> bool {
    text.chars().all(char::is_alphanumeric)
}

#[cfg(test)]
mod tests {
    use super::*;

    const NAMES: [&str; 7] = [
        "上海华兴贸易",
        "上海明月科技",
        "World Wide Importers",
        "ACME 重庆",
        "ＡＢＣ绿源",
        "Straße & Söhne",
        "\u{202e}evil\u{1b}[31m",
    ];

    fn index() -> Index {
        let mut index = Index::default();
        for (place, name) in NAMES.iter().enumerate() {
            let phone = format!("1380000{place:04}");
            index.push(Texts { names: &[name, "张敏"], others: &[&phone, "vip"] });
        }
        index
    }

    fn find(search: &mut Search, index: &Index, typed: &str) -> Option<Vec<u32>> {
        search.find(index, typed).map(<[u32]>::to_vec)
    }

    #[test]
    fn names_are_found_by_parts_pinyin_initials_phones_and_tags() {
        let index = index();
        for (typed, expected) in [
            ("shhx", vec![0]),
            ("SHANGHAI", vec![0, 1]),
            ("shanghaim", vec![1]),
            ("shangmy", vec![]),
            ("上海 ke", vec![1]),
            ("wwi", vec![2]),
            ("wide imp", vec![2]),
            ("acmecq", vec![]),
            ("acmezq", vec![3]),
            ("abc", vec![4]),
            ("abclvyuan", vec![4]),
            ("straße", vec![5]),
            ("00003", vec![3]),
            ("zhangmin 0002", vec![2]),
            ("vip", vec![0, 1, 2, 3, 4, 5, 6]),
            // Nothing has these as parts: letters in this order are enough then.
            ("wrldimp", vec![2]),
            ("zzz", vec![]),
        ] {
            let mut search = Search::default();
            assert_eq!(find(&mut search, &index, typed), Some(expected), "{typed}");
        }
        assert_eq!(find(&mut Search::default(), &index, "  "), None);
    }

    #[test]
    fn typing_on_finds_the_same_as_asking_at_once() {
        let index = index();
        for typed in ["shhx", "wrldimp", "上海 ke", "acme 重 1", "zzz"] {
            let mut narrowing = Search::default();
            for end in typed.char_indices().map(|(at, c)| at + c.len_utf8()) {
                let so_far = &typed[..end];
                let at_once = find(&mut Search::default(), &index, so_far);
                assert_eq!(find(&mut narrowing, &index, so_far), at_once, "{so_far}");
            }
            // And back again.
            let mut shorter = typed.to_owned();
            shorter.pop();
            let at_once = find(&mut Search::default(), &index, &shorter);
            assert_eq!(find(&mut narrowing, &index, &shorter), at_once, "{shorter}");
        }
    }

    #[test]
    fn the_best_begins_with_what_was_typed_and_is_short() {
        let mut index = Index::default();
        for name in ["Great Acme Holding", "Acme Holding of the North", "Acme"] {
            index.push(Texts { names: &[name], others: &[] });
        }
        let mut search = Search::default();
        search.find(&index, "acme");
        assert_eq!(search.best(&index), Some(2));
        index.replace(2, Texts { names: &["Other"], others: &[] });
        search.reset();
        search.find(&index, "acme");
        assert_eq!(search.best(&index), Some(1));
    }

    #[test]
    fn the_matched_characters_are_those_one_typed() {
        let mut search = Search::default();
        for (typed, name, expected) in [
            ("shhx", "上海华兴贸易", vec![0, 1, 2, 3]),
            ("huaxing", "上海华兴贸易", vec![2, 3]),
            ("明月", "上海明月科技", vec![2, 3]),
            ("wwi", "World Wide Importers", vec![0, 6, 7]),
            ("SS", "Straße", vec![]),
            ("min", "Acme", vec![]),
        ] {
            search.find(&index(), typed);
            assert_eq!(search.matched(name), expected, "{typed}");
        }
        search.find(&index(), "wrldimp");
        assert_eq!(search.matched("World Wide Importers"), [0, 2, 3, 4, 11, 12, 13]);
    }

    #[test]
    fn names_are_sorted_by_their_spelling() {
        let mut index = Index::default();
        index.push(Texts { names: &["上海 ABC-绿源", "other"], others: &[] });
        assert_eq!(index.spelling(0).trim_end(), "shang hai abc lv yuan");
        assert_eq!(index.spelling(1), "");
    }
}
