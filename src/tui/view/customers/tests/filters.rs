//! The filter line, saved filters and the choice of columns, driven by keys.

use std::sync::Arc;

use super::*;
use crate::{
    command::Session,
    env::{Env, ui::UiState},
};

#[test]
fn tab_completes_keys_and_values_of_the_file() {
    let mut world = World::new(Language::En);
    world.press("/ar<tab>");
    let screen = world.screen(80, 24);
    assert!(screen[22].starts_with(" ▸ area:"), "{screen:#?}");
    assert!(screen[21].contains("area:上海  area:\"New York\""), "{}", screen[21]);
    // Tab again goes on to the next value.
    world.press("<tab><tab>");
    let screen = world.screen(80, 24);
    assert!(screen[22].contains("area:\"New York\"") && screen[22].contains("filtered 2 of 8"));
    world.press(" #<tab>");
    assert!(world.screen(80, 24)[22].contains("#vip"));
}

#[test]
fn a_wrong_filter_says_what_is_wrong_while_one_types() {
    for (language, said) in
        [(Language::En, "“colour:” is not known"), (Language::ZhCn, "不认识“colour:”")]
    {
        let mut world = World::new(language);
        world.press("/colour:red");
        assert!(world.screen(80, 24)[21].contains(said), "{:#?}", world.screen(80, 24));
        // It stays there until it is mended.
        world.press("<enter>");
        assert!(world.screen(80, 24)[21].contains(said));
        world.press("<ctrl-u>tier:Q x");
        assert!(world.screen(80, 24)[21].contains("Q"));
        world.press("<ctrl-u>tier:A<enter>j");
        assert!(world.screen(80, 24)[22].contains("tier:A"));
    }
}

#[test]
fn filters_are_saved_applied_renamed_and_removed() {
    let mut world = World::new(Language::En);
    world.press("/tier:A<ctrl-s>my big ones<enter><enter>");
    assert!(world.said().contains("saved: filter my big ones"), "{}", world.said());
    world.press("<esc>F");
    assert!(world.line("@my big ones").contains("tier:A"));
    world.press("<enter>");
    let line = world.line("filtered 2 of 8");
    assert!(line.contains("@\"my big ones\""), "{line}");
    // Completed behind its sign, and together with what else is asked for.
    world.press("<esc>/@<tab> mingyue");
    assert!(world.line("filtered 1 of 8").contains("@\"my big ones\" mingyue"));
    // A change of the filter changes the list; one undo takes it back.
    world.press("<esc>FE<ctrl-u>top<enter><ctrl-u>tier:A,B<enter>");
    assert!(world.line("@top").contains("tier:A,B"));
    world.press("<enter>");
    assert!(world.line("filtered 4 of 8").contains("@top"));
    world.press("u");
    assert!(world.said().contains("undone: change of the filter top"), "{}", world.said());
    world.press("<ctrl-r>FDy<esc>");
    let line = world.line("@top");
    assert!(line.contains("8 of 8"), "{line}");
    world.press("u");
    assert!(world.line("@top").contains("filtered 4 of 8"));
}

#[test]
fn a_filter_that_says_nothing_is_not_saved() {
    let mut world = World::new(Language::En);
    world.press("<ctrl-s>");
    assert!(world.said().contains("there is no filter to save"), "{}", world.said());
    world.press("/colour:red<ctrl-s>bad<enter><enter>");
    assert!(world.said().contains("cannot be read at “colour:red”"), "{}", world.said());
    world.press("<esc>y<esc>F");
    assert!(world.line("No filter is saved yet").contains('f'));
}

#[test]
fn columns_are_chosen_moved_and_stay_for_the_next_run() {
    let mut world = World::new(Language::En);
    // The first is the name, which always shows; then stage goes, open value goes to the front.
    world.press("gc ");
    assert!(world.said().contains("the name always shows"), "{}", world.said());
    world.press("j j<left><left><enter>");
    let heading = world.screen(80, 24).remove(1);
    assert_eq!(
        heading.split_whitespace().collect::<Vec<_>>().join(" "),
        "Open value Name Last touch Next due Tags",
    );
    world.press("gc j <esc>");
    assert_eq!(world.screen(80, 24)[1], heading, "left as it was");
}

#[test]
fn chosen_columns_are_kept_in_the_state_directory_and_those_of_the_config_are_no_choice() {
    let folder = tempfile::tempdir().unwrap();
    let mut env = Env::fixed(1_795_395_600_000, 1);
    env.state = Some(folder.path().to_owned());
    let session = Session::in_memory(Arc::new(env), "me").unwrap();
    let mut world = World::of(Desk { session, ..desk_of(Language::En) });
    let kept = || UiState::read(Some(folder.path())).columns.map(|columns| columns.join(" "));
    world.press("gcj <enter>");
    assert_eq!(kept().unwrap(), "name open_value last_touch next_due tags");
    // Shown again and back in its place it is as the config has it.
    world.press("gc");
    let place = |world: &World| {
        let screen = world.screen(80, 40);
        let rows: Vec<_> = screen.iter().filter(|line| line.contains('│')).collect();
        rows.iter().position(|line| line.contains("Stage")).unwrap()
    };
    let down = "j".repeat(place(&world)) + " " + &"<left>".repeat(place(&world) - 1);
    world.press(&down).press("<enter>");
    assert_eq!(kept(), None);
}

#[test]
fn panels_draw_at_any_size() {
    for keys in ["F", "gc", "*bowner<enter>王芳<enter>", "/ar", "*/x"] {
        let mut world = World::new(Language::ZhCn);
        world.press("/tier:A<ctrl-s>big<enter><enter><esc>").press(keys);
        for (width, height) in [(1, 1), (2, 3), (7, 2), (12, 5), (24, 7), (40, 12), (200, 60)] {
            let screen = world.screen(width, height).concat();
            assert!(!screen.contains(['\u{1b}', '\u{202e}']), "{keys} {width}×{height}");
        }
    }
}
