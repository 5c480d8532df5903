//! `message CUSTOMER [TEMPLATE]` and `templates`: messages from templates.

use serde_json::{Value, json};

use super::{
    answer::{Answer, Page},
    find, json,
    table::Table,
    world::Run,
};
use crate::{
    command::CommandError,
    domain::{contact::Contact, id::ContactId, link, template::Filled},
    error::{Error, Piece, Result},
    wording::message::{self, About, Offered},
};

/// To whom, and which.
#[derive(Debug, clap::Args)]
pub struct Args {
    customer: String,
    template: Option<String>,
    #[arg(long, value_name = "NAME")]
    recipient: Option<String>,
}

/// A message to a customer; the template that fits best unless one is named.
///
/// # Errors
/// A customer, person or template that is not there, or the file.
pub fn run(run: &mut Run<'_>, args: &Args) -> Result<Answer> {
    let customer = find::customer(run, &args.customer)?;
    let reader = run.session.reader();
    let to = match &args.recipient {
        Some(name) => Some(recipient(&reader.contacts_of(customer)?, name)?),
        None => None,
    };
    let me = &run.session.member().name;
    let about = About::read(&reader, run.words, customer, to, None, me)?;
    let about = about.ok_or(CommandError::NotFound("customer"))?;
    let all = message::offered(&reader, run.words.language())?;
    let wanted = args.template.as_deref().unwrap_or_else(|| about.suggested(&reader));
    let offered = all.iter().find(|it| it.is_called(wanted)).or_else(|| {
        // One of the team's may have taken the place of the built-in one that fits.
        all.first().filter(|_| args.template.is_none())
    });
    let offered = offered.ok_or_else(|| {
        let names = all.iter().map(|it| it.key.unwrap_or(&it.template.name));
        Error::input("template-unknown").with("text", wanted).with("choices", Piece::list(names))
    })?;
    let filled = about.fill(&offered.template, &reader, run.words);
    if run.json {
        return Ok(Answer::json(object(run, &about, offered, &filled)));
    }
    let mut page = Page::default();
    filled.text().lines().for_each(|line| page.line(line));
    if !filled.missing.is_empty() {
        let names = filled.missing.join(&run.words.get("list-separator"));
        page.line("");
        page.line(run.words.format("cli-message-missing", &[("names", names.into())]));
    }
    Ok(Answer::lines(page))
}

fn recipient(contacts: &[Contact], name: &str) -> Result<ContactId> {
    let name = name.trim().to_lowercase();
    let is = |contact: &&Contact| contact.name.to_lowercase() == name;
    let has = |contact: &&Contact| contact.name.to_lowercase().contains(&name);
    let found = contacts.iter().find(is).or_else(|| contacts.iter().find(has));
    Ok(found.ok_or(CommandError::NotFound("contact"))?.id)
}

fn object(run: &Run<'_>, about: &About, offered: &Offered, filled: &Filled) -> Value {
    let address = about.address();
    let link = link::mailto(address.unwrap_or_default(), &filled.subject, &filled.body);
    json::answer(
        run.today(),
        [
            ("customer_id", about.customer.id.to_string().into()),
            ("customer", about.customer.name.clone().into()),
            ("contact", about.contact().map(|contact| contact.name.clone()).into()),
            ("address", address.into()),
            ("template", template(offered)),
            ("subject", filled.subject.clone().into()),
            ("text", filled.body.clone().into()),
            ("missing", filled.missing.clone().into()),
            ("mailto", link.into()),
        ],
    )
}

fn template(offered: &Offered) -> Value {
    let template = &offered.template;
    json!({
        "key": offered.key,
        "name": template.name,
        "kind": template.kind.key(),
        "own": offered.key.is_none(),
    })
}

/// The templates there are.
///
/// # Errors
/// Fails when the file cannot be read.
pub fn list(run: &mut Run<'_>) -> Result<Answer> {
    let all = message::offered(&run.session.reader(), run.words.language())?;
    if run.json {
        let templates = all.iter().map(|offered| {
            let mut object = template(offered);
            if let Value::Object(fields) = &mut object {
                fields.insert("subject".to_owned(), offered.template.subject.clone().into());
                fields.insert("text".to_owned(), offered.template.body.clone().into());
            }
            object
        });
        let fields = [("templates", templates.collect())];
        return Ok(Answer::json(json::answer(run.today(), fields)));
    }
    let mut page = Page::default();
    let head = ["key", "name", "kind", "origin"];
    let mut table =
        Table::new(head.map(|name| run.words.get(&format!("cli-templates-{name}")).into_owned()));
    for Offered { key, template } in all {
        let origin = if key.is_some() { "cli-templates-built-in" } else { "cli-templates-own" };
        let kind = run.words.get(&format!("activity-{}", template.kind.key())).into_owned();
        let origin = run.words.get(origin).into_owned();
        table.row([key.unwrap_or_default().to_owned(), template.name, kind, origin]);
    }
    table.write(&mut page);
    Ok(Answer::lines(page))
}
