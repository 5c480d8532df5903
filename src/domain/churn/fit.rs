//! Maximum likelihood over positive parameters, the same on every machine and run (DOMAIN 3.3).

use argmin::{
    core::{CostFunction, Error, Executor, State, TerminationReason, TerminationStatus},
    solver::neldermead::NelderMead,
};

/// Spread of the mean log-likelihood over the simplex at which it has come to rest.
const AT_REST: f64 = 1e-12;
/// A new simplex around the optimum must not find a better mean log-likelihood than by this.
const SAME: f64 = 1e-9;
/// Parameters beyond exp(±20) are not searched: the likelihood has no maximum there.
const LN_LIMIT: f64 = 20.0;
const MOST_STEPS: u64 = 2_000;
const MOST_STARTS: usize = 8;

/// The positive parameters that maximise `mean_ln_likelihood`, searched from all ones over their
/// logarithms by Nelder–Mead, restarted from its own result until that stays. `None` if it does
/// not come to rest, or only at the border of the search.
pub(super) fn maximise<const N: usize>(
    mean_ln_likelihood: impl Fn([f64; N]) -> f64,
) -> Option<[f64; N]> {
    let cost = Cost(|ln: &[f64]| {
        let cost = -mean_ln_likelihood(exponentials(ln));
        let outside = ln.iter().any(|ln| ln.abs() > LN_LIMIT);
        if outside || cost.is_nan() { f64::INFINITY } else { cost }
    });
    let mut best = (vec![0.0; N], f64::INFINITY);
    for _ in 0..MOST_STARTS {
        let found = descend(&cost, &best.0)?;
        let same = best.1 - found.1 < SAME;
        if found.1 < best.1 {
            best = found;
        }
        if same {
            let inside = best.0.iter().all(|ln| ln.abs() < LN_LIMIT - 1.0);
            return (inside && best.1.is_finite()).then(|| exponentials(&best.0));
        }
    }
    None
}

fn exponentials<const N: usize>(ln: &[f64]) -> [f64; N] {
    let mut values = [1.0; N];
    for (value, ln) in values.iter_mut().zip(ln) {
        *value = ln.exp();
    }
    values
}

/// One descent from a simplex at `start`: where it came to rest, and the cost there.
fn descend<F: Fn(&[f64]) -> f64>(cost: &Cost<F>, start: &[f64]) -> Option<(Vec<f64>, f64)> {
    let corners = (0..=start.len()).map(|corner| {
        let step =
            |(axis, value): (usize, &f64)| value + if axis + 1 == corner { 0.5 } else { 0.0 };
        start.iter().enumerate().map(step).collect()
    });
    let solver = NelderMead::new(corners.collect()).with_sd_tolerance(AT_REST).ok()?;
    let end = Executor::new(cost, solver)
        .configure(|state| state.max_iters(MOST_STEPS))
        .timer(false)
        .run()
        .ok()?;
    let rested = TerminationStatus::Terminated(TerminationReason::SolverConverged);
    (end.state.get_termination_status() == &rested)
        .then_some((end.state.best_param?, end.state.best_cost))
}

/// The function that is made small.
struct Cost<F>(F);

impl<F: Fn(&[f64]) -> f64> CostFunction for &Cost<F> {
    type Param = Vec<f64>;
    type Output = f64;

    fn cost(&self, parameters: &Self::Param) -> Result<f64, Error> {
        Ok((self.0)(parameters))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_a_maximum_and_says_where_there_is_none() {
        let [a, b] =
            maximise(|[a, b]: [f64; 2]| -(a - 3.0).powi(2) - (b * a - 6.0).powi(2)).unwrap();
        assert!((a - 3.0).abs() < 1e-5 && (b - 2.0).abs() < 1e-5, "{a} {b}");
        assert_eq!(maximise(|[a]: [f64; 1]| a.ln()), None);
        assert_eq!(maximise(|[_]: [f64; 1]| f64::NAN), None);
    }
}
