//! How long it took: `20m`, `1h30`, `20分`, `一个半小时`.

use super::{vocabulary::fold, when::number};

/// A day is the longest that anything logged may take.
const LONGEST: u32 = 24 * 60;

/// The minutes of a duration; `None` if it is none, is zero, or is longer than a day.
pub(super) fn minutes(text: &str) -> Option<u32> {
    let text = fold(text);
    let text = text.trim_end_matches('钟');
    let minutes = hours_and_minutes(text).or_else(|| minutes_only(text))?;
    (1..=LONGEST).contains(&minutes).then_some(minutes)
}

fn hours_and_minutes(text: &str) -> Option<u32> {
    let (hours, rest) = ["个小时", "小时", "hours", "hour", "hrs", "hr", "h"]
        .iter()
        .find_map(|unit| text.split_once(unit))?;
    let base = match hours {
        "半" => 30,
        "一个半" => 90,
        hours => match hours.split_once('.') {
            Some((whole, tenth)) if tenth.len() == 1 => {
                number(whole)?.checked_mul(60)?.checked_add(tenth.parse::<u32>().ok()? * 6)?
            }
            Some(_) => return None,
            None => number(hours)?.checked_mul(60)?,
        },
    };
    let more = match rest {
        "" => 0,
        "半" => 30,
        rest => minutes_only(rest).or_else(|| number(rest)).filter(|minutes| *minutes < 60)?,
    };
    base.checked_add(more)
}

fn minutes_only(text: &str) -> Option<u32> {
    let unit = ["minutes", "minute", "mins", "min", "m", "分"];
    number(unit.iter().find_map(|unit| text.strip_suffix(unit))?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_in_both_languages() {
        for (text, expected) in [
            ("20m", Some(20)),
            ("20min", Some(20)),
            ("1h", Some(60)),
            ("1h30", Some(90)),
            ("1h30m", Some(90)),
            ("1.5h", Some(90)),
            ("２０分", Some(20)),
            ("20分钟", Some(20)),
            ("1小时", Some(60)),
            ("1小时30分", Some(90)),
            ("一小时", Some(60)),
            ("两个小时", Some(120)),
            ("半小时", Some(30)),
            ("半个小时", Some(30)),
            ("一个半小时", Some(90)),
            ("1小时半", Some(90)),
            ("24h", Some(1440)),
            ("24h1", None),
            ("0m", None),
            ("1h90", None),
            ("20", None),
            ("20x", None),
            ("h", None),
            ("99999999999h", None),
        ] {
            assert_eq!(minutes(text), expected, "{text}");
        }
    }
}
