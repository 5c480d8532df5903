//! What a filter may go on with while it is typed: keys, and the values that are in the file.

use std::ops::Range;

use super::{KEYS, fold, key_of, names, parts, quoted, unsigned};

/// At most so many are offered.
const MOST: usize = 20;

/// The values that are in the file, the most used first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Offer {
    /// Whether Chinese words come first.
    pub chinese: bool,
    /// Names of owners.
    pub owners: Vec<String>,
    /// Areas.
    pub areas: Vec<String>,
    /// Trades.
    pub industries: Vec<String>,
    /// Tags.
    pub tags: Vec<String>,
    /// Names of stages.
    pub stages: Vec<String>,
    /// Names of saved filters.
    pub saved: Vec<String>,
}

/// What can be taken, and what it takes the place of.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Completion {
    /// The bytes that are replaced.
    pub replace: Range<usize>,
    /// The texts, the best first.
    pub texts: Vec<String>,
}

/// What the term at the cursor, a byte offset, may become.
pub fn complete(text: &str, cursor: usize, offer: &Offer) -> Completion {
    let at_cursor = |part: &Range<usize>| part.start <= cursor && cursor <= part.end;
    let replace = parts(text).into_iter().find(at_cursor).unwrap_or(cursor..cursor);
    let typed = text.get(replace.start..cursor).unwrap_or_default();
    let (negated, rest) = unsigned(typed);
    let sign = if negated { "-" } else { "" };
    let mut texts: Vec<String> =
        candidates(rest, offer).into_iter().map(|text| format!("{sign}{text}")).collect();
    // What is there already is no help.
    texts.retain(|candidate| Some(candidate.as_str()) != text.get(replace.clone()));
    texts.truncate(MOST);
    Completion { replace, texts }
}

fn candidates(typed: &str, offer: &Offer) -> Vec<String> {
    let mut characters = typed.chars();
    let (first, behind) = (characters.next(), characters.as_str());
    match first {
        Some('#' | '＃') => fitting(&offer.tags, behind, "#"),
        Some('@' | '＠') => fitting(&offer.saved, behind, "@"),
        Some('>' | '＞') => days(behind, ">", offer.chinese),
        Some('<' | '＜') => days(behind, "<", offer.chinese),
        _ => match typed.split_once([':', '：']) {
            Some((key, value)) => values(key, value, offer),
            None => keys(typed, offer.chinese),
        },
    }
}

/// Keys that begin so, in the language that is typed; all of them while nothing is.
fn keys(typed: &str, chinese: bool) -> Vec<String> {
    let typed = fold(typed);
    let fits = |(english, own): &(&str, &str)| -> Option<String> {
        let by_own = names(own, &typed);
        let key = match (english.starts_with(&typed), by_own) {
            (_, true) if chinese || !typed.is_ascii() => own,
            (true, _) => english,
            _ => return None,
        };
        Some(format!("{key}:"))
    };
    KEYS.iter().filter_map(fits).collect()
}

fn values(given: &str, value: &str, offer: &Offer) -> Vec<String> {
    let Some(key) = key_of(given) else { return Vec::new() };
    let list = |words: &[&str]| words.iter().map(ToString::to_string).collect::<Vec<_>>();
    let word = |english, chinese| if offer.chinese { chinese } else { english };
    // Of a list the last one is being typed.
    let (before, last) = match value.rfind([',', '，', '、']) {
        Some(at) if matches!(key, "tier" | "stage") => {
            let end = at + value.get(at..).and_then(|c| c.chars().next()).map_or(1, char::len_utf8);
            value.split_at(end)
        }
        _ => ("", value),
    };
    let prefix = format!("{given}:{before}");
    let all = match key {
        "tier" => list(&["A", "B", "C", "D"]),
        "need" => list(&[word("clear", "明确"), word("unclear", "不明确")]),
        "owner" => {
            let own = list(&[word("me", "我"), word("none", "无")]);
            own.into_iter().chain(offer.owners.iter().cloned()).collect()
        }
        "area" => offer.areas.clone(),
        "industry" => offer.industries.clone(),
        "stage" => offer.stages.clone(),
        _ => offer.tags.clone(),
    };
    fitting(&all, last, &prefix)
}

/// The values that begin so, then those that have it somewhere, by pinyin too.
fn fitting(values: &[String], typed: &str, prefix: &str) -> Vec<String> {
    let typed = fold(&super::unquoted(typed));
    let begins = |value: &&String| fold(value).starts_with(&typed);
    let within = |value: &&String| !begins(value) && names(value, &typed);
    let found = values.iter().filter(begins).chain(values.iter().filter(within));
    found.take(MOST).map(|value| format!("{prefix}{}", quoted(value))).collect()
}

fn days(typed: &str, sign: &str, chinese: bool) -> Vec<String> {
    let unit = if chinese { "天" } else { "d" };
    let usual = ["7", "14", "30", "60", "90"].into_iter().filter(|days| days.starts_with(typed));
    let usual: Vec<String> = usual.map(|days| format!("{sign}{days}{unit}")).collect();
    if usual.is_empty() && typed.bytes().all(|byte| byte.is_ascii_digit()) {
        return vec![format!("{sign}{typed}{unit}")];
    }
    usual
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_and_values_of_the_file_go_on_what_is_typed() {
        let list = |names: &[&str]| names.iter().map(ToString::to_string).collect::<Vec<_>>();
        let mut offer = Offer {
            areas: list(&["上海", "New York"]),
            owners: list(&["王芳"]),
            tags: list(&["vip", "very big"]),
            stages: list(&["quote", "needs"]),
            saved: list(&["big fish"]),
            ..Offer::default()
        };
        for (text, expected) in [
            ("ti", "tier:"),
            ("acme ar", "area:"),
            ("tier:", "tier:A tier:B tier:C tier:D"),
            ("tier:A,c", "tier:A,C"),
            ("area:sh", "area:上海"),
            ("area:ne", "area:\"New York\""),
            ("-owner:wf", "-owner:王芳"),
            ("#v", "#vip #\"very big\""),
            ("@bi", "@\"big fish\""),
            ("stage:q", "stage:quote"),
            (">3", ">30d"),
            ("<45", "<45d"),
            ("tier:A", ""),
            ("shhx", ""),
            ("等", "等级:"),
        ] {
            let found = complete(text, text.len(), &offer);
            assert_eq!(found.texts.join(" "), expected, "{text}");
        }
        assert_eq!(complete("x ", 2, &offer).texts.len(), KEYS.len());
        offer.chinese = true;
        assert_eq!(complete("dj", 2, &offer).texts, ["等级:"]);
        let within = complete("tier:B area:s #vip", 13, &offer);
        assert_eq!((within.replace, within.texts), (7..13, list(&["area:上海"])));
    }
}
