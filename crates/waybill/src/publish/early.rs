//! Told early: one entry that waits for its Monday is told at the next close, because somebody gave a reason.
//!
//! Nothing else changes for it: no member more, no finer place, and it still waits for what the world must know first.
//! What is told in totals of many people is never told early.

use std::collections::BTreeSet;

use serde_json::Value;

use super::fact::Fact;
use super::gate::Shaped;
use super::rules::{Told, When, rule_of};
use crate::store::Waiting;

/// The kind of entry, and of the fact that tells it.
pub const KIND: &str = "early";

/// Whether entries of a kind may be told before their Monday: those that are told one by one on one.
pub fn may_be(kind: &str) -> bool {
    rule_of(kind).is_some_and(|rule| rule.told == Told::Singly && rule.when == When::Monday)
}

/// The ids of the facts that are to be told early.
pub(super) fn named(waiting: &[Waiting]) -> BTreeSet<&str> {
    waiting.iter().filter(|entry| entry.kind == KIND).map(|entry| of(&entry.public)).collect()
}

/// Entries that name what neither waits nor was told: it was put right before anybody heard of it.
pub(super) fn idle(waiting: &[Waiting], told: &[Fact], id: impl Fn(&str) -> String) -> Vec<u64> {
    let own = |entry: &Waiting| entry.public.get("id").and_then(Value::as_str).map(&id);
    let known: BTreeSet<String> = waiting.iter().filter_map(own).collect();
    let is_known = |fact: &str| known.contains(fact) || told.iter().any(|one| one.id == fact);
    waiting.iter().filter(|entry| entry.kind == KIND && !is_known(of(&entry.public))).map(|entry| entry.entry).collect()
}

/// That something was told early is told once it is.
pub(super) fn may_go<'a, I: Iterator<Item = &'a Fact>>(candidate: &Shaped, facts: impl Fn() -> I) -> bool {
    candidate.kind != KIND || facts().any(|fact| fact.id == of(&candidate.body))
}

fn of(body: &Value) -> &str {
    body.get("of").and_then(Value::as_str).unwrap_or_default()
}
