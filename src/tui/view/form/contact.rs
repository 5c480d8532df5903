//! The form of a person at a customer.

use super::{
    Wrong,
    fields::{changed, flag, label, of_spec},
    opened, saved,
};
use crate::{
    command::{Command, contact::FIELDS, field},
    domain::{
        contact::Contact,
        id::{ContactId, CustomerId},
    },
    tui::{
        cx::Cx,
        effect::Effect,
        widget::form::{Field, Form, Values},
    },
};

/// Opens the form of a new person at a customer.
pub fn add_contact(customer: CustomerId, cx: &Cx<'_>) -> Effect {
    opened(cx.reader().customer(customer), "customer", cx, |at| {
        let title = cx.words.format("form-contact-new", &[("name", at.name.as_str().into())]);
        let save = move |values: &Values<'_>, cx: &Cx<'_>| {
            let command = Command::AddContact(at.id, given(values, cx)?);
            Ok(Effect::Many(vec![Effect::Run(command), Effect::Close]))
        };
        Form::new(title, fields(None, cx), Box::new(save))
    })
}

/// Opens the form of a person.
pub fn edit_contact(id: ContactId, cx: &Cx<'_>) -> Effect {
    opened(cx.reader().contact(id), "contact", cx, |contact| {
        let title = cx.words.format("form-contact-edit", &[("name", contact.name.as_str().into())]);
        let save = move |values: &Values<'_>, cx: &Cx<'_>| {
            Ok(saved(given(values, cx)?, |given| Command::EditContact(id, given)))
        };
        Form::new(title, fields(Some(&contact), cx), Box::new(save))
    })
}

fn fields(contact: Option<&Contact>, cx: &Cx<'_>) -> Vec<Field> {
    let text =
        |get: fn(&Contact) -> Option<&String>| contact.and_then(get).map_or("", String::as_str);
    let of = |name: &'static str, get: fn(&Contact) -> Option<&String>| {
        of_spec(FIELDS, name, text(get), cx)
    };
    vec![
        of("name", |contact| Some(&contact.name)),
        of("title", |contact| contact.title.as_ref()),
        flag(
            "decider",
            label(cx.words, "decider"),
            contact.is_some_and(|contact| contact.decider),
            cx,
        ),
        of("mobile", |contact| contact.mobile.as_ref()),
        of("phone", |contact| contact.phone.as_ref()),
        of("message", |contact| contact.message.as_ref()),
        of("email", |contact| contact.email.as_ref()),
        of("notes", |contact| contact.notes.as_ref()),
        // Enter saves on the last field: it is one of a single line.
        of("birthday", |contact| contact.birthday.as_ref()),
    ]
}

fn given(values: &Values<'_>, cx: &Cx<'_>) -> Result<field::Values, Wrong> {
    changed(values, FIELDS, cx)
}
