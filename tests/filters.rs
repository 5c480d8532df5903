//! Saved filters on the real binary: saved, used, renamed, removed, and what goes wrong.

use serde_json::Value;

use crate::cli::Home;

fn home() -> Home {
    let home = Home::new();
    for (name, tier, area) in [("Acme", "A", "上海"), ("Best", "B", "上海"), ("Cold", "A", "杭州")]
    {
        let [tier, area] = [format!("tier={tier}"), format!("area={area}")];
        home.ok(&["add", "customer", name, &tier, &area]);
    }
    home
}

fn names(answer: &Value, list: &str) -> Vec<String> {
    let rows = answer[list].as_array().unwrap();
    rows.iter().map(|row| row["name"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn a_saved_filter_is_used_wherever_a_filter_is_taken() {
    let home = home();
    home.ok(&["filters", "here=area:上海"]);
    home.ok(&["filters", "good ones=tier:A @here"]);
    let listed = home.json(&["filters"]);
    assert_eq!(names(&listed, "filters"), ["good ones", "here"]);
    assert_eq!(listed["filters"][0]["query"], "tier:A @here");
    let found = |filter: &str| {
        names(&home.json(&["customers", &format!("--filter={filter}")]), "customers")
    };
    assert_eq!(found("@\"good ones\""), ["Acme"]);
    assert_eq!(found("-@here"), ["Cold"]);
    // A new name reaches the filters that ask for it, and one undo takes both back.
    let renamed = home.json(&["filters", "--rename", "@here=上海的"]);
    assert_eq!(renamed["filters"][0]["query"], "tier:A @上海的");
    assert_eq!(found("@\"good ones\""), ["Acme"]);
    home.ok(&["undo"]);
    assert_eq!(found("@here"), ["Acme", "Best"]);
    // Saved again under its name it is the same filter, also after it was removed.
    let id = |answer: &Value| answer["filters"][1]["id"].clone();
    home.ok(&["filters", "--delete", "here"]);
    assert_eq!(names(&home.json(&["filters"]), "filters"), ["good ones"]);
    let again = home.json(&["filters", "Here=tier:B"]);
    assert!(again["filters"].as_array().unwrap().iter().any(|filter| filter["name"] == "Here"));
    assert_eq!(found("@here"), ["Best"]);
    let last = home.json(&["filters", "here=tier:A"]);
    let count = last["filters"].as_array().unwrap().len();
    assert_eq!((count, id(&last)), (2, id(&listed)));
    home.ok(&["rebuild", "--check"]);
}

#[test]
fn what_cannot_be_meant_is_refused_with_its_place_and_reason() {
    let home = home();
    home.ok(&["filters", "here=area:上海"]);
    for (arguments, said) in [
        (["filters", "bad=colour:red"], "“colour:” is not known"),
        (["filters", "loop=tier:A @loop"], "asks for itself"),
        (["filters", " =tier:A"], "name"),
        (["filters", "empty="], "query"),
        (["filters", "--rename=gone=other"], "no filter is saved as “gone”"),
        (["customers", "--filter=@nobody"], "no filter is saved as “nobody”"),
        (["customers", "--filter=tier:E"], "“E” is not a tier"),
    ] {
        let failed = home.run(&arguments);
        let told = String::from_utf8_lossy(&failed.stderr).into_owned();
        assert_eq!(failed.status.code(), Some(1), "{arguments:?}: {told}");
        assert!(told.contains(said), "{arguments:?}: {told}");
    }
    assert_eq!(names(&home.json(&["filters"]), "filters"), ["here"]);
    let no_pair = home.run(&["filters", "here"]);
    assert_eq!(no_pair.status.code(), Some(2));
}
