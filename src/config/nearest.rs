//! The known name that was probably meant by an unknown one.

/// The nearest of `known` by edit distance, when it is near enough to be meant: the whole dotted
/// name, or its last part in another section. Ties go to the earlier one.
pub fn nearest<'a>(name: &str, known: &[&'a str]) -> Option<&'a str> {
    let last = |dotted: &str| dotted.rsplit('.').next().unwrap_or_default().to_lowercase();
    let distance = |candidate: &str| {
        edits(&name.to_lowercase(), candidate).min(edits(&last(name), &last(candidate)))
    };
    known
        .iter()
        .map(|candidate| (distance(candidate), *candidate))
        .min_by_key(|(distance, _)| *distance)
        .filter(|(distance, _)| *distance <= (last(name).chars().count() / 3).max(1))
        .map(|(_, candidate)| candidate)
}

/// Insertions, deletions, replacements and swaps of neighbours that turn one into the other.
fn edits(from: &str, to: &str) -> usize {
    let to: Vec<char> = to.chars().collect();
    let mut before: Vec<usize> = Vec::new();
    let mut above: Vec<usize> = (0..=to.len()).collect();
    let mut last = None;
    for (row, from) in from.chars().enumerate() {
        let mut here = vec![row + 1];
        for (column, &wanted) in to.iter().enumerate() {
            let at =
                |line: &[usize], column: usize| line.get(column).copied().unwrap_or(usize::MAX);
            let replaced = at(&above, column) + usize::from(from != wanted);
            let mut best = replaced.min(at(&above, column + 1) + 1).min(at(&here, column) + 1);
            let swapped = column > 0 && last == Some(wanted) && to.get(column - 1) == Some(&from);
            if swapped {
                best = best.min(at(&before, column - 1).saturating_add(1));
            }
            here.push(best);
        }
        before = std::mem::replace(&mut above, here);
        last = Some(from);
    }
    above.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn edits_count_swaps_as_one() {
        for (from, to, expected) in [
            ("", "", 0),
            ("", "abc", 3),
            ("abc", "", 3),
            ("qiut", "quit", 1),
            ("kitten", "sitting", 3),
        ] {
            assert_eq!(edits(from, to), expected, "{from} {to}");
        }
    }

    #[test]
    fn only_what_is_near_is_offered() {
        let known = ["log_call", "log_visit", "quit"];
        assert_eq!(nearest("log_cal", &known), Some("log_call"));
        assert_eq!(nearest("Quit", &known), Some("quit"));
        assert_eq!(nearest("zzz", &known), None);
        assert_eq!(nearest("", &known), None);
    }
}
