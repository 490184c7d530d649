//! The gate's policy in words: line by line, and what differs between two.

use super::words::Tongue;
use crate::publish::policy::{LATE, Policy, finest};
use crate::publish::rules::{Place, rule_of};

/// Each line of a policy: what it is about, and what it says.
pub fn lines(w: Tongue, policy: &Policy) -> Vec<(String, String)> {
    let days = |n: i64| w.with("days", &[("n", n.into())]);
    let mut lines = vec![
        (w.t("policy-people"), w.with("protect-strip-people", &[("n", policy.people_min.into())])),
        (w.t("policy-stale"), days(policy.stale_days)),
    ];
    for kind in LATE {
        let late = policy.of(kind);
        lines.push((delay_label(w, kind), days(late.delay_days)));
        if finest(kind) != Place::None {
            lines.push((place_label(w, kind), w.t(&format!("policy-place-{}", late.place.word()))));
        }
    }
    lines
}

/// The lines in which two policies differ, as sentences.
pub fn changes(w: Tongue, before: &Policy, after: &Policy) -> Vec<String> {
    let pairs = lines(w, before).into_iter().zip(lines(w, after));
    pairs
        .filter(|((_, was), (_, is))| was != is)
        .map(|((_, was), (what, is))| {
            w.with("policy-change", &[("what", what.into()), ("was", was.into()), ("is", is.into())])
        })
        .collect()
}

/// A kind's name in words.
pub fn kind_name(w: Tongue, kind: &str) -> String {
    w.t(&format!("kind-{}", rule_of(kind).map_or(kind, |rule| rule.fact)))
}

/// What the line of a kind's delay is called.
pub fn delay_label(w: Tongue, kind: &str) -> String {
    w.with("policy-delay", &[("kind", kind_name(w, kind).into())])
}

/// What the line of a kind's place is called.
pub fn place_label(w: Tongue, kind: &str) -> String {
    w.with("policy-place", &[("kind", kind_name(w, kind).into())])
}
