//! The second opinion: when the purchase models are on, and what they say (DOMAIN 3.1, 3.3, 3.4).

use chrono::NaiveDate;
use thiserror::Error;

use super::{
    bgnbd::{BgNbd, History},
    gamma_gamma::{GammaGamma, Spend},
    purchases::PurchaseDays,
};

/// Fewest customers with a purchase.
pub const LEAST_CUSTOMERS: usize = 200;
/// Fewest customers with two purchase days.
pub const LEAST_REPEATERS: usize = 60;
/// Fewest weeks since the oldest customer's first purchase.
pub const LEAST_WEEKS: f64 = 26.0;

/// How far ahead an outlook looks: a year.
pub const OUTLOOK_WEEKS: f64 = 52.0;

/// A customer as the models see it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Buyer {
    /// When and how often.
    pub history: History,
    /// Mean spend on repeat purchase days in minor units; 0 without one.
    pub mean_spend: f64,
}

impl Buyer {
    /// A buyer from its uncancelled orders (day, amount in minor units), in any order, at the end
    /// of `today`; `None` without a purchase. Refunds do not count.
    pub fn new(orders: &[(NaiveDate, i64)], today: NaiveDate) -> Option<Self> {
        let purchases = PurchaseDays::new(orders.iter().copied(), today);
        let (history, first) = (History::new(&purchases, today)?, purchases.first()?);
        let spent: i128 = orders
            .iter()
            .filter(|(day, amount)| *amount > 0 && first < *day && *day <= today)
            .map(|(_, amount)| i128::from(*amount))
            .sum();
        Some(Self { history, mean_spend: spent as f64 / f64::from(history.repeats.max(1)) })
    }

    const fn spend(&self) -> Spend {
        Spend { repeats: self.history.repeats, mean: self.mean_spend }
    }
}

/// Why there is no second opinion.
#[derive(Clone, Copy, Debug, PartialEq, Error)]
pub enum ModelOff {
    /// Too few customers with a purchase.
    #[error("{0} customers with a purchase, {LEAST_CUSTOMERS} needed")]
    TooFewCustomers(usize),
    /// Too few customers with two purchase days.
    #[error("{0} customers with two purchase days, {LEAST_REPEATERS} needed")]
    TooFewRepeaters(usize),
    /// The oldest customer is too young, in weeks.
    #[error("{0:.0} weeks of purchases, {LEAST_WEEKS} needed")]
    TooShort(f64),
    /// The search for the parameters did not come to rest.
    #[error("the fit did not converge")]
    NotConverged,
    /// A parameter is not in (0.001, 1000).
    #[error("the fit gave a parameter out of range")]
    OutOfRange,
}

impl ModelOff {
    /// Stable key in answers.
    pub const fn key(&self) -> &'static str {
        match self {
            Self::TooFewCustomers(_) => "too_few_customers",
            Self::TooFewRepeaters(_) => "too_few_repeaters",
            Self::TooShort(_) => "too_short",
            Self::NotConverged => "not_converged",
            Self::OutOfRange => "out_of_range",
        }
    }
}

/// Why the models say nothing about money.
#[derive(Clone, Copy, Debug, PartialEq, Error)]
pub enum SpendOff {
    /// Spend and number of purchases go together (their correlation), which the model excludes.
    #[error("spend and number of purchases correlate by {0:.2}")]
    Correlated(f64),
    /// The search for the parameters did not come to rest.
    #[error("the fit did not converge")]
    NotConverged,
    /// q ≤ 1: the mean spend of all customers does not exist.
    #[error("the fit has no mean")]
    NoMean,
}

impl SpendOff {
    /// Stable key in answers.
    pub const fn key(&self) -> &'static str {
        match self {
            Self::Correlated(_) => "correlated",
            Self::NotConverged => "not_converged",
            Self::NoMean => "no_mean",
        }
    }
}

/// The fitted models.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PurchaseModel {
    /// How often.
    pub purchases: BgNbd,
    /// For how much, or why not.
    pub spend: Result<GammaGamma, SpendOff>,
    /// What the models were fitted to.
    pub fitted: Fitted,
}

/// What a fit rests on, and how well it fits.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Fitted {
    /// Customers with a purchase.
    pub customers: usize,
    /// Those of them with two purchase days.
    pub repeaters: usize,
    /// Log-likelihood of the purchases.
    pub ln_likelihood: f64,
}

/// What the models say of one customer.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Outlook {
    /// Probability that the customer will still buy, 0–1.
    pub p_alive: f64,
    /// Expected purchases in the period.
    pub purchases: f64,
    /// Expected value of the period in minor units, undiscounted; `None` with the spend model off.
    pub value_minor: Option<i64>,
}

impl PurchaseModel {
    /// Fits the models to all customers with a purchase.
    ///
    /// # Errors
    /// The first condition of DOMAIN 3.1 that does not hold.
    pub fn fit(buyers: &[Buyer]) -> Result<Self, ModelOff> {
        let repeaters = buyers.iter().filter(|buyer| buyer.history.repeats > 0).count();
        let oldest = buyers.iter().map(|buyer| buyer.history.age_weeks).fold(0.0, f64::max);
        if buyers.len() < LEAST_CUSTOMERS {
            return Err(ModelOff::TooFewCustomers(buyers.len()));
        }
        if repeaters < LEAST_REPEATERS {
            return Err(ModelOff::TooFewRepeaters(repeaters));
        }
        if oldest < LEAST_WEEKS {
            return Err(ModelOff::TooShort(oldest));
        }
        let histories: Vec<History> = buyers.iter().map(|buyer| buyer.history).collect();
        let purchases = BgNbd::fit(&histories).ok_or(ModelOff::NotConverged)?;
        let BgNbd { r, alpha, a, b } = purchases;
        if ![r, alpha, a, b].iter().all(|value| *value > 1e-3 && *value < 1e3) {
            return Err(ModelOff::OutOfRange);
        }
        let spends: Vec<Spend> = buyers.iter().map(Buyer::spend).collect();
        let ln_likelihood = purchases.ln_likelihood_of_all(&histories);
        let fitted = Fitted { customers: buyers.len(), repeaters, ln_likelihood };
        Ok(Self { purchases, spend: fit_spend(&spends), fitted })
    }

    /// The probability that a customer buys again; `None` of one who bought on one day only, of whom
    /// the model always says yes (DOMAIN 3.1, 6.4).
    pub fn p_alive(&self, buyer: &Buyer) -> Option<f64> {
        (buyer.history.repeats > 0).then(|| self.purchases.p_alive(&buyer.history))
    }

    /// What to expect of a customer in the next `weeks` (52 for a year).
    pub fn outlook(&self, buyer: &Buyer, weeks: f64) -> Outlook {
        let purchases = self.purchases.expected_purchases(&buyer.history, weeks);
        let spend = self.spend.ok().map(|spend| spend.expected_spend(&buyer.spend()));
        Outlook {
            p_alive: self.purchases.p_alive(&buyer.history),
            purchases,
            value_minor: spend.map(|spend| (purchases * spend).round() as i64),
        }
    }
}

fn fit_spend(spends: &[Spend]) -> Result<GammaGamma, SpendOff> {
    let correlation = correlation(spends);
    if correlation.abs() >= 0.3 {
        return Err(SpendOff::Correlated(correlation));
    }
    let model = GammaGamma::fit(spends).ok_or(SpendOff::NotConverged)?;
    if model.q > 1.0 { Ok(model) } else { Err(SpendOff::NoMean) }
}

/// Pearson's correlation of repeats and mean spend among repeaters; 0 where one does not vary.
fn correlation(spends: &[Spend]) -> f64 {
    let pairs: Vec<(f64, f64)> = spends
        .iter()
        .filter(|spend| spend.repeats > 0)
        .map(|spend| (f64::from(spend.repeats), spend.mean))
        .collect();
    let mean = |of: fn(&(f64, f64)) -> f64| pairs.iter().map(of).sum::<f64>() / pairs.len() as f64;
    let (mean_x, mean_y) = (mean(|pair| pair.0), mean(|pair| pair.1));
    let (mut xy, mut xx, mut yy) = (0.0, 0.0, 0.0);
    for (x, y) in &pairs {
        let (x, y) = (x - mean_x, y - mean_y);
        xy += x * y;
        xx += x * x;
        yy += y * y;
    }
    if xx * yy > 0.0 { xy / (xx * yy).sqrt() } else { 0.0 }
}

/// P(alive) in four bands for display (DOMAIN 3.3); better first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum AliveBand {
    /// From 0.75.
    Likely,
    /// From 0.50.
    Probable,
    /// From 0.25.
    Doubtful,
    /// Below.
    Unlikely,
}

impl AliveBand {
    /// The band of a P(alive).
    pub fn of(p_alive: f64) -> Self {
        match p_alive {
            p if p >= 0.75 => Self::Likely,
            p if p >= 0.50 => Self::Probable,
            p if p >= 0.25 => Self::Doubtful,
            _ => Self::Unlikely,
        }
    }

    /// Stable key in files and answers.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Likely => "likely",
            Self::Probable => "probable",
            Self::Doubtful => "doubtful",
            Self::Unlikely => "unlikely",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Customers of many ages, of whom every third has bought again, some often.
    fn buyers(count: u32) -> Vec<Buyer> {
        let buyer = |n: u32| {
            let repeats = if n.is_multiple_of(3) { 1 + n / 3 % 7 } else { 0 };
            let age_weeks = f64::from(20 + n % 33);
            let recency_weeks =
                if repeats == 0 { 0.0 } else { age_weeks * f64::from(1 + n / 7 % 9) / 10.0 };
            let mean_spend = if repeats == 0 { 0.0 } else { f64::from(1_000 + n * n % 9_000) };
            Buyer { history: History { repeats, recency_weeks, age_weeks }, mean_spend }
        };
        (0..count).map(buyer).collect()
    }

    #[test]
    fn each_condition_switches_the_model_off_with_its_reason() {
        let with = |change: &dyn Fn(usize, &mut History)| {
            let mut all = buyers(600);
            for (at, buyer) in all.iter_mut().enumerate() {
                change(at, &mut buyer.history);
            }
            all
        };
        let stretched = |by: f64| {
            with(&|_, history| {
                history.age_weeks *= by;
                history.recency_weeks *= by;
            })
        };
        // Every third has bought again.
        let repeating = |first: usize| {
            with(&|at, history| {
                if at >= first {
                    history.repeats = 0;
                    history.recency_weeks = 0.0;
                }
            })
        };
        // Everybody buys every week: no spread of rates, so no finite parameters.
        let regular = with(&|_, history| {
            let weeks = history.age_weeks;
            *history = History { repeats: weeks as u32, recency_weeks: weeks, age_weeks: weeks };
        });
        let oldest = 52.0;
        for (name, buyers, expected) in [
            ("199 customers", buyers(600)[..199].to_vec(), ModelOff::TooFewCustomers(199)),
            ("nobody", Vec::new(), ModelOff::TooFewCustomers(0)),
            ("59 repeaters", repeating(177), ModelOff::TooFewRepeaters(59)),
            ("25 weeks", stretched(25.0 / oldest), ModelOff::TooShort(25.0)),
            ("no best parameters", regular, ModelOff::NotConverged),
        ] {
            assert_eq!(PurchaseModel::fit(&buyers).err(), Some(expected), "{name}");
        }
        for (just_enough, reason) in [
            (buyers(600)[..200].to_vec(), "too_few_customers"),
            (repeating(178), "too_few_repeaters"),
            (stretched(26.0 / oldest), "too_short"),
        ] {
            let off = PurchaseModel::fit(&just_enough).err();
            assert_ne!(off.map(|off| off.key()), Some(reason));
        }
    }

    #[test]
    fn spend_that_grows_with_purchases_has_no_model() {
        let spend = |repeats: u32| Spend { repeats, mean: 10.0 * f64::from(repeats) };
        let fitted = fit_spend(&[spend(1), spend(2), spend(5)]);
        assert!(matches!(fitted, Err(SpendOff::Correlated(by)) if by > 0.999), "{fitted:?}");
        // Everybody spends the same on each day: no spread, so no finite parameters.
        let same = [1, 2, 3, 4, 5].map(|repeats| Spend { repeats, mean: 10.0 });
        assert_eq!(fit_spend(&same), Err(SpendOff::NotConverged));
        let alike = [Spend { repeats: 2, mean: 10.0 }; 5];
        assert_eq!(correlation(&alike), 0.0);
    }

    #[test]
    fn the_outlook_joins_purchases_and_spend() {
        let purchases = BgNbd { r: 0.243, alpha: 4.414, a: 0.793, b: 2.426 };
        let spend = GammaGamma { p: 6.25, q: 3.74, gamma: 1544.0 };
        let history = History { repeats: 2, recency_weeks: 30.43, age_weeks: 38.86 };
        let buyer = Buyer { history, mean_spend: 2234.5 };
        let fitted = Fitted::default();
        let on = PurchaseModel { purchases, spend: Ok(spend), fitted }.outlook(&buyer, 39.0);
        // 1.226028 purchases at 6.25·(1544 + 2·2234.5) / (6.25·2 + 2.74).
        assert_eq!((on.p_alive * 1e6).round(), 726_579.0);
        assert_eq!(on.value_minor, Some((1.226_028 * 6.25 * 6013.0 / 15.24_f64).round() as i64));
        let off = Err(SpendOff::NoMean);
        let off = PurchaseModel { purchases, spend: off, fitted }.outlook(&buyer, 39.0);
        assert_eq!((off.purchases, off.value_minor), (on.purchases, None));
    }

    #[test]
    fn a_buyer_is_read_from_its_orders() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let orders = [
            (day("2026-01-15"), 300),
            (day("2026-01-01"), 999),
            (day("2026-01-15"), 400),
            (day("2026-01-20"), -50),
            (day("2026-01-29"), 100),
            (day("2026-02-06"), 100), // after today
        ];
        let history = History { repeats: 2, recency_weeks: 4.0, age_weeks: 5.0 };
        let expected = Some(Buyer { history, mean_spend: 400.0 });
        assert_eq!(Buyer::new(&orders, day("2026-02-05")), expected);
        assert_eq!(Buyer::new(&orders, day("2025-12-31")), None);
    }

    #[test]
    fn bands_begin_at_quarters() {
        let keys = [1.0, 0.75, 0.5, 0.499, 0.25, 0.0].map(|p| AliveBand::of(p).key());
        assert_eq!(keys, ["likely", "likely", "probable", "doubtful", "doubtful", "unlikely"]);
    }
}
