//! What the columns of a list are, kept under a name for the next list of its kind.

use crate::{
    change::{ChangeSet, DELETED, Entity, Gesture, Value},
    command::{CommandError, Session, error::FieldProblem, field::refused, setting::setting_id},
    exchange::import::{Kind, Mapping, mapping::Target, text::key},
    store::{Reader, StoreError},
    text::clean_line,
};

/// What the keys of kept mappings begin with; their names follow. They lie beside the settings:
/// each is a row of its own that every program which does not know them passes over.
pub const IMPORT_MAP: &str = "import_map.";

/// A mapping as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    /// What the rows are.
    pub kind: Kind,
    /// Each `FIELD=COLUMN`.
    pub maps: Vec<String>,
}

impl Kept {
    /// What a mapping says of each column that it reads.
    fn of(mapping: &Mapping) -> Self {
        let maps = mapping.columns.iter().map(|column| {
            let same = |header: &&String| key(header) == key(&column.header);
            let alone = mapping.headers.iter().filter(same).count() == 1;
            let place = (column.index + 1).to_string();
            let header = if alone && !column.header.is_empty() { &column.header } else { &place };
            match &column.target {
                Target::Field(field) => format!("{}={header}", field.name()),
                Target::Custom(name) => format!("custom:{name}={header}"),
            }
        });
        Self { kind: mapping.kind, maps: maps.collect() }
    }

    fn parse(text: &str) -> Option<Self> {
        let mut lines = text.lines();
        let kind = Kind::from_name(lines.next()?)?;
        Some(Self { kind, maps: lines.map(str::to_owned).collect() })
    }

    /// The kept mapping with what is said now, which goes before it.
    pub fn under(&self, said: &[String]) -> Vec<String> {
        let parts =
            |map: &str| map.split_once('=').map(|(field, at)| (field.trim().to_owned(), key(at)));
        let said_parts: Vec<_> = said.iter().filter_map(|map| parts(map)).collect();
        let free = |map: &&String| {
            parts(map).is_some_and(|(field, at)| {
                !said_parts.iter().any(|(other, column)| *other == field || *column == at)
            })
        };
        said.iter().chain(self.maps.iter().filter(free)).cloned().collect()
    }
}

/// Keeps a mapping under a name, over one that was kept so before.
///
/// # Errors
/// An empty name, or the file.
pub fn save(session: &mut Session, name: &str, mapping: &Mapping) -> Result<(), CommandError> {
    let name = clean_line(name);
    if name.trim().is_empty() {
        return Err(refused("name", "", FieldProblem::Empty));
    }
    let kept = Kept::of(mapping);
    let lines: Vec<&str> =
        [kept.kind.name()].into_iter().chain(kept.maps.iter().map(String::as_str)).collect();
    let value = Value::from(lines.join("\n"));
    let setting = format!("{IMPORT_MAP}{name}");
    let row = setting_id(&setting);
    let mut set = ChangeSet::new(Gesture::new("save_import_map").about("name", name));
    if session.reader().has(Entity::Setting, row)? {
        if session.reader().current(Entity::Setting, row, "value")? == value {
            return Ok(());
        }
        set.set(Entity::Setting, row, [("value", value), (DELETED, Value::Int(0))]);
    } else {
        set.create(Entity::Setting, row, [("key", Value::from(setting)), ("value", value)]);
    }
    session.commit(set).map(drop)
}

/// The kept mappings by name.
///
/// # Errors
/// Fails when the file cannot be read.
pub fn all(reader: &Reader<'_>) -> Result<Vec<(String, Kept)>, StoreError> {
    let stored = reader.settings()?.into_iter();
    Ok(stored
        .filter_map(|(key, value)| {
            Some((key.strip_prefix(IMPORT_MAP)?.to_owned(), Kept::parse(&value)?))
        })
        .collect())
}
