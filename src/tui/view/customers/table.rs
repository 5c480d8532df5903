//! Customers in memory, small: what a list shows, sorts and searches of them.

use std::{
    collections::{HashMap, HashSet},
    hash::Hash,
    sync::Arc,
};

use chrono::NaiveDate;

use crate::{
    domain::{
        buying::Bought,
        filter::Subject,
        id::{CustomerId, MemberId},
        scheme::Traits,
        settings::Rules,
        tier::{Need, Tier},
    },
    search::{Index, Texts},
    store::{
        StoreError,
        read::{CustomerRow, Reader},
    },
};

/// More changed customers than this are read as all of them.
const MOST_PATCHED: usize = 500;

/// A text that many customers share, as its place among all of them; 0 is none.
pub type Shared = u32;

/// A customer as the list holds it. Texts that many share are held once.
#[derive(Clone, Debug)]
pub struct Row {
    /// Its id.
    pub id: CustomerId,
    /// Full name.
    pub name: Box<str>,
    /// Telephone.
    pub phone: Box<str>,
    /// Its place among all by the spelling of the names.
    pub rank: u32,
    /// The tier that holds.
    pub tier: Tier,
    /// The need.
    pub need: Need,
    /// The score, hundredths.
    pub score_x100: i32,
    /// The value, minor units of the base currency.
    pub value: i64,
    /// Who looks after it.
    pub owner: Option<MemberId>,
    /// The same, by name.
    pub owner_name: Shared,
    /// Area.
    pub area: Shared,
    /// Trade.
    pub industry: Shared,
    /// The place of its tags among all sets of tags.
    pub tags: u32,
    /// The last effective contact.
    pub last_touch_on: Option<NaiveDate>,
    /// Since when it has not been touched.
    pub silent_since: NaiveDate,
    /// When it is due.
    pub due_on: NaiveDate,
    /// Open deals.
    pub open_deals: u32,
    /// Their sum, minor units.
    pub open_value: i64,
    /// The place in the pipeline of the furthest.
    pub furthest: Option<u16>,
    /// Orders with a positive amount.
    pub orders: u32,
    /// Net purchases, minor units.
    pub revenue: i64,
    /// When it bought.
    pub bought: Option<Bought>,
}

impl Row {
    /// What filters ask of what many customers share: equal for those that answer alike.
    pub const fn shared(&self) -> impl Eq + Hash + use<> {
        let furthest = self.furthest;
        (self.tier, self.need, self.owner, self.area, self.industry, furthest, self.tags)
    }
}

/// Texts, each held once.
#[derive(Debug)]
struct Pool<T> {
    all: Vec<T>,
    places: HashMap<T, u32>,
}

impl<T: Clone + Default + Eq + Hash> Default for Pool<T> {
    fn default() -> Self {
        Self { all: vec![T::default()], places: HashMap::from([(T::default(), 0)]) }
    }
}

impl<T: Clone + Default + Eq + Hash> Pool<T> {
    fn share(&mut self, value: T) -> u32 {
        if let Some(place) = self.places.get(&value) {
            return *place;
        }
        let place = u32::try_from(self.all.len()).unwrap_or(0);
        self.all.push(value.clone());
        self.places.insert(value, place);
        place
    }

    fn get(&self, place: u32) -> Option<&T> {
        self.all.get(place as usize)
    }
}

/// The customers that a table is of; all of the file if there is none.
pub type Only = Option<Arc<HashSet<CustomerId>>>;

/// Whether they are so few that each is looked up.
pub fn is_few(only: &Only) -> bool {
    only.as_ref().is_some_and(|only| only.len() <= MOST_PATCHED)
}

/// All customers of the file, or some.
#[derive(Debug, Default)]
pub struct Table {
    only: Only,
    /// The usual days between purchases of all customers together.
    population: i64,
    rows: Vec<Row>,
    places: HashMap<CustomerId, u32>,
    texts: Pool<String>,
    tag_sets: Pool<Vec<String>>,
    /// What they are searched by, in the order of the rows.
    pub index: Index,
    /// Names have changed since the rows were ranked.
    is_unranked: bool,
    /// The place in the log that this is of.
    step: i64,
    /// The day that this is of.
    today: NaiveDate,
}

/// What reading again has changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Changed {
    /// Nothing.
    Nothing,
    /// Some rows.
    Some,
    /// It has to be read as a whole.
    Everything,
}

impl Table {
    /// Reads all customers, or these.
    ///
    /// # Errors
    /// Fails when the file cannot be read.
    pub fn read(only: Only, reader: &Reader<'_>) -> Result<Self, StoreError> {
        let mut table = Self {
            population: reader.population_interval()?,
            step: reader.last_step()?,
            today: reader.today(),
            only,
            ..Self::default()
        };
        match table.only.clone().filter(|_| is_few(&table.only)) {
            Some(few) => {
                for id in few.iter() {
                    table.read_one(*id, reader)?;
                }
            }
            None => table.read_all(reader)?,
        }
        table.rows.shrink_to_fit();
        table.index.shrink();
        table.rank();
        Ok(table)
    }

    fn read_all(&mut self, reader: &Reader<'_>) -> Result<(), StoreError> {
        let mut contacts: HashMap<CustomerId, Vec<String>> = HashMap::new();
        reader
            .each_contact_name(|customer, name| contacts.entry(customer).or_default().push(name))?;
        reader.each_customer(|row| {
            if self.is_of(row.id) {
                let contacts = contacts.remove(&row.id).unwrap_or_default();
                self.put(row, &contacts);
            }
        })
    }

    /// Reads one customer; whether it is there.
    fn read_one(&mut self, id: CustomerId, reader: &Reader<'_>) -> Result<bool, StoreError> {
        let Some(row) = reader.customer_row(id)? else { return Ok(false) };
        let contacts = reader.contacts_of(id)?;
        let names: Vec<String> = contacts.into_iter().map(|contact| contact.name).collect();
        self.put(row, &names);
        Ok(true)
    }

    fn is_of(&self, id: CustomerId) -> bool {
        self.only.as_ref().is_none_or(|only| only.contains(&id))
    }

    /// Takes in what a few steps have changed.
    ///
    /// # Errors
    /// Fails when the file cannot be read.
    pub fn patch(&mut self, reader: &Reader<'_>) -> Result<Changed, StoreError> {
        let step = reader.last_step()?;
        if reader.today() != self.today || step < self.step {
            return Ok(Changed::Everything);
        }
        if step == self.step {
            return Ok(Changed::Nothing);
        }
        let Some(changed) = reader.customers_changed(self.step, MOST_PATCHED)? else {
            return Ok(Changed::Everything);
        };
        for id in changed {
            // A row that is gone moves others: rare enough to read them all.
            if self.is_of(id) && !self.read_one(id, reader)? && self.places.contains_key(&id) {
                return Ok(Changed::Everything);
            }
        }
        self.population = reader.population_interval()?;
        self.step = step;
        self.rank();
        Ok(Changed::Some)
    }

    /// The rows, in no order that means anything.
    pub fn rows(&self) -> &[Row] {
        &self.rows
    }

    /// A row.
    pub fn row(&self, place: u32) -> Option<&Row> {
        self.rows.get(place as usize)
    }

    /// Where a customer's row is.
    pub fn place(&self, id: CustomerId) -> Option<u32> {
        self.places.get(&id).copied()
    }

    /// A text that many share; empty for none.
    pub fn text(&self, text: Shared) -> &str {
        self.texts.get(text).map_or("", String::as_str)
    }

    /// The tags of a row.
    pub fn tags(&self, row: &Row) -> &[String] {
        self.tag_sets.get(row.tags).map_or(&[], Vec::as_slice)
    }

    /// The usual days between purchases of all customers together (DOMAIN 3.2).
    pub const fn population(&self) -> i64 {
        self.population
    }

    /// What the rows are grouped by.
    pub fn traits(&self) -> impl Iterator<Item = Traits<'_>> {
        self.rows.iter().map(|row| Traits {
            id: row.id,
            tier: row.tier,
            score_x100: row.score_x100,
            value_minor: row.value,
            furthest: row.furthest.map(usize::from),
            bought: row.bought,
            last_touch_on: row.last_touch_on,
            owner: self.text(row.owner_name),
            area: self.text(row.area),
            industry: self.text(row.industry),
        })
    }

    /// What a filter looks at in a row; plain words are searched for by the index instead.
    pub fn subject<'a>(
        &'a self,
        row: &'a Row,
        rules: &'a Rules,
        me: MemberId,
        today: NaiveDate,
    ) -> Subject<'a> {
        let text = |text: Shared| Some(self.text(text)).filter(|text| !text.is_empty());
        let stage = row.furthest.and_then(|place| rules.pipeline.stages.get(usize::from(place)));
        Subject {
            name: &row.name,
            short_name: None,
            tier: row.tier,
            need: row.need,
            owner: text(row.owner_name),
            mine: row.owner == Some(me),
            area: text(row.area),
            industry: text(row.industry),
            stage: stage.map(|stage| stage.key.as_str()),
            tags: self.tags(row),
            silent_days: (today - row.silent_since).num_days(),
        }
    }

    /// Finds the place of each row by the spelling of its name, unless no name has changed.
    fn rank(&mut self) {
        if !std::mem::take(&mut self.is_unranked) {
            return;
        }
        let spelling = |place: u32| self.index.spelling(place);
        let mut order: Vec<(u64, u32)> = (0..)
            .take(self.rows.len())
            .map(|place| (first_letters(spelling(place)), place))
            .collect();
        order.sort_unstable_by(|a, b| {
            let rest = || spelling(a.1).cmp(spelling(b.1)).then(a.1.cmp(&b.1));
            a.0.cmp(&b.0).then_with(rest)
        });
        for (rank, (_, place)) in (0..).zip(order) {
            self.rows.get_mut(place as usize).into_iter().for_each(|row| row.rank = rank);
        }
    }

    fn put(&mut self, row: CustomerRow, contacts: &[String]) {
        let short_name = row.short_name.as_deref().unwrap_or_default();
        let phone = row.phone.as_deref().unwrap_or_default();
        let names: Vec<&str> = [row.name.as_str(), short_name]
            .into_iter()
            .chain(contacts.iter().map(String::as_str))
            .filter(|name| !name.is_empty())
            .collect();
        // A number is found with and without its blanks and dashes.
        let digits: String = phone.chars().filter(char::is_ascii_digit).collect();
        let mut others = vec![phone];
        if digits != phone {
            others.push(&digits);
        }
        others.extend(row.tags.iter().map(String::as_str));
        let texts = Texts { names: &names, others: &others };
        let known = self.places.get(&row.id).copied();
        match known {
            Some(place) => self.index.replace(place as usize, texts),
            None => self.index.push(texts),
        }
        let old = known.and_then(|place| self.rows.get(place as usize));
        self.is_unranked |= old.is_none_or(|old| *old.name != *row.name);
        let mut share = |text: Option<String>| self.texts.share(text.unwrap_or_default());
        let small = Row {
            id: row.id,
            rank: old.map_or(0, |old| old.rank),
            name: row.name.into(),
            phone: row.phone.unwrap_or_default().into(),
            tier: row.tier,
            need: row.need,
            score_x100: i32::try_from(row.score_x100).unwrap_or(i32::MAX),
            value: row.value_minor,
            owner: row.owner,
            owner_name: share(row.owner_name),
            area: share(row.area),
            industry: share(row.industry),
            tags: self.tag_sets.share(row.tags),
            last_touch_on: row.last_touch_on,
            silent_since: row.silent_since,
            due_on: row.due_on,
            open_deals: row.open_deals,
            open_value: row.open_value,
            furthest: row.furthest.and_then(|place| u16::try_from(place).ok()),
            orders: row.orders,
            revenue: row.revenue,
            bought: row.bought,
        };
        match known.and_then(|place| self.rows.get_mut(place as usize)) {
            Some(old) => *old = small,
            None => {
                self.places.insert(small.id, u32::try_from(self.rows.len()).unwrap_or(u32::MAX));
                self.rows.push(small);
            }
        }
    }
}

/// The first eight letters as a number that sorts like them.
fn first_letters(spelling: &str) -> u64 {
    let bytes = spelling.bytes().chain(std::iter::repeat(0)).take(8);
    bytes.fold(0, |number, byte| number << 8 | u64::from(byte))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        command::{self, Command, deal::Move, undo::Which},
        i18n::Language,
        tui::view::world::desk_of,
    };

    #[test]
    fn what_has_changed_is_read_again_and_nothing_else() {
        let mut desk = desk_of(Language::En);
        let mut table = Table::read(None, &desk.session.reader()).unwrap();
        assert_eq!(table.patch(&desk.session.reader()).unwrap(), Changed::Nothing);
        let deal = desk.session.reader().deals().unwrap().remove(4);
        let id = deal.customer;
        let named = |name: &str| vec![("name".to_owned(), name.to_owned())];
        let quote = Move { deal: deal.id, stage: "quote".to_owned(), on: None, reason: None };
        for (command, row) in [
            (Command::MoveDeal(quote), "杭州西溪物流 Some(3)"),
            (Command::EditCustomer(id, named("阿里")), "阿里 Some(3)"),
            (Command::AddContact(id, named("李强")), "阿里 Some(3)"),
            (Command::Undo(Which::Last), "阿里 Some(3)"),
            (Command::Redo, "阿里 Some(3)"),
        ] {
            command::run(&mut desk.session, command).unwrap();
            assert_eq!(table.patch(&desk.session.reader()).unwrap(), Changed::Some, "{row}");
            let shown = table.row(table.place(id).unwrap()).unwrap();
            assert_eq!(format!("{} {:?}", shown.name, shown.furthest), row);
        }
        let place = table.place(id).unwrap();
        assert_eq!(table.row(place).unwrap().rank, 0, "a li goes before acme");
        let mut search = crate::search::Search::default();
        assert_eq!(search.find(&table.index, "liqiang"), Some(&[place][..]));
        command::run(&mut desk.session, Command::DeleteCustomer(id)).unwrap();
        assert_eq!(table.patch(&desk.session.reader()).unwrap(), Changed::Everything);
        let tomorrow = desk.session.today().succ_opt().unwrap();
        table.today = tomorrow;
        assert_eq!(table.patch(&desk.session.reader()).unwrap(), Changed::Everything);
    }
}
