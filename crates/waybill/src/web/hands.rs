//! Maker and checker: which forms wait for a second person, and what a lone person's entry says of itself.

use serde_json::{Value, json};

use super::forms::Bench;
use super::typed::Typed;
use crate::store::{Behind, Draft, StoreError};

/// How many people have to stand behind what a form enters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hands {
    /// Whoever enters it.
    One,
    /// One who proposes it and at least one who approves exactly that; while nobody else may, the one is enough and the
    /// entry says so.
    Two,
}

/// A form that waits for a second person, always or for some of what it enters.
#[derive(Clone, Copy)]
pub struct FourEyes {
    /// The form's path.
    pub form: &'static str,
    /// Decided from what was typed.
    pub hands: fn(&Bench, &Typed) -> Result<Hands, StoreError>,
}

impl FourEyes {
    /// Whatever is typed there.
    pub const fn always(form: &'static str) -> Self {
        Self { form, hands: |_, _| Ok(Hands::Two) }
    }
}

/// The member of a public part that says: one person alone stood behind it. Absent where two or more did.
pub const ALONE: &str = "alone";

/// Says in the public part that one person approved it, where that is so and two should have.
pub fn mark(draft: &mut Draft, hands: Hands, behind: &Behind) {
    if hands == Hands::Two && behind.checkers.is_empty() {
        draft.public[ALONE] = json!(true);
    }
}

/// Whether a public part, or the body of a fact, says that one person alone stood behind it.
pub fn is_alone(public: &Value) -> bool {
    public[ALONE] == true
}
