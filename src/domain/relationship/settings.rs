//! The team's settings of relationships: which groups of customers there are, and what each earns.

use std::collections::BTreeMap;

use super::{Relationship, RelationshipRules, relationship};
use crate::{
    domain::settings::{Entry, SettingsError, hundredths},
    text,
};

/// What makes customers a group that has a margin of its own.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Grouped {
    /// Their trade.
    #[default]
    Industry,
    /// Where they are.
    Area,
    /// Where they came from.
    Source,
}

impl Grouped {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Industry, Self::Area, Self::Source];

    /// Stable key, the name of the customer's field.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Industry => "industry",
            Self::Area => "area",
            Self::Source => "source",
        }
    }
}

/// What the team says of relationships.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RelationshipSettings {
    /// What makes a group.
    pub by: Grouped,
    /// Where sizes and margins begin and end.
    pub rules: RelationshipRules,
    /// The margin of groups by name, hundredths of a percent.
    pub margins: BTreeMap<String, i32>,
}

/// What the key of a group's margin begins with; its name follows.
pub const MARGIN: &str = "margin.";
/// The largest margin there is, hundredths of a percent; a loss may be as large.
const MOST: i32 = 10_000;

impl RelationshipSettings {
    /// The relationship that suits a group of so many customers of all; `None` while its margin is
    /// not known.
    pub fn of(&self, group: &str, customers: u32, all: u32) -> Option<Relationship> {
        let margin = self.rules.margin(*self.margins.get(group)?);
        Some(relationship(self.rules.size(customers, all)?, margin))
    }

    /// Sets one setting; the whole is checked apart.
    pub(in crate::domain) fn set(&mut self, entry: &Entry<'_>) -> Result<(), SettingsError> {
        match entry.key {
            "relationship.by" => {
                let choices = Grouped::ALL.map(|by| (by.key(), by));
                self.by = entry.choice("relationship-by", &choices)?;
            }
            "relationship.few" => self.rules.few_pct = entry.number()?,
            "relationship.medium" => self.rules.medium_pct = entry.number()?,
            "relationship.margin.medium" => self.rules.medium_margin_bp = margin(entry)?,
            "relationship.margin.high" => self.rules.high_margin_bp = margin(entry)?,
            key => {
                let group = key.strip_prefix(MARGIN).ok_or_else(|| entry.unknown())?;
                // Only a name that a customer's field can have.
                if group.is_empty() || text::clean_line(group) != group {
                    return Err(entry.unknown());
                }
                self.margins.insert(group.to_owned(), margin(entry)?);
            }
        }
        Ok(())
    }

    /// Every setting with its value.
    pub(in crate::domain) fn list(&self) -> Vec<(String, String)> {
        let rules = &self.rules;
        let fixed = [
            ("relationship.by", self.by.key().to_owned()),
            ("relationship.few", rules.few_pct.to_string()),
            ("relationship.medium", rules.medium_pct.to_string()),
            ("relationship.margin.medium", hundredths(rules.medium_margin_bp)),
            ("relationship.margin.high", hundredths(rules.high_margin_bp)),
        ];
        let fixed = fixed.into_iter().map(|(key, value)| (key.to_owned(), value));
        let margins = self.margins.iter();
        fixed
            .chain(margins.map(|(group, bp)| (format!("{MARGIN}{group}"), hundredths(*bp))))
            .collect()
    }

    /// That sizes and margins rise.
    pub(in crate::domain) const fn check(&self) -> Result<(), SettingsError> {
        let RelationshipRules { few_pct, medium_pct, medium_margin_bp, high_margin_bp } =
            self.rules;
        if few_pct < medium_pct && medium_pct <= 100 && medium_margin_bp < high_margin_bp {
            Ok(())
        } else {
            Err(SettingsError::Relationship)
        }
    }
}

/// A margin: percent with at most two decimals.
fn margin(entry: &Entry<'_>) -> Result<i32, SettingsError> {
    let margin = entry.hundredths().ok().filter(|margin| (-MOST..=MOST).contains(margin));
    margin.ok_or_else(|| entry.bad("margin"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::settings::Rules;

    #[test]
    fn settings_read_back_whatever_a_group_is_called() {
        let good = [
            ("relationship.by", "area"),
            ("relationship.few", "10"),
            ("relationship.medium", "40"),
            ("relationship.margin.medium", "12.50"),
            ("relationship.margin.high", "40.00"),
            ("margin.New York", "32.50"),
            ("margin.St. Gallen", "-0.50"),
            ("margin.上海", "100.00"),
        ];
        let settings = Rules::from_settings(good).unwrap().relationship;
        let listed = settings.list();
        let pairs: Vec<(&str, &str)> =
            listed.iter().map(|(key, value)| (key.as_str(), value.as_str())).collect();
        assert_eq!(pairs, good);
        assert_eq!(settings.by, Grouped::Area);
    }

    #[test]
    fn what_says_nothing_is_refused() {
        for bad in [
            ("relationship.by", "colour"),
            ("relationship.few", "50"),
            ("relationship.medium", "101"),
            ("relationship.margin.medium", "30"),
            ("margin.Software", "32.555"),
            ("margin.Software", "100.01"),
            ("margin.Software", "99999999999"),
            ("margin.Software", "much"),
        ] {
            assert!(Rules::from_settings([bad]).is_err(), "{bad:?}");
        }
        let unknown = ["margin.", "margin. Software", "margin.\u{1b}[31m", "relationship.depth"];
        for key in unknown {
            assert!(Rules::default().check_values([(key, "1")]).is_err(), "{key:?}");
        }
    }

    #[test]
    fn a_group_has_a_relationship_once_its_margin_is_known() {
        let rules = Rules::from_settings([("margin.Optics", "30"), ("margin.Retail", "14.99")]);
        let settings = rules.unwrap().relationship;
        assert_eq!(settings.of("Optics", 2, 10), Some(Relationship::Partnership));
        assert_eq!(settings.of("Retail", 8, 10), Some(Relationship::Basic));
        assert_eq!(settings.of("Printing", 1, 10), None);
    }
}
