//! Whoever changes one number of what is published is found, unless no figure follows from that number.

#![allow(missing_docs, clippy::unwrap_used)]

mod common;

use common::Sample;
use proptest::prelude::*;
use serde_json::{Value, json};
use waybill_verify::check;

/// Every number of the sample: the line it is in (`None`: the figures), and the JSON pointer to it.
fn numbers() -> Vec<(Option<usize>, String)> {
    fn walk(value: &Value, at: String, found: &mut Vec<String>) {
        match value {
            Value::Number(_) => found.push(at),
            Value::Array(list) => {
                list.iter().enumerate().for_each(|(index, item)| walk(item, format!("{at}/{index}"), found));
            }
            Value::Object(map) => map.iter().for_each(|(name, item)| walk(item, format!("{at}/{name}"), found)),
            _ => {}
        }
    }
    let sample = Sample::new();
    let mut all = Vec::new();
    let texts = sample.facts.iter().enumerate().map(|(line, fact)| (Some(line), fact));
    for (line, value) in texts.chain([(None, &sample.figures)]) {
        let mut found = Vec::new();
        walk(value, String::new(), &mut found);
        all.extend(found.into_iter().map(|at| (line, at)));
    }
    all
}

/// Numbers that are told and from which no figure follows; only their own bounds can be checked. Everything else moves
/// something or is a figure, and is bound to another number.
fn is_only_told(line: Option<usize>, at: &str) -> bool {
    // The day: never before the line above, never after the snapshot, which is at least the last step.
    let is_day = at == "/step" || at == "/snapshot";
    // Words about an agreement, a priority, and how many people; the last is at least five.
    let is_word = ["/body/agreed_days", "/body/priority", "/body/people"].contains(&at);
    // The need of the vests (the second line) was told anew in the eleventh; the newest fact counts.
    let is_replaced = line == Some(1) && ["/body/quantity", "/body/price/amount"].contains(&at);
    is_day || is_word || is_replaced
}

/// The sample with this number changed; whether something is found.
fn is_found(line: Option<usize>, at: &str, change: impl Fn(i64) -> i64) -> bool {
    let mut sample = Sample::new();
    let place = match line {
        Some(line) => sample.facts[line].pointer_mut(at).unwrap(),
        None => sample.figures.pointer_mut(at).unwrap(),
    };
    *place = json!(change(place.as_i64().unwrap()));
    // Where nothing is found, every stated figure is still what the facts make: the change had no effect.
    check(&sample.facts_text(), &sample.figures_text()).is_err()
}

#[test]
fn one_more_or_one_less_is_found() {
    let all = numbers();
    assert!(all.len() > 100, "the sample has only {} numbers", all.len());
    for (line, at) in all.iter().filter(|(line, at)| !is_only_told(*line, at)) {
        for by in [-1, 1] {
            assert!(is_found(*line, at, |number| number + by), "{line:?} {at} {by}");
        }
    }
}

#[test]
fn what_is_only_told_can_change_within_its_bounds() {
    let told: Vec<_> = numbers().into_iter().filter(|(line, at)| is_only_told(*line, at)).collect();
    for (line, at) in told.iter().filter(|(_, at)| !at.ends_with("step")) {
        assert!(!is_found(*line, at, |number| number + 1), "{line:?} {at}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_other_number_is_found(
        (line, at) in proptest::sample::select(numbers()).prop_filter("only told", |(line, at)| !is_only_told(*line, at)),
        other in prop_oneof![-20_i64..20, -500_000_i64..500_000, any::<i64>()],
    ) {
        let sample = Sample::new();
        let text = line.map_or(&sample.figures, |line| &sample.facts[line]);
        let changed = text.pointer(&at).and_then(Value::as_i64) != Some(other);
        prop_assert_eq!(is_found(line, &at, |_| other), changed);
    }
}
