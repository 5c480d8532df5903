//! The form of a customer.

use super::{
    Wrong,
    fields::{amount, changed, choice, flag, label, of_kind, of_spec, written_day},
    opened, saved,
    there::There,
};
use crate::{
    change::Entity,
    command::{
        Command,
        customer::FIELDS,
        field::{self, Kind},
    },
    domain::{
        customer::Customer,
        id::{CustomerId, Id},
        money::Money,
        tier::{Evidence, Tier},
    },
    store::StoreError,
    tui::{
        cx::Cx,
        effect::Effect,
        view::customer::CustomerPage,
        widget::form::{Field, Form, Values},
    },
};

/// The fields that hold the five pieces of evidence, in the order of [`Evidence::ALL`].
const EVIDENCE: [&str; 5] =
    ["evidence-need", "evidence-product", "evidence-budget", "evidence-decider", "evidence-date"];

/// Opens the form of a new customer; once saved, its page opens.
pub fn add_customer(cx: &Cx<'_>) -> Effect {
    let save = |values: &Values<'_>, cx: &Cx<'_>| {
        let command = Command::AddCustomer(given(values, None, cx)?);
        Ok(Effect::RunThen(
            command,
            Box::new(|done, _| {
                let Some(id) = done.made(Entity::Customer) else { return Effect::Close };
                let page = CustomerPage::new(vec![Id::new(id)], 0);
                Effect::Many(vec![Effect::Close, Effect::Open(Box::new(page))])
            }),
        ))
    };
    let title = cx.words.get("form-customer-new").into_owned();
    let form = Form::new(title, fields(&Shown::default(), cx), Box::new(save));
    Effect::Open(Box::new(form.watched(There::default())))
}

/// Opens the form of a customer.
pub fn edit_customer(id: CustomerId, cx: &Cx<'_>) -> Effect {
    opened(Shown::read(id, cx), "customer", cx, |shown| {
        let title = cx.words.format("form-customer-edit", &[("name", shown.title().into())]);
        let fields = fields(&shown, cx);
        let save = move |values: &Values<'_>, cx: &Cx<'_>| {
            let given = given(values, shown.customer.as_ref(), cx)?;
            Ok(saved(given, |given| Command::EditCustomer(id, given)))
        };
        Form::new(title, fields, Box::new(save))
    })
}

/// What the form shows; of a new customer nothing.
#[derive(Debug, Default)]
struct Shown {
    customer: Option<Customer>,
    owner: String,
}

impl Shown {
    fn read(id: CustomerId, cx: &Cx<'_>) -> Result<Option<Self>, StoreError> {
        let Some(customer) = cx.reader().customer(id)? else { return Ok(None) };
        let members = if customer.owner.is_some() { cx.reader().members()? } else { Vec::new() };
        let owner = members.into_iter().find(|(id, _)| Some(*id) == customer.owner);
        Ok(Some(Self {
            customer: Some(customer),
            owner: owner.map(|(_, name)| name).unwrap_or_default(),
        }))
    }

    fn title(&self) -> &str {
        self.customer.as_ref().map_or("", |customer| &customer.name)
    }

    /// The text of a field of [`FIELDS`].
    fn text(&self, name: &str, cx: &Cx<'_>) -> String {
        let Some(customer) = &self.customer else { return String::new() };
        let base = cx.reader().rules().currency;
        let number = |number: Option<u32>| number.map(|number| number.to_string());
        let text = match name {
            "name" => Some(customer.name.clone()),
            "short_name" => customer.short_name.clone(),
            "potential" => customer.potential.map(|minor| amount(Money::new(minor, base), base)),
            "cadence" => number(customer.cadence),
            "industry" => customer.industry.clone(),
            "area" => customer.area.clone(),
            "address" => customer.address.clone(),
            "phone" => customer.phone.clone(),
            "email" => customer.email.clone(),
            "web" => customer.web.clone(),
            "source" => customer.source.clone(),
            "owner" => Some(self.owner.clone()),
            "birthday" => customer.birthday.clone(),
            "anniversary" => customer.anniversary.clone(),
            "influence" => number(customer.influence.map(u32::from)),
            "referrals" => number(customer.referrals),
            "notes" => customer.notes.clone(),
            _ => None,
        };
        text.unwrap_or_default()
    }
}

fn fields(shown: &Shown, cx: &Cx<'_>) -> Vec<Field> {
    let customer = shown.customer.as_ref();
    let spec = |name: &'static str| of_spec(FIELDS, name, &shown.text(name, cx), cx);
    let by_hand = customer.and_then(|customer| customer.tier_override.as_ref());
    let by_hand = by_hand.filter(|by_hand| by_hand.to >= cx.today);
    let confirmed = customer.and_then(|customer| customer.confirmed);
    let tags = customer.map(|customer| customer.tags.join(", ")).unwrap_or_default();
    let mut fields = vec![spec("name"), spec("short_name")];
    fields.push(spec("owner").placeholder(cx.words.get("word-me")));
    fields.extend(["phone", "email", "area", "industry"].map(spec));
    fields.push(of_kind(Kind::Text, "tags", &tags, cx));
    fields.push(need(customer, cx));
    for (piece, name) in Evidence::ALL.into_iter().zip(EVIDENCE) {
        let heard = customer.is_some_and(|customer| customer.evidence.day(piece).is_some());
        fields.push(flag(name, evidence_label(piece, cx), heard, cx));
    }
    fields.push(spec("potential"));
    fields.push(tier("tier", confirmed.map(|confirmed| confirmed.tier), cx));
    fields.extend(override_fields(
        by_hand.map(|by_hand| (by_hand.tier, by_hand.reason.as_str(), by_hand.to.to_string())),
        cx,
    ));
    fields.extend(["cadence", "notes", "address", "web", "source"].map(spec));
    fields.push(of_kind(Kind::Lines, "custom", &customer.map(custom_text).unwrap_or_default(), cx));
    // Enter saves on the last field: it is one of a single line.
    fields.extend(["birthday", "anniversary", "influence", "referrals"].map(spec));
    fields
}

fn evidence_label(piece: Evidence, cx: &Cx<'_>) -> String {
    label(cx.words, &format!("evidence-{}", piece.key()))
}

fn need(customer: Option<&Customer>, cx: &Cx<'_>) -> Field {
    let chosen = customer.and_then(|customer| customer.need).map_or("auto", |(need, _)| need.key());
    choice("need", &["auto", "clear", "unclear"], chosen, cx, |key| match key {
        "auto" => cx.words.get("form-need-auto").into_owned(),
        key => cx.words.get(&format!("need-{key}")).into_owned(),
    })
}

/// A tier, or none.
pub(super) fn tier(name: &'static str, chosen: Option<Tier>, cx: &Cx<'_>) -> Field {
    let letters = ["", "A", "B", "C", "D"];
    choice(name, &letters, chosen.map_or("", Tier::letter), cx, |letter| match letter {
        "" => cx.words.get("form-tier-auto").into_owned(),
        letter => cx.words.get(&format!("tier-{}", letter.to_lowercase())).into_owned(),
    })
}

/// The fields of a tier set by hand: tier, reason, last day.
pub(super) fn override_fields(set: Option<(Tier, &str, String)>, cx: &Cx<'_>) -> [Field; 3] {
    let (chosen, reason, until) = match set {
        Some((tier, reason, until)) => (Some(tier), reason, until),
        None => (None, "", String::new()),
    };
    [
        tier("override", chosen, cx),
        of_kind(Kind::Text, "override_reason", reason, cx),
        of_kind(Kind::Day, "override_until", &until, cx)
            .placeholder(cx.words.get("form-override-default")),
    ]
}

/// The user's own fields, a line each.
fn custom_text(customer: &Customer) -> String {
    let line = |(name, value): &(String, String)| format!("{name}: {}", value.replace('\n', " "));
    customer.custom.iter().map(line).collect::<Vec<_>>().join("\n")
}

/// What was changed, as the command reads it.
fn given(
    values: &Values<'_>,
    before: Option<&Customer>,
    cx: &Cx<'_>,
) -> Result<field::Values, Wrong> {
    let mut given = changed(values, FIELDS, cx)?;
    let is_changed = |name: &str| values.changed().any(|changed| changed == name);
    for name in ["tags", "need", "tier"] {
        if is_changed(name) {
            given.push((name.to_owned(), values.get(name)));
        }
    }
    if EVIDENCE.into_iter().any(is_changed) {
        let heard = Evidence::ALL.into_iter().zip(EVIDENCE);
        let heard = heard.filter(|(_, name)| values.get(name) == "1").map(|(piece, _)| piece.key());
        given.push(("evidence".to_owned(), heard.collect::<Vec<_>>().join(",")));
    }
    given.extend(override_given(values, cx)?);
    if is_changed("custom") {
        given.extend(custom_given(&values.get("custom"), before, cx)?);
    }
    Ok(given)
}

/// The tier by hand, all three parts of it if one was changed.
pub(super) fn override_given(values: &Values<'_>, cx: &Cx<'_>) -> Result<field::Values, Wrong> {
    let names = ["override", "override_reason", "override_until"];
    let changed: Vec<&str> = values.changed().filter(|name| names.contains(name)).collect();
    if changed.is_empty() {
        return Ok(Vec::new());
    }
    let [tier, reason, until] = names.map(|name| values.get(name));
    if tier.is_empty() && !changed.contains(&"override") {
        return Err(vec![("override", cx.words.get("form-override-tier").into_owned())]);
    }
    let until = written_day("override_until", &until, cx)?;
    let [tier_name, reason_name, until_name] = names.map(str::to_owned);
    Ok(vec![(tier_name, tier), (reason_name, reason), (until_name, until)])
}

/// The user's own fields, a line `name: value` each; those whose line is gone are cleared.
fn custom_given(
    text: &str,
    before: Option<&Customer>,
    cx: &Cx<'_>,
) -> Result<field::Values, Wrong> {
    let mut given = field::Values::new();
    for line in text.lines().filter(|line| !line.trim().is_empty()) {
        let pair = line.split_once([':', '：', '=']);
        let pair = pair.map(|(name, value)| (name.trim(), value.trim()));
        let Some((name, value)) = pair.filter(|(name, _)| !name.is_empty()) else {
            let args = [("line", line.trim().into())];
            return Err(vec![("custom", cx.words.format("form-bad-custom", &args))]);
        };
        given.push((format!("custom.{name}"), value.to_owned()));
    }
    let known = before.into_iter().flat_map(|customer| &customer.custom);
    for (name, _) in known {
        let name = format!("custom.{name}");
        if !given.iter().any(|(given, _)| *given == name) {
            given.push((name, String::new()));
        }
    }
    Ok(given)
}
