//! What an auditor sees, who may read the private book: whether what was told is what the book says, and whether the log left
//! nothing out. Nothing is written, and the gate is asked again beside what it told.

use super::gate::{KindShape, told_again};
use super::{published, ticks};
use crate::store::{Operation, StoreError};

/// What was found good.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Audited {
    /// Facts that are what the gate makes of the book.
    pub facts: usize,
    /// Ticks of the log.
    pub ticks: usize,
    /// The last entry whose commitments are in it.
    pub entries: i64,
}

/// Holds facts and log against the book; `Ok(Err)` is a sentence that says what is wrong.
pub fn audit(operation: &Operation, shapes: &[KindShape]) -> Result<Result<Audited, String>, StoreError> {
    let (told, made) = (published::facts_for_gate(operation)?, told_again(operation, shapes)?);
    if let Some((told, _)) = told.iter().zip(&made).find(|(told, made)| told != made) {
        return Ok(Err(format!(
            "The fact {} ({}) of step {} is not what the gate makes of the book.",
            told.id, told.kind, told.step
        )));
    }
    if told.len() != made.len() {
        return Ok(Err(format!("{} facts are told; the gate makes {} of the book.", told.len(), made.len())));
    }
    let log = ticks::audit(operation)?;
    Ok(log.map(|(ticks, entries)| Audited { facts: told.len(), ticks, entries }))
}
