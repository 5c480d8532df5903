//! What the filter line offers and says while it is typed into.

use std::{collections::HashMap, hash::Hash};

use super::{
    query::Query,
    table::{Row, Shared, Table},
};
use crate::{
    domain::filter::{
        Saved,
        complete::{Completion, Offer, complete},
    },
    i18n::Language,
    tui::{cx::Cx, theme::Role, widget::line_input::LineInput},
    wording::names,
};

/// What the line under the cursor may go on with.
#[derive(Debug, Default)]
pub struct Typing {
    /// What the file has to offer, from the moment one begins to type.
    offer: Option<Offer>,
    found: Completion,
    /// The candidate that was taken last, while the next key may take another one.
    taken: Option<usize>,
}

impl Typing {
    /// The file may have changed.
    pub fn forget(&mut self) {
        self.offer = None;
    }

    /// Looks at the line again after it has changed.
    pub fn look(&mut self, line: &LineInput, table: &Table, saved: &[Saved], cx: &Cx<'_>) {
        let offer = self.offer.get_or_insert_with(|| offered(table, saved, cx));
        self.found = complete(line.value(), line.cursor(), offer);
        self.taken = None;
    }

    /// Takes the first candidate into the line, or the one after that taken just now; whether the
    /// line has changed.
    pub fn take(&mut self, line: &mut LineInput) -> bool {
        let count = self.found.texts.len();
        let next = self.taken.map_or(0, |taken| (taken + 1) % count.max(1));
        let Some(text) = self.found.texts.get(next) else { return false };
        let start = self.found.replace.start;
        line.replace(self.found.replace.clone(), text);
        self.found.replace = start..start + text.len();
        self.taken = Some(next);
        true
    }

    /// Whether what was taken goes on at once: a key is followed by its value.
    pub fn goes_on(&self) -> bool {
        let taken = self.taken.and_then(|taken| self.found.texts.get(taken));
        taken.is_some_and(|text| text.ends_with(':'))
    }

    /// The line of candidates, or what is wrong with the filter, as parts with their roles.
    pub fn said(&self, line: &LineInput, query: &Query, cx: &Cx<'_>) -> Vec<(String, Role)> {
        let problem = query.problem.as_ref();
        let at_cursor = problem.is_some_and(|problem| {
            problem.at.start <= line.cursor() && line.cursor() <= problem.at.end
        });
        let words = problem.map(|found| {
            let key = format!("filter-problem-{}", found.problem.key());
            cx.words.format(&key, &[("value", found.problem.value().into())])
        });
        match words {
            // What is being typed may still become right.
            Some(words) if !at_cursor || self.found.texts.is_empty() => vec![(words, Role::Error)],
            _ => {
                let role =
                    |place| if self.taken == Some(place) { Role::Accent } else { Role::Muted };
                let texts = self.found.texts.iter().enumerate();
                texts.map(|(place, text)| (text.clone(), role(place))).collect()
            }
        }
    }
}

/// Values with how many there are of each, the most frequent first.
fn counted<T: Eq + Hash + Ord>(all: impl Iterator<Item = (T, usize)>) -> Vec<(T, usize)> {
    let mut counts: HashMap<T, usize> = HashMap::new();
    all.for_each(|(one, times)| *counts.entry(one).or_default() += times);
    let mut counts: Vec<_> = counts.into_iter().collect();
    counts.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    counts
}

/// The tags of some customers, each with how many have it, the most used first.
pub fn tags_of<'a>(table: &Table, rows: impl Iterator<Item = &'a Row>) -> Vec<(String, usize)> {
    let mut sets: HashMap<u32, (&Row, usize)> = HashMap::new();
    rows.for_each(|row| sets.entry(row.tags).or_insert((row, 0)).1 += 1);
    let tags = sets
        .into_values()
        .flat_map(|(row, count)| table.tags(row).iter().map(move |tag| (tag.clone(), count)));
    counted(tags)
}

fn offered(table: &Table, saved: &[Saved], cx: &Cx<'_>) -> Offer {
    let shared = |of: &dyn Fn(&Row) -> Shared| -> Vec<String> {
        let places = counted(table.rows().iter().map(|row| (of(row), 1)));
        let texts = places.into_iter().map(|(place, _)| table.text(place).to_owned());
        texts.filter(|text| !text.is_empty()).collect()
    };
    let pipeline = &cx.session().rules().pipeline;
    let stages = pipeline.stages.iter().map(|stage| names::stage(cx.words, pipeline, &stage.key));
    Offer {
        chinese: cx.words.language() == Language::ZhCn,
        owners: shared(&|row| row.owner_name),
        areas: shared(&|row| row.area),
        industries: shared(&|row| row.industry),
        tags: tags_of(table, table.rows().iter()).into_iter().map(|(tag, _)| tag).collect(),
        stages: stages.collect(),
        saved: saved.iter().map(|saved| saved.name.clone()).collect(),
    }
}
