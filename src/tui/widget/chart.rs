//! Bars and lines made of characters.

use crate::tui::theme::{Symbol, Theme};

/// A bar of so many columns, filled to a fraction between 0 and 1 in steps of a part of a column.
/// Gives back the filled and the empty part, so that each can have its role.
pub fn bar(theme: &Theme, fraction: f64, columns: usize) -> (String, String) {
    let steps: Vec<char> = theme.symbol(Symbol::BarSteps).chars().collect();
    let Some(full) = steps.last() else {
        return (String::new(), " ".repeat(columns));
    };
    let parts = scaled(fraction, columns * steps.len());
    let whole = parts / steps.len();
    let mut filled: String = std::iter::repeat_n(*full, whole).collect();
    let part = (parts % steps.len()).checked_sub(1).and_then(|step| steps.get(step));
    filled.extend(part);
    let rest = columns - whole - usize::from(part.is_some());
    (filled, theme.symbol(Symbol::BarRest).repeat(rest))
}

/// A line of so many columns, each as high as its value against the largest; of more values than
/// columns the last are shown. A value above 0 is never drawn as nothing.
pub fn sparkline(theme: &Theme, values: &[f64], columns: usize) -> String {
    let steps: Vec<char> = theme.symbol(Symbol::SparkSteps).chars().collect();
    let shown = values.get(values.len().saturating_sub(columns)..).unwrap_or_default();
    let most = shown.iter().copied().filter(|value| value.is_finite()).fold(0.0, f64::max);
    shown
        .iter()
        .map(|value| {
            let share = if most > 0.0 { value / most } else { 0.0 };
            let step = scaled(share, steps.len()).max(usize::from(*value > 0.0));
            step.checked_sub(1).and_then(|step| steps.get(step)).copied().unwrap_or(' ')
        })
        .collect()
}

/// The symbol that is as dark as a fraction between 0 and 1; a blank for nothing.
pub fn shade(theme: &Theme, fraction: f64) -> char {
    let shades: Vec<char> = theme.symbol(Symbol::Shades).chars().collect();
    let step = scaled(fraction, shades.len()).max(usize::from(fraction > 0.0));
    step.checked_sub(1).and_then(|step| shades.get(step)).copied().unwrap_or(' ')
}

/// The fraction of a whole, rounded; what is no number is nothing.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    clippy::cast_precision_loss,
    reason = "clamped to 0..=whole, and a screen has few columns"
)]
fn scaled(fraction: f64, whole: usize) -> usize {
    let fraction = if fraction.is_nan() { 0.0 } else { fraction.clamp(0.0, 1.0) };
    (fraction * whole as f64).round() as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bars_are_exactly_as_wide_as_asked() {
        let dark = Theme::built_in("dark").unwrap();
        let ascii = Theme::built_in("ascii").unwrap();
        for (theme, fraction, filled, rest) in [
            (&dark, 0.0, "", "░░░░"),
            (&dark, 0.5, "██", "░░"),
            (&dark, 0.53, "██▏", "░"),
            (&dark, 1.0, "████", ""),
            (&dark, 7.0, "████", ""),
            (&dark, f64::NAN, "", "░░░░"),
            (&ascii, 0.5, "##", ".."),
        ] {
            assert_eq!(bar(theme, fraction, 4), (filled.to_owned(), rest.to_owned()), "{fraction}");
        }
        assert_eq!(bar(&dark, 0.4, 0), (String::new(), String::new()));
    }

    #[test]
    fn a_sparkline_shows_the_last_values_and_hides_no_small_one() {
        let dark = Theme::built_in("dark").unwrap();
        assert_eq!(sparkline(&dark, &[9.0, 0.0, 0.01, 4.0, 8.0], 4), " ▁▄█");
        assert_eq!(sparkline(&dark, &[0.0, 0.0], 4), "  ");
        assert_eq!(sparkline(&dark, &[], 4), "");
        assert_eq!([shade(&dark, 0.0), shade(&dark, 0.01), shade(&dark, 1.0)], [' ', '░', '█']);
    }
}
