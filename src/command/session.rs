//! An open file and who works on it.

use std::{path::Path, sync::Arc};

use chrono::NaiveDate;
use uuid::Uuid;

use super::{CommandError, Done, setting::setting_id};
use crate::{
    change::{ChangeSet, Entity, Gesture},
    domain::{id::MemberId, settings::Rules},
    env::Env,
    store::{Absorbed, Reader, Store, StoreError, Way},
    text::clean_line,
};

/// An open file, the world, and the member at the keyboard.
#[derive(Debug)]
pub struct Session {
    store: Store,
    env: Arc<Env>,
    member: Member,
}

/// Who writes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    /// The id; the same for the same name everywhere, so that one person on two devices is one.
    pub id: MemberId,
    /// The name.
    pub name: String,
}

impl Member {
    /// The member of this name.
    pub fn named(name: &str) -> Self {
        let name = clean_line(name);
        let key = format!("member:{}", name.to_lowercase());
        let id = Uuid::new_v5(&Uuid::NAMESPACE_OID, key.as_bytes());
        Self { id: MemberId::new(id), name }
    }
}

/// A new file takes the zone of the machine it is made on (DOMAIN 7.3). Nobody's step: undoing the
/// first thing that was entered must not move the days.
fn begin(store: &mut Store, env: &Env) -> Result<(), StoreError> {
    if env.zone == store.rules().zone.zone.name() || env.zone.parse::<chrono_tz::Tz>().is_err() {
        return Ok(());
    }
    let mut set = ChangeSet::new(Gesture::new("begin_file"));
    let fields = [("key", "zone"), ("value", env.zone.as_str())];
    set.create(Entity::Setting, setting_id("zone"), fields);
    store.commit(env, None, &set).map(drop)
}

impl Session {
    /// Opens the file at `path`, made when `create` and there is none, for the member `name`.
    ///
    /// # Errors
    /// As [`Store::open`].
    pub fn open(path: &Path, env: Arc<Env>, name: &str, create: bool) -> Result<Self, StoreError> {
        let mut store =
            if create { Store::open_or_create(path, &env)? } else { Store::open(path, &env)? };
        if create && store.reader(&env).step_count()? == 0 {
            begin(&mut store, &env)?;
        }
        Ok(Self { store, env, member: Member::named(name) })
    }

    /// A file that lives in memory and is gone with the session: for previews and tests.
    ///
    /// # Errors
    /// As [`Store::open`].
    pub fn in_memory(env: Arc<Env>, name: &str) -> Result<Self, StoreError> {
        Ok(Self { store: Store::in_memory(&env)?, env, member: Member::named(name) })
    }

    /// Questions to the file.
    pub fn reader(&self) -> Reader<'_> {
        self.store.reader(&self.env)
    }

    /// The file.
    pub const fn store(&self) -> &Store {
        &self.store
    }

    /// The file, to refresh or rebuild it.
    pub const fn store_mut(&mut self) -> &mut Store {
        &mut self.store
    }

    /// The world.
    pub const fn env(&self) -> &Arc<Env> {
        &self.env
    }

    /// The team's rules.
    pub fn rules(&self) -> &Arc<Rules> {
        self.store.rules()
    }

    /// The business day.
    pub fn today(&self) -> NaiveDate {
        self.rules().today(self.env.now())
    }

    /// Who works here.
    pub const fn member(&self) -> &Member {
        &self.member
    }

    /// A new id.
    pub fn new_uuid(&self) -> Uuid {
        self.env.new_uuid()
    }

    /// Brings what is computed up to the day, and takes in what other programs wrote.
    ///
    /// # Errors
    /// As [`Store::refresh`].
    pub fn refresh(&mut self) -> Result<(), StoreError> {
        self.store.refresh(&self.env)
    }

    /// Replays the log into the tables.
    ///
    /// # Errors
    /// As [`Store::rebuild`].
    pub fn rebuild(&mut self) -> Result<Vec<crate::store::Difference>, StoreError> {
        self.store.rebuild(&self.env)
    }

    /// Takes in what another copy of the file has and this one lacks. Nobody's step: the steps that
    /// come in keep their authors.
    ///
    /// # Errors
    /// As [`Store::absorb`].
    pub fn absorb(
        &mut self,
        other: &Path,
        way: Way,
        go_on: impl FnMut(u64, u64) -> bool,
    ) -> Result<Option<Absorbed>, StoreError> {
        self.store.absorb(&self.env, other, way, go_on)
    }

    /// Writes a change set as one step; the member is entered with the first one.
    pub(super) fn commit(&mut self, mut set: ChangeSet) -> Result<Done, CommandError> {
        let id = self.member.id.uuid();
        // Who writes for the first time may have been named as an owner in the same breath.
        let is_new =
            !self.reader().has(Entity::Member, id)? && !set.edits.iter().any(|edit| edit.row == id);
        if is_new && self.changes_something(&set)? {
            set.create(Entity::Member, id, [("name", self.member.name.as_str())]);
        }
        let made = set
            .edits
            .iter()
            .filter(|edit| edit.creates)
            .map(|edit| (edit.entity, edit.row))
            .collect();
        let committed = self.store.commit(&self.env, Some(self.member.id), &set)?;
        Ok(Done { step: committed.map(|done| done.step), gesture: set.gesture, made })
    }

    /// Whether there is anything to write, so that nobody is entered for having done nothing.
    fn changes_something(&self, set: &ChangeSet) -> Result<bool, StoreError> {
        let reader = self.reader();
        for edit in &set.edits {
            for (field, value) in &edit.fields {
                if edit.creates || reader.current(edit.entity, edit.row, field)? != *value {
                    return Ok(true);
                }
            }
        }
        Ok(set.reverses.is_some())
    }
}
