//! The clipboard of the terminal (OSC 52): works over ssh too, and within tmux.

/// The sequence that copies a text. `in_tmux`: tmux is asked itself, and asked to pass it on to the
/// terminal around it; which of the two it allows is up to its own configuration.
pub fn sequence(text: &str, in_tmux: bool) -> String {
    let copy = format!("\x1b]52;c;{}\x07", base64(text.as_bytes()));
    if !in_tmux {
        return copy;
    }
    format!("{copy}\x1bPtmux;{}\x1b\\", copy.replace('\x1b', "\x1b\x1b"))
}

/// Base 64 with padding (RFC 4648).
fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut encoded = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for three in bytes.chunks(3) {
        let bits = three.iter().fold(0_u32, |bits, byte| bits << 8 | u32::from(*byte));
        let bits = bits << (8 * (3 - three.len()));
        for place in 0..4 {
            let digit = usize::try_from(bits >> (18 - 6 * place) & 63).unwrap_or(0);
            let digit = DIGITS.get(digit).filter(|_| place <= three.len());
            encoded.push(char::from(*digit.unwrap_or(&b'=')));
        }
    }
    encoded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_encoded_as_the_standard_says() {
        for (text, expected) in [
            ("", ""),
            ("f", "Zg=="),
            ("fo", "Zm8="),
            ("foo", "Zm9v"),
            ("foobar", "Zm9vYmFy"),
            ("张敏", "5byg5pWP"),
        ] {
            assert_eq!(base64(text.as_bytes()), expected, "{text}");
        }
        assert_eq!(sequence("fo", false), "\u{1b}]52;c;Zm8=\u{7}");
        let both = "\u{1b}]52;c;Zm8=\u{7}\u{1b}Ptmux;\u{1b}\u{1b}]52;c;Zm8=\u{7}\u{1b}\\";
        assert_eq!(sequence("fo", true), both);
    }
}
