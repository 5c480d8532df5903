//! A report as every output gets it: key figures, charts and tables, each value with its kind.
//!
//! A report says what there is to say once; the workbench draws it, the command line prints it as
//! text or JSON. Words are those of the reader's language already; values keep their kind, so that
//! a number stays a number in JSON and an amount is never cut.

use chrono::NaiveDate;

use crate::domain::{id::CustomerId, money::Currency};

/// A report.
#[derive(Clone, Debug, PartialEq)]
pub struct Document {
    /// Stable name, in snake case.
    pub key: &'static str,
    /// Its heading.
    pub title: String,
    /// The day it is of.
    pub as_of: NaiveDate,
    /// What it says, in order.
    pub parts: Vec<Part>,
}

/// A part of a report.
#[derive(Clone, Debug, PartialEq)]
pub enum Part {
    /// A sentence.
    Note(Mark, String),
    /// Key figures, one beside the other.
    Figures(Vec<Figure>),
    /// Rows and columns.
    Table(Table),
    /// Bars, one below the other.
    Bars(Bars),
    /// A grid of two scales.
    Grid(Grid),
    /// A curve from nothing to everything.
    Curve(Curve),
}

/// A key figure.
#[derive(Clone, Debug, PartialEq)]
pub struct Figure {
    /// Stable name, in snake case; the field in JSON.
    pub key: &'static str,
    /// What it is.
    pub label: String,
    /// The figure.
    pub value: Cell,
}

/// Rows and columns.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Table {
    /// Stable name, in snake case; the field in JSON.
    pub key: &'static str,
    /// Its heading; none when the report's own says enough.
    pub title: String,
    /// The columns, the most important first: where it gets narrow the last ones go.
    pub columns: Vec<Column>,
    /// The rows.
    pub rows: Vec<Row>,
    /// What stands in place of rows when there are none.
    pub empty: String,
}

/// A column of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// Stable name, in snake case; the field in JSON.
    pub key: &'static str,
    /// Its heading.
    pub label: String,
}

/// A row of a table, a cell for each column.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// Its cells.
    pub cells: Vec<Cell>,
    /// The customers it stands for, the most important first.
    pub about: Vec<CustomerId>,
    /// How it is meant.
    pub mark: Mark,
}

/// Bars that compare.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Bars {
    /// Stable name, in snake case; the field in JSON.
    pub key: &'static str,
    /// Its heading.
    pub title: String,
    /// The bars.
    pub bars: Vec<Bar>,
}

/// A bar.
#[derive(Clone, Debug, PartialEq)]
pub struct Bar {
    /// Stable name of what it is of.
    pub key: String,
    /// What it is of.
    pub label: String,
    /// How long it is, from 0 to 1.
    pub length: f64,
    /// What it says, the most important first; the key is the field in JSON.
    pub values: Vec<Figure>,
    /// The customers it stands for.
    pub about: Vec<CustomerId>,
    /// How it is meant.
    pub mark: Mark,
}

/// A grid: each cell counts the customers at a place of two scales.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Grid {
    /// Stable name, in snake case; the field in JSON.
    pub key: &'static str,
    /// Its heading.
    pub title: String,
    /// What goes across, with its stable name.
    pub across: (&'static str, String),
    /// What goes down, with its stable name.
    pub down: (&'static str, String),
    /// The scale across, left to right.
    pub columns: Vec<String>,
    /// The scale down, top to bottom, with its cells.
    pub rows: Vec<(String, Vec<GridCell>)>,
}

/// A cell of a grid.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct GridCell {
    /// What they are worth together.
    pub value: Cell,
    /// The customers in it.
    pub about: Vec<CustomerId>,
}

/// A curve over shares: how much of the value how many of the customers make.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Curve {
    /// Stable name, in snake case; the field in JSON.
    pub key: &'static str,
    /// Its heading.
    pub title: String,
    /// What goes across.
    pub across: String,
    /// What goes up.
    pub up: String,
    /// Points, both shares of 10,000, ascending.
    pub points: Vec<(u32, u32)>,
    /// A line across at this share of 10,000.
    pub level: Option<u32>,
}

/// A value with its kind.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Cell {
    /// Nothing known.
    #[default]
    Absent,
    /// Text.
    Text(String),
    /// One of a few: its stable name, and what it is called.
    Choice(&'static str, String),
    /// How many.
    Count(i64),
    /// An amount, minor units.
    Money(i64, Currency),
    /// A share, of 10,000.
    Share(i64),
    /// A number with so many decimals: (9250, 2) is 92.50.
    Decimal(i64, u32),
    /// A day.
    Day(NaiveDate),
    /// A customer, by id.
    Customer(CustomerId, String),
}

/// How something is meant; what it looks like is up to the output.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Mark {
    /// As it is.
    #[default]
    Plain,
    /// Good news.
    Good,
    /// To be looked at.
    Warning,
    /// Bad news.
    Bad,
    /// Of less weight.
    Muted,
}

impl Document {
    /// A report with nothing in it yet.
    pub const fn new(key: &'static str, title: String, as_of: NaiveDate) -> Self {
        Self { key, title, as_of, parts: Vec::new() }
    }

    /// Adds a sentence.
    pub fn note(&mut self, mark: Mark, words: impl Into<String>) {
        self.parts.push(Part::Note(mark, words.into()));
    }
}

impl Part {
    /// Its stable name; empty for what has none.
    pub const fn key(&self) -> &'static str {
        match self {
            Self::Note(..) | Self::Figures(_) => "",
            Self::Table(table) => table.key,
            Self::Bars(bars) => bars.key,
            Self::Grid(grid) => grid.key,
            Self::Curve(curve) => curve.key,
        }
    }
}

impl Figure {
    /// A figure.
    pub fn new(key: &'static str, label: impl Into<String>, value: Cell) -> Self {
        Self { key, label: label.into(), value }
    }
}

impl Bar {
    /// The length of a bar for a part of a whole.
    #[expect(clippy::cast_precision_loss, reason = "the length of a bar on a screen")]
    pub fn length(part: usize, whole: usize) -> f64 {
        if whole == 0 { 0.0 } else { part as f64 / whole as f64 }
    }
}

impl Row {
    /// A row about some customers.
    pub const fn new(cells: Vec<Cell>, about: Vec<CustomerId>) -> Self {
        Self { cells, about, mark: Mark::Plain }
    }

    /// The same, meant so.
    #[must_use]
    pub const fn marked(mut self, mark: Mark) -> Self {
        self.mark = mark;
        self
    }
}

impl Cell {
    /// Text that may not be known.
    pub fn text(text: Option<String>) -> Self {
        text.map_or(Self::Absent, Self::Text)
    }

    /// A day that may not be known.
    pub fn day(day: Option<NaiveDate>) -> Self {
        day.map_or(Self::Absent, Self::Day)
    }

    /// How many of a list.
    pub fn len(count: usize) -> Self {
        Self::Count(i64::try_from(count).unwrap_or(i64::MAX))
    }

    /// A share of 10,000 that may be absent (DOMAIN 0.4).
    pub fn share(x10000: Option<i64>) -> Self {
        x10000.map_or(Self::Absent, Self::Share)
    }

    /// Whether it is a number, which stands to the right.
    pub const fn is_number(&self) -> bool {
        matches!(self, Self::Count(_) | Self::Money(..) | Self::Share(_) | Self::Decimal(..))
    }
}
