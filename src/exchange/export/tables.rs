//! What a person would put into a spreadsheet: a table a kind, with the columns that our own
//! import knows.

use std::collections::{BTreeSet, HashMap};

use crate::domain::{
    activity::Activity,
    calendar::business_day::HomeZone,
    contact::Contact,
    customer::Customer,
    deal::Deal,
    id::{ContactId, CustomerId, MemberId},
    order::{Order, OrderLine},
    stage::{DealStatus, Pipeline},
};

/// Rows of cells under headers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    /// The names of the columns.
    pub headers: Vec<String>,
    /// The rows, as wide as the headers.
    pub rows: Vec<Vec<String>>,
}

/// The names behind ids.
#[derive(Clone, Debug, Default)]
pub struct Names {
    /// Customers: name and key in the program they came from.
    pub customers: HashMap<CustomerId, (String, Option<String>)>,
    /// Contacts.
    pub contacts: HashMap<ContactId, String>,
    /// Members.
    pub members: HashMap<MemberId, String>,
}

impl Names {
    fn customer(&self, id: CustomerId) -> [String; 2] {
        let (name, key) = self.customers.get(&id).cloned().unwrap_or_default();
        [name, key.unwrap_or_default()]
    }

    fn member(&self, id: Option<MemberId>) -> String {
        id.and_then(|id| self.members.get(&id)).cloned().unwrap_or_default()
    }
}

fn table<const N: usize>(headers: [&str; N]) -> Table {
    Table { headers: headers.map(str::to_owned).to_vec(), rows: Vec::new() }
}

fn text(value: Option<impl ToString>) -> String {
    value.map(|value| value.to_string()).unwrap_or_default()
}

/// An amount as digits with the currency's decimals: nothing parts the thousands.
fn digits(money: crate::domain::money::Money) -> String {
    money.plain().replace(',', "")
}

/// Customers, with a column for each field of the team's own. Potential is in the base currency,
/// `currency`.
pub fn customers(
    customers: &[Customer],
    names: &Names,
    currency: crate::domain::money::Currency,
) -> Table {
    let own: BTreeSet<&str> =
        customers.iter().flat_map(|c| c.custom.iter().map(|(name, _)| name.as_str())).collect();
    let mut table = table([
        "name",
        "short_name",
        "tier",
        "potential",
        "industry",
        "area",
        "address",
        "phone",
        "email",
        "web",
        "source",
        "owner",
        "tags",
        "birthday",
        "notes",
        "external_id",
        "created_on",
    ]);
    table.headers.extend(own.iter().map(|name| (*name).to_owned()));
    for customer in customers {
        let potential =
            customer.potential.map(|minor| crate::domain::money::Money::new(minor, currency));
        let mut row = vec![
            customer.name.clone(),
            text(customer.short_name.as_ref()),
            text(customer.confirmed.map(|confirmed| confirmed.tier.letter())),
            potential.map(digits).unwrap_or_default(),
            text(customer.industry.as_ref()),
            text(customer.area.as_ref()),
            text(customer.address.as_ref()),
            text(customer.phone.as_ref()),
            text(customer.email.as_ref()),
            text(customer.web.as_ref()),
            text(customer.source.as_ref()),
            names.member(customer.owner),
            customer.tags.join(", "),
            text(customer.birthday.as_ref()),
            text(customer.notes.as_ref()),
            text(customer.external_key.as_ref()),
            customer.created_on.to_string(),
        ];
        row.extend(own.iter().map(|wanted| {
            let found = customer.custom.iter().find(|(name, _)| name == wanted);
            text(found.map(|(_, value)| value))
        }));
        table.rows.push(row);
    }
    table
}

/// Contacts.
pub fn contacts(contacts: &[Contact], names: &Names) -> Table {
    let mut table = table([
        "name",
        "customer",
        "customer_external_id",
        "title",
        "phone",
        "mobile",
        "email",
        "wechat",
        "birthday",
        "decider",
        "notes",
    ]);
    for contact in contacts {
        let [customer, key] = names.customer(contact.customer);
        table.rows.push(vec![
            contact.name.clone(),
            customer,
            key,
            text(contact.title.as_ref()),
            text(contact.phone.as_ref()),
            text(contact.mobile.as_ref()),
            text(contact.email.as_ref()),
            text(contact.message.as_ref()),
            text(contact.birthday.as_ref()),
            if contact.decider { "yes".to_owned() } else { String::new() },
            text(contact.notes.as_ref()),
        ]);
    }
    table
}

/// Deals: the stage each is in, when it was opened and, if it is, closed.
pub fn deals(deals: &[Deal], names: &Names, pipeline: &Pipeline) -> Table {
    let mut table = table([
        "name",
        "customer",
        "customer_external_id",
        "amount",
        "currency",
        "stage",
        "engaged_on",
        "closed_on",
        "expected_close",
        "owner",
        "product",
        "lost_reason",
        "notes",
        "external_id",
    ]);
    for deal in deals {
        let [customer, key] = names.customer(deal.customer);
        let last = deal.events.last();
        let stage = last.map(|(_, stage)| stage.clone()).unwrap_or_default();
        let open = pipeline.stage(&stage).is_none_or(|stage| stage.status == DealStatus::Open);
        // A deal of one closing move was never seen open.
        let opened = deal.events.first().filter(|_| open || deal.events.len() > 1);
        table.rows.push(vec![
            deal.name.clone(),
            customer,
            key,
            deal.amount.map(digits).unwrap_or_default(),
            text(deal.amount.map(|money| money.currency)),
            stage,
            text(opened.map(|(day, _)| day)),
            text(last.filter(|_| !open).map(|(day, _)| day)),
            text(deal.expected_close),
            names.member(deal.owner),
            text(deal.product.as_ref()),
            text(deal.lost_reason.as_ref()),
            text(deal.notes.as_ref()),
            text(deal.external_key.as_ref()),
        ]);
    }
    table
}

/// Orders, a row a line; one row for an order of which only the sum is known.
pub fn orders<'a>(
    orders: impl IntoIterator<Item = (&'a Order, &'a [OrderLine])>,
    names: &Names,
) -> Table {
    let mut table = table([
        "number",
        "customer",
        "customer_external_id",
        "ordered_on",
        "sku",
        "product",
        "quantity",
        "unit_price",
        "amount",
        "currency",
    ]);
    for (order, lines) in orders {
        let mut push = |line: Option<&OrderLine>| {
            let [customer, key] = names.customer(order.customer);
            let minor = line.map_or(order.amount.minor, |line| line.amount);
            let of_line = |get: fn(&OrderLine) -> &Option<String>| {
                text(line.and_then(|line| get(line).as_ref()))
            };
            table.rows.push(vec![
                text(order.number.as_ref()),
                customer,
                key,
                order.on.to_string(),
                of_line(|line| &line.sku),
                of_line(|line| &line.product),
                of_line(|line| &line.quantity),
                of_line(|line| &line.unit_price),
                digits(crate::domain::money::Money::new(minor, order.amount.currency)),
                order.amount.currency.to_string(),
            ]);
        };
        if lines.is_empty() {
            push(None);
        }
        lines.iter().for_each(|line| push(Some(line)));
    }
    table
}

/// Activities, done and planned. Plans that have ended say nothing that what was done does not.
pub fn activities(activities: &[Activity], names: &Names, zone: HomeZone) -> Table {
    let mut table = table([
        "customer",
        "customer_external_id",
        "contact",
        "kind",
        "on",
        "text",
        "outcome",
        "duration",
        "member",
        "planned",
    ]);
    for activity in activities {
        let plan = activity.plan.as_ref();
        if plan.is_some_and(|plan| plan.closed.is_some()) {
            continue;
        }
        let [customer, key] = names.customer(activity.customer);
        let on = match (plan, activity.at) {
            (Some(plan), _) => match plan.due_minute {
                Some(minute) => format!("{} {:02}:{:02}", plan.due_on, minute / 60, minute % 60),
                None => plan.due_on.to_string(),
            },
            (None, Some(at)) => zone.local(at).format("%Y-%m-%d %H:%M:%S").to_string(),
            (None, None) => activity.on.to_string(),
        };
        table.rows.push(vec![
            customer,
            key,
            text(activity.contact.and_then(|id| names.contacts.get(&id))),
            activity.kind.key().to_owned(),
            on,
            text(activity.text.as_ref()),
            text(activity.outcome.map(|outcome| outcome.key())),
            text(activity.minutes),
            names.member(activity.member),
            if plan.is_some() { "yes" } else { "no" }.to_owned(),
        ]);
    }
    table
}

/// Pairs under two headers: members, settings.
pub fn pairs(headers: [&str; 2], pairs: impl IntoIterator<Item = (String, String)>) -> Table {
    let mut table = table(headers);
    table.rows.extend(pairs.into_iter().map(|(left, right)| vec![left, right]));
    table
}
