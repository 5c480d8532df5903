//! THE write path: every gesture of a person ends here, and so do imports, undo and redo.

use std::collections::BTreeSet;

use rusqlite::{Connection, TransactionBehavior};
use uuid::Uuid;

use super::{
    Store, StoreError, apply,
    error::AtFile,
    log::{self, NewChange, NewStep},
    owner::customer_of,
    schema, standing,
    table::table,
};
use crate::{
    change::{ChangeSet, Edit, Entity, Field, Fields},
    domain::id::MemberId,
    env::{Env, identity::Origin},
};

/// A step that is in the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Committed {
    /// Its id.
    pub step: Uuid,
    /// How many changes it has.
    pub changes: usize,
}

impl Store {
    /// Writes everything of `set`, or nothing: appends to the log, updates the tables and the
    /// standing of the customers it touches, in one transaction that survives a power cut.
    ///
    /// Edits that change nothing are left out; a set without any other is not a step (`None`),
    /// unless it reverses one: that the step is taken back is worth noting even if nothing of it
    /// was left.
    ///
    /// # Errors
    /// Fails when the file cannot be written; nothing of the set is in it then.
    pub fn commit(
        &mut self,
        env: &Env,
        member: Option<MemberId>,
        set: &ChangeSet,
    ) -> Result<Option<Committed>, StoreError> {
        self.stay_with_the_file(env)?;
        let path = self.path.as_path();
        let tx = self.conn.transaction_with_behavior(TransactionBehavior::Immediate).at(path)?;
        schema::check_writable(&tx, path)?;
        let last = log::last_sequence(&tx, self.identity.origin()).at(path)?;
        self.identity.before_writing(env, last);
        let mut writer = Writer::new(&tx, self.identity.origin(), env.now()).at(path)?;
        for edit in &set.edits {
            writer.write(edit).map_err(|error| error.at(path))?;
        }
        if writer.written == 0 && set.reverses.is_none() {
            return Ok(None);
        }
        let step = env.new_uuid();
        log::append_step(
            &tx,
            &NewStep {
                uid: step,
                at: env.now(),
                origin: writer.origin_row,
                member: member.map(MemberId::uuid),
                gesture: &set.gesture,
                reverses: set.reverses,
                sequences: (writer.first, writer.sequence),
            },
        )
        .at(path)?;
        log::save_clock(&tx, writer.clock).at(path)?;
        let (customers, settings) = (writer.customers, writer.settings);
        // Somebody else may have changed them since.
        let team = self.team.renewed(&tx, path)?;
        let today = team.rules.today(env.now());
        if settings {
            // Rules that break a definition are refused here, whoever writes them.
            if let Some(error) =
                team.rules.broken.clone().filter(|_| self.team.rules.broken.is_none())
            {
                return Err(error.into());
            }
            standing::refresh_all(&tx, &team.rules, today).at(path)?;
        } else {
            standing::refresh(&tx, &team.rules, today, &customers).at(path)?;
        }
        let committed = Committed { step, changes: writer.written };
        self.identity.wrote(writer.sequence);
        tx.commit().at(path)?;
        self.team = team;
        Ok(Some(committed))
    }
}

/// The state of one commit.
struct Writer<'a> {
    conn: &'a Connection,
    origin: Origin,
    origin_row: i64,
    now: i64,
    clock: crate::change::stamp::HybridClock,
    first: i64,
    sequence: i64,
    written: usize,
    /// Customers whose facts changed.
    customers: BTreeSet<Uuid>,
    /// Whether a setting changed.
    settings: bool,
}

/// A failure inside the transaction.
enum WriteError {
    Sqlite(rusqlite::Error),
    Clock(crate::change::stamp::StampOutOfRange),
}

impl WriteError {
    fn at(self, path: &std::path::Path) -> StoreError {
        match self {
            Self::Sqlite(error) => StoreError::of(path, error),
            Self::Clock(error) => StoreError::Clock(error),
        }
    }
}

impl From<rusqlite::Error> for WriteError {
    fn from(error: rusqlite::Error) -> Self {
        Self::Sqlite(error)
    }
}

impl<'a> Writer<'a> {
    fn new(conn: &'a Connection, origin: Origin, now: i64) -> rusqlite::Result<Self> {
        let last = log::last_sequence(conn, origin)?;
        Ok(Self {
            conn,
            origin,
            origin_row: log::origin_row(conn, origin)?,
            now,
            clock: log::clock(conn)?,
            first: last + 1,
            sequence: last,
            written: 0,
            customers: BTreeSet::new(),
            settings: false,
        })
    }

    fn write(&mut self, edit: &Edit) -> Result<(), WriteError> {
        let Edit { entity, row, creates, .. } = *edit;
        let fields = last_of_each(&edit.fields);
        if creates {
            apply::apply(self.conn, entity, row, &fields)?;
            self.note_owner(entity, row, &fields)?;
            return self.append(entity, row, &fields, None);
        }
        let (new, old) = self.differing(entity, row, &fields)?;
        if new.is_empty() {
            return Ok(());
        }
        // A row that changes hands touches both customers.
        self.note_customer(entity, row)?;
        apply::apply(self.conn, entity, row, &new)?;
        self.note_customer(entity, row)?;
        self.append(entity, row, &new, Some(&old))
    }

    fn append(
        &mut self,
        entity: Entity,
        row: Uuid,
        new: &Fields,
        old: Option<&Fields>,
    ) -> Result<(), WriteError> {
        self.settings |= entity == Entity::Setting;
        let stamp = self.clock.tick(self.now, self.origin.device.0).map_err(WriteError::Clock)?;
        self.sequence += 1;
        self.written += 1;
        let change = NewChange { stamp, entity: entity.name(), row, new, old };
        log::append_change(self.conn, self.origin_row, self.sequence, &change)?;
        Ok(())
    }

    /// The fields that really change, with what they change from.
    fn differing(
        &self,
        entity: Entity,
        row: Uuid,
        fields: &Fields,
    ) -> rusqlite::Result<(Fields, Fields)> {
        let (mut new, mut old) = (Fields::new(), Fields::new());
        for (field, value) in fields {
            let before = apply::current(self.conn, entity, row, field)?;
            if before != *value {
                new.push((field.clone(), value.clone()));
                old.push((field.clone(), before));
            }
        }
        Ok((new, old))
    }

    /// The customer of a new row stands in its own fields.
    fn note_owner(&mut self, entity: Entity, row: Uuid, fields: &Fields) -> rusqlite::Result<()> {
        let Some(column) = table(entity).customer else { return self.note_customer(entity, row) };
        let customer = fields.iter().find(|(field, _)| field == column);
        let customer = customer.and_then(|(_, value)| Uuid::parse_str(value.as_text()?).ok());
        self.customers.extend(customer);
        Ok(())
    }

    fn note_customer(&mut self, entity: Entity, row: Uuid) -> rusqlite::Result<()> {
        self.customers.extend(customer_of(self.conn, entity, row)?);
        Ok(())
    }
}

/// A field that is given twice holds what it was given last.
fn last_of_each(fields: &Fields) -> Fields {
    let later =
        |at: usize, name: &Field| fields.iter().skip(at + 1).any(|(field, _)| field == name);
    let kept = fields.iter().enumerate().filter(|(at, (name, _))| !later(*at, name));
    kept.map(|(_, field)| field.clone()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::change::Gesture;

    #[test]
    fn a_commit_that_does_not_fit_on_the_disk_leaves_nothing_behind() {
        let folder = tempfile::tempdir().unwrap();
        let env = Env::fixed(1_800_000_000_000, 1);
        let mut store = Store::open_or_create(&folder.path().join("file"), &env).unwrap();
        let customer = |name: &str| {
            let mut set = ChangeSet::new(Gesture::new("add_customer"));
            set.create(Entity::Customer, env.new_uuid(), [("name", name)]);
            set
        };
        store.conn.pragma_update(None, "max_page_count", 100).unwrap();
        let error = store.commit(&env, None, &customer(&"x".repeat(1_000_000))).unwrap_err();
        assert!(matches!(error, StoreError::Full(_)), "{error}");
        assert_eq!(store.reader(&env).customer_count().unwrap(), 0);
        assert_eq!(store.check_log().unwrap(), []);
        assert!(store.commit(&env, None, &customer("small")).unwrap().is_some());
    }
}
