//! The team's settings of RFM and revenue classes (DOMAIN 1.8, 2).

use super::super::{
    pareto::AbcRules,
    rfm::{Method, RfmRules, SplitBy, Thresholds, Window},
    settings::{Entry, SettingsError, joined},
};

/// What the team says of how purchases are looked at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct BuyingRules {
    /// Scores and segments.
    pub rfm: RfmRules,
    /// Revenue classes.
    pub abc: AbcRules,
}

/// The key of a method that follows the number of customers.
pub const AUTO: &str = "auto";

impl BuyingRules {
    /// Sets one setting; the whole is checked apart.
    pub(in crate::domain) fn set(&mut self, entry: &Entry<'_>) -> Result<(), SettingsError> {
        let Thresholds { recency_days, frequency, monetary_minor } = &mut self.rfm.thresholds;
        match entry.key {
            "rfm.window" => {
                let window = Window::from_key(entry.value);
                self.rfm.window = window.ok_or_else(|| entry.bad("window"))?;
            }
            "rfm.method" => {
                let methods = Method::ALL.map(|method| (method.key(), Some(method)));
                let choices = [methods.as_slice(), &[(AUTO, None)]].concat();
                self.rfm.method = entry.choice("rfm-method", &choices)?;
            }
            "rfm.split" => {
                let choices = SplitBy::ALL.map(|split| (split.key(), split));
                self.rfm.split = entry.choice("rfm-split", &choices)?;
            }
            "rfm.days" => *recency_days = rising(entry)?,
            "rfm.orders" => *frequency = rising(entry)?,
            "rfm.money" => *monetary_minor = rising(entry)?,
            "abc.a" => self.abc.a_pct = entry.number()?,
            "abc.b" => self.abc.b_pct = entry.number()?,
            _ => return Err(entry.unknown()),
        }
        Ok(())
    }

    /// Every setting with its value.
    pub(in crate::domain) fn list(&self) -> Vec<(String, String)> {
        let (rfm, abc) = (&self.rfm, &self.abc);
        [
            ("rfm.window", rfm.window.key()),
            ("rfm.method", rfm.method.map_or(AUTO, Method::key).to_owned()),
            ("rfm.split", rfm.split.key().to_owned()),
            ("rfm.days", joined(&rfm.thresholds.recency_days)),
            ("rfm.orders", joined(&rfm.thresholds.frequency)),
            ("rfm.money", joined(&rfm.thresholds.monetary_minor)),
            ("abc.a", abc.a_pct.to_string()),
            ("abc.b", abc.b_pct.to_string()),
        ]
        .map(|(key, value)| (key.to_owned(), value))
        .into()
    }

    /// That the classes end one after the other.
    pub(in crate::domain) const fn check(&self) -> Result<(), SettingsError> {
        let AbcRules { a_pct, b_pct } = self.abc;
        if 0 < a_pct && a_pct < b_pct && b_pct <= 100 {
            Ok(())
        } else {
            Err(SettingsError::Classes)
        }
    }
}

/// Four edges, each above the one before.
fn rising(entry: &Entry<'_>) -> Result<[i64; 4], SettingsError> {
    let edges: [i64; 4] = entry.numbers().map_err(|_| entry.bad("rising"))?;
    let rises = edges.iter().zip(edges.iter().skip(1)).all(|(low, high)| low < high);
    if rises { Ok(edges) } else { Err(entry.bad("rising")) }
}

#[cfg(test)]
mod tests {
    use super::super::super::settings::Rules;
    use super::*;

    #[test]
    fn settings_read_back_and_what_is_none_is_refused() {
        let good = [
            ("rfm.window", "90"),
            ("rfm.method", "thresholds"),
            ("rfm.split", "fixed4"),
            ("rfm.days", "7 14 30 60"),
            ("rfm.orders", "1 2 3 4"),
            ("rfm.money", "-5 0 100 1000"),
            ("abc.a", "70"),
            ("abc.b", "100"),
        ];
        let rules = Rules::from_settings(good).unwrap().buying;
        let listed = rules.list();
        let pairs: Vec<(&str, &str)> =
            listed.iter().map(|(key, value)| (key.as_str(), value.as_str())).collect();
        assert_eq!(pairs, good);
        assert_eq!(rules.rfm.window, Window::Days(90));
        let auto = Rules::from_settings([("rfm.method", "auto")]).unwrap().buying;
        assert_eq!(auto, BuyingRules::default());
        for bad in [
            ("rfm.window", "0"),
            ("rfm.method", "deciles"),
            ("rfm.split", "5"),
            ("rfm.days", "31 91 181"),
            ("rfm.orders", "2 3 3 9"),
            ("rfm.money", "5000.50 1 2 3"),
            ("abc.a", "0"),
            ("abc.b", "101"),
        ] {
            assert!(Rules::from_settings([bad]).is_err(), "{bad:?}");
        }
    }
}
