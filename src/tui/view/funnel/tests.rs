//! tmp
use crate::{i18n::Language, tui::view::world::World};

#[test]
fn look() {
    for language in Language::ALL {
        let mut world = World::new(language);
        world.press("3");
        for (w, h) in [(80, 24), (120, 40), (40, 12)] {
            println!("{}", world.screen(w, h).join("\n"));
        }
        world.press("b right");
        for (w, h) in [(80, 24), (120, 16), (40, 12)] {
            println!("{}", world.screen(w, h).join("\n"));
        }
    }
}
