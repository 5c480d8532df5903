//! Keys as they are written in the keymap and shown in the help.

use std::fmt;

use ratatui::crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

/// A key with its modifiers, in one form however the terminal reports it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Key {
    code: KeyCode,
    modifiers: KeyModifiers,
}

const NAMED: &[(KeyCode, &str, &str)] = &[
    (KeyCode::Enter, "enter", "Enter"),
    (KeyCode::Esc, "esc", "Esc"),
    (KeyCode::Tab, "tab", "Tab"),
    (KeyCode::BackTab, "backtab", "Shift-Tab"),
    (KeyCode::Char(' '), "space", "Space"),
    (KeyCode::Backspace, "backspace", "Backspace"),
    (KeyCode::Delete, "delete", "Del"),
    (KeyCode::Insert, "insert", "Ins"),
    (KeyCode::Up, "up", "Up"),
    (KeyCode::Down, "down", "Down"),
    (KeyCode::Left, "left", "Left"),
    (KeyCode::Right, "right", "Right"),
    (KeyCode::Home, "home", "Home"),
    (KeyCode::End, "end", "End"),
    (KeyCode::PageUp, "pageup", "PgUp"),
    (KeyCode::PageDown, "pagedown", "PgDn"),
];

const MODIFIERS: &[(KeyModifiers, &str, &str)] = &[
    (KeyModifiers::CONTROL, "ctrl-", "Ctrl-"),
    (KeyModifiers::ALT, "alt-", "Alt-"),
    (KeyModifiers::SHIFT, "shift-", "Shift-"),
];

impl Key {
    /// The key of an event. Full-width letters and marks, as Chinese input methods send them, count
    /// as the plain ones: `：` opens the palette too.
    pub fn from_event(event: &KeyEvent) -> Self {
        let known = KeyModifiers::CONTROL | KeyModifiers::ALT | KeyModifiers::SHIFT;
        Self::new(event.code, event.modifiers & known)
    }

    fn new(code: KeyCode, mut modifiers: KeyModifiers) -> Self {
        let code = match code {
            KeyCode::Tab if modifiers.contains(KeyModifiers::SHIFT) => KeyCode::BackTab,
            KeyCode::Char(character) => {
                let character = half_width(character);
                let controls = modifiers.intersects(KeyModifiers::CONTROL | KeyModifiers::ALT);
                KeyCode::Char(if controls { character.to_ascii_lowercase() } else { character })
            }
            code => code,
        };
        // The case of a letter says it already.
        if matches!(code, KeyCode::Char(_) | KeyCode::BackTab) {
            modifiers.remove(KeyModifiers::SHIFT);
        }
        Self { code, modifiers }
    }

    /// The key of a name such as `g`, `G`, `ctrl-p`, `shift-tab`, `f5`, `pageup`.
    pub fn from_name(name: &str) -> Option<Self> {
        let mut modifiers = KeyModifiers::NONE;
        let mut rest = name;
        while let Some((modifier, prefix, _)) = MODIFIERS
            .iter()
            .find(|(_, prefix, _)| rest.len() > prefix.len() && rest.starts_with(prefix))
        {
            modifiers |= *modifier;
            rest = rest.strip_prefix(prefix)?;
        }
        let named = NAMED.iter().find(|(_, known, _)| *known == rest).map(|(code, ..)| *code);
        let code = named.or_else(|| function(rest)).or_else(|| single(rest))?;
        Some(Self::new(code, modifiers))
    }

    /// The event that a terminal sends for the key.
    pub const fn event(self) -> KeyEvent {
        KeyEvent::new(self.code, self.modifiers)
    }

    /// The plain character that the key types, if it types one.
    pub fn character(self) -> Option<char> {
        match self.code {
            KeyCode::Char(character) if self.modifiers.is_empty() => Some(character),
            _ => None,
        }
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (modifier, _, shown) in MODIFIERS {
            if self.modifiers.contains(*modifier) {
                f.write_str(shown)?;
            }
        }
        if let Some((.., shown)) = NAMED.iter().find(|(code, ..)| *code == self.code) {
            return f.write_str(shown);
        }
        match self.code {
            KeyCode::Char(character) if self.modifiers.is_empty() => write!(f, "{character}"),
            KeyCode::Char(character) => write!(f, "{}", character.to_ascii_uppercase()),
            KeyCode::F(number) => write!(f, "F{number}"),
            _ => Ok(()),
        }
    }
}

/// Keys pressed one after the other, as shown in the help: `gg`, `g Enter`.
pub fn show(sequence: &[Key]) -> String {
    let keys: Vec<String> = sequence.iter().map(ToString::to_string).collect();
    let plain = sequence.iter().all(|key| key.character().is_some_and(|c| c != ' '));
    keys.join(if plain { "" } else { " " })
}

fn function(name: &str) -> Option<KeyCode> {
    let number = name.strip_prefix('f')?.parse().ok()?;
    (1..=12).contains(&number).then_some(KeyCode::F(number))
}

fn single(name: &str) -> Option<KeyCode> {
    let mut characters = name.chars();
    let character = characters.next()?;
    (characters.next().is_none() && !character.is_control()).then_some(KeyCode::Char(character))
}

fn half_width(character: char) -> char {
    match character {
        '《' => '<',
        '》' => '>',
        '、' => '/',
        '\u{FF01}'..='\u{FF5E}' => {
            char::from_u32(u32::from(character) - 0xFEE0).unwrap_or(character)
        }
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_events_meet() {
        for (name, code, modifiers, shown) in [
            ("g", KeyCode::Char('g'), KeyModifiers::NONE, "g"),
            ("G", KeyCode::Char('G'), KeyModifiers::SHIFT, "G"),
            ("ctrl-p", KeyCode::Char('p'), KeyModifiers::CONTROL, "Ctrl-P"),
            ("ctrl-p", KeyCode::Char('P'), KeyModifiers::CONTROL, "Ctrl-P"),
            ("shift-tab", KeyCode::BackTab, KeyModifiers::SHIFT, "Shift-Tab"),
            ("f5", KeyCode::F(5), KeyModifiers::NONE, "F5"),
            ("f", KeyCode::Char('f'), KeyModifiers::NONE, "f"),
            ("-", KeyCode::Char('-'), KeyModifiers::NONE, "-"),
            ("ctrl--", KeyCode::Char('-'), KeyModifiers::CONTROL, "Ctrl--"),
            ("space", KeyCode::Char(' '), KeyModifiers::NONE, "Space"),
            (":", KeyCode::Char('：'), KeyModifiers::NONE, ":"),
            ("?", KeyCode::Char('？'), KeyModifiers::NONE, "?"),
            (">", KeyCode::Char('》'), KeyModifiers::NONE, ">"),
            ("alt-enter", KeyCode::Enter, KeyModifiers::ALT, "Alt-Enter"),
        ] {
            let key = Key::from_name(name).unwrap();
            assert_eq!(key, Key::from_event(&KeyEvent::new(code, modifiers)), "{name}");
            assert_eq!(key.to_string(), shown);
        }
        for name in ["", "hello", "ctrl-", "f13", "ctrl-nothing"] {
            assert_eq!(Key::from_name(name), None, "{name}");
        }
    }
}
