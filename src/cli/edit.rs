//! `edit CUSTOMER field=value…`, `edit contact ID …`, `edit deal DEAL …`, `edit order ID …`.

use serde_json::Value;

use super::{
    add::{DEAL_EXTRAS, contact_after, customer_extras},
    answer::Answer,
    deal, find, order, pairs, show,
    world::Run,
    written::written,
};
use crate::{
    command::{self, Command, field::Values},
    domain::id::ContactId,
    error::{Error, Message, Result},
};

/// What is changed: a customer, or after the word `contact`, `deal` or `order` one of those.
#[derive(Debug, clap::Args)]
pub struct Args {
    #[arg(value_name = "CUSTOMER|contact ID|deal DEAL|order ID")]
    target: String,
    #[arg(value_name = "FIELD=VALUE", required = true)]
    fields: Vec<String>,
}

/// Changes fields; an empty value clears one.
///
/// # Errors
/// Something that is not there, a field that is not one, a refused command, or the file.
pub fn run(run: &mut Run<'_>, args: &Args) -> Result<Answer> {
    let (first, rest) =
        args.fields.split_first().map_or(("", args.fields.as_slice()), |(f, r)| (f, r));
    // A customer may be called Deal, but then its fields follow at once.
    match args.target.as_str() {
        "contact" | "联系人" if !first.contains('=') => contact(run, first, rest),
        "deal" | "商机" if !first.contains('=') => edit_deal(run, first, rest),
        "order" | "订单" if !first.contains('=') => order::edit(run, first, rest),
        name => customer(run, name, &args.fields),
    }
}

fn customer(run: &mut Run<'_>, name: &str, fields: &[String]) -> Result<Answer> {
    let values = pairs::read(fields, command::customer::FIELDS, &customer_extras())?;
    let id = find::customer(run, name)?;
    let done = command::run(&mut run.session, Command::EditCustomer(id, values.clone()))?;
    let object = show::brief(run, id)?;
    let line = || edited(run, name_in(&object), &values);
    Ok(written(run, &done, line, [("id", id.to_string().into()), ("customer", object.clone())]))
}

fn contact(run: &mut Run<'_>, id: &str, fields: &[String]) -> Result<Answer> {
    let values = pairs::read(fields, command::contact::FIELDS, &[])?;
    let id: ContactId = id
        .trim()
        .parse()
        .map_err(|_| Error::input("not-found").with("what", Message::new("noun-contact")))?;
    let done = command::run(&mut run.session, Command::EditContact(id, values.clone()))?;
    let object = contact_after(run, id)?;
    let line = || edited(run, name_in(&object), &values);
    Ok(written(run, &done, line, [("id", id.to_string().into()), ("contact", object.clone())]))
}

fn edit_deal(run: &mut Run<'_>, name: &str, fields: &[String]) -> Result<Answer> {
    let values = pairs::read(fields, command::deal::FIELDS, DEAL_EXTRAS)?;
    let id = find::deal(run, name)?.id;
    let done = command::run(&mut run.session, Command::EditDeal(id, values.clone()))?;
    let object = deal::whole(run, &deal::after(run, id)?)?;
    let line = || edited(run, name_in(&object), &values);
    Ok(written(run, &done, line, [("id", id.to_string().into()), ("deal", object.clone())]))
}

fn name_in(object: &Value) -> &str {
    object.get("name").and_then(Value::as_str).unwrap_or_default()
}

/// `changed …: fields`.
pub fn edited(run: &Run<'_>, name: &str, values: &Values) -> String {
    let fields: Vec<&str> = values.iter().map(|(field, _)| field.as_str()).collect();
    let fields = fields.join(&run.words.get("list-separator"));
    run.words.format("cli-edited", &[("name", name.into()), ("fields", fields.into())])
}
