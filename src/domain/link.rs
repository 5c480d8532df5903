//! Addresses that a terminal or another program opens: mail, telephone, web. Whatever the texts hold,
//! the result is plain ASCII without anything that steers.

/// What stays as it is in any part of an address (RFC 3986).
fn is_unreserved(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"-._~".contains(&byte)
}

fn encoded(text: &str, keeps: impl Fn(u8) -> bool) -> String {
    let mut encoded = String::with_capacity(text.len());
    for byte in text.bytes() {
        if is_unreserved(byte) || keeps(byte) {
            encoded.push(char::from(byte));
        } else {
            encoded.push_str(&format!("%{byte:02X}"));
        }
    }
    encoded
}

/// `mailto:li@example.com?subject=…&body=…`. Without an address the mail program asks for one.
pub fn mailto(address: &str, subject: &str, body: &str) -> String {
    let mut link = format!("mailto:{}", encoded(address.trim(), |byte| byte == b'@'));
    // Line ends are CRLF in mail (RFC 6068).
    let body = body.replace("\r\n", "\n").replace('\n', "\r\n");
    let mut sign = '?';
    for (name, value) in [("subject", subject.replace(['\r', '\n'], " ")), ("body", body)] {
        if !value.is_empty() {
            link.push_str(&format!("{sign}{name}={}", encoded(&value, |_| false)));
            sign = '&';
        }
    }
    link
}

/// The link of an e-mail address; `None` for what is none.
pub fn mail(address: &str) -> Option<String> {
    let (name, host) = address.trim().split_once('@')?;
    (!name.is_empty() && !host.is_empty()).then(|| mailto(address, "", ""))
}

/// The link of a telephone number; `None` for what has no digits. An extension is left out.
pub fn telephone(number: &str) -> Option<String> {
    let number = number.trim();
    let main = number.split(['x', 'X', '#', '转', ';', ',']).next().unwrap_or_default();
    let digits: String = main.chars().filter(char::is_ascii_digit).collect();
    let sign = if main.trim_start().starts_with('+') { "+" } else { "" };
    (digits.len() >= 3).then(|| format!("tel:{sign}{digits}"))
}

/// The link of a website; `None` for another scheme than http.
pub fn web(address: &str) -> Option<String> {
    let address = address.trim();
    let lower = address.to_ascii_lowercase();
    let address = match lower.split_once("://") {
        Some(("http" | "https", _)) => address.to_owned(),
        Some(_) => return None,
        None => format!("https://{address}"),
    };
    let host = address.split_once("://")?.1;
    let is_host = |c: char| !c.is_whitespace() && !c.is_control();
    let host = host.split(['/', '?', '#']).next()?;
    if !host.contains('.') || !host.chars().all(is_host) {
        return None;
    }
    Some(encoded(&address, |byte| b":/?#[]@!$&'()*+,;=%".contains(&byte)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mail_links_carry_any_text_safely() {
        assert_eq!(
            mailto("li@mingyue.example", "报价 & more", "Dear 张\nsee\u{1b}]52;\u{7}"),
            "mailto:li@mingyue.example?subject=%E6%8A%A5%E4%BB%B7%20%26%20more&body=Dear%20%E5%BC%A0%0D%0Asee%1B%5D52%3B%07"
        );
        assert_eq!(mailto("", "", "x"), "mailto:?body=x");
        assert_eq!(
            mailto("a@b?cc=c@d", "a\nBcc: x", ""),
            "mailto:a@b%3Fcc%3Dc@d?subject=a%20Bcc%3A%20x"
        );
        assert_eq!(mail("no address"), None);
    }

    #[test]
    fn only_telephones_and_websites_become_links() {
        for (number, link) in [
            ("138 0000 1234", Some("tel:13800001234")),
            ("+86 (21) 6888-1234 转 8", Some("tel:+862168881234")),
            ("021-6888 1234 x12", Some("tel:02168881234")),
            ("ask", None),
        ] {
            assert_eq!(telephone(number).as_deref(), link, "{number}");
        }
        for (address, link) in [
            ("mingyue.example", Some("https://mingyue.example")),
            ("HTTP://a.example/p?q=1#f", Some("HTTP://a.example/p?q=1#f")),
            (
                "a.example/\u{1b}\\\u{7}\"<明>",
                Some("https://a.example/%1B%5C%07%22%3C%E6%98%8E%3E"),
            ),
            ("javascript://a.example/%0aalert(1)", None),
            ("file:///etc/passwd", None),
            ("a\u{1b}.example", None),
            ("nothing", None),
        ] {
            assert_eq!(web(address).as_deref(), link, "{address}");
        }
    }
}
