//! Bringing in a list: many records, one step.
//!
//! The one use case that names [`crate::exchange::import`], for its records: a record is already
//! neutral, and a second form of it would only be copied into.
//!
//! Every row ends as created, updated, skipped or refused with its reason. A row is recognised by
//! its key in the other program, else by what it says of itself (the name of a customer, customer
//! and name of a contact …); its id follows from the same, so that two people who import one list
//! make the same rows, and importing a list again changes nothing.

mod activities;
mod cases;
mod changes;
mod contacts;
mod customers;
mod deals;
mod index;
pub mod maps;
mod orders;
mod surveys;
pub mod whole;

use std::collections::{BTreeMap, HashMap, HashSet};

use chrono::NaiveDate;
use uuid::Uuid;

use super::{CommandError, Session, session::Member};
use crate::{
    change::{ChangeSet, DELETED, Edit, Entity, Fields, Gesture, Value},
    domain::duplicates::Known,
    exchange::import::{Field, Kind, Mapping, Record, Reject, RejectReason, value},
    store::{StoreError, read::duplicates::Alike},
};
pub use changes::Changed;
use customers::Customers;
use index::Index;
use orders::Orders;

/// Rows between two reports of progress.
const REPORT_ROWS: u64 = 512;
/// Rows known to the file that are told one by one.
const MATCHES_TOLD: usize = 1_000;
/// Makes the ids of imported rows; never changed, or lists would come in twice.
const NAMESPACE: Uuid = Uuid::from_u128(0x8f4b_1f0e_5d2c_4a5e_9a53_1d6c_0b1e_7a42);

/// What becomes of a row that is in the file already.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum OnMatch {
    /// The file keeps what it has: nothing that a person entered is overwritten by a list.
    #[default]
    Skip,
    /// What the list says, and says differently, is taken over; what it leaves empty stays.
    Update,
    /// Another row is made.
    Create,
}

/// How a list is brought in.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// What the list is called, for `history`.
    pub name: String,
    /// What becomes of rows that are there already.
    pub on_match: OnMatch,
    /// Whether customers and contacts that rows refer to, and that nobody knows, are made.
    pub create_missing: bool,
    /// Finds out everything and writes nothing.
    pub dry_run: bool,
    /// Names of stages in the language in use: key and name.
    pub stage_names: Vec<(String, String)>,
}

/// What came of a list. `read` = `created` + `updated` + `skipped` + the rejects.
#[derive(Clone, Debug, Default)]
pub struct Imported {
    /// Rows that were read.
    pub read: u64,
    /// Rows that made something new.
    pub created: u64,
    /// Rows that changed something known.
    pub updated: u64,
    /// Rows that are in the file already.
    pub skipped: u64,
    /// The lines of the first thousand rows that were recognised: updated, or in the file already.
    pub matched: Vec<u64>,
    /// Rows that were refused.
    pub rejects: Vec<Reject>,
    /// Everything that was made, by kind: with an order its lines, and customers that were missing.
    pub made: BTreeMap<Entity, u64>,
    /// Days that lie in the future and were taken as today, because they tell of what has happened.
    pub future_days: u64,
    /// What rows that are there already have and would get, field by field: of a dry run only.
    pub changes: Vec<Changed>,
    /// Rows that made a customer who looks like one that was there before.
    pub alike: Vec<AlikeRow>,
    /// Lists and fields of a newer version's export: those of rows are kept in the log.
    pub unknown: Vec<String>,
    /// The step in the log; `None` when nothing was written.
    pub step: Option<Uuid>,
    /// Whether it was given up on request.
    pub cancelled: bool,
}

/// Brings in the rows of a list as one step, all of them or, when `go_on` (told how many rows
/// were read) says `false`, none.
///
/// # Errors
/// Fails when the file cannot be read or written; nothing has changed then. Rows that do not fit
/// are no error.
pub fn import(
    session: &mut Session,
    mapping: &Mapping,
    rows: impl Iterator<Item = Result<Record, Reject>>,
    options: &Options,
    mut go_on: impl FnMut(u64) -> bool,
) -> Result<Imported, CommandError> {
    let mut done = Imported::default();
    let mut batch = Batch::new(session, mapping, options)?;
    for row in rows {
        done.read += 1;
        if done.read % REPORT_ROWS == 0 && !go_on(done.read) {
            done.cancelled = true;
            return Ok(done);
        }
        match row.map(|record| (batch.take(&record), record)) {
            Ok((Ok(Fate::Created), _)) => done.created += 1,
            Ok((Ok(Fate::Updated), record)) => {
                done.updated += 1;
                done.recognised(record.line);
            }
            Ok((Ok(Fate::Skipped), record)) => {
                done.skipped += 1;
                done.recognised(record.line);
            }
            Ok((Err(Stop::Refused(field, reason)), record)) => {
                done.rejects.push(record.reject(field, reason, mapping));
            }
            Ok((Err(Stop::Failed(error)), _)) => return Err(error),
            Err(reject) => done.rejects.push(reject),
        }
    }
    let set = batch.finish(&mut done)?;
    if !go_on(done.read) {
        done.cancelled = true;
    } else if !options.dry_run {
        done.step = session.commit(set)?.step;
    }
    Ok(done)
}

/// A row that made a customer, and the customer that it may be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AlikeRow {
    /// Its line in the list.
    pub line: u64,
    /// The name in the list.
    pub name: String,
    /// The customer that was there before.
    pub alike: Alike,
}

impl Imported {
    fn recognised(&mut self, line: u64) {
        if self.matched.len() < MATCHES_TOLD {
            self.matched.push(line);
        }
    }
}

/// What became of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fate {
    Created,
    Updated,
    Skipped,
}

/// Why a row goes no further.
enum Stop {
    Refused(Option<Field>, RejectReason),
    Failed(CommandError),
}

impl From<StoreError> for Stop {
    fn from(error: StoreError) -> Self {
        Self::Failed(error.into())
    }
}

/// Refuses the row for what stands in a field.
const fn refuse<T>(field: Field, reason: RejectReason) -> Result<T, Stop> {
    Err(Stop::Refused(Some(field), reason))
}

/// What is gathered while a list is read.
struct Batch<'a> {
    session: &'a Session,
    options: Options,
    kind: Kind,
    today: NaiveDate,
    set: ChangeSet,
    made: BTreeMap<Entity, u64>,
    /// Rows that this list made.
    fresh: HashSet<Uuid>,
    /// Deleted rows that came back.
    revived: HashSet<Uuid>,
    /// Deleted rows by kind: what is imported again comes back as the row it was.
    deleted: HashMap<Entity, HashSet<Uuid>>,
    members: HashSet<Uuid>,
    future_days: u64,
    changes: Vec<Changed>,
    /// What was made as new: its line, and what it may be recognised by.
    newcomers: Vec<(u64, Known)>,
    customers: Customers,
    contacts: Index,
    deals: Index,
    activities: Index,
    orders: Orders,
    cases: Index,
    surveys: Index,
}

impl<'a> Batch<'a> {
    fn new(session: &'a Session, mapping: &Mapping, options: &Options) -> Result<Self, StoreError> {
        let kind = mapping.kind;
        let mut options = options.clone();
        // Who keeps people in an address book has no list of customers to bring in first.
        options.create_missing |= mapping.profile.is_some_and(|profile| profile.people);
        let reader = session.reader();
        let members = reader.members()?.into_iter().map(|(id, _)| id.uuid()).collect();
        let keys_of = |entity: Entity, kinds: &[Kind]| {
            if kinds.contains(&kind) { reader.keys(entity) } else { Ok(Vec::new()) }
        };
        let people = [Kind::Customers, Kind::Contacts, Kind::Activities, Kind::Cases];
        let gesture =
            Gesture::new("import").about("name", &options.name).about("kind", kind.name());
        Ok(Self {
            session,
            options,
            kind,
            today: session.today(),
            set: ChangeSet::new(gesture),
            made: BTreeMap::new(),
            fresh: HashSet::new(),
            revived: HashSet::new(),
            deleted: HashMap::new(),
            members,
            future_days: 0,
            changes: Vec::new(),
            newcomers: Vec::new(),
            customers: Customers::new(reader.keys(Entity::Customer)?),
            contacts: contacts::index(keys_of(Entity::Contact, &people)?),
            deals: deals::index(keys_of(Entity::Deal, &[Kind::Deals])?),
            activities: activities::index(keys_of(Entity::Activity, &[Kind::Activities])?),
            orders: Orders::new(keys_of(Entity::Order, &[Kind::Orders])?),
            cases: cases::index(keys_of(Entity::Case, &[Kind::Cases])?),
            surveys: surveys::index(keys_of(Entity::Survey, &[Kind::Surveys])?),
        })
    }

    fn take(&mut self, record: &Record) -> Result<Fate, Stop> {
        match self.kind {
            Kind::Customers => self.customer(record),
            Kind::Contacts => self.contact(record),
            Kind::Deals => self.deal(record),
            Kind::Orders => self.order_row(record),
            Kind::Activities => self.activity(record),
            Kind::Cases => self.case(record),
            Kind::Surveys => self.survey(record),
        }
    }

    /// What is to be written; all else that was gathered goes before it is.
    fn finish(mut self, done: &mut Imported) -> Result<ChangeSet, CommandError> {
        self.finish_orders()?;
        (done.made, done.future_days) = (self.made, self.future_days);
        done.changes = self.changes;
        if !self.newcomers.is_empty() {
            let everyone = self.session.reader().everyone()?;
            done.alike.extend(self.newcomers.into_iter().filter_map(|(line, known)| {
                let alike = everyone.nearest(&known)?;
                let name = known.names.into_iter().next().unwrap_or_default();
                Some(AlikeRow { line, name, alike })
            }));
        }
        Ok(self.set)
    }

    /// Makes a row, or brings back the deleted one of the same id.
    fn create<const N: usize>(
        &mut self,
        entity: Entity,
        row: Uuid,
        fields: [(&'static str, Value); N],
    ) -> Result<(), StoreError> {
        let fields = fields.into_iter().map(|(field, value)| (field.into(), value)).collect();
        self.create_fields(entity, row, fields)
    }

    fn create_fields(
        &mut self,
        entity: Entity,
        row: Uuid,
        mut fields: Fields,
    ) -> Result<(), StoreError> {
        let deleted = match self.deleted.entry(entity) {
            std::collections::hash_map::Entry::Occupied(known) => known.into_mut(),
            std::collections::hash_map::Entry::Vacant(place) => {
                place.insert(self.session.reader().deleted(entity)?)
            }
        };
        if deleted.remove(&row) {
            self.revived.insert(row);
            fields.push((DELETED.into(), 0.into()));
            self.set.set(entity, row, fields);
        } else {
            // A large list is many rows: none keeps room for what it does not have.
            fields.retain(|(_, value)| *value != Value::Null);
            fields.shrink_to_fit();
            self.set.edits.push(Edit { entity, row, creates: true, fields });
        }
        self.fresh.insert(row);
        *self.made.entry(entity).or_default() += 1;
        Ok(())
    }

    /// Changes the fields of a known row that the list says, and says differently.
    fn update(&mut self, entity: Entity, row: Uuid, fields: Fields) -> Result<Fate, StoreError> {
        // What this list itself made is not known to the file yet; its first mention holds.
        if self.fresh.contains(&row) {
            return Ok(Fate::Skipped);
        }
        let reader = self.session.reader();
        let mut differing = Fields::new();
        for (field, value) in fields {
            if value == Value::Null {
                continue;
            }
            let old = reader.current(entity, row, &field)?;
            if old != value {
                if self.options.dry_run {
                    let changed = self.changed(entity, row, &field, &old, &value)?;
                    self.changes.push(changed);
                }
                differing.push((field, value));
            }
        }
        if differing.is_empty() {
            return Ok(Fate::Skipped);
        }
        self.set.set(entity, row, differing);
        Ok(Fate::Updated)
    }

    /// The member of a name in the list; entered when new.
    fn member(&mut self, name: Option<&str>) -> Result<Option<Uuid>, StoreError> {
        let Some(name) = name else { return Ok(None) };
        let member = Member::named(name);
        let id = member.id.uuid();
        if self.members.insert(id) {
            self.create(Entity::Member, id, [("name", member.name.into())])?;
        }
        Ok(Some(id))
    }

    /// A day on which something is said to have happened: not after today.
    fn past(&mut self, day: NaiveDate) -> NaiveDate {
        self.future_days += u64::from(day > self.today);
        day.min(self.today)
    }
}

/// The id of a row that is recognised by `parts`.
fn id_of(entity: Entity, parts: &[&str]) -> Uuid {
    let mut name = String::from(entity.name());
    for part in parts {
        // A character that no cell has: two parts are never taken for one.
        name.push('\0');
        name.push_str(part);
    }
    Uuid::new_v5(&NAMESPACE, name.as_bytes())
}

fn text(record: &Record, field: Field) -> Value {
    record.text(field).into()
}

fn id(row: Option<Uuid>) -> Value {
    row.map(|row| row.to_string()).into()
}

/// A birthday as its field keeps it.
fn birthday(record: &Record) -> Value {
    match record.get(Field::Birthday) {
        Some(value::Value::When(when)) => when.day.to_string().into(),
        Some(value::Value::Text(text)) => text.as_str().into(),
        _ => Value::Null,
    }
}
