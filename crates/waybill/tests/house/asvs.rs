//! `docs/asvs.md`: every number once, every state known, every test that it names there to be run.

use std::collections::BTreeSet;

use crate::tree::{Finding, Tree};

const TABLE: &str = "docs/asvs.md";

/// How many requirements levels 1 and 2 of version 5.0.0 have.
const NUMBERS: usize = 253;

/// What is wrong with the table.
pub fn broken(table: &str, tree: &Tree) -> Vec<Finding> {
    let mut found = Vec::new();
    let mut numbers = BTreeSet::new();
    for (line, text) in (1..).zip(table.lines()).filter(|(_, text)| text.starts_with("| V")) {
        let cells: Vec<&str> = text.trim_matches('|').split('|').map(str::trim).collect();
        let [number, level, state, why] = cells[..] else {
            found.push(Finding::new(TABLE, line, "four cells a row".to_owned()));
            continue;
        };
        if !numbers.insert(number.to_owned()) || !matches!(level, "1" | "2") || why.is_empty() {
            found.push(Finding::new(TABLE, line, format!("{number} stands twice, or a cell of it is empty")));
        }
        let test = format!("fn {}(", why.trim_matches('`'));
        let is_there = || tree.under("crates/").any(|(path, text)| path.contains("/tests/") && text.contains(&test));
        match state {
            "met" if !is_there() => found.push(Finding::new(TABLE, line, format!("{number} names no test: {why}"))),
            "met" | "open" | "not applicable" => {}
            _ => found.push(Finding::new(TABLE, line, format!("{number}: what is “{state}”?"))),
        }
    }
    if numbers.len() != NUMBERS {
        found.push(Finding::new(TABLE, 1, format!("{} numbers, not {NUMBERS}", numbers.len())));
    }
    found
}
