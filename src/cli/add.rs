//! `add customer|contact|deal|order|survey`.

use std::io::Write;

use serde_json::{Value, json};

use super::{
    answer::Answer,
    deal, duplicates, find, json, order, pairs, show, survey,
    world::{Open, Run},
    written::written,
};
use crate::{
    change::Entity,
    command::{self, Command, Done},
    domain::{
        contact::Contact,
        id::{ContactId, CustomerId, DealId},
    },
    error::{Error, Message, Result},
    store::read::duplicates::Alike,
    text, wording,
};

/// What is entered.
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, clap::Subcommand)]
enum What {
    Customer {
        name: String,
        #[arg(value_name = "FIELD=VALUE")]
        fields: Vec<String>,
    },
    Contact(Under),
    Deal(Under),
    Order(Under),
    Survey(Under),
}

/// Something under a customer: its name (an order’s amount, a survey’s satisfaction), or fields, or both.
#[derive(Debug, clap::Args)]
pub struct Under {
    /// The customer, as it was named.
    pub customer: String,
    /// What was given.
    #[arg(value_name = "NAME|FIELD=VALUE", required = true, allow_negative_numbers = true)]
    pub fields: Vec<String>,
}

/// The fields of a customer beside those of [`command::customer::FIELDS`].
pub fn customer_extras() -> Vec<&'static str> {
    command::customer::COMPOSED.iter().copied().chain(Some("custom.")).collect()
}

/// The fields of a deal beside those of [`command::deal::FIELDS`].
pub const DEAL_EXTRAS: &[&str] = &["amount", "rate", "stage"];

impl Args {
    /// How the file is opened for this: a first customer makes it.
    pub const fn open(&self) -> Open {
        match self.what {
            What::Customer { .. } => Open::Creating,
            What::Contact(_) | What::Deal(_) | What::Order(_) | What::Survey(_) => Open::Writing,
        }
    }
}

/// Enters it.
///
/// # Errors
/// Fields or a customer that are not there, a refused command, or the file.
pub fn run(run: &mut Run<'_>, args: &Args) -> Result<Answer> {
    match &args.what {
        What::Customer { name, fields } => {
            let given = std::iter::once(name).chain(fields).cloned().collect::<Vec<_>>();
            customer(run, &given)
        }
        What::Contact(under) => contact(run, under),
        What::Deal(under) => deal(run, under),
        What::Order(under) => order::enter(run, under),
        What::Survey(under) => survey::enter(run, under),
    }
}

fn customer(run: &mut Run<'_>, given: &[String]) -> Result<Answer> {
    // A name may hold `=`, unless it names the field itself.
    let own = given.first().is_some_and(|first| !first.to_lowercase().starts_with("name="));
    let mut fields = given.to_vec();
    if let Some(first) = fields.first_mut().filter(|_| own) {
        first.insert_str(0, "name=");
    }
    let values = pairs::read(&fields, command::customer::FIELDS, &customer_extras())?;
    // Looked for before it is there itself.
    let alike = alike(run, &values)?;
    let done = command::run(&mut run.session, Command::AddCustomer(values))?;
    let id = CustomerId::new(made(&done, Entity::Customer)?);
    let object = show::brief(run, id)?;
    let name = object.get("name").and_then(Value::as_str).unwrap_or_default().to_owned();
    let line = || created(run, "cli-created-customer", &name, &id.to_string());
    if let Some(alike) = alike.as_ref().filter(|_| !run.json) {
        // With stderr gone there is nobody to tell.
        let already = wording::duplicates::already(run.words, alike);
        let _ = writeln!(std::io::stderr(), "{}", text::one_line(&already));
    }
    let rows = [
        ("id", id.to_string().into()),
        ("customer", object),
        ("alike", alike.as_ref().map(duplicates::alike).into()),
    ];
    Ok(written(run, &done, line, rows))
}

/// A customer that is there and looks like the one that is being entered.
fn alike(run: &Run<'_>, values: &command::field::Values) -> Result<Option<Alike>> {
    let known = command::customer::known(values);
    Ok(run.session.reader().everyone()?.nearest(&known))
}

fn contact(run: &mut Run<'_>, under: &Under) -> Result<Answer> {
    let customer = find::customer(run, &under.customer)?;
    let values = pairs::read_led("name", &under.fields, command::contact::FIELDS, &[])?;
    let done = command::run(&mut run.session, Command::AddContact(customer, values))?;
    let id = ContactId::new(made(&done, Entity::Contact)?);
    let object = contact_after(run, id)?;
    let name = object.get("name").and_then(Value::as_str).unwrap_or_default().to_owned();
    let line = || created(run, "cli-created-contact", &name, &id.to_string());
    Ok(written(run, &done, line, [("id", id.to_string().into()), ("contact", object)]))
}

/// Enters a deal; `deal add` does the same.
///
/// # Errors
/// As [`run`].
pub fn deal(run: &mut Run<'_>, under: &Under) -> Result<Answer> {
    let customer = find::customer(run, &under.customer)?;
    let values = pairs::read_led("name", &under.fields, command::deal::FIELDS, DEAL_EXTRAS)?;
    let done = command::run(&mut run.session, Command::AddDeal(customer, values))?;
    let id = DealId::new(made(&done, Entity::Deal)?);
    let found = deal::after(run, id)?;
    let line = || created(run, "cli-created-deal", &found.name, &id.to_string());
    let object = deal::whole(run, &found)?;
    Ok(written(run, &done, line, [("id", id.to_string().into()), ("deal", object)]))
}

/// The row of a kind that a command made.
///
/// # Errors
/// It made none.
pub fn made(done: &Done, entity: Entity) -> Result<uuid::Uuid> {
    let missing = || Message::new(format!("noun-{}", entity.name()));
    done.made(entity).ok_or_else(|| Error::input("not-found").with("what", missing()))
}

/// `added … (id)`.
pub fn created(run: &Run<'_>, key: &str, name: &str, id: &str) -> String {
    run.words.format(key, &[("name", name.into()), ("id", id.into())])
}

/// The contact as it stands now.
pub fn contact_after(run: &Run<'_>, id: ContactId) -> Result<Value> {
    let found = run.session.reader().contact(id)?;
    let missing = || Error::input("not-found").with("what", Message::new("noun-contact"));
    found.map(|found| contact_object(&found)).ok_or_else(missing)
}

/// A contact as JSON.
pub fn contact_object(contact: &Contact) -> Value {
    json!({
        "id": contact.id.to_string(),
        "customer_id": contact.customer.to_string(),
        "name": contact.name,
        "title": contact.title,
        "phone": contact.phone,
        "mobile": contact.mobile,
        "email": contact.email,
        "message": contact.message,
        "birthday": contact.birthday,
        "decider": contact.decider,
        "notes": contact.notes,
        "created_on": json::maybe_day(contact.created_on),
    })
}
