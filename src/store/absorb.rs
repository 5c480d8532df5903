//! Taking in what another copy of the file has and this one lacks: one transaction, or none.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::Path,
};

use rusqlite::{Connection, OptionalExtension, Row, TransactionBehavior, params};
use uuid::Uuid;

use super::{
    Store, StoreError, apply, error::AtFile, log, other::Other, owner::customer_of, schema,
    standing,
};
use crate::{
    change::{
        Entity,
        merge::{self, Conflict, Place, Seen, Side},
        stamp::Stamp,
    },
    domain::id::Id,
    env::{
        Env,
        identity::{DeviceId, Origin},
    },
};

/// Steps between two looks at whether to go on.
const TOLD_STEPS: u64 = 512;

/// Whether what comes in stays.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// It does.
    Keep,
    /// It is only shown what would.
    Rehearse,
}

/// What a merge brought, or would bring.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Absorbed {
    /// Steps that came in.
    pub steps_in: u64,
    /// Changes that came in.
    pub changes_in: u64,
    /// Changes that the other file lacks.
    pub changes_out: u64,
    /// Rows that are touched, by kind.
    pub rows: Vec<(String, u64)>,
    /// Who made the steps, by name, and how many.
    pub members: Vec<(String, u64)>,
    /// Customers that are touched.
    pub customers: BTreeSet<Uuid>,
    /// What both sides changed.
    pub conflicts: Vec<Conflict>,
}

impl Store {
    /// Takes in what the copy at `other` has and this file lacks. The copy is only read; its steps
    /// keep their ids and authors. `go_on` hears how many of its steps are looked at; once it says
    /// no, nothing is taken in and there is no answer.
    ///
    /// # Errors
    /// Fails, changing nothing, for a file that is not a sound copy of this one, and when this one
    /// cannot be written.
    pub fn absorb(
        &mut self,
        env: &Env,
        other: &Path,
        way: Way,
        mut go_on: impl FnMut(u64, u64) -> bool,
    ) -> Result<Option<Absorbed>, StoreError> {
        self.stay_with_the_file(env)?;
        let other = Other::open(other, &self.path, self.file_id()?)?;
        other.check_whole()?;
        let path = self.path.as_path();
        let tx = self.conn.transaction_with_behavior(TransactionBehavior::Immediate).at(path)?;
        schema::check_writable(&tx, path)?;
        let mut merge = Merge { ours: &tx, path, other: &other, absorbed: Absorbed::default() };
        merge.begin().at(path)?;
        merge.find_ours()?;
        let Some(came) = merge.copy(&mut go_on)? else { return Ok(None) };
        let touched = merge.fold().at(path)?;
        merge.find_conflicts(&touched.owners).at(path)?;
        merge.count(&came).at(path)?;
        merge.end().at(path)?;
        let absorbed = Absorbed { customers: touched.customers, ..merge.absorbed };
        if way == Way::Rehearse || absorbed.steps_in == 0 {
            return Ok(Some(absorbed));
        }
        log::save_clock(&tx, came.clock).at(path)?;
        let team = self.team.renewed(&tx, path)?;
        let today = team.rules.today(env.now());
        // Rules that break a definition only together are passed over, not refused: both were right.
        if touched.settings {
            standing::refresh_all(&tx, &team.rules, today).at(path)?;
        } else {
            standing::refresh(&tx, &team.rules, today, &absorbed.customers).at(path)?;
        }
        if came.origins.contains(&self.identity.origin()) {
            self.identity.renew(env);
        }
        tx.commit().at(path)?;
        self.team = team;
        Ok(Some(absorbed))
    }
}

/// A merge under way.
struct Merge<'a> {
    ours: &'a Connection,
    path: &'a Path,
    other: &'a Other,
    absorbed: Absorbed,
}

/// Who sent the steps that came, and the largest stamp.
struct Came {
    members: BTreeMap<Option<Uuid>, u64>,
    origins: BTreeSet<Origin>,
    clock: crate::change::stamp::HybridClock,
}

/// What the incoming changes touched.
#[derive(Default)]
struct Touched {
    customers: BTreeSet<Uuid>,
    /// The customers of rows that belong to one.
    owners: BTreeSet<Uuid>,
    settings: bool,
}

/// A step as the other file has it.
struct Step {
    uid: [u8; 16],
    origin_there: i64,
    origin: Origin,
    at: i64,
    member: Option<[u8; 16]>,
    name: String,
    about: String,
    undoes: Option<[u8; 16]>,
    redoes: Option<[u8; 16]>,
    first: i64,
    last: i64,
}

impl Merge<'_> {
    /// Lists beside the file: which ranges of the log one side alone has, and which rows they touch.
    fn begin(&self) -> rusqlite::Result<()> {
        self.ours.execute_batch(
            "DROP TABLE IF EXISTS temp.sides; DROP TABLE IF EXISTS temp.touched;
             CREATE TEMP TABLE sides (origin INTEGER, first INTEGER, last INTEGER, theirs INTEGER,
               PRIMARY KEY (origin, first)) WITHOUT ROWID;
             CREATE TEMP TABLE touched (theirs INTEGER, entity TEXT, row BLOB,
               UNIQUE (theirs, entity, row));",
        )
    }

    fn end(&self) -> rusqlite::Result<()> {
        self.ours.execute_batch("DROP TABLE temp.sides; DROP TABLE temp.touched")
    }

    fn note(&self, origin: i64, first: i64, last: i64, theirs: bool) -> rusqlite::Result<()> {
        if first > last {
            return Ok(());
        }
        self.ours
            .prepare_cached("INSERT OR IGNORE INTO temp.sides VALUES (?1, ?2, ?3, ?4)")?
            .execute(params![origin, first, last, theirs])?;
        self.ours
            .prepare_cached(
                "INSERT OR IGNORE INTO temp.touched SELECT ?4, entity, row FROM main.changes
                 WHERE origin = ?1 AND sequence BETWEEN ?2 AND ?3",
            )?
            .execute(params![origin, first, last, theirs])
            .map(drop)
    }

    /// What we have and they lack.
    fn find_ours(&mut self) -> Result<(), StoreError> {
        let mut statement = self
            .ours
            .prepare("SELECT uid, origin, first_sequence, last_sequence FROM main.steps")
            .at(self.path)?;
        let mut rows = statement.query([]).at(self.path)?;
        while let Some(row) = rows.next().at(self.path)? {
            let get = || -> rusqlite::Result<([u8; 16], i64, i64, i64)> {
                Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?))
            };
            let (uid, origin, first, last) = get().at(self.path)?;
            if !log::has_step(&self.other.conn, &uid).at(&self.other.path)? {
                self.absorbed.changes_out += count(first, last);
                self.note(origin, first, last, false).at(self.path)?;
            }
        }
        Ok(())
    }

    /// Appends the steps that we lack, in the order in which they stand there.
    fn copy(
        &mut self,
        go_on: &mut impl FnMut(u64, u64) -> bool,
    ) -> Result<Option<Came>, StoreError> {
        let there = &self.other.path;
        let theirs = &self.other.conn;
        let total = log::step_count(theirs).at(there)?;
        let mut came = Came {
            members: BTreeMap::new(),
            origins: BTreeSet::new(),
            clock: log::clock(self.ours).at(self.path)?,
        };
        let mut statement = theirs.prepare(STEPS).at(there)?;
        let mut rows = statement.query([]).at(there)?;
        let mut looked_at = 0;
        while let Some(row) = rows.next().at(there)? {
            looked_at += 1;
            if looked_at % TOLD_STEPS == 1 && !go_on(looked_at, total.max(looked_at)) {
                return Ok(None);
            }
            let step = step_of(row).at(there)?;
            if !log::has_step(self.ours, &step.uid).at(self.path)? {
                self.append(&step, &mut came)?;
            }
        }
        Ok(Some(came))
    }

    fn append(&mut self, step: &Step, came: &mut Came) -> Result<(), StoreError> {
        let there = &self.other.path;
        let origin = self.free_origin(step).at(self.path)?;
        self.ours
            .prepare_cached(
                "INSERT INTO steps (uid, at, origin, member, name, about, undoes, redoes,
                                    first_sequence, last_sequence)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
            )
            .and_then(|mut insert| {
                insert.execute(params![
                    step.uid,
                    step.at,
                    origin,
                    step.member,
                    step.name,
                    step.about,
                    step.undoes,
                    step.redoes,
                    step.first,
                    step.last,
                ])
            })
            .at(self.path)?;
        let mut copied = 0;
        let mut statement = self.other.conn.prepare_cached(CHANGES).at(there)?;
        let range = params![step.origin_there, step.first, step.last];
        let mut rows = statement.query(range).at(there)?;
        while let Some(row) = rows.next().at(there)? {
            let stamp = self.copy_change(row, origin, step)?;
            came.clock.absorb(stamp)?;
            copied += 1;
        }
        if copied != count(step.first, step.last) {
            let detail = format!("step {} is not whole", Uuid::from_bytes(step.uid));
            return Err(StoreError::Damaged { path: there.clone(), detail });
        }
        self.note(origin, step.first, step.last, true).at(self.path)?;
        self.absorbed.steps_in += 1;
        self.absorbed.changes_in += copied;
        *came.members.entry(step.member.map(Uuid::from_bytes)).or_default() += 1;
        came.origins.insert(step.origin);
        Ok(())
    }

    /// A change as it is, also of kinds and fields that only a newer version knows.
    fn copy_change(&self, row: &Row<'_>, origin: i64, step: &Step) -> Result<Stamp, StoreError> {
        type Raw = (i64, i64, u32, String, [u8; 16], String, Option<String>);
        let read = || -> rusqlite::Result<Raw> {
            let stamp = (row.get(0)?, row.get(1)?, row.get(2)?);
            Ok((stamp.0, stamp.1, stamp.2, row.get(3)?, row.get(4)?, row.get(5)?, row.get(6)?))
        };
        let (sequence, millis, counter, entity, uid, new, old) = read().at(&self.other.path)?;
        for json in [Some(&new), old.as_ref()].into_iter().flatten() {
            log::fields_of(json).at(&self.other.path)?;
        }
        self.ours
            .prepare_cached(
                "INSERT INTO changes (origin, sequence, millis, counter, entity, row, new, old)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
            )
            .and_then(|mut insert| {
                insert.execute(params![origin, sequence, millis, counter, entity, uid, new, old])
            })
            .at(self.path)?;
        Ok(Stamp { millis, counter, device: Id::new(step.origin.device.0) })
    }

    /// The origin that a step is kept under: its own, unless other changes stand under the same
    /// numbers already. Then its device was cloned with its whole state, and the step gets an
    /// incarnation of its own, the same in every copy that has to make it.
    fn free_origin(&self, step: &Step) -> rusqlite::Result<i64> {
        let own = log::origin_row(self.ours, step.origin)?;
        let taken = self
            .ours
            .prepare_cached(
                "SELECT 1 FROM changes WHERE origin = ?1 AND sequence BETWEEN ?2 AND ?3 LIMIT 1",
            )?
            .exists(params![own, step.first, step.last])?;
        if !taken {
            return Ok(own);
        }
        let incarnation = Uuid::new_v5(&step.origin.incarnation, &step.uid);
        log::origin_row(self.ours, Origin { incarnation, ..step.origin })
    }

    /// Folds every row that the incoming changes touch from all of its changes, in the order in which
    /// they were made there: rows of one moment are read in that order.
    fn fold(&self) -> rusqlite::Result<Touched> {
        let mut touched = Touched::default();
        let mut statement = self
            .ours
            .prepare("SELECT entity, row FROM temp.touched WHERE theirs = 1 ORDER BY rowid")?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let (name, row): (String, [u8; 16]) = (row.get(0)?, row.get(1)?);
            let row = Uuid::from_bytes(row);
            // What only a newer version knows waits in the log.
            let Some(entity) = Entity::from_name(&name) else { continue };
            touched.settings |= entity == Entity::Setting;
            let before = customer_of(self.ours, entity, row)?;
            let changes = log::changes_of_row(self.ours, &name, row)?;
            let fields = apply::folded(changes.iter().map(|(change, _)| change));
            apply::apply(self.ours, entity, row, &fields)?;
            let owners = before.into_iter().chain(customer_of(self.ours, entity, row)?);
            for owner in owners {
                touched.customers.insert(owner);
                if entity != Entity::Customer {
                    touched.owners.insert(owner);
                }
            }
        }
        Ok(touched)
    }

    /// All changes of a row with who has them.
    fn seen(&self, entity: &str, row: Uuid) -> rusqlite::Result<Vec<Seen>> {
        let mut side = self.ours.prepare_cached(
            "SELECT last, theirs FROM temp.sides WHERE origin = ?1 AND first <= ?2
             ORDER BY first DESC LIMIT 1",
        )?;
        let mut seen = Vec::new();
        for (change, at) in log::changes_of_row(self.ours, entity, row)? {
            let Place { origin, sequence } = at;
            let found: Option<(i64, bool)> = side
                .query_row(params![origin, sequence], |row| Ok((row.get(0)?, row.get(1)?)))
                .optional()?;
            let side = match found {
                Some((last, theirs)) if sequence <= last => {
                    if theirs {
                        Side::Theirs
                    } else {
                        Side::Ours
                    }
                }
                _ => Side::Both,
            };
            seen.push(Seen { side, at, change });
        }
        Ok(seen)
    }

    /// `owners`: customers whose rows the other side worked with.
    fn find_conflicts(&mut self, owners: &BTreeSet<Uuid>) -> rusqlite::Result<()> {
        let mut found = Vec::new();
        {
            let mut statement = self.ours.prepare(
                "SELECT t.entity, t.row FROM temp.touched t JOIN temp.touched o
                   ON o.theirs = 0 AND o.entity = t.entity AND o.row = t.row
                 WHERE t.theirs = 1",
            )?;
            let mut rows = statement.query([])?;
            while let Some(row) = rows.next()? {
                let (entity, row): (String, [u8; 16]) = (row.get(0)?, row.get(1)?);
                found.extend(merge::conflicts(&self.seen(&entity, Uuid::from_bytes(row))?));
            }
        }
        // A customer that one side deleted while the other worked with what belongs to it.
        let told: BTreeSet<Uuid> = found
            .iter()
            .filter(|conflict| conflict.lost_at.is_none())
            .map(|conflict| conflict.row)
            .collect();
        let ours = self.our_owners()?;
        for (worked_with, by) in [(owners, Side::Ours), (&ours, Side::Theirs)] {
            for customer in worked_with.difference(&told) {
                let name = Entity::Customer.name();
                let gone =
                    apply::current(self.ours, Entity::Customer, *customer, crate::change::DELETED)?;
                if gone.as_int() == Some(1)
                    && merge::deleted_by(&self.seen(name, *customer)?) == Some(by)
                {
                    found.push(merge::hidden(name.to_owned(), *customer, by == Side::Ours));
                }
            }
        }
        self.absorbed.conflicts = found;
        Ok(())
    }

    /// The customers whose rows we worked with, if the other side deleted any customer.
    fn our_owners(&self) -> rusqlite::Result<BTreeSet<Uuid>> {
        let mut owners = BTreeSet::new();
        let deletes = self
            .ours
            .prepare(
                "SELECT 1 FROM temp.touched t JOIN customers c ON c.uid = t.row
                 WHERE t.theirs = 1 AND t.entity = 'customer' AND c.deleted = 1 LIMIT 1",
            )?
            .exists([])?;
        if !deletes {
            return Ok(owners);
        }
        let mut statement = self.ours.prepare(
            "SELECT entity, row FROM temp.touched WHERE theirs = 0 AND entity <> 'customer'",
        )?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let (entity, row): (String, [u8; 16]) = (row.get(0)?, row.get(1)?);
            if let Some(entity) = Entity::from_name(&entity) {
                owners.extend(customer_of(self.ours, entity, Uuid::from_bytes(row))?);
            }
        }
        Ok(owners)
    }

    fn count(&mut self, came: &Came) -> rusqlite::Result<()> {
        self.absorbed.rows = self
            .ours
            .prepare("SELECT entity, count(*) FROM temp.touched WHERE theirs = 1 GROUP BY entity")?
            .query_map([], |row| Ok((row.get(0)?, row.get::<_, i64>(1)?.unsigned_abs())))?
            .collect::<rusqlite::Result<_>>()?;
        for (member, steps) in &came.members {
            // What a new file is made with is nobody's.
            let Some(member) = member else { continue };
            let name = apply::current(self.ours, Entity::Member, *member, "name")?;
            let name = name.as_text().unwrap_or_default().to_owned();
            self.absorbed.members.push((name, *steps));
        }
        self.absorbed.members.sort_by(|a, b| (b.1, &a.0).cmp(&(a.1, &b.0)));
        Ok(())
    }
}

const STEPS: &str = "SELECT s.uid, s.origin, o.device, o.incarnation, s.at, s.member, s.name,
       s.about, s.undoes, s.redoes, s.first_sequence, s.last_sequence
     FROM steps s JOIN origins o ON o.id = s.origin ORDER BY s.id";

const CHANGES: &str = "SELECT sequence, millis, counter, entity, row, new, old FROM changes
     WHERE origin = ?1 AND sequence BETWEEN ?2 AND ?3 ORDER BY sequence";

fn step_of(row: &Row<'_>) -> rusqlite::Result<Step> {
    Ok(Step {
        uid: row.get(0)?,
        origin_there: row.get(1)?,
        origin: Origin {
            device: DeviceId(Uuid::from_bytes(row.get(2)?)),
            incarnation: Uuid::from_bytes(row.get(3)?),
        },
        at: row.get(4)?,
        member: row.get(5)?,
        name: row.get(6)?,
        about: row.get(7)?,
        undoes: row.get(8)?,
        redoes: row.get(9)?,
        first: row.get(10)?,
        last: row.get(11)?,
    })
}

/// How many changes a range has.
const fn count(first: i64, last: i64) -> u64 {
    if last < first { 0 } else { last.abs_diff(first).saturating_add(1) }
}
