//! Which column fills which field: by the headers, or as the user says.

use std::fmt;

use super::fields::{Field, Kind, Shape};
use super::profiles::{Layout, Profile};
use super::{headers, profiles, rejects, text};

/// What a column fills.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// A field of the kind.
    Field(Field),
    /// A field of the team's own, named after the column (customers only).
    Custom(String),
}

/// One column that is read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// Place in the row, from 0.
    pub index: usize,
    /// The header as the file has it.
    pub header: String,
    /// What it fills.
    pub target: Target,
    /// Power of ten in the header: 4 for `金额（万元）`.
    pub power: u32,
}

impl Column {
    /// How its cells are read.
    pub fn shape(&self) -> Shape {
        match &self.target {
            Target::Field(field) => field.shape(),
            Target::Custom(_) => Shape::Text,
        }
    }
}

/// What a file's rows are, and what each column fills.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mapping {
    /// What the rows are.
    pub kind: Kind,
    /// The columns that are read.
    pub columns: Vec<Column>,
    /// The columns that are not: place and header.
    pub unmapped: Vec<(usize, String)>,
    /// All headers.
    pub headers: Vec<String>,
    /// The program whose layout the columns have.
    pub profile: Option<&'static Profile>,
}

/// Why the columns cannot be understood.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum MappingError {
    /// The headers fit no kind.
    #[error("cannot tell what the rows are from the columns {}; say --as KIND", list(.columns))]
    UnknownKind {
        /// The headers.
        columns: Vec<String>,
    },
    /// No column fills a field that the kind needs.
    #[error("no column for {} of {} among {}{}", .field.name(), .kind.name(), list(.columns), hint(.field, .suggestion))]
    MissingField {
        /// The kind.
        kind: Kind,
        /// The field.
        field: Field,
        /// The headers.
        columns: Vec<String>,
        /// The column that comes closest.
        suggestion: Option<String>,
    },
    /// `--map` names a field that the kind does not have.
    #[error("{} have no field {field:?}; they have {}", .kind.name(), .known.join(", "))]
    UnknownField {
        /// The kind.
        kind: Kind,
        /// What was written.
        field: String,
        /// The fields of the kind.
        known: Vec<&'static str>,
    },
    /// `--map` names a column that is not there.
    #[error("no column {column:?} among {}", list(.columns))]
    UnknownColumn {
        /// What was written.
        column: String,
        /// The headers.
        columns: Vec<String>,
    },
    /// `--map` names a column by a header that several have.
    #[error("several columns are called {column:?}; say its number")]
    AmbiguousColumn {
        /// What was written.
        column: String,
    },
    /// `--map` is not `FIELD=COLUMN`, or fills one field or uses one column twice.
    #[error("{0:?}: write FIELD=COLUMN, each field and each column once")]
    BadMap(String),
}

fn list(columns: &[String]) -> String {
    columns.iter().map(|header| format!("{header:?}")).collect::<Vec<_>>().join(", ")
}

fn hint(field: &Field, suggestion: &Option<String>) -> String {
    match suggestion {
        Some(column) => format!("; if it is {column:?}, say --map {}={column:?}", field.name()),
        None => format!("; say --map {}=COLUMN", field.name()),
    }
}

impl Mapping {
    /// Finds out what each column fills. `maps` are the user's `FIELD=COLUMN`, which go before
    /// all words; a column is given by its header or its number from 1.
    ///
    /// Columns that are not understood become fields of the team's own for customers, and are
    /// listed as unmapped for the other kinds.
    ///
    /// # Errors
    /// See [`MappingError`].
    pub fn plan(
        kind: Option<Kind>,
        headers: &[String],
        maps: &[String],
    ) -> Result<Self, MappingError> {
        Self::plan_as(kind, headers, maps, None)
    }

    /// As [`Mapping::plan`], with the layout of a program even where the columns do not tell it.
    ///
    /// # Errors
    /// See [`MappingError`].
    pub fn plan_as(
        kind: Option<Kind>,
        headers: &[String],
        maps: &[String],
        profile: Option<&'static Profile>,
    ) -> Result<Self, MappingError> {
        let layout = match profile {
            Some(profile) => profile.layout(kind, headers).map(|layout| (profile, layout)),
            None => profiles::recognise(kind, headers),
        };
        let kind = match kind.or_else(|| Some(layout?.1.kind)) {
            Some(kind) => kind,
            None => guess(headers, maps)
                .ok_or_else(|| MappingError::UnknownKind { columns: headers.to_vec() })?,
        };
        let mapping = Self::assign(kind, headers, maps, layout)?;
        match mapping.missing() {
            Some(field) => Err(MappingError::MissingField {
                kind,
                field,
                columns: headers.to_vec(),
                suggestion: mapping.closest(field),
            }),
            None => Ok(mapping),
        }
    }

    /// What can be told of the columns before a person says more: of a kind that is guessed, or
    /// customers, even if it lacks a field that the kind needs.
    pub fn draft(kind: Option<Kind>, headers: &[String]) -> Self {
        let layout = profiles::recognise(kind, headers);
        let told = kind.or_else(|| Some(layout?.1.kind));
        let kind = told.or_else(|| guess(headers, &[])).unwrap_or(Kind::Customers);
        Self::assign(kind, headers, &[], layout).unwrap_or_else(|_| Self {
            kind,
            columns: Vec::new(),
            unmapped: headers.iter().cloned().enumerate().collect(),
            headers: headers.to_vec(),
            profile: None,
        })
    }

    /// Lets a column, by its place, fill something else, or nothing. Another column that filled it
    /// is left out.
    pub fn put(&mut self, index: usize, target: Option<Target>) {
        let Some(header) = self.headers.get(index).cloned() else { return };
        let was =
            |column: &Column| column.index == index || Some(&column.target) == target.as_ref();
        for column in self.columns.extract_if(.., |column| was(column)) {
            self.unmapped.push((column.index, column.header));
        }
        if let Some(target) = target {
            self.unmapped.retain(|(place, _)| *place != index);
            let power = power(&header);
            self.columns.push(Column { index, header, target, power });
        }
        self.columns.sort_by_key(|column| column.index);
        self.unmapped.sort();
    }

    /// The column that fills a field.
    pub fn column(&self, field: Field) -> Option<&Column> {
        self.columns.iter().find(|column| column.target == Target::Field(field))
    }

    fn has(&self, field: Field) -> bool {
        self.column(field).is_some()
    }

    fn assign(
        kind: Kind,
        headers: &[String],
        maps: &[String],
        layout: Option<(&'static Profile, &'static Layout)>,
    ) -> Result<Self, MappingError> {
        let mut targets: Vec<Option<Target>> = vec![None; headers.len()];
        for map in maps {
            let (target, index) = parse_map(kind, headers, map)?;
            let taken = targets.contains(&Some(target.clone()));
            match targets.get_mut(index) {
                Some(slot @ None) if !taken => *slot = Some(target),
                _ => return Err(MappingError::BadMap(map.clone())),
            }
        }
        // The columns that a rejects file adds are nobody's.
        let mended = rejects::own_width(headers);
        let keys: Vec<[String; 2]> =
            headers.iter().take(mended).map(|header| headers::keys(header)).collect();
        let mut silent = vec![false; headers.len()];
        if let Some((_, layout)) = layout {
            for (silent, keys) in silent.iter_mut().zip(&keys) {
                *silent = layout.silent.iter().any(|key| keys.iter().any(|own| own == key));
            }
            for (key, field) in layout.fields {
                let target = Some(Target::Field(*field));
                if targets.contains(&target) {
                    continue;
                }
                let found = keys.iter().position(|keys| keys.iter().any(|own| own == key));
                if let Some(slot @ None) = found.and_then(|index| targets.get_mut(index)) {
                    *slot = target;
                }
            }
        }
        for (field, words) in headers::of(kind) {
            let target = Some(Target::Field(*field));
            if targets.contains(&target) {
                continue;
            }
            let free = |word: &str| {
                let free = keys.iter().zip(&targets).enumerate().filter(|(_, (_, t))| t.is_none());
                let mut free = free.map(|(index, (keys, _))| (index, keys));
                free.find(|(_, keys)| keys.iter().any(|key| key == word)).map(|(index, _)| index)
            };
            let found = words.iter().find_map(|word| free(word));
            if let Some(slot) = found.and_then(|index| targets.get_mut(index)) {
                *slot = target;
            }
        }
        if kind == Kind::Customers {
            without_contact(&mut targets);
            name_customs(headers, mended, &silent, &mut targets);
        }
        let mut mapping = Self {
            kind,
            columns: Vec::new(),
            unmapped: Vec::new(),
            headers: headers.to_vec(),
            profile: layout.map(|(profile, _)| profile),
        };
        for (index, (header, target)) in headers.iter().zip(targets).enumerate() {
            match target {
                Some(target) => mapping.columns.push(Column {
                    index,
                    header: header.clone(),
                    target,
                    power: power(header),
                }),
                None => mapping.unmapped.push((index, header.clone())),
            }
        }
        Ok(mapping)
    }

    /// The field without which the kind makes no sense.
    pub fn missing(&self) -> Option<Field> {
        let customer = self.has(Field::Customer) || self.has(Field::CustomerExternalId);
        let (field, there) = match self.kind {
            Kind::Customers => (Field::Name, self.has(Field::Name)),
            Kind::Contacts => (
                Field::Name,
                [Field::Name, Field::GivenName, Field::FamilyName].into_iter().any(|f| self.has(f)),
            ),
            Kind::Deals => (Field::Name, self.has(Field::Name) || self.has(Field::ExternalId)),
            Kind::Orders if self.has(Field::Number) => return None,
            Kind::Orders if customer => (Field::OrderedOn, self.has(Field::OrderedOn)),
            Kind::Orders => (Field::Number, false),
            Kind::Activities if customer || self.has(Field::Contact) => {
                (Field::On, self.has(Field::On))
            }
            Kind::Activities => (Field::Customer, false),
            Kind::Cases | Kind::Surveys if !customer => (Field::Customer, false),
            Kind::Cases => (Field::Title, self.has(Field::Title) || self.has(Field::Text)),
            Kind::Surveys => {
                let answers = [Field::Satisfaction, Field::Repurchase, Field::Recommendation];
                (Field::Satisfaction, answers.into_iter().any(|field| self.has(field)))
            }
        };
        (!there).then_some(field)
    }

    /// How much the columns look like this kind: what tells it apart counts three times.
    fn likeness(&self) -> usize {
        let telling: &[Field] = match self.kind {
            Kind::Customers => &[
                Field::Address,
                Field::Industry,
                Field::Tier,
                Field::Source,
                Field::Web,
                Field::LastContactOn,
                Field::NextContactOn,
            ],
            Kind::Contacts => &[
                Field::GivenName,
                Field::FamilyName,
                Field::Title,
                Field::Mobile,
                Field::Wechat,
                Field::Decider,
            ],
            Kind::Deals => &[
                Field::Stage,
                Field::ExpectedClose,
                Field::ClosedOn,
                Field::LostReason,
                Field::Amount,
            ],
            Kind::Orders => {
                &[Field::Number, Field::OrderedOn, Field::Sku, Field::Quantity, Field::UnitPrice]
            }
            Kind::Activities => {
                &[Field::Activity, Field::On, Field::Text, Field::Outcome, Field::Duration]
            }
            Kind::Cases => &[Field::Title, Field::OpenedOn, Field::DueOn, Field::Satisfaction],
            Kind::Surveys => {
                &[Field::Satisfaction, Field::Repurchase, Field::Recommendation, Field::Comment]
            }
        };
        // A plain 姓名 is a person's name, where 联系人 may stand in a list of customers.
        let person = self.kind == Kind::Contacts
            && self.column(Field::Name).is_some_and(|name| {
                ["姓名", "fullname", "personname"].contains(&&*text::key(&name.header))
            });
        // What a list of people says of their customers does not make it one of people.
        let besides = |field: Field| {
            use Field::{
                Address, Area, City, Country, Industry, Owner, PostalCode, Region, Source, Tags,
                Web,
            };
            self.kind == Kind::Contacts
                && [
                    Address, Area, City, Country, Industry, Owner, PostalCode, Region, Source,
                    Tags, Web,
                ]
                .contains(&field)
        };
        let known = |column: &&Column| match column.target {
            Target::Field(field) => !besides(field),
            Target::Custom(_) => false,
        };
        let told = telling.iter().filter(|&&field| self.has(field)).count() + usize::from(person);
        self.columns.iter().filter(known).count() + 2 * told
    }

    /// The free column whose header is written most like one of the field's words.
    fn closest(&self, field: Field) -> Option<String> {
        let words = headers::of(self.kind).iter().find(|(known, _)| *known == field)?.1;
        let far = |header: &str| {
            let key = text::key(header);
            words.iter().map(|word| (distance(word, &key), word.chars().count())).min()
        };
        let free = self.headers.iter().enumerate().filter(|(index, _)| {
            let column = self.columns.iter().find(|column| column.index == *index);
            !column.is_some_and(|column| matches!(column.target, Target::Field(_)))
        });
        free.filter_map(|(_, header)| Some((far(header)?, header)))
            .filter(|((distance, length), _)| 2 * distance <= *length)
            .min()
            .map(|(_, header)| header.clone())
    }
}

impl fmt::Display for Mapping {
    /// `customers: name ← "客户名称", …; ignored: …`
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}:", self.kind.name())?;
        for (place, column) in self.columns.iter().enumerate() {
            let comma = if place == 0 { "" } else { "," };
            match &column.target {
                Target::Field(field) => write!(out, "{comma} {}", field.name())?,
                Target::Custom(name) => write!(out, "{comma} custom:{name}")?,
            }
            write!(out, " ← {:?}", column.header)?;
        }
        for (place, (_, header)) in self.unmapped.iter().enumerate() {
            write!(out, "{} {header:?}", if place == 0 { "; ignored:" } else { "," })?;
        }
        Ok(())
    }
}

/// The kind that the columns look like most, among those whose needs they meet.
fn guess(headers: &[String], maps: &[String]) -> Option<Kind> {
    let mut best = None;
    for kind in Kind::ALL {
        let Ok(mapping) = Mapping::assign(kind, headers, maps, None) else {
            continue;
        };
        let likeness = mapping.likeness();
        if mapping.missing().is_none() && best.is_none_or(|(most, _)| likeness > most) {
            best = Some((likeness, kind));
        }
    }
    best.map(|(_, kind)| kind)
}

fn parse_map(kind: Kind, headers: &[String], map: &str) -> Result<(Target, usize), MappingError> {
    let (field, column) =
        map.split_once('=').ok_or_else(|| MappingError::BadMap(map.to_owned()))?;
    let (field, column) = (field.trim(), column.trim());
    let known = || headers::of(kind).iter().map(|(field, _)| *field);
    let target = match field.strip_prefix("custom:") {
        Some(name) if kind == Kind::Customers && !name.is_empty() => {
            Target::Custom(name.to_owned())
        }
        _ => {
            let found = Field::from_name(field).filter(|field| known().any(|f| f == *field));
            Target::Field(found.ok_or_else(|| MappingError::UnknownField {
                kind,
                field: field.to_owned(),
                known: known().map(Field::name).collect(),
            })?)
        }
    };
    let mut same = (0..headers.len()).filter(|&index| {
        headers.get(index).is_some_and(|header| text::key(header) == text::key(column))
    });
    let index = match (same.next(), same.next()) {
        (Some(index), None) => index,
        (Some(_), Some(_)) => {
            // Headers that differ in blanks or case only are told apart by the exact text.
            let mut exact = (0..headers.len())
                .filter(|&index| headers.get(index).is_some_and(|header| header == column));
            match (exact.next(), exact.next()) {
                (Some(index), None) => index,
                _ => {
                    return Err(MappingError::AmbiguousColumn { column: column.to_owned() });
                }
            }
        }
        _ => column
            .parse::<usize>()
            .ok()
            .and_then(|number| number.checked_sub(1))
            .filter(|index| *index < headers.len())
            .ok_or_else(|| MappingError::UnknownColumn {
                column: column.to_owned(),
                columns: headers.to_vec(),
            })?,
    };
    Ok((target, index))
}

/// A mobile phone or a title without a person's name is the customer's own, or nothing known.
fn without_contact(targets: &mut [Option<Target>]) {
    if targets.contains(&Some(Target::Field(Field::ContactName))) {
        return;
    }
    for (from, to) in [
        (Field::ContactPhone, Some(Field::Phone)),
        (Field::ContactEmail, Some(Field::Email)),
        (Field::ContactTitle, None),
    ] {
        let to = to.map(Target::Field).filter(|to| !targets.contains(&Some(to.clone())));
        if let Some(slot) = targets.iter_mut().find(|t| **t == Some(Target::Field(from))) {
            *slot = to;
        }
    }
}

/// What is left of a customer's columns keeps its header as its name; two of one name are told
/// apart by a number.
fn name_customs(headers: &[String], upto: usize, silent: &[bool], targets: &mut [Option<Target>]) {
    let heard = headers.iter().zip(silent).enumerate().take(upto);
    for (index, (header, _)) in
        heard.filter(|(_, (header, silent))| !header.is_empty() && !**silent)
    {
        let mut name = header.clone();
        let mut number = 1;
        while targets.contains(&Some(Target::Custom(name.clone()))) {
            number += 1;
            name = format!("{header} ({number})");
        }
        if let Some(slot @ None) = targets.get_mut(index) {
            *slot = Some(Target::Custom(name));
        }
    }
}

/// `金额（万元）`: the unit that the header says its numbers are in.
fn power(header: &str) -> u32 {
    let units = [("百万元", 6), ("千万元", 7), ("亿元", 8), ("万元", 4), ("千元", 3)];
    units.iter().find(|(unit, _)| header.contains(unit)).map_or(0, |(_, power)| *power)
}

/// Letters to change, add or drop (Levenshtein).
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, from) in a.chars().enumerate() {
        let mut before = i;
        let mut left = i + 1;
        for (slot, to) in row.iter_mut().skip(1).zip(&b) {
            let cost = before + usize::from(from != *to);
            before = *slot;
            left = cost.min(before + 1).min(left + 1);
            *slot = left;
        }
        if let Some(first) = row.first_mut() {
            *first = i + 1;
        }
    }
    row.last().copied().unwrap_or_default()
}
