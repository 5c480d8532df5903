//! Messages to a customer: which templates there are, and what their names in braces stand for.

use chrono::NaiveTime;

use super::names;
use crate::{
    domain::{
        activity::{Activity, ActivityKind, PlanKind},
        contact::Contact,
        customer::Customer,
        deal::Deal,
        greeting::Occasion,
        id::{ContactId, CustomerId},
        stage::{DealStatus, StageLevel},
        template::{Filled, Template, salutation},
    },
    i18n::{Language, Words},
    store::{StoreError, read::Reader},
};

/// The built-in templates: stable key, English text, Chinese text.
const BUILT_IN: &[(&str, [&str; 2])] = &[
    (
        "birthday",
        [
            include_str!("../../assets/templates/en/birthday.txt"),
            include_str!("../../assets/templates/zh-CN/birthday.txt"),
        ],
    ),
    (
        "festival",
        [
            include_str!("../../assets/templates/en/festival.txt"),
            include_str!("../../assets/templates/zh-CN/festival.txt"),
        ],
    ),
    (
        "quote",
        [
            include_str!("../../assets/templates/en/quote.txt"),
            include_str!("../../assets/templates/zh-CN/quote.txt"),
        ],
    ),
    (
        "progress",
        [
            include_str!("../../assets/templates/en/progress.txt"),
            include_str!("../../assets/templates/zh-CN/progress.txt"),
        ],
    ),
    (
        "visit",
        [
            include_str!("../../assets/templates/en/visit.txt"),
            include_str!("../../assets/templates/zh-CN/visit.txt"),
        ],
    ),
    (
        "order",
        [
            include_str!("../../assets/templates/en/order.txt"),
            include_str!("../../assets/templates/zh-CN/order.txt"),
        ],
    ),
    (
        "again",
        [
            include_str!("../../assets/templates/en/again.txt"),
            include_str!("../../assets/templates/zh-CN/again.txt"),
        ],
    ),
];

/// Days after an order in which one thanks for it.
const THANKS_DAYS: i64 = 7;
/// Days before a visit in which one confirms it.
const CONFIRM_DAYS: i64 = 3;

/// A template that is offered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offered {
    /// The stable key of a built-in one; `None` = the team's own.
    pub key: Option<&'static str>,
    /// The template.
    pub template: Template,
}

impl Offered {
    /// Whether a text names it: its key or its name.
    pub fn is_called(&self, text: &str) -> bool {
        let text = text.trim();
        self.key == Some(text) || self.template.name.to_lowercase() == text.to_lowercase()
    }
}

/// The team's own templates, then the built-in ones of the language; one of the team's hides the
/// built-in one of its name.
///
/// # Errors
/// Fails when the file cannot be read.
pub fn offered(reader: &Reader<'_>, language: Language) -> Result<Vec<Offered>, StoreError> {
    let own = reader.templates()?;
    let built_in = BUILT_IN.iter().filter_map(|(key, texts)| {
        let [english, chinese] = texts;
        let text = if language == Language::ZhCn { chinese } else { english };
        Some(Offered { key: Some(*key), template: Template::parse(text)? })
    });
    let built_in = built_in.filter(|it| own.iter().all(|own| own.name != it.template.name));
    let built_in: Vec<Offered> = built_in.collect();
    let own = own.into_iter().map(|template| Offered { key: None, template });
    Ok(own.chain(built_in).collect())
}

/// What is known of a customer for a message to it.
#[derive(Debug)]
pub struct About {
    /// The customer.
    pub customer: Customer,
    /// Its people, deciders first.
    pub contacts: Vec<Contact>,
    /// The place of the person who is written to, among them.
    at: usize,
    occasion: Option<Occasion>,
    owner: String,
    me: String,
    deal: Option<Deal>,
    plan: Option<Activity>,
    festival: Option<String>,
    /// One is reminded of a festival now.
    festive: bool,
    silent_days: Option<i64>,
    ordered_days: Option<i64>,
}

impl About {
    /// Reads what is known; `None` if the customer is not there (any more). `me` is who writes, `to`
    /// whom.
    ///
    /// # Errors
    /// Fails when the file cannot be read.
    pub fn read(
        reader: &Reader<'_>,
        words: &Words,
        customer: CustomerId,
        to: Option<ContactId>,
        occasion: Option<Occasion>,
        me: &str,
    ) -> Result<Option<Self>, StoreError> {
        let Some(customer) = reader.customer(customer)? else { return Ok(None) };
        let (today, rules) = (reader.today(), reader.rules());
        let contacts = reader.contacts_of(customer.id)?;
        let at = contacts.iter().position(|contact| Some(contact.id) == to).unwrap_or(0);
        let owner = match customer.owner {
            Some(owner) => reader.members()?.into_iter().find(|(id, _)| *id == owner),
            None => None,
        };
        let place = |deal: &Deal| {
            let key = deal.stage(today)?;
            let stage = rules.pipeline.stage(key)?;
            (stage.status == DealStatus::Open).then(|| rules.pipeline.index(key).unwrap_or(0))
        };
        let open = reader.deals_of(customer.id)?.into_iter().filter(|deal| place(deal).is_some());
        let near = rules.greetings.reminding(31).map(|near| near.festivals(&rules.calendar, today));
        let nearest = near.into_iter().flatten().min_by_key(|(_, reminder)| reminder.on);
        let facts = reader.facts(customer.id)?;
        let days = |day: Option<&chrono::NaiveDate>| day.map(|day| (today - *day).num_days());
        let bought = |facts: &crate::domain::standing::Facts| {
            let bought = facts.orders.iter().filter(|(on, amount)| *amount > 0 && *on <= today);
            bought.map(|(on, _)| *on).max()
        };
        Ok(Some(Self {
            at,
            occasion,
            owner: owner.map_or_else(|| me.to_owned(), |(_, name)| name),
            me: me.to_owned(),
            deal: open.max_by_key(place),
            plan: reader.open_plans_of(customer.id)?.into_iter().next(),
            festival: nearest.map(|(festival, _)| {
                words.get(&format!("festival-{}", festival.key())).into_owned()
            }),
            festive: !rules.greetings.festivals(&rules.calendar, today).is_empty(),
            silent_days: days(facts.as_ref().and_then(|facts| facts.touches.last())),
            ordered_days: days(facts.as_ref().and_then(bought).as_ref()),
            contacts,
            customer,
        }))
    }

    /// The person who is written to.
    pub fn contact(&self) -> Option<&Contact> {
        self.contacts.get(self.at)
    }

    /// Writes to the next person.
    pub fn next_contact(&mut self) {
        self.at = (self.at + 1) % self.contacts.len().max(1);
    }

    /// The e-mail address of the person, else of the customer.
    pub fn address(&self) -> Option<&str> {
        let own = self.contact().and_then(|contact| contact.email.as_deref());
        own.or(self.customer.email.as_deref())
    }

    /// Fills a template in.
    pub fn fill(&self, template: &Template, reader: &Reader<'_>, words: &Words) -> Filled {
        template.fill(|name| self.value(name, reader, words))
    }

    fn value(&self, name: &str, reader: &Reader<'_>, words: &Words) -> Option<String> {
        let (rules, today) = (reader.rules(), reader.today());
        let deal = self.deal.as_ref();
        match name {
            "contact" => self.contact().map(|contact| contact.name.clone()),
            "salutation" => {
                self.contact().map(|contact| salutation(&contact.name, contact.title.as_deref()))
            }
            "customer" => Some(self.customer.called().to_owned()),
            "owner" => Some(self.owner.clone()),
            "me" => Some(self.me.clone()),
            "festival" => self.festival.clone(),
            "deal" => deal.map(|deal| deal.name.clone()),
            "stage" => {
                let key = deal.and_then(|deal| deal.stage(today));
                key.map(|key| names::stage(words, &rules.pipeline, key))
            }
            "product" => deal.and_then(|deal| deal.product.clone()),
            "amount" => {
                let amount = deal.and_then(|deal| deal.amount);
                amount.map(|money| names::money(words, money.minor, money.currency))
            }
            "date" => {
                let plan = self.plan.as_ref().and_then(|plan| plan.plan.as_ref())?;
                let day = words.day(plan.due_on, today);
                let seconds = plan.due_minute.map(|minute| u32::from(minute) * 60);
                let time = seconds
                    .and_then(|at| NaiveTime::from_num_seconds_from_midnight_opt(at, 0))
                    .map(|time| words.time(time));
                Some(time.map_or_else(|| day.clone(), |time| format!("{day} {time}")))
            }
            "today" => Some(words.day_long(today)),
            "days" => self.silent_days.map(|days| words.count(days)),
            _ => None,
        }
    }

    /// The key of the built-in template that fits best now.
    pub fn suggested(&self, reader: &Reader<'_>) -> &'static str {
        let (rules, today) = (reader.rules(), reader.today());
        if self.occasion.is_some() {
            return "birthday";
        }
        let visits = self.plan.as_ref().and_then(|found| Some((found.kind, found.plan.as_ref()?)));
        let is_near = visits.is_some_and(|(kind, plan)| {
            let meets = kind == ActivityKind::Visit || plan.kind != PlanKind::Promise;
            meets && (0..=CONFIRM_DAYS).contains(&(plan.due_on - today).num_days())
        });
        let stage = self.deal.as_ref().and_then(|deal| deal.stage(today));
        let stage = stage.and_then(|key| rules.pipeline.stage(key));
        if is_near {
            "visit"
        } else if self.ordered_days.is_some_and(|days| days <= THANKS_DAYS) {
            "order"
        } else if self.festive {
            "festival"
        } else if let Some(stage) = stage {
            if stage.level == StageLevel::Late { "quote" } else { "progress" }
        } else {
            "again"
        }
    }
}

/// What is logged of a message that was sent: the name of the template and what was written.
pub fn note(template: &Template, filled: &Filled) -> String {
    format!("{}\n{}", template.name, filled.text())
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::{
        change::Entity,
        command::{Command, Session, run},
        domain::id::Id,
        env::Env,
    };

    #[test]
    fn every_built_in_template_is_sound_in_both_languages() {
        let env = Arc::new(Env::fixed(1_795_395_600_000, 1));
        let session = Session::in_memory(env, "me").unwrap();
        for language in Language::ALL {
            let all = offered(&session.reader(), language).unwrap();
            assert_eq!(all.len(), BUILT_IN.len(), "{language}");
            for it in all {
                assert_eq!(it.template.unknown(), None, "{}", it.template.name);
                assert!(it.template.uses("salutation") && it.template.uses("me"));
            }
        }
    }

    #[test]
    fn a_message_is_filled_from_what_is_known() {
        let env = Arc::new(Env::fixed(1_795_395_600_000, 1));
        let mut session = Session::in_memory(env, "李雷").unwrap();
        let given = |pairs: &[(&str, &str)]| -> Vec<(String, String)> {
            pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
        };
        let add = Command::AddCustomer(given(&[
            ("name", "上海明月科技有限公司"),
            ("short_name", "明月"),
        ]));
        let customer: CustomerId =
            Id::new(run(&mut session, add).unwrap().made(Entity::Customer).unwrap());
        let words = Words::new(Language::ZhCn);
        let filled = |session: &Session, key: &str| {
            let reader = session.reader();
            let about =
                About::read(&reader, &words, customer, None, None, "李雷").unwrap().unwrap();
            let all = offered(&reader, Language::ZhCn).unwrap();
            let found = all.into_iter().find(|it| it.is_called(key)).unwrap();
            (about.suggested(&reader), about.fill(&found.template, &reader, &words))
        };
        let (suggested, bare) = filled(&session, "quote");
        assert_eq!(suggested, "again");
        assert_eq!(bare.missing, ["amount", "deal", "salutation"]);
        assert!(bare.body.contains("{salutation}您好") && bare.body.ends_with("李雷"));
        run(
            &mut session,
            Command::AddContact(customer, given(&[("name", "张敏"), ("title", "总经理")])),
        )
        .unwrap();
        let deal = [("name", "ERP"), ("amount", "480000"), ("stage", "quote")];
        run(&mut session, Command::AddDeal(customer, given(&deal))).unwrap();
        let (suggested, full) = filled(&session, "报价后跟进");
        assert_eq!((suggested, full.missing.len()), ("quote", 0));
        assert!(
            full.body.starts_with("张总您好") && full.body.contains("¥480,000"),
            "{}",
            full.body
        );
        assert_eq!(full.subject, "关于“ERP”的报价");
    }
}
