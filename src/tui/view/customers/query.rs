//! What was typed into the filter line: words to search for and conditions to hold.

use std::ops::Range;

use crate::{
    domain::{filter::Filter, stage::Pipeline},
    i18n::Words,
    tui::theme::Role,
    wording::names,
};

/// A filter line, read.
#[derive(Clone, Debug, Default)]
pub struct Query {
    /// The plain words, for the search.
    pub words: String,
    /// The conditions as they were typed, to know whether they have changed.
    pub conditions: String,
    filters: Vec<Filter>,
    /// How the parts of the line are drawn.
    pub marks: Vec<(Range<usize>, Role)>,
}

impl Query {
    /// Reads a line. A condition that says nothing (yet) is marked and holds for all.
    pub fn new(text: &str, pipeline: &Pipeline, words: &Words) -> Self {
        let mut query = Self::default();
        for range in parts(text) {
            let part = text.get(range.clone()).unwrap_or_default();
            if !is_condition(part) {
                query.words.push_str(part);
                query.words.push(' ');
                continue;
            }
            let role = match Filter::parse(part, |name| stage_named(name, pipeline, words)) {
                Ok(filter) => {
                    query.filters.push(filter);
                    query.conditions.push_str(part);
                    query.conditions.push(' ');
                    Role::Marker
                }
                Err(_) => Role::MarkerUnknown,
            };
            query.marks.push((range, role));
        }
        // A blank behind the last word would keep it from growing.
        query.words.truncate(query.words.trim_end().len());
        query
    }

    /// Whether everything passes.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty() && self.filters.is_empty()
    }

    /// The conditions.
    pub fn filters(&self) -> &[Filter] {
        &self.filters
    }
}

/// The parts between blanks; quotes keep blanks.
fn parts(text: &str) -> Vec<Range<usize>> {
    let mut parts = Vec::new();
    let (mut start, mut quoted) = (None, false);
    for (at, character) in text.char_indices() {
        if matches!(character, '"' | '“' | '”') {
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

/// Whether a part is more than a word to look for.
fn is_condition(part: &str) -> bool {
    part.contains([':', '：'])
        || part.starts_with(['#', '＃', '>', '＞', '<', '＜', '-', '－'])
            && part.chars().count() > 1
}

/// The key of the stage that is called so: by its key or its name, either case.
fn stage_named(called: &str, pipeline: &Pipeline, words: &Words) -> Option<String> {
    let called = called.to_lowercase();
    let same = |known: &str| known.to_lowercase() == called;
    let mut stages = pipeline.stages.iter().chain([&pipeline.lost]);
    let found =
        stages.find(|stage| same(&stage.key) || same(&names::stage(words, pipeline, &stage.key)));
    found.map(|stage| stage.key.clone())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::Language;

    #[test]
    fn words_and_conditions_are_told_apart() {
        let words = Words::new(Language::ZhCn);
        let text = "shhx tier:B stage:报价 area:\"New York\" colour:red #vip  张";
        let query = Query::new(text, &Pipeline::default(), &words);
        assert_eq!(query.words, "shhx 张");
        assert_eq!(query.filters().len(), 4);
        let marked: Vec<_> =
            query.marks.iter().map(|(range, role)| (&text[range.clone()], *role)).collect();
        let expected = [
            ("tier:B", Role::Marker),
            ("stage:报价", Role::Marker),
            ("area:\"New York\"", Role::Marker),
            ("colour:red", Role::MarkerUnknown),
            ("#vip", Role::Marker),
        ];
        assert_eq!(marked, expected);
        assert!(Query::new(" > ", &Pipeline::default(), &words).marks.is_empty());
        assert!(Query::new("", &Pipeline::default(), &words).is_empty());
    }
}
