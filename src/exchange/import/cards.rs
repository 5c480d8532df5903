//! vCards (2.1, 3.0, 4.0) read into rows: a card a row, under the names of the vCard properties.
//!
//! `calcard` knows properties, parameters and values. What it does not know is done before: the
//! character sets of old phones (GB18030, Shift_JIS …), types without `TYPE=`, photos that only
//! cost memory, and where in the file a card stands.

use std::borrow::Cow;
use std::iter::Peekable;
use std::path::Path;

use calcard::{
    Entry, Parser,
    vcard::{VCard, VCardEntry, VCardParameterValue, VCardProperty, VCardType, VCardValue},
};
use encoding_rs::{Encoding, UTF_8};

use super::rows::Row;
use super::source::{SourceError, encoding_of_cards};
use super::value;
use crate::domain::birthday::Birthday;

/// The largest file, bytes: address books with photos.
pub(super) const LARGEST: u64 = 64 << 20;
/// Bytes of text of a file at most, photos not counted.
const MOST_TEXT: usize = 32 << 20;
/// The columns, as the profile of cards names them.
const COLUMNS: [&str; 17] = [
    "FN",
    "N.given",
    "N.family",
    "ORG",
    "TITLE",
    "TEL",
    "TEL.cell",
    "EMAIL",
    "X-WECHAT",
    "BDAY",
    "ADR.street",
    "ADR.city",
    "ADR.region",
    "ADR.code",
    "ADR.country",
    "URL",
    "CATEGORIES",
];
/// The last two columns.
const LAST: [&str; 2] = ["NOTE", "UID"];

/// Whether a file that begins so holds cards.
pub(super) fn looks_like(head: &[u8]) -> bool {
    let text = match Encoding::for_bom(head) {
        Some((encoding, _)) => {
            encoding.decode(head.get(..256.min(head.len())).unwrap_or_default()).0
        }
        None => String::from_utf8_lossy(head.get(..64.min(head.len())).unwrap_or_default()),
    };
    let text = text.trim_start_matches('\u{FEFF}').trim_start();
    text.get(..11).is_some_and(|start| start.eq_ignore_ascii_case("BEGIN:VCARD"))
}

/// The cards of a file as rows below a header.
///
/// # Errors
/// More text than an address book has, or an unknown encoding.
pub(super) fn read(path: &Path, bytes: &[u8]) -> Result<Vec<Row>, SourceError> {
    let (bytes, encoding) = match Encoding::for_bom(bytes) {
        Some((encoding, _)) => {
            (Cow::Owned(encoding.decode(bytes).0.into_owned().into_bytes()), UTF_8)
        }
        None => (Cow::Borrowed(bytes), encoding_of_cards(path, bytes)?),
    };
    let mut rows = vec![Row::of(0, COLUMNS.into_iter().chain(LAST))];
    let mut lines = Lines::new(&bytes, encoding);
    let mut text = 0;
    while let Some((line, card)) = lines.card() {
        text += card.len();
        if text > MOST_TEXT {
            return Err(SourceError::TooMuch(path.to_owned()));
        }
        if let Entry::VCard(parsed) = Parser::new(&card).entry() {
            rows.push(row(line, &parsed, day_of_birth(&card)));
        }
    }
    Ok(rows)
}

/// Lines as they stand, each with its number from 0.
type Numbered<'a> = Box<dyn Iterator<Item = (usize, &'a [u8])> + 'a>;

/// The lines of a file, unfolded and in UTF-8.
struct Lines<'a> {
    rest: Peekable<Numbered<'a>>,
    encoding: &'static Encoding,
}

impl<'a> Lines<'a> {
    fn new(bytes: &'a [u8], encoding: &'static Encoding) -> Self {
        let lines: Numbered<'_> = Box::new(bytes.split(|byte| *byte == b'\n').enumerate());
        Self { rest: lines.peekable(), encoding }
    }

    /// The next card with the line on which it begins; cards within cards are left out.
    fn card(&mut self) -> Option<(u64, String)> {
        let (mut card, mut begins, mut depth) = (String::new(), 0, 0_u32);
        loop {
            let Some((line, property)) = self.property() else {
                // A card that is never closed is a card all the same.
                return (depth > 0).then(|| (begins, card + "END:VCARD\r\n"));
            };
            let is = |mark: &str| property.trim().eq_ignore_ascii_case(mark);
            if is("BEGIN:VCARD") {
                depth += 1;
                begins = if depth == 1 { line } else { begins };
            }
            if depth == 1 {
                card.push_str(&property);
                card.push_str("\r\n");
            }
            if is("END:VCARD") {
                depth = depth.saturating_sub(1);
                if depth == 0 && !card.is_empty() {
                    return Some((begins, card));
                }
            }
        }
    }

    /// The next property and its line; without the photos and sounds.
    fn property(&mut self) -> Option<(u64, String)> {
        loop {
            let (at, first) = self.rest.next()?;
            let mut whole = trimmed(first).to_vec();
            let (head, _) = cut(&whole);
            let name = head.split(|byte| *byte == b';').next().unwrap_or_default();
            let name = name.rsplit(|byte| *byte == b'.').next().unwrap_or_default();
            let heavy = [&b"PHOTO"[..], b"LOGO", b"SOUND", b"KEY", b"X-MS-CARDPICTURE"]
                .iter()
                .any(|known| name.eq_ignore_ascii_case(known));
            let quoted =
                head.to_ascii_uppercase().windows(16).any(|word| word == b"QUOTED-PRINTABLE");
            while let Some((_, next)) = self.rest.peek() {
                let folded = next.starts_with(b" ") || next.starts_with(b"\t");
                if quoted && whole.ends_with(b"=") {
                    whole.pop();
                    whole.extend_from_slice(trimmed(next));
                } else if folded && !trimmed(next).trim_ascii().is_empty() {
                    if !heavy {
                        whole.extend_from_slice(trimmed(next).get(1..).unwrap_or_default());
                    }
                } else {
                    break;
                }
                self.rest.next();
            }
            if !heavy && !whole.trim_ascii().is_empty() {
                return Some((at as u64 + 1, plain(&whole, quoted, self.encoding)));
            }
        }
    }
}

/// Without its end: some programs write it twice.
fn trimmed(mut line: &[u8]) -> &[u8] {
    while let Some(rest) = line.strip_suffix(b"\r") {
        line = rest;
    }
    line
}

/// Name with parameters, and value: apart at the first colon outside quotes.
fn cut(line: &[u8]) -> (&[u8], &[u8]) {
    let mut inside = false;
    let colon = line.iter().position(|byte| {
        inside ^= *byte == b'"';
        *byte == b':' && !inside
    });
    let (head, value) = line.split_at(colon.unwrap_or(line.len()));
    (head, value.get(1..).unwrap_or_default())
}

/// A property in UTF-8, as version 3 writes it.
fn plain(line: &[u8], quoted: bool, encoding: &'static Encoding) -> String {
    let (head, value) = cut(line);
    let mut encoding = encoding;
    let mut name = String::new();
    for (place, parameter) in String::from_utf8_lossy(head).split(';').enumerate() {
        let upper = parameter.trim().to_ascii_uppercase();
        if let Some(charset) = upper.strip_prefix("CHARSET=") {
            let named = Encoding::for_label(charset.trim_matches('"').as_bytes());
            encoding = named.unwrap_or(encoding);
            continue;
        }
        if upper.ends_with("QUOTED-PRINTABLE") {
            continue;
        }
        if place > 0 {
            name.push_str(if upper.contains('=') { ";" } else { ";TYPE=" });
        }
        name.push_str(parameter.trim());
    }
    let bytes = if quoted { Cow::Owned(unquoted(value)) } else { Cow::Borrowed(value) };
    let (text, _) = encoding.decode_without_bom_handling(&bytes);
    let text = text.replace("\r\n", "\n").replace(['\r', '\n'], "\\n");
    format!("{name}:{text}")
}

/// Quoted-printable bytes: `=E6=98=8E`.
fn unquoted(value: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(value.len());
    let mut at = 0;
    while let Some(byte) = value.get(at) {
        let digits = value.get(at + 1..at + 3).and_then(|two| std::str::from_utf8(two).ok());
        let code = digits.and_then(|two| u8::from_str_radix(two, 16).ok());
        match code.filter(|_| *byte == b'=') {
            Some(code) => {
                bytes.push(code);
                at += 3;
            }
            None => {
                bytes.push(*byte);
                at += 1;
            }
        }
    }
    bytes
}

fn row(line: u64, card: &VCard, born: Option<Born>) -> Row {
    let of = |name: &VCardProperty| {
        let name = name.clone();
        card.entries.iter().filter(move |entry| entry.name == name)
    };
    let first =
        |name: VCardProperty| of(&name).map(|entry| part(entry, 0)).find(|text| !text.is_empty());
    let name = |place| of(&VCardProperty::N).map(|entry| part(entry, place)).next();
    let address = best(of(&VCardProperty::Adr));
    let place = |places: &[usize]| {
        let parts = places.iter().filter_map(|at| Some(part(address?, *at)));
        parts.filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
    };
    let is = |entry: &VCardEntry, wanted: VCardType| {
        entry
            .params
            .iter()
            .any(|p| matches!(&p.value, VCardParameterValue::Type(t) if *t == wanted))
    };
    let (mut cells, mut phones) = (Vec::new(), Vec::new());
    for entry in
        of(&VCardProperty::Tel).filter(|e| !is(e, VCardType::Fax) && !is(e, VCardType::Pager))
    {
        let number = part(entry, 0).trim_start_matches("tel:").to_owned();
        let list = if is(entry, VCardType::Cell) { &mut cells } else { &mut phones };
        if !number.is_empty() && !list.contains(&number) {
            list.push(number);
        }
    }
    let mails =
        of(&VCardProperty::Email).map(|entry| part(entry, 0)).filter(|mail| !mail.is_empty());
    let (mails, odd): (Vec<String>, Vec<String>) =
        mails.partition(|mail| value::emails(mail).is_some());
    let tags: Vec<String> = of(&VCardProperty::Categories)
        .flat_map(|entry| (0..entry.values.len()).map(|at| part(entry, at)))
        .collect();
    let wechat = card.entries.iter().find(|entry| {
        matches!(&entry.name, VCardProperty::Other(name) if ["X-WECHAT", "X-WEIXIN"].contains(&name.to_ascii_uppercase().as_str()))
    });
    let mut notes: Vec<String> = of(&VCardProperty::Note).map(|entry| part(entry, 0)).collect();
    // What is no day, and no address of a mail, is no reason to lose a person.
    let day = match born {
        Some(Born::On(day)) => day,
        Some(Born::Said(text)) => {
            notes.push(text);
            String::new()
        }
        None => String::new(),
    };
    notes.extend(odd);
    let (given, family) = (name(1).unwrap_or_default(), name(0).unwrap_or_default());
    // A card without a name is called by what it has.
    let called = first(VCardProperty::Fn).or_else(|| {
        let other = || first(VCardProperty::Nickname).or_else(|| first(VCardProperty::Org));
        let other =
            || other().or_else(|| mails.first().or(cells.first()).or(phones.first()).cloned());
        if given.is_empty() && family.is_empty() { other() } else { None }
    });
    let values = [
        called.unwrap_or_default(),
        given,
        family,
        first(VCardProperty::Org).unwrap_or_default(),
        first(VCardProperty::Title).or_else(|| first(VCardProperty::Role)).unwrap_or_default(),
        phones.join(" / "),
        cells.join(" / "),
        mails.join(", "),
        wechat.map(|entry| part(entry, 0)).unwrap_or_default(),
        day,
        place(&[0, 1, 2]),
        place(&[3]),
        place(&[4]),
        place(&[5]),
        place(&[6]),
        first(VCardProperty::Url).unwrap_or_default(),
        tags.join(", "),
        notes.join("\n"),
        first(VCardProperty::Uid).unwrap_or_default(),
    ];
    Row::of(line, values.iter().map(String::as_str))
}

/// A birthday as a card says it.
enum Born {
    /// As its field keeps it.
    On(String),
    /// In words, or no day there is.
    Said(String),
}

/// The birthday of a card. Which way of writing it has does not follow from its version: programs
/// do as they like.
fn day_of_birth(card: &str) -> Option<Born> {
    let line = card.lines().find(|line| {
        let name = line.split([':', ';']).next().unwrap_or_default();
        name.rsplit('.').next().unwrap_or_default().eq_ignore_ascii_case("BDAY")
    })?;
    let said = line.split_once(':')?.1.trim();
    let date = said.split(['T', ' ']).next().unwrap_or_default();
    let bare = date.trim_start_matches("--");
    let digits: String = bare.chars().filter(|c| *c != '-').collect();
    let part = |from: usize, to: usize| {
        digits.get(from..to).filter(|_| digits.bytes().all(|b| b.is_ascii_digit()))
    };
    let written = match (digits.len(), bare.len() < date.len()) {
        (8, false) => Some([part(0, 4)?, part(4, 6)?, part(6, 8)?].join("-")),
        (4, true) => Some([part(0, 2)?, part(2, 4)?].join("-")),
        _ => None,
    };
    let known = written.filter(|day| Birthday::parse(day).is_some());
    let known = known.filter(|day| {
        day.len() < 10 || day.get(..2).is_some_and(|c| ["19", "20", "21"].contains(&c))
    });
    if said.is_empty() {
        return None;
    }
    Some(known.map_or_else(|| Born::Said(format!("BDAY: {said}")), Born::On))
}

/// The address at work, else the first with something in it.
fn best<'a>(addresses: impl Iterator<Item = &'a VCardEntry>) -> Option<&'a VCardEntry> {
    let filled =
        |entry: &&VCardEntry| (0..entry.values.len()).any(|at| !part(entry, at).is_empty());
    let mut all: Vec<_> = addresses.filter(filled).collect();
    all.sort_by_key(|entry| {
        !entry.params.iter().any(|p| matches!(p.value, VCardParameterValue::Type(VCardType::Work)))
    });
    all.into_iter().next()
}

/// A part of a value as text.
fn part(entry: &VCardEntry, place: usize) -> String {
    let text = match entry.values.get(place) {
        Some(VCardValue::Text(text)) => text.trim().to_owned(),
        Some(VCardValue::Component(parts)) => parts.join(", ").trim().to_owned(),
        _ => String::new(),
    };
    // What old programs escaped without need.
    text.replace("\\,", ",").replace("\\;", ";")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cards(bytes: &[u8]) -> Vec<String> {
        assert!(looks_like(bytes));
        let rows = read(Path::new("x.vcf"), bytes).unwrap();
        let full = |row: &Row| row.cells().filter(|c| !c.is_empty()).collect::<Vec<_>>().join("|");
        rows.iter().skip(1).map(|row| format!("{} {}", row.line, full(row))).collect()
    }

    #[test]
    fn cards_of_old_phones_are_read_in_their_own_characters() {
        let quoted = |text: &str, encoding: &'static Encoding| {
            let (bytes, _, _) = encoding.encode(text);
            bytes.iter().map(|byte| format!("={byte:02X}")).collect::<String>()
        };
        let name = quoted("张敏", encoding_rs::GB18030);
        let (start, end) = name.split_at(6);
        let old = format!(
            "BEGIN:VCARD\r\nVERSION:2.1\r\nN;CHARSET=GB18030;ENCODING=QUOTED-PRINTABLE:;{start}=\r\n{end}\r\n\
             FN;CHARSET=GB2312;QUOTED-PRINTABLE:{name}\r\nTEL;CELL:13800138000\r\nTEL;WORK;FAX:1\r\n\
             PHOTO;ENCODING=BASE64;JPEG:/9j/\r\n AAAA\r\n\r\nEND:VCARD\r\n"
        );
        assert_eq!(cards(old.as_bytes()), ["1 张敏|张敏|13800138000"]);
        let raw = "begin:vcard\nfn;charset=gbk:李雷\nend:vcard\n";
        assert_eq!(cards(&encoding_rs::GBK.encode(raw).0), ["1 李雷"]);
    }

    #[test]
    fn many_cards_with_folds_addresses_and_days() {
        let text = "BEGIN:VCARD\nVERSION:4.0\nFN:Ann Lee\nORG:Acme\\, Inc.;Sales\nNOTE:one\\ntwo\n  three\n\
            BDAY:--0415\nADR;TYPE=home:;;Home 1;;;;\nADR;TYPE=work:;;Main St 5;Springfield;IL;62701;USA\n\
            CATEGORIES:a,b\nEND:VCARD\n\nBEGIN:VCARD\nVERSION:3.0\nFN:Bo\nBDAY:1980-05-21\nEND:VCARD";
        assert_eq!(
            cards(text.as_bytes()),
            [
                "1 Ann Lee|Acme, Inc.|04-15|Main St 5|Springfield|IL|62701|USA|a, b|one\ntwo three",
                "13 Bo|1980-05-21"
            ]
        );
    }

    #[test]
    fn broken_cards_are_no_trouble() {
        for text in
            ["BEGIN:VCARD", "BEGIN:VCARD\nBEGIN:VCARD\nFN", "BEGIN:VCARD\nN:=\nTEL;;;:\nEND"]
        {
            cards(text.as_bytes());
        }
    }
}
