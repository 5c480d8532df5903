//! An exact share, absent when there is nothing to share, rounded once (DOMAIN 0.4).

/// A share: `part` of `whole`, exact. Without a whole it is absent, never 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rate {
    /// The numerator.
    pub part: i128,
    /// The denominator; 0 makes the rate absent.
    pub whole: i128,
}

impl Rate {
    /// `part` of `whole`.
    pub fn new(part: impl Into<i128>, whole: impl Into<i128>) -> Self {
        Self { part: part.into(), whole: whole.into() }
    }

    /// The rate times `scale`, rounded half away from zero: 100 for percent, 10 for one decimal.
    /// `None` when it is absent or out of range.
    pub fn times(self, scale: i64) -> Option<i64> {
        let (part, whole) = (self.part.checked_mul(i128::from(scale))?, self.whole);
        let (quotient, rest) = (part.checked_div(whole)?, part.checked_rem(whole)?);
        let away = rest.unsigned_abs() >= whole.unsigned_abs() - rest.unsigned_abs();
        let rounded = if away { quotient + part.signum() * whole.signum() } else { quotient };
        i64::try_from(rounded).ok()
    }

    /// In hundredths of a percent, rounded half away from zero; `None` when absent.
    pub fn x10000(self) -> Option<i64> {
        self.times(10_000)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn halves_round_away_from_zero_and_nothing_of_nothing_is_absent() {
        let cases = [
            ((1, 2), 1, Some(1)),
            ((-1, 2), 1, Some(-1)),
            ((1, -2), 1, Some(-1)),
            ((1, 3), 10_000, Some(3333)),
            ((2, 3), 10_000, Some(6667)),
            ((5, 4), 10, Some(13)),
            ((0, 7), 10, Some(0)),
            ((-4, -2), 1, Some(2)),
            ((0, 0), 100, None),
            ((3, 0), 100, None),
        ];
        for ((part, whole), scale, expected) in cases {
            assert_eq!(Rate::new(part, whole).times(scale), expected, "{part}/{whole} × {scale}");
        }
    }

    #[test]
    fn a_rate_too_large_for_a_number_is_absent_instead_of_wrong() {
        assert_eq!(Rate::new(i128::MAX, 1).times(10), None);
        assert_eq!(Rate::new(i64::MAX, 1).times(10), None);
        assert_eq!(Rate::new(i64::MAX, i64::MAX).x10000(), Some(10_000));
    }
}
