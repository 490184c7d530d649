//! What the world learns of a correction, and how: nothing, a fact of its own, or a smaller next total.
//!
//! An entry that was not told yet vanishes together with its correction, as if neither existed. An entry that was told
//! on its own is taken back by a fact of its own. An entry that was told in a total of many people is never taken back
//! on its own, for that would tell of one person: the feature's shape takes it out of the next total of its cell.

use std::borrow::Cow;
use std::collections::BTreeSet;

use serde_json::{Value, json};
use waybill_journal::Move;

use super::fact::Fact;
use super::gate::{Shaped, date_in};
use super::in_force::{InForce, NOT_YET};
use super::policy::{Step, week_of};
use super::rules::{When, rule_of};
use crate::store::{CORRECTION, Operation, RETURN, Recorded, StoreError, Waiting};

/// A correction on its way through the gate, with what it puts right.
#[derive(Clone, Debug)]
pub struct Righting {
    /// The correction's own entry.
    pub by: u64,
    /// What the gate may read of the correction.
    pub public: Value,
    /// The entry that was wrong.
    pub wrong: Recorded,
    /// The fact that told it; none where it was not told.
    pub fact: Option<Fact>,
    /// Nothing was wrong: a part of it came back. It goes out of a later total as a mistake does.
    pub part: bool,
}

/// An entry that was told in a total and is to be taken out of the next total of its cell.
#[derive(Clone, Debug)]
pub struct Undone {
    /// The correction's own entry.
    pub by: u64,
    /// The kind of the entry that was wrong.
    pub kind: String,
    /// What the gate may read of it.
    pub public: Value,
    /// The total that told it.
    pub told: Fact,
    /// The Monday of the week in which it was put right.
    pub week: Option<jiff::civil::Date>,
}

/// What is to become of the corrections of one day.
#[derive(Debug, Default)]
pub struct Righted {
    /// Entries of which nothing is ever told: each wrong entry with its correction.
    pub silent: Vec<u64>,
    /// Facts that take back a fact.
    pub facts: Vec<Shaped>,
    /// What has to go out of totals.
    pub undone: Vec<Undone>,
}

/// The corrections among what waits, each with what it puts right and the fact that told that.
pub(super) fn rightings(
    operation: &Operation,
    waiting: &[Waiting],
    told: &[Fact],
) -> Result<Vec<Righting>, StoreError> {
    let mut found = Vec::new();
    for correction in waiting.iter().filter(|w| w.kind == CORRECTION || w.kind == RETURN) {
        let Some(recorded) = operation.entry(correction.entry)? else { continue };
        let part = recorded.part_of().is_some();
        let of = recorded.corrects().or(recorded.part_of());
        let Some(wrong) = of.map(|n| operation.entry(n)).transpose()?.flatten() else { continue };
        let id = operation.told_by(wrong.number)?.and_then(|(_, fact)| fact);
        let fact = id.and_then(|id| told.iter().find(|fact| fact.id == id)).cloned();
        // What comes back of something the world has not heard of waits until it has, unless it is put right itself.
        if !part || (fact.is_some() && operation.corrected_by(correction.entry)?.is_none()) {
            found.push(Righting { by: correction.entry, public: correction.public.clone(), wrong, fact, part });
        }
    }
    Ok(found)
}

/// What is to become of the correction of one entry.
#[derive(Clone, Debug)]
pub enum Outcome {
    /// Neither is ever told.
    Nothing,
    /// It goes out of the next total that is large enough.
    InATotal,
    /// A fact of its own.
    Fact(TakenBack),
}

/// A fact that is to be taken back.
#[derive(Clone, Debug)]
pub struct TakenBack {
    fact: Fact,
    /// Goods keep their delay.
    delayed: bool,
}

/// What the world would learn of a correction of this entry, as things stand.
pub fn righted(operation: &Operation, wrong: u64) -> Result<Outcome, StoreError> {
    let Some(entry) = operation.entry(wrong)? else { return Ok(Outcome::Nothing) };
    let Some(id) = operation.told_by(wrong)?.and_then(|(_, fact)| fact) else { return Ok(Outcome::Nothing) };
    let facts = super::published::facts_for_gate(operation)?;
    let fact = facts.into_iter().find(|fact| fact.id == id);
    Ok(outcome(&entry, fact.as_ref(), |key| operation.keys().public_id(key)))
}

/// `id` makes the id of a fact from its key: a fact whose id comes from the wrong entry's own tells that entry alone.
fn outcome(wrong: &Recorded, fact: Option<&Fact>, id: impl Fn(&str) -> String) -> Outcome {
    let Some(fact) = fact else { return Outcome::Nothing };
    let own = wrong.public.get("id").and_then(Value::as_str).is_some_and(|own| id(own) == fact.id);
    if own {
        let delayed = rule_of(&wrong.kind).is_some_and(|rule| rule.when == When::Monday);
        Outcome::Fact(TakenBack { fact: fact.clone(), delayed })
    } else {
        Outcome::InATotal
    }
}

/// Sorts corrections by what the world may learn of them.
pub(super) fn sort(rightings: &[Righting], policies: &InForce, step: Step, id: impl Fn(&str) -> String) -> Righted {
    let mut righted = Righted::default();
    for one in rightings {
        match (outcome(&one.wrong, one.fact.as_ref(), &id), &one.fact) {
            (Outcome::Fact(taken), _) => {
                let shaped = taken.shaped_as(one.by, &one.public, policies, step);
                righted.facts.push(Shaped { entries: vec![one.by], ..shaped });
            }
            (Outcome::InATotal, Some(told)) => righted.undone.push(Undone {
                by: one.by,
                kind: one.wrong.kind.clone(),
                public: if one.part { one.public.clone() } else { one.wrong.public.clone() },
                told: told.clone(),
                week: date_in(&one.public, "week"),
            }),
            _ => righted.silent.extend([one.wrong.number, one.by]),
        }
    }
    righted
}

impl TakenBack {
    /// The fact that takes it back: the same moves the other way round, told at this step at the earliest.
    /// For a correction that is not entered yet.
    pub fn shaped(&self, correction: &Value, policies: &InForce, step: Step) -> Shaped {
        self.shaped_as(NOT_YET, correction, policies, step)
    }

    fn shaped_as(&self, by: u64, correction: &Value, policies: &InForce, step: Step) -> Shaped {
        let opens = |week| policies.for_entry(by, step).opens(&self.fact.kind, week_of(week), step.date);
        let text = |member: &str| correction.get(member).and_then(Value::as_str).unwrap_or_default();
        let week = date_in(correction, "week").filter(|_| self.delayed);
        let mut body = json!({ "of": self.fact.id, "kind": self.fact.kind, "reason": text("reason") });
        if let Some(alone) = correction.get("alone") {
            body["alone"] = alone.clone();
        }
        Shaped {
            key: text("id").to_owned(),
            kind: CORRECTION.to_owned(),
            body,
            moves: mirrored(&self.fact.moves),
            entries: Vec::new(),
            opens: week.map_or(step.date, opens),
        }
    }
}

/// The same moves the other way round, last first.
pub fn mirrored(moves: &[Move]) -> Vec<Move> {
    let back = |said: &Move| match said.clone() {
        Move::Transfer { from, to, commodity, amount, .. } => Move::transfer(to, from, commodity, amount),
        Move::Exchange { from, commodity, amount, to, gets_commodity, gets_amount, with, .. } => {
            Move::exchange(to, gets_commodity, gets_amount, from, commodity, amount, with)
        }
    };
    moves.iter().rev().map(back).collect()
}

/// The moves of a fact as sums take them, with the sign they count with: what is taken back did not come, and did not
/// go out again, so a correction counts the moves it puts right once more, as less.
pub(super) fn counted(fact: &Fact) -> (i64, Cow<'_, [Move]>) {
    if fact.kind == CORRECTION { (-1, Cow::Owned(mirrored(&fact.moves))) } else { (1, Cow::Borrowed(&fact.moves)) }
}

/// The ids of the facts that are taken back.
pub fn corrected<'a>(facts: impl IntoIterator<Item = &'a Fact>) -> BTreeSet<&'a str> {
    facts.into_iter().filter(|fact| fact.kind == CORRECTION).map(|fact| fact.text("of")).collect()
}

/// Whether an order may be taken back already: not while its payment or arrival stands.
pub(super) fn may_go<'a, I: Iterator<Item = &'a Fact>>(candidate: &Shaped, facts: impl Fn() -> I) -> bool {
    if candidate.kind != CORRECTION || candidate.body["kind"] != "order" {
        return true;
    }
    let gone = corrected(facts());
    let of = candidate.body["of"].as_str().unwrap_or_default();
    let code = facts().find(|fact| fact.id == of).map_or("", |fact| fact.text("order"));
    let stands = |fact: &Fact| fact.id != of && fact.text("order") == code && !gone.contains(fact.id.as_str());
    code.is_empty() || !facts().any(stands)
}

/// Takes what is undone out of a total, oldest first, as long as `fits` says that what is left may be told.
pub fn netted<'a>(undone: impl Iterator<Item = &'a Undone>, fits: impl Fn(&[&Undone]) -> bool) -> Vec<&'a Undone> {
    let mut out: Vec<&Undone> = Vec::new();
    for one in undone {
        out.push(one);
        if !fits(&out) {
            out.pop();
        }
    }
    out
}
