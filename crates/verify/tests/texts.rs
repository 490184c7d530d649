//! Dispatches: what they quote was true at the close they name, and whoever changes a quoted figure is found.

#![allow(missing_docs, clippy::unwrap_used)]

use serde_json::{Value, json};
use waybill_verify::{Finding, TEXT_BYTES_MAX, Unread, check_texts};

const FACTS: &str = include_str!("sample/facts.jsonl");
const TEXTS: &str = include_str!("sample/dispatches.jsonl");

/// What is found in the sample with one line changed.
fn found(line: usize, change: impl Fn(&mut Value)) -> Vec<Finding> {
    let mut texts: Vec<Value> = TEXTS.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    change(&mut texts[line - 1]);
    let lines: Vec<String> = texts.iter().map(Value::to_string).collect();
    check_texts(FACTS, &lines.join("\n")).unwrap_err()
}

#[test]
fn every_figure_is_what_it_was_at_its_close_in_whatever_order_the_texts_stand() {
    assert_eq!(check_texts(FACTS, TEXTS), Ok(8));
    assert_eq!(check_texts(FACTS, ""), Ok(0));
}

#[test]
fn one_more_or_one_less_is_found_in_every_quoted_figure() {
    for (line, text) in (1..).zip(TEXTS.lines()) {
        let text: Value = serde_json::from_str(text).unwrap();
        for (name, value) in text["figures"].as_object().unwrap() {
            for by in [-1, 1] {
                let changed = found(line, |text| text["figures"][name] = json!(value.as_i64().unwrap() + by));
                assert!(
                    matches!(&changed[..], [Finding::QuotedWrong { line: l, name: n, .. }] if *l == line && n == name)
                );
            }
        }
    }
    let said = found(2, |text| text["figures"]["hands.VEST"] = json!(40));
    assert_eq!(said[0].to_string(), "Text 2 quotes “hands.VEST” as 40; at its close the facts made it 4.");
}

#[test]
fn a_figure_quoted_at_another_close_is_found() {
    let said = found(1, |text| text["snapshot"] = json!(3));
    assert_eq!(said[1].to_string(), "Text 1 quotes “given.EUR” as 300000; at its close the facts made it 390000.");
}

#[test]
fn a_text_that_is_not_as_described_is_found() {
    let unknown = |member: &str| Unread::Unknown { member: member.to_owned() };
    let extra = found(1, |text| text["place"] = json!("a street"));
    assert_eq!(extra, [Finding::BadText { line: 1, why: unknown("place") }]);
    let missing = found(1, |text| _ = text.as_object_mut().unwrap().remove("languages"));
    assert_eq!(missing, [Finding::BadText { line: 1, why: Unread::Missing { member: "languages" } }]);
    let half = found(1, |text| text["figures"]["gifts.count"] = json!(0.5));
    assert_eq!(half, [Finding::BadText { line: 1, why: Unread::Unusable { member: "gifts.count".to_owned() } }]);
    let twice = found(2, |text| text["id"] = json!("0000000000000000000a"));
    assert_eq!(twice, [Finding::DuplicateText { line: 2, first: 1 }]);
    let long = check_texts(FACTS, &" ".repeat(TEXT_BYTES_MAX + 1)).unwrap_err();
    assert_eq!(long, [Finding::BadText { line: 1, why: Unread::TooLong { max: TEXT_BYTES_MAX } }]);
}

#[test]
fn a_quoted_flow_is_the_newest_of_its_close_and_a_correction_keeps_the_close() {
    let flow = |step: i64, id: &str, amount: i64| {
        let cells = json!([["DE", "vests", "none", "bank", amount]]);
        json!({"id": id, "step": step, "kind": "flow", "body": {"currency": "EUR", "cells": cells}, "moves": []})
            .to_string()
    };
    let facts = [flow(1, "0000000000000000000d", 7), flow(2, "0000000000000000000e", 9)].join("\n");
    let text = |id: &str, snapshot: i64, value: i64| {
        json!({"id": id, "name": "2", "day": 2, "published": "2026-01-02T18:30", "snapshot": snapshot, "units": {},
            "figures": {"flow.EUR.bank": value}, "languages": {}})
        .to_string()
    };
    assert_eq!(check_texts(&facts, &text("0000000000000000000a", 1, 7)), Ok(1));
    assert_eq!(check_texts(&facts, &text("0000000000000000000a", 2, 9)), Ok(1));
    assert!(check_texts(&facts, &text("0000000000000000000a", 2, 16)).is_err());
    let moved = [text("0000000000000000000a", 1, 7), text("0000000000000000000b", 2, 9)].join("\n");
    assert_eq!(check_texts(&facts, &moved), Err(vec![Finding::TextMoved { line: 2, first: 1 }]));
}
