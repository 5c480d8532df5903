//! The steps of the log: who did what when.

use rusqlite::{Row, params};
use serde_json::Map;
use uuid::Uuid;

use super::{Reader, id_at};
use crate::{
    change::{Change, Gesture, Reversal, undo::StepMark},
    domain::id::{CustomerId, MemberId},
    store::{StoreError, error::AtFile, log},
};

/// How far back undo looks.
const UNDO_DEPTH: i64 = 10_000;

/// A step for reading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// Its id.
    pub id: Uuid,
    /// When, milliseconds.
    pub at: i64,
    /// Who.
    pub member: Option<MemberId>,
    /// Who, by name.
    pub member_name: Option<String>,
    /// What.
    pub gesture: Gesture,
    /// How many rows it changed.
    pub changes: i64,
    /// Which step it reverses.
    pub reverses: Option<Reversal>,
    /// Whether it is undone now.
    pub undone: bool,
}

const STEP: &str = "SELECT s.uid, s.at, s.member, m.name, s.name, s.about,
       s.last_sequence - s.first_sequence + 1, s.undoes, s.redoes,
       (SELECT count(*) FROM steps u WHERE u.undoes = s.uid)
       > (SELECT count(*) FROM steps r WHERE r.redoes = s.uid)
     FROM steps s LEFT JOIN members m ON m.uid = s.member";

fn step(row: &Row<'_>) -> rusqlite::Result<Step> {
    Ok(Step {
        id: Uuid::from_bytes(row.get(0)?),
        at: row.get(1)?,
        member: id_at(row, 2)?,
        member_name: row.get(3)?,
        gesture: Gesture { name: row.get(4)?, about: about(&row.get::<_, String>(5)?) },
        changes: row.get(6)?,
        reverses: reversal(row, 7)?,
        undone: row.get(9)?,
    })
}

fn reversal(row: &Row<'_>, column: usize) -> rusqlite::Result<Option<Reversal>> {
    let undoes: Option<[u8; 16]> = row.get(column)?;
    let redoes: Option<[u8; 16]> = row.get(column + 1)?;
    Ok(undoes
        .map(|of| Reversal::Undo(Uuid::from_bytes(of)))
        .or_else(|| redoes.map(|of| Reversal::Redo(Uuid::from_bytes(of)))))
}

/// What a step was about; a form of a newer version reads as nothing.
fn about(json: &str) -> Vec<(String, String)> {
    let pairs: Map<String, serde_json::Value> = serde_json::from_str(json).unwrap_or_default();
    pairs.into_iter().filter_map(|(what, value)| Some((what, value.as_str()?.to_owned()))).collect()
}

impl Reader<'_> {
    /// The newest steps, newest first.
    ///
    /// # Errors
    /// Fails when the file cannot be read.
    pub fn steps(&self, limit: usize) -> Result<Vec<Step>, StoreError> {
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        self.all(&format!("{STEP} ORDER BY s.id DESC LIMIT ?1"), [limit], step)
    }

    /// The newest steps that touched a customer or what belongs to it, newest first.
    ///
    /// # Errors
    /// Fails when the file cannot be read.
    pub fn steps_of(&self, customer: CustomerId, limit: usize) -> Result<Vec<Step>, StoreError> {
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        let sql = format!(
            "{STEP} WHERE s.id IN (
               SELECT s.id FROM (
                 SELECT ?1 AS uid
                 UNION ALL SELECT uid FROM contacts WHERE customer = ?1
                 UNION ALL SELECT uid FROM deals WHERE customer = ?1
                 UNION ALL SELECT e.uid FROM deals d JOIN stage_events e ON e.deal = d.uid
                   WHERE d.customer = ?1
                 UNION ALL SELECT uid FROM activities WHERE customer = ?1
                 UNION ALL SELECT uid FROM snoozes WHERE customer = ?1
                 UNION ALL SELECT uid FROM orders WHERE customer = ?1
                 UNION ALL SELECT uid FROM cases WHERE customer = ?1
                 UNION ALL SELECT uid FROM surveys WHERE customer = ?1
               ) r JOIN changes c ON c.row = r.uid
               JOIN steps s ON s.id = (
                 SELECT id FROM steps WHERE origin = c.origin AND first_sequence <= c.sequence
                   AND last_sequence >= c.sequence ORDER BY first_sequence DESC LIMIT 1)
             ) ORDER BY s.id DESC LIMIT ?2"
        );
        self.all(&sql, params![customer.uuid().as_bytes(), limit], step)
    }

    /// How many steps the file has.
    ///
    /// # Errors
    /// Fails when the file cannot be read.
    pub fn step_count(&self) -> Result<u64, StoreError> {
        log::step_count(self.conn).at(self.path)
    }

    /// A member's steps and everybody's reversals, as undo sees them, oldest first.
    ///
    /// # Errors
    /// Fails when the file cannot be read.
    pub fn step_marks(&self, member: MemberId) -> Result<Vec<StepMark>, StoreError> {
        let mut marks = self.all(
            "SELECT s.uid, undoes, redoes, member IS ?1, c.millis, c.counter
             FROM steps s LEFT JOIN changes c
               ON c.origin = s.origin AND c.sequence = s.last_sequence
                 AND s.last_sequence >= s.first_sequence
             WHERE member = ?1 OR undoes IS NOT NULL OR redoes IS NOT NULL
             ORDER BY s.id DESC LIMIT ?2",
            params![member.uuid().as_bytes(), UNDO_DEPTH],
            |row| {
                let step = Uuid::from_bytes(row.get(0)?);
                let mark = StepMark { step, reverses: reversal(row, 1)?, own: row.get(3)? };
                Ok((row.get::<_, Option<i64>>(4)?.zip(row.get::<_, Option<i64>>(5)?), mark))
            },
        )?;
        marks.reverse();
        // What a merge brought stands behind what was done here, but may have been done before. A
        // step without changes belongs to the one before it.
        let mut before = (i64::MIN, 0);
        for (stamp, _) in &mut marks {
            before = *stamp.get_or_insert(before);
        }
        marks.sort_by_key(|(stamp, _)| *stamp);
        Ok(marks.into_iter().map(|(_, mark)| mark).collect())
    }

    /// One step.
    ///
    /// # Errors
    /// Fails when the file cannot be read.
    pub fn step(&self, id: Uuid) -> Result<Option<Step>, StoreError> {
        self.first(&format!("{STEP} WHERE s.uid = ?1"), [id.as_bytes()], step)
    }

    /// The changes of a step, in order.
    ///
    /// # Errors
    /// Fails when the file cannot be read.
    pub fn changes_of(&self, step: Uuid) -> Result<Vec<Change>, StoreError> {
        log::changes_of_step(self.conn, step).at(self.path)
    }

    /// The steps whose id starts with these hexadecimal digits.
    ///
    /// # Errors
    /// Fails when the file cannot be read.
    pub fn steps_starting_with(&self, digits: &str) -> Result<Vec<Uuid>, StoreError> {
        let digits: String = digits.chars().filter(char::is_ascii_hexdigit).collect();
        self.all(
            "SELECT uid FROM steps WHERE lower(hex(uid)) LIKE lower(?1) || '%' LIMIT 3",
            [digits],
            |row| Ok(Uuid::from_bytes(row.get(0)?)),
        )
    }
}
