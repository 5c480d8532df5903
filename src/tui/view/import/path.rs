//! Paths as people type them: `~`, quotes of a dropped file, and what a beginning may become.

use std::{
    fs,
    path::{Path, PathBuf},
};

/// Endings of files that can be imported.
const ENDINGS: [&str; 10] =
    ["csv", "tsv", "tab", "txt", "gz", "xlsx", "xls", "vcf", "json", "jsonl"];
/// Entries of a folder that are looked at.
const MOST_ENTRIES: usize = 10_000;

/// A file or folder that what was typed may become.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Candidate {
    pub name: String,
    pub is_folder: bool,
}

/// The path that a text means, as the shell does; text that was dropped on the terminal may be in
/// quotes.
pub(super) fn meant(text: &str) -> PathBuf {
    let text = text.trim();
    let quoted = |mark: char| text.strip_prefix(mark).and_then(|rest| rest.strip_suffix(mark));
    let text = quoted('\'').or_else(|| quoted('"')).unwrap_or(text);
    let below = match text.strip_prefix('~') {
        Some("") => Some(""),
        Some(rest) => rest.strip_prefix('/'),
        None => None,
    };
    let folder = std::env::current_dir().unwrap_or_default();
    match (below, std::env::home_dir()) {
        (Some(below), Some(home)) => home.join(below),
        _ => folder.join(text),
    }
}

/// What was typed, parted behind its last slash: the folder and the beginning of a name.
pub(super) fn parted(text: &str) -> (&str, &str) {
    let at = text.rfind('/').map_or(0, |at| at + 1);
    text.split_at_checked(at).unwrap_or((text, ""))
}

/// Folders and files that can be imported, in a folder, by name; hidden ones only when asked for.
pub(super) fn candidates(folder: &Path, beginning: &str) -> Vec<Candidate> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let lower = beginning.to_lowercase();
    let mut found: Vec<Candidate> = entries
        .flatten()
        .take(MOST_ENTRIES)
        .filter_map(|entry| {
            let name = entry.file_name().into_string().ok()?;
            let is_hidden = name.starts_with('.') && !beginning.starts_with('.');
            if is_hidden || !name.to_lowercase().starts_with(&lower) {
                return None;
            }
            let is_folder = fs::metadata(entry.path()).is_ok_and(|data| data.is_dir());
            (is_folder || is_readable(&name)).then_some(Candidate { name, is_folder })
        })
        .collect();
    found.sort_by_key(|it| (it.is_folder, it.name.to_lowercase()));
    found
}

/// The longest beginning that all names share; case is that of the first.
pub(super) fn shared(found: &[Candidate]) -> String {
    let Some((first, rest)) = found.split_first() else { return String::new() };
    let mut shared: Vec<char> = first.name.chars().collect();
    for other in rest {
        let same = shared.iter().zip(other.name.chars());
        let same = same.take_while(|(a, b)| a.to_lowercase().eq(b.to_lowercase())).count();
        shared.truncate(same);
    }
    shared.into_iter().collect()
}

fn is_readable(name: &str) -> bool {
    let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_lowercase());
    ending.is_some_and(|ending| ENDINGS.contains(&ending.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_meant_as_the_shell_does() {
        let home = std::env::home_dir().unwrap();
        for (text, expected) in [
            ("~", home.clone()),
            ("~/a b.csv", home.join("a b.csv")),
            ("'/tmp/客户 名单.csv' ", PathBuf::from("/tmp/客户 名单.csv")),
            ("\"/x.csv\"", PathBuf::from("/x.csv")),
            ("a.csv", std::env::current_dir().unwrap().join("a.csv")),
            ("~other", std::env::current_dir().unwrap().join("~other")),
        ] {
            assert_eq!(meant(text), expected, "{text}");
        }
        assert_eq!(parted("~/数据/cl"), ("~/数据/", "cl"));
        assert_eq!(parted("cl"), ("", "cl"));
    }

    #[test]
    fn only_what_can_be_imported_is_offered() {
        let folder = tempfile::tempdir().unwrap();
        for name in ["Clients.csv", "clients-old.TSV", "photo.png", ".hidden.csv", "名单.csv"] {
            fs::write(folder.path().join(name), "a").unwrap();
        }
        fs::create_dir(folder.path().join("click")).unwrap();
        let names = |beginning: &str| {
            let found = candidates(folder.path(), beginning);
            (found.iter().map(|it| it.name.clone()).collect::<Vec<_>>(), shared(&found))
        };
        let expected = ["clients-old.TSV", "Clients.csv", "click"].map(str::to_owned).to_vec();
        assert_eq!(names("cl"), (expected, "cli".to_owned()));
        assert_eq!(names("名"), (vec!["名单.csv".to_owned()], "名单.csv".to_owned()));
        assert_eq!(names(".").0, [".hidden.csv"]);
        assert_eq!(names("x"), (Vec::new(), String::new()));
        assert!(candidates(Path::new("/no/such/folder"), "").is_empty());
    }
}
