//! Gamma-Gamma: what a repeat purchase day is worth (DOMAIN 3.4; Fader & Hardie 2013).

use std::collections::BTreeMap;

use libm::lgamma;
use special::Gamma;

use super::fit::{Sloped, maximise};

/// The model's parameters, all positive.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct GammaGamma {
    /// Shape of the spend on a day.
    pub p: f64,
    /// Shape of the customers' scales.
    pub q: f64,
    /// Scale of the customers' scales, in the unit of the spend.
    pub gamma: f64,
}

/// A customer's spend on repeat purchase days.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Spend {
    /// Purchase days after the first (x).
    pub repeats: u32,
    /// Mean spend on such a day (m), any unit, the same for all customers.
    pub mean: f64,
}

impl GammaGamma {
    /// The most likely parameters. Customers without repeat days or spend are left out; `None`
    /// if nobody is left or the search does not come to rest.
    pub fn fit(customers: &[Spend]) -> Option<Self> {
        let used: Vec<Spend> = customers.iter().copied().filter(Spend::counts).collect();
        let count = used.len() as f64;
        // In units of the mean spend, so that the search does not depend on the currency.
        let unit = used.iter().map(|spend| spend.mean).sum::<f64>() / count;
        let scaled: Vec<Spend> =
            used.iter().map(|spend| Spend { mean: spend.mean / unit, ..*spend }).collect();
        let sums = Sums::new(&scaled);
        let mean = |[p, q, gamma]: [f64; 3]| {
            let (value, slopes) = Self { p, q, gamma }.sloped_ln_likelihood_of(&sums);
            (value / count, slopes.map(|slope| slope / count))
        };
        maximise(mean).map(|[p, q, gamma]| Self { p, q, gamma: gamma * unit })
    }

    /// Expected spend on a purchase day, in the unit of the fit. Without repeat days the mean of
    /// all customers, which exists for q > 1.
    pub fn expected_spend(&self, customer: &Spend) -> f64 {
        let x = f64::from(customer.repeats);
        self.p * (self.gamma + x * customer.mean) / (self.p * x + self.q - 1.0)
    }

    /// Logarithm of the likelihood of the customers with repeat days and spend.
    pub fn ln_likelihood(&self, customers: &[Spend]) -> f64 {
        let used: Vec<Spend> = customers.iter().copied().filter(Spend::counts).collect();
        self.ln_likelihood_of(&Sums::new(&used))
    }

    fn ln_likelihood_of(&self, sums: &Sums<'_>) -> f64 {
        self.sloped_ln_likelihood_of(sums).0
    }

    /// The logarithm of the likelihood with its slopes in p, q and γ.
    fn sloped_ln_likelihood_of(&self, sums: &Sums<'_>) -> Sloped<3> {
        let Self { p, q, gamma } = *self;
        let mut value = p * sums.x_ln_total - sums.ln_mean;
        let [mut of_p, mut of_q, mut of_gamma] = [sums.x_ln_total, 0.0, 0.0];
        for (repeats, n) in &sums.by_repeats {
            let x = f64::from(*repeats);
            let px = p * x;
            value += n * (lgamma(px + q) - lgamma(px) - lgamma(q) + q * gamma.ln());
            let together = (px + q).digamma();
            of_p += n * x * (together - px.digamma());
            of_q += n * (together - q.digamma() + gamma.ln());
            of_gamma += n * q / gamma;
        }
        for row in sums.rows {
            let x = f64::from(row.repeats);
            let scale = gamma + row.mean * x;
            let ln_scale = scale.ln();
            value -= (p * x + q) * ln_scale;
            of_p -= x * ln_scale;
            of_q -= ln_scale;
            of_gamma -= (p * x + q) / scale;
        }
        (value, [of_p, of_q, of_gamma])
    }
}

impl Spend {
    fn counts(&self) -> bool {
        self.repeats > 0 && self.mean > 0.0
    }
}

/// What of the data does not change while the parameters are searched.
struct Sums<'a> {
    rows: &'a [Spend],
    by_repeats: BTreeMap<u32, f64>,
    /// Σ x·ln(x·m).
    x_ln_total: f64,
    /// Σ ln m.
    ln_mean: f64,
}

impl<'a> Sums<'a> {
    fn new(rows: &'a [Spend]) -> Self {
        let mut sums = Self { rows, by_repeats: BTreeMap::new(), x_ln_total: 0.0, ln_mean: 0.0 };
        for row in rows {
            let x = f64::from(row.repeats);
            *sums.by_repeats.entry(row.repeats).or_insert(0.0) += 1.0;
            sums.x_ln_total += x * (x * row.mean).ln();
            sums.ln_mean += row.mean.ln();
        }
        sums
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slopes_are_those_of_the_likelihood() {
        let rows = [(1, 22.5), (2, 30.0), (7, 4.25)].map(|(repeats, mean)| Spend { repeats, mean });
        let (sums, at) = (Sums::new(&rows), [6.25, 3.74, 15.44]);
        let of =
            |[p, q, gamma]: [f64; 3]| GammaGamma { p, q, gamma }.sloped_ln_likelihood_of(&sums);
        for axis in 0..3 {
            let beside = |by: f64| {
                let mut beside = at;
                beside[axis] += by;
                of(beside).0
            };
            let (slope, measured) = (of(at).1[axis], (beside(1e-5) - beside(-1e-5)) / 2e-5);
            assert!((slope - measured).abs() < 1e-6, "axis {axis}: {slope}, measured {measured}");
        }
    }

    #[test]
    fn only_repeat_days_with_spend_count() {
        let model = GammaGamma { p: 6.25, q: 3.74, gamma: 15.44 };
        let with_spend = Spend { repeats: 2, mean: 30.0 };
        let without = [Spend { repeats: 0, mean: 30.0 }, Spend { repeats: 3, mean: 0.0 }];
        let all = [without[0], with_spend, without[1]];
        assert_eq!(model.ln_likelihood(&all), model.ln_likelihood(&[with_spend]));
        assert_eq!(GammaGamma::fit(&without), None);
    }
}
