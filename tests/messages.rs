//! Messages from templates on the command line.

use crate::cli::{Home, has_all};

#[test]
fn a_message_is_filled_from_what_the_file_knows() {
    let home = Home::with_team();
    let shown = home.ok(&["message", "明月"]);
    assert!(shown.starts_with("Our quote for Big order\n\nDear 张敏,"), "{shown}");
    assert!(shown.contains("(¥480,000)") && shown.trim_end().ends_with("王芳"), "{shown}");
    let shown = home.ok(&["message", "明月", "报价后跟进", "--lang", "zh-CN"]);
    assert!(shown.contains("“Big order”的报价（¥480,000）"), "{shown}");
    let answer = home.json(&["message", "明月", "visit", "--recipient", "张敏"]);
    has_all(&answer, "as_of customer_id customer contact address template subject text missing");
    assert_eq!(answer["missing"], serde_json::json!(["date"]));
    assert!(answer["text"].as_str().unwrap().contains("{date}"));
    assert!(answer["mailto"].as_str().unwrap().starts_with("mailto:?subject=Our%20appointment"));
    let bare = home.ok(&["message", "Acme East", "again"]);
    assert!(bare.contains("Dear {salutation}") && bare.contains("not known: days"), "{bare}");
    let said = home.refused(&["message", "明月", "nonsense"]);
    assert!(said.contains("one of: birthday, festival"), "{said}");
    home.refused(&["message", "明月", "visit", "--recipient", "Nobody"]);
}

#[test]
fn templates_are_listed() {
    let home = Home::with_team();
    let all = home.json(&["templates"]);
    let templates = all["templates"].as_array().unwrap();
    assert_eq!(templates.len(), 7);
    has_all(&templates[0], "key name kind own subject text");
    assert!(home.ok(&["templates", "--lang", "zh-CN"]).contains("节日问候"));
}
