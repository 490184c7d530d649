//! The program on folders that somebody prepared: links are not followed, depth and size have limits, and what is no copy is said so.

#![allow(missing_docs, clippy::unwrap_used)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

fn folder(name: &str) -> PathBuf {
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&path);
    fs::create_dir_all(&path).unwrap();
    path
}

fn run(arguments: &[&Path]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_waybill-verify")).args(arguments).output().unwrap()
}

fn said(output: &Output) -> String {
    String::from_utf8([output.stdout.clone(), output.stderr.clone()].concat()).unwrap()
}

/// A folder with facts and figures alone.
fn bare(name: &str) -> PathBuf {
    let path = folder(name);
    for file in ["facts.jsonl", "figures.json"] {
        let sample = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/sample").join(file);
        fs::copy(sample, path.join(file)).unwrap();
    }
    path
}

#[test]
fn what_a_copy_lacks_is_named_file_by_file() {
    let output = run(&[&bare("lacks")]);
    assert_eq!(output.status.code(), Some(1));
    for missing in
        ["“facts.csv”", "“figures.csv”", "“facts.json”", "“books.journal”", "“books.beancount”", "“index.html”"]
    {
        assert!(said(&output).contains(missing), "{missing}: {}", said(&output));
    }
    let empty = run(&[&folder("empty")]);
    assert_eq!(empty.status.code(), Some(1));
    assert!(said(&empty).contains("“facts.jsonl”: It is missing."), "{}", said(&empty));
}

#[cfg(unix)]
#[test]
fn a_link_is_named_and_not_followed() {
    let path = bare("links");
    let outside = folder("links-outside").join("facts.csv");
    fs::write(&outside, "secret").unwrap();
    std::os::unix::fs::symlink(&outside, path.join("facts.csv")).unwrap();
    std::os::unix::fs::symlink("/", path.join("root")).unwrap();
    let output = run(&[&path]);
    let said = said(&output);
    assert_eq!(output.status.code(), Some(1));
    assert!(said.contains("“facts.csv”: It is a link to elsewhere") && said.contains("“root”: It is a link"), "{said}");
    assert!(!said.contains("secret"), "{said}");
}

#[test]
fn folders_that_lie_too_deep_end_the_reading() {
    let path = bare("deep");
    fs::create_dir_all(path.join("a/".repeat(20))).unwrap();
    let output = run(&[&path]);
    assert_eq!(output.status.code(), Some(2));
    assert!(said(&output).contains("folders lie more than 16 deep"), "{}", said(&output));
}
