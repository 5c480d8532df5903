//! The keys by which names, phones and e-mails are matched.

use unicode_normalization::UnicodeNormalization;

pub use crate::text::clean;

/// Letters and digits only, full width and case made one: how headers and words are compared.
pub fn key(text: &str) -> String {
    text.nfkc().flat_map(char::to_lowercase).filter(|c| c.is_alphanumeric()).collect()
}

/// Legal forms that end a company's name as words of their own: `Costa` keeps its `sa`.
#[rustfmt::skip]
const LEGAL_FORMS: &[&str] = &[
    "incorporated", "corporation", "company", "limited", "holdings", "holding", "group", "ltd",
    "inc", "corp", "co", "llc", "llp", "lp", "plc", "gmbh", "ag", "kg", "ohg", "ug", "sa", "sas",
    "sarl", "srl", "spa", "bv", "nv", "ab", "as", "oy", "oyj", "aps", "pty", "pte", "pvt", "kk",
    "sl", "lda", "ltda", "kft", "doo", "sro", "private", "and", "&",
];

/// Chinese legal forms, the longer first.
const CHINESE_FORMS: &[&str] = &[
    "股份有限公司",
    "有限责任公司",
    "集团有限公司",
    "有限公司",
    "总公司",
    "公司",
    "集团",
    "股份",
    "有限合伙",
    "普通合伙",
];

/// The key of a company's name: two spellings of one company share it.
///
/// NFKC, lower case, legal forms at the end taken off, blanks and punctuation out. What is
/// nothing but a legal form keeps its letters, so a name with letters never has an empty key.
pub fn company_key(name: &str) -> String {
    let folded: String = name.nfkc().flat_map(char::to_lowercase).collect();
    // `S.A.` and `G.m.b.H.` are words once their dots are gone.
    let folded = folded.replace(['.', '\'', '’'], "");
    let mut words: Vec<&str> = folded
        .split(|c: char| !c.is_alphanumeric() && c != '&')
        .filter(|w| !w.is_empty())
        .collect();
    while words.len() > 1 && words.last().is_some_and(|word| LEGAL_FORMS.contains(word)) {
        words.pop();
    }
    let mut key: String = words.concat().replace('&', "");
    while let Some(rest) = CHINESE_FORMS.iter().find_map(|form| key.strip_suffix(form)) {
        if rest.is_empty() {
            break;
        }
        key.truncate(rest.len());
    }
    key
}

/// The key of a phone number: its digits; China's own country code is dropped, others stay with
/// a plus. An extension (`转`, `ext`, `x`) is no part of it.
pub fn phone_key(phone: &str) -> String {
    let folded: String = phone.nfkc().flat_map(char::to_lowercase).collect();
    let number = folded
        .split(['转', 'x', 'e', '#', '/', ';'])
        .find(|part| part.chars().any(|c| c.is_ascii_digit()));
    let number = number.unwrap_or_default().trim_start();
    let digits: String = number.chars().filter(char::is_ascii_digit).collect();
    let abroad = match digits.strip_prefix("00") {
        Some(rest) => Some(rest),
        None if number.trim_start_matches('(').starts_with('+') => Some(digits.as_str()),
        None => None,
    };
    match abroad {
        Some(rest) => match rest.strip_prefix("86") {
            Some(home) => home.to_owned(),
            None => format!("+{rest}"),
        },
        // 86 138 0013 8000: a mobile number behind the code without a sign.
        None => match digits.strip_prefix("861") {
            Some(rest) if rest.len() == 10 => format!("1{rest}"),
            _ => digits,
        },
    }
}

/// An e-mail address in lower case without `mailto:` or a name around it; `None` if it is none.
pub fn email(text: &str) -> Option<String> {
    let text: String = text.nfkc().flat_map(char::to_lowercase).collect();
    let inner = text.split_once('<').map_or(text.as_str(), |(_, rest)| rest.trim_end_matches('>'));
    let address = inner.trim().trim_start_matches("mailto:").trim();
    let (local, domain) = address.rsplit_once('@')?;
    let sound = !local.is_empty()
        && !local.contains('@')
        && !address.contains(char::is_whitespace)
        && domain.contains('.')
        && domain.split('.').all(|label| !label.is_empty());
    sound.then(|| address.to_owned())
}

/// A web address without scheme, with its host in lower case and no slash at the end.
pub fn web(text: &str) -> String {
    let text = text.trim().trim_matches('#');
    let rest = match text.split_once("://") {
        Some((scheme, rest)) if scheme.chars().all(|c| c.is_ascii_alphabetic()) => rest,
        _ => text,
    };
    let (host, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
    format!("{}{}", host.to_lowercase(), path.trim_end_matches('/'))
}

/// One of the ways people say that a cell has no value. Not for text: `NA` is Namibia.
pub fn says_nothing(text: &str) -> bool {
    const WORDS: [&str; 14] =
        ["", "-", "--", "—", "/", "n/a", "na", "#n/a", "null", "none", "nil", "无", "暂无", "未知"];
    WORDS.contains(&text.to_lowercase().as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_company_share_a_key() {
        let cases: [&[&str]; 6] = [
            &[
                "上海明月科技有限公司",
                "上海明月科技股份有限公司",
                "上海明月科技",
                "上海明月科技（集团）",
            ],
            &["Acme Corporation", "ACME Corp.", "Acme, Inc", "ACME Co., Ltd.", "acme"],
            &["Müller GmbH & Co. KG", "müller gmbh"],
            &["Ａｃｍｅ　Ltd", "Acme Limited"],
            &["S.A. Costa", "SA Costa S.A."],
            &["O'Neill PLC", "O’Neill"],
        ];
        for spellings in cases {
            for spelling in spellings {
                assert_eq!(company_key(spelling), company_key(spellings[0]), "{spelling}");
            }
        }
        assert_ne!(company_key("Costa"), company_key("Co"));
        assert_ne!(company_key("Betatech"), company_key("Beta"));
        assert_eq!(company_key("有限公司"), "有限公司");
        assert_eq!(company_key("Inc"), "inc");
    }

    #[test]
    fn phones_match_by_their_digits() {
        let cases = [
            ("+86 138-0013-8000", "13800138000"),
            ("0086 13800138000", "13800138000"),
            ("8613800138000", "13800138000"),
            ("(+86)138 0013 8000", "13800138000"),
            ("１３８００１３８０００", "13800138000"),
            ("010-62345678转801", "01062345678"),
            ("(5) 555-4729", "55554729"),
            ("+1 570-809-7197", "+15708097197"),
            ("ext", ""),
        ];
        for (written, key) in cases {
            assert_eq!(phone_key(written), key, "{written}");
        }
    }

    #[test]
    fn addresses_on_the_net_are_made_one() {
        assert_eq!(email("Tony <Tony@Moveer.COM>").as_deref(), Some("tony@moveer.com"));
        assert_eq!(email("mailto:a@b.cn").as_deref(), Some("a@b.cn"));
        for bad in ["a", "@b.cn", "a@b", "a b@c.cn", "a@b..cn"] {
            assert_eq!(email(bad), None, "{bad}");
        }
        assert_eq!(web("HTTPS://Example.com/Path/"), "example.com/Path");
        assert_eq!(web("www.明月.cn"), "www.明月.cn");
    }
}
