//! One change onto the tables.

use std::collections::BTreeMap;

use rusqlite::{Connection, OptionalExtension, ToSql, params_from_iter};
use uuid::Uuid;

use super::table::{Place, Stored, table, value_of};
use crate::change::{Change, Entity, Field, Fields, Value, fold::fold};

/// Sets fields of a row, which is made when it is not there yet.
///
/// Fields that this version does not know stay in the log only.
pub fn apply(
    conn: &Connection,
    entity: Entity,
    row: Uuid,
    fields: &[(Field, Value)],
) -> rusqlite::Result<()> {
    let table = table(entity);
    let mut maps: BTreeMap<&'static str, Vec<(&str, &Value)>> = BTreeMap::new();
    let mut columns: Vec<&'static str> = Vec::with_capacity(fields.len());
    let mut values: Vec<Cell<'_>> = Vec::with_capacity(fields.len() + 1);
    values.push(Cell::Row(row.as_bytes()));
    for (field, value) in fields {
        match table.place(field) {
            Place::Column(name, kind) => {
                columns.push(name);
                values.push(Cell::Value(Stored(value, kind)));
            }
            Place::Map(column, key) => maps.entry(column).or_default().push((key, value)),
            Place::Unknown => {}
        }
    }
    for (column, patch) in maps {
        columns.push(column);
        values.push(Cell::Map(patched(conn, table.name, column, row, &patch)?));
    }
    conn.prepare_cached(&upsert(table.name, &columns))?.execute(params_from_iter(values)).map(drop)
}

/// What the changes of one row come to, in any order.
pub fn folded<'a>(changes: impl IntoIterator<Item = &'a Change>) -> Fields {
    fold(changes).into_iter().map(|(field, (_, value))| (field, value)).collect()
}

/// A value on its way into a column.
enum Cell<'a> {
    Row(&'a [u8]),
    Value(Stored<'a>),
    Map(Option<String>),
}

impl ToSql for Cell<'_> {
    fn to_sql(&self) -> rusqlite::Result<rusqlite::types::ToSqlOutput<'_>> {
        match self {
            Self::Row(bytes) => bytes.to_sql(),
            Self::Value(stored) => stored.to_sql(),
            Self::Map(json) => json.to_sql(),
        }
    }
}

/// Written piece by piece: it is made for every row of an import.
fn upsert(table: &str, columns: &[&str]) -> String {
    let mut sql = String::with_capacity(64 + 48 * columns.len());
    sql.extend(["INSERT INTO ", table, " (uid"]);
    for name in columns {
        sql.extend([",", name]);
    }
    sql.push_str(") VALUES (?");
    for _ in columns {
        sql.push_str(",?");
    }
    sql.push_str(") ON CONFLICT (uid) DO ");
    if columns.is_empty() {
        sql.push_str("NOTHING");
    }
    for (place, name) in columns.iter().enumerate() {
        sql.extend([if place == 0 { "UPDATE SET " } else { "," }, name, "=excluded.", name]);
    }
    sql
}

/// The value of a field as it stands in the tables.
pub fn current(
    conn: &Connection,
    entity: Entity,
    row: Uuid,
    field: &str,
) -> rusqlite::Result<Value> {
    let table = table(entity);
    match table.place(field) {
        Place::Column(name, _) => {
            let sql = format!("SELECT {name} FROM {} WHERE uid = ?1", table.name);
            conn.prepare_cached(&sql)?
                .query_row([row.as_bytes()], |found| Ok(value_of(found.get_ref(0)?)))
                .optional()
                .map(Option::unwrap_or_default)
        }
        Place::Map(column, key) => {
            Ok(map_of(conn, table.name, column, row)?.remove(key).unwrap_or_default())
        }
        Place::Unknown => Ok(Value::Null),
    }
}

/// Whether the row is in the tables, deleted or not.
pub fn exists(conn: &Connection, entity: Entity, row: Uuid) -> rusqlite::Result<bool> {
    let sql = format!("SELECT 1 FROM {} WHERE uid = ?1", table(entity).name);
    conn.prepare_cached(&sql)?.exists([row.as_bytes()])
}

type Map = BTreeMap<String, Value>;

fn map_of(conn: &Connection, table: &str, column: &str, row: Uuid) -> rusqlite::Result<Map> {
    let sql = format!("SELECT {column} FROM {table} WHERE uid = ?1");
    let json: Option<Option<String>> =
        conn.prepare_cached(&sql)?.query_row([row.as_bytes()], |found| found.get(0)).optional()?;
    Ok(json.flatten().and_then(|json| serde_json::from_str(&json).ok()).unwrap_or_default())
}

fn patched(
    conn: &Connection,
    table: &str,
    column: &str,
    row: Uuid,
    patch: &[(&str, &Value)],
) -> rusqlite::Result<Option<String>> {
    let mut map = map_of(conn, table, column, row)?;
    for &(key, value) in patch {
        match value {
            Value::Null => map.remove(key),
            value => map.insert(key.to_owned(), value.clone()),
        };
    }
    Ok(if map.is_empty() { None } else { serde_json::to_string(&map).ok() })
}
