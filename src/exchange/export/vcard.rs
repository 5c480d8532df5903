//! vCard 3.0 (RFC 2426): people, for telephones and address books.

use std::io::{self, Write};

use calcard::vcard::{
    VCard, VCardEntry, VCardParameter, VCardProperty, VCardType, VCardValue, VCardVersion,
};

use super::tables::Names;
use crate::domain::contact::Contact;

/// Writes people as cards.
#[derive(Debug)]
pub struct Vcf;

impl Vcf {
    /// Writes a card for each person, with the customer as its organisation.
    ///
    /// # Errors
    /// `out` cannot be written.
    pub fn write(mut out: impl Write, contacts: &[Contact], names: &Names) -> io::Result<()> {
        contacts.iter().try_for_each(|contact| {
            let mut text = String::new();
            card(contact, names)
                .write_to(&mut text, VCardVersion::V3_0)
                .map_err(io::Error::other)?;
            out.write_all(text.as_bytes())
        })
    }
}

fn card(contact: &Contact, names: &Names) -> VCard {
    let text =
        |name, text: &str| VCardEntry::new(name).with_value(VCardValue::Text(text.to_owned()));
    // A name is not taken apart: what of it is the family's differs from land to land.
    let parts =
        [contact.name.as_str(), "", "", "", ""].map(|part| VCardValue::Text(part.to_owned()));
    let mut entries = vec![
        text(VCardProperty::Uid, &contact.id.to_string()),
        text(VCardProperty::Fn, &contact.name),
        VCardEntry::new(VCardProperty::N).with_values(parts.to_vec()),
    ];
    let customer = names.customers.get(&contact.customer).map(|(name, _)| name);
    // Years are needed in a card of this version: a day without one, and a lunar day, are told in
    // the note.
    let is_whole = |day: &&String| day.parse::<chrono::NaiveDate>().is_ok();
    let birthday = contact.birthday.as_ref();
    for (name, value) in [
        (VCardProperty::Org, customer),
        (VCardProperty::Title, contact.title.as_ref()),
        (VCardProperty::Email, contact.email.as_ref()),
        (VCardProperty::Bday, birthday.filter(is_whole)),
    ] {
        entries.extend(value.map(|value| text(name, value)));
    }
    for (kind, number) in [(VCardType::Work, &contact.phone), (VCardType::Cell, &contact.mobile)] {
        entries.extend(
            number.as_ref().map(|number| {
                text(VCardProperty::Tel, number).with_param(VCardParameter::typ(kind))
            }),
        );
    }
    let note: Vec<&str> = [contact.notes.as_ref(), birthday.filter(|day| !is_whole(day))]
        .into_iter()
        .flatten()
        .map(String::as_str)
        .collect();
    if !note.is_empty() {
        entries.push(text(VCardProperty::Note, &note.join("\n")));
    }
    VCard { entries }
}

#[cfg(test)]
mod tests {
    use calcard::{Entry, Parser};

    use super::*;
    use crate::domain::id::{ContactId, CustomerId, Id};

    #[test]
    fn another_parser_reads_the_cards_back() {
        let customer: CustomerId = Id::new(uuid::Uuid::from_u128(1));
        let id: ContactId = Id::new(uuid::Uuid::from_u128(2));
        let contact = Contact {
            id,
            customer,
            name: "张敏; \\Min".to_owned(),
            title: Some("采购, 总经理".to_owned()),
            phone: None,
            mobile: Some("+86 138 0000 1234".to_owned()),
            email: Some("min@mingyue.example".to_owned()),
            message: None,
            birthday: Some("lunar:8-15".to_owned()),
            decider: true,
            notes: Some("一\nEND:VCARD".to_owned()),
            created_on: None,
        };
        let mut names = Names::default();
        names.customers.insert(customer, ("上海明月".repeat(20), None));
        let mut written = Vec::new();
        Vcf::write(&mut written, &[contact.clone(), contact], &names).unwrap();
        let text = String::from_utf8(written).unwrap();
        let mut parser = Parser::new(&text);
        for _ in 0..2 {
            let Entry::VCard(card) = parser.entry() else { panic!("{text}") };
            let said = |name| {
                let found = card.property(&name).and_then(|entry| entry.values.first());
                match found {
                    Some(VCardValue::Text(text)) => text.clone(),
                    other => panic!("{other:?} in {text}"),
                }
            };
            assert_eq!(said(VCardProperty::Fn), "张敏; \\Min");
            assert_eq!(said(VCardProperty::Title), "采购, 总经理");
            assert_eq!(said(VCardProperty::Org), "上海明月".repeat(20));
            assert_eq!(said(VCardProperty::Tel), "+86 138 0000 1234");
            assert_eq!(said(VCardProperty::Note), "一\nEND:VCARD\nlunar:8-15");
        }
        assert!(matches!(parser.entry(), Entry::Eof));
    }
}
