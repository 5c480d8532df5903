//! Marks and what is done to all marked, driven by keys.

use super::*;
use crate::tui::view::{customers::Customers, funnel::Funnel};

/// How many rows on the screen are marked.
fn count(world: &World) -> usize {
    let screen = world.screen(80, 24);
    let rows = screen.iter().filter(|line| !line.contains("marked"));
    rows.filter(|line| line.chars().nth(1) == Some('●')).count()
}

/// A world after these keys.
fn marked(language: Language, keys: &str) -> World {
    let mut world = World::new(language);
    world.press(keys);
    world
}

#[test]
fn marks_stay_while_one_sorts_folds_and_searches() {
    let mut world = marked(Language::En, "  ");
    assert_eq!(count(&world), 2);
    assert!(world.line("2 marked").contains("b acts on them"));
    world.press("SSr");
    assert_eq!(count(&world), 2, "sorted");
    world.press("z");
    assert_eq!(count(&world), 0, "folded away");
    world.press("z/acme<enter>");
    let line = world.line("filtered 1 of 8");
    assert!(line.contains("2 marked · 2 of them not shown"), "{line}");
    // All that are shown are marked too, and turned round they are not.
    world.press("*");
    assert!(world.line("filtered").contains("3 marked · 2 of them not shown"));
    world.press("i");
    assert!(world.line("filtered").contains("2 marked · 2 of them not shown"));
    world.press("<esc>");
    assert_eq!(count(&world), 2);
    world.press("<esc>");
    assert_eq!(count(&world), 0);
    // The heading of a folded group stands for all of it.
    world.press("gg<left> ");
    assert!(world.line("marked").contains("2 marked"));
    world.press("U");
    assert!(!world.screen(80, 24).iter().any(|line| line.contains("marked")));
}

#[test]
fn an_owner_of_all_marked_is_previewed_and_one_undo() {
    for (language, changes, undone) in [
        (
            Language::En,
            "changes 2 customers · leaves 2 as they are",
            "undone: owner of 2 customers",
        ),
        (Language::ZhCn, "将修改 2 个客户 · 2 个保持不变", "撤销"),
    ] {
        let mut world = marked(language, "    b");
        world.press("owner<enter>王芳<enter>");
        let screen = world.screen(80, 24).join("\n");
        assert!(screen.contains(changes), "{screen}");
        assert!(screen.contains("me → 王芳"), "{screen}");
        // Escape leaves all as it was, and what was typed.
        world.press("<esc>");
        assert!(world.line("王芳").contains("王芳"));
        world.press("<enter><enter>/owner:王芳<enter>");
        let filtered = world.screen(99, 40).join("\n");
        assert!(filtered.contains("4") && !filtered.contains("→"), "{filtered}");
        world.press("u");
        assert!(world.said().contains(undone), "{}", world.said());
        assert_eq!(world.screen(80, 24).iter().filter(|line| line.starts_with("  A")).count(), 0);
    }
}

#[test]
fn keys_for_one_customer_act_on_all_marked() {
    let mut world = marked(Language::En, "*T");
    assert!(world.line("set the tier by hand").contains("8 customers"));
    // A tier by hand needs a reason, said at its field.
    world.press("<enter><enter><enter>");
    assert!(
        world.screen(99, 40).join("\n").contains("needs a reason"),
        "{:#?}",
        world.screen(80, 24)
    );
    world.press("board<ctrl-s>");
    let screen = world.screen(99, 40).join("\n");
    assert!(screen.contains("changes 8 customers") && screen.contains("D → A until"), "{screen}");
    world.press("<enter>");
    assert!(world.line("Tier A").contains("8 customers"));
    world.press("T<right><enter>x<enter>11-30<enter>");
    assert!(world.screen(99, 40).join("\n").contains("→ B until Mon 30 Nov"));
    world.press("<esc><esc>yuU");
    assert!(world.line("Tier B").contains("2 customers"), "{:#?}", world.screen(80, 24));
}

#[test]
fn tags_next_steps_and_snoozes_of_several_are_told_one_by_one() {
    let mut world = marked(Language::En, "  b");
    world.press("add tag<enter>#fair<enter>");
    assert!(world.screen(99, 40).join("\n").contains("vip → "), "{:#?}", world.screen(99, 40));
    world.press("<enter>");
    assert!(world.said().contains("tag #fair on 2 customers"), "{}", world.said());
    world.press("bremove<enter>");
    let tagged = |line: &String| line.contains("│ fair") && line.contains("2 customers");
    assert!(world.screen(99, 40).iter().any(tagged), "{:#?}", world.screen(99, 40));
    world.press("fair<enter><enter>");
    assert!(world.said().contains("tag #fair off 2 customers"), "{}", world.said());
    world.press("p<enter>fri<enter>fair<enter>");
    assert!(
        world.screen(99, 40).join("\n").contains("— → Fri 27 Nov"),
        "{:#?}",
        world.screen(99, 40)
    );
    world.press("<enter>");
    assert!(world.line("上海华兴").contains("Fri 27 Nov"));
    // What the rules refuse is said of each, and nothing changes.
    world.press("s11-25<enter>");
    let screen = world.screen(99, 40).join("\n");
    assert!(screen.contains("due on"), "{screen}");
    assert!(screen.contains("nothing to change · leaves 2 as they are"), "{screen}");
    world.press("<enter>u");
    assert!(world.said().contains("undone: plan with 2 customers"), "{}", world.said());
}

#[test]
fn without_marks_the_menu_is_about_the_selected_customer() {
    let mut world = marked(Language::En, "b");
    assert!(world.screen(80, 24).join("\n").contains("上海华兴贸易有限公司 ─"));
    world.press("owner<enter>王芳<enter><enter>u");
    assert!(world.said().contains("undone: owner of 上海华兴"), "{}", world.said());
}

#[test]
fn marked_customers_go_into_a_file_that_is_not_there_yet() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("out.csv");
    let inbox = Inbox::new();
    let mut app = crate::tui::app::App::new(
        desk_of(Language::En),
        vec![Box::new(Customers::new()), Box::new(Funnel::new())],
        inbox.post(),
    );
    let script = format!("  bexport<enter><ctrl-u>{}<enter>", path.display());
    crate::tui::script::press(&mut app, &script);
    assert!(!path.exists(), "only a preview");
    crate::tui::script::press(&mut app, "<enter>");
    while !path.exists() {
        match inbox.next(None) {
            Some(Arrival::Event(event)) => app.handle(event),
            other => panic!("{other:?}"),
        }
    }
    let written = std::fs::read_to_string(&path).unwrap();
    assert_eq!(written.lines().count(), 3, "{written}");
    assert!(written.contains("上海华兴贸易有限公司") && written.contains("上海明月科技"));
}
