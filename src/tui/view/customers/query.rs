//! What was typed into the filter line: words to search for and conditions to hold.

use std::{collections::HashMap, ops::Range};

use super::table::{Row, Table};
use crate::{
    domain::{
        filter::{Filter, Subject},
        stage::Pipeline,
    },
    i18n::Words,
    tui::theme::Role,
    wording::names,
};

/// One condition.
#[derive(Clone, Debug)]
pub struct Condition {
    filter: Filter,
    /// It asks only for what many customers share.
    is_shared: bool,
}

impl Condition {
    /// Whether it holds for each row of a table.
    pub fn holds<'a>(
        &self,
        table: &'a Table,
        subject: impl Fn(&'a Row) -> Subject<'a>,
    ) -> impl Iterator<Item = bool> {
        let mut known = HashMap::new();
        table.rows().iter().map(move |row| {
            let holds = || self.filter.matches(&subject(row));
            if self.is_shared { *known.entry(row.shared()).or_insert_with(holds) } else { holds() }
        })
    }
}

/// A filter line, read.
#[derive(Clone, Debug, Default)]
pub struct Query {
    /// The plain words, for the search.
    pub words: String,
    /// The conditions as they were typed, to know whether they have changed.
    pub conditions: String,
    filters: Vec<Condition>,
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
                    query.filters.push(Condition { filter, is_shared: is_shared(part) });
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
    pub fn filters(&self) -> &[Condition] {
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

/// Whether a condition names a field or a tag: then it is not about names and days.
fn is_shared(part: &str) -> bool {
    let part = part.trim_start_matches(['-', '－']);
    part.contains([':', '：']) || part.starts_with(['#', '＃'])
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
