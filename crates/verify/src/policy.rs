//! The policy of what is told: its bounds, and how large a group had to be at each step.

use std::collections::BTreeMap;

use crate::PEOPLE_MIN;
use crate::body::Body;
use crate::fact::Fact;
use crate::members::{Members, Unread};

/// Each kind that waits for a Monday, with the places it may tell.
const KINDS: [(&str, &[&str]); 5] = [
    ("arrival", &["region", "country", "none"]),
    ("loss", &["none"]),
    ("stocktake", &["none"]),
    ("handover", &["region", "country", "none"]),
    ("gift-in-kind", &["none"]),
];

/// What a policy says that something is held against.
pub(crate) struct Policy {
    pub(crate) people_min: i64,
}

/// Reads a policy whole, every number within its bounds.
pub(crate) fn read(members: &mut Members) -> Result<Policy, Unread> {
    members.only_true("alone")?;
    let people_min = within(members, "people_min", PEOPLE_MIN, 50)?;
    within(members, "stale_days", 3, 60)?;
    let kind = |kind: &mut Members| {
        within(kind, "delay_days", 7, 90)?;
        Ok((kind.text("kind")?, kind.text("place")?))
    };
    let kinds = members.lines("kinds", kind)?;
    let fine = |((kind, place), (known, places)): (&(String, String), &(&str, &[&str]))| {
        kind == known && places.contains(&place.as_str())
    };
    if kinds.len() == KINDS.len() && kinds.iter().zip(&KINDS).all(fine) {
        return Ok(Policy { people_min });
    }
    Err(Unread::Unusable { member: "kinds".to_owned() })
}

fn within(members: &mut Members, member: &'static str, from: i64, to: i64) -> Result<i64, Unread> {
    let number = members.count(member)?;
    if (from..=to).contains(&number) { Ok(number) } else { Err(Unread::Unusable { member: member.to_owned() }) }
}

/// The smallest group of each step after which another was in force.
#[derive(Default)]
pub(crate) struct Groups {
    by_step: BTreeMap<i64, i64>,
}

impl Groups {
    /// Reads the policies and what took them back; what cannot be read is found by whoever reads the lines next.
    pub(crate) fn read(facts_jsonl: &str) -> Groups {
        let mut standing: Vec<(String, i64)> = Vec::new();
        let mut by_step = BTreeMap::new();
        for fact in facts_jsonl.lines().filter_map(|line| Fact::read(line).ok()) {
            if !["policy", "correction"].contains(&fact.kind.as_str()) {
                continue;
            }
            match Body::read(&fact.kind, fact.body) {
                Ok(Body::Policy(policy)) => standing.push((fact.id, policy.people_min)),
                Ok(Body::Correction(back)) => standing.retain(|(id, _)| *id != back.of),
                _ => continue,
            }
            by_step.insert(fact.step, standing.last().map_or(PEOPLE_MIN, |(_, people_min)| *people_min));
        }
        Groups { by_step }
    }

    /// The smallest group that may be told at a step. A policy holds for all of the step that tells it.
    pub(crate) fn at(&self, step: i64) -> i64 {
        self.by_step.range(..=step).next_back().map_or(PEOPLE_MIN, |(_, people_min)| *people_min)
    }
}
