//! The kind of a planned step, as the first word of its text: `visit the new plant`, `拜访张总`.

use crate::domain::activity::ActivityKind;

/// The words, the longer ones first where one begins another.
const WORDS: [(&str, ActivityKind); 14] = [
    ("电话会议", ActivityKind::Meeting),
    ("打电话", ActivityKind::Call),
    ("电话", ActivityKind::Call),
    ("call", ActivityKind::Call),
    ("开会", ActivityKind::Meeting),
    ("会议", ActivityKind::Meeting),
    ("meeting", ActivityKind::Meeting),
    ("meet", ActivityKind::Meeting),
    ("拜访", ActivityKind::Visit),
    ("visit", ActivityKind::Visit),
    ("邮件", ActivityKind::Email),
    ("email", ActivityKind::Email),
    ("消息", ActivityKind::Message),
    ("message", ActivityKind::Message),
];

/// The kind that a text begins with, and the text behind; without one, `otherwise` and all of it.
pub(super) fn split(text: &str, otherwise: ActivityKind) -> (ActivityKind, &str) {
    let found = WORDS.iter().find_map(|(word, kind)| {
        let (head, rest) = text.split_at_checked(word.len())?;
        // English words end where they end: `called` is no `call`.
        let ends = !word.is_ascii() || !rest.starts_with(|c: char| c.is_ascii_alphanumeric());
        (head.eq_ignore_ascii_case(word) && ends).then(|| (*kind, rest.trim_start()))
    });
    found.unwrap_or((otherwise, text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_word_may_name_the_kind() {
        for (text, kind, rest) in [
            ("visit the new plant", ActivityKind::Visit, "the new plant"),
            ("Visit", ActivityKind::Visit, ""),
            ("visitors come", ActivityKind::Call, "visitors come"),
            ("拜访张总", ActivityKind::Visit, "张总"),
            ("电话会议谈价格", ActivityKind::Meeting, "谈价格"),
            ("电话 谈价格", ActivityKind::Call, "谈价格"),
            ("谈价格", ActivityKind::Call, "谈价格"),
            ("", ActivityKind::Call, ""),
        ] {
            assert_eq!(split(text, ActivityKind::Call), (kind, rest), "{text}");
        }
    }
}
