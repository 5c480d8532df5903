//! Our own export of everything: lists of rows under the names of the log, read row by row.

use std::fs::File;
use std::io::{BufReader, Read};
use std::path::Path;

use flate2::read::MultiGzDecoder;
use serde::de::{DeserializeSeed, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Value};

/// The largest file, unfolded, bytes.
const LARGEST: u64 = 2 << 30;

/// Whether a text that begins so is an export of ours.
pub(super) fn looks_like(head: &str) -> bool {
    let Some(rest) = head.trim_start().strip_prefix('{') else { return false };
    let start = rest.get(..200.min(rest.len())).unwrap_or(rest);
    let squeezed: String = start.chars().filter(|c| !c.is_whitespace()).collect();
    squeezed.starts_with("\"format\":\"touchline\"")
}

/// Why an export cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum OwnError {
    /// The system says no.
    #[error(transparent)]
    Unreadable(#[from] std::io::Error),
    /// It is no JSON, or not of the shape that we write.
    #[error("line {line}: {reason}")]
    Malformed {
        /// Where, from 1.
        line: usize,
        /// What does not fit.
        reason: String,
    },
    /// A newer version wrote it, in a way that this one does not know.
    #[error("version {0} of the format is newer than this program")]
    Newer(u64),
}

/// What is found in an export, in its order.
#[derive(Debug)]
pub enum Item<'a> {
    /// A list begins.
    List(&'a str),
    /// A row of the list.
    Row(Map<String, Value>),
}

/// Reads an export; `take` gets every list and row.
///
/// # Errors
/// Not readable, or not ours.
pub fn read(path: &Path, mut take: impl FnMut(Item<'_>)) -> Result<(), OwnError> {
    let mut magic = [0; 2];
    let gzip = File::open(path)?.read(&mut magic)? == 2 && magic == [0x1F, 0x8B];
    let file = File::open(path)?;
    let input: Box<dyn Read> =
        if gzip { Box::new(MultiGzDecoder::new(BufReader::new(file))) } else { Box::new(file) };
    let mut input = serde_json::Deserializer::from_reader(BufReader::new(input.take(LARGEST)));
    let mut newer = None;
    let read = Lists { take: &mut take, newer: &mut newer }
        .deserialize(&mut input)
        .and_then(|()| input.end());
    match (newer, read) {
        (Some(version), _) => Err(OwnError::Newer(version)),
        (None, Err(error)) => {
            Err(OwnError::Malformed { line: error.line(), reason: error.to_string() })
        }
        (None, Ok(())) => Ok(()),
    }
}

/// The object of lists.
struct Lists<'a, F> {
    take: &'a mut F,
    newer: &'a mut Option<u64>,
}

impl<'de, F: FnMut(Item<'_>)> DeserializeSeed<'de> for Lists<'_, F> {
    type Value = ();

    fn deserialize<D: serde::Deserializer<'de>>(self, input: D) -> Result<(), D::Error> {
        input.deserialize_map(self)
    }
}

impl<'de, F: FnMut(Item<'_>)> Visitor<'de> for Lists<'_, F> {
    type Value = ();

    fn expecting(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("an object of lists")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        while let Some(key) = map.next_key::<String>()? {
            match key.as_str() {
                "format" | "as_of" => drop(map.next_value::<IgnoredAny>()?),
                "version" => {
                    let version: u64 = map.next_value()?;
                    if version > 1 {
                        *self.newer = Some(version);
                        return Err(serde::de::Error::custom("a newer version"));
                    }
                }
                list => {
                    (self.take)(Item::List(list));
                    map.next_value_seed(Rows(&mut *self.take))?;
                }
            }
        }
        Ok(())
    }
}

/// A list of rows.
struct Rows<'a, F>(&'a mut F);

impl<'de, F: FnMut(Item<'_>)> DeserializeSeed<'de> for Rows<'_, F> {
    type Value = ();

    fn deserialize<D: serde::Deserializer<'de>>(self, input: D) -> Result<(), D::Error> {
        input.deserialize_seq(self)
    }
}

impl<'de, F: FnMut(Item<'_>)> Visitor<'de> for Rows<'_, F> {
    type Value = ();

    fn expecting(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("a list of rows")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut rows: A) -> Result<(), A::Error> {
        while let Some(row) = rows.next_element::<Map<String, Value>>()? {
            (self.0)(Item::Row(row));
        }
        Ok(())
    }
}
