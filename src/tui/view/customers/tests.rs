//! tmp
use crate::{i18n::Language, tui::view::world::World};

#[test]
fn look() {
    for language in Language::ALL {
        let mut world = World::new(language);
        for (w, h) in [(80, 24), (40, 12)] {
            println!("{}", world.screen(w, h).join("\n"));
        }
        world.press("/ s h h x");
        println!("{}", world.screen(80, 10).join("\n"));
        world.press("esc z");
        println!("{}", world.screen(80, 10).join("\n"));
    }
}
