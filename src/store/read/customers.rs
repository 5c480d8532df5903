//! Customers: one whole, or all as rows of a list.

use std::collections::{BTreeMap, HashMap};

use rusqlite::{Row, params};
use uuid::Uuid;

use super::{Reader, day, day_at, id_at};
use crate::{
    change::Value,
    domain::{
        buying::{Bought, life},
        churn::rule::Pace,
        customer::{Confirmed, Customer, EvidenceDays, field},
        filter::Subject,
        id::{CustomerId, Id, MemberId},
        lifecycle::Lifecycle,
        review::Rejection,
        scheme::Traits,
        stage::StageLevel,
        standing::{Standing, TierSource},
        tier::{Interaction, Levels, Need, Tier, TierOverride, Value as Worth},
    },
    store::StoreError,
};

/// The columns that [`customer`] reads, of the table `c`.
pub const CUSTOMER: &str = "c.uid, coalesce(c.name, ''), c.short_name, c.created_on, c.confirmed,
    c.override, c.need, c.ev_need, c.ev_product, c.ev_budget, c.ev_decider, c.ev_date, c.potential,
    c.cadence, c.industry, c.area, c.address, c.phone, c.email, c.web, c.source, c.owner,
    c.birthday, c.anniversary, c.influence, c.referrals, c.notes, c.external_key, c.merged_into,
    c.tags, c.custom, c.rejected";

/// A customer from the columns [`CUSTOMER`], which start at `first`.
pub fn customer(row: &Row<'_>, first: usize) -> rusqlite::Result<Customer> {
    let text = |offset: usize| row.get::<_, Option<String>>(first + offset);
    let date = |offset: usize| day_at(row, first + offset);
    let confirmed = text(4)?.and_then(|json| confirmed(&json));
    let evidence = EvidenceDays::new([date(7)?, date(8)?, date(9)?, date(10)?, date(11)?]);
    Ok(Customer {
        id: Id::new(Uuid::from_bytes(row.get(first)?)),
        name: row.get(first + 1)?,
        short_name: text(2)?,
        created_on: day(row.get::<_, Option<i64>>(first + 3)?.unwrap_or(0)),
        confirmed,
        tier_override: text(5)?.and_then(|json| tier_override(&json)),
        rejected: text(31)?.and_then(|json| rejected(&json)),
        need: text(6)?.and_then(|json| need(&json)),
        evidence,
        potential: row.get(first + 12)?,
        cadence: row.get(first + 13)?,
        industry: text(14)?,
        area: text(15)?,
        address: text(16)?,
        phone: text(17)?,
        email: text(18)?,
        web: text(19)?,
        source: text(20)?,
        owner: id_at(row, first + 21)?,
        birthday: text(22)?,
        anniversary: text(23)?,
        influence: row.get(first + 24)?,
        referrals: row.get(first + 25)?,
        notes: text(26)?,
        external_key: text(27)?,
        merged_into: id_at(row, first + 28)?,
        tags: text(29)?.map(|json| tags(&json)).unwrap_or_default(),
        custom: text(30)?.map(|json| custom(&json)).unwrap_or_default(),
    })
}

pub(super) fn confirmed(json: &str) -> Option<Confirmed> {
    let form: field::Confirmed = serde_json::from_str(json).ok()?;
    let levels = form.levels.and_then(|[need, value, interaction, stage]| {
        Some(Levels {
            need: Need::from_key(&need)?,
            value: Worth::from_key(&value)?,
            interaction: Interaction::from_key(&interaction)?,
            stage: StageLevel::from_key(&stage)?,
        })
    });
    Some(Confirmed { tier: Tier::from_letter(&form.tier)?, on: day(form.on.into()), levels })
}

pub(super) fn tier_override(json: &str) -> Option<TierOverride> {
    let form: field::Override = serde_json::from_str(json).ok()?;
    Some(TierOverride {
        tier: Tier::from_letter(&form.tier)?,
        reason: form.reason,
        from: day(form.from.into()),
        to: day(form.to.into()),
    })
}

pub(super) fn rejected(json: &str) -> Option<Rejection> {
    let form: field::Rejected = serde_json::from_str(json).ok()?;
    Some(Rejection {
        to: Tier::from_letter(&form.to)?,
        since: day(form.since.into()),
        on: day(form.on.into()),
        reason: form.reason,
    })
}

fn need(json: &str) -> Option<(Need, chrono::NaiveDate)> {
    let form: field::Need = serde_json::from_str(json).ok()?;
    Some((Need::from_key(&form.need)?, day(form.on.into())))
}

fn tags(json: &str) -> Vec<String> {
    let tags: BTreeMap<String, Value> = serde_json::from_str(json).unwrap_or_default();
    tags.into_keys().collect()
}

fn custom(json: &str) -> Vec<(String, String)> {
    let fields: BTreeMap<String, Value> = serde_json::from_str(json).unwrap_or_default();
    fields
        .into_iter()
        .filter_map(|(name, value)| Some((name, value.as_text()?.to_owned())))
        .collect()
}

/// A customer in a list, with where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CustomerRow {
    /// Its id.
    pub id: CustomerId,
    /// Full name.
    pub name: String,
    /// What everybody calls it.
    pub short_name: Option<String>,
    /// The tier that holds.
    pub tier: Tier,
    /// Where the tier comes from.
    pub tier_source: TierSource,
    /// The score, hundredths.
    pub score_x100: i64,
    /// The need.
    pub need: Need,
    /// The value `v`, minor units of the base currency.
    pub value_minor: i64,
    /// Who looks after it.
    pub owner: Option<MemberId>,
    /// Who looks after it, by name.
    pub owner_name: Option<String>,
    /// Area.
    pub area: Option<String>,
    /// Trade.
    pub industry: Option<String>,
    /// Telephone.
    pub phone: Option<String>,
    /// Tags.
    pub tags: Vec<String>,
    /// The last effective contact.
    pub last_touch_on: Option<chrono::NaiveDate>,
    /// Since when it has not been touched: the last effective contact, else the day of the record.
    pub silent_since: chrono::NaiveDate,
    /// When it is due.
    pub due_on: chrono::NaiveDate,
    /// Open deals.
    pub open_deals: u32,
    /// Their sum, minor units of the base currency.
    pub open_value: i64,
    /// The place in the pipeline of the furthest.
    pub furthest: Option<usize>,
    /// Orders with a positive amount.
    pub orders: u32,
    /// Net purchases of all time, minor units.
    pub revenue: i64,
    /// When it bought.
    pub bought: Option<Bought>,
}

impl CustomerRow {
    /// What everybody calls it.
    pub fn called(&self) -> &str {
        self.short_name.as_deref().unwrap_or(&self.name)
    }

    /// Where it is in its life with us, for the usual interval of all customers in days.
    pub fn life(&self, population: i64, today: chrono::NaiveDate) -> Lifecycle {
        life(self.bought, self.last_touch_on, population, today)
    }

    /// What it is grouped by.
    pub fn traits(&self) -> Traits<'_> {
        Traits {
            id: self.id,
            tier: self.tier,
            score_x100: i32::try_from(self.score_x100).unwrap_or(i32::MAX),
            value_minor: self.value_minor,
            furthest: self.furthest,
            bought: self.bought,
            last_touch_on: self.last_touch_on,
            owner: self.owner_name.as_deref().unwrap_or_default(),
            area: self.area.as_deref().unwrap_or_default(),
            industry: self.industry.as_deref().unwrap_or_default(),
        }
    }

    /// What a filter looks at, for a member on a day.
    pub fn subject<'a>(
        &'a self,
        rules: &'a crate::domain::settings::Rules,
        member: MemberId,
        today: chrono::NaiveDate,
    ) -> Subject<'a> {
        let stage = self.furthest.and_then(|at| rules.pipeline.stages.get(at));
        Subject {
            name: &self.name,
            short_name: self.short_name.as_deref(),
            tier: self.tier,
            need: self.need,
            owner: self.owner_name.as_deref(),
            mine: self.owner == Some(member),
            area: self.area.as_deref(),
            industry: self.industry.as_deref(),
            stage: stage.map(|stage| stage.key.as_str()),
            tags: &self.tags,
            silent_days: (today - self.silent_since).num_days(),
        }
    }
}

/// With fewer customers of some value nothing is proposed from them.
const LEAST_TO_PROPOSE: usize = 20;

pub(super) const ROW: &str =
    "SELECT c.uid, coalesce(c.name, ''), c.short_name, s.tier, s.tier_source,
    s.score, s.need, s.worth, c.owner, m.name, c.area, c.industry, c.phone, c.tags, s.touched,
    s.anchor_on, s.due_on, s.open_deals, s.open_value, s.furthest, s.orders, s.revenue,
    s.last_order_on, s.first_order_on, s.own_gaps, s.gap_low, s.gap_high
    FROM standing s JOIN customers c ON c.id = s.customer LEFT JOIN members m ON m.uid = c.owner";

/// The `n`-th of a list of levels; what is out of range was not written by us and reads as the first.
pub(super) fn nth<T: Copy>(all: &[T], n: i64, otherwise: T) -> T {
    usize::try_from(n).ok().and_then(|n| all.get(n)).copied().unwrap_or(otherwise)
}

pub(super) fn customer_row(row: &Row<'_>) -> rusqlite::Result<CustomerRow> {
    let anchor = day(row.get(15)?);
    let sources = [TierSource::Automatic, TierSource::Confirmed, TierSource::Override];
    let tags_json: Option<String> = row.get(13)?;
    Ok(CustomerRow {
        id: Id::new(Uuid::from_bytes(row.get(0)?)),
        name: row.get(1)?,
        short_name: row.get(2)?,
        tier: nth(&Tier::ALL, row.get(3)?, Tier::D),
        tier_source: nth(&sources, row.get(4)?, TierSource::Automatic),
        score_x100: row.get(5)?,
        need: nth(&Need::ALL, row.get(6)?, Need::Unclear),
        value_minor: row.get(7)?,
        owner: id_at(row, 8)?,
        owner_name: row.get(9)?,
        area: row.get(10)?,
        industry: row.get(11)?,
        phone: row.get(12)?,
        tags: tags_json.map(|json| tags(&json)).unwrap_or_default(),
        last_touch_on: row.get::<_, bool>(14)?.then_some(anchor),
        silent_since: anchor,
        due_on: day(row.get(16)?),
        open_deals: row.get(17)?,
        open_value: row.get(18)?,
        furthest: row.get::<_, Option<i64>>(19)?.and_then(|place| usize::try_from(place).ok()),
        orders: row.get(20)?,
        revenue: row.get(21)?,
        bought: bought(row)?,
    })
}

fn bought(row: &Row<'_>) -> rusqlite::Result<Option<Bought>> {
    let (Some(last), Some(first)) = (day_at(row, 22)?, day_at(row, 23)?) else { return Ok(None) };
    let pace = Pace { own_gaps: row.get(24)?, low: row.get(25)?, high: row.get(26)? };
    Ok(Some(Bought { first, last, pace }))
}

impl Reader<'_> {
    /// A customer; one that was merged into another is followed to it.
    ///
    /// # Errors
    /// Fails when the file cannot be read.
    pub fn customer(&self, id: CustomerId) -> Result<Option<Customer>, StoreError> {
        let sql = format!("SELECT {CUSTOMER} FROM customers c WHERE c.uid = ?1 AND c.deleted = 0");
        let mut next = Some(id);
        // Merges of merges: as many hops as anybody would make, and no endless circle.
        for _ in 0..16 {
            let Some(id) = next else { break };
            let found = self.first(&sql, [id.uuid().as_bytes()], |row| customer(row, 0))?;
            match found {
                Some(found) if found.merged_into.is_some() => next = found.merged_into,
                found => return Ok(found),
            }
        }
        Ok(None)
    }

    /// Every customer, in the order of entry.
    ///
    /// # Errors
    /// Fails when the file cannot be read.
    pub fn customers_whole(&self) -> Result<Vec<Customer>, StoreError> {
        let sql = format!(
            "SELECT {CUSTOMER} FROM customers c
             WHERE c.deleted = 0 AND c.merged_into IS NULL ORDER BY c.id"
        );
        self.all(&sql, [], |row| customer(row, 0))
    }

    /// The customer of exactly this name or short name.
    ///
    /// # Errors
    /// Fails when the file cannot be read.
    pub fn customer_named(&self, name: &str) -> Result<Option<CustomerId>, StoreError> {
        self.first(
            "SELECT uid FROM customers
             WHERE (name = ?1 OR short_name = ?1) AND deleted = 0 AND merged_into IS NULL
             ORDER BY name = ?1 DESC, id LIMIT 1",
            [name.trim()],
            |row| Ok(Id::new(Uuid::from_bytes(row.get(0)?))),
        )
    }

    /// The customers of exactly this name or short name.
    ///
    /// # Errors
    /// Fails when the file cannot be read.
    pub fn customers_named(&self, name: &str) -> Result<Vec<CustomerId>, StoreError> {
        self.all(
            "SELECT uid FROM customers
             WHERE (name = ?1 OR short_name = ?1) AND deleted = 0 AND merged_into IS NULL
             ORDER BY id",
            [name.trim()],
            |row| Ok(Id::new(Uuid::from_bytes(row.get(0)?))),
        )
    }

    /// The name of every customer.
    ///
    /// # Errors
    /// Fails when the file cannot be read.
    pub fn customer_names(&self) -> Result<HashMap<CustomerId, String>, StoreError> {
        let sql = "SELECT uid, coalesce(short_name, name, '') FROM customers WHERE deleted = 0";
        let names =
            self.all(sql, [], |row| Ok((Id::new(Uuid::from_bytes(row.get(0)?)), row.get(1)?)))?;
        Ok(names.into_iter().collect())
    }

    /// The full names of these customers, and maybe of others.
    ///
    /// # Errors
    /// Fails when the file cannot be read.
    pub fn full_names_of(
        &self,
        customers: &[CustomerId],
    ) -> Result<HashMap<CustomerId, String>, StoreError> {
        // From some number on a pass over all of them costs less than looking each up.
        if customers.len() > 2_000 {
            let sql = "SELECT uid, coalesce(name, '') FROM customers WHERE deleted = 0";
            let all =
                self.all(sql, [], |row| Ok((Id::new(Uuid::from_bytes(row.get(0)?)), row.get(1)?)))?;
            return Ok(all.into_iter().collect());
        }
        let sql = "SELECT coalesce(name, '') FROM customers WHERE uid = ?1";
        let mut names = HashMap::with_capacity(customers.len());
        for id in customers {
            let name = self.first(sql, [id.uuid().as_bytes()], |row| row.get(0))?;
            names.extend(name.map(|name| (*id, name)));
        }
        Ok(names)
    }

    /// Every customer as a row of a list: by tier, then by value, then by id.
    ///
    /// # Errors
    /// Fails when the file cannot be read.
    pub fn customers(&self) -> Result<Vec<CustomerRow>, StoreError> {
        // Both tables are read in their own order; putting rows in order afterwards is cheaper.
        let mut rows = self.all(&format!("{ROW} ORDER BY s.customer"), [], customer_row)?;
        rows.sort_by_key(|row| (row.tier, std::cmp::Reverse(row.value_minor), row.id));
        Ok(rows)
    }

    /// One customer as a row of a list.
    ///
    /// # Errors
    /// Fails when the file cannot be read.
    pub fn customer_row(&self, id: CustomerId) -> Result<Option<CustomerRow>, StoreError> {
        self.first(&format!("{ROW} WHERE c.uid = ?1"), [id.uuid().as_bytes()], customer_row)
    }

    /// Where a customer stands today, computed from its facts.
    ///
    /// # Errors
    /// Fails when the file cannot be read.
    pub fn standing(&self, id: CustomerId) -> Result<Option<Standing>, StoreError> {
        Ok(self.facts(id)?.map(|facts| facts.standing(self.rules, self.today)))
    }

    /// The levels of a customer today.
    ///
    /// # Errors
    /// Fails when the file cannot be read.
    pub fn levels(&self, id: CustomerId) -> Result<Option<Levels>, StoreError> {
        Ok(self.standing(id)?.map(|standing| standing.levels))
    }

    /// The middle of what customers are worth, and where the top fifth of it begins, in minor units
    /// rounded to two digits: what "medium" and "high" may mean here. `None` while too few are worth
    /// anything to say.
    ///
    /// # Errors
    /// Fails when the file cannot be read.
    pub fn usual_values(&self) -> Result<Option<(i64, i64)>, StoreError> {
        let sql = "SELECT worth FROM standing WHERE worth > 0 ORDER BY worth";
        let values: Vec<i64> = self.all(sql, [], |row| row.get(0))?;
        let at = |percent: usize| {
            let value = values.get(values.len() * percent / 100).copied()?;
            let digits = u32::try_from(value.to_string().len()).unwrap_or(1);
            let unit = 10_i64.checked_pow(digits.saturating_sub(2))?;
            Some(value / unit * unit)
        };
        let found = at(50).zip(at(80)).filter(|(medium, high)| medium < high);
        Ok(found.filter(|_| values.len() >= LEAST_TO_PROPOSE))
    }

    /// How many customers there are.
    ///
    /// # Errors
    /// Fails when the file cannot be read.
    pub fn customer_count(&self) -> Result<usize, StoreError> {
        let count: Option<i64> =
            self.first("SELECT count(*) FROM standing", params![], |row| row.get(0))?;
        Ok(count.and_then(|count| usize::try_from(count).ok()).unwrap_or(0))
    }
}
