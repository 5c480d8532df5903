//! A day off or working day of the team's own, with what it is called (DOMAIN 6.7).

use crate::text::clean_line;

/// What the team says of a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnDay {
    /// Worked, whatever the calendar says; else off.
    pub works: bool,
    /// What it is called.
    pub name: Option<String>,
}

impl OwnDay {
    /// Reads `off`, `work`, and the same with a name behind: `off Weihnachten`.
    pub fn parse(text: &str) -> Option<Self> {
        let text = clean_line(text);
        let (kind, name) = text.split_once(' ').unwrap_or((&text, ""));
        let works = match kind {
            "off" => false,
            "work" => true,
            _ => return None,
        };
        Some(Self { works, name: Some(name.to_owned()).filter(|name| !name.is_empty()) })
    }
}

impl std::fmt::Display for OwnDay {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(if self.works { "work" } else { "off" })?;
        self.name.iter().try_for_each(|name| write!(f, " {name}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_off_or_worked_and_may_have_a_name() {
        for (text, works, name) in [
            ("off", false, None),
            (" work ", true, None),
            ("off  Tag der\tEinheit ", false, Some("Tag der Einheit")),
            ("work 国庆节\u{1b}", true, Some("国庆节")),
        ] {
            let day = OwnDay::parse(text).unwrap();
            assert_eq!((day.works, day.name.as_deref()), (works, name), "{text}");
            assert_eq!(OwnDay::parse(&day.to_string()), Some(day));
        }
        for text in ["", "offside", "Off", "holiday off"] {
            assert_eq!(OwnDay::parse(text), None, "{text}");
        }
    }
}
