//! BG/NBD: purchases until an unseen farewell (DOMAIN 3.3; Fader, Hardie & Lee 2005).

use std::collections::BTreeMap;

use chrono::NaiveDate;
use libm::lgamma;
use special::Gamma;

use super::{
    fit::{Sloped, maximise},
    hypergeometric::scaled_hyp2f1_less_1,
    purchases::PurchaseDays,
};

/// What the model knows of a customer. Weeks are days / 7.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct History {
    /// Purchase days after the first (x).
    pub repeats: u32,
    /// Weeks from the first to the last purchase (t_x); 0 without repeats.
    pub recency_weeks: f64,
    /// Weeks from the first purchase to the end of observation (T).
    pub age_weeks: f64,
}

impl History {
    /// A customer's history at the end of `today`; `None` without a purchase.
    pub fn new(purchases: &PurchaseDays, today: NaiveDate) -> Option<Self> {
        let (first, last) = (purchases.first()?, purchases.last()?);
        let weeks = |to: NaiveDate| (to - first).num_days() as f64 / 7.0;
        Some(Self {
            repeats: purchases.gaps().len() as u32,
            recency_weeks: weeks(last),
            age_weeks: weeks(today),
        })
    }
}

/// The model's parameters, all positive; time in weeks.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct BgNbd {
    /// Shape of the purchase rates.
    pub r: f64,
    /// Scale of the purchase rates, weeks.
    pub alpha: f64,
    /// First shape of the farewell probabilities.
    pub a: f64,
    /// Second shape of the farewell probabilities.
    pub b: f64,
}

impl BgNbd {
    /// The most likely parameters; `None` if the search does not come to rest.
    pub fn fit(customers: &[History]) -> Option<Self> {
        let grouped = Grouped::new(customers);
        let count = customers.len() as f64;
        let mean = |[r, alpha, a, b]: [f64; 4]| {
            let (value, slopes) = Self { r, alpha, a, b }.sloped_ln_likelihood_of(&grouped);
            (value / count, slopes.map(|slope| slope / count))
        };
        maximise(mean).map(|[r, alpha, a, b]| Self { r, alpha, a, b })
    }

    /// Probability that the customer will still buy, 0–1; 1 without repeat purchases.
    pub fn p_alive(&self, customer: &History) -> f64 {
        1.0 / (1.0 + self.farewell_odds(customer))
    }

    /// Expected number of purchases of a known customer in the next `weeks`.
    pub fn expected_purchases(&self, customer: &History, weeks: f64) -> f64 {
        self.expected(f64::from(customer.repeats), customer.age_weeks, weeks)
            / (1.0 + self.farewell_odds(customer))
    }

    /// Expected number of purchases of a new customer in its first `weeks`, the first not counted.
    pub fn expected_of_new(&self, weeks: f64) -> f64 {
        self.expected(0.0, 0.0, weeks)
    }

    /// Logarithm of one customer's likelihood.
    pub fn ln_likelihood(&self, customer: &History) -> f64 {
        self.ln_count_part(f64::from(customer.repeats)) + self.ln_time_part(customer)
    }

    /// Logarithm of the likelihood of all customers together.
    pub fn ln_likelihood_of_all(&self, customers: &[History]) -> f64 {
        self.ln_likelihood_of(&Grouped::new(customers))
    }

    fn ln_likelihood_of(&self, grouped: &Grouped) -> f64 {
        let counts = grouped.by_repeats.iter().map(|(x, n)| n * self.ln_count_part(f64::from(*x)));
        let times = grouped.rows.iter().map(|(row, n)| n * self.ln_time_part(row));
        counts.sum::<f64>() + times.sum::<f64>()
    }

    /// The logarithm of the likelihood with its slopes in r, α, a and b.
    fn sloped_ln_likelihood_of(&self, grouped: &Grouped) -> Sloped<4> {
        let Self { r, alpha, a, b } = *self;
        let (mut value, mut slopes) = (0.0, [0.0; 4]);
        let mut add = |n: f64, part: f64, of: [f64; 4]| {
            value += n * part;
            slopes.iter_mut().zip(of).for_each(|(slope, of)| *slope += n * of);
        };
        let (of_r, of_ab, of_b) = (r.digamma(), (a + b).digamma(), b.digamma());
        for (repeats, n) in &grouped.by_repeats {
            let x = f64::from(*repeats);
            let lost = of_ab - (a + b + x).digamma();
            let slopes = [
                (r + x).digamma() - of_r + alpha.ln(),
                r / alpha,
                lost,
                lost + (b + x).digamma() - of_b,
            ];
            add(*n, self.ln_count_part(x), slopes);
        }
        for (row, n) in &grouped.rows {
            let x = f64::from(row.repeats);
            let (age, recency) = (alpha + row.age_weeks, alpha + row.recency_weeks);
            let ln_age = age.ln();
            if row.repeats == 0 {
                add(*n, -r * ln_age, [-ln_age, -r / age, 0.0, 0.0]);
                continue;
            }
            let ln_ratio = ln_age - recency.ln();
            let ln_odds = (a / (b + x - 1.0)).ln() + (r + x) * ln_ratio;
            // The probability of the farewell.
            let left = 1.0 / (1.0 + (-ln_odds).exp());
            let slopes = [
                left * ln_ratio - ln_age,
                (r + x) * (left * (1.0 / age - 1.0 / recency) - 1.0 / age),
                left / a,
                -left / (b + x - 1.0),
            ];
            add(*n, -(r + x) * ln_age + ln_1p_exp(ln_odds), slopes);
        }
        (value, slopes)
    }

    /// The part of the likelihood that depends on the number of repeats alone.
    fn ln_count_part(&self, x: f64) -> f64 {
        let Self { r, alpha, a, b } = *self;
        lgamma(r + x) - lgamma(r) + r * alpha.ln() + lgamma(a + b) + lgamma(b + x)
            - lgamma(b)
            - lgamma(a + b + x)
    }

    /// The part with the times: ln((α+T)^−(r+x) + [x>0]·a/(b+x−1)·(α+t_x)^−(r+x)).
    fn ln_time_part(&self, customer: &History) -> f64 {
        let alive =
            -(self.r + f64::from(customer.repeats)) * (self.alpha + customer.age_weeks).ln();
        alive + ln_1p_exp(self.ln_farewell_odds(customer))
    }

    /// Odds that the customer has left; may be infinite.
    fn farewell_odds(&self, customer: &History) -> f64 {
        self.ln_farewell_odds(customer).exp()
    }

    /// ln(a/(b+x−1)·((α+T)/(α+t_x))^(r+x)), −∞ without repeats.
    fn ln_farewell_odds(&self, customer: &History) -> f64 {
        if customer.repeats == 0 {
            return f64::NEG_INFINITY;
        }
        let x = f64::from(customer.repeats);
        let ratio = (self.alpha + customer.age_weeks) / (self.alpha + customer.recency_weeks);
        (self.a / (self.b + x - 1.0)).ln() + (self.r + x) * ratio.ln()
    }

    /// Expected purchases in `weeks` after `age` weeks and `x` repeats, were the customer alive for
    /// certain.
    fn expected(&self, x: f64, age: f64, weeks: f64) -> f64 {
        let Self { r, alpha, mut a, mut b } = *self;
        // The formula has gaps at a = 1 and a + b + x = 1, not the function.
        if (a - 1.0).abs() < 1e-9 {
            a += 1e-6;
        }
        if (a + b + x - 1.0).abs() < 1e-9 {
            b += 1e-6;
        }
        let c = a + b + x - 1.0;
        let z = weeks / (alpha + age + weeks);
        // In Euler's form the large powers cancel; but far below zero its first parameter makes
        // the series alternate, where the original form has positive terms only.
        let (power, first, second) =
            if c - x - r > -1.0 { (a - 1.0, c - x - r, a - 1.0) } else { (r + x, r + x, b + x) };
        let ln_power = power * (-z).ln_1p();
        let rest = scaled_hyp2f1_less_1(ln_power, first, second, c, z);
        c / (a - 1.0) * (-ln_power.exp_m1() - rest)
    }
}

/// Customers with the same history counted together.
struct Grouped {
    rows: Vec<(History, f64)>,
    by_repeats: BTreeMap<u32, f64>,
}

impl Grouped {
    fn new(customers: &[History]) -> Self {
        let mut sorted = customers.to_vec();
        sorted.sort_unstable_by(|a, b| {
            a.repeats
                .cmp(&b.repeats)
                .then(a.recency_weeks.total_cmp(&b.recency_weeks))
                .then(a.age_weeks.total_cmp(&b.age_weeks))
        });
        let mut rows: Vec<(History, f64)> = Vec::new();
        let mut by_repeats = BTreeMap::new();
        for customer in sorted {
            *by_repeats.entry(customer.repeats).or_insert(0.0) += 1.0;
            match rows.last_mut() {
                Some((row, count)) if *row == customer => *count += 1.0,
                _ => rows.push((customer, 1.0)),
            }
        }
        Self { rows, by_repeats }
    }
}

/// ln(1 + eˣ) without overflow.
fn ln_1p_exp(x: f64) -> f64 {
    x.max(0.0) + (-x.abs()).exp().ln_1p()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const CDNOW: BgNbd = BgNbd { r: 0.243, alpha: 4.414, a: 0.793, b: 2.426 };

    #[test]
    fn the_first_customer_of_the_paper() {
        let customer = History { repeats: 2, recency_weeks: 30.43, age_weeks: 38.86 };
        assert!((CDNOW.p_alive(&customer) - 0.726_579).abs() < 1e-6);
        assert!((CDNOW.expected_purchases(&customer, 39.0) - 1.226_028).abs() < 1e-6);
        assert_eq!(CDNOW.expected_purchases(&customer, 0.0), 0.0);
    }

    #[test]
    fn slopes_are_those_of_the_likelihood() {
        let history =
            |repeats, recency_weeks, age_weeks| History { repeats, recency_weeks, age_weeks };
        let customers = [
            history(0, 0.0, 38.0),
            history(0, 0.0, 38.0),
            history(2, 30.4, 38.9),
            history(9, 20.0, 35.0),
        ];
        let grouped = Grouped::new(&customers);
        let at = [0.243, 4.414, 0.793, 2.426];
        let of = |[r, alpha, a, b]: [f64; 4]| BgNbd { r, alpha, a, b }.ln_likelihood_of(&grouped);
        let (value, slopes) = CDNOW.sloped_ln_likelihood_of(&grouped);
        assert!((value - of(at)).abs() < 1e-11);
        for (axis, slope) in slopes.into_iter().enumerate() {
            let beside = |by: f64| {
                let mut beside = at;
                beside[axis] += by;
                of(beside)
            };
            let measured = (beside(1e-5) - beside(-1e-5)) / 2e-5;
            assert!((slope - measured).abs() < 1e-6, "axis {axis}: {slope}, measured {measured}");
        }
    }

    #[test]
    fn gaps_of_the_formula_are_bridged() {
        let near = |a: f64, b: f64| BgNbd { a, b, ..CDNOW }.expected_of_new(39.0);
        for (a, b) in [(1.0, 2.426), (0.25, 0.75)] {
            let (at, beside) = (near(a, b), near(a + 1e-4, b));
            assert!((at / beside - 1.0).abs() < 1e-3, "{at} at ({a}, {b}), {beside} beside");
        }
    }

    #[test]
    fn a_large_r_does_not_make_the_series_alternate() {
        let model = BgNbd { r: 361.5, alpha: 2.0, a: 1.5, b: 9.7 };
        // The mean over the customers' farewell probabilities, weight p^(a−1)·(1−p)^(b−1), of the
        // purchases of one with certain rate r/α, which is what so large an r nearly says.
        let (steps, rate, weeks) = (20_000, model.r / model.alpha, 1.0);
        let (mut sum, mut weights) = (0.0, 0.0);
        for step in 0..steps {
            let p = (f64::from(step) + 0.5) / f64::from(steps);
            let weight = p.powf(model.a - 1.0) * (1.0 - p).powf(model.b - 1.0);
            sum += weight * (1.0 - (-rate * p * weeks).exp()) / p;
            weights += weight;
        }
        let (got, expected) = (model.expected_of_new(weeks), sum / weights);
        assert!((got / expected - 1.0).abs() < 2e-3, "{got}, about {expected}");
    }

    proptest! {
        #[test]
        fn predictions_stay_in_their_range(
            ln in prop::array::uniform4(-6.0..6.0_f64),
            repeats in prop_oneof![0..20_u32, Just(1000)],
            times in (0.0..=1.0_f64, 0.0..600.0_f64),
            weeks in 0.0..520.0_f64,
        ) {
            let [r, alpha, a, b] = ln.map(f64::exp);
            let model = BgNbd { r, alpha, a, b };
            let recency_weeks = if repeats == 0 { 0.0 } else { times.0 * times.1 };
            let customer = History { repeats, recency_weeks, age_weeks: times.1 };
            let p = model.p_alive(&customer);
            prop_assert!((0.0..=1.0).contains(&p), "P(alive) {}", p);
            prop_assert!(model.ln_likelihood(&customer).is_finite());
            let expected = model.expected_purchases(&customer, weeks);
            prop_assert!(expected.is_finite() && expected > -1e-6, "expected {}", expected);
        }
    }
}
