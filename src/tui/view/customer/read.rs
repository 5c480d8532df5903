//! What is known of the customer of a page, read once.

use std::sync::Arc;

use chrono::{NaiveDate, NaiveTime};

use crate::{
    domain::{
        activity::Activity,
        buying::Bought,
        calendar::business_day::HomeZone,
        contact::Contact,
        customer::Customer,
        deal::Deal,
        high_value::Judged,
        id::{ContactId, CustomerId, DealId, MemberId},
        loyalty::Signs,
        queue::Queued,
        settings::Rules,
        standing::{Facts, Standing},
        survey::{Answers, Survey},
    },
    report::high_value,
    store::{
        StoreError,
        read::{CaseRow, OrderWithLines, TierChange, queue::QueueRow},
    },
    tui::{cx::Cx, widget::buying::Buying},
    wording::names,
};

/// Most activities that a page shows: years of daily contact.
const MOST_ACTIVITIES: usize = 2_000;

/// Everything that a page shows of a customer.
#[derive(Debug)]
pub struct Known {
    /// The team's rules.
    pub rules: Arc<Rules>,
    /// The home zone of the file.
    pub zone: HomeZone,
    /// The customer.
    pub customer: Customer,
    /// What its standing is computed from.
    pub facts: Facts,
    /// Where it stands today.
    pub standing: Standing,
    /// Its place in the queue, were it due.
    pub queued: Option<Queued<CustomerId>>,
    /// What its row in the queue says.
    pub queue_row: Option<QueueRow>,
    /// Its people, deciders first.
    pub contacts: Vec<Contact>,
    /// Its deals, in the order of entry.
    pub deals: Vec<Deal>,
    /// Its orders, oldest first.
    pub orders: Vec<OrderWithLines>,
    /// Its purchases against its own pace and everybody's.
    pub buying: Buying,
    /// Its after-sales cases, newest first.
    pub cases: Vec<CaseRow>,
    /// What it answered to surveys, newest first.
    pub surveys: Vec<Survey>,
    /// The signs of its loyalty.
    pub signs: Signs,
    /// Its worth against all; `None` in a file of too many customers to go through here.
    pub worth: Option<Judged>,
    /// What was done and planned, newest first.
    pub activities: Vec<Activity>,
    /// Its open plans, the earliest first.
    pub open_plans: Vec<Activity>,
    /// How its tier was changed, oldest first.
    pub tier_changes: Vec<TierChange>,
    /// The members of the team by name.
    members: Vec<(MemberId, String)>,
}

impl Known {
    /// Reads a customer; `None` if there is none (any more).
    pub fn read(id: CustomerId, cx: &Cx<'_>) -> Result<Option<Self>, StoreError> {
        let reader = cx.reader();
        let Some(customer) = reader.customer(id)? else { return Ok(None) };
        let id = customer.id;
        let Some(facts) = reader.facts(id)? else { return Ok(None) };
        let rules = cx.session().rules().clone();
        let standing = facts.standing(&rules, cx.today);
        let buying = Buying::read(&facts.orders, Bought::of(&standing.purchases), cx)?;
        let priority_rules = reader.priority_rules();
        let queued = reader.candidate_of(id)?.map(|candidate| {
            let due = candidate.schedule.on(cx.today);
            Queued {
                id,
                tier: candidate.tier,
                value_minor: candidate.value_minor,
                due,
                priority: priority_rules.priority(&candidate, &due),
            }
        });
        let surveys = reader.surveys_of(id)?;
        let silence = Bought::of(&standing.purchases).map(|bought| {
            let population = reader.population_interval()?;
            Ok::<_, StoreError>(bought.silence(population, cx.today).level)
        });
        let signs = Answers::of(&surveys, cx.today).signs(buying.p_alive(), silence.transpose()?);
        let worth = match reader.customer_row(id)? {
            Some(row) if reader.customer_count()? <= high_value::MOST_AT_ONCE => {
                high_value::of(&reader, &row, buying.p_alive())?
            }
            _ => None,
        };
        Ok(Some(Self {
            surveys,
            signs,
            worth,
            zone: rules.zone,
            rules,
            facts,
            standing,
            buying,
            queued,
            queue_row: reader.queue_row(id)?,
            contacts: reader.contacts_of(id)?,
            deals: reader.deals_of(id)?,
            orders: reader.orders_of(id)?,
            cases: reader.cases_of(id)?,
            activities: reader.activities_of(id, MOST_ACTIVITIES)?,
            open_plans: reader.open_plans_of(id)?,
            tier_changes: reader.tier_changes(&customer)?,
            members: reader.members()?,
            customer,
        }))
    }

    /// A person at the customer.
    pub fn contact(&self, id: ContactId) -> Option<&Contact> {
        self.contacts.iter().find(|contact| contact.id == id)
    }

    /// One of the customer's deals.
    pub fn deal(&self, id: DealId) -> Option<&Deal> {
        self.deals.iter().find(|deal| deal.id == id)
    }

    /// The name of a member.
    pub fn member(&self, id: MemberId) -> Option<&str> {
        self.members.iter().find(|(known, _)| *known == id).map(|(_, name)| name.as_str())
    }
}

/// A day, with its time if it has one: `Fri 27 Nov 14:30`.
pub fn due(on: NaiveDate, minute: Option<u16>, cx: &Cx<'_>) -> String {
    let day = cx.words.day(on, cx.today);
    let seconds = minute.map(|minute| u32::from(minute) * 60);
    match seconds.and_then(|seconds| NaiveTime::from_num_seconds_from_midnight_opt(seconds, 0)) {
        Some(time) => format!("{day} {}", cx.words.time(time)),
        None => day,
    }
}

/// The words of the language between what is known and what is not.
pub fn joined(parts: impl IntoIterator<Item = Option<String>>, cx: &Cx<'_>) -> String {
    let parts: Vec<String> =
        parts.into_iter().flatten().filter(|part| !part.trim().is_empty()).collect();
    names::joined(cx.words, &parts)
}

/// The words of a kind or state of a case; one of a newer version as it is stored.
pub fn case_words(key: Option<&str>, cx: &Cx<'_>) -> Option<String> {
    let key = key?;
    let known = format!("case-{key}");
    Some(if cx.words.has(&known) { cx.words.get(&known).into_owned() } else { key.to_owned() })
}
