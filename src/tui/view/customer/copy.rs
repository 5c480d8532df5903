//! What of the page can be copied, opened by another program, or clicked.

use ratatui::{buffer::Buffer, layout::Rect};

use super::{
    act::said,
    read::{Known, due, joined},
    thing::{Key, Thing},
};
use crate::{
    domain::{contact::Contact, link},
    tui::{
        cx::Cx,
        effect::Effect,
        hyperlink::Hyperlink,
        text,
        widget::picker::{Choice, Picker},
    },
};

/// Something that somebody is reached by.
struct Reach {
    /// Key of what it is, in the language files.
    field: &'static str,
    /// Whose it is.
    whose: String,
    text: String,
    link: Option<String>,
}

fn reach(
    field: &'static str,
    whose: &str,
    value: Option<&String>,
    link: fn(&str) -> Option<String>,
) -> Option<Reach> {
    let text = value?.trim().to_owned();
    let link = link(&text);
    (!text.is_empty()).then(|| Reach { field, whose: whose.to_owned(), text, link })
}

fn none(_: &str) -> Option<String> {
    None
}

fn of_contact(contact: &Contact) -> impl Iterator<Item = Reach> {
    let name = contact.name.as_str();
    let found = [
        reach("field-mobile", name, contact.mobile.as_ref(), link::telephone),
        reach("field-phone", name, contact.phone.as_ref(), link::telephone),
        reach("field-email", name, contact.email.as_ref(), link::mail),
        reach("field-message", name, contact.message.as_ref(), none),
    ];
    found.into_iter().flatten()
}

/// By what the customer and its people are reached; those of the selected person first.
fn all(selected: Option<Key>, known: &Known) -> Vec<Reach> {
    let chosen = match selected.and_then(Key::thing) {
        Some(Thing::Contact(id)) => Some(id),
        _ => None,
    };
    let (first, rest): (Vec<&Contact>, Vec<&Contact>) =
        known.contacts.iter().partition(|contact| Some(contact.id) == chosen);
    let customer = &known.customer;
    let name = customer.called();
    let own = [
        reach("field-phone", name, customer.phone.as_ref(), link::telephone),
        reach("field-email", name, customer.email.as_ref(), link::mail),
        reach("field-web", name, customer.web.as_ref(), link::web),
        reach("field-address", name, customer.address.as_ref(), none),
    ];
    let people = first.into_iter().chain(rest).flat_map(of_contact);
    people.chain(own.into_iter().flatten()).collect()
}

fn choice(reach: &Reach, cx: &Cx<'_>) -> Choice {
    let parts = [Some(reach.whose.clone()), Some(cx.words.get(reach.field).into_owned())];
    let detail = joined(parts, cx);
    Choice { label: reach.text.clone(), also: detail.clone(), detail }
}

/// Lets one choose what to copy.
pub fn copy(selected: Option<Key>, known: &Known, cx: &Cx<'_>) -> Effect {
    let all = all(selected, known);
    let mut choices: Vec<Choice> = all.iter().map(|reach| choice(reach, cx)).collect();
    let mut texts: Vec<(String, String)> =
        all.into_iter().map(|reach| (reach.text.clone(), reach.text)).collect();
    let words = cx.words.get("copy-summary").into_owned();
    choices.push(Choice { label: words.clone(), ..Choice::default() });
    texts.push((summary(known, cx), words));
    let pick = move |place: usize, _: &Cx<'_>| match texts.get(place) {
        Some((text, what)) => Effect::Copy { text: text.clone(), what: what.clone() },
        None => Effect::None,
    };
    let title = cx.words.get("copy-title");
    Effect::Open(Box::new(Picker::new(title, choices, Box::new(pick))))
}

/// Opens what is linked; of several one is chosen.
pub fn open(selected: Option<Key>, known: &Known, cx: &Cx<'_>) -> Effect {
    let all: Vec<Reach> =
        all(selected, known).into_iter().filter(|reach| reach.link.is_some()).collect();
    let choices: Vec<Choice> = all.iter().map(|reach| choice(reach, cx)).collect();
    let links: Vec<String> = all.into_iter().filter_map(|reach| reach.link).collect();
    match links.as_slice() {
        [] => said("link-nothing", cx),
        [only] => Effect::Link(only.clone()),
        _ => {
            let pick = move |place: usize, _: &Cx<'_>| {
                links.get(place).map_or(Effect::None, |link| Effect::Link(link.clone()))
            };
            let title = cx.words.get("link-title");
            Effect::Open(Box::new(Picker::new(title, choices, Box::new(pick))))
        }
    }
}

/// The customer in a few lines, for a message to a colleague.
fn summary(known: &Known, cx: &Cx<'_>) -> String {
    let customer = &known.customer;
    let letter = known.standing.tier.letter().to_lowercase();
    let tier = cx.words.get(&format!("tier-{letter}")).into_owned();
    let tier = cx.words.format("summary-tier", &[("tier", tier.into())]);
    let mut lines = vec![
        joined([Some(customer.name.clone()), Some(tier)], cx),
        joined([customer.phone.clone(), customer.email.clone(), customer.web.clone()], cx),
    ];
    lines.extend(known.contacts.iter().map(|contact| {
        let parts = [Some(contact.name.clone()), contact.title.clone()];
        let reach = of_contact(contact).map(|reach| Some(reach.text));
        joined(parts.into_iter().chain(reach), cx)
    }));
    let open = known.deals.iter().filter(|deal| {
        super::sections::status(deal, known, cx.today) == crate::domain::stage::DealStatus::Open
    });
    lines.extend(open.map(|deal| {
        let stage = deal.stage(cx.today).unwrap_or_default();
        let stage = crate::wording::names::stage(cx.words, &known.rules.pipeline, stage);
        let amount = deal
            .amount
            .map(|money| crate::wording::names::money(cx.words, money.minor, money.currency));
        joined([Some(deal.name.clone()), Some(stage), amount], cx)
    }));
    let plan = known.open_plans.first().and_then(|found| found.plan.as_ref());
    lines.extend(plan.map(|plan| {
        let day = due(plan.due_on, plan.due_minute, cx);
        cx.words.format("summary-due", &[("day", day.into())])
    }));
    let told = known.activities.iter().filter(|found| found.plan.is_none());
    let last = told.filter_map(|found| Some((found.on, found.text.as_ref()?))).next();
    lines.extend(last.map(|(on, text)| {
        let args = [("day", cx.words.day(on, cx.today).into()), ("text", text.into())];
        cx.words.format("summary-last", &args)
    }));
    lines.retain(|line| !line.trim().is_empty());
    lines.join("\n")
}

/// Where in an area of the finished page something that is linked stands whole.
pub fn found(known: &Known, buffer: &Buffer, area: Rect) -> Vec<Hyperlink> {
    let all = all(None, known);
    let linked: Vec<(Vec<String>, &String)> = all
        .iter()
        .filter_map(|reach| Some((cells(&text::sanitise(&reach.text)), reach.link.as_ref()?)))
        .filter(|(cells, _)| !cells.is_empty())
        .collect();
    let mut found: Vec<Hyperlink> = Vec::new();
    for y in area.y..area.bottom() {
        let row: Vec<&str> = (area.x..area.right())
            .filter_map(|x| buffer.cell((x, y)).map(ratatui::buffer::Cell::symbol))
            .collect();
        for (cells, link) in &linked {
            let at = row.windows(cells.len()).position(|window| window == cells.as_slice());
            let x = at.and_then(|at| u16::try_from(at).ok()).map(|at| area.x + at);
            let width = u16::try_from(cells.len()).unwrap_or(u16::MAX);
            if let Some(x) = x.filter(|x| found.iter().all(|it| !it.covers(*x, y))) {
                found.push(Hyperlink { x, y, width, link: (*link).clone() });
            }
        }
    }
    found
}

/// A text as the cells of a frame hold it; nothing of one with wide characters, which no address
/// has.
fn cells(text: &str) -> Vec<String> {
    if !text.is_ascii() {
        return Vec::new();
    }
    text.chars().map(String::from).collect()
}
