//! Which policy holds for what: the newest entry of the book that says one - and for what was entered before it, whichever
//! of the two tells less.
//!
//! Who enters something has read when and how it will be told. A policy that tells more must not break that word: so an
//! entry keeps the policy under which it was entered, and every later one that tells less holds for it as well, from the
//! close at which it is told itself.

use jiff::Timestamp;

use super::policy::{KIND, POLICY, Policy, Step};
use crate::store::{CORRECTION, Operation, OperationCard, Recorded, StoreError};

/// The policies of a book, in its order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct InForce {
    changes: Vec<Change>,
}

/// From here on another policy holds.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Change {
    /// The entry that says so: a policy, or the correction of one.
    entry: u64,
    /// When it was entered.
    at: Timestamp,
    /// The first close after it.
    closes: Timestamp,
    policy: Policy,
}

impl InForce {
    /// As the book says.
    pub fn of(operation: &Operation, card: &OperationCard) -> Result<Self, StoreError> {
        let policies = operation.entries_of_kind(KIND)?;
        let mut said: Vec<(Said, Recorded)> = Vec::new();
        for entry in policies {
            let Some(policy) = Policy::read(&entry.public) else { continue };
            let by = operation.corrected_by(entry.number)?.map(|by| operation.entry(by)).transpose()?.flatten();
            if let Some(by) = by {
                // What is put right before anybody was told of it has never been.
                if moment(&by) < first_close(card, moment(&entry)) {
                    continue;
                }
                said.push((Said::TakesBack(entry.number), by));
            }
            said.push((Said::Policy(policy), entry));
        }
        said.sort_by_key(|(_, entry)| entry.number);
        let mut standing: Vec<(u64, Policy)> = Vec::new();
        let mut changes = Vec::new();
        for (what, entry) in said {
            match what {
                Said::Policy(policy) => standing.push((entry.number, policy)),
                Said::TakesBack(wrong) => standing.retain(|(number, _)| *number != wrong),
            }
            let policy = standing.last().map_or(POLICY, |(_, policy)| *policy);
            let at = moment(&entry);
            changes.push(Change { entry: entry.number, at, closes: first_close(card, at), policy });
        }
        Ok(Self { changes })
    }

    /// The policy a close goes by: the newest that was entered before it.
    pub fn at(&self, step: Step) -> Policy {
        self.changes.iter().rev().find(|change| change.at < step.closes).map_or(POLICY, |change| change.policy)
    }

    /// The newest policy, which holds from the next close at the latest.
    pub fn newest(&self) -> Policy {
        self.changes.last().map_or(POLICY, |change| change.policy)
    }

    /// The policy for one entry at a close: the one under which it was entered, and every one that a close went by since.
    pub fn for_entry(&self, entry: u64, step: Step) -> Policy {
        let before = self.changes.iter().rev().find(|change| change.entry < entry);
        let began = before.map_or(POLICY, |change| change.policy);
        let known: Vec<&Change> = self.changes.iter().filter(|change| change.at < step.closes).collect();
        let since = known.iter().enumerate().filter(|(place, change)| {
            let replaced = known.get(place + 1).is_some_and(|next| next.at < change.closes);
            change.entry > entry && !replaced
        });
        let stale_days = self.at(step).stale_days;
        let kept = since.fold(began, |kept, (_, change)| kept.and(&change.policy));
        Policy { stale_days, ..kept }
    }

    /// The same with one policy more, entered now: what a preview compares with.
    #[must_use]
    pub fn with(&self, policy: Policy, card: &OperationCard, now: Timestamp) -> Self {
        let mut more = self.clone();
        more.changes.push(Change { entry: NOT_YET, at: now, closes: first_close(card, now), policy });
        more
    }
}

/// The number of an entry that is not written yet: after every one that is.
pub const NOT_YET: u64 = u64::MAX;

enum Said {
    Policy(Policy),
    TakesBack(u64),
}

fn moment(entry: &Recorded) -> Timestamp {
    debug_assert!(entry.kind == KIND || entry.kind == CORRECTION);
    Timestamp::from_second(entry.recorded_at).unwrap_or(Timestamp::MIN)
}

fn first_close(card: &OperationCard, at: Timestamp) -> Timestamp {
    let today = POLICY.step(card, card.day_number(card.local(at).date()));
    if at < today.closes { today.closes } else { POLICY.step(card, today.number + 1).closes }
}
