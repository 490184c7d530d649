//! The files speak of the project alone: no path of the machine they were written on, no promise left open.
//!
//! What is looked for is put together from halves, so that this file does not find itself.

use crate::tree::{Finding, Tree};

/// The one file whose form is not ours: it names where each crate came from.
const NOT_OURS: &str = "Cargo.lock";

/// Parts of a text that may stand nowhere.
const NEVER: [&str; 12] = [
    concat!("to", "do!"),
    concat!("unimple", "mented!"),
    concat!("FIX", "ME"),
    concat!(".libr", "ary/"),
    concat!("registry.npm", "js.org"),
    concat!("index.crates", ".io"),
    concat!("static.crates", ".io"),
    concat!("proxy.golang", ".org"),
    concat!("files.python", "hosted.org"),
    concat!("deb.debian", ".org"),
    concat!("developers", ".md"),
    concat!("#[ign", "ore"),
];

/// Paths: seen where no letter goes before them, so that `network/` stays a word.
const NEVER_A_PATH: [&str; 3] = [concat!("/wo", "rk/"), concat!("/fa", "rm/"), concat!("sha", "red/")];

/// Whole words, in any case.
const NEVER_A_WORD: [&str; 8] = [
    concat!("sub", "agent"),
    concat!("sub", "agents"),
    concat!("farm", "-studio"),
    concat!("farm", "-bench"),
    concat!("C", "EO"),
    concat!("anth", "ropic"),
    concat!("cla", "ude"),
    concat!("chat", "bot"),
];

pub fn broken(tree: &Tree) -> Vec<Finding> {
    let mut found = Vec::new();
    for (path, text) in tree.files().filter(|(path, _)| *path != NOT_OURS) {
        for (number, line) in text.lines().enumerate() {
            for what in told(line) {
                found.push(Finding::new(path, number + 1, format!("`{what}` has no place in the project")));
            }
        }
    }
    found
}

fn told(line: &str) -> Vec<&'static str> {
    let lower = line.to_lowercase();
    let mut told: Vec<&str> = NEVER.into_iter().filter(|part| line.contains(part)).collect();
    told.extend(NEVER_A_PATH.into_iter().filter(|path| stands_apart(line, path, false)));
    told.extend(NEVER_A_WORD.into_iter().filter(|word| stands_apart(&lower, &word.to_lowercase(), true)));
    told
}

/// Whether the part begins (and, for a word, ends) where no letter or digit goes on.
fn stands_apart(line: &str, part: &str, whole_word: bool) -> bool {
    line.match_indices(part).any(|(at, _)| {
        let before = line[..at].chars().next_back();
        let after = line[at + part.len()..].chars().next();
        let free = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
        free(before) && (!whole_word || free(after))
    })
}

mod plants {
    use super::{NEVER, NEVER_A_PATH, NEVER_A_WORD, broken};
    use crate::tree::{Tree, seen};

    fn with(text: &str) -> Vec<crate::tree::Finding> {
        broken(&Tree::planted(&[("docs/NOTES.md", text), ("Cargo.lock", NEVER[5])]))
    }

    #[test]
    fn ordinary_sentences_are_left_in_peace() {
        seen(&with("A network/relay works; the unshared/pool and Ceos, an island, stay. Nothing to do here."), &[]);
    }

    #[test]
    fn each_word_is_seen_in_any_file() {
        for word in NEVER.iter().chain(&NEVER_A_PATH).chain(&NEVER_A_WORD) {
            seen(&with(&format!("One line.\nSee {word} for it.")), &["docs/NOTES.md:2"]);
        }
    }

    #[test]
    fn a_path_is_seen_in_quotes_and_at_the_start() {
        let path = NEVER_A_PATH[0];
        seen(&with(&format!("\"{path}main\"")), &["NOTES.md:1"]);
        seen(&with(&format!("{path}main")), &["NOTES.md:1"]);
        seen(&with(&format!("cd ..{path}main")), &["NOTES.md:1"]);
    }
}
