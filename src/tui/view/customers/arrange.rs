//! Which customers are shown, in which order, in which groups.

use std::{collections::HashSet, ops::Range};

use super::table::{Row, Table};
use crate::{
    domain::id::CustomerId,
    report::grouping::{Group, Groups},
};

/// What customers of a group are sorted by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sort {
    /// The largest value first.
    #[default]
    Value,
    /// The longest due first.
    Due,
    /// The longest untouched first; never touched before all.
    LastTouch,
    /// By the spelling of the name.
    Name,
    /// The largest sum of open deals first.
    OpenValue,
}

impl Sort {
    /// The next way to sort.
    pub const fn next(self) -> Self {
        match self {
            Self::Value => Self::Due,
            Self::Due => Self::LastTouch,
            Self::LastTouch => Self::Name,
            Self::Name => Self::OpenValue,
            Self::OpenValue => Self::Value,
        }
    }

    /// The column that shows it.
    pub const fn column(self) -> &'static str {
        match self {
            Self::Value => "value",
            Self::Due => "next_due",
            Self::LastTouch => "last_touch",
            Self::Name => "name",
            Self::OpenValue => "open_value",
        }
    }

    /// Whether large values come first.
    pub const fn is_descending(self) -> bool {
        matches!(self, Self::Value | Self::OpenValue)
    }

    /// What sorts a row, the first one smallest.
    fn key(self, row: &Row) -> i64 {
        match self {
            Self::Value => row.value.saturating_neg(),
            Self::OpenValue => row.open_value.saturating_neg(),
            Self::Due => i64::from(row.due_on.to_epoch_days()),
            Self::LastTouch => row.last_touch_on.map_or(i64::MIN, |day| day.to_epoch_days().into()),
            // The spelling decides.
            Self::Name => 0,
        }
    }
}

/// The customers of a group that are shown.
#[derive(Clone, Debug, Default)]
pub struct Section {
    /// The group.
    pub group: Group,
    range: Range<usize>,
    /// The line of its heading.
    top: usize,
    /// The sum of their values, minor units.
    pub value: i64,
    /// Their open deals.
    pub open_deals: usize,
    /// Only its heading is shown.
    pub is_folded: bool,
}

impl Section {
    /// How many they are.
    pub fn count(&self) -> usize {
        self.range.len()
    }

    /// Lines that they take, the heading included.
    fn lines(&self) -> usize {
        match self.count() {
            0 => 0,
            _ if self.is_folded => 1,
            count => count + 1,
        }
    }
}

/// A line of the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Line {
    /// The heading of the section at this place.
    Section(usize),
    /// The customer at this place of the table.
    Row(u32),
}

/// The order and the groups of what is shown.
#[derive(Debug, Default)]
pub struct Arrangement {
    /// How customers of a group are sorted.
    pub sort: Sort,
    /// The other way round.
    pub is_reversed: bool,
    /// The place of each row's group, in the order of the table.
    places: Vec<u32>,
    /// All rows in order.
    order: Vec<u32>,
    /// Those that pass.
    shown: Vec<u32>,
    /// One for each group, in order, with rows or without.
    sections: Vec<Section>,
}

impl Arrangement {
    /// Takes other groups, one place for each row of the table. What was folded stays so if it is
    /// still there. [`Arrangement::arrange`] has to follow.
    pub fn group(&mut self, groups: Groups) {
        let folded: HashSet<Option<String>> = std::mem::take(&mut self.sections)
            .into_iter()
            .filter(|section| section.is_folded)
            .map(|section| section.group.key)
            .collect();
        let section = |group: Group| {
            let is_folded = folded.contains(&group.key);
            Section { group, is_folded, ..Section::default() }
        };
        self.sections = groups.all.into_iter().map(section).collect();
        self.places = groups.places;
    }

    /// Unfolds everything: other groups are another matter.
    pub fn unfold(&mut self) {
        self.sections.iter_mut().for_each(|section| section.is_folded = false);
    }

    /// Sorts all rows anew. [`Arrangement::show`] has to follow.
    pub fn arrange(&mut self, table: &Table) {
        // Numbers that sort like the rows, all different: the group, what is sorted by, the name.
        let mut keys: Vec<u128> = table
            .rows()
            .iter()
            .zip(&self.places)
            .map(|(row, group)| {
                let key = self.sort.key(row).cast_unsigned() ^ 1 << 63;
                let within = u128::from(key) << 32 | u128::from(row.rank);
                let within = if self.is_reversed { !within & ((1 << 96) - 1) } else { within };
                u128::from(*group) << 96 | within
            })
            .collect();
        keys.sort_unstable();
        let mut by_rank = vec![0; keys.len()];
        for (place, row) in (0..).zip(table.rows()) {
            by_rank.get_mut(row.rank as usize).into_iter().for_each(|at| *at = place);
        }
        let rank = |key: u128| {
            let rank = if self.is_reversed { !key } else { key } & u128::from(u32::MAX);
            usize::try_from(rank).unwrap_or(usize::MAX)
        };
        self.order = keys.into_iter().filter_map(|key| by_rank.get(rank(key)).copied()).collect();
    }

    /// Shows the rows that pass.
    pub fn show(&mut self, table: &Table, passes: impl Fn(u32) -> bool) {
        self.shown.clear();
        self.shown.extend(self.order.iter().copied().filter(|place| passes(*place)));
        let mut start = 0;
        for (at, section) in (0..).zip(&mut self.sections) {
            (section.range, section.value, section.open_deals) = (start..start, 0, 0);
            let rest = self.shown.get(start..).unwrap_or_default();
            let is_in = |place: &&u32| self.places.get(**place as usize) == Some(&at);
            for row in rest.iter().take_while(is_in).filter_map(|place| table.row(*place)) {
                section.range.end += 1;
                section.value = section.value.saturating_add(row.value);
                section.open_deals += usize::try_from(row.open_deals).unwrap_or(0);
            }
            start = section.range.end;
        }
        self.lay();
    }

    /// Finds the line of every heading.
    fn lay(&mut self) {
        let mut top = 0;
        for section in &mut self.sections {
            section.top = top;
            top += section.lines();
        }
    }

    /// Number of customers that are shown, in folded groups too.
    pub const fn count(&self) -> usize {
        self.shown.len()
    }

    /// The customers that are shown, in order, in folded groups too.
    pub fn shown(&self) -> &[u32] {
        &self.shown
    }

    /// A section.
    pub fn section(&self, at: usize) -> Option<&Section> {
        self.sections.get(at)
    }

    /// Number of lines.
    pub fn lines(&self) -> usize {
        self.sections.last().map_or(0, |last| last.top + last.lines())
    }

    /// The headings that cannot be selected: those of groups that are open.
    pub fn headings(&self) -> Vec<usize> {
        let open = self.sections.iter().filter(|section| section.lines() > 1);
        open.map(|section| section.top).collect()
    }

    /// The rows of a section that pass.
    pub fn section_rows(&self, at: usize) -> &[u32] {
        let range = self.sections.get(at).map(|section| section.range.clone());
        range.and_then(|range| self.shown.get(range)).unwrap_or_default()
    }

    /// All customers that pass, in order.
    pub fn customers<'a>(&'a self, table: &'a Table) -> impl Iterator<Item = CustomerId> + 'a {
        self.shown.iter().filter_map(|place| table.row(*place)).map(|row| row.id)
    }

    /// The section that a line belongs to.
    pub fn section_at(&self, line: usize) -> Option<usize> {
        // Of those that begin on one line only the last has any.
        let at = self.sections.partition_point(|section| section.top <= line).checked_sub(1)?;
        let section = self.sections.get(at)?;
        (line - section.top < section.lines()).then_some(at)
    }

    /// What is on a line.
    pub fn line(&self, line: usize) -> Option<Line> {
        let at = self.section_at(line)?;
        let section = self.sections.get(at)?;
        match (line - section.top).checked_sub(1) {
            None => Some(Line::Section(at)),
            Some(row) => self.shown.get(section.range.start + row).map(|place| Line::Row(*place)),
        }
    }

    /// The line of a customer, or of the heading that hides it.
    pub fn line_of(&self, place: u32) -> Option<usize> {
        let at = self.shown.iter().position(|shown| *shown == place)?;
        let section = self.sections.iter().find(|section| section.range.contains(&at))?;
        let below = if section.is_folded { 0 } else { 1 + at - section.range.start };
        Some(section.top + below)
    }

    /// The line of a heading.
    pub fn line_of_section(&self, at: usize) -> usize {
        self.sections.get(at).map_or(0, |section| section.top)
    }

    /// Folds or unfolds a section.
    pub fn fold(&mut self, at: usize, is_folded: bool) {
        self.sections.get_mut(at).into_iter().for_each(|section| section.is_folded = is_folded);
        self.lay();
    }

    /// Folds all sections; when all are folded, unfolds them.
    pub fn fold_all(&mut self) {
        let fold = self.sections.iter().any(|section| section.count() > 0 && !section.is_folded);
        self.sections.iter_mut().for_each(|section| section.is_folded = fold);
        self.lay();
    }

    /// Turns the order round.
    pub const fn reverse(&mut self) {
        self.is_reversed = !self.is_reversed;
    }

    /// Whether what is shown goes down, for the arrow at the column.
    pub const fn goes_down(&self) -> bool {
        self.sort.is_descending() != self.is_reversed
    }
}
