//! Keys as a line of text, for tests: `c谈了报价 >周五<enter>`.

use ratatui::crossterm::event::Event as TerminalEvent;

use super::{app::App, event::Event, key::Key};

/// Presses every key of the script, one after the other. A name of the keymap in angle brackets is
/// one key (`<enter>`, `<ctrl-e>`); everything else is typed as it stands.
pub fn press(app: &mut App, script: &str) {
    let mut rest = script;
    while let Some(character) = rest.chars().next() {
        let named = rest.strip_prefix('<').and_then(|rest| {
            let (name, behind) = rest.split_once('>')?;
            Some((Key::from_name(name).filter(|_| name.len() > 1)?, behind))
        });
        let (key, behind) = named.unwrap_or_else(|| {
            let (typed, behind) = rest.split_at(character.len_utf8());
            let name = if typed == " " { "space" } else { typed };
            (Key::from_name(name).expect(script), behind)
        });
        rest = behind;
        app.handle(Event::Terminal(TerminalEvent::Key(key.event())));
    }
}
