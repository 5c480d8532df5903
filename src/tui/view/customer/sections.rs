//! What stands of a customer beside the timeline: why this tier, what is next, people, deals,
//! orders, the rest of the record.

use chrono::NaiveDate;

use super::{
    read::{Known, case_words, due, joined},
    row::Row,
    thing::{Key, Thing},
};
use crate::{
    domain::{
        activity::Activity,
        cadence::DueSource,
        contact::Contact,
        deal::Deal,
        funnel::{DealFacts, Idle, Move},
        stage::DealStatus,
    },
    store::read::{CaseRow, OrderWithLines},
    tui::{
        cx::Cx,
        text,
        theme::{Role, Symbol, Theme},
        widget::buying,
    },
    wording::{basis::basis, names, reason, review, tier},
};

/// Columns of the labels of the record at most.
const WIDEST_LABEL: usize = 20;

/// All sections, the most urgent first.
pub fn rows(known: &Known, cx: &Cx<'_>) -> Vec<Row> {
    let sections: [(&str, Vec<Row>); 9] = [
        ("customer-section-next", next(known, cx)),
        ("customer-section-tier", why_tier(known, cx)),
        ("customer-section-contacts", contacts(known, cx)),
        ("customer-section-deals", deals(known, cx)),
        ("customer-section-orders", orders(known, cx)),
        ("customer-section-buying", buying(known, cx)),
        ("customer-section-voice", super::voice::rows(known, cx)),
        ("customer-section-cases", cases(known, cx)),
        ("customer-section-record", record(known, cx)),
    ];
    let mut rows = Vec::new();
    for (title, section) in sections.into_iter().filter(|(_, section)| !section.is_empty()) {
        if !rows.is_empty() {
            rows.push(Row::Blank);
        }
        rows.push(Row::Heading(cx.words.get(title).into_owned()));
        rows.extend(section);
    }
    rows
}

/// When the customer is due and why, and every open plan.
fn next(known: &Known, cx: &Cx<'_>) -> Vec<Row> {
    let mut rows = Vec::new();
    if let (Some(queued), Some(row)) = (&known.queued, &known.queue_row) {
        let role = match queued.due.overdue_days {
            1.. => Role::Overdue,
            0 => Role::Due,
            _ if queued.due.source == DueSource::Promise => Role::Promised,
            _ => Role::Coming,
        };
        let day = cx.words.day(queued.due.due, cx.today);
        let relative = cx.words.day_relative(queued.due.due, cx.today);
        rows.push(Row::led(role, day, relative));
        let why = reason::reason(cx.words, &known.rules, queued, row);
        rows.push(Row::plain(Role::Muted, why));
    }
    let plan = |plan: &Activity| open_plan(plan, known, cx).of(Key::Side(Thing::Activity(plan.id)));
    rows.extend(known.open_plans.iter().map(plan));
    rows
}

fn open_plan(activity: &Activity, known: &Known, cx: &Cx<'_>) -> Row {
    let Some(plan) = &activity.plan else { return Row::Blank };
    let what = cx.words.get(&format!("plan-{}", plan.kind.key())).into_owned();
    let kind = cx.words.get(&format!("activity-{}", activity.kind.key())).into_owned();
    let contact = activity.contact.and_then(|id| known.contact(id)).map(|who| who.name.clone());
    let text = joined(
        [
            Some(due(plan.due_on, plan.due_minute, cx)),
            Some(kind),
            contact,
            plan.area.clone(),
            plan.items.clone(),
            plan.purpose.clone(),
            activity.text.clone(),
        ],
        cx,
    );
    Row::led(if plan.due_on < cx.today { Role::Overdue } else { Role::Promised }, what, text)
}

/// Every factor with its points and what it rests on; what holds the tier; what would lift it.
fn why_tier(known: &Known, cx: &Cx<'_>) -> Vec<Row> {
    let (rules, standing) = (&known.rules, &known.standing);
    let scored = rules.tiers.score(standing.levels);
    let mut rows: Vec<Row> = scored
        .terms
        .iter()
        .map(|term| {
            let factor = tier::factor(cx.words, term.level, term.weighted_x100);
            let dimension = term.level.dimension();
            let rests = basis(cx.words, rules, &known.facts, standing, dimension, cx.today);
            Row::Text { lead: vec![(Role::Text, factor)], text: rests, role: Role::Muted }
        })
        .collect();
    let told = tier::explanation(cx.words, rules, &known.facts, standing, cx.today);
    // The factors stand above, one by one.
    rows.extend(told.into_iter().skip(1).map(|line| Row::plain(Role::Text, line)));
    if let Some(confirmed) = &known.customer.confirmed {
        let letter = confirmed.tier.letter().to_lowercase();
        let args = [
            ("tier", cx.words.get(&format!("tier-{letter}")).into_owned().into()),
            ("day", cx.words.day(confirmed.on, cx.today).into()),
        ];
        rows.push(Row::plain(Role::Muted, cx.words.format("tier-confirmed", &args)));
    }
    let notices = review::notices(cx.words, rules, &known.facts, cx.today);
    rows.extend(
        notices.into_iter().map(|(urgent, text)| {
            Row::plain(if urgent { Role::Warning } else { Role::Muted }, text)
        }),
    );
    rows
}

fn contacts(known: &Known, cx: &Cx<'_>) -> Vec<Row> {
    if known.contacts.is_empty() {
        return nothing("customer-no-contacts", cx);
    }
    let contact = |contact: &Contact| {
        let star = if contact.decider { cx.theme.symbol(Symbol::Star) } else { " " };
        let text = joined(
            [
                contact.title.clone(),
                contact.mobile.clone(),
                contact.phone.clone(),
                contact.message.clone(),
                contact.email.clone(),
                contact.birthday.clone(),
            ],
            cx,
        );
        let text = match &contact.notes {
            Some(notes) if text.is_empty() => notes.clone(),
            Some(notes) => format!("{text}\n{notes}"),
            None => text,
        };
        let lead = vec![(Role::TierA, format!("{star} ")), (Role::Accent, contact.name.clone())];
        let row = Row::Text { lead, text, role: Role::Text };
        row.of(Key::Side(Thing::Contact(contact.id)))
    };
    known.contacts.iter().map(contact).collect()
}

/// Open deals first.
fn deals(known: &Known, cx: &Cx<'_>) -> Vec<Row> {
    if known.deals.is_empty() {
        return nothing("customer-no-deals", cx);
    }
    let mut deals: Vec<(DealStatus, &Deal)> =
        known.deals.iter().map(|deal| (status(deal, known, cx.today), deal)).collect();
    deals.sort_by_key(|(status, _)| *status != DealStatus::Open);
    let row = |(status, deal): (DealStatus, &Deal)| {
        deal_row(status, deal, known, cx).of(Key::Side(Thing::Deal(deal.id)))
    };
    deals.into_iter().map(row).collect()
}

/// Whether a deal is open; one in a stage that the team no longer has is.
pub fn status(deal: &Deal, known: &Known, today: NaiveDate) -> DealStatus {
    let stage = deal.stage(today).and_then(|key| known.rules.pipeline.stage(key));
    stage.map_or(DealStatus::Open, |stage| stage.status)
}

fn deal_row(status: DealStatus, deal: &Deal, known: &Known, cx: &Cx<'_>) -> Row {
    let key = deal.stage(cx.today).unwrap_or_default();
    let stage = names::stage(cx.words, &known.rules.pipeline, key);
    let role = match status {
        DealStatus::Open => Role::Accent,
        DealStatus::Won => Role::Won,
        DealStatus::Lost => Role::Lost,
    };
    let amount = deal.amount.map(|money| names::money(cx.words, money.minor, money.currency));
    let no_rate = deal.is_unconverted(known.rules.currency);
    let no_rate = no_rate.then(|| cx.words.get("amount-no-rate").into_owned());
    let is_open = status == DealStatus::Open;
    let entered = deal.events.iter().rev().find(|(on, _)| *on <= cx.today).map(|(on, _)| *on);
    let since = entered.map(|on| {
        let days = (cx.today - on).num_days();
        let since = [("days", days.into()), ("day", cx.words.day_short(on, cx.today).into())];
        cx.words.format(if is_open { "deal-in-stage" } else { "deal-closed-on" }, &since)
    });
    let close = deal.expected_close.filter(|_| is_open).map(|on| {
        let key = if on < cx.today { "deal-close-missed" } else { "deal-close" };
        cx.words.format(key, &[("day", cx.words.day_short(on, cx.today).into())])
    });
    let stuck = idle(deal, known, cx.today).filter(|idle| idle.rotting).map(|idle| {
        let args = [("stage", stage.as_str().into()), ("days", idle.days.into())];
        cx.words.format("reason-deal-stuck", &args)
    });
    let lost = deal.lost_reason.clone().filter(|_| status == DealStatus::Lost);
    let text = joined(
        [
            Some(deal.name.clone()),
            amount,
            no_rate,
            deal.product.clone(),
            since,
            close,
            stuck.clone(),
            lost,
        ],
        cx,
    );
    let role_of_text = if stuck.is_some() { Role::Warning } else { Role::Text };
    Row::Text { lead: vec![(role, stage)], text, role: role_of_text }
}

/// How long nothing has happened to an open deal (DOMAIN 5.9).
fn idle(deal: &Deal, known: &Known, today: NaiveDate) -> Option<Idle> {
    let moves: Vec<Move> = deal
        .events
        .iter()
        .filter_map(|(on, key)| Some(Move { on: *on, to: known.rules.pipeline.place(key)? }))
        .collect();
    let of_deal = |activity: &&Activity| activity.deal == Some(deal.id);
    let done = known.activities.iter().filter(of_deal).filter(|found| found.plan.is_none());
    let activity_days: Vec<NaiveDate> = done.map(|found| found.on).collect();
    let planned = known.open_plans.iter().filter_map(|found| found.plan.as_ref());
    let planned_days: Vec<NaiveDate> = planned.map(|plan| plan.due_on).collect();
    let facts = DealFacts {
        amount_minor: 0,
        expected_close: None,
        moves: &moves,
        activity_days: &activity_days,
        planned_days: &planned_days,
    };
    facts.idle(&known.rules.pipeline, today)
}

fn orders(known: &Known, cx: &Cx<'_>) -> Vec<Row> {
    let standing = &known.standing;
    let Some(last) = standing.purchases.last() else {
        let no_rate = orders_without_rate(known, cx);
        return no_rate.map_or_else(|| nothing("customer-no-orders", cx), |row| vec![row]);
    };
    let orders = cx.words.format("count-orders", &[("count", standing.orders.into())]);
    let revenue = names::money(cx.words, standing.revenue, known.rules.currency);
    let days = (cx.today - last).num_days();
    let mut args =
        vec![("orders", orders.into()), ("revenue", revenue.into()), ("days", days.into())];
    let bought: Vec<NaiveDate> = known
        .facts
        .orders
        .iter()
        .filter(|(on, amount)| *amount > 0 && *on <= cx.today)
        .map(|(on, _)| *on)
        .collect();
    let interval = match (bought.first(), bought.len()) {
        (Some(first), 2..) => {
            let times = i64::try_from(bought.len() - 1).unwrap_or(i64::MAX);
            Some((last - *first).num_days() / times)
        }
        _ => None,
    };
    let key = match interval {
        Some(interval) => {
            args.push(("interval", interval.into()));
            "customer-orders-summary"
        }
        None => "customer-orders-one",
    };
    let mut rows = vec![Row::plain(Role::Text, cx.words.format(key, &args))];
    rows.extend(orders_without_rate(known, cx));
    rows
}

/// How many orders are in no sum for want of a rate, if any.
fn orders_without_rate(known: &Known, cx: &Cx<'_>) -> Option<Row> {
    let has_none = |found: &&OrderWithLines| found.order.is_unconverted(known.rules.currency);
    let count = known.orders.iter().filter(has_none).count();
    let words = || cx.words.format("amounts-no-rate", &[("count", count.into())]);
    (count > 0).then(|| Row::plain(Role::Warning, words()))
}

/// Scores among everybody, silence, the last months, what the models expect; no section for who
/// never bought.
fn buying(known: &Known, cx: &Cx<'_>) -> Vec<Row> {
    let row = |line: buying::Line| Row::Text { lead: line.lead, text: line.text, role: line.role };
    known.buying.lines(cx).into_iter().map(row).collect()
}

/// After-sales cases, with how long the open ones have been waiting; no section without one.
fn cases(known: &Known, cx: &Cx<'_>) -> Vec<Row> {
    let case = |case: &CaseRow| {
        let is_open = case.closed_on.is_none();
        let on = if is_open { case.opened_on } else { case.closed_on };
        let age = on.map(|on| {
            let args = [
                ("days", (cx.today - on).num_days().into()),
                ("day", cx.words.day_short(on, cx.today).into()),
            ];
            cx.words.format(if is_open { "reason-case" } else { "deal-closed-on" }, &args)
        });
        let kind = case_words(case.kind.as_deref(), cx).unwrap_or_default();
        let state = case_words(case.status.as_deref(), cx);
        let role = if is_open { Role::Warning } else { Role::Muted };
        Row::led(role, kind, joined([case.title.clone(), state, age], cx))
    };
    known.cases.iter().map(case).collect()
}

/// What else the record says; empty fields are left out.
fn record(known: &Known, cx: &Cx<'_>) -> Vec<Row> {
    let customer = &known.customer;
    let cadence = customer
        .cadence
        .map(|days| cx.words.format("reason-own-interval", &[("interval", days.into())]));
    let potential =
        customer.potential.map(|minor| names::money(cx.words, minor, known.rules.currency));
    let number = |number: Option<u32>| number.map(|number| cx.words.count(number.into()));
    let fields = [
        ("phone", customer.phone.clone()),
        ("email", customer.email.clone()),
        ("web", customer.web.clone()),
        ("address", customer.address.clone()),
        ("source", customer.source.clone()),
        ("potential", potential),
        ("cadence", cadence),
        ("birthday", customer.birthday.clone()),
        ("anniversary", customer.anniversary.clone()),
        ("influence", number(customer.influence.map(u32::from))),
        ("referrals", number(customer.referrals)),
        ("created_on", Some(cx.words.day(customer.created_on, cx.today))),
    ];
    let mut shown: Vec<(String, String)> = fields
        .into_iter()
        .filter_map(|(name, text)| {
            Some((cx.words.get(&format!("field-{name}")).into_owned(), text?))
        })
        .collect();
    shown.extend(customer.custom.iter().cloned());
    let widest = shown.iter().map(|(label, _)| text::width(label)).max().unwrap_or(0);
    let widest = widest.min(WIDEST_LABEL);
    let mut rows: Vec<Row> = shown
        .into_iter()
        .map(|(label, text)| Row::led(Role::Label, cx.theme.fit(&label, widest), text))
        .collect();
    rows.extend(customer.notes.iter().map(|notes| Row::plain(Role::Text, notes.as_str())));
    rows
}

fn nothing(key: &str, cx: &Cx<'_>) -> Vec<Row> {
    vec![Row::plain(Role::Muted, cx.words.get(key))]
}

/// The lines above everything: tier and name, who and where, how to reach it.
pub fn header(known: &Known, cx: &Cx<'_>) -> Vec<Row> {
    let customer = &known.customer;
    let role = Theme::tier(known.standing.tier);
    let letter = known.standing.tier.letter().to_lowercase();
    let tier = cx.words.get(&format!("tier-name-{letter}")).into_owned();
    let owner = customer.owner.and_then(|id| known.member(id)).map(str::to_owned);
    let tags = customer.tags.iter().map(|tag| format!("#{tag}")).collect::<Vec<_>>().join(" ");
    let about = joined([owner, customer.area.clone(), customer.industry.clone(), Some(tags)], cx);
    let reach = joined([customer.phone.clone(), customer.email.clone(), customer.web.clone()], cx);
    let mut lead = vec![
        (role, format!("{}{tier}  ", cx.theme.symbol(Symbol::Cursor))),
        (Role::Title, customer.name.clone()),
    ];
    lead.extend(customer.short_name.iter().map(|name| (Role::Muted, format!("  {name}"))));
    let mut rows = vec![Row::Text { lead, text: String::new(), role: Role::Text }];
    let lines = [about, reach].into_iter().filter(|line| !line.is_empty());
    rows.extend(lines.map(|line| Row::Text {
        lead: vec![(Role::Muted, line)],
        text: String::new(),
        role: Role::Text,
    }));
    rows
}
