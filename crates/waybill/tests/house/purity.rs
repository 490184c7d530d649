//! What the pure crates never touch, what no crate does, and how long a file may be.

use crate::scan::Scan;
use crate::tree::{Finding, Tree, ending};

/// No I/O, no clock, no chance: these compute, and nothing else.
const PURE: [&str; 5] = ["camt", "journal", "log", "seal", "verify"];

/// The parts of the standard library that reach outside.
const REACHES_OUT: [&str; 6] = ["fs", "net", "time", "env", "process", "thread"];

/// Crates that bring clocks, chance or I/O, as they are written in a manifest.
const NOT_PURE: [&str; 14] = [
    "rand",
    "rand_core",
    "getrandom",
    "tokio",
    "jiff",
    "chrono",
    "time",
    "uuid",
    "hyper",
    "axum",
    "diesel",
    "rusqlite",
    "waybill",
    "fastrand",
];

/// The one exception: `age` draws the keys of its files itself, and only the crate that seals may stand on it.
const DRAWS_ITS_OWN: (&str, &str) = ("seal", "age");

/// Functions of cryptographic crates that draw chance.
const DRAWS: [&str; 4] = ["generate", "generate_key", "generate_nonce", "random"];

/// Longer than this, and a file must be parted.
const LINES_MAX: usize = 600;

/// Lints that keep a house rule: switching one off beside the code is a way around the rule.
const NEVER_SILENCED: [&str; 3] = ["unsafe_code", "too_many_lines", "unwrap_used"];

pub fn impure(tree: &Tree) -> Vec<Finding> {
    let mut found = Vec::new();
    for name in PURE {
        let sources = format!("crates/{name}/src/");
        for (path, text) in tree.rust_under(&sources).filter(|(path, _)| is_pure(path)) {
            found.extend(reaches_out(path, text));
        }
        let manifest = format!("crates/{name}/Cargo.toml");
        if let Some(text) = tree.text(&manifest) {
            found.extend(impure_dependencies(&manifest, text));
        }
    }
    found
}

/// A program that an outsider runs has to read files; its rules have not.
fn is_pure(path: &str) -> bool {
    !["crates/verify/src/main.rs", "crates/verify/src/disk.rs"].contains(&path) && !path.contains("/bin/")
}

fn reaches_out(path: &str, text: &str) -> Vec<Finding> {
    let scan = Scan::of(path, text);
    let full = |written: &[String]| -> Vec<String> {
        // One rename deep is enough: `use std as s;` and `use std::fs as files;`.
        let alias = scan.aliases.iter().find(|alias| alias.name == written[0] && alias.path[0] != written[0]);
        alias.map_or_else(|| written.to_vec(), |alias| [&alias.path[..], &written[1..]].concat())
    };
    let mut found = Vec::new();
    for mention in scan.mentions.iter().filter(|mention| !mention.in_test) {
        let meant = full(&mention.path);
        let outside = match meant[0].as_str() {
            "std" => {
                meant.get(1).is_some_and(|part| REACHES_OUT.contains(&part.as_str())) && !is_a_span_of_time(&meant)
            }
            other => {
                NOT_PURE.contains(&other) && !is_a_day(&meant)
                    || meant.last().is_some_and(|last| DRAWS.contains(&last.as_str()))
            }
        };
        if outside {
            found.push(Finding::new(
                path,
                mention.line,
                format!("`{}` reaches outside a pure crate", mention.path.join("::")),
            ));
        }
    }
    for alias in scan.aliases.iter().filter(|alias| alias.path == ["std"] && alias.name == "*") {
        found.push(Finding::new(path, 1, format!("`use {}::*` hides what is reached", alias.path[0])));
    }
    found
}

/// A length of time is a number; only clocks are outside.
fn is_a_span_of_time(path: &[String]) -> bool {
    path.get(2).is_some_and(|word| word == "Duration")
}

/// A day of the calendar is a number as well; `jiff` has a clock only with the standard library.
fn is_a_day(path: &[String]) -> bool {
    path[0] == "jiff" && path.get(1).is_some_and(|word| word == "civil")
}

fn has_no_clock(name: &str, line: &str) -> bool {
    name == "jiff" && line.contains("default-features = false") && !line.contains("\"std\"")
}

fn impure_dependencies(path: &str, manifest: &str) -> Vec<Finding> {
    let mut section = String::new();
    let mut found = Vec::new();
    for (number, line) in manifest.lines().enumerate() {
        if line.starts_with('[') {
            section = line.trim_matches(['[', ']']).to_string();
        }
        let names = if line.starts_with('[') {
            section.strip_prefix("dependencies.")
        } else {
            line.split(['=', '.', ' ']).next()
        };
        let ours =
            section == "dependencies" || section.starts_with("dependencies.") || section.contains(".dependencies");
        let draws = |name: &str| name == DRAWS_ITS_OWN.1 && path != format!("crates/{}/Cargo.toml", DRAWS_ITS_OWN.0);
        let brings = |name: &str| NOT_PURE.contains(&name) && !has_no_clock(name, line) || draws(name);
        let impure = |name: &&str| ours && brings(name.trim());
        if let Some(name) = names.filter(impure) {
            found.push(Finding::new(path, number + 1, format!("the dependency `{name}` is not pure")));
        }
    }
    found
}

pub fn unsafe_code(tree: &Tree) -> Vec<Finding> {
    let mut found = Vec::new();
    for (path, text) in tree.files().filter(|(path, _)| ending(path) == "rs") {
        for (line, _) in Scan::of(path, text).idents.iter().filter(|(_, word)| word == "unsafe") {
            found.push(Finding::new(path, *line, "`unsafe` is not used here"));
        }
    }
    let forbids = |text: &str| text.contains("unsafe_code = \"forbid\"");
    if !tree.text("Cargo.toml").is_some_and(forbids) {
        found.push(Finding::new("Cargo.toml", 1, "the workspace's lints must say `unsafe_code = \"forbid\"`"));
    }
    for (path, text) in tree.under("crates/").filter(|(path, _)| path.ends_with("/Cargo.toml")) {
        if !text.contains("[lints]\nworkspace = true") {
            found.push(Finding::new(path, 1, "this crate must take the workspace's lints"));
        }
    }
    found
}

pub fn too_long(tree: &Tree) -> Vec<Finding> {
    let mut found = Vec::new();
    for (path, text) in tree.rust_under("crates/").filter(|(path, _)| path.contains("/src/")) {
        let lines = text.lines().count();
        if lines > LINES_MAX {
            found.push(Finding::new(path, lines, format!("{lines} lines; part it below {LINES_MAX}")));
        }
        if is_a_test_file(tree, path) {
            continue;
        }
        for (line, words, in_test) in &Scan::of(path, text).attributes {
            let silences = words.iter().any(|word| word == "allow" || word == "expect");
            let lint = words.iter().find(|word| NEVER_SILENCED.contains(&word.as_str()) && !*in_test);
            if let (true, Some(lint)) = (silences, lint) {
                found.push(Finding::new(path, *line, format!("`{lint}` is not to be switched off")));
            }
        }
    }
    found
}

/// A file that another takes in with `#[cfg(test)] mod name;`.
fn is_a_test_file(tree: &Tree, path: &str) -> bool {
    let Some((folder, file)) = path.rsplit_once('/') else { return false };
    let name = file.trim_end_matches(".rs");
    let takes_it_in = |parent: &String| {
        let scan = tree.text(parent).map(|text| Scan::of(parent, text));
        scan.is_some_and(|scan| scan.modules.iter().any(|module| module.in_test && module.name == name))
    };
    let mut parents = vec![format!("{folder}.rs")];
    parents.extend(["mod", "lib", "main"].map(|parent| format!("{folder}/{parent}.rs")));
    parents.iter().any(takes_it_in)
}

mod plants {
    use super::{LINES_MAX, impure, too_long, unsafe_code};
    use crate::tree::{Finding, Tree, seen};

    fn journal(text: &str) -> Vec<Finding> {
        impure(&Tree::planted(&[("crates/journal/src/pools.rs", text)]))
    }

    #[test]
    fn arithmetic_is_left_in_peace() {
        seen(
            &journal("use std::collections::BTreeMap; use std::time::Duration; fn f(time: u64) { i128::from(time) }"),
            &[],
        );
        seen(&journal("#[cfg(test)] mod tests { use std::fs; fn f() { fs::read(\"golden.json\") } }"), &[]);
    }

    #[test]
    fn files_nets_clocks_and_settings_are_seen() {
        seen(&journal("use std::fs;"), &["`std::fs` reaches outside"]);
        seen(&journal("use std::{collections::BTreeMap, net::TcpStream};"), &["`std::net::TcpStream`"]);
        seen(&journal("fn f() { std::time::Instant::now() }"), &["`std::time::Instant::now`"]);
        seen(&journal("fn f() { ::std::env::var(\"HOME\") }"), &["`std::env::var`"]);
        seen(&journal("use std as s; fn f() { s::fs::read(\"x\") }"), &["`s::fs::read`"]);
        seen(&journal("fn f() { assert!(std::process::id() > 0) }"), &["`std::process::id`"]);
    }

    #[test]
    fn chance_and_runtimes_are_seen() {
        seen(&journal("use rand::Rng;"), &["`rand::Rng`"]);
        seen(&journal("fn f() { getrandom::fill(&mut []) }"), &["`getrandom::fill`"]);
        seen(&journal("#[tokio::test] fn f() {}"), &["`tokio::test`"]);
        seen(&journal("use jiff::civil::Date; fn f() { jiff::Timestamp::now() }"), &["`jiff::Timestamp::now`"]);
    }

    #[test]
    fn an_impure_dependency_is_seen() {
        let log = |text: &str| impure(&Tree::planted(&[("crates/log/Cargo.toml", text)]));
        seen(&log("[dependencies]\nsha2 = \"0.11\"\n\n[dev-dependencies]\nrand = \"0.9\"\n"), &[]);
        seen(&log("[dependencies]\nrand = \"0.9\"\n"), &["Cargo.toml:2: the dependency `rand`"]);
        seen(&log("[dependencies]\ngetrandom.workspace = true\n"), &["`getrandom`"]);
        let jiff = |features: &str| format!("[dependencies]\njiff = {{ version = \"0.2\"{features} }}\n");
        seen(&log(&jiff("")), &["`jiff`"]);
        seen(&log(&jiff(", default-features = false, features = [\"std\"]")), &["`jiff`"]);
        seen(&log(&jiff(", default-features = false, features = [\"alloc\"]")), &[]);
        seen(&log("[dependencies.tokio]\nversion = \"1\"\n"), &["`tokio`"]);
        seen(&log("[target.'cfg(unix)'.dependencies]\ntokio = \"1\"\n"), &["`tokio`"]);
    }

    #[test]
    fn only_the_crate_that_seals_stands_on_age_and_draws_nothing_itself() {
        let manifest = |path| impure(&Tree::planted(&[(path, "[dependencies]\nage = \"0.12\"\n")]));
        seen(&manifest("crates/seal/Cargo.toml"), &[]);
        seen(&manifest("crates/log/Cargo.toml"), &["the dependency `age`"]);
        let seal = |text: &str| impure(&Tree::planted(&[("crates/seal/src/key.rs", text)]));
        seen(&seal("fn f() { age::encrypt(to, plain) }"), &[]);
        seen(&seal("fn f() { age::x25519::Identity::generate() }"), &["`age::x25519::Identity::generate`"]);
    }

    #[test]
    fn unsafe_code_is_seen() {
        let root = ("Cargo.toml", "[workspace.lints.rust]\nunsafe_code = \"forbid\"\n");
        let kept = ("crates/log/Cargo.toml", "[lints]\nworkspace = true\n");
        let code = ("crates/log/src/lib.rs", "fn f() { unsafe { g() } }");
        seen(&unsafe_code(&Tree::planted(&[root, kept])), &[]);
        seen(&unsafe_code(&Tree::planted(&[root, kept, code])), &["lib.rs:1: `unsafe`"]);
        seen(
            &unsafe_code(&Tree::planted(&[root, ("crates/log/Cargo.toml", "[package]\n")])),
            &["must take the workspace's lints"],
        );
        seen(&unsafe_code(&Tree::planted(&[("Cargo.toml", "unsafe_code = \"warn\"")])), &["must say"]);
    }

    #[test]
    fn a_file_that_is_too_long_is_seen() {
        let lines = |count: usize| "// A line.\n".repeat(count);
        let file = |text: &str| too_long(&Tree::planted(&[("crates/log/src/lib.rs", text)]));
        seen(&file(&lines(LINES_MAX)), &[]);
        seen(&file(&lines(LINES_MAX + 1)), &["601 lines"]);
    }

    #[test]
    fn a_silenced_lint_is_seen() {
        let file = |text: &str| too_long(&Tree::planted(&[("crates/log/src/lib.rs", text)]));
        seen(&file("#[allow(clippy::too_many_lines)] fn f() {}"), &["`too_many_lines`"]);
        seen(&file("#![allow(unsafe_code)]"), &["`unsafe_code`"]);
        seen(&file("#[expect(clippy::unwrap_used, reason = \"x\")] fn f() {}"), &["`unwrap_used`"]);
        seen(&file("#[cfg(test)] #[allow(clippy::unwrap_used)] mod tests {}"), &[]);
        let parent = |text| ("crates/log/src/lib.rs", text);
        let child = ("crates/log/src/sample.rs", "#![allow(clippy::unwrap_used)]");
        seen(&too_long(&Tree::planted(&[parent("#[cfg(test)] mod sample;"), child])), &[]);
        seen(&too_long(&Tree::planted(&[parent("mod sample;"), child])), &["sample.rs:1: `unwrap_used`"]);
    }
}
