//! What was typed into the filter line: words to search for and conditions to hold.

use std::{collections::HashMap, ops::Range};

use super::table::{Row, Table};
use crate::{
    domain::{
        filter::{Filter, FilterError, Known, Saved, Subject, parts, saved_name, saved_named},
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
    /// The first condition that says nothing (yet).
    pub problem: Option<FilterError>,
}

/// Saved filters may ask for others, so deep.
const DEEPEST: u8 = 8;

impl Query {
    /// Reads a line. A condition that says nothing (yet) is marked and holds for all.
    pub fn new(text: &str, saved: &[Saved], pipeline: &Pipeline, words: &Words) -> Self {
        let mut query = Self::default();
        let stage = |name: &str| stage_named(name, pipeline, words);
        query.take(text, Known { stage: &stage, saved }, 0);
        // A blank behind the last word would keep it from growing.
        query.words.truncate(query.words.trim_end().len());
        query
    }

    /// Takes in the parts of a line, or of a saved filter that a line asks for.
    fn take(&mut self, text: &str, known: Known<'_>, depth: u8) {
        for range in parts(text) {
            let part = text.get(range.clone()).unwrap_or_default();
            if !is_condition(part) {
                self.words.push_str(part);
                self.words.push(' ');
                continue;
            }
            let role = match Filter::parse(part, known) {
                Ok(filter) => {
                    match saved_name(part).and_then(|name| saved_named(known.saved, &name)) {
                        // As if it had been typed: its words are searched for and set off.
                        Some(saved) if depth < DEEPEST => self.take(&saved.query, known, depth + 1),
                        _ => {
                            self.filters.push(Condition { filter, is_shared: is_shared(part) });
                            self.conditions.push_str(part);
                            self.conditions.push(' ');
                        }
                    }
                    Role::Marker
                }
                Err(mut error) => {
                    error.at = range.clone();
                    self.problem.get_or_insert(error);
                    Role::MarkerUnknown
                }
            };
            if depth == 0 {
                self.marks.push((range, role));
            }
        }
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

/// Whether a part is more than a word to look for.
fn is_condition(part: &str) -> bool {
    part.contains([':', '：'])
        || part.starts_with(['#', '＃', '>', '＞', '<', '＜', '-', '－', '@', '＠'])
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
    use crate::{
        domain::{filter::Problem, id::Id},
        i18n::Language,
    };

    #[test]
    fn words_and_conditions_are_told_apart() {
        let words = Words::new(Language::ZhCn);
        let text = "shhx tier:B stage:报价 area:\"New York\" colour:red #vip  张";
        let query = Query::new(text, &[], &Pipeline::default(), &words);
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
        assert_eq!(query.problem.unwrap().problem, Problem::UnknownKey("colour".to_owned()));
        assert!(Query::new(" > ", &[], &Pipeline::default(), &words).marks.is_empty());
        assert!(Query::new("", &[], &Pipeline::default(), &words).is_empty());
    }

    #[test]
    fn a_saved_filter_is_as_if_it_had_been_typed() {
        let words = Words::new(Language::En);
        let saved = |name: &str, query: &str| Saved {
            id: Id::new(uuid::Uuid::nil()),
            name: name.to_owned(),
            query: query.to_owned(),
        };
        let saved = [saved("big", "tier:A @here"), saved("here", "acme area:上海")];
        let query = Query::new("@big #vip", &saved, &Pipeline::default(), &words);
        assert_eq!(query.words, "acme");
        assert_eq!(query.conditions, "tier:A area:上海 #vip ");
        let turned = Query::new("-@big @none", &saved, &Pipeline::default(), &words);
        assert_eq!((turned.words.as_str(), turned.filters().len()), ("", 1));
        assert_eq!(turned.problem.unwrap().problem, Problem::NotSaved("none".to_owned()));
    }
}
