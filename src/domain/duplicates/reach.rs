//! How a customer is reached, made comparable: numbers, addresses, domains.

use unicode_normalization::UnicodeNormalization;

use super::words::{SECOND_LEVEL, SHARED_HOSTS, SHARED_NAMES, TWO_DIGIT_CODES};

/// Digits below which a number is an extension or a short code.
const LEAST_DIGITS: usize = 7;

/// A telephone number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Phone {
    /// Country code, when it was written.
    pub country: Option<String>,
    /// The number within the country, without the leading zero.
    pub national: String,
}

impl Phone {
    /// The numbers in a text: several may stand in one field.
    pub fn read(text: &str) -> Vec<Self> {
        let folded: String = text.nfkc().collect();
        folded.split(['/', ';', ',', '、', '，', '；', '|', '\n']).filter_map(Self::one).collect()
    }

    fn one(text: &str) -> Option<Self> {
        let main = text.split(['转', '轉', 'x', 'X', '#', 'e', 'E']).next()?;
        // `+44 (0)20`: the zero is dialled inside the country only.
        let main = main.replace("(0)", "");
        let digits: String = main.chars().filter(char::is_ascii_digit).collect();
        let is_abroad = main.trim_start().trim_start_matches('(').starts_with('+');
        let abroad = match digits.strip_prefix("00") {
            Some(rest) => Some(rest),
            None if is_abroad => Some(digits.as_str()),
            // 86 138 0013 8000: a mobile number behind the code without a sign.
            None if digits.len() == 13 && digits.starts_with("861") => Some(digits.as_str()),
            None => None,
        };
        let (country, national) = match abroad {
            Some(rest) => {
                let (code, national) = rest.split_at_checked(code_length(rest))?;
                (Some(code.to_owned()), national)
            }
            None => (None, digits.as_str()),
        };
        let national = national.trim_start_matches('0').to_owned();
        let phone = Self { country, national };
        (phone.national.len() >= LEAST_DIGITS && !phone.is_made_up()).then_some(phone)
    }

    /// Whether both are one number; a number without a code may be of any country.
    pub fn is(&self, other: &Self) -> bool {
        self.national == other.national
            && (self.country.is_none() || other.country.is_none() || self.country == other.country)
    }

    /// One digit over and over, or digits in their order: what people type to get on.
    fn is_made_up(&self) -> bool {
        let digits = self.national.as_bytes();
        let steps = digits.iter().zip(digits.iter().skip(1));
        let mut steps = steps.map(|(a, b)| i16::from(*b) - i16::from(*a));
        let Some(first) = steps.next() else { return true };
        first.abs() <= 1 && steps.all(|step| step == first)
    }
}

fn code_length(digits: &str) -> usize {
    let starts = |code: &&&str| digits.starts_with(**code);
    if digits.starts_with(['1', '7']) {
        1
    } else if TWO_DIGIT_CODES.iter().any(|code| starts(&code)) {
        2
    } else {
        3
    }
}

/// The e-mail addresses in a text, in lower case.
pub fn emails(text: &str) -> Vec<String> {
    let folded: String = text.nfkc().flat_map(char::to_lowercase).collect();
    let is_end = |c: char| c.is_whitespace() || ";,、，；<>()\"'".contains(c);
    let words = folded.split(is_end).map(|word| word.trim_start_matches("mailto:"));
    words
        .filter(|word| {
            let parts = word.split_once('@');
            parts.is_some_and(|(local, host)| !local.is_empty() && host.contains('.'))
        })
        .map(str::to_owned)
        .collect()
}

/// The domain that a web address or the host of an e-mail address belongs to; `None` for one that
/// many share.
pub fn domain(address: &str) -> Option<String> {
    let lower: String = address.trim().nfkc().flat_map(char::to_lowercase).collect();
    let rest = lower.split_once("://").map_or(lower.as_str(), |(_, rest)| rest);
    let host = rest.rsplit_once('@').map_or(rest, |(_, host)| host);
    let host = host.split(['/', '?', '#', ':']).next()?.trim_end_matches('.');
    let is_sound = |c: char| c.is_alphanumeric() || c == '.' || c == '-';
    let labels: Vec<&str> = host.split('.').collect();
    if !host.chars().all(is_sound) || labels.iter().any(|label| label.is_empty()) {
        return None;
    }
    let [.., second, top] = labels.as_slice() else { return None };
    // An address of numbers is a machine, not a name.
    if top.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    // `example.com` is kept for examples: below it everybody is somebody else (RFC 2606).
    let is_registry = top.len() == 2 && SECOND_LEVEL.contains(second) || *second == "example";
    let own = if is_registry { 3 } else { 2 };
    let labels = labels.get(labels.len().checked_sub(own)?..)?;
    let domain = labels.join(".");
    let is_shared = SHARED_HOSTS.contains(&domain.as_str())
        || labels.first().is_some_and(|name| SHARED_NAMES.contains(name));
    (!is_shared).then_some(domain)
}
