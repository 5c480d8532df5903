//! Bringing back what gave way in a merge.

use std::{fmt, str::FromStr};

use uuid::Uuid;

use super::{CommandError, Done, Session};
use crate::change::{
    ChangeSet, DELETED, Entity, Field, Gesture, Value,
    merge::{Conflict, Place},
};

/// What gave way: the value that a change gave a field, or a whole row that was deleted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Lost {
    /// A value. Written `12-345:phone`: where the change stands in the log of this file.
    Value(Place, String),
    /// A row. Written as its id.
    Row(Uuid),
}

impl Lost {
    /// What gave way in a conflict.
    pub fn of(conflict: &Conflict) -> Self {
        match conflict.lost_at {
            Some(at) => Self::Value(at, conflict.field.clone().into_owned()),
            None => Self::Row(conflict.row),
        }
    }
}

impl fmt::Display for Lost {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Value(at, field) => write!(f, "{}-{}:{field}", at.origin, at.sequence),
            Self::Row(row) => write!(f, "{row}"),
        }
    }
}

impl FromStr for Lost {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        if let Ok(row) = text.parse() {
            return Ok(Self::Row(row));
        }
        let (place, field) = text.split_once(':').ok_or(())?;
        let (origin, sequence) = place.split_once('-').ok_or(())?;
        let number = |text: &str| text.parse::<i64>().map_err(drop);
        let at = Place { origin: number(origin)?, sequence: number(sequence)? };
        Ok(Self::Value(at, field.to_owned()))
    }
}

/// Brings it back as a change of its own, which everybody gets with the next merge.
pub(super) fn restore(session: &mut Session, lost: &Lost) -> Result<Done, CommandError> {
    let missing = || CommandError::NotFound("change");
    let reader = session.reader();
    let (entity, row, field, value): (Entity, Uuid, Field, Value) = match lost {
        Lost::Row(row) => {
            let entity = reader.entity_of(*row)?.ok_or_else(missing)?;
            (entity, *row, DELETED.into(), Value::Int(0))
        }
        Lost::Value(at, field) => {
            let change = reader.change_at(*at)?.ok_or_else(missing)?;
            // What a newer version wrote is brought back there.
            let entity = Entity::from_name(&change.entity).ok_or_else(missing)?;
            let value = change.new.into_iter().find(|(name, _)| name == field);
            let (field, value) = value.ok_or_else(missing)?;
            (entity, change.row, field, value)
        }
    };
    let customer = reader.owner_of(entity, row)?;
    let named = customer.map_or((entity, row), |customer| (Entity::Customer, customer));
    let gesture = Gesture::new("restore_value").about("name", reader.name_of(named.0, named.1)?);
    let mut set = ChangeSet::new(gesture);
    set.set(entity, row, [(field, value)]);
    session.commit(set)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_again() {
        let at = Place { origin: 3, sequence: 1042 };
        for lost in [Lost::Value(at, "custom.a:b".to_owned()), Lost::Row(Uuid::max())] {
            assert_eq!(lost.to_string().parse(), Ok(lost));
        }
        for text in ["", "3", "3-:", "x-1:phone", "3-4"] {
            assert_eq!(text.parse::<Lost>(), Err(()), "{text}");
        }
    }
}
