//! Which customers are shown, in which order, in which groups.

use std::ops::Range;

use super::table::{Row, Table};
use crate::domain::tier::Tier;

/// What customers of a tier are sorted by.
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

/// The customers of a tier that are shown.
#[derive(Clone, Debug, Default)]
pub struct Group {
    range: Range<usize>,
    /// The sum of their values, minor units.
    pub value: i64,
    /// Their open deals.
    pub open_deals: usize,
    /// Only its heading is shown.
    pub is_folded: bool,
}

impl Group {
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
    /// The heading of a tier.
    Group(Tier),
    /// The customer at this place of the table.
    Row(u32),
}

/// The order and the groups of what is shown.
#[derive(Debug, Default)]
pub struct Arrangement {
    /// How customers of a tier are sorted.
    pub sort: Sort,
    /// The other way round.
    pub is_reversed: bool,
    /// All rows in order.
    order: Vec<u32>,
    /// Those that pass.
    shown: Vec<u32>,
    groups: [Group; 4],
}

impl Arrangement {
    /// Sorts all rows anew. [`Arrangement::show`] has to follow.
    pub fn arrange(&mut self, table: &Table) {
        // Numbers that sort like the rows, all different: the tier, what is sorted by, the name.
        let mut keys: Vec<u128> = table
            .rows()
            .iter()
            .map(|row| {
                let key = self.sort.key(row).cast_unsigned() ^ 1 << 63;
                let within = u128::from(key) << 32 | u128::from(row.rank);
                let within = if self.is_reversed { !within & ((1 << 96) - 1) } else { within };
                (row.tier as u128) << 96 | within
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
        for (tier, group) in Tier::ALL.into_iter().zip(&mut self.groups) {
            *group = Group { range: start..start, is_folded: group.is_folded, ..Group::default() };
            let rest = self.shown.get(start..).unwrap_or_default();
            let rows = rest.iter().filter_map(|place| table.row(*place));
            for row in rows.take_while(|row| row.tier == tier) {
                group.range.end += 1;
                group.value = group.value.saturating_add(row.value);
                group.open_deals += usize::try_from(row.open_deals).unwrap_or(0);
            }
            start = group.range.end;
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

    /// The group of a tier.
    pub fn group(&self, tier: Tier) -> &Group {
        match tier {
            Tier::A => &self.groups[0],
            Tier::B => &self.groups[1],
            Tier::C => &self.groups[2],
            Tier::D => &self.groups[3],
        }
    }

    /// Number of lines.
    pub fn lines(&self) -> usize {
        self.groups.iter().map(Group::lines).sum()
    }

    /// The headings that cannot be selected: those of groups that are open.
    pub fn headings(&self) -> Vec<usize> {
        let mut line = 0;
        let mut headings = Vec::new();
        for group in &self.groups {
            if group.lines() > 1 {
                headings.push(line);
            }
            line += group.lines();
        }
        headings
    }

    /// What is on a line.
    pub fn line(&self, line: usize) -> Option<Line> {
        let mut above = 0;
        for (tier, group) in Tier::ALL.into_iter().zip(&self.groups) {
            let within = line.checked_sub(above)?;
            if within < group.lines() {
                let Some(row) = within.checked_sub(1) else { return Some(Line::Group(tier)) };
                return self.shown.get(group.range.start + row).map(|place| Line::Row(*place));
            }
            above += group.lines();
        }
        None
    }

    /// The line of a customer, or of the heading that hides it.
    pub fn line_of(&self, place: u32) -> Option<usize> {
        let at = self.shown.iter().position(|shown| *shown == place)?;
        let mut above = 0;
        for group in &self.groups {
            if group.range.contains(&at) {
                return Some(if group.is_folded {
                    above
                } else {
                    above + 1 + at - group.range.start
                });
            }
            above += group.lines();
        }
        None
    }

    /// The line of a heading.
    pub fn line_of_group(&self, tier: Tier) -> usize {
        let before = Tier::ALL.into_iter().zip(&self.groups).take_while(|(other, _)| *other < tier);
        before.map(|(_, group)| group.lines()).sum()
    }

    /// Folds or unfolds a group.
    pub fn fold(&mut self, tier: Tier, is_folded: bool) {
        let group = Tier::ALL.into_iter().zip(&mut self.groups).find(|(other, _)| *other == tier);
        group.into_iter().for_each(|(_, group)| group.is_folded = is_folded);
    }

    /// Folds all groups; when all are folded, unfolds them.
    pub fn fold_all(&mut self) {
        let fold = self.groups.iter().any(|group| group.count() > 0 && !group.is_folded);
        self.groups.iter_mut().for_each(|group| group.is_folded = fold);
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
