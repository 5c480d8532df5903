//! The words of one language: a key in, the text out.

use std::borrow::Cow;

use fluent_bundle::{FluentArgs, FluentResource, FluentValue, concurrent::FluentBundle};
use unic_langid::LanguageIdentifier;

use super::{Language, format::group_thousands};

/// A value for a variable of a message. Numbers choose the plural and are shown with thousands;
/// pass as text what must be shown bare (a year, a line number).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Arg<'a> {
    /// Shown as it is.
    Text(Cow<'a, str>),
    /// Shown with thousands; selects a plural.
    Number(i64),
}

impl<'a> From<&'a str> for Arg<'a> {
    fn from(text: &'a str) -> Self {
        Self::Text(Cow::Borrowed(text))
    }
}

impl From<String> for Arg<'_> {
    fn from(text: String) -> Self {
        Self::Text(Cow::Owned(text))
    }
}

impl<'a> From<Cow<'a, str>> for Arg<'a> {
    fn from(text: Cow<'a, str>) -> Self {
        Self::Text(text)
    }
}

impl From<i64> for Arg<'_> {
    fn from(number: i64) -> Self {
        Self::Number(number)
    }
}

impl From<u32> for Arg<'_> {
    fn from(number: u32) -> Self {
        Self::Number(i64::from(number))
    }
}

impl From<usize> for Arg<'_> {
    fn from(number: usize) -> Self {
        Self::Number(i64::try_from(number).unwrap_or(i64::MAX))
    }
}

impl<'a> From<Arg<'a>> for FluentValue<'a> {
    fn from(arg: Arg<'a>) -> Self {
        match arg {
            Arg::Text(text) => FluentValue::String(text),
            Arg::Number(number) => FluentValue::from(number),
        }
    }
}

impl<'a> From<&'a String> for Arg<'a> {
    fn from(text: &'a String) -> Self {
        Self::Text(Cow::Borrowed(text))
    }
}

/// A key without words, with what it would have been filled with.
fn bare(key: &str, args: &[(&str, Arg<'_>)]) -> String {
    let args: Vec<String> = args
        .iter()
        .map(|(name, arg)| match arg {
            Arg::Text(text) => format!("{name}={text}"),
            Arg::Number(number) => format!("{name}={number}"),
        })
        .collect();
    if args.is_empty() { key.to_owned() } else { format!("{key}({})", args.join(",")) }
}

/// The words of one language. Cheap to share between threads, costly to make: make it once.
pub struct Words {
    language: Language,
    bundle: FluentBundle<FluentResource>,
}

impl Words {
    /// All words of a language.
    pub fn new(language: Language) -> Self {
        let mut bundle = FluentBundle::new_concurrent(vec![identifier(language)]);
        // Isolating marks are invisible but take a cell in some terminals and break the columns.
        bundle.set_use_isolating(false);
        bundle.set_formatter(Some(|value, _| match value {
            // Only numbers that are not the result of NUMBER(…, useGrouping: "false").
            FluentValue::Number(number) if number.options.use_grouping => {
                Some(group_thousands(&number.as_string()))
            }
            _ => None,
        }));
        for (_, text) in sources(language) {
            // A faulty message is left out and shows its key; the tests allow none.
            let resource = match FluentResource::try_new((*text).to_owned()) {
                Ok(resource) | Err((resource, _)) => resource,
            };
            bundle.add_resource_overriding(resource);
        }
        Self { language, bundle }
    }

    /// No words at all: everything shows its key, so that tests read what was asked for.
    #[cfg(test)]
    pub(crate) fn keys() -> Self {
        let language = Language::En;
        Self { language, bundle: FluentBundle::new_concurrent(vec![identifier(language)]) }
    }

    /// The language of these words.
    pub fn language(&self) -> Language {
        self.language
    }

    /// Whether there are words for this key, so that a caller can show a name of the user's instead.
    pub fn has(&self, key: &str) -> bool {
        self.bundle.has_message(key)
    }

    /// The words of a key without variables; the key itself when there are none.
    pub fn get<'a>(&'a self, key: &'a str) -> Cow<'a, str> {
        self.find(key, None).unwrap_or(Cow::Borrowed(key))
    }

    /// The words of a key with its variables filled in; the key itself when there are none.
    pub fn format(&self, key: &str, args: &[(&str, Arg<'_>)]) -> String {
        let filled: FluentArgs<'_> =
            args.iter().map(|(name, arg)| (*name, FluentValue::from(arg.clone()))).collect();
        self.find(key, Some(&filled)).map_or_else(|| bare(key, args), Cow::into_owned)
    }

    fn find<'a>(&'a self, key: &str, args: Option<&'a FluentArgs<'_>>) -> Option<Cow<'a, str>> {
        let pattern = self.bundle.get_message(key)?.value()?;
        // A variable that was not given shows as `{$name}`: visible, and never a failure.
        Some(self.bundle.format_pattern(pattern, args, &mut Vec::new()))
    }
}

impl std::fmt::Debug for Words {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("Words").field(&self.language).finish()
    }
}

fn identifier(language: Language) -> LanguageIdentifier {
    // Our own tags always parse; the undetermined language would only lose plurals.
    language.tag().parse().unwrap_or_default()
}

/// The embedded files of a language: (area, text). Both languages have the same areas.
fn sources(language: Language) -> &'static [(&'static str, &'static str)] {
    match language {
        Language::En => &[
            ("actions", include_str!("../../assets/lang/en/actions.ftl")),
            ("buying", include_str!("../../assets/lang/en/buying.ftl")),
            ("care", include_str!("../../assets/lang/en/care.ftl")),
            ("cli", include_str!("../../assets/lang/en/cli.ftl")),
            ("customers", include_str!("../../assets/lang/en/customers.ftl")),
            ("duplicates", include_str!("../../assets/lang/en/duplicates.ftl")),
            ("effort", include_str!("../../assets/lang/en/effort.ftl")),
            ("entry", include_str!("../../assets/lang/en/entry.ftl")),
            ("errors", include_str!("../../assets/lang/en/errors.ftl")),
            ("format", include_str!("../../assets/lang/en/format.ftl")),
            ("forms", include_str!("../../assets/lang/en/forms.ftl")),
            ("funnel", include_str!("../../assets/lang/en/funnel.ftl")),
            ("groups", include_str!("../../assets/lang/en/groups.ftl")),
            ("import", include_str!("../../assets/lang/en/import.ftl")),
            ("insights", include_str!("../../assets/lang/en/insights.ftl")),
            ("lists", include_str!("../../assets/lang/en/lists.ftl")),
            ("merge", include_str!("../../assets/lang/en/merge.ftl")),
            ("message", include_str!("../../assets/lang/en/message.ftl")),
            ("notices", include_str!("../../assets/lang/en/notices.ftl")),
            ("page", include_str!("../../assets/lang/en/page.ftl")),
            ("plan", include_str!("../../assets/lang/en/plan.ftl")),
            ("review", include_str!("../../assets/lang/en/review.ftl")),
            ("settings", include_str!("../../assets/lang/en/settings.ftl")),
            ("today", include_str!("../../assets/lang/en/today.ftl")),
            ("words", include_str!("../../assets/lang/en/words.ftl")),
            ("workbench", include_str!("../../assets/lang/en/workbench.ftl")),
        ],
        Language::ZhCn => &[
            ("actions", include_str!("../../assets/lang/zh-CN/actions.ftl")),
            ("buying", include_str!("../../assets/lang/zh-CN/buying.ftl")),
            ("care", include_str!("../../assets/lang/zh-CN/care.ftl")),
            ("cli", include_str!("../../assets/lang/zh-CN/cli.ftl")),
            ("customers", include_str!("../../assets/lang/zh-CN/customers.ftl")),
            ("duplicates", include_str!("../../assets/lang/zh-CN/duplicates.ftl")),
            ("effort", include_str!("../../assets/lang/zh-CN/effort.ftl")),
            ("entry", include_str!("../../assets/lang/zh-CN/entry.ftl")),
            ("errors", include_str!("../../assets/lang/zh-CN/errors.ftl")),
            ("format", include_str!("../../assets/lang/zh-CN/format.ftl")),
            ("forms", include_str!("../../assets/lang/zh-CN/forms.ftl")),
            ("funnel", include_str!("../../assets/lang/zh-CN/funnel.ftl")),
            ("groups", include_str!("../../assets/lang/zh-CN/groups.ftl")),
            ("import", include_str!("../../assets/lang/zh-CN/import.ftl")),
            ("insights", include_str!("../../assets/lang/zh-CN/insights.ftl")),
            ("lists", include_str!("../../assets/lang/zh-CN/lists.ftl")),
            ("merge", include_str!("../../assets/lang/zh-CN/merge.ftl")),
            ("message", include_str!("../../assets/lang/zh-CN/message.ftl")),
            ("notices", include_str!("../../assets/lang/zh-CN/notices.ftl")),
            ("page", include_str!("../../assets/lang/zh-CN/page.ftl")),
            ("plan", include_str!("../../assets/lang/zh-CN/plan.ftl")),
            ("review", include_str!("../../assets/lang/zh-CN/review.ftl")),
            ("settings", include_str!("../../assets/lang/zh-CN/settings.ftl")),
            ("today", include_str!("../../assets/lang/zh-CN/today.ftl")),
            ("words", include_str!("../../assets/lang/zh-CN/words.ftl")),
            ("workbench", include_str!("../../assets/lang/zh-CN/workbench.ftl")),
        ],
    }
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use super::*;

    /// Key → its variables, read from the text: a message starts at the first column.
    fn messages(text: &str) -> Vec<(String, BTreeSet<String>)> {
        let mut found: Vec<(String, BTreeSet<String>)> = Vec::new();
        for line in text.lines() {
            let starts = line.starts_with(|c: char| c.is_ascii_alphabetic());
            if let (true, Some((key, _))) = (starts, line.split_once(" =")) {
                found.push((key.to_owned(), BTreeSet::new()));
            }
            if line.starts_with('#') {
                continue;
            }
            for rest in line.split('$').skip(1) {
                let end = rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '_' && c != '-');
                let name = &rest[..end.unwrap_or(rest.len())];
                if name.starts_with(|c: char| c.is_ascii_alphabetic())
                    && let Some((_, variables)) = found.last_mut()
                {
                    variables.insert(name.to_owned());
                }
            }
        }
        found
    }

    fn all_messages(language: Language) -> BTreeMap<String, (&'static str, BTreeSet<String>)> {
        let mut all = BTreeMap::new();
        for (area, text) in sources(language) {
            for (key, variables) in messages(text) {
                let before = all.insert(key.clone(), (*area, variables));
                assert!(before.is_none(), "{language}: {key} is in two places, one is {area}.ftl");
            }
        }
        all
    }

    #[test]
    fn every_file_parses_without_an_error() {
        for language in Language::ALL {
            for (area, text) in sources(language) {
                if let Err((_, errors)) = FluentResource::try_new((*text).to_owned()) {
                    panic!("{language}/{area}.ftl: {errors:?}");
                }
            }
        }
    }

    #[test]
    fn every_language_has_the_same_keys_in_the_same_files_with_the_same_variables() {
        let english = all_messages(Language::En);
        assert!(english.len() > 300, "the scan found only {} keys", english.len());
        let chinese = all_messages(Language::ZhCn);
        for key in english.keys().chain(chinese.keys()) {
            assert_eq!(english.get(key), chinese.get(key), "{key}: en left, zh-CN right");
        }
    }

    #[test]
    fn every_message_formats_without_an_error() {
        for language in Language::ALL {
            let words = Words::new(language);
            for (key, (_, variables)) in all_messages(language) {
                for number in [0_i64, 1, 2] {
                    let args: FluentArgs<'_> = variables
                        .iter()
                        .map(|name| (name.as_str(), FluentValue::from(number)))
                        .collect();
                    let message = words.bundle.get_message(&key).expect(&key);
                    let mut errors = Vec::new();
                    let pattern = message.value().expect(&key);
                    let text = words.bundle.format_pattern(pattern, Some(&args), &mut errors);
                    assert!(errors.is_empty(), "{language} {key}: {errors:?}");
                    assert!(!text.trim().is_empty(), "{language} {key} is empty");
                }
            }
        }
    }

    #[test]
    fn every_error_says_what_to_do() {
        let all = all_messages(Language::En);
        for name in all.keys().filter_map(|key| key.strip_prefix("error-")) {
            if name != "line" && !name.starts_with("kind-") {
                assert!(all.contains_key(&format!("hint-{name}")), "error-{name} has no hint");
            }
        }
    }

    #[test]
    fn chinese_is_chinese() {
        // A message without one Chinese character was most likely not translated. The exceptions:
        let same_in_both = ["tier-a", "tier-b", "tier-c", "tier-d", "app-name"];
        for (area, text) in sources(Language::ZhCn) {
            for block in text.split("\n\n").flat_map(|block| block.lines()) {
                let Some((key, value)) = block.split_once(" = ") else {
                    continue;
                };
                let translated = !value.is_ascii() || value.starts_with('{');
                assert!(
                    translated || same_in_both.contains(&key) || key.starts_with("    "),
                    "zh-CN/{area}.ftl: {key} = {value}"
                );
            }
        }
    }

    #[test]
    fn a_missing_key_shows_itself() {
        let words = Words::new(Language::En);
        assert_eq!(words.get("no-such-key"), "no-such-key");
        assert_eq!(words.format("no-such-key", &[("a", Arg::from(1_i64))]), "no-such-key(a=1)");
        assert!(!words.has("no-such-key"));
        assert!(words.has("tier-a"));
    }

    #[test]
    fn numbers_are_grouped_and_select_the_plural() {
        let english = Words::new(Language::En);
        let chinese = Words::new(Language::ZhCn);
        for (count, in_english, in_chinese) in [
            (1_i64, "1 customer", "1 个客户"),
            (2, "2 customers", "2 个客户"),
            (1284, "1,284 customers", "1,284 个客户"),
        ] {
            let args = [("count", Arg::from(count))];
            assert_eq!(english.format("count-customers", &args), in_english);
            assert_eq!(chinese.format("count-customers", &args), in_chinese);
        }
    }

    #[test]
    fn words_are_shared_between_threads() {
        fn shared<T: Send + Sync>(_: &T) {}
        shared(&Words::new(Language::ZhCn));
    }
}
