//! The Gauss hypergeometric function as the purchase model needs it (DOMAIN 3.3).

/// More terms than any sensible horizon needs; the sum is then as good as it gets.
const MOST_TERMS: u32 = 1_000_000;
/// A sum beyond this is scaled down, so that a large sum times a tiny factor stays finite.
const LARGE: f64 = 1e250;

/// `exp(ln_factor) · (₂F₁(a, b; c; z) − 1)` for 0 ≤ z < 1 by its series; `c` must not be 0, −1,
/// −2, …. Without the leading 1 nothing is lost where the function is near 1.
pub(super) fn scaled_hyp2f1_less_1(ln_factor: f64, a: f64, b: f64, c: f64, z: f64) -> f64 {
    // What is left after a term is at most about the term over 1 − z.
    let enough = f64::EPSILON / 4.0 * (1.0 - z);
    let (mut term, mut sum, mut ln_scale) = (1.0_f64, 0.0_f64, ln_factor);
    for n in 0..MOST_TERMS {
        let n = f64::from(n);
        term *= (a + n) * (b + n) / ((c + n) * (n + 1.0)) * z;
        sum += term;
        if term.abs() <= enough * sum.abs() {
            break;
        }
        if sum.abs() > LARGE {
            sum /= LARGE;
            term /= LARGE;
            ln_scale += LARGE.ln();
        }
    }
    sum * ln_scale.exp()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_closed_forms() {
        let z: f64 = 0.75;
        let cases = [
            // ₂F₁(1, 1; 2; z) = −ln(1 − z) / z
            (scaled_hyp2f1_less_1(0.0, 1.0, 1.0, 2.0, z), -(1.0 - z).ln() / z - 1.0),
            // ₂F₁(a, b; b; z) = (1 − z)^−a
            (scaled_hyp2f1_less_1(0.0, 2.5, 3.5, 3.5, z), (1.0 - z).powf(-2.5) - 1.0),
            (scaled_hyp2f1_less_1(0.0, 1e-12, 3.5, 3.5, z), -1e-12 * (1.0 - z).ln()),
            (scaled_hyp2f1_less_1(0.0, -2.0, 1.0, 4.0, z), z * z / 10.0 - z / 2.0),
            // The sum alone is 4^600, beyond f64.
            (scaled_hyp2f1_less_1(600.0 * 0.25_f64.ln(), 600.0, 1.5, 1.5, z), 1.0),
        ];
        for (at, (got, expected)) in cases.into_iter().enumerate() {
            assert!((got / expected - 1.0).abs() < 1e-11, "case {at}: {got} for {expected}");
        }
    }
}
