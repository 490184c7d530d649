//! The program as a stranger runs it: three answers, and what a good one proves.

#![allow(missing_docs, clippy::unwrap_used)]

use std::path::PathBuf;
use std::process::{Command, Output};

fn run(arguments: &[&str]) -> Output {
    let sample = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/sample");
    Command::new(env!("CARGO_BIN_EXE_waybill-verify")).args(arguments).current_dir(sample).output().unwrap()
}

#[test]
fn what_agrees_leaves_with_0_and_says_what_it_proves() {
    let output = run(&["facts.jsonl", "figures.json"]);
    let said = String::from_utf8(output.stdout).unwrap();
    assert_eq!(output.status.code(), Some(0), "{said}");
    assert!(said.contains("Read 14 facts with 14 moves; commodities: EUR, GBP, PLATE, TOURNIQUET, VEST."), "{said}");
    assert!(said.contains("every public figure follows from published facts"), "{said}");
    assert!(said.contains("only an auditor can compare"), "{said}");
    assert!(said.contains("check a whole copy with its log"), "{said}");
}

#[test]
fn dispatches_are_checked_where_they_are_given() {
    let output = run(&["facts.jsonl", "figures.json", "dispatches.jsonl"]);
    let said = String::from_utf8(output.stdout).unwrap();
    assert_eq!(output.status.code(), Some(0), "{said}");
    assert!(said.contains("at the close it names: all 8 are right.\n"), "{said}");
    // A file that is no list of dispatches is not taken for one without figures.
    let output = run(&["facts.jsonl", "figures.json", "figures.json"]);
    assert_eq!(output.status.code(), Some(1));
}

#[test]
fn what_does_not_agree_leaves_with_1_and_says_why() {
    let wrong = include_str!("sample/figures.json").replace("\"hands.VEST\": 4", "\"hands.VEST\": 5");
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("wrong-figures.json");
    std::fs::write(&path, wrong).unwrap();
    let output = run(&["facts.jsonl", path.to_str().unwrap()]);
    let said = String::from_utf8(output.stdout).unwrap();
    assert_eq!(output.status.code(), Some(1), "{said}");
    assert!(said.contains("The figure “hands.VEST” is stated as 5; the facts make it 4."), "{said}");
}

#[test]
fn a_wrong_call_or_an_unreadable_file_leaves_with_2() {
    assert_eq!(run(&[]).status.code(), Some(2));
    assert_eq!(run(&["facts.jsonl"]).status.code(), Some(2));
    let output = run(&["facts.jsonl", "nowhere.json"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8(output.stderr).unwrap().contains("nowhere.json cannot be read"));
}
