//! A tree of files held in memory: the repository itself, or a plant of three lines.

use std::collections::BTreeMap;
use std::fmt;
use std::fs;
use std::path::Path;

/// Path from the repository's root (with `/`) to text. Files that are not text are left out.
pub struct Tree(BTreeMap<String, String>);

/// What is not ours to judge: build output, fetched packages, the version control's own folder.
const LEFT_OUT: [&str; 3] = ["target", "node_modules", ".git"];

impl Tree {
    pub fn of_the_repository() -> Tree {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
        let mut files = BTreeMap::new();
        read_folder(&root, "", &mut files);
        Tree(files)
    }

    pub fn planted(files: &[(&str, &str)]) -> Tree {
        let owned = files.iter().map(|(path, text)| ((*path).to_string(), (*text).to_string()));
        Tree(owned.collect())
    }

    pub fn files(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(path, text)| (path.as_str(), text.as_str()))
    }

    pub fn under<'a>(&'a self, folder: &'a str) -> impl Iterator<Item = (&'a str, &'a str)> {
        self.files().filter(move |(path, _)| path.starts_with(folder))
    }

    pub fn rust_under<'a>(&'a self, folder: &'a str) -> impl Iterator<Item = (&'a str, &'a str)> {
        self.under(folder).filter(|(path, _)| ending(path) == "rs")
    }

    pub fn text(&self, path: &str) -> Option<&str> {
        self.0.get(path).map(String::as_str)
    }
}

/// What stands after the last point of a path: `rs`, `html`.
pub fn ending(path: &str) -> &str {
    path.rsplit('.').next().unwrap_or_default()
}

fn read_folder(folder: &Path, prefix: &str, files: &mut BTreeMap<String, String>) {
    let entries = fs::read_dir(folder).expect("a folder of the repository can be listed");
    for entry in entries.map(|entry| entry.expect("an entry of a folder can be read")) {
        let name = entry.file_name().to_string_lossy().into_owned();
        let path = format!("{prefix}{name}");
        let Ok(kind) = entry.file_type() else { continue };
        // In a second work tree `.git` is a file.
        if LEFT_OUT.contains(&name.as_str()) {
            continue;
        }
        if kind.is_dir() {
            read_folder(&entry.path(), &format!("{path}/"), files);
        } else if kind.is_file()
            && let Ok(text) = fs::read_to_string(entry.path())
        {
            files.insert(path, text);
        }
    }
}

/// One broken rule: where, and in words that say what to do.
pub struct Finding {
    pub path: String,
    pub line: usize,
    pub what: String,
}

impl Finding {
    pub fn new(path: &str, line: usize, what: impl Into<String>) -> Finding {
        Finding { path: path.to_string(), line, what: what.into() }
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.path, self.line, self.what)
    }
}

/// The boundary of every plant: exactly these findings, each recognised by a part of its line, in any order.
pub fn seen(found: &[Finding], expected: &[&str]) {
    let lines: Vec<String> = found.iter().map(ToString::to_string).collect();
    for part in expected {
        assert!(lines.iter().any(|line| line.contains(part)), "not seen: {part}\nseen:\n{}", lines.join("\n"));
    }
    let odd: Vec<&String> = lines.iter().filter(|line| !expected.iter().any(|part| line.contains(part))).collect();
    assert!(odd.is_empty(), "seen, though nothing is wrong there: {odd:#?}");
}
