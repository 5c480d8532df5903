//! What the marker under the cursor may become.

use std::ops::Range;

use chrono::NaiveDate;

use super::{
    EntryContext, MarkerKind, duration,
    scan::{is_boundary, kind_of, word_length},
    vocabulary::fold,
    when::{Sense, when},
};

/// More are no help.
const MOST: usize = 8;

/// One way to complete the marker under the cursor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Completion {
    /// The bytes to replace: the value, without the sign.
    pub replace: Range<usize>,
    /// What to put there.
    pub text: String,
    /// What it means.
    pub label: Label,
}

/// What a completion means, for the edge to put into words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Label {
    /// A key of the language files: `outcome-reached`.
    Key(String),
    /// A name of the user's own.
    Name(String),
    /// A day.
    Day(NaiveDate),
    /// A duration in minutes.
    Minutes(u32),
}

/// The ways to complete the marker that the cursor (a byte of the text) stands in or behind, best
/// first; none if it stands in plain text.
pub fn complete(text: &str, cursor: usize, cx: &EntryContext<'_>) -> Vec<Completion> {
    let Some((kind, start, typed)) = typed_value(text, cursor) else {
        return Vec::new();
    };
    let behind = text.get(start..).unwrap_or_default();
    let replace = start..(start + word_length(behind)).max(start + typed.len());
    let typed = fold(typed);
    let mut found = match kind {
        MarkerKind::Outcome | MarkerKind::Evidence | MarkerKind::Stage => words(kind, &typed, cx),
        MarkerKind::Contact => names(cx.contacts.iter().map(|(_, name)| &**name), &typed),
        MarkerKind::Tag => names(cx.tags.iter().map(|tag| &**tag), &typed),
        MarkerKind::Next | MarkerKind::Happened => days(kind, &typed, cx),
        MarkerKind::Duration => durations(&typed, cx),
        MarkerKind::Amount => Vec::new(),
    };
    found.truncate(MOST);
    found
        .into_iter()
        .map(|(text, label)| Completion { replace: replace.clone(), text, label })
        .collect()
}

type Choice = (String, Label);

/// The kind of the marker under the cursor, where its value starts, what of it is typed.
fn typed_value(text: &str, cursor: usize) -> Option<(MarkerKind, usize, &str)> {
    let before = text.get(..cursor)?;
    let word = before.char_indices().rev().find(|(_, c)| is_boundary(*c));
    let word_start = word.map_or(0, |(at, c)| at + c.len_utf8());
    let sign = before.get(word_start..)?.chars().next()?;
    let start = word_start + sign.len_utf8();
    Some((kind_of(sign)?, start, before.get(start..)?))
}

/// One word for each choice: one that begins as typed, in the user's language first.
fn words(kind: MarkerKind, typed: &str, cx: &EntryContext<'_>) -> Vec<Choice> {
    let choices = cx.vocabulary.choices(kind).into_iter();
    choices
        .filter_map(|(label, words)| {
            let fits = || words.iter().filter(|word| fold(word).starts_with(typed));
            let word =
                fits().find(|word| word.is_ascii() != cx.chinese).or_else(|| fits().next())?;
            Some(((*word).to_owned(), Label::Key(label)))
        })
        .collect()
}

/// Names that begin as typed, then names that contain it.
fn names<'a>(known: impl Iterator<Item = &'a str> + Clone, typed: &str) -> Vec<Choice> {
    let begin = known.clone().filter(|name| fold(name).starts_with(typed));
    let contain = known.filter(|name| fold(name).find(typed).is_some_and(|at| at > 0));
    begin.chain(contain).map(|name| (name.to_owned(), Label::Name(name.to_owned()))).collect()
}

fn days(kind: MarkerKind, typed: &str, cx: &EntryContext<'_>) -> Vec<Choice> {
    let sense = if kind == MarkerKind::Next { Sense::Ahead } else { Sense::Back };
    let (english, chinese): (&[&str], &[&str]) = match sense {
        Sense::Ahead => (
            &["tomorrow", "3d", "1w", "2w", "mon", "tue", "wed", "thu", "fri", "1m"],
            &[
                "明天",
                "后天",
                "3天",
                "1周",
                "周一",
                "周二",
                "周三",
                "周四",
                "周五",
                "下周一",
                "1个月",
            ],
        ),
        Sense::Back => (&["yesterday", "2d", "1h", "2h"], &["昨天", "前天", "1小时前", "2小时前"]),
    };
    in_languages(english, chinese, typed, cx)
        .filter_map(|word| {
            let when = when(word, cx.now, cx.today, sense)?;
            let on = if when.rolls && sense == Sense::Ahead {
                super::roll(when.on, cx.is_working)
            } else {
                when.on
            };
            Some((word.to_owned(), Label::Day(on)))
        })
        .collect()
}

fn durations(typed: &str, cx: &EntryContext<'_>) -> Vec<Choice> {
    let english = ["5m", "10m", "15m", "20m", "30m", "45m", "1h", "2h"];
    let chinese = ["5分", "10分", "15分", "20分", "30分", "45分", "1小时", "2小时"];
    in_languages(&english, &chinese, typed, cx)
        .filter_map(|word| Some((word.to_owned(), Label::Minutes(duration::minutes(word)?))))
        .collect()
}

/// The words that begin as typed, of the user's language alone where it has some.
fn in_languages<'a>(
    english: &'a [&'a str],
    chinese: &'a [&'a str],
    typed: &str,
    cx: &EntryContext<'_>,
) -> impl Iterator<Item = &'a str> {
    let fits = |list: &'a [&'a str]| -> Vec<&'a str> {
        list.iter().copied().filter(|word| word.starts_with(typed)).collect()
    };
    let (own, other) = if cx.chinese { (chinese, english) } else { (english, chinese) };
    let own = fits(own);
    if own.is_empty() { fits(other) } else { own }.into_iter()
}
