//! Maximum likelihood over positive parameters, the same on every machine and run (DOMAIN 3.3).

use argmin::{
    core::{CostFunction, Error, Executor, Gradient, Hessian, State},
    solver::{quasinewton::SR1TrustRegion, trustregion::Steihaug},
};

/// The slope of the mean log-likelihood, over the logarithms of the parameters, below which the
/// search is at rest.
const AT_REST: f64 = 1e-9;
/// The slope at which it may rest where rounding hides any better place.
const NEARLY_AT_REST: f64 = 1e-6;
/// Parameters beyond exp(±12) are not searched: the likelihood has no maximum there.
const LN_LIMIT: f64 = 12.0;
/// The cost beyond the border: finite, so that a step there is merely refused.
const BEYOND: f64 = 1e100;
/// Steps at most; a fit that comes to rest takes some forty.
const MOST_STEPS: u64 = 500;

/// A function's value with its slope in each direction.
pub(super) type Sloped<const N: usize> = (f64, [f64; N]);

/// The positive parameters that maximise a mean log-likelihood, given with its slopes, searched
/// from all ones over their logarithms (symmetric rank one in a trust region). `None` if it does
/// not come to rest, or only at the border of the search.
pub(super) fn maximise<const N: usize>(
    mean_ln_likelihood: impl Fn([f64; N]) -> Sloped<N>,
) -> Option<[f64; N]> {
    let cost = Cost(|ln: &[f64]| {
        let at = exponentials::<N>(ln);
        let (value, slope) = mean_ln_likelihood(at);
        // d/d ln x = x · d/dx
        let slope: Vec<f64> = slope.iter().zip(at).map(|(slope, at)| -slope * at).collect();
        let is_beyond = largest(ln) > LN_LIMIT;
        if is_beyond || !value.is_finite() || !largest(&slope).is_finite() {
            return (BEYOND, vec![0.0; N]);
        }
        (-value, slope)
    });
    let within = Steihaug::new().with_max_iters(4 * N as u64);
    let solver = SR1TrustRegion::new(within).with_tolerance_grad(AT_REST).ok()?;
    let end = Executor::new(&cost, solver)
        .configure(|state| state.param(vec![0.0; N]).max_iters(MOST_STEPS))
        .timer(false)
        .run()
        .ok()?;
    let best = end.state.get_best_param()?;
    let (value, slope) = (cost.0)(best);
    (value < BEYOND && largest(&slope) < NEARLY_AT_REST).then(|| exponentials(best))
}

fn exponentials<const N: usize>(ln: &[f64]) -> [f64; N] {
    let mut values = [1.0; N];
    values.iter_mut().zip(ln).for_each(|(value, ln)| *value = ln.exp());
    values
}

/// The largest size; what is no number is larger than any.
fn largest(values: &[f64]) -> f64 {
    values
        .iter()
        .fold(0.0, |most, value| if value.is_nan() { f64::INFINITY } else { value.abs().max(most) })
}

/// The function that is made small, with its slopes.
struct Cost<F>(F);

impl<F: Fn(&[f64]) -> (f64, Vec<f64>)> CostFunction for &Cost<F> {
    type Param = Vec<f64>;
    type Output = f64;

    fn cost(&self, parameters: &Self::Param) -> Result<f64, Error> {
        Ok((self.0)(parameters).0)
    }
}

impl<F: Fn(&[f64]) -> (f64, Vec<f64>)> Gradient for &Cost<F> {
    type Param = Vec<f64>;
    type Gradient = Vec<f64>;

    fn gradient(&self, parameters: &Self::Param) -> Result<Self::Gradient, Error> {
        Ok((self.0)(parameters).1)
    }
}

/// Where the search begins to learn the curvature: the same in every direction.
impl<F> Hessian for &Cost<F> {
    type Param = Vec<f64>;
    type Hessian = Vec<Vec<f64>>;

    fn hessian(&self, parameters: &Self::Param) -> Result<Self::Hessian, Error> {
        let n = parameters.len();
        let row = |row| (0..n).map(move |column| f64::from(u8::from(row == column))).collect();
        Ok((0..n).map(row).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_a_maximum_and_says_where_there_is_none() {
        let valley = |[a, b]: [f64; 2]| {
            let (far, off) = (a - 3.0, b * a - 6.0);
            (-far * far - off * off, [-2.0 * far - 2.0 * off * b, -2.0 * off * a])
        };
        let [a, b] = maximise(valley).unwrap();
        assert!((a - 3.0).abs() < 1e-6 && (b - 2.0).abs() < 1e-6, "{a} {b}");
        assert_eq!(maximise(|[a]: [f64; 1]| (a.ln(), [1.0 / a])), None);
        assert_eq!(maximise(|[_]: [f64; 1]| (f64::NAN, [0.0])), None);
        assert_eq!(maximise(|[a]: [f64; 1]| (a, [f64::NAN])), None);
    }
}
