//! Where the markers of a line are.

use std::ops::Range;

use super::{EntryContext, MarkerKind, slice, vocabulary::fold, when};

/// A part of the line. A backslash that escapes is in none.
#[derive(Debug)]
pub(super) enum Piece {
    /// Part of the note.
    Text(Range<usize>),
    /// Sign and value.
    Marker(Marker),
}

/// A sign with something directly behind it.
#[derive(Debug)]
pub(super) struct Marker {
    pub(super) kind: MarkerKind,
    /// Sign and value.
    pub(super) range: Range<usize>,
    /// The value alone.
    pub(super) value: Range<usize>,
    /// Whether the sign has another, common use: text if the value is not one.
    pub(super) lenient: bool,
}

/// What a sign marks. `》` is what a Chinese keyboard gives for `>`.
pub(super) fn kind_of(sign: char) -> Option<MarkerKind> {
    Some(match sign {
        '>' | '＞' | '》' => MarkerKind::Next,
        '!' | '！' => MarkerKind::Outcome,
        '@' | '＠' => MarkerKind::Contact,
        '#' | '＃' => MarkerKind::Tag,
        '+' | '＋' => MarkerKind::Stage,
        '$' | '＄' | '¥' | '￥' | '€' | '£' | '￡' => MarkerKind::Amount,
        '=' | '＝' => MarkerKind::Evidence,
        '~' | '～' => MarkerKind::Duration,
        '^' | '＾' => MarkerKind::Happened,
        _ => return None,
    })
}

/// Whether a marker may begin behind this character: a blank, or a Chinese stop, which has none.
pub(super) fn is_boundary(c: char) -> bool {
    c.is_whitespace() || matches!(c, '，' | '。' | '；' | '、')
}

/// All parts of a line, in order.
pub(super) fn scan(text: &str, cx: &EntryContext<'_>) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut text_from = 0;
    let mut at = 0;
    let mut may_begin = true;
    while let Some(c) = text.get(at..).and_then(|rest| rest.chars().next()) {
        let after = at + c.len_utf8();
        if may_begin && let Some(marker) = marker(text, at, c, cx) {
            pieces.push(Piece::Text(text_from..at));
            at = marker.range.end;
            text_from = at;
            pieces.push(Piece::Marker(marker));
            may_begin = false;
            continue;
        }
        let escaped = text.get(after..).and_then(|rest| rest.chars().next());
        if may_begin && c == '\\' && escaped.is_some_and(|sign| kind_of(sign).is_some()) {
            pieces.push(Piece::Text(text_from..at));
            text_from = after;
            // The sign itself is stepped over, as text.
            may_begin = false;
        } else {
            may_begin = is_boundary(c);
        }
        at = after;
    }
    pieces.push(Piece::Text(text_from..text.len()));
    pieces
}

fn marker(text: &str, at: usize, sign: char, cx: &EntryContext<'_>) -> Option<Marker> {
    let kind = kind_of(sign)?;
    let start = at + sign.len_utf8();
    let first = text.get(start..)?.chars().next()?;
    if first.is_whitespace() || first.is_ascii_punctuation() || is_stop(first) {
        return None;
    }
    if kind_of(first).is_some() || (kind == MarkerKind::Amount && !first.is_numeric()) {
        return None;
    }
    let rest = text.get(start..)?;
    let named = match kind {
        MarkerKind::Contact => longest_name(rest, cx.contacts.iter().map(|(_, name)| &**name)),
        MarkerKind::Stage => longest_name(rest, cx.vocabulary.stage_words()),
        _ => None,
    };
    let mut end = start + named.unwrap_or_else(|| word_length(rest));
    if matches!(kind, MarkerKind::Next | MarkerKind::Happened)
        && !when::has_time(slice(text, &(start..end)))
    {
        end += time_length(text.get(end..).unwrap_or_default());
    }
    Some(Marker { kind, range: at..end, value: start..end, lenient: sign == '》' })
}

/// The bytes up to a blank, or a stop that ends a clause and does not stand inside a number.
pub(super) fn word_length(rest: &str) -> usize {
    let mut chars = rest.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let next = chars.peek().map(|(_, next)| *next);
        let ends = if c.is_ascii() {
            matches!(c, ',' | ';' | '.' | '!' | '?' | ')')
                && !next.is_some_and(|next| next.is_ascii_alphanumeric())
        } else {
            is_stop(c) && !next.is_some_and(char::is_numeric)
        };
        if c.is_whitespace() || ends {
            return at;
        }
    }
    rest.len()
}

fn is_stop(c: char) -> bool {
    matches!(c, '，' | '。' | '；' | '、' | '！' | '？' | '）' | '：')
}

/// The bytes of the longest name the text begins with, so that `@Ann Lee` is one contact.
fn longest_name<'a>(rest: &str, names: impl Iterator<Item = &'a str>) -> Option<usize> {
    names
        .filter_map(|name| prefix_length(rest, name))
        .filter(|length| {
            let behind = rest.get(*length..).unwrap_or_default();
            behind.is_empty() || word_length(behind) == 0
        })
        .max()
}

/// The bytes of `rest` that are this name, whatever their case and width.
fn prefix_length(rest: &str, name: &str) -> Option<usize> {
    let count = name.chars().count();
    let length = rest.char_indices().nth(count).map_or(rest.len(), |(at, _)| at);
    (count > 0 && fold(rest.get(..length)?) == fold(name)).then_some(length)
}

/// The bytes of a time of day behind a day: ` 14:30`; 0 if none follows.
fn time_length(rest: &str) -> usize {
    let trimmed = rest.trim_start_matches([' ', '\u{3000}']);
    let blanks = rest.len() - trimmed.len();
    let length = word_length(trimmed);
    let word = trimmed.get(..length).unwrap_or_default();
    if blanks > 0 && when::is_time(word) { blanks + length } else { 0 }
}
