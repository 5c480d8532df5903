//! The house rules that a compiler does not hold: layers, SQL, clocks, words, the look of files.

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

use touchline::i18n::{Language, Words};

/// Which of our modules a module may name. Itself and what is not ours is always allowed; a module
/// that is not in the list must get a line here.
const LAYERS: &[(&str, &[&str])] = &[
    ("env", &[]),
    ("text", &[]),
    ("search", &["text"]),
    ("document", &["domain"]),
    ("i18n", &[]),
    ("config", &["i18n"]),
    ("domain", &["text"]),
    ("change", &["domain", "text"]),
    ("store", &["change", "domain", "env", "text"]),
    ("exchange", &["document", "domain", "text"]),
    ("wording", &["change", "command", "document", "domain", "i18n", "store", "text"]),
    ("command", &["change", "domain", "env", "exchange", "store", "text"]),
    ("team", &["change", "env", "store", "text"]),
    ("demo", &["change", "command", "domain", "env", "store"]),
    ("report", &["document", "domain", "i18n", "store", "text", "wording"]),
    (
        "error",
        &["change", "command", "config", "domain", "exchange", "i18n", "store", "team", "text"],
    ),
    ("cli", EDGE),
    ("tui", EDGE),
    ("main", &["cli"]),
];

/// The edges name everything but each other; only the command line opens the workbench.
const EDGE: &[&str] = &[
    "search", "change", "command", "config", "demo", "document", "domain", "env", "error",
    "exchange", "i18n", "report", "store", "team", "text", "wording",
];

/// No file of the program is longer.
const LONGEST: usize = 600;

/// A source file: its path below the project, and its text.
struct Source {
    path: String,
    text: String,
}

impl Source {
    /// The module at the top of the crate that it belongs to.
    fn module(&self) -> &str {
        let below = self.path.trim_start_matches("src/");
        below.split('/').next().unwrap_or_default().trim_end_matches(".rs")
    }

    /// The lines of the program itself: no comments, no tests.
    fn code(&self) -> String {
        let tests = ["#[cfg(test)]\nmod ", "#[cfg(test)]\npub mod "];
        let end = tests.iter().filter_map(|mark| self.text.find(mark)).min();
        let own = &self.text[..end.unwrap_or(self.text.len())];
        let lines = own.lines().filter(|line| !line.trim_start().starts_with("//"));
        lines.collect::<Vec<_>>().join("\n")
    }

    /// Whether it is nothing but tests.
    fn is_test(&self) -> bool {
        self.path.contains("/tests/") || self.path.ends_with("/tests.rs")
    }
}

fn sources(folder: &str) -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut found = Vec::new();
    gather(&root.join(folder), &mut found);
    found.sort();
    let read = |path: PathBuf| {
        let text = fs::read_to_string(&path).unwrap();
        let below = path.strip_prefix(root).unwrap();
        Source { path: below.to_string_lossy().replace('\\', "/"), text }
    };
    found.into_iter().map(read).collect()
}

fn gather(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            gather(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
}

/// The program's files without their tests, as (path, module, code).
fn program() -> Vec<(String, String, String)> {
    sources("src")
        .into_iter()
        .filter(|source| !source.is_test())
        .map(|source| (source.path.clone(), source.module().to_owned(), source.code()))
        .collect()
}

/// The first words behind each `crate::`, also of those in braces.
fn named(code: &str) -> BTreeSet<String> {
    let word = |text: &str| -> String {
        text.trim_start().chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect()
    };
    let mut names = BTreeSet::new();
    for (at, mark) in code.match_indices("crate::") {
        let rest = &code[at + mark.len()..];
        let Some(inside) = rest.strip_prefix('{') else {
            names.insert(word(rest));
            continue;
        };
        let (mut depth, mut start) = (0, 0);
        for (place, c) in inside.char_indices() {
            match c {
                '{' => depth += 1,
                '}' if depth > 0 => depth -= 1,
                ',' | '}' if depth == 0 => {
                    names.insert(word(&inside[start..place]));
                    start = place + 1;
                }
                _ => {}
            }
            if c == '}' && depth == 0 && start == place + 1 {
                break;
            }
        }
    }
    names.remove("");
    names
}

fn none(broken: Vec<String>, rule: &str) {
    assert!(broken.is_empty(), "{rule}:\n{}", broken.join("\n"));
}

#[test]
fn nobody_names_a_module_above_it() {
    let mut broken = Vec::new();
    for (path, module, code) in program() {
        if module == "lib" {
            continue;
        }
        let Some((_, allowed)) = LAYERS.iter().find(|(name, _)| *name == module) else {
            broken.push(format!("{path}: {module} has no place in the layers"));
            continue;
        };
        for name in named(&code) {
            let opens = module == "cli" && name == "tui";
            if name != module && !opens && !allowed.contains(&name.as_str()) {
                broken.push(format!("{path}: {module} names {name}"));
            }
        }
    }
    none(broken, "layers");
}

#[test]
fn crate_paths_in_braces_are_understood() {
    let code = "use crate::{\n    change::{Entity, Value},\n    domain::id::Id, env::Env};\ncrate::store::Store";
    let names: Vec<String> = named(code).into_iter().collect();
    assert_eq!(names, ["change", "domain", "env", "store"]);
}

/// A word of code that only these modules may use.
fn only_in(modules: &[&str], words: &[&str], rule: &str) {
    let mut broken = Vec::new();
    for (path, module, code) in program() {
        if modules.contains(&module.as_str()) {
            continue;
        }
        for word in words.iter().filter(|word| code.contains(**word)) {
            broken.push(format!("{path}: {word}"));
        }
    }
    none(broken, rule);
}

#[test]
fn only_the_store_knows_the_database() {
    let sql =
        ["rusqlite", "\"SELECT ", "\"INSERT ", "\"UPDATE ", "\"DELETE ", "\"CREATE ", "\"PRAGMA "];
    only_in(&["store"], &sql, "SQL outside the store");
}

#[test]
fn only_the_workbench_knows_the_screen() {
    only_in(&["tui"], &["ratatui", "crossterm"], "screens outside tui");
}

#[test]
fn only_the_environment_knows_time_and_chance() {
    let sources = [
        "SystemTime",
        "Utc::now",
        "Local::now",
        "Uuid::new_v4",
        "Uuid::now_v7",
        "rand::",
        "getrandom",
    ];
    only_in(&["env"], &sources, "time or chance outside env");
}

#[test]
fn only_the_command_line_prints() {
    let prints = ["println!(", "print!(", "io::stdout()", "io::stderr()"];
    only_in(&["cli", "main", "tui"], &prints, "printing outside cli");
}

#[test]
fn nothing_is_left_to_do() {
    let left = ["todo!", "unimplemented!", "dbg!(", "unsafe {", "unsafe fn", "allow(dead_code)"];
    only_in(&[], &left, "left to do");
}

#[test]
fn every_file_says_in_a_sentence_what_it_is_for_and_is_short() {
    let mut broken = Vec::new();
    for source in sources("src").into_iter().chain(sources("tests")) {
        let path = &source.path;
        let first = source.text.split("\n\n").next().unwrap_or_default();
        let told: Vec<&str> =
            first.lines().map_while(|line| line.strip_prefix("//! ")).map(str::trim).collect();
        let told = told.join(" ");
        if !told.contains(['.', ':']) || told.len() < 15 {
            broken.push(format!("{path}: begins with no `//!` sentence"));
        }
        let lines = source.text.lines().count();
        // The rules' own tests are tables, a line a case.
        if lines > LONGEST && !path.starts_with("tests/rules/") {
            broken.push(format!("{path}: {lines} lines"));
        }
        let name = path.rsplit('/').next().unwrap_or_default().trim_end_matches(".rs");
        if ["utils", "util", "helpers", "helper", "common", "manager", "misc"].contains(&name) {
            broken.push(format!("{path}: a name that says nothing"));
        }
    }
    none(broken, "files");
}

/// The keys that the code gives as they are: `words.get("…")`, `cx.words.format("…", …)`.
fn keys(code: &str) -> Vec<String> {
    let compact: String = code.split_whitespace().collect::<Vec<_>>().join("");
    let calls = ["words.", "words().", "words()?."];
    let mut keys = Vec::new();
    for (at, call) in calls.iter().flat_map(|call| compact.match_indices(*call)) {
        let rest = &compact[at + call.len()..];
        let method: String =
            rest.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
        let Some(key) = rest[method.len()..].strip_prefix("(\"") else { continue };
        if let Some((key, _)) = key.split_once('"') {
            keys.push(key.to_owned());
        }
    }
    keys
}

#[test]
fn every_key_of_words_in_the_code_exists_in_both_languages() {
    let languages = [Language::En, Language::ZhCn].map(Words::new);
    let (mut seen, mut broken) = (0, Vec::new());
    for (path, _, code) in program() {
        for key in keys(&code) {
            seen += 1;
            if languages.iter().any(|words| !words.has(&key)) {
                broken.push(format!("{path}: {key}"));
            }
        }
    }
    assert!(seen > 50, "only {seen} keys found: does the code call them otherwise now?");
    none(broken, "keys without words");
}

#[test]
fn every_gesture_that_a_command_makes_has_its_words_in_both_languages() {
    let languages = [Language::En, Language::ZhCn].map(Words::new);
    // Told by what was done: a call, a visit …
    let by_kind = ["log_activity", "complete_plan"];
    let (mut seen, mut broken) = (0, Vec::new());
    for (path, module, code) in program() {
        let compact: String = code.split_whitespace().collect();
        for rest in compact.split("Gesture::new(\"").skip(1).filter(|_| module != "wording") {
            let name = rest.split('"').next().unwrap_or_default();
            seen += 1;
            let key = format!("gesture-{name}");
            if !by_kind.contains(&name) && languages.iter().any(|words| !words.has(&key)) {
                broken.push(format!("{path}: {name}"));
            }
        }
    }
    assert!(seen > 25, "only {seen} gestures found: does the code make them otherwise now?");
    none(broken, "gestures without words");
}
