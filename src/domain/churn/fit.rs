//! Maximum likelihood over positive parameters, the same on every machine and run (DOMAIN 3.3).

/// The slope of the mean log-likelihood, over the logarithms of the parameters, below which the
/// search is at rest.
const AT_REST: f64 = 1e-9;
/// The slope at which it may rest where rounding hides any better place.
const NEARLY_AT_REST: f64 = 1e-6;
/// Parameters beyond exp(±12) are not searched: the likelihood has no maximum there.
const LN_LIMIT: f64 = 12.0;
/// Steps at most; a fit that comes to rest takes some forty.
const MOST_STEPS: usize = 300;
/// No step goes further in the logarithm of a parameter.
const LONGEST_STEP: f64 = 1.0;
/// How often a step is halved to find a better place.
const MOST_HALVINGS: u32 = 40;
/// What part of the promised gain a step must bring (Armijo).
const GAIN: f64 = 1e-4;

/// A function's value with its slope in each direction.
pub(super) type Sloped<const N: usize> = (f64, [f64; N]);

/// The positive parameters that maximise a mean log-likelihood, given with its slopes, searched
/// from all ones over their logarithms (BFGS). `None` if it does not come to rest, or only at the
/// border of the search.
pub(super) fn maximise<const N: usize>(
    mean_ln_likelihood: impl Fn([f64; N]) -> Sloped<N>,
) -> Option<[f64; N]> {
    let cost = |ln: &[f64; N]| -> Sloped<N> {
        let at = ln.map(f64::exp);
        let (value, slope) = mean_ln_likelihood(at);
        // d/d ln x = x · d/dx
        (-value, zip(&slope, &at, |slope, at| -slope * at))
    };
    let mut at = [0.0; N];
    let (mut value, mut slope) = cost(&at);
    let mut inverse = identity::<N>();
    let mut is_fresh = true;
    for _ in 0..MOST_STEPS {
        if !value.is_finite() || largest(&at) > LN_LIMIT {
            return None;
        }
        if largest(&slope) < AT_REST {
            return Some(at.map(f64::exp));
        }
        let step = limited(inverse.map(|row| -dot(&row, &slope)));
        match better(&cost, &at, value, &slope, &step) {
            Some((next, found)) => {
                let moved = zip(&next, &at, |next, at| next - at);
                let turned = zip(&found.1, &slope, |found, slope| found - slope);
                learn(&mut inverse, &moved, &turned, is_fresh);
                is_fresh = false;
                at = next;
                (value, slope) = found;
            }
            None if is_fresh => {
                return (largest(&slope) < NEARLY_AT_REST).then(|| at.map(f64::exp));
            }
            // What was learnt of the curvature leads nowhere any more: straight down once.
            None => (inverse, is_fresh) = (identity(), true),
        }
    }
    None
}

/// The first place on the way of a step that is better by enough, with what is there.
fn better<const N: usize>(
    cost: &impl Fn(&[f64; N]) -> Sloped<N>,
    at: &[f64; N],
    value: f64,
    slope: &[f64; N],
    step: &[f64; N],
) -> Option<([f64; N], Sloped<N>)> {
    let promised = dot(slope, step);
    if promised >= 0.0 {
        return None;
    }
    let mut part = 1.0;
    for _ in 0..MOST_HALVINGS {
        let next = zip(at, step, |at, step| at + part * step);
        let found = cost(&next);
        if found.0 < value + GAIN * part * promised {
            return Some((next, found));
        }
        part /= 2.0;
    }
    None
}

/// Takes into the inverse of the curvature how the slope turned over a move (BFGS).
fn learn<const N: usize>(
    inverse: &mut [[f64; N]; N],
    moved: &[f64; N],
    turned: &[f64; N],
    is_first: bool,
) {
    let curvature = dot(moved, turned);
    if curvature <= 1e-12 * (dot(moved, moved) * dot(turned, turned)).sqrt() {
        return;
    }
    if is_first {
        let scale = curvature / dot(turned, turned);
        *inverse = inverse.map(|row| row.map(|value| value * scale));
    }
    let through = inverse.map(|row| dot(&row, turned));
    let factor = (1.0 + dot(turned, &through) / curvature) / curvature;
    for ((row, moved_row), through_row) in inverse.iter_mut().zip(moved).zip(&through) {
        for ((value, moved), through) in row.iter_mut().zip(moved).zip(&through) {
            *value += factor * moved_row * moved
                - (through_row * moved + moved_row * through) / curvature;
        }
    }
}

fn limited<const N: usize>(step: [f64; N]) -> [f64; N] {
    let scale = LONGEST_STEP / largest(&step).max(LONGEST_STEP);
    step.map(|part| part * scale)
}

fn identity<const N: usize>() -> [[f64; N]; N] {
    std::array::from_fn(|row| std::array::from_fn(|column| f64::from(u8::from(row == column))))
}

fn zip<const N: usize>(a: &[f64; N], b: &[f64; N], f: impl Fn(f64, f64) -> f64) -> [f64; N] {
    let mut made = *a;
    made.iter_mut().zip(b).for_each(|(a, b)| *a = f(*a, *b));
    made
}

fn dot<const N: usize>(a: &[f64; N], b: &[f64; N]) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

/// The largest size; what is no number is larger than any.
fn largest<const N: usize>(values: &[f64; N]) -> f64 {
    values
        .iter()
        .fold(0.0, |most, value| if value.is_nan() { f64::INFINITY } else { value.abs().max(most) })
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
        assert!((a - 3.0).abs() < 1e-7 && (b - 2.0).abs() < 1e-7, "{a} {b}");
        assert_eq!(maximise(|[a]: [f64; 1]| (a.ln(), [1.0 / a])), None);
        assert_eq!(maximise(|[_]: [f64; 1]| (f64::NAN, [0.0])), None);
        assert_eq!(maximise(|[a]: [f64; 1]| (a, [f64::NAN])), None);
    }
}
