//! Templates of messages: a text with names in braces that are filled in.

use std::collections::BTreeSet;

use super::activity::ActivityKind;

/// The longest text of a template that is kept, characters.
pub const LONGEST: usize = 8_000;

/// What the names in braces may be.
pub const VARIABLES: &[&str] = &[
    "contact",
    "salutation",
    "customer",
    "owner",
    "me",
    "festival",
    "deal",
    "stage",
    "product",
    "amount",
    "date",
    "today",
    "days",
];

/// A template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Template {
    /// Its name; a team has no two of one name.
    pub name: String,
    /// What is logged when it was sent: a message or an e-mail.
    pub kind: ActivityKind,
    /// The subject of an e-mail; empty = none.
    pub subject: String,
    /// The text.
    pub body: String,
}

/// A template with its names filled in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filled {
    /// The subject.
    pub subject: String,
    /// The text.
    pub body: String,
    /// The names that nothing is known for; they stand in the texts as they were, in braces.
    pub missing: Vec<String>,
}

/// A piece of a template.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Piece<'a> {
    /// As it stands.
    Text(&'a str),
    /// A name in braces, without them.
    Name(&'a str),
}

impl Template {
    /// Reads `kind: …`, `name: …`, `subject: …`, an empty line and the text.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.replace("\r\n", "\n");
        let (head, body) = text.split_once("\n\n").unwrap_or((&text, ""));
        let field = |name: &str| {
            let lines = head.lines().filter_map(|line| line.split_once(':'));
            let mut found = lines.filter(|(key, _)| key.trim() == name);
            found.next().map(|(_, value)| value.trim().to_owned())
        };
        let kind = ActivityKind::from_key(&field("kind")?)?;
        if !matches!(kind, ActivityKind::Message | ActivityKind::Email) {
            return None;
        }
        Some(Self {
            name: field("name").filter(|name| !name.is_empty())?,
            kind,
            subject: field("subject").unwrap_or_default(),
            body: body.trim_end().to_owned(),
        })
    }

    /// The text that [`Template::parse`] reads.
    pub fn text(&self) -> String {
        let Self { name, kind, subject, body } = self;
        format!("kind: {}\nname: {name}\nsubject: {subject}\n\n{body}\n", kind.key())
    }

    /// The first name in braces that is none of [`VARIABLES`].
    pub fn unknown(&self) -> Option<&str> {
        let pieces = pieces(&self.subject).into_iter().chain(pieces(&self.body));
        pieces.into_iter().find_map(|piece| match piece {
            Piece::Name(name) if !VARIABLES.contains(&name) => Some(name),
            _ => None,
        })
    }

    /// Whether its texts have a name in braces.
    pub fn uses(&self, name: &str) -> bool {
        [&self.subject, &self.body]
            .into_iter()
            .any(|text| pieces(text).contains(&Piece::Name(name)))
    }

    /// Fills the names in.
    pub fn fill(&self, value: impl Fn(&str) -> Option<String>) -> Filled {
        let mut missing = BTreeSet::new();
        let mut fill = |text: &str| -> String {
            let piece = |piece| match piece {
                Piece::Text(text) => text.to_owned(),
                Piece::Name(name) => {
                    value(name).filter(|value| !value.trim().is_empty()).unwrap_or_else(|| {
                        missing.insert(name.to_owned());
                        format!("{{{name}}}")
                    })
                }
            };
            pieces(text).into_iter().map(piece).collect()
        };
        let (subject, body) = (fill(&self.subject), fill(&self.body));
        Filled { subject, body, missing: missing.into_iter().collect() }
    }
}

impl Filled {
    /// Subject and text as they are copied.
    pub fn text(&self) -> String {
        if self.subject.is_empty() {
            return self.body.clone();
        }
        format!("{}\n\n{}", self.subject, self.body)
    }
}

/// The pieces of a text. Braces around anything but a small word are text.
pub fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        let name = after.split_once('}').filter(|(name, _)| {
            !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_')
        });
        match name {
            Some((name, behind)) => {
                pieces.push(Piece::Text(before));
                pieces.push(Piece::Name(name));
                rest = behind;
            }
            None => {
                let end = before.len() + 1;
                pieces.push(Piece::Text(rest.get(..end).unwrap_or(rest)));
                rest = after;
            }
        }
    }
    pieces.push(Piece::Text(rest));
    pieces.retain(|piece| *piece != Piece::Text(""));
    pieces
}

/// How a person is addressed: in Chinese by surname and position (`张总`, `李经理`), else by name.
pub fn salutation(name: &str, title: Option<&str>) -> String {
    let name = name.trim();
    let title = title.unwrap_or_default().trim();
    let Some(surname) = surname(name) else { return name.to_owned() };
    let position = POSITIONS.iter().find(|(of, _)| title.contains(of));
    position.map_or_else(|| name.to_owned(), |(_, called)| format!("{surname}{called}"))
}

/// Positions and what is said behind the surname; the longer names first.
const POSITIONS: &[(&str, &str)] = &[
    ("董事长", "董"),
    ("总经理", "总"),
    ("总监", "总"),
    ("总裁", "总"),
    ("总工", "工"),
    ("工程师", "工"),
    ("厂长", "厂长"),
    ("院长", "院长"),
    ("校长", "校长"),
    ("店长", "店长"),
    ("部长", "部长"),
    ("处长", "处长"),
    ("科长", "科长"),
    ("局长", "局长"),
    ("经理", "经理"),
    ("主任", "主任"),
    ("主管", "主管"),
    ("教授", "教授"),
    ("老师", "老师"),
    ("医生", "医生"),
    ("律师", "律师"),
    ("会计", "会计"),
    ("老板", "老板"),
    ("总", "总"),
];

/// Surnames of two characters.
const COMPOUND: &[&str] = &[
    "欧阳", "太史", "端木", "上官", "司马", "东方", "独孤", "南宫", "夏侯", "诸葛", "尉迟", "皇甫",
    "公孙", "慕容", "长孙", "宇文", "司徒", "司空", "令狐", "百里", "东郭", "呼延", "轩辕",
];

/// The surname of a Chinese name of two to four characters.
fn surname(name: &str) -> Option<&str> {
    let is_chinese = name.chars().all(|c| matches!(c, '\u{4e00}'..='\u{9fff}'));
    if !is_chinese || !(2..=4).contains(&name.chars().count()) {
        return None;
    }
    let compound = COMPOUND.iter().find(|of| name.starts_with(**of) && name.len() > of.len());
    compound.copied().or_else(|| name.get(..name.chars().next()?.len_utf8()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn template(body: &str) -> Template {
        Template {
            name: "x".to_owned(),
            kind: ActivityKind::Message,
            subject: String::new(),
            body: body.to_owned(),
        }
    }

    #[test]
    fn what_is_missing_stays_and_is_named() {
        let found =
            template("Dear {contact}, {deal} is {deal}. {x y} {} { {Contact} {").fill(|name| {
                match name {
                    "contact" => Some("张敏 {deal}".to_owned()),
                    "deal" => Some("  ".to_owned()),
                    _ => None,
                }
            });
        // What was filled in is not looked at again.
        let expected = "Dear 张敏 {deal}, {deal} is {deal}. {x y} {} { {Contact} {";
        assert_eq!((found.body.as_str(), found.missing), (expected, vec!["deal".to_owned()]));
        assert_eq!(template("a {contact} {foo}").unknown(), Some("foo"));
        assert!(template("a {contact}").uses("contact") && !template("contact").uses("contact"));
    }

    #[test]
    fn a_template_is_read_as_it_was_written() {
        let whole = Template {
            name: "报价后跟进".to_owned(),
            kind: ActivityKind::Email,
            subject: "About: {deal}".to_owned(),
            body: "one\n\ntwo: three".to_owned(),
        };
        assert_eq!(Template::parse(&whole.text()), Some(whole.clone()));
        let bare = Template { subject: String::new(), ..whole };
        assert_eq!(Template::parse(&bare.text().replace('\n', "\r\n")), Some(bare));
        for text in ["", "kind: call\nname: x\n\ny", "kind: email\n\ny", "name: x\n\ny"] {
            assert_eq!(Template::parse(text), None, "{text}");
        }
    }

    #[test]
    fn chinese_names_are_addressed_by_surname_and_position() {
        for (name, title, expected) in [
            ("张敏", Some("总经理"), "张总"),
            ("欧阳娜", Some("采购经理"), "欧阳经理"),
            ("王芳", Some("buyer"), "王芳"),
            ("王芳", None, "王芳"),
            ("欧阳", Some("主任"), "欧主任"),
            ("Li Wei", Some("总经理"), "Li Wei"),
            ("上海明月科技", Some("总经理"), "上海明月科技"),
        ] {
            assert_eq!(salutation(name, title), expected, "{name}");
        }
    }
}
